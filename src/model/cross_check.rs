//! Whether the ranking hangs on the way of adding up: the same values under two relative methods.

use super::alternative::{Alternative, PerAlternative};
use super::criteria;
use super::outlook::Outlook;
use super::ranking::cross_check::{topsis_vector, weighted_sum_min_max};
use super::ranking::score;

/// A way to come from values and weights to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Weighted sum of values on fixed anchors: what the recommendation uses.
    WeightedSum,
    /// Nearness to the best of each criterion (TOPSIS).
    Topsis,
    /// Weighted sum of values between the worst and the best alternative.
    MinMax,
}

impl Method {
    /// The stable name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::WeightedSum => "weighted-sum",
            Self::Topsis => "topsis",
            Self::MinMax => "min-max",
        }
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::WeightedSum => "Weighted sum",
            Self::Topsis => "TOPSIS",
            Self::MinMax => "Min–max sum",
        }
    }
}

/// The order under one method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordering {
    /// Which method.
    pub method: Method,
    /// Best first. What a hard limit puts behind comes last, as in the recommendation; ties keep its order too.
    pub order: [Alternative; Alternative::COUNT],
    /// The score of each alternative that competes, 0..=1.
    pub scores: PerAlternative<Option<f64>>,
}

/// The orders under all methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossCheck {
    /// The weighted sum first, which is the recommendation.
    pub orderings: [Ordering; 3],
}

impl CrossCheck {
    /// Whether another method puts another alternative first than the recommendation does.
    pub fn is_method_sensitive(&self) -> bool {
        !self.agrees(|[first, ..]| first)
    }

    /// Whether all methods give the same order.
    pub fn agrees_entirely(&self) -> bool {
        self.agrees(|order| order)
    }

    fn agrees<T: PartialEq>(&self, part: impl Fn([Alternative; Alternative::COUNT]) -> T) -> bool {
        let [own, others @ ..] = &self.orderings;
        others.iter().all(|other| part(other.order) == part(own.order))
    }
}

/// Orders the alternatives of an outlook under each method.
///
/// The relative methods see those alone that [compete](Outlook::competing): one that breaks a hard limit would
/// move their scales, and with them who is first.
pub fn cross_check(outlook: &Outlook) -> CrossCheck {
    let competing = outlook.competing();
    let matrix: Vec<Vec<f64>> =
        competing.iter().map(|one| outlook.assessments[*one].values.to_vec()).collect();
    compare(&outlook.weights, outlook.order, &matrix)
}

/// The leading alternatives of `order` compete, as many as the matrix of values has rows.
fn compare(
    weights: &[f64; criteria::COUNT],
    order: [Alternative; Alternative::COUNT],
    matrix: &[Vec<f64>],
) -> CrossCheck {
    let sums: Vec<f64> = matrix.iter().map(|row| score(weights, row)).collect();
    let own = ordering(Method::WeightedSum, order, &sums);
    let relative = |method, scores: Vec<f64>| {
        let mut other = ordering(method, order, &scores);
        // Equal to twelve digits is equal: two alternatives of the same numbers are no disagreement. A stable
        // sort, so that they stay as the recommendation has them, and none, which is less than any, comes last.
        let digits = |one: Alternative| other.scores[one].map(|score| (score * 1e12).round() as i64);
        other.order.sort_by_key(|one| std::cmp::Reverse(digits(*one)));
        other
    };
    CrossCheck {
        orderings: [
            own,
            relative(Method::Topsis, topsis_vector(matrix, weights)),
            relative(Method::MinMax, weighted_sum_min_max(matrix, weights)),
        ],
    }
}

fn ordering(method: Method, order: [Alternative; Alternative::COUNT], scores: &[f64]) -> Ordering {
    let scores = PerAlternative::from_fn(|alternative| {
        let place = order.iter().position(|one| *one == alternative)?;
        scores.get(place).copied()
    });
    Ordering { method, order, scores }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use proptest::prelude::*;

    /// Checks values on two criteria of equal weight, given best first.
    fn check(rows: &[(f64, f64)]) -> CrossCheck {
        let mut weights = [0.0; criteria::COUNT];
        weights[..2].fill(0.5);
        let row = |(first, second): &(f64, f64)| {
            let mut values = vec![0.5; criteria::COUNT];
            (values[0], values[1]) = (*first, *second);
            values
        };
        compare(&weights, Alternative::ALL, &rows.iter().map(row).collect::<Vec<_>>())
    }

    #[test]
    fn who_is_best_in_everything_is_first_under_every_method() {
        let check = check(&[(0.9, 0.9), (0.6, 0.6), (0.4, 0.4), (0.2, 0.2)]);
        assert!(!check.is_method_sensitive() && check.agrees_entirely());
    }

    #[test]
    fn a_small_difference_that_min_max_blows_up_is_found() {
        // On fixed anchors the second criterion hardly differs; between worst and best it decides.
        let check = check(&[(0.9, 0.50), (0.6, 0.53), (0.5, 0.52), (0.3, 0.51)]);
        let [own, _, min_max] = check.orderings;
        assert_eq!((own.order[0], min_max.order[0]), (Alternative::Node, Alternative::Python));
        assert!(check.is_method_sensitive() && !check.agrees_entirely());
    }

    #[test]
    fn equal_values_are_no_disagreement() {
        for check in [check(&[(0.0, 0.0); 4]), check(&[(0.7, 0.3); 4]), check(&[(0.9, 0.1)])] {
            assert!(check.agrees_entirely(), "{check:?}");
        }
    }

    #[test]
    fn what_breaks_a_limit_neither_wins_nor_moves_the_scales() {
        let without = check(&[(0.9, 0.50), (0.6, 0.53)]);
        assert_eq!(without.orderings[2].order[2..], [Alternative::Go, Alternative::Hybrid]);
        assert_eq!(without.orderings[2].scores[Alternative::Go], None);
        let tight = fixture::outlook(&["objective.budget_usd=100"]);
        let check = cross_check(&tight);
        assert!(!check.is_method_sensitive() && check.agrees_entirely(), "only one competes");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_first_of_every_method_competes_and_the_own_order_is_the_recommendation(
            rps in 1.0..1e6_f64, budget in 10.0..5_000.0_f64, data in 0.0..100.0_f64, cost in 0.0..10.0_f64,
        ) {
            let sets = [
                format!("traffic.rps={rps}"), format!("objective.budget_usd={budget}"),
                format!("need.data_percent={data}"), format!("priority.cost={cost}"),
            ];
            let outlook = fixture::outlook(&sets.each_ref().map(String::as_str));
            let check = cross_check(&outlook);
            prop_assert_eq!(check.orderings[0].order, outlook.order);
            let competing = outlook.competing();
            for ordering in &check.orderings {
                let (front, rest) = ordering.order.split_at(competing.len());
                prop_assert!(front.iter().all(|one| competing.contains(one)), "{:?}", ordering);
                prop_assert_eq!(rest, &outlook.order[competing.len()..]);
                prop_assert!(competing.iter().all(|one| ordering.scores[*one].is_some_and(f64::is_finite)));
            }
        }
    }
}
