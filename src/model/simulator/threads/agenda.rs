//! What is to happen, in the order of time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::jobs::JobId;
use super::station::Place;
use crate::model::simulator::arrivals::Nanoseconds;

/// Something that happens at a time, unless it is out of date by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    /// What runs on a core is done.
    Done { place: Place, core: usize, serial: u64 },
    /// What runs on a core must let others have their turn.
    TurnOver { place: Place, core: usize, serial: u64 },
    /// Whoever waits for a job gives up.
    Timeout { job: JobId, number: u32 },
}

/// Events to come. Those at the same time happen in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    events: BinaryHeap<Reverse<(Nanoseconds, u64, Event)>>,
    added: u64,
}

impl Agenda {
    pub(super) fn add(&mut self, at: Nanoseconds, event: Event) {
        self.events.push(Reverse((at, self.added, event)));
        self.added += 1;
    }

    /// Takes the next event that happens before or at a time.
    pub(super) fn next_until(&mut self, time: Nanoseconds) -> Option<(Nanoseconds, Event)> {
        let Reverse((at, ..)) = self.events.peek()?;
        if *at > time {
            return None;
        }
        self.events.pop().map(|Reverse((at, _, event))| (at, event))
    }
}
