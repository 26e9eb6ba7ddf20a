//! How many workers each way of counting gives, and what the plan does at its size.

use crate::model::capacity::{Binding, Plan};
use crate::model::outlook::Assessment;
use crate::model::{Alternative, Outlook};
use crate::notation::{self, shown};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{CPU_PERCENT, P99_MS, SAFETY_PERCENT, WAIT_MS};
use crate::sheets::plan::{OneWorker, PlanCells, limits, queue};
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone};

/// The table `capacity`.
pub(super) fn sheet(outlook: &Outlook) -> Sheet {
    let inputs = &outlook.inputs;
    Sheet {
        id: SheetId::Capacity,
        title: "Workers by method".to_owned(),
        note: format!(
            "A worker is one process on one core, for Go one core. {}Counts are without spare workers and \
             zones, the plan with them. Safety factor {} %, CPU target {} %, p99 target {} ms.",
            without_heavy_work(outlook),
            notation::plain(inputs[SAFETY_PERCENT]),
            notation::plain(inputs[CPU_PERCENT]),
            notation::plain(inputs[P99_MS])
        ),
        columns: vec![
            Column::text(Heading::Option, 0),
            Column::number("planned", 0),
            Column::number("baseline", 2),
            Column::number("× safety", 2),
            Column::number("× load", 4),
            Column::number("headroom", 5),
            Column::number("at CPU", 4),
            Column::number("for p99", 4),
            Column::text(Heading::DecidedBy, 3),
            Column::whole("limits", 1),
            Column::number(Heading::Cpu, 0),
            Column::number(Heading::MedianMs, 5),
            Column::number("p99 ms", 0),
            Column::number(Heading::HeavyP99, 6),
            Column::number(Heading::ApiAndWork, 6),
            Column::text(Heading::Mode, 7),
        ],
        rows: Alternative::ALL.into_iter().map(|alternative| row(outlook, alternative)).collect(),
    }
}

/// Why an option with two pools has as many workers as one with the first of them alone, if that is so.
fn without_heavy_work(outlook: &Outlook) -> String {
    let is_idle = |one: &&Assessment| one.plan.compute == Some(0);
    outlook.assessments.0.iter().find(is_idle).map_or_else(String::new, |one| {
        format!("{} has no worker for heavy work: there is none. ", one.alternative.label())
    })
}

fn row(outlook: &Outlook, alternative: Alternative) -> Row {
    let assessment = &outlook.assessments[alternative];
    let plan = &assessment.plan;
    let ground = PlanCells::of(outlook, alternative);
    let mut cells = vec![Cell::from(alternative), ground.planned().tone(Tone::Strong)];
    cells.extend(counts(outlook, &ground, plan));
    cells.extend([decided_by(&ground, plan), limits(assessment, "within")]);
    cells.extend(behaviour(outlook, &ground, plan));
    cells.extend([pools(&ground, plan), Cell::text(plan.mode.id()).tone(Tone::Muted)]);
    Row::new(cells)
}

/// The way of counting that asks for the most, and what comes on top of it.
fn decided_by(ground: &PlanCells<'_>, plan: &Plan) -> Cell {
    let text = match plan.binding {
        Binding::P99 if !plan.feasible => {
            "The p99 objective asks for more than any number of workers can give."
        }
        Binding::Article => {
            "Load over capacity, rounded up, times one plus the safety factor, rounded up again."
        }
        Binding::Load => "The safety factor on the load is what is counted.",
        Binding::Cpu => "Fewer workers would run above the CPU target.",
        Binding::P99 => "Fewer workers would miss the p99 target.",
        Binding::Fixed => "The number was given.",
    };
    let more = ground.spare_and_zones();
    let parts = [
        Some(plan.binding.label()),
        more.spare.is_some().then_some("spare"),
        more.zones.is_some().then_some("zones"),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    Cell::text(parts.join(" + ")).explained(text)
}

/// The six ways of counting; the one that decides stands out.
fn counts(outlook: &Outlook, ground: &PlanCells<'_>, plan: &Plan) -> [Cell; 6] {
    let by = &plan.by_method;
    let worker = ground.one_worker();
    let safety = 1.0 + outlook.inputs.share(SAFETY_PERCENT);
    let cell = |count: Option<u64>, is_binding: bool, formula: &str, more: &[Key]| {
        let shown = count.map_or_else(
            || Cell::none().tone(Tone::Muted),
            |count| {
                let tone = if is_binding { Tone::Strong } else { Tone::Plain };
                Cell::number(count as f64, shown::count(count)).tone(tone)
            },
        );
        let pools = if plan.api.is_some() { "; each pool counted apart, then added" } else { "" };
        ground.of_work(shown.derived(format!("{formula}{pools}"))).of_inputs(more)
    };
    let binds = |binding| plan.binding == binding;
    [
        least(
            worker.as_ref(),
            cell(Some(by.baseline), false, "⌈requests/s / capacity of a worker⌉", &[]),
            |OneWorker { rps, capacity }| format!("{rps} / {capacity}"),
        ),
        least(
            worker.as_ref(),
            cell(
                Some(by.article),
                binds(Binding::Article),
                "⌈baseline × (1 + safety factor)⌉",
                &[SAFETY_PERCENT],
            ),
            |_| format!("{} × {}", notation::count(by.baseline), notation::operand(safety)),
        ),
        least(
            worker.as_ref(),
            cell(
                Some(by.load),
                binds(Binding::Load),
                "⌈requests/s × (1 + safety factor) / capacity⌉",
                &[SAFETY_PERCENT],
            ),
            |OneWorker { rps, capacity }| format!("{rps} × {} / {capacity}", notation::operand(safety)),
        ),
        least(
            worker.as_ref(),
            cell(
                by.derated,
                false,
                "⌈requests/s / (capacity × (1 − safety factor))⌉; none from a factor of 100 % on",
                &[SAFETY_PERCENT],
            ),
            |OneWorker { rps, capacity }| {
                format!("{rps} / ({capacity} × {})", notation::operand(2.0 - safety))
            },
        ),
        least(
            worker.as_ref(),
            cell(Some(by.cpu), binds(Binding::Cpu), "⌈requests/s / (capacity × CPU target)⌉", &[CPU_PERCENT]),
            |OneWorker { rps, capacity }| {
                let target = notation::operand(outlook.inputs.share(CPU_PERCENT));
                format!("{rps} / ({capacity} × {target})")
            },
        ),
        cell(
            by.p99,
            binds(Binding::P99),
            &format!(
                "the fewest workers that meet the p99 target with {}; a dash where none do",
                queue(plan.mode)
            ),
            &[P99_MS, WAIT_MS],
        ),
    ]
}

/// Shows the calculation of a least number of workers, before rounding up.
fn least(worker: Option<&OneWorker>, cell: Cell, quotient: impl Fn(&OneWorker) -> String) -> Cell {
    match worker {
        Some(worker) => cell.calculated(format!("⌈{}⌉", quotient(worker))),
        None => cell,
    }
}

/// Utilisation and response times at the planned size.
fn behaviour(outlook: &Outlook, ground: &PlanCells<'_>, plan: &Plan) -> [Cell; 4] {
    let is_hidden = plan.heavy_p99.is_some_and(|heavy| heavy * 1e3 > outlook.inputs[P99_MS]);
    let heavy = ground.response(plan.heavy_p99, "99th percentile of heavy requests").tone(if is_hidden {
        Tone::Warning
    } else {
        Tone::Plain
    });
    [
        ground.utilisation(),
        ground.response(plan.p50, "median response time").tone(if plan.p50.is_none() {
            Tone::Bad
        } else {
            Tone::Plain
        }),
        ground.p99(),
        if plan.heavy_p99.is_some() {
            heavy
        } else {
            heavy.explained(
                "No class of its own: no heavy requests, nothing but heavy ones, or no end to the queue.",
            )
        },
    ]
}

fn pools(ground: &PlanCells<'_>, plan: &Plan) -> Cell {
    match plan.api.zip(plan.compute) {
        Some((api, compute)) => ground.at_size(
            Cell::ranked(api as f64, format!("{} + {}", notation::count(api), notation::count(compute))).derived(
                if compute == 0 {
                    "workers that answer requests + workers that do heavy work: none while no request is heavy; what \
                     the second service computes besides requests is in its operation, not in its workers"
                } else {
                    "workers that answer requests + workers that do heavy work"
                },
            ),
        ),
        None => {
            Cell::none().tone(Tone::Muted).explained("One pool does everything.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn column(sheet: &Sheet, title: &str) -> Vec<Cell> {
        let column = sheet.columns.iter().position(|one| one.title == title).unwrap();
        sheet.rows.iter().map(|row| row.cells[column].clone()).collect()
    }

    fn texts(sheet: &Sheet, title: &str) -> Vec<String> {
        column(sheet, title).into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn the_default_plan_is_counted_in_every_way() {
        let (_, outlook) = fixture::default();
        let sheet = sheet(&outlook);
        assert_eq!(texts(&sheet, "planned")[..3], ["3", "14", "5"]);
        assert_eq!(texts(&sheet, "baseline")[..3], ["2", "9", "3"]);
        assert_eq!(texts(&sheet, "× safety")[..3], ["3", "14", "5"]);
        assert_eq!(texts(&sheet, "× load")[..3], ["2", "13", "5"]);
        assert_eq!(texts(&sheet, "at CPU")[..3], ["2", "13", "5"]);
        assert_eq!(texts(&sheet, "CPU")[0], "35.7 %");
        assert_eq!(texts(&sheet, "decided by")[0], "safety factor");
        assert_eq!(column(&sheet, "× safety")[0].tone, Tone::Strong);
    }

    #[test]
    fn counts_of_one_pool_are_calculated_before_the_eyes_of_the_reader() {
        let calculations = |heavy_percent, alternative: Alternative| {
            let (_, outlook) = fixture::outlook(&[("work.heavy_percent", heavy_percent)]);
            let calculation = |cell: Cell| match cell.origin {
                Origin::Derived { calculation, .. } => calculation.unwrap_or_default(),
                _ => String::new(),
            };
            let sheet = sheet(&outlook);
            ["baseline", "× safety", "headroom", "at CPU", "CPU"]
                .map(|title| calculation(column(&sheet, title).swap_remove(alternative.index())))
        };
        let expected = [
            "⌈10,000 / 9,340⌉",
            "⌈2 × 1.5⌉",
            "⌈10,000 / (9,340 × 0.5)⌉",
            "⌈10,000 / (9,340 × 0.7)⌉",
            "10,000 / 9,340 / 3",
        ];
        assert_eq!(calculations("0", Alternative::Node), expected);
        assert_eq!(calculations("5", Alternative::Node)[0], "⌈10,000 / 1,647.27⌉");
        assert_eq!(calculations("5", Alternative::Hybrid), [""; 5], "two pools");
    }

    #[test]
    fn spare_workers_and_zones_are_named_and_calculated() {
        let told = |sets: &[(&str, &str)]| {
            let (_, outlook) = fixture::outlook(sets);
            let sheet = sheet(&outlook);
            let planned = column(&sheet, "planned").swap_remove(Alternative::Python.index());
            let Origin::Derived { calculation, .. } = planned.origin else { panic!("{:?}", planned.origin) };
            (planned.text, calculation, texts(&sheet, "decided by").swap_remove(Alternative::Python.index()))
        };
        let as_told = |planned: &str, calculation: Option<&str>, by: &str| {
            (planned.to_owned(), calculation.map(str::to_owned), by.to_owned())
        };
        assert_eq!(told(&[]), as_told("14", None, "safety factor"));
        let spare = ("plan.spare", "2");
        assert_eq!(told(&[spare]), as_told("16", Some("14 + 2"), "safety factor + spare"));
        assert_eq!(
            told(&[("plan.zones", "6")]),
            as_told("18", Some("⌈14 / 5⌉ × 6"), "safety factor + zones")
        );
        assert_eq!(
            told(&[spare, ("plan.zones", "3")]),
            as_told("24", Some("⌈(14 + 2) / 2⌉ × 3"), "safety factor + spare + zones")
        );
        let fixed = [spare, ("plan.method", "fixed"), ("plan.instances", "9")];
        assert_eq!(told(&fixed), as_told("9", None, "fixed number"));
    }

    #[test]
    fn every_number_says_how_it_came_about() {
        let (_, outlook) = fixture::outlook(&[("work.heavy_percent", "5")]);
        let sheet = sheet(&outlook);
        for row in &sheet.rows {
            for (cell, column) in row.cells.iter().zip(&sheet.columns).skip(1) {
                let named = cell.origin != Origin::Unstated || column.title == "mode";
                assert!(named, "{}: {cell:?}", column.title);
            }
        }
    }

    #[test]
    fn a_broken_limit_is_said_in_words() {
        let (_, outlook) = fixture::outlook(&[("objective.p99_ms", "1"), ("work.wait_ms", "20")]);
        let sheet = sheet(&outlook);
        let limits = column(&sheet, "limits");
        assert!(limits.iter().all(|cell| cell.tone == Tone::Bad && cell.text.contains("p99")), "{limits:?}");
        assert!(column(&sheet, "p99 ms").iter().all(|cell| cell.tone == Tone::Bad));
        assert!(texts(&sheet, "for p99").iter().all(|text| text == notation::NONE));
    }

    #[test]
    fn a_pool_without_a_worker_is_told() {
        let note = |heavy_percent| sheet(&fixture::outlook(&[("work.heavy_percent", heavy_percent)]).1).note;
        assert!(note("0").contains("Hybrid has no worker for heavy work"), "{}", note("0"));
        assert!(!note("5").contains("has no worker"));
    }

    #[test]
    fn two_pools_are_shown_apart() {
        let (_, outlook) = fixture::outlook(&[("work.heavy_percent", "5")]);
        let sheet = sheet(&outlook);
        let hybrid = texts(&sheet, "API + work")[3].clone();
        let (api, compute) = hybrid.split_once(" + ").unwrap();
        let number = |text: &str| text.replace(',', "").parse::<u64>().unwrap();
        assert_eq!(number(api) + number(compute), outlook.assessments[Alternative::Hybrid].plan.planned);
    }
}
