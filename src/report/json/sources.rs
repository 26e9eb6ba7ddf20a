//! What everything rests on.

use serde::Serialize;

use crate::report::provenance;

#[derive(Serialize)]
pub(super) struct Provenance<'a> {
    figure: String,
    value: f64,
    unit: &'static str,
    source: String,
    url: Option<&'a str>,
    published: String,
    confidence: &'static str,
    article: Option<f64>,
}

impl<'a> From<provenance::Entry<'a>> for Provenance<'a> {
    fn from(entry: provenance::Entry<'a>) -> Self {
        Self {
            figure: entry.id.clone(),
            value: entry.value,
            unit: entry.unit.name(),
            source: entry.source_text(),
            url: entry.url(),
            published: entry.published(),
            confidence: entry.confidence,
            article: entry.article,
        }
    }
}
