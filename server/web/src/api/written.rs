//! Answers in JSON, written where the simulation ran and no larger than one answer may be.

use crate::limits::Limits;
use crate::problem::{Place, Problem, kind};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::io::{self, Write};

/// An answer that is written already.
#[derive(Debug)]
pub struct Written(Vec<u8>);

impl Written {
    /// Writes a value.
    ///
    /// # Errors
    /// `over-budget` when it is larger than `limits.answer`, `internal` when one of our own types has a fault.
    pub fn json(value: &impl Serialize, limits: &Limits) -> Result<Written, Problem> {
        let mut out = Bounded { bytes: Vec::new(), most: limits.answer };
        match serde_json::to_writer(&mut out, value) {
            Ok(()) => Ok(Written(out.bytes)),
            Err(error) if error.is_io() => Err(too_large(limits.answer)),
            Err(error) => Err(Problem::internal(&error)),
        }
    }
}

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        ([(header::CONTENT_TYPE, "application/json")], self.0).into_response()
    }
}

fn too_large(most: usize) -> Problem {
    let message =
        format!("the answer is larger than {most} bytes; ask for fewer states (?state=none) or send fewer steps");
    let detail = message.replacen("the", "The", 1) + ".";
    let place = Place { code: "budget-answer".into(), pointer: String::new(), line: None, column: None, message };
    Problem::new(&kind::OVER_BUDGET, detail).at(place)
}

/// Bytes up to a bound.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
