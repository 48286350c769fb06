//! Lessons: their format, a loader, typed checks, grading and proof.
//!
//! Pure like the simulator: files come from the caller as (path, bytes), a check is a function of a lesson and
//! the learner's steps, and the same input gives the same report on every machine.
//!
//! | module | what |
//! |---|---|
//! | [`library`] | tracks and lessons: [`Library::load`], [`Library::builtin`] |
//! | [`lesson`](mod@lesson), [`language`] | one lesson with its texts in every language |
//! | `format` | `lesson.toml` and the Markdown beside it, decoded with a place for every problem |
//! | [`check`](mod@check) | the kinds of checks, one file each; [`grade`] runs them into a [`Report`] |
//! | [`reason`] | what a check has to say, in the learner's language |
//! | [`proof`] | start fails, solution passes, mistakes show what they should, mutants die |

pub mod check;
mod format;
pub mod grade;
pub mod language;
pub mod lesson;
pub mod library;
mod markdown;
pub mod object;
pub mod place;
pub mod predict;
pub mod problem;
pub mod proof;
pub mod reason;
pub mod report;

pub use grade::{check, check_text, check_within};
pub use language::{Language, Text};
pub use lesson::Lesson;
pub use library::{Library, Track};
pub use markdown::Prose;
pub use place::Place;
pub use predict::predict;
pub use problem::Problem;
pub use proof::{Proof, prove};
pub use report::{CheckResult, Report};
