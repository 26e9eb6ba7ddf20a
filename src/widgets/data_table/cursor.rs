//! Where in a table the cursor is.

use super::TableLayout;
use crate::widgets::scroll::moved;

/// The cursor, and how far the table was scrolled when it was last drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableCursor {
    /// The row of the cursor, counted among the rows as given; beyond the last row it stands for the last.
    pub row: usize,
    /// The column of the cursor; beyond the last column it stands for the last.
    pub column: usize,
    pub(super) first_row: usize,
    pub(super) first_column: usize,
}

impl TableCursor {
    /// The cursor at `row` and `column` of a table that has not been scrolled.
    #[cfg(test)]
    pub(super) fn at(row: usize, column: usize) -> Self {
        Self { row, column, ..Self::default() }
    }

    /// Moves the cursor `by` rows of `count`, as far as there are rows.
    pub fn move_rows(&mut self, by: isize, count: usize) {
        self.row = moved(self.row, by, count);
    }

    /// Moves the cursor `by` columns of `count`, as far as there are columns.
    pub fn move_columns(&mut self, by: isize, count: usize) {
        self.column = moved(self.column, by, count);
    }

    /// Keeps the scroll position of a layout, so that the next one scrolls only as far as the cursor needs.
    pub fn remember(&mut self, layout: &TableLayout) {
        self.first_row = layout.first_row();
        self.first_column = layout.first_column();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_the_table() {
        let mut cursor = TableCursor::default();
        cursor.move_rows(-1, 5);
        assert_eq!(cursor.row, 0);
        cursor.move_rows(99, 5);
        assert_eq!(cursor.row, 4);
        cursor.move_rows(isize::MIN, 5);
        assert_eq!(cursor.row, 0);
        cursor.move_rows(3, 0);
        assert_eq!(cursor.row, 0);
        cursor.move_columns(2, 3);
        assert_eq!(cursor.column, 2);
    }

    #[test]
    fn after_rows_have_gone_the_cursor_moves_from_the_last() {
        let mut cursor = TableCursor::at(9, 0);
        cursor.move_rows(-1, 5);
        assert_eq!(cursor.row, 3);
    }
}
