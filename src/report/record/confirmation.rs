//! How to find out whether it was right: the steps, what they are measured by, and the team's own numbers.

use super::{Material, view};
use crate::report::markdown::Document;
use crate::sheets::wording::guardrails as wording;
use crate::sheets::{Heading, SheetId};

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    out.heading(3, "Confirmation");
    if on.subject.outlook.none_fits() {
        out.paragraph(
            "Nothing is chosen. What follows would be the plan of the option that leads on points.",
        );
    }
    out.paragraph(on.note(&SheetId::ExecutionPlan));
    let mut steps = on.columns(
        &SheetId::ExecutionPlan,
        &[Heading::Step, Heading::Starts, Heading::Due, Heading::Once, Heading::PerMonth, Heading::What],
    );
    // The sums stand in the sentence above.
    steps.rows.pop();
    out.table(&steps);
    out.paragraph(
        "The steps, and what some of them cost, follow the article that is named among the sources.",
    );
    out.paragraph(on.note(&SheetId::SuccessMetrics));
    out.table(&on.columns(
        &SheetId::SuccessMetrics,
        &[Heading::Metric, Heading::AtMost, Heading::Predicted, Heading::State, Heading::Due, Heading::What],
    ));
    guardrails(on, out);
}

/// The numbers that the team has stated, against their limits.
fn guardrails(on: &Material<'_>, out: &mut Document) {
    let checks = &on.subject.outlook.guardrails;
    let Some(count) = wording::count(checks) else { return };
    out.paragraph(
        &wording::failures(&on.subject.facts.catalog, checks)
            .unwrap_or_else(|| format!("The team's own numbers against the guardrails: {count}.")),
    );
    let mut sheet = on.columns(
        &SheetId::GuardrailCheck,
        &[Heading::Guardrail, Heading::Yours, Heading::Limit, Heading::Verdict],
    );
    let mut stated = checks.iter().map(|check| check.value.is_some());
    sheet.rows.retain(|_| stated.next().unwrap_or(false));
    out.table(&view::filled(&sheet));
}
