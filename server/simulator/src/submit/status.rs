//! The API server's refusal (`metav1.Status`), made as apimachinery `pkg/api/errors/errors.go` makes it.

use crate::kinds::Kind;
use crate::outcome::Cause;
use crate::values::field::Errors;

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// HTTP code.
    pub code: u16,
    /// Machine-readable reason; empty for a plain error of the registry.
    pub reason: &'static str,
    /// The whole message.
    pub message: String,
    /// Its causes.
    pub causes: Vec<Cause>,
}

impl Status {
    /// 422 Invalid with all errors of the validation.
    pub fn invalid(kind: &Kind, name: &str, errors: &Errors) -> Status {
        Status {
            code: 422,
            reason: "Invalid",
            message: format!("{} \"{name}\" is invalid: {}", kind.group_kind(), errors.aggregate()),
            causes: errors.causes(),
        }
    }

    /// 400 BadRequest.
    pub fn bad_request(message: String) -> Status {
        Status { code: 400, reason: "BadRequest", message, causes: Vec::new() }
    }

    /// 403 Forbidden: `services "web" is forbidden: <why>`.
    pub fn forbidden(kind: &Kind, name: &str, why: &str) -> Status {
        let message = format!("{} \"{name}\" is forbidden: {why}", kind.resource());
        Status { code: 403, reason: "Forbidden", message, causes: Vec::new() }
    }

    /// 404 NotFound: `namespaces "shop" not found`.
    pub fn not_found(kind: &Kind, name: &str) -> Status {
        let message = format!("{} \"{name}\" not found", kind.resource());
        Status { code: 404, reason: "NotFound", message, causes: Vec::new() }
    }

    /// 404 NotFound for a path that nobody serves.
    pub fn no_such_resource() -> Status {
        let message = "the server could not find the requested resource".to_owned();
        Status { code: 404, reason: "NotFound", message, causes: Vec::new() }
    }

    /// 405 MethodNotAllowed.
    pub fn method_not_allowed() -> Status {
        let message = "the server does not allow this method on the requested resource".to_owned();
        Status { code: 405, reason: "MethodNotAllowed", message, causes: Vec::new() }
    }

    /// 409 AlreadyExists: `services "web" already exists`.
    pub fn already_exists(kind: &Kind, name: &str) -> Status {
        let message = format!("{} \"{name}\" already exists", kind.resource());
        Status { code: 409, reason: "AlreadyExists", message, causes: Vec::new() }
    }

    /// 409 Conflict: `Operation cannot be fulfilled on services "web": <why>`.
    pub fn conflict(kind: &Kind, name: &str, why: &str) -> Status {
        let message = format!("Operation cannot be fulfilled on {} \"{name}\": {why}", kind.resource());
        Status { code: 409, reason: "Conflict", message, causes: Vec::new() }
    }

    /// 500 InternalError: `Internal error occurred: <why>`.
    pub fn internal(why: &str) -> Status {
        let cause = Cause { reason: None, field: None, message: why.to_owned() };
        Status {
            code: 500,
            reason: "InternalError",
            message: format!("Internal error occurred: {why}"),
            causes: vec![cause],
        }
    }

    /// 500 without a reason: the bare text of a Go error.
    pub fn plain(message: String) -> Status {
        Status { code: 500, reason: "", message, causes: Vec::new() }
    }
}
