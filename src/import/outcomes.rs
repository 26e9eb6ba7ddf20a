//! What became of requests, as hey and oha list it at the end of their reports.

use super::quantity;
use super::refusal::{Reason, Refusal};
use super::report::{Report, required};
use super::statuses::Statuses;

/// What oha says of requests under way when its time was up.
pub(super) const CUT_OFF: &str = "aborted due to deadline";

/// Counts responses by status, `[200] 6194 responses`, and errors, `[20] text`; beside them the requests that the tool
/// itself cut off, which are no errors.
pub(super) fn outcomes(report: &Report<'_>) -> Result<(Statuses, u64), Refusal> {
    let bracket = |line: &str| {
        let (inside, rest) = line.trim().strip_prefix('[')?.split_once(']')?;
        Some((quantity::count(inside)?, rest.trim().to_owned()))
    };
    let mut statuses = Statuses::default();
    let (mut any, mut cut_off) = (false, 0_u64);
    for (status, rest) in report.section("Status code distribution").filter_map(bracket) {
        let count = rest.strip_suffix("responses").and_then(quantity::count);
        statuses.add(status, required(count, "a count of the list Status code distribution is incomplete")?);
        any = true;
    }
    for (count, text) in report.section("Error distribution").filter_map(bracket) {
        // The report itself may be cut off in the middle of these words.
        if text.contains(CUT_OFF) || CUT_OFF.starts_with(&text) {
            cut_off = cut_off.saturating_add(count);
        } else {
            statuses.add(0, count);
        }
        any = true;
    }
    if any {
        Ok((statuses, cut_off))
    } else {
        Err(Reason::Truncated("a report without its list Status code distribution".to_owned()).into())
    }
}
