//! Places in the editor's text, as scripts and people count them.

use simulator::value::Source;

/// The editor's text and the step that it is, so that a source can be told from one of another text.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The text.
    pub text: &'a str,
    /// The index of its step.
    pub step: u32,
}

/// A place in the editor's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// First unit of UTF-16, as scripts count.
    pub from: usize,
    /// First unit behind it.
    pub to: usize,
    /// From 1.
    pub line: usize,
}

impl Sheet<'_> {
    /// The place of a source, if it is in this text. A place of several lines is cut at the end of its first one.
    pub fn place(&self, source: Option<Source>) -> Option<Place> {
        let source = source.filter(|source| source.step == self.step)?;
        self.range(source.start, source.end)
    }

    /// The place of the key in front of a source's value, where there is one: what the server calls an unknown field
    /// is the key.
    pub fn key(&self, source: Option<Source>) -> Option<Place> {
        match self.key_bytes(source) {
            Some((start, end)) => self.range(u32::try_from(start).ok()?, u32::try_from(end).ok()?),
            None => self.place(source),
        }
    }

    /// The bytes of that key.
    pub fn key_bytes(&self, source: Option<Source>) -> Option<(usize, usize)> {
        let held = source.filter(|source| source.step == self.step)?;
        let before = self.text.get(..usize::try_from(held.start).ok()?)?.trim_end().strip_suffix(':')?;
        let start = before.rfind([' ', '\n', '{', ',', '"', '\'']).map_or(0, |at| at + 1);
        (start < before.len()).then_some((start, before.len()))
    }

    /// The line on which an object begins: that of its key, where it has one, else its own first.
    pub fn head(&self, source: Option<Source>) -> Option<usize> {
        let held = source.filter(|source| source.step == self.step)?;
        let before = self.text.get(..usize::try_from(held.start).ok()?)?;
        let trimmed = before.trim_end();
        let before = if trimmed.ends_with(':') { trimmed } else { before };
        Some(before.matches('\n').count() + 1)
    }

    /// The place of a byte range of this text.
    pub fn range(&self, start: u32, end: u32) -> Option<Place> {
        let before = self.text.get(..usize::try_from(start).ok()?)?;
        let inside = self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)?;
        let inside = inside.lines().next().unwrap_or("").trim_end();
        let from = units(before);
        Some(Place { from, to: from + units(inside), line: before.matches('\n').count() + 1 })
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::{Place, Sheet};
    use simulator::value::Source;

    #[test]
    fn an_object_begins_at_its_key() {
        let sheet = Sheet { text: "a:\n  b: 1\nc:\n  - d: 2\n", step: 0 };
        let head = |start| sheet.head(Some(Source { step: 0, start, end: start + 1 }));
        assert_eq!(head(5), Some(1));
        assert_eq!(head(17), Some(4));
    }

    #[test]
    fn places_count_as_scripts_do() {
        let sheet = Sheet { text: "a: 가\n😀: b\n  c\n", step: 0 };
        assert_eq!(sheet.range(3, 6), Some(Place { from: 3, to: 4, line: 1 }));
        assert_eq!(sheet.range(7, 11), Some(Place { from: 5, to: 7, line: 2 }));
        assert_eq!(sheet.range(13, 18), Some(Place { from: 9, to: 10, line: 2 }));
        assert_eq!(sheet.range(4, 6), None);
    }
}
