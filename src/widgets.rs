//! Widgets that know ratatui and plain values, and nothing of what the values mean.
//!
//! Each one draws into any area, also an empty one or one that reaches beyond the buffer. What is drawn and what a
//! click hits come from the same geometry. Styles and glyphs are passed in; state lives apart.

pub mod bars;
pub mod big_text;
pub mod chart;
pub mod data_table;
pub mod gantt;
pub mod glyphs;
pub mod interval;
pub mod lanes;
pub mod listings;
pub mod painter;
pub mod popup;
pub mod scroll;
pub mod slider;
pub mod text;

#[cfg(test)]
mod test_screen;
