//! Who reads a page: their language, theme and finished lessons, from cookies and the browser's languages.
//!
//! `?lang=` and `?theme=` on any page set the cookie and lead back to the page without them, so that both switches
//! work without script.

use super::words::Words;
use crate::language::preferred;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use lesson::Language;
use std::collections::BTreeSet;

/// A year, in seconds.
const KEPT: u32 = 31_536_000;

/// What is known of the reader. Nothing of it identifies anybody.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The words of their language.
    pub words: Words,
    /// Their theme.
    pub theme: Theme,
    /// Lessons (`track/slug`) that they have solved in this browser.
    pub done: BTreeSet<String>,
}

/// A theme of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

impl Reader {
    /// Reads headers.
    pub fn of(headers: &HeaderMap) -> Reader {
        let language = cookie(headers, "lang").and_then(Language::from_tag).unwrap_or_else(|| preferred(headers));
        let theme = cookie(headers, "theme").map(Theme::of).unwrap_or_default();
        let done = cookie(headers, "done").into_iter().flat_map(|ids| ids.split('.')).filter(|id| is_id(id));
        Reader { words: Words(language), theme, done: done.map(str::to_owned).collect() }
    }

    /// Takes over choices that came with a form; gives the headers that make the browser remember them.
    pub fn choose(&mut self, language: Option<&str>, theme: Option<&str>) -> Vec<(header::HeaderName, HeaderValue)> {
        let mut cookies = Vec::new();
        if let Some(language) = language.and_then(Language::from_tag) {
            self.words = Words(language);
            cookies.extend(set("lang", language.tag(), false));
        }
        if let Some(theme) = theme {
            self.theme = Theme::of(theme);
            cookies.extend(set("theme", self.theme.name(), false));
        }
        cookies
    }

    /// Notes a solved lesson; gives the header that makes the browser remember it.
    pub fn solve(&mut self, id: String) -> Option<(header::HeaderName, HeaderValue)> {
        if !self.done.insert(id) {
            return None;
        }
        let ids: Vec<&str> = self.done.iter().map(String::as_str).collect();
        set("done", &ids.join("."), true)
    }
}

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Reader, Response> {
        let mut reader = Reader::of(&parts.headers);
        let query: Vec<(&str, &str)> = parts
            .uri
            .query()
            .into_iter()
            .flat_map(|query| query.split('&'))
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let value = |name| query.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let (language, theme) = (value("lang"), value("theme"));
        if language.is_none() && theme.is_none() {
            return Ok(reader);
        }
        let cookies = reader.choose(language, theme);
        let rest: Vec<String> = query
            .iter()
            .filter(|(key, _)| !matches!(*key, "lang" | "theme"))
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let separator = if rest.is_empty() { "" } else { "?" };
        let target = format!("{}{separator}{}", parts.uri.path(), rest.join("&"));
        Err((StatusCode::SEE_OTHER, AppendHeaders(cookies), [(header::LOCATION, target)]).into_response())
    }
}

impl Theme {
    /// The theme of that name; any other name means as the system says.
    pub fn of(name: &str) -> Theme {
        match name {
            "dark" => Theme::Dark,
            "light" => Theme::Light,
            _ => Theme::System,
        }
    }

    /// Its name in cookies and addresses.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Dark => "dark",
            Theme::Light => "light",
        }
    }

    /// What the switch leads to.
    pub fn next(self) -> Theme {
        match self {
            Theme::System => Theme::Dark,
            Theme::Dark => Theme::Light,
            Theme::Light => Theme::System,
        }
    }

    /// The value of `data-theme`, if the reader decided.
    pub fn attribute(self) -> Option<&'static str> {
        (self != Theme::System).then(|| self.name())
    }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

fn set(name: &str, value: &str, hidden: bool) -> Option<(header::HeaderName, HeaderValue)> {
    let hidden = if hidden { "; HttpOnly" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={KEPT}; SameSite=Lax{hidden}");
    HeaderValue::from_str(&cookie).ok().map(|cookie| (header::SET_COOKIE, cookie))
}

fn is_id(id: &str) -> bool {
    let plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '/');
    !id.is_empty() && id.len() <= 128 && id.chars().all(plain)
}
