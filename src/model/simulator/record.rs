//! What becomes of requests, and what that comes to.

use std::ops::Range;

use super::arrivals::{Nanoseconds, Request};
use super::trace::{Activity, Span, Trace};

/// The notes of a run. Every request that arrives is noted once, by [`Record::answer`] or [`Record::reject`].
#[derive(Clone, Debug)]
pub(super) struct Record {
    timeout: Nanoseconds,
    /// The time of which rates are given. What comes before finds the system emptier than it usually is.
    period: Range<Nanoseconds>,
    counts: Counts,
    answered_in_period: u64,
    /// In the order in which their fates were known.
    responses: Vec<Response>,
    lag: Vec<Nanoseconds>,
    busy: u128,
    longest_hold: Nanoseconds,
    most_waiting: u64,
    waited: u128,
    pub(super) trace: Trace,
}

/// How requests ended, over the whole run: the three sum to the arrivals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answered in time.
    pub answered: u64,
    /// Not answered within the timeout: whoever sent them has given up.
    pub timed_out: u64,
    /// Turned away at a full queue.
    pub rejected: u64,
}

impl Counts {
    /// All that arrived.
    pub const fn arrivals(&self) -> u64 {
        self.answered + self.timed_out + self.rejected
    }
}

/// Quantiles of some times, in nanoseconds; a quantile is the least time that a share of them does not exceed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quantiles {
    /// How many there were.
    pub count: u64,
    /// The median.
    pub p50: Nanoseconds,
    /// 95 %.
    pub p95: Nanoseconds,
    /// 99 %.
    pub p99: Nanoseconds,
    /// The longest.
    pub max: Nanoseconds,
}

/// What a run came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// How requests ended.
    pub counts: Counts,
    /// Answers per second.
    pub throughput: f64,
    /// Response times of all requests that were not rejected; those that timed out stand at the timeout, when
    /// whoever sent them gave up.
    pub response: Quantiles,
    /// The same of light requests.
    pub light: Quantiles,
    /// The same of heavy requests.
    pub heavy: Quantiles,
    /// How long each arrival would wait until it is begun: the lag of a loop as a timer on it would find it.
    pub lag: Quantiles,
    /// Share of the cores' time that is spent computing, 0..=1.
    pub utilisation: f64,
    /// Requests that wait in all queues together, on average (Little's law).
    pub mean_waiting: f64,
    /// The most that waited in one queue at once.
    pub most_waiting: u64,
    /// The longest time that one request held a loop without a break.
    pub longest_hold: Nanoseconds,
    /// The standard error of the p99 of all responses, nanoseconds; none where there are too few requests to tell, as
    /// there are next to saturation.
    pub p99_error: Option<f64>,
}

/// Batches for a standard error, the most of them first. Requests that wait behind the same heavy one are slow
/// together: batches have to be so long that they know little of each other, and fewer of them are longer.
const BATCHES: [usize; 2] = [20, 10];
/// How many requests a batch needs at least: five of them are beyond the p99.
const LEAST_IN_BATCH: usize = 500;
/// How many times a queue has to forget where it stood within a batch, so that batches differ as runs do.
const LEAST_FORGOTTEN: f64 = 5.0;
/// The quantile whose error it is.
const P99: f64 = 0.99;

impl Record {
    pub(super) fn new(timeout: Nanoseconds, period: Range<Nanoseconds>, window: Range<Nanoseconds>) -> Self {
        Self {
            timeout,
            period,
            counts: Counts::default(),
            answered_in_period: 0,
            responses: Vec::new(),
            lag: Vec::new(),
            busy: 0,
            longest_hold: 0,
            most_waiting: 0,
            waited: 0,
            trace: Trace::of(window),
        }
    }

    fn counts_in_period(&self, request: &Request) -> bool {
        self.period.contains(&request.at)
    }

    /// A request that is done at a time, or given up at its timeout if that comes first.
    pub(super) fn answer(&mut self, request: &Request, at: Nanoseconds) {
        let response = at - request.at;
        if response <= self.timeout {
            self.counts.answered += 1;
            self.answered_in_period += u64::from(self.period.contains(&at));
        } else {
            self.counts.timed_out += 1;
        }
        if self.counts_in_period(request) {
            self.responses.push(Response::new(response.min(self.timeout), request.heavy));
        }
    }

    /// A request that its sender gave up before it was answered.
    pub(super) fn give_up(&mut self, request: &Request) {
        self.answer(request, Nanoseconds::MAX);
    }

    pub(super) fn reject(&mut self) {
        self.counts.rejected += 1;
    }

    /// A request that could be begun after a lag.
    pub(super) fn lag(&mut self, request: &Request, lag: Nanoseconds) {
        if self.counts_in_period(request) {
            self.lag.push(lag);
        }
    }

    /// A request, by its number, that waited to be begun; `waiting` of them with itself when it came.
    pub(super) fn wait(&mut self, number: u32, waiting: u64, from: Nanoseconds, to: Nanoseconds) {
        self.most_waiting = self.most_waiting.max(waiting);
        self.waited += u128::from(self.within_period(from, to));
        self.trace.add(Span { lane: None, activity: Activity::Queued, from, to, request: number });
    }

    /// CPU time on a lane.
    pub(super) fn run(
        &mut self,
        lane: u32,
        activity: Activity,
        number: u32,
        from: Nanoseconds,
        to: Nanoseconds,
    ) {
        self.busy += u128::from(self.within_period(from, to));
        self.trace.add(Span { lane: Some(lane), activity, from, to, request: number });
    }

    /// How long one request held a loop.
    pub(super) fn hold(&mut self, time: Nanoseconds) {
        self.longest_hold = self.longest_hold.max(time);
    }

    fn within_period(&self, from: Nanoseconds, to: Nanoseconds) -> Nanoseconds {
        to.min(self.period.end).saturating_sub(from.max(self.period.start))
    }

    /// What it all comes to, on so many cores.
    pub(super) fn summary(mut self, cores: u32, bottleneck: Bottleneck) -> (Summary, Trace) {
        let period = (self.period.end - self.period.start) as f64;
        let batch = self.responses.len() / BATCHES.into_iter().min().unwrap_or(1);
        let p99_error = p99_error(&self.responses)
            .filter(|_| bottleneck.forgets_within(batch, self.busy as f64 / period));
        let of_class = |heavy: bool| {
            let of_class = self.responses.iter().filter(|response| response.is_heavy() == heavy);
            Quantiles::of(&mut of_class.copied().collect::<Vec<_>>(), |response| response.time())
        };
        let (light, heavy) = (of_class(false), of_class(true));
        let summary = Summary {
            counts: self.counts,
            throughput: self.answered_in_period as f64 / period * 1e9,
            p99_error,
            response: Quantiles::of(&mut self.responses, |response| response.time()),
            light,
            heavy,
            lag: Quantiles::of(&mut self.lag, |time| *time),
            utilisation: self.busy as f64 / (period * f64::from(cores)),
            mean_waiting: self.waited as f64 / period,
            most_waiting: self.most_waiting,
            longest_hold: self.longest_hold,
        };
        (summary, self.trace)
    }
}

/// What requests wait for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bottleneck {
    /// How many do the work.
    pub(super) servers: u32,
    /// How many queues stand before them.
    pub(super) queues: u32,
}

impl Bottleneck {
    /// Whether its queues, dealt the requests of a batch, forget where they stood: M/M/1 does within some 1/(1 − √ρ)²
    /// services (its relaxation time). `busy` is the work that is done in a second.
    fn forgets_within(self, batch: usize, busy: f64) -> bool {
        let utilisation = (busy / f64::from(self.servers.max(1))).min(1.0);
        let memory = (1.0 - utilisation.sqrt()).powi(-2);
        batch as f64 >= LEAST_FORGOTTEN * memory * f64::from(self.queues)
    }
}

/// A response time and its class in one number, that sorts by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Response(u64);

impl Response {
    fn new(time: Nanoseconds, heavy: bool) -> Self {
        Self(time.min(Nanoseconds::MAX >> 1) << 1 | u64::from(heavy))
    }

    const fn time(self) -> Nanoseconds {
        self.0 >> 1
    }

    const fn is_heavy(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Quantiles {
    /// The quantiles, unless there were no times: then all of them stand at 0, which would pass for very quick.
    pub fn measured(self) -> Option<Self> {
        (self.count > 0).then_some(self)
    }

    /// Brings the times out of order.
    fn of<T: Copy + Ord>(times: &mut [T], time: impl Fn(&T) -> Nanoseconds) -> Self {
        let count = times.len();
        let Some(max) = times.iter().max().map(&time) else { return Self::default() };
        // From the right, so that each search has only what is left of the last.
        let (below, p99) = split_at_quantile(times, count, 99);
        let (below, p95) = split_at_quantile(below, count, 95);
        let (_, p50) = split_at_quantile(below, count, 50);
        let or_least = |found: Option<T>, other| found.map_or(other, |found| time(&found));
        let p99 = or_least(p99, max);
        let p95 = or_least(p95, p99);
        Self { count: count as u64, p50: or_least(p50, p95), p95, p99, max }
    }
}

/// The least of `count` times that so many percent do not exceed, and all smaller ones: `times` are those that are
/// not known to be larger. None where the quantile is the next larger one itself.
fn split_at_quantile<T: Copy + Ord>(times: &mut [T], count: usize, percent: usize) -> (&mut [T], Option<T>) {
    let rank = (count * percent).div_ceil(100).max(1) - 1;
    if rank >= times.len() {
        return (times, None);
    }
    let (below, found, _) = times.select_nth_unstable(rank);
    (below, Some(*found))
}

/// The standard error of the p99 of responses in their order: that of the share of responses beyond it, which batches
/// tell without bias, as half of the time between the quantiles so far to both sides.
fn p99_error(responses: &[Response]) -> Option<f64> {
    let count = responses.len();
    if BATCHES.iter().any(|batches| count / batches < LEAST_IN_BATCH) {
        return None;
    }
    let mut ranked = responses.to_vec();
    let mut time_at = |quantile: f64| {
        let rank = ((count as f64 * quantile).ceil() as usize).clamp(1, count) - 1;
        ranked.select_nth_unstable(rank).1.time()
    };
    let p99 = time_at(P99);
    let share = BATCHES.map(|batches| share_error(responses, p99, batches)).into_iter().fold(0.0, f64::max);
    Some((time_at(P99 + share) - time_at(P99 - share)) as f64 / 2.0)
}

/// The standard error of the share of responses that are longer than a time, from how it differs between batches.
fn share_error(responses: &[Response], time: Nanoseconds, batches: usize) -> f64 {
    let size = responses.len() / batches;
    let shares: Vec<f64> = responses
        .chunks_exact(size)
        .take(batches)
        .map(|batch| batch.iter().filter(|response| response.time() > time).count() as f64 / size as f64)
        .collect();
    let batches = batches as f64;
    let mean = shares.iter().sum::<f64>() / batches;
    let variance = shares.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / (batches - 1.0);
    (variance / batches).sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ONE: Bottleneck = Bottleneck { servers: 1, queues: 1 };

    #[test]
    fn a_queue_forgets_the_later_the_fuller_it_is() {
        let forgets = |busy| ONE.forgets_within(3_000, busy);
        assert_eq!([0.5, 0.9, 0.95, 1.0].map(forgets), [true, true, false, false]);
        let four = Bottleneck { servers: 4, queues: 4 };
        assert!(four.forgets_within(3_000, 4.0 * 0.8) && !four.forgets_within(3_000, 4.0 * 0.9));
    }

    fn request(at: Nanoseconds, heavy: bool) -> Request {
        Request { at, heavy, size: 1.0 }
    }

    #[test]
    fn every_fate_is_counted_once() {
        let mut record = Record::new(100, 0..1_000, 0..0);
        record.answer(&request(0, false), 100);
        record.answer(&request(10, true), 111);
        record.give_up(&request(20, true));
        record.reject();
        let (summary, _) = record.summary(1, ONE);
        assert_eq!(summary.counts, Counts { answered: 1, timed_out: 2, rejected: 1 });
        assert_eq!(summary.counts.arrivals(), 4);
        // Who gave up waited for the timeout.
        assert_eq!((summary.heavy.count, summary.heavy.p50, summary.response.max), (2, 100, 100));
    }

    #[test]
    fn rates_are_of_the_period() {
        let mut record = Record::new(Nanoseconds::MAX, 1_000..2_000, 0..0);
        record.run(0, Activity::Light, 0, 500, 1_100);
        record.run(0, Activity::Light, 1, 1_900, 2_500);
        record.answer(&request(500, false), 1_100);
        record.answer(&request(1_900, false), 2_500);
        record.wait(1, 1, 1_500, 1_900);
        record.lag(&request(500, false), 0);
        record.lag(&request(1_900, false), 600);
        let (summary, _) = record.summary(2, ONE);
        assert!((summary.throughput - 1e6).abs() < 1e-6, "{}", summary.throughput);
        assert!((summary.utilisation - 0.1).abs() < 1e-12, "{}", summary.utilisation);
        assert!((summary.mean_waiting - 0.4).abs() < 1e-12, "{}", summary.mean_waiting);
        assert_eq!(summary.response.count, 1, "what arrived before the period has no say");
        assert_eq!((summary.lag.count, summary.lag.p50), (1, 600));
    }

    #[test]
    fn without_requests_there_is_nothing_to_tell() {
        let (summary, _) = Record::new(1, 0..1, 0..0).summary(1, ONE);
        assert_eq!(summary.response.measured(), None);
        assert_eq!(summary.p99_error, None);
    }

    #[test]
    fn errors_are_those_of_the_share_beyond() {
        // Of every two batches, one has no response beyond the p99, and the other two in a hundred.
        let responses: Vec<Response> = (0..20_000_u64)
            .map(|number| {
                let is_late = number / 1_000 % 2 == 1 && number % 50 == 0;
                Response::new(if is_late { 1_000 + number } else { number % 1_000 }, false)
            })
            .collect();
        let p99 = 999;
        // Shares of 0 and 0.02 have a variance of 0.0001 · 20/19; in pairs they are all alike.
        let error = (0.0001_f64 / 19.0).sqrt();
        assert!((share_error(&responses, p99, 20) - error).abs() < 1e-12);
        assert!(share_error(&responses, p99, 10) < 1e-12);
        let mut times: Vec<u64> = responses.iter().map(|one| one.time()).collect();
        times.sort_unstable();
        let at = |quantile: f64| times[(20_000.0 * quantile).ceil() as usize - 1] as f64;
        let half = (at(0.99 + error) - at(0.99 - error)) / 2.0;
        assert!(half > 0.0);
        assert_eq!(p99_error(&responses), Some(half));
        assert_eq!(p99_error(&responses[..9_999]), None, "a batch of 499 is too short");
    }

    proptest! {
        #[test]
        fn quantiles_are_those_of_sorted_times(mut times in proptest::collection::vec(0..1_000_u64, 1..300)) {
            let quantiles = Quantiles::of(&mut times.clone(), |time| *time);
            times.sort_unstable();
            let at = |percent: usize| times[(times.len() * percent).div_ceil(100).max(1) - 1];
            prop_assert_eq!(quantiles.p50, at(50));
            prop_assert_eq!(quantiles.p95, at(95));
            prop_assert_eq!(quantiles.p99, at(99));
            prop_assert_eq!(Some(&quantiles.max), times.last());
        }
    }
}
