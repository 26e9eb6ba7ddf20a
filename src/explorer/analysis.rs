//! The work on an analysis, by as many processors as there are.

use std::iter;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::model::analysis::{Analysis, Findings, Premises, Scope, Step};

/// More threads than this gain less than it costs to start them.
const MOST_THREADS: usize = 4;

/// Asked once: the answer takes more than a dozen system calls, and stands in the way of every key.
static PROCESSORS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS));

/// Asks how many processors there are, for a thread to do that nobody waits for.
pub fn count_processors() {
    LazyLock::force(&PROCESSORS);
}

/// Who works on an analysis.
#[derive(Clone, Copy)]
pub(super) enum Crew<'a> {
    /// All processors: somebody waits for it.
    All,
    /// The processor of the caller alone, as long as the work is wanted. What was broken off is of no use.
    Alone(&'a dyn Fn() -> bool),
}

impl Crew<'_> {
    /// Whether what is being worked on is still wanted.
    pub(super) fn is_wanted(self) -> bool {
        match self {
            Self::All => true,
            Self::Alone(is_wanted) => is_wanted(),
        }
    }

    /// Works until the analysis has all that is asked for, or is wanted no more.
    pub(super) fn complete(self, analysis: &mut Analysis, premises: Premises<'_>, scope: Scope) {
        while let Some(step) = analysis.next_step(premises, scope).filter(|_| self.is_wanted()) {
            let findings = match self {
                Self::All => side_by_side(&step),
                Self::Alone(is_wanted) => step.work(Step::parts().take_while(|_| is_wanted())),
            };
            analysis.add(findings);
        }
    }
}

/// The parts of a step, each taken by whoever is free first. What cannot have a thread is done here.
fn side_by_side(step: &Step<'_>) -> Findings {
    let next = AtomicUsize::new(0);
    let rest = || iter::from_fn(|| Step::parts().nth(next.fetch_add(1, Ordering::Relaxed)));
    thread::scope(|scope| {
        let others: Vec<_> = (1..*PROCESSORS)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, || step.work(rest())).ok())
            .collect();
        others.into_iter().fold(step.work(rest()), |findings, thread| {
            findings.and(thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
        })
    })
}
