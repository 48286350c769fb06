//! Where a lesson stands: its track, the lessons beside it, the one before and the one after.

use crate::pages::reader::Reader;
use crate::pages::tracks;
use lesson::{Lesson, Library};

/// The way through the lessons, seen from one of them.
#[derive(Debug)]
pub(super) struct Way<'a> {
    /// The track's name.
    pub(super) track: &'a str,
    /// The track's name in addresses.
    pub(super) slug: &'a str,
    /// The lessons of the track in order.
    pub(super) dots: Vec<Dot<'a>>,
    /// The lesson before, of whatever track.
    pub(super) previous: Option<Neighbour<'a>>,
    /// The lesson after, of whatever track.
    pub(super) next: Option<Neighbour<'a>>,
}

/// A lesson of the track.
#[derive(Debug)]
pub(super) struct Dot<'a> {
    /// Where it is.
    pub(super) path: String,
    /// Its name.
    pub(super) title: &'a str,
    /// Whether it was solved in this browser.
    pub(super) done: bool,
    /// Whether it is the lesson of the page.
    pub(super) here: bool,
}

/// A lesson next to the one of the page.
#[derive(Debug)]
pub(super) struct Neighbour<'a> {
    /// Where it is.
    pub(super) path: String,
    /// Its name.
    pub(super) title: &'a str,
}

impl<'a> Way<'a> {
    /// The way from a lesson.
    pub(super) fn new(library: &'a Library, lesson: &'a Lesson, reader: &Reader) -> Way<'a> {
        let language = reader.words.0;
        let neighbour =
            |other: &'a Lesson| Neighbour { path: tracks::path(other), title: &other.texts(language).title };
        let dot = |other: &'a Lesson| Dot {
            path: tracks::path(other),
            title: &other.texts(language).title,
            done: reader.done.contains(&other.id()),
            here: other.slug == lesson.slug,
        };
        let track = library.track(&lesson.track);
        let (previous, next) = library.neighbours(lesson);
        Way {
            track: track.map_or("", |track| track.title.get(language)),
            slug: &lesson.track,
            dots: track.into_iter().flat_map(|track| &track.lessons).map(dot).collect(),
            previous: previous.map(neighbour),
            next: next.map(neighbour),
        }
    }

    /// The lesson's number in its track, from 1.
    pub(super) fn number(&self) -> usize {
        self.dots.iter().position(|dot| dot.here).map_or(1, |at| at + 1)
    }
}
