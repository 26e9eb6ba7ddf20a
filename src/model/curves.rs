//! What the charts show: the plan at other loads, through the same planner as the plan itself.

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{self, Arrangement};
use super::constants::Constants;
use super::evaluate::Facts;
use crate::scenario::Inputs;
use crate::scenario::parameter::Kind;
use crate::scenario::registry::{self, RPS};

/// Points of a curve.
pub type Points = Vec<(f64, f64)>;

/// The curves of the performance page.
#[derive(Clone, Debug)]
pub struct Curves {
    /// Requests per second to planned workers.
    pub workers: PerAlternative<Points>,
    /// Utilisation of the planned workers, 0..1, to the 99th percentile of the response time in milliseconds.
    pub p99: PerAlternative<Points>,
    /// The present utilisation and p99 of each alternative; none where the queue grows without end.
    pub present: PerAlternative<Option<(f64, f64)>>,
}

/// Points along the traffic axis, and along the utilisation axis.
const TRAFFIC_POINTS: u32 = 32;
const UTILISATION_POINTS: u32 = 20;

/// How far the traffic axis reaches to either side of the present load, as a factor.
const REACH: f64 = 32.0;

impl Curves {
    /// The curves around the present inputs.
    pub fn of(facts: &Facts, inputs: &Inputs) -> Self {
        let constants = facts.constants(inputs.edition);
        let times = ServiceTimes::read(constants, inputs);
        let demand = Demand::read(inputs);
        let present = PerAlternative::from_fn(|one| capacity::arrange(constants, &demand, &times, one));
        let milliseconds = |seconds: f64| (seconds + demand.wait) * 1e3;
        Self {
            workers: workers(constants, inputs, &times),
            p99: PerAlternative::from_fn(|one| latency(&demand, &present[one], milliseconds)),
            present: PerAlternative::from_fn(|one| {
                let Arrangement { pools, size, .. } = &present[one];
                pools.p99_at(&demand, size, 1.0).map(|p99| (pools.utilisation(size), milliseconds(p99)))
            }),
        }
    }
}

fn workers(
    constants: &Constants,
    inputs: &Inputs,
    times: &PerRuntime<ServiceTimes>,
) -> PerAlternative<Points> {
    let (low, high) = traffic_range(inputs);
    PerAlternative::from_fn(|alternative: Alternative| {
        (0..=TRAFFIC_POINTS)
            .map(|point| {
                let rps = low * (high / low).powf(f64::from(point) / f64::from(TRAFFIC_POINTS));
                let demand = Demand::read(&inputs.clone().with(RPS, rps));
                let size = capacity::arrange(constants, &demand, times, alternative).size;
                (rps, size.total() as f64)
            })
            .collect()
    })
}

/// The same workers under more and less load.
fn latency(demand: &Demand, present: &Arrangement, milliseconds: impl Fn(f64) -> f64) -> Points {
    let utilisation = present.pools.utilisation(&present.size);
    (1..UTILISATION_POINTS)
        .filter_map(|point| {
            let target = f64::from(point) / f64::from(UTILISATION_POINTS);
            let p99 = present.pools.p99_at(demand, &present.size, target / utilisation)?;
            Some((target, milliseconds(p99)))
        })
        .collect()
}

/// The ends of the traffic axis: the present load in its middle, inside the range of the input.
fn traffic_range(inputs: &Inputs) -> (f64, f64) {
    let Kind::Number { min, max, .. } = registry::get(RPS).kind else {
        return (1.0, 1e6);
    };
    ((inputs[RPS] / REACH).max(min), (inputs[RPS] * REACH).min(max))
}
