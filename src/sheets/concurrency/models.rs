//! The ways of running: what each is for, what the plan says about it, and which facts bear on it.

use super::ways;
use crate::catalog::{Figure, named};
use crate::model::capacity::{Mode, Plan};
use crate::model::{Alternative, Facts, Outlook, simulator};
use crate::notation::{self, shown};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Subject, Tone, wording};

/// A way of running.
struct Model {
    good_for: &'static str,
    /// How it deals with heavy work.
    heavy: &'static str,
    /// The alternative and the modes in which the plan runs it this way; none where the capacity plan has no such.
    plan: Option<(Alternative, &'static [Mode])>,
    /// How the simulator runs it.
    simulated: simulator::Model,
    /// How the ids of the figures begin that are about it.
    figures: &'static [&'static str],
}

static MODELS: [Model; 7] = [
    Model {
        good_for: "many requests that mostly wait, with little to compute",
        heavy: "runs on the loop to its end; everybody else waits",
        plan: Some((Alternative::Node, &[Mode::Inline])),
        simulated: simulator::Model::NodeEventLoop,
        figures: &["concurrency.node."],
    },
    Model {
        good_for: "an API with some requests that compute",
        heavy: "goes to worker threads; the loop pays the way there and back",
        plan: Some((Alternative::Node, &[Mode::TwoPools])),
        simulated: simulator::Model::NodeWorkers,
        figures: &[named::JUDGEMENT_BOUNDARY_MS, named::POLICY_WORKERS_PER_CORE],
    },
    Model {
        good_for: "many requests that mostly wait, with libraries that await",
        heavy: "runs on the loop to its end; everybody else waits",
        plan: Some((Alternative::Python, &[Mode::Inline])),
        simulated: simulator::Model::Asyncio,
        figures: &[
            "concurrency.python.slow_callback",
            "concurrency.uvicorn.",
            "concurrency.fastapi.",
            "concurrency.gunicorn.",
        ],
    },
    Model {
        good_for: "calls into libraries that block or leave the interpreter",
        heavy: "shares one interpreter lock; Python code runs on one core at a time",
        plan: None,
        simulated: simulator::Model::AsyncioThreads,
        figures: &["concurrency.python.switch_interval", "concurrency.python.thread_pool"],
    },
    Model {
        good_for: "heavy Python work beside an API",
        heavy: "runs in processes with an interpreter each; arguments are copied",
        plan: Some((Alternative::Python, &[Mode::TwoPools])),
        simulated: simulator::Model::ProcessPool,
        figures: &[
            "concurrency.python.process_pool",
            named::JUDGEMENT_BOUNDARY_MS,
            named::POLICY_WORKERS_PER_CORE,
        ],
    },
    Model {
        good_for: "heavy Python work on shared data, where all extensions support it",
        heavy: "runs on all cores; each thread is somewhat slower",
        plan: None,
        simulated: simulator::Model::FreeThreaded,
        figures: &["concurrency.python.free_threaded"],
    },
    Model {
        good_for: "requests that wait and requests that compute, in one process",
        heavy: "is preempted after a time slice; others go on",
        plan: Some((Alternative::Go, &[Mode::Shared, Mode::Preemptive])),
        simulated: simulator::Model::Go,
        figures: &["concurrency.go.", "concurrency.linux."],
    },
];

impl Model {
    /// Named as in the tables of the simulated machine.
    fn name(&self) -> &'static str {
        self.simulated.label()
    }

    fn is_about(&self, figure: &Figure) -> bool {
        self.figures.iter().any(|start| figure.id.starts_with(start))
    }

    /// The plan that runs this way at present.
    fn planned<'a>(&self, outlook: &'a Outlook) -> Option<&'a Plan> {
        let (alternative, modes) = self.plan?;
        let plan = &outlook.assessments[alternative].plan;
        modes.contains(&plan.mode).then_some(plan)
    }
}

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    Sheet {
        id: SheetId::Models,
        title: "Ways of running".to_owned(),
        note: "Plan: what is planned for the traffic, where it runs this way; a dash: it does not. Machine: the one \
               machine that is simulated."
            .to_owned(),
        columns: vec![
            Column::text("Model", 0),
            Column::number("Plan: workers", 0),
            Column::number("CPU", 1),
            Column::number("p99 ms", 1),
            Column::number("Machine: light p99 ms", 0),
            Column::number("served/s", 3),
            Column::prose("Good for", 2),
            Column::text("Heavy work", 3),
            Column::text("Facts", 4),
        ],
        rows: MODELS.iter().map(|model| row(on, model)).collect(),
    }
}

fn row(on: Subject<'_>, model: &Model) -> Row {
    let Subject { facts, outlook, .. } = on;
    let plan = model.planned(outlook);
    let mut cells = vec![match model.plan {
        Some((alternative, _)) if plan.is_some() => {
            Cell::text(model.name()).tone(Tone::Alternative(alternative))
        }
        _ => Cell::text(model.name()),
    }];
    if let Some((alternative, _)) = model.plan.filter(|_| plan.is_some()) {
        let plan = PlanCells::of(outlook, alternative);
        cells.extend([plan.planned(), plan.utilisation(), plan.p99()]);
    } else {
        let why = absence(outlook, model);
        cells.extend(std::iter::repeat_with(|| Cell::none().explained(why.clone())).take(3));
    }
    cells.extend(simulated(on, model));
    cells.extend([
        Cell::text(model.good_for).explained(format!("Good for {}.", model.good_for)),
        Cell::text(model.heavy).explained(format!("Heavy work {}.", model.heavy)),
        known(facts, outlook, model),
    ]);
    Row::new(cells)
}

/// What the simulated machine came to this way.
fn simulated(on: Subject<'_>, model: &Model) -> [Cell; 2] {
    let experiment = on.analysis.experiment.as_ref();
    let run = experiment.and_then(|experiment| experiment.iter().find(|(one, _)| *one == model.simulated));
    let summary = run.map(|(_, run)| &run.summary);
    let inputs = ways::inputs(model.simulated);
    let light = summary.and_then(|summary| summary.light.measured()).map(|light| light.p99 as f64 / 1e6);
    let throughput = summary.map(|summary| summary.throughput);
    [
        Cell::optional(light, shown::milliseconds)
            .derived(
                "99th percentile of the response times of light requests at the simulated machine, \
                 milliseconds; none where it has accepted no such",
            )
            .of_inputs(&inputs),
        Cell::optional(throughput, |rate| shown::significant(rate, 3))
            .derived("answers within the timeout at the simulated machine, per second")
            .of_inputs(&inputs),
    ]
}

/// Why the plan has no numbers for a way of running.
fn absence(outlook: &Outlook, model: &Model) -> String {
    match model.plan {
        Some((alternative, _)) => format!(
            "The plan for {} does its heavy work otherwise: {}.",
            alternative.label(),
            outlook.assessments[alternative].plan.mode.id()
        ),
        None => "The capacity plan does not size this way of running.".to_owned(),
    }
}

/// The figures about it.
fn known(facts: &Facts, outlook: &Outlook, model: &Model) -> Cell {
    let figures: Vec<&Figure> =
        facts.catalog.figures().iter().filter(|figure| model.is_about(figure)).collect();
    if figures.is_empty() {
        return Cell::text(notation::NONE).tone(Tone::Muted).explained("The data have no figure about it.");
    }
    let texts: Vec<String> = figures
        .iter()
        .map(|figure| format!("{}: {}", figure.label, wording::figure(figure, outlook.inputs.edition)))
        .collect();
    let ids: Vec<&str> = figures.iter().map(|figure| figure.id.as_str()).collect();
    Cell::text(texts.join("; ")).derived("each figure as its source gives it").of_figures(&ids)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn row<'a>(sheet: &'a Sheet, name: &str) -> &'a Row {
        sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap()
    }

    #[test]
    fn without_heavy_work_the_loops_carry_it_all() {
        fixture::with_subject(&[], |on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            let sheet = sheet(Subject { analysis: &analysis, ..on });
            assert_eq!(row(&sheet, "Node event loop").cells[1].text, "3");
            assert_eq!(row(&sheet, "asyncio").cells[1].text, "14");
            assert_eq!(row(&sheet, "Go").cells[1].text, "5");
            for name in ["Node + workers", "Process pool", "asyncio + threads", "Free-threaded"] {
                assert_eq!(row(&sheet, name).cells[1].text, notation::NONE, "{name}");
            }
            // All are simulated, whether planned or not.
            assert!(sheet.rows.iter().all(|row| row.cells[4].text != notation::NONE));
        });
    }

    #[test]
    fn numbers_stand_with_the_way_that_the_plan_takes() {
        fixture::for_awkward_subjects(|on| {
            let sheet = sheet(on);
            let shown = |names: [&str; 2]| {
                names.iter().filter(|name| row(&sheet, name).cells[1].text != notation::NONE).count()
            };
            assert_eq!(shown(["Node event loop", "Node + workers"]), 1);
            assert_eq!(shown(["asyncio", "Process pool"]), 1);
        });
    }

    #[test]
    fn no_fact_about_concurrency_is_left_out() {
        let facts = fixture::facts();
        let all = facts.catalog.figures().iter().filter(|figure| figure.id.starts_with("concurrency."));
        for figure in all {
            assert!(MODELS.iter().any(|model| model.is_about(figure)), "{} stands in no row", figure.id);
        }
    }
}
