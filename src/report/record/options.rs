//! The options of the record: what they are, and what speaks for and against each.

use std::fmt::Write;

use super::{escape, list, option, table, without};
use crate::model::mend;
use crate::model::outlook::Assessment;
use crate::notation;
use crate::report::Subject;
use crate::sheets::Sheet;
use crate::sheets::wording::reasons;

/// The list of all.
pub(super) fn considered(subject: Subject<'_>) -> String {
    let names = subject.outlook.order.map(|one| escape(&option(subject, one)));
    format!("\n## Considered Options\n\n{}", list(names))
}

/// What each is worth by each driver, what it takes, and why it is not the first.
pub(super) fn pros_and_cons(subject: Subject<'_>, sheets: &[Sheet]) -> String {
    let mut out = String::from("\n## Pros and Cons of the Options\n");
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.id == "contributions") {
        let _ = write!(
            out,
            "\nPoints of 100 by driver:\n\n{}",
            table::markdown(&without(sheet, &["Weight %", "Priority"]))
        );
    }
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.id == "capacity") {
        let _ = write!(out, "\n{}:\n\n{}", escape(&sheet.title), table::markdown(sheet));
    }
    let outlook = subject.outlook;
    let mends = mend::mends(subject.facts, outlook);
    let reasons = reasons::sentences(subject.facts, outlook, &mends);
    let [_, others @ ..] = outlook.order;
    for alternative in others {
        let assessment = &outlook.assessments[alternative];
        let _ = write!(
            out,
            "\n### {}\n\nIt would take {}.\n\n",
            escape(&option(subject, alternative)),
            escape(&size(assessment))
        );
        let of_it = reasons.iter().filter(|reason| reason.about == alternative);
        out += &list(of_it.map(|reason| escape(&reason.text)));
    }
    out
}

/// What an option takes and does at its size, as a part of a sentence.
pub(super) fn size(assessment: &Assessment) -> String {
    let plan = &assessment.plan;
    let workers = match (plan.api, plan.compute) {
        (Some(api), Some(compute)) => format!(
            "{} workers, {} that answer and {} that compute",
            notation::count(plan.planned),
            notation::count(api),
            notation::count(compute)
        ),
        _ if plan.planned == 1 => "1 worker".to_owned(),
        _ => format!("{} workers", notation::count(plan.planned)),
    };
    let p99 = plan.p99.map_or_else(
        || "with a queue that grows without end".to_owned(),
        |seconds| format!("with a p99 of {} ms", notation::milliseconds(seconds * 1e3)),
    );
    format!("{workers}, ${} a month, {p99}", notation::usd(plan.usd_month()))
}
