//! The next step of a slider, reckoned on a thread of its own while nobody presses a key.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::explorer::{Foresight, Reckoning};
use crate::model::Facts;

/// Whether what was asked for is still wanted.
type Wanted = Arc<AtomicBool>;

/// A foresight, for as long as it is wanted.
type Job = (Foresight, Wanted);

/// A thread that reckons the latest foresight that it was given, as long as it is wanted. It wakes nobody: what is
/// there when the next key comes is there.
pub(super) struct Foreseer {
    foresights: Sender<Job>,
    foreseen: Receiver<Reckoning>,
    /// Of the latest foresight.
    wanted: Wanted,
    /// What the thread will work with, until the first foresight starts it.
    thread: Option<(Receiver<Job>, Sender<Reckoning>)>,
}

impl Foreseer {
    /// Nothing is foreseen yet.
    pub(super) fn new() -> Self {
        let (foresights, jobs) = channel();
        let (results, foreseen) = channel();
        Self { foresights, foreseen, wanted: Wanted::default(), thread: Some((jobs, results)) }
    }

    /// Hands a foresight over.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn reckon(&mut self, foresight: Foresight, facts: &Arc<Facts>) -> io::Result<()> {
        if let Some((jobs, results)) = self.thread.take() {
            let facts = Arc::clone(facts);
            thread::Builder::new()
                .name("foreseer".to_owned())
                .spawn(move || work(&facts, &jobs, &results))?;
        }
        self.wanted.store(false, Ordering::Relaxed);
        self.wanted = Arc::new(AtomicBool::new(true));
        // A thread that has ended foresees nothing any more: every frame reckons for itself.
        let _ = self.foresights.send((foresight, Arc::clone(&self.wanted)));
        Ok(())
    }

    /// Leaves the processor to the frame that comes now, and returns what has been foreseen for it.
    pub(super) fn stop(&self) -> Option<Reckoning> {
        self.wanted.store(false, Ordering::Relaxed);
        self.foreseen.try_iter().last()
    }
}

impl Drop for Foreseer {
    fn drop(&mut self) {
        self.wanted.store(false, Ordering::Relaxed);
    }
}

/// Until nobody is left to ask for anything, or to take it.
fn work(facts: &Facts, jobs: &Receiver<Job>, results: &Sender<Reckoning>) {
    while let Ok((foresight, wanted)) = jobs.recv() {
        let reckoning = foresight.reckon(facts, || wanted.load(Ordering::Relaxed));
        if reckoning.is_some_and(|reckoning| results.send(reckoning).is_err()) {
            return;
        }
    }
}
