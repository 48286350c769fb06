//! The files of `static/` and the editor's bundle, embedded by `build.rs`.
//!
//! An address holds the digest of all files (`/static/<digest>/css/base.css`), so an answer may be kept for ever and
//! files may name each other relatively.

use crate::problem::Problem;
use axum::extract::Path;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/assets_table.rs"));

/// The route of all files.
pub const ROUTE: &str = "/static/{digest}/{*path}";

struct Asset {
    path: &'static str,
    media_type: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
}

/// The address of a file such as `css/base.css`.
pub fn url(path: &str) -> String {
    format!("/static/{DIGEST}/{path}")
}

/// All files.
pub fn paths() -> impl Iterator<Item = &'static str> {
    ASSETS.iter().map(|asset| asset.path)
}

/// Sends a file. A page of another version, still open in a browser, gets today's file, which it must not keep.
pub async fn send(Path((digest, path)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = ASSETS.iter().find(|asset| asset.path == path).ok_or_else(Problem::not_found)?;
    let cache = if digest == DIGEST { "public, max-age=31536000, immutable" } else { "no-store" };
    let common = [(CONTENT_TYPE, asset.media_type), (CACHE_CONTROL, cache), (VARY, ACCEPT_ENCODING.as_str())];
    if takes_brotli(&headers) {
        Ok((common, [(CONTENT_ENCODING, "br")], asset.brotli).into_response())
    } else {
        Ok((common, asset.plain).into_response())
    }
}

fn takes_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some("br") && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
