//! Tags: `!local`, `!!core`, `!handle!suffix`, `!<uri>` (go-yaml `scannerc.go`: `scan_tag`).

use super::SyntaxError;
use super::reader::{Mark, is_alpha};
use super::scanner::Scanner;
use super::token::{TagParts, Token, TokenKind};

impl Scanner<'_> {
    pub(super) fn fetch_tag(&mut self) -> Result<(), SyntaxError> {
        self.save_simple_key()?;
        self.simple_key_allowed = false;
        let start = self.reader.mark;
        self.reader.cache(2)?;
        let (handle, rest) =
            if self.reader.byte(1) == b'<' { self.verbatim_tag(start)? } else { self.shorthand_tag(start)? };
        self.reader.cache(1)?;
        if !self.reader.is_blank_or_end(0) {
            return Err(self.error(start, "did not find expected whitespace or line break"));
        }
        let end = self.reader.mark;
        self.insert(None, Token { kind: TokenKind::Tag(Box::new(TagParts { handle, rest })), start, end });
        Ok(())
    }

    fn verbatim_tag(&mut self, start: Mark) -> Result<(String, String), SyntaxError> {
        self.reader.skip();
        self.reader.skip();
        let suffix = self.tag_uri("", start)?;
        if self.reader.byte(0) != b'>' {
            return Err(self.error(start, "did not find the expected '>'"));
        }
        self.reader.skip();
        Ok((String::new(), suffix))
    }

    fn shorthand_tag(&mut self, start: Mark) -> Result<(String, String), SyntaxError> {
        let handle = self.tag_handle(false, start)?;
        if handle.len() > 1 && handle.ends_with('!') {
            let suffix = self.tag_uri("", start)?;
            return Ok((handle, suffix));
        }
        // It was no handle after all, but the beginning of the suffix of `!`.
        let suffix = self.tag_uri(&handle, start)?;
        if suffix.is_empty() { Ok((suffix, "!".to_owned())) } else { Ok(("!".to_owned(), suffix)) }
    }

    /// `!`, `!word` or `!word!`; a directive needs the second `!`.
    pub(super) fn tag_handle(&mut self, directive: bool, start: Mark) -> Result<String, SyntaxError> {
        self.reader.cache(1)?;
        if self.reader.byte(0) != b'!' {
            return Err(self.error(start, "did not find expected '!'"));
        }
        let mut handle = String::new();
        self.reader.read(&mut handle);
        handle.push_str(self.word()?);
        if self.reader.byte(0) == b'!' {
            self.reader.read(&mut handle);
        } else if directive && handle != "!" {
            return Err(self.error(start, "did not find expected '!'"));
        }
        Ok(handle)
    }

    /// The rest of a tag behind a head whose `!` is left out; not even that may be missing.
    pub(super) fn tag_uri(&mut self, head: &str, start: Mark) -> Result<String, SyntaxError> {
        let mut uri = head.get(1..).unwrap_or_default().to_owned();
        let mut any = !head.is_empty();
        self.reader.cache(1)?;
        while is_alpha(self.reader.byte(0)) || b";/?:@&=+$,.!~*'()[]%".contains(&self.reader.byte(0)) {
            if self.reader.byte(0) == b'%' {
                self.uri_escape(&mut uri, start)?;
            } else {
                self.reader.read(&mut uri);
            }
            self.reader.cache(1)?;
            any = true;
        }
        if any { Ok(uri) } else { Err(self.error(start, "did not find expected tag URI")) }
    }

    /// `%C3%A9`: the bytes of one character.
    fn uri_escape(&mut self, uri: &mut String, start: Mark) -> Result<(), SyntaxError> {
        let mut bytes = Vec::new();
        let mut width = 1;
        while bytes.len() < width {
            self.reader.cache(3)?;
            let digit =
                |ahead| char::from(self.reader.byte(ahead)).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            let octet = match (self.reader.byte(0), digit(1), digit(2)) {
                (b'%', Some(high), Some(low)) => high << 4 | low,
                _ => return Err(self.error(start, "did not find URI escaped octet")),
            };
            if bytes.is_empty() {
                width = match octet {
                    0..0x80 => 1,
                    0xc0..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    0xf0..0xf8 => 4,
                    _ => return Err(self.error(start, "found an incorrect leading UTF-8 octet")),
                };
            } else if octet & 0xc0 != 0x80 {
                return Err(self.error(start, "found an incorrect trailing UTF-8 octet"));
            }
            bytes.push(octet);
            for _ in 0..3 {
                self.reader.skip();
            }
        }
        uri.push_str(&String::from_utf8_lossy(&bytes));
        Ok(())
    }
}
