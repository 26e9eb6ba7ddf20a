//! A question that stands between a command and what it would lose.

use super::documents::Folders;
use super::files::{Export, Save, Then};
use super::path_form::PathForm;
use crate::widgets::scroll::moved;

/// A question with its answers; the cursor is on one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub about: About,
    cursor: usize,
    /// The form that it is asked over, with what was typed there.
    pub(super) behind: Option<Box<PathForm>>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Another file stands where this was to be saved.
    Exists(Save),
    /// The file is not any more what it was when it was read.
    Changed(Save),
    /// A file stands where something was to be exported.
    Taken(Export),
    /// Changes that are not saved would be lost.
    Unsaved(Then),
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words beside them say it")]
pub enum Answer {
    Overwrite,
    Read,
    Save,
    Discard,
    Cancel,
}

impl About {
    /// The answers with their keys and words.
    pub const fn answers(&self) -> &'static [(char, &'static str, Answer)] {
        match self {
            Self::Exists(_) | Self::Taken(_) => &[
                ('y', "yes, overwrite it", Answer::Overwrite),
                ('n', "no, give another name", Answer::Cancel),
            ],
            Self::Changed(_) => &[
                ('y', "yes, overwrite what others have written", Answer::Overwrite),
                ('n', "no, leave it as it is", Answer::Cancel),
                ('r', "read it instead; undo brings yours back", Answer::Read),
            ],
            Self::Unsaved(_) => &[
                ('s', "save them", Answer::Save),
                ('d', "discard them", Answer::Discard),
                ('c', "cancel, and stay", Answer::Cancel),
            ],
        }
    }

    /// The heading.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Exists(_) | Self::Taken(_) => "Overwrite?",
            Self::Changed(_) => "Changed on disk",
            Self::Unsaved(_) => "Unsaved changes",
        }
    }

    /// What the question is about, and the question itself where the heading does not ask it.
    pub fn text(&self, folders: &Folders) -> String {
        match self {
            Self::Exists(save) => format!("{} exists.", folders.abbreviated(&save.path)),
            Self::Taken(export) => format!("{} exists.", folders.abbreviated(&export.path)),
            Self::Changed(save) => {
                format!("{} has changed since it was read. Overwrite it?", folders.abbreviated(&save.path))
            }
            Self::Unsaved(Then::Quit) => "What to do with the changes before leaving?".to_owned(),
            Self::Unsaved(_) => "What to do with the changes before another scenario is opened?".to_owned(),
        }
    }
}

impl Question {
    pub(super) fn new(about: About, behind: Option<Box<PathForm>>) -> Self {
        // Enter pressed by habit loses nothing.
        let harmless =
            |(_, _, answer): &(char, &str, Answer)| matches!(answer, Answer::Save | Answer::Cancel);
        let cursor = about.answers().iter().position(harmless).unwrap_or(0);
        Self { about, cursor, behind }
    }

    /// The answer that `Enter` gives, by its position.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor = moved(self.cursor, by, self.about.answers().len());
    }

    /// The answer at a position.
    pub(super) fn answer_at(&self, position: usize) -> Option<Answer> {
        self.about.answers().get(position).map(|(_, _, answer)| *answer)
    }

    /// The answer with a key.
    pub(super) fn answer_of(&self, key: char) -> Option<Answer> {
        let key = key.to_ascii_lowercase();
        self.about.answers().iter().find(|(own, _, _)| *own == key).map(|(_, _, answer)| *answer)
    }
}
