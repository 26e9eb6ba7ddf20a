//! vegeta: reports as JSON and text, and encoded results as JSON lines and CSV. Times are nanoseconds.

use std::io::Read;

use jiff::Timestamp;
use serde::Deserialize;

use super::document::{self, Count, Counts, Number};
use super::draft::Draft;
use super::lines;
use super::measurement::Latency;
use super::quantity;
use super::refusal::{Reason, Refusal};
use super::report::{Report, required};
use super::rows::Tally;
use super::statuses::Statuses;
use super::table::{Column, Table};
use super::text::harmless;
use crate::notation;

/// What `report -type=json` has at the top.
pub(super) const NAMES: &[&str] = &["latencies", "status_codes", "requests"];
/// What each line of `encode -to json` has.
pub(super) const LINE: &[&str] = &["attack", "seq", "code", "timestamp", "latency"];

const MS_PER_NS: f64 = 1e-6;
const NOTE: &str = "Requests without a response count in vegeta's response times.";

#[derive(Deserialize)]
struct Document {
    latencies: Latencies,
    duration: Number,
    wait: Number,
    requests: Count,
    rate: Option<Number>,
    status_codes: Counts,
}

/// `90th` and `min` are missing before 12.8.
#[derive(Deserialize)]
struct Latencies {
    min: Option<Number>,
    mean: Option<Number>,
    #[serde(rename = "50th")]
    p50: Option<Number>,
    #[serde(rename = "90th")]
    p90: Option<Number>,
    #[serde(rename = "95th")]
    p95: Option<Number>,
    #[serde(rename = "99th")]
    p99: Option<Number>,
    max: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let document: Document = document::parse(text)?;
    let of = &document.latencies;
    let ms = |nanoseconds: Option<Number>| nanoseconds.map(|Number(value)| value * MS_PER_NS);
    let mut draft = Draft {
        // Up to the last answer, as vegeta's own throughput has it.
        duration_s: Some((document.duration.0 + document.wait.0) * 1e-9),
        rps_reported: document.rate.map(|rate| rate.0),
        latency: Latency {
            min: ms(of.min),
            mean: ms(of.mean),
            p50: ms(of.p50),
            p90: ms(of.p90),
            p95: ms(of.p95),
            p99: ms(of.p99),
            max: ms(of.max),
            ..Latency::default()
        },
        notes: vec![NOTE],
        ..Draft::default()
    };
    let codes = document.status_codes.iter().map(|(code, Count(count))| (code.as_str(), *count));
    take(&mut draft, document.requests.0, codes.collect())?;
    Ok(draft)
}

/// The codes account for every request, 0 standing for no response.
fn take(draft: &mut Draft, requests: u64, statuses: Statuses) -> Result<(), Refusal> {
    if statuses.requests() != requests {
        let side = if statuses.requests() > requests { "more than" } else { "less than" };
        let (sum, requests) = (notation::count(statuses.requests()), notation::count(requests));
        let text = format!("the status codes add up to {sum}, {side} {requests} requests");
        return Err(Reason::Inconsistent(text).into());
    }
    draft.count(statuses);
    Ok(())
}

pub(super) fn begins(line: &str, _next: &str) -> bool {
    line.starts_with("Requests") && line.contains("[total, rate")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    // `Name  [first, second]  1, 2`: the values by their names, whose number grew over the versions.
    let values = |name: &str| -> Vec<(String, String)> {
        let line = report.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
        let Some((names, values)) = line.split_once('[').and_then(|(_, rest)| rest.split_once(']')) else {
            return Vec::new();
        };
        let trimmed = |text: &str| text.trim().to_owned();
        names.split(',').map(trimmed).zip(values.split(',').map(trimmed)).collect()
    };
    let find = |values: &[(String, String)], name: &str| {
        values.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
    };
    let (requests, duration, latencies) = (values("Requests"), values("Duration"), values("Latencies"));
    let total = find(&requests, "total").and_then(|total| quantity::count(&total));
    let total = required(total, "a report of vegeta without its line Requests")?;
    let seconds = find(&duration, "total").and_then(|total| quantity::seconds(&total));
    let ms = |name| find(&latencies, name).and_then(|time| quantity::milliseconds(&time));
    let mut draft = Draft {
        duration_s: Some(required(seconds, "a report of vegeta without its line Duration")?),
        rps_reported: find(&requests, "rate").and_then(|rate| quantity::number(&rate)),
        latency: Latency {
            min: ms("min"),
            mean: ms("mean"),
            p50: ms("50"),
            p90: ms("90"),
            p95: ms("95"),
            p99: ms("99"),
            max: ms("max"),
            ..Latency::default()
        },
        notes: vec![NOTE],
        ..Draft::default()
    };
    let codes = report.after("Status Codes").and_then(|rest| rest.split_once(']'));
    let (_, codes) = required(codes, "a report of vegeta without its line Status Codes")?;
    let codes = codes.split_whitespace().filter_map(|word| {
        let (code, count) = word.split_once(':')?;
        Some((code, quantity::count(count)?))
    });
    take(&mut draft, total, codes.collect())?;
    Ok(draft)
}

#[derive(Deserialize)]
struct Hit {
    code: Count,
    timestamp: String,
    latency: Number,
}

/// `encode -to json`.
pub(super) fn lines(reader: &mut dyn Read) -> Result<Draft, Refusal> {
    let mut tally = Tally::new(MS_PER_NS)?;
    let torn = lines::each(reader, |hit: Hit| {
        let start: Timestamp = hit
            .timestamp
            .parse()
            .map_err(|_| format!("timestamp is no time (\"{}\")", harmless(&hit.timestamp)))?;
        tally.time(start.as_duration().as_secs_f64(), hit.latency.0 * MS_PER_NS);
        tally.statuses.add(hit.code.0, 1);
        Ok(())
    })?;
    rows(&tally, torn)
}

/// A row of `encode -to csv`: nanoseconds since 1970, a status, nanoseconds; then what was sent and received.
pub(super) fn is_row(cells: &[&str]) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match cells {
        [start, code, latency, out, received, ..] => {
            start.len() == 19
                && code.len() <= 3
                && [start, code, latency, out, received].iter().all(|text| digits(text))
        }
        _ => false,
    }
}

/// `encode -to csv`.
pub(super) fn csv(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let (start, code) = (Column::at(0, "the time of the request"), Column::at(1, "the status"));
    let latency = Column::at(2, "the latency");
    let mut tally = Tally::new(MS_PER_NS)?;
    let torn = table.each(|row| {
        let (start, code, latency) = (row.number(&start)?, row.status(&code)?, row.number(&latency)?);
        tally.time(start * 1e-9, latency * MS_PER_NS);
        tally.statuses.add(code, 1);
        Ok(())
    })?;
    rows(&tally, torn)
}

fn rows(tally: &Tally, torn: bool) -> Result<Draft, Refusal> {
    Ok(Draft { notes: vec![NOTE], ..tally.draft(torn)? })
}
