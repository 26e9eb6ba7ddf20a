//! What to do once the decision is made: steps with dates and costs, and what they are measured by.
//!
//! The steps are the article's, scaled to the scenario; its own sums are kept as figures to compare with. Every date
//! is counted from the scenario's day, and none goes beyond the end of the calendar.

mod dates;
mod figures;
mod metrics;
mod steps;

use jiff::civil::Date;

pub use figures::RoadmapFigures;
pub use metrics::{Metric, Metrics, Target};

use super::alternative::Alternative;
use super::constants::Constants;
use super::{Facts, Outlook};
use crate::scenario::registry::{BUDGET_USD, ONBOARDING_DAYS};

const DAYS_PER_WEEK: f64 = 7.0;
/// Onboarding and ramping up are stated in these, everything else on the calendar.
const WORKING_DAYS_PER_WEEK: f64 = 5.0;

/// The way from the decision to production.
#[derive(Clone, Debug, PartialEq)]
pub struct Roadmap {
    /// The alternative that it is for: the recommended one.
    pub alternative: Alternative,
    /// In the article's order, people last.
    pub steps: Vec<Step>,
    /// What has to be paid once, without what is optional, USD.
    pub one_time_usd: f64,
    /// What has to be paid every month once all is done, likewise, USD.
    pub monthly_usd: f64,
    /// The budget that the monthly sum has to keep, USD; none when there is no limit.
    pub budget_usd: Option<f64>,
    /// What success is measured by.
    pub metrics: Metrics,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub work: Work,
    /// When; none for a step that falls away.
    pub period: Option<Period>,
    /// What it costs once, USD; none when nothing is paid once or nobody can tell.
    pub one_time_usd: Option<f64>,
    /// What it costs every month from then on, USD; none likewise.
    pub monthly_usd: Option<f64>,
}

impl Step {
    /// Whether it is left to whoever decides: it was not compared, and no sum counts it.
    pub const fn is_optional(&self) -> bool {
        matches!(self.work, Work::SecondService { in_plan: false, .. })
    }
}

/// From when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The day by which it is done.
    pub due: Date,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    /// A few endpoints under the full load, on as many workers as the plan has.
    Prototype {
        /// Workers under load.
        workers: u64,
        /// Cores that send the load.
        generator_cores: f64,
    },
    /// A service on Python beside the API: the second half of a hybrid, or a first slice beside Node.js, which makes a
    /// hybrid of it and is left to whoever decides.
    SecondService {
        /// Working time; none when the article's wage is nothing.
        engineer_hours: Option<f64>,
        /// Whether it is part of what was compared, as that of a hybrid is.
        in_plan: bool,
    },
    /// No second service.
    NoSecondService(Unsplit),
    /// The planned size in production.
    Baseline {
        /// Workers.
        workers: u64,
        /// How its infrastructure compares with the article's range.
        against_article: Range,
    },
    /// People to be found before half of the team is at home in the language.
    Hiring {
        /// How many.
        needed: u64,
        /// How many are planned.
        planned: u64,
    },
    /// Today's team and the planned hires get to full speed.
    Onboarding {
        /// Working time that it takes, hours.
        hours: f64,
        /// How much of that the hires take, hours.
        of_hires: f64,
    },
}

impl Work {
    /// The stable name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Prototype { .. } => "prototype",
            Self::SecondService { .. } | Self::NoSecondService(_) => "second-service",
            Self::Baseline { .. } => "production-baseline",
            Self::Hiring { .. } => "hiring",
            Self::Onboarding { .. } => "onboarding",
        }
    }
}

/// Why there is no second service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unsplit {
    /// Too little of the product would be in it.
    TooLittle {
        /// The share that would be, 0..1.
        share: f64,
        /// The least share, 0..1.
        least: f64,
    },
    /// The alternative is one service, which does the data work too.
    OneService,
}

/// Where a sum stands against a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// Below its lower end.
    Below,
    /// In it, ends included.
    Within,
    /// Above its upper end.
    Above,
}

impl Range {
    fn of(value: f64, low: f64, high: f64) -> Self {
        if value < low {
            Self::Below
        } else if value > high {
            Self::Above
        } else {
            Self::Within
        }
    }
}

impl Roadmap {
    /// Whether the monthly sum is over the budget.
    pub fn is_over_budget(&self) -> bool {
        self.budget_usd.is_some_and(|budget| self.monthly_usd > budget)
    }

    /// What has to be paid once and every month where the optional steps are taken too, USD; none when there are none.
    pub fn with_optional_usd(&self) -> Option<(f64, f64)> {
        self.steps.iter().any(Step::is_optional).then(|| paid(&self.steps))
    }
}

/// Plans the steps for the recommended alternative. Pure, and cheap beside the outlook.
pub fn roadmap(facts: &Facts, outlook: &Outlook) -> Roadmap {
    let alternative = outlook.first();
    let constants = facts.constants(outlook.inputs.edition);
    let start = outlook.inputs.as_of;
    let prototype = steps::prototype(constants, outlook, start);
    let tested = dates::add_days(start, constants.roadmap.prototype_days);
    let service = steps::second_service(facts, outlook, tested);
    let built = service.period.filter(|_| !service.is_optional()).map_or(tested, |period| period.due);
    let onboarded = onboarded(constants, outlook);
    let steps: Vec<Step> = [
        Some(prototype),
        Some(service),
        Some(steps::baseline(constants, outlook, built)),
        steps::hiring(constants, outlook),
        Some(steps::onboarding(outlook, onboarded)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let budget = outlook.inputs[BUDGET_USD];
    let (one_time_usd, monthly_usd) = paid(steps.iter().filter(|step| !step.is_optional()));
    Roadmap {
        alternative,
        one_time_usd,
        monthly_usd,
        steps,
        budget_usd: (budget > 0.0).then_some(budget),
        metrics: metrics::metrics(&constants.roadmap, outlook, onboarded),
    }
}

/// What some steps cost once and every month, USD.
fn paid<'a>(steps: impl IntoIterator<Item = &'a Step>) -> (f64, f64) {
    steps.into_iter().fold((0.0, 0.0), |(once, monthly), step| {
        (once + step.one_time_usd.unwrap_or(0.0), monthly + step.monthly_usd.unwrap_or(0.0))
    })
}

/// The first end of a quarter that leaves the working days of the onboarding target, after the calendar days of hiring
/// where somebody has to be hired first.
fn onboarded(constants: &Constants, outlook: &Outlook) -> Date {
    let hires = outlook.hiring[outlook.first()].hires_needed > 0;
    let hiring = if hires { constants.roadmap.hiring_days } else { 0.0 };
    let learning = outlook.inputs[ONBOARDING_DAYS] / WORKING_DAYS_PER_WEEK * DAYS_PER_WEEK;
    dates::quarter_end(dates::add_days(outlook.inputs.as_of, hiring + learning))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Edition;
    use crate::model::{criteria, evaluate, fixture};
    use crate::scenario::registry;

    fn of(sets: &[&str]) -> (Roadmap, Outlook) {
        let facts = fixture::facts();
        let outlook = evaluate(&facts, &fixture::scenario(&facts, sets));
        (roadmap(&facts, &outlook), outlook)
    }

    /// With the team as the only criterion, so that the one who knows the language wins.
    fn for_team(team: [u32; 3], more: &[&str]) -> Roadmap {
        let [js, python, go] = team;
        let mut sets: Vec<String> =
            criteria::ALL.iter().map(|one| format!("{}=0", registry::get(one.priority).id)).collect();
        sets.push("priority.team=5".to_owned());
        sets.extend([format!("team.js={js}"), format!("team.python={python}"), format!("team.go={go}")]);
        let sets: Vec<&str> = sets.iter().map(String::as_str).chain(more.iter().copied()).collect();
        of(&sets).0
    }

    fn step(roadmap: &Roadmap, id: &str) -> Step {
        *roadmap.steps.iter().find(|step| step.work.id() == id).unwrap()
    }

    fn near(actual: Option<f64>, expected: f64) {
        let actual = actual.unwrap();
        assert!((actual - expected).abs() < 1e-9 * expected.abs().max(1.0), "{actual} is not {expected}");
    }

    fn period(start: Date, due: Date) -> Period {
        Period { start, due }
    }

    #[test]
    fn the_default_scenario_by_hand() {
        let (roadmap, outlook) = of(&[]);
        let start = date(2026, 11, 22);
        let ids: Vec<&str> = roadmap.steps.iter().map(|step| step.work.id()).collect();
        assert_eq!(ids, ["prototype", "second-service", "production-baseline", "onboarding"]);

        let prototype = step(&roadmap, "prototype");
        assert_eq!(prototype.period, Some(period(start, date(2026, 11, 25))));
        // 3 workers of one vCPU and a quarter of a gigabyte, as many cores of load, 72 hours.
        near(prototype.one_time_usd, (3.0 + 3.0) * (0.04048 + 0.25 * 0.004_445) * 72.0);
        assert_eq!(prototype.monthly_usd, None);

        let service = step(&roadmap, "second-service");
        assert_eq!(service.period, Some(period(date(2026, 11, 25), date(2026, 12, 20))));
        near(service.one_time_usd, 1_500.0 / 63.59 * 65.38);
        near(service.monthly_usd, 10.0 * 65.38);
        let Work::SecondService { engineer_hours, in_plan } = service.work else { panic!("{service:?}") };
        near(engineer_hours, 1_500.0 / 63.59);
        assert!(!in_plan && service.is_optional(), "the plan of Node.js counts no second service");

        let baseline = step(&roadmap, "production-baseline");
        assert_eq!(baseline.period, Some(period(date(2026, 11, 25), date(2027, 1, 17))));
        near(baseline.monthly_usd, 91.084_837_5);
        assert_eq!(baseline.work, Work::Baseline { workers: 3, against_article: Range::Below });

        let onboarding = step(&roadmap, "onboarding");
        assert_eq!(onboarding.period, Some(period(start, date(2026, 12, 31))));
        near(onboarding.one_time_usd, outlook.hiring[Alternative::Node].ramp_usd);

        // What the ranking compared, to the cent; the second service makes a hybrid of it.
        near(Some(roadmap.monthly_usd), outlook.assessments[Alternative::Node].plan.usd_month());
        let once = [prototype, onboarding].map(|step| step.one_time_usd.unwrap());
        near(Some(roadmap.one_time_usd), once.iter().sum());
        let (once_with, monthly_with) = roadmap.with_optional_usd().unwrap();
        near(Some(once_with), roadmap.one_time_usd + service.one_time_usd.unwrap());
        near(Some(monthly_with), 91.084_837_5 + 653.8);
        assert_eq!((roadmap.budget_usd, roadmap.is_over_budget()), (Some(2_000.0), false));
    }

    #[test]
    fn the_default_metrics_by_hand() {
        let (Roadmap { metrics: [p99, traffic, onboarding], .. }, _) = of(&[]);
        assert_eq!((p99.due, p99.bound, p99.is_met), (date(2027, 1, 3), 50.0, true));
        assert!((p99.predicted.unwrap() - 0.766_676_501_55).abs() < 1e-9);
        assert_eq!((traffic.due, traffic.bound, traffic.is_met), (date(2027, 1, 17), 70.0, true));
        near(traffic.predicted, 10_000.0 / (3.0 * 9_340.0) * 100.0);
        // Of today's team those of Go learn longest: 45 days times the 0.6 that JavaScript is strange to them.
        assert_eq!((onboarding.due, onboarding.bound, onboarding.is_met), (date(2026, 12, 31), 14.0, false));
        near(onboarding.predicted, 27.0);
    }

    #[test]
    fn a_hybrid_has_its_second_service_in_the_plan() {
        let roadmap = for_team([50, 50, 0], &["need.data_percent=50"]);
        assert_eq!(roadmap.alternative, Alternative::Hybrid);
        let Work::SecondService { in_plan, .. } = step(&roadmap, "second-service").work else { panic!() };
        assert!(in_plan && roadmap.with_optional_usd().is_none());
        let [service, baseline] =
            ["second-service", "production-baseline"].map(|id| step(&roadmap, id).period.unwrap());
        assert_eq!(baseline.start, service.due, "production begins when it is built");
        // Infrastructure and operation, as the ranking counts them.
        let (_, outlook) = of(&["need.data_percent=50"]);
        near(Some(roadmap.monthly_usd), outlook.assessments[Alternative::Hybrid].plan.usd_month());
    }

    #[test]
    fn one_service_has_no_second_and_pays_nothing_for_it() {
        for (team, alternative) in [([0, 100, 0], Alternative::Python), ([0, 0, 100], Alternative::Go)] {
            let roadmap = for_team(team, &[]);
            assert_eq!(roadmap.alternative, alternative);
            let service = step(&roadmap, "second-service");
            assert_eq!(service.work, Work::NoSecondService(Unsplit::OneService), "{alternative:?}");
            assert_eq!((service.period, service.one_time_usd), (None, Some(0.0)));
            // The baseline begins when the prototype has been measured.
            assert_eq!(
                step(&roadmap, "production-baseline").period,
                Some(period(date(2026, 11, 25), date(2027, 1, 17)))
            );
            near(Some(roadmap.monthly_usd), step(&roadmap, "production-baseline").monthly_usd.unwrap());
        }
    }

    #[test]
    fn with_too_little_to_split_nothing_is_split() {
        let roadmap = for_team([100, 0, 0], &["need.data_percent=4"]);
        assert_eq!(roadmap.alternative, Alternative::Node);
        let Work::NoSecondService(Unsplit::TooLittle { share, least }) =
            step(&roadmap, "second-service").work
        else {
            panic!()
        };
        near(Some(share), 0.04);
        near(Some(least), 0.05);
    }

    #[test]
    fn hours_are_paid_as_the_scenario_pays_them() {
        let facts = fixture::facts();
        let mut scenario = fixture::scenario(&facts, &[]);
        scenario.edition = Edition::Article;
        let article = roadmap(&facts, &evaluate(&facts, &scenario));
        near(step(&article, "second-service").one_time_usd, 1_500.0);
        let (dear, _) = of(&["price.load=1.4"]);
        near(step(&dear, "second-service").one_time_usd, 1_500.0 / 63.59 * 65.38 * 1.4);
    }

    #[test]
    fn hiring_comes_before_ramping_up_where_it_is_needed() {
        // Nobody knows JavaScript, but what does not run on Node.js is over the budget.
        let sets = [
            "team.js=0",
            "team.python=100",
            "team.go=0",
            "team.hires=2",
            "objective.budget_usd=100",
            "priority.team=0",
        ];
        let (roadmap, outlook) = of(&sets);
        assert_eq!(roadmap.alternative, Alternative::Node);
        assert_eq!(outlook.hiring[Alternative::Node].hires_needed, 8);
        let hiring = step(&roadmap, "hiring");
        assert_eq!(hiring.work, Work::Hiring { needed: 8, planned: 2 });
        assert_eq!(hiring.period, Some(period(date(2026, 11, 22), date(2027, 1, 6))));
        assert_eq!((hiring.one_time_usd, hiring.monthly_usd), (None, None));
        // 45 days of hiring and 20 for the 14 working days of the target end on 2027-01-26: the quarter after.
        assert_eq!(step(&roadmap, "onboarding").period.unwrap().due, date(2027, 3, 31));
        assert_eq!(roadmap.metrics[2].due, date(2027, 3, 31));
    }

    #[test]
    fn a_quarter_that_is_too_short_for_the_target_is_left_for_the_next() {
        let due = |day: &str| of(&[&format!("calendar.as_of={day}")]).0.metrics[2].due;
        // 14 working days are 19.6 on the calendar.
        assert_eq!(due("2026-12-11"), date(2026, 12, 31));
        assert_eq!(due("2026-12-12"), date(2027, 3, 31));
        assert_eq!(due("1970-01-01"), date(1970, 3, 31));
        assert_eq!(due("2100-01-01"), date(2100, 3, 31));
    }

    #[test]
    fn at_the_end_of_the_calendar_everything_is_due_on_its_last_day() {
        let (roadmap, _) = of(&["calendar.as_of=9999-12-31"]);
        let periods: Vec<Period> = roadmap.steps.iter().filter_map(|step| step.period).collect();
        assert!(periods.iter().all(|period| *period == Period { start: Date::MAX, due: Date::MAX }));
        assert!(roadmap.metrics.iter().all(|metric| metric.due == Date::MAX));
    }

    #[test]
    fn a_broken_plan_predicts_that_it_misses_its_targets() {
        let (roadmap, outlook) =
            of(&["plan.method=fixed", "plan.instances=1", "traffic.rps=100000", "objective.budget_usd=10"]);
        let [p99, traffic, _] = roadmap.metrics;
        assert_eq!((p99.predicted, p99.is_met, traffic.is_met), (None, false, false));
        assert!(traffic.predicted.unwrap() > 100.0);
        assert!(roadmap.is_over_budget());
        assert!(!of(&["objective.budget_usd=0"]).0.is_over_budget());
        assert!(!outlook.assessments[roadmap.alternative].violations.is_empty());
    }

    #[test]
    fn a_plan_exactly_at_the_target_meets_it() {
        // 7,000 on one worker of 10,000 are 70 %, whatever the last digit of the quotient says.
        let (roadmap, _) = of(&["traffic.rps=7000", "baseline.node_rps=10000", "plan.method=cpu"]);
        assert_eq!(roadmap.alternative, Alternative::Node);
        let [_, traffic, _] = roadmap.metrics;
        near(traffic.predicted, 70.0);
        assert!(traffic.is_met);
    }

    #[test]
    fn a_sum_is_in_the_range_at_both_of_its_ends() {
        let at = |value| Range::of(value, 1_000.0, 2_000.0);
        assert_eq!(
            [999.9, 1_000.0, 2_000.0, 2_000.1].map(at),
            [Range::Below, Range::Within, Range::Within, Range::Above]
        );
    }
}
