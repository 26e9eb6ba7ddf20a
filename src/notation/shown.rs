//! Numbers as people read them, together with what programs need to know of the text: which number stands there, with
//! how many decimals, and what stands around it.

use super::{NONE, decimals_of_milliseconds, decimals_of_significant, decimals_of_usd, rounded};

/// A number as a table shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The whole text.
    pub text: String,
    /// What is true of the number in it.
    pub numeral: Numeral,
}

/// The number in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Numeral {
    /// The number that stands there, rounded as it is; none where it is but the bound of what is too near to it to be
    /// told, or no number.
    pub number: Option<f64>,
    /// Digits behind its point.
    pub decimals: usize,
    /// Whether it is a percentage of a number that is a part of one.
    pub is_percentage: bool,
    /// The unit, or whatever else stands around the number, without spaces; mostly nothing.
    pub unit: &'static str,
    /// The mark of a doubt behind it, or nothing.
    pub doubt: &'static str,
}

impl Numeral {
    /// Whether the same stands around both numbers, so that one can be taken from the other.
    pub fn is_alike(&self, other: &Self) -> bool {
        (self.unit, self.doubt) == (other.unit, other.doubt)
    }
}

impl Shown {
    fn new(text: String, number: f64, decimals: usize) -> Self {
        let number = Some(number).filter(|number| number.is_finite());
        Self { text, numeral: Numeral { number, decimals, is_percentage: false, unit: "", doubt: "" } }
    }

    /// The same with its unit right behind it, as `7.9x`; a dash has none.
    #[must_use]
    pub fn with(self, unit: &'static str) -> Self {
        self.behind("", unit)
    }

    /// The same with its unit a space behind it, as `50 ms`; a dash, and what is only counted, has none.
    #[must_use]
    pub fn of(self, unit: &'static str) -> Self {
        self.behind(if unit.is_empty() { "" } else { " " }, unit)
    }

    fn behind(mut self, gap: &str, unit: &'static str) -> Self {
        if self.text != NONE {
            self.text.extend([gap, unit]);
            self.numeral.unit = unit;
        }
        self
    }

    /// Percents of a number that is a part of one.
    #[must_use]
    pub fn percent(mut self) -> Self {
        self.numeral.is_percentage = true;
        self.of("%")
    }

    /// The same with a plus where it has no minus.
    #[must_use]
    pub fn signed(mut self) -> Self {
        if self.numeral.number.is_some_and(f64::is_sign_positive) {
            self.text.insert(0, '+');
        }
        self
    }
}

/// As [`fixed`](super::fixed) has it.
pub fn fixed(value: f64, decimals: usize) -> Shown {
    Shown::new(super::fixed(value, decimals), rounded(value, decimals), decimals)
}

/// As [`plain`](super::plain) has it.
pub fn plain(value: f64) -> Shown {
    of_text(super::plain(value), value)
}

/// With as many decimals as the number has, or as say something of it, which only its text knows.
fn of_text(text: String, value: f64) -> Shown {
    let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    Shown::new(text, rounded(value, decimals), decimals)
}

/// As [`count`](super::count) has it.
pub fn count(value: u64) -> Shown {
    Shown::new(super::count(value), value as f64, 0)
}

/// As [`significant`](super::significant) has it.
pub fn significant(value: f64, digits: usize) -> Shown {
    fixed(value, decimals_of_significant(value, digits))
}

/// As [`trimmed`](super::trimmed) has it.
pub fn trimmed(value: f64, digits: usize) -> Shown {
    of_text(super::trimmed(value, digits), value)
}

/// As [`operand`](super::operand) has it.
pub fn operand(value: f64) -> Shown {
    of_text(super::operand(value), value)
}

/// As [`milliseconds`](super::milliseconds) has it.
pub fn milliseconds(value: f64) -> Shown {
    fixed(value, decimals_of_milliseconds(value))
}

/// As [`usd`](super::usd) has it.
pub fn usd(value: f64) -> Shown {
    fixed(value, decimals_of_usd(value))
}

/// As [`times`](super::times) has it.
pub fn times(ratio: f64) -> Shown {
    significant(ratio, 2).with("x")
}

/// As [`percent_of_one`](super::percent_of_one) has it.
pub fn percent_of_one(share: f64) -> Shown {
    fixed(share * 100.0, 1).percent()
}

/// As [`chance`](super::chance) has it.
pub fn chance(share: f64, decimals: usize) -> Shown {
    let least = 10_f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX));
    let bound = |sign: char, percent: f64| {
        Shown::new(format!("{sign}{}", super::fixed(percent, decimals)), f64::NAN, decimals)
    };
    let percent = rounded(share * 100.0, decimals);
    if percent <= 0.0 && share > 0.0 {
        bound('<', least)
    } else if percent >= 100.0 && share < 1.0 {
        bound('>', 100.0 - least)
    } else {
        fixed(percent, decimals)
    }
    .percent()
}

/// What is less than a number, which is the least that can be told.
pub fn less_than(bound: f64) -> Shown {
    Shown::new(format!("< {}", super::plain(bound)), f64::NAN, 0)
}

/// As [`change`](super::change) has it, but with a dash for none.
pub fn change(delta: f64, decimals: usize) -> Shown {
    let text = super::change(delta, decimals);
    if text.is_empty() {
        return Shown::new(NONE.to_owned(), 0.0, decimals);
    }
    Shown::new(text, rounded(delta, decimals), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;

    /// The number that a reader finds in a text.
    fn read(text: &str) -> f64 {
        let digits: String =
            text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '−' | '-')).collect();
        digits.replace('−', "-").parse().unwrap()
    }

    fn assert_shown(shown: &Shown, text: &str) {
        assert_eq!(shown.text, text);
        let Numeral { number, decimals, .. } = shown.numeral;
        let decimals_of_text =
            text.trim_end_matches(['x', '%', ' ']).split_once('.').map_or(0, |(_, some)| some.len());
        assert_eq!(decimals, decimals_of_text, "{text}");
        assert!((number.unwrap() - read(text)).abs() < 1e-9, "{text}: {number:?}");
    }

    #[test]
    fn a_text_is_that_of_the_notation_and_its_number_stands_there() {
        for value in
            [0.0, 0.004, 0.107_07, 0.9, 0.996, 1.0, 9.996, 12.5, 99.96, 1_234.567, 12_345.0, 999_999.0]
        {
            for value in [value, -value] {
                assert_shown(&fixed(value, 1), &notation::fixed(value, 1));
                assert_shown(&plain(value), &notation::plain(value));
                assert_shown(&significant(value, 3), &notation::significant(value, 3));
                assert_shown(&trimmed(value, 4), &notation::trimmed(value, 4));
                assert_shown(&operand(value), &notation::operand(value));
                assert_shown(&milliseconds(value), &notation::milliseconds(value));
                assert_shown(&usd(value), &notation::usd(value));
                assert_shown(&times(value), &notation::times(value));
                assert_shown(&percent_of_one(value), &notation::percent_of_one(value));
            }
        }
        assert_shown(&count(12_345), &notation::count(12_345));
    }

    #[test]
    fn what_is_no_number_has_none_and_no_unit() {
        for shown in
            [fixed(f64::NAN, 1), milliseconds(f64::INFINITY), times(f64::NAN), percent_of_one(f64::NAN)]
        {
            assert_eq!((shown.text.as_str(), shown.numeral.number, shown.numeral.unit), (NONE, None, ""));
        }
        for bound in [chance(0.000_01, 1), chance(0.999_99, 1), less_than(0.001).percent()] {
            assert_eq!((bound.numeral.number, bound.numeral.unit), (None, "%"));
        }
    }

    #[test]
    fn a_sign_stands_before_all_that_is_not_less_than_nothing() {
        let shown = |value| fixed(value, 1).signed().text;
        assert_eq!([3.24, 0.0, -0.04, -1.5].map(shown), ["+3.2", "+0.0", "0.0", "−1.5"]);
        assert_eq!(fixed(9.0, 0).signed().of("days").text, "+9 days");
        assert_eq!([0.04, -0.04, 3.24].map(|value| change(value, 1).text), [NONE, NONE, "+3.2"]);
    }
}
