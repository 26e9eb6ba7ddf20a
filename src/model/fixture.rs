//! Facts and outlooks for the tests of the model.

use jiff::civil::date;

use super::{Facts, Outlook, evaluate};
use crate::catalog::Catalog;
use crate::scenario::measured::Measured;
use crate::scenario::{Scenario, assignment};

/// The built-in facts.
pub(super) fn facts() -> Facts {
    Facts::new(Catalog::built_in()).unwrap()
}

/// The default scenario on a fixed day, with some inputs set as on the command line.
pub(super) fn scenario(facts: &Facts, sets: &[&str]) -> Scenario {
    let mut scenario = Scenario::new("test", date(2026, 11, 22));
    assignment::assign(&facts.definitions, &mut scenario, sets.iter().copied()).unwrap();
    scenario
}

/// What follows from it.
pub(super) fn outlook(sets: &[&str]) -> Outlook {
    let facts = facts();
    evaluate(&facts, &scenario(&facts, sets))
}

/// A load test that came to so many requests per second on so many cores.
pub(super) fn measured(rps_ok: f64, cores: f64) -> Measured {
    Measured {
        tool: "wrk".to_owned(),
        version: None,
        file: "wrk.txt".to_owned(),
        date: date(2026, 11, 22),
        cores,
        rps_ok,
        connections: None,
        duration_s: None,
        mean_ms: None,
        p50_ms: None,
        p99_ms: None,
        errors: None,
        pacing: None,
    }
}
