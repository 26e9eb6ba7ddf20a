//! The analysis of an outlook, by as many processors as there are.

use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::thread;

use crate::model::analysis::Analysis;
use crate::model::part::Part;
use crate::model::{Facts, Outlook};
use crate::scenario::Scenario;

/// More threads than this gain less than it costs to start them.
const MOST_PARTS: usize = 4;

/// Asked once: the answer takes more than a dozen system calls, and stands in the way of every key.
static PARTS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from).min(MOST_PARTS));

/// The analysis as [`Analysis::of`] has it, its parts side by side. What cannot have a thread is done here.
pub(super) fn of(facts: &Facts, scenario: &Scenario, outlook: &Outlook, locked: [bool; 3]) -> Analysis {
    let of = *PARTS;
    let part = |number| Analysis::part(facts, scenario, outlook, locked, Part { number, of });
    thread::scope(|scope| {
        let others: Vec<_> = (1..of)
            .map(|number| (number, thread::Builder::new().spawn_scoped(scope, move || part(number)).ok()))
            .collect();
        others.into_iter().fold(part(0), |joined, (number, thread)| {
            let other = thread.map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
            joined.joined(other.unwrap_or_else(|| part(number)))
        })
    })
}
