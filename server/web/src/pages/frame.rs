//! What every page has around its own content.

use super::reader::{Reader, Theme};
use super::words::Words;
use crate::assets;
use crate::context::Context;
use std::sync::Arc;

/// The frame of one page.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The reader's theme.
    pub theme: Theme,
    /// What the page's scripts must carry.
    pub nonce: Arc<str>,
    words: Words,
    here: &'static str,
}

/// An entry of the main navigation.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// Where it leads.
    pub path: &'static str,
    /// The message that names it.
    pub label: &'static str,
    /// Whether the page belongs to it.
    pub here: bool,
}

const DOORS: &[(&str, &str)] = &[("/lessons", "nav-learn"), ("/playground", "nav-playground")];

impl Frame {
    /// The frame for a reader; `here` is the path of the navigation's entry that the page belongs to.
    pub fn new(reader: &Reader, context: &Context, here: &'static str) -> Frame {
        Frame { theme: reader.theme, nonce: Arc::clone(&context.nonce), words: reader.words, here }
    }

    /// The address of a file of `static/`.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The address of the editor's bundle, if this server was built with it.
    pub fn editor(&self) -> Option<String> {
        cfg!(feature = "editor").then(|| self.asset("js/editor.js"))
    }

    /// The entries of the main navigation.
    pub fn doors(&self) -> Vec<Door> {
        DOORS.iter().map(|&(path, label)| Door { path, label, here: path == self.here }).collect()
    }

    /// Says which theme is on.
    pub fn theme_label(&self) -> String {
        self.words.say(match self.theme {
            Theme::System => "theme-system",
            Theme::Dark => "theme-dark",
            Theme::Light => "theme-light",
        })
    }

    /// The program's version.
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
