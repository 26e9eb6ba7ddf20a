//! Reports for people, line by line.

use super::measurement::Latency;
use super::quantity;
use super::refusal::{Reason, Refusal};
use crate::notation;

/// A report without control characters; what stands around it, such as a prompt, is looked over.
pub(super) struct Report<'t> {
    text: &'t str,
}

impl<'t> Report<'t> {
    /// Of a text without control characters.
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The lines, each with the one that follows.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.lines().zip(self.lines().skip(1).chain([""]))
    }

    /// The lines.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'t str> {
        self.text.lines()
    }

    /// The lines that have an end: a number at the end of another one may lack its last digits.
    pub(super) fn whole_lines(&self) -> impl Iterator<Item = &'t str> {
        self.text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'))
    }

    /// The lines behind one that begins so, indented or not, up to an empty one.
    pub(super) fn section(&self, title: &str) -> impl Iterator<Item = &'t str> {
        self.lines()
            .skip_while(move |line| !line.trim_start().starts_with(title))
            .skip(1)
            .take_while(|line| !line.trim().is_empty())
    }

    /// What follows a label at the beginning of a line, indented or not.
    pub(super) fn after(&self, label: &str) -> Option<&'t str> {
        self.lines().find_map(|line| line.trim_start().strip_prefix(label)).map(str::trim)
    }

    /// The first words behind a label, as a number.
    pub(super) fn number(&self, label: &str) -> Option<f64> {
        quantity::number(first_word(self.after(label)?))
    }

    /// The first word behind a label, as a whole number.
    pub(super) fn count(&self, label: &str) -> Option<u64> {
        quantity::count(first_word(self.after(label)?))
    }

    /// What follows a label, as a time in seconds.
    pub(super) fn seconds(&self, label: &str) -> Option<f64> {
        quantity::seconds(self.after(label)?)
    }

    /// What follows a label, as a time in milliseconds.
    pub(super) fn milliseconds(&self, label: &str) -> Option<f64> {
        self.seconds(label).map(|seconds| seconds * 1e3)
    }

    /// Takes the percentiles that stand alone on a line, such as `50%  1.56ms` or `99.90% in 32.4775 ms`.
    pub(super) fn percentiles(&self, latency: &mut Latency, value: impl Fn(&str) -> Option<f64>) {
        for line in self.whole_lines() {
            let Some((percent, rest)) = line.split_once('%') else { continue };
            let Some(percent) = quantity::number(percent) else { continue };
            // Some versions of hey print the sign twice.
            let rest = rest.trim_start_matches('%').trim();
            latency.set(percent, value(rest.strip_prefix("in ").unwrap_or(rest)));
        }
    }
}

/// The first word of a text.
pub(super) fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// Behind a line that reports always have.
pub(super) fn required<T>(value: Option<T>, missing: &str) -> Result<T, Refusal> {
    value.ok_or_else(|| Reason::Truncated(missing.to_owned()).into())
}

/// Refuses a count that does not come to the tool's own rate: a list or a number that was cut off looks whole.
/// The digits of the duration hide `hidden_s`.
pub(super) fn check_rate(
    counted: u64,
    rate: Option<f64>,
    duration_s: Option<f64>,
    hidden_s: f64,
) -> Result<(), Refusal> {
    let (Some(rate), Some(duration)) = (rate, duration_s) else { return Ok(()) };
    let counted = counted as f64;
    let implied = rate * duration;
    // A thousandth, what the duration hides, and one request.
    if (counted - implied).abs() > implied * 1e-3 + rate * hidden_s + 1.0 {
        let (counted, implied) = (notation::fixed(counted, 0), notation::fixed(implied, 0));
        let text =
            format!("the counts sum to {counted} requests, the rate to {implied}; a part may be missing");
        return Err(Reason::Inconsistent(text).into());
    }
    Ok(())
}
