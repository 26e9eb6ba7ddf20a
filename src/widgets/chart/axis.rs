//! From values to fractions of an axis and back, and where to put ticks.

/// How an axis grows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scale {
    /// By equal differences.
    #[default]
    Linear,
    /// By equal ratios; for positive values only.
    Log10,
}

/// A range of values along a line.
#[derive(Clone, Copy)]
pub struct Axis<'a> {
    scale: Scale,
    min: f64,
    max: f64,
    /// The ends on an evenly growing scale, where there are such.
    bounds: Option<(f64, f64)>,
    /// Whether the end may move up for the sake of the ticks, and from tick to tick where that is settled.
    even: bool,
    step: Option<f64>,
    title: &'a str,
    format: &'a dyn Fn(f64) -> String,
}

impl<'a> Axis<'a> {
    /// An axis from `min` to `max` whose tick labels `format` writes.
    ///
    /// A range that is empty, not finite, or not positive on a logarithmic axis places nothing.
    pub fn new(scale: Scale, min: f64, max: f64, format: &'a dyn Fn(f64) -> String) -> Self {
        let (start, end) = (scale.unscaled(min), scale.unscaled(max));
        let places = start.is_finite() && end.is_finite() && (end - start).is_finite() && end > start;
        let bounds = places.then_some((start, end));
        Self { scale, min, max, bounds, even: false, step: None, title: "", format }
    }

    /// What is counted along the axis.
    #[must_use]
    pub fn title(self, title: &'a str) -> Self {
        Self { title, ..self }
    }

    /// Lets the end of the axis move up, so that all ticks are equally many cells of the screen apart.
    ///
    /// That can be for one that grows by equal differences from 0.
    #[must_use]
    pub fn even(self) -> Self {
        Self { even: self.scale == Scale::Linear && self.min == 0.0, ..self }
    }

    /// The axis along `cells` of the screen, with its ticks about so far `apart`.
    pub(super) fn along(self, cells: u16, apart: u16) -> Self {
        let Some((_, end)) = self.bounds.filter(|_| self.even && cells > 2) else { return self };
        let last = f64::from(cells - 1);
        let stretched = (2..=apart + 1).filter_map(|apart| {
            let ticks = last / f64::from(apart);
            let step = round_step(end / ticks)?;
            Some((step * ticks, step))
        });
        let least = stretched.min_by(|(one, _), (other, _)| one.total_cmp(other));
        least.map_or(self, |(max, step)| Self {
            max,
            bounds: Some((self.min, max)),
            step: Some(step),
            ..self
        })
    }

    pub(super) fn name(&self) -> &'a str {
        self.title
    }

    /// Where a value lies, 0 at the start of the axis and 1 at its end; outside of that if the value is.
    pub fn fraction(&self, value: f64) -> Option<f64> {
        let (start, end) = self.bounds?;
        let fraction = (self.scale.unscaled(value) - start) / (end - start);
        fraction.is_finite().then_some(fraction)
    }

    /// At most `count` round values within the range: multiples of 1, 2 or 5, or decades.
    pub fn ticks(&self, count: u16) -> Vec<f64> {
        let Some((start, end)) = self.bounds.filter(|_| count > 0) else { return Vec::new() };
        if let Some(step) = self.step {
            return multiples(start, end, step, count);
        }
        match self.scale {
            Scale::Linear => linear_ticks(start, end, count),
            Scale::Log10 => logarithmic_ticks(self.min, self.max, count),
        }
    }

    /// The label of a tick.
    pub fn label(&self, value: f64) -> String {
        (self.format)(value)
    }
}

impl Scale {
    /// A value on an evenly growing scale.
    fn unscaled(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log10 => value.log10(),
        }
    }
}

/// Multiples of the least step of 1, 2 or 5 times a power of ten that gives no more than `count` of them.
fn linear_ticks(start: f64, end: f64, count: u16) -> Vec<f64> {
    let coarsest = (end - start) / f64::from(count);
    let power = 10_f64.powf(coarsest.log10().floor());
    for multiple in [1.0, 2.0, 5.0, 10.0, 20.0] {
        let step = power * multiple;
        let ticks = multiples(start, end, step, count + 1);
        if ticks.len() <= usize::from(count) {
            return ticks;
        }
    }
    Vec::new()
}

/// The next round step: 1, 2 or 5 times a power of ten, or 25 times one.
fn round_step(least: f64) -> Option<f64> {
    let power = 10_f64.powf(least.log10().floor());
    let multiples: &[f64] = if power >= 10.0 { &[1.0, 2.0, 2.5, 5.0, 10.0] } else { &[1.0, 2.0, 5.0, 10.0] };
    multiples.iter().map(|multiple| power * multiple).find(|step| *step >= least * (1.0 - 1e-9))
}

/// The first `count` multiples of a step within a range.
fn multiples(start: f64, end: f64, step: f64, count: u16) -> Vec<f64> {
    // Counted by whole numbers, so that the last tick is not lost to rounding.
    let (first, last) = ((start / step - 1e-9).ceil(), (end / step + 1e-9).floor());
    (0..count)
        .map(|index| first + f64::from(index))
        .take_while(|tick| *tick <= last)
        .map(|tick| tick * step)
        .collect()
}

/// Decades, thinned out if there are too many, filled up with 2 and 5 if there is room.
fn logarithmic_ticks(min: f64, max: f64, count: u16) -> Vec<f64> {
    let decades = (min.log10().floor() as i32)..=(max.log10().ceil() as i32);
    let within = |multiples: &[f64], every: usize| -> Vec<f64> {
        decades
            .clone()
            .step_by(every)
            .flat_map(|decade| multiples.iter().map(move |multiple| multiple * 10_f64.powi(decade)))
            .filter(|tick| (min * (1.0 - 1e-9)..=max * (1.0 + 1e-9)).contains(tick))
            .collect()
    };
    let candidates = [within(&[1.0, 2.0, 5.0], 1), within(&[1.0], 1)];
    let mut fitting = candidates.into_iter().chain((2..=10).map(|every| within(&[1.0], every)));
    // Within less than a decade a single tick says too little, and there the axis is nearly linear.
    let enough = if max / min < 10.0 { 2 } else { 1 };
    fitting
        .find(|ticks| (enough..=usize::from(count)).contains(&ticks.len()))
        .unwrap_or_else(|| linear_ticks(min, max, count).into_iter().filter(|tick| *tick >= min).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(value: f64) -> String {
        value.to_string()
    }

    fn axis(scale: Scale, min: f64, max: f64) -> Axis<'static> {
        Axis::new(scale, min, max, &plain)
    }

    fn close(ticks: &[f64], expected: &[f64]) {
        assert_eq!(ticks.len(), expected.len(), "{ticks:?}");
        for (tick, wanted) in ticks.iter().zip(expected) {
            assert!((tick - wanted).abs() <= 1e-9 * wanted.abs(), "{ticks:?}");
        }
    }

    #[test]
    fn linear_ticks_are_round() {
        close(&axis(Scale::Linear, 0.0, 100.0).ticks(6), &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        close(&axis(Scale::Linear, 0.0, 0.3).ticks(4), &[0.0, 0.1, 0.2, 0.3]);
        close(&axis(Scale::Linear, -7.0, 8.0).ticks(4), &[-5.0, 0.0, 5.0]);
        close(&axis(Scale::Linear, 2026.4, 2029.4).ticks(5), &[2027.0, 2028.0, 2029.0]);
    }

    #[test]
    fn ticks_of_an_even_axis_are_equally_many_cells_apart() {
        for (high, cells, wanted) in [
            (69.0, 7, &[0.0, 25.0, 50.0, 75.0][..]),
            (69.0, 10, &[0.0, 25.0, 50.0, 75.0]),
            (69.0, 15, &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0]),
            (3.0, 8, &[0.0, 1.0, 2.0, 3.0]),
        ] {
            let even = axis(Scale::Linear, 0.0, high).even().along(cells, 3);
            close(&even.ticks(cells), wanted);
            let places = wanted.iter().map(|tick| even.fraction(*tick).unwrap() * f64::from(cells - 1));
            assert!(places.map(|place| (place - place.round()).abs()).all(|off| off < 1e-9), "{high}");
        }
        let logarithmic = axis(Scale::Log10, 1.0, 69.0);
        close(&logarithmic.even().along(9, 3).ticks(4), &logarithmic.ticks(4));
    }

    #[test]
    fn logarithmic_ticks_are_decades_with_2_and_5_where_there_is_room() {
        close(&axis(Scale::Log10, 1.0, 1e6).ticks(8), &[1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6]);
        close(&axis(Scale::Log10, 1.0, 1e6).ticks(4), &[1.0, 1e2, 1e4, 1e6]);
        close(&axis(Scale::Log10, 1.0, 100.0).ticks(8), &[1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
        close(&axis(Scale::Log10, 31.0, 49.0).ticks(4), &[35.0, 40.0, 45.0]);
    }

    #[test]
    fn a_range_that_is_none_places_nothing() {
        let nan = f64::NAN;
        for (scale, min, max) in [
            (Scale::Linear, 1.0, 1.0),
            (Scale::Linear, 2.0, 1.0),
            (Scale::Linear, nan, 1.0),
            (Scale::Linear, 0.0, f64::INFINITY),
            (Scale::Linear, f64::MIN, f64::MAX),
            (Scale::Log10, 0.0, 10.0),
            (Scale::Log10, -1.0, 10.0),
        ] {
            let axis = axis(scale, min, max);
            assert_eq!(axis.fraction(0.5), None, "{min} to {max}");
            assert!(axis.ticks(9).is_empty());
        }
        let axis = axis(Scale::Log10, 1.0, 10.0);
        assert_eq!((axis.fraction(0.0), axis.fraction(-3.0), axis.fraction(nan)), (None, None, None));
    }

    proptest! {
        #[test]
        fn ticks_lie_within_the_range_and_are_not_too_many(
            min in 1e-6_f64..1e6, factor in 1.001_f64..1e9, count in 1_u16..20, log: bool,
        ) {
            let max = min * factor;
            let axis = axis(if log { Scale::Log10 } else { Scale::Linear }, min, max);
            let ticks = axis.ticks(count);
            prop_assert!(ticks.len() <= usize::from(count));
            prop_assert!(ticks.iter().is_sorted());
            for tick in ticks {
                let fraction = axis.fraction(tick).unwrap();
                prop_assert!((-1e-6..=1.0 + 1e-6).contains(&fraction), "{} at {}", tick, fraction);
            }
        }
    }
}
