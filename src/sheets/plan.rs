//! What a plan comes to: workers, how busy they are, response times and cost. Every table that shows one of these
//! numbers takes the cell from here, so that each says the same of where it comes from.

use super::{Cell, Tone, wording};
use crate::catalog::named;
use crate::model::capacity::demand::Demand;
use crate::model::capacity::{Binding, Mode, Plan, inputs};
use crate::model::frameworks::{Choice, Measured};
use crate::model::outlook::{Assessment, Baseline};
use crate::model::{Alternative, Outlook};
use crate::notation::{self, shown};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    CPU_PERCENT, PRICE_CORE_HOUR, PRICE_GB_HOUR, PRICE_LOAD, PRICE_OPS_HOURS, RPS, WAIT_MS,
};

/// Where the hours of a month come from.
const HOURS: &str = named::PRICE_HOURS_PER_MONTH;

/// The plan of an alternative, with the figures and inputs that its number of workers is computed from.
pub(super) struct PlanCells<'a> {
    outlook: &'a Outlook,
    alternative: Alternative,
    plan: &'a Plan,
    /// The figures that say how much memory a worker takes, API first.
    pub(super) memory: Vec<String>,
    figures: Vec<String>,
    inputs: Vec<Key>,
    /// Whose plan it is, where a formula has to say.
    whose: String,
}

/// A single pool as it stands in a calculation; two pools have no calculation of one line.
pub(super) struct OneWorker {
    pub(super) rps: String,
    /// Requests per second, of their CPU time.
    pub(super) capacity: String,
}

/// The workers of a plan beyond those that the way of counting asks for.
pub(super) struct SpareAndZones {
    /// Spare workers, if there are any.
    pub(super) spare: Option<u64>,
    /// Zones, of which one may fail, if there is more than one.
    pub(super) zones: Option<u64>,
}

impl<'a> PlanCells<'a> {
    pub(super) fn of(outlook: &'a Outlook, alternative: Alternative) -> Self {
        let runtimes = alternative.runtimes();
        let inputs = inputs::of_work(&outlook.inputs, alternative);
        let baselines = runtimes.iter().filter_map(|runtime| outlook.baselines.get(*runtime));
        let figures = baselines.filter_map(Baseline::figure).collect();
        let memory = runtimes
            .iter()
            .map(|runtime| named::of(named::JUDGEMENT_MEMORY_GB_EACH, runtime.name()))
            .collect();
        Self {
            outlook,
            alternative,
            plan: &outlook.assessments[alternative].plan,
            memory,
            figures,
            inputs,
            whose: String::new(),
        }
    }

    /// The plan of an alternative with another framework, all else as it is.
    pub(super) fn with(outlook: &'a Outlook, choice: &Choice<'_>, measured: &'a Measured) -> Self {
        let mut cells = Self { plan: &measured.plan, ..Self::of(outlook, choice.alternative) };
        // Its throughput stands in the place of the one that counts at present.
        cells.inputs.retain(|key| *key != choice.candidate.baseline);
        let present = outlook.baselines.get(choice.framework.runtime).and_then(Baseline::figure);
        cells.figures.retain(|figure| Some(figure) != present.as_ref());
        cells.figures.insert(0, measured.figure.clone());
        cells.whose = format!("; of {} with this framework", choice.alternative.label());
        cells
    }

    /// Says that a cell that was [derived](Cell::derived) hangs on what the workers have to do.
    pub(super) fn of_work(&self, cell: Cell) -> Cell {
        let figures: Vec<&str> = self.figures.iter().map(String::as_str).collect();
        cell.of_figures(&figures).of_inputs(&self.inputs)
    }

    /// Says that a cell hangs on how many workers are planned, too.
    pub(super) fn at_size(&self, cell: Cell) -> Cell {
        self.of_work(cell).of_inputs(&inputs::of_size(&self.outlook.inputs))
    }

    /// Says that a cell hangs on how long responses of the planned workers take.
    pub(super) fn of_response(&self, cell: Cell) -> Cell {
        self.at_size(cell).of_inputs(&[WAIT_MS])
    }

    /// Says that a cell hangs on what the planned workers cost.
    pub(super) fn of_workers(&self, cell: Cell) -> Cell {
        let memory: Vec<&str> = self.memory.iter().map(String::as_str).collect();
        self.at_size(cell)
            .of_figures(&memory)
            .of_figures(&[HOURS])
            .of_inputs(&[PRICE_CORE_HOUR, PRICE_GB_HOUR])
    }

    /// Says that a cell hangs on what everything costs a month.
    pub(super) fn of_month(&self, cell: Cell) -> Cell {
        let cell = self.of_workers(cell);
        match self.alternative.compute_runtime() {
            Some(_) => {
                cell.of_figures(&[named::LABOUR_WAGE_USD_PER_HOUR]).of_inputs(&[PRICE_OPS_HOURS, PRICE_LOAD])
            }
            None => cell,
        }
    }

    /// Workers, spare ones and zones included.
    pub(super) fn planned(&self) -> Cell {
        let Plan { planned, binding, .. } = *self.plan;
        let pools = self.plan.api.zip(self.plan.compute).map_or_else(String::new, |(api, compute)| {
            format!(": {} for the API, {} for heavy work", notation::count(api), notation::count(compute))
        });
        let more = self.spare_and_zones();
        let spread = if more.zones.is_some() {
            ": ⌈workers / (zones − 1)⌉ in each, so that the others are enough when one zone fails"
        } else {
            ""
        };
        let formula = format!(
            "the number that the {} asks for{pools}, and spare workers and zones{}{spread}",
            binding.label(),
            self.whose
        );
        let cell = self.at_size(Cell::number(planned as f64, shown::count(planned)).derived(formula));
        match self.calculation(&more) {
            Some(numbers) => cell.calculated(numbers),
            None => cell,
        }
    }

    /// What stands on top of the number that was asked for.
    pub(super) fn spare_and_zones(&self) -> SpareAndZones {
        let is_counted = self.plan.binding != Binding::Fixed;
        let Demand { spare, zones, .. } = Demand::read(&self.outlook.inputs);
        SpareAndZones {
            spare: (is_counted && spare > 0).then_some(spare),
            zones: (is_counted && zones > 1).then_some(zones),
        }
    }

    /// How a single pool gets from the number that was asked for to the plan, where that is another one.
    fn calculation(&self, more: &SpareAndZones) -> Option<String> {
        if self.plan.api.is_some() {
            return None;
        }
        let asked = notation::count(self.plan.by_method.decisive(self.plan.binding)?);
        let with_spare = |spare: u64| format!("{asked} + {}", notation::count(spare));
        match (more.spare, more.zones) {
            (None, None) => None,
            (Some(spare), None) => Some(with_spare(spare)),
            (spare, Some(zones)) => {
                let workers = spare.map_or(asked.clone(), |spare| format!("({})", with_spare(spare)));
                Some(format!("⌈{workers} / {}⌉ × {zones}", zones - 1))
            }
        }
    }

    /// What a single pool is counted with.
    pub(super) fn one_worker(&self) -> Option<OneWorker> {
        let (rps, capacity) = (self.outlook.inputs[RPS], self.plan.service.recip());
        let (rps, capacity) = (notation::operand(rps), notation::operand(capacity));
        self.plan.api.is_none().then_some(OneWorker { rps, capacity })
    }

    /// How busy the busier pool is.
    pub(super) fn utilisation(&self) -> Cell {
        let share = self.plan.peak_utilisation();
        let of_two = self.plan.compute_utilisation.map_or_else(String::new, |compute| {
            let [api, compute] = [self.plan.utilisation, compute].map(notation::percent_of_one);
            format!("; of two pools the busier: API {api}, compute {compute}")
        });
        let tone = if share >= 1.0 {
            Tone::Bad
        } else if self.plan.keeps_cpu_target(self.outlook.inputs.share(CPU_PERCENT)) {
            Tone::Plain
        } else {
            Tone::Warning
        };
        let cell = Cell::number(share, shown::percent_of_one(share))
            .tone(tone)
            .derived(format!("requests/s / capacity of a worker / workers{of_two}"));
        let cell = self.at_size(cell);
        match self.one_worker() {
            Some(OneWorker { rps, capacity }) => {
                let planned = notation::count(self.plan.planned);
                cell.calculated(format!("{rps} / {capacity} / {planned}"))
            }
            None => cell,
        }
    }

    /// The 99th percentile of the response time.
    pub(super) fn p99(&self) -> Cell {
        let tone = if self.plan.feasible { Tone::Good } else { Tone::Bad };
        self.response(self.plan.p99, "99th percentile of the response time").tone(tone)
    }

    /// A response time in seconds, shown in milliseconds.
    pub(super) fn response(&self, seconds: Option<f64>, what: &str) -> Cell {
        let formula = format!(
            "{what} at the planned size with {}, and the upstream wait; a dash without end{}",
            queue(self.plan.mode),
            self.whose
        );
        let cell = Cell::optional(seconds.map(|seconds| seconds * 1e3), shown::milliseconds);
        self.of_response(cell.derived(formula))
    }

    /// What everything costs a month.
    pub(super) fn usd_month(&self) -> Cell {
        let Plan { infra_usd, ops_usd, .. } = *self.plan;
        let sum = self.plan.usd_month();
        let cell = Cell::number(sum, shown::usd(sum)).derived(format!(
            "infrastructure, which is workers × (vCPU hour + GB × GB hour) × hours of a month, + operation of a second \
             service{}",
            self.whose
        ));
        self.of_month(cell).calculated(format!(
            "{} + {}",
            notation::operand(infra_usd),
            notation::operand(ops_usd)
        ))
    }
}

/// The hard limits that an alternative breaks, by their names; `kept` where it breaks none.
pub(super) fn limits(assessment: &Assessment, kept: &str) -> Cell {
    let broken = &assessment.violations;
    if broken.is_empty() {
        return Cell::text(kept).tone(Tone::Good).explained("It breaks no hard limit.");
    }
    let names: Vec<&str> = broken.iter().map(|one| wording::limits::in_words(*one)).collect();
    let sentences: Vec<String> = broken.iter().map(wording::limits::violation).collect();
    Cell::text(names.join(", ")).tone(Tone::Bad).explained(format!("It breaks: {}.", sentences.join("; ")))
}

/// The queue that a way of running is.
pub(super) const fn queue(mode: Mode) -> &'static str {
    match mode {
        Mode::Inline => "a queue for each worker",
        Mode::TwoPools | Mode::Preemptive => "two pools in series",
        Mode::Shared => "one queue for all cores",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::registry::{
        BASELINE_NODE, BASELINE_PYTHON, GO_FACTOR, HEAVY_PERCENT, PYTHON_FACTOR,
    };
    use crate::sheets::fixture;

    #[test]
    fn the_ground_of_a_plan_names_the_figures_and_inputs_behind_it() {
        let (_, outlook) = fixture::default();
        let node = PlanCells::of(&outlook, Alternative::Node);
        assert_eq!(node.figures, ["web.fastify.rps"]);
        assert_eq!(node.inputs, [RPS, BASELINE_NODE, HEAVY_PERCENT]);

        let (_, outlook) = fixture::outlook(&[("work.heavy_percent", "5"), ("baseline.python_rps", "2000")]);
        let hybrid = PlanCells::of(&outlook, Alternative::Hybrid);
        assert_eq!(hybrid.figures, ["web.fastify.rps"], "a number of the user's own is no figure");
        assert!(hybrid.inputs.contains(&BASELINE_PYTHON) && hybrid.inputs.contains(&PYTHON_FACTOR));
        assert!(!hybrid.inputs.contains(&GO_FACTOR));
    }
}
