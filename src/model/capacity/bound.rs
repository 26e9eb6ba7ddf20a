//! How good a plan can be at all, without making one.

use super::pools::{Pools, Queue};
use super::{Bill, Rates, Workload};
use crate::model::alternative::{Alternative, Execution};
use crate::model::criteria::Outcome;

impl Workload<'_> {
    /// What no plan for an alternative can better: as few workers as its load alone asks for, and nobody who waits.
    pub fn at_best(self, rates: &Rates, alternative: Alternative) -> Outcome {
        let Self { constants, demand, times } = self;
        let own = times.of(alternative);
        let pools = match alternative.execution() {
            Execution::TwoServices => self.two_services(alternative),
            // Two pools have no fewer workers than one that does the work of both.
            Execution::EventLoops | Execution::Preemption => {
                Pools::One { queue: Queue::Shared, load: own.mean_load(demand) }
            }
        };
        let usd_month = Bill::of(constants, rates, alternative, &pools.least_workers(demand)).usd();
        Outcome { p99: Some(own.framework + demand.wait), usd_month, feasible: true }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::model::capacity::demand::{Demand, ServiceTimes};
    use crate::model::{Facts, fixture};
    use crate::scenario::Inputs;
    use crate::scenario::parameter::Key;
    use crate::scenario::registry::{
        self, CPU_MS, CPU_PERCENT, HEAVY_PERCENT, NATIVE_PERCENT, P99_MS, PLAN_INSTANCES, PLAN_METHOD,
        PLAN_SPARE, PLAN_ZONES, RPS, SAFETY_PERCENT, WAIT_MS,
    };

    static FACTS: LazyLock<Facts> = LazyLock::new(fixture::facts);

    /// What sizes hang on, besides the share of heavy requests and the method.
    const NUMBERS: [Key; 10] = [
        RPS,
        CPU_MS,
        NATIVE_PERCENT,
        P99_MS,
        WAIT_MS,
        SAFETY_PERCENT,
        CPU_PERCENT,
        PLAN_INSTANCES,
        PLAN_SPARE,
        PLAN_ZONES,
    ];

    proptest! {
        #[test]
        fn no_plan_betters_the_best(
            fractions in proptest::array::uniform10(0.0..=1.0),
            heavy in prop_oneof![Just(0.0), 0.0..2.0, 2.0..100.0, Just(100.0)],
            method in 0..6_u8,
        ) {
            let usual = Inputs::resolve(&FACTS.definitions, &fixture::scenario(&FACTS, &[]));
            let usual = usual.with(HEAVY_PERCENT, heavy).with(PLAN_METHOD, f64::from(method));
            let inputs = &NUMBERS.into_iter().zip(fractions).fold(usual, |inputs, (key, fraction)| {
                inputs.with(key, registry::get(key).at_fraction(fraction))
            });
            let constants = FACTS.constants(inputs.edition);
            let (demand, times) = (Demand::read(inputs), ServiceTimes::read(constants, inputs));
            let workload = Workload { constants, demand: &demand, times: &times };
            for one in Alternative::ALL {
                let best = workload.at_best(&Rates::read(inputs), one);
                let plan = workload.plan(inputs, one).outcome();
                // Sums in another order differ in their last digit; `Contest::first` allows for it too.
                let reaches = |bound: f64, value: f64| bound <= value * (1.0 + 1e-12);
                prop_assert!(reaches(best.usd_month, plan.usd_month), "{one:?}: {best:?} {plan:?}");
                let p99 = plan.p99.unwrap_or(f64::INFINITY);
                prop_assert!(reaches(best.p99.unwrap(), p99), "{one:?}: {best:?} {plan:?}");
            }
        }
    }
}
