//! What kubectl does with a text before and after the server sees it: its own checks, the requests, the words.

mod apply;
mod delete;
mod error;
mod info;
mod last_applied;
mod mapping;
mod path;
mod visit;

pub(crate) use apply::{Applied, End, Tried, apply};
pub(crate) use delete::delete;

use crate::kinds::Kind;
use crate::outcome::Request;
use crate::submit::server::{self, Written};
use crate::submit::status::Status;

/// `service/web` or `deployment.apps/web`, as kubectl prints an object.
pub(crate) fn printed(kind: &Kind, name: &str) -> String {
    match kind.group {
        "" => format!("{}/{name}", kind.kind.to_lowercase()),
        group => format!("{}.{group}/{name}", kind.kind.to_lowercase()),
    }
}

/// The server's answer to a write of an object of the kind.
fn request(method: &str, path: String, code: u16, kind: &Kind, answer: &Result<Written, Status>) -> Request {
    let request = Request {
        request: format!("{method} {path}"),
        warnings: warnings(kind, answer).into_iter().map(warning_header).collect(),
        ..Request::default()
    };
    match answer {
        Ok(written) => Request { code, object: Some(written.object.id().to_string()), ..request },
        Err(status) => Request {
            code: status.code,
            reason: (!status.reason.is_empty()).then(|| status.reason.to_owned()),
            message: Some(status.message.clone()),
            causes: status.causes.clone(),
            ..request
        },
    }
}

/// The warnings that come with an answer.
fn warnings<'a>(kind: &Kind, answer: &'a Result<Written, Status>) -> Vec<&'a str> {
    let own = answer.iter().flat_map(|written| written.warnings.iter().map(String::as_str));
    server::deprecation(kind).into_iter().chain(own).collect()
}

/// The raw Warning header (apimachinery `util/net/http.go`, NewWarningHeader).
fn warning_header(text: &str) -> String {
    format!("299 - \"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
