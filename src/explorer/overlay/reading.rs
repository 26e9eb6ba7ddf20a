//! A file that takes its time to be read, on a disk that does not answer, say: all keys wait with it, so that what was
//! read finds everything as it was asked for, but for the one that gives it up.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent};

use super::path_form::PathForm;
use super::{Layer, Overlay, Reaction};
use crate::explorer::State;
use crate::explorer::chord::Chord;

/// What is being read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The name of the file.
    pub file: String,
    /// The form in which it was named, with what was typed there.
    behind: Option<PathForm>,
}

impl State {
    /// Says that a file is still being read. What comes of it is told as if it had come at once, as long as
    /// [`State::is_reading`].
    pub fn reading_takes_time(&mut self, path: &Path) {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let behind = match self.overlay.take() {
            Some(Overlay::Path(form)) => Some(form),
            _ => None,
        };
        self.overlay = Some(Overlay::Reading(Reading { file, behind }));
    }

    /// Whether somebody waits for a file.
    pub const fn is_reading(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Reading(_)))
    }

    /// Goes back to where the file was asked for, if one is waited for.
    pub(in crate::explorer) fn end_reading(&mut self) {
        if let Some(Overlay::Reading(Reading { behind, .. })) = &mut self.overlay {
            self.overlay = behind.take().map(Overlay::Path);
        }
    }
}

impl Layer for Reading {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match Chord::letter_or_key(key) {
            KeyCode::Esc | KeyCode::Char('q') => self.leave(state),
            _ => Reaction::STAYS,
        }
    }

    /// Waits no longer.
    fn leave(&mut self, state: &mut State) -> Reaction {
        state.notice = Some(format!("{} was not read.", self.file));
        state.overlay = self.behind.take().map(Overlay::Path);
        Reaction::GONE
    }
}
