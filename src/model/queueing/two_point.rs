//! An event loop in which a few requests are heavy: M/G/1 with two service times, exactly.

mod lag;
mod tail;

use lag::Lag;
use tail::Tail;

use super::{QueueError, arrival_rate, quantile_at_the_ends, service_time, share, tail_quantile};

/// One worker, Poisson arrivals, first come first served, run to completion: most requests take the light
/// service time, a share of them the heavy one.
///
/// The wait is also the lag of the event loop, seen at a random moment. Its distribution follows from
/// Pollaczek's and Khinchine's renewal equation, integrated on a grid until the wanted value is reached; far
/// beyond the heavy service time the exact exponential asymptote takes over, which bounds the work as the load
/// approaches 1.
///
/// ```
/// # use runtime_explorer::model::queueing::TwoPointMg1;
/// // A third of 10,000 requests per second; one in 5,000 blocks the loop for 50 ms.
/// let worker = TwoPointMg1::new(10_000.0 / 3.0, 0.000_107, 0.05, 0.000_2)?;
/// assert!((worker.response_quantile(0.99) - 0.042).abs() < 1e-4);
/// # Ok::<(), runtime_explorer::model::queueing::QueueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoPointMg1 {
    arrival_rate: f64,
    light_service: f64,
    heavy_service: f64,
    heavy_share: f64,
}

impl TwoPointMg1 {
    /// A stable worker: arrivals per second at this worker, the two service times in seconds (the heavy one is
    /// the whole service of a heavy request), and the heavy share 0..=1.
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
        let queue = Self {
            arrival_rate: self::arrival_rate(arrival_rate)?,
            light_service: service_time(light_service)?,
            heavy_service: service_time(heavy_service)?,
            heavy_share: share(heavy_share)?,
        };
        let utilisation = queue.utilisation();
        if utilisation < 1.0 { Ok(queue) } else { Err(QueueError::Unstable { utilisation }) }
    }

    /// Share of time the worker is busy, 0..1.
    pub fn utilisation(&self) -> f64 {
        self.arrival_rate * self.mean_service()
    }

    /// Mean service time in seconds.
    pub fn mean_service(&self) -> f64 {
        (1.0 - self.heavy_share) * self.light_service + self.heavy_share * self.heavy_service
    }

    /// Mean wait in seconds, λ·E(S²)/(2(1 − ρ)) (Pollaczek–Khinchine).
    pub fn mean_wait(&self) -> f64 {
        let second_moment = (1.0 - self.heavy_share) * self.light_service.powi(2)
            + self.heavy_share * self.heavy_service.powi(2);
        self.arrival_rate * second_moment / (2.0 * (1.0 - self.utilisation()))
    }

    /// Mean response in seconds.
    pub fn mean_response(&self) -> f64 {
        self.mean_wait() + self.mean_service()
    }

    /// P(wait > t): the share of arrivals that find the event loop more than t seconds behind. 1 for t < 0, NaN
    /// for NaN.
    pub fn wait_exceeds(&self, t: f64) -> f64 {
        self.exceeds(t, Target::Wait)
    }

    /// P(response > t), over all requests. 1 for t < 0, NaN for NaN.
    pub fn response_exceeds(&self, t: f64) -> f64 {
        self.exceeds(t, Target::Response)
    }

    /// Seconds that a share p of requests wait at most.
    pub fn wait_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| self.first_passage(p, Target::Wait))
    }

    /// Seconds within which a share p of all requests are answered.
    pub fn response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| self.first_passage(p, Target::Response))
    }

    /// Seconds within which a share p of the heavy requests are answered.
    pub fn heavy_response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| self.heavy_service + self.wait_quantile(p))
    }

    /// [`TwoPointMg1::response_quantile`] if it is at most `objective` seconds; cheaper where it is not, because the
    /// integration stops at whichever comes first. None for p outside (0, 1).
    pub fn response_quantile_within(&self, objective: f64, p: f64) -> Option<f64> {
        if quantile_at_the_ends(p).is_some() || objective.is_nan() {
            return None;
        }
        let quantile = match self.walk(p, Target::Response, objective) {
            Walk::Reached(t) => t,
            Walk::Passed { .. } => return None,
            Walk::Beyond { end } => self.tail().quantile(p, Target::Response).max(end),
        };
        (quantile <= objective).then_some(quantile)
    }

    /// About the arrival rate up to which a share p of all requests are answered within `objective` seconds: where to
    /// look first. Not a number, or not positive, where there is no telling.
    ///
    /// Long heavy requests are late whatever happens; the others are when they arrive behind one with more than the
    /// objective left (the blocking budget). Short ones are late in a queue, of which the tail is known.
    pub fn likely_rate(
        light_service: f64,
        heavy_service: f64,
        heavy_share: f64,
        objective: f64,
        p: f64,
    ) -> f64 {
        let worker = Self { arrival_rate: 0.0, light_service, heavy_service, heavy_share };
        let service @ Service { short, long, long_share } = worker.service();
        if long < objective {
            return Tail::arrival_rate(service, objective, p);
        }
        let short_share = 1.0 - long_share;
        let blocked = (1.0 - p - long_share) / short_share;
        blocked / (long_share * (long - objective + short) + blocked * short_share * short)
    }

    /// [`TwoPointMg1::response_quantile`] within 10 % and a dozen short service times, at a small part of its cost
    /// where that is high.
    ///
    /// Short work is a fluid that leaves 1 − ρ_short of the worker to the long requests, which so are an M/D/1 queue
    /// of load ρ′ = λqD₂/(1 − ρ_short). Beyond a few long service times the tail of the whole queue is known.
    pub fn rough_response_quantile(&self, p: f64) -> f64 {
        const SPANS: f64 = 4.0;
        // Up to so many short service times in a long one, the exact walk is no dearer than estimates.
        const NEAR: f64 = 50.0;
        if let Some(known) = quantile_at_the_ends(p) {
            return known;
        }
        let Service { short, long, long_share } = self.service();
        if long <= NEAR * short {
            return self.response_quantile(p);
        }
        let short_share = 1.0 - long_share;
        let left = 1.0 - self.arrival_rate * short_share * short;
        let load = self.arrival_rate * long_share * long / left;
        let waits_longer = |t: f64| if t < 0.0 { 1.0 } else { 1.0 - constant_service_wait(load, t / long) };
        let exceeds = |t: f64| short_share * waits_longer(t - short) + long_share * waits_longer(t - long);
        // Short requests wait for each other as well: exponentially, as far as they do, with the mean of M/D/1.
        let among_themselves = short / (2.0 * left) * ((1.0 - left) / (1.0 - p)).ln().max(0.0);
        let quantile = if exceeds(SPANS * long) > 1.0 - p {
            self.tail().quantile(p, Target::Response)
        } else {
            tail_quantile(p, SPANS * long, exceeds)
        };
        // Both waits are there at once, and rarely long together.
        quantile.max(short).hypot(among_themselves)
    }

    fn first_passage(&self, p: f64, target: Target) -> f64 {
        match self.walk(p, target, f64::INFINITY) {
            Walk::Reached(t) => t,
            Walk::Passed { .. } => f64::INFINITY,
            Walk::Beyond { end } => self.tail().quantile(p, target).max(end),
        }
    }

    fn exceeds(&self, t: f64, target: Target) -> f64 {
        if t.is_nan() || t < 0.0 {
            return if t < 0.0 { 1.0 } else { t };
        }
        // No distribution function reaches 2: the walk ends at t or where the tail takes over.
        match self.walk(2.0, target, t) {
            Walk::Passed { value } => (1.0 - value).clamp(0.0, 1.0),
            Walk::Reached(_) | Walk::Beyond { .. } => self.tail().exceeds(t, target),
        }
    }

    fn walk(&self, wanted: f64, target: Target, until: f64) -> Walk {
        let service = self.service();
        let end = match Lag::resolved(self.arrival_rate, service).walk(wanted, target, until) {
            Walk::Beyond { end } if service.long > end => end,
            found => return found,
        };
        match Lag::fluid(self.arrival_rate, service).walk(wanted, target, until) {
            Walk::Reached(t) => Walk::Reached(t.max(end)),
            found => found,
        }
    }

    fn tail(&self) -> Tail {
        Tail::new(self.arrival_rate, self.service())
    }

    /// The service times by length. If there is but one, it is the short one and nothing is long.
    fn service(&self) -> Service {
        let (light, heavy, heavy_share) = (self.light_service, self.heavy_service, self.heavy_share);
        let only = |service| Service { short: service, long: service, long_share: 0.0 };
        if heavy_share <= 0.0 {
            only(light)
        } else if heavy_share >= 1.0 {
            only(heavy)
        } else if light < heavy {
            Service { short: light, long: heavy, long_share: heavy_share }
        } else if heavy < light {
            Service { short: heavy, long: light, long_share: 1.0 - heavy_share }
        } else {
            only(light)
        }
    }
}

/// P(wait ≤ t) of M/D/1, with the service time as the unit: (1 − ρ)·Σ e^(ρ(t − k))·(−ρ(t − k))^k / k! over k ≤ t
/// (Erlang 1909). Its terms alternate, so `t` has to be small.
fn constant_service_wait(load: f64, t: f64) -> f64 {
    let mut sum = 0.0;
    let mut factorial = 1.0;
    for k in 0..=(t.max(0.0) as i32) {
        let past = load * (t - f64::from(k));
        sum += past.exp() * (-past).powi(k) / factorial;
        factorial *= f64::from(k + 1);
    }
    ((1.0 - load) * sum).clamp(0.0, 1.0)
}

/// The two service times in seconds, short ≤ long.
#[derive(Debug, Clone, Copy)]
struct Service {
    short: f64,
    long: f64,
    long_share: f64,
}

/// Whose distribution is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Wait,
    Response,
}

/// How a walk along a distribution function ended.
#[derive(Debug, Clone, Copy)]
enum Walk {
    /// It reaches the wanted value here.
    Reached(f64),
    /// It does not reach it until the given time, where it has this value.
    Passed {
        /// The distribution function at that time.
        value: f64,
    },
    /// It does not reach it until here, where the grid ends.
    Beyond {
        /// Seconds.
        end: f64,
    },
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of a range are exact values")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn close(actual: f64, expected: f64, relative: f64) {
        let gap = (actual - expected).abs();
        assert!(gap <= relative * expected.abs(), "{actual} is not {expected}: {:e}", gap / expected);
    }

    /// A worker of given utilisation whose light requests take 1 s.
    fn worker(utilisation: f64, heavy: f64, share: f64) -> TwoPointMg1 {
        let mean = 1.0 - share + share * heavy;
        TwoPointMg1::new(utilisation / mean, 1.0, heavy, share).unwrap()
    }

    #[test]
    fn refuses_what_has_no_stationary_state() {
        assert_eq!(TwoPointMg1::new(-1.0, 1.0, 1.0, 0.5), Err(QueueError::ArrivalRate(-1.0)));
        assert_eq!(TwoPointMg1::new(1.0, 0.0, 1.0, 0.5), Err(QueueError::ServiceTime(0.0)));
        assert_eq!(
            TwoPointMg1::new(1.0, 0.1, f64::INFINITY, 0.5),
            Err(QueueError::ServiceTime(f64::INFINITY))
        );
        assert_eq!(TwoPointMg1::new(1.0, 0.1, 0.2, -0.1), Err(QueueError::HeavyShare(-0.1)));
        assert!(TwoPointMg1::new(f64::NAN, 0.1, 0.2, 0.1).is_err());
        assert!(matches!(TwoPointMg1::new(10.0, 0.1, 0.1, 0.0), Err(QueueError::Unstable { .. })));
    }

    #[test]
    fn before_the_first_service_time_the_wait_grows_exponentially() {
        let worker = worker(0.6, 50.0, 0.01);
        let rate = worker.arrival_rate;
        for p in [0.45, 0.5, 0.59] {
            close(worker.wait_quantile(p), (p / 0.4_f64).ln() / rate, 1e-4);
        }
        assert_eq!(worker.wait_quantile(0.39), 0.0);
        assert_eq!(worker.wait_exceeds(-1.0), 1.0);
        close(worker.wait_exceeds(0.0), 0.6, 1e-12);
    }

    #[test]
    fn responses_jump_at_both_service_times() {
        let worker = worker(0.01, 50.0, 0.2);
        close(worker.response_quantile(0.7), 1.0, 1e-9);
        close(worker.response_quantile(0.9), 50.0, 1e-9);
        assert_eq!(worker.response_quantile_within(50.0 + 1e-9, 0.9), Some(worker.response_quantile(0.9)));
        assert_eq!(worker.response_quantile_within(49.9, 0.9), None);
        for (objective, p) in [(f64::NAN, 0.9), (100.0, 0.0), (100.0, 1.0), (100.0, f64::NAN)] {
            assert_eq!(worker.response_quantile_within(objective, p), None, "{objective} {p}");
        }
    }

    #[test]
    fn without_load_nobody_waits() {
        let idle = TwoPointMg1::new(0.0, 1.0, 5.0, 0.1).unwrap();
        assert_eq!((idle.wait_quantile(0.999), idle.wait_exceeds(0.0), idle.mean_wait()), (0.0, 0.0, 0.0));
        close(idle.response_quantile(0.8), 1.0, 1e-9);
        close(idle.response_quantile(0.95), 5.0, 1e-9);
        assert_eq!(idle.response_exceeds(1e6), 0.0);
    }

    #[test]
    fn the_distribution_has_the_mean_of_pollaczek_and_khinchine() {
        for (utilisation, heavy, share) in
            [(0.3, 100.0, 0.01), (0.8, 3.3, 0.4), (0.7, 1.0, 0.5), (0.9, 7.0, 1.0), (0.6, 5_000.0, 0.01)]
        {
            let worker = worker(utilisation, heavy, share);
            // ∫ P(W > t) dt by the rectangle rule, denser towards 0.
            let longest = worker.mean_wait() * 40.0;
            let steps = 4_000_u32;
            let at = |i: u32| worker.wait_exceeds(longest * (f64::from(i) / f64::from(steps)).powi(3));
            let width = |i: u32| {
                let x = f64::from(i) / f64::from(steps);
                3.0 * x * x * longest / f64::from(steps)
            };
            let mean: f64 = (0..=steps).map(|i| at(i) * width(i)).sum();
            close(mean, worker.mean_wait(), 2e-3);
        }
    }

    #[test]
    fn the_tail_takes_over_without_a_seam() {
        for (utilisation, heavy, share) in [
            (0.95, 467.0, 0.01),
            (0.8, 467.0, 0.000_2),
            (0.9, 1.0, 0.0),
            (0.99, 3_000.0, 0.1),
            (0.7, 2.0, 0.5),
        ] {
            let worker = worker(utilisation, heavy, share);
            let seam = 4.0 * heavy;
            let (before, after) =
                (worker.wait_exceeds(seam * (1.0 - 1e-9)), worker.wait_exceeds(seam * (1.0 + 1e-9)));
            // A relative error of the tail moves a quantile by its share of the decades behind it.
            assert!((after / before - 1.0).abs() / -before.ln().min(-1.0) < 5e-4, "{before} {after}");
        }
    }

    #[test]
    fn coarse_and_fine_grid_meet_where_heavy_is_very_heavy() {
        for (utilisation, share) in [(0.1, 0.001), (0.5, 0.0001), (0.8, 0.01), (0.9, 0.0001)] {
            // Either side of the ratio up to which light requests are resolved throughout.
            let (fine, coarse) = (worker(utilisation, 1_999.9, share), worker(utilisation, 2_000.1, share));
            for p in [0.5, 0.9, 0.99, 0.999] {
                let (fine, coarse) = (fine.response_quantile(p), coarse.response_quantile(p));
                assert!((fine - coarse).abs() <= 3e-3 * fine, "{utilisation} {share} {p}: {fine} {coarse}");
            }
        }
    }

    #[test]
    fn next_to_saturation_answers_come_at_once_and_are_finite() {
        for gap in [1e-3, 1e-6, 1e-9, 1e-12, 1e-15] {
            for (heavy, share) in [(1.0, 0.0), (467.0, 0.01), (1e6, 1e-3), (1e12, 0.5)] {
                let worker = worker(1.0 - gap, heavy, share);
                let quantile = worker.response_quantile(0.99);
                // In heavy traffic the wait is exponential.
                let exponential = worker.mean_wait() * 100.0_f64.ln();
                assert!(
                    (quantile / exponential - 1.0).abs() < 0.05 || gap < 1e-12,
                    "{gap} {heavy}: {quantile}"
                );
                assert!(quantile.is_finite() && (0.0..=1.0).contains(&worker.wait_exceeds(quantile)));
            }
        }
    }

    #[test]
    fn classes_differ_by_their_own_service() {
        let worker = worker(0.7, 30.0, 0.02);
        let wait = worker.wait_quantile(0.99);
        close(worker.heavy_response_quantile(0.99), wait + 30.0, 1e-12);
        // Which of the two is called heavy does not matter.
        let swapped = TwoPointMg1::new(worker.arrival_rate, 30.0, 1.0, 0.98).unwrap();
        close(swapped.response_quantile(0.99), worker.response_quantile(0.99), 1e-9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn estimates_are_near(
            utilisation in 0.05..0.95_f64, heavy in 1.0..3.5_f64, share in -5.0..-0.7_f64,
        ) {
            // Errors are largest where heavy requests are short and rare.
            let worker = worker(utilisation, 10.0_f64.powf(heavy), 10.0_f64.powf(share));
            let (rough, exact) = (worker.rough_response_quantile(0.99), worker.response_quantile(0.99));
            // A wait of a few short services counts for little beside what the estimates are for.
            let gap = (rough - exact).abs() - 0.1 * exact;
            prop_assert!(gap <= 12.0, "{worker:?}: {rough} for {exact}");
        }

        #[test]
        fn what_is_in_time_and_the_percentile_agree(
            utilisation in 0.05..0.95_f64, heavy in 0.01..3.5_f64, share in 1e-4..0.99_f64, about in -3e-3..3e-3_f64,
        ) {
            let worker = worker(utilisation, 10.0_f64.powf(heavy), share);
            let quantile = worker.response_quantile(0.99);
            let objective = quantile * (1.0 + about);
            let within = (quantile <= objective).then_some(quantile);
            prop_assert_eq!(worker.response_quantile_within(objective, 0.99), within, "{:?}", worker);
        }

        #[test]
        fn the_likely_rate_is_near_the_exact_one(
            heavy in 10.0..3_000.0_f64, share in 1e-5..0.2_f64, slack in 1.5..50.0_f64,
        ) {
            let objective = if share < 0.009 { slack.max(heavy / 10.0) } else { heavy * slack };
            let likely = TwoPointMg1::likely_rate(1.0, heavy, share, objective, 0.99);
            let meets = |rate: f64| {
                TwoPointMg1::new(rate, 1.0, heavy, share).is_ok_and(|queue| queue.response_quantile_within(objective, 0.99).is_some())
            };
            prop_assert!(likely > 0.0 && meets(0.8 * likely) && !meets(1.25 * likely), "{likely}");
        }

        #[test]
        fn less_load_and_lower_quantiles_never_come_later(
            utilisation in 0.01..0.99_f64, less in 0.1..1.0_f64, heavy in 1.0..5_000.0_f64, share in 0.0..1.0_f64,
            p in 0.01..0.999_f64, lower in 0.1..1.0_f64,
        ) {
            let (busy, calm) = (worker(utilisation, heavy, share), worker(utilisation * less, heavy, share));
            for quantile in [TwoPointMg1::wait_quantile, TwoPointMg1::response_quantile] {
                let here = quantile(&busy, p);
                prop_assert!(quantile(&calm, p) <= here * (1.0 + 1e-3) + 1e-9);
                prop_assert!(quantile(&busy, p * lower) <= here * (1.0 + 1e-9));
            }
        }

        #[test]
        fn quantile_and_tail_are_inverse(
            utilisation in 0.01..0.99_f64, heavy in 1.0..3_000.0_f64, share in 0.0..1.0_f64, p in 0.01..0.999_f64,
        ) {
            let worker = worker(utilisation, heavy, share);
            let wait = worker.wait_quantile(p);
            prop_assert!(worker.wait_exceeds(wait * (1.0 + 1e-6) + 1e-9) <= (1.0 - p) * (1.0 + 5e-3));
            prop_assert!(wait == 0.0 || worker.wait_exceeds(wait * (1.0 - 1e-6)) >= (1.0 - p) * (1.0 - 5e-3));
            let response = worker.response_quantile(p);
            prop_assert!(worker.response_quantile_within(response * (1.0 + 1e-6), p).is_some());
            prop_assert!(worker.response_quantile_within(response * (1.0 - 1e-6), p).is_none());
        }

        #[test]
        fn nothing_panics(rate: f64, light: f64, heavy: f64, share in 0.0..1.0_f64, p: f64, t: f64) {
            if let Ok(worker) = TwoPointMg1::new(rate, light, heavy, share) {
                let _ = (worker.wait_quantile(p), worker.response_quantile(p), worker.response_quantile(0.99));
                let _ = (worker.wait_exceeds(t), worker.response_quantile_within(t, 0.99));
            }
        }
    }
}
