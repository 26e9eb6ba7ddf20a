//! What nobody knows exactly: the unknowns of the draws and of the tornado, defined once for both.

use super::alternative::{Alternative, PerRuntime};
use super::constants::{Constants, Uncertainty};
use super::outlook::Baseline;
use crate::catalog::named;
use crate::scenario::Inputs;
use crate::scenario::candidates::CANDIDATES;
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
                    state.inputs.scale(candidate.baseline, factor);
                }
            }
            About::Baseline(one) => state.inputs.scale(one.api().baseline, factor),
            About::Factor(one) => {
                if let Some(key) = one.api().factor {
                    state.inputs.scale(key, factor);
                }
            }
            About::NativeCost => state.constants.native_cost *= factor,
            About::Prices => {
                for key in [PRICE_CORE_HOUR, PRICE_GB_HOUR] {
                    state.inputs.scale(key, factor);
                }
            }
        }
    }
}

/// A measurement of one's own is known better than a benchmark of others, unless it may be less than what the server
/// can.
fn own(uncertainty: &Uncertainty, sigma: f64, baseline: &Baseline) -> f64 {
    let is_known =
        baseline.replaced && baseline.measured.as_ref().is_none_or(|own| own.unsaturated().is_none());
    if is_known { uncertainty.imported.min(sigma) } else { sigma }
}

/// An opinion on a scale of 0 to 1, which could be somewhat more or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The ecosystem of an alternative for data and machine learning.
    Data(Alternative),
    /// How far an alternative shares one language with the front end.
    Frontend(Alternative),
    /// How readable and uniform the code of an alternative's runtime is.
    Onboarding(Alternative),
    /// How well isolates at the edge run an alternative's runtime.
    Isolates(Alternative),
    /// The dependency tree of an alternative's runtime.
    Dependencies(Alternative),
    /// How much JavaScript helps with Python, and the other way round.
    JsPython,
    /// How much either helps with Go, and the other way round.
    GoOther,
}

/// The judgements that the criteria rest on. A hybrid mixes those of its runtimes where it has none of its own.
#[rustfmt::skip]
pub const JUDGEMENTS: [Judgement; 19] = {
    use Alternative::{Go, Hybrid, Node, Python};
    use Judgement::{Data, Dependencies, Frontend, GoOther, Isolates, JsPython, Onboarding};
    [
        Data(Node), Data(Python), Data(Go), Data(Hybrid),
        Frontend(Node), Frontend(Python), Frontend(Go), Frontend(Hybrid),
        Onboarding(Node), Onboarding(Python), Onboarding(Go),
        Isolates(Node), Isolates(Python), Isolates(Go),
        Dependencies(Node), Dependencies(Python), Dependencies(Go),
        JsPython, GoOther,
    ]
};

impl Judgement {
    /// The id of its figure.
    pub fn figure(self) -> String {
        match self {
            Self::Data(one) => named::of(named::JUDGEMENT_DATA_EACH, one.id()),
            Self::Frontend(one) => named::of(named::JUDGEMENT_FRONTEND_EACH, one.id()),
            Self::Onboarding(one) => named::of(named::JUDGEMENT_ONBOARDING_EACH, one.id()),
            Self::Isolates(one) => named::of(named::JUDGEMENT_ISOLATES_EACH, one.id()),
            Self::Dependencies(one) => named::of(named::JUDGEMENT_DEPENDENCIES_EACH, one.id()),
            Self::JsPython => named::JUDGEMENT_SIMILARITY_JS_PYTHON.to_owned(),
            Self::GoOther => named::JUDGEMENT_SIMILARITY_GO_OTHER.to_owned(),
        }
    }

    const fn slot(self, constants: &mut Constants) -> &mut f64 {
        match self {
            Self::Data(one) => constants.data.of_mut(one),
            Self::Frontend(one) => constants.frontend.of_mut(one),
            Self::Onboarding(one) => constants.onboarding.of_mut(one),
            Self::Isolates(one) => constants.isolates.of_mut(one),
            Self::Dependencies(one) => constants.dependencies.of_mut(one),
            Self::JsPython => &mut constants.similarity.js_python,
            Self::GoOther => &mut constants.similarity.go_other,
        }
    }

    /// Moves it, within 0..=1, and returns what it is then.
    pub fn shift(self, constants: &mut Constants, by: f64) -> f64 {
        let slot = self.slot(constants);
        *slot = (*slot + by).clamp(0.0, 1.0);
        *slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Edition, Runtime};
    use crate::model::{evaluate, fixture};
    use crate::scenario::measured::Measured;
    use crate::scenario::parameter::Key;
    use crate::scenario::registry;

    #[test]
    fn a_judgement_moves_the_figure_that_it_names() {
        let facts = fixture::facts();
        for edition in Edition::ALL {
            for judgement in JUDGEMENTS {
                let figure = facts.catalog.figure(&judgement.figure()).unwrap();
                let value = *judgement.slot(&mut facts.constants(*edition).clone());
                assert!((value - figure.value(*edition)).abs() < 1e-12, "{judgement:?}: {value}");
            }
        }
    }

    #[test]
    fn a_load_test_narrows_what_is_known_of_a_runtime_unless_it_left_the_server_idle() {
        let facts = fixture::facts();
        let sigma = |busy_ms: f64| {
            let mut scenario = fixture::scenario(&facts, &[]);
            let own = Measured { mean_ms: Some(busy_ms), ..fixture::measured(100.0, 1.0) };
            scenario.measure(Runtime::Node, own).unwrap();
            let outlook = evaluate(&facts, &scenario);
            let uncertainty = &facts.constants(scenario.edition).uncertainty;
            (UNKNOWNS[1].sigma(uncertainty, &outlook.baselines), uncertainty)
        };
        let (busy, uncertainty) = sigma(10.0);
        assert!((busy - uncertainty.imported).abs() < 1e-12);
        let (idle, uncertainty) = sigma(0.5);
        assert!((idle - uncertainty.baseline.of(Alternative::Node)).abs() < 1e-12 && idle > busy);
    }

    #[test]
    fn what_is_uncertain_of_one_runtime_is_so_of_all() {
        let is_unknown = |key: Key| UNKNOWNS.iter().any(|unknown| unknown.id == registry::get(key).id);
        let judged = JUDGEMENTS.map(Judgement::figure);
        for candidate in &CANDIDATES {
            assert!(
                is_unknown(candidate.baseline) && candidate.factor.is_none_or(is_unknown),
                "{candidate:?}"
            );
            for kind in judged.iter().filter_map(|id| id.strip_suffix(".node")) {
                let of_candidate = format!("{kind}.{}", candidate.runtime);
                assert!(judged.contains(&of_candidate), "{of_candidate}");
            }
        }
    }
}
