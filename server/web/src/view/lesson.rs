//! Lessons as programs read them. Hidden checks are counted, never shown.

use lesson::check::{self, Visibility};
use lesson::lesson::Form;
use lesson::{Language, predict};
use serde::Serialize;
use utoipa::ToSchema;

/// A row of lessons.
#[derive(Debug, Serialize, ToSchema)]
pub struct Track<'a> {
    /// Its name in addresses.
    pub slug: &'a str,
    /// Its name for people.
    pub title: &'a str,
    /// One sentence about it.
    pub summary: &'a str,
    /// Its lessons in the order in which they are learned.
    pub lessons: Vec<LessonSummary<'a>>,
}

/// What a list says of a lesson.
#[derive(Debug, Serialize, ToSchema)]
pub struct LessonSummary<'a> {
    /// Slug of its track.
    pub track: &'a str,
    /// Its own slug.
    pub slug: &'a str,
    /// Its name for people.
    pub title: &'a str,
    /// How long it takes.
    pub minutes: u32,
    /// How much help it gives: `see`, `fix`, `build`, `debug` or `exam`.
    #[schema(value_type = String)]
    pub level: Form,
    /// What the learner does: `predict`, `fix`, `complete`, `build`, `debug` or `exam`.
    #[schema(value_type = String)]
    pub form: Form,
    /// Lessons (`track/slug`) that come first.
    pub requires: &'a [String],
    /// What it teaches.
    pub concepts: &'a [String],
}

/// A whole lesson, except its solution.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lesson<'a> {
    /// What a list says of it.
    #[serde(flatten)]
    pub summary: LessonSummary<'a>,
    /// The outcome in one sentence.
    pub goal: Prose<'a>,
    /// What one has to know.
    pub background: Prose<'a>,
    /// What to do.
    pub task: Prose<'a>,
    /// Where to look; which rule; the edit.
    pub hints: Vec<Prose<'a>>,
    /// What has been shown, for afterwards.
    pub afterwards: Prose<'a>,
    /// What exists already, as text.
    pub cluster: Option<&'a str>,
    /// What the editor opens with.
    pub start: &'a str,
    /// Questions to answer before applying.
    pub questions: Vec<Question<'a>>,
    /// What is asked.
    pub checks: Vec<Goal<'a>>,
    /// How many more checks there are that learners do not see.
    pub hidden: usize,
}

/// A piece of prose.
#[derive(Debug, Serialize, ToSchema)]
pub struct Prose<'a> {
    /// As the author wrote it.
    pub markdown: &'a str,
    /// As HTML without any markup of the author's own.
    pub html: &'a str,
}

/// A check before anything is checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct Goal<'a> {
    /// Names it in results.
    pub id: &'a str,
    /// The goal in words.
    pub name: &'a str,
    /// Points for it.
    pub max_score: u32,
    /// `latch`: once met stays met; `final`: must hold after the last step.
    #[schema(value_type = String)]
    pub hold: check::Hold,
}

/// A question to answer before applying.
#[derive(Debug, Serialize, ToSchema)]
pub struct Question<'a> {
    /// Names it.
    pub id: &'a str,
    /// Its words.
    pub text: &'a str,
    /// The options.
    pub options: Vec<&'a str>,
}

impl<'a> Track<'a> {
    /// Shows a track in a language.
    pub fn new(track: &'a lesson::Track, language: Language) -> Track<'a> {
        let lessons = track.lessons.iter();
        Track {
            slug: &track.slug,
            title: track.title.get(language),
            summary: track.summary.get(language),
            lessons: lessons.map(|lesson| LessonSummary::new(lesson, language)).collect(),
        }
    }
}

impl<'a> LessonSummary<'a> {
    fn new(lesson: &'a lesson::Lesson, language: Language) -> LessonSummary<'a> {
        LessonSummary {
            track: &lesson.track,
            slug: &lesson.slug,
            title: &lesson.texts(language).title,
            minutes: lesson.minutes,
            level: lesson.level,
            form: lesson.form,
            requires: &lesson.requires,
            concepts: &lesson.concepts,
        }
    }
}

impl<'a> Lesson<'a> {
    /// Shows a lesson in a language.
    pub fn new(lesson: &'a lesson::Lesson, language: Language) -> Lesson<'a> {
        let texts = lesson.texts(language);
        let shown = lesson.checks.iter().filter(|check| check.visibility == Visibility::Visible);
        let checks: Vec<Goal<'_>> = shown.map(|check| Goal::new(check, language)).collect();
        Lesson {
            summary: LessonSummary::new(lesson, language),
            goal: (&texts.goal).into(),
            background: (&texts.background).into(),
            task: (&texts.task).into(),
            hints: texts.hints.iter().map(Prose::from).collect(),
            afterwards: (&texts.afterwards).into(),
            cluster: lesson.cluster.as_deref(),
            start: &lesson.start,
            questions: lesson.questions.iter().map(|question| Question::new(question, language)).collect(),
            hidden: lesson.checks.len() - checks.len(),
            checks,
        }
    }
}

impl<'a> Goal<'a> {
    fn new(check: &'a check::Check, language: Language) -> Goal<'a> {
        Goal { id: &check.id, name: check.text.get(language), max_score: check.weight, hold: check.hold }
    }
}

impl<'a> Question<'a> {
    fn new(question: &'a predict::Question, language: Language) -> Question<'a> {
        Question {
            id: &question.id,
            text: question.text.get(language),
            options: question.choices.iter().map(|choice| choice.text.get(language)).collect(),
        }
    }
}

impl<'a> From<&'a lesson::Prose> for Prose<'a> {
    fn from(prose: &'a lesson::Prose) -> Self {
        Prose { markdown: &prose.markdown, html: &prose.html }
    }
}
