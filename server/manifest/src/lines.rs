//! Bytes of a text as lines and columns for people, and as UTF-16 units for browsers.

/// How many bytes lie between two counts of characters.
const STRIDE: usize = 256;

/// Where the lines of a text start, and how many characters and UTF-16 units come before every 256th byte, so that a
/// position costs the same in a text of one long line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    bytes: Box<[u8]>,
    starts: Vec<usize>,
    characters: Vec<usize>,
    units: Vec<usize>,
}

impl Lines {
    /// Reads a text. A byte order mark before it does not count, as in [`Reading::text`](crate::Reading::text).
    pub fn of(text: &str) -> Lines {
        let bytes = text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes();
        let ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(index, _)| index + 1);
        let starts = std::iter::once(0).chain(ends).collect();
        let (characters, units) = (sums(bytes, count), sums(bytes, utf16));
        Lines { bytes: bytes.into(), starts, characters, units }
    }

    /// Line and column of a byte, both from 1, the column in characters; a byte behind the text stands at its end.
    pub fn position(&self, byte: u32) -> (u32, u32) {
        let byte = usize::try_from(byte).map_or(self.bytes.len(), |byte| byte.min(self.bytes.len()));
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = self.characters_before(byte) - self.characters_before(start) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// How many UTF-16 units stand before a byte, from the beginning of the text: what JavaScript calls an index.
    pub fn to_utf16(&self, byte: u32) -> u32 {
        let byte = usize::try_from(byte).map_or(self.bytes.len(), |byte| byte.min(self.bytes.len()));
        let counted = byte / STRIDE;
        let rest = self.bytes.get(counted * STRIDE..byte).map_or(0, utf16);
        u32::try_from(self.units.get(counted).copied().unwrap_or(0) + rest).unwrap_or(u32::MAX)
    }

    /// The byte of a JavaScript index; one in the middle of a character is the character's first byte, one behind the
    /// text its end.
    pub fn byte_at_utf16(&self, unit: u32) -> u32 {
        let unit = usize::try_from(unit).unwrap_or(usize::MAX);
        let counted = self.units.partition_point(|before| *before <= unit).saturating_sub(1);
        let mut left = unit - self.units.get(counted).copied().unwrap_or(0).min(unit);
        let mut byte = counted * STRIDE;
        while let Some(found) = self.bytes.get(byte) {
            let width = utf16(std::slice::from_ref(found));
            if width > 0 {
                if left < width {
                    return u32::try_from(byte).unwrap_or(u32::MAX);
                }
                left -= width;
            }
            byte += 1;
        }
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    fn characters_before(&self, byte: usize) -> usize {
        let counted = byte / STRIDE;
        let rest = self.bytes.get(counted * STRIDE..byte).map_or(0, count);
        self.characters.get(counted).copied().unwrap_or(0) + rest
    }
}

/// How many of something lie before every chunk, and in all.
fn sums(bytes: &[u8], count: fn(&[u8]) -> usize) -> Vec<usize> {
    let mut before = 0;
    let mut sums = vec![0];
    for chunk in bytes.chunks(STRIDE) {
        before += count(chunk);
        sums.push(before);
    }
    sums
}

/// UTF-16 units of the characters that begin in these bytes of UTF-8: two for those of four bytes.
fn utf16(bytes: &[u8]) -> usize {
    count(bytes) + bytes.iter().filter(|byte| **byte >= 0xf0).count()
}

/// Characters that begin in these bytes of UTF-8.
fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn positions_agree_with_counting_by_hand() {
        let long = "가".repeat(300);
        let text = format!("\u{feff}a: 1\nb: {long}!\n");
        let plain = &text[3..];
        let lines = Lines::of(&text);
        for (byte, _) in plain.char_indices() {
            let before = &plain[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
            let (actual_line, actual_column) = lines.position(byte as u32);
            assert_eq!((actual_line as usize, actual_column as usize), (line, column), "at byte {byte}");
        }
    }

    #[test]
    fn javascript_indices_agree_with_encoding() {
        let text = "a: 한🦀\n".repeat(200);
        let lines = Lines::of(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let index = text[..byte].encode_utf16().count() as u32;
            assert_eq!(lines.to_utf16(byte as u32), index, "at byte {byte}");
            assert_eq!(lines.byte_at_utf16(index), byte as u32, "at index {index}");
        }
        assert_eq!(Lines::of("🦀").byte_at_utf16(1), 0);
        assert_eq!(Lines::of("🦀").byte_at_utf16(9), 4);
    }

    #[test]
    fn bytes_behind_the_text_stand_at_its_end() {
        assert_eq!(Lines::of("a: 1").position(99), (1, 5));
        assert_eq!(Lines::of("a: 1\n").position(99), (2, 1));
        assert_eq!(Lines::of("").position(0), (1, 1));
    }
}
