//! How wide the columns of a table are.

use super::layout::GAP;
use super::{Column, TableCell};
use crate::widgets::text::width;

/// The room for a sort arrow behind a heading.
pub(super) const ARROW: u16 = 2;

/// The width of each column that cuts nothing.
pub(super) fn natural_widths(columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> Vec<u16> {
    let natural = |(index, column): (usize, &Column<'_>)| {
        let cells = rows.iter().filter_map(|row| row.get(index)).map(|cell| width(&cell.text)).max();
        (width(&column.title) + ARROW).max(cells.unwrap_or(0)).max(column.min_width)
    };
    columns.iter().enumerate().map(natural).collect()
}

/// Narrows columns, those that wrap and then those of low priority first, until they fit into `room`; returns whether they do.
pub(super) fn shrink(widths: &mut [u16], columns: &[Column<'_>], room: u16) -> bool {
    let gaps = GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
    let total = widths.iter().fold(gaps, |total, width| total.saturating_add(*width));
    let mut excess = total.saturating_sub(room);
    let mut order: Vec<_> = widths.iter_mut().zip(columns).collect();
    order.sort_by_key(|(_, column)| (!column.wrap, column.priority));
    for (width, column) in order {
        let given = excess.min(width.saturating_sub(column.min_width));
        *width -= given;
        excess -= given;
    }
    excess == 0
}
