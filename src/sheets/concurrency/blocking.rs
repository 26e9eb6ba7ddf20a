//! The blocking budget: how many long jobs an event loop bears before others are late.

use super::value;
use crate::catalog::named;
use crate::model::blocking::{EventLoops, event_loops};
use crate::model::capacity::pools::P;
use crate::model::{Alternative, Facts, Outlook};
use crate::notation::{
    self,
    shown::{self, Shown},
};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// The article's lines that may stand as the length of a job or as the lag.
const LINES: [&str; 4] = [
    named::POLICY_BLOCK_MS,
    named::POLICY_SYNC_BUDGET_MS,
    named::POLICY_LAG_MS,
    named::POLICY_JOB_TIMEOUT_MS,
];

/// A line as the formulas take it.
#[derive(Clone, Copy)]
struct Line {
    figure: &'static str,
    /// Milliseconds.
    value: f64,
}

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let lines: Vec<Line> = LINES
        .into_iter()
        .filter_map(|figure| value(facts, outlook, figure).map(|value| Line { figure, value }))
        .collect();
    let loops = event_loops(facts.constants(outlook.inputs.edition), outlook);
    let mut rows = Vec::new();
    for lag in &lines {
        for job in lines.iter().filter(|job| job.value > lag.value) {
            rows.extend(loops.iter().filter_map(|(alternative, loops)| {
                Some(row(outlook, alternative, loops.as_ref()?, *job, *lag))
            }));
        }
    }
    let late = notation::fixed((1.0 - P) * 100.0, 0);
    Sheet {
        id: SheetId::Blocking,
        title: "Blocking budget".to_owned(),
        note: format!(
            "Jobs/s each: with light requests and more of such jobs than that per loop and second, over {late} % of \
             requests begin later than the lag limit. Late now: how many do with the heavy requests of the inputs. \
             Go preempts long work and has no such budget."
        ),
        columns: vec![
            Column::text("Option", 0),
            Column::number("Job ms", 0),
            Column::number("Lag ms", 0),
            Column::number("Jobs/s each", 0),
            Column::number("One in", 1),
            Column::number("Late now", 2),
            Column::number("Loops", 3),
            Column::number("Light CPU", 4),
        ],
        rows,
    }
}

fn row(outlook: &Outlook, alternative: Alternative, loops: &EventLoops, job: Line, lag: Line) -> Row {
    let (job_s, lag_s) = (job.value / 1e3, lag.value / 1e3);
    let figures = [job.figure, lag.figure];
    let ground = PlanCells::of(outlook, alternative);
    let count = loops.loops;
    let light = loops.light_utilisation();
    let late = loops.lag_exceeds(lag_s);
    Row::new(vec![
        Cell::from(alternative),
        Cell::number(job.value, shown::plain(job.value)).figure(job.figure),
        Cell::number(lag.value, shown::plain(lag.value)).figure(lag.figure),
        ground.at_size(
            Cell::optional(loops.budget(job_s, lag_s, P), |jobs| shown::significant(jobs, 2))
                .derived(
                    "(1 − p)(1 − ρ)/(D − L): p the share of requests in time, ρ the utilisation by light work, \
                     D the job, L the lag; none where light work fills the loop",
                )
                .of_figures(&figures),
        ),
        ground.at_size(
            loops
                .budget_one_in(job_s, lag_s, P)
                .map_or_else(Cell::none, one_in)
                .derived("arrivals at one event loop over the jobs it bears")
                .of_figures(&figures),
        ),
        ground.at_size(
            Cell::optional(late, share)
                .tone(if late.is_some_and(|late| late <= 1.0 - P) { Tone::Good } else { Tone::Bad })
                .derived(
                    "share of requests that find the loop behind by more than the lag, with the heavy requests of \
                     the inputs: the larger one of M/G/1 with two service times and of M/M/1, as for the plan's \
                     percentiles; none when the queue grows without end",
                )
                .of_figures(&[lag.figure]),
        ),
        ground.at_size(
            Cell::number(count as f64, shown::count(count))
                .derived("processes of the plan that answer requests"),
        ),
        ground.at_size(
            Cell::number(light, shown::percent_of_one(light))
                .derived("arrivals at one event loop times the CPU time of a light request"),
        ),
    ])
}

fn one_in(requests: f64) -> Cell {
    if requests <= 1.0 {
        Cell::ranked(requests, "every")
    } else {
        Cell::number(requests, shown::significant(requests, 3))
    }
}

/// A share of requests; what is too small to matter says so.
fn share(value: f64) -> Shown {
    const LEAST: f64 = 0.001;
    let percent = value * 100.0;
    if percent < LEAST { shown::less_than(LEAST) } else { shown::significant(percent, 2) }.percent()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn cell<'a>(sheet: &'a Sheet, option: &str, job: &str, lag: &str, column: usize) -> &'a Cell {
        let mut rows = sheet.rows.iter();
        let row = rows
            .find(|row| row.cells[0].text == option && row.cells[1].text == job && row.cells[2].text == lag)
            .unwrap();
        &row.cells[column]
    }

    #[test]
    fn the_default_scenario_bears_few_long_jobs() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 3).text, "0.13");
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 4).text, "25,916");
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 5).text, "< 0.001 %");
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 6).text, "3");
        assert_eq!(sheet.rows.len(), 18, "six pairs of lines, three options with an event loop");
        assert!(sheet.rows.iter().all(|row| row.cells[0].text != "Go"));
    }

    #[test]
    fn heavy_work_on_the_loop_makes_requests_late() {
        let (facts, outlook) = fixture::outlook(&[
            ("work.heavy_percent", "1"),
            ("work.cpu_ms", "300"),
            ("plan.method", "fixed"),
            ("plan.instances", "3"),
        ]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 5).tone, Tone::Bad);
    }

    #[test]
    fn a_loop_that_light_work_fills_has_no_budget() {
        let (facts, outlook) = fixture::outlook(&[
            ("traffic.rps", "1000000"),
            ("plan.method", "fixed"),
            ("plan.instances", "1"),
        ]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 3).text, notation::NONE);
        assert_eq!(cell(&sheet, "Node.js", "100", "50", 5).text, notation::NONE);
    }

    #[test]
    fn shares_and_rarities_read_well() {
        assert_eq!(share(0.0).text, "< 0.001 %");
        assert_eq!(share(0.012_34).text, "1.2 %");
        assert_eq!(one_in(0.4).text, "every");
        assert_eq!(one_in(25_916.2).text, "25,916");
    }
}
