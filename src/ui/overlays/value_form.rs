//! The field in which a value is typed, with what it takes.

use ratatui::layout::Rect;

use super::{Window, columns};
use crate::explorer::overlay::value_form::ValueForm;
use crate::scenario::registry;
use crate::ui::canvas::Canvas;
use crate::ui::field::typed;
use crate::ui::inputs::heavy_times;
use crate::ui::parts::line;
use crate::widgets::text;

/// Columns of the form, as far as the screen has them.
const COLUMNS: u16 = 64;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, form: &ValueForm) {
    let key = canvas.state.input();
    let row = registry::get(key);
    let range = canvas.state.facts.definitions.range_text(key);
    let columns = columns(area, COLUMNS);
    let mut lines: Vec<&str> = text::lines(row.meaning, columns).collect();
    let times = heavy_times(canvas.state, key).unwrap_or_default();
    lines.extend(text::lines(&times, columns));
    let meaning = lines.len();
    let takes = format!("Takes {range}.");
    lines.extend(text::lines(&takes, columns));
    let refused = lines.len();
    lines.extend(text::lines(form.refusal.as_deref().unwrap_or_default(), columns));
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let title = format!("{} ({})", row.label, row.id);
    let window = Window { title: &title, columns, rows, footer: "Enter sets it, Esc cancels" };
    let (_, inner) = window.open(canvas, area);
    let theme = canvas.look.theme;
    typed(canvas, line(inner, 0), &form.field);
    for (number, text) in lines.iter().enumerate() {
        let style = if number >= refused {
            theme.bad
        } else if number >= meaning {
            theme.text
        } else {
            theme.muted
        };
        canvas.text(line(inner, u16::try_from(number + 2).unwrap_or(u16::MAX)), text, style);
    }
}
