//! From facts and scenario to the outlook.

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::cadence;
use super::capacity::Workload;
use super::capacity::demand::{Demand, ServiceTimes};
use super::constants::Constants;
use super::contest::{Contest, Standing, Terms};
use super::criteria;
use super::facts::Facts;
use super::guardrails;
use super::hiring;
use super::outlook::{Assessment, Baseline, Outlook, Ratios, Releases};
use super::service::{self, framework_time};
use super::warnings::warnings;
use crate::catalog::{Finding, Runtime, named};
use crate::scenario::registry::{CPU_MS, GO_FACTOR, PYTHON_FACTOR, SETTLE_MONTHS};
use crate::scenario::{Inputs, Scenario};

/// Computes everything that follows from a scenario. Pure: the same facts and scenario give the same outlook.
pub fn evaluate(facts: &Facts, scenario: &Scenario) -> Outlook {
    let inputs = Inputs::resolve(&facts.definitions, scenario);
    let constants = facts.constants(inputs.edition);
    let decision = decide(facts, constants, &inputs);
    let baselines = baselines(facts, scenario, &inputs);
    let releases = Releases {
        lines: cadence::statuses(&facts.catalog, &facts.calendar, inputs.as_of),
        run: PerRuntime::from_fn(|candidate| {
            facts.calendar.run(candidate.runtime, inputs.as_of, inputs[SETTLE_MONTHS])
        }),
        upgrades: Runtime::CANDIDATES
            .into_iter()
            .flat_map(|runtime| facts.calendar.upgrades(runtime, &inputs, constants.upgrade_loop_months))
            .collect(),
    };
    let mut lint = chosen_lint(facts, &inputs, &baselines);
    lint.extend(scenario.measured.iter().flat_map(|(runtime, measured)| measured.lint(runtime)));
    let warnings = warnings(facts, &decision, &inputs, &baselines, &releases, &lint);
    Outlook {
        ratios: ratios(facts, constants, &inputs, &baselines),
        hiring: hiring::outlook(constants, &inputs, decision.python_share),
        assessments: decision.assessments,
        order: decision.order,
        margin: decision.margin,
        weights: decision.weights,
        python_share: decision.python_share,
        guardrails: guardrails::checks(constants, &inputs, &scenario.guardrails),
        baselines,
        measured: scenario.measured.clone(),
        lint,
        releases,
        warnings,
        inputs,
    }
}

/// The part of the outlook that ranks the alternatives: what sweeps over an input repeat.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Each alternative, judged.
    pub assessments: PerAlternative<Assessment>,
    /// Best first.
    pub order: [Alternative; Alternative::COUNT],
    /// Points of the first over the second, negative where a hard limit alone keeps the second from being first.
    pub margin: f64,
    /// The weights of the criteria.
    pub weights: [f64; criteria::COUNT],
    /// The Python share of a hybrid, 0..1.
    pub python_share: f64,
}

/// Sizes, judges and ranks the alternatives.
pub fn decide(facts: &Facts, constants: &Constants, inputs: &Inputs) -> Decision {
    let demand = Demand::read(inputs);
    let times = ServiceTimes::read(constants, inputs);
    let workload = Workload { constants, demand: &demand, times: &times };
    let plans = PerAlternative::from_fn(|alternative| workload.plan(inputs, alternative));
    let terms = Terms::read(constants, inputs, facts.runway_months(inputs));
    let contest = Contest::new(constants, terms);
    let standings =
        PerAlternative::from_fn(|alternative| contest.standing(alternative, &plans[alternative].outcome()));
    let order = Contest::order(&standings);
    let assessments = plans.map(|alternative, plan| {
        let Standing { values, contributions, score, violations } = standings[alternative].clone();
        let rank = 1 + order.iter().position(|one| *one == alternative).unwrap_or(0);
        let violations = violations.into_iter().flatten().collect();
        Assessment { alternative, rank, score, values, contributions, violations, plan }
    });
    let [first, second, ..] = order;
    let margin = assessments[first].score - assessments[second].score;
    Decision { assessments, order, margin, weights: terms.weights, python_share: terms.grounds.python_share }
}

fn baselines(facts: &Facts, scenario: &Scenario, inputs: &Inputs) -> PerRuntime<Baseline> {
    PerRuntime::from_fn(|candidate| {
        let (runtime, rps) = (candidate.runtime, inputs[candidate.baseline]);
        let fact = facts.definitions.baseline(scenario, runtime).cloned().unwrap_or_default();
        let measured = facts.definitions.measurement(scenario, runtime).cloned();
        let replaced = measured.is_some() || fact.rps.total_cmp(&rps).is_ne();
        Baseline { rps, fact, replaced, measured }
    })
}

/// The findings in the benchmark set that the baselines come from.
fn chosen_lint(facts: &Facts, inputs: &Inputs, baselines: &PerRuntime<Baseline>) -> Vec<Finding> {
    let set = facts.chosen_set(baselines).map(|set| set.id.as_str());
    facts
        .lint(inputs.edition)
        .iter()
        .filter(|finding| facts.catalog.benchmark(&finding.benchmark).map(|one| one.set.as_str()) == set)
        .cloned()
        .collect()
}

fn ratios(facts: &Facts, constants: &Constants, inputs: &Inputs, baselines: &PerRuntime<Baseline>) -> Ratios {
    let edition = inputs.edition;
    let median = |baseline: &Baseline| baseline.median_ms(&facts.catalog, edition);
    let seconds = |id: &str| facts.catalog.figure(id).map(|figure| figure.value(edition));
    let [node, python, go] =
        [Alternative::Node, Alternative::Python, Alternative::Go].map(|one| baselines.of(one));
    let over = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a / b);
    Ratios {
        throughput: node.rps / python.rps,
        latency: over(median(python), median(node))
            .filter(|_| python.measured.is_some() == node.measured.is_some()),
        compute: over(seconds(named::COMPUTE_PYTHON_SECONDS), seconds(named::COMPUTE_NODE_SECONDS)),
        node_over_go_throughput: node.rps / go.rps,
        go_over_python_throughput: go.rps / python.rps,
        python_over_go_compute: over(
            seconds(named::COMPUTE_PYTHON_SECONDS),
            seconds(named::COMPUTE_GO_SECONDS),
        ),
        reach_gap_points: constants.reach_percent.of(Alternative::Node)
            - constants.reach_percent.of(Alternative::Python),
        native_share_to_draw_level: service::native_share_to_draw_level(
            inputs[PYTHON_FACTOR],
            constants.native_cost,
            framework_time(python.rps) - framework_time(node.rps),
            inputs[CPU_MS] / 1e3,
        ),
        work_for_go_to_overtake: service::work_to_overtake(
            framework_time(go.rps) - framework_time(node.rps),
            inputs[GO_FACTOR],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Edition;
    use crate::model::contest::keeps_limits;
    use crate::model::fixture::{self, facts, outlook};
    use crate::model::outlook::{Limit, Warning};
    use crate::scenario::registry::{CPU_MS, HEAVY_PERCENT, P99_MS, RPS};
    use proptest::prelude::*;

    fn has(warnings: &[Warning], wanted: impl Fn(&Warning) -> bool) -> bool {
        warnings.iter().any(wanted)
    }

    #[test]
    fn a_hybrid_needs_something_to_split() {
        let broken =
            |sets: &[&str]| outlook(sets).assessments[Alternative::Hybrid].violation(Limit::Split).is_some();
        assert!(broken(&["need.data_percent=4"]));
        assert!(!broken(&["need.data_percent=5"]));
        assert!(!broken(&["need.data_percent=0", "work.heavy_percent=1", "work.cpu_ms=1"]));
        assert!(broken(&["need.data_percent=0", "work.heavy_percent=0.9", "work.cpu_ms=1"]));
    }

    #[test]
    fn limits_go_before_scores_and_no_budget_limits_nothing() {
        let tight = outlook(&["objective.budget_usd=100"]);
        let breaks = |one: Alternative| !tight.assessments[one].violations.is_empty();
        assert!(tight.order.is_sorted_by_key(|one| breaks(*one)));
        assert!(tight.order.iter().any(|one| breaks(*one)) && !breaks(tight.first()));
        let none = outlook(&["objective.budget_usd=10", "price.core_hour_usd=10"]);
        assert!(has(&none.warnings, |one| *one == Warning::NoneFeasible));
        let unlimited = outlook(&["objective.budget_usd=0", "price.core_hour_usd=10"]);
        assert!(!has(&unlimited.warnings, |one| *one == Warning::NoneFeasible));
    }

    #[test]
    fn criteria_that_nobody_weighs_count_equally_and_that_is_told() {
        let zeros: Vec<String> = criteria::ALL
            .iter()
            .map(|criterion| format!("{}=0", crate::scenario::registry::get(criterion.priority).id))
            .collect();
        let with = |more: &[&str]| {
            let sets: Vec<&str> = zeros.iter().map(String::as_str).chain(more.iter().copied()).collect();
            let outlook = outlook(&sets);
            (has(&outlook.warnings, |one| *one == Warning::EqualWeights), outlook.weights)
        };
        let (told, weights) = with(&[]);
        assert!(told && weights.iter().all(|weight| (weight - 0.1).abs() < 1e-12), "{weights:?}");
        assert!(!with(&["priority.runway=1"]).0);
        // A priority whose need is nothing weighs nothing either.
        assert!(with(&["priority.edge=10", "need.edge_percent=0"]).0);
        assert!(
            !with(&["priority.edge=10"]).0
                && !has(&outlook(&[]).warnings, |one| *one == Warning::EqualWeights)
        );
    }

    #[test]
    fn the_edition_changes_the_figures_that_it_gives_otherwise() {
        let facts = facts();
        let mut scenario = fixture::scenario(&facts, &[]);
        let audited = evaluate(&facts, &scenario);
        scenario.edition = Edition::Article;
        let article = evaluate(&facts, &scenario);
        let reach = |outlook: &Outlook| outlook.hiring[Alternative::Go].reach_percent;
        assert!(reach(&article) < reach(&audited));
        let ops = |outlook: &Outlook| outlook.assessments[Alternative::Hybrid].plan.ops_usd;
        assert!(ops(&article) < ops(&audited));
    }

    #[test]
    fn what_was_measured_is_the_baseline_and_narrows_its_own_uncertainty() {
        let facts = facts();
        let mut scenario = fixture::scenario(&facts, &[]);
        let shipped = evaluate(&facts, &scenario);
        // The same number as the shipped one is a measurement of one's own all the same.
        let rps = shipped.baselines.of(Alternative::Go).rps;
        scenario.measure(Runtime::Go, fixture::measured(rps * 4.0, 4.0)).unwrap();
        let own = evaluate(&facts, &scenario);
        assert!(
            own.baselines.of(Alternative::Go).replaced
                && own.baselines.of(Alternative::Go).measured.is_some()
        );
        assert_eq!(own.order, shipped.order);
        let sigma = |outlook: &Outlook| {
            let uncertainty = &facts.constants(Edition::Audited).uncertainty;
            let unknown =
                crate::model::unknowns::UNKNOWNS.iter().find(|one| one.id == "baseline.go_rps").unwrap();
            (unknown.sigma(uncertainty, &outlook.baselines), uncertainty.imported)
        };
        assert!(sigma(&own).0 < sigma(&shipped).0 && sigma(&own).0 <= sigma(&own).1);
        // A slider that moves sets it aside.
        facts
            .definitions
            .set(
                &mut scenario,
                crate::scenario::registry::BASELINE_GO,
                crate::scenario::parameter::Value::Number(1_000.0),
            )
            .unwrap();
        let moved = evaluate(&facts, &scenario);
        assert!(
            moved.baselines.of(Alternative::Go).replaced
                && moved.baselines.of(Alternative::Go).measured.is_none()
        );
        assert!(moved.measured.get(Runtime::Go).is_some());
    }

    #[test]
    fn another_set_moves_the_baselines_and_tells_of_stand_ins() {
        let outlook =
            outlook(&["baseline.set=measured-plain", "framework.python=flask", "framework.node=express"]);
        for (runtime, benchmark, stands_in) in [
            (Runtime::Node, "measured.plain.fastify", true),
            (Runtime::Python, "measured.plain.fastapi", true),
            (Runtime::Go, "measured.plain.gin", false),
        ] {
            let baseline = outlook.baselines.get(runtime).unwrap();
            assert_eq!((&*baseline.fact.benchmark, baseline.fact.stands_in), (benchmark, stands_in));
            let told =
                has(&outlook.warnings, |one| matches!(one, Warning::StandsIn(of, _) if *of == runtime));
            assert_eq!(told, stands_in, "{runtime:?}");
        }
        let own = fixture::outlook(&["baseline.set=measured-plain", "baseline.python_rps=777"]);
        assert!(
            own.baselines.of(Alternative::Python).replaced && !own.baselines.of(Alternative::Node).replaced
        );
        assert!(!has(&own.warnings, |one| matches!(one, Warning::StandsIn(Runtime::Python, _))));
    }

    #[test]
    fn a_date_before_all_lines_has_no_runway() {
        let outlook = outlook(&["calendar.as_of=1990-01-01"]);
        for runtime in Runtime::CANDIDATES {
            assert!(has(&outlook.warnings, |one| *one == Warning::NoLine(runtime)));
        }
        let runway = criteria::ALL.iter().position(|one| one.id == "runway").unwrap();
        assert!(outlook.assessments.iter().all(|(_, one)| one.values[runway].abs() < 1e-15));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn scores_are_sums_and_every_number_is_one(
            rps in 1.0..1e6_f64, heavy in prop_oneof![Just(0.0), Just(100.0), 0.001..100.0_f64],
            cpu_ms in 0.1..5_000.0_f64, wait in 0.0..100.0_f64, objective in 1.0..1_000.0_f64,
        ) {
            let facts = facts();
            let inputs = Inputs::resolve(&facts.definitions, &fixture::scenario(&facts, &[]))
                .with(RPS, rps)
                .with(HEAVY_PERCENT, heavy)
                .with(CPU_MS, cpu_ms)
                .with(crate::scenario::registry::WAIT_MS, wait)
                .with(P99_MS, objective);
            let decision = decide(&facts, facts.constants(Edition::Audited), &inputs);
            for (alternative, one) in decision.assessments.iter() {
                let keeps = keeps_limits(facts.constants(Edition::Audited), &inputs, alternative);
                prop_assert_eq!(keeps, one.violations.is_empty());
                prop_assert!((0.0..=100.0 + 1e-9).contains(&one.score));
                prop_assert!((one.contributions.iter().sum::<f64>() - one.score).abs() < 1e-9);
                prop_assert!(one.plan.planned >= 1 && one.plan.planned < 1 << 40);
                prop_assert!(one.plan.usd_month().is_finite() && one.plan.utilisation.is_finite());
                match one.plan.p99 {
                    Some(p99) if one.plan.feasible => prop_assert!(p99 * 1e3 <= objective * (1.0 + 1e-6)),
                    Some(p99) => prop_assert!(p99 * 1e3 >= objective * (1.0 - 1e-6)),
                    None => prop_assert!(!one.plan.feasible),
                }
            }
        }

        #[test]
        fn more_traffic_never_needs_fewer_and_a_looser_objective_never_more(
            rps in 1.0..3e5_f64, more in 1.0..3.0_f64, objective in 5.0..200.0_f64, looser in 1.0..5.0_f64,
        ) {
            let facts = facts();
            let base = Inputs::resolve(&facts.definitions, &fixture::scenario(&facts, &[]));
            let at = |rps: f64, objective: f64| {
                let inputs = base.clone().with(RPS, rps).with(P99_MS, objective);
                decide(&facts, facts.constants(Edition::Audited), &inputs).assessments
            };
            let (here, busier, relaxed) = (at(rps, objective), at(rps * more, objective), at(rps, objective * looser));
            for alternative in Alternative::ALL {
                let workers = |all: &PerAlternative<Assessment>| all[alternative].plan.planned;
                prop_assert!(workers(&busier) >= workers(&here), "{alternative:?}");
                // An alternative that no size makes feasible stands at its floor, which is less.
                if here[alternative].plan.feasible {
                    prop_assert!(workers(&relaxed) <= workers(&here), "{alternative:?}");
                }
            }
        }
    }
}
