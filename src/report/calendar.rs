//! The upgrade plan as iCalendar (RFC 5545), for the calendar of the team.
//!
//! The crates that write iCalendar stamp events with the clock and number them at random; here the same plan is the
//! same bytes, so that importing it again updates what is there. A test reads it with a parser of others.

use std::fmt::Write;

use jiff::civil::Date;

use super::{Subject, printable};
use crate::catalog::Runtime;
use crate::model::cadence::Upgrade;
use crate::notation;
use crate::scenario::registry::{MARGIN_MONTHS, SETTLE_MONTHS};

/// Octets of a line, without its end, before it must be folded.
const LINE: usize = 75;
/// Days before an upgrade on which a reminder comes.
const REMINDER_DAYS: u32 = 14;

/// An event of a whole day.
struct Event {
    uid: String,
    on: Date,
    summary: String,
    description: String,
    category: &'static str,
}

/// Upgrades over the horizon, and the ends of life of the lines that the plan runs, as events of whole days.
pub fn calendar(subject: Subject<'_>) -> String {
    let mut events: Vec<Event> = subject
        .outlook
        .releases
        .upgrades
        .iter()
        .map(|upgrade| upgrade_event(subject, upgrade))
        .chain(end_events(subject))
        .collect();
    events.sort_by(|a, b| (a.on, &a.uid).cmp(&(b.on, &b.uid)));

    let mut out = String::new();
    let name = format!("Runtime upgrades: {}", subject.scenario.name);
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        concat!("PRODID:-//runtime-explorer//", env!("CARGO_PKG_VERSION"), "//EN"),
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        fold(&mut out, line);
    }
    fold(&mut out, &format!("X-WR-CALNAME:{}", text(&name)));
    for event in &events {
        write_event(&mut out, event, subject.outlook.inputs.as_of);
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn upgrade_event(subject: Subject<'_>, upgrade: &Upgrade) -> Event {
    let Upgrade { runtime, on, from, to, forced, projected } = upgrade;
    let inputs = &subject.outlook.inputs;
    let mut description = if *forced {
        format!(
            "Forced: {} {from} ends before the next turn of the {}-month loop; {} months are kept before the end.",
            runtime.label(),
            notation::plain(subject.facts.calendar.loop_months()),
            notation::plain(inputs[MARGIN_MONTHS])
        )
    } else {
        format!(
            "Planned: a turn of the {}-month loop; {to} is the line to run by then, {} months after it could be chosen.",
            notation::plain(subject.facts.calendar.loop_months()),
            notation::plain(inputs[SETTLE_MONTHS])
        )
    };
    if *projected {
        let _ =
            write!(description, " {to} is not announced yet: its dates follow from the rhythm of releases.");
    }
    Event {
        uid: format!("upgrade-{}-{from}-{to}", runtime.name()),
        on: *on,
        summary: format!("{} {from} → {to}{}", runtime.label(), if *forced { " (forced)" } else { "" }),
        description,
        category: if *forced { "Forced upgrade" } else { "Planned upgrade" },
    }
}

/// The ends of life of the lines that are run now or taken by an upgrade, as far as the horizon has them.
fn end_events(subject: Subject<'_>) -> impl Iterator<Item = Event> {
    let outlook = subject.outlook;
    let used = |runtime: Runtime, line: &str| {
        let runs =
            outlook.releases.run.get(runtime).and_then(Option::as_ref).is_some_and(|run| run.line == line);
        let taken = outlook.releases.upgrades.iter().any(|one| one.runtime == runtime && one.to == line);
        runs || taken
    };
    outlook.releases.lines.iter().filter(move |status| used(status.runtime, &status.line)).filter_map(
        |status| {
            let end = status.end_of_life?;
            let label = status.runtime.label();
            let why = if status.end_projected {
                "Not announced: it follows from the policy of the publisher."
            } else {
                "As announced by the publisher."
            };
            Some(Event {
                uid: format!("end-{}-{}", status.runtime.name(), status.line),
                on: end.last_day(),
                summary: format!("{label} {}: end of life", status.line),
                description: format!("{why} From then on the line gets no fixes."),
                category: "End of life",
            })
        },
    )
}

fn write_event(out: &mut String, event: &Event, stamp: Date) {
    let next = event.on.tomorrow().unwrap_or(event.on);
    for line in [
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}@runtime-explorer", text(&event.uid)),
        format!("DTSTAMP:{}T000000Z", stamp.strftime("%Y%m%d")),
        format!("DTSTART;VALUE=DATE:{}", event.on.strftime("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")),
        format!("SUMMARY:{}", text(&event.summary)),
        format!("DESCRIPTION:{}", text(&event.description)),
        format!("CATEGORIES:{}", text(event.category)),
        "TRANSP:TRANSPARENT".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        format!("DESCRIPTION:{}", text(&event.summary)),
        format!("TRIGGER:-P{REMINDER_DAYS}D"),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
    ] {
        fold(out, &line);
    }
}

/// A text as a value of a property.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line with its end, broken between characters where it is too long; what goes on begins with a space.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::analysis::Analysis;
    use crate::model::{Facts, evaluate};
    use crate::scenario::{Scenario, assignment};
    use calcard::Entry;
    use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty, ICalendarValue};
    use jiff::civil::date;

    fn written(name: &str, inputs: &[&str]) -> (String, crate::model::Outlook) {
        let facts = Facts::new(crate::catalog::Catalog::built_in().unwrap()).unwrap();
        let mut scenario = Scenario::new(name, date(2026, 11, 22));
        assignment::assign(&facts.definitions, &mut scenario, inputs.iter().copied()).unwrap();
        let outlook = evaluate(&facts, &scenario);
        let analysis = Analysis::default();
        let subject = Subject { facts: &facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
        (calendar(subject), outlook)
    }

    fn parsed(text: &str) -> ICalendar {
        match calcard::Parser::new(text).entry() {
            Entry::ICalendar(calendar) => calendar,
            other => panic!("{other:?}"),
        }
    }

    fn values(calendar: &ICalendar, wanted: &ICalendarProperty) -> Vec<ICalendarValue> {
        let events =
            calendar.components.iter().filter(|one| one.component_type == ICalendarComponentType::VEvent);
        events
            .flat_map(|event| event.entries.iter().filter(|entry| entry.name == *wanted))
            .flat_map(|entry| entry.values.clone())
            .collect()
    }

    #[test]
    fn another_program_reads_every_upgrade_on_its_day() {
        let (text, outlook) = written("Checkout, \u{1b}[2J 日本; v2", &["calendar.horizon_months=60"]);
        let calendar = parsed(&text);
        let summaries: Vec<String> = values(&calendar, &ICalendarProperty::Summary)
            .into_iter()
            .map(|value| value.into_text().unwrap().into_owned())
            .collect();
        let days: Vec<Date> = values(&calendar, &ICalendarProperty::Dtstart)
            .into_iter()
            .map(|value| {
                let ICalendarValue::PartialDateTime(day) = value else { panic!("{value:?}") };
                assert_eq!(day.hour, None, "all day long");
                date(
                    day.year.unwrap().cast_signed(),
                    day.month.unwrap().cast_signed(),
                    day.day.unwrap().cast_signed(),
                )
            })
            .collect();
        assert_eq!(summaries.len(), days.len());
        assert!(!outlook.releases.upgrades.is_empty());
        for upgrade in &outlook.releases.upgrades {
            let forced = if upgrade.forced { " (forced)" } else { "" };
            let summary = format!("{} {} → {}{forced}", upgrade.runtime.label(), upgrade.from, upgrade.to);
            let position = summaries.iter().position(|one| *one == summary).expect(&summary);
            assert_eq!(days[position], upgrade.on, "{summary}");
        }
        assert!(summaries.contains(&"Node.js 26: end of life".to_owned()), "{summaries:?}");
        let mut uids: Vec<String> = values(&calendar, &ICalendarProperty::Uid)
            .into_iter()
            .map(|uid| uid.into_text().unwrap().into_owned())
            .collect();
        let count = uids.len();
        uids.sort();
        uids.dedup();
        assert_eq!(
            (uids.len(), count),
            (summaries.len(), summaries.len()),
            "every event has an id of its own"
        );
    }

    #[test]
    fn lines_are_as_long_as_the_standard_allows_and_nothing_steers_a_terminal() {
        let (text, _) = written(&"日本, ".repeat(60), &[]);
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        for line in text.split("\r\n") {
            assert!(line.len() <= LINE && !line.contains(['\n', '\r', '\u{1b}']), "{line:?}");
        }
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&"日本\\, ".repeat(60)));
    }

    #[test]
    fn the_same_plan_is_the_same_bytes() {
        assert_eq!(written("a", &[]).0, written("a", &[]).0);
    }
}
