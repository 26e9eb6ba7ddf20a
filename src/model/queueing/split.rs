//! Every server its own queue: c × M/M/1.

use super::{QueueError, arrival_rate, exponential_quantile, quantile_at_the_ends, service_rate};

/// Poisson arrivals dealt evenly at random to `servers` queues of one exponential server each.
///
/// The response time is exponential with rate μ − λ/c. Round robin instead of random dealing is a little better;
/// reading this model for it is conservative.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SplitMm1 {
    response_rate: f64,
}

impl SplitMm1 {
    /// A stable set of queues; rates per second.
    ///
    /// # Errors
    ///
    /// A rate that is out of range or not finite, no server, or an offered load of at least `servers`.
    pub fn new(arrival_rate: f64, service_rate: f64, servers: u64) -> Result<Self, QueueError> {
        let arrival_rate = self::arrival_rate(arrival_rate)?;
        let service_rate = self::service_rate(service_rate)?;
        if servers == 0 {
            return Err(QueueError::NoServers);
        }
        let each = arrival_rate / servers as f64;
        let response_rate = service_rate - each;
        if response_rate <= 0.0 {
            return Err(QueueError::Unstable { utilisation: each / service_rate });
        }
        Ok(Self { response_rate })
    }

    /// Rate of the exponential response time, per second.
    pub fn response_rate(&self) -> f64 {
        self.response_rate
    }

    /// Mean response in seconds.
    pub fn mean_response(&self) -> f64 {
        self.response_rate.recip()
    }

    /// P(response > t) for t ≥ 0.
    pub fn response_exceeds(&self, t: f64) -> f64 {
        (-self.response_rate * t).exp()
    }

    /// Seconds within which a share p of requests are answered: ln(1/(1 − p))/(μ − λ/c).
    pub fn response_quantile(&self, p: f64) -> f64 {
        quantile_at_the_ends(p).unwrap_or_else(|| exponential_quantile(p) / self.response_rate)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Mmc;
    use super::*;

    #[test]
    fn nine_python_workers_miss_fifty_milliseconds_when_requests_are_split() {
        let split = SplitMm1::new(10_000.0, 1_185.0, 9).unwrap();
        assert!((split.response_quantile(0.99) - 0.062_3).abs() < 1e-4);
    }

    #[test]
    fn refuses_what_has_no_stationary_state() {
        assert_eq!(SplitMm1::new(2.0, 1.0, 2), Err(QueueError::Unstable { utilisation: 1.0 }));
        assert_eq!(SplitMm1::new(2.0, 1.0, 0), Err(QueueError::NoServers));
        assert_eq!(SplitMm1::new(-2.0, 1.0, 1), Err(QueueError::ArrivalRate(-2.0)));
    }

    proptest! {
        #[test]
        fn one_server_is_the_same_queue_either_way(busy in 0.01..0.999_f64, p in 0.01..0.999_f64) {
            let (split, shared) = (SplitMm1::new(busy, 1.0, 1).unwrap(), Mmc::new(busy, 1.0, 1).unwrap());
            prop_assert!((split.response_quantile(p) / shared.response_quantile(p) - 1.0).abs() < 1e-10);
            prop_assert!((split.mean_response() / shared.mean_response() - 1.0).abs() < 1e-10);
        }

        #[test]
        fn sharing_one_queue_is_never_worse(servers in 1..50_u64, busy in 0.01..0.99_f64, p in 0.01..0.999_f64) {
            let rate = busy * servers as f64;
            let (split, shared) = (SplitMm1::new(rate, 1.0, servers).unwrap(), Mmc::new(rate, 1.0, servers).unwrap());
            prop_assert!(shared.response_quantile(p) <= split.response_quantile(p) * (1.0 + 1e-12));
        }
    }
}
