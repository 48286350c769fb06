//! The one function: a base cluster, steps and questions in; everything that happens out.

use crate::cluster::{Cluster, Key};
use crate::network::Network;
use crate::network::matrix::matrix_within;
use crate::outcome::{Outcome, StepOutcome};
use crate::settle::settle;
use crate::step::{Questions, Step};
use crate::submit::{kubectl, verdict};
use crate::value::Source;
use crate::{dns, environment, tables};
use std::sync::Arc;

/// What one simulation may cost; passing a bound ends it and is told in [`Outcome::over_budget`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Of each applied text.
    pub text: manifest::Budget,
    /// Steps.
    pub steps: usize,
    /// Objects in the cluster.
    pub objects: usize,
    /// Rounds of all controllers after one step. More are run while `visits` lasts.
    pub rounds: usize,
    /// Objects that there are in each round beyond those, all steps together. What goes one by one, such as the pods
    /// of a StatefulSet, takes a round for each.
    pub visits: usize,
    /// Changes that controllers make, all steps together.
    pub changes: usize,
    /// Cells of the reachability matrix.
    pub cells: usize,
}

impl Default for Budget {
    fn default() -> Self {
        // Deep texts and texts of more than the 256 KiB that annotations may have together are lessons of their own:
        // the server must get to see them.
        let text = manifest::Budget { bytes: 1 << 20, depth: 1_000, ..manifest::Budget::default() };
        Budget { text, steps: 100, objects: 20_000, rounds: 400, visits: 1_000_000, changes: 400_000, cells: 40_000 }
    }
}

/// Simulates the steps one after another; the cluster settles after each; then the questions are answered.
pub fn simulate(base: &Cluster, steps: &[Step], questions: &Questions) -> Outcome {
    simulate_within(base, steps, questions, &Budget::default())
}

/// [`simulate`] with bounds of the caller's.
pub fn simulate_within(base: &Cluster, steps: &[Step], questions: &Questions, budget: &Budget) -> Outcome {
    let mut budget = *budget;
    let mut cluster = base.clone();
    let mut outcomes = Vec::with_capacity(steps.len());
    let mut over_budget = (steps.len() > budget.steps).then(|| format!("more than {} steps", budget.steps));
    for (number, step) in (0u32..).zip(steps.iter().take(budget.steps)) {
        if over_budget.is_some() && steps.len() <= budget.steps {
            break;
        }
        let (mut outcome, over) = act(&mut cluster, number, step, &budget);
        let settled = settle(&mut cluster, &budget);
        budget.changes = budget.changes.saturating_sub(settled.changes.len());
        budget.visits = budget.visits.saturating_sub(settled.visits);
        outcome.changes = settled.changes;
        outcome.cluster = cluster.clone();
        outcomes.push(outcome);
        over_budget = over_budget.or(over).or(settled.over_budget);
    }
    let matrix = questions.matrix.then(|| matrix_within(&cluster, budget.cells));
    if matrix == Some(None) {
        over_budget = over_budget.or_else(|| Some(format!("the matrix has more than {} cells", budget.cells)));
    }
    let network = (!questions.connect.is_empty()).then(|| Network::of(&cluster));
    let connect = questions.connect.iter().filter_map(|question| Some(network.as_ref()?.connect(question)));
    Outcome {
        steps: outcomes,
        tables: tables::print(&cluster),
        dns: questions.dns.iter().map(|question| dns::ask(&cluster, question)).collect(),
        env: questions.env.iter().filter_map(|pod| Some((pod.clone(), environment::of_pod(&cluster, pod)?))).collect(),
        connect: connect.collect(),
        matrix: matrix.flatten(),
        over_budget,
    }
}

/// Does one step; the cluster has not settled yet.
fn act(cluster: &mut Cluster, number: u32, step: &Step, budget: &Budget) -> (StepOutcome, Option<String>) {
    let mut outcome = StepOutcome {
        kubectl: None,
        verdicts: Vec::new(),
        diagnostics: Vec::new(),
        changes: Vec::new(),
        cluster: Cluster::default(),
    };
    match step {
        Step::Apply(text) => return apply(cluster, number, text, budget, outcome),
        Step::Delete(target) => outcome.kubectl = Some(kubectl::delete(cluster, target)),
        Step::Ready { pod, value } => {
            let (namespace, name) = pod.split_once('/').unwrap_or(("default", pod));
            let key: Key = (namespace.into(), name.into());
            Arc::make_mut(&mut cluster.readiness).insert(key, *value);
        }
        Step::Node { name, value } => {
            let silent = Arc::make_mut(&mut cluster.silent);
            match value {
                true => silent.remove(&**name),
                false => silent.insert(name.as_str().into()),
            };
        }
    }
    (outcome, None)
}

fn apply(
    cluster: &mut Cluster,
    number: u32,
    text: &str,
    budget: &Budget,
    mut outcome: StepOutcome,
) -> (StepOutcome, Option<String>) {
    let (applied, reading) = kubectl::apply(cluster, text, number, &budget.text);
    let place = reading.failure.as_ref().map(|failure| {
        let source = Source { step: number, start: failure.span.start, end: failure.span.end };
        (failure.words.as_str(), source)
    });
    outcome.diagnostics = reading.diagnostics;
    outcome.diagnostics.extend(verdict::not_simulated(&applied));
    outcome.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    outcome.verdicts = verdict::verdicts(applied.objects, place);
    outcome.kubectl = Some(applied.kubectl);
    let over = reading.over_budget.then(|| "the text is over a budget".to_owned());
    (outcome, over)
}
