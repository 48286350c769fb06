//! Counting what a reading costs against its [`Budget`].

use crate::Budget;

/// Deeper than this is never read, whatever the budget says: values are built and dropped one inside another.
const DEEPEST: usize = 256;

/// A bound of the budget that was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Bytes,
    Documents,
    Nodes,
    Depth,
    AliasNodes,
}

/// What one reading has used so far.
#[derive(Debug)]
pub(crate) struct Limits {
    budget: Budget,
    documents: usize,
    nodes: usize,
    alias_nodes: usize,
}

impl Limit {
    /// The stable code of its diagnostic.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Limit::Bytes => "budget-bytes",
            Limit::Documents => "budget-documents",
            Limit::Nodes => "budget-nodes",
            Limit::Depth => "budget-depth",
            Limit::AliasNodes => "budget-alias-nodes",
        }
    }

    /// English words for its diagnostic.
    pub(crate) fn message(self, bound: usize) -> String {
        match self {
            Limit::Bytes => format!("This text is longer than {bound} bytes, so it is not read."),
            Limit::Documents => format!("This text has more than {bound} documents; reading stops here."),
            Limit::Nodes => format!("This text has more than {bound} values; reading stops here."),
            Limit::Depth => format!("Values are nested more than {bound} levels deep here; reading stops."),
            Limit::AliasNodes => format!("Aliases repeat more than {bound} values; reading stops here."),
        }
    }
}

impl Limits {
    pub(crate) fn new(budget: Budget) -> Self {
        Limits { budget, documents: 0, nodes: 0, alias_nodes: 0 }
    }

    /// The bound that belongs to a limit.
    pub(crate) fn bound(&self, limit: Limit) -> usize {
        match limit {
            Limit::Bytes => self.budget.bytes,
            Limit::Documents => self.budget.documents,
            Limit::Nodes => self.budget.nodes,
            Limit::Depth => self.budget.depth.min(DEEPEST),
            Limit::AliasNodes => self.budget.alias_nodes,
        }
    }

    /// One more document.
    pub(crate) fn document(&mut self) -> Result<(), Limit> {
        self.documents += 1;
        self.within(self.documents, Limit::Documents)
    }

    /// One more node.
    pub(crate) fn node(&mut self) -> Result<(), Limit> {
        self.nodes += 1;
        self.within(self.nodes, Limit::Nodes)
    }

    /// One more node that an alias repeats.
    pub(crate) fn alias_node(&mut self) -> Result<(), Limit> {
        self.alias_nodes += 1;
        self.within(self.alias_nodes, Limit::AliasNodes)?;
        self.node()
    }

    /// A collection this many levels down.
    pub(crate) fn depth(&self, depth: usize) -> Result<(), Limit> {
        self.within(depth, Limit::Depth)
    }

    fn within(&self, used: usize, limit: Limit) -> Result<(), Limit> {
        if used > self.bound(limit) { Err(limit) } else { Ok(()) }
    }
}
