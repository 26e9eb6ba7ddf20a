//! Every release line at a date.

use jiff::civil::Date;

use super::{Calendar, days_between};
use crate::catalog::{Catalog, PartialDate, Phase, ReleaseLine, Runtime};

/// What a line is to someone who looks at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct LineStatus {
    /// Whose line it is.
    pub runtime: Runtime,
    /// `26`, `3.14`.
    pub line: String,
    /// The phase on that date.
    pub phase: Phase,
    /// Its end of life, announced or projected.
    pub end_of_life: Option<PartialDate>,
    /// Days until its end of life, negative after it; `None` where no end is known.
    pub days_left: Option<i32>,
    /// Whether the end follows from the policy and is not announced.
    pub end_projected: bool,
    /// What comes next and when; nothing after the end of life.
    pub next: Option<(Phase, PartialDate)>,
}

/// Every known line of every runtime at a date, in the order of the data.
pub fn statuses(catalog: &Catalog, calendar: &Calendar, at: Date) -> Vec<LineStatus> {
    Runtime::ALL
        .iter()
        .flat_map(|runtime| catalog.release_lines(*runtime))
        .map(|line| status(line, calendar, at))
        .collect()
}

fn status(line: &ReleaseLine, calendar: &Calendar, at: Date) -> LineStatus {
    let known = calendar.lines(line.runtime).iter().find(|candidate| candidate.name == line.line);
    let announced = line.end_of_life;
    let end = announced.or_else(|| known.map(|line| PartialDate::day(line.end_of_life)));
    let ended = end.is_some_and(|end| end.last_day() <= at);
    let announced_next = line.next_after(at).map(|next| (next.phase, next.start));
    let next = announced_next.or(end.map(|end| (Phase::EndOfLife, end))).filter(|_| !ended);
    LineStatus {
        runtime: line.runtime,
        line: line.line.to_string(),
        phase: if ended { Phase::EndOfLife } else { line.phase_at(at) },
        end_of_life: end,
        days_left: end.map(|end| days_between(at, end.last_day())),
        end_projected: announced.is_none() && end.is_some(),
        next,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;

    use super::*;
    use crate::catalog::Precision;

    fn catalog() -> &'static Catalog {
        static CATALOG: LazyLock<Catalog> = LazyLock::new(Catalog::built_in);
        &CATALOG
    }

    fn calendar() -> &'static Calendar {
        static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::read(catalog()).unwrap());
        &CALENDAR
    }

    fn phase(runtime: &str, line: &str, at: Date) -> Phase {
        find(runtime, line, at).phase
    }

    fn find(runtime: &str, line: &str, at: Date) -> LineStatus {
        let all = statuses(catalog(), calendar(), at);
        all.into_iter().find(|one| one.runtime.name() == runtime && one.line == line).unwrap()
    }

    #[test]
    fn phases_follow_from_the_dates() {
        let all = |at, expected: &[(&str, &str, &str)]| {
            for (runtime, line, name) in expected {
                assert_eq!(phase(runtime, line, at).name(), *name, "{runtime} {line} on {at}");
            }
        };
        all(
            date(2026, 11, 22),
            &[
                ("node", "18", "end-of-life"),
                ("node", "19", "end-of-life"),
                ("node", "20", "end-of-life"),
                ("node", "21", "end-of-life"),
                ("node", "22", "maintenance"),
                ("node", "23", "end-of-life"),
                ("node", "24", "maintenance"),
                ("node", "25", "end-of-life"),
                ("node", "26", "active-lts"),
                ("node", "27", "alpha"),
                ("node", "28", "planned"),
                ("python", "3.9", "end-of-life"),
                ("python", "3.10", "end-of-life"),
                ("python", "3.11", "security"),
                ("python", "3.12", "security"),
                ("python", "3.13", "security"),
                ("python", "3.14", "bugfix"),
                ("python", "3.15", "bugfix"),
                ("python", "3.16", "planned"),
                ("go", "1.24", "end-of-life"),
                ("go", "1.25", "end-of-life"),
                ("go", "1.26", "supported"),
                ("go", "1.27", "supported"),
                ("deno", "2.5", "end-of-life"),
                ("deno", "2.9", "supported"),
                ("bun", "1.x", "supported"),
            ],
        );
        all(
            date(2026, 1, 12),
            &[
                ("node", "22", "maintenance"),
                ("node", "24", "active-lts"),
                ("node", "25", "current"),
                ("node", "26", "planned"),
                ("python", "3.10", "security"),
                ("python", "3.13", "bugfix"),
                ("python", "3.15", "planned"),
                ("go", "1.24", "supported"),
                ("go", "1.25", "supported"),
                ("go", "1.26", "planned"),
                ("deno", "2.5", "lts"),
            ],
        );
        all(
            date(2028, 1, 1),
            &[
                ("node", "22", "end-of-life"),
                ("node", "26", "maintenance"),
                ("node", "27", "lts"),
                ("node", "28", "alpha"),
                ("python", "3.14", "security"),
                ("python", "3.16", "bugfix"),
                ("go", "1.27", "end-of-life"),
            ],
        );
    }

    #[test]
    fn a_month_counts_as_its_last_day() {
        assert_eq!(phase("python", "3.10", date(2026, 10, 30)), Phase::Security);
        assert_eq!(phase("python", "3.10", date(2026, 10, 31)), Phase::EndOfLife);
        let python = find("python", "3.14", date(2026, 11, 22));
        assert_eq!(python.days_left, Some(1439));
        assert_eq!(python.end_of_life.unwrap().precision(), Precision::Month);
        let node = find("node", "28", date(2028, 4, 29));
        assert_eq!((node.phase, node.next.unwrap().0), (Phase::Alpha, Phase::Current));
        assert_eq!(phase("node", "28", date(2028, 4, 30)), Phase::Current);
    }

    #[test]
    fn the_next_phase_is_the_first_one_after_the_date() {
        let next =
            |runtime, line, at| find(runtime, line, at).next.map(|(phase, on)| (phase, on.to_string()));
        let at = date(2026, 11, 22);
        assert_eq!(next("node", "26", at), Some((Phase::Maintenance, "2027-10-20".to_owned())));
        assert_eq!(next("node", "24", at), Some((Phase::EndOfLife, "2028-04-30".to_owned())));
        assert_eq!(next("python", "3.15", at), Some((Phase::Security, "2028-10".to_owned())));
        assert_eq!(next("go", "1.27", at), Some((Phase::EndOfLife, "2027-08-19".to_owned())));
        assert_eq!(next("deno", "2.9", at), None);
        assert_eq!(next("node", "25", at), None);
        assert_eq!(next("node", "25", date(2026, 6, 1)), None);
    }

    #[test]
    fn only_ends_that_follow_from_the_policy_are_projected() {
        for status in statuses(catalog(), calendar(), date(2026, 11, 22)) {
            let policy = status.runtime == Runtime::Go && matches!(status.line.as_str(), "1.26" | "1.27");
            assert_eq!(status.end_projected, policy, "{} {}", status.runtime, status.line);
        }
    }

    #[test]
    fn a_line_is_over_on_the_day_of_its_end_of_life() {
        assert_eq!(phase("node", "22", date(2027, 4, 29)), Phase::Maintenance);
        assert_eq!(phase("node", "22", date(2027, 4, 30)), Phase::EndOfLife);
        assert_eq!(phase("go", "1.26", date(2027, 2, 9)), Phase::Supported);
        assert_eq!(phase("go", "1.26", date(2027, 2, 10)), Phase::EndOfLife);
    }
}
