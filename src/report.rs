//! An outlook without a screen: as JSON for programs, as text or Markdown for people, as CSV for spreadsheets.
//!
//! Everything here is pure. The same facts and scenario give the same bytes.

pub mod changes;
pub mod json;
pub mod provenance;
pub mod summary;
pub mod table;

use crate::model::{Facts, Outlook};
use crate::scenario::Scenario;
use crate::sheets::{self, Sheet};

/// A scenario and what came of it: what every form of the report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The facts that counted.
    pub facts: &'a Facts,
    /// What was set.
    pub scenario: &'a Scenario,
    /// What followed.
    pub outlook: &'a Outlook,
}

/// All tables of a report, each with an id of its own: those of the pages in their order, then the inputs that
/// were changed and the figures behind it all.
pub fn sheets(subject: Subject<'_>) -> Vec<Sheet> {
    let pages = [
        sheets::performance::sheets,
        sheets::concurrency::sheets,
        sheets::cadence::sheets,
        sheets::hiring::sheets,
        sheets::decision::sheets,
        sheets::practices::sheets,
        sheets::sources::sheets,
    ];
    let mut all: Vec<Sheet> =
        pages.into_iter().flat_map(|page| page(subject.facts, subject.outlook)).collect();
    all.push(changes::sheet(subject));
    all.push(provenance::sheet(subject));
    all
}

/// A text that may come from a file, without the control characters that would steer a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
