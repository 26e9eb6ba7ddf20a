//! The hard limits that an option breaks, and what would mend it.

use serde::Serialize;

use crate::model::mend::Mend;
use crate::model::outlook::Violation;
use crate::scenario::registry;
use crate::sheets::wording;

#[derive(Serialize)]
pub(super) struct ViolationPart {
    id: &'static str,
    value: Option<f64>,
    bound: f64,
    text: String,
    mend: Option<MendPart>,
}

/// The least change of one input after which the option keeps all limits; a budget of 0 sets none.
#[derive(Clone, Copy, Serialize)]
pub(super) struct MendPart {
    input: &'static str,
    from: f64,
    to: f64,
}

impl From<&Mend> for MendPart {
    fn from(mend: &Mend) -> Self {
        Self { input: registry::get(mend.key).id, from: mend.from, to: mend.to }
    }
}

impl ViolationPart {
    pub(super) fn new(violation: &Violation, mend: Option<MendPart>) -> Self {
        let (value, bound) = match *violation {
            Violation::P99 { value_ms, bound_ms } => (value_ms, bound_ms),
            Violation::Budget { value_usd, bound_usd } => (Some(value_usd), bound_usd),
            Violation::NothingToSplit { value, bound } => (Some(value), bound),
        };
        Self { id: violation.limit().id(), value, bound, text: wording::limits::violation(violation), mend }
    }
}
