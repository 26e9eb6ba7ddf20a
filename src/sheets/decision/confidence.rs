//! How sure the recommendation is.

use std::iter;

use crate::catalog::named;
use crate::model::confidence::Tally;
use crate::model::unknowns::{JUDGEMENTS, UNKNOWNS};
use crate::notation::{self, shown};
use crate::scenario::candidates::CANDIDATES;
use crate::sheets::wording;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Subject, Tone};

/// The figures that say how far everything may be off.
fn figures() -> Vec<String> {
    let baselines =
        CANDIDATES.iter().map(|one| named::of(named::UNCERTAINTY_EACH_BASELINE, one.runtime.name()));
    let compared = CANDIDATES.iter().filter(|one| one.factor.is_some());
    let factors = compared.map(|one| named::of(named::UNCERTAINTY_EACH_FACTOR, one.runtime.name()));
    let others = [
        named::UNCERTAINTY_NATIVE_COST,
        named::UNCERTAINTY_PRICE,
        named::UNCERTAINTY_IMPORTED,
        named::UNCERTAINTY_JUDGEMENT,
        named::UNCERTAINTY_WEIGHT_CONCENTRATION,
    ];
    iter::once(named::UNCERTAINTY_HARDWARE.to_owned())
        .chain(baselines)
        .chain(factors)
        .chain(others.map(str::to_owned))
        .collect()
}

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    let tally = &on.analysis.tally;
    let figures = figures();
    let figures: Vec<&str> = figures.iter().map(String::as_str).collect();
    let first = on.outlook.first();
    let rows = on.outlook.order.into_iter().map(|alternative| {
        let p = tally.p_best(alternative);
        let error = tally.standard_error(alternative);
        let wins = tally.wins(alternative);
        let tone = if alternative == first { Tone::Strong } else { Tone::Plain };
        Row::new(vec![
            Cell::from(alternative),
            Cell::number(p, shown::chance(p, 1))
                .tone(tone)
                .derived("share of the draws in which it comes first, after the hard limits")
                .of_figures(&figures),
            Cell::number(error, shown::percent_of_one(error))
                .derived("standard error of that share, at most: the square root of p(1 - p)/draws"),
            Cell::number(wins, shown::count(wins.round() as u64))
                .derived("draws in which it comes first; those who come first together share a draw"),
        ])
    });
    Sheet {
        id: SheetId::Confidence,
        title: "Confidence".to_owned(),
        note: note(on, tally),
        columns: vec![
            Column::text(Heading::Option, 0),
            Column::number(Heading::BestChance, 0),
            Column::number(Heading::StandardError, 1),
            Column::number("Draws won", 2),
        ],
        rows: rows.collect(),
    }
}

fn note(on: Subject<'_>, tally: &Tally) -> String {
    let limits = match tally.p_none_feasible() {
        none if none <= 0.0 => String::new(),
        share => format!(" In {} of the draws every option broke a hard limit.", notation::chance(share, 1)),
    };
    let first = on.outlook.first();
    let behind = tally.more_often_than(first).map_or_else(String::new, |rival| {
        format!(
            " The ranking takes every number as given; when they vary, {} gains more often than {}.",
            rival.label(),
            first.label()
        )
    });
    format!(
        "{}.{behind} Drawn: {} unknowns, {} judgements and the weights.{limits}",
        wording::confidence(on.outlook, tally),
        UNKNOWNS.len(),
        JUDGEMENTS.len(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn the_shares_are_those_of_the_draws() {
        fixture::with_subject(&[], |on| {
            let sheet = sheet(on);
            assert_eq!(sheet.rows.len(), 4);
            let tally = &on.analysis.tally;
            let total: f64 = crate::model::Alternative::ALL.into_iter().map(|one| tally.wins(one)).sum();
            assert!((total - f64::from(on.analysis.tally.draws)).abs() < 1e-6);
            assert_eq!(sheet.rows[0].cells[0].text, on.outlook.first().label());
        });
    }
}
