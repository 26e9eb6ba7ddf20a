//! What the recommendation rests on: where it flips, and how sure it is.

use std::sync::OnceLock;

use super::confidence::{ALL_DRAWS, FIRST_DRAWS, Study, Tally};
use super::facts::Facts;
use super::flips::{Flip, Flips};
use super::outlook::Outlook;
use super::part::Part;
use super::simulator::{Experiment, Setting};
use super::sweep::Sweep;
use super::tornado::{Bar, tornado};
use crate::scenario::Scenario;
use crate::scenario::team::Locks;

/// Parts of a step: enough for threads that share them to end together, and for one alone to break off soon.
const PARTS: usize = 16;

/// The analysis of an outlook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Where one input alone changes the recommendation.
    pub flips: Flips,
    /// Who comes first over the unknowns.
    pub tally: Tally,
    /// How much each unknown matters, the longest bar first; empty until somebody wants to see it.
    pub tornado: Vec<Bar>,
    /// How one machine fares under each way of running; none until somebody wants to see it.
    pub experiment: Option<Experiment>,
}

/// What an analysis is made from.
#[derive(Clone, Copy, Debug)]
pub struct Premises<'a> {
    /// The facts.
    pub facts: &'a Facts,
    /// What was set.
    pub scenario: &'a Scenario,
    /// What follows from it.
    pub outlook: &'a Outlook,
    /// Shares of the team that stay when another is moved.
    pub locked: Locks,
}

/// How many flip points somebody wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The nearest few, with which the others need not be looked for.
    Nearest,
    /// All of them.
    All,
}

/// What is to be computed next, in parts that can be done side by side.
#[derive(Debug)]
pub struct Step<'a> {
    premises: Premises<'a>,
    /// The flips before this step.
    flips: &'a Flips,
    /// Draws of this step: those of the frame with the first, none later.
    draws: u32,
    study: OnceLock<Study>,
}

/// What parts of a step have come to.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    flips: Vec<Flip>,
    tally: Tally,
}

impl Step<'_> {
    /// All parts, in the order in which they are best begun.
    pub fn parts() -> impl Iterator<Item = Part> {
        (0..PARTS).map(|number| Part { number, of: PARTS })
    }

    /// Does some of the parts; others may do the rest at the same time.
    pub fn work(&self, parts: impl IntoIterator<Item = Part>) -> Findings {
        let Premises { facts, scenario, outlook, locked } = self.premises;
        let sweep = Sweep::new(facts, scenario, locked);
        let mut findings = Findings::default();
        for part in parts {
            findings.flips.extend(self.flips.beyond(&sweep, part));
            if self.draws > 0 {
                let study = self.study.get_or_init(|| Study::new(facts, outlook));
                findings.tally = findings.tally.plus(study.count(part.stretch(self.draws)));
            }
        }
        findings
    }
}

impl Findings {
    /// These with those of other parts of the same step.
    pub fn and(mut self, others: Self) -> Self {
        self.flips.extend(others.flips);
        Self { flips: self.flips, tally: self.tally.plus(others.tally) }
    }
}

impl Analysis {
    /// With as many draws as the frame of a key has time for, and all flips. Shares of the team that are `locked` stay
    /// when another is moved.
    pub fn of(facts: &Facts, scenario: &Scenario, outlook: &Outlook, locked: Locks) -> Self {
        let premises = Premises { facts, scenario, outlook, locked };
        let mut analysis = Self::default();
        while let Some(step) = analysis.next_step(premises, Scope::All) {
            let findings = step.work(Step::parts());
            analysis.add(findings);
        }
        analysis
    }

    /// The next step towards draws, and flips of this scope; none when they are there. Every call for an analysis has
    /// to have the same premises.
    pub fn next_step<'a>(&'a self, premises: Premises<'a>, scope: Scope) -> Option<Step<'a>> {
        let is_enough = match scope {
            Scope::Nearest => self.flips.tell_nearest(),
            Scope::All => self.flips.are_complete(),
        };
        let draws = if self.tally.draws == 0 { FIRST_DRAWS } else { 0 };
        (!is_enough || draws > 0).then(|| Step {
            premises,
            flips: &self.flips,
            draws,
            study: OnceLock::new(),
        })
    }

    /// Adds what all parts of the next step have come to.
    pub fn add(&mut self, findings: Findings) {
        self.flips.add(findings.flips);
        self.tally = self.tally.plus(findings.tally);
    }

    /// Adds the tornado, of the same facts, scenario and outlook as the rest, unless it is there.
    pub fn add_tornado(&mut self, facts: &Facts, scenario: &Scenario, outlook: &Outlook) {
        if self.tornado.is_empty() {
            self.tornado = tornado(facts, scenario, outlook);
        }
    }

    /// Adds the experiment, of the same facts and outlook as the rest, unless it is there.
    pub fn add_experiment(&mut self, facts: &Facts, outlook: &Outlook) {
        self.experiment.get_or_insert_with(|| Experiment::brief(setting(facts, outlook)));
    }

    /// Takes over the experiment of another analysis, whole, if the machine of this outlook has the same setting;
    /// `false` when it has another, or nothing was simulated.
    pub fn take_experiment(
        &mut self,
        facts: &Facts,
        outlook: &Outlook,
        from: &mut Option<Experiment>,
    ) -> bool {
        let taken = from.take_if(|experiment| experiment.setting == setting(facts, outlook));
        let is_taken = taken.is_some();
        self.experiment = taken.or_else(|| self.experiment.take());
        is_taken
    }

    /// With all draws, for those who can wait.
    pub fn thorough(facts: &Facts, scenario: &Scenario, outlook: &Outlook) -> Self {
        Self {
            flips: Flips::of(&Sweep::new(facts, scenario, Locks::default())),
            tally: Study::new(facts, outlook).count(0..ALL_DRAWS),
            tornado: tornado(facts, scenario, outlook),
            experiment: Some(Experiment::thorough(setting(facts, outlook))),
        }
    }
}

fn setting(facts: &Facts, outlook: &Outlook) -> Setting {
    Setting::of(facts.constants(outlook.inputs.edition), outlook)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::model::evaluate;
    use crate::model::flips::NEAREST;
    use crate::scenario::assignment;
    use jiff::civil::date;

    #[test]
    fn the_parts_of_every_step_in_any_order_are_the_whole() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        assignment::assign(&facts.definitions, &mut scenario, ["work.heavy_percent=1"]).unwrap();
        let outlook = evaluate(&facts, &scenario);
        let locked = [true, false, false];
        let premises = Premises { facts: &facts, scenario: &scenario, outlook: &outlook, locked };
        let whole = Analysis::of(&facts, &scenario, &outlook, locked);
        let mut analysis = Analysis::default();
        while let Some(step) = analysis.next_step(premises, Scope::All) {
            let mut parts: Vec<Part> = Step::parts().collect();
            parts.reverse();
            let findings = parts.into_iter().map(|part| step.work([part])).reduce(Findings::and).unwrap();
            analysis.add(findings);
        }
        assert_eq!(analysis, whole);
    }

    #[test]
    fn the_nearest_flips_are_those_that_all_of_them_tell() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        // The nearest three lie close to each other, or not.
        for settings in [
            &[][..],
            &["work.heavy_percent=1"],
            &["need.data_percent=90", "priority.data=10"],
            &["objective.budget_usd=0"],
        ] {
            let mut scenario = Scenario::new("test", date(2026, 11, 22));
            assignment::assign(&facts.definitions, &mut scenario, settings.iter().copied()).unwrap();
            let outlook = evaluate(&facts, &scenario);
            let premises =
                Premises { facts: &facts, scenario: &scenario, outlook: &outlook, locked: [false; 3] };
            let mut analysis = Analysis::default();
            while let Some(step) = analysis.next_step(premises, Scope::Nearest) {
                let findings = step.work(Step::parts());
                analysis.add(findings);
            }
            let whole = Analysis::of(&facts, &scenario, &outlook, [false; 3]);
            let all = whole.flips.nearest();
            let nearest = analysis.flips.nearest();
            assert_eq!(nearest, all[..nearest.len()], "{settings:?}");
            assert!(nearest.len() >= NEAREST.min(all.len()), "{settings:?}");
            assert_eq!(analysis.tally, whole.tally);
        }
    }
}
