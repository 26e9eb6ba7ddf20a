//! How wide the columns of a table are.

use super::layout::GAP;
use super::{Column, TableCell};
use crate::widgets::text::width;

/// The room for a sort arrow behind a heading.
pub(super) const ARROW: u16 = 2;

/// The width of each column that cuts nothing.
pub(super) fn uncut_widths(columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> Vec<u16> {
    let uncut = |(index, column): (usize, &Column<'_>)| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text)).max();
        width(&column.title).max(cells.unwrap_or(0)).max(column.min_width)
    };
    columns.iter().enumerate().map(uncut).collect()
}

/// The same with room for an arrow behind every heading, so that columns stand still when one is sorted by.
pub(super) fn natural_widths(columns: &[Column<'_>], uncut: &[u16]) -> Vec<u16> {
    uncut.iter().zip(columns).map(|(uncut, column)| (width(&column.title) + ARROW).max(*uncut)).collect()
}

/// Narrows columns until they fit into `room`, and returns whether they do: first by what they have beyond the width
/// that cuts nothing, then those that wrap, then those of low priority.
pub(super) fn shrink(widths: &mut [u16], uncut: &[u16], columns: &[Column<'_>], room: u16) -> bool {
    let gaps = GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let total = widths.iter().fold(gaps, |total, width| total.saturating_add(*width));
    let mut excess = total.saturating_sub(room);
    for (width, uncut) in widths.iter_mut().zip(uncut).rev() {
        let given = excess.min(width.saturating_sub(*uncut));
        *width -= given;
        excess -= given;
    }
    let mut order: Vec<_> = widths.iter_mut().zip(columns).collect();
    order.sort_by_key(|(_, column)| (!column.wrap, column.priority));
    for (width, column) in order {
        let given = excess.min(width.saturating_sub(column.min_width));
        *width -= given;
        excess -= given;
    }
    excess == 0
}
