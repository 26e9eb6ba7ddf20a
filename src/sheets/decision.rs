//! The Decision page: the ranking, what it is made of, how far to trust it, and what to do next.

mod checklist;
mod choices;
mod confidence;
mod contributions;
mod deployment;
mod execution_plan;
mod flips;
mod limits;
mod method;
mod ranking;
mod reasons;
mod success_metrics;
mod tornado;
mod warnings;

pub use self::contributions::points_cell;
use crate::catalog::Catalog;
use crate::model::condition::Condition;
use crate::model::criteria::Criterion;
use crate::model::{Alternative, mend, roadmap};
use crate::scenario::parameter::Key;
use crate::sheets::{Cell, Sheet, Subject};

/// The tables of the page.
pub fn sheets(on: Subject<'_>) -> Vec<Sheet> {
    let Subject { facts, outlook, .. } = on;
    let roadmap = roadmap::roadmap(facts, outlook);
    let mends = mend::mends(facts, outlook);
    vec![
        ranking::sheet(facts, outlook),
        reasons::sheet(facts, outlook, &mends),
        confidence::sheet(on),
        flips::sheet(on),
        tornado::sheet(on),
        contributions::contributions(facts, outlook),
        contributions::values(facts, outlook),
        limits::sheet(facts, outlook, &mends),
        method::sheet(outlook),
        checklist::sheet(facts, outlook),
        choices::sheet(facts, outlook),
        deployment::sheet(facts, outlook),
        execution_plan::sheet(facts, outlook, &roadmap),
        success_metrics::sheet(facts, outlook, &roadmap),
        warnings::sheet(outlook),
    ]
}

/// Says that a cell was made from everything that some conditions read, each figure and input once.
fn read(cell: Cell, formula: impl Into<String>, conditions: &[Condition]) -> Cell {
    let mut figures: Vec<&str> = Vec::new();
    for id in conditions.iter().flat_map(Condition::figures) {
        if !figures.contains(&id) {
            figures.push(id);
        }
    }
    let mut inputs: Vec<Key> = Vec::new();
    for key in conditions.iter().flat_map(Condition::inputs) {
        if !inputs.contains(&key) {
            inputs.push(key);
        }
    }
    cell.derived(formula).of_figures(&figures).of_inputs(&inputs)
}

/// The figures that a criterion rests on for an alternative: a `*` is the alternative itself where it has a figure
/// of its own, and each of its runtimes where it has none.
fn figures(catalog: &Catalog, criterion: &Criterion, alternative: Alternative) -> Vec<String> {
    let mut ids = Vec::new();
    for pattern in criterion.figures {
        let Some((before, after)) = pattern.split_once('*') else {
            ids.push((*pattern).to_owned());
            continue;
        };
        let own = format!("{before}{}{after}", alternative.id());
        if catalog.figure(&own).is_some() {
            ids.push(own);
        } else {
            ids.extend(alternative.runtimes().iter().map(|runtime| format!("{before}{runtime}{after}")));
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::criteria;
    use crate::sheets::SheetId;
    use crate::sheets::fixture;

    #[test]
    fn the_page_has_its_tables_and_every_row_fills_its_columns() {
        fixture::for_awkward_subjects(|on| {
            let sheets = sheets(on);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(
                ids,
                [
                    SheetId::Ranking,
                    SheetId::Reasons,
                    SheetId::Confidence,
                    SheetId::Flips,
                    SheetId::Tornado,
                    SheetId::Contributions,
                    SheetId::CriterionValues,
                    SheetId::Limits,
                    SheetId::Method,
                    SheetId::Checklist,
                    SheetId::Choices,
                    SheetId::Deployment,
                    SheetId::ExecutionPlan,
                    SheetId::SuccessMetrics,
                    SheetId::Warnings,
                ]
            );
            fixture::check(on.facts, &sheets);
        });
    }

    #[test]
    fn a_star_stands_for_the_alternative_or_its_runtimes() {
        let facts = fixture::facts();
        let of = |id: &str, alternative| {
            let criterion = criteria::ALL.iter().find(|criterion| criterion.id == id).unwrap();
            figures(&facts.catalog, criterion, alternative)
        };
        assert_eq!(of("data", Alternative::Hybrid), ["judgement.data.hybrid"]);
        assert_eq!(of("data", Alternative::Go), ["judgement.data.go"]);
        assert_eq!(of("onboarding", Alternative::Hybrid).len(), 3, "both runtimes and the penalty");
    }

    #[test]
    fn every_figure_named_is_in_the_data() {
        let facts = fixture::facts();
        for criterion in &criteria::ALL {
            for alternative in Alternative::ALL {
                for id in figures(&facts.catalog, criterion, alternative) {
                    assert!(facts.catalog.figure(&id).is_some(), "{}: {id}", criterion.id);
                }
            }
        }
    }
}
