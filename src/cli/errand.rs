//! Work that the loop of the explorer does not wait for.

use std::convert::Infallible;
use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use crate::terminal::Waker;

/// Errands of one kind, of which the latest counts: a new one supersedes the one before. Each has a thread of its own,
/// so that one that hangs, at a disk that does not answer, say, is in nobody's way.
pub(super) struct Errands<T> {
    /// What the threads are called.
    name: &'static str,
    waker: Waker,
    /// Of the present errand: what it tells, and that it is wanted, which nothing but dropping this takes back.
    present: Option<(Receiver<T>, Sender<Infallible>)>,
}

/// An errand as its thread sees it.
pub(super) struct Errand<T> {
    news: Sender<T>,
    given_up: Receiver<Infallible>,
    waker: Waker,
}

impl<T: Send + 'static> Errands<T> {
    /// None is under way; the waker ends the wait of the loop when one has something to tell.
    pub(super) const fn new(name: &'static str, waker: Waker) -> Self {
        Self { name, waker, present: None }
    }

    /// Begins an errand, and gives up the one before.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn begin(&mut self, work: impl FnOnce(&Errand<T>) + Send + 'static) -> io::Result<()> {
        self.give_up();
        let ((sender, news), (wanted, given_up)) = (channel(), channel());
        let errand = Errand { news: sender, given_up, waker: self.waker.clone() };
        thread::Builder::new().name(self.name.to_owned()).spawn(move || work(&errand))?;
        self.present = Some((news, wanted));
        Ok(())
    }

    /// Leaves the present errand to itself: what it tells from now on nobody hears.
    pub(super) fn give_up(&mut self) {
        self.present = None;
    }

    /// What has been told since the last time.
    pub(super) fn news(&self) -> impl Iterator<Item = T> {
        self.present.iter().flat_map(|(news, _)| news.try_iter())
    }

    /// The next that is told, unless it takes longer than this.
    pub(super) fn next_within(&self, patience: Duration) -> Option<T> {
        self.present.as_ref().and_then(|(news, _)| news.recv_timeout(patience).ok())
    }
}

impl<T> Errand<T> {
    /// Whether anybody still waits for what comes of it.
    pub(super) fn is_wanted(&self) -> bool {
        self.given_up.try_recv() == Err(TryRecvError::Empty)
    }

    /// Tells something, unless nobody is left to hear it.
    pub(super) fn tell(&self, news: T) {
        if self.news.send(news).is_ok() {
            self.waker.wake();
        }
    }
}
