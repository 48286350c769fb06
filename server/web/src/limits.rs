//! What one request may cost, and what the server does at the same time. Every bound is here.

use simulator::simulate::Budget;
use std::time::Duration;

/// The bounds of a server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body: usize,
    /// Bytes of an answer in JSON.
    pub answer: usize,
    /// What one simulation may cost.
    pub simulation: Budget,
    /// Steps of one request.
    pub steps: usize,
    /// Questions of one request, all sorts together.
    pub questions: usize,
    /// Simulations that run at the same time.
    pub workers: usize,
    /// Requests that may wait for one of them.
    pub queue: usize,
    /// How long a request waits for its simulation, queue included.
    pub patience: Duration,
    /// How long a body may take to arrive.
    pub body_time: Duration,
    /// How long a connection may take to send a request's head, idle time between requests included.
    pub head_time: Duration,
    /// How long a request may take from its head to its answer.
    pub request_time: Duration,
    /// Open connections.
    pub connections: usize,
    /// How long open requests may go on after the server was told to stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Limits {
            body: 1024 * 1024,
            answer: 16 * 1024 * 1024,
            simulation: Budget {
                text: manifest::Budget::default(),
                objects: 2_000,
                changes: 20_000,
                ..Budget::default()
            },
            steps: 64,
            questions: 64,
            workers,
            queue: 64,
            patience: Duration::from_secs(10),
            body_time: Duration::from_secs(15),
            head_time: Duration::from_secs(15),
            request_time: Duration::from_secs(30),
            connections: 1024,
            drain: Duration::from_secs(20),
        }
    }
}
