//! `import`: what a load generator wrote, in one form, and what follows from it as a baseline; release schedules.

mod baseline;
mod schedule;

use std::io::{self, Write};
use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::arguments::{Import, ImportFormat, Options};
use super::failure::Failure;
use super::open;
use crate::config::Config;
use crate::import::{Latency, Measurement, Reason, Recognised, recognise, schedules};
use crate::notation::{self, NONE};
use crate::report::json::pretty;
use crate::report::table;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

pub(super) fn run(
    command: &Import,
    options: Options,
    config: &Config,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (name, file) = open::stream(&command.file)?;
    let broken_off = |error: io::Error| Failure::Use(open::unreadable(Path::new(&*name), &error));
    let load_test = match recognise(file).map_err(broken_off)? {
        Recognised::Schedule(text) => return of_schedule(command, &options, &name, &text, today, out),
        Recognised::LoadTest(load_test) => load_test,
    };
    // What is asked for wrongly is said before the file is read.
    let asked = baseline::asked(command, &name)?;
    if let Some(option) = options.given().next().filter(|_| asked.is_none()) {
        return Err(Failure::Use(format!(
            "{option} is for a load test that is tried as a baseline: give --runtime and --cores too, or leave it out"
        )));
    }
    let measurement = load_test.read(&name).map_err(|refusal| {
        let schedules = match refusal.reason {
            Reason::Unknown(_) => format!("; and the release schedules of {}", schedules::PUBLISHERS),
            _ => String::new(),
        };
        Failure::Use(format!("{refusal}{schedules}"))
    })?;
    if let Some(server) = asked {
        return baseline::run(command, &options.over(config)?, today, &name, server, &measurement, out);
    }
    match command.format {
        ImportFormat::Text => out.write_all(self::text(&measurement).as_bytes())?,
        ImportFormat::Json => json(&measurement, out)?,
    }
    Ok(())
}

/// A release schedule, unless something is asked of it that only a load test can answer.
fn of_schedule(
    command: &Import,
    options: &Options,
    name: &str,
    text: &str,
    today: Date,
    out: &mut impl Write,
) -> Result<(), Failure> {
    if command.cores.is_some() {
        return Err(Failure::Use(format!("{name}: a release schedule; --cores is for load tests")));
    }
    if let Some(option) = options.given().next() {
        let message = "which is held against the built-in lines as they are; leave out";
        return Err(Failure::Use(format!("{name}: a release schedule, {message} {option}")));
    }
    schedule::run(command, name, text, today, out)
}

fn json(value: &impl Serialize, out: &mut impl Write) -> Result<(), Failure> {
    pretty::write(value, &mut *out).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn text(measurement: &Measurement) -> String {
    let Measurement { tool, version, format, .. } = measurement;
    let version = version.as_ref().map(|version| format!(" {version}")).unwrap_or_default();
    let mut out = format!("{}{version} ({format})\n\n", tool.name());
    out.push_str(&table::text(&throughput(measurement)));
    out.push('\n');
    out.push_str(&table::text(&latency(&measurement.latency, measurement.resolution_ms)));
    for (title, lines) in [
        ("Warnings", measurement.warnings.iter().map(ToString::to_string).collect::<Vec<_>>()),
        ("Notes", measurement.notes.iter().map(ToString::to_string).collect()),
    ] {
        if !lines.is_empty() {
            out.extend(["\n", title, "\n"]);
            out.extend(lines.iter().map(|line| format!("  {line}\n")));
        }
    }
    out
}

/// Requests and rates. What the file does not say is a dash.
fn throughput(of: &Measurement) -> Sheet {
    let count = |value: Option<u64>| value.map_or_else(|| NONE.to_owned(), notation::count);
    let rate =
        |value: Option<f64>| value.map_or_else(|| NONE.to_owned(), |value| notation::significant(value, 4));
    let lines = [
        ("Successful requests/s", rate(of.rps_ok), "what counts"),
        ("Reported requests/s", rate(of.rps_reported), "the tool's own headline"),
        ("Requests", count(of.requests), ""),
        ("Successful", count(of.ok), ""),
        ("Failed", count(of.errors_total), ""),
        ("Error statuses", count(of.http_errors), ""),
        ("No response", count(of.transport_errors), ""),
        ("Seconds", rate(of.duration_s), ""),
        ("Connections", count(of.connections), ""),
        ("URL", String::new(), of.url.as_deref().unwrap_or(NONE)),
    ];
    sheet(SheetId::Import, ["Throughput", "Value", "Remark"], lines)
}

/// Response times; 0 is what a tool prints for less than its smallest step.
fn latency(of: &Latency, resolution_ms: Option<f64>) -> Sheet {
    let ms = |value: Option<f64>| match (value, resolution_ms) {
        (Some(value), Some(step)) if value <= 0.0 => format!("< {}", notation::plain(step)),
        (Some(value), _) => notation::milliseconds(value),
        (None, _) => NONE.to_owned(),
    };
    let ends = [("Minimum", of.min), ("Mean", of.mean)];
    let lines = ends.into_iter().chain(of.percentiles()).chain([("Maximum", of.max)]);
    sheet(
        SheetId::ImportLatency,
        ["Response time", "ms", ""],
        lines.map(|(name, value)| (name, ms(value), "")),
    )
}

fn sheet<'a>(
    id: SheetId,
    titles: [&str; 3],
    lines: impl IntoIterator<Item = (&'a str, String, &'a str)>,
) -> Sheet {
    let [name, value, remark] = titles;
    let columns = vec![Column::text(name, 0), Column::number(value, 0), Column::text(remark, 0)];
    let row = |(name, value, remark): (&str, String, &str)| {
        Row::new(vec![Cell::text(name), Cell::text(value), Cell::text(remark)])
    };
    let rows = lines.into_iter().map(row).collect();
    Sheet { id, title: String::new(), note: String::new(), columns, rows }
}
