//! The figures that the model reads, by name, once for each edition.

use std::cell::RefCell;

use super::alternative::{PerAlternative, PerRuntime};
use super::guardrails::Limits;
use super::ranking::{self, Scale};
use super::roadmap::RoadmapFigures;
use super::simulator::{RedLines, SchedulingFigures};
use super::thresholds::Thresholds;
use crate::catalog::{Catalog, Edition, Unit, named};
use crate::scenario::definitions::{UnusableFact, needed_in};

/// Everything in the formulas that is neither an input nor mathematics. Shares are 0..1.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct Constants {
    pub native_availability: PerRuntime<f64>,
    /// CPU time of native code over Node.js's.
    pub native_cost: f64,
    /// CPU time of the event loop to hand one heavy request to a worker, seconds.
    pub boundary: f64,
    pub memory_gb: PerRuntime<f64>,
    pub wage_usd_per_hour: f64,
    pub hours_per_month: f64,
    pub data: PerAlternative<f64>,
    pub frontend: PerAlternative<f64>,
    pub onboarding: PerRuntime<f64>,
    pub onboarding_hybrid_penalty: f64,
    pub isolates: PerRuntime<f64>,
    pub dependencies: PerRuntime<f64>,
    pub dependencies_hybrid_penalty: f64,
    pub similarity: Similarity,
    pub cold_start_ms: PerRuntime<f64>,
    /// Where a cold start stands between its anchors, 0..1: one logarithm for all the times it is asked for.
    pub cold_start_value: PerRuntime<f64>,
    /// Share of developers who use the language, percent.
    pub reach_percent: PerRuntime<f64>,
    pub anchors: Anchors,
    /// Weight of a criterion at full need, as a multiple of its priority.
    pub data_need_factor: f64,
    pub frontend_need_factor: f64,
    pub edge_need_factor: f64,
    /// How much faster the computing half of a hybrid grows than the heavy share.
    pub hybrid_heavy_factor: f64,
    /// Least computing half for which two services are worth it, share.
    pub hybrid_split_threshold: f64,
    /// Days until someone whose languages have nothing in common with the new one is at full speed.
    pub ramp_days: f64,
    /// Share of the working time that ramping up costs, on average over it.
    pub ramp_loss: f64,
    /// Least months between planned upgrades, but for the weeks by which releases move.
    pub upgrade_loop_months: f64,
    pub uncertainty: Uncertainty,
    pub roadmap: RoadmapFigures,
    /// How cores and locks are shared out.
    pub scheduling: SchedulingFigures,
    /// What a machine should keep.
    pub red_lines: RedLines,
    /// Where the rules of the checklist and of the deployment target draw their lines.
    pub thresholds: Thresholds,
    /// What the team's own numbers are held against.
    pub guardrails: Limits,
}

/// How far the figures and judgements may be off: standard deviations of logarithms unless said otherwise.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct Uncertainty {
    pub hardware: f64,
    pub baseline: PerRuntime<f64>,
    /// 0 for the runtime in whose time the work is given.
    pub factor: PerRuntime<f64>,
    pub native_cost: f64,
    pub price: f64,
    /// Of a baseline of one's own, measured or typed in; where it is less than that of the benchmark.
    pub imported: f64,
    /// Half the width of the range of a judgement, share.
    pub judgement: f64,
    /// How closely the weights keep to their means: the sum of the parameters of their Dirichlet distribution.
    pub weight_concentration: f64,
}

/// How far knowing one language carries over to another.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct Similarity {
    pub same: f64,
    pub js_python: f64,
    pub go_other: f64,
}

/// Where a criterion is worth nothing and where it is worth all.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct Anchors {
    pub cost_worst_usd: f64,
    pub cost_best_usd: f64,
    /// The worst p99 as a multiple of the objective.
    pub latency_worst_factor: f64,
    /// The best p99 as the objective divided by this.
    pub latency_best_divisor: f64,
    pub hiring_best_percent: f64,
    pub cold_start_worst_ms: f64,
    pub cold_start_best_ms: f64,
    pub runway_best_months: f64,
}

/// Figures of which nothing is not enough: formulas divide by them or take their logarithms, and the simulated machines
/// go on by these steps.
const LEAST: [(&str, f64); 15] = [
    (named::ANCHOR_COST_WORST_USD, 0.001),
    (named::ANCHOR_COST_BEST_USD, 0.001),
    (named::ANCHOR_LATENCY_WORST_FACTOR, 0.001),
    (named::ANCHOR_LATENCY_BEST_DIVISOR, 0.001),
    (named::ANCHOR_HIRING_BEST_PERCENT, 0.001),
    (named::ANCHOR_COLD_START_WORST_MS, 0.001),
    (named::ANCHOR_COLD_START_BEST_MS, 0.001),
    (named::ANCHOR_RUNWAY_BEST_MONTHS, 0.001),
    (named::UNCERTAINTY_WEIGHT_CONCENTRATION, 0.001),
    (named::POLICY_UPGRADE_LOOP_MONTHS, 1.0),
    (named::LABOUR_WAGE_USD_PER_HOUR, 0.01),
    (named::PRICE_HOURS_PER_MONTH, 1.0),
    (named::CONCURRENCY_PYTHON_SWITCH_INTERVAL_MS, 0.01),
    (named::CONCURRENCY_GO_PREEMPTION_MS, 0.01),
    (named::CONCURRENCY_LINUX_SLICE_MS, 0.01),
];

impl Constants {
    /// Reads the figures of one edition, and tells their ids in the order in which they are read.
    ///
    /// # Errors
    /// Names the first figure that is missing, has another unit than the formulas need, or a value that they cannot
    /// bear.
    pub fn read(catalog: &Catalog, edition: Edition) -> Result<(Self, Vec<String>), UnusableFact> {
        let read = RefCell::new(Vec::new());
        let figure = |id: &str, unit: Unit| {
            read.borrow_mut().push(id.to_owned());
            let least = LEAST.iter().find(|(of, _)| *of == id).map_or(0.0, |(_, least)| *least);
            needed_in(unit, least, catalog, id, "the model").map(|figure| figure.value(edition))
        };
        let per_runtime = |each: &str, unit: Unit| {
            PerRuntime::try_from_fn(|candidate| figure(&named::of(each, candidate.runtime.name()), unit))
        };
        let per_alternative =
            |each: &str| PerAlternative::try_from_fn(|one| figure(&named::of(each, one.id()), Unit::Share));
        let mut constants = Self {
            native_availability: per_runtime(named::JUDGEMENT_NATIVE_AVAILABILITY_EACH, Unit::Share)?,
            native_cost: figure(named::JUDGEMENT_NATIVE_COST, Unit::Ratio)?,
            boundary: figure(named::JUDGEMENT_BOUNDARY_MS, Unit::Milliseconds)? / 1e3,
            memory_gb: per_runtime(named::JUDGEMENT_MEMORY_GB_EACH, Unit::Gigabytes)?,
            wage_usd_per_hour: figure(named::LABOUR_WAGE_USD_PER_HOUR, Unit::UsdPerHour)?,
            hours_per_month: figure(named::PRICE_HOURS_PER_MONTH, Unit::HoursPerMonth)?,
            data: per_alternative(named::JUDGEMENT_DATA_EACH)?,
            frontend: per_alternative(named::JUDGEMENT_FRONTEND_EACH)?,
            onboarding: per_runtime(named::JUDGEMENT_ONBOARDING_EACH, Unit::Share)?,
            onboarding_hybrid_penalty: figure(named::JUDGEMENT_ONBOARDING_HYBRID_PENALTY, Unit::Share)?,
            isolates: per_runtime(named::JUDGEMENT_ISOLATES_EACH, Unit::Share)?,
            dependencies: per_runtime(named::JUDGEMENT_DEPENDENCIES_EACH, Unit::Share)?,
            dependencies_hybrid_penalty: figure(named::JUDGEMENT_DEPENDENCIES_HYBRID_PENALTY, Unit::Share)?,
            similarity: Similarity::read(figure)?,
            cold_start_ms: per_runtime(named::COLD_START_EACH_MS, Unit::Milliseconds)?,
            cold_start_value: PerRuntime::default(),
            reach_percent: PerRuntime::try_from_fn(|candidate| {
                figure(candidate.language.usage_figure(), Unit::Percent)
            })?,
            anchors: Anchors::read(figure)?,
            data_need_factor: figure(named::CRITERION_DATA_NEED_FACTOR, Unit::Ratio)?,
            frontend_need_factor: figure(named::CRITERION_FRONTEND_NEED_FACTOR, Unit::Ratio)?,
            edge_need_factor: figure(named::CRITERION_EDGE_NEED_FACTOR, Unit::Ratio)?,
            hybrid_heavy_factor: figure(named::HYBRID_HEAVY_FACTOR, Unit::Ratio)?,
            hybrid_split_threshold: figure(named::HYBRID_SPLIT_THRESHOLD, Unit::Share)?,
            ramp_days: figure(named::JUDGEMENT_RAMP_DAYS_NEW_LANGUAGE, Unit::Days)?,
            ramp_loss: figure(named::JUDGEMENT_RAMP_LOSS, Unit::Share)?,
            upgrade_loop_months: figure(named::POLICY_UPGRADE_LOOP_MONTHS, Unit::Months)?,
            uncertainty: Uncertainty::read(figure, per_runtime)?,
            roadmap: RoadmapFigures::read(figure)?,
            scheduling: SchedulingFigures::read(figure)?,
            red_lines: RedLines::read(figure)?,
            thresholds: Thresholds::read(figure)?,
            guardrails: Limits::read(figure)?,
        };
        let Anchors { cold_start_worst_ms: worst, cold_start_best_ms: best, .. } = constants.anchors;
        let scale = ranking::Anchors { worst, best, scale: Scale::Log };
        constants.cold_start_value = constants.cold_start_ms.map(|_, start| scale.value(*start));
        Ok((constants, read.into_inner()))
    }
}

impl Uncertainty {
    fn read(
        figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>,
        per_runtime: impl Fn(&str, Unit) -> Result<PerRuntime<f64>, UnusableFact>,
    ) -> Result<Self, UnusableFact> {
        Ok(Self {
            hardware: figure(named::UNCERTAINTY_HARDWARE, Unit::Ratio)?,
            baseline: per_runtime(named::UNCERTAINTY_EACH_BASELINE, Unit::Ratio)?,
            factor: PerRuntime::try_from_fn(|candidate| match candidate.factor {
                Some(_) => {
                    figure(&named::of(named::UNCERTAINTY_EACH_FACTOR, candidate.runtime.name()), Unit::Ratio)
                }
                None => Ok(0.0),
            })?,
            native_cost: figure(named::UNCERTAINTY_NATIVE_COST, Unit::Ratio)?,
            price: figure(named::UNCERTAINTY_PRICE, Unit::Ratio)?,
            imported: figure(named::UNCERTAINTY_IMPORTED, Unit::Ratio)?,
            judgement: figure(named::UNCERTAINTY_JUDGEMENT, Unit::Share)?,
            weight_concentration: figure(named::UNCERTAINTY_WEIGHT_CONCENTRATION, Unit::Count)?,
        })
    }
}

impl Similarity {
    fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        Ok(Self {
            same: figure(named::JUDGEMENT_SIMILARITY_SAME, Unit::Share)?,
            js_python: figure(named::JUDGEMENT_SIMILARITY_JS_PYTHON, Unit::Share)?,
            go_other: figure(named::JUDGEMENT_SIMILARITY_GO_OTHER, Unit::Share)?,
        })
    }
}

impl Anchors {
    fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        Ok(Self {
            cost_worst_usd: figure(named::ANCHOR_COST_WORST_USD, Unit::UsdPerMonth)?,
            cost_best_usd: figure(named::ANCHOR_COST_BEST_USD, Unit::UsdPerMonth)?,
            latency_worst_factor: figure(named::ANCHOR_LATENCY_WORST_FACTOR, Unit::Ratio)?,
            latency_best_divisor: figure(named::ANCHOR_LATENCY_BEST_DIVISOR, Unit::Ratio)?,
            hiring_best_percent: figure(named::ANCHOR_HIRING_BEST_PERCENT, Unit::Percent)?,
            cold_start_worst_ms: figure(named::ANCHOR_COLD_START_WORST_MS, Unit::Milliseconds)?,
            cold_start_best_ms: figure(named::ANCHOR_COLD_START_BEST_MS, Unit::Milliseconds)?,
            runway_best_months: figure(named::ANCHOR_RUNWAY_BEST_MONTHS, Unit::Months)?,
        })
    }
}
