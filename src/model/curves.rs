//! What the charts show: the plan at other loads, through the same planner as the plan itself.

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::capacity::demand::{Demand, ServiceTimes};
use super::capacity::{Arrangement, Workload};
use super::constants::Constants;
use super::facts::Facts;
use super::sizing::LoopLimit;
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
    /// Utilisation of the planned workers, of two pools the busier, 0..1, to the 99th percentile of the response time
    /// in milliseconds.
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
        // Shared by all points of an alternative: only the load differs between them.
        let workload = Workload { constants, demand: &demand, times: &times };
        let limits = PerAlternative::from_fn(|one| workload.loop_limit(one));
        let present = PerAlternative::from_fn(|one| workload.arrange(one, &limits[one]));
        let milliseconds = |seconds: f64| (seconds + demand.wait) * 1e3;
        Self {
            workers: workers(constants, inputs, &times, &limits),
            p99: PerAlternative::from_fn(|one| latency(&demand, &present[one], milliseconds)),
            present: PerAlternative::from_fn(|one| {
                let Arrangement { pools, size, .. } = &present[one];
                let utilisation = pools.peak_utilisation(&size.workers);
                pools.p99_at(&demand, &size.workers, 1.0).map(|p99| (utilisation, milliseconds(p99)))
            }),
        }
    }
}

fn workers(
    constants: &Constants,
    inputs: &Inputs,
    times: &PerRuntime<ServiceTimes>,
    limits: &PerAlternative<LoopLimit>,
) -> PerAlternative<Points> {
    let (low, high) = traffic_range(inputs);
    PerAlternative::from_fn(|alternative: Alternative| {
        (0..=TRAFFIC_POINTS)
            .map(|point| {
                let rps = low * (high / low).powf(f64::from(point) / f64::from(TRAFFIC_POINTS));
                let demand = Demand::read(&inputs.clone().with(RPS, rps));
                let workload = Workload { constants, demand: &demand, times };
                let size = workload.arrange(alternative, &limits[alternative]).size;
                (rps, size.workers.total() as f64)
            })
            .collect()
    })
}

/// The same workers under more and less load.
fn latency(demand: &Demand, present: &Arrangement<'_>, milliseconds: impl Fn(f64) -> f64) -> Points {
    let utilisation = present.pools.peak_utilisation(&present.size.workers);
    (1..UTILISATION_POINTS)
        .filter_map(|point| {
            let target = f64::from(point) / f64::from(UTILISATION_POINTS);
            let p99 = present.pools.p99_at(demand, &present.size.workers, target / utilisation)?;
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

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same computation gives the same number")]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn curves(sets: &[&str]) -> (Curves, crate::model::Outlook) {
        let outlook = fixture::outlook(sets);
        (Curves::of(&fixture::facts(), &outlook.inputs), outlook)
    }

    #[test]
    fn the_curves_pass_through_the_plan() {
        for sets in [
            &[][..],
            &["work.heavy_percent=0.05", "work.cpu_ms=50"],
            &["work.heavy_percent=20", "work.wait_ms=5", "plan.zones=3", "plan.spare=2"],
            &["traffic.rps=1"],
            &["traffic.rps=50", "work.heavy_percent=100"],
        ] {
            let (curves, outlook) = curves(sets);
            let rps = outlook.inputs[RPS];
            for (alternative, points) in curves.workers.iter() {
                let plan = &outlook.assessments[alternative].plan;
                // The axis is symmetric around the load where the range allows; rounding moves its middle a little.
                let nearest = points.iter().find(|(x, _)| (x / rps - 1.0).abs() < 1e-9).unwrap();
                assert!((nearest.1 - plan.planned as f64).abs() <= 1.0, "{sets:?} {alternative:?}");
                let (utilisation, p99) = curves.present[alternative].unwrap();
                assert_eq!(utilisation, plan.peak_utilisation(), "{sets:?} {alternative:?}");
                assert!((p99 - plan.p99.unwrap() * 1e3).abs() <= 1e-9 * p99, "{sets:?} {alternative:?}");
            }
        }
    }

    #[test]
    fn busier_workers_answer_later() {
        let heavy_alone = ["traffic.rps=50", "work.heavy_percent=100"];
        for sets in [&[][..], &["work.heavy_percent=0.5", "work.cpu_ms=20"], &heavy_alone] {
            let (curves, _) = curves(sets);
            for (alternative, points) in curves.p99.iter() {
                assert!(points.len() > 5, "{alternative:?}");
                for pair in points.windows(2) {
                    assert!(pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1 * (1.0 + 1e-9), "{pair:?}");
                }
            }
        }
    }
}
