//! What another baseline does to the recommendation: two outlooks side by side.

use super::{Cell, Column, Row, Sheet, wording};
use crate::model::outlook::Assessment;
use crate::model::{Alternative, Outlook};
use crate::notation;

/// Workers, cost and score of every option before and after, in the order after.
pub fn sheet(before: &Outlook, after: &Outlook) -> Sheet {
    Sheet {
        id: "effect",
        title: "What it changes".to_owned(),
        note: recommendation(before, after),
        columns: vec![
            Column::text("Option", 0),
            Column::number("Workers", 0),
            Column::number("$/month", 0),
            Column::number("Score", 0),
            Column::text("Hard limits", 1),
        ],
        rows: after.order.iter().map(|one| row(before, after, *one)).collect(),
    }
}

/// Who comes first, and with how much.
pub fn recommendation(before: &Outlook, after: &Outlook) -> String {
    let told = |outlook: &Outlook| {
        let first = outlook.first();
        format!("{} with {} points", first.label(), wording::points(outlook.assessments[first].score))
    };
    if before.first() == after.first() {
        format!(
            "{} stays first with {} points.",
            after.first().label(),
            change(before, after, after.first(), score)
        )
    } else {
        format!("{} comes first, before it was {}.", told(after), told(before))
    }
}

fn row(before: &Outlook, after: &Outlook, one: Alternative) -> Row {
    let now = &after.assessments[one];
    let cell = |order: f64, show: fn(&Assessment) -> String| {
        Cell::number(order, change(before, after, one, show)).explained("Before and after the import.")
    };
    Row::new(vec![
        Cell::from(one),
        cell(now.plan.planned as f64, |one| notation::count(one.plan.planned)),
        cell(now.plan.usd_month(), |one| notation::usd(one.plan.usd_month())),
        cell(now.score, score),
        Cell::text(change(before, after, one, limits)),
    ])
}

fn score(one: &Assessment) -> String {
    wording::points(one.score)
}

fn limits(one: &Assessment) -> String {
    if one.violations.is_empty() { "met" } else { "broken" }.to_owned()
}

/// What was and what is, or only one of them when both are the same.
fn change(before: &Outlook, after: &Outlook, one: Alternative, show: fn(&Assessment) -> String) -> String {
    let [before, after] = [before, after].map(|outlook| show(&outlook.assessments[one]));
    if before == after { after } else { format!("{before} → {after}") }
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
