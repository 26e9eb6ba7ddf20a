//! The Concurrency page: how much blocking the event loops bear, what each way of running is for, and which red
//! lines are crossed.

mod blocking;
mod lag;
mod models;
mod red_lines;
mod simulation;
mod ways;

use crate::model::{Facts, Outlook};
use crate::sheets::{Sheet, Subject};

/// The tables of the page.
pub fn sheets(on: Subject<'_>) -> Vec<Sheet> {
    let Subject { facts, outlook, .. } = on;
    vec![
        simulation::sheet(on),
        lag::sheet(on),
        blocking::sheet(facts, outlook),
        models::sheet(on),
        red_lines::sheet(facts, outlook),
    ]
}

/// The value of a figure in the edition; none where the data lack it.
fn value(facts: &Facts, outlook: &Outlook, id: &str) -> Option<f64> {
    facts.catalog.figure(id).map(|figure| figure.value(outlook.inputs.edition))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::SheetId;
    use crate::sheets::fixture;

    #[test]
    fn the_page_has_its_tables_and_every_row_fills_its_columns() {
        fixture::for_awkward_subjects(|on| {
            let sheets = sheets(on);
            let ids: Vec<SheetId> = sheets.iter().map(|sheet| sheet.id.clone()).collect();
            assert_eq!(
                ids,
                [SheetId::Simulation, SheetId::Lag, SheetId::Blocking, SheetId::Models, SheetId::RedLines]
            );
            assert!(sheets.iter().skip(2).all(|sheet| !sheet.rows.is_empty()));
            fixture::check(on.facts, &sheets);
        });
    }
}
