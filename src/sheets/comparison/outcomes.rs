//! What each option does and costs on both sides.

use super::{Compared, pair, points};
use crate::model::Alternative;
use crate::model::outlook::Assessment;
use crate::notation;
use crate::sheets::{Cell, Column, Row, Sheet, Tone, wording};

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    Sheet {
        id: super::FIRST,
        title: format!("Outcomes: {before} → {after}"),
        note: note(on),
        columns: vec![
            Column::text("Option", 0),
            Column::number("Rank", 1),
            Column::number("Score", 0),
            Column::number("Change", 0),
            Column::number("Workers", 0),
            Column::number("p99 ms", 1),
            Column::number("CPU %", 3),
            Column::number("$/month", 1),
            Column::text("Hard limits", 2),
        ],
        rows: on.after.outlook.order.iter().map(|one| row(on, *one)).collect(),
    }
}

fn note(on: Compared<'_>) -> String {
    let [before, after] = [on.before, on.after].map(|side| side.outlook);
    let plan = |outlook: &crate::model::Outlook| {
        let plan = &outlook.assessments[outlook.first()].plan;
        format!("{}, ${} a month", wording::workers(plan.planned), notation::usd(plan.usd_month()))
    };
    let [was, is] = [before, after].map(plan);
    if before.first() == after.first() {
        format!("{} comes first on both sides: {}.", after.first().label(), pair(&was, &is))
    } else {
        format!("{} ({was}) gives way to {} ({is}).", before.first().label(), after.first().label())
    }
}

fn row(on: Compared<'_>, one: Alternative) -> Row {
    let [before, after] = [on.before, on.after].map(|side| &side.outlook.assessments[one]);
    let both = |show: &dyn Fn(&Assessment) -> String| pair(&show(before), &show(after));
    let number = |value: f64, show: &dyn Fn(&Assessment) -> String, formula: &str| {
        Cell::number(value, both(show)).derived(formula)
    };
    let change = wording::points_between(after.score, before.score);
    let p99 = |one: &Assessment| {
        one.plan.p99.map_or_else(|| notation::NONE.to_owned(), |p99| notation::milliseconds(p99 * 1e3))
    };
    Row::new(vec![
        Cell::from(one),
        number(
            after.rank as f64,
            &|one| one.rank.to_string(),
            "by score, those that break no hard limit first",
        ),
        number(
            after.score,
            &|one| wording::points(one.score),
            "the sum of the contributions of all criteria",
        )
        .tone(Tone::Strong),
        points(change).derived("the second shown score minus the first, in points"),
        number(
            after.plan.planned as f64,
            &|one| notation::count(one.plan.planned),
            "workers of the capacity plan",
        ),
        number(
            after.plan.p99.unwrap_or(f64::NAN),
            &p99,
            "99th percentile of the response time at the planned size, from the queueing model",
        ),
        number(
            after.plan.peak_utilisation(),
            &|one| notation::fixed(one.plan.peak_utilisation() * 100.0, 1),
            "utilisation of the planned workers, of the busier pool where there are two",
        ),
        number(
            after.plan.usd_month(),
            &|one| notation::usd(one.plan.usd_month()),
            "everything that the plan costs, USD a month",
        ),
        limits(before, after),
    ])
}

fn limits(before: &Assessment, after: &Assessment) -> Cell {
    let kept = |one: &Assessment| if one.violations.is_empty() { "met" } else { "broken" };
    let told = |one: &Assessment| {
        let broken: Vec<String> = one.violations.iter().map(wording::limits::violation).collect();
        if broken.is_empty() { "it breaks none".to_owned() } else { broken.join("; ") }
    };
    let tone = if after.violations.is_empty() { Tone::Good } else { Tone::Bad };
    let explanation = format!("Before: {}. After: {}.", told(before), told(after));
    Cell::text(pair(kept(before), kept(after))).tone(tone).explained(explanation)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{between, with_compared};
    use super::*;

    #[test]
    fn what_is_the_same_stands_once() {
        with_compared(&["traffic.rps=25000"], |on| {
            let sheet = sheet(on);
            let node = sheet.rows.iter().find(|row| row.cells[0].text == "Node.js").unwrap();
            assert_eq!(node.cells[1].text, "1");
            assert!(node.cells[4].text.starts_with("3 → "), "{node:?}");
            assert!(sheet.note.starts_with("Node.js comes first on both sides: 3 workers, $91 a month → "));
        });
        between(&[], &["need.data_percent=100", "priority.data=10", "priority.cost=0"], |on| {
            assert!(sheet(on).note.contains("gives way to"), "{}", sheet(on).note);
        });
    }

    #[test]
    fn a_limit_that_is_broken_now_is_said() {
        with_compared(&["objective.budget_usd=200"], |on| {
            let sheet = sheet(on);
            let python = sheet.rows.iter().find(|row| row.cells[0].text == "Python").unwrap();
            assert_eq!(python.cells[8].text, "met → broken");
        });
    }
}
