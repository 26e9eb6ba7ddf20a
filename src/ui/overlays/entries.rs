//! The entries of a choice, each with who would win under it.

use ratatui::layout::Rect;

use super::Window;
use crate::explorer::Target;
use crate::model::contest::Verdict;
use crate::scenario::parameter::Value;
use crate::scenario::registry;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, line};
use crate::widgets::scroll;
use crate::widgets::text::width;

/// Columns beside the name of an entry: its mark and who would win.
const WINNER: u16 = 4 + 30;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, cursor: usize) {
    let key = canvas.state.input();
    let definitions = &canvas.state.facts.definitions;
    let entries = definitions.entries(key);
    let present = definitions.choice_index(&canvas.state.scenario, key);
    let names = entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0);
    let row = registry::get(key);
    let title = format!("{} ({})", row.label, row.id);
    let glyphs = canvas.look.glyphs;
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let window =
        Window { title: &title, columns: names + WINNER, rows, footer: "Enter picks it, Esc cancels" };
    let (outer, inner) = window.open(canvas, area);
    canvas.regions.overlay_last = entries.len().saturating_sub(1);
    let theme = canvas.look.theme;
    let seen = scroll::window(0, cursor, usize::from(inner.height), entries.len());
    for (row, (index, entry)) in (0..).zip(entries.iter().enumerate().take(seen.end).skip(seen.start)) {
        let place = line(inner, row);
        let Verdict { first, feasible } = canvas.sweep().at(key, Value::Choice(index));
        let mark = if index == present { glyphs.thumb } else { " " };
        let style = if index == cursor { theme.cursor_cell } else { theme.text };
        canvas.text(place, mark, theme.strong);
        canvas.text(behind(place, 2), &format!("{:1$}", entry.label, usize::from(names)), style);
        let limits = if feasible { "" } else { ", breaks a limit" };
        canvas.text(
            behind(place, names + 4),
            &format!("{} first{limits}", first.label()),
            canvas.series(first),
        );
        canvas.record(place, Target::Field(index));
    }
    canvas.scroll_marks(outer, seen.start > 0, seen.end < entries.len());
}
