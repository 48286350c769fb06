//! The keys of one TOML table, taken one by one; what nobody takes is a problem with its place.

use super::nearest::nearest;
use crate::language::{Language, Text};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use toml::Spanned;

/// A table whose keys and values know where they stand.
pub(crate) type Table = Spanned<BTreeMap<Spanned<String>, Spanned<toml::Value>>>;

/// Something to tell the author about a byte of the file.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) byte: usize,
    pub(crate) message: String,
}

/// A table that is being read.
pub(crate) struct Keys<'a> {
    start: usize,
    languages: &'a [Language],
    entries: BTreeMap<String, (usize, Spanned<toml::Value>)>,
    asked: Vec<&'static str>,
    notes: Vec<Note>,
}

impl<'a> Keys<'a> {
    /// Starts to read a table.
    pub(crate) fn new(table: Table, languages: &'a [Language]) -> Keys<'a> {
        let start = table.span().start;
        let entries = table.into_inner().into_iter().map(|(key, value)| {
            let at = key.span().start;
            (key.into_inner(), (at, value))
        });
        Keys { start, languages, entries: entries.collect(), asked: Vec::new(), notes: Vec::new() }
    }

    /// Notes a problem of the table as a whole.
    pub(crate) fn note(&mut self, message: impl Into<String>) {
        self.notes.push(Note { byte: self.start, message: message.into() });
    }

    /// The value of a key that must be there.
    pub(crate) fn required<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        if !self.entries.contains_key(key) {
            self.asked.push(key);
            self.note(format!("the key `{key}` is missing"));
            return None;
        }
        self.optional(key)
    }

    /// The value of a key that may be there.
    pub(crate) fn optional<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        self.asked.push(key);
        let (_, value) = self.entries.remove(key)?;
        let byte = value.span().start;
        match T::deserialize(value.into_inner()) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("`{key}`: {}", error.message().trim());
                self.notes.push(Note { byte, message });
                None
            }
        }
    }

    /// The words of a key, in every language.
    pub(crate) fn text(&mut self, key: &'static str) -> Option<Text> {
        let byte = self.entries.get(key).map(|(byte, _)| *byte);
        let text: Text = self.required(key)?;
        for language in text.missing(self.languages) {
            self.notes
                .push(Note { byte: byte.unwrap_or(self.start), message: format!("`{key}.{language}` is missing") });
        }
        Some(text)
    }

    /// Takes all keys that are left: after a bigger problem nobody knows what they are.
    pub(crate) fn take_rest(&mut self) {
        self.entries.retain(|key, _| COMMON.contains(&key.as_str()));
    }

    /// Ends the reading: keys that nobody asked for are problems.
    pub(crate) fn finish(mut self) -> Vec<Note> {
        for (key, (byte, _)) in std::mem::take(&mut self.entries) {
            let message = match nearest(&key, self.asked.iter().copied()) {
                Some(near) => format!("`{key}` is not a key of this table; did you mean `{near}`?"),
                None => format!("`{key}` is not a key of this table; it has {}", list(&self.asked)),
            };
            self.notes.push(Note { byte, message });
        }
        self.notes
    }
}

/// Keys of every check, whatever its kind.
const COMMON: &[&str] = &["weight", "visibility", "latch", "final", "text", "failure", "misconception"];

fn list(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
