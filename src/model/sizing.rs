//! The least number of servers that answers in time.
//!
//! Rates per second, `objective` in seconds, `p` the share of requests that must meet it, in (0, 1). `None` means
//! infeasible with any number of servers, because the service alone is too slow, or that an argument makes no
//! sense. Each function has a variant that starts at a floor, for plans that have other reasons for at least that
//! many servers; the functions without one are for other programs, and their arguments stay as they are.

use std::cell::Cell;

use super::queueing::{EventLoop, Mmc, SplitMm1, exponential_quantile};

/// More servers than this are no plan.
const MOST_SERVERS: u64 = 1 << 40;

/// Least servers behind one queue (M/M/c) with P(response ≤ objective) ≥ p.
///
/// ```
/// # use runtime_explorer::model::sizing::least_servers_shared;
/// assert_eq!(least_servers_shared(10_000.0, 1_185.0, 0.05, 0.99), Some(9));
/// assert_eq!(least_servers_shared(10_000.0, 1_185.0, 0.003, 0.99), None);
/// ```
pub fn least_servers_shared(arrival_rate: f64, service_rate: f64, objective: f64, p: f64) -> Option<u64> {
    least_servers_shared_from(arrival_rate, service_rate, objective, p, 1)
}

/// As [`least_servers_shared`], at least `from`.
pub fn least_servers_shared_from(
    arrival_rate: f64,
    service_rate: f64,
    objective: f64,
    p: f64,
    from: u64,
) -> Option<u64> {
    quantile_in_time(service_rate, objective, p)?;
    let floor = stable_floor(arrival_rate / service_rate, from)?;
    least_from(floor, floor.isqrt(), |servers| {
        Mmc::for_responses(arrival_rate, service_rate, servers)
            .is_ok_and(|queue| queue.response_exceeds(objective) <= 1.0 - p)
    })
}

/// Least servers with a queue each (c × M/M/1, requests dealt at random) with P(response ≤ objective) ≥ p:
/// ⌈λ/(μ − ln(1/(1 − p))/objective)⌉.
///
/// ```
/// # use runtime_explorer::model::sizing::least_servers_split;
/// assert_eq!(least_servers_split(10_000.0, 1_185.0, 0.01, 0.99), Some(14));
/// ```
pub fn least_servers_split(arrival_rate: f64, service_rate: f64, objective: f64, p: f64) -> Option<u64> {
    least_servers_split_from(arrival_rate, service_rate, objective, p, 1)
}

/// As [`least_servers_split`], at least `from`.
pub fn least_servers_split_from(
    arrival_rate: f64,
    service_rate: f64,
    objective: f64,
    p: f64,
    from: u64,
) -> Option<u64> {
    let quantile = quantile_in_time(service_rate, objective, p)?;
    let floor = stable_floor(arrival_rate / service_rate, from)?;
    let meets = |servers| {
        SplitMm1::new(arrival_rate, service_rate, servers)
            .is_ok_and(|queue| quantile / queue.response_rate() <= objective)
    };
    let closed_form = (arrival_rate / (service_rate - quantile / objective)).ceil();
    if closed_form.is_nan() || closed_form > MOST_SERVERS as f64 {
        return None;
    }
    // Rounding may put the closed form one off where the quotient is nearly whole.
    let near = (closed_form as u64).saturating_sub(1).max(floor);
    (near..=near + 2).find(|&servers| meets(servers))
}

/// Up to which arrival rate an [`EventLoop`] answers in time, as far as it has been asked.
///
/// Whether c loops are enough depends on the rate of each alone, so every answer serves all later questions, at
/// other loads and from other floors. A sweep over the load asks some twenty times instead of some ten times at
/// each of its points.
///
/// ```
/// # use runtime_explorer::model::sizing::LoopLimit;
/// assert_eq!(LoopLimit::new(0.000_107, 0.05, 0.000_2, 0.05, 0.99).least_servers(10_000.0, 3), Some(3));
/// assert_eq!(LoopLimit::new(0.000_107, 0.05, 0.02, 0.05, 0.99).least_servers(10_000.0, 3), None);
/// ```
#[derive(Debug, Clone)]
pub struct LoopLimit {
    light: f64,
    heavy: f64,
    share: f64,
    objective: f64,
    p: f64,
    /// The highest rate known to be in time, and the lowest known to be late.
    in_time: Cell<f64>,
    late: Cell<f64>,
    /// The rate that was found to be in time last, and the percentile there: the plan asks for it next.
    shown: Cell<Option<(f64, f64)>>,
    /// Whether answers are estimates.
    rough: bool,
}

impl LoopLimit {
    /// Service times and objective in seconds, `share` of requests heavy, a share `p` of all to be in time. Nothing
    /// is computed yet.
    pub fn new(light: f64, heavy: f64, share: f64, objective: f64, p: f64) -> Self {
        let too_long = |service: f64, weight: f64| if service >= objective { weight } else { 0.0 };
        let always_late = too_long(light, 1.0 - share) + too_long(heavy, share);
        // What is late whatever happens must leave room for those that wait: there are some under every load.
        let possible = quantile_in_time(mean(light, heavy, share).recip(), objective, p).is_some()
            && always_late < (1.0 - p) * (1.0 - 1e-9);
        let late = Cell::new(if possible { f64::INFINITY } else { 0.0 });
        Self {
            light,
            heavy,
            share,
            objective,
            p,
            in_time: Cell::new(f64::NEG_INFINITY),
            late,
            shown: Cell::new(None),
            rough: false,
        }
    }

    /// The same by estimates within some percent, for the many draws of a simulation: nothing is integrated.
    pub fn rough(light: f64, heavy: f64, share: f64, objective: f64, p: f64) -> Self {
        Self { rough: true, ..Self::new(light, heavy, share, objective, p) }
    }

    /// One loop at an arrival rate, if it is stable.
    pub fn queue(&self, arrival_rate: f64) -> Option<EventLoop> {
        EventLoop::new(arrival_rate, self.light, self.heavy, self.share).ok()
    }

    /// Seconds within which one loop at this arrival rate answers the wanted share; none if it is not stable.
    pub fn response_quantile(&self, arrival_rate: f64) -> Option<f64> {
        if let Some((_, quantile)) =
            self.shown.get().filter(|(rate, _)| rate.total_cmp(&arrival_rate).is_eq())
        {
            return Some(quantile);
        }
        let queue = self.queue(arrival_rate)?;
        let quantile =
            if self.rough { queue.rough_response_quantile(self.p) } else { queue.response_quantile(self.p) };
        Some(quantile)
    }

    /// Whether one loop at this arrival rate answers the wanted share in time.
    pub fn is_in_time(&self, arrival_rate: f64) -> bool {
        if arrival_rate <= self.in_time.get() || arrival_rate >= self.late.get() {
            return arrival_rate <= self.in_time.get();
        }
        if self.rough {
            // All is known with the one estimate.
            let rate = self.likely_rate().max(0.0);
            self.in_time.set(rate);
            self.late.set(rate);
            return arrival_rate <= rate;
        }
        let queue = self.queue(arrival_rate);
        let quantile = queue.and_then(|queue| queue.response_quantile_within(self.objective, self.p));
        if let Some(quantile) = quantile {
            self.in_time.set(arrival_rate);
            self.shown.set(Some((arrival_rate, quantile)));
        } else {
            self.late.set(arrival_rate);
        }
        quantile.is_some()
    }

    fn likely_rate(&self) -> f64 {
        EventLoop::likely_rate(self.light, self.heavy, self.share, self.objective, self.p)
    }

    /// The least number of loops, at least `from`, that answer in time together.
    pub fn least_servers(&self, arrival_rate: f64, from: u64) -> Option<u64> {
        if self.late.get() <= 0.0 {
            return None;
        }
        let floor = stable_floor(arrival_rate * mean(self.light, self.heavy, self.share), from)?;
        let enough = |servers: u64| self.is_in_time(arrival_rate / servers as f64);
        // A good guess saves most of the search; a bad one costs a few questions more.
        let (rate, late) = (self.in_time.get(), self.late.get());
        let rate = if rate > 0.0 && late < 1.01 * rate { rate } else { self.likely_rate() };
        let guess = arrival_rate / rate;
        if !(1.0..MOST_SERVERS as f64).contains(&guess) || guess <= floor as f64 {
            return least_from(floor, 1, enough);
        }
        let guess = guess.ceil() as u64;
        // Down from what is enough, up from what is not; either way the answer is among the next few.
        let mut step = 1;
        let mut sure = guess;
        while sure > floor && enough(sure) {
            let fewer = sure.saturating_sub(step).max(floor);
            if !enough(fewer) {
                return Some(between(fewer, sure, enough));
            }
            (sure, step) = (fewer, step * 2);
        }
        least_from(sure, 1, enough)
    }
}

/// Mean service time in seconds.
fn mean(light: f64, heavy: f64, share: f64) -> f64 {
    (1.0 - share) * light + share * heavy
}

/// The p-quantile of the service time alone, in mean service times, if an idle server would meet the objective.
fn quantile_in_time(service_rate: f64, objective: f64, p: f64) -> Option<f64> {
    let quantile = exponential_quantile(p);
    (0.0 < p && p < 1.0 && objective > 0.0 && quantile / service_rate < objective).then_some(quantile)
}

/// The least number of servers that is at least `from` and above the offered load.
fn stable_floor(offered_load: f64, from: u64) -> Option<u64> {
    let possible = (0.0..MOST_SERVERS as f64).contains(&offered_load) && from <= MOST_SERVERS;
    possible.then(|| from.max(offered_load as u64 + 1))
}

/// Least number from `floor` that is enough, given that more is never worse: steps that double, then bisection of
/// the last.
fn least_from(floor: u64, first_step: u64, is_enough: impl Fn(u64) -> bool) -> Option<u64> {
    if is_enough(floor) {
        return Some(floor);
    }
    let (mut too_few, mut step) = (floor, first_step);
    loop {
        let tried = too_few.saturating_add(step);
        if tried > 2 * MOST_SERVERS {
            return None;
        }
        if is_enough(tried) {
            return Some(between(too_few, tried, is_enough));
        }
        (too_few, step) = (tried, step.saturating_mul(2));
    }
}

/// Least number that is enough, above one that is not and up to one that is.
fn between(mut too_few: u64, mut enough: u64, is_enough: impl Fn(u64) -> bool) -> u64 {
    while enough - too_few > 1 {
        let middle = u64::midpoint(too_few, enough);
        if is_enough(middle) {
            enough = middle;
        } else {
            too_few = middle;
        }
    }
    enough
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_floor_is_kept_and_never_changes_feasibility() {
        assert_eq!(least_servers_shared_from(10_000.0, 1_185.0, 0.05, 0.99, 14), Some(14));
        assert_eq!(least_servers_split_from(10_000.0, 1_185.0, 0.05, 0.99, 14), Some(14));
        assert_eq!(least_servers_shared_from(10_000.0, 1_185.0, 0.003, 0.99, 1_000), None);
        assert_eq!(LoopLimit::new(0.000_107, 0.05, 0.000_2, 0.05, 0.99).least_servers(10_000.0, 8), Some(8));
    }

    #[test]
    fn no_load_takes_one_server() {
        assert_eq!(least_servers_shared(0.0, 100.0, 0.05, 0.99), Some(1));
        assert_eq!(least_servers_split(0.0, 100.0, 0.05, 0.99), Some(1));
        assert_eq!(LoopLimit::new(0.001, 0.01, 0.1, 0.05, 0.99).least_servers(0.0, 0), Some(1));
    }

    #[test]
    fn the_split_closed_form_is_exact_where_the_quotient_is_whole() {
        // μ − ln 100/objective = 100 by construction: λ = 100·n needs n servers.
        for n in 1..200_u32 {
            let objective = exponential_quantile(0.99) / 100.0;
            let servers = least_servers_split(100.0 * f64::from(n), 200.0, objective, 0.99).unwrap();
            let at = |servers| {
                SplitMm1::new(100.0 * f64::from(n), 200.0, servers).unwrap().response_quantile(0.99)
            };
            assert!(at(servers) <= objective, "{n}");
            assert!(
                servers == 1
                    || SplitMm1::new(100.0 * f64::from(n), 200.0, servers - 1).is_err()
                    || at(servers - 1) > objective,
                "{n}"
            );
        }
    }

    #[test]
    fn heavy_requests_rarer_than_the_objective_allows_may_be_late() {
        let plan = |share| LoopLimit::new(0.001, 0.2, share, 0.05, 0.99).least_servers(1_000.0, 1);
        assert!(plan(0.005).is_some());
        assert_eq!(plan(0.011), None);
        assert_eq!(LoopLimit::new(0.05, 0.2, 0.001, 0.05, 0.99).least_servers(1_000.0, 1), None);
    }

    #[test]
    fn what_a_limit_remembers_changes_no_answer() {
        let limit = LoopLimit::new(0.000_8, 0.02, 0.002, 0.02, 0.99);
        for step in 0..60_u32 {
            // Up and down, so that later questions fall between earlier ones.
            let load = 10.0 * 1.13_f64.powi(step.wrapping_mul(37).rem_euclid(60).cast_signed());
            let afresh = LoopLimit::new(0.000_8, 0.02, 0.002, 0.02, 0.99).least_servers(load, 3);
            let servers = limit.least_servers(load, 3);
            assert_eq!(servers, afresh, "{load}");
            // The percentile as well, whether the search has come by it or not.
            let rate = load / servers.unwrap() as f64;
            let queue = EventLoop::new(rate, 0.000_8, 0.02, 0.002).unwrap();
            assert_eq!(limit.response_quantile(rate), Some(queue.response_quantile(0.99)), "{load}");
        }
    }

    #[test]
    fn nonsense_is_infeasible() {
        for bad in [f64::NAN, -1.0, f64::INFINITY] {
            assert_eq!(least_servers_shared(bad, 1.0, 10.0, 0.99), None);
            assert_eq!(least_servers_split(bad, 1.0, 10.0, 0.99), None);
            assert_eq!(LoopLimit::new(1.0, 1.0, 0.5, 10.0, 0.99).least_servers(bad, 1), None);
            assert_eq!(LoopLimit::new(bad, 1.0, 0.5, 10.0, 0.99).least_servers(1.0, 1), None);
        }
        for p in [0.0, 1.0, f64::NAN] {
            assert_eq!(least_servers_shared(1.0, 1.0, 10.0, p), None);
            assert_eq!(least_servers_split(1.0, 1.0, 10.0, p), None);
            assert_eq!(LoopLimit::new(1.0, 1.0, 0.5, 10.0, p).least_servers(1.0, 1), None);
        }
        assert_eq!(least_servers_shared(1e300, 1.0, 10.0, 0.99), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn more_load_never_takes_fewer_and_a_looser_objective_never_more(
            load in 1.0..20_000.0_f64, more in 0.0..20_000.0_f64, objective in 0.003..0.2_f64, looser in 0.0..0.2_f64,
        ) {
            let plans: [&dyn Fn(f64, f64) -> Option<u64>; 3] = [
                &|load, objective| least_servers_shared(load, 1_185.0, objective, 0.99),
                &|load, objective| least_servers_split(load, 1_185.0, objective, 0.99),
                &|load, objective| LoopLimit::new(0.000_8, 0.02, 0.002, objective, 0.99).least_servers(load, 1),
            ];
            for plan in plans {
                let here = plan(load, objective);
                if let Some(busier) = plan(load + more, objective) {
                    prop_assert!(here.unwrap() <= busier);
                }
                if let Some(here) = here {
                    prop_assert!(plan(load, objective + looser).unwrap() <= here);
                }
            }
        }

        #[test]
        fn one_server_fewer_is_too_few(load in 100.0..20_000.0_f64, objective in 0.004..0.1_f64) {
            let servers = least_servers_shared(load, 1_185.0, objective, 0.99).unwrap();
            prop_assert!(Mmc::new(load, 1_185.0, servers).unwrap().response_quantile(0.99) <= objective * (1.0 + 1e-9));
            if let Ok(fewer) = Mmc::new(load, 1_185.0, (servers - 1).max(1)) && servers > 1 {
                prop_assert!(fewer.response_quantile(0.99) > objective * (1.0 - 1e-9));
            }
        }
    }
}
