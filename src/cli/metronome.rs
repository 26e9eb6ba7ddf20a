//! The timer that runs while the lanes play, and at no other time.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::Waker;

/// Between two frames: thirty in a second.
const BEAT: Duration = Duration::from_millis(33);

/// Wakes the waiting loop at regular intervals while it runs.
pub(super) struct Metronome {
    waker: Waker,
    running: Option<(Arc<AtomicBool>, Instant)>,
}

impl Metronome {
    /// One at rest.
    pub(super) fn new(waker: Waker) -> Self {
        Self { waker, running: None }
    }

    /// Starts or stops it; nothing happens when it does that already.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn run(&mut self, wanted: bool) -> io::Result<()> {
        match (&self.running, wanted) {
            (None, true) => {
                let goes_on = Arc::new(AtomicBool::new(true));
                let (waker, ticks) = (self.waker.clone(), Arc::clone(&goes_on));
                thread::Builder::new().name("metronome".to_owned()).spawn(move || {
                    while ticks.load(Ordering::Relaxed) {
                        thread::sleep(BEAT);
                        waker.wake();
                    }
                })?;
                self.running = Some((goes_on, Instant::now()));
            }
            (Some((goes_on, _)), false) => {
                goes_on.store(false, Ordering::Relaxed);
                self.running = None;
            }
            (None, false) | (Some(_), true) => {}
        }
        Ok(())
    }

    /// Passes over the time since it was asked last, in which the program was stopped.
    pub(super) fn skip(&mut self) {
        self.elapsed();
    }

    /// The time since this was asked last, or since it was started.
    pub(super) fn elapsed(&mut self) -> Duration {
        let now = Instant::now();
        self.running.as_mut().map_or(Duration::ZERO, |(_, last)| now - std::mem::replace(last, now))
    }
}
