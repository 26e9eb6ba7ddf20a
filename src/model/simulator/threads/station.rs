//! Cores, or a lock, and those that wait for their turn.

use std::collections::VecDeque;

use super::jobs::JobId;
use crate::model::simulator::arrivals::Nanoseconds;
use crate::model::simulator::trace::Activity;

/// In how many turns, at most and about, a worker does half of a job while others wait.
const TURNS_OF_A_JOB: Nanoseconds = 64;

/// When somebody who runs must let others have their turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// Never.
    ToTheEnd,
    /// After running for so long. The loop of a pool need not wait when it wakes up: an operating system prefers
    /// those that sleep a lot.
    AfterRunning(Nanoseconds),
    /// After others have waited for so long.
    AfterWaiting(Nanoseconds),
}

/// Which station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// Where everything runs that nothing else is said of.
    Main,
    /// Where native parts run beside the holder of the lock.
    Beside,
}

/// Who runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Loop,
    /// Counted from 1.
    Worker(u32),
    Goroutine,
}

/// Work that somebody has to do without waiting for anything but their turn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) job: JobId,
    pub(super) who: Who,
    pub(super) activity: Activity,
    pub(super) left: Nanoseconds,
}

/// A piece on a core.
#[derive(Clone, Copy, Debug)]
pub(super) struct Running {
    pub(super) piece: Piece,
    /// Since when, without a break.
    pub(super) since: Nanoseconds,
    /// Since when whoever runs it has had the core.
    pub(super) turn_since: Nanoseconds,
    /// When the turn ends, if somebody waits for it.
    pub(super) ends: Option<Nanoseconds>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Core {
    pub(super) running: Option<Running>,
    /// Changes with everything that makes events about it out of date.
    pub(super) serial: u64,
}

/// Some cores and one queue before them.
#[derive(Clone, Debug)]
pub(super) struct Station {
    pub(super) cores: Vec<Core>,
    pub(super) ready: VecDeque<(Piece, Nanoseconds)>,
    pub(super) turn: Turn,
}

impl Station {
    pub(super) fn new(cores: u32, turn: Turn) -> Self {
        Self { cores: vec![Core::default(); cores.max(1) as usize], ready: VecDeque::new(), turn }
    }

    pub(super) fn idle_core(&self) -> Option<usize> {
        self.cores.iter().position(|core| core.running.is_none())
    }

    /// The core whose holder has had it for the longest time.
    pub(super) fn longest_held(&self) -> Option<usize> {
        let held =
            self.cores.iter().enumerate().filter_map(|(at, core)| Some((core.running?.turn_since, at)));
        held.min().map(|(_, at)| at)
    }

    /// The core that runs a job.
    pub(super) fn core_of(&self, job: JobId) -> Option<usize> {
        self.cores.iter().position(|core| core.running.is_some_and(|running| running.piece.job == job))
    }

    /// Whether someone whose piece is done may go on with the next at once.
    pub(super) fn may_go_on(&self, who: Who, turn_since: Nanoseconds, now: Nanoseconds) -> bool {
        let has_time = match self.turn {
            Turn::ToTheEnd => true,
            Turn::AfterRunning(slice) => who == Who::Goroutine || now - turn_since < slice,
            // A lock is let go of after every piece.
            Turn::AfterWaiting(_) => false,
        };
        has_time || self.ready.is_empty()
    }

    /// When a turn is over that others wait for from now on.
    ///
    /// Workers that are among themselves take the longer turns the more they have left to do: nobody else can tell,
    /// and jobs of minutes do not cost millions of turns.
    pub(super) fn turn_end(&self, running: &Running, now: Nanoseconds) -> Option<Nanoseconds> {
        let is_worker = |piece: &Piece| matches!(piece.who, Who::Worker(_));
        let among_workers = is_worker(&running.piece) && self.ready.iter().all(|(piece, _)| is_worker(piece));
        let least = if among_workers { running.piece.left / TURNS_OF_A_JOB } else { 0 };
        match self.turn {
            Turn::ToTheEnd => None,
            Turn::AfterRunning(slice) => Some(now.max(running.turn_since.saturating_add(slice.max(least)))),
            Turn::AfterWaiting(interval) => Some(now.saturating_add(interval.max(least))),
        }
    }
}
