//! The Performance page: what was measured, how many workers that makes, and what they cost.

mod capacity;
mod compute;
mod cost;
mod payback;
mod ratios;
mod sets;
mod web;

use super::{Cell, Row, Sheet, Tone};
use crate::catalog::{BenchmarkKind, BenchmarkSet, Confidence, Edition, Figure};
use crate::model::{Facts, Outlook};
use crate::notation::shown::Shown;

/// The tables of the page.
pub fn sheets(facts: &Facts, outlook: &Outlook) -> Vec<Sheet> {
    let web = facts.chosen_set(&outlook.baselines).map(|set| web::sheet(facts, outlook, set, true));
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
    let chosen = facts.chosen_set(&outlook.baselines).is_some_and(|chosen| chosen.id == set.id);
    Some(web::sheet(facts, outlook, set, chosen))
}

/// The sets of web benchmarks, in the order in which they are looked through.
pub fn benchmark_sets(facts: &Facts) -> Vec<&BenchmarkSet> {
    facts.catalog.benchmark_sets().iter().filter(|set| set.kind == BenchmarkKind::Web).collect()
}

/// The benchmark set that the default factors for heavy work come from.
fn factors_set(facts: &Facts) -> Option<&BenchmarkSet> {
    facts.catalog.benchmark_set(&facts.catalog.benchmark("compute.node")?.set)
}

/// Who measured a set, when, and on what.
fn rig(facts: &Facts, set: &BenchmarkSet) -> String {
    let publisher = facts.catalog.publisher(&set.source);
    let connections =
        set.connections.map_or_else(String::new, |connections| format!(". {connections} connections"));
    format!("{publisher}, {}: {}{connections}", set.date, set.rig)
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
    figure.reading(edition).confidence == Confidence::Unverified
}

/// What stands behind a number that nothing vouches for.
const UNVERIFIED: &str = "?";

/// What a note says of that mark, if a table has it.
fn mark_of_unverified(rows: &[Row]) -> &'static str {
    let is_marked = |cell: &Cell| cell.doubt() == UNVERIFIED;
    if rows.iter().flat_map(|row| &row.cells).any(is_marked) { "? unverified. " } else { "" }
}

/// The reading of a figure that counts, marked where nothing vouches for it.
fn reading(figure: &Figure, edition: Edition, show: impl Fn(f64) -> Shown) -> Cell {
    let value = figure.value(edition);
    let cell = Cell::number(value, show(value)).figure(figure.id.as_str());
    if is_unverified(figure, edition) { cell.doubted(UNVERIFIED).tone(Tone::Warning) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::shown;
    use crate::sheets::SheetId;
    use crate::sheets::fixture;

    #[test]
    fn a_question_mark_is_a_doubt_only_behind_what_nothing_vouches_for() {
        let facts = fixture::facts();
        let figures = facts.catalog.figures();
        let sought = |unverified| {
            let fits = |figure: &&Figure| is_unverified(figure, Edition::Audited) == unverified;
            figures.iter().find(fits).unwrap().id.as_str()
        };
        let note = |cell: Cell| mark_of_unverified(&[Row::new(vec![cell])]);
        let doubted = facts.catalog.figure(sought(true)).unwrap();
        assert_eq!(note(reading(doubted, Edition::Audited, shown::plain)), "? unverified. ");
        assert_eq!(note(Cell::text("Is it JSON?")), "");
        assert_eq!(note(Cell::text("Is it JSON?").figure(sought(false))), "");
        assert_eq!(note(Cell::text("unverified").figure(sought(true))), "", "it says so itself");
    }

    #[test]
    fn the_page_has_its_tables_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheets = sheets(facts, outlook);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(
                ids,
                [
                    SheetId::Web,
                    SheetId::Sets,
                    SheetId::Capacity,
                    SheetId::Cost,
                    SheetId::Compute,
                    SheetId::Ratios
                ]
            );
            fixture::check(facts, &sheets);
            assert!(sheets.iter().all(|sheet| !sheet.rows.is_empty() && !sheet.note.is_empty()));
        });
    }
}
