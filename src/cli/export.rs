//! What the explorer exports, written as the reports write it.

use std::path::Path;

use super::{save, snapshot, themes};
use crate::explorer::State;
use crate::explorer::files::{Export, What};
use crate::explorer::files::{Over, Refusal};
use crate::model::analysis::Analysis;
use crate::report::{self, Subject, calendar, command_line, comparison, json, record, table};
use crate::sheets::{Sheet, SheetId};
use crate::ui::Look;
use crate::ui::theme::Depth;
use crate::widgets::glyphs::Glyphs;

/// Writes an export to its file, whole or not at all.
pub(super) fn write(state: &mut State, export: &Export) -> Result<(), Refusal> {
    let text = text(state, &export.what).map_err(Refusal::Failed)?;
    let over = if export.overwrite { Over::Anything } else { Over::Nothing };
    save::save(Path::new(&export.path), &text, &over)
}

/// The text of an export: what `report` prints for the same scenario.
pub(super) fn text(state: &mut State, what: &What) -> Result<String, String> {
    match what {
        What::Record => Ok(with_subject(state, record::record)),
        What::Report => {
            with_subject(state, json::json).map_err(|error| format!("Cannot write JSON: {error}."))
        }
        What::Calendar => calendar::calendar(subject(state, state.analysis())).ok_or_else(|| {
            "No release line is known on this date, so that there is nothing to plan: give another date."
                .to_owned()
        }),
        What::Table(id) => with_subject(state, |subject| csv(state, subject, id)),
        What::Page => Ok(page(state)),
        What::CommandLine => Ok(command_line::command_line(&state.facts, &state.scenario)),
    }
}

/// Writes something about the present scenario that rests on as many draws as a report does.
fn with_subject<T>(state: &State, write: impl FnOnce(Subject<'_>) -> T) -> T {
    write(subject(state, &Analysis::thorough(&state.facts, &state.scenario, state.outlook())))
}

fn subject<'a>(state: &'a State, analysis: &'a Analysis) -> Subject<'a> {
    Subject { facts: &state.facts, scenario: &state.scenario, outlook: state.outlook(), analysis }
}

/// A table as `report` has it, or as `compare` has it where it compares with what is pinned.
fn csv(state: &State, subject: Subject<'_>, id: &SheetId) -> Result<String, String> {
    let named = |sheets: Vec<Sheet>| sheets.into_iter().find(|sheet| sheet.id == *id);
    let of_report = named(report::sheets(subject));
    let sheet = of_report.or_else(|| named(state.with_compared(comparison::tables)?));
    let sheet = sheet.ok_or_else(|| format!("There is no table {id} any more."))?;
    let mut out = Vec::new();
    table::csv(&sheet, &mut out).map_err(|error| format!("Cannot write CSV: {error}."))?;
    String::from_utf8(out).map_err(|error| format!("Cannot write CSV: {error}."))
}

/// The page as it is seen, without what lies over it.
fn page(state: &mut State) -> String {
    let covering = state.overlay.take();
    // A picture can show every colour, whatever the terminal can.
    let look = Look {
        theme: themes::named(state.theme(), Depth::Full).unwrap_or_default(),
        glyphs: if state.settings.appearance.is_ascii { Glyphs::ASCII } else { Glyphs::UNICODE },
    };
    let picture = snapshot::draw(state, state.regions.frame, &look);
    state.overlay = covering;
    picture
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::explorer::Tab;
    use crate::model::Facts;
    use crate::scenario::{Scenario, assignment};
    use jiff::civil::date;

    fn state() -> State {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        State::new(facts, Scenario::new("test", date(2026, 11, 22)))
    }

    #[test]
    fn a_comparison_is_the_table_that_compare_writes() {
        let mut state = state();
        let outcomes = What::Table(SheetId::Outcomes);
        assert_eq!(
            text(&mut state, &outcomes),
            Err("There is no table compare-outcomes any more.".to_owned())
        );
        state.pin();
        let mut now = state.scenario.clone();
        assignment::assign(&state.facts.definitions, &mut now, ["traffic.rps=25000"]).unwrap();
        state.change(now);
        state.settle();
        let written = text(&mut state, &outcomes).unwrap();
        assert!(
            written.starts_with("Option,Rank Pinned,Rank Now,Score Pinned,Score Now,Change,Workers Pinned,"),
            "{written}"
        );
        assert!(!written.contains('→') && written.lines().count() == 5, "{written}");
        let causes = text(&mut state, &What::Table(SheetId::Causes)).unwrap();
        assert!(
            causes.starts_with("Cause,Pinned,Now,Points,") && causes.contains("\nRequests/s,10000,25000,")
        );
    }

    #[test]
    fn every_table_of_every_page_can_be_exported() {
        let mut state = state();
        state.pin();
        for tab in Tab::ALL {
            state.open(tab);
            state.settle();
            with_subject(&state, |subject| {
                for sheet in state.sheets() {
                    csv(&state, subject, &sheet.id).unwrap();
                }
            });
        }
    }
}
