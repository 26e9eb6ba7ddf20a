//! Release lines at a date: which phase each is in, which one to run, and when to leave it.
//!
//! Phases come from dates, never from stored status words. A month-precision date counts as the last day of
//! its month. From its end of life on a line is not supported any more.

mod lines;
mod status;
mod upgrades;

use jiff::Span;
use jiff::civil::Date;

pub use status::{LineStatus, statuses};
pub use upgrades::Upgrade;

use lines::Rhythm;

use super::alternative::PerRuntime;
use crate::catalog::{Catalog, Edition, Runtime, Unit, named};
use crate::scenario::definitions::{UnusableFact, needed_in};

/// Mean length of a month of the Gregorian calendar, days.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// The release lines of the runtimes that can carry a service, ready for questions about a date.
#[derive(Clone, Debug)]
pub struct Calendar {
    lines: PerRuntime<Vec<Line>>,
}

/// One release line with its dates as days.
#[derive(Clone, Debug)]
pub struct Line {
    /// `26`, `3.14`.
    pub name: String,
    /// First stable release.
    pub released: Date,
    /// First day on which it may be chosen for production: of its long-term window for Node.js, of its release
    /// for the others. `None` for lines that are never meant for it.
    pub eligible_from: Option<Date>,
    /// From when on it gets nothing any more.
    pub end_of_life: Date,
    /// Whether the end is not announced but follows from the policy.
    pub end_projected: bool,
    /// Whether the whole line is not announced yet but follows from the rhythm of releases.
    pub projected: bool,
}

/// The line to run at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct RunLine {
    /// `26`, `3.14`.
    pub line: String,
    /// First stable release.
    pub released: Date,
    /// Months until its end of life.
    pub months_left: f64,
    /// From when on it gets nothing any more.
    pub end_of_life: Date,
    /// Whether the end follows from the policy and is not announced.
    pub end_projected: bool,
    /// Whether the whole line is not announced yet but follows from the rhythm of releases.
    pub projected: bool,
    /// Whether no line is old enough, so that the newest supported one had to do.
    pub unsettled: bool,
}

impl Calendar {
    /// Reads the release lines of a catalog.
    ///
    /// Both editions have the same: dates have no edition, and neither has the rhythm that goes on with them where they
    /// end, of which the article says nothing. Its audited reading counts.
    ///
    /// # Errors
    /// Names the figure of the release rhythm that is missing, or makes no sense.
    pub fn read(catalog: &Catalog) -> Result<Self, UnusableFact> {
        let months = |each: &str, runtime: Runtime, least: f64| {
            needed_in(Unit::Months, least, catalog, &named::of(each, runtime.name()), "the calendar")
                .map(|figure| figure.value(Edition::Audited))
        };
        let rhythm = |runtime: Runtime| -> Result<Rhythm, UnusableFact> {
            Ok(Rhythm {
                every: months(named::RHYTHM_EACH_EVERY_MONTHS, runtime, 1.0)? as i32,
                eligible_after: months(named::RHYTHM_EACH_ELIGIBLE_AFTER_MONTHS, runtime, 0.0)? as i32,
                supported_for: months(named::RHYTHM_EACH_SUPPORTED_MONTHS, runtime, 1.0)? as i32,
            })
        };
        Ok(Self {
            lines: PerRuntime::try_from_fn(|candidate| {
                Ok(lines::read(catalog, candidate.runtime, &rhythm(candidate.runtime)?))
            })?,
        })
    }

    /// The lines of a runtime, oldest first, projected ones last.
    pub fn lines(&self, runtime: Runtime) -> &[Line] {
        self.lines.get(runtime).map_or(&[], Vec::as_slice)
    }

    /// The line to run at a date, which may be one that is not announced yet, as in the upgrade plan; `None` when the
    /// data know none for it.
    pub fn run(&self, runtime: Runtime, at: Date, settle_months: f64) -> Option<RunLine> {
        self.chosen(runtime, at, settle_months).map(|(line, unsettled)| RunLine {
            line: line.name.clone(),
            released: line.released,
            months_left: months_between(at, line.end_of_life),
            end_of_life: line.end_of_life,
            end_projected: line.end_projected,
            projected: line.projected,
            unsettled,
        })
    }

    /// Months until the end of life of the line to run; 0 when there is none.
    pub fn runway_months(&self, runtime: Runtime, at: Date, settle_months: f64) -> f64 {
        self.chosen(runtime, at, settle_months).map_or(0.0, |(line, _)| months_between(at, line.end_of_life))
    }

    fn chosen(&self, runtime: Runtime, at: Date, settle_months: f64) -> Option<(&Line, bool)> {
        choose(self.lines(runtime), runtime, at, settle_months)
    }
}

impl Line {
    /// Whether it may be chosen for production on a day.
    fn may_run(&self, day: Date) -> bool {
        self.first_day(day) == Some(day)
    }

    /// The first day, not before a given one, on which it may be chosen for production.
    fn first_day(&self, from: Date) -> Option<Date> {
        self.eligible_from.map(|eligible| eligible.max(from)).filter(|day| *day < self.end_of_life)
    }

    /// The turn of the calendar that it makes: the day from which it has settled. `None` for lines that are never meant
    /// for production.
    fn turn(&self, runtime: Runtime, settle_months: f64) -> Option<Date> {
        // The long-term window of Node.js is itself a time of settling.
        let months = if runtime == Runtime::Node { 0 } else { settle_months as i32 };
        self.eligible_from.map(|eligible| eligible.max(add_months(self.released, months)))
    }
}

/// Days from one date to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Months of mean length from one date to another, not below 0.
pub fn months_between(from: Date, to: Date) -> f64 {
    (f64::from(days_between(from, to)) / DAYS_PER_MONTH).max(0.0)
}

/// The same day so many months later; the last of the month where it has no such day, and the first or last
/// day of the calendar beyond its ends.
pub fn add_months(date: Date, months: i32) -> Date {
    let edge = if months < 0 { Date::MIN } else { Date::MAX };
    Span::new().try_months(months).and_then(|span| date.checked_add(span)).unwrap_or(edge)
}

/// The newest line that may be run; whether it had to be taken although it has not settled.
fn choose<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    runtime: Runtime,
    at: Date,
    settle_months: f64,
) -> Option<(&'a Line, bool)> {
    let mut settled = None;
    let mut newest = None;
    for line in lines {
        if !line.may_run(at) {
            continue;
        }
        newest = Some(line);
        if line.turn(runtime, settle_months).is_some_and(|turn| turn <= at) {
            settled = Some(line);
        }
    }
    settled.map(|line| (line, false)).or_else(|| newest.map(|line| (line, true)))
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Phase;
    use crate::model::outlook::Warning;
    use crate::model::{Facts, evaluate};
    use crate::scenario::Scenario;

    fn catalog() -> &'static Catalog {
        static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::built_in);
        &CATALOG
    }

    fn calendar() -> &'static Calendar {
        static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::read(catalog()).unwrap());
        &CALENDAR
    }

    #[test]
    fn the_line_to_run_is_the_newest_that_has_settled() {
        let calendar = calendar();
        for (at, expected) in [
            (
                date(2026, 11, 22),
                [
                    ("26", 29.240_246_406_570_844),
                    ("3.14", 47.277_207_392_197_13),
                    ("1.27", 8.870_636_550_308_008),
                ],
            ),
            (
                date(2026, 1, 12),
                [
                    ("24", 27.564_681_724_845_997),
                    ("3.14", 57.593_429_158_110_88),
                    ("1.25", 7.195_071_868_583_162),
                ],
            ),
        ] {
            for (runtime, (line, months)) in Runtime::CANDIDATES.into_iter().zip(expected) {
                let run = calendar.run(runtime, at, 3.0).unwrap();
                assert_eq!(run.line, line);
                assert!((run.months_left - months).abs() < 1e-12, "{line} on {at}: {}", run.months_left);
                assert_eq!(calendar.runway_months(runtime, at, 3.0).to_bits(), run.months_left.to_bits());
                assert!(!run.unsettled);
                assert_eq!(run.end_projected, line == "1.27");
            }
        }
    }

    #[test]
    fn a_line_must_be_old_enough_or_be_the_only_one() {
        let calendar = calendar();
        let line = |runtime, at, settle| {
            let run = calendar.run(runtime, at, settle).unwrap();
            (run.line, run.unsettled)
        };
        assert_eq!(line(Runtime::Python, date(2027, 1, 8), 3.0), ("3.14".to_owned(), false));
        assert_eq!(line(Runtime::Python, date(2027, 1, 9), 3.0), ("3.15".to_owned(), false));
        assert_eq!(line(Runtime::Python, date(2026, 10, 9), 0.0), ("3.15".to_owned(), false));
        assert_eq!(line(Runtime::Go, date(2026, 11, 22), 24.0), ("1.27".to_owned(), true));
        assert_eq!(line(Runtime::Node, date(2026, 10, 27), 0.0), ("24".to_owned(), false));
        assert_eq!(line(Runtime::Node, date(2026, 10, 28), 24.0), ("26".to_owned(), false));
    }

    #[test]
    fn support_is_over_on_the_day_of_the_end_of_life() {
        let line = calendar().lines(Runtime::Node).iter().find(|line| line.name == "28").unwrap();
        assert!(line.may_run(date(2031, 4, 29)) && !line.may_run(date(2031, 4, 30)));
    }

    #[test]
    fn on_the_day_of_an_upgrade_the_line_to_run_is_the_new_one_also_where_it_is_not_announced() {
        let facts = Facts::new(catalog().clone()).unwrap();
        let outlook = evaluate(&facts, &Scenario::new("test", date(2026, 11, 23)));
        let upgrades = &outlook.releases.upgrades;
        assert!(upgrades.iter().any(|upgrade| upgrade.projected));
        for upgrade in upgrades.iter().filter(|upgrade| !upgrade.forced) {
            let run = calendar().run(upgrade.runtime, upgrade.on, 3.0).unwrap();
            assert_eq!((&run.line, run.projected), (&upgrade.to, upgrade.projected), "{upgrade:?}");
        }
        let then = evaluate(&facts, &Scenario::new("test", date(2028, 12, 1)));
        let doubt = Warning::ProjectedLine(Runtime::Go, "1.31".to_owned());
        assert!(then.warnings.contains(&doubt), "{:?}", then.warnings);
    }

    #[test]
    fn far_dates_have_no_line_and_the_outlook_says_so() {
        let facts = Facts::new(catalog().clone()).unwrap();
        for day in [Date::MIN, date(1970, 1, 1), date(2100, 1, 1), Date::MAX] {
            let outlook = evaluate(&facts, &Scenario::new("test", day));
            for runtime in Runtime::CANDIDATES {
                assert_eq!(facts.calendar.run(runtime, day, 3.0), None);
                assert!(facts.calendar.runway_months(runtime, day, 3.0).abs() < f64::EPSILON);
                assert!(outlook.warnings.contains(&Warning::NoLine(runtime)), "{runtime} on {day}");
            }
            assert!(outlook.releases.upgrades.is_empty());
        }
    }

    #[test]
    fn months_are_added_within_the_calendar() {
        assert_eq!(add_months(date(2026, 11, 30), 3), date(2027, 2, 28));
        assert_eq!(add_months(Date::MAX, 1), Date::MAX);
        assert_eq!(add_months(date(2026, 1, 1), i32::MAX), Date::MAX);
        assert_eq!(add_months(date(2026, 1, 1), i32::MIN), Date::MIN);
        assert_eq!(days_between(date(2026, 11, 22), date(2026, 11, 21)), -1);
        assert!(months_between(date(2026, 11, 22), date(2026, 1, 1)).abs() < f64::EPSILON);
    }

    proptest! {
        #[test]
        fn the_line_to_run_is_supported_on_any_date(days in -40_000..80_000_i32, settle in 0..=24_u8) {
            let calendar = calendar();
            let at = date(1970, 1, 1).saturating_add(Span::new().days(days));
            for runtime in Runtime::CANDIDATES {
                let Some(run) = calendar.run(runtime, at, f64::from(settle)) else { continue };
                prop_assert!(run.months_left > 0.0);
                let status = statuses(catalog(), calendar, at)
                    .into_iter()
                    .find(|one| one.runtime == runtime && one.line == run.line);
                prop_assert_eq!(status.is_none(), run.projected);
                prop_assert!(status.is_none_or(|status| matches!(
                    status.phase,
                    Phase::ActiveLts | Phase::Lts | Phase::Maintenance | Phase::Bugfix | Phase::Security
                        | Phase::Supported
                )));
            }
        }
    }
}
