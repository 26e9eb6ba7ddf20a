//! Which figures an outlook rests on, and where they come from.

use std::collections::HashSet;

use super::Subject;
use crate::catalog::{Edition, Figure, Metric, Reading, Source};
use crate::model::criteria;
use crate::notation;
use crate::scenario::definitions::RUNTIMES;
use crate::scenario::parameter::{Group, Initial};
use crate::scenario::registry;
use crate::sheets::{Cell, Column, Row, Sheet, Tone};

/// The stable name of the table.
pub const ID: &str = "provenance";

/// The figures that only the upgrade plan reads.
const RHYTHM: &str = "rhythm.";

/// Every figure that the outlook rests on, once: baselines, defaults that nobody replaced, criteria and the
/// constants of the formulas.
pub fn figures(Subject { facts, scenario, outlook, .. }: Subject<'_>) -> Vec<&Figure> {
    let catalog = &facts.catalog;
    let mut ids: Vec<String> = Vec::new();
    for runtime in RUNTIMES {
        let Some(baseline) = outlook.baselines.get(runtime) else { continue };
        let benchmark = &baseline.fact.benchmark;
        if !baseline.replaced {
            ids.push(format!("{benchmark}.{}", Metric::Rps));
        }
        ids.push(format!("{benchmark}.{}", Metric::MedianMs));
    }
    // The ratio of compute times is part of every outlook, whatever the factors were set to.
    ids.extend(RUNTIMES.map(|runtime| format!("compute.{runtime}.{}", Metric::Seconds)));
    for key in registry::keys() {
        let parameter = registry::get(key);
        if facts.definitions.is_changed(scenario, key) || parameter.group == Group::Concurrency {
            continue;
        }
        match parameter.initial {
            Initial::Figure(id) => ids.push(id.to_owned()),
            Initial::Ratio(over, under) => ids.extend([over.to_owned(), under.to_owned()]),
            Initial::Fixed(_) | Initial::Choice(_) | Initial::Baseline(_) | Initial::Today => {}
        }
    }
    let exact = criteria::ALL.iter().flat_map(|criterion| criterion.figures).filter(|id| !id.contains('*'));
    ids.extend(exact.map(|id| (*id).to_owned()));
    ids.extend(facts.model_figures().iter().cloned());
    let rhythm = catalog.figures().iter().filter(|figure| figure.id.starts_with(RHYTHM));
    ids.extend(rhythm.map(|figure| figure.id.clone()));

    let mut seen = HashSet::new();
    ids.iter().filter_map(|id| catalog.figure(id)).filter(|figure| seen.insert(figure.id.as_str())).collect()
}

/// A figure with what vouches for it, under an edition.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Its reading in the edition.
    pub reading: &'a Reading,
    /// The source of the reading.
    pub source: Option<&'a Source>,
    /// What the article says, where it says anything.
    pub article: Option<f64>,
}

impl Entry<'_> {
    /// Publisher and title of the source; its id where the catalog does not know it.
    pub fn source_text(&self) -> String {
        self.source.map_or_else(
            || self.reading.source.clone(),
            |source| format!("{}, {}", source.publisher, source.title),
        )
    }

    /// When the source was published.
    pub fn published(&self) -> String {
        self.source.map_or(self.reading.date, |source| source.published).to_string()
    }
}

/// The figures that the outlook rests on with their sources.
pub fn entries(subject: Subject<'_>) -> Vec<Entry<'_>> {
    figures(subject)
        .into_iter()
        .map(|figure| {
            let reading = figure.reading(subject.outlook.inputs.edition).0;
            let (article, borrowed) = figure.reading(Edition::Article);
            Entry {
                figure,
                reading,
                source: subject.facts.catalog.source(&reading.source),
                article: (!borrowed).then_some(article.value),
            }
        })
        .collect()
}

/// The same as a table.
pub fn sheet(subject: Subject<'_>) -> Sheet {
    let rows = entries(subject)
        .into_iter()
        .map(|entry| {
            let id = entry.figure.id.as_str();
            Row::new(vec![
                Cell::text(id).figure(id),
                Cell::number(entry.reading.value, notation::plain(entry.reading.value)).figure(id),
                Cell::text(entry.figure.unit.name()).tone(Tone::Muted),
                Cell::optional(entry.article, notation::plain).tone(Tone::Muted),
                Cell::text(entry.reading.confidence.name()),
                Cell::text(entry.published()),
                Cell::text(entry.source_text()),
                Cell::text(entry.source.map_or("", |source| source.url.as_str())),
            ])
        })
        .collect();
    Sheet {
        id: ID,
        title: "Sources".to_owned(),
        note: format!("Every figure that this rests on, {} edition.", subject.outlook.inputs.edition),
        columns: vec![
            Column::text("Figure", 0),
            Column::number("Value", 0),
            Column::text("Unit", 1),
            Column::number("Article", 2),
            Column::text("Confidence", 2),
            Column::text("Published", 3),
            Column::text("Source", 3),
            Column::text("URL", 4),
        ],
        rows,
    }
}
