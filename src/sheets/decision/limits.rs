//! Each hard limit against each alternative.

use crate::catalog::named;
use crate::model::mend::{self, Mends};
use crate::model::outlook::{Assessment, Limit};
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry::{BUDGET_USD, HEAVY_PERCENT, NEED_DATA, P99_MS};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook, mends: &Mends) -> Sheet {
    let assessed = || outlook.assessments.iter().map(|(_, one)| one);
    let rows: Vec<Row> = assessed()
        .map(|one| p99(outlook, one, mends))
        .chain(assessed().map(|one| budget(outlook, one, mends)))
        .chain(assessed().map(|one| split(facts, outlook, one, mends)))
        .collect();
    Sheet {
        id: SheetId::Limits,
        title: "Hard limits".to_owned(),
        note: note(outlook, mends),
        columns: vec![
            Column::text("Limit", 0),
            Column::text("Option", 0),
            Column::number("Value", 0),
            Column::number("Bound", 0),
            Column::text("State", 0),
            Column::prose("Fix", 1),
        ],
        rows,
    }
}

fn note(outlook: &Outlook, mends: &Mends) -> String {
    let free = outlook.assessments.iter().filter(|(_, one)| one.violations.is_empty()).count();
    if free > 0 {
        let verb = if free == 1 { "meets" } else { "meet" };
        return format!(
            "{free} of {} options {verb} every limit. One that breaks a limit ranks after all that break none.",
            Alternative::ALL.len()
        );
    }
    format!(
        "No option meets every limit. {}.",
        wording::sentence_case(&wording::limits::smallest_fix(outlook, mend::least(mends).as_ref()))
    )
}

fn p99(outlook: &Outlook, one: &Assessment, mends: &Mends) -> Row {
    let bound = outlook.inputs[P99_MS];
    Row::new(vec![
        Cell::text("p99, ms"),
        Cell::from(one.alternative),
        apart(one, Limit::P99, PlanCells::of(outlook, one.alternative).p99().tone(Tone::Plain)),
        Cell::number(bound, shown::plain(bound)).input(P99_MS),
        state(one, Limit::P99),
        remedy(one, Limit::P99, mends),
    ])
}

fn budget(outlook: &Outlook, one: &Assessment, mends: &Mends) -> Row {
    let bound = outlook.inputs[BUDGET_USD];
    let unlimited = bound <= 0.0;
    Row::new(vec![
        Cell::text("Budget, $/month"),
        Cell::from(one.alternative),
        apart(one, Limit::Budget, PlanCells::of(outlook, one.alternative).usd_month()),
        if unlimited { Cell::ranked(bound, "no limit") } else { Cell::number(bound, shown::usd(bound)) }
            .input(BUDGET_USD),
        if unlimited { Cell::text("no limit").tone(Tone::Muted) } else { state(one, Limit::Budget) },
        remedy(one, Limit::Budget, mends),
    ])
}

fn split(facts: &Facts, outlook: &Outlook, one: &Assessment, mends: &Mends) -> Row {
    let limit = named::HYBRID_SPLIT_THRESHOLD;
    let bound = facts.constants(outlook.inputs.edition).hybrid_split_threshold;
    let applies = one.alternative == Alternative::Hybrid;
    let value = applies.then_some(outlook.python_share);
    Row::new(vec![
        Cell::text("Share to split"),
        Cell::from(one.alternative),
        apart(one, Limit::Split, Cell::optional(value, shown::percent_of_one))
            .derived(
                "the greater of the data need and the heavy share times its factor: what a hybrid does in \
                 Python",
            )
            .of_figures(&[named::HYBRID_HEAVY_FACTOR])
            .of_inputs(&[NEED_DATA, HEAVY_PERCENT]),
        Cell::number(bound, shown::percent_of_one(bound)).figure(limit),
        if applies {
            state(one, Limit::Split)
        } else {
            Cell::text("one service").tone(Tone::Muted).explained("The limit is for two services.")
        },
        remedy(one, Limit::Split, mends),
    ])
}

/// A value that breaks its limit never reads like the bound beside it.
fn apart(one: &Assessment, limit: Limit, cell: Cell) -> Cell {
    match one.violation(limit).and_then(wording::limits::broken_value) {
        Some(shown) => cell.reading(shown),
        None => cell,
    }
}

fn state(one: &Assessment, limit: Limit) -> Cell {
    match one.violation(limit) {
        Some(violation) => {
            Cell::text("broken").tone(Tone::Bad).explained(wording::limits::violation(violation))
        }
        None => Cell::text("met").tone(Tone::Good),
    }
}

/// The change that mends an alternative, at each limit that it breaks.
fn remedy(one: &Assessment, limit: Limit, mends: &Mends) -> Cell {
    let name = one.alternative.label();
    if one.violation(limit).is_none() {
        return Cell::text(notation::NONE).tone(Tone::Muted).explained("There is nothing to fix.");
    }
    match &mends[one.alternative] {
        Some(mend) => {
            let of = if mend.is_decision() {
                "a target, the budget or the plan"
            } else {
                "one input, as no target, budget or plan has room enough"
            };
            Cell::text(wording::limits::mend_with_plan(mend, &one.plan))
                .derived(format!(
                    "the least change of {of}, as a share of its slider ({} of it), after which {name} breaks no \
                     hard limit",
                    notation::percent_of_one(mend.distance)
                ))
                .of_inputs(&[mend.key])
        }
        None => Cell::text("no single input").tone(Tone::Muted).explained(format!(
            "No change of one input alone was found after which {name} breaks no hard limit."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mend::mends;
    use crate::sheets::fixture;

    fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
        super::sheet(facts, outlook, &mends(facts, outlook))
    }

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
        assert_eq!(states(&sheet, "p99, ms"), ["met"; 4]);
        assert_eq!(states(&sheet, "Budget, $/month"), ["met"; 4]);
        assert_eq!(states(&sheet, "Share to split"), ["one service", "one service", "one service", "met"]);
        assert!(sheet.note.starts_with("4 of 4"), "{}", sheet.note);
    }

    #[test]
    fn a_limit_is_broken_where_the_model_says_so() {
        let (facts, outlook) =
            fixture::outlook(&[("objective.budget_usd", "100"), ("need.data_percent", "0")]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(states(&sheet, "Budget, $/month")[..2], ["met", "broken"]);
        assert_eq!(states(&sheet, "Share to split")[3], "broken");
    }

    #[test]
    fn every_broken_limit_has_its_mend_and_no_kept_one_has() {
        fixture::for_awkward_inputs(|facts, outlook| {
            for row in sheet(facts, outlook).rows {
                let broken = row.cells[4].text == "broken";
                assert_eq!(broken, row.cells[5].text != notation::NONE, "{row:?}");
            }
        });
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "420")]);
        let sheet = sheet(&facts, &outlook);
        let python = sheet.rows.iter().find(|row| row.cells[4].text == "broken").unwrap();
        assert_eq!(python.cells[5].text, "budget raised to 430 USD/month");
    }

    #[test]
    fn where_everyone_breaks_a_limit_the_least_mend_is_told() {
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "90")]);
        let sheet = sheet(&facts, &outlook);
        assert!(
            sheet.note.starts_with("No option meets every limit. Smallest fix found: "),
            "{}",
            sheet.note
        );
        assert!(sheet.note.ends_with("Node.js meets every limit."), "{}", sheet.note);
        let (facts, outlook) = fixture::outlook(&[("work.wait_ms", "2000"), ("objective.budget_usd", "10")]);
        let note = super::sheet(&facts, &outlook, &mends(&facts, &outlook)).note;
        assert_eq!(
            note,
            "No option meets every limit. No change to a single input was found that would bring any option within \
             its limits."
        );
    }

    #[test]
    fn a_value_that_breaks_its_limit_never_reads_like_the_bound() {
        let number = |text: &str| text.replace([',', ' ', '%'], "").parse::<f64>().ok();
        for inputs in [
            &[("need.data_percent", "4.996")][..],
            &[("plan.method", "fixed"), ("plan.instances", "1"), ("traffic.rps", "9247.9")],
            &[("objective.budget_usd", "91")],
        ] {
            let (facts, outlook) = fixture::outlook(inputs);
            let rows = sheet(&facts, &outlook).rows;
            let broken = || rows.iter().filter(|row| row.cells[4].text == "broken");
            assert!(broken().count() > 0, "{inputs:?}");
            for row in broken() {
                assert_ne!(number(&row.cells[2].text), number(&row.cells[3].text), "{row:?}");
            }
        }
    }

    #[test]
    fn a_budget_of_nothing_is_no_limit() {
        let (facts, outlook) = fixture::outlook(&[("objective.budget_usd", "0")]);
        assert_eq!(states(&sheet(&facts, &outlook), "Budget, $/month"), ["no limit"; 4]);
    }
}
