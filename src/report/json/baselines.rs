//! What capacity starts from: the throughput of one core, and whose number that is.

use serde::Serialize;
use serde::ser::Serializer;

use crate::model::PerRuntime;
use crate::model::outlook::{Baseline, Outlook};
use crate::sheets::wording::measured::origin;

/// By the name of the runtime.
pub(super) struct Baselines<'a>(&'a PerRuntime<Baseline>);

#[derive(Serialize)]
struct BaselinePart {
    rps: f64,
    figure: Option<String>,
    measured: Option<String>,
}

impl<'a> From<&'a Outlook> for Baselines<'a> {
    fn from(outlook: &'a Outlook) -> Self {
        Self(&outlook.baselines)
    }
}

impl Serialize for Baselines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = self.0.iter().map(|(candidate, baseline)| {
            let part = BaselinePart {
                rps: baseline.rps,
                figure: baseline.figure(),
                measured: baseline.measured.as_ref().map(origin),
            };
            (candidate.runtime.name(), part)
        });
        serializer.collect_map(parts)
    }
}
