//! What overlays are made of: the frame that is recorded, lists, and the mark of the line that Enter takes.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explorer::Target;
use crate::ui::canvas::Canvas;
use crate::ui::parts::line;
use crate::widgets::popup::{Popup, PopupStyles};
use crate::widgets::scroll::window;

/// Columns for the mark of the cursor.
pub(super) const MARK: u16 = 2;

/// Columns for that, and for a mark of the line that is in force.
pub(super) const MARKS: u16 = 4;

/// Columns of a window's content on a screen so wide, at most so many: beside the frame something is seen of the page.
pub(super) fn columns(screen: Rect, most: u16) -> u16 {
    screen.width.saturating_sub(8).min(most)
}

/// A frame with so much room for its content, as far as the screen has it, and what the keys do in its lower edge.
pub(super) struct Window<'a> {
    pub(super) title: &'a str,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) footer: &'a str,
}

impl Window<'_> {
    /// Draws the frame into the middle of an area, over what was drawn and recorded before; returns the places of the
    /// frame and of its content.
    pub(super) fn open(&self, canvas: &mut Canvas<'_>, area: Rect) -> (Rect, Rect) {
        let (theme, glyphs) = (canvas.look.theme, canvas.look.glyphs);
        let styles = PopupStyles {
            text: theme.text,
            border: theme.border_focused,
            title: theme.title,
            footer: theme.muted,
        };
        let popup = Popup::new(self.title, self.columns, self.rows, styles, &glyphs).footer(self.footer);
        let (outer, inner) = (popup.outer(area), popup.inner(area));
        canvas.cover();
        canvas.widget(popup, area);
        canvas.record(outer, Target::Overlay);
        (outer, inner)
    }
}

/// Draws a list of one line for each of these fields in an area, scrolled only as far as the one with the cursor needs;
/// `entry` draws a line, given its position and its style. Where there are more, the frame around says so.
pub(super) fn list(
    canvas: &mut Canvas<'_>,
    outer: Rect,
    area: Rect,
    fields: Range<usize>,
    cursor: usize,
    mut entry: impl FnMut(&mut Canvas<'_>, Rect, usize, Style),
) {
    let theme = canvas.look.theme;
    let (before, height) = (canvas.state.regions.overlay_first, usize::from(area.height));
    let seen = window(before, cursor.saturating_sub(fields.start), height, fields.len());
    canvas.regions.overlay_first = seen.start;
    for (row, position) in (0..).zip(seen.clone()) {
        let (place, field) = (line(area, row), fields.start + position);
        mark(canvas, place, field == cursor);
        entry(canvas, place, position, if field == cursor { theme.strong } else { theme.text });
        canvas.record(place, Target::Field(field));
    }
    canvas.scroll_marks(outer, seen.start > 0, seen.end < fields.len());
}

/// The mark of the line that Enter takes.
pub(super) fn mark(canvas: &mut Canvas<'_>, place: Rect, has_cursor: bool) {
    if has_cursor {
        let [_, mark, ..] = canvas.look.glyphs.more;
        canvas.text(place, mark, canvas.look.theme.accent);
    }
}
