//! `data`: the figures and their sources, and directories of one's own.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::PROGRAM;
use super::arguments::{DataAction, Options};
use super::failure::Failure;
use super::{open, save};
use crate::built_in;
use crate::catalog::{Catalog, Edition, FILES, Figure, did_you_mean, lint};
use crate::config::Config;
use crate::explorer::files::{Over, Refusal};
use crate::model::Facts;
use crate::notation::{self, shown};
use crate::report::table;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

/// The configuration is read where it matters: a broken one is not in the way of an export.
pub(super) fn run(
    action: Option<DataAction>,
    options: Options,
    config: impl FnOnce() -> Result<Config, Failure>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let configured = || config().and_then(|config| options.over(&config));
    match action {
        None | Some(DataAction::List { .. }) => list(&configured()?, out),
        Some(DataAction::Show { id, .. }) => show(&configured()?, &id, out),
        Some(DataAction::Check { directory, .. }) => check(&configured()?, &directory, out),
        Some(DataAction::Export { directory }) => export(&directory, out),
    }
}

fn list(options: &Options, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = open::catalog(options.data.as_deref())?;
    let edition = options.edition().unwrap_or(Edition::Audited);
    let row = |figure: &Figure| {
        let value = figure.value(edition);
        Row::new(vec![
            Cell::text(figure.id.as_str()),
            Cell::number(value, shown::plain(value)),
            Cell::text(figure.unit.name()),
            Cell::text(mark(figure, edition)),
        ])
    };
    let columns = vec![
        Column::text("Figure", 0),
        Column::number("Value", 0),
        Column::text("Unit", 0),
        Column::text("Edition", 0),
    ];
    let rows = catalog.figures().iter().map(row).collect();
    let sheet = Sheet { id: SheetId::Figures, title: String::new(), note: String::new(), columns, rows };
    out.write_all(table::text(&sheet).as_bytes())?;
    Ok(())
}

/// Where the editions part: the value of the other one, or which one alone has the figure.
fn mark(figure: &Figure, edition: Edition) -> String {
    let other = edition.other();
    if figure.own_reading(edition).is_none() {
        format!("{other} only")
    } else if figure.own_reading(other).is_none() {
        format!("{edition} only")
    } else if figure.differs() {
        format!("{other}: {}", notation::plain(figure.value(other)))
    } else {
        String::new()
    }
}

fn show(options: &Options, id: &str, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = open::catalog(options.data.as_deref())?;
    let Some(figure) = catalog.figure(id) else {
        let ids = catalog.figures().iter().map(|figure| figure.id.as_str());
        let hint = did_you_mean(id, ids);
        return Err(Failure::Use(format!(
            "there is no figure {id}; `{PROGRAM} data list` lists them.{hint}"
        )));
    };
    writeln!(out, "{}\n{}: {}", figure.id, figure.label, figure.statistic)?;
    for edition in Edition::ALL {
        reading(&catalog, figure, *edition, out)?;
    }
    if figure.low.is_some() || figure.high.is_some() {
        let end = |end: Option<f64>| end.map_or_else(|| notation::NONE.to_owned(), notation::plain);
        writeln!(out, "Plausible: {} to {} {}", end(figure.low), end(figure.high), figure.unit)?;
    }
    if let Some(note) = &figure.note {
        writeln!(out, "Note: {note}")?;
    }
    for claim in figure.claims.iter().filter_map(|id| catalog.claim(id)) {
        writeln!(out, "Claim {} ({}): {}\n  {}", claim.id, claim.verdict, claim.says, claim.finding)?;
    }
    writeln!(out, "Stands in: {}", figure.place)?;
    Ok(())
}

fn reading(catalog: &Catalog, figure: &Figure, edition: Edition, out: &mut impl Write) -> io::Result<()> {
    let Some(reading) = figure.own_reading(edition) else {
        return writeln!(out, "{edition}: none of its own; the other edition serves");
    };
    writeln!(
        out,
        "{edition}: {} {}, {}, {}",
        notation::plain(reading.value),
        figure.unit,
        reading.confidence,
        reading.date
    )?;
    if let Some(note) = &reading.note {
        writeln!(out, "  {note}")?;
    }
    match catalog.source(&reading.source) {
        Some(source) => writeln!(
            out,
            "  Source: {}, {}, published {}\n  {}",
            source.publisher, source.title, source.published, source.url
        ),
        None => writeln!(out, "  Source: {}", reading.source),
    }
}

fn check(options: &Options, directory: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let catalog = Catalog::load(Some(directory)).map_err(|errors| Failure::Use(errors.to_string()))?;
    let figures = catalog.figures().len();
    let edition = options.edition().unwrap_or(Edition::Audited);
    // Those that the built-in figures have without the directory are not its business.
    let known = lint::lint(&Catalog::built_in(), edition);
    let mut findings = lint::lint(&catalog, edition);
    findings.retain(|finding| !known.contains(finding));
    Facts::new(catalog).map_err(|missing| open::lacking(directory, &missing))?;
    for finding in &findings {
        writeln!(out, "{} ({}): {}", finding.figure, finding.rule, finding.text)?;
    }
    let doubted = match findings.len() {
        0 => String::new(),
        1 => ", but 1 latency contradicts the throughput of its benchmark".to_owned(),
        count => format!(", but {count} latencies contradict the throughput of their benchmarks"),
    };
    let directory = directory.display();
    writeln!(out, "{directory}: no mistakes; {figures} figures, the built-in ones among them{doubted}")?;
    Ok(())
}

/// Writes the built-in files to a directory, made if missing, as a start for one of one's own: each whole or not at
/// all, and over nothing that stands there.
fn export(directory: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let paths: Vec<PathBuf> = FILES.iter().map(|name| directory.join(name)).collect();
    // Not `exists`, which takes a dangling link for nothing.
    let existing: Vec<&PathBuf> = paths.iter().filter(|path| path.symlink_metadata().is_ok()).collect();
    if !existing.is_empty() {
        return Err(in_the_way(&existing));
    }
    for (path, (_, text)) in paths.iter().zip(built_in::texts()) {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| Failure::Run(save::unmade(folder, &error)))?;
        }
        save::save(path, &text, &Over::Nothing).map_err(|refusal| match refusal {
            Refusal::Failed(why) => Failure::Run(why),
            Refusal::Exists | Refusal::Changed => in_the_way(&[path]),
        })?;
    }
    for path in paths {
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}

fn in_the_way(files: &[&PathBuf]) -> Failure {
    let refused = "not overwriting existing files; choose another directory or remove them first:".to_owned();
    let files = files.iter().map(|path| format!("  {}", path.display()));
    Failure::Use(std::iter::once(refused).chain(files).collect::<Vec<_>>().join("\n"))
}
