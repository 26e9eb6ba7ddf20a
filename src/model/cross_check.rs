//! Whether the ranking hangs on the way of adding up: the same values under two relative methods.

use super::alternative::{Alternative, PerAlternative};
use super::criteria;
use super::ranking::cross_check::{Criterion, Direction, topsis_vector, weighted_sum_min_max};

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

/// The order under one method, hard limits left aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ordering {
    /// Which method.
    pub method: Method,
    /// Best first; ties go to the earlier alternative.
    pub order: [Alternative; 4],
    /// The score of each alternative, 0..=1.
    pub scores: PerAlternative<f64>,
}

/// The orders under all methods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossCheck {
    /// The weighted sum first.
    pub orderings: [Ordering; 3],
}

impl CrossCheck {
    /// Whether all methods put the same alternative first.
    pub fn agrees_on_first(&self) -> bool {
        self.agrees(|[first, ..]| first)
    }

    /// Whether all methods give the same order.
    pub fn agrees_entirely(&self) -> bool {
        self.agrees(|order| order)
    }

    fn agrees<T: PartialEq>(&self, part: impl Fn([Alternative; 4]) -> T) -> bool {
        let [own, others @ ..] = &self.orderings;
        others.iter().all(|other| part(other.order) == part(own.order))
    }
}

/// Orders the alternatives by their values, 0..=1 where more is better, under each method.
pub fn cross_check(
    weights: &[f64; criteria::COUNT],
    values: &PerAlternative<[f64; criteria::COUNT]>,
) -> CrossCheck {
    let matrix: Vec<Vec<f64>> = values.iter().map(|(_, row)| row.to_vec()).collect();
    let criteria: Vec<Criterion> =
        weights.iter().map(|weight| Criterion { weight: *weight, direction: Direction::Benefit }).collect();
    let weighted_sum: Vec<f64> = values
        .iter()
        .map(|(_, row)| weights.iter().zip(row).map(|(weight, value)| weight * value).sum())
        .collect();
    CrossCheck {
        orderings: [
            ordering(Method::WeightedSum, &weighted_sum),
            ordering(Method::Topsis, &topsis_vector(&matrix, &criteria)),
            ordering(Method::MinMax, &weighted_sum_min_max(&matrix, &criteria)),
        ],
    }
}

fn ordering(method: Method, scores: &[f64]) -> Ordering {
    let scores =
        PerAlternative::from_fn(|alternative| scores.get(alternative.index()).copied().unwrap_or_default());
    let mut order = Alternative::ALL;
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    Ordering { method, order, scores }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(rows: [(f64, f64); 4]) -> PerAlternative<[f64; criteria::COUNT]> {
        PerAlternative(rows.map(|(first, second)| {
            let mut values = [0.5; criteria::COUNT];
            values[0] = first;
            values[1] = second;
            values
        }))
    }

    fn weights(first: f64) -> [f64; criteria::COUNT] {
        let mut weights = [0.0; criteria::COUNT];
        weights[0] = first;
        weights[1] = 1.0 - first;
        weights
    }

    #[test]
    fn who_is_best_in_everything_is_first_under_every_method() {
        let check = cross_check(&weights(0.5), &values([(0.2, 0.2), (0.4, 0.4), (0.9, 0.9), (0.6, 0.6)]));
        assert!(check.agrees_on_first() && check.agrees_entirely());
        let order = [Alternative::Go, Alternative::Hybrid, Alternative::Python, Alternative::Node];
        assert!(check.orderings.iter().all(|ordering| ordering.order == order));
    }

    #[test]
    fn a_small_difference_that_min_max_blows_up_is_found() {
        // On fixed anchors the second criterion hardly differs; between worst and best it decides.
        let check = cross_check(&weights(0.5), &values([(0.9, 0.50), (0.3, 0.51), (0.5, 0.52), (0.6, 0.53)]));
        let [own, _, min_max] = check.orderings;
        assert_eq!(own.order[0], Alternative::Node);
        assert_eq!(min_max.order[0], Alternative::Hybrid);
        assert!(!check.agrees_on_first() && !check.agrees_entirely());
    }

    #[test]
    fn values_without_a_difference_keep_the_order_of_the_alternatives() {
        let check = cross_check(&weights(0.5), &values([(0.0, 0.0); 4]));
        assert!(check.orderings.iter().all(|ordering| ordering.order == Alternative::ALL));
        assert!(
            check.orderings.iter().all(|ordering| ordering.scores.0.iter().all(|score| score.is_finite()))
        );
    }
}
