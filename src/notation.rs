//! Numbers as people read them: digit groups, significant digits, units. One place, so that the screen and
//! the reports agree.

pub mod shown;

/// What stands where there is no number.
pub const NONE: &str = "–";

/// Groups the digits before the decimal point: `1234567.5` becomes `1,234,567.5`.
fn group(digits: &str) -> String {
    let (sign, rest) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, fraction) = rest.split_once('.').map_or((rest, ""), |(whole, fraction)| (whole, fraction));
    let mut out = String::with_capacity(digits.len() + whole.len() / 3 + 1);
    out.push_str(sign);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The shortest decimal that is exactly this number, grouped: for values that people typed.
pub fn plain(value: f64) -> String {
    if value.is_nan() {
        "NaN".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "infinity" } else { "-infinity" }.to_owned()
    } else if value.abs() >= 1e15 {
        format!("{value:e}")
    } else {
        group(&value.to_string())
    }
}

/// A number with so many digits behind the point, grouped. A minus is a minus, as in [`change`], and no hyphen.
pub fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return NONE.to_owned();
    }
    let text = group(&format!("{value:.decimals$}"));
    // A small negative number that rounds to nothing is nothing.
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|c| matches!(c, '0' | '.' | ',')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// The number that [`fixed`] shows, for differences of numbers that stand beside each other.
pub fn rounded(value: f64, decimals: usize) -> f64 {
    format!("{value:.decimals$}").parse().unwrap_or(value)
}

/// A number without the dust of binary fractions: the decimal of twelve digits that it is but for the last few bits, as
/// a sum of decimals is; any other number stays as it is.
pub fn without_dust(value: f64) -> f64 {
    const DUST: f64 = 16.0 * f64::EPSILON;
    let decimal = format!("{value:.11e}").parse().unwrap_or(value);
    if (value - decimal).abs() <= DUST * value.abs() { decimal } else { value }
}

/// A whole number, grouped.
pub fn count(value: u64) -> String {
    group(&value.to_string())
}

/// A number with about so many significant digits; whole digits are never cut off.
pub fn significant(value: f64, digits: usize) -> String {
    fixed(value, decimals_of_significant(value, digits))
}

/// Digits behind the point that [`significant`] shows.
fn decimals_of_significant(value: f64, digits: usize) -> usize {
    if value == 0.0 || !value.is_finite() {
        return 0;
    }
    let magnitude = to_digits(value, digits).abs().log10().floor() as i32;
    (i32::try_from(digits).unwrap_or(i32::MAX) - 1 - magnitude).clamp(0, 12) as usize
}

/// A number rounded to so many significant digits: what decides how many of them are shown, and in which unit, for
/// 999,999 is a million then and no thousand thousands.
fn to_digits(value: f64, digits: usize) -> f64 {
    let decimals = digits.saturating_sub(1);
    format!("{value:.decimals$e}").parse().unwrap_or(value)
}

/// The same without zeros at its end that say nothing: 9.02, 27, 0.107.
pub fn trimmed(value: f64, digits: usize) -> String {
    without_idle_zeros(&significant(value, digits)).to_owned()
}

/// A number as it stands in a calculation: up to six significant digits.
pub fn operand(value: f64) -> String {
    trimmed(value, 6)
}

/// A decimal number without the zeros at its end that say nothing.
fn without_idle_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// A time in milliseconds, without the unit: three significant digits, whole from 100 on.
pub fn milliseconds(value: f64) -> String {
    fixed(value, decimals_of_milliseconds(value))
}

/// Digits behind the point that [`milliseconds`] shows.
fn decimals_of_milliseconds(value: f64) -> usize {
    match to_digits(value, 2).abs() {
        size if size < 1.0 => decimals_of_significant(value, 2),
        // 0.996 is one.
        _ if value.abs() < 1.0 => 2,
        _ => decimals_of_significant(value, 3),
    }
}

/// A time in seconds, with its unit: in milliseconds as [`milliseconds`] has them, from ten seconds on in seconds.
pub fn duration(seconds: f64) -> String {
    // As it is shown: 9.9996 s are ten.
    if rounded(seconds * 1e3, 0) < 1e4 {
        format!("{} ms", milliseconds(seconds * 1e3))
    } else {
        format!("{} s", milliseconds(seconds))
    }
}

/// An amount of US dollars: whole from 10 on, cents below, more digits for prices of a request or an hour.
pub fn usd(value: f64) -> String {
    fixed(value, decimals_of_usd(value))
}

/// Digits behind the point that [`usd`] shows.
fn decimals_of_usd(value: f64) -> usize {
    match value.abs() {
        amount if amount >= 1.0 && rounded(amount, 2) < 10.0 => 2,
        amount if amount < 1.0 => decimals_of_significant(value, 3),
        _ => 0,
    }
}

/// A share of one as a percentage with its sign: `35.7 %`.
pub fn percent_of_one(share: f64) -> String {
    if share.is_finite() { format!("{} %", fixed(share * 100.0, 1)) } else { NONE.to_owned() }
}

/// How often something happens, as a percentage: what happens seldom is not never, nor is nearly always always.
pub fn chance(share: f64, decimals: usize) -> String {
    shown::chance(share, decimals).text
}

/// How often one number goes into another: `7.9x`.
pub fn times(ratio: f64) -> String {
    if ratio.is_finite() { format!("{}x", significant(ratio, 2)) } else { NONE.to_owned() }
}

/// A change with its sign; nothing at all when it rounds to zero.
pub fn change(delta: f64, decimals: usize) -> String {
    let text = fixed(delta.abs(), decimals);
    if text.chars().all(|c| matches!(c, '0' | '.' | ',')) {
        String::new()
    } else if delta < 0.0 {
        format!("−{text}")
    } else {
        format!("+{text}")
    }
}

/// An axis label: `10k`, `1.5M`, `0.1`.
pub fn short(value: f64) -> String {
    abbreviated(value, "G")
}

/// An amount of US dollars to three digits: `2.3M`, `1.7B`.
pub fn usd_short(value: f64) -> String {
    abbreviated(value, "B")
}

fn abbreviated(value: f64, billions: &str) -> String {
    let (scaled, suffix) = match to_digits(value, 3).abs() {
        size if size >= 1e9 => (value / 1e9, billions),
        size if size >= 1e6 => (value / 1e6, "M"),
        // Up to there whole digits are shown.
        _ if rounded(value, 0).abs() >= 1e4 => (value / 1e3, "k"),
        _ => (value, ""),
    };
    format!("{}{suffix}", trimmed(scaled, 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_in_seconds() {
        let shown = [0.000_24, 0.319, 9.996, 9.999_6, 10.0, 69.079, 2_697.4].map(duration);
        assert_eq!(shown, ["0.24 ms", "319 ms", "9,996 ms", "10.0 s", "10.0 s", "69.1 s", "2,697 s"]);
    }

    #[test]
    fn digits_are_grouped() {
        assert_eq!(plain(10_000.0), "10,000");
        assert_eq!(plain(-1_234_567.25), "-1,234,567.25");
        assert_eq!(plain(0.04048), "0.04048");
        assert_eq!(plain(100.0), "100");
        assert_eq!(plain(f64::NAN), "NaN");
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(fixed(-0.001, 1), "0.0");
        assert_eq!(fixed(-1_234.5, 1), "−1,234.5");
        assert_eq!(fixed(f64::INFINITY, 1), NONE);
    }

    #[test]
    fn what_is_rounded_is_what_is_shown() {
        for value in [0.05, 0.15, 72.65, 76.25, -0.04, 1234.56, f64::INFINITY] {
            let shown = rounded(value, 1);
            assert_eq!(fixed(shown, 1), fixed(value, 1));
            assert!((rounded(shown, 1) - shown).abs() <= 0.0 || shown.is_infinite());
        }
    }

    #[test]
    fn only_never_is_never_and_only_always_is_always() {
        for (share, one, none) in [
            (0.0, "0.0 %", "0 %"),
            (1.0 / 16_384.0, "<0.1 %", "<1 %"),
            (0.006, "0.6 %", "1 %"),
            (0.912, "91.2 %", "91 %"),
            (0.9994, "99.9 %", ">99 %"),
            (16_383.0 / 16_384.0, ">99.9 %", ">99 %"),
            (1.0, "100.0 %", "100 %"),
            (f64::NAN, NONE, NONE),
        ] {
            assert_eq!([chance(share, 1), chance(share, 0)], [one, none]);
        }
    }

    #[test]
    fn dust_goes_and_digits_stay() {
        for (value, decimal) in [
            (66.0 - 57.9, "8.1"),
            (5.0 * 0.076 / 100.0, "0.0038"),
            (0.2 - 0.12, "0.08"),
            (1.810_000_000_000_000_3, "1.81"),
            (123_456.789_012, "123456.789012"),
            (1e-9, "0.000000001"),
            (-0.1 - 0.2, "-0.3"),
            (0.0, "0"),
        ] {
            assert_eq!(without_dust(value).to_string(), decimal);
        }
        for digits in [1.0 / 3.0, 18_310.0 / 2.1, f64::MAX, f64::MIN_POSITIVE, f64::INFINITY] {
            assert_eq!(without_dust(digits).to_bits(), digits.to_bits(), "{digits}");
        }
    }

    #[test]
    fn zeros_at_the_end_go_and_whole_digits_stay() {
        for (value, text) in
            [(9.0242, "9.02"), (27.0, "27"), (0.107_07, "0.107"), (1234.4, "1,234"), (0.0, "0"), (1.0, "1")]
        {
            assert_eq!(trimmed(value, 3), text);
        }
    }

    #[test]
    fn digits_follow_the_size() {
        assert_eq!(significant(0.107_07, 3), "0.107");
        assert_eq!(significant(39.05, 3), "39.0");
        assert_eq!(significant(12_345.0, 3), "12,345");
        assert_eq!(milliseconds(0.766_67), "0.77");
        assert_eq!(milliseconds(9.783), "9.78");
        assert_eq!(milliseconds(587.7), "588");
        assert_eq!(usd(91.08), "91");
        assert_eq!(usd(0.003_47), "0.00347");
        assert_eq!(times(7.88), "7.9x");
    }

    #[test]
    fn changes_carry_their_sign_and_vanish_at_zero() {
        assert_eq!(change(3.24, 1), "+3.2");
        assert_eq!(change(-1500.0, 0), "−1,500");
        assert_eq!(change(0.04, 1), "");
    }

    #[test]
    fn axis_labels_are_short() {
        for (value, label) in [
            (1.0, "1"),
            (0.5, "0.5"),
            (1_000.0, "1,000"),
            (10_000.0, "10k"),
            (1_500_000.0, "1.5M"),
            (0.0, "0"),
        ] {
            assert_eq!(short(value), label);
        }
    }

    #[test]
    fn what_is_rounded_up_to_the_next_size_is_shown_as_that() {
        for (value, label) in [
            (9_999.0, "9,999"),
            (9_999.4, "9,999"),
            (9_999.5, "10k"),
            (999_499.0, "999k"),
            (999_999.0, "1M"),
            (-999_999.0, "−1M"),
            (999_999_999.0, "1G"),
            (1e12, "1,000G"),
        ] {
            assert_eq!(short(value), label);
        }
        assert_eq!(usd_short(999_999_999.0), "1B");
        let three = |value| significant(value, 3);
        assert_eq!([9.994, 9.999, 99.95, 0.099_96].map(three), ["9.99", "10.0", "100", "0.100"]);
        assert_eq!(
            [0.994, 0.996, 9.996, 99.94, 99.96].map(milliseconds),
            ["0.99", "1.00", "10.0", "99.9", "100"]
        );
        assert_eq!([0.999_9, 9.994, 9.996, 9.999, -9.999].map(usd), ["1.00", "9.99", "10", "10", "−10"]);
        assert_eq!(times(9.96), "10x");
    }
}
