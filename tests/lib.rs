//! What the tests share: the recorded cases, read from their files.

pub mod case;
