//! How one stream of requests fares under each way of running things at once.
//!
//! A discrete-event simulation in whole nanoseconds: Poisson arrivals, the same for every way of running, light and
//! heavy requests, on one machine of some cores. The same setting and seed give the same bytes on every machine.
//!
//! What is left out: the cost of switching threads, the start of a worker that replaces a stopped one, garbage
//! collection, and the network. Upstream waits come after the CPU work and overlap with everything.

use std::ops::Range;

use crate::model::Alternative;
use loops::Loops;
use record::{Bottleneck, Record};
use threads::{Crew, Threads, Turn};

mod arrivals;
mod experiment;
mod loops;
mod record;
mod red_lines;
mod setting;
mod threads;
mod trace;

pub use arrivals::{Arrivals, Nanoseconds, Request, Variation};
pub use experiment::{Experiment, Length, SEED};
pub use loops::Assignment;
pub use record::{Counts, Quantiles, Summary};
pub use red_lines::{RedLine, RedLines};
pub use setting::{Costs, SchedulingFigures, Setting};
pub use trace::{Activity, Course, Span, Trace};

/// A way of running things at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Model {
    /// One Node.js event loop that does everything itself.
    NodeEventLoop,
    /// One Node.js event loop with worker threads for heavy work.
    NodeWorkers,
    /// A Node.js event loop for each core.
    NodeCluster,
    /// One asyncio event loop that does everything itself.
    Asyncio,
    /// An asyncio event loop with threads for heavy work, under the interpreter lock.
    AsyncioThreads,
    /// An asyncio event loop with a pool of processes for heavy work.
    ProcessPool,
    /// An asyncio event loop for each core.
    UvicornWorkers,
    /// An asyncio event loop with threads for heavy work, in an interpreter without the lock.
    FreeThreaded,
    /// A goroutine for each request.
    Go,
}

impl Model {
    /// All of them, runtime by runtime.
    pub const ALL: [Self; 9] = [
        Self::NodeEventLoop,
        Self::NodeWorkers,
        Self::NodeCluster,
        Self::Asyncio,
        Self::AsyncioThreads,
        Self::ProcessPool,
        Self::UvicornWorkers,
        Self::FreeThreaded,
        Self::Go,
    ];

    /// The stable name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NodeEventLoop => "node-event-loop",
            Self::NodeWorkers => "node-workers",
            Self::NodeCluster => "node-cluster",
            Self::Asyncio => "asyncio",
            Self::AsyncioThreads => "asyncio-threads",
            Self::ProcessPool => "process-pool",
            Self::UvicornWorkers => "uvicorn-workers",
            Self::FreeThreaded => "free-threaded",
            Self::Go => "go",
        }
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NodeEventLoop => "Node event loop",
            Self::NodeWorkers => "Node + workers",
            Self::NodeCluster => "Node cluster",
            Self::Asyncio => "asyncio",
            Self::AsyncioThreads => "asyncio + threads",
            Self::ProcessPool => "Process pool",
            Self::UvicornWorkers => "Uvicorn workers",
            Self::FreeThreaded => "Free-threaded",
            Self::Go => "Go",
        }
    }

    /// Whether a lane of its trace is an event loop: all are where there are several loops, else the first is.
    pub const fn is_loop(self, lane: u32) -> bool {
        match self {
            Self::NodeCluster | Self::UvicornWorkers => true,
            Self::NodeEventLoop
            | Self::NodeWorkers
            | Self::Asyncio
            | Self::AsyncioThreads
            | Self::ProcessPool
            | Self::FreeThreaded => lane == 0,
            Self::Go => false,
        }
    }

    /// The alternative that runs so.
    pub const fn alternative(self) -> Alternative {
        match self {
            Self::NodeEventLoop | Self::NodeWorkers | Self::NodeCluster => Alternative::Node,
            Self::Asyncio
            | Self::AsyncioThreads
            | Self::ProcessPool
            | Self::UvicornWorkers
            | Self::FreeThreaded => Alternative::Python,
            Self::Go => Alternative::Go,
        }
    }
}

/// How much to simulate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Where the random numbers begin.
    pub seed: u64,
    /// How many requests arrive, about: the time is that in which so many arrive on average.
    pub requests: u32,
    /// Share of the time, in percent, that is left out of all figures, because the system began empty.
    pub warm_up_percent: u8,
    /// Of what time to keep a trace; empty for none.
    pub window: Range<Nanoseconds>,
}

/// What came of a simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// In figures.
    pub summary: Summary,
    /// In pictures.
    pub trace: Trace,
}

/// Runs one model.
pub fn simulate(model: Model, setting: &Setting, extent: &Extent) -> Run {
    let end = setting.time_of(extent.requests);
    let period = end / 100 * Nanoseconds::from(extent.warm_up_percent.min(99))..end;
    let mut record = Record::new(setting.timeout, period, extent.window.clone());
    let arrivals = Arrivals::new(extent.seed, setting.rate, setting.heavy_share, setting.variation)
        .take_while(|request| request.at < end);
    let costs = setting.costs(model);
    let light = |request: &Request| scaled(costs.light, request.size);
    let heavy = |request: &Request| if request.heavy { scaled(costs.heavy, request.size) } else { 0 };
    let machine = Machine::of(model, setting);
    let bottleneck = machine.bottleneck(setting, costs.native > 0);
    match machine {
        Machine::Loops(count) => {
            let mut loops = Loops::new(count, extent.seed, setting);
            for (number, request) in (0..).zip(arrivals) {
                let work = loops::Work { light: light(&request), heavy: heavy(&request) };
                loops.serve(number, &request, work, &mut record);
            }
        }
        Machine::Threads(crew, turn) => {
            let mut threads = Threads::new(crew, turn, setting);
            for (number, request) in (0..).zip(arrivals) {
                let native = if request.heavy { scaled(costs.native, request.size) } else { 0 };
                let work = threads::Work { light: light(&request), heavy: heavy(&request), native };
                threads.serve(number, &request, work, &mut record);
            }
            threads.finish(&mut record);
        }
    }
    let (summary, trace) = record.summary(setting.cores, bottleneck);
    Run { summary, trace }
}

fn scaled(mean: Nanoseconds, size: f64) -> Nanoseconds {
    arrivals::rounded(mean as f64 * size)
}

/// What a model comes down to.
enum Machine {
    Loops(u32),
    Threads(Crew, Turn),
}

impl Machine {
    fn of(model: Model, setting: &Setting) -> Self {
        let pool = |workers: u32, stops: bool, handover: Nanoseconds| {
            let crew = Crew::Pool { workers, handover, stops };
            Self::Threads(crew, Turn::AfterRunning(setting.slice))
        };
        match model {
            Model::NodeEventLoop | Model::Asyncio => Self::Loops(1),
            Model::NodeCluster | Model::UvicornWorkers => Self::Loops(setting.cores),
            // Without workers the loop does it itself.
            Model::NodeWorkers | Model::ProcessPool if setting.workers == 0 => Self::Loops(1),
            Model::NodeWorkers | Model::ProcessPool => pool(setting.workers, true, setting.handover),
            Model::FreeThreaded => pool(setting.threads, false, 0),
            Model::AsyncioThreads => Self::Threads(
                Crew::Lock { threads: setting.threads, takes: setting.lock_takes },
                Turn::AfterWaiting(setting.lock_interval),
            ),
            Model::Go => Self::Threads(Crew::Goroutines, Turn::AfterRunning(setting.goroutine_slice)),
        }
    }

    /// What its requests wait for; `is_native` is whether any work leaves the lock.
    const fn bottleneck(&self, setting: &Setting, is_native: bool) -> Bottleneck {
        match (self, setting.assignment) {
            (Self::Loops(count), Assignment::Random | Assignment::RoundRobin) => {
                Bottleneck { servers: *count, queues: *count }
            }
            // Who looks where there is room makes one queue of them.
            (Self::Loops(count), _) => Bottleneck { servers: *count, queues: 1 },
            (Self::Threads(Crew::Lock { .. }, _), _) if !is_native => Bottleneck { servers: 1, queues: 1 },
            (Self::Threads(..), _) => Bottleneck { servers: setting.cores, queues: 1 },
        }
    }
}

#[cfg(test)]
mod tests;
