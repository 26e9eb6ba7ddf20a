//! From values of criteria to scores.
//!
//! Each criterion is put on a scale between two fixed anchors, so what one alternative is worth never depends on
//! which others are on the table, and a score is exactly the sum of its contributions. The relative methods in
//! [`cross_check`] lack both and serve to tell whether a result hangs on the method.

pub mod cross_check;

/// Scales weights to sum 1, in place. Equal weights if none is above zero; what is negative or not finite counts
/// as zero.
pub fn normalise(weights: &mut [f64]) {
    for weight in &mut *weights {
        *weight = if weight.is_finite() { weight.max(0.0) } else { 0.0 };
    }
    let largest = weights.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        weights.fill(1.0);
    } else {
        // By the largest first: the sum of huge weights stays finite.
        for weight in &mut *weights {
            *weight /= largest;
        }
    }
    let sum: f64 = weights.iter().sum();
    for weight in weights {
        *weight /= sum;
    }
}

/// How values between the anchors are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// In proportion to the difference.
    Linear,
    /// In proportion to the ratio; anchors and values above zero.
    Log,
}

/// A fixed scale: `worst` is worth 0, `best` 1. Either may be the larger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anchors {
    /// Worth 0, like all that is worse.
    pub worst: f64,
    /// Worth 1, like all that is better.
    pub best: f64,
    /// What is in between.
    pub scale: Scale,
}

impl Anchors {
    /// What `x` is worth, 0..=1; 0 where there is no answer (NaN, equal anchors, logarithm of a negative number).
    ///
    /// ```
    /// # use runtime_explorer::model::ranking::{Anchors, Scale};
    /// let cost = Anchors { worst: 20_000.0, best: 50.0, scale: Scale::Log };
    /// assert_eq!(cost.value(1_000.0), 0.5);
    /// assert_eq!(cost.value(10.0), 1.0);
    /// ```
    pub fn value(&self, x: f64) -> f64 {
        let value = match self.scale {
            Scale::Linear => (x - self.worst) / (self.best - self.worst),
            Scale::Log => (x / self.worst).ln() / (self.best / self.worst).ln(),
        };
        if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
    }
}

/// What each criterion adds to the score: weight times value. Their sum in this order is the [`score`], to the
/// last digit.
pub fn contributions<'a>(weights: &'a [f64], values: &'a [f64]) -> impl Iterator<Item = f64> + 'a {
    weights.iter().zip(values).map(|(weight, value)| weight * value)
}

/// The weighted sum.
pub fn score(weights: &[f64], values: &[f64]) -> f64 {
    contributions(weights, values).sum()
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of a range are exact values")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_priorities_are_equal_priorities() {
        for mut weights in [[0.0; 4], [-1.0, f64::NAN, 0.0, f64::INFINITY]] {
            normalise(&mut weights);
            assert_eq!(weights, [0.25; 4]);
        }
        normalise(&mut []);
        let mut huge = [f64::MAX, f64::MAX];
        normalise(&mut huge);
        assert_eq!(huge, [0.5, 0.5]);
    }

    #[test]
    fn what_has_no_value_is_worth_nothing() {
        let log = Anchors { worst: 100.0, best: 1.0, scale: Scale::Log };
        assert_eq!(log.value(f64::NAN), 0.0);
        assert_eq!(log.value(-5.0), 0.0);
        assert_eq!(log.value(0.0), 1.0);
        assert_eq!(log.value(f64::INFINITY), 0.0);
        assert_eq!(Anchors { worst: 1.0, best: 1.0, scale: Scale::Linear }.value(1.0), 0.0);
    }

    proptest! {
        #[test]
        fn contributions_sum_to_the_score(
            mut weights in prop::collection::vec(0.0..10.0_f64, 10),
            values in prop::collection::vec(0.0..1.0_f64, 10),
        ) {
            normalise(&mut weights);
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-14);
            let total = score(&weights, &values);
            prop_assert_eq!(contributions(&weights, &values).sum::<f64>(), total);
            prop_assert!((0.0..=1.0 + 1e-14).contains(&total));
        }

        #[test]
        fn values_rise_towards_the_better_anchor(
            worst in 0.1..1e3_f64, best in 0.1..1e3_f64, x in 0.01..1e4_f64, log: bool,
        ) {
            let anchors = Anchors { worst, best, scale: if log { Scale::Log } else { Scale::Linear } };
            let towards = if best > worst { x * 1.1 } else { x / 1.1 };
            prop_assert!((0.0..=1.0).contains(&anchors.value(x)));
            prop_assert!(anchors.value(towards) >= anchors.value(x));
        }
    }
}
