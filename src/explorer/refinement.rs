//! More draws for the confidence than a frame has time for: what is asked of another thread, and what comes back.

use super::pin::Pin;
use super::{Generation, State};
use crate::model::confidence::{Study, Tally};

/// A draft of the confidence that waits for more draws, on another thread.
#[derive(Clone, Debug)]
pub struct Refinement {
    /// Which reckoning it belongs to.
    pub generation: Generation,
    /// What to draw from.
    pub study: Study,
    /// The first draws.
    pub tally: Tally,
}

impl State {
    /// The draft of the confidence, once after every change: somebody else may refine it meanwhile. Then that of what
    /// is pinned, so that both are compared at as many draws.
    pub fn take_refinement(&mut self) -> Option<Refinement> {
        let draft = self.reckonings.take_draft(self.pin.as_ref().map(Pin::reckoning))?;
        Some(Refinement {
            generation: draft.generation,
            study: Study::new(&self.facts, &draft.outlook),
            tally: draft.analysis.tally,
        })
    }

    /// Takes refined shares, unless something has changed since they were asked for.
    pub fn refine(&mut self, generation: Generation, tally: Tally) {
        let is_pinned = self.pin.as_mut().is_some_and(|pin| pin.reckoning_mut().refine(generation, tally));
        let is_present = self.reckonings.present_mut().refine(generation, tally);
        if is_pinned || is_present {
            self.settle_anew();
        }
    }
}
