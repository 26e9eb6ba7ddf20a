//! What must be known before a measurement is used.

use std::fmt;

use crate::notation;

/// A doubt about a measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Warning {
    /// Requests failed.
    ErrorsPresent {
        /// How many.
        errors: u64,
        /// Of how many.
        requests: u64,
    },
    /// So many failed that what was measured may be the failing.
    ManyErrors {
        /// The share of all requests, of 1.
        share: f64,
    },
    /// The file does not say how many requests failed.
    ErrorsUnknown,
    /// The median is printed as 0: shorter than the tool can say.
    BelowResolution {
        /// The smallest time the tool prints, milliseconds.
        resolution_ms: f64,
    },
    /// No percentile is known.
    NoPercentiles,
    /// Percentiles are known, but not the 99th.
    NoP99,
    /// The run ended long before it should have.
    StoppedEarly {
        /// The duration asked for, seconds.
        asked_s: f64,
        /// The duration it took, seconds.
        took_s: f64,
    },
    /// The percentiles describe some of the requests only.
    PartOfTheRun {
        /// Requests behind the percentiles.
        samples: u64,
        /// All requests.
        requests: u64,
    },
    /// The file ends in the middle of a row, which was left out.
    TruncatedLastRow,
    /// More requests a second than so many connections can come to by Little's law, by far.
    BeyondConnections {
        /// Requests per second.
        rps: f64,
        /// Connections, users or threads at once.
        connections: u64,
        /// The mean response time, milliseconds.
        mean_ms: f64,
    },
}

impl Warning {
    /// The stable name.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::ErrorsPresent { .. } => "errors-present",
            Self::ManyErrors { .. } => "error-share-above-1pct",
            Self::ErrorsUnknown => "errors-unknown",
            Self::BelowResolution { .. } => "latency-below-resolution",
            Self::NoPercentiles => "no-percentiles",
            Self::NoP99 => "no-p99",
            Self::StoppedEarly { .. } => "stopped-early",
            Self::PartOfTheRun { .. } => "percentiles-from-a-part-of-the-run",
            Self::TruncatedLastRow => "truncated-last-row",
            Self::BeyondConnections { .. } => "rate-beyond-connections",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ErrorsPresent { errors, requests } => write!(
                f,
                "{} of {} requests failed; only those that succeeded count",
                notation::count(*errors),
                notation::count(*requests)
            ),
            Self::ManyErrors { share } => write!(
                f,
                "{} failed: errors often return faster than real work, so the response times may look too good",
                notation::percent_of_one(*share)
            ),
            Self::ErrorsUnknown => f.write_str(
                "the file does not say how many requests failed: only the tool's own rate is known, errors included",
            ),
            Self::BelowResolution { resolution_ms } if *resolution_ms > 0.0 => write!(
                f,
                "the median is less than {} ms, the smallest step that the tool prints",
                notation::plain(*resolution_ms)
            ),
            Self::BelowResolution { .. } => f.write_str("the median is less than the tool can print"),
            Self::NoPercentiles => f.write_str("the file has no percentiles"),
            Self::NoP99 => f.write_str("the file has no 99th percentile; have the tool record one if it can"),
            Self::StoppedEarly { asked_s, took_s } => write!(
                f,
                "stopped after {} s of {} s",
                notation::significant(*took_s, 3),
                notation::significant(*asked_s, 3)
            ),
            Self::PartOfTheRun { samples, requests } => write!(
                f,
                "the percentiles describe {} of {} requests only",
                notation::count(*samples),
                notation::count(*requests)
            ),
            Self::TruncatedLastRow => {
                f.write_str("the file ends in the middle of a row, which was left out: was the run killed?")
            }
            Self::BeyondConnections { rps, connections, mean_ms } => write!(
                f,
                "{} requests/s contradict {} {} with a mean of {} ms, which come to {} at most (Little's law): does \
                 the file hold rows of several runs, or the same rows more than once?",
                notation::significant(*rps, 4),
                notation::count(*connections),
                if *connections == 1 { "connection" } else { "connections" },
                notation::milliseconds(*mean_ms),
                notation::significant(*connections as f64 / mean_ms * 1e3, 4),
            ),
        }
    }
}
