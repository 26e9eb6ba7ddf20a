//! The rules, one row each. Where the article says the same thing twice, two rows share a condition.

use super::{Clause, Doubt, Group, Rule};
use crate::catalog::Runtime;
use crate::model::Alternative::{self, Hybrid, Node, Python};
use crate::model::condition::{Condition, Measure, Situation};
use crate::model::deployment;
use crate::scenario::registry::{
    NEED_DATA, NEED_EDGE, NEED_FRONTEND, ONBOARDING_DAYS, P99_MS, RPS, TEAM_JS, TEAM_PYTHON,
};
use Clause::{All, Any};

/// The fifteen rules, in the order of the article.
pub static RULES: [Rule; 15] = [
    Rule {
        id: "io-heavy",
        label: "I/O-heavy system",
        group: Group::ChooseNode,
        speaks_for: Node,
        practice: "choose.node.io",
        condition: |on| All(vec![light_computing(on)]),
        doubt: go_as_well,
    },
    Rule {
        id: "shared-types",
        label: "Types shared",
        group: Group::ChooseNode,
        speaks_for: Node,
        practice: "choose.node.shared",
        condition: |on| All(vec![frontend(on)]),
        doubt: none,
    },
    Rule {
        id: "edge-cold-start",
        label: "Edge, tight starts",
        group: Group::ChooseNode,
        speaks_for: Node,
        practice: "choose.node.edge",
        // Tight is what a cold start of Node.js alone would break.
        condition: |on| {
            let target = on.input(P99_MS, "p99 target", Measure::Milliseconds);
            All(vec![edge(on), target.at_most(on.thresholds().node_cold_start_ms)])
        },
        doubt: cold_start,
    },
    Rule {
        id: "full-stack-javascript",
        label: "Full-stack JS",
        group: Group::ChooseNode,
        speaks_for: Node,
        practice: "choose.node.team",
        condition: |on| All(vec![javascript_team(on), frontend(on)]),
        doubt: none,
    },
    Rule {
        id: "data-centric",
        label: "Data-centric product",
        group: Group::ChoosePython,
        speaks_for: Python,
        practice: "choose.python.data",
        condition: |on| All(vec![data(on)]),
        doubt: none,
    },
    Rule {
        id: "scientific-libraries",
        label: "Scientific libraries",
        group: Group::ChoosePython,
        speaks_for: Python,
        practice: "choose.python.science",
        condition: |on| {
            let team = on.percent(TEAM_PYTHON, "Python in the team");
            All(vec![native(on), team.at_least(on.thresholds().python_percent)])
        },
        doubt: none,
    },
    Rule {
        id: "clarity-onboarding",
        label: "Clarity, onboarding",
        group: Group::ChoosePython,
        speaks_for: Python,
        practice: "choose.python.clarity",
        condition: |on| {
            let target = on.input(ONBOARDING_DAYS, "onboarding target", Measure::Days);
            All(vec![readability(on), target.at_most(on.thresholds().onboarding_days)])
        },
        doubt: none,
    },
    Rule {
        id: "heavy-computing",
        label: "Heavy CPU or native",
        group: Group::ChoosePython,
        speaks_for: Python,
        practice: "choose.python.native",
        condition: |on| Any(vec![heavy_computing(on), native(on)]),
        doubt: slow_computing,
    },
    Rule {
        id: "hybrid-boundary",
        label: "Two services, proven",
        group: Group::Hybrid,
        speaks_for: Hybrid,
        practice: "hybrid.start_one",
        // The score is the proof that the worksheet has: money and the team's time are criteria in it.
        condition: |on| {
            let thresholds = on.thresholds();
            All(vec![
                on.smaller_half_percent().at_least(thresholds.smaller_half_percent),
                on.services(Hybrid).at_most(thresholds.hybrid_services),
                on.hybrid_lead_points().at_least(thresholds.hybrid_lead_points),
            ])
        },
        doubt: none,
    },
    Rule {
        id: "realtime-io",
        label: "Real-time I/O",
        group: Group::Quick,
        speaks_for: Node,
        practice: "checklist.realtime",
        condition: |on| {
            let target = on.input(P99_MS, "p99 target", Measure::Milliseconds);
            let traffic = on.input(RPS, "traffic", Measure::RequestsPerSecond);
            All(vec![
                light_computing(on),
                target.at_most(on.thresholds().realtime_p99_ms),
                traffic.at_least(on.thresholds().realtime_rps),
            ])
        },
        doubt: go_as_well,
    },
    Rule {
        id: "data-pipelines",
        label: "ML, analytics, data",
        group: Group::Quick,
        speaks_for: Python,
        practice: "checklist.data",
        condition: |on| All(vec![data(on)]),
        doubt: none,
    },
    Rule {
        id: "javascript-team",
        label: "JavaScript team",
        group: Group::Quick,
        speaks_for: Node,
        practice: "checklist.js_team",
        condition: |on| All(vec![javascript_team(on)]),
        doubt: none,
    },
    Rule {
        id: "readability-first",
        label: "Readability first",
        group: Group::Quick,
        speaks_for: Python,
        practice: "checklist.readability",
        condition: |on| All(vec![readability(on)]),
        doubt: none,
    },
    Rule {
        id: "edge-serverless",
        label: "Edge, serverless",
        group: Group::Quick,
        speaks_for: Node,
        practice: "checklist.edge",
        condition: |on| All(vec![edge(on)]),
        doubt: cold_start,
    },
    Rule {
        id: "kubernetes-compute",
        label: "Kubernetes, compute",
        group: Group::Quick,
        speaks_for: Python,
        practice: "checklist.kubernetes",
        condition: |on| All(vec![heavy_computing(on), deployment::orchestrated(on, on.outlook.first())]),
        doubt: slow_computing,
    },
];

fn light_computing(on: &Situation<'_>) -> Condition {
    on.computing_percent().at_most(on.thresholds().light_computing_percent)
}

fn heavy_computing(on: &Situation<'_>) -> Condition {
    on.computing_percent().at_least(on.thresholds().heavy_computing_percent)
}

fn native(on: &Situation<'_>) -> Condition {
    on.native_percent().at_least(on.thresholds().native_percent)
}

fn frontend(on: &Situation<'_>) -> Condition {
    on.percent(NEED_FRONTEND, "front-end need").at_least(on.thresholds().frontend_percent)
}

fn edge(on: &Situation<'_>) -> Condition {
    on.percent(NEED_EDGE, "edge need").at_least(on.thresholds().edge_percent)
}

fn javascript_team(on: &Situation<'_>) -> Condition {
    on.percent(TEAM_JS, "JavaScript in the team").at_least(on.thresholds().javascript_percent)
}

fn data(on: &Situation<'_>) -> Condition {
    on.percent(NEED_DATA, "data need").at_least(on.thresholds().data_percent)
}

fn readability(on: &Situation<'_>) -> Condition {
    on.onboarding_weight_percent().at_least(on.thresholds().onboarding_weight_percent)
}

const fn none(_: &Situation<'_>) -> Option<Doubt> {
    None
}

fn cold_start(on: &Situation<'_>) -> Option<Doubt> {
    let start = on.cold_start_ms();
    let [node_ms, python_ms, go_ms] = [Node, Alternative::Python, Alternative::Go].map(|one| *start.of(one));
    (node_ms > python_ms.min(go_ms)).then_some(Doubt::ColdStart { node_ms, python_ms, go_ms })
}

fn slow_computing(on: &Situation<'_>) -> Option<Doubt> {
    let (python_ms, node_ms) = (on.heavy_ms(Runtime::Python), on.heavy_ms(Runtime::Node));
    (python_ms > node_ms).then_some(Doubt::SlowComputing { python_ms, node_ms })
}

fn go_as_well(on: &Situation<'_>) -> Option<Doubt> {
    let plan = |alternative: Alternative| &on.outlook.assessments[alternative].plan;
    let (node, go) = (plan(Node), plan(Alternative::Go));
    (go.feasible && go.planned <= node.planned)
        .then_some(Doubt::GoAsWell { node: node.planned, go: go.planned })
}
