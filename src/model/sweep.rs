//! The same scenario with one input moved, again and again.

use std::cell::Cell;

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{Bill, Provision, Rates, Workload};
use super::constants::Constants;
use super::contest::{Contest, Standing, Terms, Verdict};
use super::criteria::Outcome;
use super::facts::Facts;
use super::sizing::LoopLimit;
use crate::scenario::parameter::{Key, Value};
use crate::scenario::registry::{SETTLE_MONTHS, TEAM};
use crate::scenario::team::{self, Locks};
use crate::scenario::{Inputs, Scenario};

/// A scenario whose inputs are moved one at a time. What a move leaves as it is, is not computed again: most inputs
/// change no size, and those that do rarely change all.
#[derive(Debug)]
pub struct Sweep<'a> {
    facts: &'a Facts,
    scenario: &'a Scenario,
    constants: &'a Constants,
    /// Shares of the team that stay when another is moved.
    locked: Locks,
    inputs: Inputs,
    demand: Demand,
    times: PerRuntime<ServiceTimes>,
    limits: PerAlternative<LoopLimit>,
    provisions: PerAlternative<Provision>,
    rates: Rates,
    contest: Contest<'a>,
    /// Who comes first as the inputs are, once somebody has asked.
    present: Cell<Option<Verdict>>,
}

impl<'a> Sweep<'a> {
    /// A sweep from a scenario, with the shares of the team that are held.
    pub fn new(facts: &'a Facts, scenario: &'a Scenario, locked: Locks) -> Self {
        let inputs = Inputs::resolve(&facts.definitions, scenario);
        let constants = facts.constants(inputs.edition);
        let demand = Demand::read(&inputs);
        let times = ServiceTimes::read(constants, &inputs);
        let workload = Workload { constants, demand: &demand, times: &times };
        let limits = PerAlternative::from_fn(|one| workload.loop_limit(one));
        let provisions =
            PerAlternative::from_fn(|one| workload.arrange(one, &limits[one]).provision(&demand));
        let terms = Terms::read(constants, &inputs, facts.runway_months(&inputs));
        Self {
            facts,
            scenario,
            constants,
            locked,
            demand,
            times,
            limits,
            provisions,
            rates: Rates::read(&inputs),
            contest: Contest::new(constants, terms),
            present: Cell::new(None),
            inputs,
        }
    }

    /// The inputs that are swept from.
    pub const fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// The figures of the edition.
    pub const fn constants(&self) -> &Constants {
        self.constants
    }

    /// Where each alternative stands as the inputs are.
    pub fn standings(&self) -> PerAlternative<Standing> {
        PerAlternative::from_fn(|one| {
            self.contest.standing(one, &outcome(self.constants, &self.rates, one, &self.provisions[one]))
        })
    }

    /// The inputs with one of them moved as a slider moves it: a share of the team takes the others along.
    pub fn moved(&self, key: Key, value: Value) -> Inputs {
        match (value, team::share(key)) {
            (Value::Number(percent), Some(position)) => {
                let shares = TEAM.map(|share| self.inputs[share]);
                let moved = team::moved(shares, position, percent, self.locked);
                TEAM.into_iter()
                    .zip(moved)
                    .fold(self.inputs.clone(), |inputs, (share, percent)| inputs.with(share, percent))
            }
            (Value::Number(number), None) => self.inputs.clone().with(key, number),
            (Value::Choice(_) | Value::Date(_), _) => {
                // Defaults of other inputs may hang on a choice.
                let mut scenario = self.scenario.clone();
                scenario.put(key, Some(value));
                Inputs::resolve(&self.facts.definitions, &scenario)
            }
        }
    }

    /// Who comes first where an input is moved there.
    pub fn at(&self, key: Key, value: Value) -> Verdict {
        self.verdict(&self.moved(key, value))
    }

    /// Who comes first with these inputs.
    pub fn verdict(&self, inputs: &Inputs) -> Verdict {
        let demand = self.demand.reread(inputs);
        let times = ServiceTimes::read(self.constants, inputs);
        let rates = Rates::read(inputs);
        let terms = self.terms(inputs);
        let is_sized = demand.is_same(&self.demand) && times == self.times;
        let is_present = is_sized && rates == self.rates && terms == *self.contest.terms();
        if let Some(verdict) = self.present.get().filter(|_| is_present) {
            return verdict;
        }
        let workload = Workload { constants: self.constants, demand: &demand, times: &times };
        // Event loops that heavy requests block are dear to size.
        let at_best = (demand.heavy_share > 0.0 && !is_sized).then_some(|one| workload.at_best(&rates, one));
        let verdict = self.contest.under(terms).first(at_best.as_ref(), |alternative, must_keep| {
            let provision = self.provision(workload, alternative, must_keep)?;
            Some(outcome(self.constants, &rates, alternative, &provision))
        });
        if is_present {
            self.present.set(Some(verdict));
        }
        verdict
    }

    fn terms(&self, inputs: &Inputs) -> Terms {
        let settle = |inputs: &Inputs| inputs[SETTLE_MONTHS].to_bits();
        let same_releases = inputs.as_of == self.inputs.as_of && settle(inputs) == settle(&self.inputs);
        let runway_months = if same_releases {
            self.contest.terms().grounds.runway_months
        } else {
            self.facts.runway_months(inputs)
        };
        Terms::read(self.constants, inputs, runway_months)
    }

    fn provision(
        &self,
        workload: Workload<'_>,
        alternative: Alternative,
        must_keep: bool,
    ) -> Option<Provision> {
        let Workload { demand, times, .. } = workload;
        let same_times = alternative.runtimes().iter().all(|one| times.get(*one) == self.times.get(*one));
        if same_times && demand.is_same(&self.demand) {
            let known = self.provisions[alternative];
            return (known.feasible || !must_keep).then_some(known);
        }
        let other;
        let limit = if same_times && demand.has_same_limit(&self.demand) {
            &self.limits[alternative]
        } else {
            other = workload.loop_limit(alternative);
            &other
        };
        let arrangement = workload.arrange(alternative, limit);
        (arrangement.feasible || !must_keep).then(|| arrangement.provision(demand))
    }
}

/// What the criteria judge a sized alternative by.
pub(super) fn outcome(
    constants: &Constants,
    rates: &Rates,
    alternative: Alternative,
    provision: &Provision,
) -> Outcome {
    let Provision { workers, feasible, p99 } = provision;
    let usd_month = Bill::of(constants, rates, alternative, workers).usd();
    Outcome { p99: *p99, usd_month, feasible: *feasible }
}
