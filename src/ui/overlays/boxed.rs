//! A field of a form, between brackets.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explorer::text_field::TextField;
use crate::ui::canvas::{Canvas, behind, first};
use crate::ui::theme::Theme;

/// How the text of a field with the cursor looks: reversed while it is selected.
pub(super) const fn style(theme: &Theme, field: &TextField) -> Style {
    if field.is_selected() { theme.cursor_cell } else { theme.strong }
}

/// Draws a field of so many columns between brackets; a long text shows its part before the cursor.
pub(super) fn draw(canvas: &mut Canvas<'_>, place: Rect, columns: u16, field: &TextField, has_cursor: bool) {
    let theme = canvas.look.theme;
    let brackets = if has_cursor { theme.accent } else { theme.muted };
    canvas.text(first(place, 1), "[", brackets);
    canvas.text(first(behind(place, 1 + columns), 1), "]", brackets);
    let inside = first(behind(place, 1), columns);
    if !has_cursor {
        canvas.text(inside, field.text(), theme.text);
        return;
    }
    let style = style(&theme, field);
    let (before, after) = field.split();
    let hidden = before.chars().count().saturating_sub(usize::from(columns) - 1);
    let seen: String = before.chars().skip(hidden).collect();
    let taken = canvas.text(inside, &seen, style);
    canvas.text(behind(inside, taken), after, style);
    canvas.cursor_at(inside.x + taken.min(inside.width.saturating_sub(1)), inside.y);
}
