//! Every figure that ships has a use: a figure without one is a fact that nobody can act on, or one that was forgotten.

use std::collections::HashSet;

use jiff::civil::date;
use runtime_explorer::catalog::{Catalog, Edition, Metric, Text};
use runtime_explorer::explorer::Tab;
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::report::provenance;
use runtime_explorer::scenario::Scenario;
use runtime_explorer::sheets::{Origin, Subject};

/// What vouches for a claim or a practice, or tells what a benchmark measured.
fn evidence(catalog: &Catalog) -> HashSet<String> {
    let of_claims = catalog.claims().iter().flat_map(|claim| &claim.figures);
    let topics = catalog.practice_topics().iter();
    let of_practices =
        topics.flat_map(|topic| catalog.practices(&topic.id)).flat_map(|practice| &practice.figures);
    let answers = catalog.figures().iter().filter(|figure| !figure.claims.is_empty());
    let of_benchmarks = catalog
        .benchmark_sets()
        .iter()
        .flat_map(|set| catalog.benchmarks(&set.id))
        .flat_map(|benchmark| Metric::ALL.iter().map(|metric| format!("{}.{metric}", benchmark.id)));
    of_claims
        .chain(of_practices)
        .chain(answers.map(|figure| &figure.id))
        .map(Text::to_string)
        .chain(of_benchmarks)
        .collect()
}

/// What an outlook rests on, and what the cells of the pages name.
fn shown(facts: &Facts) -> HashSet<String> {
    let mut ids = HashSet::new();
    for edition in Edition::ALL {
        let mut scenario = Scenario::new("any", date(2026, 11, 22));
        scenario.edition = *edition;
        let outlook = evaluate(facts, &scenario);
        let analysis = Analysis::of(facts, &scenario, &outlook, [false; 3]);
        let subject = Subject { facts, scenario: &scenario, outlook: &outlook, analysis: &analysis };
        ids.extend(provenance::figures(subject).iter().map(|figure| figure.id.to_string()));
        let pages = Tab::ALL.iter().filter(|tab| **tab != Tab::Sources);
        for sheet in pages.flat_map(|tab| tab.sheets(subject)) {
            for cell in sheet.rows.into_iter().flat_map(|row| row.cells) {
                match cell.origin {
                    Origin::Figure(id) => ids.extend([id]),
                    Origin::Derived { figures, .. } | Origin::Practice { figures, .. } => ids.extend(figures),
                    Origin::Unstated | Origin::Input(_) | Origin::Text(_) | Origin::Table { .. } => {}
                }
            }
        }
    }
    ids
}

#[test]
fn every_figure_is_read_shown_or_evidence() {
    let facts = Facts::new(Catalog::built_in()).unwrap();
    let used: HashSet<String> = evidence(&facts.catalog).into_iter().chain(shown(&facts)).collect();
    let idle: Vec<&str> = facts
        .catalog
        .figures()
        .iter()
        .map(|figure| figure.id.as_str())
        .filter(|id| !used.contains(*id))
        .collect();
    assert!(idle.is_empty(), "nothing reads, shows or rests on {} figures: {idle:#?}", idle.len());
}
