//! Waiting lines in closed form: how long requests wait for a worker, and how long until they are answered.
//!
//! Times in seconds, rates per second. A *response* time is the wait plus the request's own service. A quantile
//! is the least `t` with P(T ≤ t) ≥ p; asked for p ≤ 0 every quantile here is 0, for p ≥ 1 infinite, for NaN
//! NaN.
//!
//! | deployment | model |
//! |---|---|
//! | one queue before all workers | [`Mmc`] |
//! | every worker its own queue, exponential service | [`SplitMm1`] |
//! | an event loop in which a few requests are heavy | [`TwoPointMg1`] |
//! | the same, and requests of each sort vary as well | [`EventLoop`] |
//! | light work first, then a pool for the heavy part | [`Tandem`] |

mod erlang;
mod event_loop;
mod hypoexponential;
mod split;
mod tandem;
mod two_point;

pub use erlang::{Mmc, erlang_b, erlang_c};
pub use event_loop::EventLoop;
pub use split::SplitMm1;
pub use tandem::Tandem;
pub use two_point::TwoPointMg1;

/// Why a queue has no stationary waiting time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum QueueError {
    /// The arrival rate is negative or not finite.
    ArrivalRate(f64),
    /// The service rate is not above zero or not finite.
    ServiceRate(f64),
    /// A service time is not above zero or not finite.
    ServiceTime(f64),
    /// The share of heavy requests is outside 0..=1.
    HeavyShare(f64),
    /// No server.
    NoServers,
    /// Work arrives at least as fast as all servers together can do it; the queue grows without end.
    Unstable {
        /// Offered load ÷ servers, 1 or more.
        utilisation: f64,
    },
}

impl std::fmt::Display for QueueError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ArrivalRate(rate) => write!(f, "arrival rate {rate} per second; give 0 or more, finite"),
            Self::ServiceRate(rate) => write!(f, "service rate {rate} per second; give more than 0, finite"),
            Self::ServiceTime(time) => write!(f, "service time {time} s; give more than 0, finite"),
            Self::HeavyShare(share) => write!(f, "heavy share {share}; give 0 to 1"),
            Self::NoServers => f.write_str("no servers; give at least 1"),
            Self::Unstable { utilisation } => {
                write!(
                    f,
                    "{:.1} % of capacity; add servers or lower the load below 100 %",
                    utilisation * 100.0
                )
            }
        }
    }
}

impl std::error::Error for QueueError {}

fn arrival_rate(rate: f64) -> Result<f64, QueueError> {
    if rate.is_finite() && rate >= 0.0 { Ok(rate) } else { Err(QueueError::ArrivalRate(rate)) }
}

fn service_rate(rate: f64) -> Result<f64, QueueError> {
    if rate.is_finite() && rate > 0.0 { Ok(rate) } else { Err(QueueError::ServiceRate(rate)) }
}

fn service_time(time: f64) -> Result<f64, QueueError> {
    if time.is_finite() && time > 0.0 { Ok(time) } else { Err(QueueError::ServiceTime(time)) }
}

fn share(share: f64) -> Result<f64, QueueError> {
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(QueueError::HeavyShare(share)) }
}

/// The quantile where no computation is needed: p outside (0, 1) or not a number.
fn quantile_at_the_ends(p: f64) -> Option<f64> {
    if p.is_nan() {
        Some(f64::NAN)
    } else if p <= 0.0 {
        Some(0.0)
    } else {
        (p >= 1.0).then_some(f64::INFINITY)
    }
}

/// −ln(1 − p): the p-quantile of an exponential time with rate 1.
pub(super) fn exponential_quantile(p: f64) -> f64 {
    -(-p).ln_1p()
}

/// Least `t` in `0..=upper` with `exceeds(t) ≤ 1 − p`; `exceeds` must not increase. The number of steps is bounded.
///
/// Tails of waiting times are nearly exponential, so their logarithm is nearly straight: inverse quadratic steps on
/// it (Chandrupatla 1997), which fall back to bisection, arrive in some six where bisection takes 45.
fn tail_quantile(p: f64, upper: f64, exceeds: impl Fn(f64) -> f64) -> f64 {
    let ln_share = (-p).ln_1p();
    let at = |t: f64| Height { t, value: exceeds(t).max(f64::MIN_POSITIVE).ln() - ln_share };
    let (mut newest, mut across) = (at(upper), Height { t: 0.0, value: -ln_share });
    let mut part = 0.5;
    for _ in 0..200 {
        let middle = at(newest.t + part * (across.t - newest.t));
        let given_up = if (middle.value > 0.0) == (newest.value > 0.0) {
            newest
        } else {
            std::mem::replace(&mut across, newest)
        };
        newest = middle;
        let least = 0.5e-14 * newest.t / (across.t - newest.t).abs();
        if newest.value == 0.0 || least.is_nan() || least > 0.5 {
            break;
        }
        // Never so near to an end that the other never moves.
        part = newest.straighten(across, given_up).unwrap_or(0.5).clamp(least, 1.0 - least);
    }
    if newest.value > 0.0 { across.t } else { newest.t }
}

/// How far the logarithm of a tail is above the wanted one.
#[derive(Clone, Copy)]
struct Height {
    t: f64,
    value: f64,
}

impl Height {
    /// The part of the way from here to `across` at which the inverse parabola through three points is 0, where it
    /// can be trusted.
    fn straighten(self, across: Self, third: Self) -> Option<f64> {
        let (a, b, c) = (self.value, across.value, third.value);
        let xi = (self.t - across.t) / (third.t - across.t);
        let phi = (a - b) / (c - b);
        let trusted = phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi;
        let way = (third.t - self.t) / (across.t - self.t);
        trusted.then(|| a / (b - a) * (c / (b - c)) + way * (a / (c - a)) * (b / (c - b)))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_quantile_takes_a_few_looks_at_the_tail() {
        let queue = Mmc::new(10_000.0, 1_185.0, 9).unwrap();
        for p in [0.5, 0.99, 0.999_999] {
            let looks = Cell::new(0);
            let quantile = tail_quantile(p, 1.0, |t| {
                looks.set(looks.get() + 1);
                queue.response_exceeds(t)
            });
            assert!((queue.response_exceeds(quantile) / (1.0 - p) - 1.0).abs() < 1e-10, "{p}");
            assert!(looks.get() <= 10, "{p}: {}", looks.get());
        }
    }
}
