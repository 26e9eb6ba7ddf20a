//! The command line that gives the same numbers again.

use super::Subject;
use crate::catalog::Edition;
use crate::scenario::registry::{self, AS_OF};
use crate::scenario::{Definitions, Scenario, guardrails};

/// `runtime-explorer report` with all that was set, for a POSIX shell. The date is always said, because the line is
/// to give the same on another day; name and notes are not, because no number depends on them. What was measured is said
/// as the number that it comes to.
pub fn command_line(Subject { facts, scenario, .. }: Subject<'_>) -> String {
    let mut words = vec!["runtime-explorer".to_owned(), "report".to_owned()];
    if let Some(directory) = facts.catalog.directory() {
        words.extend(["--data".to_owned(), quoted(&directory.display().to_string())]);
    }
    words.extend(options(&facts.definitions, scenario));
    words.join(" ")
}

fn options(definitions: &Definitions, scenario: &Scenario) -> Vec<String> {
    let as_of = definitions.text(AS_OF, definitions.value(scenario, AS_OF));
    let mut words = vec!["--as-of".to_owned(), as_of];
    if scenario.edition != Edition::Audited {
        words.extend(["--edition".to_owned(), scenario.edition.to_string()]);
    }
    // Also what equals its default: said once, it does not follow the facts any more.
    let set = registry::keys().filter(|key| *key != AS_OF).filter_map(|key| {
        let value = definitions.given(scenario, key)?;
        Some(format!("{}={}", registry::get(key).id, definitions.text(key, value)))
    });
    let stated = guardrails::ALL
        .iter()
        .filter_map(|guardrail| Some(format!("{}={}", guardrail.id, scenario.guardrails.get(guardrail)?)));
    for assignment in set.chain(stated) {
        words.extend(["--set".to_owned(), quoted(&assignment)]);
    }
    words
}

/// A word as a POSIX shell takes it, in quotes only where it needs them.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./=:,+%@".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::scenario::assignment;
    use crate::scenario::parameter::{Kind, Value};
    use crate::scenario::team;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(quoted("traffic.rps=25000"), "traffic.rps=25000");
        assert_eq!(quoted("our data"), "'our data'");
        assert_eq!(quoted("it's; rm -rf $HOME"), r"'it'\''s; rm -rf $HOME'");
        assert_eq!(quoted(""), "''");
    }

    fn definitions() -> Definitions {
        Definitions::bind(&Catalog::built_in().unwrap()).unwrap()
    }

    /// What the options say, read back as the command line reads them.
    fn read_back(definitions: &Definitions, words: &[String]) -> Scenario {
        let after = |name: &'static str| {
            words.windows(2).filter(move |pair| pair[0] == name).map(|pair| pair[1].as_str())
        };
        let mut scenario = Scenario::new("test", date(1990, 1, 1));
        if let Some(edition) = after("--edition").next() {
            scenario.edition = Edition::from_name(edition).unwrap();
        }
        let as_of = definitions.parse(AS_OF, after("--as-of").next().unwrap()).unwrap();
        definitions.set(&mut scenario, AS_OF, as_of).unwrap();
        assignment::assign(definitions, &mut scenario, after("--set")).unwrap();
        scenario
    }

    proptest! {
        #[test]
        fn options_read_back_are_the_scenario(
            fractions in proptest::collection::vec(proptest::option::of(0.0..=1.0f64), registry::COUNT),
            shares in proptest::option::of((0u32..=100, 0u32..=100)),
            article in any::<bool>(),
            lag in proptest::option::of(0u32..10_000),
        ) {
            let definitions = definitions();
            let mut scenario = Scenario::new("test", date(2026, 11, 22));
            if article {
                scenario.edition = Edition::Article;
            }
            for (key, fraction) in registry::keys().zip(fractions) {
                let Some(fraction) = fraction.filter(|_| team::share(key).is_none()) else { continue };
                let value = match registry::get(key).kind {
                    Kind::Number { .. } => Value::Number(registry::get(key).at_fraction(fraction)),
                    Kind::Choice(_) => {
                        let last = definitions.entries(key).len() - 1;
                        Value::Choice((fraction * last as f64) as usize)
                    }
                    Kind::Date => Value::Date(date(2027, 2, 3)),
                };
                definitions.keep(&mut scenario, key, value).unwrap();
            }
            if let Some((a, b)) = shares {
                let (low, high) = (a.min(b), a.max(b));
                let mix = [low, high - low, 100 - high].map(f64::from);
                team::put(&definitions, &mut scenario, mix);
            }
            if let Some(lag) = lag {
                let guardrail = guardrails::find("guardrails.lag_ms").unwrap();
                scenario.guardrails.state(guardrail, &lag.to_string()).unwrap();
            }
            let again = read_back(&definitions, &options(&definitions, &scenario));
            prop_assert_eq!(again.edition, scenario.edition);
            prop_assert_eq!(&again.guardrails, &scenario.guardrails);
            for key in registry::keys() {
                prop_assert_eq!(
                    definitions.value(&again, key),
                    definitions.value(&scenario, key),
                    "{}", registry::get(key).id
                );
            }
        }
    }
}
