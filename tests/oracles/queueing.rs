//! Waiting lines: M/M/c in 60-digit arithmetic, M/G/1 by its closed series in up to 400 digits.

use runtime_explorer::model::queueing::{Mmc, QueueError, TwoPointMg1, erlang_b, erlang_c};
use serde_json::Value;

use super::case::{cases, close, near, number, read};

#[test]
fn one_queue_agrees_with_sixty_digit_arithmetic() {
    let file = read(include_str!("erlang_mmc.json"));
    assert_eq!(cases(&file, "cases").len(), 34);
    for case in cases(&file, "cases") {
        let (id, inputs, outputs) = (case["id"].as_str().unwrap(), &case["inputs"], &case["outputs"]);
        let (lambda, mu) = (number(&inputs["lambda_per_s"]), number(&inputs["mu_per_s"]));
        let servers = inputs["servers"].as_u64().unwrap();
        let queue = Mmc::new(lambda, mu, servers);
        if outputs["stable"] == false {
            assert!(matches!(queue, Err(QueueError::Unstable { .. })), "{id}");
            continue;
        }
        let queue = queue.unwrap();
        let check = |actual: f64, expected: &Value, what: &str| {
            let what = format!("{id} {what}");
            if number(expected) == 0.0 {
                near(actual, expected, 1e-12, &what);
            } else {
                close(actual, expected, 1e-9, &what);
            }
        };
        check(queue.utilisation(), &outputs["rho"], "utilisation");
        check(erlang_b(servers, lambda / mu), &outputs["erlang_b"], "Erlang B");
        check(erlang_c(servers, lambda / mu), &outputs["erlang_c"], "Erlang C");
        check(queue.wait_probability(), &outputs["erlang_c"], "wait probability");
        check(queue.mean_wait(), &outputs["mean_wait_s"], "mean wait");
        check(queue.mean_response(), &outputs["mean_response_s"], "mean response");
        for (p, expected) in outputs["wait_quantile_s"].as_object().unwrap() {
            check(queue.wait_quantile(p.parse().unwrap()), expected, &format!("wait {p}"));
        }
        for (p, expected) in outputs["response_quantile_s"].as_object().unwrap() {
            check(queue.response_quantile(p.parse().unwrap()), expected, &format!("response {p}"));
        }
        check(queue.response_exceeds(0.05), &outputs["p_response_gt_50ms"], "P(response > 50 ms)");
        check(queue.wait_exceeds(0.05), &outputs["p_wait_gt_50ms"], "P(wait > 50 ms)");
    }
}

#[test]
fn event_loops_agree_with_the_exact_series() {
    let file = read(include_str!("mg1_twopoint.json"));
    assert_eq!(cases(&file, "cases").len(), 12);
    for case in cases(&file, "cases") {
        let (id, inputs, outputs) = (case["id"].as_str().unwrap(), &case["inputs"], &case["outputs"]);
        let input = |key: &str| number(&inputs[key]);
        let arrival_rate = input("lambda_total_per_s") / input("workers");
        let (light, heavy) = (input("light_service_s"), input("heavy_service_s"));
        let worker = TwoPointMg1::new(arrival_rate, light, heavy, input("heavy_fraction")).unwrap();
        close(worker.utilisation(), &outputs["rho"], 1e-12, id);
        close(worker.mean_wait(), &outputs["pollaczek_khinchine_mean_wait_s"], 1e-9, id);
        close(worker.mean_response(), &outputs["mean_response_s"], 1e-9, id);
        let exact = &outputs["exact_random_split"];
        let quantiles = [
            ("wait_p50_s", worker.wait_quantile(0.5)),
            ("wait_p90_s", worker.wait_quantile(0.9)),
            ("wait_p99_s (event-loop lag p99)", worker.wait_quantile(0.99)),
            ("response_p50_s", worker.response_quantile(0.5)),
            ("response_p90_s", worker.response_quantile(0.9)),
            ("response_p99_s", worker.response_quantile(0.99)),
            ("response_p999_s", worker.response_quantile(0.999)),
            ("light_request_p99_s", light + worker.wait_quantile(0.99)),
        ];
        for (name, actual) in quantiles {
            let expected = &exact[name];
            let gap = (actual - number(expected)).abs();
            assert!(gap <= 1e-3 * number(expected) + 1e-9, "{id} {name}: {actual} is not {expected}");
        }
        for (name, t) in [("p_wait_gt_50ms", 0.05), ("p_wait_gt_100ms", 0.1), ("p_wait_gt_200ms", 0.2)] {
            near(worker.wait_exceeds(t), &exact[name], 1e-4, &format!("{id} {name}"));
        }
    }
}
