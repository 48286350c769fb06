//! An outcome as the API, the pages and the terminal show it: plain rows, and places as lines and columns.
//!
//! These types are the API's contract, documented by their comments in its OpenAPI document; what the simulator
//! holds inside may change without them. They borrow from the outcome, so that nothing is copied to be sent.

pub mod bindings;
pub mod change;
pub mod connection;
pub mod diagnostic;
pub mod dns;
pub mod endpoints;
pub mod lesson;
pub mod matrix;
pub mod object;
pub mod outcome;
pub mod place;
pub mod report;
pub mod state;
pub mod table;
pub mod verdict;
