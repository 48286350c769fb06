//! Lessons: format, loader, typed checks, grading and proof. Pure: files come from the caller.
