//! From a text to the objects in it, one after another (cli-runtime `pkg/resource/visitor.go`).

use super::apply::{End, Tried};
use super::error::{self, Error};
use super::info::{self, Info, Unread};
use crate::value::{Data, Origin, Value};
use manifest::{Budget, Reading};
use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;

/// Bytes of text from which on it is worth a thread.
const LONG: usize = 64 * 1024;

/// Objects that are handed on together, so that threads seldom wait for each other.
const BATCH: usize = 64;

/// What the reading of a text met beside objects.
pub(super) struct Visited {
    /// The text as it was read; its documents became objects.
    pub(super) reading: Reading,
    /// Documents and items of lists that gave no object.
    pub(super) unread: Vec<Tried>,
    /// What kubectl says of them, and of the text that it could not read.
    pub(super) errors: Vec<Error>,
}

/// Hands the objects of a text on in order. A long text is read on a thread of its own, ahead of what is done with it,
/// where there is a processor for it.
pub(super) fn visit(text: &str, step: u32, budget: &Budget, each: &mut dyn FnMut(Info)) -> Visited {
    if text.len() < LONG || thread::available_parallelism().is_ok_and(|processors| processors.get() == 1) {
        return read(text, step, budget, each);
    }
    thread::scope(|scope| {
        let (sender, objects) = mpsc::channel();
        let reader = thread::Builder::new().spawn_scoped(scope, move || {
            let mut batch = Vec::with_capacity(BATCH);
            // Nobody receives any more when the other thread has panicked; its panic is told there.
            let visited = read(text, step, budget, &mut |info| {
                batch.push(info);
                if batch.len() == BATCH {
                    let _ = sender.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)));
                }
            });
            let _ = sender.send(batch);
            visited
        });
        match reader {
            Ok(reader) => {
                objects.into_iter().flatten().for_each(each);
                reader.join().unwrap_or_else(|panic| resume_unwind(panic))
            }
            // The machine has no thread to spare.
            Err(_) => read(text, step, budget, each),
        }
    })
}

fn read(text: &str, step: u32, budget: &Budget, each: &mut dyn FnMut(Info)) -> Visited {
    let mut found = Found { documents: 0, stopped: false, unread: Vec::new(), errors: Vec::new() };
    let reading = manifest::read_each(text.as_bytes(), budget, &mut |document| {
        found.document(Value::from_node(&document.root, step), each);
    });
    let Found { stopped, unread, mut errors, .. } = found;
    if let Some(failure) = reading.failure.as_ref().filter(|_| !stopped) {
        errors.push(Error::Plain(failure.words.clone()));
    }
    Visited { reading, unread, errors }
}

/// What the documents gave so far.
struct Found {
    documents: usize,
    /// Whether a document failed the checks before anything else: kubectl reads no further.
    stopped: bool,
    unread: Vec<Tried>,
    errors: Vec<Error>,
}

impl Found {
    fn document(&mut self, document: Value, each: &mut dyn FnMut(Info)) {
        let (number, origin) = (self.documents, document.origin);
        self.documents += 1;
        if self.stopped {
            return;
        }
        let found = match info::precheck(&document) {
            Ok(()) => info::from_document(document, number),
            Err(error) => {
                self.stopped = true;
                vec![Err(Unread { error: Box::new(error), at: info::culprit(&document), is_item: false })]
            }
        };
        let mut of_items = Vec::new();
        for one in found {
            match one {
                Ok(info) => each(info),
                Err(unread) => {
                    self.unread.push(tried(origin, number, &unread));
                    match unread.is_item {
                        true => of_items.push(*unread.error),
                        false => self.errors.push(*unread.error),
                    }
                }
            }
        }
        if !of_items.is_empty() {
            self.errors.push(Error::Several(of_items));
        }
    }
}

/// A document, or an item of one, that kubectl made no object of.
fn tried(origin: Origin, document: usize, unread: &Unread) -> Tried {
    let words = error::print(std::slice::from_ref(&*unread.error)).join("\n");
    let words = words.strip_prefix("error: ").unwrap_or(&words).to_owned();
    Tried {
        document,
        target: None,
        sent: Value { data: Data::Null, origin },
        end: End::Client(words),
        at: unread.at,
        warnings: Vec::new(),
    }
}
