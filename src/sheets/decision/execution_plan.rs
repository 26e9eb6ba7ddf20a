//! The way to production: what to do by when, and what it costs.

use jiff::civil::Date;

use crate::catalog::{Runtime, named};
use crate::model::cadence::days_between;
use crate::model::roadmap::{Range, Roadmap, Step, Unsplit, Work};
use crate::model::{Facts, Outlook};
use crate::notation::{
    self,
    shown::{self, Shown},
};
use crate::scenario::candidates::candidate;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    AS_OF, BUDGET_USD, HEAVY_PERCENT, NEED_DATA, ONBOARDING_DAYS, PRICE_LOAD, PRICE_OPS_HOURS, RPS,
    SAFETY_PERCENT, TEAM_SIZE,
};
use crate::sheets::hiring::of_ramp_usd;
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone, wording};

const WAGE: &str = named::LABOUR_WAGE_USD_PER_HOUR;

pub(super) fn sheet(facts: &Facts, outlook: &Outlook, roadmap: &Roadmap) -> Sheet {
    let make = Rows { facts, outlook, roadmap };
    let mut rows: Vec<Row> = roadmap.steps.iter().map(|step| make.row(step)).collect();
    rows.push(make.total());
    Sheet {
        id: SheetId::ExecutionPlan,
        title: "Execution plan".to_owned(),
        note: format!(
            "{} from {}: ${} once, then ${} a month, {}.{} Recruiting costs are not included.",
            roadmap.alternative.label(),
            outlook.inputs.as_of,
            notation::usd(roadmap.one_time_usd),
            make.monthly().text,
            make.budget(),
            make.with_optional()
        ),
        columns: vec![
            Column::text(Heading::Step, 0),
            Column::text(Heading::Due, 0),
            Column::number(Heading::Once, 0),
            Column::number(Heading::PerMonth, 0),
            Column::number("Article $", 3),
            Column::text(Heading::Starts, 2),
            Column::prose(Heading::What, 1),
        ],
        rows,
    }
}

/// What the cells are made from.
struct Rows<'a> {
    facts: &'a Facts,
    outlook: &'a Outlook,
    roadmap: &'a Roadmap,
}

/// The figures and inputs that the dates of a step follow from.
type Dated = (&'static str, &'static [&'static str], &'static [Key]);

impl Rows<'_> {
    fn row(&self, step: &Step) -> Row {
        let name = match step.work {
            Work::Prototype { .. } => "Prototype",
            Work::SecondService { .. } | Work::NoSecondService(_) => "2nd service",
            Work::Baseline { .. } => "Production",
            Work::Hiring { .. } => "Hiring",
            Work::Onboarding { .. } => "Onboarding",
        };
        let (formula, figures, inputs) = dated(step.work);
        let day = |day: Option<Date>| self.day(day).derived(formula).of_figures(figures).of_inputs(inputs);
        let what = self.what(step);
        Row::new(vec![
            Cell::text(name),
            day(step.period.map(|period| period.due)),
            self.once(step),
            self.every_month(step),
            self.article(step.work),
            day(step.period.map(|period| period.start)),
            Cell::text(what.clone()).explained(format!("{what}.")),
        ])
    }

    /// Sorted by time.
    fn day(&self, day: Option<Date>) -> Cell {
        match day {
            Some(day) => {
                Cell::ranked(f64::from(days_between(self.outlook.inputs.as_of, day)), day.to_string())
            }
            None => Cell::none(),
        }
    }

    fn total(&self) -> Row {
        let Roadmap { one_time_usd, monthly_usd, .. } = *self.roadmap;
        let tone = match self.roadmap.budget_usd {
            None => Tone::Strong,
            Some(_) if self.roadmap.is_over_budget() => Tone::Bad,
            Some(_) => Tone::Good,
        };
        Row::new(vec![
            Cell::text("Total").tone(Tone::Strong),
            Cell::none(),
            Cell::number(one_time_usd, shown::usd(one_time_usd))
                .tone(Tone::Strong)
                .derived("sum of what is paid once, without what is optional"),
            Cell::number(monthly_usd, self.monthly())
                .tone(tone)
                .derived("sum of what is paid every month without what is optional, against the budget")
                .of_inputs(&[BUDGET_USD]),
            Cell::none(),
            Cell::none(),
            Cell::text(self.budget()).input(BUDGET_USD),
        ])
    }

    /// The monthly sum: over the budget, it does not read like it.
    fn monthly(&self) -> Shown {
        let Roadmap { monthly_usd, budget_usd, .. } = *self.roadmap;
        match budget_usd.filter(|_| self.roadmap.is_over_budget()) {
            Some(budget) => wording::limits::apart(monthly_usd, budget, shown::usd),
            None => shown::usd(monthly_usd),
        }
    }

    fn budget(&self) -> String {
        match self.roadmap.budget_usd {
            None => "no budget set".to_owned(),
            Some(budget) => {
                let stands = if self.roadmap.is_over_budget() { "over" } else { "within" };
                format!("{stands} the budget of ${} a month", notation::usd(budget))
            }
        }
    }

    fn with_optional(&self) -> String {
        self.roadmap.with_optional_usd().map_or_else(String::new, |(once, monthly)| {
            let (once, monthly) = (notation::usd(once), notation::usd(monthly));
            format!(" With the optional second service: ${once} once, ${monthly} a month.")
        })
    }

    /// What the article planned to pay.
    fn article(&self, work: Work) -> Cell {
        let figures = &self.facts.constants(self.outlook.inputs.edition).roadmap;
        match work {
            Work::Prototype { .. } => usd(figures.prototype_usd).figure(named::PLAN_PROTOTYPE_USD),
            Work::SecondService { .. } | Work::NoSecondService(_) => {
                usd(figures.service_usd).figure(named::PLAN_SERVICE_USD)
            }
            Work::Baseline { .. } => {
                let (low, high) = (figures.infra_low_usd, figures.infra_high_usd);
                let text = format!("{}–{}", notation::usd(low), notation::usd(high));
                Cell::ranked(low, text)
                    .derived("a month, from the lower to the upper end")
                    .of_figures(&[named::PLAN_INFRA_LOW_USD, named::PLAN_INFRA_HIGH_USD])
            }
            Work::Hiring { .. } | Work::Onboarding { .. } => {
                Cell::none().explained("The article gives no sum.")
            }
        }
        .tone(Tone::Muted)
    }

    fn what(&self, step: &Step) -> String {
        match step.work {
            Work::Prototype { workers, generator_cores } => self.prototype(workers, generator_cores),
            Work::SecondService { engineer_hours, in_plan } => self.second_service(engineer_hours, in_plan),
            Work::NoSecondService(Unsplit::TooLittle { share, least }) => format!(
                "nothing to split: {} of the product would be in Python, a service needs {}",
                wording::limits::share_apart(share, least).text,
                notation::percent_of_one(least)
            ),
            Work::NoSecondService(Unsplit::OneService) => format!(
                "no second service: analytics stay in the one on {}",
                self.roadmap.alternative.label()
            ),
            Work::Baseline { workers, against_article } => self.production(workers, against_article),
            Work::Hiring { needed, planned } => self.hiring(needed, planned),
            Work::Onboarding { hours, of_hires } => {
                // The rest of all hours as they are shown on the Hiring page, so that both add up to them.
                let of_hires = notation::rounded(of_hires, 0);
                format!(
                    "working time lost until full speed: {} hours of today's team, {} of the planned hires",
                    notation::fixed(notation::rounded(hours, 0) - of_hires, 0),
                    notation::fixed(of_hires, 0)
                )
            }
        }
    }

    fn prototype(&self, workers: u64, generator_cores: f64) -> String {
        let figures = &self.facts.constants(self.outlook.inputs.edition).roadmap;
        let runtimes = self.roadmap.alternative.runtimes();
        let stacks: Vec<String> = runtimes.iter().map(|runtime| self.stack(*runtime)).collect();
        format!(
            "{} endpoints in {} under {} for {} days: workers {}, load-generator cores {}",
            notation::plain(figures.prototype_endpoints),
            stacks.join(" and "),
            self.load(),
            notation::plain(figures.prototype_days),
            notation::count(workers),
            notation::plain(generator_cores)
        )
    }

    fn second_service(&self, engineer_hours: Option<f64>, in_plan: bool) -> String {
        let hours = engineer_hours.map_or_else(
            || notation::NONE.to_owned(),
            |hours| format!("{} engineer-hours", notation::fixed(hours, 1)),
        );
        let service = self.stack(Runtime::Python);
        if in_plan {
            format!("data and heavy work in {service}: {hours}, what the article's sum buys")
        } else {
            format!(
                "optional, as the article has it: a first slice for analytics in {service}: {hours}, what the \
                 article's sum buys; no total counts it, for it makes a hybrid of {}",
                self.roadmap.alternative.label()
            )
        }
    }

    fn production(&self, workers: u64, against_article: Range) -> String {
        let stands = match against_article {
            Range::Below => "below",
            Range::Within => "within",
            Range::Above => "above",
        };
        format!(
            "for {} and a safety factor of {} %: workers {} (by: {}); infrastructure {stands} the article's range",
            self.load(),
            notation::plain(self.outlook.inputs[SAFETY_PERCENT]),
            notation::count(workers),
            self.outlook.assessments[self.roadmap.alternative].plan.binding.label()
        )
    }

    fn hiring(&self, needed: u64, planned: u64) -> String {
        let runtimes = self.roadmap.alternative.runtimes();
        let labels: Vec<&str> = runtimes.iter().map(|runtime| runtime.label()).collect();
        let short = match needed.saturating_sub(planned) {
            0 => String::new(),
            short => format!(", {} short", notation::count(short)),
        };
        format!(
            "hires until half of the team is at home in {}: {} needed, {} planned{short}",
            labels.join(" or "),
            notation::count(needed),
            notation::count(planned)
        )
    }

    fn load(&self) -> String {
        format!("{} requests/s", notation::plain(self.outlook.inputs[RPS]))
    }

    /// A runtime with its chosen framework.
    fn stack(&self, runtime: Runtime) -> String {
        let Self { facts, outlook, .. } = *self;
        let chosen =
            candidate(runtime).and_then(|one| facts.definitions.chosen(&outlook.inputs, one.framework));
        match chosen {
            Some(framework) => format!("{} with {}", runtime.label(), framework.label),
            None => runtime.label().to_owned(),
        }
    }
}

fn usd(value: f64) -> Cell {
    Cell::number(value, shown::usd(value))
}

fn dated(work: Work) -> Dated {
    match work {
        Work::Prototype { .. } => {
            ("the date, and the days of the load test", &[named::PLAN_PROTOTYPE_DAYS], &[AS_OF])
        }
        Work::SecondService { .. } => (
            "from the end of the prototype to so many weeks after the date",
            &[named::PLAN_PROTOTYPE_DAYS, named::PLAN_SERVICE_WEEKS],
            &[AS_OF],
        ),
        Work::NoSecondService(_) => (
            "none: there is no second service",
            &[named::HYBRID_SPLIT_THRESHOLD, named::HYBRID_HEAVY_FACTOR],
            &[NEED_DATA, HEAVY_PERCENT],
        ),
        Work::Baseline { .. } => (
            "from the end of the step before to so many weeks after the date",
            &[named::PLAN_PROTOTYPE_DAYS, named::PLAN_SERVICE_WEEKS, named::PLAN_BASELINE_WEEK],
            &[AS_OF],
        ),
        Work::Hiring { .. } => ("the date, and the time to hire", &[named::JUDGEMENT_HIRING_DAYS], &[AS_OF]),
        Work::Onboarding { .. } => (
            "from the date to the first end of a quarter that leaves time to hire, where it is needed, and the \
             working days of the target, five a week",
            &[named::JUDGEMENT_HIRING_DAYS],
            &[AS_OF, ONBOARDING_DAYS, TEAM_SIZE],
        ),
    }
}

impl Rows<'_> {
    fn once(&self, step: &Step) -> Cell {
        let cell = Cell::optional(step.one_time_usd, shown::usd);
        match step.work {
            Work::Prototype { .. } => self.plan().of_workers(
                cell.derived(
                    "infrastructure of the plan for the hours of the load test × (1 + cores of load generators \
                     per core under load)",
                )
                .of_figures(&[named::PLAN_PROTOTYPE_DAYS, named::JUDGEMENT_LOAD_GENERATOR_CORES]),
            ),
            Work::SecondService { .. } => cell
                .derived(
                    "hours that the article's sum buys at the article's wage × wage of this edition × cost \
                     over wage",
                )
                .of_figures(&[named::PLAN_SERVICE_USD, WAGE])
                .of_inputs(&[PRICE_LOAD]),
            Work::NoSecondService(_) => cell.explained("What is not built costs nothing."),
            Work::Baseline { .. } => cell.explained("It is paid by the month."),
            Work::Hiring { .. } => cell.explained("No figure covers recruiting costs."),
            Work::Onboarding { .. } => of_ramp_usd(
                cell.derived("ramp hours × wage × cost over wage; the Hiring page has them for every option"),
                self.roadmap.alternative,
            ),
        }
    }

    fn every_month(&self, step: &Step) -> Cell {
        let cell = Cell::optional(step.monthly_usd, shown::usd);
        match step.work {
            Work::SecondService { .. } => cell
                .derived("hours a month of running a second service × wage × cost over wage")
                .of_figures(&[WAGE])
                .of_inputs(&[PRICE_OPS_HOURS, PRICE_LOAD]),
            Work::NoSecondService(_) => cell.explained("What is not built costs nothing."),
            Work::Baseline { .. } => self.plan().of_workers(cell.derived(
                "infrastructure of the plan: workers × (vCPU hour + GB × GB hour) × hours of a month",
            )),
            Work::Prototype { .. } | Work::Hiring { .. } | Work::Onboarding { .. } => {
                cell.explained("Nothing is paid for it every month.")
            }
        }
    }

    fn plan(&self) -> PlanCells<'_> {
        PlanCells::of(self.outlook, self.roadmap.alternative)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roadmap::roadmap;
    use crate::sheets::fixture;

    fn of(inputs: &[(&str, &str)]) -> Sheet {
        let (facts, outlook) = fixture::outlook(inputs);
        sheet(&facts, &outlook, &roadmap(&facts, &outlook))
    }

    fn texts(row: &Row) -> Vec<&str> {
        row.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    fn row<'a>(sheet: &'a Sheet, name: &str) -> Vec<&'a str> {
        texts(sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap())
    }

    #[test]
    fn the_default_plan_reads_as_a_plan() {
        let sheet = of(&[]);
        assert_eq!(
            row(&sheet, "Prototype"),
            [
                "Prototype",
                "2026-11-25",
                "18",
                "–",
                "300",
                "2026-11-22",
                "2 endpoints in Node.js with Fastify under 10,000 requests/s for 3 days: workers 3, \
                 load-generator cores 3"
            ]
        );
        assert_eq!(row(&sheet, "2nd service")[1..5], ["2026-12-20", "1,542", "654", "1,500"]);
        assert!(row(&sheet, "2nd service")[6].contains("FastAPI: 23.6 engineer-hours"));
        assert_eq!(row(&sheet, "Production")[1..5], ["2027-01-17", "–", "91", "1,000–2,000"]);
        assert!(row(&sheet, "Production")[6].ends_with("infrastructure below the article's range"));
        assert_eq!(row(&sheet, "Onboarding")[1], "2026-12-31");
        assert_eq!(row(&sheet, "Total")[3], "91");
        assert!(sheet.note.contains("$91 a month, within the budget of $2,000 a month."), "{}", sheet.note);
        assert!(
            sheet.note.contains("With the optional second service: $34,865 once, $745 a month."),
            "{}",
            sheet.note
        );
        assert!(sheet.rows.iter().all(|row| row.cells[0].text != "Hiring"));
    }

    #[test]
    fn a_hybrid_names_both_frameworks_and_its_own_second_service() {
        let sheet = of(&[("need.data_percent", "50"), ("framework.node", "express")]);
        assert!(sheet.note.starts_with("Hybrid from 2026-11-22"), "{}", sheet.note);
        assert!(
            row(&sheet, "Prototype")[6].contains("in Node.js with Express and Python with FastAPI under")
        );
        assert!(!row(&sheet, "2nd service")[6].contains("optional") && !sheet.note.contains("optional"));
    }

    #[test]
    fn a_step_that_falls_away_says_why_and_costs_nothing() {
        let (facts, mut outlook) = fixture::default();
        for alternative in [crate::model::Alternative::Python, crate::model::Alternative::Go] {
            outlook.order[0] = alternative;
            let sheet = sheet(&facts, &outlook, &roadmap(&facts, &outlook));
            let service = row(&sheet, "2nd service");
            assert_eq!(service[1..4], ["–", "0", "0"]);
            assert_eq!(
                service[6],
                format!("no second service: analytics stay in the one on {}", alternative.label())
            );
        }
        let little = of(&[("need.data_percent", "4")]);
        assert!(row(&little, "2nd service")[6].starts_with("nothing to split: 4.0 % of the product"));
    }

    #[test]
    fn too_few_planned_hires_are_named_and_the_budget_is_judged_or_not_there() {
        let (facts, mut outlook) =
            fixture::outlook(&[("team.js", "100"), ("team.hires", "3"), ("objective.budget_usd", "10")]);
        outlook.order[0] = crate::model::Alternative::Go;
        let sheet = sheet(&facts, &outlook, &roadmap(&facts, &outlook));
        assert!(row(&sheet, "Hiring")[6].ends_with("at home in Go: 8 needed, 3 planned, 5 short"));
        assert_eq!(row(&sheet, "Hiring")[2], "–");
        assert!(sheet.note.contains("over the budget of $10 a month."), "{}", sheet.note);
        assert!(of(&[("objective.budget_usd", "0")]).note.contains("no budget set"));
    }
}
