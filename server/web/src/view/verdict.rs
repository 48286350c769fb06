//! What became of each document, and the writes that reached the API server.

use super::object::ObjectName;
use super::place::{Range, Texts};
use serde::Serialize;
use simulator::outcome::{self, Station};
use simulator::value::Value;
use utoipa::ToSchema;

/// What became of one document of an applied text.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verdict<'a> {
    /// Where the document stands.
    pub place: Option<Range>,
    /// The station of the request path that had the last word: `yaml`, `kind`, `fields`, `rules`, `admission`, or
    /// `controllers` when the object was stored.
    #[schema(value_type = String)]
    pub station: Station,
    /// Whether the cluster now has the object as the document says.
    pub accepted: bool,
    /// `created`, `configured`, `unchanged` or `refused`.
    pub result: &'a str,
    /// The object as kubectl names it, such as `service/web`, as far as it can be told.
    pub object: Option<&'a str>,
    /// Its kind, namespace and name, as far as they can be told.
    pub name: Option<ObjectName<'a>>,
    /// kubectl's or the server's own words; empty when there are none.
    pub words: &'a str,
    /// HTTP status of the server's answer, if it came that far.
    pub code: Option<u16>,
    /// The server's machine-readable reason of a refusal, such as `Invalid`.
    pub reason: Option<&'a str>,
    /// The single causes of a refusal and where each of them is in the text.
    pub causes: Vec<PlacedCause<'a>>,
    /// Texts of warnings that the server sent.
    pub warnings: &'a [String],
    /// The object as the server stored it: defaults and allocations included.
    #[schema(value_type = Option<Object>)]
    pub stored: Option<&'a Value>,
}

/// A cause of a refusal and its place.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacedCause<'a> {
    /// The cause as the server sent it.
    #[serde(flatten)]
    pub cause: Cause<'a>,
    /// The nearest place in the text: the value, or what should hold it.
    pub place: Option<Range>,
}

/// One cause of a refusal (`metav1.StatusCause`).
#[derive(Debug, Serialize, ToSchema)]
pub struct Cause<'a> {
    /// Such as `FieldValueInvalid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'a str>,
    /// The field's path, such as `spec.ports[0].port`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'a str>,
    /// What is the matter with it.
    pub message: &'a str,
}

/// A write that reached the API server and its answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Request<'a> {
    /// Method and path without query, such as `POST /api/v1/namespaces/default/services`.
    pub request: &'a str,
    /// HTTP status.
    pub code: u16,
    /// For a success the object, `Kind/namespace/name` or `Kind/name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<&'a str>,
    /// For a failure the machine-readable reason, such as `Invalid`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'a str>,
    /// For a failure the whole message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<&'a str>,
    /// For a failure the single causes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause<'a>>,
    /// Warning headers, raw (`299 - "text"`).
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub warnings: &'a [String],
}

impl<'a> Verdict<'a> {
    /// Shows a verdict.
    pub fn new(verdict: &'a outcome::Verdict, texts: &Texts) -> Verdict<'a> {
        let causes = verdict.causes.iter();
        Verdict {
            place: texts.origin(&verdict.source),
            station: verdict.station,
            accepted: verdict.accepted,
            result: verdict.result,
            object: verdict.object.as_deref(),
            name: verdict.target.as_ref().map(ObjectName::from),
            words: &verdict.words,
            code: verdict.code,
            reason: verdict.reason.as_deref(),
            causes: causes
                .map(|placed| PlacedCause { cause: (&placed.cause).into(), place: texts.origin(&placed.source) })
                .collect(),
            warnings: &verdict.warnings,
            stored: verdict.stored.as_ref().map(|object| &object.value),
        }
    }
}

impl<'a> From<&'a outcome::Cause> for Cause<'a> {
    fn from(cause: &'a outcome::Cause) -> Self {
        Cause { reason: cause.reason.as_deref(), field: cause.field.as_deref(), message: &cause.message }
    }
}

impl<'a> From<&'a outcome::Request> for Request<'a> {
    fn from(request: &'a outcome::Request) -> Self {
        Request {
            request: &request.request,
            code: request.code,
            object: request.object.as_deref(),
            reason: request.reason.as_deref(),
            message: request.message.as_deref(),
            causes: request.causes.iter().map(Cause::from).collect(),
            warnings: &request.warnings,
        }
    }
}
