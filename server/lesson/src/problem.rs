//! What is the matter with a lesson's files, with file, line and column.

use serde::Serialize;
use std::fmt;

/// One problem. A lesson that cannot be read without one is left out of the library.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, relative to the folder of lessons.
    pub path: String,
    /// Line and column, both from 1, columns in characters; `None` when the file as a whole is meant.
    pub at: Option<(u32, u32)>,
    /// What is the matter and what would be right.
    pub message: String,
}

impl Problem {
    /// A problem of a whole file.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { path: path.into(), at: None, message: message.into() }
    }

    /// A problem at a byte of the file's text.
    pub fn at(path: impl Into<String>, text: &str, byte: usize, message: impl Into<String>) -> Problem {
        Problem { at: Some(crate::place::line_and_column(text, byte)), ..Problem::new(path, message) }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.at {
            Some((line, column)) => write!(out, "{}:{line}:{column}: {}", self.path, self.message),
            None => write!(out, "{}: {}", self.path, self.message),
        }
    }
}
