//! The next step of a slider, reckoned on a thread of its own while nobody presses a key.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::explorer::{Foresight, Reckoning};
use crate::model::Facts;

/// The generation of no reckoning.
const NONE: u64 = 0;

/// A thread that reckons the latest foresight that it was given, as long as it is wanted. It wakes nobody: what is
/// there when the next key comes is there.
pub(super) struct Foreseer {
    foresights: Sender<Foresight>,
    foreseen: Receiver<Reckoning>,
    wanted: Arc<AtomicU64>,
    /// What the thread will work with, until the first foresight starts it.
    thread: Option<(Receiver<Foresight>, Sender<Reckoning>)>,
}

impl Foreseer {
    /// Nothing is foreseen yet.
    pub(super) fn new() -> Self {
        let (foresights, jobs) = channel();
        let (results, foreseen) = channel();
        Self { foresights, foreseen, wanted: Arc::new(AtomicU64::new(NONE)), thread: Some((jobs, results)) }
    }

    /// Hands a foresight over.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn reckon(&mut self, foresight: Foresight, facts: &Arc<Facts>) -> io::Result<()> {
        if let Some((jobs, results)) = self.thread.take() {
            let (facts, wanted) = (Arc::clone(facts), Arc::clone(&self.wanted));
            thread::Builder::new()
                .name("foreseer".to_owned())
                .spawn(move || work(&facts, &wanted, &jobs, &results))?;
        }
        self.wanted.store(foresight.generation, Ordering::Relaxed);
        // A thread that has ended foresees nothing any more: every frame reckons for itself.
        let _ = self.foresights.send(foresight);
        Ok(())
    }

    /// Leaves the processor to the frame that comes now, and returns what has been foreseen for it.
    pub(super) fn stop(&self) -> Option<Reckoning> {
        self.wanted.store(NONE, Ordering::Relaxed);
        self.foreseen.try_iter().last()
    }
}

impl Drop for Foreseer {
    fn drop(&mut self) {
        self.wanted.store(NONE, Ordering::Relaxed);
    }
}

/// Until nobody is left to ask for anything, or to take it.
fn work(facts: &Facts, wanted: &AtomicU64, jobs: &Receiver<Foresight>, results: &Sender<Reckoning>) {
    while let Ok(job) = jobs.recv() {
        let generation = job.generation;
        let reckoning = job.reckon(facts, || wanted.load(Ordering::Relaxed) == generation);
        if reckoning.is_some_and(|reckoning| results.send(reckoning).is_err()) {
            return;
        }
    }
}
