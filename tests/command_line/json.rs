//! `report --format json`: the names and numbers that scripts rely on.

use serde_json::Value;

use crate::{json, keys, printed};

#[test]
fn the_json_says_what_the_recommendation_rests_on() {
    let text = printed(&["report", "--format", "json", "--as-of", "2026-11-22"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["recommendation"]["confidence"], "likely");
    assert_eq!(report["recommendation"]["draws"], 16_384);
    let shares: Vec<f64> =
        report["options"].as_array().unwrap().iter().map(|one| one["p_best"].as_f64().unwrap()).collect();
    assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    assert_eq!(report["recommendation"]["p_best"], shares[0]);
    let flips = report["flip_points"].as_array().unwrap();
    assert_eq!(
        keys(&flips[0]),
        ["at", "contested", "direction", "distance", "feasible", "from", "input", "to"]
    );
    assert!(flips.iter().all(|flip| flip["from"] != flip["to"]));
    assert!(flips.iter().any(|flip| flip["input"] == "traffic.rps" && flip["direction"] == "up"));
    let bars = report["tornado"].as_array().unwrap();
    assert!(bars.iter().all(|bar| bar["score_low"].is_number() && bar["winner_high"].is_string()));
    assert!(bars.iter().any(|bar| bar["input"] == "judgement.native_cost"));
}

#[test]
fn the_json_tells_how_every_way_of_running_fares() {
    let blocked = ["work.heavy_percent=1", "work.cpu_ms=100", "concurrency.rps=20"];
    let mut arguments = vec!["report", "--format", "json", "--as-of", "2026-11-22"];
    arguments.extend(blocked.iter().flat_map(|assignment| ["--set", *assignment]));
    let report: Value = serde_json::from_str(&printed(&arguments)).unwrap();
    let machine = &report["concurrency"];
    assert_eq!(machine["arrivals_rps"], 20.0);
    assert_eq!(machine["requests"], 65_577, "as many as came");
    // 0.0038 / 100 * 100 is no 0.0038.
    assert_eq!(json(&["--set", "work.heavy_percent=0.0038"])["concurrency"]["heavy_percent"], 0.0038);
    let models = machine["models"].as_array().unwrap();
    let ids: Vec<&str> = models.iter().map(|model| model["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "node-event-loop",
            "node-workers",
            "node-cluster",
            "asyncio",
            "asyncio-threads",
            "process-pool",
            "uvicorn-workers",
            "free-threaded",
            "go"
        ]
    );
    for key in
        ["throughput_rps", "p50_ms", "p99_ms", "light_p99_ms", "max_ms", "lag_p99_ms", "timeouts", "rejected"]
    {
        assert!(models.iter().all(|model| model[key].is_number()), "{key}");
    }
    assert_eq!(models[0]["red_lines"], serde_json::json!(["block-50ms", "sync-100ms"]));
    assert_eq!(models[1]["red_lines"], serde_json::json!([]));
    // (1 - .99)(1 - 3,333/9,340)/(.1 - .05) for loops of a plan of three: fewer requests each, a larger budget.
    let budget = machine["blocking_budget_per_second"].as_f64().unwrap();
    assert!((0.12..0.2).contains(&budget), "{budget}");
    // Two numbers that must agree: the simulation and its formula.
    let (simulated, formula) = (&models[0]["p99_ms"], &models[0]["formula_p99_ms"]);
    let error = models[0]["p99_error_ms"].as_f64().unwrap();
    let apart = (simulated.as_f64().unwrap() - formula.as_f64().unwrap()).abs();
    assert!(apart < 4.0 * error, "{simulated} {formula} ± {error}");
}

#[test]
fn the_json_has_the_keys_that_scripts_rely_on_in_their_order() {
    let text = printed(&["report", "--format", "json", "--as-of", "2026-11-22"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    // The parser sorts keys; their order is seen in the text.
    let order: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  \"").and_then(|line| line.split('"').next()))
        .collect();
    assert_eq!(
        order,
        [
            "schema",
            "version",
            "edition",
            "as_of",
            "scenario",
            "recommendation",
            "options",
            "flip_points",
            "tornado",
            "ratios",
            "lint",
            "concurrency",
            "releases",
            "hiring",
            "checklist",
            "execution_plan",
            "guardrails",
            "provenance",
            "baselines",
            "frameworks",
            "deployment"
        ]
    );
    assert_eq!(report["schema"], 1);
    assert_eq!(report["edition"], "audited");
    assert_eq!(report["as_of"], "2026-11-22");
    assert_eq!(report["scenario"]["name"], "saas-backend");
    let inputs = report["scenario"]["inputs"].as_object().unwrap();
    assert_eq!(inputs.len(), runtime_explorer::scenario::registry::COUNT);
    assert_eq!(inputs["traffic.rps"], 10_000.0);
    assert_eq!(inputs["baseline.set"], "sharkbench-2025");
    assert_eq!(inputs["calendar.as_of"], "2026-11-22");
    assert_eq!(report["recommendation"]["option"], "node");
    assert_eq!(report["recommendation"]["framework"], "fastify");
    assert_eq!(report["recommendation"]["close_call"], false);
    assert_eq!(report["recommendation"]["order"], serde_json::json!(["node", "hybrid", "python", "go"]));
    let reasons = report["recommendation"]["reasons"].as_array().unwrap();
    assert!(reasons[0].as_str().unwrap().starts_with("Node.js leads Hybrid by 3.6 points"));
    assert_eq!(report["recommendation"]["method_sensitive"], false);
    let methods = &report["recommendation"]["methods"];
    assert_eq!(keys(methods), ["min-max", "topsis", "weighted-sum"]);
    assert_eq!(methods["weighted-sum"], report["recommendation"]["order"]);

    let options = report["options"].as_array().unwrap();
    let planned: Vec<&Value> = options.iter().map(|option| &option["capacity"]["planned"]).collect();
    assert_eq!(planned, [3, 3, 14, 5]);
    let ranks: Vec<&Value> = options.iter().map(|option| &option["rank"]).collect();
    assert_eq!(ranks, [1, 2, 3, 4]);
    let by_method = serde_json::json!({
        "baseline": 2, "article": 3, "load": 2, "derated": 3, "cpu": 2, "p99": 2
    });
    assert_eq!(options[0]["capacity"]["by_method"], by_method);
    assert_eq!(options[0]["capacity"]["heavy_p99_ms"], Value::Null);
    assert_eq!(options[0]["criteria"].as_array().unwrap().len(), 10);
    let sum = |field: &str| -> f64 {
        options[0]["criteria"].as_array().unwrap().iter().map(|one| one[field].as_f64().unwrap()).sum()
    };
    assert!((sum("weight") - 1.0).abs() < 1e-12);
    assert!((sum("contribution") - options[0]["score"].as_f64().unwrap()).abs() < 1e-9);

    assert_eq!(report["lint"][0]["rule"], "littles-law");
    assert_eq!(report["releases"]["run"]["node"]["line"], "26");
    assert_eq!(report["hiring"]["options"].as_array().unwrap().len(), 4);
    let rules = report["checklist"].as_array().unwrap();
    assert_eq!(rules.len(), 15);
    let realtime = rules.iter().find(|rule| rule["id"] == "realtime-io").unwrap();
    assert_eq!(keys(realtime), ["condition", "fires", "id", "value", "verdict"]);
    assert_eq!((&realtime["verdict"], &realtime["fires"]), (&"node".into(), &true.into()));
    assert!(realtime["value"].as_str().unwrap().contains("p99 target 50 ms"), "{realtime}");
    assert_eq!(report["execution_plan"]["steps"][0]["due"], "2026-11-25");
    let cited = report["provenance"].as_array().unwrap();
    let fastify = cited.iter().find(|one| one["figure"] == "web.fastify.rps").unwrap();
    assert_eq!(fastify["value"], 9340.0);
    assert_eq!(
        keys(fastify),
        ["article", "confidence", "figure", "published", "source", "unit", "url", "value"]
    );
    for figure in [
        "price.core_hour_usd",
        "judgement.data.hybrid",
        "anchor.cost.worst_usd",
        "rhythm.go.every_months",
        "judgement.checklist.data_percent",
        "plan.service_usd",
    ] {
        assert!(cited.iter().any(|one| one["figure"] == figure), "{figure}");
    }
}

#[test]
fn a_figure_that_was_replaced_is_not_cited() {
    let report = json(&["--set", "baseline.node_rps=20000", "--set", "price.core_hour_usd=0.05"]);
    let cited = |id: &str| report["provenance"].as_array().unwrap().iter().any(|one| one["figure"] == id);
    assert!(!cited("web.fastify.rps") && !cited("price.core_hour_usd"));
    assert!(cited("web.fastapi.rps") && cited("price.gb_hour_usd"));
}

#[test]
fn what_is_impossible_is_null() {
    let report = json(&[
        "--set",
        "work.heavy_percent=100",
        "--set",
        "work.cpu_ms=5000",
        "--set",
        "plan.method=fixed",
        "--set",
        "plan.instances=1",
        "--set",
        "traffic.safety_percent=100",
    ]);
    let node = report["options"].as_array().unwrap().iter().find(|one| one["id"] == "node").unwrap();
    assert_eq!(node["capacity"]["p99_ms"], Value::Null);
    assert_eq!(node["capacity"]["by_method"]["derated"], Value::Null);
    assert_eq!(node["feasible"], false);
    assert_eq!(node["violations"][0]["id"], "objective.p99_ms");
    assert_eq!(node["violations"][0]["value"], Value::Null);
    assert_eq!(node["violations"][0]["bound"], 50.0);
    assert_eq!(node["violations"][0]["mend"], Value::Null);
    // All requests are heavy: no light one was quick.
    let models = report["concurrency"]["models"].as_array().unwrap();
    assert!(models.iter().all(|model| model["light_p99_ms"].is_null()));
}

#[test]
fn a_broken_limit_comes_with_the_least_change_that_mends_it() {
    let report = json(&["--set", "objective.budget_usd=420"]);
    let python = report["options"].as_array().unwrap().iter().find(|one| one["id"] == "python").unwrap();
    let mend = &python["violations"][0]["mend"];
    let mended = json(&["--set", "objective.budget_usd=430"]);
    let python = mended["options"].as_array().unwrap().iter().find(|one| one["id"] == "python").unwrap();
    assert_eq!(python["feasible"], true);
    let plan = &python["capacity"];
    assert_eq!(
        *mend,
        serde_json::json!({
            "input": "objective.budget_usd", "from": 420.0, "to": 430.0,
            "workers": plan["planned"], "usd_month": plan["infra_usd"],
        })
    );
    // Another option fits as it is.
    assert_eq!(report["recommendation"]["feasible"], true);
    assert_eq!(report["recommendation"]["smallest_fix"], Value::Null);
}

#[test]
fn where_no_option_fits_the_recommendation_says_so_and_what_would_help() {
    let report = json(&["--set", "objective.budget_usd=50"]);
    let recommendation = &report["recommendation"];
    assert_eq!(recommendation["feasible"], false);
    assert!(recommendation["p_none_feasible"].as_f64().unwrap() > 0.5);
    assert_eq!(
        recommendation["smallest_fix"],
        serde_json::json!({
            "option": "node", "input": "objective.budget_usd", "from": 50.0, "to": 92.0,
            "workers": 3, "usd_month": report["options"][0]["capacity"]["infra_usd"],
        })
    );
    let mended = json(&["--set", "objective.budget_usd=92"]);
    assert_eq!(mended["recommendation"]["feasible"], true);
}

#[test]
fn what_each_framework_and_each_target_comes_to_is_told() {
    let report = json(&["--set", "baseline.python_rps=1500"]);
    let frameworks = report["frameworks"].as_array().unwrap();
    let fastify = frameworks.iter().find(|one| one["id"] == "fastify").unwrap();
    let node = &report["options"][0]["capacity"];
    assert_eq!((&fastify["chosen"], &fastify["option"]), (&Value::from(true), &Value::from("node")));
    assert_eq!(fastify["capacity"]["planned"], node["planned"]);
    assert_eq!(fastify["capacity"]["usd_month"], node["infra_usd"]);
    assert_eq!(fastify["capacity"]["p99_ms"], node["p99_ms"]);
    assert!(frameworks.iter().any(|one| one["capacity"].is_null()), "nobody measured some of them");
    let deployment = &report["deployment"];
    assert_eq!(
        (&deployment["option"], &deployment["choice"]),
        (&Value::from("node"), &Value::from("containers"))
    );
    let fits = deployment["targets"].as_array().unwrap().iter().find(|one| one["fits"] == true).unwrap();
    assert_eq!(fits["id"], deployment["choice"]);
    assert_eq!(fits["conditions"], serde_json::json!([{"holds": true, "text": "workers 3, under 20"}]));
    let baselines = &report["baselines"];
    assert_eq!(baselines["node"]["figure"], "web.fastify.rps");
    assert_eq!(baselines["python"], serde_json::json!({"rps": 1500.0, "figure": null, "measured": null}));
}
