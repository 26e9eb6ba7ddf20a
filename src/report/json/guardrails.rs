//! The team's own numbers in the report, each against its guardrail.

use serde::Serialize;

use crate::model::guardrails::Check;
use crate::report::Subject;
use crate::sheets::wording::guardrails as wording;

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    id: &'static str,
    /// `null` while the team has stated none.
    value: Option<f64>,
    bound: &'static str,
    limit: f64,
    unit: &'static str,
    verdict: &'static str,
    remedy: Option<&'a str>,
}

/// Every guardrail, stated or not.
pub(super) fn entries(Subject { facts, outlook, .. }: Subject<'_>) -> Vec<Entry<'_>> {
    let entry = |check: &Check| Entry {
        id: check.guardrail.id,
        value: check.value,
        bound: check.guardrail.bound.id(),
        limit: check.limit,
        unit: check.guardrail.unit.name(),
        verdict: check.verdict().id(),
        remedy: facts.catalog.practice(check.guardrail.practice).map(wording::remedy),
    };
    outlook.guardrails.iter().map(entry).collect()
}
