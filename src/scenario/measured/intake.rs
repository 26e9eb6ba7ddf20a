//! From what a load generator wrote to a measurement of one's own.

use std::fmt;

use jiff::civil::Date;

use super::Measured;
use crate::import::Measurement;
use crate::notation::{rounded, without_dust};
use crate::quote::shown;

/// Why a file gives no baseline: it has response times, but no rate of successful requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoBaseline {
    format: &'static str,
    lacks: &'static str,
}

impl fmt::Display for NoBaseline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { format, lacks } = self;
        write!(
            out,
            "no baseline comes of it: {format} does not say {lacks}, and the rate of successful requests follows from \
             nothing else; take another output of the tool"
        )
    }
}

impl std::error::Error for NoBaseline {}

impl Measured {
    /// What a load generator wrote to a file of this name, imported on this day, about a server with so many cores.
    ///
    /// A response time of 0 is what a tool prints for less than its smallest step, and counts as not known.
    ///
    /// # Errors
    /// When the file says nothing of throughput.
    pub fn of(measurement: &Measurement, file: &str, date: Date, cores: f64) -> Result<Self, NoBaseline> {
        let rps_ok = measurement.rps_ok.ok_or_else(|| NoBaseline::of(measurement))?;
        let known = |milliseconds: Option<f64>| milliseconds.filter(|value| *value > 0.0).map(without_dust);
        // Where a tool prints rate and count only, they say how long it took.
        let implied =
            measurement.ok.map(|ok| rounded(ok as f64 / rps_ok, 6)).filter(|seconds| seconds.is_finite());
        Ok(Self {
            tool: measurement.tool.name().to_owned(),
            version: measurement.version.clone(),
            file: shown(file),
            date,
            cores,
            rps_ok,
            connections: measurement.connections.filter(|count| *count > 0),
            duration_s: measurement.duration_s.or(implied).map(without_dust),
            mean_ms: known(measurement.latency.mean),
            p50_ms: known(measurement.latency.p50),
            p99_ms: known(measurement.latency.p99),
            errors: measurement.errors_total,
            pacing: Some(measurement.pacing),
        })
    }
}

impl NoBaseline {
    const fn of(measurement: &Measurement) -> Self {
        let lacks = match (measurement.ok.is_some(), measurement.duration_s.is_some()) {
            (true, _) => "how long the run took",
            (false, true) => "how many requests succeeded",
            (false, false) => "how many requests succeeded and how long the run took",
        };
        Self { format: measurement.format, lacks }
    }
}
