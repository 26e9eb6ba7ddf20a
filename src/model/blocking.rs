//! How much heavy work an event loop bears before everything behind it is late.
//!
//! An event loop runs each piece of work to its end, so one heavy request delays all that arrive meanwhile. What
//! arrives sees the loop as it is at a random moment (Poisson arrivals see time averages), so the wait of a
//! request and the lag of the loop have one distribution.

use super::alternative::{Alternative, Execution, PerAlternative};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::pools::P;
use super::capacity::{Mode, Plan, ROUNDING};
use super::constants::Constants;
use super::outlook::Outlook;
use super::queueing::EventLoop;
use crate::scenario::Inputs;
use crate::scenario::registry::{CORES, HEAVY_PERCENT, WORKERS};

/// The heavy jobs per second that one event loop bears: with more, its lag exceeds `lag` for more than `1 − p` of
/// all arrivals.
///
/// `(1 − p)(1 − ρ)/(D − L)` with ρ the utilisation by light work, D the seconds of a heavy `job` and L the `lag`
/// in seconds. While a job runs, the lag stands above L for its first D − L seconds, and catching up with the
/// light work stretches that by 1/(1 − ρ). The rule counts each job alone, so it holds for jobs that are clearly
/// longer than the lag.
///
/// `None` where it says nothing: for jobs no longer than the lag, and on a loop that light work fills already.
pub fn most_heavy_per_second(light_utilisation: f64, job: f64, lag: f64, p: f64) -> Option<f64> {
    let budget = (1.0 - p) * (1.0 - light_utilisation) / (job - lag);
    (job > lag && light_utilisation < 1.0 && budget.is_finite()).then_some(budget)
}

/// The event loops of a plan, all alike: the processes that answer requests.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventLoops {
    /// How many there are.
    pub loops: u64,
    /// Arrivals at each of them, requests per second.
    pub arrival_rate: f64,
    /// Time that a light request holds the loop, seconds.
    pub light: f64,
    /// Time that a heavy request holds the loop, seconds: all of its CPU time where it is computed on the loop,
    /// the way to the workers and back where a pool does it.
    pub heavy: f64,
    /// Share of requests that are heavy, 0..=1.
    pub heavy_share: f64,
}

impl EventLoops {
    /// The event loops of an alternative's plan; none for Go, whose scheduler preempts long work.
    ///
    /// `boundary` is the time on the loop to hand one heavy request to a pool, seconds; `times` those of the
    /// runtime that answers requests.
    pub fn of(
        alternative: Alternative,
        plan: &Plan,
        demand: &Demand,
        times: &ServiceTimes,
        boundary: f64,
    ) -> Option<Self> {
        let heavy = match plan.mode {
            Mode::Inline => times.heavy,
            Mode::TwoPools => boundary,
            Mode::Shared | Mode::Preemptive => return None,
        };
        let loops = plan.api.unwrap_or(plan.planned);
        let runs = alternative.execution() != Execution::Preemption && loops > 0;
        runs.then(|| Self {
            loops,
            arrival_rate: demand.rate / loops as f64,
            light: times.framework,
            heavy: times.framework + heavy,
            heavy_share: demand.heavy_share,
        })
    }

    /// The same as the inputs have it.
    pub fn under(
        constants: &Constants,
        inputs: &Inputs,
        alternative: Alternative,
        plan: &Plan,
    ) -> Option<Self> {
        let times = ServiceTimes::read(constants, inputs);
        Self::of(alternative, plan, &Demand::read(inputs), times.of(alternative), constants.boundary)
    }

    /// Share of time that a loop would be busy if all its requests were light; 1 and more is saturation.
    pub fn light_utilisation(&self) -> f64 {
        self.arrival_rate * self.light
    }

    /// The longest that one request holds the loop, seconds.
    pub fn longest(&self) -> f64 {
        if self.heavy_share > 0.0 { self.heavy.max(self.light) } else { self.light }
    }

    /// [`most_heavy_per_second`] on one of these loops.
    pub fn budget(&self, job: f64, lag: f64, p: f64) -> Option<f64> {
        most_heavy_per_second(self.light_utilisation(), job, lag, p)
    }

    /// The same as "one request in so many": arrivals over the budget. Below 1 every request may be heavy.
    pub fn budget_one_in(&self, job: f64, lag: f64, p: f64) -> Option<f64> {
        self.budget(job, lag, p).map(|budget| self.arrival_rate / budget)
    }

    /// The share of arrivals that find a loop more than `lag` seconds behind, in the queue that the plan is made with;
    /// none where it grows without end.
    pub fn lag_exceeds(&self, lag: f64) -> Option<f64> {
        self.queue().map(|queue| queue.wait_exceeds(lag))
    }

    /// The lag that a share `p` of arrivals find at most, seconds, likewise.
    pub fn lag_quantile(&self, p: f64) -> Option<f64> {
        self.queue().map(|queue| queue.wait_quantile(p))
    }

    /// Requests that wait for one loop, on average (Little's law); none where the queue grows without end.
    pub fn mean_waiting(&self) -> Option<f64> {
        self.queue().map(|queue| self.arrival_rate * queue.mean_wait())
    }

    fn queue(&self) -> Option<EventLoop> {
        EventLoop::new(self.arrival_rate, self.light, self.heavy, self.heavy_share).ok()
    }
}

/// Something beyond the line that it should keep, both in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// What it is.
    pub present_ms: f64,
    /// What it should be at most.
    pub line_ms: f64,
}

impl Crossing {
    /// That of a time in seconds; none where it keeps the line.
    pub fn of(seconds: f64, line_ms: f64) -> Option<Self> {
        let present_ms = seconds * 1e3;
        is_beyond(present_ms, line_ms).then_some(Self { present_ms, line_ms })
    }
}

/// Whether a value is beyond its line by more than what arithmetic leaves.
pub fn is_beyond(value: f64, line: f64) -> bool {
    value > line * (1.0 + ROUNDING)
}

/// Worker threads or processes for each core of one machine, as the inputs have them.
pub fn workers_per_core(inputs: &Inputs) -> f64 {
    inputs[WORKERS] / inputs[CORES]
}

/// The event loops of every alternative at its planned size; none for Go.
pub fn event_loops(constants: &Constants, outlook: &Outlook) -> PerAlternative<Option<EventLoops>> {
    PerAlternative::from_fn(|alternative| {
        let plan = &outlook.assessments[alternative].plan;
        EventLoops::under(constants, &outlook.inputs, alternative, plan)
    })
}

/// Heavy jobs of the inputs' size that one event loop bears per second, so that at most 1 % of arrivals find it
/// further behind than what counts as blocking: a loop of the recommended alternative, of Node.js where that has none.
///
/// None where the rule says nothing, as for jobs no longer than that.
pub fn heavy_budget(constants: &Constants, outlook: &Outlook) -> Option<f64> {
    let loops = event_loops(constants, outlook);
    let with_loops = if loops[outlook.first()].is_some() { outlook.first() } else { Alternative::Node };
    // Also where none is heavy at present: the question is how many could be.
    let some_heavy = outlook.inputs.clone().with(HEAVY_PERCENT, 100.0);
    let job = ServiceTimes::read(constants, &some_heavy).of(with_loops).heavy;
    loops[with_loops]?.budget(job, constants.red_lines.block_ms / 1e3, P)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::{Facts, evaluate};
    use crate::scenario::Scenario;
    use crate::scenario::parameter::Value;
    use crate::scenario::registry::CPU_MS;

    /// Three Node.js processes of 9,340 requests per second each at 10,000 in all.
    fn three_loops(heavy: f64, one_in: f64) -> EventLoops {
        EventLoops {
            loops: 3,
            arrival_rate: 10_000.0 / 3.0,
            light: 1.0 / 9_340.0,
            heavy,
            heavy_share: 1.0 / one_in,
        }
    }

    #[test]
    fn the_budget_of_three_loops() {
        let budget = three_loops(0.1, 1.0).budget(0.1, 0.05, 0.99).unwrap();
        assert!((budget - 0.129).abs() < 0.000_5, "{budget}");
        let one_in = three_loops(0.1, 1.0).budget_one_in(0.1, 0.05, 0.99).unwrap();
        assert!((one_in - 25_916.0).abs() < 1.0, "{one_in}");
    }

    #[test]
    fn the_rule_comes_near_the_exact_limit_for_jobs_clearly_longer_than_the_lag() {
        for (job, exact, within) in [(0.1, 26_330.0, 0.02), (0.2, 78_078.0, 0.01)] {
            let rule = three_loops(job, exact).budget_one_in(job, 0.05, 0.99).unwrap();
            assert!((rule / exact - 1.0).abs() < within, "{job} s: 1 in {rule}, exactly 1 in {exact}");
        }
    }

    #[test]
    fn the_lag_that_a_share_of_arrivals_find_is_exceeded_by_the_rest() {
        let loops = three_loops(0.05, 1_000.0);
        for p in [0.95, 0.99, 0.999] {
            let beyond = loops.lag_exceeds(loops.lag_quantile(p).unwrap()).unwrap();
            assert!((beyond - (1.0 - p)).abs() < 1e-6, "{p}: {beyond}");
        }
        let overloaded = EventLoops { arrival_rate: 10_000.0, ..loops };
        assert_eq!((overloaded.lag_quantile(0.99), overloaded.lag_exceeds(0.05)), (None, None));
    }

    #[test]
    fn at_the_exact_limit_one_arrival_in_a_hundred_is_late() {
        for (job, one_in) in [(0.05, 1_933.0), (0.06, 6_016.0), (0.1, 26_330.0), (0.2, 78_078.0)] {
            // The limits are given for the heavy part alone; the loop also spends the light part on the request.
            let late = three_loops(job, one_in).lag_exceeds(0.05).unwrap();
            assert!((late - 0.01).abs() < 0.000_1, "{job} s: {late}");
        }
    }

    #[test]
    fn the_budget_of_a_plan_is_there_before_anything_is_heavy() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let budget = |cpu_ms: f64| {
            let mut scenario = Scenario::new("test", date(2026, 11, 22));
            facts.definitions.set(&mut scenario, CPU_MS, Value::Number(cpu_ms)).unwrap();
            let outlook = evaluate(&facts, &scenario);
            heavy_budget(facts.constants(scenario.edition), &outlook)
        };
        // Three loops of 9,340 requests per second at 10,000, and a lag of 50 ms.
        assert!((budget(100.0).unwrap() - 0.129).abs() < 0.000_5, "{:?}", budget(100.0));
        assert_eq!(budget(50.0), None);
    }

    #[test]
    fn there_is_no_budget_where_the_rule_says_nothing() {
        assert_eq!(most_heavy_per_second(0.4, 0.05, 0.05, 0.99), None);
        assert_eq!(most_heavy_per_second(0.4, 0.01, 0.05, 0.99), None);
        assert_eq!(most_heavy_per_second(1.0, 0.1, 0.05, 0.99), None);
        assert_eq!(most_heavy_per_second(f64::NAN, 0.1, 0.05, 0.99), None);
    }

    #[test]
    fn a_loop_that_cannot_keep_up_has_no_lag_to_tell() {
        let drowned = EventLoops { arrival_rate: 20_000.0, ..three_loops(0.1, 1_000.0) };
        assert_eq!(drowned.lag_exceeds(0.05), None);
        assert_eq!(drowned.mean_waiting(), None);
    }

    #[test]
    fn light_work_alone_holds_the_loop_for_its_own_time() {
        let light = EventLoops { heavy_share: 0.0, ..three_loops(0.1, 1.0) };
        assert_eq!(light.longest().to_bits(), light.light.to_bits());
        assert!(light.lag_exceeds(0.05).unwrap() < 1e-9);
    }
}
