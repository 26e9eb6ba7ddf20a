//! Where every figure comes from, by source and by how well it is founded.

use super::Material;
use crate::catalog::Unit;
use crate::notation;
use crate::report::markdown::Document;
use crate::report::provenance::{self, Entry, Voucher};

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    out.heading(3, "Sources");
    out.paragraph(on.note(provenance::ID));
    let mut rest = provenance::entries(on.subject);
    while let Some(first) = rest.first().cloned() {
        let of_source: Vec<Entry<'_>> = rest.extract_if(.., |other| are_alike(&first, other)).collect();
        let figures: Vec<String> = of_source.iter().map(value).collect();
        let source = format!("{}, {},", first.source_text(), first.published());
        let founded = format!("{}: {}.", first.confidence, figures.join(", "));
        match first.url() {
            Some(url) => out.citation(&source, url, &format!(", {founded}")),
            None => out.item(&format!("{source} {founded}")),
        }
    }
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
        unit => format!(" {unit}"),
    };
    let article = match entry.article {
        Some(article) if article.total_cmp(&entry.value).is_ne() => {
            format!(" (article: {})", notation::plain(article))
        }
        _ => String::new(),
    };
    format!("{} {}{unit}{article}", entry.id, entry.value_text())
}
