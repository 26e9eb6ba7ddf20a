//! Every parameter with the value that counts, as the model reads it.

use std::ops::Index;

use jiff::civil::Date;

use super::parameter::{Key, Kind, Value};
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

    /// Multiplies one number, within the range of its parameter.
    pub fn scale(&mut self, key: Key, factor: f64) {
        let range = match registry::get(key).kind {
            Kind::Number { min, max, .. } => (min, max),
            Kind::Choice(_) | Kind::Date => return,
        };
        if let Some(slot) = self.values.get_mut(key.index()) {
            *slot = (*slot * factor).clamp(range.0, range.1);
        }
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

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "what was set is exact, and must be")]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::scenario::registry::{AS_OF, HEAVY_PERCENT, PLAN_METHOD, RPS};
    use jiff::civil::date;

    #[test]
    fn every_parameter_is_resolved_and_one_can_be_changed_alone() {
        let definitions = Definitions::bind(&Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        definitions.set(&mut scenario, HEAVY_PERCENT, Value::Number(5.0)).unwrap();
        definitions.set(&mut scenario, PLAN_METHOD, Value::Choice(3)).unwrap();
        let inputs = Inputs::resolve(&definitions, &scenario);
        assert_eq!((inputs.share(HEAVY_PERCENT), inputs.choice(PLAN_METHOD)), (0.05, 3));
        assert_eq!(inputs.as_of, date(2026, 11, 22));
        let other = inputs.clone().with(RPS, 7.0);
        assert_eq!(other[RPS], 7.0);
        assert!(registry::keys().filter(|key| *key != RPS).all(|key| other[key] == inputs[key]));

        definitions.set(&mut scenario, AS_OF, Value::Date(date(2030, 1, 1))).unwrap();
        assert_eq!(Inputs::resolve(&definitions, &scenario).as_of, date(2030, 1, 1));
    }
}
