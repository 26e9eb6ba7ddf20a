//! Where the cells of a table stand.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::widths::{Widths, shrink, widths};
use super::{Column, TableCell, TableCursor};
use crate::widgets::scroll::window_of_lines;
use crate::widgets::text::wrapped_lines;

/// The columns of the screen between two columns of the table.
pub(super) const GAP: u16 = 2;

/// What is under a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableHit {
    /// The heading of a column.
    Header(usize),
    /// A cell, by row and column.
    Cell(usize, usize),
    /// The sign that there are more columns, with the nearest of those.
    More(usize),
}

/// Where a table is drawn: which rows and columns are visible, and at which place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableLayout {
    area: Rect,
    columns: Vec<VisibleColumn>,
    rows: Range<usize>,
    /// Where the lines of each visible row begin and end, relative to the body and cut where it ends.
    lines: Vec<Range<u16>>,
    /// The lines of all rows, and of those above the visible ones.
    all_lines: usize,
    lines_above: usize,
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
    /// Lays a table out in `area`, scrolled from where it was as little as `cursor` needs.
    ///
    /// With a `footer` the last line is left free.
    pub fn compute(
        area: Rect,
        columns: &[Column<'_>],
        rows: &[Vec<TableCell<'_>>],
        cursor: TableCursor,
        footer: bool,
    ) -> Self {
        let mut layout = Self {
            area,
            columns: Vec::new(),
            rows: 0..0,
            lines: Vec::new(),
            all_lines: 0,
            lines_above: 0,
            row: cursor.row.min(rows.len().saturating_sub(1)),
            column: cursor.column.min(columns.len().saturating_sub(1)),
            first_column: 1,
            more_left: false,
            more_right: false,
            footer: footer && area.height > 2,
        };
        let body = layout.body_height();
        let widths = widths(columns, rows);
        // The scroll bar takes a column of the screen, for which wrapped texts may need more lines.
        for scroll_bar in [false, true] {
            layout.place_columns(columns, &widths, cursor.first_column, scroll_bar);
            let heights = layout.heights(columns, rows);
            layout.place_rows(&heights, cursor.first_row, body);
            if layout.all_lines <= body || body == 0 {
                break;
            }
        }
        layout
    }

    /// The lines that it takes to show every row below the headings, with the footer.
    pub fn needed_height(&self) -> u16 {
        let lines = self.all_lines.max(1) + 1 + usize::from(self.footer);
        u16::try_from(lines).unwrap_or(u16::MAX)
    }

    /// The same in no more lines than it needs.
    #[must_use]
    pub fn without_free_lines(mut self) -> Self {
        self.area.height = self.area.height.min(self.needed_height());
        self
    }

    /// What is under `position`; the space behind a column belongs to it.
    pub fn hit(&self, position: Position) -> Option<TableHit> {
        if !self.area.contains(position) {
            return None;
        }
        let x = position.x - self.area.x;
        let line = position.y - self.area.y;
        let (left, right) = self.more();
        if line == 0 && left == Some(x) {
            return self.first_column.checked_sub(1).map(TableHit::More);
        }
        if line == 0 && right == Some(x) {
            return self.columns.last().map(|last| TableHit::More(last.index + 1));
        }
        let column = self
            .columns
            .iter()
            .find(|column| (column.x..column.x.saturating_add(column.width + GAP)).contains(&x))?;
        let Some(offset) = line.checked_sub(1) else {
            return Some(TableHit::Header(column.index));
        };
        let (row, _) = self.row_lines().find(|(_, lines)| lines.contains(&offset))?;
        Some(TableHit::Cell(row, column.index))
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// Where the cell of the cursor begins, if there is one.
    #[cfg(test)]
    pub(super) fn cursor(&self) -> Option<Position> {
        let column = self.columns.iter().find(|column| column.index == self.column)?;
        let (_, lines) = self.row_lines().find(|(row, _)| *row == self.row)?;
        Some(Position::new(self.area.x + column.x, self.area.y + 1 + lines.start))
    }

    /// How many rows there is room for, which is how far a page goes.
    pub fn page(&self) -> usize {
        let wrapped = self.lines.iter().any(|lines| lines.len() > 1);
        if wrapped { self.rows.len() } else { self.body_height() }
    }

    /// How many lines all rows take, whether or not there is room for them.
    pub fn lines(&self) -> usize {
        self.all_lines
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

    /// The visible rows, each with its lines relative to the body.
    pub(super) fn row_lines(&self) -> impl Iterator<Item = (usize, Range<u16>)> {
        self.rows.clone().zip(self.lines.iter().cloned())
    }

    /// The row and the column of the cursor, within the table as it is.
    pub(super) fn cursor_cell(&self) -> (usize, usize) {
        (self.row, self.column)
    }

    /// The line that was left free below the rows.
    pub fn footer(&self) -> Option<Rect> {
        self.footer.then(|| Rect { y: self.area.bottom().saturating_sub(1), height: 1, ..self.area })
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
        if height == 0 || self.all_lines <= height {
            return None;
        }
        let length = (height * height / self.all_lines).max(1);
        let hidden = self.all_lines - height;
        // Above a last row that is shorter than the others, more lines than those may be hidden.
        let above = self.lines_above.min(hidden);
        let start = (above * (height - length) + hidden / 2) / hidden;
        Some(u16::try_from(start).ok()?..u16::try_from(start + length).ok()?)
    }

    /// The lines for rows, between header and footer.
    pub(super) fn body_height(&self) -> usize {
        usize::from(self.area.height.saturating_sub(1 + u16::from(self.footer)))
    }

    /// Places the columns, all of them or those around the cursor's.
    fn place_columns(&mut self, columns: &[Column<'_>], wanted: &[Widths], first: usize, scroll_bar: bool) {
        // What runs up to the scroll bar is hard to read. But no column is scrolled out of sight for that, unless it is
        // among prose.
        let bars: &[u16] = match (scroll_bar, columns.iter().any(|column| column.wrap)) {
            (false, _) => &[0],
            (true, true) => &[2],
            (true, false) => &[2, 1],
        };
        let fitting = bars.iter().find_map(|bar| {
            let room = self.area.width.saturating_sub(*bar);
            let mut widths: Vec<u16> = wanted.iter().map(|one| one.natural).collect();
            shrink(&mut widths, wanted, columns, room).then_some((widths, room))
        });
        if let Some((widths, room)) = fitting {
            self.place(&widths, 1, room);
        } else {
            // One column of the screen is kept for the sign that there are more.
            let room = self.area.width.saturating_sub(if scroll_bar { 2 } else { 1 });
            let widths: Vec<u16> = columns.iter().map(|column| column.min_width).collect();
            self.scroll_to(self.column, &widths, first, room);
            // A text comes before an arrow that may never be there.
            self.widen(room, |column| wanted.get(column).map_or(0, |one| one.whole));
            self.widen(room, |column| wanted.get(column).map_or(0, |one| one.natural));
        }
    }

    /// Gives the room that no further column fits into to those that were narrowed for it, from the left.
    fn widen(&mut self, room: u16, wanted: impl Fn(usize) -> u16) {
        let mut left = self.columns.last().map_or(0, |last| room.saturating_sub(last.x + last.width));
        let mut moved = 0;
        for column in &mut self.columns {
            let given = wanted(column.index).saturating_sub(column.width).min(left);
            column.x += moved;
            column.width += given;
            moved += given;
            left -= given;
        }
    }

    /// The lines that each row takes in the columns as they are placed.
    fn heights(&self, columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> Vec<u16> {
        let wrapping = |place: &&VisibleColumn| columns.get(place.index).is_some_and(|column| column.wrap);
        let wrapping: Vec<&VisibleColumn> = self.columns.iter().filter(wrapping).collect();
        let height = |row: &Vec<TableCell<'_>>| {
            let lines = |place: &&VisibleColumn| {
                row.get(place.index).map_or(0, |cell| wrapped_lines(&cell.text, place.width))
            };
            let most = wrapping.iter().map(lines).max().unwrap_or(0);
            u16::try_from(most).unwrap_or(u16::MAX).max(1)
        };
        rows.iter().map(height).collect()
    }

    /// Places rows of these heights into `body` lines, from `first` on if possible.
    fn place_rows(&mut self, heights: &[u16], first: usize, body: usize) {
        let sum = |heights: &[u16]| heights.iter().map(|lines| usize::from(*lines)).sum();
        self.rows = window_of_lines(heights, first, self.row, body);
        self.all_lines = sum(heights);
        self.lines_above = sum(heights.get(..self.rows.start).unwrap_or_default());
        let body = u16::try_from(body).unwrap_or(u16::MAX);
        let mut y = 0_u16;
        let place = |height: &u16| {
            let end = body.min(y.saturating_add(*height));
            std::mem::replace(&mut y, end)..end
        };
        self.lines = heights.get(self.rows.clone()).unwrap_or_default().iter().map(place).collect();
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::widgets::data_table::render::tests::{columns, rows};

    fn layout(area: Rect, count: usize, cursor: TableCursor) -> TableLayout {
        TableLayout::compute(area, &columns(), &rows(count), cursor, false)
    }

    /// The columns, of which the last wraps if asked for.
    fn wrapping(wrap: bool) -> Vec<Column<'static>> {
        let [first, second, last] = columns();
        vec![first, second, Column { wrap, ..last }]
    }

    /// Rows whose last text is of one to many words.
    fn prose(count: usize) -> Vec<Vec<TableCell<'static>>> {
        let mut rows = rows(count);
        for (index, row) in rows.iter_mut().enumerate() {
            row[2].text = "some words ".repeat(1 + index * 5 % 9).into();
        }
        rows
    }

    #[test]
    fn room_that_no_column_fits_into_goes_to_the_narrowed_ones() {
        let columns = columns().map(|column| Column { min_width: 8, ..column });
        let mut rows = rows(1);
        rows[0][0].text = "twelve signs".into();
        let at = |width| {
            TableLayout::compute(Rect::new(0, 0, width, 4), &columns, &rows, TableCursor::default(), false)
        };
        let places = |layout: &TableLayout| {
            layout.columns().iter().map(|column| (column.index, column.x, column.width)).collect::<Vec<_>>()
        };
        assert_eq!(places(&at(19)), [(0, 0, 8), (1, 10, 8)]);
        assert_eq!(places(&at(22)), [(0, 0, 11), (1, 13, 8)]);
        assert_eq!(places(&at(25))[0], (0, 0, 12));
    }

    #[test]
    fn columns_of_low_priority_give_way_before_any_is_scrolled() {
        let wide = layout(Rect::new(0, 0, 60, 5), 3, TableCursor::default());
        let narrow = layout(Rect::new(0, 0, 30, 5), 3, TableCursor::default());
        let widths =
            |layout: &TableLayout| layout.columns.iter().map(|column| column.width).collect::<Vec<_>>();
        assert_eq!(widths(&wide), [9, 6, 18]);
        assert_eq!(widths(&narrow), [9, 5, 12]);
        assert_eq!(narrow.more(), (None, None));
    }

    #[test]
    fn the_first_column_stays_while_the_others_scroll() {
        let cursor = TableCursor::at(0, 2);
        let layout = layout(Rect::new(0, 0, 20, 5), 3, cursor);
        assert_eq!(layout.columns.iter().map(|column| column.index).collect::<Vec<_>>(), [0, 2]);
        assert_eq!(layout.more(), (Some(9), None));
        let hit = |x| layout.hit(Position::new(x, 0));
        assert_eq!([hit(8), hit(9), hit(10)], [Some(TableHit::Header(0)), Some(TableHit::More(1)), hit(8)]);
    }

    #[test]
    fn the_thumb_reaches_both_ends() {
        let area = Rect::new(0, 0, 60, 6);
        let thumb = |row| layout(area, 50, TableCursor::at(row, 0)).scroll_thumb();
        assert_eq!(thumb(0), Some(0..1));
        assert_eq!(thumb(49), Some(4..5));
        assert_eq!(layout(area, 5, TableCursor::default()).scroll_thumb(), None);
    }

    proptest! {
        #[test]
        fn every_visible_cell_maps_back_to_itself(
            x in 0_u16..9, y in 0_u16..9, width in 0_u16..60, height in 0_u16..12,
            count in 0_usize..30, row in 0_usize..40, column in 0_usize..5, wrap: bool,
        ) {
            let area = Rect::new(x, y, width, height);
            let cursor = TableCursor { row, column, first_row: row / 2, first_column: 1 };
            let layout = TableLayout::compute(area, &wrapping(wrap), &prose(count), cursor, false);
            for visible in layout.columns() {
                for cell in 0..visible.width {
                    let at = |line: usize| Position::new(x + visible.x + cell, y + u16::try_from(line).unwrap());
                    prop_assert!(area.contains(at(0)) || height == 0);
                    if height > 0 {
                        prop_assert_eq!(layout.hit(at(0)), Some(TableHit::Header(visible.index)));
                    }
                    for (row, lines) in layout.row_lines() {
                        for line in lines {
                            let hit = layout.hit(at(usize::from(line) + 1));
                            prop_assert_eq!(hit, Some(TableHit::Cell(row, visible.index)));
                        }
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
            wrap: bool,
        ) {
            let cursor = TableCursor { row, column, first_row: 3, first_column: 2 };
            let area = Rect::new(0, 0, width, height);
            let layout = TableLayout::compute(area, &wrapping(wrap), &prose(count), cursor, false);
            prop_assert!(layout.cursor().is_some());
        }

        #[test]
        fn the_row_of_the_cursor_is_seen_as_a_whole(
            width in 16_u16..60, height in 8_u16..20, count in 1_usize..30, row in 0_usize..30, first_row in 0_usize..30,
        ) {
            let area = Rect::new(0, 0, width, height);
            let cursor = TableCursor { row, column: 0, first_row, first_column: 1 };
            let (columns, rows) = (wrapping(true), prose(count));
            let layout = TableLayout::compute(area, &columns, &rows, cursor, false);
            let (row, _) = layout.cursor_cell();
            let needed = usize::from(layout.heights(&columns, &rows)[row]);
            let (_, lines) = layout.row_lines().find(|(one, _)| *one == row).unwrap();
            prop_assert_eq!(lines.len(), needed.min(layout.body_height()));
            // And no line is free while rows are hidden above.
            let used = layout.row_lines().last().map_or(0, |(_, lines)| usize::from(lines.end));
            let above = layout.rows.start.checked_sub(1).map(|above| layout.heights(&columns, &rows)[above]);
            prop_assert!(above.is_none_or(|lines| used + usize::from(lines) > layout.body_height()));
        }
    }
}
