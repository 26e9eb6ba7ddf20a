//! The row under the cursor in full, for the pane that stands beside or below the tables of a page.

use super::{Panel, State};
use crate::catalog::{Edition, Figure};
use crate::sheets::{Origin, wording};

/// What there is to say about a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// What the row is called.
    pub title: String,
    /// The text behind it; its lines are to be kept, since they may be those of a program.
    pub text: String,
    /// A sentence on each figure that the row rests on.
    pub figures: Vec<String>,
    /// Whether `Enter` opens a table that the row names, rather than all about the row.
    pub opens_table: bool,
}

impl State {
    /// What there is to say about the selected row of the present panel, where its table tells more than its cells.
    pub fn detail(&self) -> Option<Detail> {
        let Panel::Sheet(id) = self.panel() else { return None };
        let sheet = self.sheet(&id)?;
        let name = self.table(&id).selected(sheet)?.cells.first()?;
        let (text, figures) = match &name.origin {
            Origin::Practice { detail, figures } => (detail, figures.as_slice()),
            Origin::Table { about, .. } => (about, &[][..]),
            _ => return None,
        };
        let figures = figures.iter().filter_map(|id| self.facts.catalog.figure(id));
        Some(Detail {
            title: name.text.clone(),
            text: text.trim().to_owned(),
            figures: figures.map(|figure| self.sentence(figure)).collect(),
            opens_table: matches!(name.origin, Origin::Table { .. }),
        })
    }

    /// A figure's value with source and date, and the value of the other edition where that differs.
    fn sentence(&self, figure: &Figure) -> String {
        let edition = self.scenario.edition;
        let value = wording::figure(figure, edition);
        let other = edition.other();
        let name = match other {
            Edition::Article => "the article has",
            Edition::Audited => "the audit has",
        };
        let differing = figure.own_reading(other).map(|_| wording::figure(figure, other));
        let differing = differing
            .filter(|differing| *differing != value)
            .map_or_else(String::new, |differing| format!("; {name} {differing}"));
        let reading = figure.reading(edition);
        let source = self.facts.catalog.source(&reading.source);
        let source =
            source.map_or_else(String::new, |source| format!("{}, {}, ", source.publisher, source.title));
        format!("{}: {value} ({source}{}){differing}", figure.label, reading.date)
    }
}
