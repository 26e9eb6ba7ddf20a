//! What the simulated machine came to under each way of running.

use super::ways;
use crate::model::simulator::{self, Experiment, Length, Model, Nanoseconds, Quantiles, RedLines, Run};
use crate::notation::{self, shown};
use crate::quote::listed;
use crate::scenario::parameter::Key;
use crate::scenario::registry::CONCURRENCY_RPS;
use crate::sheets::wording::red_lines;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Subject, Tone};

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    let experiment = on.analysis.experiment.as_ref();
    Sheet {
        id: SheetId::Simulation,
        title: "Simulated".to_owned(),
        note: experiment.map_or_else(|| "Nothing has been simulated.".to_owned(), |one| note(on, one)),
        columns: vec![
            Column::text("Model", 0),
            Column::number("p99 ms", 0),
            Column::number("± ms", 4),
            Column::number("Served/s", 1),
            Column::whole("Red lines crossed", 1),
            Column::number("Light p99", 0),
            Column::number("Formula ms", 2),
            Column::number("Lag p99", 1),
            Column::number("CPU", 2),
            Column::number("Timed out", 4),
            Column::number("Rejected", 4),
            Column::number("p50 ms", 3),
            Column::number("Heavy p99", 3),
            Column::number("Max ms", 5),
            Column::number("Waiting", 5),
            Column::number("Longest queue", 6),
        ],
        rows: experiment.map_or_else(Vec::new, |experiment| {
            experiment.iter().map(|(model, run)| row(on, experiment, model, run)).collect()
        }),
    }
}

fn note(on: Subject<'_>, experiment: &Experiment) -> String {
    let simulator::Setting { rate, cores, .. } = experiment.setting;
    let source = if on.outlook.inputs[CONCURRENCY_RPS] > 0.0 {
        "the machine load that is set".to_owned()
    } else {
        format!("the machine's share of the plan for {}", on.outlook.first().label())
    };
    let apart = experiment.iter().filter(|(model, run)| Beside::of(experiment, *model, run).is_apart());
    let apart: Vec<&str> = apart.map(|(model, _)| model.label()).collect();
    let disagreement = format!(
        "{APART} Formula and simulation disagree for {}: their formula's cell says why. ",
        listed(&apart, "and")
    );
    format!(
        "{}{}{} requests each at {}/s on {}. The rate is {source}. Seed {}, times in milliseconds.",
        if apart.is_empty() { "" } else { disagreement.as_str() },
        if experiment.length == Length::Brief { "Preliminary: " } else { "" },
        notation::count(experiment.arrivals()),
        notation::significant(rate, 3),
        if cores == 1 { "1 core".to_owned() } else { format!("{cores} cores") },
        simulator::SEED
    )
}

fn row(on: Subject<'_>, experiment: &Experiment, model: Model, run: &Run) -> Row {
    let summary = &run.summary;
    let beside = Beside::of(experiment, model, run);
    let (figures, inputs) = (ways::figures(model), ways::inputs(model));
    let derived = |cell: Cell, formula: &str| cell.derived(formula).of_figures(&figures).of_inputs(&inputs);
    let time = |of: Quantiles, which, formula: &str| ways::time(model, of, which, formula);
    // Whoever has given up would have waited for longer.
    let response = |of: Quantiles, which: fn(Quantiles) -> Nanoseconds, formula: &str| {
        let cell = time(of, which, formula);
        let is_cut = of.measured().is_some_and(|of| which(of) >= experiment.setting.timeout);
        if is_cut { cell.or_more().tone(Tone::Bad) } else { cell }
    };
    let count = |count: u64, formula: &str| {
        let tone = if count > 0 { Tone::Bad } else { Tone::Plain };
        derived(Cell::number(count as f64, shown::count(count)), formula).tone(tone)
    };
    Row::new(vec![
        ways::name(model),
        response(
            summary.response,
            |all| all.p99,
            "99th percentile of the simulated response times; requests that time out count with the timeout",
        ),
        Cell::optional(beside.error.filter(|_| !beside.is_cut), shown::milliseconds)
            .explained(error_text(&beside)),
        derived(
            Cell::number(summary.throughput, shown::significant(summary.throughput, 3)),
            "answers within the timeout, per second",
        ),
        red_lines(on, experiment, model, run, &inputs),
        response(summary.light, |light| light.p99, "99th percentile of the response times of light requests"),
        derived(
            by_formula(&beside),
            &format!(
                "99th percentile by M/M/1, M/M/c or M/G/1; none where there is no formula, or the queue grows without \
                 end{}",
                if beside.is_apart() { format!(". {}", error_text(&beside)) } else { String::new() }
            ),
        ),
        time(
            summary.lag,
            |lag| lag.p99,
            "99th percentile of the time from a request's arrival until it is begun",
        ),
        derived(
            Cell::number(summary.utilisation, shown::percent_of_one(summary.utilisation)),
            "share of the time of all cores that is spent computing",
        ),
        count(summary.counts.timed_out, "requests that were not answered within the timeout"),
        count(summary.counts.rejected, "requests that found a full queue"),
        response(summary.response, |all| all.p50, "median response time of the simulated requests"),
        response(summary.heavy, |heavy| heavy.p99, "99th percentile of the response times of heavy requests"),
        response(
            summary.response,
            |all| all.max,
            "longest response time; the timeout where requests are given up",
        ),
        derived(
            Cell::number(summary.mean_waiting, shown::fixed(summary.mean_waiting, 2)),
            "requests that wait in all queues together, on average: arrivals times mean wait (Little's law)",
        ),
        derived(
            Cell::number(summary.most_waiting as f64, shown::count(summary.most_waiting)),
            "the most requests that waited in one queue at once",
        ),
    ])
}

fn red_lines(on: Subject<'_>, experiment: &Experiment, model: Model, run: &Run, inputs: &[Key]) -> Cell {
    let lines = on.facts.constants(on.outlook.inputs.edition).red_lines.under(&experiment.setting);
    let crossed = lines.crossed(model, &experiment.setting, &run.summary);
    let (text, tone) = if !crossed.is_empty() {
        // Where each line stands is in the lanes above and in its own table: here all that are crossed are seen.
        (crossed.into_iter().map(red_lines::name).collect::<Vec<_>>().join(", "), Tone::Bad)
    } else if experiment.length == Length::Long {
        ("none".to_owned(), Tone::Good)
    } else {
        // A queue that grows slowly crosses them later.
        ("none so far".to_owned(), Tone::Plain)
    };
    Cell::text(text)
        .tone(tone)
        .derived("the run's figures against the red lines")
        .of_figures(&RedLines::FIGURES)
        .of_inputs(inputs)
}

/// Standard errors beyond which chance does not explain a difference.
const MOST_ERRORS: f64 = 4.0;

/// What stands behind a formula's figure that chance does not explain.
const APART: &str = "*";

/// A simulated p99 and the one by formula, in milliseconds.
struct Beside {
    run: f64,
    error: Option<f64>,
    formula: Option<f64>,
    /// Whether it is the timeout, at which requests are given up.
    is_cut: bool,
}

impl Beside {
    fn of(experiment: &Experiment, model: Model, run: &Run) -> Self {
        Self {
            run: run.summary.response.p99 as f64 / 1e6,
            error: run.summary.p99_error.map(|error| error / 1e6),
            formula: experiment.formula_p99(model).map(|seconds| seconds * 1e3),
            is_cut: run.summary.response.p99 >= experiment.setting.timeout,
        }
    }

    /// Whether both are further apart than chance explains.
    fn is_apart(&self) -> bool {
        // Not divided: where all requests are given up, all stretches have the same p99 and the error is 0.
        let pair = self.formula.zip(self.error);
        pair.is_some_and(|(formula, error)| (formula - self.run).abs() > MOST_ERRORS * error)
    }
}

/// The p99 by formula, marked where the run is apart from it.
fn by_formula(beside: &Beside) -> Cell {
    let cell = Cell::optional(beside.formula, shown::milliseconds);
    if beside.is_apart() { cell.doubted(APART).tone(Tone::Warning) } else { cell }
}

/// How far the p99 may be off, and whether the formula agrees.
fn error_text(beside: &Beside) -> String {
    if beside.error.is_none() {
        return "Too few requests to tell how far the p99 may be off: next to saturation, a queue hardly forgets \
                where it stood."
            .to_owned();
    }
    let compared = beside.formula.map_or_else(
        || "There is no formula to compare it with.".to_owned(),
        |formula| {
            let away = notation::milliseconds((formula - beside.run).abs());
            if beside.is_apart() {
                format!(
                    "The formula is {away} ms away, more than {MOST_ERRORS} standard errors: it knows no timeout, no \
                     full queue and no start with an empty machine, and a short run near saturation has not seen the \
                     worst."
                )
            } else {
                format!("The formula is {away} ms away, within {MOST_ERRORS} standard errors.")
            }
        },
    );
    let error = if beside.is_cut {
        "No error can be told: the p99 is the timeout, at which requests are given up."
    } else {
        "Standard error of the p99, from how the share of slower requests differs between stretches of the run."
    };
    format!("{error} {compared}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn number(row: &Row, column: usize) -> f64 {
        row.cells[column].place().unwrap_or(f64::NAN)
    }

    /// Calls with the sheet of an experiment.
    fn with_sheet(inputs: &[(&str, &str)], check: impl Fn(&Sheet)) {
        fixture::with_subject(inputs, |on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            check(&sheet(Subject { analysis: &analysis, ..on }));
        });
    }

    #[test]
    fn whoever_hands_heavy_work_over_keeps_light_requests_quick() {
        let inputs = [
            ("concurrency.rps", "50"),
            ("work.heavy_percent", "1"),
            ("work.cpu_ms", "100"),
            ("work.python_factor", "1"),
        ];
        with_sheet(&inputs, |sheet| {
            let light = |name: &str| {
                let row = sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
                number(row, 5)
            };
            assert!(light("Node event loop") > 50.0);
            assert!(light("Node + workers") < 5.0);
            assert!(light("asyncio") > 50.0);
            assert!(light("Process pool") < 10.0);
            assert!(light("Go") < 10.0);
            let lines = |row: usize| sheet.rows[row].cells[4].text.as_str();
            assert_eq!((lines(0), lines(1)), ("block, sync", "none so far"));
        });
    }

    #[test]
    fn what_never_came_was_not_quick() {
        let column =
            |sheet: &Sheet, title: &str| sheet.columns.iter().position(|one| one.title == title).unwrap();
        with_sheet(&[("work.heavy_percent", "100")], |sheet| {
            let (light, heavy) = (column(sheet, "Light p99"), column(sheet, "Heavy p99"));
            for row in &sheet.rows {
                assert_eq!(row.cells[light].text, notation::NONE, "{row:?}");
                assert_ne!(row.cells[heavy].text, notation::NONE, "{row:?}");
            }
        });
        with_sheet(&[], |sheet| {
            let heavy = column(sheet, "Heavy p99");
            assert!(sheet.rows.iter().all(|row| row.cells[heavy].text == notation::NONE));
        });
    }

    /// The same of as many requests as a report is of.
    fn with_thorough_sheet(inputs: &[(&str, &str)], check: impl Fn(&Sheet)) {
        fixture::with_subject(inputs, |on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            analysis.experiment = analysis.experiment.map(|brief| Experiment::thorough(brief.setting));
            check(&sheet(Subject { analysis: &analysis, ..on }));
        });
    }

    #[test]
    fn a_brief_run_says_so_and_how_far_it_may_be_off_nowhere() {
        with_sheet(&[], |sheet| {
            assert!(sheet.note.starts_with("Preliminary: "), "{}", sheet.note);
            assert!(sheet.rows.iter().all(|row| row.cells[2].text == notation::NONE));
        });
        with_thorough_sheet(&[], |sheet| {
            assert!(!sheet.note.contains("Preliminary"), "{}", sheet.note);
            let go = sheet.rows.iter().find(|row| row.cells[0].text == "Go").unwrap();
            assert!(number(go, 2) > 0.0, "{go:?}");
        });
    }

    #[test]
    fn a_p99_at_the_timeout_is_compared_with_its_formula_all_the_same() {
        with_thorough_sheet(&[("concurrency.timeout_ms", "1")], |sheet| {
            let go = sheet.rows.iter().find(|row| row.cells[0].text == "Go").unwrap();
            let Origin::Text(text) = &go.cells[2].origin else { panic!("{go:?}") };
            assert_eq!(go.cells[2].text, notation::NONE);
            assert!(text.contains("ms away, more than 4 standard errors"), "{text}");
            assert!(go.cells[6].text.ends_with(APART) && sheet.note.starts_with(APART), "{}", sheet.note);
        });
    }

    #[test]
    fn nothing_is_marked_where_formula_and_run_agree() {
        with_thorough_sheet(&[("concurrency.rps", "300")], |sheet| {
            let marked = sheet.rows.iter().filter(|row| row.cells[6].text.ends_with(APART)).count();
            assert_eq!((marked, sheet.note.starts_with(APART)), (0, false), "{}", sheet.note);
        });
    }

    #[test]
    fn awkward_machines_have_rows_all_the_same() {
        fixture::for_awkward_subjects(|on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            let sheet = sheet(Subject { analysis: &analysis, ..on });
            assert_eq!(sheet.rows.len(), Model::ALL.len());
            fixture::check(on.facts, &[sheet]);
        });
    }

    #[test]
    fn without_an_experiment_it_says_so() {
        fixture::with_subject(&[], |on| {
            let sheet = sheet(on);
            assert!(sheet.rows.is_empty() && sheet.note.contains("Nothing"));
        });
    }
}
