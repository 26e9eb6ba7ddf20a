//! Gatling up to 3.13.4: `js/global_stats.json`, which later versions no longer write.

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::Refusal;

/// What it has at the top.
pub(super) const NAMES: &[&str] = &["numberOfRequests", "meanNumberOfRequestsPerSecond"];

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    number_of_requests: Requests,
    mean_number_of_requests_per_second: Total,
    min_response_time: Option<Total>,
    max_response_time: Option<Total>,
    mean_response_time: Option<Total>,
    percentiles1: Option<Total>,
    percentiles2: Option<Total>,
    percentiles3: Option<Total>,
    percentiles4: Option<Total>,
}

#[derive(Deserialize)]
struct Requests {
    total: Count,
    ok: Count,
}

/// Of all requests, failed ones included; milliseconds for times.
#[derive(Deserialize)]
struct Total {
    total: Number,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let document: Document = document::parse(text)?;
    let requests = document.number_of_requests;
    let rate = document.mean_number_of_requests_per_second.total.0;
    let ms = |of: Option<Total>| of.map(|of| of.total.0);
    Ok(Draft {
        requests: Some(requests.total.0),
        ok: Some(requests.ok.0),
        duration_s: (rate > 0.0).then(|| requests.total.0 as f64 / rate),
        rps_reported: Some(rate),
        latency: Latency {
            min: ms(document.min_response_time),
            mean: ms(document.mean_response_time),
            p50: ms(document.percentiles1),
            p75: ms(document.percentiles2),
            p95: ms(document.percentiles3),
            p99: ms(document.percentiles4),
            max: ms(document.max_response_time),
            ..Latency::default()
        },
        resolution_ms: 1.0,
        notes: vec![
            "The four percentiles are taken for the 50th, 75th, 95th and 99th, as Gatling is set up: the file does not \
             say which they are.",
        ],
        ..Draft::default()
    })
}
