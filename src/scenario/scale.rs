//! Places and strides on a range of numbers: linear, by ratios, and by ratios with a zero.

/// How values are laid along a track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// Equal distances for equal differences.
    Linear,
    /// Equal distances for equal ratios.
    Log,
    /// Zero at the left end, then equal ratios from this least positive value on.
    LogWithZero(f64),
}

/// How far one press of a key moves a slider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stride {
    /// One step: the second significant digit on a log scale.
    Fine,
    /// The next of 1, 2, 5 on a log scale, ten steps on a linear one.
    Coarse,
}

/// Which way a number goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To lesser ones.
    Down,
    /// To greater ones.
    Up,
}

impl Direction {
    /// Whether it leads from one number to another.
    pub fn leads(self, from: f64, to: f64) -> bool {
        match self {
            Self::Down => to < from,
            Self::Up => to > from,
        }
    }
}

/// A range of numbers with its scale.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) min: f64,
    pub(super) max: f64,
    pub(super) scale: Scale,
    pub(super) step: f64,
    pub(super) whole: bool,
}

/// The share of a track with a zero that belongs to the zero itself.
const ZERO_ZONE: f64 = 0.05;

impl Range {
    /// Where a number lies, 0 at the least and 1 at the greatest.
    pub(super) fn fraction(&self, value: f64) -> f64 {
        let Self { min, max, scale, .. } = *self;
        let fraction = match scale {
            Scale::Linear => (value - min) / (max - min),
            Scale::Log => (value / min).ln() / (max / min).ln(),
            // What is typed may lie between zero and the least mark.
            Scale::LogWithZero(least) if value <= least => ZERO_ZONE * value / least,
            Scale::LogWithZero(least) => {
                ZERO_ZONE + (1.0 - ZERO_ZONE) * (value / least).ln() / (max / least).ln()
            }
        };
        fraction.clamp(0.0, 1.0)
    }

    /// The number at a place, on the grid of the scale: the inverse of [`Range::fraction`].
    pub(super) fn at_fraction(&self, fraction: f64) -> f64 {
        let Self { min, max, scale, step, whole } = *self;
        let fraction = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
        let value = match scale {
            Scale::Linear => snap(min + fraction * (max - min), step),
            Scale::Log => two_digits(min * (max / min).powf(fraction)),
            Scale::LogWithZero(_) if fraction < ZERO_ZONE / 2.0 => 0.0,
            Scale::LogWithZero(least) => {
                two_digits(least * (max / least).powf(((fraction - ZERO_ZONE) / (1.0 - ZERO_ZONE)).max(0.0)))
            }
        };
        (if whole { value.round() } else { value }).clamp(min, max)
    }

    /// The number one stride on from `value`; the end of the range stops it.
    pub(super) fn stepped(&self, value: f64, direction: Direction, stride: Stride) -> f64 {
        let Self { min, max, scale, step, whole } = *self;
        let next = match (scale, stride) {
            (Scale::Linear, Stride::Fine) => next_multiple(value, step, direction),
            (Scale::Linear, Stride::Coarse) => next_multiple(value, step * 10.0, direction),
            (Scale::LogWithZero(least), _) => match direction {
                Direction::Up if value <= 0.0 => least,
                Direction::Down if value <= least => 0.0,
                _ => next_on_log(value, direction, stride).max(least),
            },
            (Scale::Log, _) => next_on_log(value, direction, stride),
        };
        let next = match direction {
            _ if !whole => next,
            Direction::Up => next.ceil().max(value.floor() + 1.0),
            Direction::Down => next.floor().min(value.ceil() - 1.0),
        };
        next.clamp(min, max)
    }
}

/// The nearest multiple of `step`, without the dust of binary fractions.
fn snap(value: f64, step: f64) -> f64 {
    let inverse = (1.0 / step).round();
    if step < 1.0 && (inverse * step - 1.0).abs() < 1e-9 {
        (value * inverse).round() / inverse
    } else {
        (value / step).round() * step
    }
}

fn next_multiple(value: f64, step: f64, direction: Direction) -> f64 {
    let count = value / step;
    let dust = 1e-9 * count.abs().max(1.0);
    let next = match direction {
        Direction::Up => (count + dust).floor() + 1.0,
        Direction::Down => (count - dust).ceil() - 1.0,
    };
    snap(next * step, step)
}

/// `mantissa · 10^exponent`, correctly rounded, so that its shortest decimal is the short one.
fn scaled(mantissa: f64, exponent: i32) -> f64 {
    if exponent < 0 { mantissa / 10f64.powi(-exponent) } else { mantissa * 10f64.powi(exponent) }
}

/// Splits a positive number into a mantissa in 10..100 and a power of ten.
fn mantissa_of(value: f64) -> (f64, i32) {
    let mut exponent = value.log10().floor() as i32 - 1;
    let mut mantissa = scaled(value, -exponent);
    if mantissa >= 100.0 - 1e-9 {
        exponent += 1;
        mantissa = scaled(value, -exponent);
    }
    (mantissa, exponent)
}

/// Rounds a positive number to two significant digits.
fn two_digits(value: f64) -> f64 {
    let (mantissa, exponent) = mantissa_of(value);
    scaled(mantissa.round(), exponent)
}

fn next_on_log(value: f64, direction: Direction, stride: Stride) -> f64 {
    let (mantissa, exponent) = mantissa_of(value);
    match (stride, direction) {
        (Stride::Fine, Direction::Up) => scaled((mantissa + 1e-9).floor() + 1.0, exponent),
        (Stride::Fine, Direction::Down) => {
            let next = (mantissa - 1e-9).ceil() - 1.0;
            // Below 10 the second digit is one place further right: 1.0 goes to 0.99.
            if next < 10.0 { scaled(99.0, exponent - 1) } else { scaled(next, exponent) }
        }
        (Stride::Coarse, Direction::Up) => {
            let next = [10.0, 20.0, 50.0].into_iter().find(|nice| *nice > mantissa + 1e-9).unwrap_or(100.0);
            scaled(next, exponent)
        }
        (Stride::Coarse, Direction::Down) => {
            let next = [50.0, 20.0, 10.0].into_iter().find(|nice| *nice < mantissa - 1e-9);
            next.map_or_else(|| scaled(50.0, exponent - 1), |nice| scaled(nice, exponent))
        }
    }
}
