//! Threads that share cores or a lock: work that is interrupted and goes on later.
//!
//! Three crews. A loop with a pool hands heavy work to threads or processes, and the operating system shares the
//! cores out among all of them. A loop with threads under a lock does the same, but only one of them runs at a time,
//! and one that wants to waits for an interval before it asks the holder to let go. Goroutines need no loop: each
//! request has its own, and all take turns on the cores.

use std::collections::VecDeque;

use agenda::{Agenda, Event};
use jobs::{Job, JobId, Jobs, Stage};
pub(crate) use station::Turn;
use station::{Core, Piece, Place, Running, Station, Who};

use super::arrivals::{Nanoseconds, Request};
use super::record::Record;
use super::trace::{Activity, Span};

mod agenda;
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
    Result(JobId),
}

impl Threads {
    /// A machine at rest. `turn` is how those that run take turns.
    pub(super) fn new(
        crew: Crew,
        cores: u32,
        turn: Turn,
        queue_cap: u64,
        timeout: Nanoseconds,
        upstream: Nanoseconds,
    ) -> Self {
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
            queue_cap: usize::try_from(queue_cap).unwrap_or(usize::MAX),
            timeout,
            upstream,
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
        if let Some(job) = self.jobs.get_mut(piece.job)
            && job.begun.is_none()
        {
            job.begun = Some(now);
            self.unbegun -= 1;
            let since = job.request.at;
            record.lag(&job.request, now - since);
            if now > since {
                record.wait(job.number, job.waiting, since, now);
            }
        }
        let Some(chosen) = self.core(place, core) else { return };
        chosen.serial += 1;
        chosen.running = Some(Running { piece, since: now, turn_since, ends: None });
        let serial = chosen.serial;
        self.agenda.add(now + piece.left, Event::Done { place, core, serial });
        if !self.station(place).ready.is_empty() {
            self.end_turn_in_time(place, core);
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
                if job.begun.is_none() {
                    self.unbegun -= 1;
                }
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

    fn goroutine_goes_on(&mut self, done: Piece, record: &mut Record) -> Option<Piece> {
        let heavy = self.jobs.get(done.job)?.work.heavy;
        if done.activity == Activity::Light && heavy > 0 {
            return Some(Piece { activity: Activity::Heavy, left: heavy, ..done });
        }
        self.answer(done.job, record);
        None
    }

    /// What the loop does after a piece of a request: the next piece of it, or of another.
    fn loop_goes_on(&mut self, done: Piece, record: &mut Record) -> Option<Piece> {
        let now = self.now;
        let job = self.jobs.get_mut(done.job)?;
        if job.takes > 0 {
            job.takes -= 1;
            return Some(Piece { left: self.piece_of_light(done.job)?, ..done });
        }
        match job.stage {
            Stage::Front => {
                record.hold(now - job.begun.unwrap_or(now));
                if job.work.heavy > 0 {
                    self.hand_over(done.job, record);
                } else {
                    self.answer(done.job, record);
                }
            }
            Stage::Computing | Stage::Result => self.answer(done.job, record),
        }
        self.next_letter(record)
    }

    /// CPU time of one piece of a request's light part.
    fn piece_of_light(&self, id: JobId) -> Option<Nanoseconds> {
        let job = self.jobs.get(id)?;
        Some(match self.crew {
            Crew::Lock { takes, .. } => {
                let pieces = Nanoseconds::from(takes.max(1));
                // The last piece has what a division leaves.
                let rest = if job.takes == 0 { job.work.light % pieces } else { 0 };
                job.work.light / pieces + rest
            }
            Crew::Pool { handover, .. } if job.work.heavy > 0 => job.work.light + handover,
            Crew::Pool { .. } | Crew::Goroutines => job.work.light,
        })
    }

    fn wake_loop(&mut self, record: &mut Record) {
        if !self.loop_is_busy
            && let Some(piece) = self.next_letter(record)
        {
            self.submit(Place::Main, piece, record);
        }
    }

    /// The loop takes up what is next in its mailbox, or sleeps.
    fn next_letter(&mut self, record: &mut Record) -> Option<Piece> {
        while let Some(letter) = self.mailbox.pop_front() {
            let (Letter::New(id) | Letter::Result(id)) = letter;
            let left = match letter {
                Letter::Result(_) => match self.crew {
                    Crew::Pool { handover, .. } => handover,
                    Crew::Lock { .. } | Crew::Goroutines => 0,
                },
                Letter::New(_) => {
                    let Some(job) = self.jobs.get_mut(id) else { continue };
                    if job.age(self.now) >= self.timeout {
                        // Nobody waits for the answer any more.
                        self.unbegun -= 1;
                        self.give_up(id, record);
                        continue;
                    }
                    if let Crew::Lock { takes, .. } = self.crew {
                        job.takes = takes.max(1) - 1;
                    }
                    let Some(left) = self.piece_of_light(id) else { continue };
                    left
                }
            };
            self.loop_is_busy = true;
            return Some(Piece { job: id, who: Who::Loop, activity: Activity::Light, left });
        }
        self.loop_is_busy = false;
        None
    }

    /// The loop gives heavy work to a worker that has nothing to do, or lines it up.
    fn hand_over(&mut self, id: JobId, record: &mut Record) {
        if let Some(job) = self.jobs.get_mut(id) {
            job.stage = Stage::Computing;
        }
        if let Some(worker) = self.idle.pop() {
            let piece = self.assign(worker, id);
            self.submit(Place::Main, piece, record);
        } else if self.backlog.len() >= self.queue_cap {
            self.jobs.remove(id);
            record.reject();
        } else {
            self.backlog.push_back((id, self.now));
        }
    }

    fn assign(&mut self, worker: u32, id: JobId) -> Piece {
        let job = self.jobs.get(id);
        let heavy = job.map_or(0, |job| job.work.heavy);
        if let (Some(job), Crew::Pool { stops: true, .. }) = (job, self.crew) {
            let at = job.request.at.saturating_add(self.timeout);
            self.agenda.add(at.max(self.now), Event::Timeout { job: id, number: job.number });
        }
        let native = job.map_or(0, |job| job.work.native);
        let lets_go = self.beside.is_some();
        let left = if lets_go { heavy - native.min(heavy) } else { heavy };
        Piece { job: id, who: Who::Worker(worker), activity: Activity::Heavy, left }
    }

    /// What a worker does after a piece: the native part of its job, or the next job.
    fn worker_goes_on(
        &mut self,
        worker: u32,
        place: Place,
        done: Piece,
        record: &mut Record,
    ) -> Option<Piece> {
        let native = self.jobs.get(done.job)?.work.native;
        if self.beside.is_some() && place == Place::Main && native > 0 {
            self.submit(Place::Beside, Piece { left: native, ..done }, record);
            return None;
        }
        let costs_a_visit = matches!(self.crew, Crew::Pool { handover: 1.., .. });
        if costs_a_visit {
            if let Some(job) = self.jobs.get_mut(done.job) {
                job.stage = Stage::Result;
            }
            self.mailbox.push_back(Letter::Result(done.job));
            self.wake_loop(record);
        } else {
            self.answer(done.job, record);
        }
        let next = self.next_job(worker, record)?;
        if place == Place::Beside {
            // Bytecode again: back to those who want the lock.
            self.submit(Place::Main, next, record);
            return None;
        }
        Some(next)
    }

    /// The next job of a worker, or none and it rests.
    fn next_job(&mut self, worker: u32, record: &mut Record) -> Option<Piece> {
        while let Some((id, since)) = self.backlog.pop_front() {
            let Some(job) = self.jobs.get(id).copied() else { continue };
            record.wait(job.number, self.backlog.len() as u64 + 1, since, self.now);
            if job.age(self.now) >= self.timeout {
                self.give_up(id, record);
                continue;
            }
            return Some(self.assign(worker, id));
        }
        self.idle.push(worker);
        None
    }

    /// A job has timed out: its worker is stopped, if it has one, and another takes its place.
    fn stop(&mut self, id: JobId, number: u32, record: &mut Record) {
        let is_computing =
            self.jobs.get(id).is_some_and(|job| job.number == number && job.stage == Stage::Computing);
        if !is_computing {
            return;
        }
        let stopped = if let Some(core) = self.main.core_of(id) {
            let running = self.interrupt(Place::Main, core, record);
            self.next_in_line(Place::Main, core, record);
            running.map(|running| running.piece.who)
        } else {
            let at = self.main.ready.iter().position(|(piece, _)| piece.job == id);
            at.and_then(|at| self.main.ready.remove(at)).map(|(piece, _)| piece.who)
        };
        self.give_up(id, record);
        if let Some(Who::Worker(worker)) = stopped
            && let Some(next) = self.next_job(worker, record)
        {
            self.submit(Place::Main, next, record);
        }
    }

    fn answer(&mut self, id: JobId, record: &mut Record) {
        let Some(job) = self.jobs.remove(id) else { return };
        let answered = self.now + self.upstream;
        record.trace.add(Span {
            lane: None,
            activity: Activity::Upstream,
            from: self.now,
            to: answered,
            request: job.number,
        });
        record.answer(&job.request, answered);
    }

    fn give_up(&mut self, id: JobId, record: &mut Record) {
        if let Some(job) = self.jobs.remove(id) {
            record.give_up(&job.request);
        }
    }
}
