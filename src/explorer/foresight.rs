//! What a key will be answered with, computed before it is pressed.
//!
//! Whoever has moved a slider a step most often moves it on, or back. The way back is remembered; the way on is
//! reckoned while nobody presses a key, on another thread. What is reckoned is the same as would be afterwards, so
//! nobody can tell but by the clock.

use super::analysis::Crew;
use super::reckoning::{Reckoning, View};
use super::tracks::Track;
use super::{State, Tab};
use crate::model::Facts;
use crate::model::sweep::Sweep;
use crate::scenario::Scenario;
use crate::scenario::parameter::{Key, Stride};
use crate::scenario::team::Locks;
use crate::widgets::slider::SliderMetrics;

/// A step leaves no more behind: what was left before it, and what was foreseen in vain.
const MOST_SPENT: usize = 2;

/// A step that a slider was moved by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) key: Key,
    pub(super) up: bool,
    pub(super) stride: Stride,
}

/// The reckonings that are likely to be wanted next.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Of the scenario before.
    left: Option<Reckoning>,
    foreseen: Option<Reckoning>,
    /// Those that nobody will want any more. To free one takes as long as to draw a chart: no frame is to wait for it.
    spent: Vec<Reckoning>,
}

impl Memory {
    /// The reckoning of a scenario, if there is one.
    pub(super) fn recall(&mut self, scenario: &Scenario, locked: Locks) -> Option<Reckoning> {
        let is_wanted = |one: &mut Reckoning| one.is_of(scenario, locked);
        self.foreseen.take_if(is_wanted).or_else(|| self.left.take_if(is_wanted))
    }

    /// Keeps the reckoning of the scenario that was left, in the place of the one before.
    pub(super) fn keep(&mut self, left: Reckoning) {
        let left = self.left.replace(left);
        self.spend(left);
    }

    fn spend(&mut self, spent: Option<Reckoning>) {
        // Whoever moves no slider asks for no foresight, with which they would go.
        if self.spent.len() >= MOST_SPENT {
            self.spent.clear();
        }
        self.spent.extend(spent);
    }

    fn knows(&self, scenario: &Scenario, locked: Locks) -> bool {
        [&self.left, &self.foreseen].into_iter().flatten().any(|one| one.is_of(scenario, locked))
    }
}

/// A reckoning that somebody else can do meanwhile.
#[derive(Debug)]
pub struct Foresight {
    /// Tells one from another.
    pub generation: u64,
    scenario: Scenario,
    locked: Locks,
    tab: Tab,
    shown_set: Option<String>,
    sliders: Vec<(Key, SliderMetrics)>,
    /// What whoever reckons frees first.
    spent: Vec<Reckoning>,
}

impl Foresight {
    /// Reckons all that the frame will need, unless nobody wants it any more before the end.
    pub fn reckon(self, facts: &Facts, is_wanted: impl Fn() -> bool) -> Option<Reckoning> {
        let Self { generation, scenario, locked, tab, shown_set, sliders, spent } = self;
        drop(spent);
        let crew = Crew::Alone(&is_wanted);
        let mut reckoning = Reckoning::new(facts, scenario.clone(), locked, generation, crew);
        let sweep = Sweep::new(facts, &scenario, locked);
        for (key, metrics) in sliders {
            if !is_wanted() {
                return None;
            }
            reckoning.tracks.push(Track::along(&sweep, &facts.definitions, key, metrics));
        }
        reckoning.complete(facts, tab, crew);
        let view = View::new(tab, shown_set, &reckoning.analysis);
        reckoning.page = Some(reckoning.take_page(facts, view));
        is_wanted().then_some(reckoning)
    }
}

impl State {
    /// What to reckon while nobody presses a key, once after a step of a slider.
    pub fn take_foresight(&mut self) -> Option<Foresight> {
        let Step { key, up, stride } = self.step.take()?;
        let scenario = self.with(key, self.stride(key, up, stride)?).ok()?;
        let locked = self.inputs.locked;
        if key != self.input() || scenario == self.scenario || self.memory.knows(&scenario, locked) {
            return None;
        }
        Some(Foresight {
            generation: self.next_generation(),
            scenario,
            locked,
            tab: self.tab,
            shown_set: self.shown_set.clone(),
            sliders: self.regions.sliders().to_vec(),
            spent: std::mem::take(&mut self.memory.spent),
        })
    }

    /// Takes what was foreseen, for the key that may want it.
    pub fn foresee(&mut self, reckoning: Reckoning) {
        let unused = self.memory.foreseen.replace(reckoning);
        self.memory.spend(unused);
    }
}
