//! Whether another way of adding up would give another order.

use crate::model::criteria;
use crate::model::cross_check::{CrossCheck, Method, Ordering, cross_check};
use crate::model::{Alternative, Outlook};
use crate::notation;
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(outlook: &Outlook) -> Sheet {
    let check = cross_check(outlook);
    let [own, ..] = &check.orderings;
    Sheet {
        id: SheetId::Method,
        title: "Cross-check of the method".to_owned(),
        note: note(outlook, &check),
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

fn note(outlook: &Outlook, check: &CrossCheck) -> String {
    let first = outlook.first().label();
    let verdict = if check.is_method_sensitive() {
        format!("Method-sensitive: not every method puts {first} first.")
    } else if check.agrees_entirely() {
        "All methods give the same order.".to_owned()
    } else {
        format!("Every method puts {first} first; behind it they differ.")
    };
    if outlook.competing().len() < Alternative::ALL.len() {
        format!("{verdict} Only options that break no hard limit are compared; the others come last.")
    } else {
        verdict
    }
}

fn row(ordering: &Ordering, own: &Ordering) -> Row {
    let label = ordering.method.label();
    let formula = match ordering.method {
        Method::WeightedSum => "sum of weight times value on fixed anchors; the recommendation",
        Method::Topsis => {
            "distance from the worst of each criterion over the distances from worst and best (Hwang and Yoon)"
        }
        Method::MinMax => "sum of weight times value, worst option 0 and best option 1",
    };
    let priorities: Vec<Key> = criteria::ALL.iter().map(|criterion| criterion.priority).collect();
    let mut cells = vec![Cell::text(label).explained(formula)];
    cells.extend(ordering.order.iter().map(|alternative| {
        match ordering.scores[*alternative] {
            Some(score) => Cell::from(*alternative)
                .derived(format!("{} of 100: {formula}", notation::fixed(score * 100.0, 1)))
                .of_inputs(&priorities),
            None => Cell::text(alternative.label())
                .tone(Tone::Muted)
                .explained("It breaks a hard limit that the first keeps, and is not compared."),
        }
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
            assert_eq!(same, sheet.note.starts_with("All methods"), "{}", sheet.note);
            let first = &sheet.rows[0].cells[1].text;
            let sensitive = sheet.rows.iter().any(|row| row.cells[1].text != *first);
            assert_eq!(sensitive, sheet.note.starts_with("Method-sensitive"), "{}", sheet.note);
        });
    }

    #[test]
    fn what_breaks_a_limit_comes_last_and_muted() {
        let (_, outlook) = fixture::outlook(&[("objective.budget_usd", "200")]);
        let sheet = sheet(&outlook);
        assert!(sheet.note.ends_with("the others come last."), "{}", sheet.note);
        for row in &sheet.rows {
            assert_eq!((row.cells[3].tone, row.cells[4].tone), (Tone::Muted, Tone::Muted));
            assert_eq!(row.cells[1].tone, Tone::Alternative(Alternative::Node));
        }
    }
}
