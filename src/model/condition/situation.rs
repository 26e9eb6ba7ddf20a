//! What rules can look at: the inputs, and quantities made from them and from the outlook.

use super::{Measure, Quantity};
use crate::catalog::{Runtime, named};
use crate::model::capacity::demand::ServiceTimes;
use crate::model::capacity::inputs;
use crate::model::constants::Constants;
use crate::model::outlook::Baseline;
use crate::model::thresholds::Thresholds;
use crate::model::{Alternative, Facts, Outlook, PerRuntime, criteria};
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    BASELINE_NODE, CPU_MS, HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA, PRIORITY_ONBOARDING, RPS, WAIT_MS,
};

/// A scenario with what follows from it, for rules to look at.
pub struct Situation<'a> {
    /// What followed.
    pub outlook: &'a Outlook,
    constants: &'a Constants,
    times: PerRuntime<ServiceTimes>,
}

impl<'a> Situation<'a> {
    /// Looks at an outlook.
    pub fn new(facts: &'a Facts, outlook: &'a Outlook) -> Self {
        let constants = facts.constants(outlook.inputs.edition);
        Self { outlook, constants, times: ServiceTimes::read(constants, &outlook.inputs) }
    }

    /// The inputs that counted.
    pub fn inputs(&self) -> &'a Inputs {
        &self.outlook.inputs
    }

    /// Where the rules draw their lines.
    pub fn thresholds(&self) -> &'a Thresholds {
        &self.constants.thresholds
    }

    /// The cold start of each runtime, milliseconds.
    pub fn cold_start_ms(&self) -> &'a PerRuntime<f64> {
        &self.constants.cold_start_ms
    }

    /// CPU time that heavy work takes on a runtime, milliseconds a heavy request; 0 while no request is heavy.
    pub fn heavy_ms(&self, runtime: Runtime) -> f64 {
        self.times.get(runtime).map_or(0.0, |times| times.heavy * 1e3)
    }

    /// An input, in percent.
    pub fn percent(&self, key: Key, what: &'static str) -> Quantity {
        Quantity::input(self.inputs(), key, what, Measure::Percent)
    }

    /// An input in another measure.
    pub fn input(&self, key: Key, what: &'static str, measure: Measure) -> Quantity {
        Quantity::input(self.inputs(), key, what, measure)
    }

    /// Heavy CPU work in the time that a request takes by itself on Node.js, percent: with framework and waits,
    /// without queueing.
    pub fn computing_percent(&self) -> Quantity {
        let node = self.times.of(Alternative::Node);
        let heavy = self.inputs().share(HEAVY_PERCENT) * node.heavy;
        let whole = node.framework + heavy + self.inputs()[WAIT_MS] / 1e3;
        let mut figures = self.baseline_figures(&[Runtime::Node]);
        figures
            .extend([named::JUDGEMENT_NATIVE_AVAILABILITY_NODE.into(), named::JUDGEMENT_NATIVE_COST.into()]);
        Quantity {
            what: "computing share",
            measure: Measure::Percent,
            value: Ok(100.0 * heavy / whole),
            inputs: vec![HEAVY_PERCENT, CPU_MS, NATIVE_PERCENT, WAIT_MS, BASELINE_NODE],
            figures,
        }
    }

    /// The share of heavy work that native libraries do, percent; none while there is no heavy work.
    pub fn native_percent(&self) -> Quantity {
        let any = self.inputs()[HEAVY_PERCENT] > 0.0;
        Quantity {
            what: "native share",
            measure: Measure::Percent,
            value: if any { Ok(self.inputs()[NATIVE_PERCENT]) } else { Err("no heavy work") },
            inputs: vec![NATIVE_PERCENT, HEAVY_PERCENT],
            figures: Vec::new(),
        }
    }

    /// The weight of the onboarding criterion, percent.
    pub fn onboarding_weight_percent(&self) -> Quantity {
        let weights = criteria::ALL.iter().zip(&self.outlook.weights);
        let weight: f64 = weights
            .filter(|(criterion, _)| criterion.priority == PRIORITY_ONBOARDING)
            .map(|(_, weight)| weight)
            .sum();
        Quantity {
            what: "weight of onboarding",
            measure: Measure::Percent,
            value: Ok(100.0 * weight),
            inputs: criteria::ALL.iter().flat_map(criteria::Criterion::weight_inputs).collect(),
            figures: Vec::new(),
        }
    }

    /// The smaller one of the shares that a hybrid does on Node.js and in Python, percent.
    pub fn smaller_half_percent(&self) -> Quantity {
        let share = self.outlook.python_share;
        Quantity {
            what: "smaller half of a hybrid",
            measure: Measure::Percent,
            value: Ok(100.0 * share.min(1.0 - share)),
            inputs: vec![NEED_DATA, HEAVY_PERCENT],
            figures: vec![named::HYBRID_HEAVY_FACTOR.into()],
        }
    }

    /// How many services an alternative starts with: one for each of its runtimes.
    pub fn services(&self, alternative: Alternative) -> Quantity {
        Quantity {
            what: "services",
            measure: Measure::Count,
            value: Ok(alternative.runtimes().len() as f64),
            inputs: Vec::new(),
            figures: Vec::new(),
        }
    }

    /// By how many points a hybrid leads the best single runtime that breaks no hard limit, all of its own points
    /// where every one breaks some; none when the hybrid breaks one itself. Scores are told to a tenth, and so counted.
    pub fn hybrid_lead_points(&self) -> Quantity {
        let hybrid = &self.outlook.assessments[Alternative::Hybrid];
        let best = self
            .outlook
            .assessments
            .iter()
            .filter(|(alternative, one)| alternative.runtimes().len() == 1 && one.violations.is_empty())
            .map(|(_, one)| one.score)
            .fold(0.0, f64::max);
        let free = hybrid.violations.is_empty();
        Quantity {
            what: "lead of the hybrid",
            measure: Measure::Points,
            value: if free {
                Ok(tenths(tenths(hybrid.score) - tenths(best)))
            } else {
                Err("the hybrid breaks a hard limit")
            },
            inputs: criteria::ALL.iter().map(|criterion| criterion.priority).collect(),
            figures: Vec::new(),
        }
    }

    /// The planned workers of an alternative.
    pub fn workers(&self, alternative: Alternative) -> Quantity {
        Quantity {
            what: "workers",
            measure: Measure::Count,
            value: Ok(self.outlook.assessments[alternative].plan.planned as f64),
            inputs: inputs::of_plan(self.inputs(), alternative),
            figures: self.baseline_figures(alternative.runtimes()),
        }
    }

    /// How well isolates at the edge run the runtime that answers an alternative's requests.
    pub fn isolates(&self, alternative: Alternative) -> Quantity {
        let runtime = alternative.api_runtime();
        Quantity {
            what: "fit for isolates",
            measure: Measure::Grade,
            value: Ok(*self.constants.isolates.of(alternative)),
            inputs: Vec::new(),
            figures: vec![named::of(named::JUDGEMENT_ISOLATES_EACH, runtime.name())],
        }
    }

    /// The cold start of an alternative's slowest runtime, milliseconds.
    pub fn slowest_cold_start_ms(&self, alternative: Alternative) -> Quantity {
        let runtimes = alternative.runtimes();
        let starts = runtimes.iter().filter_map(|runtime| self.cold_start_ms().get(*runtime));
        Quantity {
            what: "cold start",
            measure: Measure::Milliseconds,
            value: Ok(starts.fold(0.0, |slowest, start| start.max(slowest))),
            inputs: Vec::new(),
            figures: runtimes
                .iter()
                .map(|runtime| named::of(named::COLD_START_EACH_MS, runtime.name()))
                .collect(),
        }
    }

    /// CPU time of the request that takes most of it, milliseconds: with heavy work when there is any.
    pub fn longest_cpu_ms(&self, alternative: Alternative) -> Quantity {
        let cpu = self.api_seconds(alternative) + self.computing_seconds(alternative);
        self.of_requests(alternative, "CPU of a request", Measure::Milliseconds, cpu * 1e3)
    }

    /// Requests in progress by Little's law: traffic times CPU time and waits, without queueing.
    pub fn in_progress(&self, alternative: Alternative) -> Quantity {
        let inputs = self.inputs();
        let seconds = self.api_seconds(alternative)
            + inputs.share(HEAVY_PERCENT) * self.computing_seconds(alternative)
            + inputs[WAIT_MS] / 1e3;
        let mut quantity =
            self.of_requests(alternative, "requests in progress", Measure::Count, inputs[RPS] * seconds);
        quantity.inputs.extend([RPS, WAIT_MS]);
        quantity
    }

    fn api_seconds(&self, alternative: Alternative) -> f64 {
        self.times.of(alternative).framework
    }

    /// What a heavy request adds, seconds: in a hybrid it is a request to the second service.
    fn computing_seconds(&self, alternative: Alternative) -> f64 {
        if alternative != Alternative::Hybrid {
            self.times.of(alternative).heavy
        } else if self.inputs()[HEAVY_PERCENT] > 0.0 {
            let python = self.times.of(Alternative::Python);
            python.framework + python.heavy
        } else {
            0.0
        }
    }

    fn of_requests(
        &self,
        alternative: Alternative,
        what: &'static str,
        measure: Measure,
        value: f64,
    ) -> Quantity {
        let runtimes = alternative.runtimes();
        let mut inputs = vec![HEAVY_PERCENT, CPU_MS, NATIVE_PERCENT];
        inputs.extend(alternative.candidates().map(|candidate| candidate.baseline));
        inputs.extend(alternative.candidates().filter_map(|candidate| candidate.factor));
        Quantity { what, measure, value: Ok(value), inputs, figures: self.baseline_figures(runtimes) }
    }

    /// The measured throughputs that the baselines of some runtimes are, unless a number of one's own is.
    fn baseline_figures(&self, runtimes: &[Runtime]) -> Vec<String> {
        runtimes
            .iter()
            .filter_map(|runtime| self.outlook.baselines.get(*runtime))
            .filter_map(Baseline::figure)
            .collect()
    }
}

fn tenths(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use crate::model::outlook::Violation;

    fn value(sets: &[&str], of: impl Fn(&Situation<'_>) -> Quantity) -> Result<f64, &'static str> {
        let facts = fixture::facts();
        let outlook = fixture::outlook(sets);
        of(&Situation::new(&facts, &outlook)).value
    }

    #[test]
    fn the_computing_share_counts_waits_as_time_not_as_computing() {
        let facts = fixture::facts();
        let share = |sets: &[&str]| {
            Situation::new(&facts, &fixture::outlook(sets)).computing_percent().value.unwrap()
        };
        assert!(share(&[]).abs() < 1e-12);
        let all_heavy = share(&["work.heavy_percent=100", "work.cpu_ms=10", "baseline.node_rps=100"]);
        assert!((all_heavy - 50.0).abs() < 1e-9, "{all_heavy}");
        let waiting =
            share(&["work.heavy_percent=100", "work.cpu_ms=10", "baseline.node_rps=100", "work.wait_ms=20"]);
        assert!((waiting - 25.0).abs() < 1e-9, "{waiting}");
    }

    #[test]
    fn the_smaller_half_and_the_slower_start_of_a_hybrid_count() {
        for (data, smaller) in [("need.data_percent=10", 10.0), ("need.data_percent=90", 10.0)] {
            let half = value(&[data], |on: &Situation<'_>| on.smaller_half_percent()).unwrap();
            assert!((half - smaller).abs() < 1e-9, "{data}: {half}");
        }
        let facts = fixture::facts();
        let start = |id: &str| facts.catalog.figure(id).unwrap().value(crate::catalog::Edition::Audited);
        let slower = start("cold_start.node_ms").max(start("cold_start.python_ms"));
        let hybrid = value(&[], |on: &Situation<'_>| on.slowest_cold_start_ms(Alternative::Hybrid)).unwrap();
        assert!((hybrid - slower).abs() < 1e-12, "{hybrid}");
    }

    #[test]
    fn requests_in_progress_follow_littles_law() {
        let sets = ["traffic.rps=200", "baseline.node_rps=100", "work.wait_ms=40"];
        let progress = value(&sets, |situation| situation.in_progress(Alternative::Node)).unwrap();
        assert!((progress - 10.0).abs() < 1e-9, "{progress}");
    }

    #[test]
    fn a_hybrid_that_breaks_a_limit_leads_nobody_and_one_that_alone_breaks_none_leads_by_all() {
        let facts = fixture::facts();
        let mut outlook = fixture::outlook(&[]);
        let lead = |outlook: &Outlook| Situation::new(&facts, outlook).hybrid_lead_points().value;
        // As told they differ by what the reader subtracts, whatever is behind the tenths.
        for one in &mut outlook.assessments.0 {
            one.score = if one.alternative == Alternative::Hybrid { 72.542 } else { 76.156 };
        }
        assert!((lead(&outlook).unwrap() + 3.7).abs() < 1e-9);
        let broken = Violation::Budget { value_usd: 2.0, bound_usd: 1.0 };
        for one in outlook.assessments.0.iter_mut().take(3) {
            one.violations.push(broken);
        }
        assert!((lead(&outlook).unwrap() - outlook.assessments[Alternative::Hybrid].score).abs() < 0.05);
        for one in &mut outlook.assessments.0 {
            one.violations.push(broken);
        }
        assert!(lead(&outlook).is_err());
    }

    #[test]
    fn the_second_service_of_a_hybrid_answers_a_request_of_its_own() {
        let sets = [
            "work.heavy_percent=10",
            "work.cpu_ms=10",
            "work.native_percent=100",
            "baseline.node_rps=1000",
            "baseline.python_rps=500",
        ];
        let cpu = |alternative| {
            value(&sets, move |situation: &Situation<'_>| situation.longest_cpu_ms(alternative)).unwrap()
        };
        let native = fixture::facts().constants(crate::catalog::Edition::Audited).native_cost * 10.0;
        assert!((cpu(Alternative::Python) - (2.0 + native)).abs() < 1e-9);
        assert!((cpu(Alternative::Hybrid) - (1.0 + 2.0 + native)).abs() < 1e-9);
    }
}
