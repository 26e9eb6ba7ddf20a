//! An outlook without a screen: what a meeting takes away. JSON for programs, text for the terminal, a decision record
//! for the repository, CSV for spreadsheets, dates for calendars, and the command that makes it all again.
//!
//! Everything here is pure. The same facts and scenario give the same bytes.

pub mod calendar;
pub mod changes;
pub mod command_line;
pub mod comparison;
pub mod json;
mod markdown;
pub mod markup;
pub mod provenance;
pub mod record;
pub mod summary;
pub mod table;
mod wrap;

use crate::sheets::{self, Sheet};

pub use crate::sheets::Subject;
pub use command_line::command_line;

/// All tables of a report, each with an id of its own: those of the pages in their order, then the inputs that
/// were changed and the figures behind it all.
pub fn sheets(subject: Subject<'_>) -> Vec<Sheet> {
    let Subject { facts, outlook, .. } = subject;
    let mut all = sheets::performance::sheets(facts, outlook);
    all.extend(sheets::concurrency::sheets(subject));
    all.extend(sheets::cadence::sheets(facts, outlook));
    all.extend(sheets::hiring::sheets(facts, outlook));
    all.extend(sheets::decision::sheets(subject));
    let place = all.len();
    all.extend(sheets::sources::sheets(facts, outlook));
    all.push(changes::sheet(subject));
    all.push(provenance::sheet(subject));
    // Names of topics come from data; the tables of the program keep theirs.
    let mut practices = sheets::practices::sheets(facts, outlook);
    practices.retain(|sheet| all.iter().all(|other| other.id != sheet.id));
    all.splice(place..place, practices);
    all
}
