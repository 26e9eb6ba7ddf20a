//! Two scenarios side by side: what differs, what came of it, and what made the difference.

mod causes;
mod contributions;
mod inputs;
pub mod outcomes;

use crate::model::Facts;
use crate::model::comparison::{Comparison, Side};
use crate::notation::shown::{self, Shown};
use crate::sheets::{Cell, Sheet};

/// Two sides with what lies between them: what the tables are made from.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The facts that counted for both.
    pub facts: &'a Facts,
    /// What is compared with.
    pub before: Side<'a>,
    /// What is compared.
    pub after: Side<'a>,
    /// What the two are called in headings.
    pub titles: [&'static str; 2],
    /// What the two are called in sentences: their names, or what tells them apart where these are the same.
    pub names: [&'a str; 2],
    /// What lies between them.
    pub comparison: &'a Comparison,
}

/// The tables, that of the outcomes first.
pub fn sheets(on: Compared<'_>) -> Vec<Sheet> {
    vec![outcomes::sheet(on), inputs::sheet(on), causes::sheet(on), contributions::sheet(on)]
}

/// Points with their sign; a dash where they round to none.
fn signed(points: f64) -> Shown {
    shown::change(points, 1)
}

/// What was, and what has become of it; once where both read the same.
pub(super) fn pair(before: &str, after: &str) -> String {
    if before == after { after.to_owned() } else { format!("{before} → {after}") }
}

/// A cell of points that something has grown by.
fn points(value: f64) -> Cell {
    Cell::number(value, signed(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evaluate;
    use crate::scenario::{Scenario, assignment};
    use crate::sheets::fixture;
    use jiff::civil::date;

    /// Calls with the default scenario and one that differs from it.
    pub(super) fn with_compared(sets: &[&str], check: impl Fn(Compared<'_>)) {
        between(&[], sets, check);
    }

    pub(super) fn between(a: &[&str], b: &[&str], check: impl Fn(Compared<'_>)) {
        let facts = fixture::facts();
        let [a, b] = [a, b].map(|sets| {
            let mut scenario = Scenario::new("test", date(2026, 11, 22));
            assignment::assign(&facts.definitions, &mut scenario, sets.iter().copied()).unwrap();
            scenario
        });
        let outlooks = [&a, &b].map(|scenario| evaluate(&facts, scenario));
        let before = Side { scenario: &a, outlook: &outlooks[0] };
        let after = Side { scenario: &b, outlook: &outlooks[1] };
        let comparison = Comparison::of(&facts, before, after);
        let (titles, names) = (["Pinned", "Now"], ["test", "test"]);
        check(Compared { facts: &facts, before, after, titles, names, comparison: &comparison });
    }

    pub(super) fn sum(sheet: &Sheet, rows: impl Fn(&crate::sheets::Row) -> bool, column: usize) -> f64 {
        let numbers =
            sheet.rows.iter().filter(|row| rows(row)).map(|row| row.cells[column].place().unwrap_or(0.0));
        numbers.sum()
    }

    #[test]
    fn every_row_fills_its_columns_whatever_is_compared() {
        let far =
            ["work.wait_ms=2000", "objective.p99_ms=1", "team.js=0", "guardrails.lag_ms=9", "traffic.rps=1"];
        let nothing: &[&str] = &[];
        for (a, b) in
            [(nothing, nothing), (nothing, &far), (&far, nothing), (nothing, &["traffic.rps=1000000"])]
        {
            between(a, b, |on| {
                let sheets = sheets(on);
                fixture::check(on.facts, &sheets);
                for sheet in &sheets {
                    assert!(sheet.columns.iter().all(|column| column.title.chars().count() <= 14));
                }
            });
        }
    }
}
