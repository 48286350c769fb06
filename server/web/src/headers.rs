//! The headers that every answer has, whatever its route and status.

use crate::context::Context;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What is not a page loads nothing and is shown nowhere.
const BARE_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");

/// Headers with one value for all.
const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    // Not `no-referrer`: with that, browsers send `Origin: null` with a page's own forms.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// The layer; a handler's own `Cache-Control` stays.
pub async fn layer(request: Request, next: Next) -> Response {
    let context = request.extensions().get::<Context>().cloned();
    let mut response = next.run(request).await;
    let policy = match context {
        Some(context) if is_page(response.headers()) => page_policy(&context.nonce),
        _ => BARE_POLICY,
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in FIXED {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Scripts and styles are our own files, or carry the answer's nonce (the editor makes a style element). Text becomes
/// markup only through the one Trusted Types policy `drydock` that the scripts define for the server's own fragments.
fn page_policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types drydock"
    );
    HeaderValue::from_str(&policy).unwrap_or(BARE_POLICY)
}
