//! How to make the record again: the command line, and the scenario itself.

use super::Material;
use crate::report::command_line;
use crate::report::markdown::Document;
use crate::scenario::candidates::CANDIDATES;
use crate::scenario::parameter::Value;
use crate::scenario::{Definitions, Scenario, file, registry};
use crate::sheets::wording::measured::origin;

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    let facts = on.subject.facts;
    out.heading(3, "Reproduction");
    out.paragraph(&format!(
        "Made by runtime-explorer {} from the {} edition of its figures. To reproduce the numbers:",
        env!("CARGO_PKG_VERSION"),
        on.subject.scenario.edition
    ));
    out.code("sh", &command_line(facts, on.subject.scenario));
    if let Some(measured) = measured(on) {
        out.paragraph(&measured);
    }
    out.paragraph("The scenario file, with its name and notes, to open, change or report on:");
    out.code("toml", &embedded(&facts.definitions, on.subject.scenario));
}

/// What the command cannot say: which baselines were measured, and by what.
fn measured(on: &Material<'_>) -> Option<String> {
    let (definitions, scenario) = (&on.subject.facts.definitions, on.subject.scenario);
    let measured: Vec<String> = CANDIDATES
        .iter()
        .filter_map(|candidate| {
            let measured = definitions.measurement(scenario, candidate.runtime)?;
            Some(format!("{} ({})", registry::get(candidate.baseline).id, origin(measured)))
        })
        .collect();
    (!measured.is_empty()).then(|| {
        format!(
            "Measured: {}. The command carries only the number; the file below also says how it was measured.",
            measured.join(", ")
        )
    })
}

/// The text of a scenario's file that says the date, so that it means the same on any day.
pub fn embedded(definitions: &Definitions, scenario: &Scenario) -> String {
    let mut dated = scenario.clone();
    let Value::Date(as_of) = definitions.value(scenario, registry::AS_OF) else {
        return file::write(definitions, scenario, None);
    };
    dated.put(registry::AS_OF, Some(Value::Date(as_of)));
    file::write(definitions, &dated, None)
}
