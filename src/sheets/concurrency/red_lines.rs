//! The red lines of the article, and where the present plan stands against them.

use super::value;
use crate::catalog::named;
use crate::model::blocking::{EventLoops, event_loops, is_beyond, workers_per_core};
use crate::model::capacity::pools::P;
use crate::model::{Alternative, Facts, Outlook, PerAlternative};
use crate::notation::shown::{self, Shown};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{CORES, CPU_PERCENT, QUEUE_CAP, TIMEOUT_MS, WORKERS};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// A present value of an alternative: there is none, it has no end, or it is so much.
#[derive(Clone, Copy, PartialEq)]
enum Present {
    /// The line is about something that the alternative lacks.
    Absent,
    /// The queue grows without end.
    Endless,
    /// In the unit of the line.
    Value(f64),
}

/// A red line with what the model has for it.
struct RedLine<'a> {
    name: &'static str,
    /// The line as a cell with its origin, and as a number.
    line: Cell,
    bound: f64,
    present: PerAlternative<Present>,
    show: fn(f64) -> Shown,
    formula: &'static str,
    /// Says which figures and inputs a cell hangs on.
    hangs_on: fn(&PlanCells<'a>, Cell) -> Cell,
}

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let loops = event_loops(facts.constants(outlook.inputs.edition), outlook);
    let mut lines = on_the_loop(facts, outlook, &loops);
    lines.extend(of_inputs(outlook, &loops));
    let workers = Workers::of(facts, outlook);
    let crossed = lines.iter().filter(|line| line.is_crossed()).count()
        + workers.iter().filter(|line| line.is_crossed()).count();
    let rows: Vec<Row> =
        lines.iter().map(|line| line.row(outlook)).chain(workers.iter().map(Workers::row)).collect();
    let mut columns = vec![
        Column::text("Red line", 0),
        Column::number("Line", 0),
        Column::number("Present", 0),
        Column::text("State", 0),
    ];
    columns.extend(Alternative::ALL.iter().map(|one| Column::number(one.label(), 1)));
    Sheet {
        id: SheetId::RedLines,
        title: "Red lines".to_owned(),
        note: format!(
            "{crossed} of {} lines crossed. Present is the worst of the options at their planned size; workers per \
             core are those of the sliders.",
            rows.len()
        ),
        columns,
        rows,
    }
}

impl<'a> RedLine<'a> {
    fn is_crossed_by(&self, present: Present) -> bool {
        match present {
            Present::Absent => false,
            Present::Endless => true,
            Present::Value(value) => is_beyond(value, self.bound),
        }
    }

    fn is_crossed(&self) -> bool {
        self.present.iter().any(|(_, present)| self.is_crossed_by(*present))
    }

    fn row(&self, outlook: &'a Outlook) -> Row {
        let by: Vec<&str> = self
            .present
            .iter()
            .filter(|(_, present)| self.is_crossed_by(**present))
            .map(|(alternative, _)| alternative.label())
            .collect();
        let worst = self.present.iter().fold(Present::Absent, |worst, (_, present)| worse(worst, *present));
        let state = if by.is_empty() { kept() } else { crossed(&by.join(", ")) };
        let mut cells = vec![
            Cell::text(self.name),
            self.line.clone(),
            self.cell(outlook, worst, &Alternative::ALL),
            state,
        ];
        cells.extend(
            self.present.iter().map(|(alternative, present)| self.cell(outlook, *present, &[alternative])),
        );
        Row::new(cells)
    }

    /// What the plans of some alternatives come to.
    fn cell(&self, outlook: &'a Outlook, present: Present, of: &[Alternative]) -> Cell {
        let (cell, formula) = match present {
            Present::Absent => return Cell::none().explained("It has no event loop to block."),
            Present::Endless => (
                Cell::ranked(f64::INFINITY, "no end"),
                format!("{}; the queue grows without end", self.formula),
            ),
            Present::Value(value) if self.is_crossed_by(present) => {
                let text = wording::limits::apart(value, self.bound, self.show);
                (Cell::number(value, text), self.formula.to_owned())
            }
            Present::Value(value) => (Cell::number(value, (self.show)(value)), self.formula.to_owned()),
        };
        let tone = if self.is_crossed_by(present) { Tone::Bad } else { Tone::Plain };
        let present = of.iter().filter(|one| self.present[**one] != Present::Absent);
        present.fold(cell.tone(tone).derived(formula), |cell, one| {
            (self.hangs_on)(&PlanCells::of(outlook, *one), cell)
        })
    }
}

/// The lines about a single event loop, whose figures the article gives.
fn on_the_loop<'a>(
    facts: &Facts,
    outlook: &Outlook,
    loops: &PerAlternative<Option<EventLoops>>,
) -> Vec<RedLine<'a>> {
    let longest = present(loops, |one| Some(one.longest() * 1e3));
    let lag = present(loops, |one| one.lag_quantile(P).map(|seconds| seconds * 1e3));
    let line = |name, figure, present, formula, hangs_on| {
        let bound = value(facts, outlook, figure)?;
        let line = Cell::number(bound, shown::plain(bound)).figure(figure);
        Some(RedLine { name, line, bound, present, show: shown::milliseconds, formula, hangs_on })
    };
    let held = |name, figure| {
        let formula = "longest that one request holds an event loop, in milliseconds";
        line(name, figure, longest, formula, PlanCells::of_work)
    };
    let lines = [
        held("Blocking, ms", named::POLICY_BLOCK_MS),
        held("Sync budget, ms", named::POLICY_SYNC_BUDGET_MS),
        line(
            "p99 lag, ms",
            named::POLICY_LAG_MS,
            lag,
            "lag of an event loop that 99 of 100 requests do not exceed, in milliseconds",
            PlanCells::at_size,
        ),
    ];
    lines.into_iter().flatten().collect()
}

/// The lines that are inputs: the article's figures until somebody moves them.
fn of_inputs<'a>(outlook: &Outlook, loops: &PerAlternative<Option<EventLoops>>) -> Vec<RedLine<'a>> {
    let bound = |key: Key| outlook.inputs[key];
    let plan = |alternative| &outlook.assessments[alternative].plan;
    let response = PerAlternative::from_fn(|alternative| {
        let plan = plan(alternative);
        plan.heavy_p99.or(plan.p99).map_or(Present::Endless, |seconds| Present::Value(seconds * 1e3))
    });
    vec![
        RedLine {
            name: "CPU, %",
            line: Cell::number(bound(CPU_PERCENT), shown::plain(bound(CPU_PERCENT))).input(CPU_PERCENT),
            bound: bound(CPU_PERCENT),
            present: PerAlternative::from_fn(|alternative| {
                Present::Value(plan(alternative).peak_utilisation() * 100.0)
            }),
            show: |percent| shown::fixed(percent, 1),
            formula: "utilisation of the planned workers, of two pools the busier, in percent",
            hangs_on: PlanCells::at_size,
        },
        RedLine {
            name: "Queue cap",
            line: Cell::number(bound(QUEUE_CAP), shown::plain(bound(QUEUE_CAP))).input(QUEUE_CAP),
            bound: bound(QUEUE_CAP),
            present: present(loops, EventLoops::mean_waiting),
            show: |requests| shown::fixed(requests, 2),
            formula: "requests that wait at one event loop on average: arrivals times mean wait (Little's law)",
            hangs_on: PlanCells::at_size,
        },
        RedLine {
            name: "Job timeout, ms",
            line: Cell::number(bound(TIMEOUT_MS), shown::plain(bound(TIMEOUT_MS))).input(TIMEOUT_MS),
            bound: bound(TIMEOUT_MS),
            present: response,
            show: shown::milliseconds,
            formula: "99th percentile of the response time of heavy requests where they are a class of their own, of all otherwise, in milliseconds",
            hangs_on: PlanCells::of_response,
        },
    ]
}

/// Worker threads or processes for each core: both are inputs, the same for every alternative.
struct Workers {
    bound: f64,
    present: f64,
}

impl Workers {
    /// The figure of the line.
    const LINE: &str = named::POLICY_WORKERS_PER_CORE;

    fn of(facts: &Facts, outlook: &Outlook) -> Option<Self> {
        let bound = value(facts, outlook, Self::LINE)?;
        Some(Self { bound, present: workers_per_core(&outlook.inputs) })
    }

    fn is_crossed(&self) -> bool {
        self.present > self.bound
    }

    fn row(&self) -> Row {
        let mut cells = vec![
            Cell::text("Workers per core"),
            Cell::number(self.bound, shown::plain(self.bound)).figure(Self::LINE),
            Cell::number(self.present, shown::significant(self.present, 2))
                .derived("workers beside the event loop over the cores of one machine")
                .of_inputs(&[WORKERS, CORES]),
            if self.is_crossed() { crossed("inputs") } else { kept() },
        ];
        let same = Cell::none().explained("Workers and cores are inputs, the same for every option.");
        cells.extend(Alternative::ALL.map(|_| same.clone()));
        Row::new(cells)
    }
}

fn present(
    loops: &PerAlternative<Option<EventLoops>>,
    of: impl Fn(&EventLoops) -> Option<f64>,
) -> PerAlternative<Present> {
    PerAlternative::from_fn(|alternative| match &loops[alternative] {
        None => Present::Absent,
        Some(one) => of(one).map_or(Present::Endless, Present::Value),
    })
}

fn worse(a: Present, b: Present) -> Present {
    match (a, b) {
        (Present::Absent, other) | (other, Present::Absent) => other,
        (Present::Endless, _) | (_, Present::Endless) => Present::Endless,
        (Present::Value(a), Present::Value(b)) => Present::Value(a.max(b)),
    }
}

fn kept() -> Cell {
    Cell::text("clear").tone(Tone::Good)
}

fn crossed(by: &str) -> Cell {
    Cell::text(format!("crossed: {by}")).tone(Tone::Bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;
    use crate::sheets::fixture;

    /// Position of the column that says whether a line is crossed.
    const STATE: usize = 3;

    fn row<'a>(sheet: &'a Sheet, name: &str) -> &'a Row {
        sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap()
    }

    #[test]
    fn the_default_scenario_keeps_every_line() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(sheet.rows.len(), 7);
        for row in &sheet.rows {
            assert_eq!(row.cells[STATE].text, "clear", "{row:?}");
        }
        assert_eq!(row(&sheet, "Blocking, ms").cells[1].text, "50");
        assert_eq!(row(&sheet, "Workers per core").cells[2].text, "1.0");
        assert_eq!(row(&sheet, "Blocking, ms").cells[6].text, notation::NONE, "Go has no event loop");
        assert_eq!(row(&sheet, "CPU, %").cells[4].text, "35.7");
        assert!(sheet.note.starts_with("0 of 7"), "{}", sheet.note);
    }

    #[test]
    fn a_line_is_crossed_by_those_beyond_it() {
        let (facts, outlook) = fixture::outlook(&[
            ("plan.method", "fixed"),
            ("plan.instances", "2"),
            ("concurrency.workers", "8"),
        ]);
        let sheet = sheet(&facts, &outlook);
        assert!(row(&sheet, "CPU, %").cells[STATE].text.contains("Python"));
        assert!(!row(&sheet, "CPU, %").cells[STATE].text.contains("Node.js"));
        assert_eq!(row(&sheet, "Queue cap").cells[5].text, "no end");
        assert_eq!(row(&sheet, "Workers per core").cells[STATE].tone, Tone::Bad);
        let said = sheet.rows.iter().filter(|row| row.cells[STATE].text.starts_with("crossed")).count();
        assert!(sheet.note.starts_with(&format!("{said} of 7")), "{}", sheet.note);
    }

    #[test]
    fn of_two_pools_the_busier_stands_against_the_line() {
        let (facts, outlook) = fixture::outlook(&[
            ("work.heavy_percent", "100"),
            ("work.cpu_ms", "500"),
            ("traffic.rps", "10"),
            ("objective.p99_ms", "10000"),
        ]);
        let sheet = sheet(&facts, &outlook);
        let plan = &outlook.assessments[Alternative::Hybrid].plan;
        assert!(plan.utilisation < 0.01 && plan.peak_utilisation() > 0.3, "{plan:?}");
        let cpu = row(&sheet, "CPU, %");
        assert_eq!(cpu.cells[7].text, notation::fixed(plan.peak_utilisation() * 100.0, 1));
    }

    #[test]
    fn a_line_that_is_reached_exactly_is_not_crossed_and_one_crossed_by_little_reads_otherwise() {
        // 5,500 on one worker of 10,000 are 55 %, whatever the last digit of the product says.
        let at = |rps: &str, cpu: &str| {
            let (facts, outlook) = fixture::outlook(&[
                ("traffic.rps", rps),
                ("baseline.node_rps", "10000"),
                ("baseline.python_rps", "10000"),
                ("baseline.go_rps", "10000"),
                ("plan.method", "fixed"),
                ("plan.instances", "1"),
                ("objective.cpu_percent", cpu),
            ]);
            let sheet = sheet(&facts, &outlook);
            let cpu = row(&sheet, "CPU, %");
            [1, 4, STATE].map(|column| cpu.cells[column].text.clone())
        };
        assert_eq!(at("5500", "55"), ["55", "55.0", "clear"]);
        let [line, present, state] = at("5500.1", "55");
        assert!(line == "55" && present == "55.001" && state.starts_with("crossed"), "{present} {state}");
    }

    #[test]
    fn the_worst_of_all_is_present() {
        assert!(worse(Present::Value(1.0), Present::Value(2.0)) == Present::Value(2.0));
        assert!(worse(Present::Value(1.0), Present::Endless) == Present::Endless);
        assert!(worse(Present::Absent, Present::Value(1.0)) == Present::Value(1.0));
    }
}
