//! The line of names above a page with more panels than fit on the screen.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::explorer::{Panel, Target};
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first};
use crate::widgets::text::width;

/// The names of the panels, the present one marked; each leads to its panel. Where not all fit, arrows stand for those
/// that are hidden, and lead on by one panel.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let theme = canvas.look.theme;
    let [more_left, more_right, ..] = canvas.look.glyphs.more;
    let panels = canvas.state.panels();
    let present = canvas.state.panel();
    let position = panels.iter().position(|panel| *panel == present).unwrap_or(0);
    let names: Vec<String> = panels.iter().map(Panel::name).collect();
    let widths: Vec<u16> = names.iter().map(|name| width(name) + 2).collect();
    let inner = first(behind(area, 1), area.width.saturating_sub(2));
    let shown = around(position, &widths, inner.width);

    let before = position.checked_sub(1).filter(|_| shown.start > 0).and_then(|before| panels.get(before));
    if let Some(panel) = before {
        canvas.text(first(area, 1), more_left, theme.accent);
        canvas.record(first(area, 1), Target::Panel(panel.clone()));
    }
    let after = panels.get(position + 1).filter(|_| shown.end < panels.len());
    if let Some(panel) = after {
        let end = behind(area, area.width.saturating_sub(1));
        canvas.text(end, more_right, theme.accent);
        canvas.record(end, Target::Panel(panel.clone()));
    }
    let mut rest = inner;
    for (panel, name) in panels.iter().zip(names).take(shown.end).skip(shown.start) {
        let place = first(rest, width(&name) + 2);
        let style = if *panel == present { theme.accent } else { theme.muted };
        let marked = if *panel == present { format!("[{name}]") } else { format!(" {name} ") };
        canvas.text(place, &marked, style);
        canvas.record(place, Target::Panel(panel.clone()));
        rest = behind(rest, place.width);
    }
}

/// Which of the things with these widths are seen when the one at `position` must be: they are dealt out over lines
/// like words, so that they stand still while the position moves along one line, and the last line is filled up with
/// those before it.
fn around(position: usize, widths: &[u16], room: u16) -> Range<usize> {
    let fitting = |widths: &mut dyn Iterator<Item = &u16>| {
        let mut left = room;
        let fits = |width: &&u16| left.checked_sub(**width).map(|rest| left = rest).is_some();
        // One that is too wide even alone is cut.
        widths.take_while(fits).count().max(1)
    };
    let mut start = 0;
    loop {
        let end = start + fitting(&mut widths.iter().skip(start));
        if end >= widths.len() {
            return widths.len().saturating_sub(fitting(&mut widths.iter().rev()))..widths.len();
        }
        if position < end {
            return start..end;
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_stand_still_within_a_line_and_fill_up_the_last() {
        let widths = [4, 4, 4, 4, 4, 4, 4];
        let shown = |room| (0..widths.len()).map(move |position| around(position, &widths, room));
        assert!(shown(28).all(|shown| shown == (0..7)));
        assert_eq!(shown(13).collect::<Vec<_>>(), [0..3, 0..3, 0..3, 3..6, 3..6, 3..6, 4..7]);
        assert_eq!(shown(1).collect::<Vec<_>>(), [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7]);
        assert_eq!(around(0, &[], 9), 0..0);
    }

    proptest! {
        #[test]
        fn the_present_name_is_wholly_visible(
            widths in proptest::collection::vec(3u16..20, 1..20), position in 0usize..20, room in 20u16..80,
        ) {
            let position = position % widths.len();
            let shown = around(position, &widths, room);
            prop_assert!(shown.contains(&position), "{shown:?}");
            prop_assert!(widths[shown].iter().sum::<u16>() <= room);
        }
    }
}
