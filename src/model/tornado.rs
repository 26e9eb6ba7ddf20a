//! How much each unknown matters: the scores with one of them at either end of its range, all others as they are.

use statrs::function::beta::inv_beta_reg;

use super::alternative::{Alternative, PerAlternative};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{Rates, Workload};
use super::constants::Constants;
use super::contest::{Contest, Standing, Terms};
use super::criteria;
use super::draws::normal_quantile;
use super::facts::Facts;
use super::outlook::Outlook;
use super::sweep;
use super::unknowns::{JUDGEMENTS, Judgement, State, UNKNOWNS, Unknown};
use crate::scenario::parameter::{Kind, Value};
use crate::scenario::{Inputs, Scenario, registry};

/// The ends of a range: the value that is undercut in one case of ten, and in nine.
const LOW: f64 = 0.1;
const HIGH: f64 = 0.9;

/// One unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The parameter or the figure that it is about.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// The low end.
    pub low: End,
    /// The high end.
    pub high: End,
}

/// One end of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// What the unknown is there.
    pub at: Setting,
    /// The score of the alternative that is recommended without the change.
    pub score: f64,
    /// How far it is ahead of the best of the others, points; negative behind.
    pub lead: f64,
    /// Who comes first.
    pub winner: Alternative,
}

/// What an unknown is at an end.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// A number.
    Number(f64),
    /// A factor on the number that is thought likely.
    Factor(f64),
    /// An entry of a choice, by its label.
    Entry(String),
}

impl Bar {
    /// How much it moves the lead, points.
    pub fn swing(&self) -> f64 {
        (self.high.lead - self.low.lead).abs()
    }

    /// Whether either end has another winner than the alternative that is recommended.
    pub fn flips(&self, first: Alternative) -> bool {
        self.low.winner != first || self.high.winner != first
    }
}

/// How far the alternative that is recommended is ahead of the best of the others as things are, points; negative
/// where one that breaks a hard limit has more.
pub fn lead(outlook: &Outlook) -> f64 {
    let scores = PerAlternative::from_fn(|one| outlook.assessments[one].score);
    ahead(outlook.first(), &scores)
}

fn ahead(first: Alternative, scores: &PerAlternative<f64>) -> f64 {
    let others = Alternative::ALL.into_iter().filter(|one| *one != first);
    scores[first] - others.map(|one| scores[one]).fold(f64::NEG_INFINITY, f64::max)
}

/// All bars, the longest first.
pub fn tornado(facts: &Facts, scenario: &Scenario, outlook: &Outlook) -> Vec<Bar> {
    let bench = Bench { facts, outlook, first: outlook.first() };
    let mut bars = bench.unknowns();
    bars.extend(bench.judgements());
    bars.extend(bench.weights());
    bars.extend(bench.choices(scenario));
    bars.sort_by(|a, b| b.swing().total_cmp(&a.swing()).then_with(|| a.id.cmp(&b.id)));
    bars
}

struct Bench<'a> {
    facts: &'a Facts,
    outlook: &'a Outlook,
    first: Alternative,
}

impl Bench<'_> {
    fn constants(&self) -> &Constants {
        self.facts.constants(self.outlook.inputs.edition)
    }

    fn state(&self) -> State {
        State { constants: *self.constants(), inputs: self.outlook.inputs.clone() }
    }

    fn unknowns(&self) -> Vec<Bar> {
        let uncertainty = self.constants().uncertainty;
        let bar = |unknown: &Unknown| {
            let sigma = unknown.sigma(&uncertainty, &self.outlook.baselines);
            let end = |p: f64| {
                let factor = (sigma * normal_quantile(p)).exp();
                let mut state = self.state();
                unknown.multiply(&mut state, factor);
                self.end(Setting::Factor(factor), &state, self.outlook.weights)
            };
            Bar { id: unknown.id.to_owned(), label: unknown.label.to_owned(), low: end(LOW), high: end(HIGH) }
        };
        UNKNOWNS.iter().map(bar).collect()
    }

    fn judgements(&self) -> Vec<Bar> {
        let reach = self.constants().uncertainty.judgement;
        let bar = |judgement: Judgement| {
            let end = |p: f64| {
                let mut state = self.state();
                let at = judgement.shift(&mut state.constants, reach * (2.0 * p - 1.0));
                self.end(Setting::Number(at), &state, self.outlook.weights)
            };
            let id = judgement.figure();
            let figure = self.facts.catalog.figure(&id);
            let label = figure.map_or_else(|| id.clone(), |figure| figure.label.to_string());
            Bar { id, label, low: end(LOW), high: end(HIGH) }
        };
        JUDGEMENTS.into_iter().map(bar).collect()
    }

    /// Each weight, the others rescaled: alone, a weight of a Dirichlet distribution is beta distributed.
    fn weights(&self) -> Vec<Bar> {
        let concentration = self.constants().uncertainty.weight_concentration;
        let weights = self.outlook.weights;
        let rows = criteria::ALL.iter().zip(weights).enumerate();
        rows.filter(|(_, (_, weight))| *weight > 0.0 && *weight < 1.0)
            .map(|(index, (criterion, weight))| {
                let end = |p: f64| {
                    let drawn = inv_beta_reg(concentration * weight, concentration * (1.0 - weight), p);
                    let mut weights = weights.map(|other| other * (1.0 - drawn) / (1.0 - weight));
                    if let Some(slot) = weights.get_mut(index) {
                        *slot = drawn;
                    }
                    self.end(Setting::Number(drawn), &self.state(), weights)
                };
                let id = registry::get(criterion.priority).id.to_owned();
                Bar { id, label: format!("Weight: {}", criterion.label), low: end(LOW), high: end(HIGH) }
            })
            .collect()
    }

    /// The ends of a choice are the entries with the least and the greatest lead.
    fn choices(&self, scenario: &Scenario) -> Vec<Bar> {
        let definitions = &self.facts.definitions;
        let bar = |key| {
            let ends = definitions.entries(key).iter().enumerate().map(|(index, entry)| {
                let mut scenario = scenario.clone();
                scenario.put(key, Some(Value::Choice(index)));
                let inputs = Inputs::resolve(definitions, &scenario);
                let state = State { constants: *self.facts.constants(inputs.edition), inputs };
                self.end(Setting::Entry(entry.label.to_string()), &state, self.outlook.weights)
            });
            let ends: Vec<End> = ends.collect();
            let by_lead = |a: &&End, b: &&End| a.lead.total_cmp(&b.lead);
            let (low, high) = (ends.iter().min_by(by_lead)?.clone(), ends.iter().max_by(by_lead)?.clone());
            let row = registry::get(key);
            Some(Bar { id: row.id.to_owned(), label: row.label.to_owned(), low, high })
        };
        registry::keys()
            .filter(|key| matches!(registry::get(*key).kind, Kind::Choice(_)))
            .filter_map(bar)
            .filter(|bar| bar.swing() > 0.0)
            .collect()
    }

    fn end(&self, at: Setting, state: &State, weights: [f64; criteria::COUNT]) -> End {
        let State { constants, inputs } = state;
        let demand = Demand::read(inputs);
        let times = ServiceTimes::read(constants, inputs);
        let workload = Workload { constants, demand: &demand, times: &times };
        let runway_months = self.facts.runway_months(inputs);
        let rates = Rates::read(inputs);
        let contest = Contest::new(constants, Terms::weighted(constants, inputs, runway_months, weights));
        let standings: PerAlternative<Standing> = PerAlternative::from_fn(|one| {
            let limit = workload.loop_limit(one);
            let provision = workload.arrange(one, &limit).provision(&demand);
            contest.standing(one, &sweep::outcome(constants, &rates, one, &provision))
        });
        let [winner, ..] = Contest::order(&standings);
        let scores = PerAlternative::from_fn(|one| standings[one].score);
        End { at, score: scores[self.first], lead: ahead(self.first, &scores), winner }
    }
}
