//! A Kubernetes control plane as one pure function: `simulate(base cluster, steps, questions) -> outcome`.
//!
//! The same input gives the byte-equal outcome on every machine: there is no clock, thread, random number,
//! environment or file in this crate. Times, names, addresses and uids come from the cluster's own counters.
//!
//! | module | what |
//! |---|---|
//! | [`simulate`](mod@simulate) | the one function |
//! | [`step`], [`outcome`] | what goes in and what comes out |
//! | [`cluster`], [`object`], [`value`], [`change`] | the state, and who changed what because of what |
//! | [`submit`] | one document on its way in |
//! | [`kinds`] | the rules of each kind |
//! | [`controllers`] | what makes the state move, run by [`settle`](mod@settle) |
//! | [`quota`] | what objects cost their namespace |
//! | [`binding`], [`quota`] | whether a volume and a claim belong together; what objects cost their namespace |
//! | [`network`] | who reaches whom |
//! | [`dns`], [`environment`], [`tables`], [`snapshot`](mod@snapshot) | what an observer reads |

pub mod base;
pub mod binding;
pub mod change;
pub mod cluster;
pub mod controllers;
pub mod dns;
pub mod environment;
pub mod kinds;
pub mod kubelet;
pub mod network;
pub mod object;
pub mod outcome;
pub mod quota;
pub mod scheduler;
pub mod schema;
pub mod settle;
pub mod simulate;
pub mod snapshot;
pub mod step;
pub mod storage_driver;
pub mod submit;
pub mod tables;
mod traits;
pub mod value;
pub mod values;

pub use base::base_cluster;
pub use cluster::Cluster;
pub use outcome::Outcome;
pub use simulate::simulate;
pub use snapshot::snapshot;
pub use step::{DnsQuestion, Questions, Step};
