//! What a recommendation rests on: flip points, confidence and tornado, held to outlooks computed afresh.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::sync::LazyLock;

use jiff::civil::date;
use proptest::prelude::*;
use runtime_explorer::catalog::{Catalog, Edition};
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::confidence::{ALL_DRAWS, Confidence, FIRST_DRAWS, PARTS, Study, Tally};
use runtime_explorer::model::contest::Verdict;
use runtime_explorer::model::flips::Flip;
use runtime_explorer::model::sweep::Sweep;
use runtime_explorer::model::tornado::tornado;
use runtime_explorer::model::unknowns::UNKNOWNS;
use runtime_explorer::model::{Alternative, Facts, Outlook, PerAlternative, criteria, evaluate};
use runtime_explorer::scenario::parameter::{Direction, Key, Kind, Value};
use runtime_explorer::scenario::registry::{self, PLAN_METHOD, TEAM};
use runtime_explorer::scenario::{Scenario, assignment, preset, team};

static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in()).unwrap());

fn scenario(sets: &[&str]) -> Scenario {
    let mut scenario = Scenario::new("test", date(2026, 11, 22));
    assignment::assign(&FACTS.definitions, &mut scenario, sets.iter().copied()).unwrap();
    scenario
}

fn preset(name: &str) -> Scenario {
    let presets = preset::all();
    let preset = presets.iter().find(|preset| preset.name == name).unwrap();
    preset.scenario(&FACTS.definitions, date(2026, 11, 22)).unwrap()
}

fn analysis(scenario: &Scenario) -> Analysis {
    Analysis::of(&FACTS, scenario, &evaluate(&FACTS, scenario), [false; 3])
}

fn tally(scenario: &Scenario, draws: u32) -> Tally {
    Study::new(&FACTS, &evaluate(&FACTS, scenario)).count(0..draws)
}

/// The winner, and whether it keeps all limits, of an outlook computed from scratch.
fn afresh(scenario: &Scenario) -> (Alternative, bool) {
    let outlook = evaluate(&FACTS, scenario);
    let first = outlook.first();
    (first, outlook.assessments[first].violations.is_empty())
}

/// The scenario with one input moved as a slider moves it.
fn moved(scenario: &Scenario, key: Key, value: Value) -> Scenario {
    let mut moved = scenario.clone();
    FACTS.definitions.set(&mut moved, key, value).unwrap();
    moved
}

#[test]
fn the_presets_are_as_sure_as_an_independent_implementation_says() {
    use Alternative::{Go, Hybrid, Node, Python};
    let expected: [(&str, &[(Alternative, f64)]); 6] = [
        ("saas-backend", &[(Node, 0.79), (Hybrid, 0.11), (Python, 0.10)]),
        ("logistics-dashboard", &[(Node, 0.97)]),
        ("forecasting-pipeline", &[(Python, 0.89), (Hybrid, 0.11)]),
        ("ml-inference", &[(Python, 0.87)]),
        ("hybrid-product", &[(Hybrid, 0.92)]),
        ("go-platform-team", &[(Go, 0.96)]),
    ];
    for (name, shares) in expected {
        for draws in [FIRST_DRAWS, ALL_DRAWS] {
            let tally = tally(&preset(name), draws);
            for (alternative, share) in shares {
                let p = tally.p_best(*alternative);
                assert!((p - share).abs() <= 0.04, "{name}, {draws} draws, {alternative:?}: {p} for {share}");
            }
        }
    }
}

#[test]
fn the_draws_of_a_frame_tell_what_all_of_them_tell() {
    let mut gaps = Vec::new();
    for preset in preset::all() {
        for sets in [&[][..], &["traffic.rps=700"], &["traffic.rps=90000"], &["priority.cost=2"]] {
            let mut scenario = preset.scenario(&FACTS.definitions, date(2026, 11, 22)).unwrap();
            assignment::assign(&FACTS.definitions, &mut scenario, sets.iter().copied()).unwrap();
            let [first, all] = [FIRST_DRAWS, ALL_DRAWS].map(|draws| tally(&scenario, draws));
            let gap = |one| first.p_best(one) - all.p_best(one);
            let is_open = |one: &Alternative| (0.01..0.99).contains(&all.p_best(*one));
            gaps.extend(Alternative::ALL.into_iter().filter(is_open).map(gap));
        }
    }
    // Of random points it would be 0.013.
    let mean_square = gaps.iter().map(|gap| gap * gap).sum::<f64>() / gaps.len() as f64;
    assert!(gaps.len() > 50 && mean_square.sqrt() < 0.008, "{} of {}", mean_square.sqrt(), gaps.len());
}

#[test]
fn the_same_inputs_have_the_same_analysis_however_they_came_about() {
    let there = scenario(&["work.heavy_percent=2", "work.cpu_ms=15"]);
    let first = analysis(&there);
    let elsewhere = moved(&there, registry::RPS, Value::Number(70_000.0));
    assert_ne!(analysis(&elsewhere), first);
    let back = moved(&elsewhere, registry::RPS, Value::Number(10_000.0));
    assert_eq!(analysis(&back), first);
}

#[test]
fn draws_counted_in_parts_are_the_same_draws() {
    // The budget is about what the cheapest option costs: in some draws none keeps to it.
    let tight = scenario(&["objective.budget_usd=92"]);
    for (scenario, limits_broken) in [(preset("hybrid-product"), 0..1), (tight, 100..900)] {
        let study = Study::new(&FACTS, &evaluate(&FACTS, &scenario));
        let parts = study.count(0..300).plus(study.count(300..301)).plus(study.count(301..1_000));
        assert_eq!(parts, study.count(0..1_000));
        assert_eq!(parts.parts.0.iter().sum::<u32>(), 1_000 * PARTS);
        assert!(limits_broken.contains(&parts.infeasible), "{}", parts.infeasible);
    }
}

#[test]
fn those_who_come_first_together_share_a_draw() {
    // Latency alone counts, and two of them answer so fast that their value is as good as can be.
    let mut sets: Vec<String> = registry::keys()
        .map(|key| registry::get(key).id)
        .filter(|id| id.starts_with("priority."))
        .map(|id| format!("{id}=0"))
        .collect();
    sets.push("priority.latency=5".to_owned());
    let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
    let tally = tally(&scenario(&sets), 1_000);
    let share = |one| tally.p_best(one);
    assert!((share(Alternative::Node) - share(Alternative::Hybrid)).abs() < 0.02, "{tally:?}");
    assert!(share(Alternative::Hybrid) > 0.3, "{tally:?}");
    assert!((Alternative::ALL.into_iter().map(share).sum::<f64>() - 1.0).abs() < 1e-12);
}

#[test]
fn the_standard_error_is_that_of_a_share() {
    let tally = tally(&preset("hybrid-product"), 1_000);
    assert!((tally.standard_error(Alternative::Hybrid) - 0.009).abs() < 0.002);
}

#[test]
fn a_measurement_of_ones_own_is_known_better() {
    let benchmark = scenario(&[]);
    let own = scenario(&["baseline.node_rps=9000"]);
    let sigmas = |scenario: &Scenario| {
        let outlook = evaluate(&FACTS, scenario);
        let uncertainty = &FACTS.constants(Edition::Audited).uncertainty;
        UNKNOWNS.map(|unknown| unknown.sigma(uncertainty, &outlook.baselines))
    };
    let figure = |id: &str| FACTS.catalog.figure(id).unwrap().value(Edition::Audited);
    let node = UNKNOWNS.iter().position(|unknown| unknown.id == "baseline.node_rps").unwrap();
    assert!((sigmas(&benchmark)[node] - figure("uncertainty.node_baseline")).abs() < 1e-15);
    assert!((sigmas(&own)[node] - figure("uncertainty.imported")).abs() < 1e-15);
    let others = |sigmas: [f64; UNKNOWNS.len()]| sigmas.iter().sum::<f64>() - sigmas[node];
    assert!((others(sigmas(&own)) - others(sigmas(&benchmark))).abs() < 1e-12);
}

#[test]
fn whoever_comes_first_more_often_than_the_recommended_is_named() {
    use Alternative::{Hybrid, Node};
    let parts = |one| match one {
        Node => 300 * PARTS,
        Hybrid => 700 * PARTS,
        _ => 0,
    };
    let tally = Tally { draws: 1_000, parts: PerAlternative::from_fn(parts), infeasible: 0 };
    assert_eq!(tally.more_often_than(Node), Some(Hybrid));
    assert_eq!(tally.more_often_than(Hybrid), None);
    let level = Tally { parts: PerAlternative::from_fn(|_| 250 * PARTS), ..tally };
    assert!(Alternative::ALL.into_iter().all(|one| level.more_often_than(one).is_none()));
}

#[test]
fn words_for_confidence_follow_the_shares() {
    for (p, word) in
        [(0.9, "clear"), (0.89, "likely"), (0.75, "likely"), (0.6, "leaning"), (0.59, "no clear winner")]
    {
        assert_eq!(Confidence::of(p).label(), word, "{p}");
    }
    // Told to a tenth of a percent, these are 75.0, 74.9 and 89.9.
    for (p, word) in [(0.749_51, "likely"), (0.749_49, "leaning"), (0.899_49, "likely")] {
        assert_eq!(Confidence::of(p).label(), word, "{p}");
    }
}

#[test]
fn a_choice_is_judged_with_the_defaults_that_hang_on_it() {
    let scenario = scenario(&["work.heavy_percent=1"]);
    let sweep = Sweep::new(&FACTS, &scenario, [false; 3]);
    for key in registry::keys().filter(|key| matches!(registry::get(*key).kind, Kind::Choice(_))) {
        for index in 0..FACTS.definitions.entries(key).len() {
            let Verdict { first, feasible, .. } = sweep.at(key, Value::Choice(index));
            let expected = afresh(&moved(&scenario, key, Value::Choice(index)));
            assert_eq!((first, feasible), expected, "{} {index}", registry::get(key).id);
        }
    }
}

#[test]
fn shares_that_are_held_stay_when_another_is_moved() {
    let scenario = scenario(&[]);
    let sweep = Sweep::new(&FACTS, &scenario, [false, true, false]);
    let inputs = sweep.moved(TEAM[0], Value::Number(60.0));
    assert_eq!(TEAM.map(|key| inputs[key].to_string()), ["60", "35", "5"]);
}

#[test]
fn the_longest_bar_moves_the_lead_most_and_nothing_moves_without_spread() {
    let scenario = preset("hybrid-product");
    let outlook = evaluate(&FACTS, &scenario);
    let bars = tornado(&FACTS, &scenario, &outlook);
    assert!(bars.is_sorted_by(|a, b| a.swing() >= b.swing()));
    let lead = outlook.margin;
    for bar in &bars {
        // The present state lies between the ends of a number, and is one of the entries of a choice.
        let (low, high) = (bar.low.lead.min(bar.high.lead), bar.low.lead.max(bar.high.lead));
        assert!(low - 3.0 <= lead && lead <= high + 3.0, "{}: {lead} not in {low}..{high}", bar.id);
        for end in [&bar.low, &bar.high] {
            let loses = end.winner != outlook.first();
            assert!(!loses || end.lead <= 1e-9 || !keeps_all(&outlook), "{}", bar.id);
        }
    }
    assert!(bars.iter().any(|bar| bar.flips(outlook.first())));
}

fn keeps_all(outlook: &Outlook) -> bool {
    outlook.assessments.iter().all(|(_, one)| one.violations.is_empty())
}

/// Scenarios from all over the place, most of them with heavy work.
fn anywhere() -> impl Strategy<Value = Scenario> {
    let heavy = prop_oneof![Just(0.0), Just(100.0), 0.001..100.0_f64, 0.01..3.0_f64];
    let numbers = (1.0..5e5_f64, heavy, 0.5..200.0_f64, 0.0..100.0_f64, 5.0..2_000.0_f64);
    let needs = (0.0..=100.0_f64, 0.0..=100.0_f64, 0..=5_usize, 0.0..=100.0_f64, 0.0..=10.0_f64);
    (numbers, needs).prop_map(|((rps, heavy, cpu, native, p99), (data, edge, method, js, cost))| {
        let mut scenario = scenario(&[]);
        for (id, number) in [
            ("traffic.rps", rps),
            ("work.heavy_percent", heavy),
            ("work.cpu_ms", cpu),
            ("work.native_percent", native),
            ("objective.p99_ms", p99),
            ("need.data_percent", data),
            ("need.edge_percent", edge),
            ("team.js", js),
            ("priority.cost", cost),
        ] {
            let key = registry::find(id).unwrap();
            FACTS.definitions.set(&mut scenario, key, Value::Number(number)).unwrap();
        }
        FACTS.definitions.set(&mut scenario, PLAN_METHOD, Value::Choice(method)).unwrap();
        scenario
    })
}

fn numeric() -> Vec<Key> {
    registry::keys().filter(|key| matches!(registry::get(*key).kind, Kind::Number { .. })).collect()
}

/// Values between zero and the least mark of a track are legal too, and flips lie among them.
#[test]
fn a_flip_below_the_least_mark_is_found_as_closely_as_any() {
    let sets = [
        "objective.p99_ms=6368",
        "priority.runway=3.51",
        "priority.dependencies=5.945",
        "work.cpu_ms=47.57",
        "calendar.as_of=2026-12-01",
    ];
    let scenario = scenario(&sets);
    let flips = analysis(&scenario).flips.all;
    let flip = flips.iter().find(|flip| flip.key == registry::HEAVY_PERCENT && flip.at < 0.0005);
    let flip = flip.expect("below the least mark");
    assert!(flip.before > 0.0 && flip.at - flip.before < 1e-8, "{flip:?}");
    check_flip(&scenario, flip).unwrap();
}

/// Each flip has the winners on its sides that it names.
fn check_flip(scenario: &Scenario, flip: &Flip) -> Result<(), TestCaseError> {
    let id = registry::get(flip.key).id;
    let at = |value: f64| afresh(&moved(scenario, flip.key, Value::Number(value)));
    prop_assert_ne!(flip.from, flip.to);
    // A team is moved in hundredths of a percent, so both sides of its flips may be the same hundredth.
    if team::share(flip.key).is_none() {
        prop_assert_eq!(at(flip.before).0, flip.from, "{} before {:?}", id, flip);
        prop_assert_eq!(at(flip.at), (flip.to, flip.feasible), "{} beyond {:?}", id, flip);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_sweep_finds_the_winner_of_an_outlook_computed_afresh(
        scenario in anywhere(), fraction in 0.0..=1.0_f64, rotation in 0..64_usize,
    ) {
        let sweep = Sweep::new(&FACTS, &scenario, [false; 3]);
        let keys = numeric();
        // A third of the inputs for each scenario; all of them over a run.
        for key in keys.iter().skip(rotation % 3).step_by(3) {
            let value = Value::Number(registry::get(*key).at_fraction(fraction));
            let Verdict { first, feasible, .. } = sweep.at(*key, value);
            prop_assert_eq!((first, feasible), afresh(&moved(&scenario, *key, value)), "{}", registry::get(*key).id);
        }
    }

    #[test]
    fn contributions_add_up_and_the_order_survives_the_loss_of_an_option(scenario in anywhere()) {
        let outlook = evaluate(&FACTS, &scenario);
        for (_, one) in outlook.assessments.iter() {
            prop_assert!((one.contributions.iter().sum::<f64>() - one.score).abs() < 1e-9);
        }
        // Values stand on fixed anchors: those of the others do not ask who else is there.
        for gone in Alternative::ALL {
            let mut left: Vec<Alternative> = Alternative::ALL.into_iter().filter(|one| *one != gone).collect();
            left.sort_by(|a, b| {
                let key = |one: Alternative| {
                    let values = &outlook.assessments[one].values;
                    let score: f64 = values.iter().zip(outlook.weights).map(|(value, weight)| value * weight).sum();
                    (!outlook.assessments[one].violations.is_empty(), -score)
                };
                key(*a).partial_cmp(&key(*b)).unwrap()
            });
            let before: Vec<Alternative> = outlook.order.into_iter().filter(|one| *one != gone).collect();
            let scores = |order: &[Alternative]| -> Vec<f64> {
                order.iter().map(|one| outlook.assessments[*one].score).collect()
            };
            // The same scores in the same order; ties may stand either way.
            for (a, b) in scores(&left).iter().zip(scores(&before)) {
                prop_assert!((a - b).abs() < 1e-9, "{left:?} {before:?}");
            }
        }
    }

    #[test]
    fn one_moved_share_leaves_a_whole_team(scenario in anywhere(), share in 0..3_usize, percent in 0.0..=100.0_f64) {
        let sweep = Sweep::new(&FACTS, &scenario, [false; 3]);
        let inputs = sweep.moved(TEAM[share], Value::Number(percent));
        prop_assert!((TEAM.iter().map(|key| inputs[*key]).sum::<f64>() - 100.0).abs() < 1e-9);
        prop_assert!((inputs[TEAM[share]] - percent).abs() < 0.006);
    }
}

#[test]
fn no_budget_is_beyond_the_greatest_and_not_below_the_least() {
    let flips = |sets: &[&str], budget: &str| {
        let flips = analysis(&scenario(&[sets, &[budget]].concat())).flips.all;
        let of_budget = flips.into_iter().filter(|flip| flip.key == registry::BUDGET_USD);
        of_budget.map(|flip| (flip.direction, flip.before, flip.at)).collect::<Vec<_>>()
    };
    // A hybrid for some $700 a month leads where it may cost that.
    let cheap = ["traffic.rps=1", "objective.p99_ms=1", "need.data_percent=100"];
    let free = flips(&cheap, "objective.budget_usd=0");
    assert_eq!(free, flips(&cheap, "objective.budget_usd=1000000"));
    let is_below = |(direction, before, at): &(Direction, f64, f64)| {
        *direction == Direction::Down && 0.0 < *at && at < before
    };
    assert!(!free.is_empty() && free.iter().all(is_below), "{free:?}");
    // All cost millions: within any budget Node.js leads on points, though too late; without one a hybrid that is not.
    let dear = [
        "traffic.rps=1000000",
        "work.heavy_percent=100",
        "work.cpu_ms=5000",
        "work.native_percent=100",
        "objective.p99_ms=10000",
        "work.wait_ms=2000",
        "priority.frontend=10",
        "need.frontend_percent=100",
        "need.data_percent=0",
    ];
    assert_eq!(flips(&dear, "objective.budget_usd=2000"), [(Direction::Up, 1e6, 0.0)]);
    assert_eq!(flips(&dear, "objective.budget_usd=0"), [(Direction::Down, 0.0, 1e6)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn both_sides_of_a_flip_have_the_winners_it_names(scenario in anywhere()) {
        let present = afresh(&scenario).0;
        let flips = analysis(&scenario).flips;
        for flip in &flips.all {
            check_flip(&scenario, flip)?;
            // No budget is more than any.
            let rank = |value: f64| if flip.key == registry::BUDGET_USD && value <= 0.0 { f64::INFINITY } else { value };
            let present = rank(FACTS.definitions.number(&scenario, flip.key));
            prop_assert!((flip.direction == Direction::Up) == (rank(flip.at) > present));
        }
        for key in numeric() {
            let of_key: Vec<&Flip> = flips.all.iter().filter(|flip| flip.key == key).collect();
            // Seen from the present value, the nearest flip on either side starts from the present winner.
            let above = of_key.iter().filter(|flip| flip.direction == Direction::Up).min_by(|a, b| a.distance.total_cmp(&b.distance));
            let below = of_key.iter().filter(|flip| flip.direction == Direction::Down).min_by(|a, b| a.distance.total_cmp(&b.distance));
            for nearest in above.into_iter().chain(below) {
                prop_assert_eq!(nearest.from, present, "{:?}", nearest);
            }
        }
    }

    #[test]
    fn priorities_flip_where_a_fine_scan_sees_it(scenario in anywhere()) {
        let flips = analysis(&scenario).flips;
        for criterion in &criteria::ALL {
            let key = criterion.priority;
            let winner = |value: f64| afresh(&moved(&scenario, key, Value::Number(value))).0;
            let mut before = winner(0.0);
            for step in 1..=40 {
                let (low, high) = (f64::from(step - 1) / 4.0, f64::from(step) / 4.0);
                let here = winner(high);
                let found = flips.all.iter().any(|flip| flip.key == key && low - 1e-5 <= flip.at && flip.at <= high + 1e-5);
                prop_assert!(found || here == before, "{} between {low} and {high}", criterion.id);
                before = here;
            }
        }
    }
}
