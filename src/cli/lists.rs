//! `presets` and `parameters`: what can be named on the command line.

use std::io::Write;

use jiff::civil::Date;

use super::arguments::Options;
use super::failure::Failure;
use super::open;
use crate::report::table;
use crate::scenario::{guardrails, preset, registry};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

/// Every preset: its name, what it is about, and the passage of the article behind it.
pub(super) fn presets(out: &mut impl Write) -> Result<(), Failure> {
    for preset in preset::all() {
        writeln!(out, "{}\n  {}\n  Article: {}", preset.name, preset.title, preset.passage)?;
    }
    Ok(())
}

/// Every parameter with its range, its default and its meaning. A default that follows from the facts is the one
/// under the edition, the data and the settings given. The guardrails follow: they are set in the same way.
pub(super) fn parameters(options: &Options, today: Date, out: &mut impl Write) -> Result<(), Failure> {
    let (facts, scenario) = open::open(None, options, today)?;
    let definitions = &facts.definitions;
    let rows = registry::keys()
        .map(|key| {
            Row::new(vec![
                Cell::text(registry::get(key).id),
                Cell::text(definitions.text(key, definitions.default(&scenario, key))),
                Cell::text(definitions.range_text(key)),
                Cell::text(registry::get(key).meaning),
            ])
        })
        .chain(guardrails::ALL.iter().map(|guardrail| {
            Row::new(vec![
                Cell::text(guardrail.id),
                Cell::text("not stated"),
                Cell::text(guardrail.range_text()),
                Cell::text(guardrail.meaning),
            ])
        }))
        .collect();
    let columns = vec![
        Column::text("Parameter", 0),
        Column::text("Default", 0),
        Column::text("Takes", 0),
        Column::text("Meaning", 0),
    ];
    let sheet = Sheet { id: SheetId::Parameters, title: String::new(), note: String::new(), columns, rows };
    out.write_all(table::text(&sheet).as_bytes())?;
    Ok(())
}
