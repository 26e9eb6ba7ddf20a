//! The inputs that differ from their defaults.

use super::Subject;
use crate::scenario::definitions;
use crate::scenario::parameter::{Initial, Key, Value};
use crate::scenario::{Definitions, Scenario, registry};
use crate::sheets::{Cell, Column, Heading, Origin, Row, Sheet, SheetId, Tone, wording};

/// A row for every input that differs from its default, in the order of the registry.
pub fn sheet(Subject { facts, scenario, .. }: Subject<'_>) -> Sheet {
    let definitions = &facts.definitions;
    let rows = registry::keys()
        .filter(|key| definitions.is_changed(scenario, *key))
        .map(|key| {
            let parameter = registry::get(key);
            Row::new(vec![
                Cell::text(parameter.id),
                cell(definitions, key, definitions.value(scenario, key)).input(key),
                match parameter.initial {
                    // Which day that was is nothing to remember.
                    Initial::Today => Cell::text("today"),
                    _ => cell(definitions, key, definitions.default(scenario, key)),
                }
                .tone(Tone::Muted),
                Cell::text(parameter.unit).tone(Tone::Muted),
                Cell::text(meaning(definitions, scenario, key)).tone(Tone::Muted),
            ])
        })
        .collect();
    Sheet {
        id: SheetId::Inputs,
        title: "Inputs that differ from the defaults".to_owned(),
        note: String::new(),
        columns: vec![
            Column::text(Heading::Input, 0),
            Column::number(Heading::Value, 0),
            Column::number(Heading::Default, 1),
            Column::text(Heading::Unit, 2),
            Column::text("Meaning", 3),
        ],
        rows,
    }
}

/// The table without the date, for reports that say it in front: its default is the day of whoever makes them again.
pub fn beside_date(mut sheet: Sheet) -> Sheet {
    sheet.rows.retain(|row| row.cells.iter().all(|cell| cell.origin != Origin::Input(registry::AS_OF)));
    sheet
}

fn cell(definitions: &Definitions, key: Key, value: Value) -> Cell {
    let text = definitions.display(key, value);
    match value {
        Value::Number(number) => Cell::number(number, definitions::shown(number)),
        Value::Choice(_) | Value::Date(_) => Cell::text(text),
    }
}

/// What the input is; of a measured one, where it comes from.
fn meaning(definitions: &Definitions, scenario: &Scenario, key: Key) -> String {
    let parameter = registry::get(key);
    let measured = match parameter.initial {
        Initial::Baseline(runtime) => definitions.measurement(scenario, runtime),
        _ => None,
    };
    measured.map_or_else(|| parameter.meaning.to_owned(), wording::measured::about)
}
