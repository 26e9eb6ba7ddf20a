//! Points and lines on a grid finer than the cells of the screen.

use ratatui::style::Style;

/// How many dots a cell is divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolution {
    /// Two by four, by Braille patterns.
    Braille,
    /// One, by the marker of each series.
    Cell,
}

impl Resolution {
    /// The dots of a cell, across and down.
    pub(super) fn dots(self) -> (u16, u16) {
        match self {
            Self::Braille => (2, 4),
            Self::Cell => (1, 1),
        }
    }
}

/// A point in dots, as fractions of a dot, from the top left.
pub(super) type Point = (f64, f64);

/// A grid of dots. A cell has one colour: where several series run through it, it shows one of them alone, and the next
/// cell the next, so that lines that lie close together are seen as dashes of each.
#[derive(Debug)]
pub(super) struct Dots {
    resolution: Resolution,
    columns: u16,
    rows: u16,
    series: Vec<Layer>,
}

/// The dots of one series.
#[derive(Debug)]
struct Layer {
    style: Style,
    marker: char,
    /// The dots that are set in each cell.
    bits: Vec<u8>,
}

/// The bits of a Braille pattern by row and column, as Unicode numbers its dots.
const BRAILLE: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

impl Dots {
    pub(super) fn new(resolution: Resolution, columns: u16, rows: u16) -> Self {
        Self { resolution, columns, rows, series: Vec::new() }
    }

    /// Begins with the next series: all points and lines from here on are of it.
    pub(super) fn begin(&mut self, style: Style, marker: char) {
        let count = usize::from(self.columns) * usize::from(self.rows);
        self.series.push(Layer { style, marker, bits: vec![0; count] });
    }

    /// Sets the dot nearest to a point, if it is on the grid.
    pub(super) fn point(&mut self, point: Point) {
        // The nearest whole number of what is not below zero, without a call.
        let (x, y) = (point.0 + 0.5, point.1 + 0.5);
        if ![x, y].iter().all(|one| (0.0..f64::INFINITY).contains(one)) {
            return;
        }
        let (x, y) = (x as u32, y as u32);
        let (across, down) = self.resolution.dots();
        let (column, row) = (x / u32::from(across), y / u32::from(down));
        if column >= u32::from(self.columns) {
            return;
        }
        let index = row as usize * usize::from(self.columns) + column as usize;
        let bit = BRAILLE
            .get((y % u32::from(down)) as usize)
            .and_then(|row| row.get((x % u32::from(across)) as usize));
        let cell = self.series.last_mut().and_then(|series| series.bits.get_mut(index));
        if let (Some(cell), Some(bit)) = (cell, bit) {
            *cell |= bit;
        }
    }

    /// Sets the dots along a line, as far as it is on the grid.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        let (across, down) = self.resolution.dots();
        let corner =
            (f64::from(self.columns) * f64::from(across) - 1.0, f64::from(self.rows) * f64::from(down) - 1.0);
        let Some((from, to)) = clip(from, to, corner) else { return };
        let (run, rise) = (to.0 - from.0, to.1 - from.1);
        let steps = run.abs().max(rise.abs()).ceil().max(1.0);
        for step in 0..=(steps as u32) {
            let part = f64::from(step) / steps;
            self.point((from.0 + run * part, from.1 + rise * part));
        }
    }

    /// What stands in a cell, if anything does.
    pub(super) fn glyph(&self, column: u16, row: u16) -> Option<(char, Style)> {
        let index = usize::from(row) * usize::from(self.columns) + usize::from(column);
        let here = || {
            let bits =
                self.series.iter().map(|series| (series, series.bits.get(index).copied().unwrap_or(0)));
            bits.filter(|(_, bits)| *bits != 0)
        };
        // Along a column lines cross; along a row they run together.
        let turn = usize::from(column).checked_rem(here().count())?;
        let (Layer { style, marker, .. }, bits) = here().rev().nth(turn)?;
        let glyph = match self.resolution {
            Resolution::Braille => char::from_u32(0x2800 + u32::from(bits))?,
            Resolution::Cell => *marker,
        };
        Some((glyph, *style))
    }
}

/// The part of a line between the origin and `corner`, after Liang and Barsky.
fn clip(from: Point, to: Point, corner: Point) -> Option<(Point, Point)> {
    let (run, rise) = (to.0 - from.0, to.1 - from.1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (towards, room) in
        [(-run, from.0), (run, corner.0 - from.0), (-rise, from.1), (rise, corner.1 - from.1)]
    {
        let crossing = room / towards;
        if towards < 0.0 {
            enter = enter.max(crossing);
        } else if towards > 0.0 {
            leave = leave.min(crossing);
        } else if room < 0.0 {
            return None;
        }
    }
    let at = |part: f64| (from.0 + run * part, from.1 + rise * part);
    (enter <= leave).then(|| (at(enter), at(leave)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(dots: &Dots) -> Vec<String> {
        let symbol = |column, row| dots.glyph(column, row).map_or(' ', |(glyph, _)| glyph);
        (0..dots.rows).map(|row| (0..dots.columns).map(|column| symbol(column, row)).collect()).collect()
    }

    #[test]
    fn the_dots_of_each_resolution() {
        let mut braille = Dots::new(Resolution::Braille, 2, 1);
        braille.begin(Style::new(), 'o');
        braille.line((0.0, 3.0), (3.0, 0.0));
        assert_eq!(drawn(&braille), ["⡠⠊"]);

        let mut cells = Dots::new(Resolution::Cell, 3, 3);
        cells.begin(Style::new(), 'o');
        cells.line((0.0, 2.0), (2.0, 0.0));
        assert_eq!(drawn(&cells), ["  o", " o ", "o  "]);
    }

    #[test]
    fn lines_through_the_same_cells_take_turns() {
        for (resolution, symbols) in [(Resolution::Braille, ["⠉⣀⠉⣀"]), (Resolution::Cell, ["baba"])] {
            let mut dots = Dots::new(resolution, 4, 1);
            let (a, b) = (Style::new().red(), Style::new().green());
            let bottom = if resolution == Resolution::Cell { 0.0 } else { 3.0 };
            dots.begin(a, 'a');
            dots.line((0.0, bottom), (7.0, bottom));
            dots.begin(b, 'b');
            dots.line((0.0, 0.0), (7.0, 0.0));
            assert_eq!(drawn(&dots), symbols);
            let styles = [0, 1, 2, 3].map(|column| dots.glyph(column, 0).map(|(_, style)| style));
            assert_eq!(styles, [Some(b), Some(a), Some(b), Some(a)]);
        }
    }

    #[test]
    fn a_line_from_far_away_to_far_away_crosses_the_grid() {
        let mut dots = Dots::new(Resolution::Cell, 3, 3);
        dots.begin(Style::new(), 'o');
        dots.line((-1e12, 1.0), (1e12, 1.0));
        dots.begin(Style::new(), 'o');
        dots.line((1.0, -1e12), (1.0, 1e12));
        assert_eq!(drawn(&dots), [" o ", "ooo", " o "]);
    }

    #[test]
    fn a_line_beside_the_grid_leaves_it_empty() {
        let mut dots = Dots::new(Resolution::Cell, 3, 3);
        dots.begin(Style::new(), 'o');
        dots.line((-5.0, 0.0), (0.0, -5.0));
        dots.begin(Style::new(), 'o');
        dots.line((4.0, 0.0), (4.0, 9.0));
        assert_eq!(drawn(&dots), ["   ", "   ", "   "]);
        let mut nothing = Dots::new(Resolution::Braille, 0, 0);
        nothing.begin(Style::new(), 'o');
        nothing.line((0.0, 0.0), (9.0, 9.0));
        assert!(drawn(&nothing).is_empty());
    }
}
