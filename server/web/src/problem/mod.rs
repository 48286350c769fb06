//! The one error type that leaves a handler: RFC 9457 JSON for programs, a page with a way on for people.
//!
//! A text that kubectl cannot read is no problem in this sense but a result; only requests that could not be
//! answered are. The public part says what to do next; the cause stays in the log.

pub mod kind;
mod present;

pub use present::{Body, present};

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kind::Kind;
use serde::Serialize;
use std::any::Any;
use std::fmt::Display;
use utoipa::ToSchema;

/// Why a request could not be answered.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Its type.
    pub kind: &'static Kind,
    /// What is the matter with this request, in one or two sentences.
    pub detail: String,
    /// The places in the request that are to blame, if it can be told.
    pub errors: Vec<Place>,
    /// After how many seconds trying again makes sense.
    pub retry_after: Option<u32>,
}

/// A place in a request and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Place {
    /// Stable, in kebab case, such as `budget-depth`.
    pub code: String,
    /// JSON pointer into the request's body, such as `/steps/0/apply`; empty for the whole body.
    pub pointer: String,
    /// Line, from 1: of the text that the pointer names, or of the body when that is not JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Column, from 1, in characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
}

impl Problem {
    /// A problem of that type.
    pub fn new(kind: &'static Kind, detail: impl Into<String>) -> Problem {
        Problem { kind, detail: detail.into(), errors: Vec::new(), retry_after: None }
    }

    /// Nothing is served under this address.
    pub fn not_found() -> Problem {
        Problem::new(&kind::NOT_FOUND, "There is nothing at this address.")
    }

    /// All simulations are taken and the queue is full.
    pub fn busy() -> Problem {
        let detail = "More requests are waiting than the server can answer soon.";
        Problem { retry_after: Some(1), ..Problem::new(&kind::BUSY, detail) }
    }

    /// A fault of the server; the cause goes to the log and no further.
    pub fn internal(cause: &(impl Display + ?Sized)) -> Problem {
        tracing::error!(%cause, "internal error");
        Problem::new(&kind::INTERNAL, "The server made a mistake; it is not your request's fault.")
    }

    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.kind.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Adds a place.
    pub fn at(mut self, place: Place) -> Problem {
        self.errors.push(place);
        self
    }
}

impl IntoResponse for Problem {
    /// The status and headers; [`present`] writes the body, because only it knows who asked.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// The answer when a handler panicked.
pub fn from_panic(panic: Box<dyn Any + Send>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    Problem::internal(words.unwrap_or("a handler panicked")).into_response()
}
