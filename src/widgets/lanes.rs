//! What threads did over time: horizontal lanes along a common axis of nanoseconds, in groups.
//!
//! A cell stands for many nanoseconds. It shows what took most of them, with a lighter glyph where it was busy for less
//! than half, so that nothing short vanishes. Each kind of work has a fill and a letter besides its style, so that the
//! lanes read without colour.
//!
//! ```text
//!                     timeout                       labels of rules
//! One thread  p99 340 ms │                          a title with figures
//!  loop     ██▄ ▄  ▓▓▓▓▓▓▓▓▓▓▓▓██▄                  spans: light, heavy, light
//!  waiting           ▁▂▃▅▆│▇█▅▂               12    a depth, and its maximum
//!          └┴────────┴────────┴────────┴
//!           0 ms     20 ms    40 ms    60 ms
//! ```

mod axis;
mod cells;
mod folding;
mod layout;
mod render;
mod view;

#[cfg(test)]
mod fixture;

use ratatui::style::Style;

pub use self::layout::{LanesHit, LanesLayout, LanesState};
pub use self::render::{Lanes, LanesStyles};
pub use self::view::TimeView;

/// What a span is filled with, which tells kinds of work apart without colour: one of the
/// [fills](crate::widgets::glyphs::Glyphs::fills), from the heaviest to the lightest.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Fill {
    /// A full block.
    #[default]
    Solid,
    /// A dark shade.
    Dense,
    /// A light shade: dots.
    Dotted,
}

/// Something that a thread or core did, from `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When it began, in nanoseconds.
    pub from: u64,
    /// When it had ended, in nanoseconds; a span that is not longer than nothing is not drawn.
    pub to: u64,
    /// How it looks.
    pub style: Style,
    /// What it is filled with.
    pub fill: Fill,
    /// Its kind as a letter, best in upper case: a cell that is busy for less than half has it in lower case.
    pub letter: char,
    /// The request it was done for.
    pub request: u32,
}

/// What a lane shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaneKind {
    /// What one thread or core did: spans in order of time that do not overlap. Between them it is idle.
    Spans(Vec<Span>),
    /// How many of something there were: from each time on, in order of time, so many; none before the first.
    Depth(Vec<(u64, u32)>),
}

/// A line of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// What it is about.
    pub label: String,
    /// How the label looks, and the bars of a depth.
    pub style: Style,
    /// How soon it goes where height is short: higher ones first, among equals the last one first.
    pub dispensable: u8,
    /// What it shows.
    pub kind: LaneKind,
}

/// Lanes that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group<'a> {
    /// What they are about: on a line of its own, or in place of the label of the only lane that is left.
    pub title: &'a str,
    /// How the title looks.
    pub style: Style,
    /// The lanes, from top to bottom.
    pub lanes: Vec<Lane>,
    /// A short text right of the title, seen where the title has its own line.
    pub figures: String,
}

/// A time marked across all lanes, behind what they show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// When, in nanoseconds.
    pub at: u64,
    /// What stands above the line, where there is room.
    pub label: String,
    /// How both look.
    pub style: Style,
}
