//! Which inputs may be changed to bring an alternative to keep its limits, and which rather than others.

use crate::model::alternative::Alternative;
use crate::model::capacity::demand::Method;
use crate::model::outlook::Limit;
use crate::scenario::parameter::{Direction, Key};
use crate::scenario::registry::{
    BUDGET_USD, CPU_MS, CPU_PERCENT, HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA, P99_MS, PLAN_INSTANCES,
    PLAN_SPARE, PLAN_ZONES, PRICE_CORE_HOUR, PRICE_GB_HOUR, PRICE_LOAD, PRICE_OPS_HOURS, RPS, SAFETY_PERCENT,
    WAIT_MS,
};

/// Where the value of an input comes from; the earlier a source, the rather it is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The team decides on it.
    Decided,
    /// The team can work for it.
    Built,
    /// It is what it is.
    Given,
    /// It was measured.
    Measured,
}

impl Source {
    pub(super) const ALL: [Self; 4] = [Self::Decided, Self::Built, Self::Given, Self::Measured];

    /// Where that of an input comes from.
    pub(super) fn of(key: Key) -> Self {
        let is_among = |candidates: &[Candidate]| candidates.iter().any(|candidate| candidate.key == key);
        if is_among(&DECIDED) {
            Self::Decided
        } else if is_among(&BUILT) {
            Self::Built
        } else if is_among(&GIVEN) || is_among(&GIVEN_TO_HYBRID) {
            Self::Given
        } else {
            Self::Measured
        }
    }
}

/// A way to move one input.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub(super) key: Key,
    pub(super) direction: Direction,
    /// The limits that it can bring an alternative to keep.
    pub(super) mends: &'static [Limit],
    /// Under which methods of the plan it has a say.
    pub(super) under: fn(Method) -> bool,
}

const fn up(key: Key, mends: &'static [Limit], under: fn(Method) -> bool) -> Candidate {
    Candidate { key, direction: Direction::Up, mends, under }
}

const fn down(key: Key, mends: &'static [Limit], under: fn(Method) -> bool) -> Candidate {
    Candidate { key, direction: Direction::Down, mends, under }
}

const P99: &[Limit] = &[Limit::P99];
const BUDGET: &[Limit] = &[Limit::Budget];
const SPLIT: &[Limit] = &[Limit::Split];
const P99_AND_BUDGET: &[Limit] = &[Limit::P99, Limit::Budget];

const fn any(_: Method) -> bool {
    true
}

const fn fixed(method: Method) -> bool {
    matches!(method, Method::Fixed)
}

const fn sized(method: Method) -> bool {
    !fixed(method)
}

/// Methods that do not look at the p99: more workers may still meet it.
const fn blind(method: Method) -> bool {
    matches!(method, Method::Article | Method::Load | Method::Cpu)
}

/// What a team decides; of two that are equally far, the earlier one is named.
static DECIDED: [Candidate; 11] = [
    up(P99_MS, P99_AND_BUDGET, any),
    up(BUDGET_USD, BUDGET, any),
    up(PLAN_INSTANCES, P99, fixed),
    down(PLAN_INSTANCES, BUDGET, fixed),
    up(SAFETY_PERCENT, P99, blind),
    down(SAFETY_PERCENT, BUDGET, sized),
    down(CPU_PERCENT, P99, blind),
    up(CPU_PERCENT, BUDGET, sized),
    up(PLAN_SPARE, P99, blind),
    down(PLAN_SPARE, BUDGET, sized),
    down(PLAN_ZONES, BUDGET, sized),
];

/// What a team can work for.
static BUILT: [Candidate; 1] = [up(NATIVE_PERCENT, P99_AND_BUDGET, any)];

/// What a team is given; likewise.
static GIVEN: [Candidate; 8] = [
    down(RPS, P99_AND_BUDGET, any),
    down(HEAVY_PERCENT, P99_AND_BUDGET, any),
    up(HEAVY_PERCENT, SPLIT, any),
    down(CPU_MS, P99_AND_BUDGET, any),
    down(WAIT_MS, P99_AND_BUDGET, any),
    up(NEED_DATA, SPLIT, any),
    down(PRICE_CORE_HOUR, BUDGET, any),
    down(PRICE_GB_HOUR, BUDGET, any),
];

/// What a hybrid alone pays, as given.
static GIVEN_TO_HYBRID: [Candidate; 2] = [down(PRICE_OPS_HOURS, BUDGET, any), down(PRICE_LOAD, BUDGET, any)];

/// All that may be changed for an alternative.
pub(super) fn of(alternative: Alternative) -> impl Iterator<Item = Candidate> {
    let own = if alternative == Alternative::Hybrid { GIVEN_TO_HYBRID.as_slice() } else { &[] };
    DECIDED.iter().chain(&BUILT).chain(&GIVEN).chain(own).copied().chain(measured(alternative))
}

/// What the runtimes of an alternative do on a core: more of it in a second, or in less time.
fn measured(alternative: Alternative) -> impl Iterator<Item = Candidate> {
    alternative.candidates().flat_map(|candidate| {
        let faster = candidate.factor.map(|factor| down(factor, P99_AND_BUDGET, any));
        std::iter::once(up(candidate.baseline, P99_AND_BUDGET, any)).chain(faster)
    })
}
