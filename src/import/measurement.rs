//! The record that every format comes down to.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::format::Tool;
use super::warning::Warning;

/// What a load generator measured. What its file does not say is `None`, never 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The tool that wrote the file.
    pub tool: Tool,
    /// The stable name of the format, such as `oha-json`.
    pub format: &'static str,
    /// The version of the tool, if the file says it.
    pub version: Option<String>,
    /// Whether throughput is known.
    pub outcome: Outcome,
    /// Whether the tool waited for answers.
    pub pacing: Pacing,
    /// Responses and attempts without a response; requests that the tool itself cut off at its end do not count.
    pub requests: Option<u64>,
    /// Responses with a status of 200 to 299. Some tools count up to 399; their notes say so.
    pub ok: Option<u64>,
    /// All other requests.
    pub errors_total: Option<u64>,
    /// Responses with another status.
    pub http_errors: Option<u64>,
    /// Attempts without a response.
    pub transport_errors: Option<u64>,
    /// How long the run took, seconds.
    pub duration_s: Option<f64>,
    /// Successful requests per second: what comparisons rest on.
    pub rps_ok: Option<f64>,
    /// The tool's own headline, requests per second; most tools count errors in it.
    pub rps_reported: Option<f64>,
    /// Connections, users or threads at once.
    pub connections: Option<u64>,
    /// What was called, fit to be shown.
    pub url: Option<String>,
    /// Times from request to response.
    pub latency: Latency,
    /// The smallest step of these times, milliseconds, where the tool rounds them: a 0 means less than that.
    pub resolution_ms: Option<f64>,
    /// What must be known before the figures are used.
    pub warnings: Vec<Warning>,
    /// What is good to know about figures of this tool and format.
    pub notes: Vec<&'static str>,
}

/// Response times in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Latency {
    /// The shortest.
    pub min: Option<f64>,
    /// The arithmetic mean.
    pub mean: Option<f64>,
    /// The median.
    pub p50: Option<f64>,
    /// 75th percentile.
    pub p75: Option<f64>,
    /// 90th percentile.
    pub p90: Option<f64>,
    /// 95th percentile.
    pub p95: Option<f64>,
    /// 97.5th percentile.
    pub p97_5: Option<f64>,
    /// 99th percentile.
    pub p99: Option<f64>,
    /// 99.9th percentile.
    pub p99_9: Option<f64>,
    /// The longest.
    pub max: Option<f64>,
}

impl Latency {
    /// The percentiles in rising order, each with its name.
    pub fn percentiles(&self) -> [(&'static str, Option<f64>); 7] {
        [
            ("p50", self.p50),
            ("p75", self.p75),
            ("p90", self.p90),
            ("p95", self.p95),
            ("p97.5", self.p97_5),
            ("p99", self.p99),
            ("p99.9", self.p99_9),
        ]
    }

    /// Takes the value of a percentile unless it has one; of those that nobody asks for, it takes none.
    pub(super) fn set(&mut self, percent: f64, milliseconds: Option<f64>) {
        let slot = match (percent * 1e3).round() as u32 {
            50_000 => &mut self.p50,
            75_000 => &mut self.p75,
            90_000 => &mut self.p90,
            95_000 => &mut self.p95,
            97_500 => &mut self.p97_5,
            99_000 => &mut self.p99,
            99_900 => &mut self.p99_9,
            _ => return,
        };
        *slot = slot.or(milliseconds);
    }
}

/// Whether a file carries throughput.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It does.
    Ok,
    /// It has response times alone.
    Partial,
}

impl Outcome {
    /// The word in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
        }
    }
}

/// Whether a load generator waits for an answer before it asks again on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pacing {
    /// It waits: a server that stalls gets fewer requests, and the percentiles omit what they would have waited
    /// (coordinated omission).
    Closed,
    /// It keeps to a schedule: the percentiles hold what a stall costs.
    Open,
    /// The tool does either, and the file does not say which.
    Either,
}

impl Pacing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Closed, Self::Open, Self::Either];

    /// The word in JSON and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::Either => "either",
        }
    }

    /// What that means for the percentiles, as a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Closed => {
                "The tool waits for each answer before it asks again (closed loop): the percentiles leave out what a \
                 stalled server would have cost (coordinated omission)."
            }
            Self::Open => {
                "The tool keeps to a schedule and does not wait for answers (open loop): the percentiles include what \
                 a stalled server costs."
            }
            Self::Either => {
                "The file does not say whether the tool waited for answers: with virtual users the percentiles leave \
                 out what a stalled server would have cost (coordinated omission), with an arrival rate they do not."
            }
        }
    }
}

/// Keys in this order; scripts rely on them.
impl Serialize for Measurement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let warnings: Vec<&str> = self.warnings.iter().map(Warning::id).collect();
        let texts: Vec<String> = self.warnings.iter().map(ToString::to_string).collect();
        let mut out = serializer.serialize_struct("Measurement", 10)?;
        out.serialize_field("tool", self.tool.name())?;
        out.serialize_field("format", self.format)?;
        out.serialize_field("outcome", self.outcome.name())?;
        out.serialize_field("values", &Values(self))?;
        out.serialize_field("warnings", &warnings)?;
        out.serialize_field("warning_texts", &texts)?;
        out.serialize_field("notes", &self.notes)?;
        out.serialize_field("pacing", self.pacing.name())?;
        out.serialize_field("resolution_ms", &self.resolution_ms)?;
        out.serialize_field("version", &self.version)?;
        out.end()
    }
}

struct Values<'a>(&'a Measurement);

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Values", 11)?;
        out.serialize_field("requests", &self.0.requests)?;
        out.serialize_field("ok", &self.0.ok)?;
        out.serialize_field("errors_total", &self.0.errors_total)?;
        out.serialize_field("http_errors", &self.0.http_errors)?;
        out.serialize_field("transport_errors", &self.0.transport_errors)?;
        out.serialize_field("duration_s", &self.0.duration_s)?;
        out.serialize_field("rps_ok", &self.0.rps_ok)?;
        out.serialize_field("rps_reported", &self.0.rps_reported)?;
        out.serialize_field("connections", &self.0.connections)?;
        out.serialize_field("url", &self.0.url)?;
        out.serialize_field("latency_ms", &self.0.latency)?;
        out.end()
    }
}
