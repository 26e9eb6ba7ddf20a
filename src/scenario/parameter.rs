//! What one input is: its name, range, scale and steps, and how text becomes a value.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;

use super::numbers::Numbers;
use super::scale::Range;
pub use super::scale::{Direction, Scale, Stride};

/// The handle of a parameter: its row in [`registry::ALL`](super::registry::ALL).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub(super) usize);

impl Key {
    /// The row's number, for tables that run parallel to the registry.
    pub const fn index(self) -> usize {
        self.0
    }
}

/// One input of the worksheet, as sliders, `--set`, files, help and reports all read it.
#[derive(Debug)]
pub struct Parameter {
    /// The stable name: `traffic.rps`.
    pub id: &'static str,
    /// What the slider says beside the track.
    pub label: &'static str,
    /// The unit behind the value, empty where the value needs none.
    pub unit: &'static str,
    /// The heading it stands under.
    pub group: Group,
    /// What it can hold.
    pub kind: Kind,
    /// Where its value comes from until somebody sets it.
    pub initial: Initial,
    /// One line that says what it means.
    pub meaning: &'static str,
}

impl Parameter {
    /// What it is called where the heading of its group is not seen, under which `Latency` is a priority and
    /// `Python` a share of the team.
    pub fn full_name(&self) -> Cow<'static, str> {
        match self.group {
            Group::Priorities => format!("{} priority", self.label).into(),
            Group::Team if self.unit == "%" => format!("{} in team", self.label).into(),
            _ => self.label.into(),
        }
    }
}

/// The headings of the inputs panel, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the title says it")]
pub enum Group {
    Traffic,
    Work,
    Objectives,
    Plan,
    Needs,
    Team,
    Priorities,
    Prices,
    Calendar,
    Concurrency,
    Baseline,
}

impl Group {
    /// All groups, in the order of the panel.
    pub const ALL: [Self; 11] = [
        Self::Traffic,
        Self::Work,
        Self::Objectives,
        Self::Team,
        Self::Needs,
        Self::Priorities,
        Self::Plan,
        Self::Prices,
        Self::Calendar,
        Self::Concurrency,
        Self::Baseline,
    ];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Traffic => "Traffic",
            Self::Work => "Work per request",
            Self::Objectives => "Objectives",
            Self::Plan => "Capacity plan",
            Self::Needs => "Needs",
            Self::Team => "Team",
            Self::Priorities => "Priorities",
            Self::Prices => "Prices",
            Self::Calendar => "Calendar",
            Self::Concurrency => "Concurrency",
            Self::Baseline => "Baseline",
        }
    }
}

/// What a parameter can hold.
#[derive(Debug)]
pub enum Kind {
    /// A finite number in `min..=max`.
    Number {
        /// Least value allowed.
        min: f64,
        /// Greatest value allowed.
        max: f64,
        /// How the track is laid out.
        scale: Scale,
        /// The fine step on a linear scale, and the grid that dragging snaps to; log scales step by two
        /// significant digits instead.
        step: f64,
        /// Whether only whole numbers make sense.
        whole: bool,
    },
    /// One of a list.
    Choice(Choices),
    /// A calendar date.
    Date,
}

/// Where the list of a choice comes from.
#[derive(Debug)]
pub enum Choices {
    /// Fixed by the model.
    Fixed(&'static [Choice]),
    /// The benchmark sets that may serve as a baseline.
    BaselineSets,
    /// The frameworks of a runtime that have a throughput figure in some baseline set.
    Frameworks(crate::catalog::Runtime),
}

/// One entry of a fixed choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The stable name, as files and `--set` write it.
    pub id: &'static str,
    /// What a person reads.
    pub label: &'static str,
}

/// Where a value comes from until somebody sets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Initial {
    /// A setting of the worksheet itself.
    Fixed(f64),
    /// The value of a figure.
    Figure(&'static str),
    /// One figure over another.
    Ratio(&'static str, &'static str),
    /// The entry of a choice with this name.
    Choice(&'static str),
    /// The throughput of the chosen framework in the chosen benchmark set.
    Baseline(crate::catalog::Runtime),
    /// The day the program was started.
    Today,
}

/// A value of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Of a [`Kind::Number`].
    Number(f64),
    /// Of a [`Kind::Choice`]: the position in its list.
    Choice(usize),
    /// Of a [`Kind::Date`].
    Date(Date),
}

/// Why a text is not a value of a parameter. The message names range or nearest name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueError(pub String);

impl fmt::Display for ValueError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for ValueError {}

impl Parameter {
    /// Where a number lies on its track, 0 at the left end and 1 at the right; 0 for what is no number.
    pub fn fraction(&self, value: f64) -> f64 {
        self.range().map_or(0.0, |range| range.fraction(value))
    }

    /// The number at a place of the track, on the grid of its scale: the inverse of [`Parameter::fraction`].
    pub fn at_fraction(&self, fraction: f64) -> f64 {
        self.range().map_or(0.0, |range| range.at_fraction(fraction))
    }

    /// The number one stride on from `value`; the end of the range stops it.
    pub fn stepped(&self, value: f64, direction: Direction, stride: Stride) -> f64 {
        self.range().map_or(value, |range| range.stepped(value, direction, stride))
    }

    const fn range(&self) -> Option<Range> {
        match self.kind {
            Kind::Number { min, max, scale, step, whole } => Some(Range { min, max, scale, step, whole }),
            Kind::Choice(_) | Kind::Date => None,
        }
    }

    /// Checks a number against the range.
    ///
    /// # Errors
    /// Names the range when the number is not finite or lies outside it.
    pub fn check(&self, value: f64) -> Result<Value, ValueError> {
        self.numbers()
            .map_or_else(|| Err(self.takes_no_number()), |numbers| numbers.check(value).map(Value::Number))
    }

    /// Reads a number as a person or a file writes it.
    ///
    /// # Errors
    /// Says that it is no number, or names the range.
    pub(super) fn parse_number(&self, text: &str) -> Result<Value, ValueError> {
        self.numbers()
            .map_or_else(|| Err(self.takes_no_number()), |numbers| numbers.parse(text).map(Value::Number))
    }

    fn takes_no_number(&self) -> ValueError {
        ValueError(format!("{} is not a number: give {}", self.id, self.range_text()))
    }

    /// The numbers that it takes, if it takes numbers.
    const fn numbers(&self) -> Option<Numbers> {
        match self.kind {
            Kind::Number { min, max, whole, .. } => {
                Some(Numbers { id: self.id, unit: self.unit, min, max, whole })
            }
            Kind::Choice(_) | Kind::Date => None,
        }
    }

    /// The range in words: `a number from 1 to 1,000,000 requests/s`.
    pub fn range_text(&self) -> String {
        match (self.numbers(), &self.kind) {
            (Some(numbers), _) => numbers.text(),
            (None, Kind::Date) => "a date as YYYY-MM-DD".to_owned(),
            (None, _) => "one of its names".to_owned(),
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "values on the grid are exact, and must be")]
mod tests {
    use super::Direction::{Down, Up};
    use super::*;
    use crate::scenario::registry::{self, HEAVY_PERCENT, RPS, SAFETY_PERCENT};
    use proptest::prelude::*;

    fn parameter(key: Key) -> &'static Parameter {
        registry::get(key)
    }

    #[test]
    fn strides_on_a_log_scale_follow_the_digits() {
        let rps = parameter(RPS);
        let fine = |value, direction| rps.stepped(value, direction, Stride::Fine);
        let coarse = |value, direction| rps.stepped(value, direction, Stride::Coarse);
        assert_eq!(fine(10_000.0, Up), 11_000.0);
        assert_eq!(fine(10_000.0, Down), 9_900.0);
        assert_eq!(fine(9_900.0, Up), 10_000.0);
        assert_eq!(fine(12_345.0, Up), 13_000.0);
        assert_eq!(fine(12_345.0, Down), 12_000.0);
        assert_eq!(coarse(10_000.0, Up), 20_000.0);
        assert_eq!(coarse(20_000.0, Up), 50_000.0);
        assert_eq!(coarse(60_000.0, Up), 100_000.0);
        assert_eq!(coarse(10_000.0, Down), 5_000.0);
        assert_eq!(fine(1_000_000.0, Up), 1_000_000.0);
        assert_eq!(fine(1.0, Down), 1.0);
    }

    #[test]
    fn a_scale_with_a_zero_reaches_it_and_leaves_it() {
        let heavy = parameter(HEAVY_PERCENT);
        assert_eq!(heavy.stepped(0.0, Up, Stride::Fine), 0.001);
        assert_eq!(heavy.stepped(0.001, Down, Stride::Fine), 0.0);
        assert_eq!(heavy.stepped(0.0, Down, Stride::Coarse), 0.0);
        assert_eq!(heavy.at_fraction(0.0), 0.0);
        assert_eq!(heavy.at_fraction(1.0), 100.0);
    }

    #[test]
    fn linear_strides_land_on_the_grid() {
        let safety = parameter(SAFETY_PERCENT);
        assert_eq!(safety.stepped(50.0, Up, Stride::Fine), 51.0);
        assert_eq!(safety.stepped(50.0, Up, Stride::Coarse), 60.0);
        assert_eq!(safety.stepped(53.5, Down, Stride::Fine), 53.0);
        assert_eq!(safety.stepped(0.0, Down, Stride::Fine), 0.0);
    }

    #[test]
    fn zero_has_no_sign() {
        let Ok(Value::Number(zero)) = parameter(SAFETY_PERCENT).check(-0.0) else { panic!("0 is in range") };
        assert!(zero.is_sign_positive());
    }

    proptest! {
        #[test]
        fn a_place_on_the_track_is_a_legal_value_and_comes_back(fraction in 0.0..=1.0f64) {
            for row in &registry::ALL {
                let Kind::Number { min, max, .. } = row.kind else { continue };
                let value = row.at_fraction(fraction);
                prop_assert!((min..=max).contains(&value), "{} at {fraction}: {value}", row.id);
                // Two digits or one step of rounding stay near the place pointed at.
                let again = row.at_fraction(row.fraction(value));
                prop_assert!((again - value).abs() <= 1e-9 * value.abs(), "{}: {value} then {again}", row.id);
            }
        }

        #[test]
        fn steps_move_and_stay_inside(fraction in 0.0..=1.0f64, coarse: bool) {
            let stride = if coarse { Stride::Coarse } else { Stride::Fine };
            for row in &registry::ALL {
                let Kind::Number { min, max, .. } = row.kind else { continue };
                let value = row.at_fraction(fraction);
                let (down, up) = (row.stepped(value, Down, stride), row.stepped(value, Up, stride));
                prop_assert!(down >= min && up <= max);
                prop_assert!(up > value || value == max, "{} up from {value}: {up}", row.id);
                prop_assert!(down < value || value == min, "{} down from {value}: {down}", row.id);
            }
        }
    }
}
