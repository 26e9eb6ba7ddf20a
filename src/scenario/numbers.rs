//! Numbers as people type them: how a text is read, and which numbers a name takes.

use super::parameter::ValueError;
use crate::notation;
use crate::quote::harmless;

/// The numbers that a name takes: finite ones in `min..=max`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    /// The name that messages begin with.
    pub(super) id: &'static str,
    /// The unit behind the number, empty where it needs none.
    pub(super) unit: &'static str,
    /// Least number allowed.
    pub(super) min: f64,
    /// Greatest number allowed.
    pub(super) max: f64,
    /// Whether only whole numbers make sense.
    pub(super) whole: bool,
}

impl Numbers {
    /// Reads and checks what a person or a file says.
    ///
    /// # Errors
    /// Says that it is no number, or names the range.
    pub(super) fn parse(&self, text: &str) -> Result<f64, ValueError> {
        let text = text.trim();
        let number = parse_number(text, self.unit).ok_or_else(|| {
            let form = match (is_grouped(text), self.whole) {
                (false, _) => "",
                (true, false) => ", decimals as in 1.5, thousands as in 1,500",
                (true, true) => ", thousands as in 1,500",
            };
            let (id, typed, range) = (self.id, harmless(text), self.text());
            ValueError(format!("{id}: \"{typed}\" is not a number: give {range}{form}"))
        })?;
        self.check(number)
    }

    /// Checks a number against the range.
    ///
    /// # Errors
    /// Names the range when the number is not finite or lies outside it.
    pub(super) fn check(&self, number: f64) -> Result<f64, ValueError> {
        if (self.min..=self.max).contains(&number) && (!self.whole || number.fract() == 0.0) {
            // Minus zero is in every range that starts at zero, but nobody wants to read it.
            Ok(number + 0.0)
        } else {
            Err(ValueError(format!(
                "{} cannot be {}: give {}",
                self.id,
                notation::plain(number),
                self.text()
            )))
        }
    }

    /// The range in words: `a number from 1 to 1,000,000 requests/s`.
    pub(super) fn text(&self) -> String {
        let sort = if self.whole { "whole number" } else { "number" };
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        format!("a {sort} from {} to {}{unit}", notation::plain(self.min), notation::plain(self.max))
    }
}

/// Reads a number as people type it: `25000`, `25,000`, `25_000`, `25k`, `1.5M`, `2e4`; and as the screen shows it, with
/// its unit. Where that is milliseconds, `3 s` are 3,000.
///
/// A comma that does not part thousands is refused: half of the world means 1.5 by `1,5`, and nobody 15; and 0.5 by
/// `0,500`, which is no thousands either.
fn parse_number(text: &str, unit: &str) -> Option<f64> {
    let text = without_unit(text.trim(), unit);
    let (digits, factor) = match text.chars().last() {
        Some('k' | 'K') => (&text[..text.len() - 1], Some(1e3)),
        Some('M') => (&text[..text.len() - 1], Some(1e6)),
        // Of a rate nobody means a thousandth.
        Some('m') if unit == RATE => (&text[..text.len() - 1], Some(1e6)),
        Some('s') if unit == "ms" => (&text[..text.len() - 1], Some(1e3)),
        _ => (text, None),
    };
    if !parts_thousands(digits.trim()) {
        return None;
    }
    let plain: String = digits.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    let plausible =
        plain.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.')) || plain.is_empty();
    // `inf` and `nan` parse as f64; the range check words its refusal around what was typed.
    let number = plain.parse::<f64>().ok()?;
    let number = factor.map_or(number, |factor| notation::without_dust(number * factor));
    (plausible || !number.is_finite()).then_some(number)
}

/// The unit that is also called `rps`.
const RATE: &str = "requests/s";

/// The text without the unit, if it has it: `14 days`, `1 day`, `39x`, `$2,000`, `$2,000/month`, `500 USD`, `10k rps`.
fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let bare = if let Some(per) = unit.strip_prefix("USD") {
        let text = text.strip_suffix(per).unwrap_or(text).trim_end();
        text.strip_prefix('$').or_else(|| text.strip_suffix("USD")).unwrap_or(text)
    } else if let Some(text) = text.strip_suffix("rps").filter(|_| unit == RATE) {
        text
    } else {
        let singular = unit.strip_suffix('s').filter(|one| one.len() > 2 && !one.contains('/'));
        let stripped = text.strip_suffix(unit).or_else(|| text.strip_suffix(singular?));
        stripped.unwrap_or(text)
    };
    bare.trim()
}

/// What may part thousands.
const SEPARATORS: [char; 3] = [',', '_', ' '];

/// Whether digits follow something that may part thousands.
fn is_grouped(text: &str) -> bool {
    text.split(SEPARATORS).skip(1).any(|group| group.starts_with(|first: char| first.is_ascii_digit()))
}

/// Whether every comma, underscore and space stands before a group of three digits of the whole part, the first of them
/// behind one to three digits that do not begin with a zero.
fn parts_thousands(digits: &str) -> bool {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(SEPARATORS);
    let first = groups.next().unwrap_or_default().trim_start_matches(['+', '-']);
    let mut groups = groups.peekable();
    let is_grouped = groups.peek().is_some();
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let begins_well = (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    !fraction.contains(SEPARATORS)
        && (!is_grouped || begins_well)
        && groups.all(|group| group.len() == 3 && all_digits(group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("25000", 25e3),
            ("25,000", 25e3),
            ("25_000", 25e3),
            (" 25k ", 25e3),
            ("25 k", 25e3),
            ("50 %", 50.0),
            ("1.5M", 1.5e6),
            ("2e4", 2e4),
            ("1,234,567.25", 1_234_567.25),
            ("1,000k", 1e6),
            ("-1,000", -1e3),
            ("999 999", 999_999.0),
            ("0.500", 0.5),
            (".5", 0.5),
        ] {
            assert_eq!(parse_number(text, "%"), Some(number), "{text}");
        }
        for text in ["", "abc", "1.2.3", "--", "k", "1,5", "1,50", "1,0000", "0.000,5", "1,,000", "1 5"] {
            assert_eq!(parse_number(text, "%"), None, "{text}");
        }
        // What others write with a decimal comma, and what nobody writes.
        for text in
            ["0,500", "00,500", ",500", "-,500", "-0,500", "1.234,567", "12345,678", "1234 567", "1.5_000"]
        {
            assert_eq!(parse_number(text, "%"), None, "{text}");
        }
        for (text, unit, number) in [
            ("39x", "x", 39.0),
            ("39.05 x", "x", 39.05),
            ("$500", "USD/month", 500.0),
            ("$2,000", "USD/month", 2e3),
            ("$2k/month", "USD/month", 2e3),
            ("2,000 USD/month", "USD/month", 2e3),
            ("$0.04", "USD", 0.04),
            ("14 days", "days", 14.0),
            ("1 day", "days", 1.0),
            ("10ms", "ms", 10.0),
            ("3s", "ms", 3e3),
            ("1.5 s", "ms", 1.5e3),
            ("1.001 s", "ms", 1_001.0),
            ("1.001k", "requests/s", 1_001.0),
            ("25k requests/s", "requests/s", 25e3),
            ("10k rps", "requests/s", 1e4),
            ("1m", "requests/s", 1e6),
            ("50", "", 50.0),
        ] {
            assert_eq!(parse_number(text, unit), Some(number), "{text}");
        }
        // The unit of something else is a mistake.
        for (text, unit) in [
            ("$500", "ms"),
            ("500$", "USD"),
            ("$", "USD"),
            ("10 m", "ms"),
            ("10 s", "days"),
            ("14 days", "months"),
            ("50 %", "x"),
            ("3 requests/", "requests/s"),
            ("days", "days"),
        ] {
            assert_eq!(parse_number(text, unit), None, "{text}");
        }
        assert!(parse_number("NaN", "").is_some_and(f64::is_nan));
        assert_eq!(parse_number("inf", ""), Some(f64::INFINITY));
    }

    #[test]
    fn a_refused_comma_is_told_how_numbers_are_written() {
        let numbers = Numbers { id: "work.cpu_ms", unit: "ms", min: 0.1, max: 5_000.0, whole: false };
        let told = |text| numbers.parse(text).unwrap_err().to_string();
        assert_eq!(
            told("0,500"),
            "work.cpu_ms: \"0,500\" is not a number: give a number from 0.1 to 5,000 ms, decimals as in 1.5, \
             thousands as in 1,500"
        );
        assert!(told("12345 678").ends_with("5,000 ms, decimals as in 1.5, thousands as in 1,500"));
        assert!(told("a few").ends_with("5,000 ms") && told("one, two").ends_with("5,000 ms"));
        let whole = Numbers { whole: true, ..numbers };
        assert!(whole.parse("1,5").unwrap_err().to_string().ends_with("5,000 ms, thousands as in 1,500"));
    }
}
