//! The requests that are under way.

use super::Work;
use crate::model::simulator::arrivals::{Nanoseconds, Request};

/// Where a request is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before or on the loop, or wherever its goroutine is.
    Front,
    /// Before or in the pool.
    Computing,
    /// On its way back to the loop.
    Result,
}

/// A request that was taken in and has not left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job {
    pub(super) number: u32,
    pub(super) request: Request,
    pub(super) work: Work,
    /// How many waited to be begun when it came, with itself.
    pub(super) waiting: u64,
    pub(super) begun: Option<Nanoseconds>,
    pub(super) stage: Stage,
    /// Pieces of its light part that its loop has not begun.
    pub(super) takes: u32,
}

impl Job {
    pub(super) const fn new(number: u32, request: Request, work: Work, waiting: u64) -> Self {
        Self { number, request, work, waiting, begun: None, stage: Stage::Front, takes: 0 }
    }

    pub(super) const fn age(&self, now: Nanoseconds) -> Nanoseconds {
        now - self.request.at
    }
}

/// Where a job is kept; given to another when it has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct JobId(usize);

/// All jobs under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Jobs {
    places: Vec<Option<Job>>,
    free: Vec<JobId>,
}

impl Jobs {
    pub(super) fn add(&mut self, job: Job) -> JobId {
        if let Some(id) = self.free.pop()
            && let Some(place) = self.places.get_mut(id.0)
        {
            *place = Some(job);
            return id;
        }
        self.places.push(Some(job));
        JobId(self.places.len() - 1)
    }

    pub(super) fn get(&self, id: JobId) -> Option<&Job> {
        self.places.get(id.0)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, id: JobId) -> Option<&mut Job> {
        self.places.get_mut(id.0)?.as_mut()
    }

    pub(super) fn remove(&mut self, id: JobId) -> Option<Job> {
        let job = self.places.get_mut(id.0)?.take();
        if job.is_some() {
            self.free.push(id);
        }
        job
    }
}
