//! The next step of a slider, reckoned on a thread of its own while nobody presses a key.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::explorer::{Foresight, Reckoning};
use crate::model::Facts;

/// How long it leaves the processor to the terminal, which has to show the frame that went before: long for that, short
/// beside the time between two keys of one that is held down.
const BREATH: Duration = Duration::from_millis(8);

/// Whether what was asked for is still wanted.
type Wanted = Arc<AtomicBool>;

/// A foresight, for as long as it is wanted.
type Job = (Foresight, Wanted);

/// A thread that reckons the latest foresight that it was given, as long as it is wanted. It wakes nobody: what is
/// there when the next key comes is there.
#[derive(Default)]
pub(super) struct Foreseer {
    /// Of the latest foresight.
    wanted: Wanted,
    /// Where foresights go and what has been foreseen comes from, once the first foresight has started the thread.
    thread: Option<(Sender<Job>, Receiver<Reckoning>)>,
}

impl Foreseer {
    /// Hands a foresight over. Where the system gives no thread, every frame reckons for itself: the next one asks
    /// again.
    pub(super) fn reckon(&mut self, foresight: Foresight, facts: &Arc<Facts>) {
        if self.thread.is_none() {
            self.thread = start(Arc::clone(facts)).ok();
        }
        self.wanted.store(false, Ordering::Relaxed);
        self.wanted = Arc::new(AtomicBool::new(true));
        if let Some((foresights, _)) = &self.thread {
            // Nor does a thread that has ended foresee anything.
            let _ = foresights.send((foresight, Arc::clone(&self.wanted)));
        }
    }

    /// Leaves the processor to the frame that comes now, and returns what has been foreseen for it.
    pub(super) fn stop(&self) -> Option<Reckoning> {
        self.wanted.store(false, Ordering::Relaxed);
        self.thread.as_ref().and_then(|(_, foreseen)| foreseen.try_iter().last())
    }
}

fn start(facts: Arc<Facts>) -> io::Result<(Sender<Job>, Receiver<Reckoning>)> {
    let (foresights, jobs) = channel();
    let (results, foreseen) = channel();
    thread::Builder::new().name("foreseer".to_owned()).spawn(move || work(&facts, &jobs, &results))?;
    Ok((foresights, foreseen))
}

impl Drop for Foreseer {
    fn drop(&mut self) {
        self.wanted.store(false, Ordering::Relaxed);
    }
}

/// Until nobody is left to ask for anything, or to take it.
fn work(facts: &Facts, jobs: &Receiver<Job>, results: &Sender<Reckoning>) {
    while let Ok((foresight, wanted)) = jobs.recv() {
        thread::sleep(BREATH);
        let reckoning = foresight.reckon(facts, || wanted.load(Ordering::Relaxed));
        if reckoning.is_some_and(|reckoning| results.send(reckoning).is_err()) {
            return;
        }
    }
}
