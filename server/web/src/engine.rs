//! Simulations on a bounded pool beside the async runtime.
//!
//! At most `workers` run and at most `queue` wait; everyone else hears at once that the server is busy. A simulation
//! cannot be interrupted (its own budgets end it), so whoever has waited long enough is answered without it and
//! its place stays taken until it ends.

use crate::limits::Limits;
use crate::problem::Problem;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Where simulations run.
#[derive(Debug)]
pub struct Engine {
    /// One permit per request that runs or waits.
    admitted: Arc<Semaphore>,
    /// One permit per request that runs.
    running: Arc<Semaphore>,
    patience: Duration,
}

impl Engine {
    /// An engine with the limits' workers, queue and patience.
    pub fn new(limits: &Limits) -> Engine {
        Engine {
            admitted: Arc::new(Semaphore::new(limits.workers + limits.queue)),
            running: Arc::new(Semaphore::new(limits.workers)),
            patience: limits.patience,
        }
    }

    /// Runs work that keeps a processor busy.
    ///
    /// # Errors
    /// `busy` when the queue is full or the work did not end in time, `internal` when it panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().map_err(|_| Problem::busy())?;
        let running = Arc::clone(&self.running);
        let job = async move {
            let running = running.acquire_owned().await.map_err(|_| Problem::busy())?;
            let span = tracing::Span::current();
            let task = tokio::task::spawn_blocking(move || {
                let result = span.in_scope(work);
                drop((running, admitted));
                result
            });
            task.await.map_err(|error| Problem::internal(&error))
        };
        tokio::time::timeout(self.patience, job).await.unwrap_or_else(|_| Err(Problem::busy()))
    }

    /// Whether one more request would be admitted now.
    pub fn has_room(&self) -> bool {
        self.admitted.available_permits() > 0
    }
}
