//! A decimal number as a person writes it.

use std::fmt;

/// Longer coefficients are refused, so that products of three stay within the arithmetic behind them.
const MOST_DIGITS: u32 = 25;
/// Powers of ten of the leading digit that are accepted, and the numbers that they begin and end with.
const LEADING: std::ops::RangeInclusive<i32> = -12..=14;
const LEAST: f64 = 1e-12;
const TOO_MUCH: f64 = 1e15;

/// A decimal number, 0 or between 10⁻¹² and 10¹⁵, of at most 25 significant digits, without rounding; or a percentage
/// within that range, as a share of one.
///
/// Finding the digits of a float costs more than most questions are worth: they are looked for only when the
/// nearest float does not settle the matter.
#[derive(Debug, Clone, Copy)]
pub struct Exact {
    nearest: f64,
    form: Form,
}

/// Where the digits are.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// Known.
    Digits(Digits),
    /// Those of the shortest decimal that reads back as this float, moved by a power of ten.
    Shortest {
        /// In the accepted range.
        of: f64,
        /// The power of ten.
        shift: i32,
    },
}

/// coefficient · 10^exponent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) coefficient: u128,
    pub(super) exponent: i32,
}

/// By value, however many zeros the digits end with.
impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.digits().reduced() == other.digits().reduced()
    }
}

impl Eq for Exact {}

/// Why a number is not an [`Exact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExactError {
    /// Not a plain decimal number, or not finite.
    NotANumber,
    /// Below zero.
    Negative,
    /// Not 0 and outside 10⁻¹²..10¹⁵.
    OutOfRange,
    /// More than 25 significant digits.
    TooManyDigits,
}

impl fmt::Display for ExactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotANumber => "not a decimal number; write it as 10000 or 0.35",
            Self::Negative => "below zero; give 0 or more",
            Self::OutOfRange => "out of range; give 0 or a number from 1e-12 to below 1e15",
            Self::TooManyDigits => "more than 25 significant digits; round it",
        })
    }
}

impl std::error::Error for ExactError {}

impl Exact {
    /// The number 1.
    pub const ONE: Self = Self { nearest: 1.0, form: Form::Digits(Digits { coefficient: 1, exponent: 0 }) };

    /// Reads a decimal such as `10000`, `0.35`, `18680.000000000000000001` or `1.5e-3`.
    ///
    /// # Errors
    ///
    /// Anything else, below zero, out of range or longer than 25 significant digits.
    pub fn parse(text: &str) -> Result<Self, ExactError> {
        Digits::parse(text).map(Self::from)
    }

    /// The shortest decimal that reads back as `value`: 0.1 is one tenth, as its author meant. The nearest end of the
    /// range for what is out of it; 0 for what is no number or below 0.
    pub fn clamped(value: f64) -> Self {
        let value = if value > 0.0 { value.clamp(LEAST, TOO_MUCH.next_down()) } else { 0.0 };
        Self { nearest: value, form: Form::Shortest { of: value, shift: 0 } }
    }

    /// So many percent, [`clamped`](Self::clamped), as a share of one: 50 becomes 0.5.
    pub fn percent(value: f64) -> Self {
        let percent = Self::clamped(value).nearest;
        Self { nearest: percent / 100.0, form: Form::Shortest { of: percent, shift: -2 } }
    }

    /// The nearest floating-point number, for display and for mathematics that is not exact anyway.
    pub const fn to_f64(self) -> f64 {
        self.nearest
    }

    /// The same with its digits looked up, for a number that is asked for them again and again.
    pub fn resolved(self) -> Self {
        Self { nearest: self.nearest, form: Form::Digits(self.digits()) }
    }

    pub(super) fn digits(self) -> Digits {
        match self.form {
            Form::Digits(digits) => digits,
            Form::Shortest { of, shift } => {
                let Digits { coefficient, exponent } = Digits::shortest(of);
                Digits { coefficient, exponent: exponent + shift }
            }
        }
    }

    /// 1 + self. The exponent is never below −38, so the coefficient fits.
    pub(super) fn one_plus(self) -> Self {
        let (one, value, exponent) = self.digits().beside_one();
        Digits { coefficient: one + value, exponent }.into()
    }

    /// ⌈whole · (1 + self)⌉, where everything fits 64 bits.
    pub(super) fn on_top_of(self, whole: u64) -> Option<u64> {
        let Digits { coefficient, exponent } = self.digits();
        let power = 10_u64.checked_pow(exponent.unsigned_abs())?;
        let coefficient = u64::try_from(coefficient).ok()?;
        let (one, value) =
            if exponent < 0 { (power, coefficient) } else { (1, coefficient.checked_mul(power)?) };
        Some(whole.checked_mul(one.checked_add(value)?)?.div_ceil(one))
    }

    /// 1 − self, when that is above zero.
    pub(super) fn one_minus(self) -> Option<Self> {
        let (one, value, exponent) = self.digits().beside_one();
        let coefficient = one.checked_sub(value).filter(|&left| left > 0)?;
        Some(Digits { coefficient, exponent }.into())
    }
}

impl From<Digits> for Exact {
    fn from(digits: Digits) -> Self {
        Self { nearest: digits.to_f64(), form: Form::Digits(digits) }
    }
}

impl Digits {
    const ZERO: Self = Self { coefficient: 0, exponent: 0 };

    fn parse(text: &str) -> Result<Self, ExactError> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => {
                (mantissa, exponent.parse::<i16>().map_err(|_| ExactError::NotANumber)?)
            }
            None => (text, 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        if whole.is_empty() && fraction.is_empty() {
            return Err(ExactError::NotANumber);
        }
        let exponent = i32::from(exponent);
        let point = i32::try_from(whole.len()).map_err(|_| ExactError::TooManyDigits)?;
        let mut number = Self { coefficient: 0, exponent };
        let mut digits = 0;
        // Zeros wait until a digit follows them: trailing ones then cost no digits.
        let mut zeros = 0;
        for (position, byte) in (0..).zip(whole.bytes().chain(fraction.bytes())) {
            if !byte.is_ascii_digit() {
                return Err(ExactError::NotANumber);
            }
            if byte == b'0' {
                zeros += u32::from(digits > 0);
                continue;
            }
            digits += zeros + 1;
            if digits > MOST_DIGITS {
                return Err(ExactError::TooManyDigits);
            }
            number.coefficient = number.coefficient * 10_u128.pow(zeros + 1) + u128::from(byte - b'0');
            number.exponent = exponent + point - 1 - position;
            zeros = 0;
        }
        if digits == 0 {
            return Ok(Self::ZERO);
        }
        if negative {
            return Err(ExactError::Negative);
        }
        let leading = number.exponent + digits.cast_signed() - 1;
        if LEADING.contains(&leading) { Ok(number) } else { Err(ExactError::OutOfRange) }
    }

    /// Those of the shortest decimal that reads back as `value`, which is in the accepted range and therefore has
    /// at most 17 of them.
    fn shortest(value: f64) -> Self {
        let mut text = Shortest::default();
        fmt::write(&mut text, format_args!("{value:e}"))
            .map_err(|_| ExactError::NotANumber)
            .and_then(|()| Self::parse(text.as_str()))
            .unwrap_or(Self::ZERO)
    }

    /// The same number without zeros at the end of its coefficient.
    fn reduced(self) -> Self {
        if self.coefficient == 0 {
            return Self::ZERO;
        }
        let mut reduced = self;
        while reduced.coefficient.is_multiple_of(10) {
            reduced.coefficient /= 10;
            reduced.exponent += 1;
        }
        reduced
    }

    fn to_f64(self) -> f64 {
        let power = 10_f64.powi(self.exponent.abs());
        if self.exponent < 0 { self.coefficient as f64 / power } else { self.coefficient as f64 * power }
    }

    /// The coefficients of 1 and of this number at one common exponent.
    fn beside_one(self) -> (u128, u128, i32) {
        let power = 10_u128.pow(self.exponent.unsigned_abs());
        if self.exponent < 0 {
            (power, self.coefficient, self.exponent)
        } else {
            (1, self.coefficient * power, 0)
        }
    }
}

impl From<u64> for Exact {
    fn from(value: u64) -> Self {
        Digits { coefficient: value.into(), exponent: 0 }.into()
    }
}

/// Room for the longest shortest form, such as `-2.2250738585072014e-308`, without the heap.
#[derive(Default)]
struct Shortest {
    bytes: [u8; 32],
    length: usize,
}

impl Shortest {
    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl fmt::Write for Shortest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        let room = self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?;
        room.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_write() {
        let cases = [
            ("10000", 1, 4),
            ("0.35", 35, -2),
            (".5", 5, -1),
            ("5.", 5, 0),
            ("007.50", 75, -1),
            ("1.5e-3", 15, -4),
            ("18680.000000000000000001", 18_680_000_000_000_000_000_001, -18),
            ("0.000", 0, 0),
            ("-0", 0, 0),
        ];
        for (text, coefficient, exponent) in cases {
            assert_eq!(Exact::parse(text).unwrap().digits(), Digits { coefficient, exponent }, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest_and_says_why() {
        let cases = [
            ("", ExactError::NotANumber),
            (".", ExactError::NotANumber),
            ("1,000", ExactError::NotANumber),
            ("1e", ExactError::NotANumber),
            ("nan", ExactError::NotANumber),
            ("−1", ExactError::NotANumber),
            ("-1", ExactError::Negative),
            ("1e15", ExactError::OutOfRange),
            ("1e-13", ExactError::OutOfRange),
            ("1.00000000000000000000000001", ExactError::TooManyDigits),
        ];
        for (text, error) in cases {
            assert_eq!(Exact::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn floats_mean_their_shortest_decimal() {
        assert_eq!(Exact::clamped(0.1), Exact::parse("0.1").unwrap());
        assert_eq!(Exact::clamped(1.0 / 9_340.0), Exact::parse("0.00010706638115631691").unwrap());
        assert_eq!(Exact::clamped(-0.0), Exact::parse("0").unwrap());
    }

    #[test]
    fn what_is_out_of_range_is_clamped() {
        for (value, held) in [(0.1, "0.1"), (f64::NAN, "0"), (-3.0, "0"), (0.0, "0"), (1e-300, "1e-12")] {
            assert_eq!(Exact::clamped(value), Exact::parse(held).unwrap(), "{value}");
        }
        assert_eq!(Exact::clamped(f64::INFINITY), Exact::clamped(1e20));
    }

    #[test]
    fn one_plus_and_minus_hold_at_the_ends_of_the_range() {
        let tiny = Exact::parse("1.000000000000000000000001e-12").unwrap();
        assert_eq!(tiny.one_plus().digits().coefficient, 10_u128.pow(36) + 1_000_000_000_000_000_000_000_001);
        assert_eq!(Exact::parse("999999999999999").unwrap().one_plus().digits().coefficient, 10_u128.pow(15));
        assert_eq!(Exact::parse("3e14").unwrap().one_minus(), None);
        assert_eq!(
            tiny.one_minus().unwrap().digits().coefficient,
            10_u128.pow(36) - tiny.digits().coefficient
        );
        let least = Exact::percent(1.234_567_890_123_456_7e-12);
        assert!(least.one_plus().digits().coefficient > least.one_minus().unwrap().digits().coefficient);
    }

    #[test]
    fn a_percentage_is_a_share_of_one() {
        for (percent, share) in [(50.0, "0.5"), (0.1, "0.001"), (110.0, "1.1"), (0.0, "0"), (-1.0, "0")] {
            assert_eq!(Exact::percent(percent), Exact::parse(share).unwrap(), "{percent} %");
        }
    }

    #[test]
    fn equal_numbers_are_equal_however_they_came_about() {
        let ten = Exact::parse("10").unwrap();
        assert_eq!(Exact::from(10), ten);
        assert_eq!(Exact::parse("9").unwrap().one_plus(), ten);
        assert_eq!(Exact::parse("0.7").unwrap().one_minus(), Some(Exact::percent(30.0)));
        assert_ne!(Exact::from(100), ten);
        assert_eq!(Exact::from(0), Exact::percent(0.0));
    }

    proptest! {
        #[test]
        fn floats_come_back(value in 1e-12..9e14_f64) {
            let back = Exact::clamped(value).to_f64();
            prop_assert!((back - value).abs() <= value * 1e-15);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = Exact::parse(&text);
        }
    }
}
