//! ApacheBench: a report, and tables of percentiles (`-e`) and of requests (`-g`) without any rate.

use super::draft::Draft;
use super::quantity;
use super::refusal::{Reason, Refusal};
use super::report::{Report, check_rate, first_word, required};
use super::rows::Spread;
use super::table::Table;

/// Columns of `-e`.
pub(super) const PERCENTILES: &[&str] = &["Percentage served", "Time in ms"];
/// Columns of `-g`.
pub(super) const REQUESTS: &[&str] = &["starttime", "seconds", "ctime", "dtime", "ttime"];

pub(super) fn begins(line: &str, _next: &str) -> bool {
    line.starts_with("This is ApacheBench")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let rate = "a report of ab that ends before its rate (Requests per second)";
    let mut draft = Draft {
        version: report.after("This is ApacheBench, Version").map(|rest| first_word(rest).to_owned()),
        rps_reported: Some(required(report.number("Requests per second:"), rate)?),
        duration_s: Some(required(report.seconds("Time taken for tests:"), rate)?),
        connections: report.count("Concurrency Level:"),
        url: url(report),
        resolution_ms: 1.0,
        ..Draft::default()
    };
    if report.after("Keep-Alive requests:").is_none() {
        draft.notes.push(
            "Without -k every request opens a connection of its own, which is a part of what was measured.",
        );
    }
    counts(report, &mut draft)?;
    let total = report.whole_lines().find_map(|line| line.strip_prefix("Total:")).unwrap_or_default();
    let total: Vec<f64> = total.split_whitespace().filter_map(quantity::number).collect();
    if let [min, mean, _deviation, _median, max] = total.as_slice() {
        (draft.latency.min, draft.latency.mean, draft.latency.max) = (Some(*min), Some(*mean), Some(*max));
    }
    report.percentiles(&mut draft.latency, |value| quantity::number(first_word(value)));
    Ok(draft)
}

/// What the line `Failed requests` says is of no use: it counts responses of another length, as any page with a
/// date has.
fn counts(report: &Report<'_>, draft: &mut Draft) -> Result<(), Refusal> {
    let complete =
        required(report.count("Complete requests:"), "a report of ab without its line Complete requests")?;
    check_rate(complete, draft.rps_reported, draft.duration_s, 5e-4)?;
    let bad = report.count("Non-2xx responses:").unwrap_or(0);
    let failed = |kind: &str| {
        let parts = report.after("(Connect:").map(|rest| format!("Connect: {rest}")).unwrap_or_default();
        let part = parts.split(',').find_map(|part| part.trim().strip_prefix(kind).map(str::to_owned));
        part.and_then(|part| quantity::count(part.trim_end_matches(')'))).unwrap_or(0)
    };
    // A response that broke off is among the complete ones; a connection that did not come about is not.
    let broken = failed("Receive:");
    let unconnected = failed("Connect:").saturating_add(failed("Exceptions:"));
    let ok = complete.checked_sub(bad).and_then(|rest| rest.checked_sub(broken)).ok_or_else(|| {
        Refusal::new(Reason::Inconsistent(format!("{bad} of {complete} responses are no successes")))
    })?;
    draft.requests = Some(complete.saturating_add(unconnected));
    draft.ok = Some(ok);
    draft.http_errors = Some(bad);
    draft.transport_errors = Some(broken.saturating_add(unconnected));
    draft.share_rate(complete);
    Ok(())
}

fn url(report: &Report<'_>) -> Option<String> {
    let scheme = if report.after("SSL/TLS Protocol:").is_some() { "https" } else { "http" };
    let (host, port) = (report.after("Server Hostname:")?, report.after("Server Port:")?);
    Some(format!("{scheme}://{host}:{port}{}", report.after("Document Path:")?))
}

/// `-e`: the time within which each whole percentage of the requests was served.
pub(super) fn percentiles(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let (percent, time) = (table.required("Percentage served")?, table.required("Time in ms")?);
    let mut draft = Draft::default();
    let mut rows = 0_u64;
    draft.torn = table.each(|row| {
        let (percent, time) = (row.number(&percent)?, row.number(&time)?);
        rows += 1;
        if percent <= 0.0 {
            draft.latency.min = Some(time);
        }
        draft.latency.set(percent, Some(time));
        Ok(())
    })?;
    if rows == 0 {
        return Err(Reason::NothingMeasured("the table has no rows".to_owned()).into());
    }
    draft.notes.push(
        "ab -e writes neither the number of requests nor their rate nor errors: import its report for them.",
    );
    Ok(draft)
}

/// `-g`: one row a request, sorted by time, without its status.
pub(super) fn requests(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let time = table.required("ttime")?;
    let mut spread = Spread::new(1.0)?;
    let mut requests = 0;
    let torn = table.each(|row| {
        spread.add(row.number(&time)?, 1);
        requests += 1;
        Ok(())
    })?;
    Ok(Draft {
        requests: Some(requests),
        latency: spread.latency(),
        resolution_ms: 1.0,
        torn,
        notes: vec!["ab -g writes neither a rate nor errors: import its report for them."],
        ..Draft::default()
    })
}
