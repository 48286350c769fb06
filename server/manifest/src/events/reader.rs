//! Characters with their places (go-yaml `readerc.go` and the helpers of `scannerc.go` and `yamlprivateh.go`).

use super::SyntaxError;

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
    pub(super) fn cache(&mut self, length: usize) -> Result<(), SyntaxError> {
        if self.unread >= length {
            return Ok(());
        }
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
        for (at, character) in piece.char_indices() {
            if !is_allowed(character) {
                let at = start + at;
                return Err(SyntaxError { problem: "control characters are not allowed", line: None, at, begun: at });
            }
            self.unread += 1;
        }
        self.decoded = end;
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

    /// ASCII letters, digits, `_` and `-`.
    pub(super) fn is_alpha(&self) -> bool {
        matches!(self.byte(0), b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-')
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
    pub(super) fn skip(&mut self) {
        let width = self.character().map_or(0, char::len_utf8);
        self.mark.byte += width;
        self.mark.index += 1;
        self.mark.column += 1;
        self.unread = self.unread.saturating_sub(1);
    }

    /// Leaves a line break behind, if there is one.
    pub(super) fn skip_line(&mut self) {
        self.read_line(&mut String::new());
    }

    /// Copies one character and leaves it behind.
    pub(super) fn read(&mut self, into: &mut String) {
        into.extend(self.character());
        self.skip();
    }

    /// Copies the letters, digits, dots and slashes that come next, as far as they are decoded, with two characters to
    /// spare: reading them one by one would do nothing else.
    pub(super) fn read_word(&mut self, into: &mut String) {
        let rest = self.text.as_bytes().get(self.mark.byte..).unwrap_or_default();
        let is_of_word = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'_' | b'-');
        let length = rest.iter().take(self.unread.saturating_sub(2)).take_while(is_of_word).count();
        into.push_str(self.text.get(self.mark.byte..self.mark.byte + length).unwrap_or_default());
        self.mark.byte += length;
        self.mark.index += length;
        self.mark.column += length;
        self.unread -= length;
    }

    /// Copies a line break and leaves it behind, if there is one; all but U+2028 and U+2029 become `\n`.
    pub(super) fn read_line(&mut self, into: &mut String) {
        if !self.is_break(0) {
            return;
        }
        if self.looking_at("\r\n") {
            self.skip();
            into.push('\n');
        } else {
            let character = self.character();
            into.extend(character.map(|found| if matches!(found, '\u{2028}' | '\u{2029}') { found } else { '\n' }));
        }
        self.skip();
        self.mark.column = 0;
        self.mark.line += 1;
    }

    fn character(&self) -> Option<char> {
        self.text.get(self.mark.byte..).and_then(|rest| rest.chars().next())
    }
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{85}' | ' '..='~' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..)
}
