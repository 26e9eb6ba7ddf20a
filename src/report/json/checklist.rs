//! The article's checklist in the report: each rule with its condition, the present values and whether it fires.

use serde::Serialize;

use crate::model::checklist::{Checklist, Verdict};
use crate::report::Subject;
use crate::sheets::wording::rules;

#[derive(Serialize)]
pub(super) struct Entry {
    id: &'static str,
    condition: String,
    value: String,
    verdict: &'static str,
    fires: bool,
}

/// Every rule, in the order of the article.
pub(super) fn entries(Subject { facts, outlook, .. }: Subject<'_>) -> Vec<Entry> {
    Checklist::evaluate(facts, outlook).verdicts.iter().map(Entry::from).collect()
}

impl From<&Verdict> for Entry {
    fn from(verdict: &Verdict) -> Self {
        Self {
            id: verdict.rule.id,
            condition: rules::clause(&verdict.clause),
            value: rules::finding(&verdict.clause),
            verdict: verdict.rule.speaks_for.id(),
            fires: verdict.fires,
        }
    }
}
