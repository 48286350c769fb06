//! `tracks.toml`: the tracks and the order of their lessons.

use super::table::{FORMAT, parse};
use crate::language::{Language, Text};
use crate::problem::Problem;
use serde::Deserialize;
use toml::Spanned;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TracksToml {
    format: u32,
    /// Languages that every text must have.
    pub(crate) languages: Vec<Language>,
    /// In the order in which they are learned.
    #[serde(default)]
    pub(crate) track: Vec<TrackToml>,
}

/// One `[[track]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TrackToml {
    pub(crate) slug: Spanned<String>,
    pub(crate) title: Text,
    pub(crate) summary: Text,
    /// Folders of lessons, in order.
    pub(crate) lessons: Vec<Spanned<String>>,
}

/// Reads the file and checks what can be checked without the lessons.
pub(crate) fn read(path: &str, text: &str, problems: &mut Vec<Problem>) -> Option<TracksToml> {
    let tracks: TracksToml = parse(path, text, problems)?;
    if tracks.format != FORMAT {
        let message = format!("format {} is unknown; this program reads format {FORMAT}", tracks.format);
        problems.push(Problem::new(path, message));
    }
    if tracks.languages.is_empty() {
        problems.push(Problem::new(path, "`languages` names no language"));
    }
    for (index, track) in tracks.track.iter().enumerate() {
        let byte = track.slug.span().start;
        for (key, text_of) in [("title", &track.title), ("summary", &track.summary)] {
            for language in text_of.missing(&tracks.languages) {
                problems.push(Problem::at(path, text, byte, format!("`{key}.{language}` is missing")));
            }
        }
        if tracks.track.iter().take(index).any(|other| other.slug.get_ref() == track.slug.get_ref()) {
            problems.push(Problem::at(path, text, byte, "there is another track of this slug"));
        }
    }
    Some(tracks)
}
