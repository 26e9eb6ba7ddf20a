//! The part of the time that is seen.

use std::ops::Range;

/// The nanoseconds from `from` up to `to`, spread evenly over columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TimeView {
    /// The first nanosecond that is seen.
    pub from: u64,
    /// The one behind the last; a view that ends no later than it begins shows nothing.
    pub to: u64,
}

impl TimeView {
    /// The shortest view that zooming leads to, in nanoseconds: below it there is nothing to tell apart.
    pub const SHORTEST: u64 = 20_000;

    /// All of a run of `run` nanoseconds.
    pub const fn whole(run: u64) -> Self {
        Self { from: 0, to: run }
    }

    /// How long it is, in nanoseconds.
    pub const fn length(self) -> u64 {
        self.to.saturating_sub(self.from)
    }

    /// Seen `factor` times as large, so that `around` stays where it is on the screen as far as the run allows.
    ///
    /// Factors below 1 zoom out; a factor that is not positive changes nothing. The result lies within the run of
    /// `run` nanoseconds and is no shorter than [`Self::SHORTEST`], unless the run is.
    pub fn zoom(self, around: u64, factor: f64, run: u64) -> Self {
        let old = self.length();
        let wanted = if factor > 0.0 { (old as f64 / factor).round() as u64 } else { old };
        let length = wanted.clamp(Self::SHORTEST.min(run), run);
        let around = around.min(self.to).max(self.from);
        let before = scaled(around - self.from, length, old.max(1));
        Self::starting(around.saturating_sub(before), length, run)
    }

    /// Moved by a `share` of its length, later if positive, as far as the run of `run` nanoseconds goes.
    pub fn pan(self, share: f64, run: u64) -> Self {
        let by = (self.length() as f64 * share.abs()).round() as u64;
        let from = if share < 0.0 { self.from.saturating_sub(by) } else { self.from.saturating_add(by) };
        Self::starting(from, self.length(), run)
    }

    /// Moved so that `at` is in the middle, as far as the run of `run` nanoseconds goes.
    pub fn centre(self, at: u64, run: u64) -> Self {
        Self::starting(at.saturating_sub(self.length() / 2), self.length(), run)
    }

    /// The time in the middle of a column of `width`; [`Self::column_of`] leads back as long as a column stands for a
    /// nanosecond at least.
    pub fn time_at(self, column: u16, width: u16) -> Option<u64> {
        let cell = self.cell(column, width)?;
        Some(cell.start + (cell.end - cell.start) / 2)
    }

    /// The column of `width` that a time falls into; the very end belongs to the last.
    pub fn column_of(self, time: u64, width: u16) -> Option<u16> {
        let last = width.checked_sub(1)?;
        let within = self.length() > 0 && (self.from..=self.to).contains(&time);
        within.then(|| {
            let column = scaled(time - self.from, u64::from(width), self.length());
            u16::try_from(column).map_or(last, |column| column.min(last))
        })
    }

    /// The nanoseconds that a column of `width` stands for: at least one, also where columns are shorter than that.
    pub(super) fn cell(self, column: u16, width: u16) -> Option<Range<u64>> {
        if column >= width || self.length() == 0 {
            return None;
        }
        let edge = |column: u32| u128::from(column) * u128::from(self.length());
        let columns = u128::from(width);
        let (left, right) = (edge(u32::from(column)), edge(u32::from(column) + 1).div_ceil(columns));
        let start = if left.div_ceil(columns) < right { left.div_ceil(columns) } else { left / columns };
        // Both are at most the length, which is 64 bits long.
        Some(self.from + start as u64..self.from + right.max(start + 1) as u64)
    }

    /// A view from `from` on, moved and shortened so that it lies within the run.
    fn starting(from: u64, length: u64, run: u64) -> Self {
        let length = length.min(run);
        let from = from.min(run - length);
        Self { from, to: from + length }
    }
}

/// `amount · to / from`, rounded down.
fn scaled(amount: u64, to: u64, from: u64) -> u64 {
    let scaled = u128::from(amount) * u128::from(to) / u128::from(from);
    u64::try_from(scaled).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RUN: u64 = 2_000_000_000;

    #[test]
    fn zooming_in_and_out_again_returns() {
        let view = TimeView { from: 500_000_000, to: 700_000_000 };
        let closer = view.zoom(550_000_000, 2.0, RUN);
        assert_eq!(closer, TimeView { from: 525_000_000, to: 625_000_000 });
        assert_eq!(closer.zoom(550_000_000, 0.5, RUN), view);
    }

    #[test]
    fn zooming_ends_at_the_shortest_view_and_at_the_run() {
        let whole = TimeView::whole(RUN);
        assert_eq!(whole.zoom(0, 1e12, RUN), TimeView { from: 0, to: TimeView::SHORTEST });
        assert_eq!(whole.zoom(RUN, f64::INFINITY, RUN).to, RUN);
        assert_eq!(TimeView { from: 9, to: 99 }.zoom(50, 1e-30, RUN), whole);
        assert_eq!(whole.zoom(7, f64::NAN, RUN), whole);
        assert_eq!(whole.zoom(7, -1.0, RUN), whole);
        assert_eq!(TimeView::whole(300).zoom(7, 10.0, 300), TimeView::whole(300), "a run shorter than that");
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let view = TimeView { from: 400, to: 500 };
        assert_eq!(view.pan(0.5, 1_000), TimeView { from: 450, to: 550 });
        assert_eq!(view.pan(-0.25, 1_000), TimeView { from: 375, to: 475 });
        assert_eq!(view.pan(-9.0, 1_000), TimeView { from: 0, to: 100 });
        assert_eq!(view.pan(f64::INFINITY, 1_000), TimeView { from: 900, to: 1_000 });
        assert_eq!(view.pan(f64::NAN, 1_000), view);
        assert_eq!(view.centre(300, 1_000), TimeView { from: 250, to: 350 });
        assert_eq!(view.centre(u64::MAX, 1_000), TimeView { from: 900, to: 1_000 });
    }

    #[test]
    fn a_view_without_length_has_no_columns() {
        for view in [TimeView { from: 5, to: 5 }, TimeView { from: 9, to: 5 }] {
            assert_eq!((view.time_at(0, 9), view.column_of(5, 9), view.length()), (None, None, 0));
        }
        assert_eq!(TimeView::whole(9).column_of(5, 0), None);
        assert_eq!(TimeView::whole(9).column_of(9, 3), Some(2));
        assert_eq!(TimeView::whole(9).column_of(10, 3), None);
    }

    proptest! {
        #[test]
        fn every_column_maps_back_to_itself(from: u64, length in 1_u64.., width in 1_u16..400) {
            let view = TimeView { from: from.min(u64::MAX - length), to: from.saturating_add(length) };
            let mut end = view.from;
            for column in 0..width {
                let cell = view.cell(column, width).unwrap();
                let time = view.time_at(column, width).unwrap();
                prop_assert!(cell.contains(&time) && cell.end <= view.to);
                if view.length() >= u64::from(width) {
                    prop_assert_eq!(cell.start, end, "no gap and no overlap");
                    for time in [cell.start, time, cell.end - 1] {
                        prop_assert_eq!(view.column_of(time, width), Some(column));
                    }
                }
                end = cell.end;
            }
            prop_assert_eq!(end, view.to);
            prop_assert_eq!(view.cell(width, width), None);
        }

        #[test]
        fn columns_shorter_than_a_nanosecond_all_stand_for_one(length in 1_u64..300, width in 1_u16..400) {
            let view = TimeView { from: 7, to: 7 + length };
            for column in 0..width {
                let cell = view.cell(column, width).unwrap();
                prop_assert!(7 <= cell.start && cell.start < cell.end && cell.end <= view.to);
            }
        }

        #[test]
        fn a_view_never_leaves_the_run(
            from: u64, to: u64, at: u64, factor in 1e-12_f64..1e12, share in -10.0_f64..10.0, run in 1_u64..,
        ) {
            let view = TimeView { from, to };
            for view in [view.zoom(at, factor, run), view.pan(share, run), view.centre(at, run)] {
                prop_assert!(view.from <= view.to && view.to <= run);
            }
            prop_assert!(view.zoom(at, factor, run).length() >= TimeView::SHORTEST.min(run));
        }

        #[test]
        fn what_is_zoomed_around_stays_in_its_column(at in 0_u64..RUN, factor in 1.0_f64..1e4, width in 10_u16..300) {
            let whole = TimeView::whole(RUN);
            let before = whole.column_of(at, width).unwrap();
            let after = whole.zoom(at, factor, RUN).column_of(at, width).unwrap();
            prop_assert!(before.abs_diff(after) <= 1, "{} {}", before, after);
        }
    }
}
