//! One document on its way in: kubectl's checks and words, strict typed decoding, admission, the verdict.

pub mod admission;
pub mod kubectl;
mod merge;
pub mod server;
pub mod status;
pub mod summary;
pub mod verdict;
