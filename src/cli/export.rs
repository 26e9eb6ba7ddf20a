//! What the explorer exports, written as the reports write it.

use std::path::Path;

use super::{save, snapshot, themes};
use crate::explorer::State;
use crate::explorer::files::{Export, What};
use crate::explorer::files::{Over, Refusal};
use crate::model::analysis::Analysis;
use crate::report::{self, Subject, calendar, command_line, json, record, table};
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
    let (State { facts, scenario, .. }, outlook) = (&*state, state.outlook());
    let analysis = Analysis::thorough(facts, scenario, outlook);
    let subject = Subject { facts, scenario, outlook, analysis: &analysis };
    match what {
        What::Record => Ok(record::record(subject)),
        What::Report => json::json(subject).map_err(|error| format!("Cannot write JSON: {error}.")),
        What::Page => Ok(page(state)),
        What::Calendar => calendar::calendar(subject).ok_or_else(|| {
            "No release line is known on this date, so that there is nothing to plan: give another date."
                .to_owned()
        }),
        What::CommandLine => Ok(command_line::command_line(facts, scenario)),
        What::Table(id) => {
            // A table of the page may be one that no report has, such as a comparison: then it is as it is seen.
            let of_report = report::sheets(subject).into_iter().find(|sheet| sheet.id == *id);
            let sheet = of_report.or_else(|| state.sheet(id).cloned());
            let sheet = sheet.ok_or_else(|| format!("There is no table {id} any more."))?;
            let mut out = Vec::new();
            table::csv(&sheet, &mut out).map_err(|error| format!("Cannot write CSV: {error}."))?;
            String::from_utf8(out).map_err(|error| format!("Cannot write CSV: {error}."))
        }
    }
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
