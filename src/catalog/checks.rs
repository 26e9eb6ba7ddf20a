//! What only the whole catalog can tell: whether entries fit together.

use super::fields::{Found, Kind, Reference, advice};
use super::nearest::nearest;
use super::problem::Problem;
use super::{Benchmark, Catalog, Metric, Practice, listing};
use crate::quote::{listed, quoted};

/// Checks the finished catalog and notes the problems.
pub(super) fn check(catalog: &Catalog, found: &mut Found) {
    for reference in std::mem::take(&mut found.references) {
        if !found.unreadable.contains(&(reference.kind, reference.id.clone())) {
            check_reference(catalog, &reference, &mut found.problems);
        }
    }
    for benchmark in catalog.benchmarks.entries() {
        check_metrics(catalog, benchmark, found);
    }
    for practice in catalog.practices.entries() {
        check_cells(catalog, practice, &mut found.problems);
    }
    listing::check(catalog, found);
}

fn check_reference(catalog: &Catalog, reference: &Reference, problems: &mut Vec<Problem>) {
    let id = &reference.id;
    let advice = match reference.kind {
        Kind::Source => missing(catalog.source(id).is_some(), id, "sources", catalog.sources.keys()),
        Kind::Figure => missing(catalog.figure(id).is_some(), id, "figures", catalog.figures.keys()),
        Kind::Claim => missing(catalog.claim(id).is_some(), id, "claims", catalog.claims.keys()),
        Kind::BenchmarkSet => {
            missing(catalog.benchmark_set(id).is_some(), id, "sets", catalog.benchmark_sets.keys())
        }
        Kind::Framework => {
            missing(catalog.framework(id).is_some(), id, "frameworks", catalog.frameworks.keys())
        }
        Kind::PracticeTopic => {
            missing(catalog.practice_topics.get(id).is_some(), id, "topics", catalog.practice_topics.keys())
        }
        Kind::ReleaseLine => {
            missing(catalog.release_lines.get(id).is_some(), id, "lines", catalog.release_lines.keys())
        }
        // Nothing refers to these by id.
        Kind::Benchmark | Kind::Practice => None,
    };
    if let Some(advice) = advice {
        let message = format!("there is no [[{}]] {}; {advice}", reference.kind, quoted(id));
        problems.push(Problem::at(reference.place.clone(), message));
    }
}

/// Lists longer than this help nobody in a message.
const LONGEST_LIST: usize = 12;

fn missing<'a>(
    is_known: bool,
    id: &str,
    plural: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Option<String> {
    if is_known {
        return None;
    }
    let is_near = nearest(id, known.clone()).is_some();
    Some(if is_near || known.clone().count() <= LONGEST_LIST {
        advice(id, plural, known)
    } else {
        "add it or correct the name".to_owned()
    })
}

fn check_metrics(catalog: &Catalog, benchmark: &Benchmark, found: &mut Found) {
    let mut has_one = false;
    for &metric in Metric::ALL {
        let id = metric.figure_of(&benchmark.id);
        has_one = has_one || found.unreadable.contains(&(Kind::Figure, id));
        let Some(figure) = catalog.metric(benchmark, metric) else { continue };
        has_one = true;
        if !metric.units().contains(&figure.unit) {
            let units: Vec<String> = metric.units().iter().map(|unit| format!("`{unit}`")).collect();
            let message = format!(
                "figure {} is a benchmark's {metric} and must be given in {}, not `{}`",
                quoted(&figure.id),
                listed(&units, "or"),
                figure.unit
            );
            found.problems.push(Problem::at(figure.place.clone(), message));
        }
    }
    if !has_one {
        let example = quoted(&Metric::Rps.figure_of(&benchmark.id));
        let message = format!("benchmark {} has no figure; add one such as {example}", quoted(&benchmark.id));
        found.problems.push(Problem::at(benchmark.place.clone(), message));
    }
}

fn check_cells(catalog: &Catalog, practice: &Practice, problems: &mut Vec<Problem>) {
    let Some(topic) = catalog.practice_topics.get(&practice.topic) else { return };
    let (cells, columns) = (practice.cells.len(), topic.columns.len());
    if cells != columns {
        let message = format!(
            "practice {} has {cells} cells, but its topic {} has {columns} columns",
            quoted(&practice.id),
            quoted(&topic.id)
        );
        problems.push(Problem::at(practice.place.clone(), message));
    }
}
