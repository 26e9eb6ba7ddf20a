//! Rows of phases along a common axis of time.
//!
//! Each phase has a pattern besides its style and says its name where there is room, so that the chart reads without
//! colour. Time is a plain number, such as a fraction of years; the caller writes the labels.
//!
//! ```text
//!            2026      2027      2028      labels of the axis
//! Node 24 ▶  ▒▒▒active▒▒▒░░░maint░░░░      the row of the cursor
//! Python 3   ▒▒▒▒▒▒▒▒▒▒▒│░░security░░      a moment marked across all rows
//! ```

mod layout;
mod render;

use ratatui::style::Style;

pub use self::layout::{GanttLayout, GanttState};
pub use self::render::{Gantt, GanttStyles};

/// A phase, from `start` up to `end`.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment<'a> {
    /// When it begins.
    pub start: f64,
    /// When it has ended; a phase without an end is `f64::INFINITY`.
    pub end: f64,
    /// How it looks.
    pub style: Style,
    /// The glyph it is filled with.
    pub pattern: &'a str,
    /// What it is called, shown where it fits.
    pub label: &'a str,
}

/// A row: a label and its phases, later ones in front.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GanttRow<'a> {
    /// What the row is about.
    pub label: &'a str,
    /// How the label looks.
    pub style: Style,
    /// The phases.
    pub segments: Vec<Segment<'a>>,
}

/// A labelled point of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub at: f64,
    /// What stands there.
    pub label: String,
}
