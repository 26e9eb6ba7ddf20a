//! Warnings, broken limits and figures in words, the same on the screen and in reports.

pub mod rules;

use crate::catalog::{Edition, Figure, Unit};
use crate::model::outlook::{Violation, Warning};
use crate::notation;

/// A warning as one sentence.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::NoLine(runtime) => format!(
            "The data know no {} line that may be run on this date: its runway counts as 0",
            runtime.label()
        ),
        Warning::ProjectedEnd(runtime, line) => format!(
            "The end of life of {} {line} is not announced: it follows from the release policy",
            runtime.label()
        ),
        Warning::StandsIn(runtime, benchmark) => format!(
            "The benchmark set has no figure for the chosen {} framework: {benchmark} stands in",
            runtime.label()
        ),
        Warning::NoneFeasible => {
            "Every option breaks a hard limit; the first one breaks them with the best score".to_owned()
        }
        Warning::HiddenHeavyClass(alternative, seconds) => format!(
            "{}: the overall p99 hides the heavy requests, whose own p99 of {} ms misses the target",
            alternative.label(),
            notation::milliseconds(seconds * 1e3)
        ),
        Warning::Lint { label, .. } => {
            format!("{label} contradicts the throughput measured with it: see its flag")
        }
    }
}

/// A broken limit with its numbers.
pub fn violation(violation: &Violation) -> String {
    match *violation {
        Violation::P99 { value_ms: Some(value), bound_ms } => format!(
            "p99 of {} ms misses the target of {} ms",
            notation::milliseconds(value),
            notation::milliseconds(bound_ms)
        ),
        Violation::P99 { value_ms: None, bound_ms } => format!(
            "the queue grows without end, so that no p99 meets the target of {} ms",
            notation::milliseconds(bound_ms)
        ),
        Violation::Budget { value_usd, bound_usd } => {
            format!(
                "${} a month is over the budget of ${}",
                notation::usd(value_usd),
                notation::usd(bound_usd)
            )
        }
        Violation::NothingToSplit { value, bound } => format!(
            "only {} of the product would be in Python, too little for a second service (at least {})",
            notation::percent_of_one(value),
            notation::percent_of_one(bound)
        ),
    }
}

/// The value of a figure in an edition, with its unit as people read it.
pub fn figure(figure: &Figure, edition: Edition) -> String {
    let value = figure.value(edition);
    match figure.unit {
        Unit::Share => notation::percent_of_one(value),
        Unit::Ratio => notation::times(value),
        Unit::Count | Unit::Version => notation::plain(value),
        unit => format!("{} {unit}", notation::plain(value)),
    }
}
