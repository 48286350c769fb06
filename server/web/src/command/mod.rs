//! What the command line does beside serving.

pub mod lesson;
pub mod simulate;
