//! Every parameter with the value that counts, as the model reads it.

use std::ops::Index;

use jiff::civil::Date;

use super::parameter::{Key, Value};
use super::{Definitions, Scenario, registry};
use crate::catalog::Edition;

/// The resolved inputs: numbers as people set them (percentages 0..100, milliseconds, USD), choices by
/// position. Cheap to copy and to change in one place, for sweeps over one input.
#[derive(Clone, Debug, PartialEq)]
pub struct Inputs {
    /// Which reading of the figures counts.
    pub edition: Edition,
    /// The day on which releases are looked at.
    pub as_of: Date,
    values: [f64; registry::COUNT],
}

impl Inputs {
    /// Fills every parameter from the scenario or its default.
    pub fn resolve(definitions: &Definitions, scenario: &Scenario) -> Self {
        let mut values = [0.0; registry::COUNT];
        for (slot, key) in values.iter_mut().zip(registry::keys()) {
            *slot = definitions.number(scenario, key);
        }
        let as_of = match definitions.value(scenario, registry::AS_OF) {
            Value::Date(date) => date,
            Value::Number(_) | Value::Choice(_) => scenario.today,
        };
        Self { edition: scenario.edition, as_of, values }
    }

    /// The same inputs with one number changed.
    pub fn with(mut self, key: Key, value: f64) -> Self {
        if let Some(slot) = self.values.get_mut(key.index()) {
            *slot = value;
        }
        self
    }

    /// A percentage as a share of one.
    pub fn share(&self, key: Key) -> f64 {
        self[key] / 100.0
    }

    /// The position of a choice.
    pub fn choice(&self, key: Key) -> usize {
        self[key] as usize
    }
}

impl Index<Key> for Inputs {
    type Output = f64;

    #[expect(clippy::indexing_slicing, reason = "a key is an index into the registry, which has this length")]
    fn index(&self, key: Key) -> &f64 {
        &self.values[key.index()]
    }
}
