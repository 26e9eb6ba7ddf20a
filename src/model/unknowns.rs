//! What nobody knows exactly: the unknowns of the draws and of the tornado, defined once for both.

use super::alternative::{Alternative, PerRuntime};
use super::constants::{Constants, Uncertainty};
use super::outlook::Baseline;
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    BASELINE_GO, BASELINE_NODE, BASELINE_PYTHON, GO_FACTOR, PRICE_CORE_HOUR, PRICE_GB_HOUR, PYTHON_FACTOR,
};

/// What a draw changes.
#[derive(Clone, Debug)]
pub struct State {
    /// The figures.
    pub constants: Constants,
    /// The inputs.
    pub inputs: Inputs,
}

/// A positive number known up to a factor, which is lognormal around 1.
#[derive(Clone, Copy)]
pub struct Unknown {
    /// The parameter or the figure that it is about.
    pub id: &'static str,
    /// What a person reads.
    pub label: &'static str,
    /// Standard deviation of the logarithm of the factor.
    pub sigma: fn(&Uncertainty, &PerRuntime<Baseline>) -> f64,
    /// Puts the factor in.
    pub multiply: fn(&mut State, f64),
}

/// All of them.
pub const UNKNOWNS: [Unknown; 8] = [
    Unknown {
        id: "uncertainty.hardware",
        label: "Your core against the benchmark's",
        sigma: |uncertainty, _| uncertainty.hardware,
        multiply: |state, factor| {
            for key in [BASELINE_NODE, BASELINE_PYTHON, BASELINE_GO] {
                state.scale(key, factor);
            }
        },
    },
    Unknown {
        id: "baseline.node_rps",
        label: "Node.js throughput",
        sigma: |uncertainty, baselines| own(uncertainty, uncertainty.node_baseline, &baselines.node),
        multiply: |state, factor| state.scale(BASELINE_NODE, factor),
    },
    Unknown {
        id: "baseline.python_rps",
        label: "Python throughput",
        sigma: |uncertainty, baselines| own(uncertainty, uncertainty.python_baseline, &baselines.python),
        multiply: |state, factor| state.scale(BASELINE_PYTHON, factor),
    },
    Unknown {
        id: "baseline.go_rps",
        label: "Go throughput",
        sigma: |uncertainty, baselines| own(uncertainty, uncertainty.go_baseline, &baselines.go),
        multiply: |state, factor| state.scale(BASELINE_GO, factor),
    },
    Unknown {
        id: "work.python_factor",
        label: "Python's time for heavy work",
        sigma: |uncertainty, _| uncertainty.python_factor,
        multiply: |state, factor| state.scale(PYTHON_FACTOR, factor),
    },
    Unknown {
        id: "work.go_factor",
        label: "Go's time for heavy work",
        sigma: |uncertainty, _| uncertainty.go_factor,
        multiply: |state, factor| state.scale(GO_FACTOR, factor),
    },
    Unknown {
        id: "judgement.native_cost",
        label: "Cost of native libraries",
        sigma: |uncertainty, _| uncertainty.native_cost,
        multiply: |state, factor| state.constants.native_cost *= factor,
    },
    Unknown {
        id: "uncertainty.price",
        label: "Prices of cores and memory",
        sigma: |uncertainty, _| uncertainty.price,
        multiply: |state, factor| {
            for key in [PRICE_CORE_HOUR, PRICE_GB_HOUR] {
                state.scale(key, factor);
            }
        },
    },
];

/// A measurement of one's own is known better than a benchmark of others.
fn own(uncertainty: &Uncertainty, sigma: f64, baseline: &Baseline) -> f64 {
    if baseline.replaced { uncertainty.imported.min(sigma) } else { sigma }
}

impl State {
    /// Multiplies an input within what the input may be at all.
    fn scale(&mut self, key: Key, factor: f64) {
        self.inputs.scale(key, factor);
    }
}

/// An opinion on a scale of 0 to 1, which could be somewhat more or less.
#[derive(Clone, Copy)]
pub struct Judgement {
    /// The figure.
    pub id: &'static str,
    slot: fn(&mut Constants) -> &mut f64,
}

impl Judgement {
    /// What it is.
    pub fn value(&self, constants: &mut Constants) -> f64 {
        *(self.slot)(constants)
    }

    /// Moves it, within 0..=1.
    pub fn shift(&self, constants: &mut Constants, by: f64) {
        let slot = (self.slot)(constants);
        *slot = (*slot + by).clamp(0.0, 1.0);
    }
}

/// A row of the table below: figure, and the field that holds it.
macro_rules! judgements {
    ($($id:literal => $slot:expr;)+) => { [$(Judgement { id: $id, slot: $slot }),+] };
}

/// The judgements that the criteria rest on.
pub const JUDGEMENTS: [Judgement; 19] = judgements! {
    "judgement.data.node" => |constants| constants.data.of_mut(Alternative::Node);
    "judgement.data.python" => |constants| constants.data.of_mut(Alternative::Python);
    "judgement.data.go" => |constants| constants.data.of_mut(Alternative::Go);
    "judgement.data.hybrid" => |constants| constants.data.of_mut(Alternative::Hybrid);
    "judgement.frontend.node" => |constants| constants.frontend.of_mut(Alternative::Node);
    "judgement.frontend.python" => |constants| constants.frontend.of_mut(Alternative::Python);
    "judgement.frontend.go" => |constants| constants.frontend.of_mut(Alternative::Go);
    "judgement.frontend.hybrid" => |constants| constants.frontend.of_mut(Alternative::Hybrid);
    "judgement.onboarding.node" => |constants| &mut constants.onboarding.node;
    "judgement.onboarding.python" => |constants| &mut constants.onboarding.python;
    "judgement.onboarding.go" => |constants| &mut constants.onboarding.go;
    "judgement.isolates.node" => |constants| &mut constants.isolates.node;
    "judgement.isolates.python" => |constants| &mut constants.isolates.python;
    "judgement.isolates.go" => |constants| &mut constants.isolates.go;
    "judgement.dependencies.node" => |constants| &mut constants.dependencies.node;
    "judgement.dependencies.python" => |constants| &mut constants.dependencies.python;
    "judgement.dependencies.go" => |constants| &mut constants.dependencies.go;
    "judgement.similarity.js_python" => |constants| &mut constants.similarity.js_python;
    "judgement.similarity.go_other" => |constants| &mut constants.similarity.go_other;
};
