//! "Did you mean": the nearest of some words.

/// The nearest candidate within a third of the word's length, by Levenshtein distance.
pub(crate) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.chars().count().div_ceil(3);
    candidates
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(&two) {
            let replace = diagonal + usize::from(a != *b);
            diagonal = *cell;
            *cell = replace.min(left + 1).min(diagonal + 1);
            left = *cell;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn counts_letters_that_differ() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("phase", "phase"), 0);
    }

    #[test]
    fn a_word_far_from_all_has_no_nearest() {
        assert_eq!(nearest("pahse", ["phase", "pod"].into_iter()), Some("phase"));
        assert_eq!(nearest("volume", ["phase", "pod"].into_iter()), None);
    }
}
