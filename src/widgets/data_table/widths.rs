//! How wide the columns of a table are.

use super::layout::GAP;
use super::{Column, TableCell};
use crate::widgets::text::width;

/// The room for a sort arrow behind a heading.
pub(super) const ARROW: u16 = 2;

/// How wide a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Widths {
    /// Nothing is cut, and an arrow has room behind the heading.
    pub(super) natural: u16,
    /// Nothing is cut.
    pub(super) whole: u16,
}

/// The widths of each column.
pub(super) fn widths(columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> Vec<Widths> {
    let of = |(index, column): (usize, &Column<'_>)| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text)).max();
        let least = cells.unwrap_or(0).max(column.min_width);
        let heading = width(column.title);
        Widths { natural: least.max(heading + ARROW), whole: least.max(heading) }
    };
    columns.iter().enumerate().map(of).collect()
}

/// Narrows columns until they fit into `room`, and returns whether they do: first by the room for arrows, then those
/// that wrap, then those of low priority.
pub(super) fn shrink(widths: &mut [u16], wanted: &[Widths], columns: &[Column<'_>], room: u16) -> bool {
    let gaps = GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let total = widths.iter().fold(gaps, |total, width| total.saturating_add(*width));
    let mut excess = total.saturating_sub(room);
    let mut order: Vec<_> = widths.iter_mut().zip(wanted).zip(columns).collect();
    order.sort_by_key(|(_, column)| (!column.wrap, column.priority));
    let mut narrow = |width: &mut u16, least: u16| {
        let given = excess.min(width.saturating_sub(least));
        *width -= given;
        excess -= given;
    };
    for ((width, wanted), _) in &mut order {
        narrow(width, wanted.whole);
    }
    for ((width, _), column) in &mut order {
        narrow(width, column.min_width);
    }
    excess == 0
}
