//! oha: JSON, a report, and rows of responses as CSV.

use serde::Deserialize;

use super::document::{self, Count, Counts, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::outcomes::{CUT_OFF, outcomes};
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, check_rate, required};
use super::rows::Tally;
use super::statuses::Statuses;
use super::table::Table;

/// What JSON has at the top, since its first version.
pub(super) const NAMES: &[&str] = &["summary", "latencyPercentiles", "statusCodeDistribution"];
/// Columns of `--output-format csv`.
pub(super) const COLUMNS: &[&str] = &["request-start", "request-duration", "status"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    summary: Summary,
    latency_percentiles: Percentiles,
    status_code_distribution: Counts,
    #[serde(default)]
    error_distribution: Counts,
}

/// Times in seconds; null in an empty run.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    total: Number,
    requests_per_sec: Option<Number>,
    slowest: Option<Number>,
    fastest: Option<Number>,
    average: Option<Number>,
}

/// Seconds. The newer `metrics` repeats some of them with fewer digits.
#[derive(Deserialize)]
struct Percentiles {
    p50: Option<Number>,
    p75: Option<Number>,
    p90: Option<Number>,
    p95: Option<Number>,
    p99: Option<Number>,
    #[serde(rename = "p99.9")]
    p99_9: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let document: Document = document::parse(text)?;
    let Document { summary, latency_percentiles: of, .. } = &document;
    let ms = |seconds: Option<Number>| seconds.map(|Number(seconds)| seconds * 1e3);
    let mut draft = Draft {
        duration_s: Some(summary.total.0),
        rps_reported: summary.requests_per_sec.map(|rate| rate.0),
        latency: Latency {
            min: ms(summary.fastest),
            mean: ms(summary.average),
            p50: ms(of.p50),
            p75: ms(of.p75),
            p90: ms(of.p90),
            p95: ms(of.p95),
            p97_5: None,
            p99: ms(of.p99),
            p99_9: ms(of.p99_9),
            max: ms(summary.slowest),
        },
        ..Draft::default()
    };
    // `successRate` is of no use: it is 1 for a service that answers 503 to everything.
    let mut statuses: Statuses = document
        .status_code_distribution
        .iter()
        .map(|(code, Count(count))| (code.as_str(), *count))
        .collect();
    for (text, Count(count)) in &document.error_distribution {
        if !text.contains(CUT_OFF) {
            statuses.add(0, *count);
        }
    }
    draft.count(statuses);
    Ok(draft)
}

pub(super) fn begins(line: &str, next: &str) -> bool {
    line == "Summary:" && next.starts_with("Success rate:")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let rate = "a report of oha without its line Requests/sec";
    let mut draft = Draft {
        rps_reported: Some(required(report.number("Requests/sec:"), rate)?),
        duration_s: Some(required(report.seconds("Total:"), "a report of oha without its line Total")?),
        ..Draft::default()
    };
    let (statuses, cut_off) = outcomes(report)?;
    // Requests that were cut off are in the rate only.
    let counted = statuses.requests().saturating_add(cut_off);
    check_rate(counted, draft.rps_reported, draft.duration_s, 1e-4)?;
    draft.count(statuses);
    draft.latency.min = report.milliseconds("Fastest:");
    draft.latency.mean = report.milliseconds("Average:");
    draft.latency.max = report.milliseconds("Slowest:");
    report.percentiles(&mut draft.latency, quantity::milliseconds);
    Ok(draft)
}

/// Responses only, times in seconds with nine digits.
pub(super) fn csv(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let (start, time) = (table.required("request-start")?, table.required("request-duration")?);
    let status = table.required("status")?;
    let mut tally = Tally::new(1e-6)?;
    let torn = table.each(|row| {
        let (start, time, status) = (row.number(&start)?, row.number(&time)?, row.status(&status)?);
        tally.time(start, time * 1e3);
        tally.statuses.add(status, 1);
        Ok(())
    })?;
    Ok(Draft {
        transport_errors: None,
        notes: vec!["oha leaves requests without a response out of its CSV."],
        ..tally.draft(torn)?
    })
}
