//! The geometry of a track.

use ratatui::layout::{Position, Rect};

/// Which cell of a track stands for which fraction.
///
/// The middle of the first cell is 0, that of the last cell is 1, and cells in between are evenly spaced, so that
/// both ends can be reached and every cell maps back to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SliderMetrics {
    track: Rect,
}

impl SliderMetrics {
    /// The geometry of a slider drawn into `area`: its first row.
    pub fn new(area: Rect) -> Self {
        Self { track: Rect { height: area.height.min(1), ..area } }
    }

    /// Where the track is.
    pub fn track(&self) -> Rect {
        self.track
    }

    /// Whether `position` is on the track.
    pub fn hit(&self, position: Position) -> bool {
        self.track.contains(position)
    }

    /// The fraction for a column of the screen, of the nearer end if the column is not on the track.
    ///
    /// `None` for a track of less than two cells, where there is nothing to choose.
    pub fn fraction_at(&self, column: u16) -> Option<f64> {
        let last = self.last().filter(|last| *last > 0)?;
        let offset = column.saturating_sub(self.track.x).min(last);
        Some(f64::from(offset) / f64::from(last))
    }

    /// The cell nearest to a fraction, counted from the start of the track.
    ///
    /// `None` for an empty track and for what is not a number.
    pub fn cell_of(&self, fraction: f64) -> Option<u16> {
        let last = self.last()?;
        (!fraction.is_nan()).then(|| (fraction.clamp(0.0, 1.0) * f64::from(last)).round() as u16)
    }

    /// The fraction of each cell, for painting a track by what would hold there.
    pub fn fractions(&self) -> impl Iterator<Item = f64> + use<> {
        let last = self.last();
        let scale = f64::from(last.unwrap_or(0).max(1));
        (0..self.track.width).filter(move |_| last.is_some()).map(move |cell| f64::from(cell) / scale)
    }

    fn last(self) -> Option<u16> {
        if self.track.height == 0 { None } else { self.track.width.checked_sub(1) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_ends_can_be_reached_and_nothing_lies_beyond() {
        let metrics = SliderMetrics::new(Rect::new(10, 3, 21, 2));
        assert_eq!(metrics.fraction_at(10), Some(0.0));
        assert_eq!(metrics.fraction_at(20), Some(0.5));
        assert_eq!(metrics.fraction_at(30), Some(1.0));
        assert_eq!(metrics.fraction_at(0), Some(0.0));
        assert_eq!(metrics.fraction_at(99), Some(1.0));
        assert!(metrics.hit(Position::new(30, 3)));
        assert!(!metrics.hit(Position::new(31, 3)));
        assert!(!metrics.hit(Position::new(30, 4)), "the second row is not the track");
    }

    #[test]
    fn what_cannot_be_placed_is_nowhere() {
        assert_eq!(SliderMetrics::new(Rect::new(0, 0, 0, 1)).cell_of(0.5), None);
        assert_eq!(SliderMetrics::new(Rect::new(0, 0, 9, 0)).cell_of(0.5), None);
        assert_eq!(SliderMetrics::new(Rect::new(0, 0, 9, 1)).cell_of(f64::NAN), None);
        assert_eq!(SliderMetrics::new(Rect::new(0, 0, 1, 1)).fraction_at(0), None);
        assert_eq!(SliderMetrics::new(Rect::new(0, 0, 1, 1)).cell_of(f64::INFINITY), Some(0));
    }

    proptest! {
        #[test]
        fn every_cell_maps_back_to_itself(x in 0_u16..500, width in 2_u16..400, cell in 0_u16..400) {
            let metrics = SliderMetrics::new(Rect::new(x, 0, width, 1));
            let cell = cell % width;
            let fraction = metrics.fraction_at(x + cell).unwrap();
            prop_assert_eq!(metrics.cell_of(fraction), Some(cell));
            prop_assert_eq!(metrics.fractions().nth(usize::from(cell)), Some(fraction));
        }
    }
}
