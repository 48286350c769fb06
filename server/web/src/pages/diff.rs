//! Two texts line by line: which lines one has and the other has not.

/// A line and whether the other text lacks it at this place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DiffLine<'a> {
    /// The line.
    pub(super) text: &'a str,
    /// Whether it stands only here.
    pub(super) moved: bool,
}

/// Longer texts are shown without marks: comparing takes the product of both lengths.
const LONGEST: usize = 600;

/// Both texts, every line marked that is not part of their longest common subsequence.
pub(super) fn sides<'a>(one: &'a str, other: &'a str) -> (Vec<DiffLine<'a>>, Vec<DiffLine<'a>>) {
    let one: Vec<&str> = one.lines().map(str::trim_end).collect();
    let other: Vec<&str> = other.lines().map(str::trim_end).collect();
    let mut left: Vec<DiffLine<'_>> = one.iter().map(|text| DiffLine { text, moved: false }).collect();
    let mut right: Vec<DiffLine<'_>> = other.iter().map(|text| DiffLine { text, moved: false }).collect();
    if one.len() <= LONGEST && other.len() <= LONGEST {
        mark(&mut left, &mut right);
    }
    (left, right)
}

/// How many lines of the one text became others: the larger of what went and what came.
pub(super) fn changed(before: &str, after: &str) -> usize {
    let (before, after) = sides(before, after);
    let count = |side: &[DiffLine<'_>]| side.iter().filter(|line| line.moved).count();
    count(&before).max(count(&after))
}

fn mark(left: &mut [DiffLine<'_>], right: &mut [DiffLine<'_>]) {
    let width = right.len() + 1;
    let mut table = vec![0u32; (left.len() + 1) * width];
    let at = |table: &[u32], row: usize, column: usize| table.get(row * width + column).copied().unwrap_or(0);
    for (row, one) in left.iter().enumerate().rev() {
        for (column, other) in right.iter().enumerate().rev() {
            let longest = match one.text == other.text {
                true => at(&table, row + 1, column + 1) + 1,
                false => at(&table, row + 1, column).max(at(&table, row, column + 1)),
            };
            if let Some(cell) = table.get_mut(row * width + column) {
                *cell = longest;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (left.get_mut(row), right.get_mut(column)) {
            (Some(one), Some(other)) if one.text == other.text => (row, column) = (row + 1, column + 1),
            (Some(one), other) if other.is_none() || at(&table, row + 1, column) >= at(&table, row, column + 1) => {
                one.moved = true;
                row += 1;
            }
            (_, Some(other)) => {
                other.moved = true;
                column += 1;
            }
            _ => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{changed, sides};

    fn moved<'a>(one: &'a str, other: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
        let (left, right) = sides(one, other);
        let only =
            |side: Vec<super::DiffLine<'a>>| side.into_iter().filter(|line| line.moved).map(|line| line.text).collect();
        (only(left), only(right))
    }

    #[test]
    fn what_stands_elsewhere_is_marked_on_both_sides() {
        assert_eq!(moved("a\nb\nc", "a\nc\nb"), (vec!["b"], vec!["b"]));
        assert_eq!(moved("", "a"), (vec![], vec!["a"]));
        assert_eq!(moved("a\nb", "a\nb\n"), (vec![], vec![]));
        assert_eq!(changed("a\nb\nc", "a\nx\nc\ny"), 2);
    }
}
