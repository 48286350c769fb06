//! `edits`: at most so many lines differ from what the learner started with.

use super::{Expect, Finding, Scene, Target};
use crate::format::Keys;
use crate::reason::Reason;

/// A bound on edited lines.
#[derive(Debug, Clone)]
pub struct Edits {
    lines: usize,
}

impl Edits {
    pub(super) fn read(keys: &mut Keys<'_>) -> Option<Edits> {
        Some(Edits { lines: keys.required("lines")? })
    }
}

impl Expect for Edits {
    fn look(&self, scene: &Scene<'_>) -> Finding {
        let Some((_, text)) = scene.applied else {
            return Finding::new(false, Reason::new("nothing-applied"));
        };
        let count = edited(scene.start, text);
        let met = count <= self.lines;
        let reason = Reason::new(if met { "edits-few" } else { "edits-many" });
        Finding::new(met, reason.with("count", count).with("most", self.lines))
            .compared(self.lines.to_string(), count.to_string())
    }

    fn targets(&self) -> Vec<Target> {
        Vec::new()
    }
}

/// Lines of the longer text beyond what both share in order: a changed line counts once, as does one that is added
/// or taken out. Blanks at the end of a line and blank lines do not count.
fn edited(one: &str, two: &str) -> usize {
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(|line| line.trim_end().to_owned()).filter(|line| !line.is_empty()).collect()
    };
    let (one, two) = (lines(one), lines(two));
    let same = one.iter().zip(&two).take_while(|(a, b)| a == b).count();
    let (one, two) = (one.get(same..).unwrap_or(&[]), two.get(same..).unwrap_or(&[]));
    let tail = one.iter().rev().zip(two.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len() - tail).unwrap_or(&[]);
    let two = two.get(..two.len() - tail).unwrap_or(&[]);
    one.len().max(two.len()) - common(one, two)
}

/// Length of the longest common subsequence; the lesson's own text bounds one side.
fn common(one: &[String], two: &[String]) -> usize {
    let mut row = vec![0usize; two.len() + 1];
    for a in one {
        let mut diagonal = 0;
        let mut left = 0;
        for (cell, b) in row.iter_mut().skip(1).zip(two) {
            let above = *cell;
            *cell = if a == b { diagonal + 1 } else { above.max(left) };
            diagonal = above;
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::edited;

    #[test]
    fn a_line_that_is_changed_added_or_taken_out_counts_once() {
        assert_eq!(edited("a\nb\nc\n", "a\nb\nc"), 0);
        assert_eq!(edited("a\nb\nc\n", "a\nx\nc\n"), 1);
        assert_eq!(edited("a\nb\nc\n", "a\nc\n"), 1);
        assert_eq!(edited("a\nb\nc\n", "a\nb\nnew\n\nc  \nlast\n"), 2);
        assert_eq!(edited("a\nb\n", "x\ny\nz\n"), 3);
    }
}
