//! `--set ID=VALUE` on the command line.

use super::parameter::{Value, ValueError};
use super::team::{self, Locks};
use super::{Definitions, Scenario, guardrails, registry};
use crate::catalog::nearest;
use crate::notation;
use crate::quote::harmless;

/// Applies assignments in order, with the same names, ranges and messages as files and sliders; of two to the same
/// parameter the later one counts.
///
/// One share of the team alone rescales the others, as its slider does; several must make 100 with the rest.
///
/// # Errors
/// Names what is wrong with the first assignment that cannot be applied; the scenario is then unchanged.
pub fn assign<'a>(
    definitions: &Definitions,
    scenario: &mut Scenario,
    assignments: impl IntoIterator<Item = &'a str>,
) -> Result<(), ValueError> {
    let mut changed = scenario.clone();
    let mut shares: Vec<(usize, f64)> = Vec::new();
    for assignment in assignments {
        let parts = assignment.split_once('=').filter(|(id, _)| !id.trim().is_empty());
        let (id, text) = parts.ok_or_else(|| {
            ValueError(format!(
                "\"{}\" is not an assignment: write ID=VALUE, such as traffic.rps=25000",
                harmless(assignment)
            ))
        })?;
        let id = id.trim();
        if let Some(guardrail) = guardrails::find(id) {
            changed.guardrails.state(guardrail, text)?;
            continue;
        }
        let key = registry::find(id).ok_or_else(|| unknown(id))?;
        let value = definitions.parse(key, text)?;
        match (team::share(key), value) {
            (Some(position), Value::Number(percent)) => {
                shares.retain(|(other, _)| *other != position);
                shares.push((position, percent));
            }
            _ => definitions.keep(&mut changed, key, value)?,
        }
    }
    match shares.as_slice() {
        [] => {}
        [(position, percent)] => {
            let moved =
                team::moved(team::shares(definitions, &changed), *position, *percent, Locks::default());
            team::put(definitions, &mut changed, moved);
        }
        several => {
            let mut mix = team::shares(definitions, &changed);
            for (position, percent) in several {
                if let Some(slot) = mix.get_mut(*position) {
                    *slot = *percent;
                }
            }
            check_whole(mix, "set all three, or one alone and the others are rescaled")?;
            team::put(definitions, &mut changed, mix);
        }
    }
    *scenario = changed;
    Ok(())
}

/// Refuses a team that does not sum to 100, and says what it sums to and what to do.
pub(super) fn check_whole([js, python, go]: [f64; 3], remedy: &str) -> Result<(), ValueError> {
    if team::is_whole([js, python, go]) {
        return Ok(());
    }
    Err(ValueError(format!(
        "the team's shares sum to {}, not 100 (team.js {js}, team.python {python}, team.go {go}): {remedy}",
        // Decimals add up to what a person would say.
        notation::plain(notation::rounded(js + python + go, 9))
    )))
}

/// The refusal of a name that no parameter and no guardrail has.
pub(super) fn unknown(id: &str) -> ValueError {
    let parameters = registry::ALL.iter().map(|row| row.id);
    let known = parameters.chain(guardrails::ALL.iter().map(|guardrail| guardrail.id));
    let hint = nearest(id, known).or_else(|| only_one_named(id)).map_or_else(
        || "; `runtime-explorer parameters` lists them".to_owned(),
        |near| format!(". Did you mean {near}?"),
    );
    ValueError(format!("there is no parameter {}{hint}", harmless(id)))
}

/// The parameter whose slider is called so, or the only one with this word in its name: `objective.budget_usd` for
/// `budget`.
fn only_one_named(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let called = registry::ALL.iter().find(|row| row.label.to_lowercase() == word);
    let mut rows = registry::ALL.iter().filter(|row| row.id.split(['.', '_']).any(|part| part == word));
    called.or_else(|| rows.next().filter(|_| rows.next().is_none())).map(|row| row.id)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "what was typed is exact, and must be")]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Edition};
    use jiff::civil::date;

    fn assigned(assignments: &[&str]) -> Result<(Definitions, Scenario), String> {
        let definitions = Definitions::bind(&Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        match assign(&definitions, &mut scenario, assignments.iter().copied()) {
            Ok(()) => Ok((definitions, scenario)),
            Err(err) => {
                assert!(scenario.is_untouched(), "{assignments:?} changed something and failed");
                Err(err.to_string())
            }
        }
    }

    #[test]
    fn one_share_moves_the_others_and_several_must_be_whole() {
        for (assignments, expected) in [
            (&["team.js=60"][..], [60.0, 28.0, 12.0]),
            (&["team.js=20", "team.python=30", "team.go=50"], [20.0, 30.0, 50.0]),
            (&["team.js=40", "team.python=45"], [40.0, 45.0, 15.0]),
            (&["team.go=0"], [58.82, 41.18, 0.0]),
            (&["team.js=90", "team.js=60"], [60.0, 28.0, 12.0]),
        ] {
            let (definitions, scenario) = assigned(assignments).unwrap();
            assert_eq!(team::shares(&definitions, &scenario), expected, "{assignments:?}");
        }
        let refused = assigned(&["team.js=60", "team.go=60"]).unwrap_err();
        assert!(refused.contains("sum to 155, not 100"), "{refused}");
    }

    #[test]
    fn what_is_said_stays_whatever_is_said_after_it() {
        // The value is the default of the set that is chosen only afterwards to be another one.
        let definitions = Definitions::bind(&Catalog::built_in()).unwrap();
        let untouched = Scenario::new("test", date(2026, 11, 22));
        let default = definitions.number(&untouched, registry::BASELINE_NODE);
        let own = format!("baseline.node_rps={default}");
        let (definitions, mut scenario) = assigned(&[&own, "baseline.set=measured-plain"]).unwrap();
        scenario.edition = Edition::Article;
        assert_eq!(definitions.number(&scenario, registry::BASELINE_NODE), default);
        assert_ne!(definitions.number(&scenario, registry::BASELINE_GO), {
            definitions.number(&untouched, registry::BASELINE_GO)
        });
    }

    #[test]
    fn guardrails_are_stated_beside_parameters_and_the_last_word_counts() {
        let (_, scenario) =
            assigned(&["guardrails.lag_ms=150", "traffic.rps=5k", "guardrails.lag_ms=250"]).unwrap();
        let stated = |id| scenario.guardrails.get(guardrails::find(id).unwrap());
        assert_eq!(stated("guardrails.lag_ms"), Some(250.0));
        assert_eq!(stated("guardrails.queue_cap"), None);
    }

    #[test]
    fn mistakes_are_named_and_change_nothing() {
        for (assignments, part) in [
            (&["traffic.rps=25000", "traffic.rsp=1"][..], "Did you mean traffic.rps?"),
            (&["traffic.rps"], "write ID=VALUE"),
            (&["traffic.rps=0"], "a number from 1 to 1,000,000 requests/s"),
            (&["traffic.rps=1,5"], "not a number"),
            (&["team.size=1.5"], "a whole number"),
            (&["objective.p99_ms=NaN"], "cannot be NaN: give a number from 1"),
            (&["plan.method=strict"], "Did you mean strictest?"),
            (&["calendar.as_of=2026-13"], "give YYYY-MM-DD"),
            (&["guardrails.queue_cap=-1"], "guardrails.queue_cap cannot be -1: give a whole number from 0"),
            (&["guardrails.queue_cap=9", "guardrails.lag=1"], "Did you mean guardrails.lag_ms?"),
            (&["budget=3k"], "Did you mean objective.budget_usd?"),
            (&["Upstream wait=3s"], "Did you mean work.wait_ms?"),
            (&["cost=3"], "Did you mean priority.cost?"),
            (&["hurry=3"], "`runtime-explorer parameters` lists them"),
        ] {
            let refused = assigned(assignments).unwrap_err();
            assert!(refused.contains(part), "{assignments:?}: {refused}");
        }
    }

    #[test]
    fn a_refusal_repeats_what_was_typed_harmless_and_cut() {
        for text in ["\u{1b}[2J".repeat(1_000), "x=".to_owned() + &"\u{202e}".repeat(1_000)] {
            for assignment in [text.clone(), format!("{text}=1"), format!("traffic.rps={text}")] {
                let refused = assigned(&[&assignment]).unwrap_err();
                assert!(!refused.contains(['\u{1b}', '\u{202e}']) && refused.len() < 5_000, "{refused}");
            }
        }
    }
}
