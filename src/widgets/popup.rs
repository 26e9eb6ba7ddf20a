//! A frame in front of everything else.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::painter::Painter;
use super::text::{truncate, width};
use crate::widgets::glyphs::Glyphs;

/// How the parts of a popup look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PopupStyles {
    /// The space within.
    pub text: Style,
    /// The frame.
    pub border: Style,
    /// The title in the upper edge.
    pub title: Style,
    /// The hint in the lower edge.
    pub footer: Style,
}

/// A frame with a title above and a hint below, in the middle of an area whose rest stays visible.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Popup<'a> {
    title: &'a str,
    footer: &'a str,
    /// Columns and rows of the content.
    size: (u16, u16),
    styles: PopupStyles,
    glyphs: &'a Glyphs,
}

impl<'a> Popup<'a> {
    /// A popup with room for `columns` and `rows` of content, as far as the screen has it.
    pub fn new(title: &'a str, columns: u16, rows: u16, styles: PopupStyles, glyphs: &'a Glyphs) -> Self {
        Self { title, footer: "", size: (columns, rows), styles, glyphs }
    }

    /// What can be done here, in the lower edge.
    pub fn footer(self, footer: &'a str) -> Self {
        Self { footer, ..self }
    }

    /// Where the frame is when the popup is drawn into `area`; a click outside of it may close it.
    pub fn outer(&self, area: Rect) -> Rect {
        let (columns, rows) = self.size;
        let columns =
            columns.max(width(self.title).saturating_add(2)).max(width(self.footer).saturating_add(2));
        let (width, height) =
            (columns.saturating_add(4).min(area.width), rows.saturating_add(2).min(area.height));
        Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
    }

    /// Where the content goes; empty where there is no room for more than the frame.
    pub fn inner(&self, area: Rect) -> Rect {
        let outer = self.outer(area);
        if outer.width < 4 || outer.height < 2 {
            return Rect { width: 0, height: 0, ..outer };
        }
        Rect { x: outer.x + 2, y: outer.y + 1, width: outer.width - 4, height: outer.height - 2 }
    }

    fn render_edge(&self, painter: &mut Painter<'_>, y: u16, ends: [&str; 3], text: &str, style: Style) {
        let [left, line, right] = ends;
        let last = painter.width().saturating_sub(1);
        painter.line(0, y, painter.width(), line, self.styles.border);
        painter.glyph(last, y, right, self.styles.border);
        painter.glyph(0, y, left, self.styles.border);
        let room = painter.width().saturating_sub(4);
        if !text.is_empty() && room > 0 {
            painter.text(2, y, &truncate(&format!(" {text} "), room, self.glyphs.ellipsis), style);
        }
    }
}

impl Widget for Popup<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let outer = self.outer(area);
        let visible = outer.intersection(buffer.area);
        Clear.render(visible, buffer);
        buffer.set_style(visible, self.styles.text);
        let mut painter = Painter::new(buffer, outer);
        let set = &self.glyphs.border;
        for y in 1..outer.height.saturating_sub(1) {
            painter.glyph(0, y, set.vertical_left, self.styles.border);
            painter.glyph(outer.width.saturating_sub(1), y, set.vertical_right, self.styles.border);
        }
        if let Some(last) = outer.height.checked_sub(1) {
            let lower = [set.bottom_left, set.horizontal_bottom, set.bottom_right];
            self.render_edge(&mut painter, last, lower, self.footer, self.styles.footer);
            let upper = [set.top_left, set.horizontal_top, set.top_right];
            self.render_edge(&mut painter, 0, upper, self.title, self.styles.title);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};

    #[test]
    fn it_stands_in_the_middle_and_hides_what_is_below() {
        let mut buffer = Buffer::filled(Rect::new(0, 0, 20, 5), ratatui::buffer::Cell::new("."));
        let popup = Popup::new("Help", 8, 1, PopupStyles::default(), &Glyphs::UNICODE).footer("q");
        popup.render(buffer.area, &mut buffer);
        assert_eq!(
            lines(&buffer),
            [
                "....................",
                "....╭─ Help ───╮....",
                "....│          │....",
                "....╰─ q ──────╯....",
                "....................",
            ]
        );
        assert_eq!(popup.inner(buffer.area), Rect::new(6, 2, 8, 1));
    }

    #[test]
    fn a_screen_too_small_for_it_is_filled() {
        let popup = Popup::new("A long title", 50, 9, PopupStyles::default(), &Glyphs::ASCII);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
        popup.render(buffer.area, &mut buffer);
        assert_eq!(lines(&buffer), ["+- A long~-+", "|          |", "+----------+"]);
    }

    #[test]
    fn no_size_breaks_it() {
        at_every_size(|glyphs, area, buffer| {
            let popup = Popup::new("Title", 12, 4, PopupStyles::default(), glyphs).footer("Enter to confirm");
            popup.render(area, buffer);
            let inner = popup.inner(area);
            assert!(inner.is_empty() || inner.intersection(area) == inner, "{inner} in {area}");
        });
    }
}
