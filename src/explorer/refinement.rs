//! What a frame has no time for: more draws for the confidence, more requests for the simulated machine. What is asked
//! of another thread, and what comes back.

use super::pin::Pin;
use super::reckoning::Grain;
use super::{Generation, State};
use crate::model::confidence::{ALL_DRAWS, FIRST_DRAWS, Study, Tally};
use crate::model::simulator::{Length, Model, Setting, Summary, simulate};

/// A draft of something that waits to be worked out, on another thread.
#[derive(Clone, Debug)]
pub struct Refinement {
    /// Which reckoning it belongs to, or which simulation that several have in common.
    pub generation: Generation,
    /// What there is to refine.
    pub draft: Draft,
}

/// What a frame has only begun.
#[derive(Clone, Debug)]
pub enum Draft {
    /// The shares of draws in which each option comes first.
    Confidence {
        /// What to draw from.
        study: Box<Study>,
        /// The first draws.
        tally: Tally,
    },
    /// The figures of the simulated machine, under this setting.
    Simulation(Setting),
}

/// What came of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Refined {
    /// The shares, of more draws.
    Confidence(Tally),
    /// The figures that a report gives, in the order of [`Model::ALL`].
    Simulation(Vec<Summary>),
}

impl Refined {
    /// What of a reckoning it refines.
    pub(super) const fn grain(&self) -> Grain {
        match self {
            Self::Confidence(_) => Grain::Draws,
            Self::Simulation(_) => Grain::Requests,
        }
    }
}

impl Refinement {
    /// Does all the work, unless nobody wants it any more before the end.
    pub fn refine(&self, mut is_wanted: impl FnMut() -> bool) -> Option<Refined> {
        match &self.draft {
            Draft::Confidence { study, tally } => {
                let mut tally = *tally;
                while tally.draws < ALL_DRAWS {
                    if !is_wanted() {
                        return None;
                    }
                    let end = tally.draws.saturating_add(FIRST_DRAWS).min(ALL_DRAWS);
                    tally = tally.plus(study.count(tally.draws..end));
                }
                Some(Refined::Confidence(tally))
            }
            Draft::Simulation(setting) => {
                let extent = Length::Thorough.extent();
                let simulated = Model::ALL
                    .into_iter()
                    .map(|model| is_wanted().then(|| simulate(model, setting, &extent).summary));
                simulated.collect::<Option<_>>().map(Refined::Simulation)
            }
        }
    }
}

impl State {
    /// What waits to be refined, each once after every change: somebody else may do it meanwhile. First of what is
    /// shown, then of what is pinned, so that both come to the same draws and requests.
    pub fn take_refinement(&mut self) -> Option<Refinement> {
        let pinned = self.pin.as_ref().map(Pin::reckoning);
        let (rough, grain) = self.reckonings.take_rough(self.tab, pinned)?;
        Some(Refinement { generation: rough.generation_of(grain), draft: rough.draft(&self.facts, grain)? })
    }

    /// Takes what was refined, unless nothing is left of what it was asked for.
    pub fn refine(&mut self, generation: Generation, refined: &Refined) {
        let is_pinned = self.pin.as_mut().is_some_and(|pin| pin.reckoning_mut().refine(generation, refined));
        let is_present = self.reckonings.refine(generation, refined);
        if is_pinned || is_present {
            self.settle_anew();
        }
    }
}
