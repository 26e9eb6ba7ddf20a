//! autocannon: JSON, times in whole milliseconds, no 95th percentile.

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::{Reason, Refusal};

/// What it has at the top.
pub(super) const NAMES: &[&str] = &["requests", "latency", "non2xx", "2xx"];

/// The usual length of a sample; before version 7 the only one.
const SAMPLE_MS: f64 = 1e3;

#[derive(Deserialize)]
struct Document {
    url: Option<String>,
    connections: Option<Count>,
    #[serde(rename = "sampleInt")]
    sample_ms: Option<Number>,
    duration: Number,
    /// Requests without a response, timeouts among them.
    errors: Count,
    non2xx: Count,
    #[serde(rename = "2xx")]
    ok: Count,
    requests: Requests,
    latency: Times,
}

#[derive(Deserialize)]
struct Requests {
    /// Responses in a sample, on average.
    average: Option<Number>,
    /// Responses.
    total: Count,
}

/// Milliseconds.
#[derive(Deserialize)]
struct Times {
    min: Option<Number>,
    average: Option<Number>,
    p50: Option<Number>,
    p75: Option<Number>,
    p90: Option<Number>,
    p97_5: Option<Number>,
    p99: Option<Number>,
    /// `p999` before version 3.
    #[serde(alias = "p999")]
    p99_9: Option<Number>,
    max: Option<Number>,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let document: Document = document::parse(text)?;
    let (ok, other, responses) = (document.ok.0, document.non2xx.0, document.requests.total.0);
    if ok.saturating_add(other) > responses {
        let text = format!("the status codes add up to more than {responses} responses");
        return Err(Reason::Inconsistent(text).into());
    }
    let ms = |value: Option<Number>| value.map(|value| value.0);
    let of = document.latency;
    let sample_ms = ms(document.sample_ms).filter(|ms| *ms > 0.0).unwrap_or(SAMPLE_MS);
    Ok(Draft {
        requests: Some(responses.saturating_add(document.errors.0)),
        ok: Some(ok),
        http_errors: Some(responses - ok),
        transport_errors: Some(document.errors.0),
        duration_s: Some(document.duration.0),
        rps_reported: document.requests.average.map(|rate| rate.0 * 1e3 / sample_ms),
        connections: document.connections.map(|count| count.0),
        url: document.url,
        latency: Latency {
            min: ms(of.min),
            mean: ms(of.average),
            p50: ms(of.p50),
            p75: ms(of.p75),
            p90: ms(of.p90),
            p95: None,
            p97_5: ms(of.p97_5),
            p99: ms(of.p99),
            p99_9: ms(of.p99_9),
            max: ms(of.max),
        },
        resolution_ms: 1.0,
        ..Draft::default()
    })
}
