//! What the recommendation rests on: where it flips, and how sure it is.

use super::confidence::{FIRST_DRAWS, Study, Tally};
use super::evaluate::Facts;
use super::flips::Flips;
use super::outlook::Outlook;
use super::simulator::{Experiment, Setting};
use super::sweep::Sweep;
use super::tornado::{Bar, tornado};
use crate::scenario::Scenario;

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
        Self {
            flips: Flips::of(&Sweep::new(facts, scenario, locked)),
            tally: Study::new(facts, outlook).count(0..FIRST_DRAWS),
            tornado: Vec::new(),
            experiment: None,
        }
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
