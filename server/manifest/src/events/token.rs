//! The tokens between scanner and parser.

use super::reader::Mark;
use std::borrow::Cow;

/// A token and its place.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind<'a>,
    pub(super) start: Mark,
    pub(super) end: Mark,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind<'a> {
    StreamStart,
    StreamEnd,
    VersionDirective { major: u8, minor: u8 },
    TagDirective(Box<TagParts>),
    DocumentStart,
    DocumentEnd,
    BlockSequenceStart,
    BlockMappingStart,
    BlockEnd,
    FlowSequenceStart,
    FlowSequenceEnd,
    FlowMappingStart,
    FlowMappingEnd,
    BlockEntry,
    FlowEntry,
    Key,
    Value,
    Alias(&'a str),
    Anchor(&'a str),
    Tag(Box<TagParts>),
    Scalar { value: Cow<'a, str>, plain: bool },
}

/// A tag or the directive that explains it; rare, so that other tokens need not have room for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TagParts {
    /// Such as `!` or `!e!`; empty for a tag in its long form.
    pub(super) handle: String,
    /// What a tag adds to the handle's prefix, or that prefix itself.
    pub(super) rest: String,
}
