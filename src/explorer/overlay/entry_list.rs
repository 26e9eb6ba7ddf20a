//! The entries of the choice under the cursor.

use crossterm::event::KeyEvent;

use super::list_cursor::{ListCursor, ListKey};
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

    fn accept(self, state: &mut State) -> Reaction {
        state.set(state.input(), Value::Choice(self.cursor()));
        Reaction::GONE
    }
}

impl Layer for EntryList {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match ListKey::of(key) {
            ListKey::Take => return self.accept(state),
            ListKey::Leave => return Reaction::GONE,
            ListKey::Move(by) => self.cursor.step(by),
            ListKey::Other => {}
        }
        Reaction::STAYS
    }

    /// Takes the entry.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.cursor.select(position);
        self.accept(state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by);
    }
}
