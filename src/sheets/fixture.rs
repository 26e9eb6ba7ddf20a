//! Outlooks for the tests of the sheets, and what must hold for every sheet.

mod arithmetic;

use jiff::civil::date;

use super::{Origin, Sheet, Subject, Value};
use crate::catalog::{Catalog, Edition, Runtime};
use crate::model::analysis::Analysis;
use crate::model::{Facts, Outlook, evaluate};
use crate::scenario::measured::{Measured, Pacing};
use crate::scenario::{Scenario, guardrails, registry};

/// The built-in facts.
pub(crate) fn facts() -> Facts {
    Facts::new(Catalog::load(None).unwrap()).unwrap()
}

/// The default scenario on a fixed day.
pub(crate) fn default() -> (Facts, Outlook) {
    outlook(&[])
}

/// The default scenario with some inputs set.
pub(crate) fn outlook(inputs: &[(&str, &str)]) -> (Facts, Outlook) {
    let facts = facts();
    let outlook = evaluate(&facts, &scenario(&facts, Edition::Audited, inputs));
    (facts, outlook)
}

/// The default scenario with some numbers of the team's own.
pub(crate) fn stated(numbers: &[(&str, &str)]) -> (Facts, Outlook) {
    let facts = facts();
    let mut scenario = scenario(&facts, Edition::Audited, &[]);
    for (id, text) in numbers {
        scenario.guardrails.state(guardrails::find(id).unwrap(), text).unwrap();
    }
    let outlook = evaluate(&facts, &scenario);
    (facts, outlook)
}

/// A scenario in which Node.js was measured, with a median that its connections do not allow.
pub(crate) fn measured() -> (Facts, Scenario) {
    let facts = facts();
    let mut scenario = scenario(&facts, Edition::Audited, &[]);
    let measured = Measured {
        tool: "oha".to_owned(),
        version: Some("1.4.5".to_owned()),
        file: "node.json".to_owned(),
        date: date(2026, 11, 23),
        cores: 2.0,
        rps_ok: 10_000.0,
        connections: Some(64),
        duration_s: Some(30.0),
        mean_ms: Some(6.2),
        p50_ms: Some(1.0),
        p99_ms: Some(20.0),
        errors: Some(0),
        pacing: Some(Pacing::Closed),
    };
    scenario.measure(Runtime::Node, measured).unwrap();
    (facts, scenario)
}

pub(super) fn scenario(facts: &Facts, edition: Edition, inputs: &[(&str, &str)]) -> Scenario {
    let mut scenario = Scenario::new("test", date(2026, 11, 22));
    scenario.edition = edition;
    for (id, text) in inputs {
        let key = registry::find(id).unwrap();
        let value = facts.definitions.parse(key, text).unwrap();
        facts.definitions.set(&mut scenario, key, value).unwrap();
    }
    scenario
}

/// Calls with all that a page is made from, the default scenario with some inputs set.
pub(crate) fn with_subject(inputs: &[(&str, &str)], check: impl Fn(Subject<'_>)) {
    subject(&facts(), Edition::Audited, inputs, check);
}

fn subject(facts: &Facts, edition: Edition, inputs: &[(&str, &str)], check: impl Fn(Subject<'_>)) {
    let scenario = scenario(facts, edition, inputs);
    let outlook = evaluate(facts, &scenario);
    let mut analysis = Analysis::of(facts, &scenario, &outlook, [false; 3]);
    analysis.add_tornado(facts, &scenario, &outlook);
    check(Subject { facts, scenario: &scenario, outlook: &outlook, analysis: &analysis });
}

/// Calls with the default scenario and with many that are at the edge of something, in both editions.
pub(crate) fn for_awkward_inputs(check: impl Fn(&Facts, &Outlook)) {
    let facts = facts();
    for (edition, inputs) in awkward() {
        check(&facts, &evaluate(&facts, &scenario(&facts, edition, inputs)));
    }
}

/// The same with the analysis.
pub(crate) fn for_awkward_subjects(check: impl Fn(Subject<'_>)) {
    let facts = facts();
    for (edition, inputs) in awkward() {
        subject(&facts, edition, inputs, &check);
    }
}

fn awkward() -> impl Iterator<Item = (Edition, &'static [(&'static str, &'static str)])> {
    const AWKWARD: [&[(&str, &str)]; 13] = [
        &[],
        &[("traffic.rps", "1")],
        &[("traffic.rps", "1000000")],
        &[("work.wait_ms", "0")],
        &[("work.wait_ms", "2000"), ("objective.p99_ms", "1")],
        &[("work.heavy_percent", "0.05"), ("work.cpu_ms", "50")],
        &[("work.heavy_percent", "100"), ("work.cpu_ms", "5000"), ("traffic.rps", "1000000")],
        &[("work.heavy_percent", "10"), ("plan.method", "fixed"), ("plan.instances", "1")],
        &[("work.heavy_percent", "5"), ("plan.spare", "2"), ("plan.zones", "3")],
        &[("objective.budget_usd", "0")],
        &[("calendar.as_of", "1970-01-01")],
        &[("calendar.as_of", "2100-01-01")],
        &[("calendar.as_of", "9999-12-31")],
    ];
    [Edition::Audited, Edition::Article]
        .into_iter()
        .flat_map(|edition| AWKWARD.into_iter().map(move |inputs| (edition, inputs)))
}

/// What holds for every sheet: a cell for each column, and only figures that exist.
#[track_caller]
pub(crate) fn check(facts: &Facts, sheets: &[Sheet]) {
    for sheet in sheets {
        assert!(!sheet.title.is_empty() && !sheet.columns.is_empty(), "{}", sheet.id);
        for row in &sheet.rows {
            assert_eq!(row.cells.len(), sheet.columns.len(), "{}: {row:?}", sheet.id);
            for cell in &row.cells {
                // Names of figures may contain these letters: only whole words are numbers gone wrong.
                let mut words = cell.text.split(|c: char| !c.is_alphanumeric());
                assert!(!words.any(|word| matches!(word, "NaN" | "inf")), "{}: {cell:?}", sheet.id);
                if let Value::Number { exact, numeral } = &cell.value {
                    let exact = if numeral.is_percentage { exact * 100.0 } else { *exact };
                    // A difference is shown as that of the two numbers beside it, and a part of one as what another
                    // part leaves of it: up to three of them are rounded.
                    let rounding = 1.5 * 10_f64.powi(-i32::try_from(numeral.decimals).unwrap());
                    let is_shown = numeral.number.is_none_or(|number| (number - exact).abs() <= rounding);
                    assert!(is_shown, "{}: {cell:?}", sheet.id);
                }
                let figures = match &cell.origin {
                    Origin::Figure(id) => std::slice::from_ref(id),
                    Origin::Derived { figures, .. } | Origin::Practice { figures, .. } => figures,
                    Origin::Unstated | Origin::Input(_) | Origin::Text(_) | Origin::Table { .. } => &[],
                };
                if let Origin::Table { id, .. } = &cell.origin {
                    assert!(sheets.iter().any(|other| other.id == *id), "{}: no table {id}", sheet.id);
                }
                for id in figures {
                    assert!(facts.catalog.figure(id).is_some(), "{}: no figure {id}", sheet.id);
                }
                if let Origin::Derived { calculation: Some(calculation), .. } = &cell.origin {
                    let Some(value) = cell.place() else { panic!("no number: {cell:?}") };
                    let result = arithmetic::evaluate(calculation);
                    // Numbers of a calculation have six digits; points that are added up, two decimals.
                    let rounded = 0.005 * calculation.matches('+').count() as f64;
                    let is_close = (result - value).abs() <= 1e-4 * value.abs() + rounded;
                    assert!(is_close, "{}: {calculation} is {result}, not {}", sheet.id, cell.text);
                }
            }
        }
    }
}
