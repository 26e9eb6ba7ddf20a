//! Whole scenarios against an independent implementation of the model, and the numbers the default must show.
//!
//! Tolerances as the case file states them: counts, orders, limits and lines are exact, everything else agrees to
//! rounding, save what the two-class M/G/1 queue decides, which both sides solve numerically.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot read its cases fails"
)]

#[path = "oracles/case.rs"]
mod case;

use case::{cases, close, near, read};
use jiff::civil::{Date, date};
use runtime_explorer::catalog::{Catalog, Edition};
use runtime_explorer::model::capacity::Mode;
use runtime_explorer::model::{Alternative, Facts, Outlook, PerAlternative, criteria, evaluate};
use runtime_explorer::scenario::parameter::Value as Input;
use runtime_explorer::scenario::registry::{AS_OF, HEAVY_PERCENT};
use runtime_explorer::scenario::{Inputs, Scenario, assignment, preset};
use serde_json::Value;

fn facts() -> Facts {
    Facts::new(Catalog::built_in()).unwrap()
}

fn scenario(facts: &Facts, case: &Value) -> Scenario {
    let day: Date = case["as_of"].as_str().unwrap().parse().unwrap();
    let mut scenario = Scenario::new(case["name"].as_str().unwrap(), day);
    scenario.edition = Edition::from_name(case["edition"].as_str().unwrap()).unwrap();
    let inputs = case["inputs"].as_object().unwrap();
    let assignments: Vec<String> = inputs.iter().map(|(id, value)| format!("{id}={value}")).collect();
    assignment::assign(&facts.definitions, &mut scenario, assignments.iter().map(String::as_str)).unwrap();
    scenario
}

fn check(case: &Value, outlook: &Outlook) {
    let (id, expected) = (case["id"].as_str().unwrap(), &case["outputs"]);
    let order: Vec<&str> = outlook.order.iter().map(|one| one.id()).collect();
    assert_eq!(serde_json::to_value(order).unwrap(), expected["order"], "{id}: order");
    for (criterion, weight) in criteria::ALL.iter().zip(outlook.weights) {
        near(weight, &expected["weights"][criterion.id], 1e-6, &format!("{id}: weight of {}", criterion.id));
    }
    for (candidate, line) in outlook.releases.run.iter() {
        let runtime = candidate.runtime.name();
        let (line, expected) = (line.as_ref().unwrap(), &expected["lines"][runtime]);
        assert_eq!(line.line, expected["line"].as_str().unwrap(), "{id}: line of {runtime}");
        near(line.months_left, &expected["months_left"], 1e-6, &format!("{id}: months left of {runtime}"));
    }
    for alternative in Alternative::ALL {
        check_alternative(&format!("{id}, {}", alternative.id()), outlook, alternative, expected);
    }
}

fn check_alternative(what: &str, outlook: &Outlook, alternative: Alternative, expected: &Value) {
    let one = &outlook.assessments[alternative];
    let plan = &one.plan;
    let name = alternative.id();
    let capacity = &expected["capacity"][name];
    let counted = serde_json::json!([plan.planned, plan.api, plan.compute, plan.mode.id(), plan.feasible]);
    let fields = ["planned", "api", "compute", "mode", "feasible"];
    assert_eq!(
        counted,
        Value::from(fields.map(|field| capacity[field].clone()).to_vec()),
        "{what}: capacity"
    );
    close(plan.infra_usd, &capacity["infra_usd"], 1e-9, &format!("{what}: infrastructure"));
    close(plan.ops_usd, &capacity["ops_usd"], 1e-9, &format!("{what}: operations"));

    let heavy = outlook.inputs.share(HEAVY_PERCENT);
    let solved_numerically = plan.mode == Mode::Inline && heavy > 0.0 && heavy < 1.0;
    let (quantile, points) = if solved_numerically { (5e-3, 0.1) } else { (1e-6, 1e-4) };
    match plan.p99 {
        Some(p99) => close(p99 * 1e3, &capacity["p99_ms"], quantile, &format!("{what}: p99")),
        None => assert!(capacity["p99_ms"].is_null(), "{what}: no p99"),
    }
    near(one.score, &expected["scores"][name], points, &format!("{what}: score"));
    for (position, criterion) in criteria::ALL.iter().enumerate() {
        // 0.1 points of the score, as points of the one value that the percentile decides.
        let tolerance = if solved_numerically && criterion.id == "latency" {
            points / 100.0 / outlook.weights[position]
        } else {
            1e-6
        };
        let value = &expected["values"][name][criterion.id];
        near(one.values[position], value, tolerance, &format!("{what}: {}", criterion.id));
    }
    let violations: Vec<&str> = one.violations.iter().map(|violation| violation.limit().id()).collect();
    assert_eq!(serde_json::to_value(violations).unwrap(), expected["violations"][name], "{what}: violations");
}

#[test]
fn scenarios_come_out_as_computed_independently() {
    let facts = facts();
    let file = read(include_str!("oracles/scenarios.json"));
    let cases = cases(&file, "cases");
    assert_eq!(cases.len(), 22);
    for case in cases {
        check(case, &evaluate(&facts, &scenario(&facts, case)));
    }
}

#[test]
fn presets_are_the_scenarios_of_their_names() {
    let facts = facts();
    let file = read(include_str!("oracles/scenarios.json"));
    for preset in preset::all() {
        let named: Vec<&Value> =
            cases(&file, "cases").iter().filter(|case| case["name"] == preset.name).collect();
        assert_eq!(named.len(), 2, "{}: one case for each edition", preset.name);
        for case in named {
            let expected = scenario(&facts, case);
            let mut actual = preset.scenario(&facts.definitions, expected.today).unwrap();
            actual.edition = expected.edition;
            let resolve = |scenario| Inputs::resolve(&facts.definitions, scenario);
            assert_eq!(resolve(&actual), resolve(&expected), "{}", preset.name);
        }
    }
}

#[test]
fn the_default_shows_the_numbers_of_the_article_and_of_the_audit() {
    let facts = facts();
    let outlook = evaluate(&facts, &Scenario::new("saas-backend", date(2026, 11, 22)));
    let of = |get: fn(&Outlook, Alternative) -> u64| {
        [Alternative::Node, Alternative::Python, Alternative::Go].map(|one| get(&outlook, one))
    };
    assert_eq!(of(|outlook, one| outlook.assessments[one].plan.planned), [3, 14, 5]);
    assert_eq!(of(|outlook, one| outlook.assessments[one].plan.by_method.baseline), [2, 9, 3]);
    assert_eq!(of(|outlook, one| outlook.assessments[one].plan.by_method.article), [3, 14, 5]);
    assert_eq!(of(|outlook, one| outlook.assessments[one].plan.by_method.load), [2, 13, 5]);
    assert_eq!(of(|outlook, one| outlook.assessments[one].plan.by_method.cpu), [2, 13, 5]);

    let ratios = &outlook.ratios;
    let two_digits = |value: f64| format!("{value:.2}");
    assert_eq!(two_digits(ratios.throughput), "7.88");
    assert_eq!(ratios.latency.map(two_digits).unwrap(), "6.18");
    assert_eq!(ratios.compute.map(two_digits).unwrap(), "39.05");
    assert_eq!(two_digits(ratios.node_over_go_throughput), "2.63");
    assert_eq!(format!("{:.1}", ratios.reach_gap_points), "8.1");

    let order: Vec<&str> = outlook.order.iter().map(|one| one.id()).collect();
    assert_eq!(order, ["node", "hybrid", "python", "go"]);
    let PerAlternative(scores) =
        PerAlternative::from_fn(|one| format!("{:.1}", outlook.assessments[one].score));
    assert_eq!(scores[..], ["76.2", "68.8", "59.5", "72.6"]);
}

#[test]
fn the_line_to_run_follows_the_date() {
    let facts = facts();
    for (day, expected) in
        [(date(2026, 11, 22), ["26", "3.14", "1.27"]), (date(2026, 1, 12), ["24", "3.14", "1.25"])]
    {
        let mut scenario = Scenario::new("lines", date(2030, 1, 1));
        facts.definitions.set(&mut scenario, AS_OF, Input::Date(day)).unwrap();
        let run = evaluate(&facts, &scenario).releases.run;
        let lines = run.map(|_, line| line.as_ref().unwrap().line.as_str()).0;
        assert_eq!(lines[..], expected, "{day}");
    }
}

fn default_with(assignments: &[&str]) -> Outlook {
    let facts = facts();
    let mut scenario = Scenario::new("default", date(2026, 11, 22));
    assignment::assign(&facts.definitions, &mut scenario, assignments.iter().copied()).unwrap();
    evaluate(&facts, &scenario)
}

#[test]
fn a_fixed_number_is_taken_as_it_is() {
    let outlook = default_with(&["plan.method=fixed", "plan.instances=7", "plan.spare=2", "plan.zones=3"]);
    for one in [Alternative::Node, Alternative::Python, Alternative::Go] {
        assert_eq!(outlook.assessments[one].plan.planned, 7, "{one:?}");
    }
    assert_eq!(default_with(&["plan.spare=2"]).assessments[Alternative::Node].plan.planned, 5);
}

#[test]
fn behind_a_hard_limit_nothing_is_a_close_call() {
    // Nothing to split: the hybrid breaks a limit and ranks behind, whatever its score.
    let outlook = default_with(&["need.data_percent=0"]);
    assert_eq!(outlook.order[3], Alternative::Hybrid);
    assert!(!outlook.is_close_call(), "by {} points", outlook.margin);
    // It competes where there is something to split, and here comes close.
    let outlook = default_with(&["traffic.rps=100000"]);
    assert!(outlook.order[..2].contains(&Alternative::Hybrid), "{:?}", outlook.order);
    assert!(outlook.is_close_call() && outlook.margin > 0.0, "by {} points", outlook.margin);

    // With a budget that only the cheapest keeps, the rest cannot come close.
    let outlook = default_with(&["objective.budget_usd=100", "priority.cost=0", "team.python=80"]);
    let [first, second, ..] = outlook.order;
    assert!(outlook.assessments[first].violations.is_empty());
    assert!(!outlook.assessments[second].violations.is_empty());
    assert!(!outlook.is_close_call(), "by {} points", outlook.margin);
    // It would be first without the limit, and the sign says so.
    let [ahead, behind] = [first, second].map(|one| outlook.assessments[one].score);
    assert!(outlook.margin < 0.0 && (outlook.margin - (ahead - behind)).abs() < 1e-12);
}
