//! A chart of lines, steps and points over linear or logarithmic axes.
//!
//! Series are labelled where they end, since a legend in a corner would have to be compared colour by colour. What
//! cannot be placed, because it is not finite, or not positive on a logarithmic axis, interrupts a line.
//!
//! ```text
//! p99 ms
//! 100 ┤             ⡠⠊ Python       plot, direct labels
//!  50 ┤──────⡠⠔⠒⠉──── objective     a line of reference
//!   0 └┴─────┴─────┴─────┴
//!      0    100   200   300   rps    ticks, title of the axis
//! ```

mod axis;
mod dots;
mod layout;
mod render;

use ratatui::style::Style;

pub use self::axis::{Axis, Scale};
pub use self::render::{Chart, ChartStyles};

/// How the points of a series are joined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Joined {
    /// By straight lines.
    #[default]
    Line,
    /// By a level to the next point, then a jump: what holds until it changes.
    Step,
    /// Not at all; each point is a marker.
    Points,
}

/// A series: points in the order in which they are joined.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// The points, x and y.
    pub points: &'a [(f64, f64)],
    /// How they are joined.
    pub joined: Joined,
    /// How they look.
    pub style: Style,
    /// The glyph of a single point, and of the whole line where there are only ASCII characters.
    pub marker: char,
    /// What stands at the end of the line; nothing if empty.
    pub label: &'a str,
}

/// A line across the chart.
#[derive(Debug, Clone, Copy)]
pub struct Reference<'a> {
    /// Where it crosses its axis.
    pub at: f64,
    /// What it stands for.
    pub label: &'a str,
    /// How it looks.
    pub style: Style,
}
