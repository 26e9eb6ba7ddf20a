//! Where the figures of the record come from: each source once, with what was taken from it.

use super::{escape, line, list};
use crate::notation;
use crate::report::Subject;
use crate::report::provenance::{Entry, entries};
use crate::report::table::linked;

/// The sources in the order in which the figures name them.
pub(super) fn section(subject: Subject<'_>) -> String {
    let entries = entries(subject);
    let mut groups: Vec<(&str, Vec<&Entry<'_>>)> = Vec::new();
    for entry in &entries {
        let id = entry.reading.source.as_str();
        match groups.iter_mut().find(|(known, _)| *known == id) {
            Some((_, group)) => group.push(entry),
            None => groups.push((id, vec![entry])),
        }
    }
    let bullets = groups.into_iter().map(|(id, group)| {
        let figures: Vec<String> = group.iter().map(|entry| figure(entry)).collect();
        let head = group.first().and_then(|entry| entry.source).map_or_else(
            || escape(id),
            |source| {
                let title =
                    format!("{}: {}, {}", line(&source.publisher), line(&source.title), source.published);
                format!("{title}, {}", linked(&source.url))
            },
        );
        format!("{head}. {}", figures.join("; "))
    });
    format!("\n### Sources\n\n{}", list(bullets))
}

fn figure(entry: &Entry<'_>) -> String {
    let value = notation::plain(entry.reading.value);
    escape(&format!("{} {value} {} ({})", entry.figure.id, entry.figure.unit, entry.reading.confidence))
}
