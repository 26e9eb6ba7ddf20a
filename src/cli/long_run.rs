//! Long simulations, on threads of their own.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::explorer::Generation;
use crate::explorer::lanes::LongRunTask;
use crate::model::simulator::Summary;
use crate::terminal::Waker;

/// What a long run has come to so far: of which simulation, and the figures of the models that are done.
type Progress = (Generation, Vec<Summary>);

/// Does long runs one after the other; a new one, or a change of the machine, supersedes the last.
pub(super) struct LongRuns {
    waker: Waker,
    progress: (Sender<Progress>, Receiver<Progress>),
    present: Option<(Generation, Arc<AtomicBool>)>,
}

impl LongRuns {
    /// None is under way; the waker says when one has something to tell.
    pub(super) fn new(waker: Waker) -> Self {
        Self { waker, progress: channel(), present: None }
    }

    /// Begins a run.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn begin(&mut self, task: LongRunTask) -> io::Result<()> {
        self.stop();
        let is_stopped = Arc::new(AtomicBool::new(false));
        let present = (task.generation, Arc::clone(&is_stopped));
        let (progress, waker) = (self.progress.0.clone(), self.waker.clone());
        thread::Builder::new().name("long run".to_owned()).spawn(move || {
            let mut done = Vec::new();
            let mut summaries = task.summaries();
            while !is_stopped.load(Ordering::Relaxed) {
                let Some(summary) = summaries.next() else { return };
                done.push(summary);
                // Nobody left to tell: the program ends.
                if progress.send((task.generation, done.clone())).is_err() {
                    return;
                }
                waker.wake();
            }
        })?;
        self.present = Some(present);
        Ok(())
    }

    /// Stops a run of any other simulation than this one: nobody wants it any more.
    pub(super) fn stop_unless(&mut self, generation: Generation) {
        if self.present.as_ref().is_some_and(|(present, _)| *present != generation) {
            self.stop();
        }
    }

    fn stop(&mut self) {
        if let Some((_, is_stopped)) = self.present.take() {
            is_stopped.store(true, Ordering::Relaxed);
        }
    }

    /// What has come since the last time.
    pub(super) fn news(&self) -> impl Iterator<Item = Progress> {
        self.progress.1.try_iter()
    }
}
