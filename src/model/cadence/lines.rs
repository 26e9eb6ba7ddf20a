//! Release lines with their dates as days, and those that the rhythm of releases lets expect.

use super::{Line, add_months};
use crate::catalog::{Catalog, PartialDate, Phase, PhaseStart, Runtime};

/// How far beyond the last known line lines are projected, months: a plan that starts within some years of today and
/// looks ten years ahead.
const PROJECTED_MONTHS: i32 = 16 * 12;

/// How a runtime releases, for projecting beyond what is announced.
pub(super) struct Rhythm {
    /// Months from one line to the next.
    pub(super) every: i32,
    /// Months from release to the window in which a line may be run.
    pub(super) eligible_after: i32,
    /// Months from release to end of life.
    pub(super) supported_for: i32,
}

/// The lines of a runtime, oldest first, projected ones last.
pub(super) fn read(catalog: &Catalog, runtime: Runtime, rhythm: &Rhythm) -> Vec<Line> {
    let mut lines: Vec<Line> = catalog
        .release_lines(runtime)
        .filter_map(|line| {
            let released = line.released?.last_day();
            let window = |phase: &PhaseStart| {
                matches!(phase.phase, Phase::ActiveLts | Phase::Lts | Phase::Maintenance)
            };
            let eligible_from = if runtime != Runtime::Node {
                Some(released)
            } else if line.long_term {
                line.phases.iter().find(|phase| window(phase)).map(|phase| phase.start.last_day())
            } else {
                None
            };
            Some(Line {
                name: line.line.to_string(),
                released,
                eligible_from,
                end_of_life: line
                    .end_of_life
                    .map_or_else(|| add_months(released, rhythm.supported_for), PartialDate::last_day),
                end_projected: line.end_of_life.is_none(),
                projected: false,
            })
        })
        .collect();
    lines.sort_by_key(|line| line.released);
    project(&mut lines, rhythm);
    lines
}

/// Adds lines that are not announced yet, at the rhythm of the runtime.
fn project(lines: &mut Vec<Line>, rhythm: &Rhythm) {
    let Some(last) = lines.last().cloned() else { return };
    let (prefix, number) = last.name.rsplit_once('.').unwrap_or(("", last.name.as_str()));
    let Ok(number) = number.parse::<u32>() else { return };
    let every = rhythm.every.max(1);
    for (months, step) in (every..=PROJECTED_MONTHS).step_by(every as usize).zip(1..) {
        let Some(next) = number.checked_add(step) else { return };
        let released = add_months(last.released, months);
        lines.push(Line {
            name: if prefix.is_empty() { next.to_string() } else { format!("{prefix}.{next}") },
            released,
            eligible_from: Some(add_months(released, rhythm.eligible_after)),
            end_of_life: add_months(released, rhythm.supported_for),
            end_projected: true,
            projected: true,
        });
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn line(name: &str, released: jiff::civil::Date) -> Line {
        Line {
            name: name.to_owned(),
            released,
            eligible_from: Some(released),
            end_of_life: add_months(released, 12),
            end_projected: false,
            projected: false,
        }
    }

    fn names(last: Line, rhythm: &Rhythm) -> Vec<String> {
        let mut lines = vec![last];
        project(&mut lines, rhythm);
        lines.into_iter().skip(1).map(|line| line.name).collect()
    }

    #[test]
    fn lines_are_expected_at_the_rhythm_of_the_known_ones() {
        let mut lines = vec![line("3.16", date(2027, 10, 6))];
        project(&mut lines, &Rhythm { every: 12, eligible_after: 6, supported_for: 60 });
        assert_eq!(lines.len(), 17);
        let next = &lines[1];
        assert_eq!((next.name.as_str(), next.released), ("3.17", date(2028, 10, 6)));
        assert_eq!((next.eligible_from, next.end_of_life), (Some(date(2029, 4, 6)), date(2033, 10, 6)));
        assert!(next.projected && next.end_projected);
    }

    #[test]
    fn odd_rhythms_and_names_end_the_projection() {
        let rhythm = |every| Rhythm { every, eligible_after: i32::MAX, supported_for: i32::MIN };
        assert_eq!(names(line("27", date(2027, 4, 22)), &rhythm(0)).len(), 192);
        assert_eq!(names(line("27", date(2027, 4, 22)), &rhythm(i32::MIN)).len(), 192);
        assert!(names(line("27", date(2027, 4, 22)), &rhythm(i32::MAX)).is_empty());
        assert_eq!(names(line("27", date(9999, 12, 31)), &rhythm(12)).len(), 16);
        assert!(names(line("next", date(2027, 4, 22)), &rhythm(12)).is_empty());
        assert_eq!(names(line("4294967294", date(2027, 4, 22)), &rhythm(12)), ["4294967295"]);
    }
}
