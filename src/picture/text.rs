//! Text in runs, each of them held to its columns.

use std::fmt::Write;

use ratatui::style::Modifier;

use super::{HEIGHT, WIDTH};
use crate::colour::Rgb;
use crate::quote::misleads;

/// Units from the top of a cell to the line that letters stand on.
const BASELINE: u32 = 12;
/// Columns between two words that one run bridges with spaces; over more it is shorter to begin anew.
const BRIDGED: u32 = 2;

/// Text of one style on one row.
pub(super) struct Run {
    column: u32,
    row: u32,
    columns: u32,
    text: String,
    colour: Rgb,
    modifier: Modifier,
    is_plain: bool,
}

impl Run {
    pub(super) fn new(
        column: u32,
        row: u32,
        symbol: &str,
        columns: u32,
        colour: Rgb,
        style: Modifier,
    ) -> Self {
        let modifier = style & (Modifier::BOLD | Modifier::ITALIC);
        let text = printable(symbol);
        let mut chars = text.chars();
        let is_plain = chars.next().is_some_and(is_everywhere) && chars.next().is_none();
        Self { column, row, columns, text, colour, modifier, is_plain }
    }

    /// Whether what comes next can go on with this run. What a font may lack stands alone: its substitute would be
    /// wider or narrower, and move its neighbours.
    pub(super) fn takes(&self, next: &Self) -> bool {
        let end = self.column + self.columns;
        self.row == next.row
            && next.column.checked_sub(end).is_some_and(|gap| gap <= BRIDGED)
            && (self.colour, self.modifier) == (next.colour, next.modifier)
            && self.is_plain
            && next.is_plain
    }

    pub(super) fn append(&mut self, next: &Self) {
        let gap = next.column.saturating_sub(self.column + self.columns);
        self.text.extend((0..gap).map(|_| ' '));
        self.text.push_str(&next.text);
        self.columns += gap + next.columns;
    }
}

/// Whether monospace fonts have it at the width of all others: Latin, Greek and Cyrillic, dashes, quotes and dots.
fn is_everywhere(symbol: char) -> bool {
    matches!(symbol, ' '..='\u{52f}' | '\u{2010}'..='\u{203a}' | '−')
}

/// A symbol without what XML cannot hold, and without what turns round the rest of a title.
fn printable(symbol: &str) -> String {
    let is_refused = |c: char| misleads(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    symbol.chars().map(|c| if is_refused(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// A text between tags.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out
}

/// Writes the runs in the order of reading, so that a selection copies what it covers.
pub(super) fn write(out: &mut String, runs: impl IntoIterator<Item = Run>, usual: Rgb) {
    for run in runs {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
            run.column * WIDTH,
            run.row * HEIGHT + BASELINE,
            run.columns * WIDTH
        );
        if run.colour != usual {
            let _ = write!(out, " fill=\"{}\"", run.colour);
        }
        if run.modifier.contains(Modifier::BOLD) {
            out.push_str(" font-weight=\"bold\"");
        }
        if run.modifier.contains(Modifier::ITALIC) {
            out.push_str(" font-style=\"italic\"");
        }
        let _ = writeln!(out, ">{}</text>", escaped(&run.text));
    }
}
