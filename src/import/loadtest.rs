//! loadtest of npm: a report, times in whole milliseconds.

use super::draft::Draft;
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, check_rate, required};

pub(super) fn begins(line: &str, _next: &str) -> bool {
    line.starts_with("Effective rps:")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let requests =
        required(report.count("Completed requests:"), "a report of loadtest without its requests")?;
    let errors = required(report.count("Total errors:"), "a report of loadtest without its errors")?;
    let seconds = required(report.seconds("Total time:"), "a report of loadtest without its time")?;
    let rate = report.number("Effective rps:");
    // Both are rounded to whole numbers.
    check_rate(requests, rate, Some(seconds), 0.5 + 0.5 * seconds / rate.unwrap_or(1.0))?;
    // A percentile is `9 ms`, the greatest `44 ms (longest request)`.
    let ms = |text: &str| quantity::short_milliseconds(text.split('(').next()?);
    let greatest = report.lines().find_map(|line| line.trim().strip_prefix("100%"));
    let mut draft = Draft {
        requests: Some(requests),
        ok: Some(requests.saturating_sub(errors)),
        duration_s: Some(seconds),
        asked_s: report.number("Max time (s):"),
        rps_reported: rate,
        connections: report.count("Concurrent clients:"),
        url: report.after("Target URL:").map(str::to_owned),
        resolution_ms: 1.0,
        ..Draft::default()
    };
    draft.latency.mean = report.after("Mean latency:").and_then(ms);
    draft.latency.max = greatest.and_then(ms);
    report.percentiles(&mut draft.latency, ms);
    Ok(draft)
}
