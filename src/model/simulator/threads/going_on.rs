//! What goroutines, loops and workers do next when a piece of theirs is done.

use super::agenda::Event;
use super::jobs::{JobId, Stage};
use super::station::{Piece, Place, Who};
use super::{Crew, Letter, Threads};
use crate::model::simulator::arrivals::Nanoseconds;
use crate::model::simulator::record::Record;
use crate::model::simulator::trace::{Activity, Span};

impl Threads {
    pub(super) fn goroutine_goes_on(&mut self, done: Piece, record: &mut Record) -> Option<Piece> {
        let heavy = self.jobs.get(done.job)?.work.heavy;
        if done.activity == Activity::Light && heavy > 0 {
            return Some(Piece { activity: Activity::Heavy, left: heavy, ..done });
        }
        self.answer(done.job, record);
        None
    }

    /// What the loop does after a piece of a request: the next piece of it, or of another.
    pub(super) fn loop_goes_on(&mut self, done: Piece, record: &mut Record) -> Option<Piece> {
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

    pub(super) fn wake_loop(&mut self, record: &mut Record) {
        if !self.loop_is_busy
            && let Some(piece) = self.next_letter(record)
        {
            self.submit(Place::Main, piece, record);
        }
    }

    /// The loop takes up what is next in its mailbox, or sleeps.
    fn next_letter(&mut self, record: &mut Record) -> Option<Piece> {
        while let Some(letter) = self.mailbox.pop_front() {
            let (Letter::New(id) | Letter::Result(id, _)) = letter;
            let left = match letter {
                Letter::Result(_, since) => {
                    let Some(job) = self.jobs.get(id) else { continue };
                    record.trace.add(Span {
                        lane: None,
                        activity: Activity::Ready,
                        from: since,
                        to: self.now,
                        request: job.number,
                    });
                    match self.crew {
                        Crew::Pool { handover, .. } => handover,
                        Crew::Lock { .. } | Crew::Goroutines => 0,
                    }
                }
                Letter::New(_) => {
                    let Some(job) = self.jobs.get_mut(id) else { continue };
                    if job.age(self.now) >= self.timeout {
                        // Nobody waits for the answer any more.
                        self.take_up(id, record);
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
    pub(super) fn worker_goes_on(
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
            self.mailbox.push_back(Letter::Result(done.job, self.now));
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
    pub(super) fn stop(&mut self, id: JobId, number: u32, record: &mut Record) {
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

    pub(super) fn give_up(&mut self, id: JobId, record: &mut Record) {
        if let Some(job) = self.jobs.remove(id) {
            record.give_up(&job.request);
        }
    }
}
