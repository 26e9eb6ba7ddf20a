//! What each option does and costs on both sides.

use super::{Compared, pair, points};
use crate::model::outlook::Assessment;
use crate::model::{Alternative, Outlook};
use crate::notation;
use crate::notation::shown::{self, Shown};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// A number of an option, which it has on each side.
pub struct Outcome {
    /// The heading.
    pub title: &'static str,
    dispensable: u8,
    /// The number, in the unit of the heading; none where there is no end.
    pub number: fn(&Assessment) -> Option<f64>,
    show: fn(f64) -> Shown,
    formula: &'static str,
}

impl Outcome {
    /// What it was and what it is; sorted by what it is.
    pub(in crate::sheets) fn cell(&self, sides: [&Assessment; 2]) -> Cell {
        let [before, after] = sides.map(self.number);
        let [was, is] = [before, after].map(|number| Cell::optional(number, self.show));
        let cell = match after {
            _ if was.text == is.text => is,
            Some(after) => Cell::ranked(after, pair(&was.text, &is.text)),
            None => Cell::text(pair(&was.text, &is.text)),
        };
        cell.derived(self.formula)
    }
}

/// How an option stands.
pub const STANDING: [Outcome; 2] = [
    Outcome {
        title: "Rank",
        dispensable: 1,
        number: |one| Some(one.rank as f64),
        show: shown::plain,
        formula: "by score, those that break no hard limit first",
    },
    Outcome {
        title: "Score",
        dispensable: 0,
        number: |one| Some(one.score),
        show: wording::shown_points,
        formula: "the sum of the contributions of all criteria",
    },
];

/// The heading of by how much the score of the second side is greater; it stands behind the scores.
pub const CHANGE: &str = "Change";

/// What the plan of an option comes to.
pub const PLAN: [Outcome; 4] = [
    Outcome {
        title: "Workers",
        dispensable: 0,
        number: |one| Some(one.plan.planned as f64),
        show: |workers| shown::fixed(workers, 0),
        formula: "workers of the capacity plan",
    },
    Outcome {
        title: "p99 ms",
        dispensable: 1,
        number: |one| Some(one.plan.p99? * 1e3),
        show: shown::milliseconds,
        formula: "99th percentile of the response time at the planned size, from the queueing model",
    },
    Outcome {
        title: "CPU %",
        dispensable: 3,
        number: |one| Some(one.plan.peak_utilisation() * 100.0),
        show: |percent| shown::fixed(percent, 1),
        formula: "utilisation of the planned workers, of the busier pool where there are two",
    },
    Outcome {
        title: "$/month",
        dispensable: 1,
        number: |one| Some(one.plan.usd_month()),
        show: shown::usd,
        formula: "everything that the plan costs, USD a month",
    },
];

/// The last heading, below which stands [`kept`].
pub const LIMITS: &str = "Hard limits";

/// Whether an option keeps the hard limits, in a word.
pub const fn kept(one: &Assessment) -> &'static str {
    if one.violations.is_empty() { "met" } else { "broken" }
}

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    let column = |outcome: &Outcome| Column::number(outcome.title, outcome.dispensable);
    let mut columns = vec![Column::text("Option", 0)];
    columns.extend(STANDING.iter().map(column));
    columns.push(Column::number(CHANGE, 0));
    columns.extend(PLAN.iter().map(column));
    columns.push(Column::text(LIMITS, 2));
    Sheet {
        id: SheetId::Outcomes,
        title: format!("Outcomes: {before} → {after}"),
        note: note(on),
        columns,
        rows: on.after.outlook.order.iter().map(|one| row(on, *one)).collect(),
    }
}

fn note(on: Compared<'_>) -> String {
    let [before, after] = [on.before, on.after].map(|side| side.outlook);
    let plan = |outlook: &Outlook| {
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
    let sides = [on.before, on.after].map(|side| &side.outlook.assessments[one]);
    let [before, after] = sides;
    let cell = |outcome: &Outcome| outcome.cell(sides);
    let change = wording::points_between(after.score, before.score);
    let mut cells = vec![Cell::from(one)];
    cells.extend(STANDING.iter().map(cell));
    cells.push(points(change).derived("the second shown score minus the first, in points"));
    cells.extend(PLAN.iter().map(cell));
    cells.push(limits(before, after));
    Row::new(cells)
}

fn limits(before: &Assessment, after: &Assessment) -> Cell {
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
