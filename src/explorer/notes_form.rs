//! The notes of the meeting: a field for a new one, and those that there are.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::overlay::Overlay;
use super::text_field::TextField;
use super::{State, cursor_keys};
use crate::scenario::Note;

/// A note takes at most this many characters: it is a remark, and has to fit into a record.
pub const LONGEST: usize = 500;

/// What has been typed so far, and where the cursor is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NotesForm {
    field: TextField,
    /// 0 is the field, 1 the first of the notes.
    cursor: usize,
    count: usize,
    /// The note that is being changed.
    edited: Option<usize>,
    /// What that note said before.
    before: String,
    /// Why the last attempt was refused.
    pub refusal: Option<String>,
}

impl NotesForm {
    fn new(count: usize) -> Self {
        Self { count, ..Self::default() }
    }

    /// What has been typed.
    pub const fn field(&self) -> &TextField {
        &self.field
    }

    /// 0 while the field takes the keys, else the number of the note that is selected.
    pub const fn cursor(&self) -> usize {
        self.cursor
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

    /// Moves the cursor; the ends stop it.
    pub(super) fn step(&mut self, by: isize) {
        self.select(self.cursor.saturating_add_signed(by));
    }

    fn select(&mut self, position: usize) {
        self.cursor = position.min(self.count);
    }

    /// Inserts text into the field; returns whether there was room for all of it.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    fn edit<T>(&mut self, edit: impl FnOnce(&mut TextField) -> T) -> T {
        let before = self.field.text().to_owned();
        let result = edit(&mut self.field);
        if self.field.text() != before {
            (self.cursor, self.refusal) = (0, None);
        }
        result
    }

    /// Goes back to the field when something stands there that is not kept, and says so; returns whether it does.
    fn holds_on(&mut self) -> bool {
        let holds_on = self.is_typed_in();
        if holds_on {
            self.cursor = 0;
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

    /// A key while the notes are open.
    pub(super) fn notes_key(&mut self, key: KeyEvent) {
        let Some(Overlay::Notes(form)) = &mut self.overlay else { return };
        let deletes = key.code == KeyCode::Delete
            || (key.code == KeyCode::Char('d') && key.modifiers.contains(KeyModifiers::CONTROL));
        match key.code {
            KeyCode::Enter => match form.cursor.checked_sub(1) {
                Some(note) => self.edit_note(note),
                None => self.keep_note(),
            },
            KeyCode::Esc if form.edited.is_some() => *form = NotesForm::new(form.count),
            KeyCode::Esc => self.overlay = None,
            _ if deletes && form.cursor > 0 => self.delete_note(),
            code => match cursor_keys::in_form(code) {
                Some(by) => form.step(by),
                None => {
                    form.edit(|field| field.key(key));
                }
            },
        }
    }

    /// A press on the field or on a note: a note that is selected already is changed.
    pub(super) fn press_note(&mut self, position: usize) {
        let Some(Overlay::Notes(form)) = &mut self.overlay else { return };
        match position.checked_sub(1) {
            Some(note) if form.cursor == position => self.edit_note(note),
            _ => form.select(position),
        }
    }

    fn edit_note(&mut self, position: usize) {
        let (Some(Overlay::Notes(form)), Some(note)) = (&mut self.overlay, self.scenario.notes.get(position))
        else {
            return;
        };
        if form.holds_on() {
            return;
        }
        *form = NotesForm {
            field: TextField::new(note.text.as_str()),
            edited: Some(position),
            before: note.text.clone(),
            ..NotesForm::new(form.count)
        };
    }

    /// Takes what was typed as one step of the history, or says why not. A note that is changed keeps its time.
    fn keep_note(&mut self) {
        let Some(Overlay::Notes(form)) = &mut self.overlay else { return };
        let text = form.field.text().trim();
        if text.is_empty() {
            form.refusal = Some(match form.edited {
                Some(_) => "A note needs words. Esc, then Del on the note, deletes it.".to_owned(),
                None => "Type the note first.".to_owned(),
            });
            return;
        }
        if form.excess() > 0 {
            form.refusal =
                Some(format!("A note takes {LONGEST} characters at most: {} too many.", form.excess()));
            return;
        }
        let (text, edited) = (text.to_owned(), form.edited);
        let mut scenario = self.scenario.clone();
        if let Some(note) = edited.and_then(|position| scenario.notes.get_mut(position)) {
            note.text = text;
            self.notice = Some("Note changed.".to_owned());
        } else {
            // Nobody reads fractions of a second.
            let at = self.now.with().subsec_nanosecond(0).build().unwrap_or(self.now);
            scenario.notes.push(Note { at, text });
            self.notice = Some(format!("Noted at {}; the scenario carries it.", at.strftime("%H:%M")));
        }
        self.overlay = None;
        self.change(scenario);
    }

    fn delete_note(&mut self) {
        let Some(Overlay::Notes(form)) = &mut self.overlay else { return };
        let Some(position) = form.cursor.checked_sub(1).filter(|note| *note < self.scenario.notes.len())
        else {
            return;
        };
        // What is being changed may be gone then, or stand elsewhere.
        if form.edited.is_some() && form.holds_on() {
            return;
        }
        form.count -= 1;
        form.select(form.cursor);
        if form.edited.is_some() {
            *form = NotesForm { cursor: form.cursor, ..NotesForm::new(form.count) };
        }
        let mut scenario = self.scenario.clone();
        scenario.notes.remove(position);
        self.change(scenario);
        self.notice = Some("Note deleted; undo brings it back.".to_owned());
    }
}
