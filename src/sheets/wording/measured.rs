//! What was measured, in words.

use crate::notation;
use crate::scenario::measured::Measured;

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

/// Tool and file: what sources are called in a list.
pub fn origin(measured: &Measured) -> String {
    format!("{}, {}", measured.tool_text(), measured.file)
}

/// What came of it on all cores together.
pub fn throughput(measured: &Measured) -> String {
    let Measured { rps_ok, cores, .. } = measured;
    let unit = if *cores == 1 { "core" } else { "cores" };
    let cores = notation::count((*cores).into());
    format!("{} successful requests/s on {cores} {unit}", notation::significant(*rps_ok, 5))
}
