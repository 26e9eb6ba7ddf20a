//! How many workers an alternative needs, and what they do at that size.
//!
//! A worker is one single-core process (Node.js, Python) or one core (Go).

mod bill;
mod bound;
pub mod demand;
pub mod inputs;
pub mod pools;

use super::alternative::{Alternative, Execution, PerRuntime};
use super::constants::Constants;
use super::cost;
use super::criteria::Outcome;
use super::sizing::LoopLimit;
use crate::scenario::Inputs;
use crate::scenario::registry::RPS;
pub use bill::{Bill, Rates};
use demand::{Demand, ServiceTimes};
use pools::{Pools, Queue, Size, Workers};

/// How requests and heavy work meet the workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Heavy work runs where requests are answered; requests are split over processes.
    Inline,
    /// Requests are answered by one pool, heavy work is done by another.
    TwoPools,
    /// One queue for all cores, as goroutines have it.
    Shared,
    /// One runtime that preempts heavy work, approximated by two pools without a boundary between them.
    Preemptive,
}

impl Mode {
    /// The name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::TwoPools => "two pools",
            Self::Shared => "shared",
            Self::Preemptive => "preemptive (two-class bound)",
        }
    }
}

/// The demand that decided the number of workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// The safety factor on instances.
    Article,
    /// The safety factor on the load.
    Load,
    /// The CPU target.
    Cpu,
    /// The p99 objective.
    P99,
    /// The number was given.
    Fixed,
}

impl Binding {
    /// The name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Load => "load",
            Self::Cpu => "cpu",
            Self::P99 => "p99",
            Self::Fixed => "fixed",
        }
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Article => "safety factor",
            Self::Load => "factor on load",
            Self::Cpu => "CPU target",
            Self::P99 => "p99 objective",
            Self::Fixed => "fixed number",
        }
    }
}

/// The number of workers that each way of counting gives, without spare workers and zones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ByMethod {
    /// Load over capacity, rounded up.
    pub baseline: u64,
    /// The baseline times one plus the safety factor, rounded up.
    pub article: u64,
    /// Load times one plus the safety factor, over capacity, rounded up.
    pub load: u64,
    /// Load over the capacity that is left when the safety factor is kept free; none from 100 % on.
    pub derated: Option<u64>,
    /// Load over capacity at the CPU target, rounded up.
    pub cpu: u64,
    /// The least that meets the p99 objective; none when no number does.
    pub p99: Option<u64>,
}

impl ByMethod {
    /// What the way of counting that decides has come to; none where the number is given, or no number is enough.
    pub const fn decisive(&self, binding: Binding) -> Option<u64> {
        match binding {
            Binding::Article => Some(self.article),
            Binding::Load => Some(self.load),
            Binding::Cpu => Some(self.cpu),
            Binding::P99 => self.p99,
            Binding::Fixed => None,
        }
    }
}

/// By how much of itself a utilisation may be off: a plan is counted exactly, this is not.
pub const ROUNDING: f64 = 1e-9;

/// An alternative at the size the plan gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// How heavy work is done.
    pub mode: Mode,
    /// Workers of the pool that answers requests, when there are two pools.
    pub api: Option<u64>,
    /// Workers of the pool that does heavy work, when there are two pools.
    pub compute: Option<u64>,
    /// All workers, spare ones and zones included.
    pub planned: u64,
    /// What decided the number, by [`Size::binding`].
    pub binding: Binding,
    /// Whether the p99 objective is met.
    pub feasible: bool,
    /// The throughput on one core that the plan starts from, requests per second.
    pub core_rps: f64,
    /// Mean CPU time of a request with its heavy part where the runtime of the API does it itself, seconds.
    pub service: f64,
    /// Utilisation of the API or only pool, 1 is saturation.
    pub utilisation: f64,
    /// Utilisation of the pool that does heavy work, when there is one of its own.
    pub compute_utilisation: Option<f64>,
    /// Median response time, seconds; none when the queue grows without end.
    pub p50: Option<f64>,
    /// 99th percentile of the response time, seconds.
    pub p99: Option<f64>,
    /// 99th percentile of heavy requests alone, seconds, when they are a class of their own.
    pub heavy_p99: Option<f64>,
    /// Infrastructure, USD a month.
    pub infra_usd: f64,
    /// Operating a second service, USD a month.
    pub ops_usd: f64,
    /// Everything it costs a month over the requests of a month, USD per million.
    pub usd_per_million_requests: f64,
    /// What each way of counting would give.
    pub by_method: ByMethod,
}

impl Plan {
    /// Utilisation of its busiest pool, 1 is saturation.
    pub fn peak_utilisation(&self) -> f64 {
        self.compute_utilisation.map_or(self.utilisation, |compute| self.utilisation.max(compute))
    }

    /// Whether no pool is busier than a share of its workers.
    pub fn keeps_cpu_target(&self, share: f64) -> bool {
        self.peak_utilisation() <= share * (1.0 + ROUNDING)
    }

    /// Everything it costs, USD a month.
    pub fn usd_month(&self) -> f64 {
        self.infra_usd + self.ops_usd
    }

    /// What the criteria judge it by.
    pub fn outcome(&self) -> Outcome {
        Outcome { p99: self.p99, usd_month: self.usd_month(), feasible: self.feasible }
    }
}

/// An alternative with its pools and their size, before its response times and its price are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Arrangement<'a> {
    /// How heavy work is done.
    pub mode: Mode,
    /// What arrives where.
    pub pools: Pools<'a>,
    /// How many workers.
    pub size: Size,
    /// Whether the objective is met.
    pub feasible: bool,
}

impl<'a> Arrangement<'a> {
    fn of(demand: &Demand, mode: Mode, pools: Pools<'a>) -> Self {
        let size = pools.size(demand);
        Self { mode, pools, size, feasible: pools.meets(demand, &size.workers) }
    }
}

/// What the alternatives are sized for.
#[derive(Clone, Copy, Debug)]
pub struct Workload<'a> {
    /// The figures.
    pub constants: &'a Constants,
    /// What the inputs ask of the workers.
    pub demand: &'a Demand,
    /// The CPU time that requests take on each runtime.
    pub times: &'a PerRuntime<ServiceTimes>,
}

impl Workload<'_> {
    /// What an alternative's event loops can bear when heavy work runs in them; for any load.
    pub fn loop_limit(self, alternative: Alternative) -> LoopLimit {
        let ServiceTimes { framework, heavy, .. } = *self.times.of(alternative);
        let Demand { heavy_share, objective, .. } = *self.demand;
        LoopLimit::new(framework, framework + heavy, heavy_share, objective, pools::P)
    }

    /// The same by estimates within some percent, at a small part of the cost.
    pub fn rough_loop_limit(self, alternative: Alternative) -> LoopLimit {
        let ServiceTimes { framework, heavy, .. } = *self.times.of(alternative);
        let Demand { heavy_share, objective, .. } = *self.demand;
        LoopLimit::rough(framework, framework + heavy, heavy_share, objective, pools::P)
    }

    /// Finds the pools of an alternative and sizes them. The [`Workload::loop_limit`] is the caller's, who may ask
    /// again at other loads.
    pub fn arrange(self, alternative: Alternative, limit: &LoopLimit) -> Arrangement<'_> {
        let Self { constants, demand, times } = self;
        let own = times.of(alternative);
        match alternative.execution() {
            Execution::EventLoops => {
                let inline = inline(demand, own, limit);
                if demand.heavy_share <= 0.0 || !demand.can_be_divided() {
                    return Arrangement::of(demand, Mode::Inline, inline);
                }
                let pools = Pools::two(demand, own.api_load(demand, constants.boundary), own.heavy);
                let offload = Arrangement::of(demand, Mode::TwoPools, pools);
                // Cheaper than to size both: whether the loops need more workers than two pools do.
                if offload.feasible && inline.needs_more_than(demand, offload.size.workers.total()) {
                    return offload;
                }
                let inline = Arrangement::of(demand, Mode::Inline, inline);
                let better = (offload.feasible && !inline.feasible)
                    || (offload.feasible == inline.feasible
                        && offload.size.workers.total() < inline.size.workers.total());
                if better { offload } else { inline }
            }
            Execution::Preemption if demand.is_one_class() => {
                let pools = Pools::One { queue: Queue::Shared, load: own.mean_load(demand) };
                Arrangement::of(demand, Mode::Shared, pools)
            }
            // On one core there is no other core for what is preempted: to run each to completion is the safe side.
            Execution::Preemption if !demand.can_be_divided() => {
                Arrangement::of(demand, Mode::Inline, inline(demand, own, limit))
            }
            Execution::Preemption => {
                let pools = Pools::two(demand, own.api_load(demand, 0.0), own.heavy);
                Arrangement::of(demand, Mode::Preemptive, pools)
            }
            Execution::TwoServices => Arrangement::of(demand, Mode::TwoPools, self.two_services(alternative)),
        }
    }

    /// Requests answered by the alternative's own runtime, heavy work done by Python.
    fn two_services(self, alternative: Alternative) -> Pools<'static> {
        let Self { constants, demand, times } = self;
        let python = times.of(Alternative::Python);
        let api = times.of(alternative).api_load(demand, constants.boundary);
        Pools::two(demand, api, python.framework + python.heavy)
    }

    /// Everything about an alternative at its size, for people to read.
    pub fn plan(self, inputs: &Inputs, alternative: Alternative) -> Plan {
        let Self { constants, demand, times } = self;
        let limit = self.loop_limit(alternative);
        let arrangement = self.arrange(alternative, &limit);
        let Arrangement { mode, pools, size: Size { workers, binding }, feasible } = arrangement;
        let own = times.of(alternative);
        let bill = Bill::of(constants, &Rates::read(inputs), alternative, &workers);
        let look = pools.look(demand, &workers);
        let with_wait = |seconds: Option<f64>| seconds.map(|seconds| seconds + demand.wait);
        let two = matches!(mode, Mode::TwoPools | Mode::Preemptive);
        Plan {
            mode,
            api: two.then_some(workers.api),
            compute: two.then_some(workers.compute),
            planned: workers.total(),
            binding,
            feasible,
            core_rps: own.core_rps,
            service: own.mean(demand.heavy_share),
            utilisation: pools.utilisation(&workers),
            compute_utilisation: pools.compute_utilisation(&workers),
            p50: with_wait(look.p50),
            p99: arrangement.provision(demand).p99,
            heavy_p99: with_wait(look.heavy_p99),
            infra_usd: bill.infra_usd,
            ops_usd: bill.ops_usd,
            // Every load that the inputs allow has requests to divide by.
            usd_per_million_requests: cost::usd_per_million_requests(
                bill.usd(),
                inputs[RPS],
                constants.hours_per_month,
            )
            .unwrap_or_default(),
            by_method: pools.by_method(demand),
        }
    }
}

/// Requests and heavy work in the same processes.
fn inline<'a>(demand: &Demand, times: &ServiceTimes, limit: &'a LoopLimit) -> Pools<'a> {
    let queue = if demand.is_one_class() { Queue::Split } else { Queue::Mixed(limit) };
    Pools::One { queue, load: times.mean_load(demand) }
}

/// An alternative at its size, as far as the ranking has to know it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Provision {
    /// How many workers.
    pub workers: Workers,
    /// Whether the p99 objective is met.
    pub feasible: bool,
    /// 99th percentile of the response time with the waits that overlap, seconds; none when the queue grows without
    /// end.
    pub p99: Option<f64>,
}

impl Arrangement<'_> {
    /// What the ranking has to know of it.
    pub fn provision(&self, demand: &Demand) -> Provision {
        let Self { pools, size: Size { workers, .. }, feasible, .. } = *self;
        let p99 = pools.p99_at(demand, &workers, 1.0);
        Provision { workers, feasible, p99: p99.map(|seconds| seconds + demand.wait) }
    }
}

/// An alternative at its size, as far as hard limits look at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// How many workers.
    pub workers: u64,
    /// Whether the p99 objective is met.
    pub feasible: bool,
    /// What they cost, USD a month.
    pub usd_month: f64,
}

/// The part of the [`Plan`] of an alternative that hard limits look at.
pub fn fit(constants: &Constants, inputs: &Inputs, alternative: Alternative) -> Fit {
    let demand = Demand::read(inputs);
    let times = ServiceTimes::read(constants, inputs);
    let workload = Workload { constants, demand: &demand, times: &times };
    let limit = workload.loop_limit(alternative);
    let Arrangement { size, feasible, .. } = workload.arrange(alternative, &limit);
    let usd_month = Bill::of(constants, &Rates::read(inputs), alternative, &size.workers).usd();
    Fit { workers: size.workers.total(), feasible, usd_month }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn plan(alternative: Alternative, sets: &[&str]) -> Plan {
        fixture::outlook(sets).assessments[alternative].plan.clone()
    }

    const SPLIT: [&str; 2] = ["work.heavy_percent=10", "work.cpu_ms=20"];

    #[test]
    fn a_fixed_plan_divides_what_it_is_given() {
        for workers in [2, 3, 7, 100] {
            let fixed = format!("plan.instances={workers}");
            let plan = plan(Alternative::Go, &[SPLIT[0], SPLIT[1], "plan.method=fixed", &fixed]);
            assert_eq!((plan.planned, plan.mode), (workers, Mode::Preemptive));
            assert!(plan.api.unwrap() >= 1 && plan.compute.unwrap() >= 1);
        }
    }

    #[test]
    fn one_fixed_worker_is_never_made_two_save_by_a_hybrid() {
        for (alternative, workers) in
            [(Alternative::Node, 1), (Alternative::Python, 1), (Alternative::Go, 1), (Alternative::Hybrid, 2)]
        {
            // So little traffic that two pools would meet what one worker does not.
            let sets = [
                "traffic.rps=20",
                "work.heavy_percent=5",
                "work.cpu_ms=8",
                "plan.method=fixed",
                "plan.instances=1",
            ];
            assert_eq!(plan(alternative, &sets).planned, workers, "{alternative:?}");
        }
    }

    #[test]
    fn a_trace_of_heavy_requests_is_hardly_more_than_none_and_hardly_less_than_all() {
        for alternative in [Alternative::Node, Alternative::Python] {
            for (end, near) in [("0", "0.001"), ("100", "99.999")] {
                let at = |share: &str| {
                    let heavy = format!("work.heavy_percent={share}");
                    plan(alternative, &[&heavy, "work.cpu_ms=1", "traffic.rps=2000", "objective.p99_ms=500"])
                };
                let (end, near) = (at(end), at(near));
                assert_eq!(end.planned, near.planned, "{alternative:?}");
                let ratio = near.p99.unwrap() / end.p99.unwrap();
                assert!((ratio - 1.0).abs() < 0.02, "{alternative:?}: {ratio}");
            }
        }
    }

    #[test]
    fn spare_workers_and_zones_come_on_top_of_each_pool() {
        let bare = plan(Alternative::Hybrid, &SPLIT);
        let spare = plan(Alternative::Hybrid, &[SPLIT[0], SPLIT[1], "plan.spare=2"]);
        assert_eq!((spare.api, spare.compute), (bare.api.map(|api| api + 2), bare.compute));
        let zones = plan(Alternative::Hybrid, &[SPLIT[0], SPLIT[1], "plan.spare=2", "plan.zones=3"]);
        for (with, without) in [(zones.api, spare.api), (zones.compute, spare.compute)] {
            let (with, without) = (with.unwrap(), without.unwrap());
            assert!(with % 3 == 0 && with / 3 * 2 >= without && (with / 3 - 1) * 2 < without);
        }
        assert_eq!(zones.by_method, bare.by_method);
    }

    #[test]
    fn the_busiest_pool_counts_whichever_it_is() {
        let two = plan(Alternative::Hybrid, &SPLIT);
        let (api, compute) = (two.utilisation, two.compute_utilisation.unwrap());
        assert!(compute > 0.0 && compute <= 0.7, "{compute}");
        assert!((two.peak_utilisation() - api.max(compute)).abs() < 1e-15);
        let one = plan(Alternative::Node, &[]);
        assert!(one.compute_utilisation.is_none());
        assert!((one.peak_utilisation() - one.utilisation).abs() < 1e-15);
    }

    #[test]
    fn waits_take_time_from_the_objective_and_none_is_left_at_the_end() {
        let at = |wait: &str| plan(Alternative::Python, &[wait]);
        let (none, some, all) = (at("work.wait_ms=0"), at("work.wait_ms=40"), at("work.wait_ms=50"));
        assert!(some.feasible && some.planned >= none.planned && some.p99.unwrap() > 0.04);
        assert!(!all.feasible && all.by_method.p99.is_none());
        assert_eq!(all.planned, all.by_method.article.max(all.by_method.cpu));
        assert!(all.p99.unwrap() > 0.05);
    }

    #[test]
    fn a_plan_that_is_too_small_has_no_percentiles() {
        let small = plan(Alternative::Python, &["plan.method=fixed", "plan.instances=1"]);
        assert!(!small.feasible && small.p50.is_none() && small.p99.is_none() && small.utilisation > 1.0);
    }
}
