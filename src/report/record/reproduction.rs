//! How to make the record again: the command line, and the scenario itself.

use super::Ground;
use crate::report::command_line;
use crate::report::markdown::Document;
use crate::scenario::parameter::Value;
use crate::scenario::{Definitions, Scenario, file, registry};

pub(super) fn write(on: &Ground<'_>, out: &mut Document) {
    let facts = on.subject.facts;
    out.heading(3, "Reproduction");
    out.paragraph(&format!(
        "Made by runtime-explorer {} from the {} edition of its figures. The same numbers:",
        env!("CARGO_PKG_VERSION"),
        on.subject.scenario.edition
    ));
    out.code("sh", &command_line(facts, on.subject.scenario));
    out.paragraph("The scenario, with its name and notes: a file to open, change and report on.");
    out.code("toml", &embedded(&facts.definitions, on.subject.scenario));
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
