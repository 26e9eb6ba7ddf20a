//! Threads that share cores or a lock: work that is interrupted and goes on later.
//!
//! Three crews. A loop with a pool hands heavy work to threads or processes, and the operating system shares the
//! cores out among all of them. A loop with threads under a lock does the same, but only one of them runs at a time,
//! and one that wants to waits for an interval before it asks the holder to let go. Goroutines need no loop: each
//! request has its own, and all take turns on the cores.

use std::collections::VecDeque;

use agenda::{Agenda, Event};
use jobs::{Job, JobId, Jobs};
pub(crate) use station::Turn;
use station::{Core, Piece, Place, Running, Station, Who};

use super::arrivals::{Nanoseconds, Request};
use super::record::Record;
use super::setting::Setting;
use super::trace::{Activity, Span};

mod agenda;
mod going_on;
mod jobs;
mod station;

/// Who does heavy work, and how it is interrupted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crew {
    /// A loop, and a pool of threads or processes; the operating system shares the cores out.
    Pool {
        /// How many are in the pool.
        workers: u32,
        /// CPU time on the loop to hand a job over, and as much to take its result back.
        handover: Nanoseconds,
        /// Whether a worker is stopped, and replaced, when its job times out.
        stops: bool,
    },
    /// A loop, and a pool of threads, one of which runs at a time.
    Lock {
        /// How many threads are in the pool.
        threads: u32,
        /// How often the loop lets go of the lock, and takes it again, for each request.
        takes: u32,
    },
    /// A goroutine for each request.
    Goroutines,
}

/// CPU times of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    /// The part that every request has.
    pub(super) light: Nanoseconds,
    /// The heavy part, of which `native` runs without the lock.
    pub(super) heavy: Nanoseconds,
    pub(super) native: Nanoseconds,
}

/// The machine at a moment.
#[derive(Debug)]
pub(super) struct Threads {
    crew: Crew,
    queue_cap: usize,
    timeout: Nanoseconds,
    upstream: Nanoseconds,
    now: Nanoseconds,
    agenda: Agenda,
    jobs: Jobs,
    /// Where everything runs; under a lock, where the holder does.
    main: Station,
    /// Where native parts run beside the holder of the lock.
    beside: Option<Station>,
    /// What the loop has before it.
    mailbox: VecDeque<Letter>,
    /// New requests in the mailbox, or goroutines that were never run.
    unbegun: usize,
    loop_is_busy: bool,
    backlog: VecDeque<(JobId, Nanoseconds)>,
    idle: Vec<u32>,
}

/// Something for the loop to do.
#[derive(Clone, Copy, Debug)]
enum Letter {
    New(JobId),
    /// With the time since which it lies there.
    Result(JobId, Nanoseconds),
}

impl Threads {
    /// A machine at rest. `turn` is how those that run take turns.
    pub(super) fn new(crew: Crew, turn: Turn, setting: &Setting) -> Self {
        let cores = setting.cores;
        let (main, beside, workers) = match crew {
            Crew::Pool { workers, .. } => (Station::new(cores, turn), None, workers),
            // The holder of the lock has a core to itself; the others are for native parts.
            Crew::Lock { threads, .. } => {
                let beside = (cores > 1).then(|| Station::new(cores - 1, Turn::ToTheEnd));
                (Station::new(1, turn), beside, threads)
            }
            Crew::Goroutines => (Station::new(cores, turn), None, 0),
        };
        Self {
            crew,
            queue_cap: usize::try_from(setting.queue_cap).unwrap_or(usize::MAX),
            timeout: setting.timeout,
            upstream: setting.upstream,
            now: 0,
            agenda: Agenda::default(),
            jobs: Jobs::default(),
            main,
            beside,
            mailbox: VecDeque::new(),
            unbegun: 0,
            loop_is_busy: false,
            backlog: VecDeque::new(),
            idle: (1..=workers).rev().collect(),
        }
    }

    /// Takes a request in, which must not arrive before the last one, after all that happens until then.
    pub(super) fn serve(&mut self, number: u32, request: &Request, work: Work, record: &mut Record) {
        self.run_until(request.at, record);
        let queues = match self.crew {
            Crew::Goroutines => self.main.idle_core().is_none(),
            Crew::Pool { .. } | Crew::Lock { .. } => self.loop_is_busy,
        };
        if queues && self.unbegun >= self.queue_cap {
            record.reject();
            return;
        }
        self.unbegun += 1;
        let id = self.jobs.add(Job::new(number, *request, work, self.unbegun as u64));
        if self.crew == Crew::Goroutines {
            let piece = Piece { job: id, who: Who::Goroutine, activity: Activity::Light, left: work.light };
            self.submit(Place::Main, piece, record);
        } else {
            self.mailbox.push_back(Letter::New(id));
            self.wake_loop(record);
        }
    }

    /// Lets everything come to its end.
    pub(super) fn finish(&mut self, record: &mut Record) {
        self.run_until(Nanoseconds::MAX, record);
    }

    fn run_until(&mut self, time: Nanoseconds, record: &mut Record) {
        while let Some((at, event)) = self.agenda.next_until(time) {
            self.now = at;
            match event {
                Event::Done { place, core, serial } => {
                    if self.is_current(place, core, serial) {
                        self.done(place, core, record);
                    }
                }
                Event::TurnOver { place, core, serial } => {
                    if self.is_current(place, core, serial) {
                        self.turn_over(place, core, record);
                    }
                }
                Event::Timeout { job, number } => self.stop(job, number, record),
            }
        }
        self.now = self.now.max(time);
    }

    fn station(&mut self, place: Place) -> &mut Station {
        match (place, &mut self.beside) {
            (Place::Beside, Some(beside)) => beside,
            _ => &mut self.main,
        }
    }

    fn core(&mut self, place: Place, core: usize) -> Option<&mut Core> {
        self.station(place).cores.get_mut(core)
    }

    fn is_current(&mut self, place: Place, core: usize, serial: u64) -> bool {
        self.core(place, core).is_some_and(|core| core.serial == serial && core.running.is_some())
    }

    /// Somebody wants to run.
    fn submit(&mut self, place: Place, piece: Piece, record: &mut Record) {
        let now = self.now;
        let is_urgent = piece.who == Who::Loop && matches!(self.main.turn, Turn::AfterRunning(_));
        let station = self.station(place);
        if let Some(core) = station.idle_core() {
            self.start(place, core, piece, now, record);
        } else if is_urgent && let Some(core) = station.longest_held() {
            if let Some(Running { piece: interrupted, .. }) = self.interrupt(place, core, record) {
                self.station(place).ready.push_front((interrupted, now));
            }
            self.start(place, core, piece, now, record);
        } else {
            station.ready.push_back((piece, now));
            for core in 0..station.cores.len() {
                self.end_turn_in_time(place, core);
            }
        }
    }

    fn start(
        &mut self,
        place: Place,
        core: usize,
        piece: Piece,
        turn_since: Nanoseconds,
        record: &mut Record,
    ) {
        let now = self.now;
        self.take_up(piece.job, record);
        let Some(chosen) = self.core(place, core) else { return };
        chosen.serial += 1;
        chosen.running = Some(Running { piece, since: now, turn_since, ends: None });
        let serial = chosen.serial;
        self.agenda.add(now + piece.left, Event::Done { place, core, serial });
        if !self.station(place).ready.is_empty() {
            self.end_turn_in_time(place, core);
        }
    }

    /// Comes to a job that nobody has begun yet, be it to find that nobody waits for its answer any more.
    fn take_up(&mut self, id: JobId, record: &mut Record) {
        let now = self.now;
        let Some(job) = self.jobs.get_mut(id).filter(|job| job.begun.is_none()) else { return };
        job.begun = Some(now);
        self.unbegun -= 1;
        let since = job.request.at;
        record.lag(&job.request, now - since);
        if now > since {
            record.wait(job.number, job.waiting, since, now);
        }
    }

    /// Puts the end of a turn on the agenda, unless it stands there already or the piece is done before.
    fn end_turn_in_time(&mut self, place: Place, core: usize) {
        let now = self.now;
        let station = self.station(place);
        let Some(Core { running: Some(running), serial }) = station.cores.get(core).copied() else { return };
        let Some(at) = station.turn_end(&running, now) else { return };
        if running.ends.is_some_and(|known| known <= at) {
            return;
        }
        if at < running.since + running.piece.left {
            self.agenda.add(at, Event::TurnOver { place, core, serial });
        }
        if let Some(running) = self.core(place, core).and_then(|core| core.running.as_mut()) {
            running.ends = Some(at);
        }
    }

    /// Takes what runs off a core, with what is left of it.
    fn interrupt(&mut self, place: Place, core: usize, record: &mut Record) -> Option<Running> {
        let now = self.now;
        let mut running = self.core(place, core)?.running.take()?;
        let number = self.jobs.get(running.piece.job)?.number;
        let lane = match running.piece.who {
            Who::Loop => 0,
            Who::Worker(worker) => worker,
            Who::Goroutine => core as u32,
        };
        record.run(lane, running.piece.activity, number, running.since, now);
        running.piece.left -= now - running.since;
        Some(running)
    }

    fn turn_over(&mut self, place: Place, core: usize, record: &mut Record) {
        let now = self.now;
        let nobody_waits = self.station(place).ready.is_empty();
        let Some(running) = self.core(place, core).and_then(|core| core.running.as_mut()) else { return };
        // Somebody who came later made it end earlier, and has gone again.
        if running.ends != Some(now) {
            return;
        }
        if nobody_waits {
            running.ends = None;
            return;
        }
        if let Some(Running { piece, .. }) = self.interrupt(place, core, record) {
            self.station(place).ready.push_back((piece, now));
        }
        self.next_in_line(place, core, record);
    }

    /// Gives a core that nobody has to the next who waits for one.
    fn next_in_line(&mut self, place: Place, core: usize, record: &mut Record) {
        while let Some((piece, since)) = self.station(place).ready.pop_front() {
            let Some(job) = self.jobs.get(piece.job).copied() else { continue };
            if piece.who == Who::Goroutine && job.age(self.now) >= self.timeout {
                // Its context is done: it finds out when it is its turn.
                self.take_up(piece.job, record);
                self.give_up(piece.job, record);
                continue;
            }
            if job.begun.is_some() {
                let lane = match piece.who {
                    Who::Loop => Some(0),
                    Who::Worker(worker) => Some(worker),
                    Who::Goroutine => None,
                };
                let (activity, to) = (Activity::Ready, self.now);
                record.trace.add(Span { lane, activity, from: since, to, request: job.number });
            }
            self.start(place, core, piece, self.now, record);
            return;
        }
    }

    fn done(&mut self, place: Place, core: usize, record: &mut Record) {
        let Some(Running { piece, turn_since, .. }) = self.interrupt(place, core, record) else { return };
        let next = match piece.who {
            Who::Goroutine => self.goroutine_goes_on(piece, record),
            Who::Loop => self.loop_goes_on(piece, record),
            Who::Worker(worker) => self.worker_goes_on(worker, place, piece, record),
        };
        let now = self.now;
        let is_free = self.core(place, core).is_some_and(|core| core.running.is_none());
        match next {
            Some(next) if is_free && self.station(place).may_go_on(next.who, turn_since, now) => {
                self.start(place, core, next, turn_since, record);
            }
            Some(next) if is_free => {
                self.station(place).ready.push_back((next, now));
                self.next_in_line(place, core, record);
            }
            Some(next) => self.submit(Place::Main, next, record),
            None if is_free => self.next_in_line(place, core, record),
            None => {}
        }
    }
}
