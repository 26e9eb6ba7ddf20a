//! The simulated machine in the report, and how much heavy work a loop of the plan bears.

use serde::Serialize;

use crate::model::blocking::heavy_budget;
use crate::model::simulator::{Experiment, Model, Nanoseconds, Quantiles, Run, SEED};
use crate::report::Subject;
use crate::scenario::registry::HEAVY_PERCENT;

#[derive(Serialize)]
pub(super) struct Concurrency {
    models: Vec<ModelPart>,
    /// Heavy jobs per second; `null` where a loop has no budget to keep.
    blocking_budget_per_second: Option<f64>,
    #[serde(flatten)]
    machine: Option<Machine>,
}

/// What was simulated.
#[derive(Serialize)]
struct Machine {
    cores: u32,
    arrivals_rps: f64,
    heavy_percent: f64,
    requests: u64,
    seed: u64,
}

/// Times are `null` where no request of the kind was accepted.
#[derive(Serialize)]
struct ModelPart {
    id: &'static str,
    throughput_rps: f64,
    p50_ms: Option<f64>,
    p99_ms: Option<f64>,
    p99_error_ms: Option<f64>,
    formula_p99_ms: Option<f64>,
    light_p99_ms: Option<f64>,
    heavy_p99_ms: Option<f64>,
    max_ms: Option<f64>,
    lag_p50_ms: Option<f64>,
    lag_p95_ms: Option<f64>,
    lag_p99_ms: Option<f64>,
    lag_max_ms: Option<f64>,
    longest_hold_ms: f64,
    utilisation: f64,
    mean_waiting: f64,
    most_waiting: u64,
    timeouts: u64,
    rejected: u64,
    red_lines: Vec<String>,
}

impl Concurrency {
    pub(super) fn new(subject: Subject<'_>) -> Self {
        let Subject { facts, outlook, analysis, .. } = subject;
        let experiment = analysis.experiment.as_ref();
        Self {
            models: experiment.map_or_else(Vec::new, |experiment| {
                experiment.iter().map(|(model, run)| part(subject, experiment, model, run)).collect()
            }),
            blocking_budget_per_second: heavy_budget(facts.constants(outlook.inputs.edition), outlook),
            machine: experiment.map(|experiment| Machine {
                cores: experiment.setting.cores,
                arrivals_rps: experiment.setting.rate,
                heavy_percent: outlook.inputs[HEAVY_PERCENT],
                requests: experiment.arrivals(),
                seed: SEED,
            }),
        }
    }
}

/// One of some quantiles, in milliseconds.
fn milliseconds(of: Quantiles, which: impl Fn(Quantiles) -> Nanoseconds) -> Option<f64> {
    of.measured().map(|of| which(of) as f64 / 1e6)
}

fn part(subject: Subject<'_>, experiment: &Experiment, model: Model, run: &Run) -> ModelPart {
    let summary = &run.summary;
    let constants = subject.facts.constants(subject.outlook.inputs.edition);
    let lines = constants.red_lines.under(&experiment.setting);
    ModelPart {
        id: model.id(),
        throughput_rps: summary.throughput,
        p50_ms: milliseconds(summary.response, |all| all.p50),
        p99_ms: milliseconds(summary.response, |all| all.p99),
        p99_error_ms: summary.p99_error.map(|error| error / 1e6),
        formula_p99_ms: experiment.formula_p99(model).map(|seconds| seconds * 1e3),
        light_p99_ms: milliseconds(summary.light, |light| light.p99),
        heavy_p99_ms: milliseconds(summary.heavy, |heavy| heavy.p99),
        max_ms: milliseconds(summary.response, |all| all.max),
        lag_p50_ms: milliseconds(summary.lag, |lag| lag.p50),
        lag_p95_ms: milliseconds(summary.lag, |lag| lag.p95),
        lag_p99_ms: milliseconds(summary.lag, |lag| lag.p99),
        lag_max_ms: milliseconds(summary.lag, |lag| lag.max),
        longest_hold_ms: summary.longest_hold as f64 / 1e6,
        utilisation: summary.utilisation,
        mean_waiting: summary.mean_waiting,
        most_waiting: summary.most_waiting,
        timeouts: summary.counts.timed_out,
        rejected: summary.counts.rejected,
        red_lines: lines
            .crossed(model, &experiment.setting, summary)
            .into_iter()
            .map(|line| lines.id(line))
            .collect(),
    }
}
