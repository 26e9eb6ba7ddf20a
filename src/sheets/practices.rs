//! The Practices page: what good teams do, row by row.

mod guardrail_check;

use crate::catalog::{Catalog, Edition, Figure, Practice, PracticeTopic};
use crate::model::{Facts, Outlook};
use crate::notation;
use crate::sheets::{Cell, Column, Row, Sheet, Tone, wording};

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    vec![
        practices(&facts.catalog, outlook.inputs.edition),
        topics(&facts.catalog),
        guardrail_check::sheet(facts, outlook),
    ]
}

fn practices(catalog: &Catalog, edition: Edition) -> Sheet {
    let topics = catalog.practice_topics();
    let rows: Vec<Row> = topics
        .iter()
        .flat_map(|topic| {
            catalog.practices(&topic.id).map(move |practice| row(catalog, edition, topic, practice))
        })
        .collect();
    Sheet {
        id: "practices",
        title: "Practices".to_owned(),
        note: format!("{} practices on {} topics; Enter tells more about one.", rows.len(), topics.len()),
        columns: vec![
            Column::text("Practice", 0),
            Column::text("Topic", 2),
            Column::text("What to know", 0),
            Column::text("Figures", 1),
        ],
        rows,
    }
}

fn row(catalog: &Catalog, edition: Edition, topic: &PracticeTopic, practice: &Practice) -> Row {
    let (name, rest) = match practice.cells.split_first() {
        Some((name, rest)) => (name.as_str(), rest),
        None => (practice.id.as_str(), &[][..]),
    };
    let headings = topic.columns.iter().skip(1);
    let parts: Vec<String> = headings.zip(rest).map(|(heading, text)| format!("{heading}: {text}")).collect();
    let known = parts.join(" · ");
    // The name alone says little: behind it stands the whole row.
    let whole =
        if known.is_empty() { practice.detail.clone() } else { format!("{known}\n\n{}", practice.detail) };
    Row::new(vec![
        Cell::text(name).explained(whole.clone()),
        Cell::text(&topic.title).tone(Tone::Muted).explained(whole),
        Cell::text(known).explained(&practice.detail),
        figures(catalog, edition, practice),
    ])
}

/// The figures that a practice rests on, with their values in the edition.
fn figures(catalog: &Catalog, edition: Edition, practice: &Practice) -> Cell {
    let found: Vec<&Figure> = practice.figures.iter().filter_map(|id| catalog.figure(id)).collect();
    let texts: Vec<String> =
        found.iter().map(|figure| format!("{} {}", figure.label, wording::figure(figure, edition))).collect();
    let ids: Vec<&str> = found.iter().map(|figure| figure.id.as_str()).collect();
    match ids.as_slice() {
        [] => Cell::text(notation::NONE).tone(Tone::Muted).explained(&practice.detail),
        [id] => Cell::text(texts.concat()).figure(*id),
        ids => Cell::text(texts.join("; ")).derived("each figure as its source gives it", ids, &[]),
    }
}

fn topics(catalog: &Catalog) -> Sheet {
    let rows = catalog
        .practice_topics()
        .iter()
        .map(|topic| {
            let count = catalog.practices(&topic.id).count();
            Row::new(vec![
                Cell::text(&topic.title).explained(&topic.lead),
                Cell::number(count as f64, count.to_string())
                    .explained("Practices of this topic in the data."),
                Cell::text(&topic.lead).explained(&topic.lead),
                Cell::text(&topic.heading).tone(Tone::Muted).explained(&topic.lead),
            ])
        })
        .collect();
    Sheet {
        id: "topics",
        title: "Topics".to_owned(),
        note: "The headings are those of the article.".to_owned(),
        columns: vec![
            Column::text("Topic", 0),
            Column::number("Rows", 0),
            Column::text("In short", 1),
            Column::text("Article heading", 2),
        ],
        rows,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Order, Origin, fixture};

    #[test]
    fn the_page_has_its_tables_and_every_row_fills_its_columns() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<&str> = sheets.iter().map(|sheet| sheet.id).collect();
            assert_eq!(ids, ["practices", "topics", "guardrail-check"]);
            fixture::check(facts, &sheets);
        });
    }

    #[test]
    fn every_practice_is_a_row_and_its_topic_counts_it() {
        let (facts, outlook) = fixture::default();
        let [practices, topics, ..] = &sheets(&facts, &outlook)[..] else { panic!("two tables") };
        assert!(!practices.rows.is_empty());
        let counted: f64 = topics
            .rows
            .iter()
            .map(|row| match row.cells[1].order {
                Order::Number(count) => count,
                Order::Text => f64::NAN,
            })
            .sum();
        assert!((counted - practices.rows.len() as f64).abs() < 0.5);
    }

    const TEXT: &str = r#"
[[source]]
id = "s"
publisher = "P"
title = "T"
url = "https://example.org"
published = "2025"
[[figure]]
id = "cap"
label = "Queue cap"
unit = "requests"
statistic = "limit"
audited = { value = 1000, source = "s", date = "2025", confidence = "judgement" }
article = { value = 900, source = "s", date = "2025", confidence = "judgement" }
[[practice_topic]]
id = "guardrails"
title = "Guardrails"
heading = "Debugging"
lead = "Numbers that make trouble visible."
columns = ["Rule", "Node.js", "Python"]
order = 1
[[practice]]
id = "queue"
topic = "guardrails"
cells = ["Cap queues", "reject early", "reject early too"]
detail = "A queue without end hides trouble."
figures = ["cap"]
"#;

    #[test]
    fn a_row_tells_all_cells_the_detail_and_the_figures_of_the_edition() {
        let catalog = Catalog::from_texts(&[("fixture.toml", TEXT)]).unwrap();
        for (edition, value) in [(Edition::Audited, "1,000"), (Edition::Article, "900")] {
            let sheet = practices(&catalog, edition);
            let cells = &sheet.rows[0].cells;
            assert_eq!(cells[0].text, "Cap queues");
            assert_eq!(cells[2].text, "Node.js: reject early · Python: reject early too");
            assert_eq!(cells[3].text, format!("Queue cap {value} requests"));
            let Origin::Text(detail) = &cells[0].origin else { panic!("no detail") };
            assert!(detail.contains("hides trouble") && detail.contains("reject early too"));
            assert_eq!(cells[3].origin, Origin::Figure("cap".to_owned()));
        }
    }
}
