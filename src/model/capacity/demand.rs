//! What the inputs ask of the workers: the load, its two classes, and the CPU time they take.

use crate::model::alternative::PerRuntime;
use crate::model::constants::Constants;
use crate::model::count::{Capacity, Exact};
use crate::model::service;
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    CPU_MS, CPU_PERCENT, HEAVY_PERCENT, NATIVE_PERCENT, P99_MS, PLAN_INSTANCES, PLAN_METHOD, PLAN_METHODS,
    PLAN_SPARE, PLAN_ZONES, RPS, SAFETY_PERCENT, WAIT_MS,
};

/// How the number of workers is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Whatever the ways of counting below ask for, the most of it.
    Strictest,
    /// The safety factor on instances.
    Article,
    /// The safety factor on the load.
    Load,
    /// The CPU target.
    Cpu,
    /// The p99 objective.
    P99,
    /// The number is given.
    Fixed,
}

impl Method {
    /// All of them, in the order of the choices of `plan.method`.
    pub const ALL: [Self; PLAN_METHODS.len()] =
        [Self::Strictest, Self::Article, Self::Load, Self::Cpu, Self::P99, Self::Fixed];

    /// The one at a position of the choice.
    pub fn at(choice: usize) -> Self {
        Self::ALL.get(choice).copied().unwrap_or(Self::Strictest)
    }
}

/// The demand on an alternative, in seconds and shares.
#[derive(Clone, Copy, Debug)]
pub struct Demand {
    /// The inputs that it was read off, in the order of [`Demand::INPUTS`].
    read: [f64; Self::INPUTS.len()],
    /// Arrivals, requests per second.
    pub rate: f64,
    /// Share of requests that do heavy work, 0..=1.
    pub heavy_share: f64,
    /// Time left for the service after the waits that overlap, seconds; not positive when they eat it up.
    pub objective: f64,
    /// The waits that overlap, seconds: they add to every response.
    pub wait: f64,
    /// The safety factor on top of one, as the decimal that was typed: 0.5 for 50 %.
    pub safety: Exact,
    /// The CPU target, as the decimal that was typed: 0.7 for 70 %.
    pub cpu_target: Exact,
    /// How the number is found.
    pub method: Method,
    /// The number of a fixed plan.
    pub instances: u64,
    /// Workers on top.
    pub spare: u64,
    /// Zones over which the workers are spread.
    pub zones: u64,
}

/// The CPU time that requests take on one runtime.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceTimes {
    /// Throughput on one core, requests per second.
    pub core_rps: f64,
    /// CPU time of every request, seconds: one over the throughput.
    pub framework: f64,
    /// CPU time that a heavy request adds, seconds.
    pub heavy: f64,
}

impl Demand {
    /// The inputs that a demand is made of, and no others.
    pub const INPUTS: [Key; 10] = [
        RPS,
        HEAVY_PERCENT,
        P99_MS,
        WAIT_MS,
        SAFETY_PERCENT,
        CPU_PERCENT,
        PLAN_METHOD,
        PLAN_INSTANCES,
        PLAN_SPARE,
        PLAN_ZONES,
    ];

    /// Reads the demand off the inputs.
    pub fn read(inputs: &Inputs) -> Self {
        Self::of(Self::INPUTS.map(|key| inputs[key]))
    }

    /// The demand of other inputs, without reading it again if it is the same.
    pub fn reread(&self, inputs: &Inputs) -> Self {
        let read = Self::INPUTS.map(|key| inputs[key]);
        if is_same(&read, &self.read) { *self } else { Self::of(read) }
    }

    /// Whether it was read off the same inputs.
    pub fn is_same(&self, other: &Self) -> bool {
        is_same(&self.read, &other.read)
    }

    /// Whether event loops can bear the same under both: that hangs on no load and no plan.
    pub fn has_same_limit(&self, other: &Self) -> bool {
        is_same(&[self.heavy_share, self.objective], &[other.heavy_share, other.objective])
    }

    fn of(read: [f64; Self::INPUTS.len()]) -> Self {
        let [rps, heavy, p99_ms, wait_ms, safety, cpu, method, instances, spare, zones] = read;
        Self {
            read,
            rate: rps,
            heavy_share: heavy / 100.0,
            objective: (p99_ms - wait_ms) / 1e3,
            wait: wait_ms / 1e3,
            // On whole workers it often comes to a whole number, where floats settle nothing.
            safety: Exact::percent(safety).resolved(),
            cpu_target: Exact::percent(cpu),
            method: Method::at(method as usize),
            instances: instances as u64,
            spare: spare as u64,
            zones: zones as u64,
        }
    }

    /// A number of workers that no plan for a load falls short of, spare ones left out: without the exact arithmetic
    /// that finds the plan's.
    pub fn least_workers(&self, load: &PoolLoad) -> u64 {
        // Sums in another order may be off by this much.
        const ROUNDING: f64 = 1e-9;
        let [_, _, _, _, safety, cpu, ..] = self.read;
        let (with_safety, at_target) = (1.0 + safety / 100.0, 100.0 / cpu);
        let factor = match self.method {
            Method::Strictest => with_safety.max(at_target),
            Method::Article | Method::Load => with_safety,
            Method::Cpu => at_target,
            Method::P99 => 1.0,
            Method::Fixed => return 1,
        };
        (load.offered() * factor * (1.0 - ROUNDING)).ceil().max(1.0) as u64
    }

    /// Whether there can be two pools: not when the plan is fixed at one worker. A hybrid has two all the same.
    pub fn can_be_divided(&self) -> bool {
        self.method != Method::Fixed || self.instances > 1
    }

    /// Whether all requests are alike: none or all of them are heavy.
    pub fn is_one_class(&self) -> bool {
        self.heavy_share <= 0.0 || self.heavy_share >= 1.0
    }
}

/// Whether numbers are the same to the last bit, so that what follows from them is.
fn is_same(one: &[f64], other: &[f64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.to_bits() == other.to_bits())
}

/// What arrives at one pool and how long each request keeps a worker busy.
#[derive(Clone, Copy, Debug)]
pub struct PoolLoad {
    /// Arrivals, requests per second.
    pub rate: f64,
    /// Mean CPU time of a request, seconds.
    pub service: f64,
    /// The benchmark's own number, where the service is nothing else, requests per second.
    core_rps: Option<f64>,
}

impl PoolLoad {
    /// Requests that take exactly one over the benchmark's throughput.
    fn at_benchmark(demand: &Demand, times: &ServiceTimes) -> Self {
        Self { rate: demand.rate, service: times.framework, core_rps: Some(times.core_rps) }
    }

    /// Requests of a given mean CPU time, seconds; `share` of all that arrive.
    pub fn of(demand: &Demand, share: f64, service: f64) -> Self {
        Self { rate: demand.rate * share, service, core_rps: None }
    }

    /// The arrivals as the decimal that was typed.
    pub fn exact_rate(&self) -> Exact {
        Exact::clamped(self.rate)
    }

    /// The exact capacity of a worker.
    pub fn capacity(&self) -> Capacity {
        self.core_rps.map_or_else(
            || Capacity::SecondsEach(Exact::clamped(self.service)),
            |rps| Capacity::PerSecond(Exact::clamped(rps)),
        )
    }

    /// Offered load in erlangs: the workers it would keep busy without end.
    pub fn offered(&self) -> f64 {
        self.rate * self.service
    }
}

impl ServiceTimes {
    /// Mean CPU time of a request when a share of them is heavy, seconds.
    pub fn mean(&self, heavy_share: f64) -> f64 {
        self.framework + heavy_share * self.heavy
    }

    /// All requests as one class with their mean CPU time.
    pub fn mean_load(&self, demand: &Demand) -> PoolLoad {
        if demand.heavy_share <= 0.0 {
            PoolLoad::at_benchmark(demand, self)
        } else {
            PoolLoad::of(demand, 1.0, self.mean(demand.heavy_share))
        }
    }

    /// The pool that answers requests when another does the heavy work; handing one over takes `boundary` seconds.
    pub fn api_load(&self, demand: &Demand, boundary: f64) -> PoolLoad {
        if demand.heavy_share <= 0.0 || boundary <= 0.0 {
            PoolLoad::at_benchmark(demand, self)
        } else {
            PoolLoad::of(demand, 1.0, self.framework + demand.heavy_share * boundary)
        }
    }

    /// The service times of all runtimes under the inputs.
    pub fn read(constants: &Constants, inputs: &Inputs) -> PerRuntime<Self> {
        let is_any_heavy = inputs[HEAVY_PERCENT] > 0.0;
        heavy_seconds(constants, inputs).map(|candidate, heavy| {
            let core_rps = inputs[candidate.baseline];
            Self {
                core_rps,
                framework: service::framework_time(core_rps),
                heavy: if is_any_heavy { *heavy } else { 0.0 },
            }
        })
    }
}

/// CPU time that a heavy request adds on each runtime, native libraries included, seconds; also where none is heavy.
pub fn heavy_seconds(constants: &Constants, inputs: &Inputs) -> PerRuntime<f64> {
    constants.native_availability.map(|candidate, availability| {
        let factor = candidate.factor.map_or(1.0, |key| inputs[key]);
        let native_share = inputs.share(NATIVE_PERCENT) * availability;
        inputs[CPU_MS] / 1e3 * service::work_factor(factor, native_share, constants.native_cost)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Edition;
    use crate::model::Alternative;
    use crate::model::fixture;

    #[test]
    fn a_handover_that_takes_no_time_leaves_the_benchmark_its_exact_number() {
        let facts = fixture::facts();
        let capacity = |heavy_percent: &str, boundary: f64| {
            let sets = [heavy_percent, "work.cpu_ms=20", "baseline.go_rps=3000"];
            let inputs = Inputs::resolve(&facts.definitions, &fixture::scenario(&facts, &sets));
            let times = ServiceTimes::read(facts.constants(Edition::Audited), &inputs);
            times.of(Alternative::Go).api_load(&Demand::read(&inputs), boundary).capacity()
        };
        // A third of a millisecond is no decimal.
        let exact = Capacity::PerSecond(Exact::clamped(3_000.0));
        assert_eq!(capacity("work.heavy_percent=10", 0.0), exact);
        assert_eq!(capacity("work.heavy_percent=0", 0.001), exact);
        assert_ne!(capacity("work.heavy_percent=10", 0.001), exact);
    }
}
