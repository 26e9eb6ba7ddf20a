//! The patterns in code: which one is shown, and from which row on.

use super::State;
use crate::widgets::scroll::{moved, turned};

/// What the user looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternView {
    /// The pattern, among those of the catalog.
    pub chosen: usize,
    /// Rows that are scrolled out of sight.
    pub offset: usize,
}

/// How far the last frame could be scrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PatternReach {
    /// The greatest offset.
    pub last: usize,
    /// Rows seen at once.
    pub page: usize,
}

impl State {
    /// Turns on by so many patterns, round.
    pub fn turn_pattern(&mut self, by: isize) {
        let count = self.facts.catalog.patterns().len();
        self.pattern = PatternView { chosen: turned(self.pattern.chosen, by, count), offset: 0 };
    }

    /// Scrolls the pattern by rows.
    pub fn scroll_pattern(&mut self, by: isize) {
        self.pattern.offset = moved(self.pattern.offset, by, self.regions.pattern.last + 1);
    }

    /// Scrolls the pattern by screenfuls, each less one row to keep the place.
    pub fn page_pattern(&mut self, by: isize) {
        let rows = isize::try_from(self.regions.pattern.page.saturating_sub(1).max(1)).unwrap_or(1);
        self.scroll_pattern(rows * by);
    }
}
