//! What has changed in a table against the same table of another scenario.
//!
//! One way for every table: rows are matched by their names, columns by their headings, and a cell has changed when it
//! reads otherwise.

use std::collections::{BTreeMap, HashMap};

use super::{Cell, Column, Row, Sheet, Value};
use crate::notation;
use crate::notation::shown::Numeral;

/// The cells of a table that read otherwise than their counterparts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes(BTreeMap<(usize, usize), Change>);

/// How a cell has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What the counterpart shows.
    pub before: String,
    /// How much has been added, where both are numbers of one unit.
    pub difference: Option<f64>,
    /// Digits behind the point that the difference has to be shown with.
    decimals: usize,
}

impl Change {
    /// How much the difference is, without its sign: `1.2`.
    pub fn amount(&self) -> Option<String> {
        self.difference.map(|difference| notation::fixed(difference.abs(), self.decimals))
    }

    /// The difference with its sign: `+1.2`, `−3`.
    pub fn signed(&self) -> Option<String> {
        self.difference
            .map(|difference| notation::change(difference, self.decimals))
            .filter(|text| !text.is_empty())
    }
}

impl Changes {
    /// What differs in a table from an earlier one.
    pub fn between(before: &Sheet, after: &Sheet) -> Self {
        if before == after {
            return Self::default();
        }
        let columns: Vec<Option<usize>> = after
            .columns
            .iter()
            .map(|Column { title, .. }| before.columns.iter().position(|column| column.title == *title))
            .collect();
        let mut rows = by_name(before);
        let mut changes = BTreeMap::new();
        for (position, row) in after.rows.iter().enumerate() {
            let Some(counterpart) = rows.get_mut(row.name()).and_then(Vec::pop) else { continue };
            for (column, cell) in row.cells.iter().enumerate().skip(1) {
                let other = columns.get(column).copied().flatten().and_then(|at| counterpart.cells.get(at));
                if let Some(other) = other.filter(|other| other.text != cell.text) {
                    changes.insert((position, column), Change::new(other, cell));
                }
            }
        }
        Self(changes)
    }

    /// How a cell has changed, by its row and column in the sheet's own order; none if it has not.
    pub fn get(&self, row: usize, column: usize) -> Option<&Change> {
        self.0.get(&(row, column))
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The rows by their names; of several of one name the first is taken first.
fn by_name(sheet: &Sheet) -> HashMap<&str, Vec<&Row>> {
    let mut rows: HashMap<&str, Vec<&Row>> = HashMap::new();
    for row in sheet.rows.iter().rev() {
        rows.entry(row.name()).or_default().push(row);
    }
    rows
}

impl Change {
    fn new(before: &Cell, after: &Cell) -> Self {
        let both = number(before).zip(number(after));
        let both = both.filter(|((_, old), (_, new))| old.is_alike(new));
        Self {
            before: before.text.clone(),
            // Of the numbers as they are shown: who subtracts them finds the same.
            difference: both.map(|((old, _), (new, _))| new - old),
            decimals: both.map_or(0, |((_, old), (_, new))| old.decimals.max(new.decimals)),
        }
    }
}

/// The number that a cell shows, as it stands there.
fn number(cell: &Cell) -> Option<(f64, &Numeral)> {
    let Value::Number { numeral, .. } = &cell.value else { return None };
    numeral.number.map(|number| (number, numeral))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::shown;
    use crate::sheets::Cell;
    use crate::sheets::SheetId;

    fn sheet(titles: &[&str], rows: &[&[&str]]) -> Sheet {
        Sheet {
            id: SheetId::Ranking,
            title: String::new(),
            note: String::new(),
            columns: titles.iter().map(|title| Column::text(*title, 0)).collect(),
            rows: rows
                .iter()
                .map(|cells| Row::new(cells.iter().map(|text| Cell::text(*text)).collect()))
                .collect(),
        }
    }

    #[test]
    fn rows_are_found_by_name_and_columns_by_heading_wherever_they_stand() {
        let before =
            sheet(&["Option", "Score", "Workers"], &[&["Node.js", "76.2", "3"], &["Go", "59.5", "5"]]);
        let after =
            sheet(&["Option", "Workers", "Score"], &[&["Go", "5", "60.0"], &["Node.js", "7", "71.0"]]);
        let changes = Changes::between(&before, &after);
        assert_eq!(changes.get(0, 1), None);
        assert_eq!(changes.get(0, 2).unwrap().before, "59.5");
        assert_eq!(changes.get(1, 1).unwrap().before, "3");
        assert_eq!(changes.get(1, 2).unwrap().before, "76.2");
        assert!(Changes::between(&before, &before).is_empty());
    }

    #[test]
    fn rows_of_one_name_are_taken_in_their_order_and_new_ones_have_no_counterpart() {
        let before = sheet(&["A", "B"], &[&["x", "1"], &["x", "2"]]);
        let after = sheet(&["A", "B"], &[&["x", "1"], &["x", "3"], &["x", "9"], &["y", "9"]]);
        let changes = Changes::between(&before, &after);
        assert_eq!(changes.0.keys().collect::<Vec<_>>(), [&(1, 1)]);
    }

    #[test]
    fn the_difference_is_that_of_the_shown_numbers_in_one_unit() {
        let number = |value, shown| Cell::number(value, shown);
        let text = |text: &str| Cell::text(text);
        for (before, after, signed) in [
            (number(9_340.2, shown::fixed(9_340.2, 0)), number(12e3, shown::count(12_000)), Some("+2,660")),
            (
                number(0.77, shown::milliseconds(0.77)),
                number(12.5, shown::milliseconds(12.5)),
                Some("+11.73"),
            ),
            (
                number(0.357, shown::percent_of_one(0.357)),
                number(0.4, shown::percent_of_one(0.4)),
                Some("+4.3"),
            ),
            (number(-3.5, shown::fixed(-3.5, 1)), number(2.5, shown::fixed(2.5, 1)), Some("+6.0")),
            (number(0.1, shown::chance(0.000_01, 1)), number(0.5, shown::chance(0.5, 1)), None),
            (number(5.0, shown::plain(5.0).of("ms")), number(5.0, shown::plain(5.0).of("s")), None),
            (number(5.0, shown::plain(5.0)), number(6.0, shown::plain(6.0)).doubted("?"), None),
            (Cell::none(), number(12.5, shown::plain(12.5)), None),
            (Cell::ranked(1.0, "2026-11-22"), Cell::ranked(2.0, "2027-01-01"), None),
            (text("Node.js 24"), text("Node.js 26"), None),
            (text(""), text("9"), None),
        ] {
            assert_eq!(Change::new(&before, &after).signed().as_deref(), signed, "{before:?} {after:?}");
        }
    }
}
