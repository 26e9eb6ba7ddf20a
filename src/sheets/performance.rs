//! The Performance page: what was measured, how many workers that makes, and what they cost.

mod capacity;
mod compute;
mod cost;
mod ratios;
mod sets;
mod web;

use super::{Cell, Sheet};
use crate::catalog::{BenchmarkKind, BenchmarkSet, Confidence, Edition, Figure, Metric};
use crate::model::{Alternative, Facts, Outlook};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{CPU_MS, HEAVY_PERCENT, NATIVE_PERCENT, RPS};

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    let web = chosen_set(facts, outlook).map(|set| web::sheet(facts, outlook, set, true));
    let others = [
        sets::sheet(facts, outlook),
        capacity::sheet(outlook),
        cost::sheet(facts, outlook),
        compute::sheet(facts, outlook),
        ratios::sheet(facts, outlook),
    ];
    web.into_iter().chain(others).collect()
}

/// The table of one benchmark set, whether or not the baselines come from it. Sets never share a table: their
/// rigs, tasks and statistics differ.
pub fn benchmark_set(facts: &Facts, outlook: &Outlook, id: &str) -> Option<Sheet> {
    let set = facts.catalog.benchmark_set(id)?;
    let chosen = chosen_set(facts, outlook).is_some_and(|chosen| chosen.id == set.id);
    Some(web::sheet(facts, outlook, set, chosen))
}

/// The sets of web benchmarks, in the order in which they are looked through.
pub fn benchmark_sets(facts: &Facts) -> Vec<&BenchmarkSet> {
    facts.catalog.benchmark_sets().iter().filter(|set| set.kind == BenchmarkKind::Web).collect()
}

/// The benchmark set that the baselines come from.
fn chosen_set<'a>(facts: &'a Facts, outlook: &Outlook) -> Option<&'a BenchmarkSet> {
    let benchmark = facts.catalog.benchmark(&outlook.baselines.of(Alternative::Node).fact.benchmark)?;
    facts.catalog.benchmark_set(&benchmark.set)
}

/// Who measured a set, when, and on what.
fn rig(facts: &Facts, set: &BenchmarkSet) -> String {
    let publisher =
        facts.catalog.source(&set.source).map_or(set.source.as_str(), |source| source.publisher.as_str());
    let connections =
        set.connections.map_or_else(String::new, |connections| format!(", {connections} connections"));
    format!("{publisher}, {}; {}{connections}", set.date, set.rig)
}

/// Everything that the data say about a set, for its provenance.
fn about(facts: &Facts, set: &BenchmarkSet) -> String {
    let url = facts.catalog.source(&set.source).map_or("", |source| source.url.as_str());
    format!(
        "{}. Task: {}. Statistic: {}. Latency: {}. It bears: {}. It does not bear: {} {url}",
        rig(facts, set),
        set.task,
        set.statistic,
        set.latency,
        set.bears,
        set.limits
    )
}

/// Whether nothing vouches for the reading that counts.
fn is_unverified(figure: &Figure, edition: Edition) -> bool {
    figure.reading(edition).0.confidence == Confidence::Unverified
}

/// What the number of workers of an alternative is computed from.
struct Ground {
    figures: Vec<String>,
    inputs: Vec<Key>,
}

impl Ground {
    fn of(outlook: &Outlook, alternative: Alternative) -> Self {
        let runtimes = alternative.runtimes();
        let mut inputs = vec![RPS];
        inputs.extend(alternative.candidates().map(|candidate| candidate.baseline));
        if outlook.inputs[HEAVY_PERCENT] > 0.0 {
            inputs.extend([HEAVY_PERCENT, CPU_MS, NATIVE_PERCENT]);
            inputs.extend(alternative.candidates().filter_map(|candidate| candidate.factor));
        }
        let measured = runtimes.iter().filter_map(|runtime| outlook.baselines.get(*runtime));
        let figures = measured
            .filter(|baseline| !baseline.replaced)
            .map(|baseline| format!("{}.{}", baseline.fact.benchmark, Metric::Rps))
            .collect();
        Self { figures, inputs }
    }

    /// Says that a cell was computed from this and from some inputs more.
    fn under(&self, cell: Cell, formula: impl Into<String>, more: &[Key]) -> Cell {
        let figures: Vec<&str> = self.figures.iter().map(String::as_str).collect();
        let inputs: Vec<Key> = self.inputs.iter().chain(more).copied().collect();
        cell.derived(formula, &figures, &inputs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::registry::{BASELINE_NODE, BASELINE_PYTHON, GO_FACTOR, PYTHON_FACTOR};
    use crate::sheets::fixture;

    #[test]
    fn the_page_has_its_tables_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<&str> = sheets.iter().map(|sheet| sheet.id).collect();
            assert_eq!(ids, ["web", "sets", "capacity", "cost", "compute", "ratios"]);
            fixture::check(facts, &sheets);
            assert!(sheets.iter().all(|sheet| !sheet.rows.is_empty() && !sheet.note.is_empty()));
        });
    }

    #[test]
    fn the_ground_of_a_plan_names_the_figures_and_inputs_behind_it() {
        let (_, outlook) = fixture::default();
        let node = Ground::of(&outlook, Alternative::Node);
        assert_eq!(node.figures, ["web.fastify.rps"]);
        assert_eq!(node.inputs, [RPS, BASELINE_NODE]);

        let (_, outlook) = fixture::outlook(&[("work.heavy_percent", "5"), ("baseline.python_rps", "2000")]);
        let hybrid = Ground::of(&outlook, Alternative::Hybrid);
        assert_eq!(hybrid.figures, ["web.fastify.rps"], "a number of the user's own is no figure");
        assert!(hybrid.inputs.contains(&BASELINE_PYTHON) && hybrid.inputs.contains(&PYTHON_FACTOR));
        assert!(!hybrid.inputs.contains(&GO_FACTOR));
    }
}
