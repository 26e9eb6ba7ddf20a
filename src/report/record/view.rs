//! Parts of the tables: what a record needs of each, and no number twice.

use crate::sheets::{Cell, Heading, Row, Sheet, SheetId, Value};

/// A table without anything.
pub(super) fn empty(id: SheetId) -> Sheet {
    Sheet { id, title: String::new(), note: String::new(), columns: Vec::new(), rows: Vec::new() }
}

/// The columns with these headings, in this order.
pub(super) fn columns(sheet: &Sheet, headings: &[Heading]) -> Sheet {
    let place = |heading: &Heading| sheet.columns.iter().position(|column| column.title == heading.as_str());
    at(sheet, &headings.iter().filter_map(place).collect::<Vec<_>>())
}

/// The columns at these places.
fn at(sheet: &Sheet, places: &[usize]) -> Sheet {
    Sheet {
        columns: places.iter().filter_map(|place| sheet.columns.get(*place)).cloned().collect(),
        rows: sheet
            .rows
            .iter()
            .map(|row| Row::new(places.iter().filter_map(|place| row.cells.get(*place)).cloned().collect()))
            .collect(),
        ..sheet.clone()
    }
}

/// Two tables about the same things side by side: rows go together whose first cells are the same.
pub(super) fn beside(left: Sheet, right: &Sheet) -> Sheet {
    let missing = || vec![Cell::default(); right.columns.len().saturating_sub(1)];
    let rows = left.rows.iter().map(|row| {
        let other = right.rows.iter().find(|other| other.name() == row.name());
        let more = other.map_or_else(missing, |other| other.cells.iter().skip(1).cloned().collect());
        Row::new([row.cells.clone(), more].concat())
    });
    Sheet {
        rows: rows.collect(),
        columns: left.columns.iter().chain(right.columns.iter().skip(1)).cloned().collect(),
        ..left
    }
}

/// A table without the columns, save the first, in which no row has anything.
pub(super) fn filled(sheet: &Sheet) -> Sheet {
    let says = |cell: &Cell| cell.value != Value::Missing;
    let any = |place: usize| sheet.rows.iter().any(|row| row.cells.get(place).is_some_and(says));
    let places: Vec<usize> = (0..sheet.columns.len()).filter(|place| *place == 0 || any(*place)).collect();
    at(sheet, &places)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::Column;

    fn sheet(titles: &[&str], rows: &[&[&str]]) -> Sheet {
        Sheet {
            columns: titles.iter().map(|title| Column::text(*title, 0)).collect(),
            rows: rows
                .iter()
                .map(|row| Row::new(row.iter().map(|text| Cell::text(*text)).collect()))
                .collect(),
            ..empty(SheetId::Ranking)
        }
    }

    #[test]
    fn columns_are_taken_by_name_and_tables_joined_by_row() {
        let left = sheet(&["Option", "Rank", "Score"], &[&["x", "1", "2"], &["y", "3", "4"]]);
        let right = sheet(&["Option", "c"], &[&["y", "6"], &["x", "5"]]);
        let joined = beside(columns(&left, &[Heading::Option, Heading::Score]), &right);
        assert_eq!(joined, sheet(&["Option", "Score", "c"], &[&["x", "2", "5"], &["y", "4", "6"]]));
    }

    #[test]
    fn columns_that_say_nothing_are_left_out() {
        let full = sheet(&["Option", "a", "b"], &[&["", "–", "2"], &["", "", "4"]]);
        assert_eq!(filled(&full), sheet(&["Option", "b"], &[&["", "2"], &["", "4"]]));
    }
}
