//! The report for programs: its keys, their order and their units are what scripts rely on.
//!
//! Numbers are not rounded, but for the dust of binary fractions. What is impossible, such as the p99 of a queue that
//! grows without end, is `null`.

mod analysis;
mod baselines;
mod checklist;
mod concurrency;
mod deployment;
mod execution_plan;
mod frameworks;
mod guardrails;
mod hiring;
mod lint;
mod methods;
mod options;
pub mod pretty;
mod ratios;
mod recommendation;
mod releases;
mod sources;
mod violations;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use analysis::{BarPart, FlipPart, bars, flips};
use baselines::Baselines;
use checklist::Entry;
use concurrency::Concurrency;
use deployment::Deployment;
use execution_plan::ExecutionPlan;
use frameworks::FrameworkPart;
use hiring::Hiring;
use lint::Lint;
use options::OptionPart;
use ratios::Ratios;
use recommendation::Recommendation;
use releases::Releases;
use sources::Provenance;

use super::{Subject, provenance};
use crate::model::mend;
use crate::scenario::parameter::{Key, Value};
use crate::scenario::{Definitions, Note, registry};

/// The version of the shape; it changes when a key is renamed or removed, not when one is added.
pub const SCHEMA: u32 = 1;

/// The report as indented JSON with a line end.
///
/// # Errors
/// Never for an outlook of this program: the shape has nothing that JSON cannot hold.
pub fn json(subject: Subject<'_>) -> serde_json::Result<String> {
    pretty::text(&Document::new(subject))
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
    baselines: Baselines<'a>,
    frameworks: Vec<FrameworkPart<'a>>,
    deployment: Deployment,
}

#[derive(Serialize)]
struct ScenarioPart<'a> {
    name: &'a str,
    inputs: InputsPart<'a>,
    notes: Vec<NotePart<'a>>,
}

/// What was said in the meeting.
#[derive(Serialize)]
struct NotePart<'a> {
    at: String,
    text: &'a str,
}

impl<'a> From<&'a Note> for NotePart<'a> {
    fn from(note: &'a Note) -> Self {
        Self { at: note.at.to_string(), text: &note.text }
    }
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

impl<'a> Document<'a> {
    fn new(subject: Subject<'a>) -> Self {
        let Subject { facts, scenario, outlook, .. } = subject;
        let mends = mend::mends(facts, outlook);
        Self {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION"),
            edition: outlook.inputs.edition.name(),
            as_of: outlook.inputs.as_of.to_string(),
            scenario: ScenarioPart {
                name: &scenario.name,
                inputs: InputsPart(subject),
                notes: scenario.notes.iter().map(NotePart::from).collect(),
            },
            recommendation: Recommendation::new(subject, &mends),
            options: options::parts(subject, &mends),
            flip_points: flips(subject),
            tornado: bars(subject),
            ratios: Ratios::from(&outlook.ratios),
            lint: outlook.lint.iter().map(Lint::from).collect(),
            concurrency: Concurrency::new(subject),
            releases: Releases::new(subject),
            hiring: Hiring::from(&outlook.hiring),
            checklist: checklist::entries(subject),
            execution_plan: ExecutionPlan::new(subject),
            guardrails: guardrails::entries(subject),
            provenance: provenance::entries(subject).into_iter().map(Provenance::from).collect(),
            baselines: Baselines::from(outlook),
            frameworks: frameworks::parts(subject),
            deployment: Deployment::new(subject),
        }
    }
}
