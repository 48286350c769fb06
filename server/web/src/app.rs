//! What handlers share: built once at start, never changed.

use crate::engine::Engine;
use crate::limits::Limits;
use lesson::Library;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The state of the router; cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Shared>);

/// What is shared.
#[derive(Debug)]
pub struct Shared {
    /// Runs simulations.
    pub engine: Engine,
    /// All lessons.
    pub library: Library,
    /// What requests may cost.
    pub limits: Limits,
    stopping: AtomicBool,
}

impl App {
    /// Makes the state and the base cluster, so that the first request finds both.
    pub fn new(limits: Limits, library: Library) -> App {
        simulator::base_cluster();
        App(Arc::new(Shared { engine: Engine::new(&limits), library, limits, stopping: AtomicBool::new(false) }))
    }

    /// From now on the server is not ready: whoever spreads requests should send them elsewhere.
    pub fn stop(&self) {
        self.0.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether [`App::stop`] was called.
    pub fn is_stopping(&self) -> bool {
        self.0.stopping.load(Ordering::Relaxed)
    }
}

impl std::ops::Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
