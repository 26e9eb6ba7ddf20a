//! A table to move about in: a cursor on one cell, scrolling both ways, a sorted column.
//!
//! The table shows rows as they are given: sorting and filtering them is the caller's affair, the table only says
//! by which column it was done, and leaves a line free for the filter. [`TableLayout`] is where everything stands;
//! drawing and hit tests both read it.
//!
//! ```text
//! Framework     Median ms  Requests/s ▼  ▶   header, sort arrow, more columns to the right
//! Fastify            0.11         9,340  █   the first column stays while the others scroll
//! Gin                0.04        24,520  │   scroll bar, only when rows do not fit
//!                                            a line for the caller
//! ```
//!
//! A row is one line, or as many as the texts of its wrapping columns take.

mod cursor;
mod layout;
mod render;
mod widths;

use std::borrow::Cow;

use ratatui::style::Style;

pub use self::cursor::TableCursor;
pub use self::layout::{TableHit, TableLayout};
pub use self::render::{DataTable, TableStyles};
use super::text::Align;

/// A column: its heading, and how much of the width it may claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// The heading.
    pub title: &'a str,
    /// To which side heading and cells go.
    pub align: Align,
    /// The columns of the screen below which the column is scrolled rather than cut.
    pub min_width: u16,
    /// Where width is short, columns of lower priority give way first.
    pub priority: u8,
    /// Whether a text that is wider goes on in further lines of its row, rather than being cut. Where width is short,
    /// such a column gives way before all others.
    pub wrap: bool,
}

/// A cell: text and its style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableCell<'a> {
    /// What stands in the cell.
    pub text: Cow<'a, str>,
    /// How it looks, below the styles of the cursor.
    pub style: Style,
    /// One glyph right in front of the text, in the gap where there is no room; empty for none.
    pub mark: &'a str,
}

#[cfg(test)]
impl<'a> TableCell<'a> {
    /// A cell of `text` in `style`.
    pub(super) fn new(text: impl Into<Cow<'a, str>>, style: Style) -> Self {
        Self { text: text.into(), style, mark: "" }
    }
}

/// The columns of the screen that a table takes when nothing in it is cut.
pub fn natural_width(columns: &[Column<'_>], rows: &[Vec<TableCell<'_>>]) -> u16 {
    let widths = widths::widths(columns, rows);
    let gaps = layout::GAP.saturating_mul(u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX));
    widths.iter().fold(gaps, |total, width| total.saturating_add(width.natural))
}

/// Which column the rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The index of the column.
    pub column: usize,
    /// Whether the greatest comes first.
    pub descending: bool,
}
