//! The far end of the waiting time.

use super::{Service, Target};

/// P(W > t) ≈ A·e^(−ηt) for long t, exact in the limit (Cramér and Lundberg): η solves λ(E(e^(ηS)) − 1) = η and
/// A = (1 − ρ)/(λE(S·e^(ηS)) − 1).
#[derive(Debug, Clone, Copy)]
pub(super) struct Tail {
    amplitude: f64,
    rate: f64,
    /// E(e^(ηS)), by which the response exceeds the wait.
    transform: f64,
}

impl Tail {
    pub(super) fn new(arrival_rate: f64, service: Service) -> Self {
        let Service { short, long, long_share } = service;
        let short_share = 1.0 - long_share;
        let second_moment = short_share * short * short + long_share * long * long;
        let idle = 1.0 - arrival_rate * (short_share * short + long_share * long);
        // The transform lies above its expansion to second order, so the root lies below that one's.
        let mut high = 2.0 * idle / (arrival_rate * second_moment);
        if !high.is_finite() {
            return Self { amplitude: 0.0, rate: 1.0, transform: 1.0 };
        }
        // The equation is convex: Newton's steps from above stay above. Bisection where it overflows.
        let mut low = 0.0;
        let mut rate = high;
        for _ in 0..200 {
            let (short_growth, long_growth) = ((rate * short).exp_m1(), (rate * long).exp_m1());
            let gap = arrival_rate * (short_share * short_growth + long_share * long_growth) - rate;
            if gap > 0.0 {
                high = rate;
            } else {
                low = rate;
            }
            let slope = short_share * short * (short_growth + 1.0) + long_share * long * (long_growth + 1.0);
            let newton = rate - gap / (arrival_rate * slope - 1.0);
            let next = if low < newton && newton < high { newton } else { f64::midpoint(low, high) };
            let moved = (next - rate).abs();
            rate = next;
            if moved <= 1e-15 * rate {
                break;
            }
        }
        let (short_growth, long_growth) = ((high * short).exp(), (high * long).exp());
        let slope = short_share * short * short_growth + long_share * long * long_growth;
        let amplitude = idle / (arrival_rate * slope - 1.0);
        Self {
            // By Lundberg's inequality it is at most 1; next to saturation the quotient loses its digits.
            amplitude: if (0.0..=1.0).contains(&amplitude) { amplitude } else { 1.0 },
            rate: high,
            transform: short_share * short_growth + long_share * long_growth,
        }
    }

    /// About the arrival rate at which a share 1 − p of responses take longer than `t`, for `t` beyond the long
    /// service time. Along the tail's own rate η everything is explicit: λ = η/(E(e^(ηS)) − 1).
    pub(super) fn arrival_rate(service: Service, t: f64, p: f64) -> f64 {
        let Service { short, long, long_share } = service;
        let short_share = 1.0 - long_share;
        let mean = short_share * short + long_share * long;
        let at = |rate: f64| {
            let (short_growth, long_growth) = ((rate * short).exp(), (rate * long).exp());
            let transform = short_share * short_growth + long_share * long_growth;
            let slope = short_share * short * short_growth + long_share * long * long_growth;
            let arrival_rate = rate / (transform - 1.0);
            let amplitude = (1.0 - arrival_rate * mean) / (arrival_rate * slope - 1.0);
            (arrival_rate, (amplitude.min(1.0) * transform).ln() - rate * t)
        };
        let wanted = (-p).ln_1p();
        // Without an amplitude and a transform the tail falls just enough at this rate.
        let (mut low, mut high) = (0.0, -wanted / t);
        for _ in 0..8 {
            if at(high).1 < wanted {
                break;
            }
            high *= 1.5;
        }
        for _ in 0..24 {
            let middle = f64::midpoint(low, high);
            if at(middle).1 < wanted {
                high = middle;
            } else {
                low = middle;
            }
        }
        at(high).0
    }

    pub(super) fn exceeds(&self, t: f64, target: Target) -> f64 {
        (self.factor(target) * (-self.rate * t).exp()).min(1.0)
    }

    pub(super) fn quantile(&self, p: f64, target: Target) -> f64 {
        (self.factor(target) / (1.0 - p)).ln() / self.rate
    }

    fn factor(&self, target: Target) -> f64 {
        match target {
            Target::Wait => self.amplitude,
            Target::Response => self.amplitude * self.transform,
        }
    }
}
