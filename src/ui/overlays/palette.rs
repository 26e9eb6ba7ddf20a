//! The palette: a field, and what it finds.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::field::typed;
use super::{MARK, Window, broken, mark};
use crate::explorer::Target;
use crate::explorer::palette::{Entry, Palette};
use crate::ui::canvas::{Canvas, behind, first, line};
use crate::widgets::text::{truncate, width};

/// Columns and lines of what is found, as far as the screen has them.
const COLUMNS: u16 = 96;
const LIST: u16 = 16;
/// Columns for the kind of a thing.
const KIND: u16 = 9;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, palette: &Palette) {
    let columns = area.width.saturating_sub(8).min(COLUMNS);
    let window = Window {
        title: "Go to, or do",
        columns,
        rows: LIST + 3,
        footer: "Enter runs it, ID=VALUE sets a slider, Esc closes",
    };
    let (outer, inner) = window.open(canvas, area);
    let theme = canvas.look.theme;
    let taken = canvas.text(line(inner, 0), ": ", theme.muted);
    typed(canvas, behind(line(inner, 0), taken), palette.field());

    let below = Rect { y: inner.y + inner.height.min(2), height: inner.height.saturating_sub(2), ..inner };
    let message = match (&palette.refusal, palette.assignment(), palette.found().len()) {
        (Some(refusal), ..) => Some((refusal.clone(), theme.bad)),
        (None, Some(assignment), _) => Some(match canvas.state.unassignable(assignment) {
            // Not in the colour of what is wrong: it is still being typed.
            Some(refusal) => (refusal, theme.muted),
            None => (format!("Sets {assignment}"), theme.text),
        }),
        (None, None, 0) => Some(("Nothing is called that.".to_owned(), theme.muted)),
        (None, None, _) => None,
    };
    if let Some((text, style)) = message {
        for (row, text) in (0..below.height).zip(broken(&text, usize::from(below.width))) {
            canvas.text(line(below, row), &text, style);
        }
        return;
    }
    list(canvas, outer, below, palette);
}

fn list(canvas: &mut Canvas<'_>, outer: Rect, area: Rect, palette: &Palette) {
    let theme = canvas.look.theme;
    let offset = (palette.cursor() + 1).saturating_sub(usize::from(area.height));
    let seen = palette.found().enumerate().skip(offset);
    for (row, (position, (entry, fitting))) in (0..area.height).zip(seen) {
        let Some(entry) = entry else { continue };
        let place = line(area, row);
        let has_cursor = position == palette.cursor();
        mark(canvas, place, has_cursor);
        let place = behind(place, MARK);
        canvas.text(first(place, KIND), entry.kind.label(), theme.muted);
        let rest = behind(place, KIND);
        // Half of the line is left to the name.
        let about = truncate(&entry.about, rest.width / 2, canvas.look.glyphs.ellipsis);
        let room = rest.width.saturating_sub(width(&about) + 2);
        text(canvas, first(rest, room), entry, fitting, if has_cursor { theme.strong } else { theme.text });
        canvas.text_right(rest, &about, theme.muted);
        canvas.record(line(area, row), Target::Field(position));
    }
    let end = offset + usize::from(area.height);
    canvas.scroll_marks(outer, offset > 0, end < palette.found().len());
}

/// Name and id, the letters that fit marked.
fn text(canvas: &mut Canvas<'_>, place: Rect, entry: &Entry, fitting: &[u32], style: Style) {
    let text = entry.text();
    let place = first(place, canvas.text(place, &text, canvas.look.theme.muted));
    canvas.text(first(place, width(&entry.name)), &entry.name, style);
    let mut column = 0;
    for (position, letter) in (0..).zip(text.chars()) {
        let letter = letter.to_string();
        let columns = width(&letter);
        if fitting.binary_search(&position).is_ok() {
            canvas.text(first(behind(place, column), columns), &letter, canvas.look.theme.accent);
        }
        column += columns;
    }
}
