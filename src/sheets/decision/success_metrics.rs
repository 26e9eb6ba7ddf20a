//! What success is measured by, and whether the model expects it.

use crate::catalog::named;
use crate::model::cadence::days_between;
use crate::model::roadmap::{Metric, Roadmap, Target};
use crate::model::{Facts, Outlook};
use crate::notation::{
    self,
    shown::{self, Shown},
};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    AS_OF, CPU_PERCENT, ONBOARDING_DAYS, P99_MS, RPS, TEAM_GO, TEAM_JS, TEAM_PYTHON, TEAM_SIZE,
};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone, wording};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook, roadmap: &Roadmap) -> Sheet {
    let met = roadmap.metrics.iter().filter(|metric| metric.is_met).count();
    let make = Rows { facts, outlook, roadmap };
    Sheet {
        id: SheetId::SuccessMetrics,
        title: "Success metrics".to_owned(),
        note: format!(
            "The model expects {} to meet {met} of {}. The CPU target is a ceiling, not a level to run at.",
            roadmap.alternative.label(),
            roadmap.metrics.len()
        ),
        columns: vec![
            Column::text(Heading::Metric, 0),
            Column::number(Heading::AtMost, 0),
            Column::number(Heading::Predicted, 0),
            Column::text(Heading::State, 0),
            Column::text(Heading::Due, 0),
            Column::text("Article", 2),
            Column::prose(Heading::What, 1),
        ],
        rows: roadmap.metrics.iter().map(|metric| make.row(metric)).collect(),
    }
}

/// What the cells are made from.
#[derive(Clone, Copy)]
struct Rows<'a> {
    facts: &'a Facts,
    outlook: &'a Outlook,
    roadmap: &'a Roadmap,
}

/// What each metric has of its own.
struct Own {
    name: &'static str,
    /// The input that is the target.
    target: Key,
    predicted: Cell,
    due: Cell,
    article: Cell,
    what: String,
}

impl Rows<'_> {
    fn row(self, metric: &Metric) -> Row {
        let Own { name, target, predicted, due, article, what } = match metric.target {
            Target::P99 => self.p99(metric),
            Target::SustainedTraffic => self.sustained_traffic(metric),
            Target::Onboarding => self.onboarding(metric),
        };
        let (word, meaning, tone) = if metric.is_met {
            ("met", "The prediction meets the target.", Tone::Good)
        } else {
            ("missed", "The prediction misses the target.", Tone::Bad)
        };
        Row::new(vec![
            Cell::text(name),
            Cell::number(metric.bound, shown::plain(metric.bound)).input(target),
            predicted.tone(tone),
            Cell::text(word).tone(tone).explained(meaning),
            due,
            article,
            Cell::text(what.clone()).explained(format!("{what}.")),
        ])
    }

    fn p99(self, metric: &Metric) -> Own {
        Own {
            name: "p99, ms",
            target: P99_MS,
            predicted: match metric.predicted {
                Some(value) => self.plan().p99().reading(predicted(metric, value, shown::milliseconds)),
                None => self.plan().p99(),
            },
            due: self
                .due(metric)
                .derived("the date and so many weeks")
                .of_figures(&[named::POLICY_P99_WEEK])
                .of_inputs(&[AS_OF]),
            article: said(
                &[named::POLICY_P99_MS, named::POLICY_P99_WEEK],
                format!(
                    "{} by week {}",
                    self.figure(named::POLICY_P99_MS),
                    self.figure(named::POLICY_P99_WEEK)
                ),
            ),
            what: format!("99th percentile of the response time, {}", self.load()),
        }
    }

    fn sustained_traffic(self, metric: &Metric) -> Own {
        let workers = self.outlook.assessments[self.roadmap.alternative].plan.planned;
        Own {
            name: "CPU, %",
            target: CPU_PERCENT,
            predicted: self.plan().at_size(
                Cell::optional(metric.predicted, |value| {
                    predicted(metric, value, |percent| shown::fixed(percent, 1))
                })
                .derived(
                    "100 × requests/s / capacity of a worker / workers, of the busier pool where there are two",
                ),
            ),
            due: self
                .due(metric)
                .derived("the date and so many weeks")
                .of_figures(&[named::POLICY_RPS_WEEK])
                .of_inputs(&[AS_OF]),
            article: said(
                &[named::POLICY_RPS, named::POLICY_CPU_PERCENT, named::POLICY_RPS_WEEK],
                format!(
                    "{} requests/s at {} by week {}",
                    self.figure(named::POLICY_RPS),
                    self.figure(named::POLICY_CPU_PERCENT),
                    self.figure(named::POLICY_RPS_WEEK)
                ),
            ),
            what: format!(
                "CPU use of the busiest pool, {}; workers {}",
                self.load(),
                notation::count(workers)
            ),
        }
    }

    fn onboarding(self, metric: &Metric) -> Own {
        Own {
            name: "Onboarding, days",
            target: ONBOARDING_DAYS,
            predicted: Cell::optional(metric.predicted, shown::operand)
                .derived(
                    "working days for a new language × (1 − nearness), for the slowest group of today's team",
                )
                .of_figures(&[named::JUDGEMENT_RAMP_DAYS_NEW_LANGUAGE])
                .of_inputs(&[TEAM_JS, TEAM_PYTHON, TEAM_GO, TEAM_SIZE]),
            due: self
                .due(metric)
                .derived(
                    "the first end of a quarter that leaves time to hire, where it is needed, and the \
                     working days of the target, five a week",
                )
                .of_figures(&[named::JUDGEMENT_HIRING_DAYS])
                .of_inputs(&[AS_OF, ONBOARDING_DAYS, TEAM_SIZE]),
            article: said(
                &[named::POLICY_ONBOARDING_DAYS],
                format!("{} by the end of the quarter", self.figure(named::POLICY_ONBOARDING_DAYS)),
            ),
            what: "working days until today's team is at full speed; hires, and groups of less than half a person, \
                   count in the hours of the plan instead"
                .to_owned(),
        }
    }

    fn plan(&self) -> PlanCells<'_> {
        PlanCells::of(self.outlook, self.roadmap.alternative)
    }

    /// Sorted by time.
    fn due(self, metric: &Metric) -> Cell {
        let day = days_between(self.outlook.inputs.as_of, metric.due);
        Cell::ranked(f64::from(day), metric.due.to_string())
    }

    fn load(self) -> String {
        format!("under {} requests/s sustained", notation::plain(self.outlook.inputs[RPS]))
    }

    /// The value of a figure; a dash where there is none.
    fn figure(self, id: &str) -> String {
        let figure = self.facts.catalog.figure(id);
        figure.map_or_else(
            || notation::NONE.to_owned(),
            |figure| notation::plain(figure.value(self.outlook.inputs.edition)),
        )
    }
}

/// What is predicted: where that misses its bound, it does not read like it.
fn predicted(metric: &Metric, value: f64, show: impl Fn(f64) -> Shown) -> Shown {
    if metric.is_met { show(value) } else { wording::limits::apart(value, metric.bound, show) }
}

/// What the article aims at, and the figures that it gives for that.
fn said(figures: &[&str], text: String) -> Cell {
    Cell::text(text).tone(Tone::Muted).derived("the article's own target").of_figures(figures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::roadmap::roadmap;
    use crate::sheets::fixture;

    fn texts(inputs: &[(&str, &str)]) -> (Vec<Vec<String>>, String) {
        let (facts, outlook) = fixture::outlook(inputs);
        let sheet = sheet(&facts, &outlook, &roadmap(&facts, &outlook));
        let cells = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        (sheet.rows.iter().map(cells).collect(), sheet.note)
    }

    #[test]
    fn the_default_scenario_onboards_too_slowly() {
        let (rows, note) = texts(&[]);
        let seen: Vec<&[String]> = rows.iter().map(|row| &row[..6]).collect();
        assert_eq!(
            seen,
            [
                ["p99, ms", "50", "0.77", "met", "2027-01-03", "50 by week 6"],
                ["CPU, %", "70", "35.7", "met", "2027-01-17", "10,000 requests/s at 70 by week 8"],
                ["Onboarding, days", "14", "27", "missed", "2026-12-31", "14 by the end of the quarter"],
            ]
        );
        assert!(note.starts_with("The model expects Node.js to meet 2 of 3."), "{note}");
    }

    #[test]
    fn a_queue_without_end_has_no_p99_and_misses_it() {
        let (rows, _) = texts(&[
            ("plan.method", "fixed"),
            ("plan.instances", "1"),
            ("traffic.rps", "100000"),
            ("team.onboarding_days", "120"),
        ]);
        let states: Vec<[&str; 2]> = rows.iter().map(|row| [row[2].as_str(), row[3].as_str()]).collect();
        assert_eq!(states[0], [notation::NONE, "missed"]);
        assert_eq!([states[1][1], states[2][1]], ["missed", "met"]);
    }
}
