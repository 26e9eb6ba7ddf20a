//! Release lines as bars on a time axis.

use jiff::Span;
use jiff::civil::Date;

use super::{find, ordered};
use crate::catalog::{PartialDate, Phase, Precision, Runtime};
use crate::model::cadence::{LineStatus, RunLine, days_between};
use crate::model::{Facts, Outlook};

/// The life of a release line.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose line it is.
    pub runtime: Runtime,
    /// What a person reads: `Node.js 26 Lithium`.
    pub label: String,
    /// What is said of it in order of time, without gaps.
    pub segments: Vec<Segment>,
    /// Whether a date of it is known to the month or the year only; the last day counts.
    pub month_precision: bool,
    /// Whether its end is not announced but follows from the policy.
    pub end_projected: bool,
}

/// A part of a line's life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Which one.
    pub part: Part,
    /// Its first day, days since 1970-01-01.
    pub from_day: f64,
    /// The first day after it, days since 1970-01-01.
    pub to_day: f64,
}

/// What is said of a line for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A phase that its publisher has announced, or that follows from the policy.
    Phase(Phase),
    /// Nothing: no end is stated, and nobody has seen the line since.
    NotStated,
    /// The whole line follows from the rhythm of releases.
    Projected,
}

impl Part {
    /// A word or two for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phase(phase) => phase.label(),
            Self::NotStated => "not stated",
            Self::Projected => "projected",
        }
    }
}

/// A bar for every line to run that nobody has announced, and for every known line: those that can be run, those to
/// come, those that are over. What is known of a line without a stated end lasts until it was last seen.
pub fn bars(facts: &Facts, outlook: &Outlook) -> Vec<Bar> {
    let run = outlook.releases.run.iter().filter_map(|(one, run)| Some((one.runtime, run.as_ref()?)));
    let projected = run.filter(|(_, run)| run.projected).map(|(runtime, run)| projected(runtime, run));
    projected.chain(ordered(outlook).filter_map(|(_, status)| bar(facts, outlook, status))).collect()
}

fn projected(runtime: Runtime, run: &RunLine) -> Bar {
    let (from_day, to_day) = (days_of(run.released), days_of(run.end_of_life));
    Bar {
        runtime,
        label: format!("{} {}", runtime.label(), run.line),
        segments: vec![Segment { part: Part::Projected, from_day, to_day }],
        month_precision: false,
        end_projected: true,
    }
}

fn bar(facts: &Facts, outlook: &Outlook, status: &LineStatus) -> Option<Bar> {
    let line = find(&facts.catalog, status.runtime, &status.line)?;
    let end = status.end_of_life.map(PartialDate::last_day);
    let seen = line.latest_date.map(PartialDate::last_day);
    let starts = line.phases.iter().map(|phase| (Part::Phase(phase.phase), phase.start.last_day()));
    let unknown = seen.filter(|_| end.is_none()).map(|seen| (Part::NotStated, seen));
    let as_of = outlook.inputs.as_of;
    let last = end.unwrap_or_else(|| seen.map_or(as_of, |seen| seen.max(as_of)));
    let parts: Vec<(Part, Date)> = starts.chain(unknown).collect();
    let ends = parts.iter().skip(1).map(|(_, start)| *start).chain([last]);
    let segments = parts
        .iter()
        .zip(ends)
        .map(|((part, start), end)| Segment { part: *part, from_day: days_of(*start), to_day: days_of(end) })
        .filter(|segment| segment.from_day < segment.to_day)
        .collect();
    let codename = line.codename.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
    let mut dates = line.phases.iter().map(|phase| phase.start).chain(line.released).chain(line.end_of_life);
    Some(Bar {
        runtime: line.runtime,
        label: format!("{} {}{codename}", line.runtime.label(), line.line),
        segments,
        month_precision: dates.any(|date| date.precision() != Precision::Day),
        end_projected: status.end_projected,
    })
}

/// The first day of the time axis's count.
const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970.
pub fn days_of(date: Date) -> f64 {
    f64::from(days_between(EPOCH, date))
}

/// The day on which so many days have gone by since 1970.
pub fn date_of(days: f64) -> Option<Date> {
    let days = i64::try_from(days.round() as i128).ok()?;
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::super::Stage;
    use super::*;

    #[test]
    fn phases_follow_each_other_to_the_end_of_life() {
        let (facts, outlook) = fixture::default();
        let bars = bars(&facts, &outlook);
        let node = bars.iter().find(|bar| bar.label == "Node.js 26 Lithium").unwrap();
        let day_of = |year, month, at| days_of(Date::constant(year, month, at));
        assert_eq!(
            node.segments,
            [
                Segment {
                    part: Part::Phase(Phase::Current),
                    from_day: day_of(2026, 5, 5),
                    to_day: day_of(2026, 10, 28)
                },
                Segment {
                    part: Part::Phase(Phase::ActiveLts),
                    from_day: day_of(2026, 10, 28),
                    to_day: day_of(2027, 10, 20)
                },
                Segment {
                    part: Part::Phase(Phase::Maintenance),
                    from_day: day_of(2027, 10, 20),
                    to_day: day_of(2029, 4, 30)
                },
            ]
        );
        assert!(!node.month_precision && !node.end_projected);
        let python = bars.iter().find(|bar| bar.label == "Python 3.14").unwrap();
        assert!(python.month_precision);
        assert!((python.segments[1].to_day - day_of(2030, 10, 31)).abs() < f64::EPSILON);
        assert!(bars.iter().find(|bar| bar.label == "Go 1.27").unwrap().end_projected);
    }

    #[test]
    fn a_line_is_drawn_as_known_until_it_was_last_seen() {
        let (facts, outlook) = fixture::outlook(&[("calendar.as_of", "2030-12-01")]);
        let bars = bars(&facts, &outlook);
        let deno = bars.iter().find(|bar| bar.label.starts_with("Deno")).unwrap();
        let [known, unknown] = deno.segments.as_slice() else { panic!("{deno:?}") };
        assert_eq!((known.part, unknown.part), (Part::Phase(Phase::Supported), Part::NotStated));
        assert!(known.to_day < days_of(Date::constant(2027, 1, 1)), "{known:?}");
        assert!((unknown.to_day - days_of(outlook.inputs.as_of)).abs() < f64::EPSILON);
    }

    #[test]
    fn a_line_to_run_that_nobody_has_announced_is_drawn_too() {
        let (facts, outlook) = fixture::outlook(&[("calendar.as_of", "2030-12-01")]);
        let run = outlook.releases.run.get(Runtime::Node).unwrap().as_ref().unwrap();
        assert!(run.projected, "{run:?}");
        let bars = bars(&facts, &outlook);
        assert_eq!(bars[0].label, format!("Node.js {}", run.line));
        let [life] = bars[0].segments.as_slice() else { panic!("{:?}", bars[0]) };
        assert!(life.from_day < days_of(outlook.inputs.as_of) && life.to_day > days_of(outlook.inputs.as_of));
    }

    #[test]
    fn bars_are_whole_whatever_the_date() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let bars = bars(facts, outlook);
            let projected = bars.iter().filter(|bar| bar.segments[0].part == Part::Projected).count();
            let runs = outlook.releases.run.iter().filter_map(|(_, run)| run.as_ref());
            assert_eq!(projected, runs.filter(|run| run.projected).count());
            let bars = &bars[projected..];
            assert_eq!(bars.len(), outlook.releases.lines.len());
            let count = |stage| {
                outlook.releases.lines.iter().filter(|status| Stage::of(status.phase) == stage).count()
            };
            let (running, rest) = bars.split_at(count(Stage::Running));
            let (to_come, over) = rest.split_at(count(Stage::ToCome));
            assert!([running, to_come, over].iter().all(|bars| bars.is_sorted_by_key(|bar| bar.runtime)));
            assert!(
                over.iter().all(|bar| bar.segments.last().unwrap().to_day <= days_of(outlook.inputs.as_of))
            );
            for bar in bars {
                assert!(!bar.segments.is_empty(), "{}", bar.label);
                for (one, next) in bar.segments.iter().zip(bar.segments.iter().skip(1)) {
                    assert!((one.to_day - next.from_day).abs() < f64::EPSILON, "{}", bar.label);
                }
            }
        });
    }
}
