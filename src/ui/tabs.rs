//! The line of pages at the top, with the scenario's name.

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::parts::{behind, first};
use crate::explorer::{Tab, Target, command};
use crate::widgets::text::{truncate, width};

/// The columns of the scenario's name for which the pages shorten theirs, and those for which they lose them.
const NAME: (u16, u16) = (40, 8);

/// The headings with the columns that they take, also for the mouse, beside something that takes so many columns, and
/// at least so many.
fn layout(area: Rect, beside: u16, least: u16) -> Vec<(Tab, String, Rect)> {
    let long = |tab: Tab| format!(" {} {} ", tab.index() + 1, tab.title());
    let short = |tab: Tab| format!(" {} {}", tab.index() + 1, tab.short());
    let number = |tab: Tab| format!(" {} ", tab.index() + 1);
    let total = |text: fn(Tab) -> String| -> u16 { Tab::ALL.iter().map(|tab| width(&text(*tab))).sum() };
    // A closure that captures nothing is a function.
    let text: fn(Tab) -> String = if total(long) + beside <= area.width {
        long
    } else if total(short) + least <= area.width {
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
        crate::catalog::Edition::Article => " (article)",
    };
    let ellipsis = canvas.look.glyphs.ellipsis;
    let mark = format!("{changed}{edition} ");
    let name = format!(" {}", scenario.name);
    let mut taken = 0;
    let [most, least] = [NAME.0, NAME.1].map(|columns| width(&name).min(columns) + width(&mark));
    for (tab, text, place) in layout(area, most, least) {
        taken += place.width;
        let style = if tab == canvas.state.tab { theme.accent.reversed() } else { theme.text };
        canvas.text(place, &text, style);
        canvas.record(place, Target::Tab(tab));
    }
    let rest = behind(area, taken);
    let name = truncate(&name, rest.width.saturating_sub(width(&mark)), ellipsis);
    let text = format!("{name}{mark}");
    canvas.text_right(rest, &text, theme.muted);
    let place = behind(rest, rest.width.saturating_sub(width(&text)));
    canvas.record(place, Target::Command(&command::OPEN));
}
