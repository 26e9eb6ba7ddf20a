//! How the tables speak of a way of running: its name, what decides its figures, a time.

use crate::catalog::named;
use crate::model::simulator::{Model, Nanoseconds, Quantiles, SchedulingFigures};
use crate::notation::shown;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    ASSIGNMENT, CONCURRENCY_RPS, CORES, CPU_MS, HEAVY_PERCENT, NATIVE_PERCENT, QUEUE_CAP, RPS, TIMEOUT_MS,
    WAIT_MS, WORKERS,
};
use crate::sheets::{Cell, Tone};

/// What every machine is made of and what is asked of it.
const INPUTS: [Key; 9] =
    [CONCURRENCY_RPS, RPS, CORES, HEAVY_PERCENT, CPU_MS, NATIVE_PERCENT, WAIT_MS, QUEUE_CAP, TIMEOUT_MS];

/// The name of a way, and what it is.
pub(super) fn name(model: Model) -> Cell {
    Cell::text(model.label()).tone(Tone::Alternative(model.alternative())).explained(about(model))
}

/// One of some simulated times, in milliseconds.
pub(super) fn time(model: Model, of: Quantiles, which: fn(Quantiles) -> Nanoseconds, formula: &str) -> Cell {
    match of.measured() {
        Some(of) => milliseconds(model, which(of), formula),
        None => Cell::none().explained("The machine accepted no such request."),
    }
}

/// A simulated time, in milliseconds.
pub(super) fn milliseconds(model: Model, time: Nanoseconds, formula: &str) -> Cell {
    let milliseconds = time as f64 / 1e6;
    Cell::number(milliseconds, shown::milliseconds(milliseconds))
        .derived(formula)
        .of_figures(&figures(model))
        .of_inputs(&inputs(model))
}

/// The inputs that decide what a model comes to.
pub(super) fn inputs(model: Model) -> Vec<Key> {
    let mut inputs = INPUTS.to_vec();
    let candidate = model.alternative().api();
    inputs.push(candidate.baseline);
    inputs.extend(candidate.factor);
    match model {
        Model::NodeWorkers | Model::ProcessPool => inputs.push(WORKERS),
        Model::NodeCluster | Model::UvicornWorkers => inputs.push(ASSIGNMENT),
        Model::NodeEventLoop | Model::Asyncio | Model::AsyncioThreads | Model::FreeThreaded | Model::Go => {}
    }
    inputs
}

/// The figures that decide how a model runs.
pub(super) fn figures(model: Model) -> Vec<&'static str> {
    let [switch_interval, takes, extra, cap, penalty, preemption, slice] = SchedulingFigures::FIGURES;
    match model {
        Model::NodeEventLoop | Model::NodeCluster | Model::Asyncio | Model::UvicornWorkers => Vec::new(),
        Model::NodeWorkers | Model::ProcessPool => vec![named::JUDGEMENT_BOUNDARY_MS, slice],
        Model::AsyncioThreads => vec![switch_interval, takes, extra, cap],
        Model::FreeThreaded => vec![penalty, extra, cap, slice],
        Model::Go => vec![preemption],
    }
}

fn about(model: Model) -> &'static str {
    match model {
        Model::NodeEventLoop => "One process with one event loop: whatever it begins, it runs to its end.",
        Model::NodeWorkers => {
            "One event loop that hands heavy work to worker threads; a worker is stopped when its job times out."
        }
        Model::NodeCluster => "An event loop for each core; requests are spread over them as assigned.",
        Model::Asyncio => "One process with one asyncio loop: whatever it begins, it runs to its end.",
        Model::AsyncioThreads => {
            "An asyncio loop and the default pool of threads under one interpreter lock: the loop waits a switch \
             interval whenever it wants the lock back."
        }
        Model::ProcessPool => {
            "An asyncio loop that hands heavy work to processes; one is stopped when its job times out."
        }
        Model::UvicornWorkers => "An asyncio loop for each core; requests are spread over them as assigned.",
        Model::FreeThreaded => {
            "An asyncio loop and the default pool of threads in an interpreter without the lock, which runs a little \
             slower."
        }
        Model::Go => "A goroutine for each request; one that runs long is interrupted for the others.",
    }
}
