//! What a key will be answered with, computed before it is pressed.
//!
//! Whoever has moved a slider a step most often moves it on, or back. The way back is remembered; the way on is
//! reckoned while nobody presses a key, on another thread. What is reckoned is the same as would be afterwards, so
//! nobody can tell but by the clock.

use super::analysis::Crew;
use super::reckoning::{Reckoning, View};
use super::tracks::Track;
use super::{Generation, State, Tab};
use crate::model::Facts;
use crate::model::simulator::Experiment;
use crate::model::sweep::Sweep;
use crate::scenario::Scenario;
use crate::scenario::parameter::Key;
use crate::scenario::team::Locks;
use crate::widgets::slider::SliderMetrics;

/// A reckoning that somebody else can do meanwhile.
#[derive(Debug)]
pub struct Foresight {
    /// That of the reckoning that will come of it.
    pub generation: Generation,
    scenario: Scenario,
    locked: Locks,
    tab: Tab,
    shown_set: Option<String>,
    sliders: Vec<(Key, SliderMetrics)>,
    /// What is simulated now, which stands if the machine stays as it is.
    simulated: Option<Experiment>,
    /// What whoever reckons frees first.
    spent: Vec<Reckoning>,
}

impl Foresight {
    /// Reckons all that the frame will need, unless nobody wants it any more before the end.
    pub fn reckon(self, facts: &Facts, is_wanted: impl Fn() -> bool) -> Option<Reckoning> {
        let Self { generation, scenario, locked, tab, shown_set, sliders, mut simulated, spent } = self;
        drop(spent);
        let crew = Crew::Alone(&is_wanted);
        let mut reckoning = Reckoning::new(facts, scenario.clone(), locked, generation, crew);
        let sweep = Sweep::new(facts, &scenario, locked);
        for (key, metrics) in sliders {
            if !is_wanted() {
                return None;
            }
            reckoning.tracks.keep(Track::along(&sweep, &facts.definitions, key, metrics));
        }
        reckoning.analysis.take_experiment(facts, &reckoning.outlook, &mut simulated);
        reckoning.complete(facts, tab, crew);
        let view = View::new(tab, shown_set, &reckoning.analysis);
        reckoning.page = Some(reckoning.take_page(facts, view));
        is_wanted().then_some(reckoning)
    }
}

impl State {
    /// What to reckon while nobody presses a key, once after a step of a slider.
    pub fn take_foresight(&mut self) -> Option<Foresight> {
        let step = self.inputs.last_step.take()?;
        let scenario = self.with(step.key, self.stepped(step)?).ok()?;
        let locked = self.inputs.locked;
        if step.key != self.input()
            || scenario == self.scenario
            || self.reckonings.foresees(&scenario, locked)
        {
            return None;
        }
        let is_simulated = self.tab == Tab::Concurrency;
        Some(Foresight {
            generation: self.reckonings.next_generation(),
            scenario,
            locked,
            tab: self.tab,
            shown_set: self.shown_set.clone(),
            sliders: self.regions.sliders().to_vec(),
            simulated: self.analysis().experiment.as_ref().filter(|_| is_simulated).cloned(),
            spent: self.reckonings.take_spent(),
        })
    }

    /// Takes what was foreseen, for the key that may want it.
    pub fn foresee(&mut self, reckoning: Reckoning) {
        self.reckonings.foresee(reckoning);
    }
}
