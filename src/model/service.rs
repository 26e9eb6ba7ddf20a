//! How long a request occupies one core.
//!
//! Times in seconds. CPU work is measured in seconds of the reference runtime (Node.js); a factor says how many
//! times as long another runtime takes for it.

/// Seconds of one core per request of a framework that saturates the core at `core_rps` requests per second, by
/// the utilisation law.
pub fn framework_time(core_rps: f64) -> f64 {
    core_rps.recip()
}

/// Factor on CPU work whose share `native_share` (0..=1) runs in native libraries: Amdahl's form,
/// (1 − ν)·m + ν·n.
///
/// `factor` is the runtime's own m, `native_cost` that of native code n, both relative to the reference runtime.
pub fn work_factor(factor: f64, native_share: f64, native_cost: f64) -> f64 {
    (1.0 - native_share) * factor + native_share * native_cost
}

/// The share of native work at which a runtime takes as long per request as the reference runtime without any:
/// (m − 1 + Δt₀/w)/(m − n), where `framework_gap` Δt₀ is how much longer its framework takes and `work` w the
/// CPU work.
///
/// Above 1 it is out of reach; at most 0, the runtime is level from the start. `None` where native work brings it no
/// nearer: there is none, or native code is no faster than the runtime itself, m ≤ n.
pub fn native_share_to_draw_level(
    factor: f64,
    native_cost: f64,
    framework_gap: f64,
    work: f64,
) -> Option<f64> {
    let (behind, gained) = (factor - 1.0 + framework_gap / work, factor - native_cost);
    if behind <= 0.0 && gained <= 0.0 {
        return Some(0.0);
    }
    let share = behind / gained;
    (gained > 0.0 && share.is_finite()).then_some(share)
}

/// The CPU work in seconds from which a runtime with the slower framework but the faster core overtakes the
/// reference runtime: Δt₀/(1 − m). `None` when its core is not faster; 0 when its framework is not slower.
pub fn work_to_overtake(framework_gap: f64, factor: f64) -> Option<f64> {
    (factor < 1.0).then(|| (framework_gap / (1.0 - factor)).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_level_share_both_take_equally_long() {
        let (node, python) = (framework_time(9_340.0), framework_time(1_185.0));
        let (work, factor, native_cost) = (0.01, 39.0, 0.306);
        let share = native_share_to_draw_level(factor, native_cost, python - node, work).unwrap();
        let level = python + work * work_factor(factor, share, native_cost);
        assert!((level / (node + work) - 1.0).abs() < 1e-12);
        assert_eq!(native_share_to_draw_level(factor, native_cost, python - node, 0.0), None);
        assert_eq!(native_share_to_draw_level(2.0, 2.0, 0.001, 0.01), None);
        // Faster than native code: level from the start, or with no share of it.
        assert_eq!(native_share_to_draw_level(0.3, 0.306, 0.000_7, 1.0), Some(0.0));
        assert_eq!(native_share_to_draw_level(0.3, 0.306, 10.0, 1.0), None);
    }

    #[test]
    fn go_overtakes_node_at_a_quarter_of_a_millisecond() {
        let gap = framework_time(3_546.0) - framework_time(9_340.0);
        let work = work_to_overtake(gap, 1.00 / 3.27).unwrap();
        assert!((work - 0.000_252).abs() < 1e-6);
        assert_eq!(work_to_overtake(gap, 1.0), None);
        assert_eq!(work_to_overtake(-gap, 0.5), Some(0.0));
    }
}
