//! What two scenarios set differently, and the levers that were pulled for it.

use crate::catalog::Edition;
use crate::scenario::guardrails::{self, Guardrail};
use crate::scenario::parameter::{Key, Value};
use crate::scenario::registry::{self, AS_OF};
use crate::scenario::{Definitions, Scenario, team};

/// Something that two scenarios have differently.
#[derive(Clone, Copy, Debug)]
pub enum Difference {
    /// The edition of the figures.
    Edition {
        /// In the first.
        before: Edition,
        /// In the second.
        after: Edition,
    },
    /// An input.
    Input {
        /// Which one.
        key: Key,
        /// The value that counts in the first.
        before: Value,
        /// The value that counts in the second.
        after: Value,
        /// Whether nobody set it in either: its default follows from another difference.
        follows: bool,
    },
    /// A number of the team's own. It changes no score.
    Guardrail {
        /// Which one.
        guardrail: &'static Guardrail,
        /// What the first states.
        before: Option<f64>,
        /// What the second states.
        after: Option<f64>,
    },
}

/// Something that can be changed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// The edition of the figures.
    Edition,
    /// The shares of the team, which sum to 100 and move together.
    Team,
    /// One input.
    Input(Key),
}

/// What two scenarios have differently: the edition, the inputs in the order of the registry, then the guardrails.
/// Names and notes say nothing about the decision and are left out.
pub fn differences(definitions: &Definitions, a: &Scenario, b: &Scenario) -> Vec<Difference> {
    let edition =
        (a.edition != b.edition).then_some(Difference::Edition { before: a.edition, after: b.edition });
    let inputs = registry::keys().filter_map(|key| {
        let (before, after) = (definitions.value(a, key), definitions.value(b, key));
        // What day it is follows from nothing here.
        let follows = key != AS_OF && [a, b].iter().all(|one| definitions.given(one, key).is_none());
        (before != after).then_some(Difference::Input { key, before, after, follows })
    });
    let guardrails = guardrails::ALL.iter().filter_map(|guardrail| {
        let (before, after) = (a.guardrails.get(guardrail), b.guardrails.get(guardrail));
        (before != after).then_some(Difference::Guardrail { guardrail, before, after })
    });
    edition.into_iter().chain(inputs).chain(guardrails).collect()
}

/// The levers behind differences, each once.
pub fn levers(differences: &[Difference]) -> Vec<Lever> {
    let mut levers = Vec::new();
    for difference in differences {
        let lever = match *difference {
            Difference::Edition { .. } => Lever::Edition,
            Difference::Input { key, follows: false, .. } if team::share(key).is_some() => Lever::Team,
            Difference::Input { key, follows: false, .. } => Lever::Input(key),
            Difference::Input { .. } | Difference::Guardrail { .. } => continue,
        };
        if !levers.contains(&lever) {
            levers.push(lever);
        }
    }
    levers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use crate::scenario::registry::{BASELINE_NODE, FRAMEWORK_NODE, RPS};

    #[test]
    fn shares_are_one_lever_and_what_follows_is_none() {
        let facts = fixture::facts();
        let plain = fixture::scenario(&facts, &[]);
        let other = fixture::scenario(
            &facts,
            &["framework.node=express", "team.js=20", "traffic.rps=20000", "guardrails.lag_ms=100"],
        );
        let found = differences(&facts.definitions, &plain, &other);
        let of = |wanted| {
            found.iter().find_map(|one| match one {
                Difference::Input { key, follows, .. } if *key == wanted => Some(*follows),
                _ => None,
            })
        };
        assert_eq!(of(BASELINE_NODE), Some(true), "the throughput follows the framework");
        assert_eq!(of(FRAMEWORK_NODE), Some(false));
        assert_eq!(levers(&found), [Lever::Input(RPS), Lever::Team, Lever::Input(FRAMEWORK_NODE)]);
        assert!(matches!(found.last(), Some(Difference::Guardrail { before: None, after: Some(_), .. })));
        assert!(differences(&facts.definitions, &plain, &plain).is_empty());
    }

    #[test]
    fn a_value_that_is_said_to_be_the_default_differs_in_nothing() {
        let facts = fixture::facts();
        let plain = fixture::scenario(&facts, &[]);
        let said = fixture::scenario(&facts, &["traffic.rps=10000"]);
        assert_ne!(plain, said);
        assert!(differences(&facts.definitions, &plain, &said).is_empty());
    }
}
