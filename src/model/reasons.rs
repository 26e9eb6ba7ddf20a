//! Why the first is first, and why each of the others is not: the ranking taken apart, two at a time.
//!
//! A score is a sum over the criteria, and so is the difference of two scores: what is listed here adds up to it.

use super::alternative::Alternative;
use super::constants::Constants;
use super::criteria::{self, Basis, Criterion};
use super::facts::Facts;
use super::outlook::{Limit, Outlook};

/// Why an outlook ranks as it does.
#[derive(Clone, Debug)]
pub struct Reasons {
    /// The alternative in front.
    pub first: Alternative,
    /// The limits that the first keeps and others break, with those that break them, best first.
    pub kept: Vec<(Limit, Vec<Alternative>)>,
    /// Each of the others against the first, in the order of the ranking.
    pub others: [Comparison; Alternative::COUNT - 1],
}

/// The first alternative against another one.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The other one.
    pub other: Alternative,
    /// Score of the first minus score of the other, points; below 0 only for one that a hard limit puts behind.
    pub gap: f64,
    /// Whether the other breaks a hard limit and the first none: that decides, whatever the gap.
    pub behind_limit: bool,
    /// Where the first has more points, the greatest difference first.
    pub for_first: Vec<Difference>,
    /// Where the other has more, the greatest difference first.
    pub for_other: Vec<Difference>,
}

/// One criterion in a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Difference {
    /// Which criterion.
    pub criterion: &'static Criterion,
    /// Points of the first.
    pub first: f64,
    /// Points of the other.
    pub other: f64,
    /// What they rest on: of the first, and of the other; the same kind of quantity.
    pub quantities: [Quantity; 2],
}

/// A number behind a criterion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// USD a month.
    UsdMonth(f64),
    /// 99th percentile of the response time, seconds; none when the queue grows without end.
    P99(Option<f64>),
    /// Fit of the team, 0..1.
    Fit(f64),
    /// Usage share of its languages, percent.
    ReachPercent(f64),
    /// One runtime at the edge.
    Edge {
        /// Cold start, milliseconds.
        cold_start_ms: f64,
        /// How far isolate platforms carry it, 0..1, a judgement.
        isolates: f64,
    },
    /// Months until the end of life of the line to run; of two, the shorter.
    RunwayMonths(f64),
    /// The value of the criterion itself, 0..1: a judgement, or a mix for which there is no one number.
    Value(f64),
}

impl Reasons {
    /// Takes the ranking of an outlook apart.
    pub fn of(facts: &Facts, outlook: &Outlook) -> Self {
        let [first, others @ ..] = outlook.order;
        let constants = facts.constants(outlook.inputs.edition);
        Self {
            first,
            // What a hybrid must have to split, one service neither keeps nor breaks.
            kept: [Limit::P99, Limit::Budget]
                .into_iter()
                .map(|limit| (limit, others.into_iter().filter(|one| breaks(outlook, *one, limit)).collect()))
                .filter(|(limit, broken): &(Limit, Vec<_>)| {
                    !broken.is_empty() && !breaks(outlook, first, *limit)
                })
                .collect(),
            others: others.map(|other| compare(constants, outlook, first, other)),
        }
    }
}

impl Difference {
    /// Points of the first minus points of the other.
    pub fn points(&self) -> f64 {
        self.first - self.other
    }
}

fn breaks(outlook: &Outlook, alternative: Alternative, limit: Limit) -> bool {
    outlook.assessments[alternative].violation(limit).is_some()
}

fn compare(constants: &Constants, outlook: &Outlook, first: Alternative, other: Alternative) -> Comparison {
    let [one, two] = [first, other].map(|alternative| &outlook.assessments[alternative]);
    let points = one.contributions.iter().zip(&two.contributions);
    let mut differences: Vec<Difference> = criteria::ALL
        .iter()
        .zip(points)
        .enumerate()
        .map(|(position, (criterion, (&first_points, &other_points)))| Difference {
            criterion,
            first: first_points,
            other: other_points,
            quantities: quantities(constants, outlook, position, criterion.basis, [first, other]),
        })
        .collect();
    // A stable sort: what is equal stays in the order of the criteria.
    differences.sort_by(|a, b| b.points().abs().total_cmp(&a.points().abs()));
    let side = |wanted: fn(f64) -> bool| {
        differences.iter().filter(|one| wanted(one.points())).copied().collect::<Vec<_>>()
    };
    Comparison {
        other,
        gap: one.score - two.score,
        behind_limit: outlook.is_behind_limit(other),
        for_first: side(|points| points > 0.0),
        for_other: side(|points| points < 0.0),
    }
}

/// What a criterion rests on for two alternatives, the same kind of quantity for both.
fn quantities(
    constants: &Constants,
    outlook: &Outlook,
    position: usize,
    basis: Basis,
    pair: [Alternative; 2],
) -> [Quantity; 2] {
    let value = |one: Alternative| {
        Quantity::Value(outlook.assessments[one].values.get(position).copied().unwrap_or_default())
    };
    match basis {
        Basis::Cost => pair.map(|one| Quantity::UsdMonth(outlook.assessments[one].plan.usd_month())),
        Basis::P99 => pair.map(|one| Quantity::P99(outlook.assessments[one].plan.p99)),
        Basis::Fit => pair.map(|one| Quantity::Fit(outlook.hiring[one].fit)),
        Basis::Reach => pair.map(|one| Quantity::ReachPercent(outlook.hiring[one].reach_percent)),
        Basis::Runway => pair.map(|one| Quantity::RunwayMonths(runway(outlook, one))),
        // A hybrid is a mix of two, of which there is no one cold start.
        Basis::Edge if !pair.contains(&Alternative::Hybrid) => pair.map(|one| Quantity::Edge {
            cold_start_ms: *constants.cold_start_ms.of(one),
            isolates: *constants.isolates.of(one),
        }),
        Basis::Edge | Basis::Judgement => pair.map(value),
    }
}

/// Months until the first of an alternative's lines reaches its end of life; 0 where there is none to run.
fn runway(outlook: &Outlook, alternative: Alternative) -> f64 {
    let months = |runtime| {
        let line = outlook.releases.run.get(runtime).and_then(Option::as_ref);
        line.map_or(0.0, |line| line.months_left)
    };
    alternative.runtimes().iter().map(|runtime| months(*runtime)).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::evaluate::evaluate;
    use crate::model::fixture;
    use proptest::prelude::*;

    fn of(sets: &[&str]) -> (Outlook, Reasons) {
        let facts = fixture::facts();
        let outlook = evaluate(&facts, &fixture::scenario(&facts, sets));
        let reasons = Reasons::of(&facts, &outlook);
        (outlook, reasons)
    }

    /// More of a quantity is better, less is better, or it does not say.
    fn worth(quantity: Quantity) -> Option<f64> {
        match quantity {
            Quantity::UsdMonth(usd) => Some(-usd),
            Quantity::P99(p99) => Some(-p99.unwrap_or(f64::INFINITY)),
            Quantity::Edge { .. } => None,
            Quantity::Fit(more)
            | Quantity::ReachPercent(more)
            | Quantity::RunwayMonths(more)
            | Quantity::Value(more) => Some(more),
        }
    }

    #[test]
    fn cost_is_most_of_what_node_has_before_a_hybrid() {
        let (outlook, reasons) = of(&[]);
        let [hybrid, ..] = &reasons.others;
        assert_eq!((reasons.first, hybrid.other), (Alternative::Node, Alternative::Hybrid));
        let [cost, ..] = hybrid.for_first.as_slice() else { panic!("{hybrid:?}") };
        assert_eq!(cost.criterion.id, "cost");
        let usd = |one: Alternative| Quantity::UsdMonth(outlook.assessments[one].plan.usd_month());
        assert_eq!(cost.quantities, [usd(Alternative::Node), usd(Alternative::Hybrid)]);
        assert_eq!(hybrid.for_other[0].criterion.id, "data");
        assert!(reasons.kept.is_empty());
    }

    #[test]
    fn a_limit_that_others_break_is_kept_by_the_first_or_not_told() {
        let (_, tight) = of(&["objective.budget_usd=200"]);
        assert_eq!(tight.kept, [(Limit::Budget, vec![Alternative::Hybrid, Alternative::Python])]);
        let (_, none) = of(&["objective.budget_usd=10"]);
        assert!(none.kept.is_empty() && none.others.iter().all(|one| !one.behind_limit));
    }

    #[test]
    fn a_higher_score_behind_a_limit_is_a_gap_below_nothing() {
        let (_, reasons) = of(&["objective.budget_usd=200", "need.data_percent=60", "priority.cost=0"]);
        let behind = reasons.others.iter().find(|one| one.other == Alternative::Hybrid).unwrap();
        assert!(behind.behind_limit && behind.gap < 0.0, "{behind:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_differences_add_up_and_stand_on_their_sides(
            rps in 1.0..1e6_f64, heavy in prop_oneof![Just(0.0), Just(100.0), 0.001..100.0_f64],
            p99 in 1.0..200.0_f64, budget in prop_oneof![Just(0.0), 10.0..5_000.0_f64],
            needs in [0.0..100.0_f64, 0.0..100.0_f64, 0.0..100.0_f64], js in 0.0..100.0_f64,
            priorities in prop::collection::vec(0..11_u32, criteria::COUNT),
        ) {
            let mut sets = vec![
                format!("traffic.rps={rps}"), format!("work.heavy_percent={heavy}"),
                format!("objective.p99_ms={p99}"), format!("objective.budget_usd={budget}"),
                format!("need.data_percent={}", needs[0]), format!("need.frontend_percent={}", needs[1]),
                format!("need.edge_percent={}", needs[2]), format!("team.js={js}"),
            ];
            sets.extend(criteria::ALL.iter().zip(&priorities).map(|(one, p)| format!("priority.{}={p}", one.id)));
            let (outlook, reasons) = of(&sets.iter().map(String::as_str).collect::<Vec<_>>());
            for one in &reasons.others {
                let all = || one.for_first.iter().chain(&one.for_other);
                prop_assert!((all().map(Difference::points).sum::<f64>() - one.gap).abs() < 1e-9);
                prop_assert!(one.behind_limit || one.gap >= 0.0);
                prop_assert!(one.for_first.iter().all(|difference| difference.points() > 0.0));
                prop_assert!(one.for_other.iter().all(|difference| difference.points() < 0.0));
                prop_assert!(one.for_first.is_sorted_by(|a, b| a.points() >= b.points()));
                prop_assert!(one.for_other.is_sorted_by(|a, b| a.points() <= b.points()));
                for difference in all() {
                    // What is quoted speaks for the side that it is quoted for.
                    if let [Some(first), Some(other)] = difference.quantities.map(worth) {
                        prop_assert!((first - other) * difference.points() > 0.0, "{:?}", difference);
                    }
                }
                let violations = &outlook.assessments[one.other].violations;
                prop_assert!(!one.behind_limit || !violations.is_empty());
            }
        }
    }
}
