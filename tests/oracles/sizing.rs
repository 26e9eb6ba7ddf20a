//! The least number of servers for an objective.

use runtime_explorer::model::queueing::Mmc;
use runtime_explorer::model::sizing::{least_servers_shared, least_servers_split};

use super::case::{cases, close, number, read};

#[test]
fn least_servers_are_exact() {
    let file = read(include_str!("sizing.json"));
    assert_eq!(cases(&file, "cases").len(), 16);
    for case in cases(&file, "cases") {
        let (id, inputs, outputs) = (case["id"].as_str().unwrap(), &case["inputs"], &case["outputs"]);
        let input = |key: &str| number(&inputs[key]);
        let (lambda, mu) = (input("lambda_per_s"), input("mu_per_s"));
        let (objective, p) = (input("objective_s"), input("quantile"));
        let shared = least_servers_shared(lambda, mu, objective, p);
        let split = least_servers_split(lambda, mu, objective, p);
        if outputs["feasible"] == false {
            assert_eq!((shared, split), (None, None), "{id}");
            continue;
        }
        assert_eq!(shared, outputs["shared_queue_least_c"].as_u64(), "{id} shared");
        assert_eq!(split, outputs["split_queues_least_c"].as_u64(), "{id} split");
        let quantile = |servers| Mmc::new(lambda, mu, servers).map(|queue| queue.response_quantile(p));
        close(quantile(shared.unwrap()).unwrap(), &outputs["quantile_at_c_s"], 1e-8, id);
        match (quantile(shared.unwrap() - 1), &outputs["quantile_at_c_minus_1_s"]) {
            (Err(_), serde_json::Value::Null) => {}
            (fewer, expected) => close(fewer.unwrap(), expected, 1e-8, id),
        }
    }
}
