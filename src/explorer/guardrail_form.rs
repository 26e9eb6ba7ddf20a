//! The form of the team's own numbers: a field for every guardrail, checked while it is typed in.

use crossterm::event::{KeyCode, KeyEvent};

use super::overlay::Overlay;
use super::text_field::TextField;
use super::{State, cursor_keys};
use crate::model::guardrails::{Check, checks};
use crate::scenario::guardrails::{self, Stated};
use crate::scenario::parameter::ValueError;
use crate::sheets::wording;

/// What has been typed so far, and which field takes the keys.
#[derive(Clone, Debug, PartialEq)]
pub struct GuardrailForm {
    /// One for each guardrail, in the order of [`guardrails::ALL`].
    fields: Vec<TextField>,
    cursor: usize,
    typed: bool,
}

impl GuardrailForm {
    /// The form with what is stated; a field of what is not is empty.
    fn new(stated: &Stated) -> Self {
        let number = |guardrail| stated.get(guardrail).map(|number| number.to_string());
        let field = |guardrail| TextField::offering(number(guardrail).unwrap_or_default());
        Self { fields: guardrails::ALL.iter().map(field).collect(), cursor: 0, typed: false }
    }

    /// The fields, in the order of [`guardrails::ALL`].
    pub fn fields(&self) -> &[TextField] {
        &self.fields
    }

    /// The position of the field that takes the keys.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether anything typed or pasted has changed a field since the form was opened.
    pub const fn is_typed_in(&self) -> bool {
        self.typed
    }

    /// Gives a field the keys.
    pub fn select(&mut self, position: usize) {
        self.cursor = position.min(self.fields.len().saturating_sub(1));
    }

    /// Moves on by so many fields; the ends stop it.
    pub fn step(&mut self, by: isize) {
        self.select(self.cursor.saturating_add_signed(by));
    }

    /// Inserts text into the field that takes the keys; returns whether there was room for all of it.
    pub fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text)).unwrap_or(true)
    }

    fn edit<T>(&mut self, edit: impl FnOnce(&mut TextField) -> T) -> Option<T> {
        let field = self.fields.get_mut(self.cursor)?;
        let before = field.text().to_owned();
        let result = edit(field);
        self.typed |= field.text() != before;
        Some(result)
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

    /// A key while the form is open.
    pub(super) fn guardrail_key(&mut self, key: KeyEvent) {
        let Some(Overlay::Guardrails(form)) = &mut self.overlay else { return };
        match key.code {
            KeyCode::Enter => self.accept_guardrails(),
            KeyCode::Esc => self.overlay = None,
            code => match cursor_keys::in_form(code) {
                Some(by) => form.step(by),
                None => {
                    form.edit(|field| field.key(key));
                }
            },
        }
    }

    /// Takes all numbers as one step of the history, or goes to the first that is wrong.
    fn accept_guardrails(&mut self) {
        let Some(Overlay::Guardrails(form)) = &mut self.overlay else { return };
        let (stated, refusals) = form.read();
        if let Some((position, _)) = refusals.first() {
            form.select(*position);
            return;
        }
        self.overlay = None;
        let count = wording::guardrails::count(&self.guardrail_checks(&stated));
        self.notice = Some(count.map_or_else(|| "No number stated.".to_owned(), |count| count + "."));
        let mut scenario = self.scenario.clone();
        scenario.guardrails = stated;
        self.change(scenario);
    }
}
