//! The types of problems. Each has a page under `/problems/<slug>`, which its `type` member names.

/// A type of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Names it in addresses and never changes.
    pub slug: &'static str,
    /// HTTP status.
    pub status: u16,
    /// A short name.
    pub title: &'static str,
    /// What it means, for its page.
    pub meaning: &'static str,
    /// What to do next.
    pub next_step: &'static str,
}

/// 400: the body is not JSON.
pub static MALFORMED_JSON: Kind = Kind {
    slug: "malformed-json",
    status: 400,
    title: "The body is not JSON",
    meaning: "The body of the request could not be read as JSON. The place says where reading stopped.",
    next_step: "Send one JSON value in UTF-8 and let a library write it: a manifest inside it is a string whose line \
                breaks are written \\n.",
};

/// 400: any other part of the request cannot be read.
pub static MALFORMED_REQUEST: Kind = Kind {
    slug: "malformed-request",
    status: 400,
    title: "The request cannot be read",
    meaning: "A part of the request that is not its body, such as the query, does not have the form that it should, \
              or the body broke off.",
    next_step: "Compare the request with the description under /api/v1/openapi.json.",
};

/// 404.
pub static NOT_FOUND: Kind = Kind {
    slug: "not-found",
    status: 404,
    title: "Nothing is here",
    meaning: "No page, lesson or file has this address.",
    next_step: "Start from the list of lessons (/lessons, for programs /api/v1/lessons) or from the playground.",
};

/// 405.
pub static METHOD_NOT_ALLOWED: Kind = Kind {
    slug: "method-not-allowed",
    status: 405,
    title: "This address does not take that method",
    meaning: "The address exists, but not for the method of the request; the header Allow lists those it takes.",
    next_step: "Use one of the methods that the header Allow lists.",
};

/// 408.
pub static REQUEST_TIMEOUT: Kind = Kind {
    slug: "request-timeout",
    status: 408,
    title: "The request took too long to arrive",
    meaning: "The body did not arrive in the time that a request may take.",
    next_step: "Send the request again; if it happens often, look at the connection or at the proxy in between.",
};

/// 413.
pub static BODY_TOO_LARGE: Kind = Kind {
    slug: "body-too-large",
    status: 413,
    title: "The body is too large",
    meaning: "The body of the request is larger than the server reads.",
    next_step: "Send less at once: fewer steps, or smaller manifests.",
};

/// 415.
pub static UNSUPPORTED_MEDIA_TYPE: Kind = Kind {
    slug: "unsupported-media-type",
    status: 415,
    title: "The body is of another kind than expected",
    meaning: "The header Content-Type is missing or names a kind of body that this address does not take.",
    next_step: "Send JSON with the header Content-Type: application/json.",
};

/// 422: JSON, but not of the right shape.
pub static INVALID_REQUEST: Kind = Kind {
    slug: "invalid-request",
    status: 422,
    title: "The request says something that has no meaning here",
    meaning: "The body is JSON but not what this address takes: a member is missing, unknown or of another type. The \
              pointer names the place.",
    next_step: "Compare the place that the pointer names with the description under /api/v1/openapi.json.",
};

/// 422: more work than one request may ask for.
pub static OVER_BUDGET: Kind = Kind {
    slug: "over-budget",
    status: 422,
    title: "The request asks for more than one request may cost",
    meaning: "Every request has bounds: steps, questions, bytes, documents, nesting, aliases, objects. They keep one \
              request from slowing down everyone else's. The code names the bound, the pointer the place.",
    next_step: "Make the named part smaller; what does not belong to the question can usually be left out.",
};

/// 500.
pub static INTERNAL: Kind = Kind {
    slug: "internal",
    status: 500,
    title: "The server made a mistake",
    meaning: "Something happened that must not happen. The server's log holds the cause under the request's id.",
    next_step: "Try again; if it stays, report it with the request's id and what you sent.",
};

/// 503.
pub static BUSY: Kind = Kind {
    slug: "busy",
    status: 503,
    title: "The server is busy",
    meaning: "All simulations are taken and the queue is full, or the server is about to stop.",
    next_step: "Send the same request again after the seconds that the header Retry-After names.",
};

/// All types, by status.
pub static ALL: &[&Kind] = &[
    &MALFORMED_JSON,
    &MALFORMED_REQUEST,
    &NOT_FOUND,
    &METHOD_NOT_ALLOWED,
    &REQUEST_TIMEOUT,
    &BODY_TOO_LARGE,
    &UNSUPPORTED_MEDIA_TYPE,
    &INVALID_REQUEST,
    &OVER_BUDGET,
    &INTERNAL,
    &BUSY,
];

impl Kind {
    /// The type of a bare status that a layer or the router answered with.
    pub fn of_status(status: u16) -> &'static Kind {
        let fallback = if status < 500 { &MALFORMED_REQUEST } else { &INTERNAL };
        ALL.iter()
            .find(|kind| kind.status == status && kind.status != 400 && kind.status != 422)
            .copied()
            .unwrap_or(fallback)
    }
}
