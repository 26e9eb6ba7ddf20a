//! The command that makes a report again.

use std::path::Path;

use crate::catalog::Edition;
use crate::model::Facts;
use crate::scenario::{Scenario, guardrails, registry, team};

/// The command line that reports on the same inputs, quoted for a POSIX shell.
///
/// It says what was set: the inputs in the order of the registry, the shares of the team
/// together, and the team's own numbers. It always says the date, and that no configuration counts, so that neither
/// the day nor the machine on which it is run makes a difference; and where the figures come from when it is not the
/// built-in ones alone. What changes no number has no option: the name and the notes of a scenario are in its file
/// only.
pub fn command_line(facts: &Facts, scenario: &Scenario) -> String {
    let definitions = &facts.definitions;
    let mut line = String::from("runtime-explorer report --no-config");
    if let Some(directory) = facts.catalog.directory() {
        line.extend([" --data ", &quoted_path(directory)]);
    }
    let mut option = |name: &str, value: &str| line.extend([" ", name, " ", &quoted(value)]);
    if scenario.edition != Edition::Audited {
        option("--edition", scenario.edition.name());
    }
    option("--as-of", &definitions.text(registry::AS_OF, definitions.value(scenario, registry::AS_OF)));
    // Also what was set to its default: it does not follow the facts any more, and is known better than they are.
    let changed = |key| definitions.given(scenario, key).is_some();
    for key in registry::keys().filter(|key| *key != registry::AS_OF) {
        // One share alone would rescale the others.
        let is_said =
            if team::share(key).is_some() { registry::TEAM.into_iter().any(changed) } else { changed(key) };
        if is_said {
            let value = definitions.text(key, definitions.value(scenario, key));
            option("--set", &format!("{}={value}", registry::get(key).id));
        }
    }
    for guardrail in &guardrails::ALL {
        if let Some(stated) = scenario.guardrails.get(guardrail) {
            option("--set", &format!("{}={stated}", guardrail.id));
        }
    }
    line
}

/// A word as a POSIX shell takes it: bare where nothing in it is special, otherwise in single quotes, in which only
/// the single quote itself is.
fn quoted(word: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !word.is_empty() && word.chars().all(is_bare) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A path as a POSIX shell takes it. The names of files are bytes there: what is no text is spelt for `printf`, for any
/// other spelling would name another file.
fn quoted_path(path: &Path) -> String {
    let Some(text) = path.to_str() else {
        let bytes = path.as_os_str().as_encoded_bytes();
        let codes: Vec<String> = bytes.iter().map(|byte| format!(r"\{byte:03o}")).collect();
        let codes = codes.concat();
        return format!("\"$(printf '{codes}')\"");
    };
    quoted(text)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::scenario::assignment;
    use crate::scenario::parameter::{Key, Kind, Value};
    use crate::sheets::fixture;

    /// What a line says, read as a shell and the program would.
    fn read(facts: &Facts, line: &str) -> Scenario {
        let words = shell_words::split(line).unwrap();
        let [program, command, alone, options @ ..] = words.as_slice() else { panic!("{line}") };
        assert_eq!([program, command, alone], ["runtime-explorer", "report", "--no-config"]);
        let mut scenario = Scenario::new("read", date(1999, 1, 1));
        let mut sets = Vec::new();
        for option in options.chunks(2) {
            match [option[0].as_str(), option[1].as_str()] {
                ["--set", assignment] => sets.push(assignment),
                ["--edition", name] => scenario.edition = Edition::from_name(name).unwrap(),
                ["--as-of", day] => {
                    let day = facts.definitions.parse(registry::AS_OF, day).unwrap();
                    facts.definitions.keep(&mut scenario, registry::AS_OF, day).unwrap();
                }
                other => panic!("{other:?} in {line}"),
            }
        }
        assignment::assign(&facts.definitions, &mut scenario, sets).unwrap();
        scenario
    }

    /// A value of a parameter at a place of its range.
    fn value(facts: &Facts, key: Key, place: f64) -> Option<Value> {
        match registry::get(key).kind {
            Kind::Number { whole, .. } => {
                let number = registry::get(key).at_fraction(place);
                Some(Value::Number(if whole { number.round() } else { number }))
            }
            Kind::Choice(_) => {
                let count = facts.definitions.entries(key).len();
                Some(Value::Choice(((place * count as f64) as usize).min(count - 1)))
            }
            Kind::Date => None,
        }
    }

    #[test]
    fn the_default_says_its_date_alone() {
        let facts = fixture::facts();
        let scenario = Scenario::new("any name", date(2026, 11, 22));
        assert_eq!(command_line(&facts, &scenario), "runtime-explorer report --no-config --as-of 2026-11-22");
    }

    #[test]
    fn shares_stand_together_and_guardrails_follow() {
        let facts = fixture::facts();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        scenario.edition = Edition::Article;
        assignment::assign(
            &facts.definitions,
            &mut scenario,
            ["guardrails.lag_ms=150", "team.js=60", "traffic.rps=25k", "need.data_percent=10"],
        )
        .unwrap();
        assert_eq!(
            command_line(&facts, &scenario),
            "runtime-explorer report --no-config --edition article --as-of 2026-11-22 --set traffic.rps=25000 \
             --set team.js=60 --set team.python=28 --set team.go=12 \
             --set need.data_percent=10 --set guardrails.lag_ms=150"
        );
    }

    #[test]
    fn words_come_out_of_a_shell_as_they_went_in() {
        for word in ["plain-1.5", "", "it's", "$(rm) `x` \"y\"\\", "two words", "a\nb", "日本", "*?[~#;&|<>"]
        {
            assert_eq!(shell_words::split(&quoted(word)).unwrap(), [word]);
        }
        assert_eq!(quoted("traffic.rps=25000"), "traffic.rps=25000");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_text_comes_out_of_a_shell_as_it_went_in() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        use std::process::Command;

        for name in [&b"/srv/caf\xe9 'data' %s\\"[..], b"/srv/plain", "/srv/café".as_bytes()] {
            let word = quoted_path(Path::new(OsStr::from_bytes(name)));
            let said = Command::new("sh").args(["-c", &format!("printf %s {word}")]).output().unwrap();
            assert_eq!(said.stdout, name, "{word}");
        }
    }

    proptest! {
        #[test]
        fn a_line_says_every_input(
            places in proptest::collection::vec(proptest::option::weighted(0.3, 0.0..=1.0_f64), registry::COUNT),
            stated in proptest::collection::vec(proptest::option::weighted(0.3, 0.0..=1.0_f64), guardrails::COUNT),
            article in any::<bool>(),
            days in 0..40_000_i32,
        ) {
            let facts = fixture::facts();
            let definitions = &facts.definitions;
            let mut scenario = Scenario::new("drawn", date(1970, 1, 1).saturating_add(jiff::Span::new().days(days)));
            scenario.edition = if article { Edition::Article } else { Edition::Audited };
            for (key, place) in registry::keys().zip(places) {
                if let Some(value) = place.and_then(|place| value(&facts, key, place)) {
                    definitions.set(&mut scenario, key, value).unwrap();
                }
            }
            for (guardrail, place) in guardrails::ALL.iter().zip(stated) {
                let (low, high) = guardrail.range;
                if let Some(place) = place {
                    let number = low + (high - low) * place;
                    let number = if guardrail.whole { number.round() } else { number };
                    scenario.guardrails.state(guardrail, &number.to_string()).unwrap();
                }
            }
            let again = read(&facts, &command_line(&facts, &scenario));
            for key in registry::keys() {
                prop_assert_eq!(definitions.value(&again, key), definitions.value(&scenario, key), "{:?}", key);
            }
            prop_assert_eq!(again.edition, scenario.edition);
            prop_assert_eq!(&again.guardrails, &scenario.guardrails);
            prop_assert_eq!(command_line(&facts, &again), command_line(&facts, &scenario));
        }
    }
}
