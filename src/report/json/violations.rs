//! The hard limits that an option breaks, and what would mend it.

use serde::Serialize;

use crate::model::Outlook;
use crate::model::mend::{self, Mend, Mends};
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
    workers: u64,
    usd_month: f64,
}

/// The option that takes the least to keep all limits, where none keeps them, and what it takes.
#[derive(Serialize)]
pub(super) struct SmallestFix {
    option: &'static str,
    #[serde(flatten)]
    mend: MendPart,
}

impl SmallestFix {
    pub(super) fn new(outlook: &Outlook, mends: &Mends) -> Option<Self> {
        let (option, mend) = mend::least(mends).filter(|_| outlook.none_fits())?;
        Some(Self { option: option.id(), mend: MendPart::from(&mend) })
    }
}

impl From<&Mend> for MendPart {
    fn from(mend: &Mend) -> Self {
        let Mend { key, from, to, workers, usd_month, .. } = *mend;
        Self { input: registry::get(key).id, from, to, workers, usd_month }
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
