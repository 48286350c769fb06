//! All tracks and their lessons, loaded from files that the caller brings.

use crate::format::tracks::TracksToml;
use crate::format::{self, Files};
use crate::language::{Language, Text};
use crate::lesson::Lesson;
use crate::problem::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Tracks in the order in which they are learned. Immutable; made once at start-up.
#[derive(Debug, Clone, Default)]
pub struct Library {
    /// The tracks; none without lessons.
    pub tracks: Vec<Track>,
}

/// A row of lessons.
#[derive(Debug, Clone)]
pub struct Track {
    /// Its name in addresses.
    pub slug: String,
    /// Its name for people.
    pub title: Text,
    /// One sentence about it.
    pub summary: Text,
    /// Its lessons in order.
    pub lessons: Vec<Lesson>,
}

include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

const TRACKS: &str = "tracks.toml";

impl Library {
    /// The lessons that come with the program. Their tests prove that they load without a problem.
    pub fn builtin() -> Library {
        Library::load(BUILTIN.iter().copied()).0
    }

    /// The files behind [`Library::builtin`], for tests of them.
    pub fn builtin_files() -> &'static [(&'static str, &'static [u8])] {
        BUILTIN
    }

    /// Loads lessons from (path, bytes): paths relative to the folder of lessons, parts joined by `/`, in any
    /// order. A folder that holds a `lesson.toml` is a lesson; `tracks.toml` orders them. Without that file every
    /// parent folder is a track of its lessons by name. A lesson that cannot be read
    /// without a problem is left out.
    pub fn load<P, B>(files: impl IntoIterator<Item = (P, B)>) -> (Library, Vec<Problem>)
    where
        P: AsRef<str>,
        B: AsRef<[u8]>,
    {
        Library::load_behind(&Library::default(), files)
    }

    /// The same for lessons that may require those of another library.
    pub fn load_behind<P, B>(other: &Library, files: impl IntoIterator<Item = (P, B)>) -> (Library, Vec<Problem>)
    where
        P: AsRef<str>,
        B: AsRef<[u8]>,
    {
        let files: Vec<(P, B)> = files.into_iter().collect();
        let files: Files<'_> = files.iter().map(|(path, bytes)| (path.as_ref(), bytes.as_ref())).collect();
        let mut problems = Vec::new();
        let tracks = match files.get(TRACKS).map(|bytes| std::str::from_utf8(bytes)) {
            Some(Ok(text)) => match format::tracks::read(TRACKS, text, &mut problems) {
                Some(tracks) => listed(&tracks, text, &files, &mut problems),
                None => Vec::new(),
            },
            Some(Err(_)) => {
                problems.push(Problem::new(TRACKS, "this file is not UTF-8"));
                Vec::new()
            }
            None => unlisted(&files, &mut problems),
        };
        let mut library = Library { tracks };
        library.tracks.retain(|track| !track.lessons.is_empty());
        library.resolve_requires(other, &mut problems);
        problems.sort();
        (library, problems)
    }

    /// Adds another library behind this one: its lessons join the track of the same slug.
    pub fn merge(&mut self, other: Library) -> Vec<Problem> {
        let mut problems = Vec::new();
        for track in other.tracks {
            let Some(own) = self.tracks.iter_mut().find(|own| own.slug == track.slug) else {
                self.tracks.push(track);
                continue;
            };
            for lesson in track.lessons {
                match own.lessons.iter().any(|held| held.slug == lesson.slug) {
                    true => {
                        problems.push(Problem::new(lesson.folder, "there is another lesson of this track and slug"))
                    }
                    false => own.lessons.push(lesson),
                }
            }
        }
        problems
    }

    /// The lesson of that track and slug.
    pub fn lesson(&self, track: &str, slug: &str) -> Option<&Lesson> {
        self.track(track)?.lessons.iter().find(|lesson| lesson.slug == slug)
    }

    /// The track of that slug.
    pub fn track(&self, slug: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.slug == slug)
    }

    /// All lessons in the order in which they are learned.
    pub fn lessons(&self) -> impl Iterator<Item = &Lesson> {
        self.tracks.iter().flat_map(|track| &track.lessons)
    }

    /// The lessons before and after this one in the order in which they are learned.
    pub fn neighbours(&self, lesson: &Lesson) -> (Option<&Lesson>, Option<&Lesson>) {
        let all: Vec<&Lesson> = self.lessons().collect();
        let Some(at) = all.iter().position(|other| other.id() == lesson.id()) else { return (None, None) };
        (at.checked_sub(1).and_then(|before| all.get(before).copied()), all.get(at + 1).copied())
    }

    /// Every lesson that another requires comes before it; its kinds are known from then on.
    fn resolve_requires(&mut self, other: &Library, problems: &mut Vec<Problem>) {
        let mut known: BTreeMap<String, BTreeSet<String>> =
            other.lessons().map(|lesson| (lesson.id(), lesson.allowed_kinds.clone())).collect();
        for lesson in self.tracks.iter_mut().flat_map(|track| &mut track.lessons) {
            for required in &lesson.requires {
                match known.get(required) {
                    Some(kinds) => lesson.allowed_kinds.extend(kinds.iter().cloned()),
                    None => {
                        let message = format!("`requires` names `{required}`, which is no earlier lesson");
                        problems.push(Problem::new(format!("{}/lesson.toml", lesson.folder), message));
                    }
                }
            }
            known.insert(lesson.id(), lesson.allowed_kinds.clone());
        }
    }
}

/// Tracks as `tracks.toml` lists them.
fn listed(toml: &TracksToml, text: &str, files: &Files<'_>, problems: &mut Vec<Problem>) -> Vec<Track> {
    let mut folders = folders(files);
    let mut tracks = Vec::new();
    for track in &toml.track {
        let slug = track.slug.get_ref();
        let mut lessons: Vec<Lesson> = Vec::new();
        for folder in &track.lessons {
            let Some(inside) = folders.remove(&**folder.get_ref()) else {
                let message = format!("there is no lesson in `{}`, or it is listed twice", folder.get_ref());
                problems.push(Problem::at(TRACKS, text, folder.span().start, message));
                continue;
            };
            let lesson = format::lesson(slug, folder.get_ref(), &inside, Some(&toml.languages), problems);
            push(&mut lessons, lesson, problems);
        }
        tracks.push(Track { slug: slug.clone(), title: track.title.clone(), summary: track.summary.clone(), lessons });
    }
    for folder in folders.keys() {
        problems.push(Problem::new(format!("{folder}/lesson.toml"), "no track of tracks.toml lists this lesson"));
    }
    tracks
}

/// Tracks by folder, when there is no `tracks.toml`.
fn unlisted(files: &Files<'_>, problems: &mut Vec<Problem>) -> Vec<Track> {
    let mut tracks: Vec<Track> = Vec::new();
    for (folder, inside) in folders(files) {
        let parent = folder.rsplit_once('/').map_or("lessons", |(parent, _)| format::folder_name(parent));
        let lesson = format::lesson(parent, folder, &inside, None, problems);
        let at = tracks.iter().position(|track| track.slug == parent).unwrap_or_else(|| {
            let title = Text(Language::ALL.into_iter().map(|language| (language, parent.to_owned())).collect());
            tracks.push(Track { slug: parent.into(), summary: title.clone(), title, lessons: Vec::new() });
            tracks.len() - 1
        });
        if let Some(track) = tracks.get_mut(at) {
            push(&mut track.lessons, lesson, problems);
        }
    }
    if tracks.is_empty() && problems.is_empty() {
        problems.push(Problem::new("lesson.toml", "there is no lesson here: no folder holds a lesson.toml"));
    }
    tracks
}

fn push(lessons: &mut Vec<Lesson>, lesson: Option<Lesson>, problems: &mut Vec<Problem>) {
    let Some(lesson) = lesson else { return };
    match lessons.iter().any(|held| held.slug == lesson.slug) {
        true => problems.push(Problem::new(lesson.folder, "there is another lesson of this track and slug")),
        false => lessons.push(lesson),
    }
}

/// The files of every folder that holds a `lesson.toml`, by paths inside it.
fn folders<'a>(files: &Files<'a>) -> BTreeMap<&'a str, Files<'a>> {
    let mut folders: BTreeMap<&str, Files<'_>> = BTreeMap::new();
    for path in files.keys() {
        if *path == "lesson.toml" {
            folders.insert("", Files::new());
        } else if let Some(folder) = path.strip_suffix("/lesson.toml") {
            folders.insert(folder, Files::new());
        }
    }
    for (folder, inside) in &mut folders {
        for (path, bytes) in files {
            let rest = if folder.is_empty() {
                Some(*path)
            } else {
                path.strip_prefix(*folder).and_then(|rest| rest.strip_prefix('/'))
            };
            if let Some(rest) = rest {
                inside.insert(rest, bytes);
            }
        }
    }
    folders
}
