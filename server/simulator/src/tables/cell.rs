//! One cell of a table.

use crate::value::Text;
use serde::Serialize;

/// A cell: a string, a number or a boolean, as `metav1.TableRow` sends them. Shown as kubectl prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Most columns.
    Text(Text),
    /// Columns of the format `int64`.
    Number(i64),
    /// Columns of the type `boolean`.
    Flag(bool),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Cell::Text(text) => out.write_str(text),
            Cell::Number(number) => number.fmt(out),
            Cell::Flag(flag) => flag.fmt(out),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.into())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Cell::Flag(flag)
    }
}
