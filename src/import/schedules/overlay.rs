//! What a schedule changes about the known release lines, and that as an overlay of them.

use std::fmt;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, value};

use super::line::{Latest, rank};
use super::{End, Form, Line, Schedule};
use crate::catalog::{Catalog, Date, PartialDate, Phase, PhaseStart, ReleaseLine, Runtime};
use crate::quote::harmless;

/// How a file that [`Update::overlay`] made begins.
pub const MARK: &str = "# Made by `runtime-explorer import`";

/// A schedule held against the lines that are known.
#[derive(Clone, Debug)]
pub struct Update<'a> {
    schedule: &'a Schedule,
    entries: Vec<Entry>,
    left_out: Vec<LeftOut>,
    /// Lines that are known and in the file.
    known: usize,
}

/// One value that the schedule changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The line: `26`.
    pub line: String,
    /// The phase whose beginning it is, or `codename`, `latest`.
    pub what: &'static str,
    /// As it is known; `None` where it is new.
    pub known: Option<String>,
    /// As the schedule has it; `None` where it is no more.
    pub new: Option<String>,
}

/// A line of the schedule that does not become part of the overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line: `0.10`.
    pub line: String,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why a line does not become part of the overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It differs in nothing from the known one.
    Same,
    /// It is older than all known ones.
    Old,
    /// It has ended, and neither the file nor the known lines say when.
    EndUnknown,
}

impl fmt::Display for WhyLeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "as it is known",
            Self::Old => "older than all known lines",
            Self::EndUnknown => "ended on an unknown day",
        })
    }
}

/// A line with what the file does not say added from what is known.
#[derive(Clone, Debug)]
struct Entry {
    name: String,
    codename: Option<String>,
    released: PartialDate,
    end_of_life: Option<PartialDate>,
    phases: Vec<PhaseStart>,
    latest: Option<Latest>,
    long_term: bool,
    /// Dates that the file does not have and that were known.
    kept: Vec<String>,
    /// Whether the end of life follows from the release policy.
    ends_by_policy: bool,
    changes: Vec<Change>,
}

impl<'a> Update<'a> {
    /// Holds a schedule against a catalog.
    ///
    /// What the file does not say stays as known: code names, patch releases, phases and ends of life without a date.
    /// Where nobody says when a line of Go ends, its policy does: when the second newer line comes. Lines that differ
    /// in nothing, and those older than all known ones, are left out.
    pub fn new(schedule: &'a Schedule, known: &Catalog) -> Self {
        let runtime = schedule.runtime;
        let oldest = known.release_lines(runtime).map(|line| rank(&line.line)).min();
        let releases = releases(schedule, known);
        let mut update = Self { schedule, entries: Vec::new(), left_out: Vec::new(), known: 0 };
        for line in &schedule.lines {
            let mut leave = |why| update.left_out.push(LeftOut { line: line.name.clone(), why });
            let of_same_name = known.release_lines(runtime).find(|known| known.line == line.name);
            update.known += usize::from(of_same_name.is_some());
            if of_same_name.is_none() && oldest.as_ref().is_some_and(|oldest| rank(&line.name) < *oldest) {
                leave(WhyLeftOut::Old);
                continue;
            }
            match complete(line, of_same_name, policy_end(runtime, line, &releases)) {
                None => leave(WhyLeftOut::EndUnknown),
                Some(entry) if entry.changes.is_empty() => leave(WhyLeftOut::Same),
                Some(entry) => update.entries.push(entry),
            }
        }
        update
    }

    /// Every value that changes, line by line, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.entries.iter().flat_map(|entry| &entry.changes)
    }

    /// The lines of the file that do not become part of the overlay.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// How many lines of the file are known: none, where it was taken for that of another runtime.
    pub const fn known_lines(&self) -> usize {
        self.known
    }

    /// A data file for `--data`, to be laid over the lines that it was held against.
    ///
    /// `retrieved` is the day of the import; it dates the source where the file does not.
    pub fn overlay(&self, retrieved: Date) -> String {
        let mut document = DocumentMut::new();
        let mut sources = ArrayOfTables::new();
        sources.push(self.source(retrieved));
        document.insert("source", Item::ArrayOfTables(sources));
        let mut lines = ArrayOfTables::new();
        for entry in &self.entries {
            lines.push(self.line(entry, retrieved));
        }
        if !lines.is_empty() {
            document.insert("release_line", Item::ArrayOfTables(lines));
        }
        document.to_string()
    }

    fn source(&self, retrieved: Date) -> Table {
        let Schedule { file, runtime, source, form, .. } = self.schedule;
        let (file, label) = (harmless(file), runtime.label());
        let asked =
            if *form == Form::EndOfLifeList { format!(" --runtime {runtime}") } else { String::new() };
        let nothing =
            if self.entries.is_empty() { "#\n# Nothing differs from the built-in lines.\n" } else { "" };
        let mut table = Table::new();
        table.decor_mut().set_prefix(format!(
            "{MARK} on {retrieved}. The next import makes it anew: put\n# changes of your own into another file.\n\
             #\n# Release lines of {label} where they differ from the built-in ones; all others stay.\n\
             # Read as {}. To make it and to use it:\n#\n\
             #     runtime-explorer import {file}{asked} --into DIRECTORY\n\
             #     runtime-explorer --data DIRECTORY\n{nothing}\n",
            form.name()
        ));
        table.insert("id", value(&source.id));
        table.insert("publisher", value(source.publisher));
        table.insert("title", value(&source.title));
        table.insert("url", value(&source.url));
        let published = source.published.unwrap_or(PartialDate::day(retrieved));
        table.insert("published", value(published.to_string()));
        let dated = if source.published.is_some() { "" } else { " The file has no date of its own." };
        table.insert("note", value(format!("Imported on {retrieved}.{dated}")));
        table
    }

    fn line(&self, entry: &Entry, retrieved: Date) -> Table {
        let Schedule { runtime, source, .. } = self.schedule;
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        table.insert("runtime", value(runtime.name()));
        table.insert("line", value(&entry.name));
        if let Some(codename) = &entry.codename {
            table.insert("codename", value(codename));
        }
        table.insert("released", value(entry.released.to_string()));
        if let Some(end) = entry.end_of_life {
            table.insert("end_of_life", value(end.to_string()));
        }
        let phases: Array = entry.phases.iter().copied().map(phase).collect();
        table.insert("phases", value(phases));
        if let Some(latest) = &entry.latest {
            table.insert("latest", value(&latest.version));
            if let Some(date) = latest.date {
                table.insert("latest_date", value(date.to_string()));
            }
        }
        table.insert("long_term", value(entry.long_term));
        table.insert("source", value(&source.id));
        table.insert("confidence", value(source.confidence.name()));
        let planned = (entry.released.last_day() > retrieved).then(|| "Planned.".to_owned());
        let by_policy = entry.ends_by_policy.then(|| "Its end follows from the release policy.".to_owned());
        let kept = (!entry.kept.is_empty())
            .then(|| format!("Not in the file, and kept as known: {}.", entry.kept.join(", ")));
        let note: Vec<String> = [planned, by_policy, kept].into_iter().flatten().collect();
        if !note.is_empty() {
            table.insert("note", value(note.join(" ")));
        }
        table
    }
}

fn phase(of: PhaseStart) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("phase", of.phase.name().into());
    table.insert("start", of.start.to_string().into());
    table
}

/// All releases that are known or in the file, oldest version first.
fn releases(schedule: &Schedule, known: &Catalog) -> Vec<(Vec<u16>, PartialDate)> {
    let listed = schedule.lines.iter().map(|line| (rank(&line.name), line.released));
    let others = known
        .release_lines(schedule.runtime)
        .filter(|known| schedule.lines.iter().all(|line| line.name != known.line))
        .filter_map(|known| Some((rank(&known.line), known.released?)));
    let mut releases: Vec<_> = listed.chain(others).collect();
    releases.sort();
    releases
}

/// The end of a line of Go by its policy: support ends when there are two newer ones.
fn policy_end(runtime: Runtime, line: &Line, releases: &[(Vec<u16>, PartialDate)]) -> Option<PartialDate> {
    let rank = rank(&line.name);
    let second = releases.iter().filter(|(other, _)| *other > rank).nth(1)?;
    (runtime == Runtime::Go).then_some(second.1)
}

/// The line as the overlay has it; nothing where it ended and nobody knows when.
fn complete(line: &Line, known: Option<&ReleaseLine>, policy_end: Option<PartialDate>) -> Option<Entry> {
    let mut kept = Vec::new();
    // What is known of the end, and what the policy says, give way to what the file says of the line before its end.
    let begun = line.phases.last().map(|phase| phase.start);
    let possible = |end: &PartialDate| begun.is_none_or(|begun| begun < *end);
    let known_end = known.and_then(|known| known.end_of_life).filter(possible);
    let policy_end = policy_end.filter(possible);
    let end_of_life = line.end.date().or(known_end).or(policy_end);
    if line.end == End::Passed && end_of_life.is_none() {
        return None;
    }
    if line.end.date().is_none() {
        kept.extend(known_end.map(|end| format!("end of life on {end}")));
    }
    let mut phases = line.phases.clone();
    for phase in known.map_or(&[][..], |known| &known.phases) {
        if line.unsaid.contains(&phase.phase) && insert(&mut phases, *phase, end_of_life) {
            kept.push(format!("{} from {}", phase.phase, phase.start));
        }
    }
    // With maintenance behind it, the long-term phase is the active one of two.
    if phases.iter().any(|phase| phase.phase == Phase::Maintenance)
        && let Some(lts) = phases.iter_mut().find(|phase| phase.phase == Phase::Lts)
    {
        lts.phase = Phase::ActiveLts;
    }
    let codename = line.codename.clone().or_else(|| known?.codename.as_ref().map(String::from));
    let has_lts = phases.iter().any(|phase| matches!(phase.phase, Phase::ActiveLts | Phase::Lts));
    let mut entry = Entry {
        name: line.name.clone(),
        codename,
        released: line.released,
        end_of_life,
        phases,
        latest: latest(line, known),
        long_term: line.long_term.unwrap_or(has_lts),
        kept,
        ends_by_policy: line.end.date().or(known_end).is_none() && policy_end.is_some(),
        changes: Vec::new(),
    };
    entry.changes = changes(&entry, known);
    Some(entry)
}

/// Puts a phase among others where it fits in the order of life and of time.
fn insert(phases: &mut Vec<PhaseStart>, phase: PhaseStart, end: Option<PartialDate>) -> bool {
    let position = phases.iter().filter(|other| other.phase < phase.phase).count();
    let before = position.checked_sub(1).and_then(|before| phases.get(before));
    let fits = before.is_none_or(|before| before.start < phase.start)
        && phases.get(position).is_none_or(|after| phase.start < after.start && phase.phase != after.phase)
        && end.is_none_or(|end| phase.start < end);
    if fits {
        phases.insert(position, phase);
    }
    fits
}

/// The newer of the patch releases that the file and the known line have.
fn latest(line: &Line, known: Option<&ReleaseLine>) -> Option<Latest> {
    let kept = known.and_then(|known| {
        Some(Latest { version: known.latest.as_ref()?.to_string(), date: known.latest_date })
    });
    match (&line.latest, kept) {
        (Some(new), Some(kept)) if numbers(&new.version) <= numbers(&kept.version) => Some(kept),
        (new, kept) => new.clone().or(kept),
    }
}

/// The numbers that a version begins with.
fn numbers(version: &str) -> Vec<u64> {
    version.split('.').map_while(|part| part.parse().ok()).collect()
}

/// What an entry changes. Dates that count as the same day are the same.
fn changes(entry: &Entry, known: Option<&ReleaseLine>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut note = |what, known: Option<String>, new: Option<String>| {
        changes.push(Change { line: entry.name.clone(), what, known, new });
    };
    for phase in Phase::ALL {
        let start =
            |phases: &[PhaseStart]| phases.iter().find(|own| own.phase == *phase).map(|own| own.start);
        let (before, after) = match phase {
            Phase::EndOfLife => (known.and_then(|known| known.end_of_life), entry.end_of_life),
            _ => (known.and_then(|known| start(&known.phases)), start(&entry.phases)),
        };
        if before.map(PartialDate::last_day) != after.map(PartialDate::last_day) {
            note(phase.name(), before.map(|date| date.to_string()), after.map(|date| date.to_string()));
        }
    }
    let codename = known.and_then(|known| known.codename.as_ref().map(String::from));
    if codename != entry.codename {
        note("codename", codename, entry.codename.clone());
    }
    let version = known.and_then(|known| known.latest.as_ref().map(String::from));
    let latest = entry.latest.as_ref().map(|latest| latest.version.clone());
    if version != latest {
        note("latest", version, latest);
    }
    changes
}
