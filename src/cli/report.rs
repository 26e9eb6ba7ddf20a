//! `report`: an outlook on standard output.

use std::io::Write;

use jiff::civil::Date;

use super::arguments::{Format, Options, Report};
use super::failure::Failure;
use super::open;
use crate::catalog::did_you_mean;
use crate::model::analysis::Analysis;
use crate::model::evaluate;
use crate::report::calendar::calendar;
use crate::report::markup::Markup;
use crate::report::record::record;
use crate::report::summary::summary;
use crate::report::{Subject, json, sheets, table};
use crate::sheets::{Sheet, SheetId};

/// The table that CSV has when none is asked for.
const DEFAULT_TABLE: SheetId = SheetId::Ranking;

pub(super) fn run(
    command: &Report,
    options: &Options,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let Report { scenario, format, table, options: _ } = command;
    let (facts, scenario) = open::open(scenario.as_deref(), options, today)?;
    let outlook = evaluate(&facts, &scenario);
    // A calendar has dates only.
    let analysis = match format {
        Format::Ics => Analysis::default(),
        Format::Text | Format::Markdown | Format::Json | Format::Csv => {
            Analysis::thorough(&facts, &scenario, &outlook)
        }
    };
    let subject = Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
    match (format, table) {
        (Format::Text, None) => out.write_all(summary(subject).as_bytes())?,
        (Format::Markdown, None) => out.write_all(record(subject).as_bytes())?,
        (Format::Json, None) => {
            let text =
                json::json(subject).map_err(|error| Failure::Run(format!("cannot write JSON: {error}")))?;
            out.write_all(text.as_bytes())?;
        }
        (Format::Text, Some(id)) => out.write_all(Markup::Plain.alone(&find(subject, id)?).as_bytes())?,
        (Format::Markdown, Some(id)) => {
            out.write_all(Markup::Markdown.alone(&find(subject, id)?).as_bytes())?;
        }
        (Format::Ics, None) => {
            let text = calendar(subject).ok_or_else(|| {
                Failure::Use(
                    "--format ics: no release line is known on this date, so that there is nothing to plan; give \
                     another --as-of"
                        .to_owned(),
                )
            })?;
            out.write_all(text.as_bytes())?;
        }
        (Format::Json | Format::Ics, Some(_)) => {
            return Err(no_tables(if *format == Format::Json { "JSON" } else { "a calendar" }));
        }
        (Format::Csv, id) => {
            let id = id.as_deref().unwrap_or(DEFAULT_TABLE.as_str());
            table::csv(&find(subject, id)?, out)?;
        }
    }
    Ok(())
}

/// The refusal of a table in a form that has none.
pub(super) fn no_tables(form: &str) -> Failure {
    Failure::Use(format!("--table: {form} has no tables; leave it out, or give --format csv"))
}

fn find(subject: Subject<'_>, id: &str) -> Result<Sheet, Failure> {
    named(sheets(subject), id)
}

/// The table that is called so.
pub(super) fn named(mut all: Vec<Sheet>, id: &str) -> Result<Sheet, Failure> {
    if let Some(position) = all.iter().position(|sheet| sheet.id.as_str() == id) {
        return Ok(all.swap_remove(position));
    }
    let ids: Vec<&str> = all.iter().map(|sheet| sheet.id.as_str()).collect();
    let hint = did_you_mean(id, ids.iter().copied());
    Err(Failure::Use(format!("--table: there is no table {id}.{hint} There are {}", ids.join(", "))))
}
