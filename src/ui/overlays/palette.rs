//! The palette: a field, and what it finds.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{MARK, Window, columns};
use crate::explorer::overlay::palette::{Entry, Palette};
use crate::ui::canvas::Canvas;
use crate::ui::field::typed;
use crate::ui::parts::{behind, below, first, line};
use crate::widgets::text::{self, clusters, truncate, width};

/// Columns and lines of what is found, as far as the screen has them.
const COLUMNS: u16 = 96;
const LIST: u16 = 16;
/// Columns for the kind of a thing.
const KIND: u16 = 9;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, palette: &Palette) {
    let columns = columns(area, COLUMNS);
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

    let body = below(inner, 2);
    let message = match (&palette.refusal, palette.assignment(), palette.found().count()) {
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
        for (row, text) in (0..body.height).zip(text::lines(&text, body.width)) {
            canvas.text(line(body, row), text, style);
        }
        return;
    }
    list(canvas, outer, body, palette);
}

fn list(canvas: &mut Canvas<'_>, outer: Rect, area: Rect, palette: &Palette) {
    let muted = canvas.look.theme.muted;
    let fields = 0..palette.found().count();
    super::list(canvas, outer, area, fields, palette.cursor(), |canvas, place, position, style| {
        let Some((entry, fitting)) = palette.found().nth(position) else { return };
        let place = behind(place, MARK);
        canvas.text(first(place, KIND), entry.kind.label(), muted);
        let rest = behind(place, KIND);
        // Half of the line is left to the name, if it takes that much.
        let beside = rest.width.saturating_sub(width(&entry.text()) + 2).max(rest.width / 2);
        let about = truncate(&entry.about, beside, canvas.look.glyphs.ellipsis);
        let room = rest.width.saturating_sub(width(&about) + 2);
        text(canvas, first(rest, room), entry, fitting, style);
        canvas.text_right(rest, &about, muted);
    });
}

/// Name and id, the letters that fit marked.
fn text(canvas: &mut Canvas<'_>, place: Rect, entry: &Entry, fitting: &[u32], style: Style) {
    let text = entry.text();
    let place = first(place, canvas.text(place, &text, canvas.look.theme.muted));
    canvas.text(first(place, width(&entry.name)), &entry.name, style);
    let (mut start, mut column) = (0, 0);
    for (cluster, columns) in clusters(&text) {
        let end = start + cluster.chars().map(|_| 1).sum::<u32>();
        if fitting.iter().any(|letter| (start..end).contains(letter)) {
            canvas.text(first(behind(place, column), columns), cluster, canvas.look.theme.accent);
        }
        start = end;
        column += columns;
    }
}
