//! `compare`: two scenarios side by side on standard output.

use crate::sheets::SheetId;
use std::io::Write;
use std::path::PathBuf;

use jiff::civil::Date;

use super::arguments::{Compare, CompareFormat, Options};
use super::failure::Failure;
use super::{open, report};
use crate::model::comparison::{Comparison, Side};
use crate::model::evaluate;
use crate::quote::shown;
use crate::report::comparison::{self, json};
use crate::report::markup::Markup;
use crate::report::table;
use crate::scenario::Scenario;
use crate::sheets::comparison::{Compared, sheets};

pub(super) fn run(
    command: &Compare,
    options: &Options,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let Compare { before, after, format, table, options: _ } = command;
    if [before, after].into_iter().all(|path| open::is_standard_input(path)) {
        let message = "standard input is one scenario: give a file or a preset for the other";
        return Err(Failure::Use(message.to_owned()));
    }
    let facts = open::facts(options.data.as_deref())?;
    let (a, _) = open::open_with(&facts, Some(before), options, today)?;
    let (b, _) = open::open_with(&facts, Some(after), options, today)?;
    let outlooks = [&a, &b].map(|scenario| evaluate(&facts, scenario));
    let [before, after] = &outlooks;
    let (before, after) = (Side { scenario: &a, outlook: before }, Side { scenario: &b, outlook: after });
    let comparison = &Comparison::of(&facts, before, after);
    let names = names([&a, &b], [&command.before, &command.after]);
    let names = names.each_ref().map(String::as_str);
    let on = Compared { facts: &facts, before, after, titles: ["A", "B"], names, comparison };
    match (format, table) {
        (CompareFormat::Text, None) => out.write_all(comparison::text(on, Markup::Plain).as_bytes())?,
        (CompareFormat::Markdown, None) => {
            out.write_all(comparison::text(on, Markup::Markdown).as_bytes())?;
        }
        (CompareFormat::Json, None) => {
            let text = json::json(on).map_err(|error| Failure::Run(format!("cannot write JSON: {error}")))?;
            out.write_all(text.as_bytes())?;
        }
        (CompareFormat::Text, Some(id)) => {
            out.write_all(Markup::Plain.alone(&report::named(sheets(on), id)?).as_bytes())?;
        }
        (CompareFormat::Markdown, Some(id)) => {
            out.write_all(Markup::Markdown.alone(&report::named(sheets(on), id)?).as_bytes())?;
        }
        (CompareFormat::Json, Some(_)) => return Err(report::no_tables("JSON")),
        (CompareFormat::Csv, id) => {
            let id = id.as_deref().unwrap_or(SheetId::Outcomes.as_str());
            table::csv(&report::named(comparison::tables(on), id)?, out)?;
        }
    }
    Ok(())
}

/// What two scenarios are called: where their names are the same, what the command line said tells them apart.
fn names(scenarios: [&Scenario; 2], given: [&PathBuf; 2]) -> [String; 2] {
    let [a, b] = scenarios.map(|scenario| scenario.name.clone());
    let [of_a, of_b] = given.map(|path| {
        let path =
            if open::is_standard_input(path) { open::STANDARD_INPUT.into() } else { path.to_string_lossy() };
        shown(&path)
    });
    if a == b && of_a != of_b { [format!("{a} ({of_a})"), format!("{b} ({of_b})")] } else { [a, b] }
}
