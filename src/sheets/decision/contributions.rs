//! What the scores are made of: the values of the criteria, and their weighted sum.

use super::figures;
use crate::catalog::named;
use crate::model::criteria::{self, Criterion};
use crate::model::outlook::Assessment;
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::{self, operand, shown};
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone};

/// The columns before those of the alternatives.
const LEADING: usize = 3;

/// The row and the column of the points that a criterion, by its position, adds to an alternative.
pub const fn points_cell(criterion: usize, alternative: Alternative) -> (usize, usize) {
    (criterion, LEADING + alternative.index())
}

/// A column for each alternative.
fn per_alternative() -> impl Iterator<Item = Column> {
    Alternative::ALL.into_iter().map(|one| Column::number(Heading::Alternative(one), 0))
}

/// The points that each criterion adds.
pub(super) fn contributions(facts: &Facts, outlook: &Outlook) -> Sheet {
    let mut columns = vec![
        Column::text(Heading::Criterion, 0),
        Column::number("Weight %", 1),
        Column::number("Priority", 2),
    ];
    columns.extend(per_alternative());
    let mut rows: Vec<Row> = criteria::ALL
        .iter()
        .enumerate()
        .map(|(index, criterion)| contribution(facts, outlook, index, criterion))
        .collect();
    rows.push(score(outlook));
    Sheet {
        id: SheetId::Contributions,
        title: "Points by criterion".to_owned(),
        note: "Points are 100 times weight times value; a score is their sum, then rounded.".to_owned(),
        columns,
        rows,
    }
}

fn contribution(facts: &Facts, outlook: &Outlook, index: usize, criterion: &Criterion) -> Row {
    let inputs: Vec<Key> = criterion.weight_inputs().collect();
    let emphases = criteria::emphases(facts.constants(outlook.inputs.edition), &outlook.inputs);
    let emphasis = emphases.get(index).copied().unwrap_or_default();
    let all: f64 = emphases.iter().sum();
    let weight = outlook.weights.get(index).copied().unwrap_or_default() * 100.0;
    let priority = outlook.inputs[criterion.priority];
    let share = if all > 0.0 {
        format!("100 × {} / {}", operand(emphasis), operand(all))
    } else {
        format!("all are 0, so that each has 100 / {}", criteria::COUNT)
    };
    let mut cells = vec![
        Cell::text(criterion.label),
        Cell::number(weight, shown::fixed(weight, 1))
            .derived(
                "priority as a share of all criteria, each times its need and the factor of full need where it \
                 has one",
            )
            .of_figures(&NEED_FACTORS)
            .of_inputs(&all_weighing(criterion))
            .calculated(share),
        Cell::number(priority, shown::plain(priority)).input(criterion.priority),
    ];
    cells.extend(outlook.assessments.iter().map(|(alternative, one)| {
        let points = one.contributions.get(index).copied().unwrap_or_default();
        let value = one.values.get(index).copied().unwrap_or_default();
        let ids = figures(&facts.catalog, criterion, alternative);
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        Cell::number(points, shown::fixed(points, 1))
            .derived(format!("100 × weight × value, the value being: {}", criterion.formula))
            .of_figures(&ids)
            .of_inputs(&inputs)
            .calculated(format!("{} × {}", operand(weight), operand(value)))
    }));
    Row::new(cells)
}

/// The figures that needs are multiplied by.
const NEED_FACTORS: [&str; 3] = [
    named::CRITERION_DATA_NEED_FACTOR,
    named::CRITERION_FRONTEND_NEED_FACTOR,
    named::CRITERION_EDGE_NEED_FACTOR,
];

/// What a weight depends on: those of its own criterion first, then those that it is a share among.
fn all_weighing(criterion: &Criterion) -> Vec<Key> {
    let own: Vec<Key> = criterion.weight_inputs().collect();
    let others = criteria::ALL.iter().flat_map(Criterion::weight_inputs).filter(|key| !own.contains(key));
    own.iter().copied().chain(others).collect()
}

fn score(outlook: &Outlook) -> Row {
    let priorities: Vec<Key> = criteria::ALL.iter().map(|criterion| criterion.priority).collect();
    let mut cells = vec![
        Cell::text("score").tone(Tone::Strong),
        Cell::number(100.0, shown::fixed(outlook.weights.iter().sum::<f64>() * 100.0, 1))
            .derived("the sum of the weights")
            .of_inputs(&priorities),
        Cell::none().explained("A sum of priorities has no meaning of its own."),
    ];
    cells.extend(outlook.assessments.iter().map(|(_, one)| {
        Cell::number(one.score, shown::fixed(one.score, 1))
            .tone(Tone::Strong)
            .derived("the sum of the points above")
            .of_inputs(&priorities)
            .calculated(sum_of_points(one))
    }));
    Row::new(cells)
}

/// What a score is the sum of, the most first.
pub(super) fn sum_of_points(one: &Assessment) -> String {
    let mut points = one.contributions;
    points.sort_by(|a, b| b.total_cmp(a));
    points.map(|points| notation::fixed(points, 2)).join(" + ")
}

/// The values before they are weighted.
pub(super) fn values(facts: &Facts, outlook: &Outlook) -> Sheet {
    let mut columns = vec![Column::text(Heading::Criterion, 0)];
    columns.extend(per_alternative());
    let rows = criteria::ALL
        .iter()
        .enumerate()
        .map(|(index, criterion)| {
            let mut cells = vec![Cell::text(criterion.label)];
            cells.extend(outlook.assessments.iter().map(|(alternative, one)| {
                let value = one.values.get(index).copied().unwrap_or_default();
                let ids = figures(&facts.catalog, criterion, alternative);
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                Cell::number(value, shown::fixed(value, 2)).derived(criterion.formula).of_figures(&ids)
            }));
            Row::new(cells)
        })
        .collect();
    Sheet {
        id: SheetId::CriterionValues,
        title: "Values by criterion".to_owned(),
        note: "0 is the worst anchor or worse, 1 the best or better. Anchors are fixed, so a value does not depend on the \
               other options."
            .to_owned(),
        columns,
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::registry::{NEED_DATA, PRIORITY_DATA};
    use crate::sheets::{Origin, fixture};

    fn number(cell: &Cell) -> f64 {
        cell.place().unwrap_or(f64::NAN)
    }

    #[test]
    fn the_points_of_a_column_add_up_to_its_score() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = contributions(facts, outlook);
            let (score, criteria) = sheet.rows.split_last().unwrap();
            assert_eq!(score.cells[0].text, "score");
            for column in LEADING..LEADING + Alternative::ALL.len() {
                let sum: f64 = criteria.iter().map(|row| number(&row.cells[column])).sum();
                assert!((sum - number(&score.cells[column])).abs() < 1e-9);
            }
            let weights: f64 = criteria.iter().map(|row| number(&row.cells[1])).sum();
            assert!((weights - 100.0).abs() < 1e-9);
        });
    }

    #[test]
    fn the_cell_of_points_is_where_they_stand() {
        let (facts, outlook) = fixture::default();
        let sheet = contributions(&facts, &outlook);
        for (index, _) in criteria::ALL.iter().enumerate() {
            for (alternative, one) in outlook.assessments.iter() {
                let (row, column) = points_cell(index, alternative);
                assert_eq!(sheet.columns[column].title, alternative.label());
                assert!((number(&sheet.rows[row].cells[column]) - one.contributions[index]).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn a_weight_with_a_need_names_both_sliders() {
        let (facts, outlook) = fixture::default();
        let sheet = contributions(&facts, &outlook);
        let data = sheet.rows.iter().find(|row| row.cells[0].text == "Data ecosystem").unwrap();
        let Origin::Derived { inputs, figures, .. } = &data.cells[3].origin else { panic!("not derived") };
        assert_eq!(*inputs, [PRIORITY_DATA, NEED_DATA]);
        assert_eq!(*figures, ["judgement.data.node"]);
        assert_eq!(data.cells[2].origin, Origin::Input(PRIORITY_DATA));
    }

    #[test]
    fn values_lie_between_nothing_and_one() {
        fixture::for_awkward_inputs(|facts, outlook| {
            for row in values(facts, outlook).rows {
                assert!(row.cells.iter().skip(1).all(|cell| (0.0..=1.0).contains(&number(cell))));
            }
        });
    }
}
