//! The cursor of a table, and which of its rows are seen.

mod rows;

use std::borrow::Cow;

use super::text_field::TextField;
use super::{Panel, State};
use crate::sheets::{Row, Sheet, SheetId};
use crate::widgets::data_table::{Sort, TableCursor};

/// What the user has done to a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableState {
    /// The cursor, among the rows that are seen.
    pub cursor: TableCursor,
    /// The column sorted by, if any.
    pub sort: Option<Sort>,
    /// Only rows with these words are seen.
    pub filter: TextField,
    /// Whether typing goes into the filter.
    pub filtering: bool,
    /// Which rows are seen; none for all of them in their own order.
    seen: Option<Seen>,
}

/// Which rows of a sheet are seen: found out when the sheet, the sort or the filter changes, not whenever it is asked.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    sort: Option<Sort>,
    filter: String,
    /// Their positions, in their order.
    rows: Vec<usize>,
}

impl TableState {
    /// The positions of the rows that are seen, in their order.
    pub fn rows(&self, sheet: &Sheet) -> Cow<'_, [usize]> {
        match &self.seen {
            Some(seen) => seen.rows.as_slice().into(),
            None => (0..sheet.rows.len()).collect(),
        }
    }

    /// Finds out which rows are seen of a sheet that is another than before.
    pub(super) fn look_anew(&mut self, sheet: &Sheet) {
        let filter = self.filter.text();
        self.seen = (self.sort.is_some() || !filter.is_empty()).then(|| Seen {
            sort: self.sort,
            filter: filter.to_owned(),
            rows: rows::rows(sheet, self.sort, filter),
        });
    }

    /// The same of the sheet as before, if sort or filter have changed.
    fn look(&mut self, sheet: &Sheet) {
        let (sort, filter) = self.seen.as_ref().map_or((None, ""), |seen| (seen.sort, seen.filter.as_str()));
        if (sort, filter) != (self.sort, self.filter.text()) {
            self.look_anew(sheet);
        }
    }

    /// The row under the cursor, if any is seen.
    pub fn selected<'a>(&self, sheet: &'a Sheet) -> Option<&'a Row> {
        self.rows(sheet).get(self.cursor.row).and_then(|row| sheet.rows.get(*row))
    }

    /// Moves the cursor; the edges stop it.
    pub fn step(&mut self, sheet: &Sheet, rows: isize, columns: isize) {
        self.cursor.move_rows(rows, self.rows(sheet).len());
        self.cursor.move_columns(columns, sheet.columns.len());
    }

    /// Puts the cursor on a cell, given by the sheet's own order; a filter that hides it is taken away.
    pub fn find(&mut self, sheet: &Sheet, row: usize, column: usize) {
        let seen = |table: &Self| table.rows(sheet).iter().position(|one| *one == row);
        let place = seen(self).or_else(|| {
            self.filter = TextField::default();
            self.look(sheet);
            seen(self)
        });
        if let Some(row) = place {
            (self.cursor.row, self.cursor.column) = (row, column);
        }
    }

    /// Sorts by the cursor's column: greatest first, then least first, then as it was.
    pub fn sort_by_cursor(&mut self) {
        let column = self.cursor.column;
        self.sort = match self.sort {
            Some(Sort { column: present, descending: true }) if present == column => {
                Some(Sort { column, descending: false })
            }
            Some(Sort { column: present, descending: false }) if present == column => None,
            _ => Some(Sort { column, descending: true }),
        };
    }
}

impl State {
    /// Changes what is done to a table of the present page; the cursor is kept inside.
    pub fn change_table(&mut self, id: &SheetId, change: impl FnOnce(&mut TableState, &Sheet)) {
        let Some(sheet) = self.shown.sheet(id) else { return };
        let table = self.cursors.table_mut(id);
        change(table, sheet);
        table.look(sheet);
        table.step(sheet, 0, 0);
    }

    /// The same for the table that has the focus, if one has.
    pub fn change_focused_table(&mut self, change: impl FnOnce(&mut TableState, &Sheet)) {
        if let Some(Panel::Sheet(id)) = self.focused_panel() {
            self.change_table(&id, change);
        }
    }

    /// Lets keys go into the filter of the focused table, or else of the first on the page.
    pub fn filter(&mut self) {
        let is_table = |panel: &Panel| matches!(panel, Panel::Sheet(_));
        if !self.focused_panel().is_some_and(|panel| is_table(&panel)) {
            // The table that is on view before others of the page.
            let shown = Some(self.panel()).filter(is_table);
            let Some(table) = shown.or_else(|| self.panels().into_iter().find(is_table)) else { return };
            self.focus_panel(&table);
        }
        self.change_focused_table(|table, _| table.filtering = true);
    }

    /// Changes the filter of the focused table. The cursor stays on its row, or goes to the first that is seen.
    pub(super) fn change_filter(&mut self, change: impl FnOnce(&mut TableState)) {
        self.change_focused_table(|table, sheet| {
            let row = table.rows(sheet).get(table.cursor.row).copied();
            change(table);
            table.look(sheet);
            let seen = table.rows(sheet).iter().position(|one| Some(*one) == row);
            table.cursor.row = seen.unwrap_or(0);
        });
    }

    /// Shows all rows of the focused table again.
    pub(super) fn clear_filter(&mut self) {
        self.change_filter(|table| (table.filter, table.filtering) = (TextField::default(), false));
    }

    /// Ends what is typed into the filter of a table; it goes on to count.
    pub(super) fn stop_typing_filter(&mut self, id: &SheetId) {
        self.cursors.table_mut(id).filtering = false;
    }

    /// Keeps the scroll positions of the last frame, so that the next one scrolls only as far as the cursor needs.
    pub(super) fn remember_scrolling(&mut self) {
        for (id, layout) in self.regions.tables() {
            self.cursors.table_mut(id).cursor.remember(layout);
        }
    }
}
