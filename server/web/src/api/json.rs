//! Request bodies in JSON: one that is not what the handler takes is refused with its place.

use crate::problem::{Place, Problem, kind};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;
use tower_http::timeout::TimeoutError;

/// A request's body, read as JSON.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Json<T>, Problem> {
        if !is_json(request.headers()) {
            let detail = "The body has to be JSON, with the header Content-Type: application/json.";
            return Err(Problem::new(&kind::UNSUPPORTED_MEDIA_TYPE, detail));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(unread)?;
        read(&bytes).map(Json)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

fn unread(rejection: BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(&kind::BODY_TOO_LARGE, kind::BODY_TOO_LARGE.meaning);
    }
    let mut cause: Option<&dyn std::error::Error> = Some(&rejection);
    while let Some(error) = cause {
        if error.is::<TimeoutError>() {
            return Problem::new(&kind::REQUEST_TIMEOUT, kind::REQUEST_TIMEOUT.meaning);
        }
        cause = error.source();
    }
    Problem::new(&kind::MALFORMED_REQUEST, "The body broke off before its end.")
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer = pointer(error.path());
        refuse(error.inner(), pointer)
    })?;
    json.end().map_err(|error| refuse(&error, String::new()))?;
    Ok(value)
}

fn refuse(error: &serde_json::Error, pointer: String) -> Problem {
    if error.is_data() {
        let detail = match pointer.as_str() {
            "" => format!("The body is not what this address takes: {}.", words(error)),
            pointer => format!("{pointer} is not what this address takes: {}.", words(error)),
        };
        Problem::new(&kind::INVALID_REQUEST, detail).at(Place {
            code: "shape".into(),
            pointer,
            line: None,
            column: None,
            message: words(error),
        })
    } else {
        let detail = format!("The body is not JSON: {error}.");
        Problem::new(&kind::MALFORMED_JSON, detail).at(Place {
            code: "syntax".into(),
            pointer: String::new(),
            line: u32::try_from(error.line()).ok(),
            column: u32::try_from(error.column()).ok(),
            message: words(error),
        })
    }
}

/// serde_json's words without the place that it writes behind them.
fn words(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rsplit_once(" at line ") {
        Some((before, _)) => before.to_owned(),
        None => words,
    }
}

/// The path as a JSON pointer (RFC 6901). A step's name is a variant to serde and a member to JSON.
fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.push_str(&format!("/{index}")),
            Segment::Map { key } | Segment::Enum { variant: key } => {
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
            }
            Segment::Unknown => break,
        }
    }
    pointer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::simulations::Simulation;

    #[track_caller]
    fn check(body: &str, kind: &str, pointer: &str) {
        let problem = read::<Simulation>(body.as_bytes()).unwrap_err();
        assert_eq!((problem.kind.slug, problem.errors[0].pointer.as_str()), (kind, pointer), "{problem:?}");
    }

    #[test]
    fn refusals_name_the_place() {
        check("{", "malformed-json", "");
        check("{\"steps\": []} x", "malformed-json", "");
        check("[]", "invalid-request", "");
        check("{\"steps\": [], \"more\": 1}", "invalid-request", "/more");
        check("{\"steps\": [{\"apply\": 3}]}", "invalid-request", "/steps/0/apply");
        check("{\"steps\": [{\"ready\": {\"pod\": \"a/b\"}}]}", "invalid-request", "/steps/0/ready");
        check("{\"steps\": [], \"questions\": {\"dns\": [{\"a/b\": 1}]}}", "invalid-request", "/questions/dns/0/a~1b");
    }
}
