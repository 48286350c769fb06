//! What a workbench has to show: the steps, what came of them, and which of them is the text in the editor.

use super::place::Sheet;
use crate::pages::words::Words;
use crate::view::bindings::Bindings;
use crate::view::endpoints::{self, ServiceEndpoints};
use simulator::dns::{self, DnsAnswer};
use simulator::outcome::{Outcome, StepOutcome};
use simulator::{Cluster, DnsQuestion, Step, base_cluster};

/// An outcome with what the views need of it.
#[derive(Debug)]
pub struct Seen<'a> {
    /// All steps.
    pub steps: &'a [Step],
    /// What came of them.
    pub outcome: &'a Outcome,
    /// Index of the step that applied the editor's text.
    pub editor: Option<usize>,
    /// Index of the first step that is not done yet but only looked at.
    pub preview: Option<usize>,
    /// Services of the last state and what stands behind them.
    pub services: Vec<ServiceEndpoints<'a>>,
    /// Claims and volumes of the last state.
    pub bindings: Bindings<'a>,
    /// The ask box's question and its answer.
    pub answer: Option<DnsAnswer>,
    /// The reader's words.
    pub w: Words,
}

impl<'a> Seen<'a> {
    /// Reads an outcome.
    pub fn new(
        steps: &'a [Step],
        outcome: &'a Outcome,
        editor: Option<usize>,
        preview: Option<usize>,
        question: Option<DnsQuestion>,
        w: Words,
    ) -> Seen<'a> {
        let last = last(outcome);
        let answer = question.map(|question| dns::ask(last, &question));
        Seen { steps, outcome, editor, preview, services: endpoints::of(last), bindings: Bindings::of(last), answer, w }
    }

    /// The state after the last step.
    pub fn cluster(&self) -> &'a Cluster {
        last(self.outcome)
    }

    /// What came of the editor's text.
    pub fn applied(&self) -> Option<&'a StepOutcome> {
        self.outcome.steps.get(self.editor?)
    }

    /// The editor's text as a step.
    pub fn sheet(&self) -> Option<Sheet<'a>> {
        let index = self.editor?;
        match self.steps.get(index)? {
            Step::Apply(text) => Some(Sheet { text, step: u32::try_from(index).ok()? }),
            _ => None,
        }
    }

    /// Whether an object was there before anybody did anything.
    pub fn is_base(kind: &str, namespace: &str, name: &str) -> bool {
        base_cluster().get(kind, namespace, name).is_some()
    }
}

fn last(outcome: &Outcome) -> &Cluster {
    outcome.steps.last().map_or_else(|| base_cluster(), |step| &step.cluster)
}
