//! The proof of a lesson: the start does not pass, the solution does, every mistake shows what it should, every
//! kind is one that the learner may know, and mutants of the solution are noticed.

mod claims;
mod mutant;
mod neighbour;

use crate::lesson::Lesson;
use serde::Serialize;
use std::fmt;

/// What was tried on a lesson. Printed it is a report for its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The lesson's folder.
    pub lesson: String,
    /// What a lesson must satisfy, and whether it does.
    pub claims: Vec<Claim>,
    /// How the checks dealt with mutants of the solution.
    pub mutants: Mutants,
    /// What the author may want to look at; proves nothing.
    pub notes: Vec<String>,
}

/// One thing that a lesson must satisfy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Claim {
    /// Whether it does.
    pub holds: bool,
    /// The claim, and what speaks against it if it does not hold.
    pub text: String,
}

/// Mutants of the solution: texts that change one thing that a check is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Mutants {
    /// Failed by a check.
    pub killed: usize,
    /// Lead to the very same cluster, so no check can tell them from the solution.
    pub same: usize,
    /// Pass all checks although the cluster differs.
    pub survivors: Vec<String>,
}

/// Proves a lesson.
pub fn prove(lesson: &Lesson) -> Proof {
    let mut claims = claims::all(lesson);
    let mutants = mutant::run(lesson);
    if mutants.killed + mutants.same + mutants.survivors.len() == 0 {
        claims.push(Claim { holds: false, text: "the solution has something that a check is about".into() });
    }
    Proof { lesson: lesson.folder.clone(), claims, mutants, notes: claims::notes(lesson) }
}

impl Proof {
    /// Whether all claims hold and no mutant survives.
    pub fn is_proved(&self) -> bool {
        self.claims.iter().all(|claim| claim.holds) && self.mutants.survivors.is_empty()
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = |holds| if holds { "✓" } else { "✕" };
        let name = if self.lesson.is_empty() { "lesson" } else { &self.lesson };
        writeln!(out, "{} {name}", mark(self.is_proved()))?;
        for claim in &self.claims {
            writeln!(out, "  {} {}", mark(claim.holds), claim.text)?;
        }
        let Mutants { killed, same, survivors } = &self.mutants;
        let all = killed + same + survivors.len();
        writeln!(
            out,
            "  {} mutants of the solution: {killed} of {all} fail a check, {same} mean the same, {} survive",
            mark(survivors.is_empty()),
            survivors.len()
        )?;
        for survivor in survivors {
            writeln!(out, "      survives: {survivor}")?;
        }
        for note in &self.notes {
            writeln!(out, "  · {note}")?;
        }
        Ok(())
    }
}
