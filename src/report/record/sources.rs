//! Where the figures of the record come from: each source once, with what was taken from it.

use super::{escape, line, list};
use crate::notation;
use crate::report::Subject;
use crate::report::provenance::{Entry, Voucher, entries};
use crate::report::table::linked;
use crate::sheets::wording;

/// The sources in the order in which the figures name them.
pub(super) fn section(subject: Subject<'_>) -> String {
    let entries = entries(subject);
    let mut groups: Vec<Vec<&Entry<'_>>> = Vec::new();
    for entry in &entries {
        let is_same = |group: &&mut Vec<&Entry<'_>>| group.first().is_some_and(|first| same(first, entry));
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    let bullets = groups.into_iter().filter_map(|group| {
        let figures: Vec<String> = group.iter().map(|entry| figure(entry)).collect();
        Some(format!("{}. {}", head(group.first()?), figures.join("; ")))
    });
    format!("\n### Sources\n\n{}", list(bullets))
}

/// Whether the same source vouches for both. Every measurement is a source of its own.
fn same(a: &Entry<'_>, b: &Entry<'_>) -> bool {
    match (a.voucher, b.voucher) {
        (Voucher::Source(a), Voucher::Source(b)) => a.id == b.id,
        (Voucher::Unknown(a, _), Voucher::Unknown(b, _)) => a == b,
        _ => false,
    }
}

fn head(entry: &Entry<'_>) -> String {
    match entry.voucher {
        Voucher::Source(source) => {
            let title = format!("{}: {}, {}", line(&source.publisher), line(&source.title), source.published);
            format!("{title}, {}", linked(&source.url))
        }
        Voucher::Unknown(id, _) => escape(id),
        Voucher::Measured(measured) => {
            let about = wording::measured::about(measured);
            escape(&format!("Measured by the team: {}", about.trim_end_matches('.')))
        }
    }
}

fn figure(entry: &Entry<'_>) -> String {
    let value = notation::plain(entry.value);
    escape(&format!("{} {value} {} ({})", entry.id, entry.unit, entry.confidence))
}
