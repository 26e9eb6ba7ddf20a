//! What to know before an outlook is trusted.

use jiff::ToSpan;

use super::alternative::PerRuntime;
use super::blocking::{Crossing, EventLoops};
use super::capacity::pools::P;
use super::constants::Constants;
use super::criteria;
use super::evaluate::Decision;
use super::facts::Facts;
use super::outlook::{Assessment, Baseline, Releases, Warning};
use crate::catalog::{Finding, Runtime};
use crate::scenario::Inputs;
use crate::scenario::candidates::Candidate;
use crate::scenario::registry::{HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA, P99_MS, RPS, WAIT_MS};

/// The warnings about an outlook, in the order in which they are listed.
pub(super) fn warnings(
    facts: &Facts,
    decision: &Decision,
    inputs: &Inputs,
    baselines: &PerRuntime<Baseline>,
    releases: &Releases,
    lint: &[Finding],
) -> Vec<Warning> {
    let mut warnings = doubts_of_load_tests(baselines);
    warnings.extend(mixed_tasks(baselines));
    warnings.extend(nothing_native(inputs));
    warnings.extend(far_from_figures(facts, inputs));
    warnings.extend(doubts_of_plans(facts, decision, inputs));
    warnings.extend(
        releases.run.iter().filter(|(_, run)| run.is_none()).map(|(one, _)| Warning::NoLine(one.runtime)),
    );
    warnings.extend(
        baselines.iter().flat_map(|(candidate, baseline)| doubts_of(candidate.runtime, baseline, lint)),
    );
    let runs = releases.run.iter().filter_map(|(candidate, run)| Some((candidate.runtime, run.as_ref()?)));
    warnings.extend(runs.filter(|(_, line)| line.end_projected).map(|(runtime, line)| {
        let doubt = if line.projected { Warning::ProjectedLine } else { Warning::ProjectedEnd };
        doubt(runtime, line.line.clone())
    }));
    warnings
}

/// What speaks against the user's own load tests that are baselines.
fn doubts_of_load_tests(baselines: &PerRuntime<Baseline>) -> Vec<Warning> {
    let own = || {
        let all = baselines.iter();
        all.filter_map(|(candidate, baseline)| Some((candidate.runtime, baseline.measured.as_ref()?)))
    };
    let unsaturated =
        own().filter_map(|(runtime, own)| Some(Warning::Unsaturated(runtime, own.unsaturated()?)));
    unsaturated
        .chain(baselines.iter().filter_map(|(one, baseline)| another_task(one.runtime, baseline)))
        .chain(own().filter_map(|(runtime, own)| Some(Warning::Brief(runtime, own.brief()?))))
        .collect()
}

/// A doubt of a load test whose rate no difference of hardware explains.
fn another_task(runtime: Runtime, baseline: &Baseline) -> Option<Warning> {
    const MUCH: f64 = 10.0;
    let ratio = baseline.measured.as_ref().map(|_| baseline.rps / baseline.fact.rps)?;
    let is_far = ratio.is_finite() && !(MUCH.recip()..=MUCH).contains(&ratio);
    is_far.then_some(Warning::AnotherTask(runtime, ratio))
}

/// A doubt of any comparison where only some baselines are numbers of the user's own.
fn mixed_tasks(baselines: &PerRuntime<Baseline>) -> Option<Warning> {
    let (own, others): (Vec<_>, Vec<_>) = baselines.iter().partition(|(_, baseline)| baseline.replaced);
    let runtimes = |some: Vec<(&Candidate, &Baseline)>| {
        some.into_iter().map(|(candidate, _)| candidate.runtime).collect()
    };
    let is_mixed = !own.is_empty() && !others.is_empty();
    is_mixed.then(|| Warning::MixedTasks { own: runtimes(own), others: runtimes(others) })
}

/// A doubt of the heavy work where data and machine learning are most of the product.
fn nothing_native(inputs: &Inputs) -> Option<Warning> {
    const MOST: f64 = 0.5;
    let is_all_bytecode = inputs[HEAVY_PERCENT] > 0.0 && inputs[NATIVE_PERCENT] <= 0.0;
    (is_all_bytecode && inputs.share(NEED_DATA) > MOST).then_some(Warning::NothingNative)
}

/// A doubt of figures that nobody could know, or that nobody will go by, on the date.
fn far_from_figures(facts: &Facts, inputs: &Inputs) -> Option<Warning> {
    const FAR_YEARS: i32 = 2;
    let newest = facts.newest()?;
    let near = newest.saturating_sub(FAR_YEARS.years())..=newest.saturating_add(FAR_YEARS.years());
    (!near.contains(&inputs.as_of)).then_some(Warning::FarFromFigures(newest))
}

/// What to know of the weights, and of the plans before one of them is trusted.
fn doubts_of_plans(facts: &Facts, decision: &Decision, inputs: &Inputs) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let assessed = || decision.assessments.iter();
    if assessed().all(|(_, one)| !one.violations.is_empty()) {
        warnings.push(Warning::NoneFeasible);
    }
    if criteria::have_no_weight(facts.constants(inputs.edition), inputs) {
        warnings.push(Warning::EqualWeights);
    }
    warnings.extend(assessed().filter_map(|(alternative, one)| {
        let late = one.plan.heavy_p99.filter(|heavy| heavy * 1e3 > inputs[P99_MS])?;
        one.plan.feasible.then_some(Warning::HiddenHeavyClass(alternative, late))
    }));
    warnings.extend(assessed().filter_map(|(_, one)| threads_per_request(facts, inputs, one)));
    warnings.extend(blocked_loop(facts.constants(inputs.edition), decision, inputs));
    warnings
}

/// What speaks against a baseline: that of another framework, or one that contradicts itself.
fn doubts_of(runtime: Runtime, baseline: &Baseline, lint: &[Finding]) -> Vec<Warning> {
    let Baseline { fact, replaced, measured, .. } = baseline;
    let stands_in = fact.stands_in.then(|| Warning::StandsIn(runtime, fact.benchmark.clone()));
    let contradictions = lint
        .iter()
        .filter(|finding| finding.benchmark == fact.benchmark)
        .map(|Finding { figure, label, .. }| Warning::Lint { figure: figure.clone(), label: label.clone() });
    let own = measured.iter().flat_map(|measured| measured.lint(runtime));
    let own = own.map(|Finding { figure, label, .. }| Warning::OwnLint { runtime, figure, label });
    stands_in.into_iter().chain(contradictions).filter(|_| !replaced).chain(own).collect()
}

/// Where the framework holds a thread for each request until it is answered, and requests that wait keep more of them
/// busy than there are workers (Little's law).
fn threads_per_request(facts: &Facts, inputs: &Inputs, assessment: &Assessment) -> Option<Warning> {
    let Assessment { alternative, ref plan, .. } = *assessment;
    let chosen = facts.definitions.chosen(inputs, alternative.api().framework)?;
    let framework = facts.catalog.framework(&chosen.id).filter(|framework| framework.synchronous)?;
    let threads = inputs[RPS] * (inputs[WAIT_MS] / 1e3 + plan.service);
    (inputs[WAIT_MS] > 0.0 && threads > plan.planned as f64).then(|| Warning::ThreadPerRequest {
        alternative,
        framework: framework.label.to_string(),
        threads,
        workers: plan.planned,
    })
}

/// Where requests of the alternative in front hold its event loops for too long, or find them too late.
fn blocked_loop(constants: &Constants, decision: &Decision, inputs: &Inputs) -> Option<Warning> {
    let [alternative, ..] = decision.order;
    let loops = EventLoops::under(constants, inputs, alternative, &decision.assessments[alternative].plan)?;
    let lines = &constants.red_lines;
    let held = Crossing::of(loops.longest(), lines.block_ms);
    let lag = loops.lag_quantile(P).and_then(|lag| Crossing::of(lag, lines.lag_ms));
    (held.is_some() || lag.is_some()).then_some(Warning::BlockedLoop { alternative, held, lag })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Alternative;
    use crate::model::fixture::{self, outlook};
    use crate::scenario::candidates::CANDIDATES;
    use crate::scenario::registry;

    #[test]
    fn heavy_requests_that_the_p99_hides_are_told() {
        let hidden = |sets: &[&str]| {
            let told = |one: &Warning| matches!(one, Warning::HiddenHeavyClass(Alternative::Node, heavy) if *heavy > 0.05);
            outlook(sets).warnings.iter().any(told)
        };
        assert!(hidden(&["work.heavy_percent=0.01", "work.cpu_ms=200"]));
        assert!(!hidden(&["work.heavy_percent=0.01", "work.cpu_ms=2"]));
        assert!(!hidden(&[]));
    }

    #[test]
    fn loops_of_the_recommendation_that_are_held_too_long_are_told() {
        let told = |sets: &[&str]| {
            let outlook = outlook(sets);
            outlook.warnings.iter().find_map(|one| match one {
                Warning::BlockedLoop { alternative, held, lag } => {
                    assert_eq!(*alternative, outlook.first());
                    Some((held.map(|held| held.present_ms.round()), lag.map(|lag| lag.line_ms)))
                }
                _ => None,
            })
        };
        assert_eq!(told(&[]), None, "light requests alone");
        let rare = ["work.heavy_percent=0.001", "work.cpu_ms=60"];
        assert_eq!(told(&rare), Some((Some(60.0), None)), "one in 100,000 makes hardly any other late");
        let often = [
            "traffic.rps=10",
            "work.heavy_percent=50",
            "work.cpu_ms=300",
            "objective.p99_ms=2000",
            "plan.method=fixed",
            "plan.instances=4",
        ];
        assert_eq!(told(&often), Some((Some(300.0), Some(200.0))));
        assert_eq!(told(&["work.heavy_percent=1", "work.cpu_ms=49"]), None);
    }

    #[test]
    fn a_synchronous_framework_is_warned_of_where_requests_wait_for_others() {
        let held = |sets: &[&str]| {
            let warnings = outlook(sets).warnings;
            warnings.into_iter().find(|one| matches!(one, Warning::ThreadPerRequest { .. }))
        };
        let waits = ["traffic.rps=200", "work.wait_ms=2000", "objective.p99_ms=8000"];
        assert_eq!(held(&waits), None, "an event loop serves others in the meantime");
        let flask = [&waits[..], &["framework.python=flask"]].concat();
        let Some(Warning::ThreadPerRequest { alternative, framework, threads, .. }) = held(&flask) else {
            panic!("no warning")
        };
        assert_eq!((alternative, framework.as_str()), (Alternative::Python, "Flask"));
        assert!((threads - (400.0 + 200.0 / 1_092.0)).abs() < 1e-9, "{threads}");
        assert_eq!(held(&["framework.python=flask"]), None);
        let few = ["traffic.rps=1", "work.wait_ms=20", "framework.python=flask"];
        assert_eq!(held(&few), None, "a worker is there for each");
        let both = ["traffic.rps=5000", "work.wait_ms=1.1", "plan.method=load", "framework.python=flask"];
        assert!(held(&both).is_some(), "5.5 wait and 4.6 are at work, for 7 workers");
    }

    #[test]
    fn a_load_test_far_from_the_benchmark_may_be_of_another_task() {
        let facts = fixture::facts();
        let told = |rps: f64| {
            let mut scenario = fixture::scenario(&facts, &[]);
            scenario.measure(Runtime::Go, fixture::measured(rps, 1.0)).unwrap();
            let warnings = crate::model::evaluate(&facts, &scenario).warnings;
            warnings.into_iter().find_map(|one| match one {
                Warning::AnotherTask(runtime, ratio) => Some((runtime, ratio)),
                _ => None,
            })
        };
        assert_eq!((told(355.0), told(35_400.0)), (None, None));
        let (runtime, ratio) = told(7.7).unwrap();
        assert_eq!((runtime, (1.0 / ratio).round()), (Runtime::Go, 461.0));
        assert!(told(36_000.0).is_some());
    }

    #[test]
    fn data_work_without_native_libraries_is_doubted() {
        let doubted = |sets: &[&str]| outlook(sets).warnings.contains(&Warning::NothingNative);
        let ml = ["work.heavy_percent=100", "need.data_percent=100"];
        assert!(doubted(&ml));
        assert!(!doubted(&[ml[0], ml[1], "work.native_percent=90"]));
        assert!(!doubted(&[ml[0], "need.data_percent=50"]));
        assert!(!doubted(&[ml[1]]), "there is no heavy work");
    }

    #[test]
    fn dates_far_from_the_figures_are_doubted() {
        let doubted = |as_of: &str| {
            let warnings = outlook(&[&format!("calendar.as_of={as_of}")]).warnings;
            let newest = jiff::civil::date(2026, 11, 22);
            warnings.contains(&Warning::FarFromFigures(newest))
        };
        assert_eq!(
            ["2020-01-01", "2026-01-12", "2027-11-30", "2035-01-01"].map(doubted),
            [true, false, false, true]
        );
    }

    #[test]
    fn numbers_of_two_tasks_are_told_and_those_of_one_are_not() {
        let mixed = |sets: &[&str]| {
            let warnings = outlook(sets).warnings;
            warnings.into_iter().find(|one| matches!(one, Warning::MixedTasks { .. }))
        };
        assert_eq!(mixed(&[]), None);
        let Some(Warning::MixedTasks { own, others }) = mixed(&["baseline.node_rps=1025"]) else {
            panic!("no warning")
        };
        assert_eq!(own, [Runtime::Node]);
        assert!(others.starts_with(&[Runtime::Python, Runtime::Go]), "{others:?}");
        let every = CANDIDATES.each_ref().map(|one| format!("{}=500", registry::get(one.baseline).id));
        assert_eq!(mixed(&every.each_ref().map(String::as_str)), None);
    }
}
