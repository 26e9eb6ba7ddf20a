//! Waiting and writing with nothing but crossterm, for systems without poll(2) and job control.

#![expect(
    clippy::unnecessary_wraps,
    clippy::unused_self,
    reason = "the signatures are those of the Unix side"
)]

use std::io::{self, Write, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::event::{self, Event};

use super::Wake;
use super::batch::thin_out;

/// How often a pending message is looked for while a [`Waker`] exists; without one the wait has no limit.
const MESSAGE_INTERVAL: Duration = Duration::from_millis(100);

/// Ends a wait from another thread.
#[derive(Debug, Clone)]
pub struct Waker {
    message: Arc<AtomicBool>,
}

impl Waker {
    /// Makes the present or the next wait return [`Wake::Message`], once however often this is called before.
    pub fn wake(&self) {
        self.message.store(true, Ordering::Release);
    }
}

/// Where events come from.
#[derive(Debug, Default)]
pub(super) struct Source {
    message: Arc<AtomicBool>,
    /// Events that were put back.
    events: Vec<Event>,
}

impl Source {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self::default())
    }

    pub(super) fn waker(&self) -> Waker {
        Waker { message: Arc::clone(&self.message) }
    }

    /// Puts events in front of those that are still to come.
    pub(super) fn put_back(&mut self, events: impl IntoIterator<Item = Event>) {
        self.events.splice(0..0, events);
    }

    /// Without job control there is nothing to stop.
    pub(super) fn stop(&mut self) -> io::Result<bool> {
        Ok(true)
    }

    pub(super) fn wait(&mut self) -> io::Result<Wake> {
        loop {
            let events = thin_out(self.read()?);
            if !events.is_empty() {
                return Ok(Wake::Events(events));
            }
            if self.message.swap(false, Ordering::AcqRel) {
                return Ok(Wake::Message);
            }
        }
    }

    /// Everything there is, after waiting for the first event.
    fn read(&mut self) -> io::Result<Vec<Event>> {
        let mut events = std::mem::take(&mut self.events);
        if !events.is_empty() {
            return Ok(events);
        }
        let awaited = Arc::strong_count(&self.message) > 1;
        if awaited && !event::poll(MESSAGE_INTERVAL)? {
            return Ok(events);
        }
        events.push(event::read()?);
        while event::poll(Duration::ZERO)? {
            events.push(event::read()?);
        }
        Ok(events)
    }
}

/// Whether an error says that nobody is at the terminal any more: here nothing does.
pub(super) fn is_gone(_: &io::Error) -> bool {
    false
}

pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
