//! The entries of the choice under the cursor.

use crossterm::event::KeyEvent;

use super::list_cursor::{ListCursor, Pick};
use super::{Layer, Reaction};
use crate::explorer::State;
use crate::scenario::parameter::Value;

/// The list, with the cursor on the entry that would be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryList {
    cursor: ListCursor,
}

impl EntryList {
    pub(super) fn new(entries: usize, present: usize) -> Self {
        Self { cursor: ListCursor::new(entries).at(present) }
    }

    /// The entry that `Enter` takes.
    pub const fn cursor(self) -> usize {
        self.cursor.position()
    }
}

impl Pick for EntryList {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    fn accept(&mut self, state: &mut State) -> Reaction {
        state.set(state.input(), Value::Choice(self.cursor()));
        Reaction::GONE
    }
}

impl Layer for EntryList {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.list_key(key, state)
    }

    /// Takes the entry.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.take(position, state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }
}
