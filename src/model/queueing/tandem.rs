//! Light work on one pool, then the heavy part of some requests on a second.

use super::hypoexponential::{three_exceed, two_exceed};
use super::{Mmc, QueueError, SplitMm1, exponential_quantile, quantile_at_the_ends, share, tail_quantile};

/// Every request passes the API pool (c × M/M/1); a share of them then the compute pool (M/M/k).
///
/// What leaves a pool in equilibrium is a Poisson stream that knows nothing of the times spent in it (Burke 1956, Reich
/// 1957), so the times in the two pools are independent, and a heavy response is the sum of an exponential API time,
/// with the probability to wait an exponential wait, and an exponential service. Quantiles are those of the sum;
/// percentiles of the stages are never added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tandem {
    api: SplitMm1,
    compute: Mmc,
    heavy_share: f64,
}

impl Tandem {
    /// The two pools, and the share 0..=1 of requests that go on to the second.
    ///
    /// # Errors
    ///
    /// [`QueueError::HeavyShare`].
    pub fn new(api: SplitMm1, compute: Mmc, heavy_share: f64) -> Result<Self, QueueError> {
        Ok(Self { api, compute, heavy_share: share(heavy_share)? })
    }

    /// P(response > t) over all requests when the compute pool, whose servers work at `service_rate`, is so large that
    /// nobody waits for it: no size of it does better.
    pub fn at_best_exceeds(api: &SplitMm1, service_rate: f64, heavy_share: f64, t: f64) -> f64 {
        (1.0 - heavy_share) * api.response_exceeds(t)
            + heavy_share * two_exceed(api.response_rate(), service_rate, t)
    }

    /// P(response > t) over all requests, for t ≥ 0.
    pub fn response_exceeds(&self, t: f64) -> f64 {
        (1.0 - self.heavy_share) * self.api.response_exceeds(t)
            + self.heavy_share * self.heavy_response_exceeds(t)
    }

    /// P(response > t) of a request that visits both pools, for t ≥ 0.
    fn heavy_response_exceeds(&self, t: f64) -> f64 {
        let (api, service, drain) =
            (self.api.response_rate(), self.compute.service_rate(), self.compute.drain_rate());
        let wait = self.compute.wait_probability();
        (1.0 - wait) * two_exceed(api, service, t) + wait * three_exceed(api, service, drain, t)
    }

    /// Seconds within which a share p of all requests are answered.
    pub fn response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p)
            .unwrap_or_else(|| tail_quantile(p, self.upper_bound(p), |t| self.response_exceeds(t)))
    }

    /// Seconds within which a share p of the requests that visit both pools are answered.
    pub fn heavy_response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p)
            .unwrap_or_else(|| tail_quantile(p, self.upper_bound(p), |t| self.heavy_response_exceeds(t)))
    }

    /// Each of the three parts exceeds its share of this in at most a third of the 1 − p.
    fn upper_bound(&self, p: f64) -> f64 {
        let each = exponential_quantile(p) + 3.0_f64.ln();
        each * (self.api.mean_response()
            + self.compute.service_rate().recip()
            + self.compute.drain_rate().recip())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tandem(api_rate: f64, arrivals: f64, service_rate: f64, servers: u64, heavy_share: f64) -> Tandem {
        let api = SplitMm1::new(arrivals, arrivals + api_rate, 1).unwrap();
        let compute = Mmc::new(heavy_share * arrivals, service_rate, servers).unwrap();
        Tandem::new(api, compute, heavy_share).unwrap()
    }

    #[test]
    fn follows_the_textbook_mixture_where_all_rates_differ() {
        let (q, t) = (0.2_f64, 0.8_f64);
        let tandem = tandem(3.0, 10.0, 1.5, 2, q);
        let compute = Mmc::new(2.0, 1.5, 2).unwrap();
        let (r, mu, theta, c) = (3.0_f64, 1.5_f64, 1.0_f64, compute.wait_probability());
        let h = |a: f64, b: f64| (a * (-b * t).exp() - b * (-a * t).exp()) / (a - b);
        let b = c * mu / (mu - theta);
        let expected = (1.0 - q) * (-r * t).exp() + q * ((1.0 - b) * h(r, mu) + b * h(r, theta));
        assert!((tandem.response_exceeds(t) / expected - 1.0).abs() < 1e-12);
    }

    #[test]
    fn equal_rates_are_nothing_special() {
        // Service rate 1, two servers, one arrival a second: the drain rate is 1 as well; then so is the API's.
        for api_rate in [1.0, 1.0 + 1e-13, 1.0 + 1e-7, 2.0] {
            let (plain, beside) =
                (tandem(api_rate, 5.0, 1.0, 2, 0.2), tandem(api_rate + 1e-6, 5.0, 1.0 + 1e-6, 2, 0.2));
            for p in [0.5, 0.99, 0.9999] {
                let (here, there) = (plain.response_quantile(p), beside.response_quantile(p));
                assert!((here / there - 1.0).abs() < 1e-5, "{api_rate} {p}: {here} {there}");
            }
        }
    }

    #[test]
    fn without_heavy_requests_only_the_first_pool_counts() {
        let tandem = tandem(3.0, 10.0, 1.5, 2, 0.0);
        assert!((tandem.response_quantile(0.99) / (100.0_f64.ln() / 3.0) - 1.0).abs() < 1e-12);
        assert!(tandem.heavy_response_quantile(0.99) > tandem.response_quantile(0.99));
    }

    #[test]
    fn a_share_outside_of_0_to_1_is_refused() {
        let (api, compute) = (SplitMm1::new(1.0, 2.0, 1).unwrap(), Mmc::new(1.0, 2.0, 1).unwrap());
        assert_eq!(Tandem::new(api, compute, 1.5), Err(QueueError::HeavyShare(1.5)));
        assert!(Tandem::new(api, compute, f64::NAN).is_err());
    }

    proptest! {
        #[test]
        fn tails_fall_and_stay_within_bounds(
            api_rate in 0.1..10.0_f64, service_rate in 1.1..10.0_f64, servers in 1..8_u64, q in 0.0..1.0_f64,
            t in 0.0..20.0_f64,
        ) {
            let tandem = tandem(api_rate, 1.0, service_rate, servers, q);
            let here = tandem.response_exceeds(t);
            prop_assert!((0.0..=1.0 + 1e-12).contains(&here));
            prop_assert!(tandem.response_exceeds(t + 0.01) <= here * (1.0 + 1e-12));
            prop_assert!(here <= tandem.heavy_response_exceeds(t) * (1.0 + 1e-12));
        }

        #[test]
        fn more_compute_servers_never_answer_later(servers in 1..8_u64, q in 0.01..1.0_f64, p in 0.01..0.9999_f64) {
            let (few, many) = (tandem(2.0, 1.0, 1.3, servers, q), tandem(2.0, 1.0, 1.3, servers + 1, q));
            prop_assert!(many.response_quantile(p) <= few.response_quantile(p) * (1.0 + 1e-10));
        }
    }
}
