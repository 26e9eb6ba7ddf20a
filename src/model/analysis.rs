//! What the recommendation rests on: where it flips, and how sure it is.

use super::confidence::{FIRST_DRAWS, Study, Tally};
use super::evaluate::Facts;
use super::flips::Flips;
use super::outlook::Outlook;
use super::part::Part;
use super::simulator::{Experiment, Setting};
use super::sweep::Sweep;
use super::tornado::{Bar, tornado};
use crate::scenario::Scenario;

/// Steps of an analysis that can be broken off: it ends so much of the whole later at most.
const STEPS: usize = 16;

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

impl Analysis {
    /// With as many draws as the frame of a key has time for. Shares of the team that are `locked` stay when another
    /// is moved.
    pub fn of(facts: &Facts, scenario: &Scenario, outlook: &Outlook, locked: [bool; 3]) -> Self {
        Self::part(facts, scenario, outlook, locked, Part::WHOLE)
    }

    /// A part of the same; all parts [joined](Self::joined) are the whole, whoever computes them.
    pub fn part(
        facts: &Facts,
        scenario: &Scenario,
        outlook: &Outlook,
        locked: [bool; 3],
        part: Part,
    ) -> Self {
        let sweep = Sweep::new(facts, scenario, locked);
        Self {
            flips: Flips::part(&sweep, part),
            tally: Study::new(facts, outlook).count(part.stretch(FIRST_DRAWS)),
            tornado: Vec::new(),
            experiment: None,
        }
    }

    /// The same a little at a time; none once nobody wants it any more.
    pub fn while_wanted(
        facts: &Facts,
        scenario: &Scenario,
        outlook: &Outlook,
        locked: [bool; 3],
        is_wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let sweep = Sweep::new(facts, scenario, locked);
        let study = Study::new(facts, outlook);
        let mut analysis = Self::default();
        for number in 0..STEPS {
            if !is_wanted() {
                return None;
            }
            let part = Part { number, of: STEPS };
            let tally = study.count(part.stretch(FIRST_DRAWS));
            analysis = analysis.joined(Self { flips: Flips::part(&sweep, part), tally, ..Self::default() });
        }
        Some(analysis)
    }

    /// This part with another of the same analysis.
    pub fn joined(self, other: Self) -> Self {
        Self { flips: self.flips.joined(other.flips), tally: self.tally.plus(other.tally), ..self }
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

    /// With all draws, for those who can wait.
    pub fn thorough(facts: &Facts, scenario: &Scenario, outlook: &Outlook) -> Self {
        Self {
            flips: Flips::of(&Sweep::new(facts, scenario, [false; 3])),
            tally: Study::new(facts, outlook).count(0..super::confidence::ALL_DRAWS),
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
    use std::cell::Cell;

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::evaluate;
    use crate::scenario::assignment;
    use jiff::civil::date;

    #[test]
    fn the_parts_joined_in_any_order_are_the_whole() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut scenario = Scenario::new("test", date(2026, 11, 22));
        assignment::assign(&facts.definitions, &mut scenario, ["work.heavy_percent=1"]).unwrap();
        let outlook = evaluate(&facts, &scenario);
        let locked = [true, false, false];
        let whole = Analysis::of(&facts, &scenario, &outlook, locked);
        for of in [2, 3, 7] {
            let part = |number| Analysis::part(&facts, &scenario, &outlook, locked, Part { number, of });
            let joined = (0..of).rev().map(part).reduce(Analysis::joined).unwrap();
            assert_eq!(joined, whole, "{of} parts");
        }
        let wanted = || Analysis::while_wanted(&facts, &scenario, &outlook, locked, || true);
        assert_eq!(wanted(), Some(whole));
    }

    #[test]
    fn what_nobody_wants_any_more_is_broken_off() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let scenario = Scenario::new("test", date(2026, 11, 22));
        let outlook = evaluate(&facts, &scenario);
        let asked = Cell::new(0);
        let is_wanted = || {
            asked.set(asked.get() + 1);
            asked.get() < 3
        };
        assert_eq!(Analysis::while_wanted(&facts, &scenario, &outlook, [false; 3], is_wanted), None);
        assert_eq!(asked.get(), 3);
    }
}
