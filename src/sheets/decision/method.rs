//! Whether another way of adding up would give another order.

use crate::model::Outlook;
use crate::model::PerAlternative;
use crate::model::criteria;
use crate::model::cross_check::{CrossCheck, Method, Ordering, cross_check};
use crate::notation;
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Column, Row, Sheet, Tone};

pub(super) fn sheet(outlook: &Outlook) -> Sheet {
    let values = PerAlternative::from_fn(|alternative| outlook.assessments[alternative].values);
    let check = cross_check(&outlook.weights, &values);
    let [own, ..] = &check.orderings;
    Sheet {
        id: "method",
        title: "Cross-check of the method".to_owned(),
        note: note(&check),
        columns: vec![
            Column::text("Method", 0),
            Column::text("1st", 0),
            Column::text("2nd", 0),
            Column::text("3rd", 0),
            Column::text("4th", 0),
            Column::text("Same order", 1),
        ],
        rows: check.orderings.iter().map(|ordering| row(ordering, own)).collect(),
    }
}

fn note(check: &CrossCheck) -> String {
    let [own, ..] = &check.orderings;
    let [first, ..] = own.order;
    let verdict = if check.agrees_entirely() {
        "All methods give the same order.".to_owned()
    } else if check.agrees_on_first() {
        format!("Method-sensitive behind the first: every method puts {} first.", first.label())
    } else {
        "Method-sensitive: not every method puts the same option first.".to_owned()
    };
    format!("{verdict} Hard limits are left aside here.")
}

fn row(ordering: &Ordering, own: &Ordering) -> Row {
    let (label, formula) = match ordering.method {
        Method::WeightedSum => {
            ("Weighted sum", "sum of weight times value on fixed anchors; the recommendation")
        }
        Method::Topsis => (
            "TOPSIS",
            "distance from the worst of each criterion over the distances from worst and best (Hwang and Yoon)",
        ),
        Method::MinMax => ("Min–max sum", "sum of weight times value, worst option 0 and best option 1"),
    };
    let priorities: Vec<Key> = criteria::ALL.iter().map(|criterion| criterion.priority).collect();
    let mut cells = vec![Cell::text(label).explained(formula)];
    cells.extend(ordering.order.iter().map(|alternative| {
        let score = notation::fixed(ordering.scores[*alternative] * 100.0, 1);
        Cell::from(*alternative).derived(format!("{score} of 100: {formula}"), &[], &priorities)
    }));
    let same = ordering.order == own.order;
    cells.push(Cell::text(if same { "yes" } else { "no" }).tone(if same {
        Tone::Muted
    } else {
        Tone::Warning
    }));
    Row::new(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn the_weighted_sum_is_that_of_the_ranking() {
        let (_, outlook) = fixture::default();
        let sheet = sheet(&outlook);
        let names: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(names, ["Weighted sum", "Node.js", "Hybrid", "Python", "Go", "yes"]);
    }

    #[test]
    fn the_note_says_whether_the_method_matters() {
        fixture::for_awkward_inputs(|_, outlook| {
            let sheet = sheet(outlook);
            let same = sheet.rows.iter().all(|row| row.cells[5].text == "yes");
            assert_eq!(!same, sheet.note.starts_with("Method-sensitive"), "{}", sheet.note);
        });
    }
}
