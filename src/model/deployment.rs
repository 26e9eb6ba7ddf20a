//! Where to run the alternative in front: four targets, each with the conditions that must hold for it.
//!
//! The lightest one whose conditions all hold is the one to choose. Those of containers and Kubernetes exclude each
//! other, so that one always is.

use super::condition::{Condition, Situation};
use super::thresholds::Threshold;
use super::{Alternative, Facts, Outlook};
use crate::scenario::registry::{NEED_EDGE, P99_MS};

/// A place to run services.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Isolates of a JavaScript engine near the users.
    Edge,
    /// Functions that a platform starts on demand.
    Functions,
    /// Containers on a managed platform or a few machines.
    Containers,
    /// Containers under an orchestrator of one's own.
    Kubernetes,
}

impl Target {
    /// All of them, from the lightest to the heaviest.
    pub const ALL: [Self; 4] = [Self::Edge, Self::Functions, Self::Containers, Self::Kubernetes];

    /// What scripts call it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Edge => "edge",
            Self::Functions => "functions",
            Self::Containers => "containers",
            Self::Kubernetes => "kubernetes",
        }
    }

    /// What a person reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Edge => "Edge isolates",
            Self::Functions => "Serverless functions",
            Self::Containers => "Containers",
            Self::Kubernetes => "Kubernetes",
        }
    }

    /// The row of the practices that says more about it.
    pub const fn practice(self) -> &'static str {
        match self {
            Self::Edge => "deployment.edge",
            Self::Functions => "deployment.serverless",
            Self::Containers => "deployment.containers",
            Self::Kubernetes => "deployment.kubernetes",
        }
    }
}

/// A target with what must hold for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// Which one.
    pub target: Target,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
}

impl Judged {
    /// Whether all conditions hold.
    pub fn fits(&self) -> bool {
        self.conditions.iter().all(Condition::holds)
    }
}

/// The targets, judged for the alternative in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Deployment {
    /// For which alternative.
    pub alternative: Alternative,
    /// In the order of [`Target::ALL`].
    pub targets: [Judged; 4],
    /// The one to choose.
    pub choice: Target,
}

/// Judges the targets for the alternative in front.
pub fn judge(facts: &Facts, outlook: &Outlook) -> Deployment {
    let situation = Situation::new(facts, outlook);
    let alternative = outlook.first();
    let targets =
        Target::ALL.map(|target| Judged { target, conditions: conditions(&situation, alternative, target) });
    let choice =
        targets.iter().find(|judged| judged.fits()).map_or(Target::Containers, |judged| judged.target);
    Deployment { alternative, targets, choice }
}

/// The plan is large enough for an orchestrator; two services are sooner than one.
pub fn orchestrated(situation: &Situation<'_>, alternative: Alternative) -> Condition {
    situation.workers(alternative).at_least(fleet(situation, alternative))
}

/// The workers from which an orchestrator pays.
fn fleet(situation: &Situation<'_>, alternative: Alternative) -> Threshold {
    let thresholds = situation.thresholds();
    if alternative.runtimes().len() > 1 {
        thresholds.kubernetes_workers_hybrid
    } else {
        thresholds.kubernetes_workers
    }
}

fn conditions(situation: &Situation<'_>, alternative: Alternative, target: Target) -> Vec<Condition> {
    let thresholds = situation.thresholds();
    match target {
        Target::Edge => vec![
            situation.percent(NEED_EDGE, "edge need").at_least(thresholds.edge_percent),
            situation.isolates(alternative).at_least(thresholds.isolates),
            situation.services(alternative).at_most(thresholds.edge_services),
            situation.computing_percent().at_most(thresholds.light_computing_percent),
            situation.longest_cpu_ms(alternative).at_most(thresholds.edge_cpu_ms),
        ],
        Target::Functions => vec![
            situation.workers(alternative).at_most(thresholds.functions_workers),
            situation.slowest_cold_start_ms(alternative).at_most_input(situation.inputs(), P99_MS),
            situation.in_progress(alternative).at_most(thresholds.function_instances),
        ],
        Target::Containers => vec![situation.workers(alternative).below(fleet(situation, alternative))],
        Target::Kubernetes => vec![orchestrated(situation, alternative)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn judged(sets: &[&str]) -> Deployment {
        judge(&fixture::facts(), &fixture::outlook(sets))
    }

    fn fits(deployment: &Deployment, target: Target) -> bool {
        deployment.targets.iter().find(|judged| judged.target == target).unwrap().fits()
    }

    const EDGE: [&str; 3] = ["need.edge_percent=100", "need.data_percent=0", "priority.edge=8"];

    #[test]
    fn a_few_workers_stay_in_containers_and_a_fleet_gets_an_orchestrator() {
        assert_eq!(judged(&[]).choice, Target::Containers);
        assert_eq!(judged(&["traffic.rps=1000000"]).choice, Target::Kubernetes);
    }

    #[test]
    fn the_edge_takes_light_javascript_only() {
        let light = judged(&EDGE);
        assert_eq!((light.alternative, light.choice), (Alternative::Node, Target::Edge));
        let heavy = judged(&[EDGE[0], EDGE[1], EDGE[2], "work.heavy_percent=10", "work.cpu_ms=20"]);
        assert!(!fits(&heavy, Target::Edge));
        let python = judged(&[
            "need.edge_percent=100",
            "team.python=100",
            "priority.team=10",
            "need.data_percent=100",
        ]);
        assert_eq!(python.alternative, Alternative::Python);
        assert!(!fits(&python, Target::Edge));
    }

    #[test]
    fn functions_take_little_traffic_that_can_wait_for_a_start() {
        let patient = ["traffic.rps=100", "objective.p99_ms=1000"];
        assert_eq!(judged(&patient).choice, Target::Functions);
        assert_eq!(judged(&["traffic.rps=100"]).choice, Target::Containers, "a start breaks the p99 target");
        let waiting = ["traffic.rps=2000", "objective.p99_ms=1000", "work.wait_ms=900", "plan.method=cpu"];
        let crowded = judged(&waiting);
        assert!(!fits(&crowded, Target::Functions), "{crowded:?}");
    }

    #[test]
    fn containers_and_kubernetes_never_both_fit_and_one_always_does() {
        for rps in ["traffic.rps=1", "traffic.rps=30000", "traffic.rps=90000", "traffic.rps=1000000"] {
            for data in ["need.data_percent=0", "need.data_percent=50", "need.data_percent=100"] {
                let deployment = judged(&[rps, data, "objective.budget_usd=0"]);
                assert_ne!(fits(&deployment, Target::Containers), fits(&deployment, Target::Kubernetes));
                let chosen = deployment.choice;
                assert!(fits(&deployment, chosen), "{chosen:?}");
            }
        }
    }

    #[test]
    fn two_services_get_an_orchestrator_sooner() {
        let facts = fixture::facts();
        let outlook = fixture::outlook(&[]);
        let situation = Situation::new(&facts, &outlook);
        let bound = |alternative| orchestrated(&situation, alternative).bound;
        assert!(bound(Alternative::Hybrid) < bound(Alternative::Node));
    }
}
