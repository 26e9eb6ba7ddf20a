//! Service times, flip points, Little's law, cost, break-even, and chances of being best.

use runtime_explorer::catalog::lint::{implied_mean_seconds, is_consistent};
use runtime_explorer::model::capacity::demand::ServiceTimes;
use runtime_explorer::model::cost::{Prices, WorkerSize, break_even_hours, usd_per_month};
use runtime_explorer::model::draws::{Weights, normal_quantile, point};
use runtime_explorer::model::ranking::score;
use runtime_explorer::model::service::{framework_time, native_share_to_draw_level, work_factor};
use serde_json::Value;

use super::case::{cases, close, number, read};

/// Runs `check` on the id, inputs and outputs of every case of a section.
fn section(name: &str, count: usize, check: impl Fn(&str, &dyn Fn(&str) -> f64, &Value)) {
    let file = read(include_str!("misc.json"));
    let cases = cases(&file["sections"], name);
    assert_eq!(cases.len(), count, "{name}");
    for case in cases {
        let input = |key: &str| number(&case["inputs"][key]);
        check(case["id"].as_str().unwrap(), &input, &case["outputs"]);
    }
}

#[test]
fn service_times() {
    section("service", 12, |id, input, outputs| {
        let core_rps = input("benchmark_rps_per_core");
        let framework = framework_time(core_rps);
        let factor = input("compute_multiplier");
        let work = work_factor(factor, input("native_share"), input("native_cost_multiplier"));
        let times = ServiceTimes { core_rps, framework, heavy: input("cpu_work_ms") / 1e3 * work };
        let service = times.mean(1.0);
        close(factor, &outputs["compute_multiplier"], 1e-12, id);
        close(framework * 1e3, &outputs["framework_ms"], 1e-12, id);
        close(service * 1e3, &outputs["service_ms"], 1e-12, id);
        close(service.recip(), &outputs["capacity_rps_per_core"], 1e-12, id);
    });
}

#[test]
fn flip_points_of_the_native_share() {
    section("flip", 7, |id, input, outputs| {
        // The cases name no frameworks; the figures are those of the service cases.
        let gap = framework_time(1_185.0) - framework_time(9_340.0);
        let (factor, native) = (input("python_compute_multiplier"), input("native_cost_multiplier"));
        let share = native_share_to_draw_level(factor, native, gap, input("cpu_work_ms_node") / 1e3).unwrap();
        close(share, &outputs["native_share_flip_python_eq_node"], 1e-10, id);
        assert_eq!((0.0..=1.0).contains(&share), outputs["feasible_0_to_1"].as_bool().unwrap(), "{id}");
    });
}

#[test]
fn littles_law() {
    section("little", 6, |id, input, outputs| {
        let (concurrency, rps, stated) = (input("concurrency"), input("rps"), input("median_ms") / 1e3);
        let mean = implied_mean_seconds(concurrency, rps).unwrap();
        close(mean * 1e3, &outputs["mean_latency_ms_by_littles_law"], 1e-12, id);
        close(mean / stated, &outputs["mean_over_median"], 1e-12, id);
        // The other way round: with so many requests under way the median would be the mean.
        let under_way = outputs["implied_concurrency_if_mean_equals_median"].as_f64().unwrap();
        let median = implied_mean_seconds(under_way, rps).unwrap();
        assert!((median / stated - 1.0).abs() <= 1e-12, "{id}: {median} for {stated}");
        assert_eq!(
            is_consistent(stated, mean),
            outputs["consistent_within_factor_2"].as_bool().unwrap(),
            "{id}"
        );
    });
}

fn prices(input: &dyn Fn(&str) -> f64) -> Prices {
    Prices { core_hour_usd: input("usd_per_vcpu_hour"), gb_hour_usd: input("usd_per_gb_hour") }
}

#[test]
fn cost_of_a_plan() {
    section("cost", 6, |id, input, outputs| {
        let size =
            WorkerSize { cores: input("vcpu_per_instance"), memory_gb: input("memory_gb_per_instance") };
        let usd = usd_per_month(input("instances") as u64, size, prices(input), input("hours_per_month"));
        close(usd, &outputs["usd_per_month"], 1e-12, id);
        let hours = break_even_hours(usd, input("wage_usd_per_hour"), input("wage_load_factor")).unwrap();
        close(hours, &outputs["equivalent_engineer_hours_per_month"], 1e-12, id);
    });
}

#[test]
fn break_even_between_two_plans() {
    section("breakeven", 4, |id, input, outputs| {
        let usd = |instances: &str, memory: &str| {
            let size = WorkerSize { cores: input("vcpu_per_instance"), memory_gb: input(memory) };
            usd_per_month(input(instances) as u64, size, prices(input), input("hours_per_month"))
        };
        let extra = usd("instances_b", "memory_gb_b") - usd("instances_a", "memory_gb_a");
        close(extra, &outputs["extra_usd_per_month_b_minus_a"], 1e-12, id);
        let hours = break_even_hours(extra, input("wage_usd_per_hour"), input("wage_load_factor")).unwrap();
        close(hours, &outputs["break_even_hours_saved_per_month"], 1e-12, id);
    });
}

/// Draws of the program's own sequence; the file allows 0.01 of them.
const DRAWS: u32 = 4_096;

/// The share of draws in which something holds.
fn chance<const N: usize>(holds: impl Fn([f64; N]) -> bool) -> f64 {
    let won = (0..DRAWS).filter(|index| holds(point::<N>(*index))).count();
    won as f64 / f64::from(DRAWS)
}

#[test]
fn chances_of_the_greater_of_two_lognormals() {
    section("lognormal_best", 4, |id, input, outputs| {
        let drawn =
            |median: &str, sigma: &str, p: f64| input(median) * (input(sigma) * normal_quantile(p)).exp();
        let p = chance(|[a, b]: [f64; 2]| {
            drawn("median_a", "sigma_ln_a", a) > drawn("median_b", "sigma_ln_b", b)
        });
        let expected = outputs["p_a_greater_b"].as_f64().unwrap();
        assert!((p - expected).abs() <= 0.01, "{id}: {p} for {expected}");
    });
}

#[test]
fn chances_of_the_better_of_two_under_drawn_weights() {
    let file = read(include_str!("misc.json"));
    let cases = cases(&file["sections"], "dirichlet_best");
    assert_eq!(cases.len(), 4);
    for case in cases {
        let pair = |key: &str| {
            let list = case["inputs"][key].as_array().unwrap();
            [number(&list[0]), number(&list[1])]
        };
        let alpha = pair("dirichlet_alpha");
        let concentration: f64 = alpha.iter().sum();
        let weights = Weights::around(alpha.map(|one| one / concentration), concentration);
        let (a, b) = (pair("values_a"), pair("values_b"));
        let p = chance(|coordinates: [f64; 2]| {
            let weights = weights.draw(coordinates);
            score(&weights, &a) > score(&weights, &b)
        });
        let expected = case["outputs"]["p_a_best"].as_f64().unwrap();
        assert!((p - expected).abs() <= 0.01, "{}: {p} for {expected}", case["id"]);
    }
}
