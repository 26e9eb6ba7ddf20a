//! Each hard limit against each alternative.

use crate::model::outlook::Assessment;
use crate::model::{Alternative, Facts, Outlook};
use crate::notation;
use crate::scenario::registry::{BUDGET_USD, HEAVY_PERCENT, NEED_DATA, P99_MS, PRICE_CORE_HOUR, RPS};
use crate::sheets::{Cell, Column, Row, Sheet, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let assessed = || outlook.assessments.iter().map(|(_, one)| one);
    let rows: Vec<Row> = assessed()
        .map(|one| p99(outlook, one))
        .chain(assessed().map(|one| budget(outlook, one)))
        .chain(assessed().map(|one| split(facts, outlook, one)))
        .collect();
    let free = assessed().filter(|one| one.violations.is_empty()).count();
    Sheet {
        id: "limits",
        title: "Hard limits".to_owned(),
        note: format!(
            "{free} of {} options break no hard limit; one that breaks a limit ranks after all that break none.",
            Alternative::ALL.len()
        ),
        columns: vec![
            Column::text("Limit", 0),
            Column::text("Option", 0),
            Column::number("Value", 0),
            Column::number("Bound", 0),
            Column::text("State", 0),
        ],
        rows,
    }
}

fn p99(outlook: &Outlook, one: &Assessment) -> Row {
    let bound = outlook.inputs[P99_MS];
    Row::new(vec![
        Cell::text("p99, ms"),
        Cell::from(one.alternative),
        Cell::optional(one.plan.p99, |seconds| notation::milliseconds(seconds * 1e3)).derived(
            "99th percentile of the response time at the planned size; none when the queue grows without end",
            &[],
            &[RPS, HEAVY_PERCENT],
        ),
        Cell::number(bound, notation::plain(bound)).input(P99_MS),
        state(one, "objective.p99_ms"),
    ])
}

fn budget(outlook: &Outlook, one: &Assessment) -> Row {
    let (value, bound) = (one.plan.usd_month(), outlook.inputs[BUDGET_USD]);
    let unlimited = bound <= 0.0;
    Row::new(vec![
        Cell::text("Budget, $/month"),
        Cell::from(one.alternative),
        Cell::number(value, notation::usd(value)).derived(
            "infrastructure plus operating a second service",
            &[],
            &[RPS, PRICE_CORE_HOUR],
        ),
        Cell::number(bound, if unlimited { "no limit".to_owned() } else { notation::usd(bound) })
            .input(BUDGET_USD),
        if unlimited { Cell::text("no limit").tone(Tone::Muted) } else { state(one, "objective.budget_usd") },
    ])
}

fn split(facts: &Facts, outlook: &Outlook, one: &Assessment) -> Row {
    let limit = "hybrid.split_threshold";
    let bound = facts.constants(outlook.inputs.edition).hybrid_split_threshold;
    let applies = one.alternative == Alternative::Hybrid;
    let value = applies.then_some(outlook.python_share);
    Row::new(vec![
        Cell::text("Share to split"),
        Cell::from(one.alternative),
        Cell::optional(value, notation::percent_of_one).derived(
            "the greater of the data need and the heavy share times its factor: what a hybrid does in Python",
            &["hybrid.heavy_factor"],
            &[NEED_DATA, HEAVY_PERCENT],
        ),
        Cell::number(bound, notation::percent_of_one(bound)).figure(limit),
        if applies {
            state(one, "nothing-to-split")
        } else {
            Cell::text("one service").tone(Tone::Muted).explained("The limit is for two services.")
        },
    ])
}

fn state(one: &Assessment, limit: &str) -> Cell {
    match one.violations.iter().find(|violation| violation.id() == limit) {
        Some(violation) => {
            Cell::text("broken").tone(Tone::Bad).explained(crate::sheets::wording::violation(violation))
        }
        None => Cell::text("kept").tone(Tone::Good),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn states(sheet: &Sheet, limit: &str) -> Vec<String> {
        sheet
            .rows
            .iter()
            .filter(|row| row.cells[0].text == limit)
            .map(|row| row.cells[4].text.clone())
            .collect()
    }

    #[test]
    fn the_default_scenario_breaks_none() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(sheet.rows.len(), 12);
        assert_eq!(states(&sheet, "p99, ms"), ["kept"; 4]);
        assert_eq!(states(&sheet, "Budget, $/month"), ["kept"; 4]);
        assert_eq!(states(&sheet, "Share to split"), ["one service", "one service", "one service", "kept"]);
        assert!(sheet.note.starts_with("4 of 4"), "{}", sheet.note);
    }

    #[test]
    fn a_limit_is_broken_where_the_model_says_so() {
        let (facts, outlook) =
            fixture::outlook(&[("objective.budget_usd", "100"), ("need.data_percent", "0")]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(states(&sheet, "Budget, $/month")[..2], ["kept", "broken"]);
        assert_eq!(states(&sheet, "Share to split")[3], "broken");
    }

    #[test]
    fn a_budget_of_nothing_is_no_limit() {
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "0")]);
        assert_eq!(states(&sheet(&facts, &outlook), "Budget, $/month"), ["no limit"; 4]);
    }
}
