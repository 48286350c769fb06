//! What the decoder keeps of nodes that are not complete yet.

use crate::Span;
use crate::compose::NodeId;
use crate::value::{Key, Value};
use std::slice::Iter;

/// One open node.
pub(super) enum Frame<'a> {
    /// An alias whose target is being decoded.
    Alias {
        id: NodeId,
    },
    List {
        span: Span,
        rest: Iter<'a, NodeId>,
        items: Vec<Value<'a>>,
    },
    /// A mapping; with `merge`, the place of a merge key, its members go into the mapping around that key.
    Members {
        span: Span,
        pairs: Pairs<'a>,
        merge: Option<Span>,
    },
    /// The list of a merge key.
    MergeList {
        rest: Iter<'a, NodeId>,
        merge: Span,
    },
}

/// The keys and values of a mapping, in turn.
pub(super) struct Pairs<'a> {
    rest: Iter<'a, NodeId>,
    /// The key that waits for its value.
    pub(super) key: Option<(Key<'a>, Span)>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(children: &'a [NodeId]) -> Self {
        Pairs { rest: children.iter(), key: None }
    }

    /// The next node: a key, or the value of the key that waits.
    pub(super) fn next(&mut self) -> Option<NodeId> {
        self.rest.next().copied()
    }
}
