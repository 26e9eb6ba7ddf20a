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
//! | light work first, then a pool for the heavy part | [`Tandem`] |

mod erlang;
mod hypoexponential;
mod split;
mod tandem;
mod two_point;

pub use erlang::{Mmc, erlang_b, erlang_c, ln_erlang_c};
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

/// Least `t` in `0..=upper` with `exceeds(t) ≤ 1 − p`, by bisection down to the spacing of floats; `exceeds`
/// must not increase. The number of steps is bounded.
fn bisect_quantile(p: f64, upper: f64, exceeds: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, upper);
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if exceeds(middle) > 1.0 - p {
            low = middle;
        } else {
            high = middle;
        }
        if high - low <= 1e-14 * high {
            break;
        }
    }
    high
}
