//! What kubectl accepts without a word although it was probably not meant.

mod duplicates;
mod layout;
mod lookalike;
mod scalar;

pub(crate) use duplicates::duplicate;
pub(crate) use lookalike::lookalikes_of_lines;

use crate::chunk::Chunk;
use crate::compose::{Content, Tree, TreeNode};
use crate::{Diagnostic, Edit, Severity, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Where a node stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Role<'a> {
    Root,
    Item,
    Key,
    /// The value of a key, with the key as it is written when it is a scalar.
    Value(&'a str),
}

/// Remarks on the way one document is written.
pub(crate) fn advise(chunk: &Chunk<'_>, tree: &Tree<'_>) -> Vec<Diagnostic> {
    let mut advice = Advice { chunk, found: Vec::new() };
    advice.text_behind(tree.end);
    advice.cut_block(tree);
    for (node, role) in roles(tree) {
        advice.tag(node);
        match &node.content {
            Content::Scalar { value, plain: true } => {
                advice.scalar(node, value, role);
                advice.shape(node, value, role);
                advice.lookalikes(node, role);
            }
            Content::Scalar { plain: false, .. } if role == Role::Key => advice.lookalikes(node, role),
            Content::Mapping(children) => advice.flow_keys(tree, node, children),
            _ => {}
        }
    }
    advice.found
}

/// Every node with its role. Each has one place in the tree, so no recursion is needed.
fn roles<'a>(tree: &'a Tree<'_>) -> impl Iterator<Item = (&'a TreeNode<'a>, Role<'a>)> {
    let root = tree.nodes().next().map(|root| (root, Role::Root));
    let children = tree.nodes().flat_map(move |node| {
        let (children, mapping) = match &node.content {
            Content::Sequence(children) => (children.as_slice(), false),
            Content::Mapping(children) => (children.as_slice(), true),
            _ => (&[][..], false),
        };
        children.iter().enumerate().filter_map(move |(index, child)| {
            let role = match (mapping, index % 2) {
                (false, _) => Role::Item,
                (true, 0) => Role::Key,
                (true, _) => Role::Value(children.get(index - 1).map_or("", |key| scalar_text(tree.node(*key)))),
            };
            Some((tree.node(*child)?, role))
        })
    });
    root.into_iter().chain(children)
}

fn scalar_text<'a>(node: Option<&'a TreeNode<'_>>) -> &'a str {
    match node.map(|node| &node.content) {
        Some(Content::Scalar { value, .. }) => value,
        _ => "",
    }
}

/// Collects remarks on one chunk.
struct Advice<'a> {
    chunk: &'a Chunk<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Advice<'a> {
    fn raw(&self, range: &Range<usize>) -> &'a str {
        self.chunk.text.get(range.clone()).unwrap_or_default()
    }

    fn edit(&self, range: Range<usize>, replacement: impl Into<String>) -> Edit {
        Edit { span: self.chunk.to_span(&range), replacement: replacement.into() }
    }

    fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        range: &Range<usize>,
        message: String,
        arguments: &[(&'static str, &str)],
        fix: Vec<Edit>,
    ) {
        let span = self.chunk.to_span(range);
        self.found.push(diagnostic(severity, code, span, message, arguments, fix));
    }
}

/// A diagnostic from its parts.
pub(crate) fn diagnostic(
    severity: Severity,
    code: &'static str,
    span: Span,
    message: String,
    arguments: &[(&'static str, &str)],
    fix: Vec<Edit>,
) -> Diagnostic {
    let arguments = arguments.iter().map(|(name, value)| (Cow::Borrowed(*name), (*value).to_owned())).collect();
    Diagnostic { code: code.into(), severity, span, message, arguments, fix }
}

/// Text in the quotes that leave it as it is.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
