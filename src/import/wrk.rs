//! wrk and wrk2: a report for people only.

use super::draft::Draft;
use super::measurement::Pacing;
use super::quantity;
use super::refusal::{Reason, Refusal};
use super::report::{Report, check_rate, first_word, required};

/// The shortest time that it prints, milliseconds: a hundredth of a microsecond.
const RESOLUTION_MS: f64 = 1e-5;

pub(super) fn begins(line: &str, next: &str) -> bool {
    line.starts_with("Running ") && line.contains(" test @ ") && next.contains("threads and")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let mut draft = Draft {
        resolution_ms: RESOLUTION_MS,
        rps_reported: Some(required(
            report.number("Requests/sec:"),
            "a report of wrk without its line Requests/sec",
        )?),
        notes: vec![
            "wrk takes a redirect (3xx) for a success, and leaves requests that timed out out of its percentiles.",
        ],
        ..Draft::default()
    };
    if let Some((asked, url)) = report.after("Running ").and_then(|rest| rest.split_once(" test @ ")) {
        draft.asked_s = quantity::seconds(asked);
        draft.url = Some(url.trim().to_owned());
    }
    draft.connections = report.lines().find_map(|line| {
        let (_, rest) = line.split_once(" threads and ")?;
        quantity::count(first_word(rest))
    });
    counts(report, &mut draft)?;
    let statistics: Vec<&str> = report.after("Latency ").unwrap_or_default().split_whitespace().collect();
    if let [mean, _deviation, max, ..] = statistics.as_slice() {
        draft.latency.mean = quantity::milliseconds(mean);
        draft.latency.max = quantity::milliseconds(max);
    }
    report.percentiles(&mut draft.latency, quantity::milliseconds);
    spectrum(report, &mut draft);
    Ok(draft)
}

fn counts(report: &Report<'_>, draft: &mut Draft) -> Result<(), Refusal> {
    let counted = report.lines().find_map(|line| {
        let (count, rest) = line.split_once(" requests in ")?;
        Some((quantity::count(count)?, quantity::seconds(rest.split(',').next()?)?))
    });
    let (responses, duration) = required(counted, "a report of wrk without its line N requests in T")?;
    // Two digits of seconds, minutes or hours: at most half a hundredth of it, and of a second.
    check_rate(responses, draft.rps_reported, Some(duration), duration.max(1.0) * 5e-3)?;
    let bad = report.count("Non-2xx or 3xx responses:").unwrap_or(0);
    // `Socket errors: connect 0, read 12, write 0, timeout 3`; the line is missing where there are none.
    let sockets = report.after("Socket errors:").unwrap_or_default();
    let errors = |kind: &str| {
        let part = sockets.split(',').find_map(|part| part.trim().strip_prefix(kind));
        part.and_then(quantity::count).unwrap_or(0)
    };
    let lost = ["connect", "read", "write"].map(errors).into_iter().fold(0, u64::saturating_add);
    let ok = responses.checked_sub(bad).ok_or_else(|| {
        Refusal::new(Reason::Inconsistent(format!("{bad} responses of {responses} are no successes")))
    })?;
    draft.requests = Some(responses.saturating_add(lost));
    draft.ok = Some(ok);
    draft.http_errors = Some(bad);
    draft.transport_errors = Some(lost);
    draft.duration_s = Some(duration);
    draft.share_rate(responses);
    // What wrk calls a timeout was answered, too late for its percentiles.
    draft.samples = Some(responses.saturating_sub(errors("timeout")));
    Ok(())
}

/// What wrk2 adds: a spectrum with the 95th percentile, and how many requests it is made of.
fn spectrum(report: &Report<'_>, draft: &mut Draft) {
    if report.after("Latency Distribution (HdrHistogram").is_none() {
        return;
    }
    draft.pacing = Some(Pacing::Open);
    draft.notes.push("wrk2 calibrates itself for ten seconds, and leaves these out of its percentiles.");
    draft.samples = report
        .after("#[Max")
        .and_then(|rest| rest.rsplit_once('='))
        .and_then(|(_, count)| quantity::count(count.trim_end_matches(']')));
    let p95 = report.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let (value, share) = (words.next()?, words.next()?);
        quantity::number(value).filter(|_| share == "0.950000")
    });
    draft.latency.set(95.0, p95);
}
