//! Events of one chunk into a tree of nodes (go-yaml `decode.go`: `parser`), before tags and aliases mean anything.

use crate::chunk::Chunk;
use crate::events::{EventKind, Events, Properties, SyntaxError};
use crate::limits::{Limit, Limits};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// The first document of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    nodes: Vec<TreeNode<'a>>,
    /// Where the document ends; what stands behind it is never read.
    pub(crate) end: usize,
}

/// The place of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(usize);

/// A node as it is written.
#[derive(Debug)]
pub(crate) struct TreeNode<'a> {
    pub(crate) content: Content<'a>,
    /// In its long form, such as `tag:yaml.org,2002:str`.
    pub(crate) tag: Option<String>,
    /// Bytes of the chunk.
    pub(crate) span: Range<usize>,
}

/// What a node holds.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// `plain`: neither quoted nor a block nor tagged, so its text decides its type.
    Scalar {
        value: Cow<'a, str>,
        plain: bool,
    },
    Sequence(Vec<NodeId>),
    /// Keys and values in turn.
    Mapping(Vec<NodeId>),
    Alias {
        name: &'a str,
        target: NodeId,
    },
}

/// Why a chunk has no tree.
#[derive(Debug)]
pub(crate) enum ComposeError {
    /// The text is not YAML.
    Syntax(SyntaxError),
    /// An alias of a name that no anchor before it has.
    UnknownAnchor { name: String, at: Range<usize> },
    /// One of our own bounds.
    Limit(Limit, Range<usize>),
}

impl<'a> Tree<'a> {
    /// All nodes, the root first.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &TreeNode<'a>> {
        self.nodes.iter()
    }

    /// The node of an id that this tree gave out.
    pub(crate) fn node(&self, id: NodeId) -> Option<&TreeNode<'a>> {
        self.nodes.get(id.0)
    }
}

/// Reads the first document of a chunk; `None` when it holds no node at all.
pub(crate) fn compose<'a>(
    chunk: &'a Chunk<'_>,
    limits: &mut Limits,
) -> Result<Option<(Tree<'a>, NodeId)>, ComposeError> {
    let mut events = Events::new(&chunk.text);
    let mut composer = Composer::default();
    // Few nodes are shorter than this, and few documents have more.
    composer.tree.nodes.reserve((chunk.text.len() / 4).min(64));
    loop {
        let event = events.next().map_err(ComposeError::Syntax)?;
        let span = event.span;
        match event.kind {
            EventKind::DocumentStart => {}
            EventKind::DocumentEnd | EventKind::StreamEnd => {
                composer.tree.end = span.start;
                return Ok(composer.root.map(|root| (composer.tree, root)));
            }
            EventKind::Alias(name) => {
                let Some(&target) = composer.anchors.get(name) else {
                    return Err(ComposeError::UnknownAnchor { name: name.to_owned(), at: span });
                };
                composer.add(Content::Alias { name, target }, Properties::default(), span, limits)?;
            }
            EventKind::Scalar { value, plain, properties } => {
                composer.add(Content::Scalar { value, plain }, properties, span, limits)?;
            }
            EventKind::SequenceStart(properties) => {
                composer.open(Content::Sequence(Vec::new()), properties, span, limits)?;
            }
            EventKind::MappingStart(properties) => {
                composer.open(Content::Mapping(Vec::new()), properties, span, limits)?;
            }
            EventKind::SequenceEnd | EventKind::MappingEnd => composer.close(&chunk.text, &span),
        }
    }
}

#[derive(Default)]
struct Composer<'a> {
    tree: Tree<'a>,
    root: Option<NodeId>,
    open: Vec<NodeId>,
    anchors: BTreeMap<&'a str, NodeId>,
}

impl<'a> Composer<'a> {
    fn add(
        &mut self,
        content: Content<'a>,
        properties: Properties<'a>,
        span: Range<usize>,
        limits: &mut Limits,
    ) -> Result<NodeId, ComposeError> {
        limits.node().map_err(|limit| ComposeError::Limit(limit, span.clone()))?;
        let id = NodeId(self.tree.nodes.len());
        self.tree.nodes.push(TreeNode { content, tag: properties.tag, span });
        match self.open.last().and_then(|parent| self.tree.nodes.get_mut(parent.0)) {
            Some(TreeNode { content: Content::Sequence(children) | Content::Mapping(children), .. }) => {
                children.push(id);
            }
            _ => self.root = self.root.or(Some(id)),
        }
        if let Some(anchor) = properties.anchor {
            self.anchors.insert(anchor, id);
        }
        Ok(id)
    }

    fn open(
        &mut self,
        content: Content<'a>,
        properties: Properties<'a>,
        span: Range<usize>,
        limits: &mut Limits,
    ) -> Result<(), ComposeError> {
        limits.depth(self.open.len() + 1).map_err(|limit| ComposeError::Limit(limit, span.clone()))?;
        let id = self.add(content, properties, span, limits)?;
        self.open.push(id);
        Ok(())
    }

    /// Ends the innermost collection. The end of a block collection is a mark without text at the next token,
    /// so it is moved back to the last byte that is neither blank nor comment: the end of the last child.
    fn close(&mut self, text: &str, span: &Range<usize>) {
        let Some(id) = self.open.pop() else { return };
        let Some(node) = self.tree.nodes.get(id.0) else { return };
        let end = if text.get(span.clone()).is_some_and(|end| end.starts_with([']', '}'])) {
            span.end
        } else {
            let (Content::Sequence(children) | Content::Mapping(children)) = &node.content else { return };
            let last = children.last().and_then(|last| self.tree.node(*last)).map_or(0, |last| last.span.end);
            last.max(node.span.end)
        };
        if let Some(node) = self.tree.nodes.get_mut(id.0) {
            node.span.end = end;
        }
    }
}
