//! The least change of one input after which an alternative keeps every hard limit.
//!
//! A team decides on its targets, its budget and its plan, and works for what it builds; traffic, work, needs and
//! prices are what they are, and what a core does has been measured. So the least change of a decision is the mend,
//! however little of the rest would do, and each of the others only where those before it have no room enough. Inputs
//! are compared on their own sliders: a tenth of the track is as far for the target as for the budget.

mod candidates;

use std::cmp::Ordering;

use candidates::{Candidate, Source};

use super::alternative::{Alternative, PerAlternative};
use super::capacity::demand::Demand;
use super::capacity::{self, Fit};
use super::contest::keeps_limits;
use super::facts::Facts;
use super::outlook::{Assessment, Outlook};
use crate::scenario::Inputs;
use crate::scenario::parameter::{Direction, Key, Parameter, Stride};
use crate::scenario::registry::{self, BUDGET_USD};

/// One input at another value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mend {
    /// Which input.
    pub key: Key,
    /// What it is.
    pub from: f64,
    /// The nearest value of its slider at which all limits are kept; a budget of 0 sets none.
    pub to: f64,
    /// How far that is, as a share of the slider's track.
    pub distance: f64,
    /// The workers that are planned then.
    pub workers: u64,
    /// What they cost, USD a month.
    pub usd_month: f64,
}

/// The least mend of each alternative that breaks a hard limit; none where no change of one input is enough.
pub type Mends = PerAlternative<Option<Mend>>;

impl Mend {
    /// Whether it is for the team to decide.
    pub fn is_decision(&self) -> bool {
        Source::of(self.key) == Source::Decided
    }

    /// In the order of [`Source`], then the nearer one; that there be no budget at all comes last.
    fn order(&self, other: &Self) -> Ordering {
        let rank = |mend: &Self| ((mend.to, mend.distance) == NO_BUDGET, Source::of(mend.key));
        rank(self).cmp(&rank(other)).then(self.distance.total_cmp(&other.distance))
    }
}

/// A track is gone along in so many strides. What is kept between two of them only is not found.
const STRIDES: u32 = 16;

/// Beyond its greatest value a budget can only be given up: as far as a slider reaches.
const NO_BUDGET: (f64, f64) = (0.0, 1.0);

/// The least mend of each alternative.
pub fn mends(facts: &Facts, outlook: &Outlook) -> Mends {
    PerAlternative::from_fn(|one| {
        least_of(facts, &outlook.inputs, searches(&outlook.inputs, &outlook.assessments[one]).collect())
            .map(|(_, mend)| mend)
    })
}

/// The alternative that takes the least of all to keep every limit, and what it takes.
pub fn least(mends: &Mends) -> Option<(Alternative, Mend)> {
    mends
        .iter()
        .filter_map(|(alternative, mend)| Some((alternative, (*mend)?)))
        .min_by(|(_, a), (_, b)| a.order(b))
}

/// What [`least`] says of all [`mends`], without looking further for one alternative than for another.
pub fn least_of_all(facts: &Facts, outlook: &Outlook) -> Option<(Alternative, Mend)> {
    let searches = outlook
        .assessments
        .iter()
        .flat_map(|(_, assessment)| searches(&outlook.inputs, assessment))
        .collect();
    least_of(facts, &outlook.inputs, searches)
}

/// One input moved away from its value, for one alternative, until that keeps its limits.
struct Search {
    alternative: Alternative,
    key: Key,
    direction: Direction,
    from: f64,
    /// How far it has been moved.
    reached: f64,
}

/// What may bring an alternative that breaks limits to keep them all.
fn searches(inputs: &Inputs, assessment: &Assessment) -> impl Iterator<Item = Search> {
    let Assessment { alternative, ref violations, .. } = *assessment;
    let method = Demand::read(inputs).method;
    candidates::of(alternative)
        .filter(|_| !violations.is_empty())
        .filter(move |candidate| (candidate.under)(method))
        .filter(|candidate| violations.iter().all(|one| candidate.mends.contains(&one.limit())))
        .map(move |Candidate { key, direction, .. }| {
            let from = inputs[key];
            Search { alternative, key, direction, from, reached: from }
        })
}

/// The least mend of all that are searched for: of the first source in which there is any, else no budget.
fn least_of(facts: &Facts, inputs: &Inputs, mut searches: Vec<Search>) -> Option<(Alternative, Mend)> {
    let constants = facts.constants(inputs.edition);
    let keeps = |alternative: Alternative, key: Key, value: f64| {
        keeps_limits(constants, &inputs.clone().with(key, value), alternative)
    };
    let of_source = |source| {
        let mut those: Vec<&mut Search> =
            searches.iter_mut().filter(|search| Source::of(search.key) == source).collect();
        nearest(&mut those, keeps)
    };
    let found = Source::ALL.into_iter().find_map(of_source).or_else(|| {
        let (to, distance) = NO_BUDGET;
        let is_paid_for =
            |search: &&Search| search.key == BUDGET_USD && keeps(search.alternative, BUDGET_USD, to);
        let Search { alternative, key, from, .. } = *searches.iter().find(is_paid_for)?;
        Some(Found { alternative, key, from, to, distance })
    })?;
    let Found { alternative, key, from, to, distance } = found;
    let Fit { workers, usd_month, .. } = capacity::fit(constants, &inputs.clone().with(key, to), alternative);
    Some((alternative, Mend { key, from, to, distance, workers, usd_month }))
}

/// What a search has come to.
#[derive(Clone, Copy)]
struct Found {
    alternative: Alternative,
    key: Key,
    from: f64,
    to: f64,
    distance: f64,
}

/// The nearest of some searches; of two equally far, the earlier one. All are moved on side by side, and none beyond
/// what another has found.
fn nearest(searches: &mut [&mut Search], keeps: impl Fn(Alternative, Key, f64) -> bool) -> Option<Found> {
    let mut best: Option<(Found, usize)> = None;
    for strides in 1..=STRIDES {
        for (rank, search) in searches.iter_mut().enumerate() {
            let Search { alternative, key, .. } = **search;
            if best.is_some_and(|(best, _)| search.distance(search.reached) >= best.distance) {
                continue;
            }
            if let Some(found) = search.move_on(strides, |value| keeps(alternative, key, value)) {
                let is_less = |(best, other): (Found, usize)| {
                    found.distance.total_cmp(&best.distance).then(rank.cmp(&other)).is_lt()
                };
                if best.is_none_or(is_less) {
                    best = Some((found, rank));
                }
            }
        }
    }
    best.map(|(found, _)| found)
}

impl Search {
    /// How far a value is, as a share of the track.
    fn distance(&self, value: f64) -> f64 {
        let parameter = registry::get(self.key);
        (parameter.fraction(value) - parameter.fraction(self.from)).abs()
    }

    /// Moves the input on to so many strides, and from a value there that is kept back to the nearest one.
    fn move_on(&mut self, strides: u32, keeps: impl Fn(f64) -> bool) -> Option<Found> {
        let Self { alternative, key, direction, from, reached } = *self;
        let parameter = registry::get(key);
        let (start, way) = (parameter.fraction(from), f64::from(strides) / f64::from(STRIDES));
        let value = parameter.at_fraction(match direction {
            Direction::Up => (start + way).min(1.0),
            Direction::Down => (start - way).max(0.0),
        });
        if !direction.leads(reached, value) {
            return None;
        }
        self.reached = value;
        keeps(value).then(|| {
            let to = close_in(parameter, reached, value, direction, keeps);
            Found { alternative, key, from, to, distance: self.distance(to) }
        })
    }
}

/// Narrows the way between a value that fails and one further on that is kept down to neighbours on the slider.
fn close_in(
    parameter: &Parameter,
    fails: f64,
    kept: f64,
    direction: Direction,
    keeps: impl Fn(f64) -> bool,
) -> f64 {
    let (mut fails, mut kept) = (fails, kept);
    loop {
        let is_between = |value: &f64| direction.leads(fails, *value) && direction.leads(*value, kept);
        let middle =
            parameter.at_fraction(f64::midpoint(parameter.fraction(fails), parameter.fraction(kept)));
        let next = [middle, parameter.stepped(fails, direction, Stride::Fine)].into_iter().find(is_between);
        match next {
            Some(value) if keeps(value) => kept = value,
            Some(value) => fails = value,
            None => return kept,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evaluate::{decide, evaluate};
    use crate::model::fixture;
    use crate::scenario::registry::{NATIVE_PERCENT, NEED_DATA, P99_MS, PLAN_INSTANCES, RPS, SAFETY_PERCENT};
    use proptest::prelude::*;

    fn of(sets: &[&str]) -> (Facts, Outlook, Mends) {
        let facts = fixture::facts();
        let outlook = evaluate(&facts, &fixture::scenario(&facts, sets));
        let mends = mends(&facts, &outlook);
        (facts, outlook, mends)
    }

    /// A mend is one input on its slider's grid, mends by the whole decision, and the step before it does not.
    #[track_caller]
    fn check(facts: &Facts, outlook: &Outlook, alternative: Alternative, mend: &Mend) {
        let Mend { key, from, to, distance, workers, usd_month } = *mend;
        let parameter = registry::get(key);
        let broken = |value: f64| {
            let inputs = outlook.inputs.clone().with(key, value);
            let decision = decide(facts, facts.constants(inputs.edition), &inputs);
            !decision.assessments[alternative].violations.is_empty()
        };
        assert!(parameter.check(to).is_ok() && from.total_cmp(&outlook.inputs[key]).is_eq());
        assert!(broken(from) && !broken(to), "{alternative:?}: {mend:?}");
        let mended = outlook.inputs.clone().with(key, to);
        let plan = &decide(facts, facts.constants(mended.edition), &mended).assessments[alternative].plan;
        assert_eq!((workers, usd_month.to_bits()), (plan.planned, (plan.infra_usd + plan.ops_usd).to_bits()));
        assert!((0.0..=1.0).contains(&distance));
        if (to, distance) != NO_BUDGET {
            let back = if to < from { Direction::Up } else { Direction::Down };
            let before = parameter.stepped(to, back, Stride::Fine);
            let is_between = (before - from) * (before - to) < 0.0;
            assert!(!is_between || broken(before), "{alternative:?}: {mend:?} and {before}");
        }
    }

    #[test]
    fn who_breaks_nothing_needs_no_mend() {
        let (.., mends) = of(&[]);
        assert_eq!(mends, PerAlternative::from_fn(|_| None));
        assert_eq!(least(&mends), None);
    }

    #[test]
    fn a_budget_just_missed_is_raised_just_enough() {
        let (.., mends) = of(&["objective.budget_usd=420"]);
        let python = mends[Alternative::Python].unwrap();
        assert_eq!((python.key, python.from, python.to), (BUDGET_USD, 420.0, 430.0));
        assert_eq!(least(&mends).map(|(one, _)| one), Some(Alternative::Python));
        assert!(python.distance < mends[Alternative::Hybrid].unwrap().distance);
    }

    #[test]
    fn too_little_to_split_is_mended_by_something_to_split() {
        let (.., mends) = of(&["need.data_percent=4"]);
        let hybrid = mends[Alternative::Hybrid].unwrap();
        assert_eq!((hybrid.key, hybrid.to), (NEED_DATA, 5.0));
        assert!(!hybrid.is_decision());
    }

    #[test]
    fn a_decision_goes_before_a_lesser_change_of_what_is_given() {
        let (facts, outlook, mends) =
            of(&["plan.method=fixed", "plan.instances=1", "traffic.rps=9247.9", "objective.p99_ms=50"]);
        let node = mends[Alternative::Node].unwrap();
        assert!(node.is_decision());
        assert_eq!((node.key, node.to), (P99_MS, 51.0));
        check(&facts, &outlook, Alternative::Node, &node);
        let fewer_requests = registry::get(RPS).fraction(9_247.9) - registry::get(RPS).fraction(9_200.0);
        assert!(fewer_requests < node.distance);
        let constants = facts.constants(outlook.inputs.edition);
        assert!(keeps_limits(constants, &outlook.inputs.clone().with(RPS, 9_200.0), Alternative::Node));
    }

    #[test]
    fn the_least_of_all_is_a_decision_where_there_is_one_and_no_budget_last_of_all() {
        let mend =
            |key, to, distance| Some(Mend { key, from: 10.0, to, distance, workers: 1, usd_month: 1.0 });
        let [decision, given, none] =
            [mend(BUDGET_USD, 90.0, 0.4), mend(RPS, 5.0, 0.1), mend(BUDGET_USD, NO_BUDGET.0, NO_BUDGET.1)];
        let [built, measured] = [mend(NATIVE_PERCENT, 90.0, 0.9), mend(registry::BASELINE_GO, 90.0, 0.01)];
        let of = |mends: [Option<Mend>; 4]| {
            use Alternative::{Go, Hybrid, Node, Python};
            let place = |one| [Node, Python, Go, Hybrid].iter().position(|other| *other == one);
            least(&PerAlternative::from_fn(|one| mends[place(one)?])).map(|(one, _)| one)
        };
        assert_eq!(of([none, given, decision, None]), Some(Alternative::Go));
        assert_eq!(of([none, given, None, None]), Some(Alternative::Python));
        assert_eq!(of([none, None, None, None]), Some(Alternative::Node));
        assert_eq!(of([none, given, measured, built]), Some(Alternative::Hybrid));
        assert_eq!(of([none, given, measured, None]), Some(Alternative::Python));
        assert_eq!(of([None; 4]), None);
    }

    #[test]
    fn a_worker_that_rounding_added_is_mended_by_the_factor_that_rounds() {
        // 1.9 workers of load are 2, and 51 % more of them 4; at 50 % more they are 3.
        let (facts, outlook, mends) =
            of(&["traffic.rps=17700", "traffic.safety_percent=51", "objective.budget_usd=95"]);
        let node = mends[Alternative::Node].unwrap();
        assert_eq!((node.key, node.to), (SAFETY_PERCENT, 50.0));
        check(&facts, &outlook, Alternative::Node, &node);
    }

    #[test]
    fn a_plan_that_does_not_look_at_the_p99_is_mended_by_the_factor_that_sizes_it() {
        // Two workers for 1.999 of load answer late; one percent more of it is a third worker.
        let (facts, outlook, mends) =
            of(&["plan.method=load", "traffic.safety_percent=0", "traffic.rps=18670", "objective.p99_ms=2"]);
        let node = mends[Alternative::Node].unwrap();
        assert_eq!((node.key, node.to), (SAFETY_PERCENT, 1.0));
        check(&facts, &outlook, Alternative::Node, &node);
    }

    #[test]
    fn a_fixed_plan_that_lacks_one_worker_is_given_one() {
        // One worker of 99 more is less than the next round number of requests fewer.
        let (facts, outlook, mends) =
            of(&["plan.method=fixed", "plan.instances=99", "traffic.rps=108300", "objective.budget_usd=0"]);
        let python = mends[Alternative::Python].unwrap();
        assert_eq!((python.key, python.to), (PLAN_INSTANCES, 100.0));
        check(&facts, &outlook, Alternative::Python, &python);
    }

    #[test]
    fn what_no_other_change_pays_for_is_mended_by_giving_the_budget_up() {
        let (facts, outlook, mends) = of(&[
            "traffic.rps=1000000",
            "work.heavy_percent=100",
            "work.cpu_ms=1000",
            "objective.p99_ms=10000",
            "objective.budget_usd=10",
        ]);
        let node = mends[Alternative::Node].unwrap();
        assert_eq!((node.key, (node.to, node.distance)), (BUDGET_USD, NO_BUDGET));
        check(&facts, &outlook, Alternative::Node, &node);
    }

    #[test]
    fn two_limits_that_no_one_input_mends_have_no_mend() {
        let (_, outlook, mends) = of(&[
            "need.data_percent=0",
            "objective.budget_usd=10",
            "work.wait_ms=2000",
            "objective.p99_ms=1",
        ]);
        assert_eq!(outlook.assessments[Alternative::Hybrid].violations.len(), 3);
        assert_eq!(mends[Alternative::Hybrid], None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn a_mend_mends_and_one_step_less_does_not(
            rps in 1.0..1e6_f64, heavy in prop_oneof![Just(0.0), 0.001..100.0_f64], cpu_ms in 0.1..500.0_f64,
            wait in 0.0..60.0_f64, p99 in 1.0..100.0_f64, budget in 10.0..5_000.0_f64,
            data in 0.0..10.0_f64, method in 0..6_usize, zones in 1..4_u32,
        ) {
            let method = registry::PLAN_METHODS[method].id;
            let sets = [
                format!("traffic.rps={rps}"), format!("work.heavy_percent={heavy}"),
                format!("work.cpu_ms={cpu_ms}"), format!("work.wait_ms={wait}"),
                format!("objective.p99_ms={p99}"), format!("objective.budget_usd={budget}"),
                format!("need.data_percent={data}"), format!("plan.method={method}"),
                format!("plan.zones={zones}"),
            ];
            let (facts, outlook, mends) = of(&sets.each_ref().map(String::as_str));
            for (alternative, mend) in mends.iter() {
                if let Some(mend) = mend {
                    check(&facts, &outlook, alternative, mend);
                }
            }
            prop_assert_eq!(least_of_all(&facts, &outlook), least(&mends));
        }
    }
}
