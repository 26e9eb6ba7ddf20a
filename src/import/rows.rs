//! Single requests, one at a time, in bounded memory.

use hdrhistogram::Histogram;

use super::draft::Draft;
use super::measurement::Latency;
use super::refusal::{Reason, Refusal};
use super::statuses::Statuses;

/// Significant decimal digits of percentiles; the extremes and the mean are exact.
const DIGITS: u8 = 3;

/// The range of the histogram in steps, the whole of it: about 400 KiB, whatever is read.
const WIDEST: u64 = i64::MAX as u64;

/// Response times whose percentiles are wanted.
#[derive(Debug)]
pub(super) struct Spread {
    /// Whole steps of `step_ms`: what a tool prints in whole milliseconds comes out in whole milliseconds.
    histogram: Histogram<u64>,
    step_ms: f64,
    sum: f64,
    least: f64,
    greatest: f64,
}

impl Spread {
    /// For times that are multiples of `step_ms` milliseconds.
    pub(super) fn new(step_ms: f64) -> Result<Self, Refusal> {
        let histogram = Histogram::new_with_bounds(1, WIDEST, DIGITS)
            .map_err(|error| Reason::Unreadable(std::io::Error::other(error.to_string())))?;
        Ok(Self { histogram, step_ms, sum: 0.0, least: f64::INFINITY, greatest: 0.0 })
    }

    /// Counts a time so many times.
    pub(super) fn add(&mut self, milliseconds: f64, count: u64) {
        // Beyond the range of the histogram is beyond anything measured; the greatest is kept apart.
        self.histogram.saturating_record_n((milliseconds / self.step_ms).round() as u64, count);
        self.sum += milliseconds * count as f64;
        self.least = self.least.min(milliseconds);
        self.greatest = self.greatest.max(milliseconds);
    }

    /// The percentiles by the nearest rank. The outer ones are left to tools that state them: few files of rows have
    /// enough requests beyond.
    pub(super) fn latency(&self) -> Latency {
        let count = self.histogram.len();
        if count == 0 {
            return Latency::default();
        }
        let quantile = |quantile| {
            let steps = self.histogram.value_at_quantile(quantile) as f64;
            Some((steps * self.step_ms).clamp(self.least, self.greatest))
        };
        Latency {
            min: Some(self.least),
            mean: Some(self.sum / count as f64),
            p50: quantile(0.50),
            p75: quantile(0.75),
            p90: quantile(0.90),
            p95: quantile(0.95),
            p97_5: None,
            p99: quantile(0.99),
            p99_9: None,
            max: Some(self.greatest),
        }
    }
}

/// What became of requests, when, and how fast.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) statuses: Statuses,
    spread: Spread,
    first_start_s: f64,
    last_end_s: f64,
}

impl Tally {
    /// For response times that are multiples of `step_ms` milliseconds.
    pub(super) fn new(step_ms: f64) -> Result<Self, Refusal> {
        let (first_start_s, last_end_s) = (f64::INFINITY, f64::NEG_INFINITY);
        Ok(Self { statuses: Statuses::default(), spread: Spread::new(step_ms)?, first_start_s, last_end_s })
    }

    /// Counts the time of a request that began at `start_s`, a second on any clock.
    pub(super) fn time(&mut self, start_s: f64, milliseconds: f64) {
        self.spread.add(milliseconds, 1);
        self.first_start_s = self.first_start_s.min(start_s);
        self.last_end_s = self.last_end_s.max(start_s + milliseconds / 1e3);
    }

    /// The draft, from the first start to the last end.
    pub(super) fn draft(&self, torn: bool) -> Result<Draft, Refusal> {
        if self.spread.histogram.is_empty() {
            return Err(Reason::NothingMeasured("0 requests: there is no row of a request".to_owned()).into());
        }
        let mut draft = Draft {
            duration_s: Some(self.last_end_s - self.first_start_s),
            latency: self.spread.latency(),
            torn,
            ..Draft::default()
        };
        draft.count(self.statuses);
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_within_a_thousandth_and_the_extremes_exact() {
        let mut spread = Spread::new(1e-6).unwrap();
        for value in 1..=100_000 {
            spread.add(f64::from(value) * 0.123_456, 1);
        }
        let latency = spread.latency();
        for (percent, value) in [(0.5, latency.p50), (0.9, latency.p90), (0.99, latency.p99)] {
            let exact = percent * 100_000.0 * 0.123_456;
            assert!((value.unwrap() - exact).abs() <= exact * 1e-3, "{percent}: {value:?} is not {exact}");
        }
        assert_eq!((latency.min, latency.max), (Some(0.123_456), Some(12_345.6)));
    }

    #[test]
    fn whole_steps_stay_whole() {
        let mut spread = Spread::new(1.0).unwrap();
        for value in [17.0, 17.0, 23.0, 26.0] {
            spread.add(value, 1);
        }
        let latency = spread.latency();
        assert_eq!((latency.p50, latency.p75, latency.p99), (Some(17.0), Some(23.0), Some(26.0)));
    }

    #[test]
    fn times_beyond_belief_do_not_overflow() {
        let mut tally = Tally::new(1e-6).unwrap();
        tally.time(0.0, 1e300);
        tally.statuses.add(200, u64::MAX);
        tally.statuses.add(200, 1);
        assert_eq!(tally.spread.latency().max, Some(1e300));
        assert_eq!(tally.statuses.requests(), u64::MAX);
    }
}
