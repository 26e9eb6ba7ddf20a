//! Little's law in a closed loop, as a check on benchmark figures.
//!
//! With N connections that always have one request under way, mean latency is N ÷ throughput, whatever the
//! system. A benchmark that reports a latency far from that measured something else than it says.

/// How far a stated latency may be from the implied mean, as a factor either way, before it is doubted: a median
/// is not a mean, but seldom more than this away from it.
pub const TOLERATED_FACTOR: f64 = 2.0;

/// Mean latency in seconds that `concurrency` requests always under way imply at `throughput` requests per
/// second.
pub fn mean_latency(concurrency: f64, throughput: f64) -> f64 {
    concurrency / throughput
}

/// Requests under way on average if `latency` seconds were the mean.
pub fn implied_concurrency(throughput: f64, latency: f64) -> f64 {
    throughput * latency
}

/// Whether a stated latency in seconds lies within [`TOLERATED_FACTOR`] of the implied mean. What is not a
/// positive finite number is not consistent.
pub fn is_consistent(concurrency: f64, throughput: f64, stated_latency: f64) -> bool {
    let ratio = mean_latency(concurrency, throughput) / stated_latency;
    (TOLERATED_FACTOR.recip()..=TOLERATED_FACTOR).contains(&ratio)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_fast_and_too_slow_are_both_doubted() {
        assert!(is_consistent(10.0, 1_000.0, 0.005) && is_consistent(10.0, 1_000.0, 0.02));
        assert!(!is_consistent(10.0, 1_000.0, 0.004_9) && !is_consistent(10.0, 1_000.0, 0.020_1));
    }

    #[test]
    fn nonsense_is_not_consistent() {
        assert!(!is_consistent(10.0, 0.0, 0.1) && !is_consistent(10.0, 10.0, 0.0));
        assert!(!is_consistent(f64::NAN, 10.0, 0.1) && !is_consistent(10.0, 10.0, -1.0));
    }
}
