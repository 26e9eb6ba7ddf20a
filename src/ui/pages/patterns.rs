//! One pattern in several languages, side by side.

use ratatui::layout::Rect;

use crate::catalog::{Pattern, Text};
use crate::explorer::patterns::PatternReach;
use crate::explorer::{Panel, Target};
use crate::ui::canvas::Canvas;
use crate::widgets::listings::{Listing, ListingStyles, Listings};

/// Columns that a listing has at least where it stands beside another.
const LEAST_WIDTH: u16 = 50;

/// Draws the panel.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let focused = state.focused_panel() == Some(Panel::Patterns);
    let patterns = state.facts.catalog.patterns();
    let Some(pattern) = patterns.get(state.pattern.chosen) else {
        canvas.panel(area, "Patterns", "", focused);
        return;
    };
    let position = format!("pattern {} of {}", state.pattern.chosen + 1, patterns.len());
    let inner = canvas.panel(area, pattern.title, &position, focused);
    canvas.record(area, Target::Panel(Panel::Patterns));

    let listings = listings(pattern);
    let theme = &canvas.look.theme;
    let styles = ListingStyles { heading: theme.header, code: theme.text, muted: theme.muted };
    let glyphs = canvas.look.glyphs;
    let view = Listings::new(&listings, LEAST_WIDTH, state.pattern.offset, styles, &glyphs);
    canvas.regions.pattern =
        PatternReach { last: view.last_offset(inner), page: usize::from(inner.height.saturating_sub(1)) };
    canvas.widget(view, inner);
}

fn listings<'a>(pattern: &Pattern<'a>) -> Vec<Listing<'a>> {
    let listings = pattern.listings.iter();
    listings
        .map(|(practice, listing)| Listing {
            heading: format!("{} · {}", listing.runtime.label(), listing.file),
            note: practice.cells.last().map_or("", Text::as_str),
            lines: listing.lines(),
        })
        .collect()
}
