//! The cursor of a list or a form.

use crossterm::event::{KeyCode, KeyEvent};

use crate::explorer::chord::Chord;
use crate::explorer::cursor_keys;
use crate::widgets::scroll::moved;

/// A place among so many; the ends stop it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListCursor {
    position: usize,
    count: usize,
}

/// What a key means in a list in which nothing is typed.
pub(super) enum ListKey {
    /// To take what has the cursor.
    Take,
    /// To leave the list.
    Leave,
    /// To move the cursor by so many.
    Move(isize),
    /// Nothing.
    Other,
}

impl ListKey {
    pub(super) fn of(key: KeyEvent) -> Self {
        match Chord::letter_or_key(key) {
            KeyCode::Enter => Self::Take,
            KeyCode::Esc | KeyCode::Char('q') => Self::Leave,
            code => cursor_keys::in_list(code).map_or(Self::Other, Self::Move),
        }
    }
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
