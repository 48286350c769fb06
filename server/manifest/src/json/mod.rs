//! JSON values as Go's `encoding/json` reads them from a stream, with its words for what it cannot read.

mod literal;

use crate::go_syntax::quote_char;
use crate::limits::{Limit, Limits};
use crate::value::{Duplicate, Key, Member, Members, Value, ValueData};
use crate::{Span, span};
use std::ops::Range;

/// Why there is no further value.
#[derive(Debug, PartialEq)]
pub(crate) enum JsonError {
    /// Nothing but blanks is left.
    End,
    /// The text ends inside a value.
    UnexpectedEnd,
    /// A byte that cannot stand there, and what was expected.
    Syntax { at: usize, byte: u8, context: &'static str },
    /// One of our own bounds.
    Limit(Limit, Range<usize>),
}

/// Go's words, without the offset that kubectl puts before them.
pub(crate) fn words(error: &JsonError) -> String {
    let JsonError::Syntax { byte, context, .. } = error else { return "unexpected EOF".to_owned() };
    let mut words = String::from("invalid character '");
    match byte {
        b'"' => words.push('"'),
        byte => quote_char(char::from(*byte), '\'', &mut words),
    }
    words.push_str("' ");
    words.push_str(context);
    words
}

/// One value of a stream.
pub(crate) struct Read {
    pub(crate) value: Value<'static>,
    /// The place behind it.
    pub(crate) next: usize,
    /// Keys that were lost because they came again.
    pub(crate) duplicates: Vec<Duplicate>,
}

/// Reads the value at a place.
pub(crate) fn read(text: &str, at: usize, limits: &mut Limits) -> Result<Read, JsonError> {
    let mut reader = Reader { text, at, limits, open: Vec::new(), duplicates: Vec::new() };
    let value = reader.value()?;
    Ok(Read { value, next: reader.at, duplicates: reader.duplicates })
}

/// A collection whose end has not come yet.
enum Open {
    List { start: usize, items: Vec<Value<'static>> },
    Map { start: usize, members: Members<'static>, key: Option<(String, Span)> },
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    limits: &'a mut Limits,
    open: Vec<Open>,
    duplicates: Vec<Duplicate>,
}

impl Reader<'_> {
    /// One value, iteratively: nesting is a stack of open collections.
    fn value(&mut self) -> Result<Value<'static>, JsonError> {
        self.skip_blanks();
        if self.at >= self.text.len() {
            return Err(JsonError::End);
        }
        loop {
            let mut complete = self.begin()?;
            while let Some(value) = complete {
                let Some(open) = self.open.pop() else { return Ok(value) };
                complete = self.go_on(open, value)?;
            }
        }
    }

    /// The beginning of a value: a complete scalar or an empty collection, or `None` when something is open now.
    fn begin(&mut self) -> Result<Option<Value<'static>>, JsonError> {
        self.skip_blanks();
        let start = self.at;
        self.limits.node().map_err(|limit| JsonError::Limit(limit, start..start))?;
        let data = match self.byte()? {
            b'{' => return self.begin_collection(Open::Map { start, members: Members::default(), key: None }),
            b'[' => return self.begin_collection(Open::List { start, items: Vec::new() }),
            b'"' => ValueData::String(self.string()?.into()),
            b'-' | b'0'..=b'9' => self.number()?,
            b't' => self.literal("true", ValueData::Bool(true))?,
            b'f' => self.literal("false", ValueData::Bool(false))?,
            b'n' => self.literal("null", ValueData::Null)?,
            _ => return Err(self.error("looking for beginning of value")),
        };
        Ok(Some(self.complete(start, data)))
    }

    fn begin_collection(&mut self, open: Open) -> Result<Option<Value<'static>>, JsonError> {
        let start = self.at;
        self.at += 1;
        self.limits.depth(self.open.len() + 1).map_err(|limit| JsonError::Limit(limit, start..start + 1))?;
        self.skip_blanks();
        let data = match (&open, self.byte()?) {
            (Open::Map { .. }, b'}') => ValueData::Map(Vec::new()),
            (Open::List { .. }, b']') => ValueData::List(Vec::new()),
            (Open::Map { start, .. }, _) => {
                let start = *start;
                let key = self.key()?;
                self.open.push(Open::Map { start, members: Members::default(), key: Some(key) });
                return Ok(None);
            }
            (Open::List { .. }, _) => {
                self.open.push(open);
                return Ok(None);
            }
        };
        self.at += 1;
        Ok(Some(self.complete(start, data)))
    }

    /// Puts a value into the collection around it, and reads on to the next value or to the collection's end.
    fn go_on(&mut self, open: Open, value: Value<'static>) -> Result<Option<Value<'static>>, JsonError> {
        self.skip_blanks();
        match open {
            Open::List { start, mut items } => {
                items.push(value);
                match self.byte()? {
                    b',' => self.open.push(Open::List { start, items }),
                    b']' => {
                        self.at += 1;
                        return Ok(Some(self.complete(start, ValueData::List(items))));
                    }
                    _ => return Err(self.error("after array element")),
                }
                self.at += 1;
            }
            Open::Map { start, mut members, key } => {
                if let Some((key, key_span)) = key {
                    let member = Member { key: Key::Text(key.clone().into()), key_span, value, merged: false };
                    if let Some(earlier) = members.set(member) {
                        let earlier = earlier.key_span;
                        self.duplicates.push(Duplicate { later: key_span, earlier, key, merge: false });
                    }
                }
                match self.byte()? {
                    b',' => self.at += 1,
                    b'}' => {
                        self.at += 1;
                        return Ok(Some(self.complete(start, ValueData::Map(members.list))));
                    }
                    _ => return Err(self.error("after object key:value pair")),
                }
                self.skip_blanks();
                let key = self.key()?;
                self.open.push(Open::Map { start, members, key: Some(key) });
            }
        }
        Ok(None)
    }

    /// A key and its colon.
    fn key(&mut self) -> Result<(String, Span), JsonError> {
        let start = self.at;
        if self.byte()? != b'"' {
            return Err(self.error("looking for beginning of object key string"));
        }
        let key = self.string()?;
        let key_span = span(&(start..self.at));
        self.skip_blanks();
        if self.byte()? != b':' {
            return Err(self.error("after object key"));
        }
        self.at += 1;
        Ok((key, key_span))
    }

    fn complete(&self, start: usize, data: ValueData<'static>) -> Value<'static> {
        Value { span: span(&(start..self.at)), data }
    }

    fn skip_blanks(&mut self) {
        while matches!(self.text.as_bytes().get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn byte(&self) -> Result<u8, JsonError> {
        self.text.as_bytes().get(self.at).copied().ok_or(JsonError::UnexpectedEnd)
    }

    /// The byte at the current place cannot stand there.
    fn error(&self, context: &'static str) -> JsonError {
        match self.byte() {
            Ok(byte) => JsonError::Syntax { at: self.at, byte, context },
            Err(error) => error,
        }
    }
}
