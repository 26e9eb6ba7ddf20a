//! What nobody knows exactly: the unknowns of the draws and of the tornado, defined once for both.

use super::alternative::{Alternative, PerRuntime};
use super::constants::{Constants, Uncertainty};
use super::outlook::Baseline;
use crate::catalog::named;
use crate::scenario::Inputs;
use crate::scenario::candidates::CANDIDATES;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{PRICE_CORE_HOUR, PRICE_GB_HOUR};

/// What a draw changes.
#[derive(Clone, Debug)]
pub struct State {
    /// The figures.
    pub constants: Constants,
    /// The inputs.
    pub inputs: Inputs,
}

/// A positive number known up to a factor, which is lognormal around 1.
#[derive(Clone, Copy, Debug)]
pub struct Unknown {
    /// The parameter or the figure that it is about.
    pub id: &'static str,
    /// What a person reads.
    pub label: &'static str,
    about: About,
}

/// What the factor multiplies.
#[derive(Clone, Copy, Debug)]
enum About {
    /// The throughput of all runtimes alike.
    Hardware,
    /// The throughput of an alternative's runtime.
    Baseline(Alternative),
    /// Its time for heavy work over that of the reference.
    Factor(Alternative),
    /// The time of native code.
    NativeCost,
    /// All prices alike.
    Prices,
}

/// All of them.
pub const UNKNOWNS: [Unknown; 8] = [
    unknown(named::UNCERTAINTY_HARDWARE, "Your core against the benchmark's", About::Hardware),
    unknown("baseline.node_rps", "Node.js throughput", About::Baseline(Alternative::Node)),
    unknown("baseline.python_rps", "Python throughput", About::Baseline(Alternative::Python)),
    unknown("baseline.go_rps", "Go throughput", About::Baseline(Alternative::Go)),
    unknown("work.python_factor", "Python's time for heavy work", About::Factor(Alternative::Python)),
    unknown("work.go_factor", "Go's time for heavy work", About::Factor(Alternative::Go)),
    unknown(named::JUDGEMENT_NATIVE_COST, "Cost of native libraries", About::NativeCost),
    unknown(named::UNCERTAINTY_PRICE, "Prices of cores and memory", About::Prices),
];

const fn unknown(id: &'static str, label: &'static str, about: About) -> Unknown {
    Unknown { id, label, about }
}

impl Unknown {
    /// Standard deviation of the logarithm of the factor.
    pub fn sigma(&self, uncertainty: &Uncertainty, baselines: &PerRuntime<Baseline>) -> f64 {
        match self.about {
            About::Hardware => uncertainty.hardware,
            About::Baseline(one) => own(uncertainty, *uncertainty.baseline.of(one), baselines.of(one)),
            About::Factor(one) => *uncertainty.factor.of(one),
            About::NativeCost => uncertainty.native_cost,
            About::Prices => uncertainty.price,
        }
    }

    /// Puts the factor in.
    pub fn multiply(&self, state: &mut State, factor: f64) {
        match self.about {
            About::Hardware => {
                for candidate in &CANDIDATES {
                    state.scale(candidate.baseline, factor);
                }
            }
            About::Baseline(one) => state.scale(one.api().baseline, factor),
            About::Factor(one) => {
                if let Some(key) = one.api().factor {
                    state.scale(key, factor);
                }
            }
            About::NativeCost => state.constants.native_cost *= factor,
            About::Prices => {
                for key in [PRICE_CORE_HOUR, PRICE_GB_HOUR] {
                    state.scale(key, factor);
                }
            }
        }
    }
}

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
    /// Moves it, within 0..=1, and returns what it is then.
    pub fn shift(&self, constants: &mut Constants, by: f64) -> f64 {
        let slot = (self.slot)(constants);
        *slot = (*slot + by).clamp(0.0, 1.0);
        *slot
    }
}

/// A row of the table below: figure, and the field that holds it.
macro_rules! judgements {
    ($($id:expr => $slot:expr;)+) => { [$(Judgement { id: $id, slot: $slot }),+] };
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
    "judgement.onboarding.node" => |constants| constants.onboarding.of_mut(Alternative::Node);
    "judgement.onboarding.python" => |constants| constants.onboarding.of_mut(Alternative::Python);
    "judgement.onboarding.go" => |constants| constants.onboarding.of_mut(Alternative::Go);
    "judgement.isolates.node" => |constants| constants.isolates.of_mut(Alternative::Node);
    "judgement.isolates.python" => |constants| constants.isolates.of_mut(Alternative::Python);
    "judgement.isolates.go" => |constants| constants.isolates.of_mut(Alternative::Go);
    "judgement.dependencies.node" => |constants| constants.dependencies.of_mut(Alternative::Node);
    "judgement.dependencies.python" => |constants| constants.dependencies.of_mut(Alternative::Python);
    "judgement.dependencies.go" => |constants| constants.dependencies.of_mut(Alternative::Go);
    named::JUDGEMENT_SIMILARITY_JS_PYTHON => |constants| &mut constants.similarity.js_python;
    named::JUDGEMENT_SIMILARITY_GO_OTHER => |constants| &mut constants.similarity.go_other;
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Edition;
    use crate::model::fixture;
    use crate::scenario::registry;

    #[test]
    fn a_judgement_moves_the_figure_that_it_names() {
        let facts = fixture::facts();
        for edition in Edition::ALL {
            for judgement in &JUDGEMENTS {
                let figure = facts.catalog.figure(judgement.id).expect(judgement.id);
                let mut constants = *facts.constants(*edition);
                let value = *(judgement.slot)(&mut constants);
                assert!((value - figure.value(*edition)).abs() < 1e-12, "{}: {value}", judgement.id);
            }
        }
    }

    #[test]
    fn what_is_uncertain_of_one_runtime_is_so_of_all() {
        let is_unknown = |key: Key| UNKNOWNS.iter().any(|unknown| unknown.id == registry::get(key).id);
        let is_judged = |id: &str| JUDGEMENTS.iter().any(|judgement| judgement.id == id);
        for candidate in &CANDIDATES {
            assert!(
                is_unknown(candidate.baseline) && candidate.factor.is_none_or(is_unknown),
                "{candidate:?}"
            );
            for kind in JUDGEMENTS.iter().filter_map(|judgement| judgement.id.strip_suffix(".node")) {
                assert!(
                    is_judged(&format!("{kind}.{}", candidate.runtime)),
                    "{kind} of {}",
                    candidate.runtime
                );
            }
        }
    }
}
