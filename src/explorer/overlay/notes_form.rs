//! The notes of the meeting: a field for a new one, and those that there are.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::list_cursor::{Form, ListCursor, Pick};
use super::{Layer, Overlay, Reaction};
use crate::explorer::State;
use crate::explorer::text_field::{Edit, TextField};
use crate::scenario::{Note, Scenario};

/// A note takes at most this many characters: it is a remark, and has to fit into a record.
pub const LONGEST: usize = 500;

/// What has been typed so far, and where the cursor is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NotesForm {
    field: TextField,
    /// 0 is the field, 1 the first of the notes.
    cursor: ListCursor,
    /// The note that is being changed.
    edited: Option<usize>,
    /// What that note said before.
    before: String,
    /// Why the last attempt was refused.
    pub refusal: Option<String>,
}

impl NotesForm {
    fn new(count: usize) -> Self {
        Self { cursor: ListCursor::new(1 + count), ..Self::default() }
    }

    /// What has been typed.
    pub const fn field(&self) -> &TextField {
        &self.field
    }

    /// 0 while the field takes the keys, else the number of the note that is selected.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// The position of the note that is selected.
    const fn selected(&self) -> Option<usize> {
        self.cursor().checked_sub(1)
    }

    /// The position of the note that is being changed, if one is.
    pub const fn edited(&self) -> Option<usize> {
        self.edited
    }

    /// Whether something has been typed that closing the form would lose.
    pub fn is_typed_in(&self) -> bool {
        !self.field.text().trim().is_empty() && self.field.text() != self.before
    }

    /// Characters that are too many for a note.
    pub fn excess(&self) -> usize {
        self.field.text().chars().count().saturating_sub(LONGEST)
    }

    /// Goes back to the field when something stands there that is not kept, and says so; returns whether it does.
    fn holds_on(&mut self) -> bool {
        let holds_on = self.is_typed_in();
        if holds_on {
            self.cursor.select(0);
            self.refusal =
                Some("Save what you have typed with Enter first, or clear it with Ctrl-u.".to_owned());
        }
        holds_on
    }
}

impl State {
    /// Opens the notes, ready for a new one.
    pub fn open_notes(&mut self) {
        self.overlay = Some(Overlay::Notes(NotesForm::new(self.scenario.notes.len())));
    }
}

impl Pick for NotesForm {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    /// Takes what was typed as one step of the history, or says why not. A note that is changed keeps its time.
    fn accept(&mut self, state: &mut State) -> Reaction {
        let text = self.field.text().trim();
        if text.is_empty() {
            self.refusal = Some(match self.edited {
                Some(_) => "A note needs words. Esc, then Del on the note, deletes it.".to_owned(),
                None => "Type the note first.".to_owned(),
            });
            return Reaction::STAYS;
        }
        if self.excess() > 0 {
            self.refusal =
                Some(format!("A note takes {LONGEST} characters at most: {} too many.", self.excess()));
            return Reaction::STAYS;
        }
        let text = text.to_owned();
        let mut scenario = state.scenario.clone();
        if let Some(note) = self.edited.and_then(|position| scenario.notes.get_mut(position)) {
            note.text = text;
            state.notice = Some("Note changed.".to_owned());
        } else {
            // Nobody reads fractions of a second.
            let at = state.now.with().subsec_nanosecond(0).build().unwrap_or(state.now);
            scenario.notes.push(Note { at, text });
            state.notice = Some(format!("Noted at {}; the scenario carries it.", at.strftime("%H:%M")));
        }
        state.change(scenario);
        Reaction::GONE
    }
}

impl Form for NotesForm {
    fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> Edit) -> bool {
        let edit = edit(&mut self.field);
        if edit.is_changed {
            self.cursor.select(0);
            self.refusal = None;
        }
        edit.is_taken
    }
}

impl Layer for NotesForm {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        let deletes = key.code == KeyCode::Delete
            || (key.code == KeyCode::Char('d') && key.modifiers.contains(KeyModifiers::CONTROL));
        match (key.code, self.selected()) {
            (KeyCode::Enter, Some(note)) => self.change(note, &state.scenario),
            (KeyCode::Esc, _) if self.edited.is_some() => *self = Self::new(state.scenario.notes.len()),
            (_, Some(note)) if deletes => self.delete(note, state),
            _ => return self.form_key(key, state),
        }
        Reaction::STAYS
    }

    fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    /// Selects the field or a note; a note that is selected already is changed.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        match position.checked_sub(1) {
            Some(note) if self.cursor() == position => self.change(note, &state.scenario),
            _ => self.cursor.select(position),
        }
        Reaction::STAYS
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }

    fn ways_out(&self) -> Option<&'static str> {
        self.is_typed_in().then_some("Enter saves the note, Esc cancels.")
    }
}

impl NotesForm {
    /// Brings a note into the field.
    fn change(&mut self, position: usize, scenario: &Scenario) {
        let Some(note) = scenario.notes.get(position) else { return };
        if self.holds_on() {
            return;
        }
        *self = Self {
            field: TextField::new(note.text.as_str()),
            edited: Some(position),
            before: note.text.clone(),
            ..Self::new(scenario.notes.len())
        };
    }

    fn delete(&mut self, position: usize, state: &mut State) {
        // What is being changed may be gone then, or stand elsewhere.
        if position >= state.scenario.notes.len() || (self.edited.is_some() && self.holds_on()) {
            return;
        }
        let mut scenario = state.scenario.clone();
        scenario.notes.remove(position);
        let left = Self::new(scenario.notes.len());
        let cursor = left.cursor.at(self.cursor());
        if self.edited.is_some() {
            *self = left;
        }
        self.cursor = cursor;
        state.change(scenario);
        state.notice = Some("Note deleted; undo brings it back.".to_owned());
    }
}
