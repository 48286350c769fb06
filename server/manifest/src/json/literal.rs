//! Strings, numbers and words of JSON (Go `encoding/json/scanner.go`).

use super::{JsonError, Reader};
use crate::value::ValueData;

impl Reader<'_> {
    /// A string whose opening quote is at the current place.
    pub(super) fn string(&mut self) -> Result<String, JsonError> {
        self.at += 1;
        let mut value = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(|character: char| matches!(character, '"' | '\\') || character < ' ');
            let plain = rest.get(..plain.unwrap_or(rest.len())).unwrap_or_default();
            value.push_str(plain);
            self.at += plain.len();
            match self.byte()? {
                b'"' => {
                    self.at += 1;
                    return Ok(value);
                }
                b'\\' => value.push(self.escape()?),
                _ => return Err(self.error("in string literal")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        self.at += 1;
        let character = match self.byte()? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                let unit = self.hexadecimal()?;
                return self.surrogates(unit);
            }
            _ => return Err(self.error("in string escape code")),
        };
        self.at += 1;
        Ok(character)
    }

    fn hexadecimal(&mut self) -> Result<u16, JsonError> {
        let mut unit = 0;
        for _ in 0..4 {
            let Some(digit) = char::from(self.byte()?).to_digit(16).and_then(|digit| u16::try_from(digit).ok()) else {
                return Err(self.error("in \\u hexadecimal character escape"));
            };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    /// Two escapes may make one character; half a pair becomes U+FFFD.
    fn surrogates(&mut self, unit: u16) -> Result<char, JsonError> {
        if let Some(character) = char::from_u32(u32::from(unit)) {
            return Ok(character);
        }
        let before = self.at;
        if self.text.get(before..).is_some_and(|rest| rest.starts_with("\\u")) {
            self.at += 2;
            let second = self.hexadecimal()?;
            if let Some(Ok(character)) = char::decode_utf16([unit, second]).next() {
                return Ok(character);
            }
            self.at = before;
        }
        Ok(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn number(&mut self) -> Result<ValueData<'static>, JsonError> {
        let start = self.at;
        self.at += usize::from(self.byte()? == b'-');
        match self.byte()? {
            b'0' => self.at += 1,
            b'1'..=b'9' => self.digits("")?,
            _ => return Err(self.error("in numeric literal")),
        }
        let mut whole = true;
        if matches!(self.byte(), Ok(b'.')) {
            whole = false;
            self.at += 1;
            self.digits("after decimal point in numeric literal")?;
        }
        if matches!(self.byte(), Ok(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            self.at += usize::from(matches!(self.byte()?, b'+' | b'-'));
            self.digits("in exponent of numeric literal")?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if whole && let Ok(value) = text.parse() {
            return Ok(ValueData::Int(value));
        }
        // JSON has no infinity: a number beyond all floats becomes the largest of them.
        Ok(ValueData::Float(text.parse::<f64>().unwrap_or_default().clamp(f64::MIN, f64::MAX)))
    }

    /// At least one digit.
    fn digits(&mut self, context: &'static str) -> Result<(), JsonError> {
        if !self.byte()?.is_ascii_digit() {
            return Err(self.error(context));
        }
        while matches!(self.byte(), Ok(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    pub(super) fn literal(
        &mut self,
        word: &'static str,
        value: ValueData<'static>,
    ) -> Result<ValueData<'static>, JsonError> {
        for expected in word.bytes() {
            if self.byte()? != expected {
                return Err(self.error(context(word, expected)));
            }
            self.at += 1;
        }
        Ok(value)
    }
}

fn context(word: &str, expected: u8) -> &'static str {
    match (word, expected) {
        ("true", b'r') => "in literal true (expecting 'r')",
        ("true", b'u') => "in literal true (expecting 'u')",
        ("true", _) => "in literal true (expecting 'e')",
        ("false", b'a') => "in literal false (expecting 'a')",
        ("false", b'l') => "in literal false (expecting 'l')",
        ("false", b's') => "in literal false (expecting 's')",
        ("false", _) => "in literal false (expecting 'e')",
        (_, b'u') => "in literal null (expecting 'u')",
        _ => "in literal null (expecting 'l')",
    }
}
