//! The line of pages at the top, with the scenario's name.

use ratatui::layout::Rect;

use super::canvas::{Canvas, behind, first};
use crate::explorer::{Tab, Target};
use crate::widgets::text::width;

/// The headings with the columns that they take, also for the mouse.
fn layout(area: Rect, name: u16) -> Vec<(Tab, String, Rect)> {
    let long = |tab: Tab| format!(" {} {} ", tab.index() + 1, tab.title());
    let short = |tab: Tab| format!(" {} {}", tab.index() + 1, tab.short());
    let number = |tab: Tab| format!(" {} ", tab.index() + 1);
    let total = |text: fn(Tab) -> String| -> u16 { Tab::ALL.iter().map(|tab| width(&text(*tab))).sum() };
    let room = area.width.saturating_sub(name);
    // A closure that captures nothing is a function.
    let text: fn(Tab) -> String = if total(long) <= room {
        long
    } else if total(short) <= room {
        short
    } else {
        number
    };
    let mut rest = area;
    Tab::ALL
        .into_iter()
        .map(|tab| {
            let text = text(tab);
            let place = first(rest, width(&text));
            rest = behind(rest, place.width);
            (tab, text, place)
        })
        .collect()
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.look.theme;
    let scenario = &canvas.state.scenario;
    let changed = if canvas.state.is_changed() { "*" } else { "" };
    let edition = match scenario.edition {
        crate::catalog::Edition::Audited => "",
        crate::catalog::Edition::Article => " (article's figures)",
    };
    let name = format!(" {}{changed}{edition} ", scenario.name);
    let room = area.width.saturating_sub(40);
    let name = crate::widgets::text::truncate(&name, room.min(46), canvas.look.glyphs.ellipsis);
    for (tab, text, place) in layout(area, width(&name)) {
        let style = if tab == canvas.state.tab { theme.accent.reversed() } else { theme.text };
        canvas.text(place, &text, style);
        canvas.record(place, Target::Tab(tab));
    }
    canvas.text_right(area, &name, theme.muted);
}
