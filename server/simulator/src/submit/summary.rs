//! One line for people about an update: which members changed, and to what.

use crate::value::{Data, Map, Text, Value};
use std::fmt::Write;

/// Members named before the rest is only counted.
const NAMED: usize = 4;

/// Characters of a value that are shown.
const SHOWN: usize = 60;

/// Says what updates changed, and remembers the last: pods that wait for the same thing are told so with one status
/// that all of them share.
#[derive(Debug, Default)]
pub(crate) struct Summaries {
    /// A status before and after, and the line about it.
    last: Option<(Value, Value, Text)>,
}

impl Summaries {
    /// What is different in `new`, such as `spec.nodeName: "node-a", status.phase: "Running"`.
    pub(crate) fn of_update(&mut self, old: &Value, new: &Value) -> Text {
        if !differ_in_status_alone(old, new) {
            return of_update(old, new).into();
        }
        let (before, after) = (old.get("status"), new.get("status"));
        match &self.last {
            Some((one, two, line)) if one.is_shared_with(before) && two.is_shared_with(after) => line.clone(),
            _ => {
                let line = Text::from(of_update(old, new));
                self.last = Some((before.clone(), after.clone(), line.clone()));
                line
            }
        }
    }
}

/// Whether that much is seen at once.
fn differ_in_status_alone(old: &Value, new: &Value) -> bool {
    let same = |((key, before), (other, after)): ((&str, &Value), (&str, &Value))| {
        key == other && (key == "status" || is_shared(before, after))
    };
    old.members().count() == new.members().count() && old.members().zip(new.members()).all(same)
}

fn of_update(old: &Value, new: &Value) -> String {
    let mut summary = Summary { path: String::new(), line: String::new(), changes: 0 };
    summary.walk(old, new);
    if let Some(more) = summary.changes.checked_sub(NAMED).filter(|more| *more > 0) {
        let _ = write!(summary.line, " and {more} more");
    }
    summary.line
}

struct Summary {
    path: String,
    line: String,
    changes: usize,
}

impl Summary {
    fn walk(&mut self, old: &Value, new: &Value) {
        if self.path == "metadata.resourceVersion" || self.path == "metadata.generation" {
            return;
        }
        match (old.as_map(), new.as_map()) {
            (Some(before), Some(after)) => self.members(before, after),
            _ if old == new => {}
            _ => {
                self.changes += 1;
                if self.changes <= NAMED {
                    self.name(new);
                }
            }
        }
    }

    /// The members of both, sorted by key.
    fn members(&mut self, before: &Map, after: &Map) {
        let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
        let null = Value::default();
        loop {
            let (key, old, new) = match (before.peek().copied(), after.peek().copied()) {
                (Some((key, old)), Some((other, new))) if key == other => (key, old, new),
                (Some((key, old)), Some((other, _))) if key < other => (key, old, &null),
                (Some((key, old)), None) => (key, old, &null),
                (_, Some((key, new))) => (key, &null, new),
                (None, None) => return,
            };
            before.next_if(|(held, _)| *held == key);
            after.next_if(|(held, _)| *held == key);
            if is_shared(old, new) {
                continue;
            }
            let length = self.path.len();
            if length > 0 {
                self.path.push('.');
            }
            self.path.push_str(key);
            self.walk(old, new);
            self.path.truncate(length);
        }
    }

    /// Writes down what the member at the path became.
    fn name(&mut self, value: &Value) {
        if self.changes > 1 {
            self.line.push_str(", ");
        }
        self.line.push_str(&self.path);
        if matches!(value.data, Data::Null) {
            self.line.push_str(" removed");
            return;
        }
        let mut start = Start::default();
        // An error says that the text is complete as far as it is shown.
        let _ = serde_json::to_writer(&mut start, value);
        let text = std::str::from_utf8(&start.bytes).unwrap_or_default();
        let _ = match text.char_indices().nth(SHOWN) {
            Some((end, _)) => write!(self.line, ": {}…", &text[..end]),
            None => write!(self.line, ": {text}"),
        };
    }
}

/// Whether two values are equal, as far as that is seen at once.
fn is_shared(old: &Value, new: &Value) -> bool {
    match (&old.data, &new.data) {
        (Data::Map(before), Data::Map(after)) => before.shares_all(after),
        (Data::Map(_), _) | (_, Data::Map(_)) => false,
        (before, after) => before == after,
    }
}

/// Takes no more of a text than is shown of it.
#[derive(Default)]
struct Start {
    bytes: Vec<u8>,
    characters: usize,
}

impl std::io::Write for Start {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // One character more tells that there is more.
        if self.characters > SHOWN {
            return Err(std::io::ErrorKind::WriteZero.into());
        }
        self.characters += bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count();
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
