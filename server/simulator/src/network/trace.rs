//! What is collected while a connection is followed, and how hops write names.

use super::connection::{Candidate, Connection, Hop, Reach};
use super::question::ConnectQuestion;
use crate::object::Object;

/// Collects hops and pods on the way. The verdict itself never depends on what is collected.
#[derive(Debug, Default)]
pub(super) struct Trace {
    hops: Vec<Hop>,
    /// The hop that decides so far, of a quiet trace.
    decides: Option<Hop>,
    via: Vec<String>,
    /// The way that is being followed, behind a fork.
    way: Option<String>,
    partly: bool,
    quiet: bool,
}

impl Trace {
    /// Keeps the hop that decides and nothing else, as a matrix wants it.
    pub(super) fn quiet() -> Trace {
        Trace { quiet: true, ..Trace::default() }
    }

    /// A hop that was passed.
    pub(super) fn pass(&mut self, hop: impl FnOnce() -> Hop) {
        if !self.quiet {
            self.hops.push(Hop { way: self.way.clone(), ..hop() });
        }
    }

    /// The hop where one way ends.
    pub(super) fn end(&mut self, reach: Reach, hop: impl FnOnce() -> Hop) -> Reach {
        self.end_with(reach, hop, |hop| hop)
    }

    /// The hop where one way ends, and what only a whole trace wants to know of it.
    pub(super) fn end_with(
        &mut self,
        reach: Reach,
        hop: impl FnOnce() -> Hop,
        details: impl FnOnce(Hop) -> Hop,
    ) -> Reach {
        if !self.quiet {
            self.hops.push(Hop { way: self.way.clone(), ends: Some(reach), ..details(hop()) });
        } else if self.decides.as_ref().and_then(|held| held.ends).is_none_or(|held| reach < held) {
            self.decides = Some(Hop { ends: Some(reach), ..hop() });
        }
        reach
    }

    /// A pod that may answer.
    pub(super) fn answers(&mut self, pod: &Object) {
        if !self.quiet {
            self.via.push(id(pod));
        }
    }

    /// Follows equally likely ways and notes at the hop passed last where each of them ends. One that connects wins, a
    /// refusal is seen before silence; without any way there is no answer.
    pub(super) fn fork<W>(
        &mut self,
        ways: &[W],
        address: impl Fn(&W) -> String,
        mut follow: impl FnMut(&W, &mut Trace) -> Reach,
    ) -> Option<Reach> {
        let fork = self.hops.len().checked_sub(1);
        let before = self.way.clone();
        let mut best_and_worst: Option<(Reach, Reach)> = None;
        for way in ways {
            let address = if self.quiet { String::new() } else { address(way) };
            if ways.len() > 1 && !self.quiet {
                self.way = Some(address.clone());
            }
            let reach = follow(way, self);
            let (best, worst) = best_and_worst.unwrap_or((reach, reach));
            best_and_worst = Some((best.min(reach), worst.max(reach)));
            if let Some(hop) = fork.and_then(|fork| self.hops.get_mut(fork)) {
                let of_way = |candidate: &&mut Candidate| candidate.kept && candidate.address == address;
                hop.candidates.iter_mut().filter(of_way).for_each(|candidate| candidate.outcome = Some(reach));
            }
        }
        self.way = before;
        let (best, worst) = best_and_worst?;
        self.partly |= best == Reach::Connected && worst != best;
        Some(best)
    }

    /// The deciding hop of a quiet trace, and whether only some ways connect.
    pub(super) fn decided(self) -> (Option<Hop>, bool) {
        (self.decides, self.partly)
    }

    pub(super) fn finish(mut self, question: ConnectQuestion, outcome: Reach) -> Connection {
        self.via.sort();
        self.via.dedup();
        let connected = outcome == Reach::Connected;
        if !connected {
            self.via.clear();
        }
        Connection { question, outcome, partly: self.partly && connected, via: self.via, hops: self.hops }
    }
}

/// `namespace/name`, as hops write objects.
pub(super) fn id(object: &Object) -> String {
    format!("{}/{}", object.namespace(), object.name())
}

/// `80/TCP`, as hops write ports.
pub(super) fn port((number, protocol): (i64, &str)) -> String {
    format!("{number}/{protocol}")
}

/// Names in one line.
pub(super) fn list<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    let mut out = String::new();
    for name in names {
        let separator = if out.is_empty() { "" } else { ", " };
        out.push_str(separator);
        out.push_str(name.as_ref());
    }
    out
}
