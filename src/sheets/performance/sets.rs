//! All benchmark sets, which never share an axis: only their ratios can be compared.

use super::about;
use crate::catalog::{Benchmark, BenchmarkKind, BenchmarkSet, Figure, Metric, Runtime};
use crate::model::{Facts, Outlook};
use crate::notation::{operand, shown};
use crate::scenario::candidates::candidate;
use crate::scenario::definitions::throughput;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// The table `sets`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    Sheet {
        id: SheetId::Sets,
        title: "Benchmark sets".to_owned(),
        note: "Each set has its own machine, task and method: compare ratios only. A \
               ratio above 1 says that Node.js is faster; a dash, that the set has no single row for one \
               of the two."
            .to_owned(),
        columns: vec![
            Column::text("Set", 0),
            Column::number("Node/Python", 0),
            Column::number("Node/Go", 0),
            Column::prose("use", 1),
            Column::text("date", 2),
            Column::number("rows", 4),
            Column::number("connections", 5),
            Column::number("cores", 5),
            Column::prose("shows", 3),
        ],
        rows: facts.catalog.benchmark_sets().iter().map(|set| row(facts, outlook, set)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, set: &BenchmarkSet) -> Row {
    let is_chosen = facts.chosen_set(&outlook.baselines).is_some_and(|chosen| chosen.id == set.id);
    let (serves, tone) = match (is_chosen, set.baseline) {
        (true, _) => ("baseline", Tone::Strong),
        (false, true) => ("selectable", Tone::Plain),
        (false, false) => ("comparison", Tone::Muted),
    };
    let description = about(facts, set);
    let rows = facts.catalog.benchmarks(&set.id).count();
    let connections = set.connections.map(|connections| f64::from(connections.get()));
    Row::new(vec![
        Cell::text(set.title.as_str()).tone(tone).explained(description.as_str()),
        ratio(facts, outlook, set, Runtime::Python),
        ratio(facts, outlook, set, Runtime::Go),
        Cell::text(serves).tone(tone),
        Cell::text(set.date.to_string()).explained(description.as_str()),
        Cell::number(rows as f64, shown::count(rows as u64)).explained("Programs of the set."),
        Cell::optional(connections, |connections| shown::fixed(connections, 0))
            .explained(description.as_str()),
        Cell::number(f64::from(set.cores.get()), shown::count(set.cores.get().into()))
            .explained(description.as_str()),
        Cell::text(set.bears.as_str()).explained(description.as_str()),
    ])
}

/// How much faster Node.js is than another runtime in a set.
fn ratio(facts: &Facts, outlook: &Outlook, set: &BenchmarkSet, other: Runtime) -> Cell {
    let edition = outlook.inputs.edition;
    let sides = stands_for(facts, outlook, set, Runtime::Node).zip(stands_for(facts, outlook, set, other));
    let Some(((node, node_figure), (other, other_figure))) = sides else {
        return Cell::none().explained("The set has no single row for both runtimes.");
    };
    let (node_value, other_value) = (node_figure.value(edition), other_figure.value(edition));
    let (over, under, formula) = match set.kind {
        BenchmarkKind::Web => (node_value, other_value, "throughput of"),
        BenchmarkKind::Compute => (other_value, node_value, "speed of"),
    };
    Cell::number(over / under, shown::times(over / under))
        .derived(format!("{formula} {} / {formula} {}", node.label, other.label))
        .of_figures(&[&node_figure.id, &other_figure.id])
        .calculated(format!("{} / {}", operand(over), operand(under)))
}

/// The row of a set that stands for a runtime: under web benchmarks the chosen framework or else the first one;
/// under compute benchmarks the only one, since several jobs have no common time.
fn stands_for<'a>(
    facts: &'a Facts,
    outlook: &Outlook,
    set: &'a BenchmarkSet,
    runtime: Runtime,
) -> Option<(&'a Benchmark, &'a Figure)> {
    let catalog = &facts.catalog;
    match set.kind {
        BenchmarkKind::Web => {
            let key = candidate(runtime)?.framework;
            let framework = facts.definitions.chosen(&outlook.inputs, key).map(|entry| entry.id.as_str());
            let of = |framework| throughput(catalog, outlook.inputs.edition, &set.id, runtime, framework);
            let (id, _) = of(framework).or_else(|| of(None))?;
            let benchmark = catalog.benchmark(&id)?;
            Some((benchmark, catalog.metric(benchmark, Metric::Rps)?))
        }
        BenchmarkKind::Compute => {
            let mut rows = catalog.benchmarks(&set.id).filter(|benchmark| benchmark.runtime == runtime);
            let benchmark = rows.next().filter(|_| rows.next().is_none())?;
            Some((benchmark, catalog.metric(benchmark, Metric::Seconds)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;
    use crate::sheets::{Origin, fixture};

    fn find<'a>(sheet: &'a Sheet, title: &str) -> &'a [Cell] {
        &sheet.rows.iter().find(|row| row.cells[0].text.starts_with(title)).unwrap().cells
    }

    #[test]
    fn every_set_is_there_with_its_ratios() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(sheet.rows.len(), facts.catalog.benchmark_sets().len());
        let sharkbench = find(&sheet, "Sharkbench, August 2025");
        assert_eq!((sharkbench[1].text.as_str(), sharkbench[2].text.as_str()), ("7.9x", "2.6x"));
        assert_eq!(sharkbench[3].text, "baseline");
        let measured = find(&sheet, "Measured: Sharkbench's task");
        assert_eq!((measured[2].text.as_str(), measured[3].text.as_str()), ("1.1x", "selectable"));
        let leibniz = find(&sheet, "Leibniz series, August 2025");
        assert_eq!((leibniz[1].text.as_str(), leibniz[3].text.as_str()), ("39x", "comparison"));
    }

    #[test]
    fn a_set_without_one_row_for_a_runtime_has_a_dash() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(find(&sheet, "TechEmpower round 23: JSON")[1].text, notation::NONE, "no Python row");
        assert_eq!(find(&sheet, "Measured: ten kinds")[1].text, notation::NONE, "many jobs");
    }

    #[test]
    fn the_chosen_framework_counts_where_a_set_has_it() {
        let (facts, outlook) = fixture::outlook(&[("framework.node", "express")]);
        let sheet = sheet(&facts, &outlook);
        let cell = &find(&sheet, "Sharkbench, August 2025")[1];
        assert!(
            matches!(&cell.origin, Origin::Derived { figures, .. } if figures[0] == "web.express.rps"),
            "{cell:?}"
        );
    }
}
