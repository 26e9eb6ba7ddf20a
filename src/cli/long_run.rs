//! Long simulations, on threads of their own.

use std::io;

use super::errand::Errands;
use crate::explorer::Generation;
use crate::explorer::lanes::LongRunTask;
use crate::model::simulator::Summary;
use crate::terminal::Waker;

/// What a long run has come to so far: of which simulation, and the figures of the models that are done.
type Progress = (Generation, Vec<Summary>);

/// Does one long run at a time; a new one, or a change of the machine, supersedes it.
pub(super) struct LongRuns {
    errands: Errands<Progress>,
    /// Of the latest.
    generation: Option<Generation>,
}

impl LongRuns {
    /// None is under way; the waker says when one has something to tell.
    pub(super) const fn new(waker: Waker) -> Self {
        Self { errands: Errands::new("long run", waker), generation: None }
    }

    /// Begins a run.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn begin(&mut self, task: LongRunTask) -> io::Result<()> {
        self.generation = Some(task.generation);
        self.errands.begin(move |errand| {
            let mut done = Vec::new();
            for summary in task.summaries() {
                if !errand.is_wanted() {
                    return;
                }
                done.push(summary);
                errand.tell((task.generation, done.clone()));
            }
        })
    }

    /// Stops a run of any other simulation than this one: nobody wants it any more.
    pub(super) fn stop_unless(&mut self, generation: Generation) {
        if self.generation != Some(generation) {
            self.errands.give_up();
        }
    }

    /// What has come since the last time.
    pub(super) fn news(&self) -> impl Iterator<Item = Progress> {
        self.errands.news()
    }
}
