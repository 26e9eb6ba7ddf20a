//! The publications that the figures come from.

use crate::catalog::{Catalog, Date, Edition, Source, Text};
use crate::model::Facts;
use crate::model::cadence::days_between;
use crate::notation::{self, shown};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts) -> Sheet {
    let sources = facts.catalog.sources();
    Sheet {
        id: SheetId::Sources,
        title: "Sources".to_owned(),
        note: format!(
            "{} sources. Figures: how many have a reading from it, in either edition; release lines and benchmark \
             sets are not counted.",
            notation::count(sources.len() as u64)
        ),
        columns: vec![
            Column::text("Source", 0),
            Column::text("Publisher", 1),
            Column::text("Published", 0),
            Column::number("Figures", 0),
            Column::prose("Title", 2),
            Column::text("Address", 3),
        ],
        rows: sources.iter().map(|source| row(&facts.catalog, source)).collect(),
    }
}

fn row(catalog: &Catalog, source: &Source) -> Row {
    let about = source
        .note
        .as_ref()
        .map_or_else(|| format!("{}, {}", source.publisher, source.title), Text::to_string);
    let uses = uses(catalog, source);
    let published = f64::from(days_between(Date::ZERO, source.published.last_day()));
    Row::new(vec![
        Cell::text(source.id.as_str()).explained(about.clone()),
        Cell::text(source.publisher.as_str()).explained(about.clone()),
        Cell::ranked(published, source.published.to_string()).explained(about.clone()),
        Cell::number(uses as f64, shown::count(uses as u64))
            .explained("Counted: the figures whose article or audited reading names this source."),
        Cell::text(source.title.as_str()).explained(about.clone()),
        Cell::text(source.url.as_str()).tone(Tone::Muted).explained(about),
    ])
}

/// How many figures have a reading from a source.
fn uses(catalog: &Catalog, source: &Source) -> usize {
    let reads = |edition| {
        move |figure: &crate::catalog::Figure| {
            figure.own_reading(edition).is_some_and(|reading| reading.source == source.id)
        }
    };
    let (audited, article) = (reads(Edition::Audited), reads(Edition::Article));
    catalog.figures().iter().filter(|figure| audited(figure) || article(figure)).count()
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    #[test]
    fn sources_count_the_figures_that_use_them() {
        let facts = fixture::facts();
        let sheet = sheet(&facts);
        assert_eq!(sheet.rows.len(), facts.catalog.sources().len());
        let pep = sheet.rows.iter().find(|row| row.cells[0].text == "pep-602").unwrap();
        let expected = facts
            .catalog
            .figures()
            .iter()
            .filter(|figure| figure.own_reading(Edition::Audited).is_some_and(|one| one.source == "pep-602"))
            .count();
        assert!(expected >= 3);
        assert_eq!(pep.cells[3].text, expected.to_string());
    }
}
