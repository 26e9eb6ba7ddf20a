//! What lies over the page: help, where a cell comes from, and what is typed.

use std::borrow::Cow;

use super::appearance::ThemeList;
use super::export::ExportList;
use super::guardrail_form::GuardrailForm;
use super::help::Help;
use super::history_list::HistoryList;
use super::import_form::ImportForm;
use super::notes_form::NotesForm;
use super::palette::Palette;
use super::path_form::PathForm;
use super::question::Question;
use super::reading::Reading;
use super::text_field::TextField;
use crate::widgets::scroll::moved;

/// An overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The keys, made from the command table, and a guide to each page.
    Help(Help),
    /// Where a cell comes from.
    Provenance {
        /// The heading.
        title: String,
        /// The lines.
        lines: Vec<Line>,
        /// First line that is seen.
        offset: usize,
    },
    /// A value being typed for the slider under the cursor.
    Value {
        /// What has been typed.
        field: TextField,
        /// Why the last attempt was refused.
        refusal: Option<String>,
    },
    /// The entries of the choice under the cursor.
    Entries {
        /// The entry that would be taken.
        cursor: usize,
    },
    /// The team's own numbers being typed.
    Guardrails(GuardrailForm),
    /// Everything that has a name, to be found by it.
    Palette(Palette),
    /// A load test that may become a baseline.
    Import(ImportForm),
    /// What can be exported.
    Export(ExportList),
    /// The themes to choose from.
    Themes(ThemeList),
    /// Every step that was made.
    History(HistoryList),
    /// A note being typed, and those that were.
    Notes(NotesForm),
    /// A file being named.
    Path(PathForm),
    /// A question about what would be lost.
    Question(Question),
    /// A file that is waited for.
    Reading(Reading),
}

/// A line of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// A name and what stands for it.
    Field(Cow<'static, str>, String),
    /// A paragraph.
    Text(String),
}

impl Line {
    /// A name and what stands for it.
    pub fn field(name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        Self::Field(name.into(), text.into())
    }
}

impl Overlay {
    /// What the keys do that close it, where something has been typed that a press beside it must not lose.
    pub(super) fn ways_out(&self) -> Option<&'static str> {
        let (is_typed_in, ways_out) = match self {
            Self::Value { field, .. } => (field.is_typed_in(), "Enter takes the value, Esc cancels."),
            Self::Guardrails(form) => (form.is_typed_in(), "Enter saves the numbers, Esc cancels."),
            Self::Import(form) => (form.is_typed_in(), "Enter makes it the baseline, Esc cancels."),
            Self::Notes(form) => (form.is_typed_in(), "Enter saves the note, Esc cancels."),
            Self::Path(form) => (form.is_typed_in(), "Enter takes the path, Esc cancels."),
            Self::Help(_)
            | Self::Provenance { .. }
            | Self::Entries { .. }
            | Self::Palette(_)
            | Self::Export(_)
            | Self::Themes(_)
            | Self::History(_)
            | Self::Question(_)
            | Self::Reading(_) => return None,
        };
        is_typed_in.then_some(ways_out)
    }

    /// Scrolls by so many lines, or moves a cursor; the last one is the end.
    pub fn scroll(&mut self, by: isize, last: usize) {
        match self {
            Self::Help(Help { offset: line, .. })
            | Self::Provenance { offset: line, .. }
            | Self::Entries { cursor: line } => *line = moved(*line, by, last + 1),
            Self::Guardrails(form) => form.step(by.signum()),
            Self::Palette(palette) => palette.step(by.signum()),
            Self::Export(list) => list.step(by.signum()),
            Self::History(list) => list.step(by),
            Self::Themes(list) => list.step(by.signum()),
            Self::Notes(form) => form.step(by.signum()),
            Self::Path(form) => form.step(by.signum()),
            Self::Question(question) => question.step(by.signum()),
            Self::Value { .. } | Self::Import(_) | Self::Reading(_) => {}
        }
    }
}
