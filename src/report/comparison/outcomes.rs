//! The outcomes with a column for each side.

use crate::model::Alternative;
use crate::model::outlook::Assessment;
use crate::notation;
use crate::sheets::comparison::{Compared, FIRST};
use crate::sheets::{Cell, Column, Row, Sheet};

/// A heading, and what stands below it.
type Number = (&'static str, fn(&Assessment) -> Option<f64>);

/// How an option stands on each side.
const STANDING: [Number; 2] = [("Rank", |one| Some(one.rank as f64)), ("Score", |one| Some(one.score))];

/// The heading of by how much the score of the second side is greater.
const CHANGE: &str = "Change";

/// What the plan of an option comes to on each side.
const PLAN: [Number; 4] = [
    ("Workers", |one| Some(one.plan.planned as f64)),
    ("p99 ms", |one| Some(one.plan.p99? * 1e3)),
    ("CPU %", |one| Some(one.plan.peak_utilisation() * 100.0)),
    ("$/month", |one| Some(one.plan.usd_month())),
];

/// The last headings, whose cells hold words.
const LIMITS: &str = "Hard limits";

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let both = |name: &str| on.titles.map(|title| format!("{name} {title}"));
    let each = |(name, _): &Number| both(name);
    let numbers = STANDING.iter().flat_map(each).chain([CHANGE.to_owned()]).chain(PLAN.iter().flat_map(each));
    let numbers = numbers.map(|title| Column::number(title, 0));
    let limits = both(LIMITS).map(|title| Column::text(title, 0));
    Sheet {
        id: FIRST,
        title: String::new(),
        note: String::new(),
        columns: std::iter::once(Column::text("Option", 0)).chain(numbers).chain(limits).collect(),
        rows: on.after.outlook.order.iter().map(|one| row(on, *one)).collect(),
    }
}

fn row(on: Compared<'_>, one: Alternative) -> Row {
    let sides = [on.before, on.after].map(|side| &side.outlook.assessments[one]);
    let [before, after] = sides;
    let each = |(_, number): &Number| sides.map(number);
    let change = Some(after.score - before.score);
    let numbers = STANDING.iter().flat_map(each).chain([change]).chain(PLAN.iter().flat_map(each));
    let numbers = numbers.map(|number| Cell::optional(number, notation::plain));
    let limits = sides.map(|side| Cell::text(if side.violations.is_empty() { "met" } else { "broken" }));
    Row::new(std::iter::once(Cell::from(one)).chain(numbers).chain(limits).collect())
}
