//! Tracks and lessons as the home page and the list of lessons show them.

use super::reader::Reader;
use ::lesson::{Lesson, Library, Track};

/// A track.
#[derive(Debug)]
pub struct TrackRow<'a> {
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its name.
    pub title: &'a str,
    /// One sentence about it.
    pub summary: &'a str,
    /// Gives the colour.
    pub kind: &'static str,
    /// The icon's id in the sprite.
    pub symbol: &'static str,
    /// Its lessons.
    pub lessons: Vec<LessonRow<'a>>,
}

/// A lesson.
#[derive(Debug)]
pub struct LessonRow<'a> {
    /// Where it is.
    pub path: String,
    /// Its name.
    pub title: &'a str,
    /// Its goal as HTML.
    pub goal: &'a str,
    /// How long it takes.
    pub minutes: u32,
    /// The message that names what the learner does in it.
    pub form: &'static str,
    /// Whether it was solved in this browser.
    pub done: bool,
}

/// Colour and icon of a track: of the first of these kinds that its lessons are about, else the ship.
const SYMBOLS: &[(&str, &str, &str)] = &[
    ("Service", "service", "k-service"),
    ("PersistentVolume", "volume", "k-volume"),
    ("StorageClass", "class", "k-class"),
    ("PersistentVolumeClaim", "claim", "k-claim"),
    ("Pod", "pod", "k-pod"),
];

/// All tracks.
pub fn rows<'a>(library: &'a Library, reader: &Reader) -> Vec<TrackRow<'a>> {
    library.tracks.iter().map(|track| TrackRow::new(track, reader)).collect()
}

/// Where a lesson is.
pub fn path(lesson: &Lesson) -> String {
    format!("/lessons/{}", lesson.id())
}

impl<'a> TrackRow<'a> {
    fn new(track: &'a Track, reader: &Reader) -> TrackRow<'a> {
        let language = reader.words.0;
        let is_about = |kind: &str| track.lessons.iter().flat_map(|lesson| &lesson.kinds).any(|about| about == kind);
        let symbol = SYMBOLS.iter().find(|(kind, ..)| is_about(kind));
        let (kind, symbol) = symbol.map_or(("", "logo"), |&(_, kind, symbol)| (kind, symbol));
        TrackRow {
            slug: &track.slug,
            title: track.title.get(language),
            summary: track.summary.get(language),
            kind,
            symbol,
            lessons: track.lessons.iter().map(|lesson| LessonRow::new(lesson, reader)).collect(),
        }
    }

    /// How many of its lessons were solved.
    pub fn done(&self) -> usize {
        self.lessons.iter().filter(|lesson| lesson.done).count()
    }

    /// Whether all of its lessons were solved.
    pub fn is_done(&self) -> bool {
        self.lessons.iter().all(|lesson| lesson.done)
    }
}

impl<'a> LessonRow<'a> {
    fn new(lesson: &'a Lesson, reader: &Reader) -> LessonRow<'a> {
        let texts = lesson.texts(reader.words.0);
        LessonRow {
            path: path(lesson),
            title: &texts.title,
            goal: &texts.goal.html,
            minutes: lesson.minutes,
            form: form(lesson),
            done: reader.done.contains(&lesson.id()),
        }
    }
}

/// The message that names what the learner does in a lesson.
pub fn form(lesson: &Lesson) -> &'static str {
    use ::lesson::lesson::Form;
    match lesson.form {
        Form::See => "form-see",
        Form::Predict => "form-predict",
        Form::Fix => "form-fix",
        Form::Complete => "form-complete",
        Form::Build => "form-build",
        Form::Debug => "form-debug",
        Form::Exam => "form-exam",
    }
}
