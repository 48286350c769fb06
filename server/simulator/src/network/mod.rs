//! Who reaches whom, through what, and which rule decided: the pod network, kube-proxy in iptables mode,
//! NetworkPolicy as kube-network-policies enforces it, host ports, and an ingress controller.
//!
//! Pure functions of a settled cluster. [`connect`] answers one question with its hops; [`matrix`](matrix::matrix) answers
//! all of them at once.
//!
//! | file | idea |
//! |---|---|
//! | `question.rs`, `connection.rs` | what is asked, what is answered |
//! | `reason.rs` | why, as codes with values and in words |
//! | `trace.rs` | what is collected on the way |
//! | `index.rs` | the cluster sorted by what packets carry: addresses and ports |
//! | `place.rs` | where a connection starts |
//! | `target.rs` | from what was typed to addresses |
//! | `address.rs` | what stands behind an address |
//! | `service_proxy.rs`, `endpoints.rs` | Service addresses and the choice of endpoints |
//! | `node.rs` | node ports, health check ports, host ports, the node itself |
//! | `policy.rs`, `policy_rule.rs` | NetworkPolicy on both sides; what a rule lets through |
//! | `dns_pods.rs` | the pods behind the cluster's DNS Service |
//! | `listener.rs` | whether the pod listens |
//! | `ingress.rs` | hosts and paths |

mod address;
pub mod connection;
mod dns_pods;
mod endpoints;
mod index;
mod ingress;
mod listener;
pub mod matrix;
mod node;
mod place;
mod policy;
mod policy_rule;
pub mod question;
pub mod reason;
mod service_proxy;
mod target;
mod trace;

use crate::cluster::Cluster;
pub use connection::{Candidate, Connection, Hop, Reach, Station};
pub use index::Network;
pub use question::ConnectQuestion;
pub use reason::{CandidateReason, HopReason};

/// Answers one question about a settled cluster.
pub fn connect(cluster: &Cluster, question: &ConnectQuestion) -> Connection {
    Network::of(cluster).connect(question)
}

impl Network<'_> {
    /// Answers one question; many are cheaper on one `Network` than through [`connect`].
    pub fn connect(&self, question: &ConnectQuestion) -> Connection {
        let mut trace = trace::Trace::default();
        let reach = match place::client(self, &question.from) {
            Some(client) => target::reach(self, &client, question, &mut trace),
            None => trace.end(Reach::NoSource, || {
                Hop::new(Station::Source, HopReason::NoSource { from: question.from.clone() })
            }),
        };
        trace.finish(question.clone(), reach)
    }
}
