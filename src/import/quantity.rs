//! Numbers and times as reports print them.

/// A number of zero or more; not what only looks like one, such as `-nan` or `inf`.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let starts = text.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    text.parse().ok().filter(|value: &f64| starts && value.is_finite())
}

/// A whole number.
pub(super) fn count(text: &str) -> Option<u64> {
    text.trim().parse().ok()
}

/// A time with its unit, in seconds: `5.7652 ms`, `2.0022 secs`, `807.59us`, and compounds as Go prints them,
/// `1m2.3s`.
pub(super) fn seconds(text: &str) -> Option<f64> {
    let mut rest = text.trim();
    let mut total = 0.0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (value, tail) = rest.split_at_checked(digits)?;
        let tail = tail.trim_start();
        let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at_checked(end)?;
        total += number(value)? * unit_seconds(unit)?;
        rest = tail.trim_start();
    }
    Some(total)
}

/// A time with its unit, in milliseconds.
pub(super) fn milliseconds(text: &str) -> Option<f64> {
    seconds(text).map(|seconds| seconds * 1e3)
}

/// A time in seconds or parts of them, in milliseconds. For tools that know no minutes: of theirs, `12m` is `12ms` that
/// was cut off.
pub(super) fn short_milliseconds(text: &str) -> Option<f64> {
    milliseconds(text).filter(|_| text.trim_end().ends_with('s'))
}

fn unit_seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ns" => 1e-9,
        // The micro sign and the Greek letter look alike.
        "us" | "\u{b5}s" | "\u{3bc}s" => 1e-6,
        "ms" => 1e-3,
        "s" | "sec" | "secs" | "second" | "seconds" => 1.0,
        "m" | "min" | "mins" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3_600.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_seconds(text: &str, expected: f64) {
        let actual = seconds(text).unwrap();
        assert!((actual - expected).abs() <= expected * 1e-12, "{text}: {actual}");
    }

    #[test]
    fn times_are_read_with_every_unit() {
        assert_seconds("807.59us", 807.59e-6);
        assert_seconds("5.7652 ms", 5.765_2e-3);
        assert_seconds("2.0022 secs", 2.002_2);
        assert_seconds("686.403µs", 686.403e-6);
        assert_seconds("1m2.3s", 62.3);
        assert_seconds("1h0m0s", 3_600.0);
        assert_seconds("1.50m", 90.0);
        assert_seconds("3 s", 3.0);
    }

    #[test]
    fn a_unit_that_was_cut_off_is_no_minute() {
        let read = ["12ms", "12 ms ", "2s", "12m", "1m2.3s"].map(short_milliseconds);
        assert_eq!(read, [Some(12.0), Some(12.0), Some(2_000.0), None, Some(62_300.0)]);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "NaN secs", "-1s", "5", "5 apples", "inf", "1..2s", "ms"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!((number("-nan"), number("1e999"), number("infinity")), (None, None, None));
        assert_eq!((count("-1"), count("3000")), (None, Some(3_000)));
    }
}
