//! Conditions that rules are made of: a present value against a bound, both with where they come from.

pub mod situation;

use super::thresholds::Threshold;
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
pub use situation::Situation;

/// How a value reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// 0..=100.
    Percent,
    /// A time.
    Milliseconds,
    /// A time.
    Days,
    /// Traffic.
    RequestsPerSecond,
    /// A part of the score, 100 at most.
    Points,
    /// 0 worst, 1 best.
    Grade,
    /// How many.
    Count,
}

/// How a value must stand to its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Not less.
    AtLeast,
    /// Not more.
    AtMost,
    /// Less.
    Below,
}

/// What a bound comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A figure, by its id.
    Figure(&'static str),
    /// An input.
    Input(Key),
}

/// Something that a condition looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// What it is, in words that a number can follow.
    pub what: &'static str,
    /// How it reads.
    pub measure: Measure,
    /// The present value, or why there is none.
    pub value: Result<f64, &'static str>,
    /// The inputs it is computed from.
    pub inputs: Vec<Key>,
    /// The figures it is computed from, by their ids.
    pub figures: Vec<String>,
}

/// A quantity and the bound that it is held against.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at.
    pub quantity: Quantity,
    /// How it must stand to the bound.
    pub relation: Relation,
    /// The bound, in the quantity's measure.
    pub bound: f64,
    /// Where the bound comes from.
    pub origin: Bound,
}

impl Quantity {
    /// An input as it is.
    fn input(inputs: &Inputs, key: Key, what: &'static str, measure: Measure) -> Self {
        Self { what, measure, value: Ok(inputs[key]), inputs: vec![key], figures: Vec::new() }
    }

    /// Holds when the value reaches the threshold.
    pub fn at_least(self, threshold: Threshold) -> Condition {
        self.against(Relation::AtLeast, threshold)
    }

    /// Holds when the value does not exceed the threshold.
    pub fn at_most(self, threshold: Threshold) -> Condition {
        self.against(Relation::AtMost, threshold)
    }

    /// Holds when the value stays under the threshold.
    pub fn below(self, threshold: Threshold) -> Condition {
        self.against(Relation::Below, threshold)
    }

    /// Holds when the value does not exceed an input.
    pub fn at_most_input(self, inputs: &Inputs, key: Key) -> Condition {
        Condition {
            quantity: self,
            relation: Relation::AtMost,
            bound: inputs[key],
            origin: Bound::Input(key),
        }
    }

    fn against(self, relation: Relation, threshold: Threshold) -> Condition {
        Condition {
            quantity: self,
            relation,
            bound: threshold.value,
            origin: Bound::Figure(threshold.figure),
        }
    }
}

impl Condition {
    /// Whether it holds; never without a value.
    pub fn holds(&self) -> bool {
        self.quantity.value.is_ok_and(|value| match self.relation {
            Relation::AtLeast => value >= self.bound,
            Relation::AtMost => value <= self.bound,
            Relation::Below => value < self.bound,
        })
    }

    /// The figures that value and bound come from, by their ids.
    pub fn figures(&self) -> impl Iterator<Item = &str> {
        let bound = match self.origin {
            Bound::Figure(id) => Some(id),
            Bound::Input(_) => None,
        };
        self.quantity.figures.iter().map(String::as_str).chain(bound)
    }

    /// The inputs that value and bound come from.
    pub fn inputs(&self) -> impl Iterator<Item = Key> {
        let bound = match self.origin {
            Bound::Input(key) => Some(key),
            Bound::Figure(_) => None,
        };
        self.quantity.inputs.iter().copied().chain(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN: Threshold = Threshold { figure: "ten", value: 10.0 };

    fn quantity(value: Result<f64, &'static str>) -> Quantity {
        Quantity {
            what: "value",
            measure: Measure::Count,
            value,
            inputs: Vec::new(),
            figures: vec!["own".into()],
        }
    }

    #[test]
    fn the_bound_itself_is_reached_and_not_exceeded() {
        let relations = [Quantity::at_least, Quantity::at_most, Quantity::below];
        let holds = |value| relations.map(|relation| relation(quantity(value), TEN).holds());
        assert_eq!(holds(Ok(9.0)), [false, true, true]);
        assert_eq!(holds(Ok(10.0)), [true, true, false]);
        assert_eq!(holds(Ok(11.0)), [true, false, false]);
        assert_eq!(holds(Err("nothing")), [false; 3]);
    }

    #[test]
    fn a_condition_names_what_it_read() {
        let condition = quantity(Ok(1.0)).below(TEN);
        assert_eq!(condition.figures().collect::<Vec<_>>(), ["own", "ten"]);
        assert_eq!(condition.inputs().count(), 0);
    }
}
