//! The draws and requests that no frame has time for, on a thread of their own.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::explorer::Generation;
use crate::explorer::refinement::{Refined, Refinement};
use crate::terminal::Waker;

/// Quiet for which it waits: as long as somebody holds a key down, it leaves the processor to the frames.
const PAUSE: Duration = Duration::from_millis(400);

/// What came of a draft, with the reckoning that it belongs to.
type Outcome = (Generation, Refined);

/// A thread that refines the latest draft that it was given; a newer one supersedes it. When that is done it sleeps.
pub(super) struct Refiner {
    waker: Waker,
    /// Where drafts go and what has been refined comes from, once the first draft has started the thread: the first
    /// frame does not wait for that.
    thread: Option<(Sender<Refinement>, Receiver<Outcome>)>,
}

impl Refiner {
    /// One that will wake the waiting loop when it has something.
    pub(super) const fn new(waker: Waker) -> Self {
        Self { waker, thread: None }
    }

    /// Hands a draft over. It stands as it is where the system gives no thread: the next one asks again.
    pub(super) fn refine(&mut self, draft: Refinement) {
        if self.thread.is_none() {
            self.thread = start(self.waker.clone()).ok();
        }
        if let Some((drafts, _)) = &self.thread {
            // Nor does a thread that has ended refine anything.
            let _ = drafts.send(draft);
        }
    }

    /// What has been refined since the last time.
    pub(super) fn refined(&self) -> impl Iterator<Item = Outcome> {
        self.thread.iter().flat_map(|(_, refined)| refined.try_iter())
    }
}

fn start(waker: Waker) -> io::Result<(Sender<Refinement>, Receiver<Outcome>)> {
    let (drafts, jobs) = channel();
    let (results, refined) = channel();
    thread::Builder::new().name("refiner".to_owned()).spawn(move || {
        while let Ok(draft) = jobs.recv() {
            let Some(result) = refine(draft, &jobs) else { return };
            if results.send(result).is_err() {
                return;
            }
            waker.wake();
        }
    })?;
    Ok((drafts, refined))
}

/// Refines a draft, or the newest one that arrives meanwhile; none when nobody is left to ask for it.
fn refine(mut draft: Refinement, jobs: &Receiver<Refinement>) -> Option<Outcome> {
    loop {
        match jobs.recv_timeout(PAUSE) {
            Ok(newer) => draft = newer,
            Err(RecvTimeoutError::Timeout) => {
                let mut newer = None;
                let refined = draft.refine(|| {
                    newer = jobs.try_iter().last();
                    newer.is_none()
                });
                match refined {
                    Some(refined) => return Some((draft.generation, refined)),
                    None => draft = newer?,
                }
            }
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::explorer::State;
    use crate::model::Facts;
    use crate::scenario::Scenario;
    use crate::scenario::parameter::{Direction, Stride};
    use jiff::civil::date;

    /// Drafts of one scenario after the other.
    fn drafts<const COUNT: usize>() -> [Refinement; COUNT] {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut state = State::new(facts, Scenario::new("test", date(2026, 11, 22)));
        std::array::from_fn(|_| {
            state.adjust(Direction::Up, Stride::Coarse);
            state.settle();
            state.take_refinement().unwrap()
        })
    }

    #[test]
    fn only_the_newest_draft_is_refined() {
        let (sender, jobs) = channel();
        let [oldest, older, newest] = drafts();
        for draft in [&older, &newest] {
            sender.send(draft.clone()).unwrap();
        }
        let (generation, refined) = refine(oldest, &jobs).unwrap();
        assert_eq!(generation, newest.generation);
        assert_eq!(Some(refined), newest.refine(|| true));
        assert_ne!(generation, older.generation);
    }

    #[test]
    fn nobody_left_ends_the_work() {
        let (sender, jobs) = channel();
        drop(sender);
        let [draft] = drafts();
        assert!(refine(draft, &jobs).is_none());
    }
}
