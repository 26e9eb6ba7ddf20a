//! drill: a report with a block for each request and one for all.

use super::draft::Draft;
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, check_rate, required};

/// The block of all requests alone begins with the time.
pub(super) fn begins(line: &str, next: &str) -> bool {
    line.starts_with("Time taken for tests ") && next.starts_with("Total requests ")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let total =
        |label: &str| report.section("Time taken for tests ").find_map(|line| line.strip_prefix(label));
    let count = |label, missing| required(total(label).and_then(quantity::count), missing);
    let ms = |label| total(label).and_then(quantity::short_milliseconds);
    let rate = total("Requests per second").and_then(|rest| quantity::number(rest.split('[').next()?));
    let requests = count("Total requests ", "a report of drill without its requests")?;
    // The time has one digit behind the point; the rate is exact.
    check_rate(requests, rate, report.seconds("Time taken for tests"), 0.05)?;
    let mut draft = Draft {
        requests: Some(requests),
        ok: Some(count("Successful requests ", "a report of drill without its successes")?),
        rps_reported: Some(required(rate, "a report of drill without its rate")?),
        resolution_ms: 1.0,
        ..Draft::default()
    };
    draft.share_rate(requests);
    draft.latency.mean = ms("Average time per request ");
    draft.latency.p50 = ms("Median time per request ");
    draft.latency.p99 = ms("99.0'th percentile ");
    draft.latency.p99_9 = ms("99.9'th percentile ");
    draft.latency.max = ms("Max time per request ");
    Ok(draft)
}
