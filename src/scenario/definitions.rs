//! The registry bound to the facts: what a value may be, is by default, and is called.

mod binding;

pub use binding::UnusableFact;
pub(crate) use binding::{needed_in, throughput};

use super::candidates::{CANDIDATES, candidate};
use super::measured::Measured;
use super::parameter::{Initial, Key, Kind, Value, ValueError};
use super::team::{self, Locks};
use super::{Inputs, Scenario, registry};
use crate::catalog::{PartialDate, PerEdition, Runtime, Text, did_you_mean};
use crate::notation::shown::{self, Shown};
use crate::quote::harmless;

/// One entry of a choice, as files and people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The stable name.
    pub id: Text,
    /// What a person reads.
    pub label: Text,
}

/// The measurement that a baseline comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BaselineFact {
    /// The benchmark whose throughput it is.
    pub benchmark: String,
    /// Requests per second on one core.
    pub rps: f64,
    /// Whether another framework of the runtime stands in, because the set has none for the chosen one.
    pub stands_in: bool,
}

/// Parameters with their defaults and choices filled in from a catalog.
#[derive(Clone, Debug)]
pub struct Definitions {
    choices: Vec<Vec<Entry>>,
    /// A baseline's entry is filled in when it is asked for.
    defaults: PerEdition<Vec<Option<Value>>>,
    /// By benchmark set, runtime and framework, all by position in their choices.
    baselines: PerEdition<Vec<Vec<Vec<BaselineFact>>>>,
}

impl Definitions {
    /// The entries of a choice; none for numbers and dates.
    pub fn entries(&self, key: Key) -> &[Entry] {
        self.choices.get(key.index()).map_or(&[], Vec::as_slice)
    }

    /// The value that counts: what was set, or else what was measured, or else the default.
    pub fn value(&self, scenario: &Scenario, key: Key) -> Value {
        self.given(scenario, key).unwrap_or_else(|| self.default(scenario, key))
    }

    /// What was set, or else what was measured.
    pub fn given(&self, scenario: &Scenario, key: Key) -> Option<Value> {
        scenario.explicit(key).or_else(|| measured(scenario, key))
    }

    /// The measurement that is the baseline of a runtime: none where a value that was set counts instead.
    pub fn measurement<'a>(&self, scenario: &'a Scenario, runtime: Runtime) -> Option<&'a Measured> {
        let (key, measured) = (candidate(runtime)?.baseline, scenario.measured.get(runtime)?);
        (self.value(scenario, key) == Value::Number(measured.rps_per_core())).then_some(measured)
    }

    /// The number that counts; the position for a choice, and 0 for a date.
    pub fn number(&self, scenario: &Scenario, key: Key) -> f64 {
        match self.value(scenario, key) {
            Value::Number(number) => number,
            Value::Choice(index) => index as f64,
            Value::Date(_) => 0.0,
        }
    }

    /// The value while nothing is set or measured. A baseline's depends on benchmark set and framework, the date's on
    /// today.
    pub fn default(&self, scenario: &Scenario, key: Key) -> Value {
        let row = registry::get(key);
        match row.initial {
            Initial::Today => Value::Date(scenario.today),
            Initial::Baseline(runtime) => {
                Value::Number(self.baseline(scenario, runtime).map_or(1.0, |fact| fact.rps))
            }
            _ => {
                let defaults = self.defaults.get(scenario.edition);
                defaults.get(key.index()).copied().flatten().unwrap_or(Value::Number(0.0))
            }
        }
    }

    /// The measurement behind a runtime's baseline under the chosen set and framework, whether or not a number
    /// of the user's own has replaced it. `None` only for runtimes without a baseline.
    pub fn baseline(&self, scenario: &Scenario, runtime: Runtime) -> Option<&BaselineFact> {
        let (position, candidate) =
            CANDIDATES.iter().enumerate().find(|(_, candidate)| candidate.runtime == runtime)?;
        let set = self.choice_index(scenario, registry::BASELINE_SET);
        let framework = self.choice_index(scenario, candidate.framework);
        self.baselines.get(scenario.edition).get(set)?.get(position)?.get(framework)
    }

    /// The position of a choice.
    pub fn choice_index(&self, scenario: &Scenario, key: Key) -> usize {
        match self.value(scenario, key) {
            Value::Choice(index) => index,
            Value::Number(_) | Value::Date(_) => 0,
        }
    }

    /// The entry of a choice that counts.
    pub fn choice(&self, scenario: &Scenario, key: Key) -> Option<&Entry> {
        self.entries(key).get(self.choice_index(scenario, key))
    }

    /// The entry of a choice that counted when the inputs were made.
    pub fn chosen(&self, inputs: &Inputs, key: Key) -> Option<&Entry> {
        self.entries(key).get(inputs.choice(key))
    }

    /// Whether the value that counts differs from the default.
    pub fn is_changed(&self, scenario: &Scenario, key: Key) -> bool {
        self.value(scenario, key) != self.default(scenario, key)
    }

    /// Sets one value, as a slider does: at the default, or at what was measured, it counts as not set. A share of the
    /// team rescales the other shares in proportion.
    ///
    /// # Errors
    /// When the value is of another kind or outside the range; the scenario is then unchanged.
    pub fn set(&self, scenario: &mut Scenario, key: Key, value: Value) -> Result<(), ValueError> {
        let value = self.check(key, value)?;
        if let (Some(share), Value::Number(percent)) = (team::share(key), value) {
            let shares = team::moved(team::shares(self, scenario), share, percent, Locks::default());
            team::put(self, scenario, shares);
        } else {
            let unset = measured(scenario, key).unwrap_or_else(|| self.default(scenario, key));
            scenario.put(key, (value != unset).then_some(value));
        }
        Ok(())
    }

    /// Sets one value for good, as a file or a command line does: it stays even where it is the default now,
    /// because the default may move with the edition, the benchmark set or the framework, whichever order they
    /// are read in. The shares of a team go through [`team::put`], together.
    ///
    /// # Errors
    /// When the value is of another kind or outside the range; the scenario is then unchanged.
    pub fn keep(&self, scenario: &mut Scenario, key: Key, value: Value) -> Result<(), ValueError> {
        scenario.put(key, Some(self.check(key, value)?));
        Ok(())
    }

    /// Takes a value back to its default; the whole team together. A measurement that stands for it goes.
    pub fn reset(&self, scenario: &mut Scenario, key: Key) {
        if let Initial::Baseline(runtime) = registry::get(key).initial {
            scenario.measured.remove(runtime);
        }
        if team::share(key).is_some() {
            for share in registry::TEAM {
                scenario.put(share, None);
            }
        } else {
            scenario.put(key, None);
        }
    }

    /// Checks a value against its parameter.
    ///
    /// # Errors
    /// Names the range, or the choices.
    pub fn check(&self, key: Key, value: Value) -> Result<Value, ValueError> {
        let row = registry::get(key);
        match (&row.kind, value) {
            (Kind::Number { .. }, Value::Number(number)) => row.check(number),
            (Kind::Choice(_), Value::Choice(index)) if index < self.entries(key).len() => Ok(value),
            (Kind::Date, Value::Date(_)) => Ok(value),
            _ => Err(ValueError(format!("{} needs {}", row.id, self.range_text(key)))),
        }
    }

    /// Reads what a person or a file says for a parameter.
    ///
    /// # Errors
    /// Says what is wrong and names the range, the choices, or the nearest of them.
    pub fn parse(&self, key: Key, text: &str) -> Result<Value, ValueError> {
        let row = registry::get(key);
        let text = text.trim();
        match row.kind {
            Kind::Number { .. } => row.parse_number(text),
            Kind::Choice(_) => {
                let entries = self.entries(key);
                entries.iter().position(|entry| entry.id == text).map(Value::Choice).ok_or_else(|| {
                    let hint = did_you_mean(text, entries.iter().map(|entry| entry.id.as_str()));
                    ValueError(format!(
                        "{} has no \"{}\": give {}.{hint}",
                        row.id,
                        harmless(text),
                        self.range_text(key)
                    ))
                })
            }
            Kind::Date => PartialDate::parse_exact(text).map(Value::Date).ok_or_else(|| {
                ValueError(format!("{}: \"{}\" is not a date: give YYYY-MM-DD", row.id, harmless(text)))
            }),
        }
    }

    /// The range or the choices in words.
    pub fn range_text(&self, key: Key) -> String {
        let row = registry::get(key);
        match row.kind {
            Kind::Choice(_) => {
                let names: Vec<&str> = self.entries(key).iter().map(|entry| entry.id.as_str()).collect();
                format!("one of {}", names.join(", "))
            }
            Kind::Number { .. } | Kind::Date => row.range_text(),
        }
    }

    /// A value as files and `--set` write it; reading it again gives the same value.
    pub fn text(&self, key: Key, value: Value) -> String {
        match value {
            Value::Number(number) => number.to_string(),
            Value::Choice(index) => {
                self.entries(key).get(index).map_or_else(String::new, |entry| entry.id.to_string())
            }
            Value::Date(date) => date.to_string(),
        }
    }

    /// A value as people read it, without its unit: digits grouped, long fractions cut.
    pub fn display(&self, key: Key, value: Value) -> String {
        match value {
            Value::Number(number) => shown(number).text,
            Value::Choice(index) => {
                self.entries(key).get(index).map_or_else(String::new, |entry| entry.label.to_string())
            }
            Value::Date(date) => date.to_string(),
        }
    }
}

/// A number of an input as people read it, without its unit: digits grouped, long fractions cut.
pub fn shown(number: f64) -> Shown {
    let exact = shown::plain(number);
    if exact.text.len() > 9 { shown::significant(number, 4) } else { exact }
}

/// What was measured for an input, which only baselines have.
fn measured(scenario: &Scenario, key: Key) -> Option<Value> {
    let Initial::Baseline(runtime) = registry::get(key).initial else { return None };
    scenario.measured.get(runtime).map(|measured| Value::Number(measured.rps_per_core()))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "figures are exact, and must be")]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use jiff::civil::date;

    fn bound() -> (Definitions, Scenario) {
        let definitions = Definitions::bind(&Catalog::built_in()).unwrap();
        (definitions, Scenario::new("test", date(2026, 11, 22)))
    }

    fn choose(definitions: &Definitions, scenario: &mut Scenario, key: Key, id: &str) {
        let value = definitions.parse(key, id).unwrap();
        definitions.set(scenario, key, value).unwrap();
    }

    #[test]
    fn a_baseline_follows_set_and_framework_until_it_is_set() {
        let (definitions, mut scenario) = bound();
        let node = |scenario: &Scenario| definitions.number(scenario, registry::BASELINE_NODE);
        let fastify = node(&scenario);
        choose(&definitions, &mut scenario, registry::FRAMEWORK_NODE, "express");
        let express = node(&scenario);
        assert!(express < fastify, "{express} {fastify}");
        choose(&definitions, &mut scenario, registry::BASELINE_SET, "measured-plain");
        assert_ne!(node(&scenario), express);
        definitions.set(&mut scenario, registry::BASELINE_NODE, Value::Number(4_321.0)).unwrap();
        definitions.reset(&mut scenario, registry::BASELINE_SET);
        assert_eq!(node(&scenario), 4_321.0);
        definitions.reset(&mut scenario, registry::BASELINE_NODE);
        assert_eq!(node(&scenario), express);
    }

    #[test]
    fn at_the_default_a_slider_counts_as_not_set_and_resets_as_a_whole_team() {
        let (definitions, mut scenario) = bound();
        definitions.set(&mut scenario, registry::RPS, Value::Number(2e4)).unwrap();
        assert!(definitions.is_changed(&scenario, registry::RPS));
        let default = definitions.default(&scenario, registry::RPS);
        definitions.set(&mut scenario, registry::RPS, default).unwrap();
        assert!(scenario.is_untouched());
        definitions.set(&mut scenario, registry::TEAM_GO, Value::Number(90.0)).unwrap();
        assert_eq!(team::shares(&definitions, &scenario).iter().sum::<f64>(), 100.0);
        definitions.reset(&mut scenario, registry::TEAM_JS);
        assert!(scenario.is_untouched());
    }

    #[test]
    fn a_value_of_the_wrong_sort_is_refused() {
        let (definitions, mut scenario) = bound();
        for (key, value) in [
            (registry::RPS, Value::Choice(0)),
            (registry::RPS, Value::Number(f64::NAN)),
            (registry::RPS, Value::Number(1e6 + 1.0)),
            (registry::PLAN_METHOD, Value::Choice(99)),
            (registry::PLAN_METHOD, Value::Number(1.0)),
            (registry::AS_OF, Value::Number(1.0)),
        ] {
            assert!(definitions.set(&mut scenario, key, value).is_err(), "{key:?} {value:?}");
            assert!(definitions.keep(&mut scenario, key, value).is_err(), "{key:?} {value:?}");
        }
        assert!(scenario.is_untouched());
    }

    #[test]
    fn a_value_reads_back_as_it_is_written() {
        let (definitions, scenario) = bound();
        for key in registry::keys() {
            let value = definitions.value(&scenario, key);
            assert_eq!(definitions.parse(key, &definitions.text(key, value)), Ok(value), "{key:?}");
        }
    }
}
