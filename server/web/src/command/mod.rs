//! What the command line does beside serving.

pub mod lesson;
mod print;
pub mod simulate;
