//! Where to run the option in front, and what each target asks for.

use serde::Serialize;

use crate::model::condition::Condition;
use crate::model::deployment::{self, Judged};
use crate::report::Subject;
use crate::sheets::wording::rules;

#[derive(Serialize)]
pub(super) struct Deployment {
    option: &'static str,
    choice: &'static str,
    targets: Vec<TargetPart>,
}

#[derive(Serialize)]
struct TargetPart {
    id: &'static str,
    fits: bool,
    conditions: Vec<ConditionPart>,
}

#[derive(Serialize)]
struct ConditionPart {
    holds: bool,
    text: String,
}

impl Deployment {
    pub(super) fn new(Subject { facts, outlook, .. }: Subject<'_>) -> Self {
        let deployment = deployment::judge(facts, outlook);
        Self {
            option: deployment.alternative.id(),
            choice: deployment.choice.id(),
            targets: deployment.targets.iter().map(TargetPart::from).collect(),
        }
    }
}

impl From<&Judged> for TargetPart {
    fn from(judged: &Judged) -> Self {
        Self {
            id: judged.target.id(),
            fits: judged.fits(),
            conditions: judged.conditions.iter().map(ConditionPart::from).collect(),
        }
    }
}

impl From<&Condition> for ConditionPart {
    fn from(condition: &Condition) -> Self {
        Self { holds: condition.holds(), text: rules::judged(condition) }
    }
}
