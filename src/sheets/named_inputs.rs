//! What cells name as their inputs, held against what moves them.

use std::collections::BTreeMap;

use super::{Cell, Origin, SheetId, Subject, concurrency, decision, fixture, hiring, performance};
use crate::catalog::Edition;
use crate::model::analysis::Analysis;
use crate::model::{Facts, evaluate};
use crate::scenario::parameter::{Key, Kind, Value};
use crate::scenario::{Scenario, registry};

/// The tables whose cells name all that moves them. Behind scores and ranks are all inputs there are.
const TABLES: [SheetId; 8] = [
    SheetId::Capacity,
    SheetId::Cost,
    SheetId::Blocking,
    SheetId::RedLines,
    SheetId::Models,
    SheetId::Choices,
    SheetId::Team,
    SheetId::Limits,
];

/// Heavy work beside light, planned by the strictest way of counting and by a fixed number; and light work alone, by the
/// objective.
const SCENARIOS: [&[(&str, &str)]; 3] = [
    &[("work.heavy_percent", "5"), ("work.cpu_ms", "10"), ("work.native_percent", "30"), ("plan.zones", "2")],
    &[
        ("work.heavy_percent", "5"),
        ("work.cpu_ms", "4"),
        ("need.data_percent", "30"),
        ("plan.method", "fixed"),
        ("plan.instances", "40"),
        ("traffic.rps", "3000"),
    ],
    &[("plan.method", "p99"), ("objective.p99_ms", "5"), ("traffic.rps", "60000")],
];

/// Where cells stand: the table, the first cell of the row, the column.
type Place = (String, String, String);

fn cells(facts: &Facts, scenario: &Scenario) -> BTreeMap<Place, Cell> {
    let outlook = evaluate(facts, scenario);
    let analysis = Analysis::default();
    let subject = Subject { facts, scenario, outlook: &outlook, analysis: &analysis };
    let sheets = [
        performance::sheets(facts, &outlook),
        concurrency::sheets(subject),
        hiring::sheets(facts, &outlook),
        decision::sheets(subject),
    ];
    let mut all = BTreeMap::new();
    for sheet in sheets.into_iter().flatten().filter(|sheet| TABLES.contains(&sheet.id)) {
        for row in sheet.rows {
            let name = row.name().to_owned();
            for (column, cell) in sheet.columns.iter().zip(row.cells) {
                all.insert((sheet.id.to_string(), name.clone(), column.title.clone()), cell);
            }
        }
    }
    all
}

/// The formula of a cell and the inputs that it names; none of one that names none.
fn named(cell: &Cell) -> Option<(&str, &[Key])> {
    match &cell.origin {
        Origin::Derived { formula, inputs, .. } if !inputs.is_empty() => Some((formula, inputs)),
        _ => None,
    }
}

/// Another formula takes other inputs.
fn is_moved_unnamed(before: &Cell, after: &Cell, key: Key) -> bool {
    let (Some((formula, inputs)), Some((other, _))) = (named(before), named(after)) else { return false };
    let (Some(a), Some(b)) = (before.place(), after.place()) else { return false };
    let is_moved = (a - b).abs() > 1e-9 * a.abs().max(b.abs());
    is_moved && formula == other && !inputs.contains(&key)
}

#[test]
fn no_other_input_moves_a_cell_than_it_names() {
    let facts = fixture::facts();
    let mut unnamed = Vec::new();
    for inputs in SCENARIOS {
        let scenario = fixture::scenario(&facts, Edition::Audited, inputs);
        let before = cells(&facts, &scenario);
        assert!(before.values().filter(|cell| named(cell).is_some()).count() > 100);
        for row in registry::ALL.iter().filter(|row| matches!(row.kind, Kind::Number { .. })) {
            for fraction in [0.1, 0.45, 0.8] {
                let key = registry::find(row.id).unwrap();
                let mut moved = scenario.clone();
                let value = Value::Number(row.at_fraction(fraction));
                facts.definitions.set(&mut moved, key, value).unwrap();
                let after = cells(&facts, &moved);
                unnamed.extend(before.iter().filter_map(|(place, cell)| {
                    let other = after.get(place)?;
                    is_moved_unnamed(cell, other, key).then(|| format!("{place:?} by {}", row.id))
                }));
            }
        }
    }
    unnamed.sort();
    unnamed.dedup();
    assert!(unnamed.is_empty(), "{}", unnamed.join("\n"));
}
