//! What another baseline does to the recommendation: two outlooks side by side.

use super::comparison::outcomes::{LIMITS, PLAN, STANDING, kept};
use super::comparison::pair;
use super::{Cell, Column, Row, Sheet, wording};
use crate::model::{Alternative, Outlook};
use crate::sheets::SheetId;

/// Workers, cost and score of every option before and after, in the order after.
pub fn sheet(before: &Outlook, after: &Outlook) -> Sheet {
    let ([_, score], [workers, .., usd]) = (&STANDING, &PLAN);
    let shown = [workers, usd, score];
    let mut columns = vec![Column::text("Option", 0)];
    columns.extend(shown.map(|outcome| Column::number(outcome.title, 0)));
    columns.push(Column::text(LIMITS, 1));
    let row = |one: &Alternative| {
        let sides = [before, after].map(|outlook| &outlook.assessments[*one]);
        let [was, is] = sides.map(kept);
        let mut cells = vec![Cell::from(*one)];
        cells.extend(shown.map(|outcome| outcome.cell(sides).explained("Before and after the import.")));
        cells.push(Cell::text(pair(was, is)));
        Row::new(cells)
    };
    Sheet {
        id: SheetId::Effect,
        title: "What it changes".to_owned(),
        note: recommendation(before, after),
        columns,
        rows: after.order.iter().map(row).collect(),
    }
}

/// Who comes first, and with how much.
pub fn recommendation(before: &Outlook, after: &Outlook) -> String {
    let points = |outlook: &Outlook, one| wording::points(outlook.assessments[one].score);
    let told = |outlook: &Outlook| {
        let first = outlook.first();
        format!("{} with {} points", first.label(), points(outlook, first))
    };
    let first = after.first();
    if before.first() == first {
        let points = pair(&points(before, first), &points(after, first));
        format!("{} stays first with {points} points.", first.label())
    } else {
        format!("{} comes first, before it was {}.", told(after), told(before))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Runtime;
    use crate::model::evaluate;
    use crate::scenario::measured::Measured;
    use crate::sheets::fixture;

    /// What follows when Node.js was measured with so many successful requests per second on two cores.
    fn measured(rps_ok: f64) -> Outlook {
        let (facts, mut scenario) = fixture::measured();
        let measured = scenario.measured.get(Runtime::Node).unwrap().clone();
        scenario.measure(Runtime::Node, Measured { rps_ok, ..measured }).unwrap();
        evaluate(&facts, &scenario)
    }

    #[test]
    fn a_slower_baseline_takes_more_workers_and_what_stays_is_said_once() {
        let (facts, before) = fixture::default();
        let after = measured(4_000.0);
        let sheet = sheet(&before, &after);
        let of = |name: &str| sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
        assert!(of("Node.js").cells[1].text.starts_with("3 → "), "{:?}", of("Node.js"));
        assert_eq!(of("Python").cells[1].text, "14");
        assert_eq!(sheet.rows[0].cells[0].text, after.first().label());
        fixture::check(&facts, &[sheet]);
    }

    #[test]
    fn another_recommendation_names_both() {
        let (_, before) = fixture::default();
        let told = recommendation(&before, &measured(20.0));
        assert!(told.contains(" comes first, before it was Node.js with 76.2 points."), "{told}");
        assert_eq!(recommendation(&before, &before), "Node.js stays first with 76.2 points.");
    }
}
