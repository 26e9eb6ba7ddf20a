//! An event loop whose requests vary twice: some are heavy, and no two of a sort take the same time.

use super::{QueueError, SplitMm1, TwoPointMg1, exponential_quantile};

/// One worker, Poisson arrivals, first come first served, run to completion. Every percentile is the larger of two:
/// that of M/G/1 with the light and the heavy service time ([`TwoPointMg1`]), and that of M/M/1 with their mean.
///
/// Two fixed times alone would say that requests of one sort never vary, so that the first heavy request in a million
/// made the others faster and the last light one in a million made the heavy ones faster. With the larger of the two,
/// percentiles only grow with the heavy share, and at shares of 0 and 1 those above 1 − 1/e are M/M/1's. (Below, a
/// constant time is the longer one: half of all exponential times are shorter than 0.69 of their mean.)
///
/// ```
/// # use runtime_explorer::model::queueing::{EventLoop, SplitMm1};
/// let alike = SplitMm1::new(3_000.0, 1.0 / 0.000_107, 1)?.response_quantile(0.99);
/// let nearly_alike = EventLoop::new(3_000.0, 0.000_107, 0.05, 1e-9)?.response_quantile(0.99);
/// assert!((nearly_alike / alike - 1.0).abs() < 1e-6);
/// # Ok::<(), runtime_explorer::model::queueing::QueueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EventLoop {
    by_sort: TwoPointMg1,
    alike: SplitMm1,
}

impl EventLoop {
    /// A stable worker, with the arguments of [`TwoPointMg1::new`].
    ///
    /// # Errors
    ///
    /// An argument that is out of range or not finite, or a utilisation of 1 or more.
    pub fn new(
        arrival_rate: f64,
        light_service: f64,
        heavy_service: f64,
        heavy_share: f64,
    ) -> Result<Self, QueueError> {
        let by_sort = TwoPointMg1::new(arrival_rate, light_service, heavy_service, heavy_share)?;
        let alike = SplitMm1::new(arrival_rate, by_sort.mean_service().recip(), 1)?;
        Ok(Self { by_sort, alike })
    }

    /// Mean wait in seconds.
    pub fn mean_wait(&self) -> f64 {
        self.by_sort.mean_wait().max(self.by_sort.utilisation() / self.alike.response_rate())
    }

    /// P(wait > t) for t ≥ 0: of M/M/1 it is ρ·exp(−(μ − λ)t).
    pub fn wait_exceeds(&self, t: f64) -> f64 {
        let alike = self.by_sort.utilisation() * self.alike.response_exceeds(t);
        self.by_sort.wait_exceeds(t).max(alike)
    }

    /// Seconds that a share p of all requests wait at most: of M/M/1 it is ln(ρ/(1 − p))/(μ − λ).
    pub fn wait_quantile(&self, p: f64) -> f64 {
        let alike = (self.by_sort.utilisation() / (1.0 - p)).ln() / self.alike.response_rate();
        self.by_sort.wait_quantile(p).max(alike)
    }

    /// Seconds within which a share p of all requests are answered.
    pub fn response_quantile(&self, p: f64) -> f64 {
        self.by_sort.response_quantile(p).max(self.alike.response_quantile(p))
    }

    /// Seconds within which a share p of the heavy requests are answered.
    pub fn heavy_response_quantile(&self, p: f64) -> f64 {
        self.by_sort.heavy_response_quantile(p).max(self.alike.response_quantile(p))
    }

    /// [`EventLoop::response_quantile`] if it is at most `objective` seconds; cheaper where it is not. None for p
    /// outside (0, 1).
    pub fn response_quantile_within(&self, objective: f64, p: f64) -> Option<f64> {
        let alike = self.alike.response_quantile(p);
        let by_sort =
            if alike <= objective { self.by_sort.response_quantile_within(objective, p) } else { None };
        by_sort.map(|by_sort| by_sort.max(alike))
    }

    /// [`EventLoop::response_quantile`] as roughly as [`TwoPointMg1::rough_response_quantile`].
    pub fn rough_response_quantile(&self, p: f64) -> f64 {
        self.by_sort.rough_response_quantile(p).max(self.alike.response_quantile(p))
    }

    /// About the arrival rate up to which a share p of all requests are answered within `objective` seconds: where to
    /// look first, and never less than the answer where requests that vary alike decide it. Not a number, or not
    /// positive, where there is no telling.
    pub fn likely_rate(
        light_service: f64,
        heavy_service: f64,
        heavy_share: f64,
        objective: f64,
        p: f64,
    ) -> f64 {
        let by_sort = TwoPointMg1::likely_rate(light_service, heavy_service, heavy_share, objective, p);
        let mean_service = (1.0 - heavy_share) * light_service + heavy_share * heavy_service;
        by_sort.min(mean_service.recip() - exponential_quantile(p) / objective)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Mmc;
    use super::*;

    #[test]
    fn requests_of_one_sort_are_those_of_one_queue_with_exponential_service() {
        for (share, service) in [(0.0, 0.001), (1.0, 0.02)] {
            let alike = SplitMm1::new(30.0, 1.0 / service, 1).unwrap();
            let worker = EventLoop::new(30.0, 0.001, 0.02, share).unwrap();
            for p in [0.64, 0.99] {
                let ratio = worker.response_quantile(p) / alike.response_quantile(p);
                assert!((ratio - 1.0).abs() < 1e-12, "{share} {p}: {ratio}");
            }
        }
    }

    #[test]
    fn waits_of_requests_of_one_sort_are_those_of_one_queue_with_exponential_service() {
        for (share, service) in [(0.0, 0.001), (1.0, 0.02)] {
            let alike = Mmc::new(30.0, 1.0 / service, 1).unwrap();
            let worker = EventLoop::new(30.0, 0.001, 0.02, share).unwrap();
            let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-9;
            assert!(near(worker.mean_wait(), alike.mean_wait()), "{share}");
            assert!(near(worker.wait_exceeds(0.001), alike.wait_exceeds(0.001)), "{share}");
            assert!(near(worker.wait_quantile(0.995), alike.wait_quantile(0.995)), "{share}");
        }
        // Hardly anybody waits.
        assert!(EventLoop::new(1.0, 0.001, 0.02, 0.0).unwrap().wait_quantile(0.5).abs() < 1e-12);
    }

    #[test]
    fn rare_long_requests_decide_as_two_fixed_times_have_it() {
        let (rate, light, heavy, share) = (3_333.0, 0.000_107, 0.05, 0.000_2);
        let by_sort = TwoPointMg1::new(rate, light, heavy, share).unwrap();
        let worker = EventLoop::new(rate, light, heavy, share).unwrap();
        assert_eq!(worker.response_quantile(0.99).to_bits(), by_sort.response_quantile(0.99).to_bits());
        assert_eq!(
            worker.heavy_response_quantile(0.99).to_bits(),
            by_sort.heavy_response_quantile(0.99).to_bits()
        );
    }

    #[test]
    fn what_has_no_stationary_state_is_refused() {
        assert!(matches!(EventLoop::new(1_000.0, 0.001, 0.02, 0.1), Err(QueueError::Unstable { .. })));
        assert_eq!(EventLoop::new(1.0, 0.001, 0.02, 1.5), Err(QueueError::HeavyShare(1.5)));
    }

    proptest! {
        #[test]
        fn more_heavy_requests_never_answer_sooner_also_from_none_and_to_all(
            busy in 0.01..0.95_f64, ratio in 1.0..200.0_f64, p in 0.4..0.999_f64,
            from in prop_oneof![Just(0.0), (1e-9..1e-3_f64), 0.0..1.0_f64],
            to in prop_oneof![Just(1.0), 0.999..1.0_f64, 0.0..1.0_f64],
        ) {
            let (from, to) = (from.min(to), from.max(to));
            let (light, heavy) = (0.001, 0.001 * ratio);
            let rate = busy / ((1.0 - to) * light + to * heavy);
            let at = |share| EventLoop::new(rate, light, heavy, share).unwrap();
            let (few, many) = (at(from), at(to));
            prop_assert!(few.response_quantile(p) <= many.response_quantile(p) * (1.0 + 1e-3));
            prop_assert!(many.response_quantile(p) <= many.heavy_response_quantile(p) * (1.0 + 1e-3));
        }

        #[test]
        fn within_an_objective_is_the_same_percentile_or_none(
            busy in 0.01..0.95_f64, share in 0.0..=1.0_f64, objective in 0.001..1.0_f64,
        ) {
            let rate = busy / ((1.0 - share) * 0.001 + share * 0.02);
            let worker = EventLoop::new(rate, 0.001, 0.02, share).unwrap();
            let whole = worker.response_quantile(0.99);
            let within = worker.response_quantile_within(objective, 0.99);
            prop_assert_eq!(within, (whole <= objective).then_some(whole));
        }
    }
}
