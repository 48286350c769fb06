//! Characters with their places (go-yaml `readerc.go` and the helpers of `scannerc.go` and `yamlprivateh.go`).

use super::SyntaxError;
use std::ops::Range;

/// go-yaml decodes its input in pieces of this many bytes and looks for forbidden characters while it does so:
/// one far ahead of the scanner goes unseen when the scanner fails first.
const PIECE: usize = 512;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A place in the chunk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) byte: usize,
    /// In characters.
    pub(super) index: usize,
    /// From zero.
    pub(super) line: usize,
    /// From zero, in characters.
    pub(super) column: usize,
}

/// The chunk and the current place in it.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    text: &'a str,
    pub(super) mark: Mark,
    /// The byte up to which pieces are decoded.
    decoded: usize,
    /// Decoded characters that are not yet consumed.
    unread: usize,
    /// Where go-yaml's buffer begins; it looks for a byte order mark only there.
    buffer_start: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let byte = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        Reader { text, mark: Mark { byte, ..Mark::default() }, decoded: 0, unread: 0, buffer_start: byte }
    }

    /// Makes sure that as many characters are decoded; the end of the text counts as one.
    #[inline]
    pub(super) fn cache(&mut self, length: usize) -> Result<(), SyntaxError> {
        if self.unread >= length { Ok(()) } else { self.decode(length) }
    }

    fn decode(&mut self, length: usize) -> Result<(), SyntaxError> {
        self.buffer_start = self.mark.byte;
        while self.unread < length {
            if self.decoded >= self.text.len() {
                self.unread += 1;
                break;
            }
            self.decode_piece()?;
        }
        Ok(())
    }

    fn decode_piece(&mut self) -> Result<(), SyntaxError> {
        let end = self.text.floor_char_boundary((self.decoded + PIECE).min(self.text.len()));
        let start = self.decoded.max(if self.decoded == 0 { self.buffer_start } else { 0 });
        let piece = self.text.get(start..end).unwrap_or_default();
        self.decoded = end;
        if piece.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
            self.unread += piece.len();
            return Ok(());
        }
        for (at, character) in piece.char_indices() {
            if !is_allowed(character) {
                let at = start + at;
                return Err(SyntaxError { problem: "control characters are not allowed", line: None, at, begun: at });
            }
            self.unread += 1;
        }
        Ok(())
    }

    /// The byte that many bytes ahead; zero behind the end.
    pub(super) fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.mark.byte + ahead).copied().unwrap_or(0)
    }

    /// Whether the text goes on with these bytes.
    pub(super) fn looking_at(&self, bytes: &str) -> bool {
        self.text.as_bytes().get(self.mark.byte..).is_some_and(|rest| rest.starts_with(bytes.as_bytes()))
    }

    pub(super) fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.byte(ahead), b' ' | b'\t')
    }

    pub(super) fn is_break(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'\r' | b'\n' => true,
            0xc2 => self.byte(ahead + 1) == 0x85,
            0xe2 => self.byte(ahead + 1) == 0x80 && matches!(self.byte(ahead + 2), 0xa8 | 0xa9),
            _ => false,
        }
    }

    /// The end of the text.
    pub(super) fn is_end(&self, ahead: usize) -> bool {
        self.byte(ahead) == 0
    }

    pub(super) fn is_break_or_end(&self, ahead: usize) -> bool {
        self.is_break(ahead) || self.is_end(ahead)
    }

    pub(super) fn is_blank_or_end(&self, ahead: usize) -> bool {
        self.is_blank(ahead) || self.is_break_or_end(ahead)
    }

    /// `---` or `...` in the first column, with a blank or nothing behind.
    pub(super) fn is_document_indicator(&self) -> bool {
        self.mark.column == 0 && (self.looking_at("---") || self.looking_at("...")) && self.is_blank_or_end(3)
    }

    /// go-yaml looks at the start of its buffer, wherever it is reading.
    pub(super) fn is_byte_order_mark(&self) -> bool {
        self.text.get(self.buffer_start..).is_some_and(|buffer| buffer.starts_with(BYTE_ORDER_MARK))
    }

    /// Leaves one character behind.
    #[inline]
    pub(super) fn skip(&mut self) {
        let width = match self.byte(0) {
            1..0x80 => 1,
            _ => self.character().map_or(0, char::len_utf8),
        };
        self.mark.byte += width;
        self.mark.index += 1;
        self.mark.column += 1;
        self.unread = self.unread.saturating_sub(1);
    }

    /// Leaves a line break behind, if there is one.
    pub(super) fn skip_line(&mut self) {
        self.read_line();
    }

    /// Copies one character and leaves it behind.
    pub(super) fn read(&mut self, into: &mut String) {
        into.extend(self.character());
        self.skip();
    }

    /// Leaves the ASCII characters that come next and are such ones behind, as far as they are decoded, with so many
    /// characters to spare: what leaving them one by one, each time with a look at whether enough is decoded, would do.
    /// Says whether there were any.
    #[inline]
    pub(super) fn skip_while(&mut self, spare: usize, is_such: impl Fn(u8) -> bool) -> bool {
        let rest = self.text.as_bytes().get(self.mark.byte..).unwrap_or_default();
        let decoded = rest.get(..self.unread.saturating_sub(spare)).unwrap_or(rest);
        let length = decoded.iter().take_while(|byte| is_such(**byte)).count();
        self.mark.byte += length;
        self.mark.index += length;
        self.mark.column += length;
        self.unread -= length;
        length > 0
    }

    /// The text between two bytes.
    pub(super) fn text(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text from a byte up to the current place.
    pub(super) fn text_from(&self, start: usize) -> &'a str {
        self.text(start..self.mark.byte)
    }

    /// Leaves a line break behind, if there is one, and gives it back; all but U+2028 and U+2029 become `\n`.
    pub(super) fn read_line(&mut self) -> Option<char> {
        if !self.is_break(0) {
            return None;
        }
        let line_break = self.character().filter(|found| matches!(found, '\u{2028}' | '\u{2029}')).unwrap_or('\n');
        if self.looking_at("\r\n") {
            self.skip();
        }
        self.skip();
        self.mark.column = 0;
        self.mark.line += 1;
        Some(line_break)
    }

    fn character(&self) -> Option<char> {
        self.text.get(self.mark.byte..).and_then(|rest| rest.chars().next())
    }
}

/// ASCII letters, digits, `_` and `-`.
pub(super) fn is_alpha(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// What neither ends a line nor needs a closer look at whether it does.
pub(super) fn is_of_line(byte: u8) -> bool {
    matches!(byte, b'\t' | b' '..=b'~')
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{85}' | ' '..='~' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}
