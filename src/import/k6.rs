//! k6: summaries in three shapes, times in milliseconds; and [`points`].

pub(super) mod points;

use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::{Reason, Refusal};

/// What `--summary-export` and the data of `handleSummary` have at the top.
pub(super) const SUMMARY: &[&str] = &["metrics", "root_group"];
/// What `--new-machine-readable-summary` has.
pub(super) const MACHINE: &[&str] = &["config", "metadata", "results"];

const NOTE: &str = "k6 counts statuses of 200 to 399 as successes unless the script says otherwise, and does not tell \
                    error statuses from lost connections.";

#[derive(Deserialize)]
struct Summary {
    metrics: Metrics,
    state: Option<State>,
}

#[derive(Deserialize)]
struct State {
    #[serde(rename = "testRunDurationMs")]
    duration_ms: Option<Number>,
}

/// The metrics that matter here, of all.
#[derive(Default, Deserialize)]
struct Metrics {
    http_reqs: Option<Values>,
    http_req_duration: Option<Values>,
    http_req_failed: Option<Values>,
    vus_max: Option<Values>,
}

/// The values of a metric of any kind.
#[derive(Deserialize)]
struct Values {
    /// Where `handleSummary` and the machine-readable shape have them.
    #[serde(rename = "values")]
    inner: Option<Box<Values>>,
    count: Option<Count>,
    rate: Option<Number>,
    /// Of `http_req_failed`: how many requests failed, for that is what the metric is about.
    #[serde(alias = "matches")]
    passes: Option<Count>,
    avg: Option<Number>,
    min: Option<Number>,
    med: Option<Number>,
    max: Option<Number>,
    #[serde(alias = "p(75)")]
    p75: Option<Number>,
    #[serde(alias = "p(90)")]
    p90: Option<Number>,
    #[serde(alias = "p(95)")]
    p95: Option<Number>,
    #[serde(rename = "p(97.5)")]
    p97_5: Option<Number>,
    #[serde(alias = "p(99)")]
    p99: Option<Number>,
    #[serde(rename = "p(99.9)")]
    p99_9: Option<Number>,
}

impl Values {
    fn lowest(self) -> Self {
        match self.inner {
            Some(inner) => *inner,
            None => self,
        }
    }
}

pub(super) fn summary(text: &str) -> Result<Draft, Refusal> {
    let Summary { metrics, state } = document::parse(text)?;
    let mut draft = draft(metrics)?;
    let requests = draft.requests.zip(draft.rps_reported);
    draft.duration_s = state
        .and_then(|state| state.duration_ms)
        .map(|duration| duration.0 / 1e3)
        .or_else(|| requests.filter(|(_, rate)| *rate > 0.0).map(|(count, rate)| count as f64 / rate));
    Ok(draft)
}

#[derive(Deserialize)]
struct Machine {
    config: Config,
    metadata: Metadata,
    results: Results,
}

#[derive(Deserialize)]
struct Config {
    /// Seconds.
    duration: Number,
}

#[derive(Deserialize)]
struct Metadata {
    k6_version: Option<String>,
}

#[derive(Deserialize)]
struct Results {
    metrics: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    values: Values,
}

pub(super) fn machine(text: &str) -> Result<Draft, Refusal> {
    let machine: Machine = document::parse(text)?;
    let mut metrics = Metrics::default();
    for Named { name, values } in machine.results.metrics {
        let slot = match name.as_str() {
            "http_reqs" => &mut metrics.http_reqs,
            "http_req_duration" => &mut metrics.http_req_duration,
            "http_req_failed" => &mut metrics.http_req_failed,
            "vus_max" => &mut metrics.vus_max,
            _ => continue,
        };
        *slot = Some(values);
    }
    let draft = draft(metrics)?;
    Ok(Draft { version: machine.metadata.k6_version, duration_s: Some(machine.config.duration.0), ..draft })
}

fn draft(metrics: Metrics) -> Result<Draft, Refusal> {
    let missing = || {
        Refusal::new(Reason::NothingMeasured(
            "a summary of k6 without http_reqs and http_req_duration: no request of HTTP was made".to_owned(),
        ))
    };
    let reqs = metrics.http_reqs.ok_or_else(missing)?.lowest();
    let times = metrics.http_req_duration.ok_or_else(missing)?.lowest();
    let requests = reqs.count.ok_or_else(missing)?.0;
    let failed = metrics.http_req_failed.and_then(|metric| metric.lowest().passes);
    let ok = match failed {
        Some(Count(failed)) => Some(requests.checked_sub(failed).ok_or_else(|| {
            Refusal::new(Reason::Inconsistent(format!("{failed} of {requests} requests failed")))
        })?),
        None => None,
    };
    let ms = |value: Option<Number>| value.map(|value| value.0);
    Ok(Draft {
        requests: Some(requests),
        ok,
        rps_reported: ms(reqs.rate),
        connections: metrics
            .vus_max
            .and_then(|metric| metric.lowest().max)
            .map(|users| users.0.round() as u64),
        latency: Latency {
            min: ms(times.min),
            mean: ms(times.avg),
            p50: ms(times.med),
            p75: ms(times.p75),
            p90: ms(times.p90),
            p95: ms(times.p95),
            p97_5: ms(times.p97_5),
            p99: ms(times.p99),
            p99_9: ms(times.p99_9),
            max: ms(times.max),
        },
        notes: vec![NOTE],
        ..Draft::default()
    })
}
