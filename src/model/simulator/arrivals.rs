//! One stream of requests for all ways of running.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// Simulated time and durations: whole nanoseconds, so that every machine and every build counts alike.
pub type Nanoseconds = u64;

/// A request as it arrives, before anybody serves it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Request {
    /// When it arrives.
    pub at: Nanoseconds,
    /// Whether it does heavy work.
    pub heavy: bool,
    /// Its CPU time relative to the mean of its class.
    pub size: f64,
}

/// How CPU times differ within a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variation {
    /// All alike: the two points of an event loop with rare heavy requests.
    None,
    /// Exponentially distributed: the M of M/M/c.
    Exponential,
}

/// Poisson arrivals without end. The same seed gives the same moments whatever the share of heavy requests: a larger
/// share turns more of the same requests heavy.
#[derive(Clone, Debug)]
pub struct Arrivals {
    dice: Dice,
    mean_gap: f64,
    clock: f64,
    heavy_share: f64,
    variation: Variation,
}

impl Arrivals {
    /// `rate` arrivals per second, positive and finite, a share 0..=1 of them heavy.
    pub fn new(seed: u64, rate: f64, heavy_share: f64, variation: Variation) -> Self {
        Self { dice: Dice::new(seed), mean_gap: 1e9 / rate, clock: 0.0, heavy_share, variation }
    }
}

impl Iterator for Arrivals {
    type Item = Request;

    fn next(&mut self) -> Option<Request> {
        self.clock += self.dice.exponential() * self.mean_gap;
        let heavy = self.dice.share() < self.heavy_share;
        let size = match self.variation {
            Variation::None => 1.0,
            Variation::Exponential => self.dice.exponential(),
        };
        Some(Request { at: rounded(self.clock), heavy, size })
    }
}

/// To the nearest whole number, for times that are not negative.
pub(super) fn rounded(time: f64) -> Nanoseconds {
    (time + 0.5) as Nanoseconds
}

/// Random numbers that are the same on every machine.
#[derive(Clone, Debug)]
pub(super) struct Dice(Xoshiro256PlusPlus);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    /// In [0, 1), all 53 bits that a float has.
    fn share(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (-53.0_f64).exp2()
    }

    /// With mean 1. The platform's own logarithm may differ in the last bit.
    fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.share())
    }

    /// One of `count` numbers from 0 on, by the high half of the product: its bias is below 2⁻⁵⁰ for any count here.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((u128::from(self.0.next_u64()) * count as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrivals(heavy_share: f64) -> impl Iterator<Item = Request> {
        Arrivals::new(7, 1_000.0, heavy_share, Variation::Exponential).take(100_000)
    }

    #[test]
    fn rates_shares_and_sizes_are_those_asked_for() {
        let requests: Vec<Request> = arrivals(0.25).collect();
        let seconds = requests.last().unwrap().at as f64 / 1e9;
        // Standard errors: .3 %, .5 % and .3 %.
        assert!((seconds / 100.0 - 1.0).abs() < 0.01, "{seconds}");
        let heavy = requests.iter().filter(|request| request.heavy).count() as f64;
        assert!((heavy / 25_000.0 - 1.0).abs() < 0.02, "{heavy}");
        let mean = requests.iter().map(|request| request.size).sum::<f64>() / 1e5;
        assert!((mean - 1.0).abs() < 0.01, "{mean}");
    }

    #[test]
    fn a_larger_share_keeps_the_moments_and_the_heavy_ones() {
        for (few, many) in arrivals(0.1).zip(arrivals(0.3)) {
            assert_eq!(few.at, many.at);
            assert!(!few.heavy || many.heavy);
        }
    }

    #[test]
    fn dice_fall_on_every_side() {
        let mut dice = Dice::new(1);
        let mut seen = [0_u32; 6];
        for _ in 0..60_000 {
            seen[dice.below(6)] += 1;
        }
        assert!(seen.iter().all(|count| (9_500..10_500).contains(count)), "{seen:?}");
    }
}
