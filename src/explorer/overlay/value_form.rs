//! The field for a value of the slider under the cursor.

use crossterm::event::{KeyCode, KeyEvent};

use super::entry_list::EntryList;
use super::{Layer, Overlay, Reaction};
use crate::explorer::State;
use crate::explorer::text_field::TextField;
use crate::scenario::parameter::Value;

/// A value being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueForm {
    /// What has been typed.
    pub field: TextField,
    /// Why the last attempt was refused.
    pub refusal: Option<String>,
}

impl State {
    /// Opens the field for a typed value, or the list of a choice.
    pub fn type_value(&mut self) {
        let key = self.input();
        let value = self.facts.definitions.value(&self.scenario, key);
        self.overlay = Some(match value {
            Value::Choice(entry) => {
                Overlay::Entries(EntryList::new(self.facts.definitions.entries(key).len(), entry))
            }
            Value::Number(_) | Value::Date(_) => Overlay::Value(ValueForm {
                field: TextField::offering(self.facts.definitions.text(key, value)),
                refusal: None,
            }),
        });
    }
}

impl Layer for ValueForm {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match key.code {
            KeyCode::Enter => return self.accept(state),
            KeyCode::Esc => return Reaction::GONE,
            _ if self.field.key(key).is_changed => self.refusal = None,
            _ => {}
        }
        Reaction::STAYS
    }

    fn insert(&mut self, text: &str) -> bool {
        let edit = self.field.insert(text);
        if edit.is_changed {
            self.refusal = None;
        }
        edit.is_taken
    }

    fn ways_out(&self) -> Option<&'static str> {
        self.field.is_typed_in().then_some("Enter takes the value, Esc cancels.")
    }
}

impl ValueForm {
    /// Takes the typed value, or says why not.
    fn accept(&mut self, state: &mut State) -> Reaction {
        let key = state.input();
        match state.facts.definitions.parse(key, self.field.text()) {
            Ok(value) => {
                state.set(key, value);
                Reaction::GONE
            }
            Err(refusal) => {
                self.refusal = Some(refusal.to_string());
                Reaction::STAYS
            }
        }
    }
}
