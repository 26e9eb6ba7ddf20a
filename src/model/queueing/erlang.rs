//! One queue before all servers: M/M/c with Erlang's formulas.

use super::hypoexponential::first_difference;
use super::{
    QueueError, arrival_rate, exponential_quantile, quantile_at_the_ends, service_rate, tail_quantile,
};

/// Up to here the series is summed; beyond, its integral form costs the same for every number of servers.
const MOST_SERVERS_BY_SERIES: u64 = 1_000_000;
/// ln of the inverse blocking probability beyond which waiting is impossible for all purposes.
const LN_NEVER: f64 = 690.0;
/// The same for the percentiles of response times: a wait that one request in e⁸⁰ has is lost in the rounding of any
/// share that a number can hold.
const LN_NEGLIGIBLE: f64 = 80.0;

/// Erlang B: the share of arrivals that find all `servers` busy when nobody waits; `offered_load` in erlangs
/// (arrival rate ÷ service rate).
///
/// Saturates: 1 without servers or with infinite load, 0 where it is below 10⁻³⁰⁰, NaN for a load that is
/// negative or NaN.
///
/// ```
/// # use runtime_explorer::model::queueing::erlang_b;
/// assert!((erlang_b(2, 1.0) - 0.2).abs() < 1e-15);
/// ```
pub fn erlang_b(servers: u64, offered_load: f64) -> f64 {
    if let Some(known) = without_formula(servers, offered_load) {
        return known;
    }
    inverse_blocking(servers, offered_load, LN_NEVER).to_f64().recip()
}

/// Erlang C: the share of arrivals that must wait when there is one queue; `offered_load` in erlangs.
///
/// Saturates: 1 when the load is at least the number of servers, 0 where it is below 10⁻³⁰⁰, NaN for a load
/// that is negative or NaN.
///
/// ```
/// # use runtime_explorer::model::queueing::erlang_c;
/// assert!((erlang_c(2, 1.0) - 1.0 / 3.0).abs() < 1e-15);
/// ```
pub fn erlang_c(servers: u64, offered_load: f64) -> f64 {
    wait_probability(servers, offered_load, LN_NEVER)
}

/// [`erlang_c`], where anything below e^−`ln_limit` may come out as anything else below it.
fn wait_probability(servers: u64, offered_load: f64, ln_limit: f64) -> f64 {
    if let Some(known) = without_formula(servers, offered_load) {
        return known;
    }
    if offered_load >= servers as f64 {
        return 1.0;
    }
    let idle = (servers as f64 - offered_load) / servers as f64;
    let inverse = inverse_blocking(servers, offered_load, ln_limit).to_f64();
    (offered_load / servers as f64 + idle * inverse).recip()
}

fn without_formula(servers: u64, offered_load: f64) -> Option<f64> {
    if offered_load.is_nan() || offered_load < 0.0 {
        Some(f64::NAN)
    } else if servers == 0 || offered_load.is_infinite() {
        Some(1.0)
    } else {
        (offered_load == 0.0).then_some(0.0)
    }
}

/// A positive number as value · e^ln_scale.
struct Scaled {
    value: f64,
    ln_scale: f64,
}

impl Scaled {
    /// Infinite beyond [`LN_NEVER`].
    fn to_f64(&self) -> f64 {
        if self.ln_scale > LN_NEVER { f64::INFINITY } else { self.value * self.ln_scale.exp() }
    }
}

/// 1 ÷ B. Gives up, with a scale above `ln_limit`, once the number is known to exceed e^`ln_limit`.
fn inverse_blocking(servers: u64, offered_load: f64, ln_limit: f64) -> Scaled {
    if servers <= MOST_SERVERS_BY_SERIES {
        inverse_blocking_by_series(servers, offered_load, ln_limit)
    } else {
        inverse_blocking_by_integral(servers as f64, offered_load)
    }
}

/// Σⱼ₌₀..c Πᵢ₌₀..ⱼ₋₁ (c − i)/a, every term positive, from its largest factors down: it needs about
/// (c − a) + 8√a terms where the usual recurrence needs c. After Qiao & Qiao, "A robust and efficient algorithm
/// for evaluating Erlang B".
fn inverse_blocking_by_series(servers: u64, offered_load: f64, ln_limit: f64) -> Scaled {
    const RESCALE: f64 = 1e290;
    let most = RESCALE.min(ln_limit.exp());
    let (mut sum, mut term, mut ln_scale) = (1.0, 1.0, 0.0);
    let mut left = servers as f64;
    while left >= 1.0 {
        let factor = left / offered_load;
        term *= factor;
        sum += term;
        // Past its peak the series falls faster than geometrically.
        if factor < 1.0 && term < 1e-17 * sum {
            break;
        }
        if sum > most {
            // One factor alone may exceed the range when there is next to no load.
            if sum.is_infinite() {
                return Scaled { value: 1.0, ln_scale: f64::INFINITY };
            }
            ln_scale += sum.ln();
            term /= sum;
            sum = 1.0;
            if ln_scale > ln_limit {
                break;
            }
        }
        left -= 1.0;
    }
    Scaled { value: sum, ln_scale }
}

/// ∫₀^∞ e^(−x) (1 + x/a)^c dx (Jagerman 1974), by Gauss–Legendre panels around the peak.
///
/// For many servers the integrand is close to a normal density of standard deviation √c about c − a, cut off at
/// 0; with more load than servers it is close to an exponential.
fn inverse_blocking_by_integral(servers: f64, offered_load: f64) -> Scaled {
    /// Positive nodes and weights of the ten-point rule.
    const RULE: [(f64, f64); 5] = [
        (0.148_874_338_981_631_22, 0.295_524_224_714_752_87),
        (0.433_395_394_129_247_2, 0.269_266_719_309_996_35),
        (0.679_409_568_299_024_4, 0.219_086_362_515_982_04),
        (0.865_063_366_688_984_5, 0.149_451_349_150_580_6),
        (0.973_906_528_517_171_7, 0.066_671_344_308_688_14),
    ];
    const PANELS: u32 = 12;
    const REACH: f64 = 9.5;
    let spread = servers.sqrt();
    let peak = (servers - offered_load).max(0.0);
    let ln_integrand = |x: f64| servers * (x / offered_load).ln_1p() - x;
    let top = ln_integrand(peak);
    let decay = 1.0 - servers / offered_load;
    let reach = if decay > 0.0 { (REACH * spread).min(40.0 / decay) } else { REACH * spread };
    let from = (peak - reach).max(0.0);
    let half = (peak + reach - from) / f64::from(2 * PANELS);
    // Relative to the peak; ln(1 + y) − y and its like cancel, hence the difference in one logarithm.
    let relative = |x: f64| {
        let step = (x - peak) / (offered_load + peak);
        servers * ln_1p_minus(step) + (x - peak) * (servers / (offered_load + peak) - 1.0)
    };
    let mut area = 0.0;
    for panel in 0..PANELS {
        let middle = from + half * f64::from(2 * panel + 1);
        for (node, weight) in RULE {
            area += weight * (relative(middle - node * half).exp() + relative(middle + node * half).exp());
        }
    }
    Scaled { value: area * half, ln_scale: top }
}

/// ln(1 + y) − y without cancellation near 0.
fn ln_1p_minus(y: f64) -> f64 {
    if y.abs() > 0.02 {
        return y.ln_1p() - y;
    }
    let mut power = -y;
    let mut sum = 0.0;
    for n in 2..12 {
        power *= -y;
        sum -= power / f64::from(n);
    }
    sum
}

/// M/M/c: Poisson arrivals, exponential service, `servers` servers behind one queue, first come first served.
///
/// The waiting time is 0 with probability 1 − C and otherwise exponential with rate θ = cμ − λ (Erlang 1917).
///
/// ```
/// # use runtime_explorer::model::queueing::Mmc;
/// let queue = Mmc::new(10_000.0, 1_185.0, 14)?;
/// assert!((queue.response_quantile(0.99) - 0.003_896_8).abs() < 1e-7);
/// # Ok::<(), runtime_explorer::model::queueing::QueueError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mmc {
    arrival_rate: f64,
    service_rate: f64,
    servers: u64,
    /// θ: the rate at which a queue drains when all servers are busy.
    drain_rate: f64,
    wait_probability: f64,
}

impl Mmc {
    /// A stable queue; rates per second.
    ///
    /// # Errors
    ///
    /// A rate that is out of range or not finite, no server, or an offered load of at least `servers`.
    pub fn new(arrival_rate: f64, service_rate: f64, servers: u64) -> Result<Self, QueueError> {
        Self::up_to(LN_NEVER, arrival_rate, service_rate, servers)
    }

    /// The same queue for those who only ask about responses: much cheaper where next to nobody waits, and no
    /// response differs.
    ///
    /// # Errors
    ///
    /// As [`Mmc::new`].
    pub fn for_responses(arrival_rate: f64, service_rate: f64, servers: u64) -> Result<Self, QueueError> {
        Self::up_to(LN_NEGLIGIBLE, arrival_rate, service_rate, servers)
    }

    fn up_to(ln_limit: f64, arrival_rate: f64, service_rate: f64, servers: u64) -> Result<Self, QueueError> {
        let arrival_rate = self::arrival_rate(arrival_rate)?;
        let service_rate = self::service_rate(service_rate)?;
        if servers == 0 {
            return Err(QueueError::NoServers);
        }
        let drain_rate = servers as f64 * service_rate - arrival_rate;
        let offered_load = arrival_rate / service_rate;
        if drain_rate.is_nan() || drain_rate <= 0.0 || offered_load >= servers as f64 {
            return Err(QueueError::Unstable { utilisation: offered_load / servers as f64 });
        }
        let wait_probability = wait_probability(servers, offered_load, ln_limit);
        Ok(Self { arrival_rate, service_rate, servers, drain_rate, wait_probability })
    }

    /// Share of requests that have to wait (Erlang C), 0..=1.
    pub fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// Share of time a server is busy, 0..1.
    pub fn utilisation(&self) -> f64 {
        self.arrival_rate / self.service_rate / self.servers as f64
    }

    /// Rate at which a single server works, per second.
    pub(super) fn service_rate(&self) -> f64 {
        self.service_rate
    }

    /// Rate of the waiting time of those that wait, per second.
    pub(super) fn drain_rate(&self) -> f64 {
        self.drain_rate
    }

    /// Mean wait in seconds: C/θ.
    pub fn mean_wait(&self) -> f64 {
        self.wait_probability / self.drain_rate
    }

    /// Mean response in seconds: mean wait plus 1/μ.
    pub fn mean_response(&self) -> f64 {
        self.mean_wait() + self.service_rate.recip()
    }

    /// P(wait > t) for t ≥ 0.
    pub fn wait_exceeds(&self, t: f64) -> f64 {
        self.wait_probability * (-self.drain_rate * t).exp()
    }

    /// P(response > t) for t ≥ 0: e^(−μt) + C·μ·(e^(−μt) − e^(−θt))/(θ − μ), also for θ = μ.
    pub fn response_exceeds(&self, t: f64) -> f64 {
        (-self.service_rate * t).exp()
            + self.wait_probability
                * self.service_rate
                * first_difference(self.service_rate, self.drain_rate, t)
    }

    /// Seconds that a share p of requests wait at most.
    pub fn wait_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| {
            let over = self.wait_probability / (1.0 - p);
            if over <= 1.0 { 0.0 } else { over.ln() / self.drain_rate }
        })
    }

    /// Seconds within which a share p of requests are answered.
    pub fn response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| {
            // Either part exceeds its share of the bound in at most half of the 1 − p.
            let each = exponential_quantile(p) + std::f64::consts::LN_2;
            let upper = each * (self.service_rate.recip() + self.drain_rate.recip());
            tail_quantile(p, upper, |t| self.response_exceeds(t))
        })
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of a range are exact values")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn negligible_waits_change_no_response() {
        let cases =
            [(10.0, 14), (10.0, 120), (282.0, 430), (4_000.0, 4_010), (4_000.0, 6_000), (4_000.0, 40_000)];
        for (offered_load, servers) in cases {
            let whole = Mmc::new(offered_load, 1.0, servers).unwrap();
            let short = Mmc::for_responses(offered_load, 1.0, servers).unwrap();
            assert!((short.wait_probability() - whole.wait_probability()).abs() < 1e-34);
            for p in [0.5, 0.99, 0.999_999] {
                assert_eq!(
                    short.response_quantile(p),
                    whole.response_quantile(p),
                    "{offered_load} {servers} {p}"
                );
            }
            for t in [0.0, 0.1, 1.0, 30.0] {
                assert_eq!(
                    short.response_exceeds(t),
                    whole.response_exceeds(t),
                    "{offered_load} {servers} {t}"
                );
            }
        }
    }

    #[test]
    fn refuses_what_has_no_stationary_state() {
        assert_eq!(Mmc::new(-1.0, 1.0, 1), Err(QueueError::ArrivalRate(-1.0)));
        assert!(matches!(Mmc::new(f64::NAN, 1.0, 1), Err(QueueError::ArrivalRate(_))));
        assert_eq!(Mmc::new(1.0, 0.0, 1), Err(QueueError::ServiceRate(0.0)));
        assert_eq!(Mmc::new(1.0, f64::INFINITY, 1), Err(QueueError::ServiceRate(f64::INFINITY)));
        assert_eq!(Mmc::new(1.0, 1.0, 0), Err(QueueError::NoServers));
        assert_eq!(Mmc::new(4.0, 1.0, 4), Err(QueueError::Unstable { utilisation: 1.0 }));
    }

    #[test]
    fn the_ends_are_documented_values() {
        assert_eq!(erlang_b(0, 5.0), 1.0);
        assert_eq!(erlang_b(3, 0.0), 0.0);
        assert_eq!(erlang_b(3, f64::INFINITY), 1.0);
        assert_eq!(erlang_c(3, 3.0), 1.0);
        assert_eq!(erlang_c(u64::MAX, 1e-300), 0.0);
        assert_eq!(erlang_c(7, 5e-324), 0.0);
        assert!(erlang_c(3, -1.0).is_nan() && erlang_b(3, f64::NAN).is_nan());
        let queue = Mmc::new(1.0, 1.0, 2).unwrap();
        assert_eq!(queue.response_quantile(0.0), 0.0);
        assert_eq!(queue.response_quantile(1.0), f64::INFINITY);
        assert!(queue.wait_quantile(f64::NAN).is_nan());
        let idle = Mmc::new(0.0, 1.0, 1).unwrap();
        assert!((idle.response_quantile(0.5) - std::f64::consts::LN_2).abs() < 1e-13);
    }

    #[test]
    fn series_and_integral_are_the_same_function() {
        for (servers, offered_load) in [
            (1e6, 999_000.0),
            (1e6, 1e6),
            (1e6, 970_000.0),
            (1e6, 1_002_000.0),
            (1e6, 3e6),
            (1e5, 99_684.0),
            (1e5, 70_000.0),
        ] {
            let series = inverse_blocking_by_series(servers as u64, offered_load, f64::INFINITY);
            let integral = inverse_blocking_by_integral(servers, offered_load);
            let gap = series.value.ln() + series.ln_scale - integral.value.ln() - integral.ln_scale;
            assert!(gap.abs() < 1e-10, "{servers} {offered_load}: {gap}");
        }
    }

    #[test]
    fn any_number_of_servers_is_answered_at_once() {
        for servers in [1_000_001_u64, 500_000_000, 1 << 50, u64::MAX] {
            let c = servers as f64;
            // Halfin and Whitt: c = a + √a tends to 0.2234.
            let square_root_staffed = erlang_c(servers, c - c.sqrt());
            assert!((square_root_staffed - 0.2234).abs() < 2e-3, "{servers}: {square_root_staffed}");
            assert_eq!(erlang_c(servers, c / 2.0), 0.0);
            assert_eq!(erlang_c(servers, 1.0), 0.0);
            assert!((erlang_b(servers, 2.0 * c) - 0.5).abs() < 1e-6);
        }
    }

    proptest! {
        #[test]
        fn probabilities_are_probabilities(servers in 1..5_000_u64, offered_load in 0.0..6_000.0_f64) {
            let (b, c) = (erlang_b(servers, offered_load), erlang_c(servers, offered_load));
            prop_assert!((0.0..=1.0).contains(&b) && (0.0..=1.0).contains(&c) && b <= c * (1.0 + 1e-12));
        }

        #[test]
        fn more_servers_never_answer_later(servers in 1..300_u64, busy in 0.01..0.999_f64, p in 0.01..0.9999_f64) {
            let arrival_rate = busy * servers as f64;
            let few = Mmc::new(arrival_rate, 1.0, servers).unwrap();
            let many = Mmc::new(arrival_rate, 1.0, servers + 1).unwrap();
            prop_assert!(many.response_quantile(p) <= few.response_quantile(p) * (1.0 + 1e-12));
            prop_assert!(many.wait_quantile(p) <= few.wait_quantile(p) * (1.0 + 1e-12));
        }

        #[test]
        fn quantile_and_tail_are_inverse(servers in 1..100_u64, busy in 0.01..0.999_f64, p in 0.01..0.9999_f64) {
            let queue = Mmc::new(busy * servers as f64, 1.0, servers).unwrap();
            let over = queue.response_exceeds(queue.response_quantile(p));
            prop_assert!((over - (1.0 - p)).abs() <= 1e-10 * (1.0 - p));
        }

        #[test]
        fn nothing_panics(arrival_rate: f64, service_rate: f64, servers: u64, p: f64) {
            let _ = (erlang_b(servers, arrival_rate), erlang_c(servers, arrival_rate));
            if let Ok(queue) = Mmc::new(arrival_rate, service_rate, servers) {
                let _ = (queue.response_quantile(p), queue.wait_quantile(p));
            }
        }
    }
}
