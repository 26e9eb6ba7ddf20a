//! How each option has changed against what is pinned.

use crate::explorer::Pin;
use crate::model::outlook::{Assessment, Outlook};
use crate::model::{Alternative, PerAlternative};
use crate::notation;
use crate::sheets::wording;
use crate::widgets::text::width;

/// The heading of the column.
const HEADING: &str = "vs pinned";

/// The heading where the column is narrower than that.
const SHORT_HEADING: &str = "change";

/// The least columns that tell a change of the score.
pub(super) const LEAST: u16 = SHORT_HEADING.len() as u16;

/// The heading of a column so wide.
pub(super) fn heading(columns: u16) -> &'static str {
    if columns < width(HEADING) { SHORT_HEADING } else { HEADING }
}

/// The changes of all options in the most words that fit into `room`, and the columns that those take; the score's
/// alone where there is least.
pub(super) fn changes(pin: &Pin, outlook: &Outlook, room: u16) -> (PerAlternative<String>, u16) {
    let worded = |words: Words| {
        PerAlternative::from_fn(|one| {
            change(&pin.outlook().assessments[one], &outlook.assessments[one], words)
        })
    };
    let widest = |texts: &PerAlternative<String>| {
        Alternative::ALL.into_iter().map(|one| width(&texts[one])).max().unwrap_or(0).max(width(HEADING))
    };
    let wordings = [Words::Whole, Words::Short].into_iter().map(worded);
    let fitting = wordings.map(|texts| (widest(&texts), texts)).find(|(columns, _)| *columns <= room);
    let (columns, texts) = fitting.unwrap_or_else(|| {
        let texts = worded(Words::Score);
        (widest(&texts), texts)
    });
    (texts, columns.min(room))
}

/// What stands where points, workers and cost read as before.
const NOTHING: &str = "±0";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    Whole,
    Short,
    Score,
}

/// Points, workers and cost, as differences of what is shown; those that did not change are left out.
fn change(before: &Assessment, after: &Assessment, words: Words) -> String {
    let score = notation::change(wording::points_between(after.score, before.score), 1);
    let workers = notation::change(after.plan.planned as f64 - before.plan.planned as f64, 0);
    let usd = after.plan.usd_month() - before.plan.usd_month();
    let usd = notation::change(usd, if usd.abs() < 10.0 { 2 } else { 0 });
    // The sign stands before the currency.
    let usd = usd
        .char_indices()
        .nth(1)
        .map(|(at, _)| usd.split_at(at))
        .map(|(sign, rest)| format!("{sign}${rest}"));
    let parts = match words {
        Words::Score => return if score.is_empty() { NOTHING.to_owned() } else { score },
        Words::Short => [with(&score, ""), None, usd],
        Words::Whole => {
            let unit = if ["+1", "−1"].contains(&workers.as_str()) { " worker" } else { " workers" };
            [with(&score, ""), with(&workers, unit), usd]
        }
    };
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(", ") }
}

/// A change with its unit, if there is one.
fn with(change: &str, unit: &str) -> Option<String> {
    (!change.is_empty()).then(|| format!("{change}{unit}"))
}
