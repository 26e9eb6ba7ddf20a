//! What is simulated: the machine, the load, and what requests cost.

use super::Model;
use super::arrivals::{Nanoseconds, Variation};
use super::loops::Assignment;
use crate::catalog::{Unit, named};
use crate::model::alternative::PerRuntime;
use crate::model::capacity::demand::{Demand, ServiceTimes};
use crate::model::constants::Constants;
use crate::model::outlook::Outlook;
use crate::scenario::candidates::Candidate;
use crate::scenario::definitions::UnusableFact;
use crate::scenario::registry::{
    ASSIGNMENT, CONCURRENCY_RPS, CORES, CPU_MS, NATIVE_PERCENT, QUEUE_CAP, TIMEOUT_MS, WORKERS,
};

/// How runtimes and operating systems share cores and locks, by the figures that say so.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct SchedulingFigures {
    pub switch_interval_ms: f64,
    pub lock_takes: f64,
    pub thread_pool_extra: f64,
    pub thread_pool_cap: f64,
    /// Time that the interpreter without the lock adds, as a share of what the one with it takes.
    pub free_threaded_penalty: f64,
    pub preemption_ms: f64,
    pub slice_ms: f64,
}

impl SchedulingFigures {
    /// The ids of the figures.
    pub const FIGURES: [&str; 7] = [
        named::CONCURRENCY_PYTHON_SWITCH_INTERVAL_MS,
        named::JUDGEMENT_LOCK_TAKES,
        named::CONCURRENCY_PYTHON_THREAD_POOL_EXTRA,
        named::CONCURRENCY_PYTHON_THREAD_POOL_CAP,
        named::CONCURRENCY_PYTHON_FREE_THREADED_PENALTY_3_14,
        named::CONCURRENCY_GO_PREEMPTION_MS,
        named::CONCURRENCY_LINUX_SLICE_MS,
    ];

    /// Reads the figures; `figure` gives the value of one in the wanted unit.
    ///
    /// # Errors
    /// Those of `figure`, at the first one.
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        let [switch_interval, lock_takes, extra, cap, penalty, preemption, slice] = Self::FIGURES;
        Ok(Self {
            switch_interval_ms: figure(switch_interval, Unit::Milliseconds)?,
            lock_takes: figure(lock_takes, Unit::Count)?,
            thread_pool_extra: figure(extra, Unit::Threads)?,
            thread_pool_cap: figure(cap, Unit::Threads)?,
            free_threaded_penalty: figure(penalty, Unit::Share)?,
            preemption_ms: figure(preemption, Unit::Milliseconds)?,
            slice_ms: figure(slice, Unit::Milliseconds)?,
        })
    }
}

/// CPU times of requests on one runtime, means of their class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Costs {
    /// The part that every request has.
    pub light: Nanoseconds,
    /// What a heavy one has besides.
    pub heavy: Nanoseconds,
    /// The part of that which native code does, without the interpreter lock.
    pub native: Nanoseconds,
}

/// The machine and its load.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// Arrivals per second.
    pub rate: f64,
    /// Share of them that are heavy, 0..=1.
    pub heavy_share: f64,
    /// How CPU times differ within a class.
    pub variation: Variation,
    /// CPU times with the lock or without any.
    pub costs: PerRuntime<Costs>,
    /// How much longer everything takes in an interpreter without the lock, as a factor.
    pub free_threaded_factor: f64,
    /// Wait for others, after the CPU work of each request.
    pub upstream: Nanoseconds,
    /// Cores of the machine.
    pub cores: u32,
    /// Workers of a pool.
    pub workers: u32,
    /// Threads of an interpreter's default pool.
    pub threads: u32,
    /// How many may wait.
    pub queue_cap: u64,
    /// When whoever sent a request gives up, after its arrival.
    pub timeout: Nanoseconds,
    /// How requests are spread over several loops.
    pub assignment: Assignment,
    /// CPU time on the loop to hand a job to a worker, and as much to take its result back.
    pub handover: Nanoseconds,
    /// How long a thread runs on a core that others want, under the operating system.
    pub slice: Nanoseconds,
    /// The same of a goroutine.
    pub goroutine_slice: Nanoseconds,
    /// How long a thread waits for the interpreter lock before it asks for it.
    pub lock_interval: Nanoseconds,
    /// How often a loop lets go of the lock for each request.
    pub lock_takes: u32,
}

impl Setting {
    /// One machine of the recommended plan with its share of the load, unless the inputs name another load.
    ///
    /// CPU times are exponential where all requests are alike, as the capacity plan takes them, and have two values
    /// where some are heavy.
    pub fn of(constants: &Constants, outlook: &Outlook) -> Self {
        let inputs = &outlook.inputs;
        let demand = Demand::read(inputs);
        let times = ServiceTimes::read(constants, inputs);
        let figures = &constants.scheduling;
        let (cores, given) = (inputs[CORES], inputs[CONCURRENCY_RPS]);
        let planned = outlook.assessments[outlook.first()].plan.planned.max(1) as f64;
        let work = if demand.heavy_share > 0.0 { inputs[CPU_MS] / 1e3 } else { 0.0 };
        let costs = |candidate: &Candidate, times: &ServiceTimes| {
            let availability =
                constants.native_availability.get(candidate.runtime).copied().unwrap_or_default();
            Costs {
                light: nanoseconds(times.framework),
                heavy: nanoseconds(times.heavy),
                native: nanoseconds(
                    work * inputs.share(NATIVE_PERCENT) * availability * constants.native_cost,
                ),
            }
        };
        Self {
            rate: if given > 0.0 { given } else { demand.rate * (cores / planned).min(1.0) },
            heavy_share: demand.heavy_share,
            variation: if demand.is_one_class() { Variation::Exponential } else { Variation::None },
            costs: times.map(costs),
            free_threaded_factor: 1.0 + figures.free_threaded_penalty,
            upstream: nanoseconds(demand.wait),
            cores: cores as u32,
            workers: inputs[WORKERS] as u32,
            threads: (cores + figures.thread_pool_extra).min(figures.thread_pool_cap) as u32,
            queue_cap: inputs[QUEUE_CAP] as u64,
            timeout: milliseconds(inputs[TIMEOUT_MS]),
            assignment: Assignment::at(inputs.choice(ASSIGNMENT)),
            handover: nanoseconds(constants.boundary / 2.0),
            slice: milliseconds(figures.slice_ms),
            goroutine_slice: milliseconds(figures.preemption_ms),
            lock_interval: milliseconds(figures.switch_interval_ms),
            lock_takes: figures.lock_takes as u32,
        }
    }

    /// The time in which so many requests arrive on average; at least a nanosecond.
    pub fn time_of(&self, requests: u32) -> Nanoseconds {
        nanoseconds(f64::from(requests) / self.rate).max(1)
    }

    /// What requests cost under a model.
    pub(super) fn costs(&self, model: Model) -> Costs {
        let costs = *self.costs.of(model.alternative());
        if model != Model::FreeThreaded {
            return costs;
        }
        let slower = |time: Nanoseconds| (time as f64 * self.free_threaded_factor).round() as Nanoseconds;
        Costs { light: slower(costs.light), heavy: slower(costs.heavy), native: 0 }
    }
}

fn nanoseconds(seconds: f64) -> Nanoseconds {
    (seconds * 1e9).round() as Nanoseconds
}

fn milliseconds(time: f64) -> Nanoseconds {
    (time * 1e6).round() as Nanoseconds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    fn setting(sets: &[&str]) -> Setting {
        let outlook = fixture::outlook(sets);
        Setting::of(fixture::facts().constants(outlook.inputs.edition), &outlook)
    }

    #[test]
    fn a_machine_has_its_share_of_the_load_and_never_more_than_all_of_it() {
        // Three workers are planned for 10,000 requests a second.
        let rate = |sets: &[&str]| setting(sets).rate;
        assert!((rate(&["concurrency.cores=2"]) - 10_000.0 * 2.0 / 3.0).abs() < 1e-9);
        assert!((rate(&["concurrency.cores=8"]) - 10_000.0).abs() < 1e-9);
        assert!((rate(&["concurrency.cores=8", "concurrency.rps=123"]) - 123.0).abs() < 1e-12);
    }

    #[test]
    fn threads_follow_the_cores_up_to_their_cap_and_a_handover_is_half_of_the_boundary() {
        let facts = fixture::facts();
        let constants = facts.constants(crate::catalog::Edition::Audited);
        let figures = &constants.scheduling;
        let threads = |cores: &str| f64::from(setting(&[cores]).threads);
        assert!((threads("concurrency.cores=2") - (2.0 + figures.thread_pool_extra)).abs() < 1e-12);
        assert!((threads("concurrency.cores=64") - figures.thread_pool_cap).abs() < 1e-12);
        assert!(64.0 + figures.thread_pool_extra > figures.thread_pool_cap);
        assert_eq!(2 * setting(&[]).handover, nanoseconds(constants.boundary));
    }

    #[test]
    fn without_the_lock_everything_takes_longer_by_the_penalty_and_nothing_runs_beside_it() {
        let sets = ["work.heavy_percent=5", "work.cpu_ms=10", "work.native_percent=50"];
        let facts = fixture::facts();
        let outlook = fixture::outlook(&sets);
        let setting = Setting::of(facts.constants(outlook.inputs.edition), &outlook);
        let penalty = facts.catalog.figure(named::CONCURRENCY_PYTHON_FREE_THREADED_PENALTY_3_14).unwrap();
        let longer = 1.0 + penalty.value(outlook.inputs.edition);
        let (locked, free) = (setting.costs(Model::Asyncio), setting.costs(Model::FreeThreaded));
        for (free, locked) in [(free.light, locked.light), (free.heavy, locked.heavy)] {
            assert!((free as f64 - longer * locked as f64).abs() <= 1.0, "{free} and {locked}");
        }
        assert!(locked.native > 0 && free.native == 0);
    }
}
