//! From a text to the objects in it, one after another (cli-runtime `pkg/resource/visitor.go`).

use super::apply::{End, Tried};
use super::error::{self, Error};
use super::info::{self, Info, Unread};
use crate::value::{Data, Origin, Value};
use manifest::{Budget, Reading, read_ahead};

/// What the reading of a text met beside objects.
pub(super) struct Visited {
    /// The text as it was read; its documents became objects.
    pub(super) reading: Reading,
    /// Documents and items of lists that gave no object.
    pub(super) unread: Vec<Tried>,
    /// What kubectl says of them, and of the text that it could not read.
    pub(super) errors: Vec<Error>,
}

/// Hands the objects of a text on in order.
pub(super) fn visit(text: &str, step: u32, budget: &Budget, each: &mut dyn FnMut(Info)) -> Visited {
    let mut found = Found::default();
    let mut make = |document: manifest::Document| found.document(Value::from_node(&document.root, step));
    let reading = read_ahead(text.as_bytes(), budget, &mut make, &mut |infos| infos.into_iter().for_each(&mut *each));
    let Found { stopped, unread, mut errors, .. } = found;
    if let Some(failure) = reading.failure.as_ref().filter(|_| !stopped) {
        errors.push(Error::Plain(failure.words.clone()));
    }
    Visited { reading, unread, errors }
}

/// What the documents gave beside objects so far.
#[derive(Default)]
struct Found {
    documents: usize,
    /// Whether a document failed the checks before anything else: kubectl reads no further.
    stopped: bool,
    unread: Vec<Tried>,
    errors: Vec<Error>,
}

impl Found {
    /// The objects of the next document.
    fn document(&mut self, document: Value) -> Vec<Info> {
        let (number, origin) = (self.documents, document.origin);
        self.documents += 1;
        if self.stopped {
            return Vec::new();
        }
        let found = match info::precheck(&document) {
            Ok(()) => info::from_document(document, number),
            Err(error) => {
                self.stopped = true;
                vec![Err(Unread { error: Box::new(error), at: info::culprit(&document), is_item: false })]
            }
        };
        let mut objects = Vec::with_capacity(found.len());
        let mut of_items = Vec::new();
        for one in found {
            match one {
                Ok(info) => objects.push(info),
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
        objects
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
