//! The outcomes with a column for each side.

use crate::model::Alternative;
use crate::notation::shown;
use crate::sheets::comparison::Compared;
use crate::sheets::comparison::outcomes::{CHANGE, LIMITS, Outcome, PLAN, STANDING, kept};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId};

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let both = |name: &str| on.titles.map(|title| format!("{name} {title}"));
    let each = |outcome: &Outcome| both(outcome.title);
    let numbers = STANDING.iter().flat_map(each).chain([CHANGE.to_owned()]).chain(PLAN.iter().flat_map(each));
    let numbers = numbers.map(|title| Column::number(title, 0));
    let limits = both(LIMITS).map(|title| Column::text(title, 0));
    Sheet {
        id: SheetId::Outcomes,
        title: String::new(),
        note: String::new(),
        columns: std::iter::once(Column::text("Option", 0)).chain(numbers).chain(limits).collect(),
        rows: on.after.outlook.order.iter().map(|one| row(on, *one)).collect(),
    }
}

fn row(on: Compared<'_>, one: Alternative) -> Row {
    let sides = [on.before, on.after].map(|side| &side.outlook.assessments[one]);
    let [before, after] = sides;
    let each = |outcome: &Outcome| sides.map(outcome.number);
    let change = Some(after.score - before.score);
    let numbers = STANDING.iter().flat_map(each).chain([change]).chain(PLAN.iter().flat_map(each));
    let numbers = numbers.map(|number| Cell::optional(number, shown::plain));
    let limits = sides.map(|side| Cell::text(kept(side)));
    Row::new(std::iter::once(Cell::from(one)).chain(numbers).chain(limits).collect())
}
