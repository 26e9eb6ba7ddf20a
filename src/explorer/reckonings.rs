//! The reckoning of the present scenario, and those that are likely to be wanted next.

use super::Tab;
use super::analysis::Crew;
use super::generation::Generation;
use super::reckoning::{Grain, Reckoning};
use super::refinement::Refined;
use crate::model::Facts;
use crate::scenario::Scenario;
use crate::scenario::team::Locks;

/// A step leaves no more behind: what was left before it, and what was foreseen in vain.
const MOST_SPENT: usize = 2;

/// The reckonings of a run, each under a number of its own.
#[derive(Debug)]
pub(super) struct Reckonings {
    present: Reckoning,
    /// Of the scenario before.
    left: Option<Reckoning>,
    foreseen: Option<Reckoning>,
    /// Those that nobody will want any more. To free one takes as long as to draw a chart: no frame is to wait for it.
    spent: Vec<Reckoning>,
    /// The last number that was given.
    generation: Generation,
    /// What somebody was last asked to refine, and of which.
    refined: Option<(Generation, Grain)>,
}

impl Reckonings {
    /// Works the scenario out; nothing else has been reckoned yet.
    pub(super) fn new(facts: &Facts, scenario: Scenario, locked: Locks) -> Self {
        let generation = Generation::FIRST;
        Self {
            present: Reckoning::new(facts, scenario, locked, generation, Crew::All),
            left: None,
            foreseen: None,
            spent: Vec::new(),
            generation,
            refined: None,
        }
    }

    /// That of the present scenario.
    pub(super) const fn present(&self) -> &Reckoning {
        &self.present
    }

    /// The same, to add to it.
    pub(super) const fn present_mut(&mut self) -> &mut Reckoning {
        &mut self.present
    }

    /// Goes over to the reckoning of another scenario, and keeps the one that is left in the place of the one before.
    pub(super) fn go_over(&mut self, facts: &Facts, scenario: &Scenario, locked: Locks) {
        let is_wanted = |one: &mut Reckoning| one.is_of(scenario, locked);
        let known = self.foreseen.take_if(is_wanted).or_else(|| self.left.take_if(is_wanted));
        let next = known.unwrap_or_else(|| {
            let generation = self.next_generation();
            Reckoning::new(facts, scenario.clone(), locked, generation, Crew::All)
        });
        let mut left = std::mem::replace(&mut self.present, next);
        self.present.take_simulation(facts, &mut left);
        let before = self.left.replace(left);
        self.spend(before);
    }

    /// Whether there is one of a scenario beside the present one.
    pub(super) fn foresees(&self, scenario: &Scenario, locked: Locks) -> bool {
        [&self.left, &self.foreseen].into_iter().flatten().any(|one| one.is_of(scenario, locked))
    }

    /// Takes one that may be wanted next.
    pub(super) fn foresee(&mut self, reckoning: Reckoning) {
        let unused = self.foreseen.replace(reckoning);
        self.spend(unused);
    }

    fn spend(&mut self, spent: Option<Reckoning>) {
        // Whoever moves no slider asks for no foresight, with which they would go.
        if self.spent.len() >= MOST_SPENT {
            self.spent.clear();
        }
        self.spent.extend(spent);
    }

    /// Those that nobody will want any more, for somebody else to free.
    pub(super) fn take_spent(&mut self) -> Vec<Reckoning> {
        std::mem::take(&mut self.spent)
    }

    /// A number for another one.
    pub(super) const fn next_generation(&mut self) -> Generation {
        self.generation = self.generation.next();
        self.generation
    }

    /// The present one, or else that of what is pinned, with what of it a page shows that can still be refined; none
    /// where that was the last that somebody was asked to refine.
    pub(super) fn take_rough<'a>(
        &'a mut self,
        tab: Tab,
        pinned: Option<&'a Reckoning>,
    ) -> Option<(&'a Reckoning, Grain)> {
        let mut shown = std::iter::once(&self.present).chain(pinned);
        let Some((rough, grain)) = shown.find_map(|one| Some((one, one.grain(tab)?))) else {
            // Whoever leaves what was asked for, and comes back, asks again.
            self.refined = None;
            return None;
        };
        let wanted = (rough.generation_of(grain), grain);
        let is_asked_for = self.refined.replace(wanted) == Some(wanted);
        (!is_asked_for).then_some((rough, grain))
    }

    /// Takes what was refined, if it is of the present one; `false` when it is not.
    pub(super) fn refine(&mut self, generation: Generation, refined: &Refined) -> bool {
        self.present.refine(generation, refined)
    }
}
