//! The frameworks of each runtime, each with the plan that it would need.

use super::alternative::Alternative;
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{Plan, Workload};
use super::facts::Facts;
use super::outlook::Outlook;
use crate::catalog::{Framework, Metric, Runtime};
use crate::scenario::candidates::{Candidate, candidate};
use crate::scenario::definitions::throughput;
use crate::scenario::parameter::Key;
use crate::scenario::registry::BASELINE_SET;

/// A framework, and what an alternative would need with it.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// Which one.
    pub framework: &'a Framework,
    /// The runtime that it is for.
    pub candidate: &'static Candidate,
    /// The alternative that is planned with it: the one in front where it runs on the framework's runtime, else the
    /// service on that runtime alone.
    pub alternative: Alternative,
    /// Whether it is the framework of the scenario.
    pub chosen: bool,
    /// What follows from its throughput; none when the benchmark set has none for it.
    pub measured: Option<Measured>,
}

/// A framework's throughput in the chosen benchmark set, and the plan that follows.
#[derive(Clone, Debug)]
pub struct Measured {
    /// The figure of the throughput, by its id.
    pub figure: String,
    /// Requests per second on one core.
    pub rps: f64,
    /// The alternative's plan with it, all else as it is.
    pub plan: Plan,
}

/// All frameworks, those of the alternative in front first.
pub fn choices<'a>(facts: &'a Facts, outlook: &Outlook) -> Vec<Choice<'a>> {
    let first = outlook.first();
    let others = Runtime::CANDIDATES.into_iter().filter(|runtime| !first.runtimes().contains(runtime));
    let runtimes = first.runtimes().iter().copied().chain(others);
    runtimes
        .flat_map(|runtime| {
            facts.catalog.frameworks(runtime).filter_map(move |framework| choice(facts, outlook, framework))
        })
        .collect()
}

/// None for runtimes that the program does not decide between: the catalog takes no frameworks for them.
fn choice<'a>(facts: &'a Facts, outlook: &Outlook, framework: &'a Framework) -> Option<Choice<'a>> {
    let runtime = framework.runtime;
    let first = outlook.first();
    let candidate = candidate(runtime)?;
    let alternative = if first.runtimes().contains(&runtime) { first } else { Alternative::alone(runtime)? };
    let inputs = &outlook.inputs;
    let entry = |key: Key| facts.definitions.chosen(inputs, key);
    let chosen = entry(candidate.framework).is_some_and(|entry| entry.id == framework.id);
    let measured = entry(BASELINE_SET)
        .and_then(|set| throughput(&facts.catalog, inputs.edition, &set.id, runtime, Some(&framework.id)))
        .map(|(benchmark, rps)| {
            let constants = facts.constants(inputs.edition);
            let inputs = inputs.clone().with(candidate.baseline, rps);
            let times = ServiceTimes::read(constants, &inputs);
            let demand = Demand::read(&inputs);
            let plan = Workload { constants, demand: &demand, times: &times }.plan(&inputs, alternative);
            Measured { figure: Metric::Rps.figure_of(&benchmark), rps, plan }
        });
    Some(Choice { framework, candidate, alternative, chosen, measured })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    /// The alternative that is planned with a framework, and the plan.
    fn plan(sets: &[&str], framework: &str) -> (Alternative, Option<Plan>) {
        let facts = fixture::facts();
        let outlook = fixture::outlook(sets);
        let mut choices = choices(&facts, &outlook).into_iter();
        let choice = choices.find(|one| one.framework.id == framework).unwrap();
        (choice.alternative, choice.measured.map(|one| one.plan))
    }

    #[test]
    fn the_plan_is_the_one_that_choosing_the_framework_gives() {
        let cases = [("framework.node", "express"), ("framework.python", "flask"), ("framework.go", "gin")];
        for (key, id) in cases {
            for heavy in ["work.heavy_percent=0", "work.heavy_percent=1"] {
                let (alternative, planned) = plan(&[heavy], id);
                let chosen = fixture::outlook(&[heavy, &format!("{key}={id}")]);
                assert_eq!(planned.unwrap(), chosen.assessments[alternative].plan, "{id}, {heavy}");
            }
        }
    }

    #[test]
    fn both_halves_of_a_hybrid_in_front_are_planned_as_hybrids() {
        let hybrid =
            ["need.data_percent=50", "need.frontend_percent=60", "work.heavy_percent=2", "work.cpu_ms=10"];
        let facts = fixture::facts();
        let outlook =
            fixture::outlook(&[hybrid[0], hybrid[1], hybrid[2], hybrid[3], "work.native_percent=98"]);
        assert_eq!(outlook.first(), Alternative::Hybrid);
        let choices = choices(&facts, &outlook);
        for one in &choices {
            let expected =
                if one.framework.runtime == Runtime::Go { Alternative::Go } else { Alternative::Hybrid };
            assert_eq!(one.alternative, expected, "{}", one.framework.id);
        }
        assert_eq!(choices.first().unwrap().framework.runtime, Runtime::Node);
        assert_eq!(choices.last().unwrap().framework.runtime, Runtime::Go);
    }

    #[test]
    fn each_runtime_has_one_chosen_and_what_is_not_measured_has_no_plan() {
        let facts = fixture::facts();
        let outlook = fixture::outlook(&["framework.node=express"]);
        let choices = choices(&facts, &outlook);
        let chosen: Vec<&str> =
            choices.iter().filter(|one| one.chosen).map(|one| one.framework.id.as_str()).collect();
        assert_eq!(chosen, ["express", "fastapi", "gin"]);
        assert!(plan(&[], "nestjs").1.is_none() && plan(&[], "fastify").1.is_some());
        assert!(plan(&["baseline.set=measured-plain"], "express").1.is_none());
    }
}
