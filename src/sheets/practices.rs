//! The Practices page: what good teams do, topic by topic.

mod guardrail_check;
mod topic;

use crate::catalog::{Catalog, Edition, Practice, PracticeTopic};
use crate::model::{Facts, Outlook};
use crate::notation::shown;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// The tables of the page: the list of topics, all practices at once, then one table for each topic in the data.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    let (catalog, edition) = (&facts.catalog, outlook.inputs.edition);
    let mut sheets = vec![topics(catalog), practices(catalog, edition)];
    for topic in catalog.practice_topics() {
        // Where somebody's own topic bears a name that is taken, its rows still stand among all practices.
        if sheets.iter().all(|other| other.id != SheetId::of_topic(topic)) {
            sheets.push(topic::sheet(catalog, edition, topic));
        }
    }
    sheets.push(guardrail_check::sheet(facts, outlook));
    sheets
}

fn topics(catalog: &Catalog) -> Sheet {
    let rows = catalog.practice_topics().iter().map(|topic| overview(catalog, topic)).collect();
    Sheet {
        id: SheetId::Topics,
        title: "Topics".to_owned(),
        note: "A topic opens as a table.".to_owned(),
        columns: vec![Column::text("Topic", 0), Column::number("Rows", 0), Column::text("In short", 1)],
        rows,
    }
}

/// A topic in the list of topics; each of its cells leads to the topic's table.
fn overview(catalog: &Catalog, topic: &PracticeTopic) -> Row {
    let names: Vec<&str> = catalog.practices(&topic.id).map(topic::practice_name).collect();
    let about = format!("{}\n\n{}\n\nIn the article: “{}”", topic.lead, names.join(" · "), topic.heading);
    let in_short = topic.lead.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let cells = vec![
        Cell::text(&topic.title),
        Cell::number(names.len() as f64, shown::count(names.len() as u64)),
        Cell::text(in_short),
    ];
    Row::new(cells.into_iter().map(|cell| cell.leads_to(SheetId::of_topic(topic), &about)).collect())
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
        id: SheetId::Practices,
        title: "All practices".to_owned(),
        note: format!("{} practices on {} topics, to be filtered.", rows.len(), topics.len()),
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
    let known: Vec<String> = topic
        .columns
        .iter()
        .zip(&practice.cells)
        .skip(1)
        .map(|(heading, text)| format!("{heading}: {text}"))
        .collect();
    let known = known.join(" · ");
    // The name alone says little: behind it stands the whole row.
    let whole = if known.is_empty() {
        practice.detail.to_string()
    } else {
        format!("{known}\n\n{}", practice.detail)
    };
    let figures: Vec<String> = topic::figures(catalog, practice)
        .map(|figure| format!("{} {}", figure.label, wording::figure(figure, edition)))
        .collect();
    let told = |cell: Cell| cell.practice(&whole, &practice.figures);
    Row::new(vec![
        told(Cell::text(topic::practice_name(practice))),
        told(Cell::text(&topic.title).tone(Tone::Muted)),
        told(Cell::text(known)),
        told(topic::list(&figures)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    #[test]
    fn the_page_has_its_tables_and_every_row_fills_its_columns() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            assert_eq!([&sheets[0].id, &sheets[1].id], [&SheetId::Topics, &SheetId::Practices]);
            let topics = facts.catalog.practice_topics();
            assert_eq!(sheets.len(), 2 + topics.len() + 1);
            assert_eq!(sheets.last().unwrap().id, SheetId::GuardrailCheck);
            for (topic, sheet) in topics.iter().zip(&sheets[2..]) {
                assert_eq!(
                    (sheet.id.as_str(), sheet.title.as_str()),
                    (topic.id.replace('_', "-").as_str(), topic.title.as_str())
                );
            }
            fixture::check(facts, &sheets);
        });
    }

    #[test]
    fn every_practice_stands_in_its_topic_and_among_all_and_is_counted() {
        let (facts, outlook) = fixture::default();
        let sheets = sheets(&facts, &outlook);
        assert!(!sheets[1].rows.is_empty());
        let mut all = sheets[1].rows.iter();
        for (overview, sheet) in sheets[0].rows.iter().zip(&sheets[2..]) {
            let Some(count) = overview.cells[1].place() else { panic!("no number") };
            assert_eq!(count as usize, sheet.rows.len());
            let Origin::Table { id, about } = &overview.cells[0].origin else { panic!("leads nowhere") };
            assert_eq!(*id, sheet.id);
            for row in &sheet.rows {
                assert!(about.contains(&row.cells[0].text));
                assert_eq!(all.next().unwrap().cells[0].text, row.cells[0].text);
            }
        }
        assert!(all.next().is_none());
    }

    pub(super) const TEXT: &str = r#"
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
id = "guard_rails"
title = "Guardrails"
heading = "Debugging"
lead = "Numbers that make trouble visible."
columns = ["Rule", "Node.js", "Python"]
order = 1
[[practice]]
id = "queue"
topic = "guard_rails"
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
            let Origin::Practice { detail, figures } = &cells[0].origin else { panic!("no detail") };
            assert!(detail.contains("hides trouble") && detail.contains("reject early too"));
            assert_eq!(figures, &["cap"]);
        }
    }
}
