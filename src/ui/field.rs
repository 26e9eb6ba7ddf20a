//! A field that is typed into: as the rest of a line, or between brackets.

use ratatui::layout::Rect;

use crate::explorer::text_field::TextField;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first};
use crate::widgets::text::{tail, width};

/// What is being typed, with the cursor. A long text shows its part before the cursor; one that is selected is
/// reversed.
pub(super) fn typed(canvas: &mut Canvas<'_>, place: Rect, field: &TextField) {
    let theme = canvas.look.theme;
    let style = if field.is_selected() { theme.cursor_cell } else { theme.strong };
    let (before, after) = field.split();
    // A column is left to the cursor.
    let room = place.width.saturating_sub(1);
    let (seen, _) = tail(before, width(before).saturating_sub(room));
    let taken = canvas.text(place, seen, style);
    canvas.text(behind(place, taken), after, style);
    canvas.cursor_at(place.x + taken.min(place.width), place.y);
}

/// A field of so many columns between brackets, one of several: only that with the cursor is typed into.
pub(super) fn boxed(canvas: &mut Canvas<'_>, place: Rect, columns: u16, field: &TextField, has_cursor: bool) {
    let theme = canvas.look.theme;
    let brackets = if has_cursor { theme.accent } else { theme.muted };
    canvas.text(first(place, 1), "[", brackets);
    canvas.text(first(behind(place, 1 + columns), 1), "]", brackets);
    let inside = first(behind(place, 1), columns);
    if has_cursor {
        typed(canvas, inside, field);
    } else {
        canvas.text(inside, field.text(), theme.text);
    }
}
