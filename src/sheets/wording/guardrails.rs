//! Checks of the team's own numbers in words.

use crate::catalog::{Catalog, Practice, Text};
use crate::model::guardrails::{Check, Verdict};
use crate::notation;
use crate::scenario::guardrails::Guardrail;
use crate::sheets::{Tone, wording};

/// The limit with its side and its unit: `at most 25 packages`.
pub fn limit(check: &Check) -> String {
    format!(
        "{} {} {}",
        check.guardrail.bound.words(),
        notation::plain(exact(check.limit)),
        check.guardrail.unit
    )
}

/// The verdict with its mark, and how it is meant: `✗ fail by 5`.
pub fn verdict(check: &Check) -> (String, Tone) {
    match check.verdict() {
        Verdict::NotStated => ("not stated".to_owned(), Tone::Muted),
        Verdict::Pass => ("✓ pass".to_owned(), Tone::Good),
        Verdict::Fail(by) => (format!("✗ fail by {}", notation::plain(exact(by))), Tone::Bad),
    }
}

/// What happens, or is to be done, beyond the limit.
pub fn remedy(practice: &Practice) -> &str {
    practice.cells.last().map_or("", Text::as_str)
}

/// How many of the stated numbers pass; `None` while none is stated.
pub fn count(checks: &[Check]) -> Option<String> {
    let stated = checks.iter().filter(|check| check.verdict() != Verdict::NotStated).count();
    let failing = checks.iter().filter(|check| matches!(check.verdict(), Verdict::Fail(_))).count();
    let numbers = if stated == 1 { "number" } else { "numbers" };
    match (stated, failing) {
        (0, _) => None,
        (_, 0) => Some(format!("{stated} {numbers} stated, none fails")),
        (_, 1) => Some(format!("{stated} {numbers} stated, 1 fails")),
        _ => Some(format!("{stated} {numbers} stated, {failing} fail")),
    }
}

/// The numbers that fail, with their limits and remedies, as one sentence; `None` when none does.
pub fn failures(catalog: &Catalog, checks: &[Check]) -> Option<String> {
    let clauses: Vec<String> = checks
        .iter()
        .filter(|check| matches!(check.verdict(), Verdict::Fail(_)))
        .map(|check| clause(catalog, check))
        .collect();
    (!clauses.is_empty()).then(|| format!("Guardrails that fail: {}.", clauses.join("; ")))
}

fn clause(catalog: &Catalog, check: &Check) -> String {
    let Guardrail { label, practice, .. } = check.guardrail;
    let value = check.value.map_or_else(|| notation::NONE.to_owned(), notation::plain);
    let remedy = catalog.practice(practice).map(|practice| wording::within_sentence(remedy(practice)));
    let remedy = remedy.map_or_else(String::new, |remedy| format!(" ({remedy})"));
    format!("{} {value}, {}{remedy}", wording::within_sentence(label), limit(check))
}

/// Without the dust of a subtraction or a multiplication, which would make 4.9 a 4.899999999999999.
fn exact(value: f64) -> f64 {
    notation::rounded(value, 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn a_check_is_told_with_its_limit_and_by_how_much_it_fails() {
        let (facts, outlook) = fixture::stated(&[
            ("guardrails.direct_dependencies", "29.0"),
            ("guardrails.lag_ms", "204.9"),
            ("guardrails.type_coverage_percent", "90"),
        ]);
        let told = |id: &str| {
            let check = outlook.guardrails.iter().find(|check| check.guardrail.id == id).unwrap();
            (limit(check), verdict(check).0)
        };
        let pair = |limit: &str, verdict: &str| (limit.to_owned(), verdict.to_owned());
        assert_eq!(told("guardrails.direct_dependencies"), pair("at most 25 packages", "✗ fail by 4"));
        assert_eq!(told("guardrails.lag_ms"), pair("at most 200 ms", "✗ fail by 4.9"));
        assert_eq!(told("guardrails.type_coverage_percent"), pair("at least 90 %", "✓ pass"));
        assert_eq!(told("guardrails.queue_cap").1, "not stated");
        assert_eq!(count(&outlook.guardrails).as_deref(), Some("3 numbers stated, 2 fail"));
        assert_eq!(
            failures(&facts.catalog, &outlook.guardrails).as_deref(),
            Some(
                "Guardrails that fail: event-loop lag 204.9, at most 200 ms (the balancer takes it out; find what blocks); \
                 direct dependencies 29, at most 25 packages (drop one before adding one)."
            )
        );
    }

    #[test]
    fn where_nothing_fails_nothing_is_told() {
        let (facts, outlook) = fixture::default();
        assert_eq!(count(&outlook.guardrails), None);
        assert_eq!(failures(&facts.catalog, &outlook.guardrails), None);
        let (facts, outlook) = fixture::stated(&[("guardrails.lag_ms", "200")]);
        assert_eq!(count(&outlook.guardrails).as_deref(), Some("1 number stated, none fails"));
        assert_eq!(failures(&facts.catalog, &outlook.guardrails), None);
    }
}
