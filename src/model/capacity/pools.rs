//! Sizing one pool, or two in series, and looking at what they do at that size.

mod tandems;

use super::demand::{Demand, Method, PoolLoad};
use super::{Binding, ByMethod};
use crate::model::count::{self, Capacity, Exact};
use crate::model::queueing::{Mmc, SplitMm1, Tandem};
use crate::model::sizing::{self, LoopLimit};
use tandems::Tandems;

/// The percentile of the objective.
pub const P: f64 = 0.99;

/// How requests wait for the workers of one pool.
#[derive(Clone, Copy, Debug)]
pub enum Queue<'a> {
    /// Each worker has its own queue: c times M/M/1.
    Split,
    /// Each worker has its own queue and two sorts of requests.
    Mixed(&'a LoopLimit),
    /// One queue for all workers: M/M/c.
    Shared,
}

/// The exact arithmetic of each way of counting, for one pool.
#[derive(Clone, Copy)]
struct Counts<'a> {
    demand: &'a Demand,
    rate: Exact,
    capacity: Capacity,
}

impl<'a> Counts<'a> {
    /// Only an impossible load has no count; the inputs' ranges exclude it.
    const MOST: u64 = u64::MAX;

    fn of(demand: &'a Demand, pool: &PoolLoad) -> Self {
        Self { demand, rate: pool.exact_rate(), capacity: pool.capacity() }
    }

    fn article(self) -> u64 {
        count::article(self.rate, self.capacity, self.demand.safety).unwrap_or(Self::MOST)
    }

    fn load(self) -> u64 {
        count::on_load(self.rate, self.capacity, self.demand.safety).unwrap_or(Self::MOST)
    }

    fn cpu(self) -> u64 {
        count::utilisation_cap(self.rate, self.capacity, self.demand.cpu_target).unwrap_or(Self::MOST)
    }

    /// All of them; the p99 objective is left for later.
    fn by_method(self) -> ByMethod {
        let Self { demand, rate, capacity } = self;
        ByMethod {
            baseline: count::base(rate, capacity).unwrap_or(Self::MOST),
            article: self.article(),
            load: self.load(),
            derated: count::derated(rate, capacity, demand.safety).unwrap_or(None),
            cpu: self.cpu(),
            p99: None,
        }
    }

    /// Where the search for the objective starts, and what set that floor: no more is counted than it takes.
    fn floor(self) -> (u64, Binding) {
        match self.demand.method {
            Method::Strictest => {
                let (article, cpu) = (self.article(), self.cpu());
                if cpu > article { (cpu, Binding::Cpu) } else { (article, Binding::Article) }
            }
            Method::Article => (self.article(), Binding::Article),
            Method::Load => (self.load(), Binding::Load),
            Method::Cpu => (self.cpu(), Binding::Cpu),
            Method::P99 | Method::Fixed => (1, Binding::P99),
        }
    }
}

impl ByMethod {
    fn plus(self, other: Self) -> Self {
        Self {
            baseline: self.baseline.saturating_add(other.baseline),
            article: self.article.saturating_add(other.article),
            load: self.load.saturating_add(other.load),
            derated: self.derated.zip(other.derated).map(|(a, b)| a.saturating_add(b)),
            cpu: self.cpu.saturating_add(other.cpu),
            p99: None,
        }
    }
}

/// The pools of an alternative with what arrives at them.
#[derive(Clone, Copy, Debug)]
pub enum Pools<'a> {
    /// One pool for everything.
    One {
        /// How requests wait.
        queue: Queue<'a>,
        /// What arrives.
        load: PoolLoad,
    },
    /// One pool answers all requests, another does the heavy work of some.
    Two {
        /// What arrives at the pool that answers.
        api: PoolLoad,
        /// What arrives at the pool that computes.
        compute: PoolLoad,
    },
}

/// How many workers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Workers {
    /// Those of the API or only pool, spare ones and zones included.
    pub api: u64,
    /// Those of the compute pool, zones included; 0 where there is none.
    pub compute: u64,
}

impl Workers {
    /// All of them.
    pub fn total(&self) -> u64 {
        self.api.saturating_add(self.compute)
    }
}

/// How many workers, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many.
    pub workers: Workers,
    /// What decided the number: of two pools, that of the API, unless the objective asks for more of either.
    pub binding: Binding,
}

/// Response times beside the objective's own, seconds; none where a queue grows without end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Median.
    pub p50: Option<f64>,
    /// 99th percentile of heavy requests alone, where they are a class of their own.
    pub heavy_p99: Option<f64>,
}

impl Pools<'_> {
    /// Two pools, or the first alone when nothing is heavy. A heavy request computes for `heavy` seconds.
    pub fn two(demand: &Demand, api: PoolLoad, heavy: f64) -> Self {
        if demand.heavy_share > 0.0 {
            Self::Two { api, compute: PoolLoad::of(demand, demand.heavy_share, heavy) }
        } else {
            Self::One { queue: Queue::Split, load: api }
        }
    }

    /// The number of workers that the plan's method gives, with spare workers and zones. A fixed number is taken
    /// as it is.
    pub fn size(&self, demand: &Demand) -> Size {
        let sized = match self {
            Self::One { queue, load } => size_one(demand, *queue, load),
            Self::Two { api, compute } => Tandems { demand, api, compute }.size(),
        };
        if demand.method == Method::Fixed {
            return sized;
        }
        let Workers { api, compute } = sized.workers;
        let workers = Workers {
            api: redundant(demand, api.saturating_add(demand.spare)),
            compute: if compute == 0 { 0 } else { redundant(demand, compute) },
        };
        Size { workers, ..sized }
    }

    /// Workers that no plan of the method falls short of in any pool, found without sizing.
    pub fn least_workers(&self, demand: &Demand) -> Workers {
        let (Self::One { load: api, .. } | Self::Two { api, .. }) = self;
        let compute = match self {
            Self::One { .. } => 0,
            Self::Two { compute, .. } => demand.least_workers(compute),
        };
        let spare = if demand.method == Method::Fixed { 0 } else { demand.spare };
        Workers { api: demand.least_workers(api).saturating_add(spare), compute }
    }

    /// Whether the plan's method would give one pool more than a number of workers, or could not meet the objective,
    /// as far as that can be told without sizing it.
    pub fn needs_more_than(&self, demand: &Demand, workers: u64) -> bool {
        let Self::One { queue, load } = self else { return false };
        let grows = matches!(demand.method, Method::Strictest | Method::P99);
        // Without the spare ones, at which the objective counts.
        let least = workers.saturating_sub(demand.spare);
        grows && (least == 0 || !meets(demand, *queue, load, least))
    }

    /// Whether so many workers meet the objective.
    pub fn meets(&self, demand: &Demand, workers: &Workers) -> bool {
        match self {
            Self::One { queue, load } => meets(demand, *queue, load, workers.api),
            Self::Two { api, compute } => {
                Tandems { demand, api, compute }.meets(workers.api, workers.compute)
            }
        }
    }

    /// The response times of so many workers.
    pub fn look(&self, demand: &Demand, workers: &Workers) -> Look {
        match self {
            Self::One { queue, load } => look(*queue, load, workers.api),
            Self::Two { api, compute } => {
                let tandem = Tandems { demand, api, compute }.at(workers.api, workers.compute);
                let of = |ask: fn(&Tandem, f64) -> f64, p| tandem.as_ref().map(|tandem| ask(tandem, p));
                Look {
                    p50: of(Tandem::response_quantile, 0.5),
                    heavy_p99: of(Tandem::heavy_response_quantile, P).filter(|_| !demand.is_one_class()),
                }
            }
        }
    }

    /// The 99th percentile of so many workers when the load is multiplied, seconds.
    pub fn p99_at(&self, demand: &Demand, workers: &Workers, factor: f64) -> Option<f64> {
        match self.scaled(factor) {
            Self::One { queue, load } => p99(queue, &load, workers.api),
            Self::Two { api, compute } => Tandems { demand, api: &api, compute: &compute }
                .at(workers.api, workers.compute)
                .map(|tandem| tandem.response_quantile(P)),
        }
    }

    /// Utilisation of the API or only pool, 1 is saturation.
    pub fn utilisation(&self, workers: &Workers) -> f64 {
        let (Self::One { load, .. } | Self::Two { api: load, .. }) = self;
        load.offered() / workers.api as f64
    }

    /// Utilisation of the pool that does heavy work, when there is one of its own.
    pub fn compute_utilisation(&self, workers: &Workers) -> Option<f64> {
        match self {
            Self::One { .. } => None,
            Self::Two { compute, .. } => Some(compute.offered() / workers.compute as f64),
        }
    }

    /// Utilisation of the busiest pool, 1 is saturation.
    pub fn peak_utilisation(&self, workers: &Workers) -> f64 {
        let api = self.utilisation(workers);
        self.compute_utilisation(workers).map_or(api, |compute| api.max(compute))
    }

    /// What each way of counting gives, without spare workers and zones.
    pub fn by_method(&self, demand: &Demand) -> ByMethod {
        match self {
            Self::One { queue, load } => {
                ByMethod { p99: least(demand, *queue, load, 1), ..Counts::of(demand, load).by_method() }
            }
            Self::Two { api, compute } => {
                let found = Tandems { demand, api, compute }.search(stable(api), stable(compute));
                ByMethod {
                    p99: found.map(|(api, compute)| api.saturating_add(compute)),
                    ..Counts::of(demand, api).by_method().plus(Counts::of(demand, compute).by_method())
                }
            }
        }
    }

    fn scaled(mut self, factor: f64) -> Self {
        match &mut self {
            Self::One { load, .. } => load.rate *= factor,
            Self::Two { api, compute } => {
                api.rate *= factor;
                compute.rate *= factor;
            }
        }
        self
    }
}

fn size_one(demand: &Demand, queue: Queue<'_>, load: &PoolLoad) -> Size {
    let (floor, floor_binding) = Counts::of(demand, load).floor();
    let (api, binding) = match demand.method {
        Method::Strictest => match least(demand, queue, load, floor) {
            Some(needed) if needed > floor => (needed, Binding::P99),
            _ => (floor, floor_binding),
        },
        Method::P99 => (least(demand, queue, load, 1).unwrap_or_else(|| stable(load)), Binding::P99),
        Method::Fixed => (demand.instances, Binding::Fixed),
        Method::Article | Method::Load | Method::Cpu => (floor, floor_binding),
    };
    Size { workers: Workers { api, compute: 0 }, binding }
}

/// The least number of workers with which the queue does not grow without end.
fn stable(load: &PoolLoad) -> u64 {
    (load.offered().floor() as u64).saturating_add(1)
}

/// Workers with zone redundancy: what is left after the loss of one zone carries the load.
fn redundant(demand: &Demand, workers: u64) -> u64 {
    if demand.zones < 2 {
        return workers;
    }
    count::zone_loss(workers, demand.zones).map_or(workers, |plan| plan.total)
}

/// The least number of workers, from a floor on, that meets the objective.
fn least(demand: &Demand, queue: Queue<'_>, load: &PoolLoad, from: u64) -> Option<u64> {
    if demand.objective <= 0.0 {
        return None;
    }
    let rate = 1.0 / load.service;
    match queue {
        Queue::Split => sizing::least_servers_split_from(load.rate, rate, demand.objective, P, from),
        Queue::Shared => sizing::least_servers_shared_from(load.rate, rate, demand.objective, P, from),
        Queue::Mixed(limit) => limit.least_servers(load.rate, from),
    }
}

fn meets(demand: &Demand, queue: Queue<'_>, load: &PoolLoad, workers: u64) -> bool {
    match queue {
        Queue::Mixed(limit) => limit.is_in_time(load.rate / workers as f64),
        Queue::Split | Queue::Shared => p99(queue, load, workers).is_some_and(|p99| p99 <= demand.objective),
    }
}

fn p99(queue: Queue<'_>, load: &PoolLoad, workers: u64) -> Option<f64> {
    let rate = 1.0 / load.service;
    match queue {
        Queue::Split => SplitMm1::new(load.rate, rate, workers).ok().map(|queue| queue.response_quantile(P)),
        Queue::Shared => {
            Mmc::for_responses(load.rate, rate, workers).ok().map(|queue| queue.response_quantile(P))
        }
        Queue::Mixed(limit) => limit.response_quantile(load.rate / workers as f64),
    }
}

fn look(queue: Queue<'_>, load: &PoolLoad, workers: u64) -> Look {
    let rate = 1.0 / load.service;
    match queue {
        Queue::Split => {
            let p50 = SplitMm1::new(load.rate, rate, workers).ok().map(|queue| queue.response_quantile(0.5));
            Look { p50, heavy_p99: None }
        }
        Queue::Shared => {
            let p50 =
                Mmc::for_responses(load.rate, rate, workers).ok().map(|queue| queue.response_quantile(0.5));
            Look { p50, heavy_p99: None }
        }
        Queue::Mixed(limit) => {
            let queue = limit.queue(load.rate / workers as f64);
            Look {
                p50: queue.as_ref().map(|queue| queue.response_quantile(0.5)),
                heavy_p99: queue.as_ref().map(|queue| queue.heavy_response_quantile(P)),
            }
        }
    }
}
