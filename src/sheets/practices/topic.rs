//! One topic of the practices as a table with the topic's own columns.

use crate::catalog::{Catalog, Edition, Figure, Practice, PracticeTopic};
use crate::notation;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// What a practice is called: its first cell.
pub(super) fn practice_name(practice: &Practice) -> &str {
    practice.cells.first().unwrap_or(&practice.id)
}

/// The practices of a topic.
pub(super) fn sheet(catalog: &Catalog, edition: Edition, topic: &PracticeTopic) -> Sheet {
    let titles = topic.columns.iter().enumerate();
    let mut columns: Vec<Column> =
        titles.map(|(position, title)| Column::prose(title, u8::from(position > 0))).collect();
    // The first to give way: the detail of a row names its figures.
    columns.push(Column::prose("Figures", 2));
    Sheet {
        id: SheetId::of_topic(topic),
        title: topic.title.to_string(),
        note: topic.lead.to_string(),
        columns,
        rows: catalog.practices(&topic.id).map(|practice| row(catalog, edition, practice)).collect(),
    }
}

fn row(catalog: &Catalog, edition: Edition, practice: &Practice) -> Row {
    let values: Vec<String> =
        figures(catalog, practice).map(|figure| wording::figure(figure, edition)).collect();
    let cells = practice.cells.iter().map(Cell::text).chain([list(&values)]);
    Row::new(cells.map(|cell| cell.practice(&practice.detail, &practice.figures)).collect())
}

/// The figures that a practice rests on.
pub(super) fn figures<'a>(catalog: &'a Catalog, practice: &'a Practice) -> impl Iterator<Item = &'a Figure> {
    practice.figures.iter().filter_map(|id| catalog.figure(id))
}

/// A cell with some texts, or a dash for none.
pub(super) fn list(texts: &[String]) -> Cell {
    if texts.is_empty() { Cell::text(notation::NONE).tone(Tone::Muted) } else { Cell::text(texts.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::TEXT;
    use super::*;
    use crate::sheets::Origin;

    #[test]
    fn a_topic_has_its_own_columns_and_the_figures_of_the_edition_last() {
        let catalog = Catalog::from_texts(&[("fixture.toml", TEXT)]).unwrap();
        let topic = &catalog.practice_topics()[0];
        for (edition, value) in [(Edition::Audited, "1,000 requests"), (Edition::Article, "900 requests")] {
            let sheet = sheet(&catalog, edition, topic);
            assert_eq!((sheet.id.as_str(), sheet.title.as_str()), ("guard-rails", "Guardrails"));
            assert_eq!(sheet.note, "Numbers that make trouble visible.");
            let titles: Vec<&str> = sheet.columns.iter().map(|column| column.title.as_str()).collect();
            assert_eq!(titles, ["Rule", "Node.js", "Python", "Figures"]);
            let texts: Vec<&str> = sheet.rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
            assert_eq!(texts, ["Cap queues", "reject early", "reject early too", value]);
            for cell in &sheet.rows[0].cells {
                let Origin::Practice { detail, figures } = &cell.origin else { panic!("no practice") };
                assert_eq!(
                    (detail.as_str(), figures.as_slice()),
                    ("A queue without end hides trouble.", &["cap".to_owned()][..])
                );
            }
        }
    }
}
