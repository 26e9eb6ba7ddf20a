//! The report for programs: its keys, their order and their units are what scripts rely on.
//!
//! Numbers are not rounded. What is impossible, such as the p99 of a queue that grows without end, is `null`.

mod analysis;
mod checklist;
mod concurrency;
mod execution_plan;
mod guardrails;
mod methods;
mod releases;
mod violations;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use analysis::{BarPart, FlipPart, bars, flips};
use checklist::Entry;
use concurrency::Concurrency;
use execution_plan::ExecutionPlan;
use methods::Methods;
use releases::Releases;
use violations::{MendPart, ViolationPart};

use super::summary::framework;
use super::{Subject, provenance};
use crate::catalog::Finding;
use crate::model::capacity::Plan;
use crate::model::cross_check::cross_check;
use crate::model::outlook::Assessment;
use crate::model::{Alternative, criteria, mend};
use crate::scenario::parameter::{Key, Value};
use crate::scenario::{Definitions, registry};
use crate::sheets::wording::{self, reasons};

/// The version of the shape; it changes when a key is renamed or removed, not when one is added.
pub const SCHEMA: u32 = 1;

/// The report as indented JSON with a line end.
///
/// # Errors
/// Never for an outlook of this program: the shape has nothing that JSON cannot hold.
pub fn json(subject: Subject<'_>) -> serde_json::Result<String> {
    serde_json::to_string_pretty(&Document::new(subject)).map(|text| text + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    version: &'static str,
    edition: &'static str,
    as_of: String,
    scenario: ScenarioPart<'a>,
    recommendation: Recommendation<'a>,
    options: Vec<OptionPart>,
    flip_points: Vec<FlipPart>,
    tornado: Vec<BarPart>,
    ratios: Ratios,
    lint: Vec<Lint<'a>>,
    concurrency: Concurrency,
    releases: Releases<'a>,
    hiring: Hiring,
    checklist: Vec<Entry>,
    execution_plan: ExecutionPlan,
    guardrails: Vec<guardrails::Entry<'a>>,
    provenance: Vec<Provenance<'a>>,
}

#[derive(Serialize)]
struct ScenarioPart<'a> {
    name: &'a str,
    inputs: InputsPart<'a>,
}

/// A value of an input as it was typed: 10000, not 10000.0; a choice or a date as text.
pub(super) struct InputValue<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) key: Key,
    pub(super) value: Value,
}

impl Serialize for InputValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            // The ranges of the inputs fit an integer.
            Value::Number(number) if number.fract() == 0.0 => serializer.serialize_i64(number as i64),
            Value::Number(number) => serializer.serialize_f64(number),
            value => serializer.serialize_str(&self.definitions.text(self.key, value)),
        }
    }
}

/// Every parameter under its id, in the order of the registry.
struct InputsPart<'a>(Subject<'a>);

impl Serialize for InputsPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Subject { facts, scenario, .. } = self.0;
        let mut map = serializer.serialize_map(Some(registry::COUNT))?;
        for key in registry::keys() {
            let value = facts.definitions.value(scenario, key);
            let value = InputValue { definitions: &facts.definitions, key, value };
            map.serialize_entry(registry::get(key).id, &value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
struct Recommendation<'a> {
    option: &'static str,
    framework: Option<&'a str>,
    score: f64,
    margin: f64,
    p_best: f64,
    standard_error: f64,
    draws: u32,
    confidence: &'static str,
    close_call: bool,
    order: [&'static str; Alternative::COUNT],
    reasons: Vec<String>,
    warnings: Vec<String>,
    method_sensitive: bool,
    methods: Methods,
}

#[derive(Serialize)]
struct OptionPart {
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

#[derive(Serialize)]
struct Ratios {
    throughput: f64,
    latency: Option<f64>,
    compute: Option<f64>,
    node_over_go_throughput: f64,
    reach_gap_points: f64,
    native_percent_to_draw_level: Option<f64>,
    cpu_ms_for_go_to_overtake: Option<f64>,
}

#[derive(Serialize)]
struct Lint<'a> {
    figure: &'a str,
    rule: &'static str,
    stated: f64,
    implied: f64,
    text: &'a str,
}

#[derive(Serialize)]
struct Hiring {
    options: Vec<HiringPart>,
}

#[derive(Serialize)]
struct HiringPart {
    id: &'static str,
    reach_percent: f64,
    fit: f64,
    productive_day_one: u64,
    ramp_usd: f64,
    days_to_speed: f64,
}

#[derive(Serialize)]
struct Provenance<'a> {
    figure: String,
    value: f64,
    unit: &'static str,
    source: String,
    url: Option<&'a str>,
    published: String,
    confidence: &'static str,
    article: Option<f64>,
}

impl<'a> Document<'a> {
    fn new(subject: Subject<'a>) -> Self {
        let Subject { scenario, outlook, .. } = subject;
        let first = outlook.first();
        let tally = &subject.analysis.tally;
        let check = cross_check(outlook);
        let mends = mend::mends(subject.facts, outlook);
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            edition: outlook.inputs.edition.name(),
            as_of: outlook.inputs.as_of.to_string(),
            scenario: ScenarioPart { name: &scenario.name, inputs: InputsPart(subject) },
            recommendation: Recommendation {
                option: first.id(),
                framework: framework(subject, first).map(|entry| entry.id.as_str()),
                score: outlook.assessments[first].score,
                margin: outlook.margin,
                p_best: tally.p_best(first),
                standard_error: tally.standard_error(first),
                draws: tally.draws,
                confidence: tally.confidence(first).label(),
                close_call: outlook.is_close_call(),
                order: outlook.order.map(Alternative::id),
                reasons: reasons::sentences(subject.facts, outlook, &mends)
                    .into_iter()
                    .map(|one| one.text)
                    .collect(),
                warnings: outlook.warnings.iter().map(wording::warning).collect(),
                method_sensitive: check.is_method_sensitive(),
                methods: Methods(check),
            },
            options: outlook
                .order
                .iter()
                .map(|alternative| {
                    let mend = mends[*alternative].as_ref().map(MendPart::from);
                    let p_best = tally.p_best(*alternative);
                    OptionPart::new(&outlook.assessments[*alternative], &outlook.weights, p_best, mend)
                })
                .collect(),
            flip_points: flips(subject),
            tornado: bars(subject),
            ratios: Ratios {
                throughput: outlook.ratios.throughput,
                latency: outlook.ratios.latency,
                compute: outlook.ratios.compute,
                node_over_go_throughput: outlook.ratios.node_over_go_throughput,
                reach_gap_points: outlook.ratios.reach_gap_points,
                native_percent_to_draw_level: outlook
                    .ratios
                    .native_share_to_draw_level
                    .map(|share| share * 100.0),
                cpu_ms_for_go_to_overtake: outlook
                    .ratios
                    .work_for_go_to_overtake
                    .map(|seconds| seconds * 1e3),
            },
            lint: outlook.lint.iter().map(Lint::from).collect(),
            concurrency: Concurrency::new(subject),
            releases: Releases::new(subject),
            hiring: Hiring {
                options: outlook
                    .hiring
                    .iter()
                    .map(|(alternative, one)| HiringPart {
                        id: alternative.id(),
                        reach_percent: one.reach_percent,
                        fit: one.fit,
                        productive_day_one: one.productive_day_one,
                        ramp_usd: one.ramp_usd,
                        days_to_speed: one.days_to_speed,
                    })
                    .collect(),
            },
            checklist: checklist::entries(subject),
            execution_plan: ExecutionPlan::new(subject),
            guardrails: guardrails::entries(subject),
            provenance: provenance::entries(subject).into_iter().map(Provenance::from).collect(),
        }
    }
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

impl<'a> From<&'a Finding> for Lint<'a> {
    fn from(finding: &'a Finding) -> Self {
        let Finding { figure, rule, stated, implied, text, .. } = finding;
        Self { figure, rule, stated: *stated, implied: *implied, text }
    }
}

impl<'a> From<provenance::Entry<'a>> for Provenance<'a> {
    fn from(entry: provenance::Entry<'a>) -> Self {
        Self {
            figure: entry.id.clone(),
            value: entry.value,
            unit: entry.unit.name(),
            source: entry.source_text(),
            url: entry.url(),
            published: entry.published(),
            confidence: entry.confidence,
            article: entry.article,
        }
    }
}
