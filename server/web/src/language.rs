//! In which language to answer.

use axum::http::{HeaderMap, header};
use lesson::Language;

/// The first language of `Accept-Language` that there is; clients list them best first.
pub fn preferred(headers: &HeaderMap) -> Language {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut tags = accepted.split(',').map(|range| range.split(';').next().unwrap_or_default().trim());
    tags.find_map(Language::from_tag).unwrap_or_default()
}
