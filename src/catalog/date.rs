//! Dates known to the day, to the month, or only to the year.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::packed::{Packed, Parcel, Unpacking};

/// A day of the civil calendar.
pub use jiff::civil::Date;

/// How exactly a [`PartialDate`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// Only the year: `2018`.
    Year,
    /// The month: `2029-10`.
    Month,
    /// The day: `2026-10-28`.
    Day,
}

/// A date as sources give it: to the day, the month or the year.
///
/// Ordered by the last day it may mean, so that "October 2029" comes after every day of that October; a deadline
/// known to the month is thus never taken to be earlier than it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Date,
    precision: Precision,
}

impl PartialDate {
    /// A date known to the day.
    pub const fn day(date: Date) -> Self {
        Self { first: date, precision: Precision::Day }
    }

    /// How exactly the date is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// Reads a date that is known to the day; none for anything else.
    pub fn parse_exact(text: &str) -> Option<Date> {
        let date: Self = text.parse().ok()?;
        (date.precision == Precision::Day).then_some(date.first)
    }

    /// The first day it may mean.
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// The last day it may mean.
    pub fn last_day(self) -> Date {
        match self.precision {
            Precision::Year => self.first.last_of_year(),
            Precision::Month => self.first.last_of_month(),
            Precision::Day => self.first,
        }
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.last_day().cmp(&other.last_day()).then(self.first.cmp(&other.first))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.precision {
            Precision::Year => f.pad(&format!("{year:04}")),
            Precision::Month => f.pad(&format!("{year:04}-{month:02}")),
            Precision::Day => f.pad(&format!("{year:04}-{month:02}-{:02}", self.first.day())),
        }
    }
}

/// A text that is no date of the forms `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, or no day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date of the calendar; write YYYY-MM-DD, YYYY-MM or YYYY")
    }
}

impl std::error::Error for NotADate {}

impl FromStr for PartialDate {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(NotADate)?;
        let month = digits(parts.next(), 2)?;
        let day = digits(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(NotADate);
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        };
        let part = |part: Option<i16>| i8::try_from(part.unwrap_or(1)).map_err(|_| NotADate);
        let first = Date::new(year, part(month)?, part(day)?).map_err(|_| NotADate)?;
        Ok(Self { first, precision })
    }
}

/// As the digits of its full form, zeros for what is not known: 20261028, 20261000, 20260000.
impl Packed for PartialDate {
    fn pack(&self, parcel: &mut Parcel) {
        let (month, day) = match self.precision {
            Precision::Year => (0, 0),
            Precision::Month => (self.first.month(), 0),
            Precision::Day => (self.first.month(), self.first.day()),
        };
        let [year, month, day] = [self.first.year(), month.into(), day.into()].map(i16::unsigned_abs);
        (u32::from(year) * 10_000 + u32::from(month) * 100 + u32::from(day)).pack(parcel);
    }

    fn unpack(parcel: &mut Unpacking<'_>) -> Option<Self> {
        let digits = u32::unpack(parcel)?;
        let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
        let precision = match (month, day) {
            (0, _) => Precision::Year,
            (_, 0) => Precision::Month,
            _ => Precision::Day,
        };
        let first = Date::new(year.try_into().ok()?, month.max(1) as i8, day.max(1) as i8).ok()?;
        Some(Self { first, precision })
    }
}

fn digits(part: Option<&str>, count: usize) -> Result<Option<i16>, NotADate> {
    match part {
        None => Ok(None),
        Some(part) if part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit()) => {
            part.parse().map(Some).map_err(|_| NotADate)
        }
        Some(_) => Err(NotADate),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn parse(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_three_precisions_and_writes_them_back() {
        for (text, precision, first, last) in [
            ("2018", Precision::Year, date(2018, 1, 1), date(2018, 12, 31)),
            ("2028-02", Precision::Month, date(2028, 2, 1), date(2028, 2, 29)),
            ("2026-10-28", Precision::Day, date(2026, 10, 28), date(2026, 10, 28)),
        ] {
            let read = parse(text);
            assert_eq!(read.precision(), precision);
            assert_eq!((read.first_day(), read.last_day()), (first, last));
            assert_eq!(read.to_string(), text);
        }
    }

    #[test]
    fn refuses_everything_else() {
        for text in [
            "",
            "26",
            "2026-",
            "2026-1",
            "2026-13",
            "2026-00",
            "2026-02-30",
            "2026-02-",
            "2026-10-28-1",
            "+026",
            "２０２６",
            "20261028",
            "2026-10-28T00:00",
            " 2026",
            "2026-1a",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_month_comes_after_its_days() {
        assert!(parse("2029-10") > parse("2029-10-30"));
        assert!(parse("2029-10") < parse("2029-11-01"));
        assert!(parse("2029") > parse("2029-11"));
        assert!(parse("2029-12-31") > parse("2029-12"), "same last day: the exact one is later to start");
        assert_eq!(parse("2029-10").cmp(&parse("2029-10")), Ordering::Equal);
    }
}
