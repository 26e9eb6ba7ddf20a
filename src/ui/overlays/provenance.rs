//! Where a cell comes from, in lines that may be more than the screen has.

use ratatui::layout::Rect;

use super::lines::{Styled, wrapped};
use super::{Window, columns};
use crate::explorer::overlay::provenance::Provenance;
use crate::ui::canvas::Canvas;
use crate::ui::parts::line;

/// Columns of a line, as far as the screen has them.
const COLUMNS: u16 = 92;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, provenance: &Provenance) {
    let Provenance { title, lines, offset } = provenance;
    let columns = columns(area, COLUMNS);
    let lines: Vec<Styled> = lines.iter().flat_map(|line| wrapped(line, columns)).collect();
    let columns = lines.iter().map(Styled::width).max().unwrap_or(0);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let glyphs = canvas.look.glyphs;
    let is_longer = lines.len() > usize::from(area.height.saturating_sub(2));
    let footer = match (is_longer, glyphs.unicode) {
        (false, _) => "Esc closes",
        (true, true) => "↑↓ scroll · Esc closes",
        (true, false) => "Up/Down scroll, Esc closes",
    };
    let window = Window { title, columns, rows, footer };
    let (outer, inner) = window.open(canvas, area);
    let last = lines.len().saturating_sub(usize::from(inner.height));
    canvas.regions.overlay_last = last;
    for (row, styled) in (0..inner.height).zip(lines.iter().skip((*offset).min(last))) {
        styled.draw(canvas, line(inner, row));
    }
    canvas.scroll_marks(outer, (*offset).min(last) > 0, *offset < last);
}
