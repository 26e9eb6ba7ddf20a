//! Release lines and the phases of their lives.

use toml::Spanned;
use toml::de::DeValue;

use super::benchmark::Runtime;
use super::date::{Date, PartialDate};
use super::fields::{CalendarDate, Fields, FileReader, FromToml, Kind, nested};
use super::figure::Confidence;
use super::packed::packed;
use super::problem::Place;
use super::shelf::Entry;
use super::text::Text;
use super::words::words;
use crate::quote::listed;

words! {
    /// A phase in the life of a release line.
    pub enum Phase: "phase" {
        Planned = "planned",
        Alpha = "alpha",
        Current = "current",
        ActiveLts = "active-lts",
        Lts = "lts",
        Maintenance = "maintenance",
        Bugfix = "bugfix",
        Security = "security",
        Supported = "supported",
        EndOfLife = "end-of-life",
    }
}

impl Phase {
    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ActiveLts => "active LTS",
            Self::Lts => "LTS",
            Self::EndOfLife => "end of life",
            other => other.name(),
        }
    }
}

/// The beginning of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseStart {
    /// What begins.
    pub phase: Phase,
    /// When, to the day or the month; a month counts from its last day on.
    pub start: PartialDate,
}

packed!(PhaseStart { phase, start });

impl FromToml for PhaseStart {
    fn from_toml(value: &Spanned<DeValue<'_>>, _: &str, file: &mut FileReader<'_>) -> Option<Self> {
        nested(value, "phases", file, |fields| {
            let phase = fields.required("phase");
            let start = fields.required("start");
            if phase == Some(Phase::EndOfLife) {
                let message = "the end of life is no phase to list; write `end_of_life = \"YYYY-MM-DD\"`";
                fields.problem("phase", message.to_owned());
            }
            let CalendarDate(start) = start?;
            Some(Self { phase: phase?, start })
        })
    }
}

/// A release line: Node.js 26, Python 3.14.
#[derive(Clone, Debug, PartialEq)]
pub struct ReleaseLine {
    /// The runtime it is a line of.
    pub runtime: Runtime,
    /// Its number: `26`, `3.14`.
    pub line: Text,
    /// Its code name.
    pub codename: Option<Text>,
    /// When its first stable release came or is to come.
    pub released: Option<PartialDate>,
    /// From when on it gets nothing any more.
    pub end_of_life: Option<PartialDate>,
    /// The beginnings of its phases, at least one, in order of time.
    pub phases: Vec<PhaseStart>,
    /// The latest patch release seen.
    pub latest: Option<Text>,
    /// When that came.
    pub latest_date: Option<PartialDate>,
    /// Whether it is supported for long.
    pub long_term: bool,
    /// The id of the source.
    pub source: Text,
    /// How well the dates are founded.
    pub confidence: Confidence,
    /// What else there is to say.
    pub note: Option<Text>,
    /// Where it stands.
    pub place: Place,
    key: Text,
}

packed!(ReleaseLine {
    runtime,
    line,
    codename,
    released,
    end_of_life,
    phases,
    latest,
    latest_date,
    long_term,
    source,
    confidence,
    note,
    place,
    key
});

impl ReleaseLine {
    /// The phase on a day: planned before the first phase begins, end-of-life from that date on.
    pub fn phase_at(&self, day: Date) -> Phase {
        if self.end_of_life.is_some_and(|end| end.last_day() <= day) {
            return Phase::EndOfLife;
        }
        let begun = self.phases.iter().rev().find(|phase| phase.start.last_day() <= day);
        begun.map_or(Phase::Planned, |phase| phase.phase)
    }

    /// What begins next after a day, the end of life included; nothing after that.
    pub fn next_after(&self, day: Date) -> Option<PhaseStart> {
        let end = self.end_of_life.map(|start| PhaseStart { phase: Phase::EndOfLife, start });
        self.phases.iter().copied().chain(end).find(|phase| phase.start.last_day() > day)
    }

    fn check_dates(&self, fields: &mut Fields<'_, '_, '_>) {
        for (earlier, later) in self.phases.iter().zip(self.phases.iter().skip(1)) {
            if later.start <= earlier.start {
                let message = format!(
                    "phase {} starts {}, not after {} on {}; list the phases in order of time",
                    later.phase, later.start, earlier.phase, earlier.start
                );
                fields.problem("phases", message);
            }
        }
        if let (Some(end), Some(last)) = (self.end_of_life, self.phases.last())
            && end < last.start
        {
            let message = format!(
                "`end_of_life` {end} is before phase {} starts on {}; correct one of them",
                last.phase, last.start
            );
            fields.problem("end_of_life", message);
        }
        if self.phases.is_empty() {
            let remedy = "list at least one { phase = \"…\", start = \"YYYY-MM-DD\" }";
            fields.problem("phases", format!("`phases` is empty; {remedy}"));
        }
    }
}

impl Entry for ReleaseLine {
    const KIND: Kind = Kind::ReleaseLine;

    fn key(&self) -> &str {
        &self.key
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let runtime: Option<Runtime> = fields.required("runtime");
        let line: Option<Text> = fields.required("line");
        let codename = fields.optional("codename");
        let released = fields.optional("released").map(|CalendarDate(date)| date);
        let end_of_life = fields.optional("end_of_life").map(|CalendarDate(date)| date);
        let phases = fields.required("phases");
        let latest = fields.optional("latest");
        let latest_date = fields.optional("latest_date").map(|CalendarDate(date)| date);
        let long_term = fields.required("long_term");
        let source = fields.reference(Kind::Source, "source");
        let confidence = fields.required("confidence");
        let note = fields.optional("note");
        if let Some(runtime) = runtime.filter(|runtime| !Runtime::RELEASED.contains(runtime)) {
            let released = listed(&Runtime::RELEASED.map(Runtime::name), "or");
            fields.problem("runtime", format!("a release line is of {released}, not {runtime}"));
        }
        let (runtime, line) = (runtime?, line?);
        let key = format!("{runtime} {line}").into();
        let line = Self {
            runtime,
            line,
            codename,
            released,
            end_of_life,
            phases: phases?,
            latest,
            latest_date,
            long_term: long_term?,
            source: source?,
            confidence: confidence?,
            note,
            place: fields.place(),
            key,
        };
        line.check_dates(fields);
        Some(line)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Catalog;
    use super::*;

    fn lines() -> Catalog {
        let source = "[[source]]\nid = 's'\npublisher = 'P'\ntitle = 'T'\nurl = 'u'\npublished = '2026'\n";
        let line = |line: &str, dates: &str| {
            format!(
                "[[release_line]]\nruntime = 'node'\nline = '{line}'\nlong_term = true\nsource = 's'\n\
                 confidence = 'primary'\n{dates}\n"
            )
        };
        let text = [
            source.to_owned(),
            line(
                "26",
                "end_of_life = '2029-04'\nphases = [{ phase = 'current', start = '2026-05-05' }, \
                 { phase = 'active-lts', start = '2026-10-28' }, { phase = 'maintenance', start = '2027-10' }]",
            ),
            line("9", "phases = [{ phase = 'current', start = '2017-10-31' }]"),
        ]
        .concat();
        Catalog::from_texts(&[("fixture.toml", text.as_str())]).unwrap()
    }

    #[test]
    fn phases_follow_the_calendar_to_the_day() {
        let catalog = lines();
        let line = catalog.release_lines(Runtime::Node).nth(1).unwrap();
        assert_eq!(line.line, "26", "oldest first, whatever the order in the file");
        for (day, phase) in [
            (date(2026, 5, 4), Phase::Planned),
            (date(2026, 5, 5), Phase::Current),
            (date(2026, 10, 27), Phase::Current),
            (date(2026, 10, 28), Phase::ActiveLts),
            (date(2027, 10, 30), Phase::ActiveLts),
            (date(2027, 10, 31), Phase::Maintenance),
            (date(2029, 4, 29), Phase::Maintenance),
            (date(2029, 4, 30), Phase::EndOfLife),
            (date(2400, 1, 1), Phase::EndOfLife),
        ] {
            assert_eq!(line.phase_at(day), phase, "{day}");
        }
    }

    #[test]
    fn the_next_phase_is_the_first_to_begin_later() {
        let catalog = lines();
        let mut lines = catalog.release_lines(Runtime::Node);
        let (nine, line) = (lines.next().unwrap(), lines.next().unwrap());
        for (day, next) in [
            (date(2026, 1, 1), Some((Phase::Current, "2026-05-05"))),
            (date(2026, 11, 22), Some((Phase::Maintenance, "2027-10"))),
            (date(2027, 10, 31), Some((Phase::EndOfLife, "2029-04"))),
            (date(2029, 4, 30), None),
        ] {
            let next_after = line.next_after(day).map(|next| (next.phase, next.start.to_string()));
            assert_eq!(next_after, next.map(|(phase, start)| (phase, start.to_owned())), "{day}");
        }
        assert_eq!(nine.phase_at(date(2400, 1, 1)), Phase::Current, "no end of life known");
    }
}
