//! The comparison for programs: its keys, their order and their units are what scripts rely on.
//!
//! `a` is what is compared with, `b` what is compared; every change is that of `b` against `a`. Numbers are not
//! rounded, but for the dust of binary fractions.

use serde::Serialize;

use crate::model::Alternative;
use crate::model::comparison::{Cause, Comparison, Difference, Lever, Shift, Side};
use crate::model::criteria;
use crate::model::outlook::Assessment;
use crate::report::json::{InputValue, SCHEMA, pretty};
use crate::scenario::parameter::{Key, Value};
use crate::scenario::{Definitions, registry};
use crate::sheets::comparison::Compared;
use crate::sheets::wording::differences::keys;

/// The comparison as indented JSON with a line end.
///
/// # Errors
/// Never for outlooks of this program: the shape has nothing that JSON cannot hold.
pub fn json(on: Compared<'_>) -> serde_json::Result<String> {
    pretty::text(&Document::new(on))
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    version: &'static str,
    a: SidePart<'a>,
    b: SidePart<'a>,
    inputs: Vec<InputPart<'a>>,
    guardrails: Vec<GuardrailPart>,
    options: Vec<OptionPart>,
    lead: LeadPart,
}

#[derive(Serialize)]
struct SidePart<'a> {
    name: &'a str,
    edition: &'static str,
    as_of: String,
    order: [&'static str; Alternative::COUNT],
}

#[derive(Serialize)]
struct InputPart<'a> {
    id: &'static str,
    a: InputValue<'a>,
    b: InputValue<'a>,
    /// Whether nobody set it on either side: its default follows from another difference.
    follows: bool,
}

#[derive(Serialize)]
struct GuardrailPart {
    id: &'static str,
    a: Option<f64>,
    b: Option<f64>,
}

#[derive(Serialize)]
struct OptionPart {
    id: &'static str,
    a: Outcome,
    b: Outcome,
    change: Change,
    contributions: Vec<ContributionPart>,
}

#[derive(Serialize)]
struct Outcome {
    rank: usize,
    score: f64,
    feasible: bool,
    planned: u64,
    p99_ms: Option<f64>,
    utilisation: f64,
    compute_utilisation: Option<f64>,
    usd_per_month: f64,
}

#[derive(Serialize)]
struct Change {
    rank: i64,
    score: f64,
    planned: i64,
    usd_per_month: f64,
}

#[derive(Serialize)]
struct ContributionPart {
    id: &'static str,
    a: f64,
    b: f64,
    change: f64,
    from_value: f64,
    from_weight: f64,
}

#[derive(Serialize)]
struct LeadPart {
    of: &'static str,
    over: &'static str,
    a: f64,
    b: f64,
    change: f64,
    method: &'static str,
    causes: Vec<CausePart>,
    together: f64,
}

#[derive(Serialize)]
struct CausePart {
    /// The ids of the inputs that were changed together; `edition` for that.
    inputs: Vec<&'static str>,
    points: f64,
    first_alone: &'static str,
    first_without: &'static str,
}

impl<'a> Document<'a> {
    fn new(on: Compared<'a>) -> Self {
        let Comparison { differences, lead, causes, .. } = on.comparison;
        let definitions = &on.facts.definitions;
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            a: SidePart::from(on.before),
            b: SidePart::from(on.after),
            inputs: differences.iter().filter_map(|one| InputPart::new(definitions, one)).collect(),
            guardrails: differences.iter().filter_map(GuardrailPart::new).collect(),
            options: on
                .after
                .outlook
                .order
                .iter()
                .map(|one| {
                    let [a, b] = [on.before, on.after].map(|side| &side.outlook.assessments[*one]);
                    OptionPart::new(a, b, &on.comparison.shifts[*one])
                })
                .collect(),
            lead: LeadPart {
                of: lead.of.id(),
                over: lead.over.id(),
                a: lead.before,
                b: lead.after,
                change: lead.change(),
                method: causes.method.id(),
                causes: causes.shares.iter().map(CausePart::from).collect(),
                together: causes.together,
            },
        }
    }
}

impl<'a> From<Side<'a>> for SidePart<'a> {
    fn from(side: Side<'a>) -> Self {
        let outlook = side.outlook;
        Self {
            name: &side.scenario.name,
            edition: outlook.inputs.edition.name(),
            as_of: outlook.inputs.as_of.to_string(),
            order: outlook.order.map(crate::model::Alternative::id),
        }
    }
}

impl<'a> InputPart<'a> {
    fn new(definitions: &'a Definitions, difference: &Difference) -> Option<Self> {
        let Difference::Input { key, before, after, follows } = *difference else { return None };
        let value = |value: Value| InputValue { definitions, key, value };
        Some(Self { id: registry::get(key).id, a: value(before), b: value(after), follows })
    }
}

impl GuardrailPart {
    fn new(difference: &Difference) -> Option<Self> {
        let Difference::Guardrail { guardrail, before, after } = *difference else { return None };
        Some(Self { id: guardrail.id, a: before, b: after })
    }
}

impl OptionPart {
    fn new(a: &Assessment, b: &Assessment, shifts: &[Shift; criteria::COUNT]) -> Self {
        let difference = |a: u64, b: u64| i64::try_from(i128::from(b) - i128::from(a)).unwrap_or(i64::MAX);
        Self {
            id: b.alternative.id(),
            a: Outcome::from(a),
            b: Outcome::from(b),
            change: Change {
                rank: difference(a.rank as u64, b.rank as u64),
                score: b.score - a.score,
                planned: difference(a.plan.planned, b.plan.planned),
                usd_per_month: b.plan.usd_month() - a.plan.usd_month(),
            },
            contributions: criteria::ALL
                .iter()
                .zip(shifts)
                .map(|(criterion, shift)| ContributionPart {
                    id: criterion.id,
                    a: shift.before,
                    b: shift.after,
                    change: shift.change(),
                    from_value: shift.from_value,
                    from_weight: shift.from_weight,
                })
                .collect(),
        }
    }
}

impl From<&Assessment> for Outcome {
    fn from(one: &Assessment) -> Self {
        Self {
            rank: one.rank,
            score: one.score,
            feasible: one.violations.is_empty(),
            planned: one.plan.planned,
            p99_ms: one.plan.p99.map(|seconds| seconds * 1e3),
            utilisation: one.plan.utilisation,
            compute_utilisation: one.plan.compute_utilisation,
            usd_per_month: one.plan.usd_month(),
        }
    }
}

impl From<&Cause> for CausePart {
    fn from(cause: &Cause) -> Self {
        let id = |key: Key| registry::get(key).id;
        Self {
            inputs: match cause.lever {
                Lever::Edition => vec!["edition"],
                lever => keys(lever).into_iter().map(id).collect(),
            },
            points: cause.points,
            first_alone: cause.alone.id(),
            first_without: cause.without.id(),
        }
    }
}
