//! The form of the team's own numbers: a field for every guardrail, checked while it is typed in.

use crossterm::event::KeyEvent;

use super::list_cursor::{Form, ListCursor, Pick};
use super::{Layer, Overlay, Reaction};
use crate::explorer::State;
use crate::explorer::text_field::{Edit, TextField};
use crate::model::guardrails::{Check, checks};
use crate::scenario::guardrails::{self, Stated};
use crate::scenario::parameter::ValueError;
use crate::sheets::wording;

/// What has been typed so far, and which field takes the keys.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardrailForm {
    /// One for each guardrail, in the order of [`guardrails::ALL`].
    fields: Vec<TextField>,
    cursor: ListCursor,
    /// Whether anything typed or pasted has changed a field since the form was opened.
    typed: bool,
}

impl GuardrailForm {
    /// The form with what is stated; a field of what is not is empty.
    fn new(stated: &Stated) -> Self {
        let number = |guardrail| stated.get(guardrail).map(|number| number.to_string());
        let field = |guardrail| TextField::offering(number(guardrail).unwrap_or_default());
        let fields: Vec<TextField> = guardrails::ALL.iter().map(field).collect();
        Self { cursor: ListCursor::new(fields.len()), fields, typed: false }
    }

    /// The fields, in the order of [`guardrails::ALL`].
    pub fn fields(&self) -> &[TextField] {
        &self.fields
    }

    /// The position of the field that takes the keys.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// What the fields say, without those that say nothing right; and what is wrong with each of these, by its
    /// position.
    pub fn read(&self) -> (Stated, Vec<(usize, ValueError)>) {
        let (mut stated, mut refusals) = (Stated::default(), Vec::new());
        for (position, (guardrail, field)) in guardrails::ALL.iter().zip(&self.fields).enumerate() {
            // An empty field states nothing.
            if !field.text().trim().is_empty()
                && let Err(refusal) = stated.state(guardrail, field.text())
            {
                refusals.push((position, refusal));
            }
        }
        (stated, refusals)
    }
}

impl State {
    /// Opens the form of the team's own numbers.
    pub fn open_guardrails(&mut self) {
        self.overlay = Some(Overlay::Guardrails(GuardrailForm::new(&self.scenario.guardrails)));
    }

    /// The checks of numbers that are not taken yet.
    pub fn guardrail_checks(&self, stated: &Stated) -> Vec<Check> {
        let inputs = &self.outlook().inputs;
        checks(self.facts.constants(inputs.edition), inputs, stated)
    }
}

impl Pick for GuardrailForm {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    /// Takes all numbers as one step of the history, or goes to the first that is wrong.
    fn accept(&mut self, state: &mut State) -> Reaction {
        let (stated, refusals) = self.read();
        if let Some((position, _)) = refusals.first() {
            self.cursor.select(*position);
            return Reaction::STAYS;
        }
        let count = wording::guardrails::count(&state.guardrail_checks(&stated));
        state.notice = Some(count.map_or_else(|| "No number stated.".to_owned(), |count| count + "."));
        let mut scenario = state.scenario.clone();
        scenario.guardrails = stated;
        state.change(scenario);
        Reaction::GONE
    }
}

impl Form for GuardrailForm {
    fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> Edit) -> bool {
        let edit = self.fields.get_mut(self.cursor.position()).map(edit);
        self.typed |= edit.is_some_and(|edit| edit.is_changed);
        edit.is_none_or(|edit| edit.is_taken)
    }
}

impl Layer for GuardrailForm {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.form_key(key, state)
    }

    fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    /// Gives the field the keys.
    fn press(&mut self, position: usize, _: &mut State) -> Reaction {
        self.cursor.select(position);
        Reaction::STAYS
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }

    fn ways_out(&self) -> Option<&'static str> {
        self.typed.then_some("Enter saves the numbers, Esc cancels.")
    }
}
