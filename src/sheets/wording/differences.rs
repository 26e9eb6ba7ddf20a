//! What two scenarios have differently, in words.

use crate::model::comparison::{Difference, Lever, differences, levers};
use crate::notation;
use crate::notation::shown::Shown;
use crate::scenario::definitions;
use crate::scenario::guardrails::Guardrail;
use crate::scenario::parameter::{Key, Value};
use crate::scenario::{Definitions, Scenario, registry, team};

/// The name of a lever.
pub fn lever(lever: Lever) -> &'static str {
    match lever {
        Lever::Edition => "Edition",
        Lever::Team => "Team mix",
        Lever::Input(key) => registry::get(key).label,
    }
}

/// Where a lever stands in a scenario.
pub fn setting(definitions: &Definitions, scenario: &Scenario, lever: Lever) -> String {
    match lever {
        Lever::Edition => scenario.edition.to_string(),
        Lever::Team => team::shares(definitions, scenario).map(notation::plain).join("/"),
        Lever::Input(key) => value(definitions, key, definitions.value(scenario, key)),
    }
}

/// A value; of a number [`shown`].
fn value(definitions: &Definitions, key: Key, value: Value) -> String {
    match value {
        Value::Number(number) => shown(key, number).text,
        Value::Choice(_) | Value::Date(_) => definitions.display(key, value),
    }
}

/// A number of an input with the unit where that is short and says something that the name does not.
pub fn shown(key: Key, number: f64) -> Shown {
    let shown = definitions::shown(number);
    match registry::get(key).unit {
        "%" => shown.of("%"),
        "ms" => shown.of("ms"),
        "x" => shown.with("x"),
        _ => shown,
    }
}

/// The inputs that a lever consists of.
pub fn keys(lever: Lever) -> Vec<Key> {
    match lever {
        Lever::Edition => Vec::new(),
        Lever::Team => registry::TEAM.to_vec(),
        Lever::Input(key) => vec![key],
    }
}

/// The number of a guardrail.
pub fn stated(guardrail: &Guardrail, number: Option<f64>) -> String {
    number.map_or_else(
        || "not stated".to_owned(),
        |number| format!("{} {}", notation::plain(number), guardrail.unit).trim_end().to_owned(),
    )
}

/// What one step changed: `Requests/s 10,000 → 25,000`, `3 inputs: Requests/s, p99 target, Budget`, `note added`.
pub fn step(definitions: &Definitions, before: &Scenario, after: &Scenario) -> String {
    let found = differences(definitions, before, after);
    match levers(&found).as_slice() {
        [] => other(&found, before, after),
        [one] => {
            let [from, to] = [before, after].map(|side| setting(definitions, side, *one));
            format!("{} {from} → {to}", lever(*one))
        }
        several => {
            let names: Vec<&str> = several.iter().map(|one| lever(*one)).collect();
            let kind = if several.contains(&Lever::Edition) { "changes" } else { "inputs" };
            format!("{} {kind}: {}", several.len(), names.join(", "))
        }
    }
}

/// A step that no answer depends on.
fn other(found: &[Difference], before: &Scenario, after: &Scenario) -> String {
    let guardrails: Vec<String> = found
        .iter()
        .filter_map(|one| match one {
            Difference::Guardrail { guardrail, before, after } => Some(format!(
                "{} {} → {}",
                guardrail.label,
                stated(guardrail, *before),
                stated(guardrail, *after)
            )),
            Difference::Edition { .. } | Difference::Input { .. } => None,
        })
        .collect();
    match guardrails.as_slice() {
        [] => note(before, after),
        [one] => one.clone(),
        several => format!("{} guardrails", several.len()),
    }
}

fn note(before: &Scenario, after: &Scenario) -> String {
    let added = after.notes.iter().find(|note| !before.notes.contains(note));
    match (after.notes.len().cmp(&before.notes.len()), added) {
        (std::cmp::Ordering::Greater, Some(note)) => format!("note: {}", note.text),
        (std::cmp::Ordering::Less, _) => "note deleted".to_owned(),
        (std::cmp::Ordering::Equal, Some(note)) => format!("note now: {}", note.text),
        _ => "nothing that counts".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Edition;
    use crate::scenario::{Note, assignment};
    use crate::sheets::fixture;
    use jiff::civil::date;

    #[test]
    fn a_step_is_told_by_what_it_changed() {
        let facts = fixture::facts();
        let plain = Scenario::new("test", date(2026, 11, 22));
        let told = |change: &dyn Fn(&mut Scenario)| {
            let mut after = plain.clone();
            change(&mut after);
            step(&facts.definitions, &plain, &after)
        };
        let set = |sets: &'static [&'static str]| {
            told(&|scenario| {
                assignment::assign(&facts.definitions, scenario, sets.iter().copied()).unwrap();
            })
        };
        assert_eq!(set(&["traffic.rps=25000"]), "Requests/s 10,000 → 25,000");
        assert_eq!(set(&["work.heavy_percent=0.5"]), "Heavy share 0 % → 0.5 %");
        assert_eq!(set(&["team.js=60"]), "Team mix 50/35/15 → 60/28/12");
        assert_eq!(set(&["plan.method=cpu"]), "Method strictest of all → CPU target");
        assert_eq!(set(&["calendar.as_of=2027-01-02"]), "As of 2026-11-22 → 2027-01-02");
        assert_eq!(set(&["traffic.rps=25000", "objective.p99_ms=20"]), "2 inputs: Requests/s, p99 target");
        assert_eq!(set(&["guardrails.lag_ms=150"]), "Event-loop lag not stated → 150 ms");
        assert_eq!(told(&|scenario| scenario.edition = Edition::Article), "Edition audited → article");
        let text = "agreed".to_owned();
        assert_eq!(
            told(&|scenario| scenario.notes =
                vec![Note { at: date(2026, 1, 1).at(9, 0, 0, 0), text: text.clone() }]),
            "note: agreed"
        );
        assert_eq!(told(&|_| ()), "nothing that counts");
    }
}
