//! The options, best first: what they score, break, and need.

use serde::Serialize;

use super::violations::{MendPart, ViolationPart};
use crate::model::capacity::Plan;
use crate::model::mend::Mend;
use crate::model::outlook::Assessment;
use crate::model::{PerAlternative, criteria};
use crate::report::Subject;

#[derive(Serialize)]
pub(super) struct OptionPart {
    id: &'static str,
    rank: usize,
    score: f64,
    p_best: f64,
    feasible: bool,
    violations: Vec<ViolationPart>,
    criteria: Vec<CriterionPart>,
    capacity: Capacity,
}

#[derive(Serialize)]
struct CriterionPart {
    id: &'static str,
    weight: f64,
    value: f64,
    contribution: f64,
}

#[derive(Serialize)]
struct Capacity {
    core_rps: f64,
    service_ms: f64,
    mode: &'static str,
    planned: u64,
    api: Option<u64>,
    compute: Option<u64>,
    binding: &'static str,
    utilisation: f64,
    compute_utilisation: Option<f64>,
    p50_ms: Option<f64>,
    p99_ms: Option<f64>,
    heavy_p99_ms: Option<f64>,
    infra_usd: f64,
    ops_usd: f64,
    usd_per_million_requests: f64,
    by_method: ByMethod,
}

#[derive(Serialize)]
struct ByMethod {
    baseline: u64,
    article: u64,
    load: u64,
    derated: Option<u64>,
    cpu: u64,
    p99: Option<u64>,
}

/// Every option with its mend, where one change would do.
pub(super) fn parts(subject: Subject<'_>, mends: &PerAlternative<Option<Mend>>) -> Vec<OptionPart> {
    let Subject { outlook, analysis, .. } = subject;
    let part = |alternative| {
        let mend = mends[alternative].as_ref().map(MendPart::from);
        let p_best = analysis.tally.p_best(alternative);
        OptionPart::new(&outlook.assessments[alternative], &outlook.weights, p_best, mend)
    };
    outlook.order.into_iter().map(part).collect()
}

impl OptionPart {
    fn new(
        assessment: &Assessment,
        weights: &[f64; criteria::COUNT],
        p_best: f64,
        mend: Option<MendPart>,
    ) -> Self {
        let parts = assessment.values.iter().zip(&assessment.contributions);
        Self {
            id: assessment.alternative.id(),
            rank: assessment.rank,
            score: assessment.score,
            p_best,
            feasible: assessment.violations.is_empty(),
            violations: assessment.violations.iter().map(|one| ViolationPart::new(one, mend)).collect(),
            criteria: criteria::ALL
                .iter()
                .zip(weights)
                .zip(parts)
                .map(|((criterion, &weight), (&value, &contribution))| CriterionPart {
                    id: criterion.id,
                    weight,
                    value,
                    contribution,
                })
                .collect(),
            capacity: Capacity::from(&assessment.plan),
        }
    }
}

impl From<&Plan> for Capacity {
    fn from(plan: &Plan) -> Self {
        let milliseconds = |seconds: Option<f64>| seconds.map(|seconds| seconds * 1e3);
        let counts = &plan.by_method;
        Self {
            core_rps: plan.core_rps,
            service_ms: plan.service * 1e3,
            mode: plan.mode.id(),
            planned: plan.planned,
            api: plan.api,
            compute: plan.compute,
            binding: plan.binding.id(),
            utilisation: plan.utilisation,
            compute_utilisation: plan.compute_utilisation,
            p50_ms: milliseconds(plan.p50),
            p99_ms: milliseconds(plan.p99),
            heavy_p99_ms: milliseconds(plan.heavy_p99),
            infra_usd: plan.infra_usd,
            ops_usd: plan.ops_usd,
            usd_per_million_requests: plan.usd_per_million_requests,
            by_method: ByMethod {
                baseline: counts.baseline,
                article: counts.article,
                load: counts.load,
                derated: counts.derated,
                cpu: counts.cpu,
                p99: counts.p99,
            },
        }
    }
}
