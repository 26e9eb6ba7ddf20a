//! Drawing a table.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::layout::VisibleColumn;
use super::widths::ARROW;
use super::{Column, Sort, TableCell, TableCursor, TableLayout};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::painter::Painter;
use crate::widgets::text::{Align, fit, truncate, width, wrap};

/// How the parts of a table look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TableStyles {
    /// The headings.
    pub header: Style,
    /// The row of the cursor.
    pub selected_row: Style,
    /// The cell of the cursor, on top of that.
    pub cursor_cell: Style,
    /// The marks in front of cells.
    pub mark: Style,
    /// The scroll bar and the line that stands for rows where there are none.
    pub muted: Style,
}

/// A table with a cursor.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct DataTable<'a> {
    columns: &'a [Column<'a>],
    rows: &'a [Vec<TableCell<'a>>],
    cursor: TableCursor,
    sort: Option<Sort>,
    has_footer: bool,
    empty: &'a str,
    focused: bool,
    styles: TableStyles,
    glyphs: &'a Glyphs,
}

impl<'a> DataTable<'a> {
    /// A table of `rows`, each with one cell per column; cells that are missing are empty.
    pub fn new(
        columns: &'a [Column<'a>],
        rows: &'a [Vec<TableCell<'a>>],
        cursor: TableCursor,
        styles: TableStyles,
        glyphs: &'a Glyphs,
    ) -> Self {
        Self {
            columns,
            rows,
            cursor,
            sort: None,
            has_footer: false,
            empty: "",
            focused: true,
            styles,
            glyphs,
        }
    }

    /// Says by which column the rows are sorted.
    pub fn sorted_by(self, sort: Option<Sort>) -> Self {
        Self { sort, ..self }
    }

    /// Whether a line below the rows is left free, such as for the filter that they have passed.
    pub fn footer(self, has_footer: bool) -> Self {
        Self { has_footer, ..self }
    }

    /// What to say when there are no rows.
    pub fn when_empty(self, empty: &'a str) -> Self {
        Self { empty, ..self }
    }

    /// Whether the cursor is shown; the row it is in always is.
    pub fn focused(self, focused: bool) -> Self {
        Self { focused, ..self }
    }

    /// Where everything stands when the table is drawn into `area`.
    pub fn layout(&self, area: Rect) -> TableLayout {
        let columns = self.with_room_for_the_arrow();
        TableLayout::compute(area, &columns, self.rows, self.cursor, self.has_footer)
    }

    /// The columns, of which the sorted one keeps its heading and the arrow behind it.
    fn with_room_for_the_arrow(&self) -> Cow<'a, [Column<'a>]> {
        let mut columns = Cow::Borrowed(self.columns);
        if let Some(sort) = self.sort
            && let Some(column) = columns.to_mut().get_mut(sort.column)
        {
            column.min_width = column.min_width.max(width(column.title) + ARROW);
        }
        columns
    }

    fn render_header(&self, layout: &TableLayout, painter: &mut Painter<'_>) {
        painter.line(0, 0, painter.width(), " ", self.styles.header);
        for place in layout.columns() {
            let Some(column) = self.columns.get(place.index) else { continue };
            let arrow = match self.sort {
                Some(sort) if sort.column == place.index && sort.descending => self.glyphs.down,
                Some(sort) if sort.column == place.index => self.glyphs.up,
                _ => "",
            };
            let room = if arrow.is_empty() { place.width } else { place.width.saturating_sub(ARROW) };
            let mut title = truncate(column.title, room, self.glyphs.ellipsis);
            if !arrow.is_empty() {
                title = Cow::Owned(format!("{title} {arrow}"));
            }
            let title = fit(&title, place.width, column.align, "");
            painter.text(place.x, 0, &title, self.styles.header);
        }
        let (left, right) = layout.more();
        let [more_left, more_right, ..] = self.glyphs.more;
        for (column, glyph) in [(left, more_left), (right, more_right)] {
            if let Some(column) = column {
                painter.glyph(column, 0, glyph, self.styles.header);
            }
        }
    }

    fn render_rows(&self, layout: &TableLayout, painter: &mut Painter<'_>) {
        let (cursor_row, cursor_column) = layout.cursor_cell();
        let edge = painter.width().saturating_sub(u16::from(layout.scroll_thumb().is_some()));
        for (index, lines) in layout.row_lines() {
            let Some(row) = self.rows.get(index) else { continue };
            for place in layout.columns() {
                if let Some((column, cell)) = self.columns.get(place.index).zip(row.get(place.index)) {
                    self.render_cell(column, cell, *place, lines.clone(), painter);
                }
            }
            if index != cursor_row {
                continue;
            }
            for y in lines.clone() {
                painter.restyle(0, y + 1, edge, self.styles.selected_row);
            }
            let cursor = layout.columns().iter().find(|place| place.index == cursor_column);
            if let Some(place) = cursor.filter(|_| self.focused) {
                let wraps = self.columns.get(place.index).is_some_and(|column| column.wrap);
                for y in lines.take(if wraps { usize::MAX } else { 1 }) {
                    painter.restyle(place.x, y + 1, place.width, self.styles.cursor_cell);
                }
            }
        }
    }

    fn render_cell(
        &self,
        column: &Column<'_>,
        cell: &TableCell<'_>,
        place: VisibleColumn,
        lines: Range<u16>,
        painter: &mut Painter<'_>,
    ) {
        let ellipsis = self.glyphs.ellipsis;
        let shown = |y: u16, text: &str, painter: &mut Painter<'_>| {
            let text = fit(text, place.width, column.align, ellipsis);
            painter.text(place.x, y + 1, &text, cell.style);
        };
        if lines.len() > 1 && column.wrap {
            for (y, text) in lines.clone().zip(wrap(&cell.text, place.width, lines.len(), ellipsis)) {
                shown(y, &text, painter);
            }
        } else {
            shown(lines.start, &cell.text, painter);
        }
        let before = match column.align {
            Align::Right => place.width.saturating_sub(width(&cell.text)),
            Align::Left => 0,
        };
        if let (false, Some(x)) = (cell.mark.is_empty(), (place.x + before).checked_sub(1)) {
            painter.glyph(x, lines.start + 1, cell.mark, self.styles.mark);
        }
    }

    fn render_scroll_bar(&self, layout: &TableLayout, painter: &mut Painter<'_>) {
        let Some((thumb, x)) = layout.scroll_thumb().zip(painter.width().checked_sub(1)) else { return };
        for line in (0..).take(layout.body_height()) {
            let glyph = if thumb.contains(&line) { self.glyphs.scroll_thumb } else { self.glyphs.vertical };
            painter.glyph(x, line + 1, glyph, self.styles.muted);
        }
    }

    /// Draws the table as it is laid out.
    pub fn draw(&self, layout: &TableLayout, buffer: &mut Buffer) {
        let mut painter = Painter::new(buffer, layout.area());
        self.render_header(layout, &mut painter);
        self.render_rows(layout, &mut painter);
        self.render_scroll_bar(layout, &mut painter);
        if self.rows.is_empty() && layout.body_height() > 0 {
            let line = truncate(self.empty, painter.width(), self.glyphs.ellipsis);
            painter.text(0, 1, &line, self.styles.muted);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};
    use crate::widgets::text::Align;

    pub(in super::super) fn columns() -> [Column<'static>; 3] {
        [
            Column { title: "Name", align: Align::Left, min_width: 6, priority: 9, wrap: false },
            Column { title: "Rate", align: Align::Right, min_width: 5, priority: 5, wrap: false },
            Column { title: "What it is about", align: Align::Left, min_width: 8, priority: 1, wrap: false },
        ]
    }

    pub(in super::super) fn rows(count: usize) -> Vec<Vec<TableCell<'static>>> {
        let names = ["alpha", "beta", "日本語の"];
        let row = |index: usize| {
            let name = names[index % names.len()];
            vec![
                TableCell::new(format!("{name}{}", index % 7), Style::new()),
                TableCell::new((index * 10).to_string(), Style::new()),
                TableCell::new("e\u{301}tude", Style::new()),
            ]
        };
        (0..count).map(row).collect()
    }

    fn drawn(table: &DataTable<'_>, width: u16, height: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        table.draw(&table.layout(buffer.area), &mut buffer);
        buffer
    }

    #[test]
    fn a_mark_stands_right_before_the_text_and_widens_nothing() {
        let (columns, mut rows) = (columns(), rows(3));
        let bare =
            DataTable::new(&columns, &rows, TableCursor::default(), TableStyles::default(), &Glyphs::ASCII);
        let bare_lines = lines(&drawn(&bare, 40, 4));
        for row in &mut rows {
            for cell in row {
                cell.mark = "^";
            }
        }
        let table =
            DataTable::new(&columns, &rows, TableCursor::default(), TableStyles::default(), &Glyphs::ASCII);
        let marked = lines(&drawn(&table, 40, 4));
        assert_eq!(marked[2], "beta1         ^10 ^e\u{301}tude");
        for (bare, marked) in bare_lines.iter().zip(&marked) {
            assert_eq!(*bare, marked.replace('^', " ").trim_end(), "nothing else moves");
        }
    }

    #[test]
    fn a_sorted_table_above_a_free_line() {
        let (columns, rows) = (columns(), rows(4));
        let table =
            DataTable::new(&columns, &rows, TableCursor::default(), TableStyles::default(), &Glyphs::UNICODE)
                .sorted_by(Some(Sort { column: 1, descending: true }))
                .footer(true);
        assert_eq!(
            lines(&drawn(&table, 40, 5)),
            [
                "Name       Rate ▼  What it is about",
                "alpha0          0  e\u{301}tude               █",
                "beta1          10  e\u{301}tude               █",
                "日本語の2      20  e\u{301}tude               │",
                "",
            ]
        );
    }

    #[test]
    fn the_heading_of_a_sorted_column_keeps_its_letters() {
        let (mut columns, rows) = (columns(), rows(2));
        columns[1].min_width = 0;
        let table =
            DataTable::new(&columns, &rows, TableCursor::default(), TableStyles::default(), &Glyphs::ASCII)
                .sorted_by(Some(Sort { column: 1, descending: false }));
        for width in 16..40 {
            let header = lines(&drawn(&table, width, 3)).swap_remove(0);
            assert!(header.contains("Rate ^") || !header.contains("Ra"), "{width}: {header}");
        }
    }

    #[test]
    fn narrow_it_scrolls_to_the_cursor_and_says_so() {
        let (columns, rows) = (columns(), rows(2));
        let cursor = TableCursor::at(1, 2);
        let table = DataTable::new(&columns, &rows, cursor, TableStyles::default(), &Glyphs::ASCII);
        assert_eq!(
            lines(&drawn(&table, 16, 3)),
            ["Name  < What i~", "alpha0  e\u{301}tude", "beta1   e\u{301}tude"]
        );
    }

    #[test]
    fn the_cursor_is_a_row_and_in_it_a_cell() {
        let (columns, rows) = (columns(), rows(2));
        let styles = TableStyles {
            selected_row: Style::new().add_modifier(Modifier::BOLD),
            cursor_cell: Style::new().add_modifier(Modifier::REVERSED),
            ..TableStyles::default()
        };
        let cursor = TableCursor::at(1, 1);
        let table = DataTable::new(&columns, &rows, cursor, styles, &Glyphs::UNICODE);
        let reversed = |table: &DataTable<'_>| {
            let buffer = drawn(table, 40, 4);
            let cursor = table.layout(buffer.area).cursor().unwrap();
            assert!((0..40).all(|x| buffer[(x, 2)].modifier.contains(Modifier::BOLD)));
            assert!(!buffer[(0, 1)].modifier.contains(Modifier::BOLD));
            buffer[cursor].modifier.contains(Modifier::REVERSED)
        };
        assert!(reversed(&table));
        assert!(!reversed(&table.focused(false)));
    }

    #[test]
    fn a_wrapping_text_goes_on_below_and_the_cursor_covers_all_its_lines() {
        let [name, _, mut about] = columns();
        about.wrap = true;
        let cell = |text: &'static str| TableCell::new(text, Style::new());
        let rows = [
            vec![cell("one"), cell("a text of several words")],
            vec![cell("two"), cell("short")],
            vec![cell("three"), cell("another text that does not end here")],
        ];
        let styles = TableStyles {
            selected_row: Style::new().add_modifier(Modifier::BOLD),
            cursor_cell: Style::new().add_modifier(Modifier::REVERSED),
            ..TableStyles::default()
        };
        let columns = [name, about];
        let table = DataTable::new(&columns, &rows, TableCursor::at(0, 1), styles, &Glyphs::UNICODE);
        let buffer = drawn(&table, 23, 6);
        assert_eq!(
            lines(&buffer),
            [
                "Name    What it is a…",
                "one     a text of     █",
                "        several words █",
                "two     short         █",
                "three   another text  █",
                "        that does no… │",
            ]
        );
        for y in 1..=2 {
            assert!(buffer[(9, y)].modifier.contains(Modifier::REVERSED | Modifier::BOLD), "line {y}");
        }
        assert!(!buffer[(9, 3)].modifier.contains(Modifier::BOLD));
    }

    #[test]
    fn no_rows_are_said_to_be_none() {
        let columns = columns();
        let table =
            DataTable::new(&columns, &[], TableCursor::default(), TableStyles::default(), &Glyphs::UNICODE)
                .when_empty("Nothing matches");
        assert_eq!(lines(&drawn(&table, 20, 3))[1], "Nothing matches");
    }

    #[test]
    fn no_size_breaks_it() {
        let [name, rate, mut about] = columns();
        about.wrap = true;
        let columns = [name, rate, about];
        let mut ascii = vec![vec![TableCell::new("plain", Style::new()); 3]; 20];
        ascii[1][2].text = "a text that takes several lines of this column".into();
        for cursor in [TableCursor::default(), TableCursor::at(99, 99)] {
            at_every_size(|glyphs, area, buffer| {
                let table = DataTable::new(&columns, &ascii, cursor, TableStyles::default(), glyphs)
                    .footer(true)
                    .sorted_by(Some(Sort { column: 2, descending: false }));
                table.draw(&table.layout(area), buffer);
                let nothing = DataTable::new(&[], &ascii, cursor, TableStyles::default(), glyphs);
                nothing.draw(&nothing.layout(area), buffer);
            });
        }
    }
}
