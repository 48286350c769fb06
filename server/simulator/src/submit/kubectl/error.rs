//! Errors and how kubectl prints them (`kubectl/pkg/cmd/util/helpers.go`).

use crate::kinds::Kind;
use crate::outcome::Cause;
use crate::submit::status::Status;

/// An error that ends the work on one object, or the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Error {
    /// kubectl's own.
    Plain(String),
    /// The server's refusal.
    Server {
        /// The refusal; its message is wrapped already: `error when creating "STDIN": …`.
        status: Status,
        /// Kind and name in the refusal's details.
        about: Option<(&'static str, String)>,
    },
    /// Several at once.
    Several(Vec<Error>),
}

impl Error {
    /// A refusal met while doing something (`AddSourceToErr`).
    pub(super) fn refused(verb: &str, kind: &'static Kind, name: &str, mut status: Status) -> Error {
        status.message = format!("error when {verb} \"STDIN\": {}", status.message);
        Error::Server { status, about: Some((kind.kind, name.to_owned())) }
    }

    /// A refusal of a patch, which two callers wrap one after the other.
    pub(super) fn refused_patch(verb: &str, kind: &'static Kind, name: &str, mut status: Status) -> Error {
        status.message = format!("error when {verb} \"STDIN\": error when patching \"STDIN\": {}", status.message);
        let about = match status.causes.iter().any(|cause| cause.field.as_deref() == Some("patch")) {
            true => (&"", String::new()),
            false => (&kind.kind, name.to_owned()),
        };
        Error::Server { status, about: Some((about.0, about.1)) }
    }

    /// `err.Error()`.
    fn text(&self) -> String {
        match self {
            Error::Plain(words) => words.clone(),
            Error::Server { status, .. } => status.message.clone(),
            Error::Several(errors) => {
                let mut texts: Vec<String> = Vec::new();
                flatten(errors, &mut texts);
                match texts.as_slice() {
                    [one] => one.clone(),
                    _ => format!("[{}]", texts.join(", ")),
                }
            }
        }
    }

    /// `messageForError`: the standard message of a refusal, or the error's own text.
    fn message(&self) -> String {
        match self {
            Error::Server { status, .. } => match status.reason {
                "" => format!("Error from server: {}", status.message),
                reason => format!("Error from server ({reason}): {}", status.message),
            },
            other => other.text(),
        }
    }
}

fn flatten(errors: &[Error], texts: &mut Vec<String>) {
    for error in errors {
        match error {
            Error::Several(inner) => flatten(inner, texts),
            other if !texts.contains(&other.text()) => texts.push(other.text()),
            _ => {}
        }
    }
}

/// What `CheckErr` prints for all errors of a command, blank lines dropped.
pub(super) fn print(errors: &[Error]) -> Vec<String> {
    let text = match errors {
        [] => return Vec::new(),
        [Error::Several(inner)] => messages(inner),
        [Error::Server { status, about }] if status.reason == "Invalid" => invalid(status, about.as_ref()),
        [one @ Error::Server { .. }] => one.message(),
        [one] => match one.text() {
            text if text.starts_with("error: ") => text,
            text => format!("error: {text}"),
        },
        several => messages(several),
    };
    lines(&text)
}

/// `MultipleErrors`.
fn messages(errors: &[Error]) -> String {
    errors.iter().map(Error::message).collect::<Vec<_>>().join("\n")
}

/// The lines of a text without the blank ones.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// A single 422: `The Service "web" is invalid: …`, several causes one per line.
fn invalid(status: &Status, about: Option<&(&'static str, String)>) -> String {
    let mut head = "The request is invalid".to_owned();
    if let Some((kind, name)) = about
        && !(kind.is_empty() && name.is_empty())
    {
        head = format!("The {kind} {} is invalid", crate::values::field::quote(name));
    } else if status.causes.is_empty() {
        head.push_str(&format!(": {}", status.message));
    }
    let mut causes: Vec<String> = Vec::new();
    for Cause { field, message, .. } in &status.causes {
        let text = format!("{}: {message}", field.as_deref().unwrap_or(""));
        if !causes.contains(&text) {
            causes.push(text);
        }
    }
    match causes.as_slice() {
        [] => head,
        [one] => format!("{head}: {one}"),
        several => format!("{head}: \n* {}", several.join("\n* ")),
    }
}
