//! The entries of a choice, each with who would win under it.

use ratatui::layout::Rect;

use super::{MARKS, Window};
use crate::explorer::overlay::entry_list::EntryList;
use crate::model::contest::Verdict;
use crate::scenario::parameter::Value;
use crate::scenario::registry;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first};
use crate::widgets::text::width;

/// Columns beside the name of an entry: its marks and who would win.
const BESIDE: u16 = MARKS + 2 + 30;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: EntryList) {
    let state = canvas.state;
    let key = state.input();
    let definitions = &state.facts.definitions;
    let entries = definitions.entries(key);
    let present = definitions.choice_index(&state.scenario, key);
    let names = entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0);
    let row = registry::get(key);
    let title = format!("{} ({})", row.label, row.id);
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let window =
        Window { title: &title, columns: names + BESIDE, rows, footer: "Enter picks it, Esc cancels" };
    let (outer, inner) = window.open(canvas, area);
    super::list(canvas, outer, inner, 0..entries.len(), list.cursor(), |canvas, place, position, style| {
        let Some(entry) = entries.get(position) else { return };
        if position == present {
            canvas.text(behind(place, 2), canvas.look.glyphs.thumb, canvas.look.theme.accent);
        }
        canvas.text(first(behind(place, MARKS), names), &entry.label, style);
        let Verdict { first, feasible, .. } = canvas.sweep().at(key, Value::Choice(position));
        let limits = if feasible { "" } else { ", breaks a limit" };
        let winner = format!("{} first{limits}", first.label());
        canvas.text(behind(place, MARKS + names + 2), &winner, canvas.series(first));
    });
}
