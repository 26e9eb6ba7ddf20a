//! Artillery: JSON of versions 1 and 2, times in milliseconds.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::document::{self, Count, Counts, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::{Reason, Refusal};
use super::statuses::Statuses;

/// What it has at the top.
pub(super) const NAMES: &[&str] = &["aggregate", "intermediate"];

#[derive(Deserialize)]
struct Document {
    aggregate: Aggregate,
}

/// The names of both versions; `counters` is empty in version 1.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Aggregate {
    #[serde(default)]
    counters: Counts,
    #[serde(default)]
    rates: BTreeMap<String, Number>,
    #[serde(default)]
    summaries: BTreeMap<String, Times>,
    first_metric_at: Option<Number>,
    last_metric_at: Option<Number>,
    codes: Option<Counts>,
    #[serde(default)]
    errors: Counts,
    latency: Option<Times>,
    rps: Option<Rate>,
}

#[derive(Deserialize)]
struct Times {
    min: Option<Number>,
    max: Option<Number>,
    mean: Option<Number>,
    median: Option<Number>,
    p75: Option<Number>,
    p90: Option<Number>,
    p95: Option<Number>,
    p99: Option<Number>,
    p999: Option<Number>,
}

#[derive(Deserialize)]
struct Rate {
    count: Count,
    mean: Number,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let Document { mut aggregate } = document::parse(text)?;
    let mut draft = match (aggregate.codes.take(), aggregate.rps.take()) {
        (Some(codes), rps) => first(&aggregate, &codes, rps.as_ref()),
        (None, _) => second(&mut aggregate)?,
    };
    draft.resolution_ms = 1.0;
    Ok(draft)
}

/// Version 1.
fn first(aggregate: &Aggregate, codes: &Counts, rps: Option<&Rate>) -> Draft {
    let mut statuses: Statuses = codes.iter().map(|(code, Count(count))| (code.as_str(), *count)).collect();
    for Count(count) in aggregate.errors.values() {
        statuses.add(0, *count);
    }
    let mut draft = Draft { latency: latency(aggregate.latency.as_ref()), ..Draft::default() };
    if let Some(Rate { count, mean: Number(mean) }) = rps {
        draft.rps_reported = Some(*mean);
        draft.duration_s = (*mean > 0.0).then(|| count.0 as f64 / mean);
    }
    draft.count(statuses);
    draft
}

/// Version 2: everything is a counter or a summary with a name.
fn second(aggregate: &mut Aggregate) -> Result<Draft, Refusal> {
    let times = aggregate.summaries.remove("http.response_time");
    let (Some(start), Some(end)) = (aggregate.first_metric_at, aggregate.last_metric_at) else {
        return Err(Reason::Value("aggregate has neither codes nor times".to_owned()).into());
    };
    let counter = |name: &str| aggregate.counters.get(name).map(|count| count.0);
    let codes = aggregate
        .counters
        .iter()
        .filter_map(|(name, Count(count))| Some((name.strip_prefix("http.codes.")?, *count)));
    let mut statuses: Statuses = codes.collect();
    // Errors have names of any kind, of failed expectations too; what counts is that no response came.
    let lost = counter("http.requests").zip(counter("http.responses"));
    statuses.add(0, lost.map_or(0, |(requests, responses)| requests.saturating_sub(responses)));
    let mut draft = Draft {
        duration_s: Some((end.0 - start.0) / 1e3),
        rps_reported: aggregate.rates.get("http.request_rate").map(|rate| rate.0),
        latency: latency(times.as_ref()),
        ..Draft::default()
    };
    draft.count(statuses);
    Ok(draft)
}

fn latency(times: Option<&Times>) -> Latency {
    let ms = |of: fn(&Times) -> Option<Number>| times.and_then(of).map(|number| number.0);
    Latency {
        min: ms(|times| times.min),
        mean: ms(|times| times.mean),
        p50: ms(|times| times.median),
        p75: ms(|times| times.p75),
        p90: ms(|times| times.p90),
        p95: ms(|times| times.p95),
        p97_5: None,
        p99: ms(|times| times.p99),
        p99_9: ms(|times| times.p999),
        max: ms(|times| times.max),
    }
}
