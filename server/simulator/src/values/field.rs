//! Field errors in upstream's words (apimachinery `pkg/util/validation/field/errors.go`).

use crate::outcome::Cause;
use crate::value::{Data, Text, Value};
use std::cell::OnceCell;
use std::rc::Rc;

/// A path into an object as refusals print it: `spec.ports[0].port`, `spec.capacity[storage]`. It becomes text only
/// when it is printed, and takes no memory before something stands below it, because most paths are made for errors
/// that never come.
#[derive(Debug, Clone, Default)]
pub struct Path {
    /// The path before the last step; `None` below the object itself.
    before: Option<Rc<Path>>,
    /// The last step; `None` for the object itself.
    step: Option<Step>,
    /// This path as those below it share it.
    shared: OnceCell<Rc<Path>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Child(Text),
    Index(usize),
    Key(Text),
}

impl Path {
    /// The path of a top-level field; `""` is the object itself.
    pub fn new(name: &'static str) -> Path {
        match name {
            "" => Path::default(),
            name => Path::default().child(name),
        }
    }

    /// A member below.
    pub fn child(&self, name: &'static str) -> Path {
        self.below(Step::Child(Text::new_static(name)))
    }

    /// An item below.
    pub fn index(&self, index: usize) -> Path {
        self.below(Step::Index(index))
    }

    /// A map's entry below.
    pub fn key(&self, key: &str) -> Path {
        self.below(Step::Key(Text::new(key)))
    }

    fn below(&self, step: Step) -> Path {
        let shared = || self.shared.get_or_init(|| Rc::new(self.clone())).clone();
        Path { before: self.step.is_some().then(shared), step: Some(step), shared: OnceCell::new() }
    }
}

/// Paths are equal when their steps are.
impl PartialEq for Path {
    fn eq(&self, other: &Self) -> bool {
        (&self.before, &self.step) == (&other.before, &other.step)
    }
}

impl Eq for Path {}

/// The path as printed.
impl std::fmt::Display for Path {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(before) = &self.before {
            before.fmt(out)?;
        }
        match &self.step {
            None => Ok(()),
            Some(Step::Child(name)) if self.before.is_none() => out.write_str(name),
            Some(Step::Child(name)) => write!(out, ".{name}"),
            Some(Step::Index(index)) => write!(out, "[{index}]"),
            Some(Step::Key(key)) => write!(out, "[{key}]"),
        }
    }
}

/// The value that an error shows. Plain strings are quoted, numbers and booleans stand bare, everything else is JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A Go `string`: `%q`.
    Text(String),
    /// Anything that prints as it is: numbers, booleans, JSON text.
    Bare(String),
}

impl Shown {
    /// A word of a Go type of its own (`core.Protocol`), or one behind a pointer: JSON, unlike a plain `string`.
    pub fn named(word: &str) -> Shown {
        let mut text = String::new();
        crate::value::json::string(word, &mut text);
        Shown::Bare(text)
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Shown::Text(text.to_owned())
    }
}

impl From<i64> for Shown {
    fn from(number: i64) -> Self {
        Shown::Bare(number.to_string())
    }
}

impl From<&Value> for Shown {
    fn from(value: &Value) -> Self {
        match &value.data {
            Data::String(text) => Shown::Text(text.to_string()),
            _ => Shown::Bare(serde_json::to_string(value).unwrap_or_default()),
        }
    }
}

impl std::fmt::Display for Shown {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Shown::Text(text) => out.write_str(&quote(text)),
            Shown::Bare(text) => out.write_str(text),
        }
    }
}

/// Quotes as Go's `%q` does.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => out.push_str(&format!("\\x{:02x}", c as u32)),
            c if is_printable(c) => out.push(c),
            c if (c as u32) < 0x10000 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push_str(&format!("\\U{:08x}", c as u32)),
        }
    }
    out.push('"');
    out
}

/// Go's `strconv.IsPrint`, as far as the characters that people type go: everything but controls, odd blanks and format marks.
fn is_printable(c: char) -> bool {
    !c.is_control()
        && (c == ' ' || !c.is_whitespace())
        && !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

/// Collects errors in the order in which the rules run; those of the generated declarative validation come last.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Errors {
    list: Vec<FieldError>,
    declared: Vec<FieldError>,
}

/// One error: type, path, words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Such as `FieldValueInvalid`.
    pub reason: &'static str,
    /// Where.
    pub field: String,
    /// The body, such as `Invalid value: "x": must be …`.
    pub message: String,
}

impl Errors {
    /// `Required value[: detail]`.
    pub fn required(&mut self, path: &Path, detail: &str) {
        self.add("FieldValueRequired", path, with_detail("Required value", detail));
    }

    /// `Invalid value: <value>[: detail]`.
    pub fn invalid(&mut self, path: &Path, value: impl Into<Shown>, detail: &str) {
        self.add("FieldValueInvalid", path, with_detail(&format!("Invalid value: {}", value.into()), detail));
    }

    /// `Unsupported value: <value>: supported values: "a", "b"`, in the order given.
    pub fn not_supported(&mut self, path: &Path, value: impl Into<Shown>, supported: &[&str]) {
        let list = supported.iter().map(|text| quote(text)).collect::<Vec<_>>().join(", ");
        self.add(
            "FieldValueNotSupported",
            path,
            format!("Unsupported value: {}: supported values: {list}", value.into()),
        );
    }

    /// `Forbidden[: detail]`.
    pub fn forbidden(&mut self, path: &Path, detail: &str) {
        self.add("FieldValueForbidden", path, with_detail("Forbidden", detail));
    }

    /// `Duplicate value: <value>`.
    pub fn duplicate(&mut self, path: &Path, value: impl Into<Shown>) {
        self.add("FieldValueDuplicate", path, format!("Duplicate value: {}", value.into()));
    }

    /// `Not found: <value>`.
    pub fn not_found(&mut self, path: &Path, value: impl Into<Shown>) {
        self.add("FieldValueNotFound", path, format!("Not found: {}", value.into()));
    }

    /// `Too long: may not be more than <max> bytes`.
    pub fn too_long(&mut self, path: &Path, max: usize) {
        self.add("FieldValueTooLong", path, format!("Too long: may not be more than {max} bytes"));
    }

    /// `Too many: <n>: must have at most <max> items`.
    pub fn too_many(&mut self, path: &Path, actual: usize, max: usize) {
        self.add("FieldValueTooMany", path, format!("Too many: {actual}: must have at most {max} items"));
    }

    /// Any other error.
    pub fn add(&mut self, reason: &'static str, path: &Path, message: String) {
        self.list.push(FieldError { reason, field: path.to_string(), message });
    }

    /// What a field's declaration says (`+k8s:required`, `+k8s:minimum` and the like, as far as they are in force):
    /// upstream puts these errors after all that are written by hand (`ValidateDeclarativelyWithMigrationChecks`).
    pub fn declared(&mut self, said: impl FnOnce(&mut Errors)) {
        let mut own = Errors::default();
        said(&mut own);
        self.declared.extend(own.list);
    }

    /// Appends others.
    pub fn extend(&mut self, others: Errors) {
        self.list.extend(others.list);
        self.declared.extend(others.declared);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len() + self.declared.len()
    }

    /// The errors in order.
    pub fn iter(&self) -> impl Iterator<Item = &FieldError> {
        self.list.iter().chain(&self.declared)
    }

    /// The causes of a Status, equal ones once: several layers check the same metadata of an update.
    pub fn causes(&self) -> Vec<Cause> {
        let mut causes: Vec<Cause> = Vec::with_capacity(self.len());
        for error in self.iter() {
            let cause = Cause {
                reason: Some(error.reason.to_owned()),
                field: Some(error.field.clone()),
                message: error.message.clone(),
            };
            if !causes.contains(&cause) {
                causes.push(cause);
            }
        }
        causes
    }

    /// `ErrorList.ToAggregate().Error()`: one text alone, several in brackets, equal texts once.
    pub fn aggregate(&self) -> String {
        let mut texts: Vec<String> = Vec::new();
        for error in self.iter() {
            let text = format!("{}: {}", error.field, error.message);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        match texts.as_slice() {
            [one] => one.clone(),
            _ => format!("[{}]", texts.join(", ")),
        }
    }
}

fn with_detail(body: &str, detail: &str) -> String {
    match detail {
        "" => body.to_owned(),
        detail => format!("{body}: {detail}"),
    }
}
