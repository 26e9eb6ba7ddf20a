//! Where the parts of a chart stand.

use ratatui::layout::Rect;

use super::Axis;
use super::dots::Resolution;
use crate::widgets::text::width;

/// About how many rows lie between two ticks of the vertical axis.
const ROWS_PER_TICK: u16 = 3;

/// About how many columns lie between two ticks of the horizontal axis, enough for most labels and some space.
const COLUMNS_PER_TICK: u16 = 8;

/// Where a chart is drawn: the plot, and around it the axes with their labels.
#[derive(Clone)]
pub(super) struct ChartLayout<'a> {
    x: Axis<'a>,
    y: Axis<'a>,
    area: Rect,
    plot: Rect,
    resolution: Resolution,
}

impl<'a> ChartLayout<'a> {
    /// Lays a chart out in `area`, with `margin` columns for the labels of series at the right.
    ///
    /// Labels give way before the plot does: the margin takes a third of the width at most, and where there are less
    /// than four rows or eight columns there is no plot.
    pub(super) fn compute(area: Rect, x: Axis<'a>, y: Axis<'a>, resolution: Resolution, margin: u16) -> Self {
        let top = u16::from(!y.name().is_empty());
        // The horizontal axis and its labels.
        let height = area.height.saturating_sub(top + 2);
        let y = y.along(height, ROWS_PER_TICK);
        let labels = y.ticks(height / ROWS_PER_TICK + 2).into_iter().map(|tick| width(&y.label(tick)));
        let left = labels.max().unwrap_or(0).min(area.width / 3) + 2;
        let across = area.width.saturating_sub(left + margin.min(area.width / 3));
        let plot = if height < 1 || area.height < 4 || area.width < 8 || across < 2 {
            Rect { width: 0, height: 0, ..area }
        } else {
            Rect::new(area.x + left, area.y + top, across, height)
        };
        Self { x, y, area, plot, resolution }
    }

    /// Where the data is drawn.
    pub(super) fn plot(&self) -> Rect {
        self.plot
    }

    /// The column of the screen in which an x value lies, if that is within the plot.
    pub(super) fn column_of(&self, x: f64) -> Option<u16> {
        let (across, _) = self.resolution.dots();
        Some(self.plot.x + place(self.x.fraction(x)?, self.plot.width, across)?)
    }

    /// The row of the screen in which a y value lies, if that is within the plot.
    pub(super) fn row_of(&self, y: f64) -> Option<u16> {
        let (_, down) = self.resolution.dots();
        Some(self.plot.y + place(1.0 - self.y.fraction(y)?, self.plot.height, down)?)
    }

    /// Where a point is, in dots from the top left of the plot.
    pub(super) fn dot(&self, (x, y): (f64, f64)) -> Option<(f64, f64)> {
        let (across, down) = self.resolution.dots();
        let width = f64::from(self.plot.width) * f64::from(across);
        let height = f64::from(self.plot.height) * f64::from(down);
        Some((self.x.fraction(x)? * (width - 1.0), (1.0 - self.y.fraction(y)?) * (height - 1.0)))
    }

    /// The columns and labels of the ticks below, relative to the area, without those that would touch another.
    pub(super) fn x_ticks(&self) -> Vec<(u16, u16, String)> {
        let room = self.area.width;
        let mut free = 0;
        let ticks = self.x.ticks(self.plot.width / COLUMNS_PER_TICK + 1);
        ticks
            .into_iter()
            .filter_map(|value| {
                let column = self.column_of(value)? - self.area.x;
                let label = self.x.label(value);
                let length = width(&label);
                let start = column.saturating_sub(length / 2).min(room.checked_sub(length)?);
                (start >= free).then(|| {
                    free = start + length + 1;
                    (column, start, label)
                })
            })
            .collect()
    }

    /// The rows and labels of the ticks at the left, relative to the area.
    pub(super) fn y_ticks(&self) -> Vec<(u16, String)> {
        let ticks = self.y.ticks(self.plot.height / ROWS_PER_TICK + 2);
        let mut used = None;
        ticks
            .into_iter()
            .filter_map(|value| {
                let row = self.row_of(value)? - self.area.y;
                (used.replace(row) != Some(row)).then(|| (row, self.y.label(value)))
            })
            .collect()
    }
}

/// The cell of `cells`, each of `dots` dots, that has the dot nearest to a fraction from 0 to 1.
fn place(fraction: f64, cells: u16, dots: u16) -> Option<u16> {
    let last = f64::from(cells) * f64::from(dots) - 1.0;
    // Ticks at the very ends may miss them by a rounding error.
    let within = last >= 0.0 && (-1e-9..=1.0 + 1e-9).contains(&fraction);
    within.then(|| ((fraction.clamp(0.0, 1.0) * last).round() / f64::from(dots)) as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::chart::Scale;

    fn plain(value: f64) -> String {
        value.to_string()
    }

    #[test]
    fn what_is_outside_the_axes_has_no_place() {
        let axis = Axis::new(Scale::Linear, 0.0, 10.0, &plain);
        let layout = ChartLayout::compute(Rect::new(0, 0, 40, 10), axis, axis, Resolution::Braille, 0);
        assert_eq!(layout.column_of(-1.0), None);
        assert_eq!(layout.column_of(10.0), Some(layout.plot().right() - 1));
        assert_eq!(layout.row_of(11.0), None);
        assert_eq!(layout.row_of(f64::NAN), None);
        assert_eq!(layout.row_of(10.0), Some(0));
    }
}
