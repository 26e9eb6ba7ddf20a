//! bombardier: JSON with microseconds, and a report without a duration.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, first_word, required};
use super::statuses::Statuses;

/// What JSON has at the top.
pub(super) const NAMES: &[&str] = &["spec", "result"];

#[derive(Deserialize)]
struct Document {
    spec: Spec,
    result: Outcome,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
    number_of_connections: Option<Count>,
    test_duration_seconds: Option<Number>,
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    time_taken_seconds: Number,
    req1xx: Count,
    req2xx: Count,
    req3xx: Count,
    req4xx: Count,
    req5xx: Count,
    /// Requests without a response.
    others: Count,
    latency: Option<Times>,
    rps: Option<Rate>,
}

/// Microseconds; percentiles with `-l` only.
#[derive(Deserialize)]
struct Times {
    mean: Option<Number>,
    max: Option<Number>,
    #[serde(default)]
    percentiles: BTreeMap<String, Number>,
}

#[derive(Deserialize)]
struct Rate {
    mean: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let Document { spec, result } = document::parse(text)?;
    let mut draft = Draft {
        duration_s: Some(result.time_taken_seconds.0),
        asked_s: spec.test_duration_seconds.map(|seconds| seconds.0),
        rps_reported: result.rps.and_then(|rate| rate.mean).map(|mean| mean.0),
        connections: spec.number_of_connections.map(|count| count.0),
        url: spec.url,
        ..Draft::default()
    };
    let http_errors = [result.req1xx, result.req3xx, result.req4xx, result.req5xx];
    draft.count(Statuses {
        ok: result.req2xx.0,
        http_errors: http_errors.iter().fold(0, |sum: u64, count| sum.saturating_add(count.0)),
        transport_errors: result.others.0,
    });
    if let Some(times) = result.latency {
        let ms = |microseconds: Option<Number>| microseconds.map(|Number(value)| value / 1e3);
        draft.latency = Latency { mean: ms(times.mean), max: ms(times.max), ..Latency::default() };
        for (percent, time) in times.percentiles {
            if let Some(percent) = quantity::number(&percent) {
                draft.latency.set(percent, ms(Some(time)));
            }
        }
    }
    Ok(draft)
}

pub(super) fn begins(line: &str, next: &str) -> bool {
    line.starts_with("Statistics") && next.starts_with("Reqs/sec")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let mut draft = Draft {
        rps_reported: Some(required(report.number("Reqs/sec"), "a report of bombardier without its rate")?),
        notes: vec![
            "bombardier's report has no duration, and its rate is a mean of samples that counts errors: `-o json` has \
             both.",
        ],
        ..Draft::default()
    };
    // `1xx - 0, 2xx - 1500, …`, and the others on a line of their own.
    let codes =
        required(report.section("HTTP codes:").next(), "a report of bombardier without its HTTP codes")?;
    let others = required(report.after("others -"), "a report of bombardier without its HTTP codes")?;
    let mut statuses =
        Statuses { transport_errors: quantity::count(others).unwrap_or(0), ..Statuses::default() };
    for (class, count) in codes.split(',').filter_map(|part| part.trim().split_once(" - ")) {
        let count = required(quantity::count(count), "a count of its HTTP codes is incomplete")?;
        statuses.add(if class == "2xx" { 200 } else { 500 }, count);
    }
    draft.count(statuses);
    let times: Vec<&str> = report.after("Latency ").unwrap_or_default().split_whitespace().collect();
    if let [mean, _deviation, max] = times.as_slice() {
        draft.latency.mean = quantity::milliseconds(mean);
        draft.latency.max = quantity::milliseconds(max);
    }
    report.percentiles(&mut draft.latency, |value| quantity::milliseconds(first_word(value)));
    Ok(draft)
}
