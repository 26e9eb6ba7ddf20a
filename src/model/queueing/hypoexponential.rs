//! Tails of sums of independent exponential times, for any rates including equal ones.
//!
//! The textbook formula divides by differences of rates. Written with divided differences of e^(−xt) instead,
//! every term is positive and equal rates are nothing special.

/// P(Exp(a) + Exp(b) > t).
pub(super) fn two_exceed(a: f64, b: f64, t: f64) -> f64 {
    (-a * t).exp() + a * first_difference(a, b, t)
}

/// P(Exp(a) + Exp(b) + Exp(c) > t).
pub(super) fn three_exceed(a: f64, b: f64, c: f64, t: f64) -> f64 {
    two_exceed(a, b, t) + a * b * second_difference(a, b, c, t)
}

/// (e^(−at) − e^(−bt)) / (b − a), which is t·e^(−at) for equal rates.
pub(super) fn first_difference(a: f64, b: f64, t: f64) -> f64 {
    let gap = (a - b).abs();
    let slowest = (-a.min(b) * t).exp();
    if slowest <= 0.0 {
        // So late, or never, that nothing is left: no product with an infinite time.
        0.0
    } else if gap * t < 1e-12 {
        t * slowest
    } else {
        slowest * -(-gap * t).exp_m1() / gap
    }
}

/// The divided difference of order two of e^(−xt) at three rates: ∫₀ᵗ of the first one times e^(−c(t − s)).
fn second_difference(a: f64, b: f64, c: f64, t: f64) -> f64 {
    let low = a.min(b).min(c);
    let high = a.max(b).max(c);
    let middle = a.max(b).min(a.min(b).max(c));
    let slowest = (-low * t).exp();
    if slowest <= 0.0 {
        return 0.0;
    }
    let (near, far) = ((middle - low) * t, (high - low) * t);
    if far >= 0.5 {
        return (first_difference(low, middle, t) - first_difference(middle, high, t)) / (high - low);
    }
    // Σ (−1)ⁿ hₙ(near, far) / (n + 2)! with the complete homogeneous polynomials hₙ = near·hₙ₋₁ + farⁿ.
    let (mut sum, mut homogeneous, mut power, mut factor) = (0.0, 1.0, 1.0, 0.5);
    for n in 0..16 {
        sum += homogeneous * factor;
        power *= far;
        homogeneous = near * homogeneous + power;
        factor /= -f64::from(n + 3);
    }
    t * t * slowest * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(actual: f64, expected: f64) {
        assert!((actual - expected).abs() <= 1e-12 * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn equal_rates_are_erlang_distributed() {
        for t in [0.1_f64, 1.0, 3.0, 30.0] {
            close(two_exceed(1.0, 1.0, t), (-t).exp() * (1.0 + t));
            close(three_exceed(1.0, 1.0, 1.0, t), (-t).exp() * (1.0 + t + t * t / 2.0));
        }
    }

    #[test]
    fn at_the_end_of_time_everything_is_over() {
        for (a, b, c) in [(1.0, 1.0, 1.0), (1.0, 2.0, 2.0), (1.0, 2.0, 3.0)] {
            for t in [1e6, f64::INFINITY] {
                assert_eq!((two_exceed(a, b, t), three_exceed(a, b, c, t)), (0.0, 0.0), "{a} {b} {c} {t}");
            }
        }
    }

    #[test]
    fn distinct_rates_follow_partial_fractions() {
        let (a, b, c, t) = (1.0_f64, 2.0_f64, 5.0_f64, 0.7_f64);
        close(two_exceed(a, b, t), (a * (-b * t).exp() - b * (-a * t).exp()) / (a - b));
        let term = |x: f64, y: f64, z: f64| y * z / ((y - x) * (z - x)) * (-x * t).exp();
        close(three_exceed(a, b, c, t), term(a, b, c) + term(b, a, c) + term(c, a, b));
    }

    #[test]
    fn the_order_does_not_matter_and_nearly_equal_rates_are_smooth() {
        for gap in [0.0, 1e-15, 1e-9, 1e-4, 0.1, 0.249_999, 0.250_001, 0.5] {
            let (a, b, c) = (1.0, 1.0 + gap, 1.0 + 2.0 * gap);
            let straight = three_exceed(a, b, c, 1.0);
            close(three_exceed(c, a, b, 1.0), straight);
            close(three_exceed(b, c, a, 1.0), straight);
        }
        let below = three_exceed(1.0, 1.2, 1.5 - 1e-9, 1.0);
        let above = three_exceed(1.0, 1.2, 1.5 + 1e-9, 1.0);
        assert!(below > above && below - above < 1e-9);
    }
}
