//! The languages that lessons are written in, and text in several of them.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A language of lessons and reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 2] = [Language::En, Language::Ko];

    /// The BCP 47 tag: `en` or `ko`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ko => "ko",
        }
    }

    /// The language of a tag such as `ko` or `ko-KR`.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let primary = tag.split('-').next()?;
        Language::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.tag())
    }
}

/// One text in several languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(pub BTreeMap<Language, String>);

impl Text {
    /// The text in that language, else in the first one that there is, else `""`.
    pub fn get(&self, language: Language) -> &str {
        self.0.get(&language).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// The languages among `wanted` in which there is no text or a blank one.
    pub fn missing<'a>(&'a self, wanted: &'a [Language]) -> impl Iterator<Item = Language> + 'a {
        wanted.iter().copied().filter(|language| self.0.get(language).is_none_or(|text| text.trim().is_empty()))
    }
}
