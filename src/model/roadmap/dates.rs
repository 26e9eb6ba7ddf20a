//! Dates of a plan: days later and ends of quarters, never beyond the end of the calendar.

use jiff::Span;
use jiff::civil::Date;

use crate::model::cadence::add_months;

const MONTHS_PER_QUARTER: i8 = 3;

/// The day so many days later, parts of a day counting as a whole one; the last day of the calendar beyond its end.
/// Fewer than none are none.
pub(super) fn add_days(date: Date, days: f64) -> Date {
    Span::new()
        .try_days(days.max(0.0).ceil() as i64)
        .and_then(|span| date.checked_add(span))
        .unwrap_or(Date::MAX)
}

/// The last day of the quarter that a date lies in.
pub(super) fn quarter_end(date: Date) -> Date {
    let months_left = MONTHS_PER_QUARTER - 1 - (date.month() - 1) % MONTHS_PER_QUARTER;
    add_months(date.first_of_month(), i32::from(months_left)).last_of_month()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn parts_of_a_day_are_whole_and_the_calendar_has_an_end() {
        let day = date(2024, 2, 27);
        assert_eq!(add_days(day, 2.0), date(2024, 2, 29));
        assert_eq!(add_days(day, 2.1), date(2024, 3, 1));
        assert_eq!(add_days(day, 0.0), day);
        for none in [-5.0, f64::NAN] {
            assert_eq!(add_days(day, none), day);
        }
        for beyond in [1e9, 1e300, f64::INFINITY] {
            assert_eq!(add_days(day, beyond), Date::MAX);
        }
        assert_eq!(add_days(Date::MAX, 1.0), Date::MAX);
    }

    #[test]
    fn quarters_end_with_march_june_september_and_december() {
        for (day, end) in [
            (date(2026, 1, 1), date(2026, 3, 31)),
            (date(2024, 3, 31), date(2024, 3, 31)),
            (date(2026, 4, 1), date(2026, 6, 30)),
            (date(2026, 8, 31), date(2026, 9, 30)),
            (date(2026, 11, 22), date(2026, 12, 31)),
            (Date::MAX, Date::MAX),
            (Date::MIN, date(-9999, 3, 31)),
        ] {
            assert_eq!(quarter_end(day), end, "{day}");
        }
    }
}
