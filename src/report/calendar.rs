//! The upgrade plan as iCalendar (RFC 5545), for the calendars that a team lives by.
//!
//! Written by hand: it takes folding and escaping and little else, while a crate for it brings another calendar
//! library, random identifiers and a clock. A test reads it back with such a crate.

use jiff::civil::Date;

use super::Subject;
use crate::catalog::{PartialDate, Phase, PhaseStart, Precision, ReleaseLine, Runtime};
use crate::model::Facts;
use crate::model::cadence::{Line, Upgrade, add_months};
use crate::quote::{misleads, shown};
use crate::scenario::registry::HORIZON_MONTHS;

/// How long before the day a calendar reminds of it, days: about one planning round.
const REMINDER_DAYS: u8 = 28;

/// The longest line, in bytes without its end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The plan of every runtime as all-day events up to its horizon: each upgrade, forced ones marked, the phases of the
/// lines that the plan uses, and the ends of life of these and of all that are out, one of which a team may still run.
/// None where no line is known to start from: a calendar must not be empty.
///
/// An event keeps its identity from one export of a scenario to the next, so that a calendar moves it instead of
/// showing it twice. There is no clock in it: the time stamp is the date of the scenario.
pub fn calendar(subject: Subject<'_>) -> Option<String> {
    let mut events: Vec<Event> =
        Runtime::CANDIDATES.into_iter().flat_map(|runtime| of_runtime(subject, runtime)).collect();
    if events.is_empty() {
        return None;
    }
    events.sort_by(|a, b| a.on.cmp(&b.on).then_with(|| a.uid.cmp(&b.uid)));
    let name = &subject.scenario.name;
    let mut out = Lines::default();
    out.raw("BEGIN:VCALENDAR");
    out.raw("VERSION:2.0");
    out.text("PRODID", concat!("-//runtime-explorer//runtime-explorer ", env!("CARGO_PKG_VERSION"), "//EN"));
    out.raw("CALSCALE:GREGORIAN");
    out.text("NAME", &format!("Upgrades: {name}"));
    // What calendars knew before the property had a standard.
    out.text("X-WR-CALNAME", &format!("Upgrades: {name}"));
    for event in &events {
        event.write(&mut out, subject.outlook.inputs.as_of);
    }
    out.raw("END:VCALENDAR");
    Some(out.0)
}

/// Something that happens on a day.
struct Event {
    uid: String,
    on: Date,
    summary: String,
    description: String,
    runtime: Runtime,
    kind: &'static str,
    /// Whether the day has not been announced: it follows from a rhythm or policy, or is the last one it may be.
    projected: bool,
}

impl Event {
    fn write(&self, out: &mut Lines, as_of: Date) {
        out.raw("BEGIN:VEVENT");
        out.text("UID", &self.uid);
        out.raw(&format!("DTSTAMP:{}T000000Z", as_of.strftime("%Y%m%d")));
        out.raw(&format!("DTSTART;VALUE=DATE:{}", self.on.strftime("%Y%m%d")));
        out.text("SUMMARY", &self.summary);
        out.text("DESCRIPTION", &self.description);
        out.raw(&format!("CATEGORIES:{},{}", escape(self.runtime.label()), self.kind));
        out.raw(if self.projected { "STATUS:TENTATIVE" } else { "STATUS:CONFIRMED" });
        out.raw("TRANSP:TRANSPARENT");
        out.raw("BEGIN:VALARM");
        out.raw("ACTION:DISPLAY");
        out.text("DESCRIPTION", &self.summary);
        out.raw(&format!("TRIGGER:-P{REMINDER_DAYS}D"));
        out.raw("END:VALARM");
        out.raw("END:VEVENT");
    }
}

fn of_runtime(subject: Subject<'_>, runtime: Runtime) -> Vec<Event> {
    let Subject { facts, scenario, outlook, .. } = subject;
    let releases = &outlook.releases;
    let upgrades = || releases.upgrades.iter().filter(move |upgrade| upgrade.runtime == runtime);
    let Some(start) = releases.run.get(runtime).and_then(Option::as_ref) else { return Vec::new() };
    let used: Vec<&str> =
        std::iter::once(start.line.as_str()).chain(upgrades().map(|upgrade| upgrade.to.as_str())).collect();
    let is_used = |name: &str| used.contains(&name);
    let inputs = &outlook.inputs;
    let horizon = add_months(inputs.as_of, inputs[HORIZON_MONTHS] as i32);
    let is_out = |line: &Line| !line.projected && line.released <= inputs.as_of;
    let ends = facts.calendar.lines(runtime).iter().filter(|line| is_used(&line.name) || is_out(line));
    let announced = facts.catalog.release_lines(runtime).filter(|line| is_used(&line.line));
    let listed = |name: &str| facts.catalog.release_lines(runtime).find(|line| line.line == *name);
    upgrades()
        .map(|one| upgrade(one, &scenario.name, is_certain(facts, one)))
        .chain(announced.flat_map(phases))
        .chain(ends.map(|line| end(runtime, line, listed(&line.name))))
        .filter(|event| (inputs.as_of..=horizon).contains(&event.on))
        .collect()
}

/// Whether the day of an upgrade has been announced: that on which the new line may be run, or where it is forced, the
/// end of life of the old one.
fn is_certain(facts: &Facts, upgrade: &Upgrade) -> bool {
    let Upgrade { runtime, from, to, forced, projected, .. } = upgrade;
    let is_day = |date: PartialDate| date.precision() == Precision::Day;
    let listed = |name: &str| facts.catalog.release_lines(*runtime).find(|line| line.line == *name);
    let lines = facts.calendar.lines(*runtime);
    if *forced {
        let is_announced = lines.iter().any(|line| line.name == *from && !line.end_projected);
        return is_announced && listed(from).and_then(|line| line.end_of_life).is_some_and(is_day);
    }
    let eligible = lines.iter().find(|line| line.name == *to).and_then(|line| line.eligible_from);
    let is_start = |date: &PartialDate| Some(date.last_day()) == eligible;
    let starts = |line: &ReleaseLine| {
        let mut dates = line.phases.iter().map(|phase| phase.start).chain(line.released);
        dates.find(is_start).is_some_and(is_day)
    };
    !projected && listed(to).is_some_and(starts)
}

fn upgrade(upgrade: &Upgrade, scenario: &str, is_certain: bool) -> Event {
    let Upgrade { runtime, on, from, to, forced, projected } = upgrade;
    let (mark, why) = if *forced {
        (" (forced)", "Forced: the end of life of the old line, less the margin, leaves no later day.")
    } else {
        ("", "Planned: from this day on the new line is the one to run, and the upgrade loop has passed.")
    };
    let new = match (*projected, is_certain) {
        (true, _) => " The new line is not announced yet: its day may move.",
        (false, false) => " The day that it goes by is not announced: it may move.",
        (false, true) => "",
    };
    Event {
        // Two scenarios may upgrade on different days.
        uid: format!("upgrade-{runtime}-{from}-{to}-{}@runtime-explorer", shown(scenario)),
        on: *on,
        summary: format!("{}: upgrade {from} → {to}{mark}", runtime.label()),
        description: format!("{why}{new} Scenario: {scenario}."),
        runtime: *runtime,
        kind: if *forced { "forced upgrade" } else { "planned upgrade" },
        projected: !is_certain,
    }
}

/// The beginnings of a line's phases from its release on.
fn phases(line: &ReleaseLine) -> impl Iterator<Item = Event> {
    let is_released = |phase: &&PhaseStart| !matches!(phase.phase, Phase::Planned | Phase::Alpha);
    line.phases.iter().filter(is_released).map(|phase| {
        let name = phase.phase.name();
        let is_announced = phase.start.precision() == Precision::Day;
        let known =
            if is_announced { "" } else { " The day is not announced: this is the last one it may be." };
        Event {
            uid: format!("phase-{}-{}-{name}@runtime-explorer", line.runtime, line.line),
            on: phase.start.last_day(),
            summary: format!("{} {}: {} phase begins", line.runtime.label(), line.line, phase.phase.label()),
            description: format!("A phase of a line that the upgrade plan uses.{known}"),
            runtime: line.runtime,
            kind: "phase",
            projected: !is_announced,
        }
    })
}

fn end(runtime: Runtime, line: &Line, listed: Option<&ReleaseLine>) -> Event {
    let stated = listed.and_then(|line| line.end_of_life);
    let is_day = stated.is_some_and(|date| date.precision() == Precision::Day);
    let known = if line.end_projected {
        " The day is not announced: it follows from the release policy."
    } else if is_day {
        ""
    } else {
        " The day is not announced: this is the last one it may be."
    };
    Event {
        uid: format!("phase-{runtime}-{}-{}@runtime-explorer", line.name, Phase::EndOfLife.name()),
        on: line.end_of_life,
        summary: format!("{} {}: end of life", runtime.label(), line.name),
        description: format!("From this day on the line gets nothing any more.{known}"),
        runtime,
        kind: "end of life",
        projected: line.end_projected || !is_day,
    }
}

/// Content lines, each folded and ended as the format wants it.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is a text.
    fn text(&mut self, name: &str, value: &str) {
        self.raw(&format!("{name}:{}", escape(value)));
    }

    /// A line as it is, in pieces that are short enough, none of which parts a character.
    fn raw(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// A text as the value of a property (RFC 5545, section 3.3.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if misleads(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Lines::default();
        out.text("SUMMARY", &"日".repeat(60));
        for line in out.0.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= LINE, "{} bytes", line.len());
        }
        assert_eq!(out.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "日".repeat(60)));
    }

    #[test]
    fn texts_cannot_end_their_line() {
        assert_eq!(escape("a,b;c\\d\ne\rf\u{202e}g"), "a\\,b\\;c\\\\d\\ne\u{fffd}f\u{fffd}g");
    }
}
