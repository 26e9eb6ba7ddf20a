//! A file that takes its time to be read, on a disk that does not answer, say: all keys wait with it, so that what was
//! read finds everything as it was asked for, but for the one that gives it up.

use std::path::Path;

use crossterm::event::{KeyCode, KeyEvent};

use super::State;
use super::chord::Chord;
use super::overlay::Overlay;
use super::path_form::PathForm;

/// What is being read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The name of the file.
    pub file: String,
    /// The form in which it was named, with what was typed there.
    behind: Option<Box<PathForm>>,
}

impl State {
    /// Says that a file is still being read. What comes of it is told as if it had come at once, as long as
    /// [`State::is_reading`].
    pub fn reading_takes_time(&mut self, path: &Path) {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let behind = match self.overlay.take() {
            Some(Overlay::Path(form)) => Some(Box::new(form)),
            _ => None,
        };
        self.overlay = Some(Overlay::Reading(Reading { file, behind }));
    }

    /// Whether somebody waits for a file.
    pub const fn is_reading(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Reading(_)))
    }

    /// Goes back to where the file was asked for, if one is waited for; returns its name.
    pub(super) fn end_reading(&mut self) -> Option<String> {
        let Some(Overlay::Reading(Reading { file, behind })) =
            self.overlay.take_if(|overlay| matches!(overlay, Overlay::Reading(_)))
        else {
            return None;
        };
        self.overlay = behind.map(|form| Overlay::Path(*form));
        Some(file)
    }

    /// Waits no longer.
    pub(super) fn give_up_reading(&mut self) {
        self.notice = self.end_reading().map(|file| format!("{file} was not read."));
    }

    /// A key while a file is waited for.
    pub(super) fn reading_file_key(&mut self, key: KeyEvent) {
        if let KeyCode::Esc | KeyCode::Char('q') = Chord::letter_or_key(key) {
            self.give_up_reading();
        }
    }
}
