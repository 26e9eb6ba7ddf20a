//! What the options mean for the team.

use serde::Serialize;

use crate::model::hiring::HiringOutlook;
use crate::model::{Alternative, PerAlternative};

#[derive(Serialize)]
pub(super) struct Hiring {
    options: Vec<HiringPart>,
}

#[derive(Serialize)]
struct HiringPart {
    id: &'static str,
    reach_percent: f64,
    fit: f64,
    productive_day_one: u64,
    ramp_usd: f64,
    days_to_speed: f64,
    within_target: bool,
    ramp_hours: f64,
    hires_needed: u64,
}

impl From<&PerAlternative<HiringOutlook>> for Hiring {
    fn from(hiring: &PerAlternative<HiringOutlook>) -> Self {
        let part = |(alternative, one): (Alternative, &HiringOutlook)| HiringPart {
            id: alternative.id(),
            reach_percent: one.reach_percent,
            fit: one.fit,
            productive_day_one: one.productive_day_one,
            ramp_usd: one.ramp_usd,
            days_to_speed: one.days_to_speed,
            within_target: one.within_target,
            ramp_hours: one.ramp_hours,
            hires_needed: one.hires_needed,
        };
        Self { options: hiring.iter().map(part).collect() }
    }
}
