//! Round times below the lanes.

use super::TimeView;
use crate::widgets::text::width;

/// The columns that lie at least between two labels.
const GAP: u16 = 2;

/// A time on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tick {
    /// Its column, from the first of the lanes.
    pub(super) column: u16,
    /// Where its label begins, from the first column of the whole area.
    pub(super) start: u16,
    /// The label, empty where it would touch another.
    pub(super) label: String,
}

/// What times are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Unit {
    nanoseconds: u64,
    name: &'static str,
}

impl Unit {
    /// The largest unit that `step` is at least one of.
    fn of(step: u64, unicode: bool) -> Self {
        let (nanoseconds, name) = match step {
            1_000_000_000.. => (1_000_000_000, "s"),
            1_000_000.. => (1_000_000, "ms"),
            1_000.. => (1_000, if unicode { "µs" } else { "us" }),
            _ => (1, "ns"),
        };
        Self { nanoseconds, name }
    }

    /// A time, rounded to as many decimals as it takes to tell times `resolution` nanoseconds apart.
    fn label(self, time: u64, resolution: u64) -> String {
        let mut last = self.nanoseconds;
        let mut decimals = 0;
        while last > resolution.max(1) {
            last /= 10;
            decimals += 1;
        }
        let time = time.saturating_add(last / 2);
        let whole = grouped(time / self.nanoseconds);
        if decimals == 0 {
            return format!("{whole} {}", self.name);
        }
        let fraction = time % self.nanoseconds / last.max(1);
        format!("{whole}.{fraction:0decimals$} {}", self.name)
    }
}

/// The axis of a view that is spread over `columns` columns from `left` on, in an area of `room` columns for labels.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeAxis {
    view: TimeView,
    left: u16,
    columns: u16,
    room: u16,
    /// The nanoseconds between two ticks, if there is a label that fits.
    step: Option<u64>,
    unit: Unit,
}

impl TimeAxis {
    pub(super) fn new(view: TimeView, left: u16, columns: u16, room: u16, unicode: bool) -> Self {
        let fits = |step: &u64| {
            // Labels grow with time, so the last one is the widest.
            let label = Unit::of(*step, unicode).label(view.to / step * step, *step);
            let between = u128::from(*step) * u128::from(columns) / u128::from(view.length().max(1));
            between >= u128::from(width(&label) + GAP)
        };
        let step = steps().take_while(|step| *step <= view.length()).find(fits);
        let unit = Unit::of(step.unwrap_or(view.length()), unicode);
        Self { view, left, columns, room, step, unit }
    }

    /// A time of which the view shows what a column of it can show.
    pub(super) fn label(&self, time: u64) -> String {
        self.unit.label(time, self.view.length() / u64::from(self.columns.max(1)))
    }

    /// Where a label stands that is to be centred on a column, if there is room.
    pub(super) fn centred(&self, column: u16, label: &str) -> Option<u16> {
        let last = self.room.checked_sub(width(label))?;
        Some(self.left.saturating_add(column).saturating_sub(width(label) / 2).min(last))
    }

    /// The ticks of the view; `taken` is a place for a label that is in use already.
    pub(super) fn ticks(&self, taken: Option<(u16, u16)>) -> Vec<Tick> {
        let Some(step) = self.step else { return Vec::new() };
        let first = self.view.from.div_ceil(step).checked_mul(step);
        let times = std::iter::successors(first, |time| time.checked_add(step));
        let mut free = 0;
        let mut tick = |time: u64| {
            let column = self.view.column_of(time, self.columns)?;
            let label = self.unit.label(time, step);
            let end = |start: u16| start + width(&label);
            let clear = |start: &u16| {
                *start >= free && taken.is_none_or(|(from, to)| end(*start) < from || to < *start)
            };
            Some(match self.centred(column, &label).filter(clear) {
                Some(start) => {
                    free = end(start) + 1;
                    Tick { column, start, label }
                }
                None => Tick { column, start: column, label: String::new() },
            })
        };
        times.take_while(|time| *time <= self.view.to).filter_map(&mut tick).collect()
    }
}

/// One, two and five times every power of ten.
fn steps() -> impl Iterator<Item = u64> {
    let powers = std::iter::successors(Some(1_u64), |power| power.checked_mul(10));
    powers.flat_map(|power| [1, 2, 5].into_iter().filter_map(move |times| power.checked_mul(times)))
}

/// A whole number in groups of three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(from: u64, to: u64, columns: u16) -> Vec<String> {
        let axis = TimeAxis::new(TimeView { from, to }, 0, columns, columns + 6, true);
        axis.ticks(None).into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn times_between_ticks_are_rounded() {
        let unit = Unit::of(1_000_000, true);
        assert_eq!(unit.label(25_251_000, 100_000), "25.3 ms");
        assert_eq!(unit.label(25_249_000, 100_000), "25.2 ms");
        assert_eq!(unit.label(1_999_600, 1_000_000), "2 ms");
        assert_eq!(unit.label(u64::MAX, 1_000_000), "18,446,744,073,709 ms");
    }

    #[test]
    fn ticks_are_round_and_carry_their_unit() {
        assert_eq!(
            labels(0, 2_000_000_000, 60),
            ["0 ms", "500 ms", "1,000 ms", "1,500 ms", "2,000 ms"].map(str::to_owned)
        );
        assert_eq!(labels(0, 9_000_000_000, 30), ["0 s", "2 s", "4 s", "6 s", "8 s"].map(str::to_owned));
        assert_eq!(
            labels(1_500_003_000, 1_500_023_000, 60),
            ["1,500,005 µs", "1,500,010 µs", "1,500,015 µs", "1,500,020 µs"].map(str::to_owned)
        );
        assert_eq!(
            labels(0, 30, 45),
            ["0 ns", "5 ns", "10 ns", "15 ns", "20 ns", "25 ns", "30 ns"].map(str::to_owned)
        );
        assert!(labels(5, 5, 60).is_empty() && labels(0, 1_000, 3).is_empty());
    }

    #[test]
    fn a_time_is_written_as_finely_as_columns_stand() {
        let label =
            |to, columns| TimeAxis::new(TimeView::whole(to), 0, columns, columns, false).label(1_234_567);
        assert_eq!(label(2_000_000_000, 100), "1 ms");
        assert_eq!(label(20_000_000, 100), "1.2 ms");
        assert_eq!(label(2_000_000, 100), "1,235 us");
        assert_eq!(label(9_000_000_000, 30), "0.0 s");
    }

    proptest! {
        #[test]
        fn labels_keep_apart_from_each_other_and_from_the_taken_place(
            from: u64, length: u64, left in 0_u16..9, columns in 0_u16..300, margin in 0_u16..9, taken: Option<u16>,
        ) {
            let view = TimeView { from, to: from.saturating_add(length) };
            let axis = TimeAxis::new(view, left, columns, left + columns + margin, true);
            let taken = taken.map(|start| (start % 300, start % 300 + 8));
            let mut places: Vec<(u16, u16)> = axis
                .ticks(taken)
                .into_iter()
                .filter(|tick| !tick.label.is_empty())
                .map(|tick| (tick.start, tick.start + width(&tick.label)))
                .collect();
            places.extend(taken);
            places.sort_unstable();
            prop_assert!(places.iter().is_sorted_by(|before, after| before.1 < after.0), "{:?}", places);
        }
    }
}
