//! The figures of the article's plan, and what its steps take.

use crate::catalog::{Unit, named};
use crate::scenario::definitions::UnusableFact;

/// What the execution plan and its success metrics are scaled from.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct RoadmapFigures {
    pub prototype_days: f64,
    pub prototype_endpoints: f64,
    pub prototype_usd: f64,
    /// Cores of load generators for each core under load.
    pub generator_cores: f64,
    /// Weeks from the start, as all the weeks below.
    pub service_weeks: f64,
    pub service_usd: f64,
    pub baseline_week: f64,
    pub infra_low_usd: f64,
    pub infra_high_usd: f64,
    pub p99_week: f64,
    pub rps_week: f64,
    /// Days from opening a position to the first working day.
    pub hiring_days: f64,
}

impl RoadmapFigures {
    /// Reads the figures; `figure` gives the value of one in the wanted unit.
    ///
    /// # Errors
    /// Those of `figure`, at the first one.
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        Ok(Self {
            prototype_days: figure(named::PLAN_PROTOTYPE_DAYS, Unit::Days)?,
            prototype_endpoints: figure(named::PLAN_PROTOTYPE_ENDPOINTS, Unit::Count)?,
            prototype_usd: figure(named::PLAN_PROTOTYPE_USD, Unit::Usd)?,
            generator_cores: figure(named::JUDGEMENT_LOAD_GENERATOR_CORES, Unit::Ratio)?,
            service_weeks: figure(named::PLAN_SERVICE_WEEKS, Unit::Weeks)?,
            service_usd: figure(named::PLAN_SERVICE_USD, Unit::Usd)?,
            baseline_week: figure(named::PLAN_BASELINE_WEEK, Unit::Weeks)?,
            infra_low_usd: figure(named::PLAN_INFRA_LOW_USD, Unit::UsdPerMonth)?,
            infra_high_usd: figure(named::PLAN_INFRA_HIGH_USD, Unit::UsdPerMonth)?,
            p99_week: figure(named::POLICY_P99_WEEK, Unit::Weeks)?,
            rps_week: figure(named::POLICY_RPS_WEEK, Unit::Weeks)?,
            hiring_days: figure(named::JUDGEMENT_HIRING_DAYS, Unit::Days)?,
        })
    }
}
