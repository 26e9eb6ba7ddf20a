//! The simulator against the simulations and closed forms of others.

use runtime_explorer::model::PerRuntime;
use runtime_explorer::model::simulator::{
    Assignment, Costs, Extent, Model, Nanoseconds, Setting, Summary, Variation, simulate,
};
use serde_json::Value;

use super::case::{cases, number, read};

const REQUESTS: u32 = 4_000_000;

/// Loops or servers with nothing else in their way.
fn setting(servers: u64, rate: f64, variation: Variation, assignment: Assignment, costs: Costs) -> Setting {
    Setting {
        rate,
        heavy_share: 0.0,
        variation,
        costs: PerRuntime::from_fn(|_| costs),
        free_threaded_factor: 1.0,
        upstream: 0,
        cores: u32::try_from(servers).unwrap(),
        workers: 0,
        threads: 0,
        queue_cap: u64::MAX,
        timeout: Nanoseconds::MAX,
        assignment,
        handover: 0,
        slice: 1,
        goroutine_slice: 1,
        lock_interval: 1,
        lock_takes: 1,
    }
}

fn run(setting: &Setting, requests: u32) -> Summary {
    let extent = Extent { seed: 1, requests, warm_up_percent: 5, window: 0..0 };
    simulate(Model::NodeCluster, setting, &extent).summary
}

fn nanoseconds(seconds: f64) -> Nanoseconds {
    (seconds * 1e9).round() as Nanoseconds
}

/// Within 2 % or four standard errors of the difference, whichever is more.
fn agrees(actual: Nanoseconds, own_error: f64, expected: f64, error: f64, what: &str) -> Option<String> {
    let actual = actual as f64 / 1e9;
    let tolerance = (0.02 * expected).max(4.0 * error.hypot(own_error));
    ((actual - expected).abs() > tolerance)
        .then(|| format!("{what}: {actual} is not {expected} ± {tolerance}"))
}

#[test]
fn assignments_wait_as_long_as_others_simulated() {
    let assignments = [
        ("random_split", Assignment::Random),
        ("round_robin", Assignment::RoundRobin),
        ("shared_fcfs", Assignment::Shared),
        ("p2c_inflight", Assignment::PowerOfTwo),
        ("jsq_inflight", Assignment::LeastConnections),
    ];
    let file = read(include_str!("mg1_twopoint.json"));
    let mut compared = 0;
    let mut wrong = Vec::new();
    for case in cases(&file, "cases") {
        let input = |key: &str| number(&case["inputs"][key]);
        let (light, heavy) = (nanoseconds(input("light_service_s")), nanoseconds(input("heavy_service_s")));
        for (name, assignment) in assignments {
            let expected = &case["outputs"]["simulated"][name];
            let Value::Object(expected) = expected else { continue };
            let costs = Costs { light, heavy: heavy - light, native: 0 };
            let servers = case["inputs"]["workers"].as_u64().unwrap();
            let rate = input("lambda_total_per_s");
            let plain = setting(servers, rate, Variation::None, assignment, costs);
            let setting = Setting { heavy_share: input("heavy_fraction"), ..plain };
            let summary = run(&setting, REQUESTS);
            let own_error = summary.p99_error.unwrap() / 1e9;
            for (quantile, actual) in [
                ("wait_p99_s", summary.lag.p99),
                ("response_p50_s", summary.response.p50),
                ("response_p99_s", summary.response.p99),
                ("light_request_p99_s", summary.light.p99),
            ] {
                let (value, error) = (&expected[quantile]["value"], &expected[quantile]["stderr"]);
                let what = format!("{} {name} {quantile}", case["id"]);
                wrong.extend(agrees(actual, own_error, number(value), number(error), &what));
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 4 * (9 * 5 + 3));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn one_queue_waits_as_erlang_says() {
    let file = read(include_str!("erlang_mmc.json"));
    let mut compared = 0;
    let (mut wrong, mut too_slow) = (Vec::new(), Vec::new());
    for case in cases(&file, "cases") {
        let (inputs, outputs) = (&case["inputs"], &case["outputs"]);
        let servers = inputs["servers"].as_u64().unwrap();
        let (rate, mu) = (number(&inputs["lambda_per_s"]), number(&inputs["mu_per_s"]));
        if servers > 64 || outputs["stable"] == false {
            continue;
        }
        // The queue forgets in about 1/(cμ(1 − √ρ)²): a run must be many times as long to say anything.
        let forgets = (mu * servers as f64 * (1.0 - number(&outputs["rho"]).sqrt()).powi(2)).recip();
        if f64::from(REQUESTS) / rate < 100.0 * forgets {
            too_slow.push(case["id"].as_str().unwrap());
            continue;
        }
        let costs = Costs { light: nanoseconds(1.0 / mu), heavy: 0, native: 0 };
        let setting = setting(servers, rate, Variation::Exponential, Assignment::Shared, costs);
        let summary = run(&setting, REQUESTS);
        let expected = number(&outputs["response_quantile_s"]["0.99"]);
        let own_error = summary.p99_error.unwrap() / 1e9;
        wrong.extend(agrees(summary.response.p99, own_error, expected, 0.0, &case["id"].to_string()));
        compared += 1;
    }
    assert!(compared >= 10, "{compared}");
    assert_eq!(too_slow, ["mmc-s-02"], "at 99.9 % utilisation");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
