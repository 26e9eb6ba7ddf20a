//! Where the cells of a table stand.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::{Column, TableCell, TableState};
use crate::widgets::scroll::window;
use crate::widgets::text::width;

/// The columns of the screen between two columns of the table.
const GAP: u16 = 2;

/// The room for a sort arrow behind a heading.
const ARROW: u16 = 2;

/// What is under a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableHit {
    /// The heading of a column.
    Header(usize),
    /// A cell, by row and column.
    Cell(usize, usize),
}

/// Where a table is drawn: which rows and columns are visible, and at which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLayout {
    area: Rect,
    columns: Vec<VisibleColumn>,
    rows: Range<usize>,
    row_count: usize,
    row: usize,
    column: usize,
    first_column: usize,
    more_left: bool,
    more_right: bool,
    footer: bool,
}

/// A column on the screen: `x` is relative to the area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VisibleColumn {
    pub(super) index: usize,
    pub(super) x: u16,
    pub(super) width: u16,
}

impl TableLayout {
    /// Lays a table out in `area`, scrolled from where `state` was as little as its cursor needs.
    ///
    /// With a `footer` the last line is left free.
    pub fn compute(
        area: Rect,
        columns: &[Column<'_>],
        rows: &[Vec<TableCell<'_>>],
        state: TableState,
        footer: bool,
    ) -> Self {
        let footer = footer && area.height > 2;
        let body = usize::from(area.height.saturating_sub(1 + u16::from(footer)));
        let row = state.row.min(rows.len().saturating_sub(1));
        let column = state.column.min(columns.len().saturating_sub(1));
        let rows_overflow = rows.len() > body && body > 0;
        let mut layout = Self {
            area,
            columns: Vec::new(),
            rows: window(state.first_row, row, body, rows.len()),
            row_count: rows.len(),
            row,
            column,
            first_column: 1,
            more_left: false,
            more_right: false,
            footer,
        };
        let mut widths = natural_widths(columns, rows);
        let room = area.width.saturating_sub(u16::from(rows_overflow));
        if shrink(&mut widths, columns, room) {
            layout.place(&widths, 1, room);
        } else {
            // One column of the screen is kept for the sign that there are more.
            let room = area.width.saturating_sub(1);
            layout.scroll_to(column, &widths, state.first_column, room);
        }
        layout
    }

    /// What is under `position`; the space behind a column belongs to it.
    pub fn hit(&self, position: Position) -> Option<TableHit> {
        if !self.area.contains(position) {
            return None;
        }
        let x = position.x - self.area.x;
        let column = self
            .columns
            .iter()
            .find(|column| (column.x..column.x.saturating_add(column.width + GAP)).contains(&x))?;
        let Some(offset) = (position.y - self.area.y).checked_sub(1) else {
            return Some(TableHit::Header(column.index));
        };
        let row = self.rows.clone().nth(usize::from(offset))?;
        Some(TableHit::Cell(row, column.index))
    }

    /// Where the cell of the cursor begins, if there is one.
    pub fn cursor(&self) -> Option<Position> {
        let column = self.columns.iter().find(|column| column.index == self.column)?;
        let y = u16::try_from(self.row.checked_sub(self.rows.start)?).ok()?;
        self.rows.contains(&self.row).then(|| Position::new(self.area.x + column.x, self.area.y + 1 + y))
    }

    /// How many rows there is room for, which is how far a page goes.
    pub fn page(&self) -> usize {
        self.body_height()
    }

    /// The first visible row.
    pub fn first_row(&self) -> usize {
        self.rows.start
    }

    /// The first visible column after the one that stays.
    pub fn first_column(&self) -> usize {
        self.first_column
    }

    pub(super) fn columns(&self) -> &[VisibleColumn] {
        &self.columns
    }

    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    /// The row and the column of the cursor, within the table as it is.
    pub(super) fn cursor_cell(&self) -> (usize, usize) {
        (self.row, self.column)
    }

    pub(super) fn has_footer(&self) -> bool {
        self.footer
    }

    /// The column of the screen where a sign for columns hidden to the left goes, and one for those to the right.
    pub(super) fn more(&self) -> (Option<u16>, Option<u16>) {
        let left = self.columns.first().filter(|_| self.more_left).map(|frozen| frozen.x + frozen.width);
        let right = self.area.width.checked_sub(1).filter(|_| self.more_right);
        (left, right)
    }

    /// The lines of the body that the scroll bar's thumb covers, if not all rows are visible.
    pub(super) fn scroll_thumb(&self) -> Option<Range<u16>> {
        let height = self.body_height();
        if height == 0 || self.rows.len() >= self.row_count {
            return None;
        }
        let length = (height * height / self.row_count).max(1);
        let hidden = self.row_count - height;
        let start = (self.rows.start * (height - length) + hidden / 2) / hidden;
        Some(u16::try_from(start).ok()?..u16::try_from(start + length).ok()?)
    }

    fn body_height(&self) -> usize {
        usize::from(self.area.height.saturating_sub(1 + u16::from(self.footer)))
    }

    /// Places the first column and those from `start`, as many as fit into `room`.
    fn place(&mut self, widths: &[u16], start: usize, room: u16) {
        self.columns.clear();
        self.first_column = start;
        let mut x = 0;
        for (index, &width) in widths.iter().enumerate() {
            let frozen = index == 0;
            if !frozen && index < start {
                continue;
            }
            // A column that is too wide even alone is cut; another waits until it is scrolled to.
            let alone = frozen || index == start;
            let left = room.saturating_sub(x);
            if left == 0 || (!alone && width > left) {
                break;
            }
            let width = width.min(left);
            self.columns.push(VisibleColumn { index, x, width });
            x = x.saturating_add(width).saturating_add(GAP);
        }
        self.more_left = start > 1;
        self.more_right = self.columns.last().is_some_and(|last| last.index + 1 < widths.len());
    }

    /// Places columns so that the one of the cursor is among them, starting at `first` if possible.
    fn scroll_to(&mut self, column: usize, widths: &[u16], first: usize, room: u16) {
        let last = widths.len().saturating_sub(1).max(1);
        let mut start = first.clamp(1, last);
        if column > 0 {
            start = start.min(column);
        }
        loop {
            self.place(widths, start, room);
            let visible = self.columns.iter().any(|visible| visible.index == column);
            if visible || start >= column {
                break;
            }
            start += 1;
        }
    }
}

fn natural_widths(columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> Vec<u16> {
    let natural = |(index, column): (usize, &Column<'_>)| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text)).max();
        (width(&column.title) + ARROW).max(cells.unwrap_or(0)).max(column.min_width)
    };
    columns.iter().enumerate().map(natural).collect()
}

/// Narrows columns, those of low priority first, until they fit into `room`; returns whether they do.
fn shrink(widths: &mut [u16], columns: &[Column<'_>], room: u16) -> bool {
    let gaps = GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let total = widths.iter().fold(gaps, |total, width| total.saturating_add(*width));
    let mut excess = total.saturating_sub(room);
    let mut order: Vec<_> = widths.iter_mut().zip(columns).collect();
    order.sort_by_key(|(_, column)| column.priority);
    for (width, column) in order {
        let given = excess.min(width.saturating_sub(column.min_width));
        *width -= given;
        excess -= given;
    }
    excess == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::widgets::data_table::render::tests::{columns, rows};

    fn layout(area: Rect, count: usize, state: TableState) -> TableLayout {
        TableLayout::compute(area, &columns(), &rows(count), state, false)
    }

    #[test]
    fn columns_of_low_priority_give_way_before_any_is_scrolled() {
        let wide = layout(Rect::new(0, 0, 60, 5), 3, TableState::default());
        let narrow = layout(Rect::new(0, 0, 30, 5), 3, TableState::default());
        let widths =
            |layout: &TableLayout| layout.columns.iter().map(|column| column.width).collect::<Vec<_>>();
        assert_eq!(widths(&wide), [9, 6, 18]);
        assert_eq!(widths(&narrow), [9, 6, 11]);
        assert_eq!(narrow.more(), (None, None));
    }

    #[test]
    fn the_first_column_stays_while_the_others_scroll() {
        let state = TableState::at(0, 2);
        let layout = layout(Rect::new(0, 0, 20, 5), 3, state);
        assert_eq!(layout.columns.iter().map(|column| column.index).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(layout.more(), (Some(6), None));
    }

    #[test]
    fn the_thumb_reaches_both_ends() {
        let area = Rect::new(0, 0, 60, 6);
        let thumb = |row| layout(area, 50, TableState::at(row, 0)).scroll_thumb();
        assert_eq!(thumb(0), Some(0..1));
        assert_eq!(thumb(49), Some(4..5));
        assert_eq!(layout(area, 5, TableState::default()).scroll_thumb(), None);
    }

    proptest! {
        #[test]
        fn every_visible_cell_maps_back_to_itself(
            x in 0_u16..9, y in 0_u16..9, width in 0_u16..60, height in 0_u16..12,
            count in 0_usize..30, row in 0_usize..40, column in 0_usize..5,
        ) {
            let area = Rect::new(x, y, width, height);
            let layout = layout(area, count, TableState { row, column, first_row: row / 2, first_column: 1 });
            for visible in layout.columns() {
                for cell in 0..visible.width {
                    let at = |line: usize| Position::new(x + visible.x + cell, y + u16::try_from(line).unwrap());
                    prop_assert!(area.contains(at(0)) || height == 0);
                    if height > 0 {
                        prop_assert_eq!(layout.hit(at(0)), Some(TableHit::Header(visible.index)));
                    }
                    for (line, row) in layout.rows().enumerate() {
                        prop_assert_eq!(layout.hit(at(line + 1)), Some(TableHit::Cell(row, visible.index)));
                    }
                }
            }
            if let Some(cursor) = layout.cursor() {
                let (row, column) = layout.cursor_cell();
                prop_assert_eq!(layout.hit(cursor), Some(TableHit::Cell(row, column)));
            }
        }

        #[test]
        fn the_cursor_is_visible_wherever_there_is_room(
            width in 16_u16..60, height in 2_u16..12, count in 1_usize..30, row in 0_usize..40, column in 0_usize..5,
        ) {
            let state = TableState { row, column, first_row: 3, first_column: 2 };
            prop_assert!(layout(Rect::new(0, 0, width, height), count, state).cursor().is_some());
        }
    }
}
