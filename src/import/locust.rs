//! Locust: the CSV of statistics, of which only the row of the total counts, and JSON with a histogram for each
//! endpoint.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::document::{self, Count, Counts, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::quantity;
use super::refusal::{Reason, Refusal};
use super::rows::Spread;
use super::table::{Column, Row, Table};
use super::text::harmless;

/// Columns of `*_stats.csv`.
pub(super) const STATS: &[&str] = &["Type", "Name", "Request Count", "Failure Count", "Requests/s"];
/// The same up to version 0.14.
pub(super) const OLD_STATS: &[&str] = &["Type", "Name", "# requests", "# failures", "Requests/s"];
/// Columns of `*_stats_history.csv`.
pub(super) const HISTORY: &[&str] = &["Timestamp", "User Count", "Type", "Name"];
/// Columns of `*_failures.csv`.
pub(super) const FAILURES: &[&str] = &["Name", "Error", "Occurrences"];
/// Columns of `*_exceptions.csv`.
pub(super) const EXCEPTIONS: &[&str] = &["Count", "Message", "Traceback"];
/// What each endpoint of `--json` has.
pub(super) const NAMES: &[&str] = &["num_requests", "num_failures", "response_times"];

/// The name of the row that sums the others up.
const TOTAL: &str = "Aggregated";
/// The columns of percentiles that are wanted.
const PERCENTS: [(&str, f64); 6] =
    [("50%", 50.0), ("75%", 75.0), ("90%", 90.0), ("95%", 95.0), ("99%", 99.0), ("99.9%", 99.9)];

/// The files that lie next to the right one.
pub(super) fn wrong_file(_table: Table<'_>) -> Result<Draft, Refusal> {
    Err(Reason::WrongForm(
        "this is the history, the failures or the exceptions of Locust, which lie next to the result: import the \
         *_stats.csv",
    )
    .into())
}

pub(super) fn stats(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let either = |new: &str, old: &str| table.column(new).or_else(|| table.column(old));
    let wanted = Columns {
        requests: either("Request Count", "# requests"),
        failures: either("Failure Count", "# failures"),
        rate: table.column("Requests/s"),
        min: either("Min Response Time", "Min response time"),
        mean: either("Average Response Time", "Average response time"),
        max: either("Max Response Time", "Max response time"),
        percentiles: PERCENTS
            .iter()
            .filter_map(|(name, percent)| Some((table.column(name)?, *percent)))
            .collect(),
    };
    let name = table.required("Name")?;
    let mut endpoints = Vec::new();
    let mut total = None;
    let mut totals = 0;
    let torn = table.each(|row| {
        let name = row.text(&name);
        if name == TOTAL {
            totals += 1;
            total = Some(wanted.read(row)?);
        } else if endpoints.len() < 5 {
            endpoints.push(harmless(&name));
        }
        Ok(())
    })?;
    match (total, totals) {
        (Some(total), 1) => Ok(Draft {
            torn,
            resolution_ms: 1.0,
            notes: vec!["Locust's CSV can miss the last second of a run; --json does not."],
            ..total
        }),
        (Some(_), _) => Err(Reason::Several(format!("{totals} rows {TOTAL} in one file")).into()),
        (None, _) => Err(Reason::Value(format!(
            "there is no row {TOTAL}, only {}, and percentiles cannot be added up",
            if endpoints.is_empty() { "names of columns".to_owned() } else { endpoints.join(", ") }
        ))
        .into()),
    }
}

struct Columns {
    requests: Option<Column>,
    failures: Option<Column>,
    rate: Option<Column>,
    min: Option<Column>,
    mean: Option<Column>,
    max: Option<Column>,
    percentiles: Vec<(Column, f64)>,
}

impl Columns {
    fn read(&self, row: &Row<'_>) -> Result<Draft, Refusal> {
        let count = |column: &Option<Column>| column.as_ref().map(|column| row.count(column)).transpose();
        let number = |column: &Option<Column>| column.as_ref().map(|column| row.number(column)).transpose();
        let (requests, failures, rate) =
            (count(&self.requests)?, count(&self.failures)?, number(&self.rate)?);
        let ok = match (requests, failures) {
            (Some(requests), Some(failures)) => {
                let text = || row.problem(&format!("{failures} of {requests} requests failed"));
                Some(requests.checked_sub(failures).ok_or_else(text)?)
            }
            _ => None,
        };
        let mut latency = Latency {
            min: number(&self.min)?,
            mean: number(&self.mean)?,
            max: number(&self.max)?,
            ..Latency::default()
        };
        for (column, percent) in &self.percentiles {
            // Where nothing ran.
            if row.text(column) != "N/A" {
                latency.set(*percent, Some(row.number(column)?));
            }
        }
        let duration = requests.zip(rate).filter(|(_, rate)| *rate > 0.0);
        Ok(Draft {
            requests,
            ok,
            duration_s: duration.map(|(requests, rate)| requests as f64 / rate),
            rps_reported: rate,
            latency,
            ..Draft::default()
        })
    }
}

/// An endpoint; times in milliseconds, moments in seconds since 1970.
#[derive(Deserialize)]
struct Endpoint {
    last_request_timestamp: Option<Number>,
    start_time: Number,
    num_requests: Count,
    num_failures: Count,
    total_response_time: Number,
    max_response_time: Number,
    min_response_time: Option<Number>,
    /// How often a time occurred, rounded to two digits.
    response_times: Counts,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let endpoints: Vec<Endpoint> = document::parse(text)?;
    let mut histogram: BTreeMap<u64, u64> = BTreeMap::new();
    let (mut requests, mut failures, mut total_ms) = (0_u64, 0_u64, 0.0);
    let (mut start, mut end) = (f64::INFINITY, f64::NEG_INFINITY);
    let (mut min, mut max) = (None, 0.0_f64);
    for endpoint in &endpoints {
        requests = requests.saturating_add(endpoint.num_requests.0);
        failures = failures.saturating_add(endpoint.num_failures.0);
        total_ms += endpoint.total_response_time.0;
        start = start.min(endpoint.start_time.0);
        end = endpoint.last_request_timestamp.map_or(end, |last| end.max(last.0));
        min = [min, endpoint.min_response_time.map(|time| time.0)].into_iter().flatten().reduce(f64::min);
        max = max.max(endpoint.max_response_time.0);
        for (time, Count(count)) in &endpoint.response_times {
            let rounded = quantity::number(time)
                .ok_or_else(|| Reason::Value(format!("response_times has no time \"{}\"", harmless(time))))?;
            let slot = histogram.entry(rounded.round() as u64).or_default();
            *slot = slot.saturating_add(*count);
        }
    }
    let ok = requests
        .checked_sub(failures)
        .ok_or_else(|| Reason::Inconsistent(format!("{failures} of {requests} requests failed")))?;
    let mut spread = Spread::new(1.0)?;
    for (time, count) in histogram {
        spread.add(time as f64, count);
    }
    let mean = (requests > 0).then(|| total_ms / requests as f64);
    let latency = Latency { min, mean, max: (requests > 0).then_some(max), ..spread.latency() };
    Ok(Draft {
        requests: Some(requests),
        ok: Some(ok),
        duration_s: (end > start).then_some(end - start),
        latency,
        resolution_ms: 1.0,
        ..Draft::default()
    })
}
