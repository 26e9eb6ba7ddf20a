//! Where every figure comes from, by source and by how well it is founded.

use super::Ground;
use crate::catalog::Unit;
use crate::notation;
use crate::report::markdown::Document;
use crate::report::provenance::{self, Entry};

pub(super) fn write(on: &Ground<'_>, out: &mut Document) {
    out.heading(3, "Sources");
    out.paragraph(on.note(provenance::ID));
    let mut rest = provenance::entries(on.subject);
    while let Some(first) = rest.first().copied() {
        let of_source: Vec<Entry<'_>> = rest.extract_if(.., |other| are_alike(&first, other)).collect();
        let figures: Vec<String> = of_source.iter().map(value).collect();
        out.citation(
            &format!("{}, {},", first.source_text(), first.published()),
            first.source.map_or("", |source| source.url.as_str()),
            &format!(", {}: {}.", first.reading.confidence, figures.join(", ")),
        );
    }
}

/// Whether two figures have the same source and are as well founded.
fn are_alike(one: &Entry<'_>, other: &Entry<'_>) -> bool {
    one.reading.source == other.reading.source && one.reading.confidence == other.reading.confidence
}

/// A figure with its value in full, and the article's where that is another one.
fn value(entry: &Entry<'_>) -> String {
    let unit = match entry.figure.unit {
        Unit::Count | Unit::Ratio | Unit::Version => String::new(),
        unit => format!(" {unit}"),
    };
    let article = match entry.article {
        Some(article) if article.total_cmp(&entry.reading.value).is_ne() => {
            format!(" (article: {})", notation::plain(article))
        }
        _ => String::new(),
    };
    format!("{} {}{unit}{article}", entry.figure.id, notation::plain(entry.reading.value))
}
