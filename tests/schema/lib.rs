//! Nothing: the package exists for its test, which alone needs the whole published API.
