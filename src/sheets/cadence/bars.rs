//! Release lines as bars on a time axis.

use jiff::Span;
use jiff::civil::Date;

use super::{find, ordered};
use crate::catalog::{PartialDate, Phase, Precision, Runtime};
use crate::model::cadence::{LineStatus, days_between};
use crate::model::{Facts, Outlook};

/// The life of a release line.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Whose line it is.
    pub runtime: Runtime,
    /// What a person reads: `Node.js 26 Lithium`.
    pub label: String,
    /// Its phases in order of time, without gaps.
    pub segments: Vec<Segment>,
    /// Whether a date of it is known to the month or the year only; the last day counts.
    pub month_precision: bool,
    /// Whether its end is not announced but follows from the policy.
    pub end_projected: bool,
}

/// A phase of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// Which one.
    pub phase: Phase,
    /// Its first day, days since 1970-01-01.
    pub from_day: f64,
    /// The first day after it, days since 1970-01-01.
    pub to_day: f64,
}

/// A bar for every known line: those that can be run, those to come, those that are over. A line without a known end
/// lasts until the date, or until it was last seen.
pub fn bars(facts: &Facts, outlook: &Outlook) -> Vec<Bar> {
    ordered(outlook).filter_map(|(_, status)| bar(facts, outlook, status)).collect()
}

fn bar(facts: &Facts, outlook: &Outlook, status: &LineStatus) -> Option<Bar> {
    let line = find(&facts.catalog, status.runtime, &status.line)?;
    let seen =
        line.latest_date.map_or(outlook.inputs.as_of, |date| date.last_day().max(outlook.inputs.as_of));
    let end = status.end_of_life.map_or(seen, PartialDate::last_day);
    let ends = line.phases.iter().skip(1).map(|phase| phase.start.last_day()).chain([end]);
    let segments = line
        .phases
        .iter()
        .zip(ends)
        .map(|(phase, end)| Segment {
            phase: phase.phase,
            from_day: days_of(phase.start.last_day()),
            to_day: days_of(end),
        })
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
                Segment { phase: Phase::Current, from_day: day_of(2026, 5, 5), to_day: day_of(2026, 10, 28) },
                Segment {
                    phase: Phase::ActiveLts,
                    from_day: day_of(2026, 10, 28),
                    to_day: day_of(2027, 10, 20)
                },
                Segment {
                    phase: Phase::Maintenance,
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
    fn bars_are_whole_whatever_the_date() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let bars = bars(facts, outlook);
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
