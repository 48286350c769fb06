//! One chunk of YAML into a document's root, or into kubectl's words for why it is none.

use crate::chunk::Chunk;
use crate::compose::{ComposeError, compose};
use crate::convert::convert;
use crate::decode::{DecodeError, decode};
use crate::limits::{Limit, Limits};
use crate::{Data, Failure, Node, Span};

/// Why a chunk gives no value.
pub(crate) enum Stop {
    Failure(Failure),
    Limit(Limit, Span),
}

/// The value of a chunk's first document; `None` when it is null or not there, which kubectl skips.
pub(crate) fn read(chunk: &Chunk<'_>, limits: &mut Limits) -> Result<Option<Node>, Stop> {
    let stop = |words: String, span: Span| {
        let words = format!("error parsing STDIN: error converting YAML to JSON: {words}");
        Stop::Failure(Failure { words, span })
    };
    let yaml = |words: String, span: Span| stop(format!("yaml: {words}"), span);
    let tree = compose(chunk, limits).map_err(|error| match error {
        ComposeError::Syntax(error) => yaml(error.words(), chunk.to_span(&(error.at..error.at))),
        ComposeError::UnknownAnchor { name, at } => {
            yaml(format!("unknown anchor '{name}' referenced"), chunk.to_span(&at))
        }
        ComposeError::Limit(limit, at) => Stop::Limit(limit, chunk.to_span(&at)),
    })?;
    let Some((tree, root)) = tree else { return Ok(None) };
    let value = decode(chunk, &tree, root, limits).map_err(|error| match error {
        DecodeError::Yaml { words, at } => yaml(words, chunk.to_span(&at)),
        DecodeError::Limit(limit, at) => Stop::Limit(limit, chunk.to_span(&at)),
    })?;
    let root = convert(value).map_err(|error| stop(error.words, error.span))?;
    Ok((root.data != Data::Null).then_some(root))
}
