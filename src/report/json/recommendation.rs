//! What comes first, and how sure that is.

use serde::Serialize;

use super::methods::Methods;
use super::violations::SmallestFix;
use crate::model::Alternative;
use crate::model::cross_check::cross_check;
use crate::model::mend::Mends;
use crate::report::Subject;
use crate::report::summary::framework;
use crate::sheets::wording::{self, reasons};

#[derive(Serialize)]
pub(super) struct Recommendation<'a> {
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
    serious_warnings: Vec<String>,
    method_sensitive: bool,
    methods: Methods,
    feasible: bool,
    p_none_feasible: f64,
    smallest_fix: Option<SmallestFix>,
}

impl<'a> Recommendation<'a> {
    pub(super) fn new(subject: Subject<'a>, mends: &Mends) -> Self {
        let Subject { facts, outlook, .. } = subject;
        let first = outlook.first();
        let tally = &subject.analysis.tally;
        let check = cross_check(outlook);
        Self {
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
            reasons: reasons::sentences(facts, outlook, mends).into_iter().map(|one| one.text).collect(),
            warnings: outlook.warnings.iter().map(wording::warning).collect(),
            serious_warnings: outlook.serious_warnings().map(wording::warning).collect(),
            method_sensitive: check.is_method_sensitive(),
            methods: Methods(check),
            feasible: !outlook.none_fits(),
            p_none_feasible: tally.p_none_feasible(),
            smallest_fix: SmallestFix::new(outlook, mends),
        }
    }
}
