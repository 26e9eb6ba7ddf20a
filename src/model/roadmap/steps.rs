//! The steps, one function each.

use jiff::civil::Date;

use super::{DAYS_PER_WEEK, Period, Range, Step, Unsplit, Work, dates};
use crate::catalog::Edition;
use crate::model::alternative::Alternative;
use crate::model::constants::Constants;
use crate::model::cost;
use crate::model::{Facts, Outlook};
use crate::scenario::registry::{PRICE_LOAD, PRICE_OPS_HOURS, TEAM_HIRES};

/// Hours of a day and its night, through which a test runs.
const CLOCK_HOURS_PER_DAY: f64 = 24.0;

/// A number of weeks after the scenario's day, but not before the work begins.
fn by_week(outlook: &Outlook, week: f64, begun: Date) -> Period {
    let due = dates::add_days(outlook.inputs.as_of, week * DAYS_PER_WEEK);
    Period { start: begun, due: due.max(begun) }
}

/// The infrastructure of the plan for the days of the test, with the load generators, at the same prices.
pub(super) fn prototype(constants: &Constants, outlook: &Outlook, start: Date) -> Step {
    let figures = &constants.roadmap;
    let plan = &outlook.assessments[outlook.first()].plan;
    let months = figures.prototype_days * CLOCK_HOURS_PER_DAY / constants.hours_per_month;
    Step {
        work: Work::Prototype {
            workers: plan.planned,
            generator_cores: plan.planned as f64 * figures.generator_cores,
        },
        period: Some(Period { start, due: dates::add_days(start, figures.prototype_days) }),
        one_time_usd: Some(plan.infra_usd * months * (1.0 + figures.generator_cores)),
        monthly_usd: None,
    }
}

/// The article's one microservice for analytics: as many hours as its sum buys at its wage, paid as the scenario
/// pays. Beside Node.js it is a first slice, which the plan of Node.js alone does not have.
pub(super) fn second_service(facts: &Facts, outlook: &Outlook, tested: Date) -> Step {
    let constants = facts.constants(outlook.inputs.edition);
    let share = outlook.python_share;
    let least = constants.hybrid_split_threshold;
    let unsplit = match outlook.first() {
        Alternative::Hybrid => None,
        Alternative::Node => (share < least).then_some(Unsplit::TooLittle { share, least }),
        _ => Some(Unsplit::OneService),
    };
    if let Some(why) = unsplit {
        return Step {
            work: Work::NoSecondService(why),
            period: None,
            one_time_usd: Some(0.0),
            monthly_usd: Some(0.0),
        };
    }
    let load = outlook.inputs[PRICE_LOAD];
    let paid = |hours| cost::labour_usd(hours, constants.wage_usd_per_hour, load);
    let article = facts.constants(Edition::Article);
    let engineer_hours = cost::break_even_hours(article.roadmap.service_usd, article.wage_usd_per_hour, 1.0);
    Step {
        work: Work::SecondService { engineer_hours, in_plan: outlook.first() == Alternative::Hybrid },
        period: Some(by_week(outlook, constants.roadmap.service_weeks, tested)),
        one_time_usd: engineer_hours.map(paid),
        monthly_usd: Some(paid(outlook.inputs[PRICE_OPS_HOURS])),
    }
}

pub(super) fn baseline(constants: &Constants, outlook: &Outlook, built: Date) -> Step {
    let figures = &constants.roadmap;
    let plan = &outlook.assessments[outlook.first()].plan;
    Step {
        work: Work::Baseline {
            workers: plan.planned,
            against_article: Range::of(plan.infra_usd, figures.infra_low_usd, figures.infra_high_usd),
        },
        period: Some(by_week(outlook, figures.baseline_week, built)),
        one_time_usd: None,
        monthly_usd: Some(plan.infra_usd),
    }
}

/// Only when today's team is short of people at home in the language. What finding them costs is in no figure.
pub(super) fn hiring(constants: &Constants, outlook: &Outlook) -> Option<Step> {
    let needed = outlook.hiring[outlook.first()].hires_needed;
    let start = outlook.inputs.as_of;
    (needed > 0).then(|| Step {
        work: Work::Hiring { needed, planned: outlook.inputs[TEAM_HIRES] as u64 },
        period: Some(Period { start, due: dates::add_days(start, constants.roadmap.hiring_days) }),
        one_time_usd: None,
        monthly_usd: None,
    })
}

pub(super) fn onboarding(outlook: &Outlook, due: Date) -> Step {
    let hiring = &outlook.hiring[outlook.first()];
    Step {
        work: Work::Onboarding { hours: hiring.ramp_hours, of_hires: hiring.hire_hours },
        period: Some(Period { start: outlook.inputs.as_of, due }),
        one_time_usd: Some(hiring.ramp_usd),
        monthly_usd: None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::fixture;

    #[test]
    fn a_step_that_begins_late_is_not_due_before_it_begins() {
        // The scenario's day is the 22nd of November.
        let outlook = fixture::outlook(&[]);
        let due = |begun| by_week(&outlook, 1.0, begun).due;
        assert_eq!(due(date(2026, 11, 25)), date(2026, 11, 29));
        assert_eq!(due(date(2026, 12, 24)), date(2026, 12, 24));
    }
}
