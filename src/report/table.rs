//! A sheet as plain text and as CSV.

mod csv;
mod grid;

use self::grid::Grid;
use crate::sheets::Sheet;
pub use csv::csv;

/// What stands for a table without rows.
pub(super) const EMPTY: &str = "None.";

/// A sheet as lines of text, columns lined up, numbers to the right; one line for each row, however wide that is: for
/// lists that are searched as much as read.
pub fn text(sheet: &Sheet) -> String {
    Grid::of(sheet).map_or_else(|| format!("{EMPTY}\n"), |grid| grid.lines(&grid.widths()))
}

/// A sheet as lines of at most a hundred cells, as far as its words allow: for reading.
///
/// As a table if it fits when long texts are broken into lines. Otherwise numbers as several tables one below the
/// other, and texts as paragraphs, one for each row, that name every cell by its heading.
pub fn page(sheet: &Sheet) -> String {
    Grid::of(sheet).map_or_else(|| format!("{EMPTY}\n"), |grid| grid.page())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::shown;
    use crate::sheets::{Cell, Column, Row, SheetId};

    fn sheet() -> Sheet {
        Sheet {
            id: SheetId::Ranking,
            title: String::new(),
            note: String::new(),
            columns: vec![Column::text("Name", 0), Column::number("USD", 0)],
            rows: vec![
                Row::new(vec![Cell::text("a | b, \"c\""), Cell::number(1234.567, shown::fixed(1234.567, 0))]),
                Row::new(vec![Cell::text("日本"), Cell::none()]),
            ],
        }
    }

    #[test]
    fn columns_of_text_line_up_by_the_width_on_the_terminal() {
        assert_eq!(
            text(&sheet()),
            "Name          USD\n\
             ----------  -----\n\
             a | b, \"c\"  1,235\n\
             日本            –\n"
        );
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let mut sheet = sheet();
        sheet.rows = vec![Row::new(vec![Cell::text("\u{1b}[2J"), Cell::text("x\ny")])];
        assert!(!text(&sheet).contains('\u{1b}'));
    }

    #[test]
    fn a_table_without_rows_says_so() {
        let mut sheet = sheet();
        sheet.rows.clear();
        assert_eq!(text(&sheet), "None.\n");
    }
}
