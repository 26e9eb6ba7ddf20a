//! h2load: a report, and since 1.69 JSON.

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, required};
use super::statuses::Statuses;

/// What JSON has at the top.
pub(super) const NAMES: &[&str] = &["measurements", "metadata"];

const NOTE: &str = "h2load's own count of successes takes redirects (3xx) in; here they count as errors.";

#[derive(Deserialize)]
struct Document {
    metadata: Metadata,
    measurements: Measurements,
}

#[derive(Deserialize)]
struct Metadata {
    generator: Option<String>,
}

#[derive(Deserialize)]
struct Measurements {
    duration: Number,
    request_per_second: Number,
    requests: Requests,
    status_codes: Codes,
    performance: Performance,
}

/// `failed` mixes statuses with failures of the connection; `errored` are these alone, timeouts among them.
#[derive(Deserialize)]
struct Requests {
    errored: Count,
}

#[derive(Deserialize)]
struct Codes {
    #[serde(rename = "2xx")]
    ok: Count,
    #[serde(rename = "3xx")]
    redirect: Count,
    #[serde(rename = "4xx")]
    client_error: Count,
    #[serde(rename = "5xx")]
    server_error: Count,
}

#[derive(Deserialize)]
struct Performance {
    request: Times,
}

/// Seconds.
#[derive(Deserialize)]
struct Times {
    min: Option<Number>,
    mean: Option<Number>,
    median: Option<Number>,
    p95: Option<Number>,
    p99: Option<Number>,
    max: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let Document { metadata, measurements } = document::parse(text)?;
    let ms = |seconds: Option<Number>| seconds.map(|Number(seconds)| seconds * 1e3);
    let (codes, times) = (measurements.status_codes, measurements.performance.request);
    let mut draft = Draft {
        version: metadata.generator.map(|name| name.trim_start_matches("h2load ").to_owned()),
        duration_s: Some(measurements.duration.0),
        rps_reported: Some(measurements.request_per_second.0),
        latency: Latency {
            min: ms(times.min),
            mean: ms(times.mean),
            p50: ms(times.median),
            p95: ms(times.p95),
            p99: ms(times.p99),
            max: ms(times.max),
            ..Latency::default()
        },
        notes: vec![NOTE],
        ..Draft::default()
    };
    let errors = codes.redirect.0.saturating_add(codes.client_error.0).saturating_add(codes.server_error.0);
    draft.count(Statuses {
        ok: codes.ok.0,
        http_errors: errors,
        transport_errors: measurements.requests.errored.0,
    });
    Ok(draft)
}

pub(super) fn begins(line: &str, _next: &str) -> bool {
    line.starts_with("finished in ")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let finished = report.after("finished in ").unwrap_or_default();
    let mut parts = finished.split(", ");
    let seconds = parts.next().and_then(quantity::seconds);
    let rate = parts.next().and_then(|rate| quantity::number(rate.strip_suffix("req/s")?));
    let mut draft = Draft {
        duration_s: Some(required(seconds, "a report of h2load without its duration")?),
        rps_reported: Some(required(rate, "a report of h2load without its rate")?),
        notes: vec![NOTE],
        ..Draft::default()
    };
    // `28920 2xx, 0 3xx, …` and `…, 0 errored, 0 timeout`.
    let counts = |label| {
        report.after(label).unwrap_or_default().split(',').filter_map(|part| part.trim().split_once(' '))
    };
    let mut statuses = Statuses::default();
    let mut any = false;
    for (count, class) in counts("status codes:") {
        let count = required(quantity::count(count), "a count of its status codes is incomplete")?;
        statuses.add(if class == "2xx" { 200 } else { 500 }, count);
        any = true;
    }
    required(any.then_some(()), "a report of h2load without its status codes")?;
    let errored = counts("requests:").find(|(_, what)| *what == "errored");
    statuses.add(0, errored.and_then(|(count, _)| quantity::count(count)).unwrap_or(0));
    draft.count(statuses);
    draft.latency = latency(report);
    Ok(draft)
}

/// The columns stand in a line of names, which grew: up to 1.68 there were no percentiles.
fn latency(report: &Report<'_>) -> Latency {
    let names = report.lines().find(|line| {
        let mut words = line.split_whitespace();
        words.next() == Some("min") && line.contains("max") && line.contains("mean")
    });
    let names: Vec<&str> = names.unwrap_or_default().split_whitespace().collect();
    let row = report.after("time for request:").or_else(|| report.after("request  "));
    let cells: Vec<&str> = row.unwrap_or_default().trim_start_matches(':').split_whitespace().collect();
    let ms = |name: &str| {
        let position = names.iter().position(|own| *own == name)?;
        quantity::short_milliseconds(cells.get(position)?)
    };
    Latency {
        min: ms("min"),
        mean: ms("mean"),
        p50: ms("median"),
        p95: ms("p95"),
        p99: ms("p99"),
        max: ms("max"),
        ..Latency::default()
    }
}
