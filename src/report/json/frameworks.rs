//! The frameworks of each runtime, with what the plan would be.

use serde::Serialize;

use crate::model::frameworks::{Choice, choices};
use crate::report::Subject;

#[derive(Serialize)]
pub(super) struct FrameworkPart<'a> {
    id: &'a str,
    runtime: &'static str,
    chosen: bool,
    /// The option that is planned with it.
    option: &'static str,
    capacity: Option<CapacityPart>,
}

#[derive(Serialize)]
struct CapacityPart {
    core_rps: f64,
    planned: u64,
    usd_month: f64,
    p99_ms: Option<f64>,
}

/// All of them, those of the option in front first.
pub(super) fn parts(Subject { facts, outlook, .. }: Subject<'_>) -> Vec<FrameworkPart<'_>> {
    choices(facts, outlook).into_iter().map(FrameworkPart::from).collect()
}

impl<'a> From<Choice<'a>> for FrameworkPart<'a> {
    fn from(choice: Choice<'a>) -> Self {
        let Choice { framework, alternative, chosen, measured, .. } = choice;
        Self {
            id: framework.id.as_str(),
            runtime: framework.runtime.name(),
            chosen,
            option: alternative.id(),
            capacity: measured.map(|measured| CapacityPart {
                core_rps: measured.rps,
                planned: measured.plan.planned,
                usd_month: measured.plan.usd_month(),
                p99_ms: measured.plan.p99.map(|seconds| seconds * 1e3),
            }),
        }
    }
}
