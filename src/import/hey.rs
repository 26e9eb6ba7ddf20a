//! hey: a report, and rows of responses as CSV.

use super::draft::Draft;
use super::outcomes::outcomes;
use super::quantity;
use super::refusal::Refusal;
use super::report::{Report, check_rate, required};
use super::rows::Tally;
use super::table::Table;

/// Columns of `-o csv`.
pub(super) const COLUMNS: &[&str] = &["response-time", "status-code", "offset"];

/// Seconds with four digits.
const RESOLUTION_MS: f64 = 0.1;

pub(super) fn begins(line: &str, next: &str) -> bool {
    line == "Summary:" && next.starts_with("Total:")
}

pub(super) fn report(report: &Report<'_>) -> Result<Draft, Refusal> {
    let rate = "a report of hey without its line Requests/sec";
    let mut draft = Draft {
        rps_reported: Some(required(report.number("Requests/sec:"), rate)?),
        duration_s: Some(required(report.seconds("Total:"), "a report of hey without its line Total")?),
        resolution_ms: RESOLUTION_MS,
        ..Draft::default()
    };
    let (statuses, _) = outcomes(report)?;
    check_rate(statuses.requests(), draft.rps_reported, draft.duration_s, 1e-4)?;
    draft.count(statuses);
    draft.latency.min = report.milliseconds("Fastest:");
    draft.latency.mean = report.milliseconds("Average:");
    draft.latency.max = report.milliseconds("Slowest:");
    report.percentiles(&mut draft.latency, quantity::milliseconds);
    Ok(draft)
}

/// `-o csv`: responses only.
pub(super) fn csv(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let (time, status) = (table.required("response-time")?, table.required("status-code")?);
    let offset = table.required("offset")?;
    let mut tally = Tally::new(RESOLUTION_MS)?;
    let torn = table.each(|row| {
        let (time, status, offset) = (row.number(&time)?, row.status(&status)?, row.number(&offset)?);
        tally.time(offset, time * 1e3);
        tally.statuses.add(status, 1);
        Ok(())
    })?;
    Ok(Draft {
        resolution_ms: RESOLUTION_MS,
        transport_errors: None,
        notes: vec![
            "hey leaves requests without a response out of its CSV, and all rows after the first million.",
        ],
        ..tally.draft(torn)?
    })
}
