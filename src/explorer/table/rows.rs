//! Which rows of a sheet are seen, and in which order.

use std::cmp::Ordering;

use crate::sheets::{Cell, Row, Sheet, Value};
use crate::widgets::data_table::Sort;

/// The positions of the rows that a filter lets through, sorted. The sort is stable, and cells without a value
/// come last either way.
pub(super) fn rows(sheet: &Sheet, sort: Option<Sort>, filter: &str) -> Vec<usize> {
    let words: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
    let mut seen: Vec<(usize, &Row)> =
        sheet.rows.iter().enumerate().filter(|(_, row)| matches(row, &words)).collect();
    if let Some(Sort { column, descending }) = sort {
        seen.sort_by(|(_, a), (_, b)| match (a.cells.get(column), b.cells.get(column)) {
            (Some(a), Some(b)) => compare(a, b, descending),
            _ => Ordering::Equal,
        });
    }
    seen.into_iter().map(|(position, _)| position).collect()
}

/// A row is seen when every word of the filter stands somewhere in it, upper or lower case.
fn matches(row: &Row, words: &[String]) -> bool {
    words.iter().all(|word| row.cells.iter().any(|cell| cell.text.to_lowercase().contains(word.as_str())))
}

fn compare(a: &Cell, b: &Cell, descending: bool) -> Ordering {
    let turned = |ordering: Ordering| if descending { ordering.reverse() } else { ordering };
    match (Place::of(a), Place::of(b)) {
        (Place::Number(a), Place::Number(b)) => turned(a.total_cmp(&b)),
        (Place::Text(a), Place::Text(b)) => turned(a.to_lowercase().cmp(&b.to_lowercase())),
        (a, b) => a.kind().cmp(&b.kind()),
    }
}

/// What a cell is sorted by.
enum Place<'a> {
    Number(f64),
    Text(&'a str),
    Missing,
}

impl<'a> Place<'a> {
    fn of(cell: &'a Cell) -> Self {
        match cell.place() {
            Some(number) => Self::Number(number),
            None if cell.value == Value::Missing => Self::Missing,
            None => Self::Text(&cell.text),
        }
    }

    /// Numbers come before texts, and both before what is missing.
    const fn kind(&self) -> u8 {
        match self {
            Self::Number(_) => 0,
            Self::Text(_) => 1,
            Self::Missing => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{NONE, shown};
    use crate::sheets::Column;
    use crate::sheets::SheetId;

    fn sheet() -> Sheet {
        let row = |name: &str, value: Option<f64>| {
            Row::new(vec![Cell::text(name), Cell::optional(value, shown::plain)])
        };
        Sheet {
            id: SheetId::Ranking,
            title: String::new(),
            note: String::new(),
            columns: vec![Column::text("name", 0), Column::number("value", 0)],
            rows: vec![
                row("beta", Some(10.0)),
                row("Alpha", Some(9.0)),
                row("gamma", None),
                row("delta", Some(100.0)),
            ],
        }
    }

    #[test]
    fn numbers_sort_as_numbers_and_missing_ones_come_last() {
        let by = |descending| rows(&sheet(), Some(Sort { column: 1, descending }), "");
        assert_eq!(by(false), [1, 0, 3, 2]);
        assert_eq!(by(true), [3, 0, 1, 2]);
    }

    #[test]
    fn texts_sort_without_regard_to_case() {
        assert_eq!(rows(&sheet(), Some(Sort { column: 0, descending: false }), ""), [1, 0, 3, 2]);
    }

    #[test]
    fn texts_that_are_missing_come_last() {
        let mut sheet = sheet();
        for (row, text) in sheet.rows.iter_mut().zip(["", "b", NONE, "a"]) {
            row.cells[0] = Cell::text(text);
        }
        let by = |descending| rows(&sheet, Some(Sort { column: 0, descending }), "");
        assert_eq!(by(false), [3, 1, 0, 2]);
        assert_eq!(by(true), [1, 3, 0, 2]);
    }

    #[test]
    fn a_filter_wants_every_word_somewhere_in_the_row() {
        assert_eq!(rows(&sheet(), None, "ALPHA"), [1]);
        assert_eq!(rows(&sheet(), None, "ta 10"), [0, 3]);
        assert_eq!(rows(&sheet(), None, "zeta"), Vec::<usize>::new());
    }

    #[test]
    fn a_column_that_is_not_there_changes_nothing() {
        assert_eq!(rows(&sheet(), Some(Sort { column: 9, descending: true }), ""), [0, 1, 2, 3]);
    }
}
