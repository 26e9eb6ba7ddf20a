//! Every figure of the program.

use crate::catalog::{Confidence, Date, Edition, Figure};
use crate::model::cadence::{days_between, months_between};
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry::AS_OF;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let figures = facts.catalog.figures();
    let edition = outlook.inputs.edition;
    let differing = figures.iter().filter(|figure| figure.differs()).count();
    Sheet {
        id: SheetId::Figures,
        title: format!("Figures, {edition} edition"),
        note: format!(
            "{} figures; {differing} differ between the article and the audit. Where only one of the two has a \
             figure, it counts in both editions. Age on {}.",
            notation::count(figures.len() as u64),
            outlook.inputs.as_of
        ),
        columns: vec![
            Column::text("Figure", 0),
            Column::number("Value", 0),
            Column::text("Unit", 0),
            Column::text("Source", 0),
            Column::text("Confidence", 0),
            Column::text("Date", 0),
            Column::text("Editions", 1),
            Column::number("Article", 4),
            Column::number("Audited", 4),
            Column::number("Age months", 4),
            Column::text("Label", 6),
        ],
        rows: figures.iter().map(|figure| row(facts, outlook, figure)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, figure: &Figure) -> Row {
    let reading = figure.reading(outlook.inputs.edition);
    let id = figure.id.as_str();
    let publisher = facts.catalog.publisher(&reading.source);
    let date = f64::from(days_between(Date::ZERO, reading.date.last_day()));
    let at = outlook.inputs.as_of;
    // A date known to the year or month may lie on either side: then it is as new as can be.
    let age = (reading.date.first_day() <= at).then(|| months_between(reading.date.last_day(), at));
    Row::new(vec![
        Cell::text(id).figure(id),
        Cell::number(reading.value, shown::plain(reading.value)).figure(id),
        Cell::text(figure.unit.name()).figure(id),
        Cell::text(publisher).figure(id),
        Cell::text(reading.confidence.name()).tone(confidence_tone(reading.confidence)).figure(id),
        Cell::ranked(date, reading.date.to_string()).figure(id),
        editions(figure).figure(id),
        own(figure, Edition::Article),
        own(figure, Edition::Audited),
        Cell::optional(age, |age| shown::fixed(age, 0))
            .derived("months of mean length from the date of the figure to the date; none before it")
            .of_figures(&[id])
            .of_inputs(&[AS_OF]),
        Cell::text(figure.label.as_str()).figure(id),
    ])
}

/// Which editions have the figure, and whether they agree.
fn editions(figure: &Figure) -> Cell {
    match (figure.own_reading(Edition::Article), figure.own_reading(Edition::Audited)) {
        _ if figure.differs() => Cell::text("differs").tone(Tone::Warning),
        (Some(_), Some(_)) => Cell::text("agree"),
        (Some(_), None) => Cell::text("only article").tone(Tone::Muted),
        (None, _) => Cell::text("only audit").tone(Tone::Muted),
    }
}

/// The value that an edition has of its own.
fn own(figure: &Figure, edition: Edition) -> Cell {
    Cell::optional(figure.own_reading(edition).map(|reading| reading.value), shown::plain)
        .figure(figure.id.as_str())
}

const fn confidence_tone(confidence: Confidence) -> Tone {
    match confidence {
        Confidence::Primary => Tone::Good,
        Confidence::Secondary => Tone::Plain,
        Confidence::Unverified => Tone::Warning,
        Confidence::Judgement => Tone::Muted,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::super::fixture;
    use super::*;
    use crate::model::evaluate;
    use crate::scenario::Scenario;
    use crate::sheets::Value;

    fn texts(sheet: &Sheet, id: &str) -> Vec<String> {
        let row = sheet.rows.iter().find(|row| row.cells[0].text == id).unwrap();
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn every_figure_has_its_row() {
        let (facts, outlook) = fixture::default();
        assert_eq!(sheet(&facts, &outlook).rows.len(), facts.catalog.figures().len());
    }

    #[test]
    fn the_edition_decides_which_value_counts() {
        let facts = fixture::facts();
        let figure = facts.catalog.figures().iter().find(|figure| figure.differs()).unwrap();
        for (edition, column) in [(Edition::Article, 7), (Edition::Audited, 8)] {
            let mut scenario = Scenario::new("test", date(2026, 11, 22));
            scenario.edition = edition;
            let sheet = sheet(&facts, &evaluate(&facts, &scenario));
            let texts = texts(&sheet, &figure.id);
            assert_eq!(texts[1], notation::plain(figure.value(edition)));
            assert_eq!(texts[1], texts[column]);
            assert_ne!(texts[7], texts[8]);
            assert_eq!(texts[6], "differs");
            assert!(sheet.title.contains(edition.name()));
        }
    }

    #[test]
    fn a_figure_of_one_edition_says_so() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let only_article = texts(&sheet, "policy.block_ms");
        assert_eq!(only_article[1], "50");
        assert_eq!(only_article[2], "ms");
        assert_eq!(only_article[4..10], ["judgement", "2026-01-12", "only article", "50", "–", "10"]);
        let only_audit = texts(&sheet, "rhythm.node.every_months");
        assert_eq!(only_audit[1], "12");
        assert_eq!((only_audit[2].as_str(), only_audit[6].as_str()), ("months", "only audit"));
        assert_eq!(only_audit[7..9], ["–", "12"]);
    }

    #[test]
    fn a_figure_has_no_age_before_its_date() {
        let (facts, outlook) = fixture::outlook(&[("calendar.as_of", "1970-01-01")]);
        for row in sheet(&facts, &outlook).rows {
            assert_eq!(row.cells[9].text, notation::NONE);
            assert_eq!(row.cells[9].value, Value::Missing);
        }
    }
}
