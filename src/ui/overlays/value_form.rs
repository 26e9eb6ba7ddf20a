//! The field in which a value is typed, with what it takes.

use ratatui::layout::Rect;

use super::field::typed;
use super::{Window, broken};
use crate::explorer::text_field::TextField;
use crate::scenario::registry;
use crate::ui::canvas::{Canvas, line};

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, field: &TextField, refusal: Option<&str>) {
    let key = canvas.state.input();
    let row = registry::get(key);
    let range = canvas.state.facts.definitions.range_text(key);
    let columns = usize::from(area.width.saturating_sub(8).min(64));
    let mut lines = broken(row.meaning, columns);
    let meaning = lines.len();
    lines.extend(broken(&format!("Takes {range}."), columns));
    let refused = lines.len();
    lines.extend(refusal.map(|text| broken(text, columns)).unwrap_or_default());
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let title = format!("{} ({})", row.label, row.id);
    let window = Window {
        title: &title,
        columns: u16::try_from(columns).unwrap_or(60),
        rows,
        footer: "Enter sets it, Esc cancels",
    };
    let (_, inner) = window.open(canvas, area);
    let theme = canvas.look.theme;
    typed(canvas, line(inner, 0), field);
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
