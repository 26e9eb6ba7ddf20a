//! A release schedule: what it would change, and that as a file for `--data`.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::super::arguments::{Import, ImportFormat};
use super::super::failure::Failure;
use super::super::{PROGRAM, open, save};
use super::json;
use crate::catalog::{Catalog, Origin, Runtime};
use crate::explorer::files::{Over, Refusal};
use crate::import::schedules::{MARK, Schedule, Update, WhyLeftOut, read};
use crate::notation::NONE;
use crate::report::table;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

/// Always against the built-in lines: a directory that was written to before must not be held against itself.
pub(super) fn run(
    command: &Import,
    name: &str,
    text: &str,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let schedule = read(name, text, command.runtime).map_err(|refusal| Failure::Use(refusal.to_string()))?;
    let built_in = open::catalog(None)?;
    let update = Update::new(&schedule, &built_in);
    if update.known_lines() == 0 {
        let runtime = schedule.runtime.label();
        return Err(Failure::Use(format!(
            "{name}: none of its lines is a known one of {runtime}; is it really of {runtime}?"
        )));
    }
    let written = match &command.into {
        Some(directory) => Some(write(&update, schedule.runtime, directory, command.force, today)?),
        None => None,
    };
    match command.format {
        ImportFormat::Text => out.write_all(report(&schedule, &update, written.as_deref()).as_bytes())?,
        ImportFormat::Json => json(&schedule, out)?,
    }
    Ok(())
}

fn report(schedule: &Schedule, update: &Update<'_>, written: Option<&Path>) -> String {
    let mut out = format!("{}: {}\n\n", schedule.runtime.label(), schedule.form.name());
    let sheet = changes(update);
    if sheet.rows.is_empty() {
        out.push_str("Nothing differs from the built-in release lines.\n");
    } else {
        out.push_str(&table::text(&sheet));
    }
    for (why, title) in [
        (WhyLeftOut::Same, "As built in"),
        (WhyLeftOut::Old, "Older than all built-in lines, left out"),
        (WhyLeftOut::EndUnknown, "Ended on an unknown day, left out"),
    ] {
        let lines: Vec<&str> =
            update.left_out().iter().filter(|left| left.why == why).map(|left| left.line.as_str()).collect();
        if !lines.is_empty() {
            out.extend(["\n", title, ": ", &lines.join(", "), "\n"]);
        }
    }
    if let Some(path) = written {
        let directory = path.parent().unwrap_or(path).display();
        let used = format!("`{PROGRAM} --data {directory}` uses it.");
        out.extend(["\nWritten to ", &path.display().to_string(), "; ", &used, "\n"]);
    }
    out
}

fn changes(update: &Update<'_>) -> Sheet {
    let value = |value: &Option<String>| Cell::text(value.as_deref().unwrap_or(NONE));
    let rows = update.changes().map(|change| {
        let (known, new) = (value(&change.known), value(&change.new));
        Row::new(vec![Cell::text(change.line.as_str()), Cell::text(change.what), known, new])
    });
    let rows = rows.collect();
    let columns = ["Line", "Phase", "Built in", "New"].map(|title| Column::text(title, 0)).to_vec();
    Sheet { id: SheetId::Schedule, title: String::new(), note: String::new(), columns, rows }
}

/// Writes the overlay and says where. Also when nothing differs: an older one must not outlive that.
fn write(
    update: &Update<'_>,
    runtime: Runtime,
    directory: &Path,
    force: bool,
    today: Date,
) -> Result<PathBuf, Failure> {
    if directory.is_file() {
        let message = "a file; what a release schedule changes goes into a directory, such as my-data";
        return Err(Failure::Use(format!("{}: {message}", directory.display())));
    }
    let path = directory.join(format!("releases-{runtime}.toml"));
    let over = over(&path, force)?;
    once(update, runtime, directory, &path)?;
    fs::create_dir_all(directory).map_err(|error| Failure::Run(save::unmade(directory, &error)))?;
    save::save(&path, &update.overlay(today), &over).map_err(|refusal| match refusal {
        Refusal::Failed(why) => Failure::Run(why),
        Refusal::Exists | Refusal::Changed => {
            Failure::Run(format!("{} has been changed meanwhile; try again", path.display()))
        }
    })?;
    Ok(path)
}

/// What may be replaced: nothing but a file that an import made.
fn over(path: &Path, force: bool) -> Result<Over, Failure> {
    match fs::metadata(path) {
        Ok(_) if force => Ok(Over::Anything),
        Ok(found) if found.is_file() => {
            let text = fs::read(path)
                .map_err(|error| Failure::Run(format!("{} cannot be read: {error}", path.display())))?;
            match String::from_utf8(text) {
                Ok(text) if text.starts_with(MARK) => Ok(Over::Known(text)),
                _ => Err(Failure::Use(format!(
                    "{} was not made by an import; give another directory, or --force to replace it",
                    path.display()
                ))),
            }
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Over::Nothing),
        // Saving says what is wrong with it.
        Ok(_) | Err(_) => Ok(Over::Anything),
    }
}

/// Holds the directory to having each line once: twice in one directory is an error of `--data`.
fn once(update: &Update<'_>, runtime: Runtime, directory: &Path, path: &Path) -> Result<(), Failure> {
    // A directory that cannot be loaded is the business of those who load it, and one that is not there is none.
    let Ok(catalog) = Catalog::load(Some(directory)) else { return Ok(()) };
    let other = catalog.release_lines(runtime).find(|line| {
        let elsewhere = matches!(&line.place.origin, Origin::File(file) if **file != *path);
        elsewhere && update.changes().any(|change| change.line == line.line)
    });
    match other {
        None => Ok(()),
        Some(line) => Err(Failure::Use(format!(
            "{}: {} {} stands here already; take it out, or give another directory to --into",
            line.place,
            runtime.label(),
            line.line
        ))),
    }
}
