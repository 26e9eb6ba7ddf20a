//! Which figures an outlook rests on, and where they come from.

use std::collections::HashSet;

use super::Subject;
use crate::catalog::{Edition, Figure, Metric, PartialDate, Runtime, Source, Unit, named};
use crate::model::criteria;
use crate::notation::{
    self,
    shown::{self, Shown},
};
use crate::scenario::measured::{Measured, TABLE};
use crate::scenario::parameter::{Group, Initial};
use crate::scenario::registry;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// The figures that only the upgrade plan reads.
const RHYTHM: &str = "rhythm.";

/// Every figure that the outlook rests on, once: baselines, defaults that nobody replaced, criteria and the
/// constants of the formulas.
pub fn figures(Subject { facts, scenario, outlook, .. }: Subject<'_>) -> Vec<&Figure> {
    let catalog = &facts.catalog;
    let mut ids: Vec<String> = Vec::new();
    for runtime in Runtime::CANDIDATES {
        let Some(baseline) = outlook.baselines.get(runtime) else { continue };
        ids.extend(baseline.figure());
        ids.push(Metric::MedianMs.figure_of(&baseline.fact.benchmark));
    }
    // The ratio of compute times is part of every outlook, whatever the factors were set to.
    ids.extend(Runtime::CANDIDATES.map(|runtime| named::of(named::COMPUTE_EACH_SECONDS, runtime.name())));
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
    ids.extend(rhythm.map(|figure| figure.id.to_string()));

    let mut seen = HashSet::new();
    ids.iter().filter_map(|id| catalog.figure(id)).filter(|figure| seen.insert(figure.id.as_str())).collect()
}

/// A figure, or a measurement of the user's own, with what vouches for it.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Its name; of a measurement `measured.node` and so on.
    pub id: String,
    /// Its value in the edition.
    pub value: f64,
    /// The unit of the value.
    pub unit: Unit,
    /// How well it is founded; `measured` for a measurement.
    pub confidence: &'static str,
    /// What vouches for it.
    pub voucher: Voucher<'a>,
    /// What the article says, where it says anything.
    pub article: Option<f64>,
}

/// What vouches for a value.
#[derive(Clone, Copy, Debug)]
pub enum Voucher<'a> {
    /// A source of the catalog.
    Source(&'a Source),
    /// A source that the catalog does not know, with its date.
    Unknown(&'a str, PartialDate),
    /// What the user measured.
    Measured(&'a Measured),
}

impl<'a> Entry<'a> {
    /// Publisher and title of the source, or its id where the catalog does not know it; of a measurement the tool and
    /// its file, and on how many cores it came to what.
    pub fn source_text(&self) -> String {
        match self.voucher {
            Voucher::Source(source) => format!("{}, {}", source.publisher, source.title),
            Voucher::Unknown(id, _) => id.to_owned(),
            Voucher::Measured(one) => {
                format!("{}: {}", wording::measured::origin(one), wording::measured::throughput(one))
            }
        }
    }

    /// The value as people read it: a figure in full, a measurement without the digits of its division.
    pub fn shown(&self) -> Shown {
        match self.voucher {
            Voucher::Measured(_) => shown::operand(self.value),
            Voucher::Source(_) | Voucher::Unknown(..) => shown::plain(self.value),
        }
    }

    /// The address of the source.
    pub fn url(&self) -> Option<&'a str> {
        match self.voucher {
            Voucher::Source(source) => Some(&source.url),
            Voucher::Unknown(..) | Voucher::Measured(_) => None,
        }
    }

    /// When the source was published, or the measurement imported.
    pub fn published(&self) -> String {
        match self.voucher {
            Voucher::Source(source) => source.published.to_string(),
            Voucher::Unknown(_, date) => date.to_string(),
            Voucher::Measured(measured) => measured.date.to_string(),
        }
    }
}

/// The measurements and figures that the outlook rests on, with what vouches for them.
pub fn entries(subject: Subject<'_>) -> Vec<Entry<'_>> {
    let measured = Runtime::CANDIDATES.into_iter().filter_map(|runtime| own(subject, runtime));
    measured.chain(figures(subject).into_iter().map(|figure| entry(subject, figure))).collect()
}

fn entry<'a>(subject: Subject<'a>, figure: &'a Figure) -> Entry<'a> {
    let reading = figure.reading(subject.outlook.inputs.edition);
    let source = subject.facts.catalog.source(&reading.source);
    Entry {
        id: figure.id.to_string(),
        value: reading.value,
        unit: figure.unit,
        confidence: reading.confidence.name(),
        voucher: source.map_or(Voucher::Unknown(&reading.source, reading.date), Voucher::Source),
        article: figure.own_reading(Edition::Article).map(|article| article.value),
    }
}

/// The measurement that is the baseline of a runtime.
fn own(subject: Subject<'_>, runtime: Runtime) -> Option<Entry<'_>> {
    let measured = subject.outlook.baselines.get(runtime)?.measured.as_ref()?;
    Some(Entry {
        id: format!("{TABLE}.{runtime}"),
        value: measured.rps_per_core(),
        unit: Unit::RequestsPerSecondPerCore,
        confidence: "measured",
        voucher: Voucher::Measured(measured),
        article: None,
    })
}

/// What comes from one source and is equally well founded, as a list of sources cites it.
#[derive(Clone, Debug)]
pub struct Citation<'a> {
    /// The source with its date.
    pub source: String,
    /// The address of the source.
    pub url: Option<&'a str>,
    /// How well the figures are founded, and each of them with its value: the end of a sentence.
    pub figures: String,
}

/// The same by source.
pub fn citations(subject: Subject<'_>) -> Vec<Citation<'_>> {
    let mut citations = Vec::new();
    let mut rest = entries(subject);
    while let Some(first) = rest.first().cloned() {
        let of_source: Vec<Entry<'_>> = rest.extract_if(.., |other| are_alike(&first, other)).collect();
        let figures: Vec<String> = of_source.iter().map(value).collect();
        citations.push(Citation {
            source: format!("{}, {}", first.source_text(), first.published()),
            url: first.url(),
            figures: format!("{}: {}.", first.confidence, figures.join(", ")),
        });
    }
    citations
}

/// Whether two figures have the same source and are as well founded. Every measurement is a source of its own.
fn are_alike(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let same_source = match (one.voucher, other.voucher) {
        (Voucher::Source(one), Voucher::Source(other)) => one.id == other.id,
        (Voucher::Unknown(one, _), Voucher::Unknown(other, _)) => one == other,
        (Voucher::Measured(_), Voucher::Measured(_)) => one.id == other.id,
        _ => false,
    };
    same_source && one.confidence == other.confidence
}

/// A figure with its value, and the article's where that is another one.
fn value(entry: &Entry<'_>) -> String {
    let unit = match entry.unit {
        Unit::Count | Unit::Ratio | Unit::Version => String::new(),
        unit => format!(" {}", wording::unit_of(entry.value, unit.name())),
    };
    let article = match entry.article {
        Some(article) if article.total_cmp(&entry.value).is_ne() => {
            format!(" (article: {})", notation::plain(article))
        }
        _ => String::new(),
    };
    format!("{} {}{unit}{article}", entry.id, entry.shown().text)
}

/// The same as a table.
pub fn sheet(subject: Subject<'_>) -> Sheet {
    let rows = entries(subject)
        .into_iter()
        .map(|entry| {
            let id = entry.id.as_str();
            let from = |cell: Cell| match entry.voucher {
                Voucher::Measured(measured) => cell.explained(wording::measured::about(measured)),
                Voucher::Source(_) | Voucher::Unknown(..) => cell.figure(id),
            };
            Row::new(vec![
                from(Cell::text(id)),
                from(Cell::number(entry.value, entry.shown())),
                Cell::text(entry.unit.name()).tone(Tone::Muted),
                Cell::optional(entry.article, shown::plain).tone(Tone::Muted),
                Cell::text(entry.confidence),
                Cell::text(entry.published()),
                Cell::text(entry.source_text()),
                Cell::text(entry.url().unwrap_or_default()),
            ])
        })
        .collect();
    Sheet {
        id: SheetId::Provenance,
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
