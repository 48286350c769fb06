//! Reading a long text ahead of who works on it, on a thread of its own.

use crate::{Budget, Document, Reading, read_each};
use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;

/// Bytes of text from which on it is worth a thread.
const LONG: usize = 64 * 1024;

/// Documents that are handed on together, so that threads seldom wait for each other.
const BATCH: usize = 64;

/// [`read_each`] in two stages: `make` makes something of each document, `each` gets that in the order of the text. A
/// long text is read, and `make` called, on a thread of its own ahead of `each`, where there is a processor for it; who
/// calls this sees nothing of it but the time.
pub fn read_ahead<T: Send>(
    bytes: &[u8],
    budget: &Budget,
    make: &mut (dyn FnMut(Document) -> T + Send),
    each: &mut dyn FnMut(T),
) -> Reading {
    let is_worth_it = bytes.len() >= LONG && thread::available_parallelism().is_ok_and(|count| count.get() > 1);
    let reading = if is_worth_it { on_two_threads(bytes, budget, make, each) } else { None };
    reading.unwrap_or_else(|| read_each(bytes, budget, &mut |document| each(make(document))))
}

/// Nothing, and nothing done, when the machine has no thread to spare.
fn on_two_threads<T: Send>(
    bytes: &[u8],
    budget: &Budget,
    make: &mut (dyn FnMut(Document) -> T + Send),
    each: &mut dyn FnMut(T),
) -> Option<Reading> {
    thread::scope(|scope| {
        let (sender, made) = mpsc::channel();
        let read = move || {
            let mut batch = Vec::with_capacity(BATCH);
            let reading = read_each(bytes, budget, &mut |document| {
                batch.push(make(document));
                if batch.len() == BATCH {
                    // Nobody receives any more when `each` has panicked; the panic is told there.
                    let _ = sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            let _ = sender.send(batch);
            reading
        };
        let reader = thread::Builder::new().spawn_scoped(scope, read).ok()?;
        made.into_iter().flatten().for_each(each);
        Some(reader.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
