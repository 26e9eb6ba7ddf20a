//! What was measured, in words.

use super::unit_of;
use crate::catalog::Runtime;
use crate::notation;
use crate::scenario::measured::{Brief, Measured, Unsaturated};

/// How a mean latency follows from a closed-loop test.
pub const LITTLES_LAW: &str =
    "Little's law: connections / requests a second, failed ones included, on all cores together.";

/// Where a measurement comes from: tool, file and date, what it came to, and on how many cores.
pub fn about(measured: &Measured) -> String {
    let Measured { date, connections, duration_s, errors, .. } = measured;
    let mut parts = vec![throughput(measured)];
    parts.extend(connections.map(|count| format!("{} connections", notation::count(count))));
    parts.extend(duration_s.map(|seconds| format!("{} s", notation::significant(seconds, 3))));
    parts.extend(errors.map(|count| format!("{} failed", notation::count(count))));
    for (name, value) in [("mean", measured.mean_ms), ("median", measured.p50_ms), ("p99", measured.p99_ms)] {
        parts.extend(value.map(|value| format!("{name} {} ms", notation::milliseconds(value))));
    }
    format!("{}, imported {date}: {}.", origin(measured), parts.join(", "))
}

/// Why a measured rate may be less than what the server can, as one sentence.
pub fn unsaturated(runtime: Runtime, unsaturated: &Unsaturated) -> String {
    let rate = format!("{} requests/s a core", notation::significant(unsaturated.rps_per_core, 4));
    let label = runtime.label();
    match unsaturated.busy {
        Some(busy) => format!(
            "{label}'s number is what was asked of it, not what it can: {} busy at most in its load test, at {rate}",
            notation::percent_of_one(busy)
        ),
        None => format!(
            "The load test of {label} kept to a schedule: {rate} is what was asked of it, which may be far below what \
             it can do"
        ),
    }
}

/// Why a run says little of what the server can for long, as one sentence.
pub fn brief(runtime: Runtime, brief: Brief) -> String {
    let label = runtime.label();
    match brief {
        Brief::Short(seconds) => format!(
            "The load test of {label} took {} s: warming up is a part of what it measured; run it for longer",
            notation::significant(seconds, 3)
        ),
        Brief::Small(requests) => format!(
            "The load test of {label} counts {} requests: chance alone moves its rate by {}; run it for longer",
            notation::plain(requests.round()),
            notation::percent_of_one(requests.max(1.0).sqrt().recip())
        ),
    }
}

/// What speaks against a measurement, in sentences.
pub fn doubts(runtime: Runtime, measured: &Measured) -> Vec<String> {
    let slack = measured.unsaturated().map(|slack| format!("{}.", unsaturated(runtime, &slack)));
    let brief = measured.brief().map(|one| format!("{}.", brief(runtime, one)));
    slack
        .into_iter()
        .chain(brief)
        .chain(measured.lint(runtime).into_iter().map(|finding| finding.text))
        .collect()
}

/// Tool and file: what sources are called in a list.
pub fn origin(measured: &Measured) -> String {
    format!("{}, {}", measured.tool_text(), measured.file)
}

/// What came of it on all cores together.
pub fn throughput(measured: &Measured) -> String {
    let Measured { rps_ok, cores, .. } = measured;
    let unit = unit_of(*cores, "cores");
    format!(
        "{} successful requests/s on {} {unit}",
        notation::significant(*rps_ok, 5),
        notation::plain(*cores)
    )
}
