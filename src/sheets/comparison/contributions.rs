//! What the change of each score is made of.

use super::{Compared, signed};
use crate::model::Alternative;
use crate::model::comparison::Shift;
use crate::model::criteria;
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// Points below which nothing has changed but the rounding of sums.
const NOTHING: f64 = 1e-9;

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    let rows: Vec<Row> = on.after.outlook.order.iter().flat_map(|one| rows(on, *one)).collect();
    let note = if rows.is_empty() {
        "No contribution differs.".to_owned()
    } else {
        "Weight times value. What both did together is halved between them, so that the two parts add up."
            .to_owned()
    };
    Sheet {
        id: SheetId::ContributionsCompared,
        title: "What changed the scores".to_owned(),
        note,
        columns: vec![
            Column::text("Option", 0),
            Column::text("Criterion", 0),
            Column::number(before, 2),
            Column::number(after, 1),
            Column::number("Change", 0),
            Column::number("From value", 0),
            Column::number("From weight", 0),
        ],
        rows,
    }
}

/// The criteria that changed for an option by points that can be seen, those that changed it most first, and their sum.
fn rows(on: Compared<'_>, one: Alternative) -> Vec<Row> {
    let is_seen = |before: f64, after: f64| wording::points_between(after, before).abs() > NOTHING;
    let mut changed: Vec<(usize, Shift)> = on.comparison.shifts[one]
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, shift)| {
            is_seen(shift.before, shift.after)
                || is_seen(0.0, shift.from_value)
                || is_seen(0.0, shift.from_weight)
        })
        .collect();
    changed.sort_by(|(_, a), (_, b)| b.change().abs().total_cmp(&a.change().abs()));
    if changed.is_empty() {
        return Vec::new();
    }
    let sum = Row::new(score(on, one));
    changed
        .into_iter()
        .map(|(criterion, shift)| Row::new(row(on, one, criterion, &shift)))
        .chain([sum])
        .collect()
}

fn row(on: Compared<'_>, one: Alternative, position: usize, shift: &Shift) -> Vec<Cell> {
    let Some(criterion) = criteria::ALL.get(position) else { return Vec::new() };
    let [before, after] = [on.before, on.after].map(|side| {
        let at = |list: &[f64]| list.get(position).copied().unwrap_or_default();
        (at(&side.outlook.weights), at(&side.outlook.assessments[one].values))
    });
    let inputs: Vec<Key> = criterion.weight_inputs().collect();
    let told = |(from, to): (f64, f64), digits| {
        let show = |value| crate::notation::fixed(value, digits);
        format!("from {} to {}", show(from), show(to))
    };
    let weights = told((before.0 * 100.0, after.0 * 100.0), 1);
    let values = told((before.1, after.1), 2);
    let shown =
        parts(wording::points_between(shift.after, shift.before), shift.from_value, shift.from_weight);
    vec![
        Cell::from(one),
        Cell::text(criterion.label),
        Cell::number(shift.before, wording::shown_points(shift.before))
            .explained(format!("Its points in {}.", on.names[0])),
        Cell::number(shift.after, wording::shown_points(shift.after))
            .derived(format!("100 · weight · value, the value being: {}", criterion.formula))
            .of_inputs(&inputs),
        change(shift.before, shift.after).derived(
            "the second shown number minus the first: the part from the value and the part from the weight",
        ),
        part(shift.from_value, shown[0])
            .derived(format!("100 · the change of the value ({values}) · the mean of both weights")),
        part(shift.from_weight, shown[1])
            .derived(format!("100 · the change of the weight ({weights} %) · the mean of both values"))
            .of_inputs(&inputs),
    ]
}

/// What has been added, as who subtracts the shown numbers finds it.
fn change(before: f64, after: f64) -> Cell {
    Cell::number(after - before, signed(wording::points_between(after, before))).tone(Tone::Strong)
}

/// The two parts of a change as they are shown: so that they add up to the change beside them, the greater one takes
/// what rounding has left over.
fn parts(change: f64, from_value: f64, from_weight: f64) -> [f64; 2] {
    if from_value.abs() >= from_weight.abs() {
        let weight = wording::points_between(from_weight, 0.0);
        [wording::points_between(change, weight), weight]
    } else {
        let value = wording::points_between(from_value, 0.0);
        [value, wording::points_between(change, value)]
    }
}

/// A part, with the number it is shown as.
fn part(points: f64, shown: f64) -> Cell {
    Cell::number(points, signed(shown))
}

fn score(on: Compared<'_>, one: Alternative) -> Vec<Cell> {
    let [before, after] = [on.before, on.after].map(|side| side.outlook.assessments[one].score);
    let shifts = &on.comparison.shifts[one];
    let sum = |part: fn(&Shift) -> f64| shifts.iter().map(part).sum::<f64>();
    let (from_value, from_weight) = (sum(|shift| shift.from_value), sum(|shift| shift.from_weight));
    let shown = parts(wording::points_between(after, before), from_value, from_weight);
    let total =
        |value: f64, shown: f64| part(value, shown).tone(Tone::Strong).derived("the sum of the points above");
    let score = |value: f64| {
        Cell::number(value, wording::shown_points(value))
            .tone(Tone::Strong)
            .derived("the sum of all contributions")
    };
    vec![
        Cell::from(one),
        Cell::text("score").tone(Tone::Strong),
        score(before),
        score(after),
        change(before, after).derived("the second shown score minus the first"),
        total(from_value, shown[0]),
        total(from_weight, shown[1]),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::tests::{sum, with_compared};
    use super::*;

    #[test]
    fn the_parts_of_every_option_add_up_to_its_score() {
        with_compared(&["traffic.rps=90000", "priority.cost=9", "need.data_percent=40"], |on| {
            let sheet = sheet(on);
            for one in Alternative::ALL {
                let own = |row: &Row| row.cells[0].text == one.label();
                let change = sum(&sheet, |row| own(row) && row.cells[1].text == "score", 4);
                let parts = |column| sum(&sheet, |row| own(row) && row.cells[1].text != "score", column);
                assert!((parts(4) - change).abs() < 1e-9);
                assert!((parts(5) + parts(6) - change).abs() < 1e-9);
            }
        });
    }

    #[test]
    fn a_change_is_the_difference_of_the_numbers_beside_it_and_the_sum_of_its_parts() {
        let shown = |cell: &Cell| match cell.text.replace('−', "-").as_str() {
            crate::notation::NONE => 0.0,
            text => text.parse::<f64>().unwrap(),
        };
        for sets in [["traffic.rps=90000"], ["need.data_percent=43"], ["team.js=31"], ["priority.cost=9"]] {
            with_compared(&sets, |on| {
                for row in &sheet(on).rows {
                    let [before, after, change] = [2, 3, 4].map(|column| shown(&row.cells[column]));
                    assert!((after - before - change).abs() < 1e-9, "{row:?}");
                    let parts = shown(&row.cells[5]) + shown(&row.cells[6]);
                    assert!((parts - change).abs() < 1e-9, "{row:?}");
                }
            });
        }
    }

    #[test]
    fn only_what_changed_is_listed() {
        with_compared(&["traffic.rps=25000"], |on| {
            let sheet = sheet(on);
            assert!(
                sheet.rows.iter().all(|row| row.cells[6].text == crate::notation::NONE),
                "no weight changed"
            );
            assert!(sheet.rows.iter().any(|row| row.cells[1].text == "Cost"));
            assert!(sheet.rows.iter().all(|row| row.cells[1].text != "Hiring reach"));
        });
        with_compared(&[], |on| assert_eq!(sheet(on).note, "No contribution differs."));
    }
}
