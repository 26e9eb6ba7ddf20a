//! Release cadence: every line at the date, the one to run, and the upgrades over the horizon.

mod bars;
mod lines;
mod run;
mod upgrades;

pub use bars::{Bar, Part, Segment, bars, date_of, days_of};

use super::{Sheet, Tone};
use crate::catalog::{Catalog, Phase, ReleaseLine, Runtime, named};
use crate::model::cadence::LineStatus;
use crate::model::{Alternative, Facts, Outlook};

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    vec![lines::sheet(facts, outlook), run::sheet(facts, outlook), upgrades::sheet(facts, outlook)]
}

/// The lines with their positions in the data, by runtime and then by age: those that can be run, then those to come,
/// and those that are over last, since nobody chooses among them.
fn ordered(outlook: &Outlook) -> impl Iterator<Item = (usize, &LineStatus)> {
    let of = |stage: Stage| {
        let lines = outlook.releases.lines.iter().enumerate();
        lines.filter(move |(_, status)| Stage::of(status.phase) == stage)
    };
    [Stage::Running, Stage::ToCome, Stage::Over].into_iter().flat_map(of)
}

/// How a release line counts when one is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Running,
    ToCome,
    Over,
}

impl Stage {
    const fn of(phase: Phase) -> Self {
        match phase {
            Phase::Alpha | Phase::Planned => Self::ToCome,
            Phase::EndOfLife => Self::Over,
            Phase::Current
            | Phase::ActiveLts
            | Phase::Lts
            | Phase::Maintenance
            | Phase::Bugfix
            | Phase::Security
            | Phase::Supported => Self::Running,
        }
    }
}

/// A runtime that can carry a service wears the colour of its alternative.
fn tone(runtime: Runtime) -> Tone {
    Alternative::alone(runtime).map_or(Tone::Muted, Tone::Alternative)
}

/// The line as the catalog has it.
fn find<'a>(catalog: &'a Catalog, runtime: Runtime, name: &str) -> Option<&'a ReleaseLine> {
    catalog.release_lines(runtime).find(|line| line.line == name)
}

/// Where the dates of a line come from, what else the data say about it, and what the article does, with its verdict.
fn vouch(catalog: &Catalog, line: &ReleaseLine) -> String {
    let source = catalog.source(&line.source).map_or_else(
        || line.source.to_string(),
        |source| format!("{}, {} ({}), {}", source.publisher, source.title, source.published, source.url),
    );
    let note = line.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
    let says: Vec<String> = catalog
        .claims_about(line)
        .map(|claim| {
            format!(" The article says: {} {} is {}: {}", claim.says, claim.id, claim.verdict, claim.finding)
        })
        .collect();
    format!("Dates: {source}; confidence {}.{note}{}", line.confidence, says.concat())
}

/// The figures that a projected end follows from.
fn policy_figure(runtime: Runtime) -> String {
    named::of(named::RHYTHM_EACH_SUPPORTED_MONTHS, runtime.name())
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;
    use crate::sheets::SheetId;

    #[test]
    fn sheets_are_whole_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(ids, [SheetId::Lines, SheetId::Run, SheetId::Upgrades]);
            fixture::check(facts, &sheets);
        });
    }

    #[test]
    fn every_line_names_its_source_and_confidence() {
        let facts = fixture::facts();
        let text = |runtime, line| vouch(&facts.catalog, find(&facts.catalog, runtime, line).unwrap());
        let node = text(Runtime::Node, "26");
        assert!(node.contains(", https://") && node.contains("; confidence primary."), "{node}");
        assert!(node.contains("The last line under the old schedule. The article says: "), "{node}");
        assert!(text(Runtime::Node, "24").contains(
            " The article says: Node.js 25 is Current and 24 is Active LTS. S15 is superseded: True on 12 January"
        ));
        let python = text(Runtime::Python, "3.13");
        assert!(python.contains(" S17 is confirmed: ") && python.contains(" S18 is confirmed: "), "{python}");
        assert!(!text(Runtime::Go, "1.27").contains("article"));
        assert!(find(&facts.catalog, Runtime::Node, "99").is_none());
    }
}
