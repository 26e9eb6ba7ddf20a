//! Drawing into a part of a buffer without ever leaving it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::text::{put, tail, truncate, width};

/// Draws in coordinates relative to an area; whatever falls outside the area or the buffer is left out.
///
/// The area keeps its size even where the buffer ends, so that a widget lays itself out in the same way for drawing
/// and for hit tests.
#[derive(Debug)]
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    visible: Rect,
}

impl<'a> Painter<'a> {
    /// A painter for `area` of `buffer`.
    pub fn new(buffer: &'a mut Buffer, area: Rect) -> Self {
        let visible = area.intersection(buffer.area);
        Self { buffer, area, visible }
    }

    /// The columns of the area.
    pub fn width(&self) -> u16 {
        self.area.width
    }

    /// The rows of the area.
    pub fn height(&self) -> u16 {
        self.area.height
    }

    /// Writes `text` from column `x` of row `y` to the right edge at most, and returns the column behind it.
    pub fn text(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let end = x.saturating_add(width(text));
        let (left, row) = (self.area.x.saturating_add(x), self.area.y.saturating_add(y));
        let hidden = self.visible.x.saturating_sub(left);
        let (text, surplus) = if hidden > 0 { tail(text, hidden) } else { (text, 0) };
        let left = left.saturating_add(hidden).saturating_add(surplus);
        if !self.visible.is_empty() && left < self.visible.right() && self.shows_row(row) {
            put(self.buffer, Position::new(left, row), text, self.visible.right() - left, style);
        }
        end
    }

    /// Writes `text` so that it ends before column `end`, as far as there is room to the left.
    pub fn text_before(&mut self, end: u16, y: u16, text: &str, style: Style) {
        let start = end.saturating_sub(width(text));
        self.text(start, y, &truncate(text, end, ""), style);
    }

    /// Puts one glyph of one column at column `x` of row `y`.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        self.line(x, y, 1, glyph, style);
    }

    /// The same in the place of another glyph, of whose looks nothing stays but the ground.
    pub fn replace(&mut self, x: u16, y: u16, glyph: &str, style: Style) {
        self.forget(x, y, 1);
        self.glyph(x, y, glyph, style);
    }

    /// Takes from `columns` columns how they look, but for their ground: what is written next may have no colour.
    pub fn forget(&mut self, x: u16, y: u16, columns: u16) {
        for cell in self.cells(x, y, columns) {
            (cell.fg, cell.modifier) = (Color::Reset, Modifier::empty());
        }
    }

    /// Repeats a glyph of one column over `columns` columns.
    pub fn line(&mut self, x: u16, y: u16, columns: u16, glyph: &str, style: Style) {
        for cell in self.cells(x, y, columns) {
            cell.set_symbol(glyph).set_style(style);
        }
    }

    /// Adds `style` to what already stands in `columns` columns.
    pub fn restyle(&mut self, x: u16, y: u16, columns: u16, style: Style) {
        for cell in self.cells(x, y, columns) {
            cell.set_style(style);
        }
    }

    /// The cells of so many columns that can be seen.
    fn cells(&mut self, x: u16, y: u16, columns: u16) -> &mut [Cell] {
        let (left, row) = (self.area.x.saturating_add(x), self.area.y.saturating_add(y));
        let seen = left.max(self.visible.left())..left.saturating_add(columns).min(self.visible.right());
        if seen.is_empty() || !self.shows_row(row) {
            return &mut [];
        }
        let start = self.buffer.index_of(seen.start, row);
        self.buffer.content.get_mut(start..start + seen.len()).unwrap_or_default()
    }

    fn shows_row(&self, row: u16) -> bool {
        (self.visible.top()..self.visible.bottom()).contains(&row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_outside_the_area_or_the_buffer() {
        let mut buffer = Buffer::empty(Rect::new(2, 1, 4, 2));
        let mut painter = Painter::new(&mut buffer, Rect::new(0, 0, 5, 9));
        for row in 0..12 {
            painter.text(0, row, "abcdefgh", Style::new());
            painter.glyph(20, row, "x", Style::new());
            painter.restyle(0, row, 99, Style::new());
        }
        assert_eq!(buffer, {
            let mut expected = Buffer::empty(Rect::new(2, 1, 4, 2));
            expected.set_string(2, 1, "cde", Style::new());
            expected.set_string(2, 2, "cde", Style::new());
            expected
        });
    }

    #[test]
    fn text_can_be_set_against_an_edge() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut painter = Painter::new(&mut buffer, Rect::new(0, 0, 6, 1));
        painter.text_before(6, 0, "abc", Style::new());
        painter.text_before(2, 0, "xyz", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["xy abc"]));
    }
}
