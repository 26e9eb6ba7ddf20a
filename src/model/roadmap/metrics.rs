//! What success is measured by: a target with its date, and what the model predicts for it today.

use jiff::civil::Date;

use super::{DAYS_PER_WEEK, RoadmapFigures, dates};
use crate::model::Outlook;
use crate::scenario::registry::{CPU_PERCENT, ONBOARDING_DAYS, P99_MS};

/// The three metrics.
pub type Metrics = [Metric; 3];

/// One target with its prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metric {
    /// What is measured.
    pub target: Target,
    /// The day by which the target is to be met.
    pub due: Date,
    /// The most that the target allows, in its unit.
    pub bound: f64,
    /// What the model predicts for the recommended alternative, in the same unit; none when there is no number.
    pub predicted: Option<f64>,
    /// Whether the prediction meets the target.
    pub is_met: bool,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// 99th percentile of the response time, milliseconds.
    P99,
    /// CPU use of the busiest pool under the sustained traffic, percent. The target is the most that is allowed: a
    /// whole number of workers seldom runs at exactly that.
    SustainedTraffic,
    /// Working days until the slowest group of today's team is at full speed.
    Onboarding,
}

impl Target {
    /// The stable name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::P99 => "p99",
            Self::SustainedTraffic => "sustained-traffic",
            Self::Onboarding => "onboarding",
        }
    }

    /// The unit of bound and prediction.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::P99 => "ms",
            Self::SustainedTraffic => "%",
            Self::Onboarding => "days",
        }
    }
}

pub(super) fn metrics(figures: &RoadmapFigures, outlook: &Outlook, onboarded: Date) -> Metrics {
    let inputs = &outlook.inputs;
    let plan = &outlook.assessments[outlook.first()].plan;
    let hiring = &outlook.hiring[outlook.first()];
    let week = |week: f64| dates::add_days(inputs.as_of, week * DAYS_PER_WEEK);
    [
        Metric {
            target: Target::P99,
            due: week(figures.p99_week),
            bound: inputs[P99_MS],
            predicted: plan.p99.map(|seconds| seconds * 1e3),
            is_met: plan.feasible,
        },
        Metric {
            target: Target::SustainedTraffic,
            due: week(figures.rps_week),
            bound: inputs[CPU_PERCENT],
            predicted: Some(plan.peak_utilisation() * 100.0),
            is_met: plan.keeps_cpu_target(inputs.share(CPU_PERCENT)),
        },
        Metric {
            target: Target::Onboarding,
            due: onboarded,
            bound: inputs[ONBOARDING_DAYS],
            predicted: Some(hiring.days_to_speed),
            is_met: hiring.within_target,
        },
    ]
}
