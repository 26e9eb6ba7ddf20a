//! From what a load generator wrote to a measurement of one's own.

use std::fmt;

use jiff::civil::Date;

use super::Measured;
use crate::import::{Measurement, Warning};
use crate::notation::{rounded, without_dust};
use crate::quote::shown;

/// Why a file gives no baseline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NoBaseline {
    /// It has response times, but no rate of successful requests.
    NoRate {
        /// The format of the file.
        format: &'static str,
        /// What it does not say.
        lacks: &'static str,
    },
    /// Its rate contradicts its other figures.
    Contradiction(Warning),
}

impl fmt::Display for NoBaseline {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("no baseline comes of it: ")?;
        match self {
            Self::NoRate { format, lacks } => write!(
                out,
                "{format} does not say {lacks}, and the rate of successful requests follows from nothing else; take \
                 another output of the tool"
            ),
            Self::Contradiction(warning) => write!(out, "{warning} Take the output of one run"),
        }
    }
}

impl std::error::Error for NoBaseline {}

impl Measured {
    /// What a load generator wrote to a file of this name, imported on this day, about a server with so many cores.
    ///
    /// A response time of 0 is what a tool prints for less than its smallest step, and counts as not known.
    ///
    /// # Errors
    /// When the file says nothing of throughput, or contradicts itself in it.
    pub fn of(measurement: &Measurement, file: &str, date: Date, cores: f64) -> Result<Self, NoBaseline> {
        let rps_ok = measurement.rps_ok.ok_or_else(|| NoBaseline::lacking(measurement))?;
        let contradiction = |warning: &&Warning| matches!(warning, Warning::BeyondConnections { .. });
        if let Some(warning) = measurement.warnings.iter().find(contradiction) {
            return Err(NoBaseline::Contradiction(*warning));
        }
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
    const fn lacking(measurement: &Measurement) -> Self {
        let lacks = match (measurement.ok.is_some(), measurement.duration_s.is_some()) {
            (true, _) => "how long the run took",
            (false, true) => "how many requests succeeded",
            (false, false) => "how many requests succeeded and how long the run took",
        };
        Self::NoRate { format: measurement.format, lacks }
    }
}
