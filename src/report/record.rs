//! The decision record: what a meeting found, in the layout of Markdown Architectural Decision Records (MADR) 4.
//!
//! It is a proposal until somebody accepts it. It depends on nothing but its subject: made again from the scenario
//! that it carries, it is the same to the byte.

mod confirmation;
mod context;
mod options;
mod outcome;
mod reproduction;
mod sources;
mod view;

use super::markdown::Document;
use super::summary::framework;
use super::{Subject, sheets};
use crate::model::{Alternative, PerAlternative, criteria, mend};
use crate::notation;
use crate::scenario::registry;
use crate::sheets::wording::reasons::{self, Reason};
use crate::sheets::{Heading, Sheet, SheetId};

pub use reproduction::embedded;

/// The decision record, as Markdown.
pub fn record(subject: Subject<'_>) -> String {
    let on = Material::new(subject);
    let mut out = Document::default();
    out.front_matter(&[
        ("status", "proposed"),
        ("date", &subject.outlook.inputs.as_of.to_string()),
        ("decision-makers", "[]"),
    ]);
    let first = on.title(subject.outlook.first());
    let found = if subject.outlook.none_fits() { "no option meets every limit" } else { &first };
    out.heading(1, &format!("{}: {found}", subject.scenario.name));
    context::write(&on, &mut out);
    drivers(&on, &mut out);
    out.heading(2, "Considered Options");
    for alternative in Alternative::ALL {
        out.item(&on.title(alternative));
    }
    outcome::write(&on, &mut out);
    confirmation::write(&on, &mut out);
    options::write(&on, &mut out);
    out.heading(2, "More Information");
    notes(&on, &mut out);
    reproduction::write(&on, &mut out);
    sources::write(&on, &mut out);
    out.finish()
}

/// What the sections are made from.
struct Material<'a> {
    subject: Subject<'a>,
    sheets: Vec<Sheet>,
    mends: PerAlternative<Option<mend::Mend>>,
    reasons: Vec<Reason>,
    titles: PerAlternative<String>,
}

impl<'a> Material<'a> {
    fn new(subject: Subject<'a>) -> Self {
        let mends = mend::mends(subject.facts, subject.outlook);
        Self {
            subject,
            sheets: sheets(subject),
            reasons: reasons::sentences(subject.facts, subject.outlook, &mends),
            mends,
            titles: PerAlternative(Alternative::ALL.map(|one| title(subject, one))),
        }
    }

    /// An option with its frameworks.
    fn title(&self, alternative: Alternative) -> String {
        self.titles[alternative].clone()
    }

    /// Some columns of a table of the report.
    fn columns(&self, id: &SheetId, headings: &[Heading]) -> Sheet {
        let sheet = self.sheets.iter().find(|sheet| sheet.id == *id);
        let part = sheet.map_or_else(|| view::empty(id.clone()), |sheet| view::columns(sheet, headings));
        debug_assert_eq!(part.columns.len(), headings.len(), "{id} has not all of {headings:?}");
        part
    }

    /// What a table of the report says about itself.
    fn note(&self, id: &SheetId) -> &str {
        self.sheets.iter().find(|sheet| sheet.id == *id).map_or("", |sheet| sheet.note.as_str())
    }

    /// The sentences about an option.
    fn reasons(&self, about: Alternative) -> impl Iterator<Item = &str> {
        self.reasons.iter().filter(move |reason| reason.about == about).map(|reason| reason.text.as_str())
    }
}

fn title(subject: Subject<'_>, alternative: Alternative) -> String {
    let with = |one: Alternative| match framework(subject, one) {
        Some(framework) => format!("{} with {}", one.label(), framework.label),
        None => one.label().to_owned(),
    };
    match alternative {
        Alternative::Hybrid => {
            format!(
                "{} of {} and {}",
                alternative.label(),
                with(Alternative::Node),
                with(Alternative::Python)
            )
        }
        one => with(one),
    }
}

/// The criteria by their weights.
fn drivers(on: &Material<'_>, out: &mut Document) {
    let Subject { outlook, .. } = on.subject;
    out.heading(2, "Decision Drivers");
    out.paragraph(
        "Hard limits (p99 target, budget, and for a hybrid enough work to split off) come before points. Points are \
         weighted by these criteria; a weight is the priority, times the need where there is one, as a share of all:",
    );
    let mut drivers: Vec<_> = criteria::ALL.iter().zip(outlook.weights).collect();
    drivers.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    for (criterion, weight) in drivers {
        let priority = registry::get(criterion.priority);
        out.item(&format!(
            "{}, {} (priority {}): {}",
            criterion.label,
            notation::percent_of_one(weight),
            notation::plain(outlook.inputs[criterion.priority]),
            priority.meaning,
        ));
    }
}

/// What was said in the meeting, oldest first.
fn notes(on: &Material<'_>, out: &mut Document) {
    let notes = &on.subject.scenario.notes;
    if notes.is_empty() {
        return;
    }
    out.heading(3, "Notes");
    for note in notes {
        out.item(&format!("{}: {}", note.at.strftime("%Y-%m-%d %H:%M"), note.text));
    }
}
