//! Shapes collected by how and in which colour they are drawn: one path for each, however many cells it crosses.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::fills::Part;
use super::lines::Weight;
use super::{HEIGHT, WIDTH};
use crate::colour::Rgb;

/// How something is drawn; later ones above earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Brush {
    /// Filled to the edge, and to the edge of the neighbour.
    Fill,
    /// The line under text and through it.
    Rule,
    Light,
    Heavy,
    LightDashes,
    HeavyDashes,
    Dot,
    /// Filled with smooth edges.
    Mark,
}

impl Brush {
    pub(super) const fn dashed(weight: Weight) -> Self {
        match weight {
            Weight::Light => Self::LightDashes,
            Weight::Heavy => Self::HeavyDashes,
        }
    }

    /// The attributes of a path besides its colour, and the one that takes the colour.
    const fn attributes(self) -> (&'static str, &'static str) {
        match self {
            Self::Fill => ("fill", "shape-rendering=\"crispEdges\""),
            Self::Mark => ("fill", ""),
            Self::Rule => ("stroke", "stroke-width=\".8\""),
            // Ends reach a little beyond, so that no corner has a notch.
            Self::Light => ("stroke", "fill=\"none\" stroke-linecap=\"square\""),
            Self::Heavy => ("stroke", "stroke-width=\"2.5\" stroke-linecap=\"square\""),
            Self::LightDashes => ("stroke", ""),
            Self::HeavyDashes => ("stroke", "stroke-width=\"2.5\""),
            Self::Dot => ("stroke", "stroke-width=\"2.8\" stroke-linecap=\"round\""),
        }
    }
}

impl From<Weight> for Brush {
    fn from(weight: Weight) -> Self {
        match weight {
            Weight::Light => Self::Light,
            Weight::Heavy => Self::Heavy,
        }
    }
}

/// A path that is being drawn.
#[derive(Default)]
struct Path {
    data: String,
    /// Where the pen is, for short moves; none at the start.
    at: Option<(u32, u32)>,
    /// A stroke or rectangle that the next one may prolong.
    open: Option<Piece>,
}

/// Something whose end is not known yet.
#[derive(Clone, Copy)]
enum Piece {
    Horizontal { x: u32, y: u32, length: u32 },
    Vertical { x: u32, y: u32, length: u32 },
    Part(Part),
}

impl Path {
    /// Moves to a place, by the shorter of the two ways to say so.
    fn go(&mut self, x: u32, y: u32) {
        let to = format!("M{x} {y}");
        let by = self.at.map(|(from_x, from_y)| {
            let (right, down) = (i64::from(x) - i64::from(from_x), i64::from(y) - i64::from(from_y));
            if down < 0 { format!("m{right}{down}") } else { format!("m{right} {down}") }
        });
        self.data.push_str(&by.filter(|by| by.len() < to.len()).unwrap_or(to));
        self.at = Some((x, y));
    }

    /// Draws what was open, and opens another piece.
    fn open(&mut self, piece: Option<Piece>) {
        match std::mem::replace(&mut self.open, piece) {
            None => {}
            Some(Piece::Horizontal { x, y, length }) => {
                self.go(x, y);
                let _ = write!(self.data, "h{length}");
                self.at = Some((x + length, y));
            }
            Some(Piece::Vertical { x, y, length }) => {
                self.go(x, y);
                let _ = write!(self.data, "v{length}");
                self.at = Some((x, y + length));
            }
            Some(Piece::Part((x, y, width, height))) => {
                self.go(x, y);
                let _ = write!(self.data, "h{width}v{height}h-{width}z");
            }
        }
    }

    /// A closed or curved piece of its own.
    fn add(&mut self, x: u32, y: u32, data: &str) {
        self.open(None);
        self.go(x, y);
        self.data.push_str(data);
        self.at = None;
    }
}

/// Paths by brush and colour.
#[derive(Default)]
pub(super) struct Pens(BTreeMap<(Brush, Rgb), Path>);

impl Pens {
    fn path(&mut self, brush: Brush, colour: Rgb) -> &mut Path {
        self.0.entry((brush, colour)).or_default()
    }

    /// A line to the right.
    pub(super) fn horizontal(&mut self, brush: Brush, colour: Rgb, x: u32, y: u32, length: u32) {
        let path = self.path(brush, colour);
        match &mut path.open {
            Some(Piece::Horizontal { x: from, y: row, length: so_far })
                if *row == y && *from + *so_far == x =>
            {
                *so_far += length;
            }
            _ => path.open(Some(Piece::Horizontal { x, y, length })),
        }
    }

    /// A line downwards.
    pub(super) fn vertical(&mut self, brush: Brush, colour: Rgb, x: u32, y: u32, length: u32) {
        let path = self.path(brush, colour);
        match &mut path.open {
            Some(Piece::Vertical { x: column, y: from, length: so_far })
                if *column == x && *from + *so_far == y =>
            {
                *so_far += length;
            }
            _ => path.open(Some(Piece::Vertical { x, y, length })),
        }
    }

    /// A filled rectangle.
    pub(super) fn fill(&mut self, colour: Rgb, part: Part) {
        let path = self.path(Brush::Fill, colour);
        let (x, y, width, height) = part;
        match &mut path.open {
            Some(Piece::Part((from, top, so_far, tall)))
                if (*top, *tall) == (y, height) && *from + *so_far == x =>
            {
                *so_far += width;
            }
            _ => path.open(Some(Piece::Part(part))),
        }
    }

    /// A dot at a place.
    pub(super) fn dot(&mut self, colour: Rgb, x: u32, y: u32) {
        let path = self.path(Brush::Dot, colour);
        path.go(x, y);
        path.data.push_str("h0");
    }

    /// A shape in a cell, by its outline.
    pub(super) fn mark(&mut self, colour: Rgb, x: u32, y: u32, outline: &str) {
        self.path(Brush::Mark, colour).add(x, y, outline);
    }

    /// A round corner between the middles of two edges of a cell.
    pub(super) fn corner(&mut self, colour: Rgb, (x, y): (u32, u32), to_right: bool, down: bool) {
        let (half, straight) = (WIDTH / 2, HEIGHT / 2 - WIDTH / 2);
        let (edge, up) = if down { (y + HEIGHT, "-") } else { (y, "") };
        let left = if to_right { "" } else { "-" };
        let data = format!("v{up}{straight}q0 {up}{half} {left}{half} {up}{half}");
        self.path(Brush::Light, colour).add(x + half, edge, &data);
    }

    /// A line across a cell in dashes of equal length with gaps of a third of it.
    pub(super) fn dashes(
        &mut self,
        brush: Brush,
        colour: Rgb,
        (x, y): (u32, u32),
        count: u8,
        is_vertical: bool,
    ) {
        let (length, letter) = if is_vertical { (HEIGHT, 'v') } else { (WIDTH, 'h') };
        let step = f64::from(length) / f64::from(count);
        let (dash, gap) = (0.7 * step, 0.3 * step);
        let mut data = String::new();
        for dash_number in 0..count {
            let before = if dash_number == 0 { gap / 2.0 } else { gap };
            let (right, down) = if is_vertical { (0.0, before) } else { (before, 0.0) };
            let _ = write!(data, "m{right:.1} {down:.1}{letter}{dash:.1}");
        }
        let (x, y) = if is_vertical { (x + WIDTH / 2, y) } else { (x, y + HEIGHT / 2) };
        self.path(brush, colour).add(x, y, &data);
    }

    /// Writes the paths.
    pub(super) fn write(self, out: &mut String) {
        for ((brush, colour), mut path) in self.0 {
            path.open(None);
            let (paint, attributes) = brush.attributes();
            let space = if attributes.is_empty() { "" } else { " " };
            let _ = writeln!(out, "<path {paint}=\"{colour}\"{space}{attributes} d=\"{}\"/>", path.data);
        }
    }
}
