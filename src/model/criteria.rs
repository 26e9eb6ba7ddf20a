//! What the alternatives are judged by: one row each, from the parts of the outlook to a value of 0..1.
//!
//! Throughput and fitness for CPU work are no criteria of their own: they act through cost and latency, and
//! counting them again would weigh one measurement three times.

use super::alternative::{Alternative, PerRuntime};
use super::constants::Constants;
use super::hiring::{self, TeamShares};
use super::ranking::{self, Anchors, Scale};
use crate::catalog::named;
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    HEAVY_PERCENT, NEED_DATA, NEED_EDGE, NEED_FRONTEND, PRIORITY_COST, PRIORITY_DATA, PRIORITY_DEPENDENCIES,
    PRIORITY_EDGE, PRIORITY_FRONTEND, PRIORITY_HIRING, PRIORITY_LATENCY, PRIORITY_ONBOARDING,
    PRIORITY_RUNWAY, PRIORITY_TEAM,
};

/// How many criteria there are.
pub const COUNT: usize = 10;

/// One criterion.
#[derive(Debug)]
pub struct Criterion {
    /// The stable name in reports.
    pub id: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// The letter that stands for it where there is no room; a small one, as the alternatives have the capitals.
    pub letter: char,
    /// The slider of its priority.
    pub priority: Key,
    /// What multiplies the priority.
    need: Option<Need>,
    value: Value,
    /// What it rests on.
    pub basis: Basis,
    /// The formula in words, for provenance.
    pub formula: &'static str,
    /// The figures that it rests on beside the inputs; `*` stands for the runtime.
    pub figures: &'static [&'static str],
}

/// How an alternative's value comes about, before clamping to 0..1.
#[derive(Debug)]
enum Value {
    /// Without a look at sizes.
    Known(fn(&Evidence<'_>, Alternative) -> f64),
    /// From what the sized alternative does and costs, with the p99 objective in seconds.
    Sized(fn(&Constants, &Outcome, f64) -> f64),
}

/// What an alternative does and costs at its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// 99th percentile of the response time, seconds; none when the queue grows without end.
    pub p99: Option<f64>,
    /// Everything it costs, USD a month.
    pub usd_month: f64,
    /// Whether the p99 objective is met.
    pub feasible: bool,
}

/// What a person would quote for a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// What it costs a month.
    Cost,
    /// The p99 at the planned size.
    P99,
    /// How well the team's languages fit.
    Fit,
    /// How many developers use its languages.
    Reach,
    /// Cold starts, and how far isolate platforms carry it.
    Edge,
    /// Months until the end of life of the line to run.
    Runway,
    /// A judgement: the value itself.
    Judgement,
}

/// A need that a priority is multiplied by: at full need by the factor, without it by nothing.
#[derive(Debug)]
struct Need {
    /// The slider, percent.
    key: Key,
    factor: fn(&Constants) -> f64,
}

impl Criterion {
    /// The inputs that its weight comes from: the priority and, where there is one, the need.
    pub fn weight_inputs(&self) -> impl Iterator<Item = Key> {
        std::iter::once(self.priority).chain(self.need.as_ref().map(|need| need.key))
    }
}

/// What the values that need no size are made from, apart from the figures. It holds less than the inputs: where it is
/// the same after one of them was moved, the values are too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grounds {
    /// The team's shares.
    pub team: TeamShares,
    /// Months until the end of life of the line to run.
    pub runway_months: PerRuntime<f64>,
    /// The Python share of a hybrid, 0..1.
    pub python_share: f64,
}

impl Grounds {
    /// Reads them off the inputs; the months are those of the calendar at the inputs' date.
    pub fn read(constants: &Constants, inputs: &Inputs, runway_months: PerRuntime<f64>) -> Self {
        let python_share =
            hiring::hybrid_share(constants, inputs.share(NEED_DATA), inputs.share(HEAVY_PERCENT));
        Self { team: TeamShares::read(inputs), runway_months, python_share }
    }
}

/// The same with the figures of the edition.
struct Evidence<'a> {
    constants: &'a Constants,
    grounds: &'a Grounds,
}

/// All criteria, in the order of reports and pages.
pub static ALL: [Criterion; COUNT] = [
    Criterion {
        id: "cost",
        label: "Cost",
        letter: 'c',
        priority: PRIORITY_COST,
        need: None,
        value: Value::Sized(|constants, outcome, _| {
            let anchors = &constants.anchors;
            on_log_scale(outcome.usd_month, anchors.cost_worst_usd, anchors.cost_best_usd)
        }),
        basis: Basis::Cost,
        formula: "ln(USD a month / worst) / ln(best / worst)",
        figures: &[named::ANCHOR_COST_WORST_USD, named::ANCHOR_COST_BEST_USD],
    },
    Criterion {
        id: "latency",
        label: "Latency",
        letter: 'l',
        priority: PRIORITY_LATENCY,
        need: None,
        value: Value::Sized(|constants, outcome, objective| {
            let anchors = &constants.anchors;
            outcome.p99.map_or(0.0, |p99| {
                on_log_scale(
                    p99,
                    anchors.latency_worst_factor * objective,
                    objective / anchors.latency_best_divisor,
                )
            })
        }),
        basis: Basis::P99,
        formula: "ln(p99 / worst) / ln(best / worst), anchored to the p99 target",
        figures: &[named::ANCHOR_LATENCY_WORST_FACTOR, named::ANCHOR_LATENCY_BEST_DIVISOR],
    },
    Criterion {
        id: "data",
        label: "Data ecosystem",
        letter: 'd',
        priority: PRIORITY_DATA,
        need: Some(Need { key: NEED_DATA, factor: |constants| constants.data_need_factor }),
        value: Value::Known(|on, alternative| on.constants.data[alternative]),
        basis: Basis::Judgement,
        formula: "a judgement of the ecosystem for data and machine learning",
        figures: &[named::JUDGEMENT_DATA_EACH],
    },
    Criterion {
        id: "frontend",
        label: "One language",
        letter: 'o',
        priority: PRIORITY_FRONTEND,
        need: Some(Need { key: NEED_FRONTEND, factor: |constants| constants.frontend_need_factor }),
        value: Value::Known(|on, alternative| on.constants.frontend[alternative]),
        basis: Basis::Judgement,
        formula: "a judgement of sharing one language with the front end",
        figures: &[named::JUDGEMENT_FRONTEND_EACH],
    },
    Criterion {
        id: "team",
        label: "Team fit",
        letter: 't',
        priority: PRIORITY_TEAM,
        need: None,
        value: Value::Known(|on, alternative| {
            hiring::team_fit(on.constants, &on.grounds.team, alternative, on.grounds.python_share)
        }),
        basis: Basis::Fit,
        formula: "team shares weighted by how near their language is",
        figures: &[
            named::JUDGEMENT_SIMILARITY_SAME,
            named::JUDGEMENT_SIMILARITY_JS_PYTHON,
            named::JUDGEMENT_SIMILARITY_GO_OTHER,
        ],
    },
    Criterion {
        id: "hiring",
        label: "Hiring reach",
        letter: 'h',
        priority: PRIORITY_HIRING,
        need: None,
        value: Value::Known(|on, alternative| {
            let reach = hiring::reach_percent(on.constants, alternative, on.grounds.python_share);
            on_linear_scale(reach, on.constants.anchors.hiring_best_percent)
        }),
        basis: Basis::Reach,
        formula: "usage share / best",
        figures: &[
            named::USAGE_JAVASCRIPT_2025,
            named::USAGE_PYTHON_2025,
            named::USAGE_GO_2025,
            named::ANCHOR_HIRING_BEST_PERCENT,
        ],
    },
    Criterion {
        id: "onboarding",
        label: "Onboarding",
        letter: 'b',
        priority: PRIORITY_ONBOARDING,
        need: None,
        value: Value::Known(|on, alternative| {
            let penalty =
                if alternative == Alternative::Hybrid { on.constants.onboarding_hybrid_penalty } else { 0.0 };
            alternative.mixed(on.grounds.python_share, |one| on.constants.onboarding.number(one)) - penalty
        }),
        basis: Basis::Judgement,
        formula: "a judgement of readability and uniform conventions; a hybrid mixes both and pays a penalty",
        figures: &[named::JUDGEMENT_ONBOARDING_EACH, named::JUDGEMENT_ONBOARDING_HYBRID_PENALTY],
    },
    Criterion {
        id: "edge",
        label: "Edge fit",
        letter: 'e',
        priority: PRIORITY_EDGE,
        need: Some(Need { key: NEED_EDGE, factor: |constants| constants.edge_need_factor }),
        value: Value::Known(|on, alternative| {
            alternative.mixed(on.grounds.python_share, |one| {
                0.5 * on.constants.cold_start_value.number(one) + 0.5 * on.constants.isolates.number(one)
            })
        }),
        basis: Basis::Edge,
        formula: "half cold start on a log scale, half a judgement of isolate platforms",
        figures: &[
            named::COLD_START_EACH_MS,
            named::JUDGEMENT_ISOLATES_EACH,
            named::ANCHOR_COLD_START_WORST_MS,
            named::ANCHOR_COLD_START_BEST_MS,
        ],
    },
    Criterion {
        id: "runway",
        label: "Support runway",
        letter: 'r',
        priority: PRIORITY_RUNWAY,
        need: None,
        value: Value::Known(|on, alternative| {
            let months = alternative
                .runtimes()
                .iter()
                .filter_map(|runtime| on.grounds.runway_months.get(*runtime))
                .fold(f64::INFINITY, |least, months| least.min(*months));
            on_linear_scale(months, on.constants.anchors.runway_best_months)
        }),
        basis: Basis::Runway,
        formula: "months until the end of life of the line to run / best; a hybrid has the shorter of two",
        figures: &[named::ANCHOR_RUNWAY_BEST_MONTHS],
    },
    Criterion {
        id: "dependencies",
        label: "Dependencies",
        letter: 'p',
        priority: PRIORITY_DEPENDENCIES,
        need: None,
        value: Value::Known(|on, alternative| {
            let each = &on.constants.dependencies;
            if alternative == Alternative::Hybrid {
                each.of(Alternative::Node).min(*each.of(Alternative::Python))
                    - on.constants.dependencies_hybrid_penalty
            } else {
                *each.of(alternative)
            }
        }),
        basis: Basis::Judgement,
        formula: "a judgement of the dependency tree, informed by measured sizes; a hybrid has the worse of two and a penalty",
        figures: &[named::JUDGEMENT_DEPENDENCIES_EACH, named::JUDGEMENT_DEPENDENCIES_HYBRID_PENALTY],
    },
];

/// Where a quantity stands between a worst and a best value, by ratios.
fn on_log_scale(quantity: f64, worst: f64, best: f64) -> f64 {
    Anchors { worst, best, scale: Scale::Log }.value(quantity)
}

/// Where a quantity stands between nothing and a best value.
fn on_linear_scale(quantity: f64, best: f64) -> f64 {
    Anchors { worst: 0.0, best, scale: Scale::Linear }.value(quantity)
}

/// The weights of [`emphases`]: normalised to sum to one; all zero counts as all equal.
pub fn weights(mut emphases: [f64; COUNT]) -> [f64; COUNT] {
    ranking::normalise(&mut emphases);
    emphases
}

/// Whether no criterion is given any weight, so that [`weights`] makes them all equal: every priority is 0, or the
/// need that multiplies it is.
pub fn have_no_weight(constants: &Constants, inputs: &Inputs) -> bool {
    emphases(constants, inputs).iter().all(|emphasis| *emphasis <= 0.0)
}

/// Priorities times needs.
pub fn emphases(constants: &Constants, inputs: &Inputs) -> [f64; COUNT] {
    std::array::from_fn(|index| {
        ALL.get(index).map_or(0.0, |criterion| {
            let need = |need: &Need| (need.factor)(constants) * inputs.share(need.key);
            inputs[criterion.priority] * criterion.need.as_ref().map_or(1.0, need)
        })
    })
}

/// The values of an alternative, each clamped to 0..1, as far as they need no size; the others are 1, which no size
/// can better.
pub fn best_values(constants: &Constants, grounds: &Grounds, alternative: Alternative) -> [f64; COUNT] {
    let evidence = Evidence { constants, grounds };
    std::array::from_fn(|index| match ALL.get(index).map(|criterion| &criterion.value) {
        Some(Value::Known(value)) => value(&evidence, alternative).clamp(0.0, 1.0),
        Some(Value::Sized(_)) | None => 1.0,
    })
}

/// Puts the values in that wait for a size; `objective` is that of the p99, seconds.
pub fn fill_in(values: &mut [f64; COUNT], constants: &Constants, outcome: &Outcome, objective: f64) {
    for (slot, criterion) in values.iter_mut().zip(&ALL) {
        if let Value::Sized(value) = criterion.value {
            *slot = value(constants, outcome, objective).clamp(0.0, 1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Edition, Runtime};
    use crate::model::fixture;

    fn weights(sets: &[&str]) -> [f64; COUNT] {
        fixture::outlook(sets).weights
    }

    fn position(id: &str) -> usize {
        ALL.iter().position(|criterion| criterion.id == id).unwrap()
    }

    #[test]
    fn each_criterion_has_its_own_name_letter_and_slider() {
        for (index, one) in ALL.iter().enumerate() {
            assert!(
                ALL.iter().skip(index + 1).all(|other| other.id != one.id && other.priority != one.priority)
            );
            assert!(ALL.iter().skip(index + 1).all(|other| other.letter != one.letter), "{}", one.id);
            assert!(one.letter.is_ascii_lowercase());
        }
    }

    #[test]
    fn without_priorities_all_count_the_same() {
        let none: Vec<String> = ALL.iter().map(|one| format!("priority.{}=0", one.id)).collect();
        let none: Vec<&str> = none.iter().map(String::as_str).collect();
        for weight in weights(&none) {
            assert!((weight - 1.0 / COUNT as f64).abs() < 1e-12, "{weight}");
        }
    }

    #[test]
    fn a_need_of_nothing_takes_its_criterion_out() {
        let weights = weights(&["need.data_percent=0", "need.frontend_percent=0", "need.edge_percent=0"]);
        for id in ["data", "frontend", "edge"] {
            assert!(weights[position(id)].abs() < 1e-15, "{id}");
        }
        assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_hybrid_mixes_or_takes_the_worse_and_pays_its_penalties() {
        let facts = fixture::facts();
        let figure = |id: &str| facts.catalog.figure(id).unwrap().value(Edition::Audited);
        let outlook = fixture::outlook(&["need.data_percent=40"]);
        let value = |id: &str| outlook.assessments[Alternative::Hybrid].values[position(id)];
        let onboarding = 0.6 * figure("judgement.onboarding.node")
            + 0.4 * figure("judgement.onboarding.python")
            - figure("judgement.onboarding.hybrid_penalty");
        assert!((value("onboarding") - onboarding).abs() < 1e-12);
        let [node, python] = ["judgement.dependencies.node", "judgement.dependencies.python"].map(figure);
        let dependencies = node.min(python) - figure("judgement.dependencies.hybrid_penalty");
        assert!((value("dependencies") - dependencies).abs() < 1e-12);
        assert!(node.min(python) < node.max(python) && figure("judgement.dependencies.hybrid_penalty") > 0.0);
    }

    #[test]
    fn a_queue_without_end_has_no_worth_for_latency() {
        let outlook = fixture::outlook(&["plan.method=fixed", "plan.instances=1", "traffic.rps=100000"]);
        for (alternative, one) in outlook.assessments.iter() {
            assert_eq!(one.plan.p99, None, "{alternative:?}");
            assert!(one.values[position("latency")].abs() < 1e-15, "{alternative:?}");
        }
    }

    #[test]
    fn figures_named_for_provenance_exist() {
        let facts = fixture::facts();
        for id in ALL.iter().flat_map(|one| one.figures) {
            for runtime in Runtime::CANDIDATES {
                let id = named::of(id, runtime.name());
                assert!(facts.catalog.figure(&id).is_some(), "{id}");
            }
        }
    }
}
