//! Which inputs go into a plan, for all that say where its numbers come from.

use super::demand::Method;
use crate::model::alternative::{Alternative, Execution};
use crate::scenario::Inputs;
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    CPU_MS, CPU_PERCENT, HEAVY_PERCENT, NATIVE_PERCENT, P99_MS, PLAN_INSTANCES, PLAN_METHOD, PLAN_SPARE,
    PLAN_ZONES, RPS, SAFETY_PERCENT, WAIT_MS,
};

/// The inputs that say what an alternative's workers have to do. While no request is heavy, nothing else that is
/// said of heavy ones counts.
pub fn of_work(inputs: &Inputs, alternative: Alternative) -> Vec<Key> {
    let mut keys = vec![RPS];
    keys.extend(alternative.candidates().map(|candidate| candidate.baseline));
    keys.push(HEAVY_PERCENT);
    if inputs[HEAVY_PERCENT] > 0.0 {
        keys.extend([CPU_MS, NATIVE_PERCENT]);
        keys.extend(alternative.candidates().filter_map(|candidate| candidate.factor));
        // Whether they do heavy work themselves, or leave it to a pool of its own.
        if alternative.execution() == Execution::EventLoops {
            keys.extend([P99_MS, WAIT_MS]);
        }
    }
    keys
}

/// The inputs that a number of workers is counted from: those of their work and of how many they are, each once.
pub fn of_plan(inputs: &Inputs, alternative: Alternative) -> Vec<Key> {
    let mut keys = of_work(inputs, alternative);
    for key in of_size(inputs) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// The inputs that say, beside the [work](of_work), how many workers a plan has.
pub fn of_size(inputs: &Inputs) -> Vec<Key> {
    let by_method: &[Key] = match Method::at(inputs[PLAN_METHOD] as usize) {
        Method::Strictest => &[SAFETY_PERCENT, CPU_PERCENT, P99_MS, WAIT_MS],
        Method::Article | Method::Load => &[SAFETY_PERCENT],
        Method::Cpu => &[CPU_PERCENT],
        Method::P99 => &[P99_MS, WAIT_MS],
        Method::Fixed => return vec![PLAN_METHOD, PLAN_INSTANCES],
    };
    [&[PLAN_METHOD], by_method, &[PLAN_SPARE, PLAN_ZONES]].concat()
}
