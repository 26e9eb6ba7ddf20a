//! The cursor of a list or a form, and what keys and presses do with it.

use crossterm::event::{KeyCode, KeyEvent};

use super::Reaction;
use crate::explorer::chord::Chord;
use crate::explorer::text_field::{Edit, TextField};
use crate::explorer::{State, cursor_keys};
use crate::widgets::scroll::moved;

/// A place among so many; the ends stop it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    position: usize,
    count: usize,
}

impl ListCursor {
    /// On the first of so many.
    pub const fn new(count: usize) -> Self {
        Self { position: 0, count }
    }

    /// On another one of them.
    pub fn at(mut self, position: usize) -> Self {
        self.select(position);
        self
    }

    /// The place, from 0 on; 0 too where there are none.
    pub const fn position(self) -> usize {
        self.position
    }

    /// Whether there is such a place.
    pub const fn has(self, position: usize) -> bool {
        position < self.count
    }

    /// Goes to a place, or to the last if there are not so many.
    pub(super) fn select(&mut self, position: usize) {
        self.position = position.min(self.count.saturating_sub(1));
    }

    /// Moves by so many places.
    pub(super) fn step(&mut self, by: isize) {
        self.position = moved(self.position, by, self.count);
    }
}

/// What has a cursor, and something to take where that is.
pub(super) trait Pick {
    /// The cursor.
    fn cursor_mut(&mut self) -> &mut ListCursor;

    /// Takes what has the cursor, as `Enter` does.
    fn accept(&mut self, state: &mut State) -> Reaction;

    /// A key where nothing is typed: letters move the cursor too.
    fn list_key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match Chord::letter_or_key(key) {
            KeyCode::Enter => return self.accept(state),
            KeyCode::Esc | KeyCode::Char('q') => return Reaction::GONE,
            code => self.cursor_mut().step(cursor_keys::in_list(code).unwrap_or(0)),
        }
        Reaction::STAYS
    }

    /// A press that takes a line, unless keys of the same batch have left fewer than were drawn.
    fn take(&mut self, position: usize, state: &mut State) -> Reaction {
        if !self.cursor_mut().has(position) {
            return Reaction::STAYS;
        }
        self.cursor_mut().select(position);
        self.accept(state)
    }

    /// A press that selects a line, or takes the one that is selected.
    fn select_or_take(&mut self, position: usize, state: &mut State) -> Reaction {
        if self.cursor_mut().position() == position {
            return self.accept(state);
        }
        self.cursor_mut().select(position);
        Reaction::STAYS
    }
}

/// A form with a field, or several, beside what the cursor can be on.
pub(super) trait Form: Pick {
    /// Edits the field that takes the keys; returns whether it had a use for all of it.
    fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> Edit) -> bool;

    /// A key where text is typed.
    fn form_key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match (key.code, cursor_keys::in_form(key.code)) {
            (KeyCode::Enter, _) => return self.accept(state),
            (KeyCode::Esc, _) => return Reaction::GONE,
            (_, Some(by)) => self.cursor_mut().step(by),
            (_, None) => {
                self.edit(|field| field.key(key));
            }
        }
        Reaction::STAYS
    }
}
