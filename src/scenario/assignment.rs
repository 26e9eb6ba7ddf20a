//! `--set ID=VALUE` on the command line.

use super::parameter::{Value, ValueError};
use super::{Definitions, Scenario, registry, team};
use crate::catalog::nearest;

/// Applies assignments in order, with the same names, ranges and messages as files and sliders.
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
    let mut shares = Vec::new();
    for assignment in assignments {
        let (id, text) = assignment.split_once('=').ok_or_else(|| {
            ValueError(format!(
                "\"{assignment}\" is not an assignment: write ID=VALUE, such as traffic.rps=25000"
            ))
        })?;
        let id = id.trim();
        let key = registry::find(id).ok_or_else(|| unknown(id))?;
        let value = definitions.parse(key, text)?;
        match (team::share(key), value) {
            (Some(position), Value::Number(percent)) => shares.push((position, percent)),
            _ => definitions.set(&mut changed, key, value)?,
        }
    }
    match shares.as_slice() {
        [] => {}
        [(position, percent)] => {
            let moved = team::moved(team::shares(definitions, &changed), *position, *percent, [false; 3]);
            team::put(definitions, &mut changed, moved);
        }
        several => {
            let mut mix = team::shares(definitions, &changed);
            for (position, percent) in several {
                if let Some(slot) = mix.get_mut(*position) {
                    *slot = *percent;
                }
            }
            check_whole(mix)?;
            team::put(definitions, &mut changed, mix);
        }
    }
    *scenario = changed;
    Ok(())
}

/// Refuses a team that does not sum to 100, and says what it sums to.
pub(super) fn check_whole([js, python, go]: [f64; 3]) -> Result<(), ValueError> {
    if team::is_whole([js, python, go]) {
        return Ok(());
    }
    Err(ValueError(format!(
        "the team's shares sum to {}, not 100 (team.js {js}, team.python {python}, team.go {go}): set all three, \
         or one alone and the others are rescaled",
        js + python + go
    )))
}

/// The refusal of a name that no parameter has.
pub(super) fn unknown(id: &str) -> ValueError {
    let hint = nearest(id, registry::ALL.iter().map(|row| row.id)).map_or_else(
        || "; `runtime-explorer parameters` lists them".to_owned(),
        |near| format!(". Did you mean {near}?"),
    );
    ValueError(format!("there is no parameter {id}{hint}"))
}
