//! The one function: a base cluster, steps and questions in; everything that happens out.

use crate::cluster::Cluster;
use crate::outcome::{Outcome, StepOutcome};
use crate::settle::settle;
use crate::step::{Questions, Step};
use crate::{dns, tables};
use std::collections::BTreeMap;

/// Simulates the steps one after another; the cluster settles after each; then the questions are answered.
pub fn simulate(base: &Cluster, steps: &[Step], questions: &Questions) -> Outcome {
    let mut cluster = base.clone();
    let mut outcomes = Vec::with_capacity(steps.len());
    for _step in steps {
        let changes = settle(&mut cluster);
        outcomes.push(StepOutcome {
            kubectl: None,
            verdicts: Vec::new(),
            diagnostics: Vec::new(),
            changes,
            cluster: cluster.clone(),
        });
    }
    Outcome {
        steps: outcomes,
        tables: tables::print(&cluster),
        dns: questions.dns.iter().map(|question| dns::ask(&cluster, question)).collect(),
        env: BTreeMap::new(),
        over_budget: None,
    }
}
