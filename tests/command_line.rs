//! The program as scripts meet it: output, messages, exit codes.
//!
//! Every way to get a scenario file wrong is a file in `bad_input/`, with the exact message beside it. After a
//! deliberate change of a message, `BLESS=1 cargo test --test command_line` writes the new expectations; review
//! them as a difference.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")).stdin(Stdio::null());
    // Whatever is set on this machine.
    command.env("RUNTIME_EXPLORER_CONFIG", "");
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

/// What a successful run prints; standard error stays empty.
#[track_caller]
fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{arguments:?}");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a refused run says, which prints nothing else.
#[track_caller]
fn refused(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["report", "--format", "json"], arguments].concat())).unwrap()
}

/// An empty directory of this name, for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn each_bad_file_is_refused_with_its_message() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_input");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (bad, expectations): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|path| path.extension().unwrap() == "toml");
    let mut failures = Vec::new();
    for path in &bad {
        let name = format!("bad_input/{}", path.file_name().unwrap().to_str().unwrap());
        let actual = refused(&["report", &name]);
        let expectation = path.with_extension("expected");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expectation, &actual).unwrap();
        }
        let expected = fs::read_to_string(&expectation).unwrap_or_default();
        if actual != expected || !actual.starts_with(&format!("runtime-explorer: {name}")) {
            failures.push(format!("{name}\nexpected: {expected}actual:   {actual}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(bad.len() >= 30);
    for path in expectations {
        assert!(path.with_extension("toml").exists(), "{} has no file", path.display());
    }
}

#[test]
fn each_bad_argument_is_refused_with_its_message() {
    let cases: &[(&[&str], &str)] = &[
        (
            &["--set", "traffic.rps"],
            "--set: \"traffic.rps\" is not an assignment: write ID=VALUE, such as traffic.rps=25000",
        ),
        (&["--set", "traffic.rsp=1"], "--set: there is no parameter traffic.rsp. Did you mean traffic.rps?"),
        (
            &["--set", "colour=1"],
            "--set: there is no parameter colour; `runtime-explorer parameters` lists them",
        ),
        (
            &["--set", "traffic.rps=0"],
            "--set: traffic.rps cannot be 0: give a number from 1 to 1,000,000 requests/s",
        ),
        (
            &["--set", "traffic.rps=NaN"],
            "--set: traffic.rps cannot be NaN: give a number from 1 to 1,000,000 requests/s",
        ),
        (
            &["--set", "traffic.rps=1e999"],
            "--set: traffic.rps cannot be infinity: give a number from 1 to 1,000,000 requests/s",
        ),
        (
            &["--set", "traffic.rps="],
            "--set: traffic.rps: \"\" is not a number: give a number from 1 to 1,000,000 requests/s",
        ),
        (
            &["--set", "team.size=2.5"],
            "--set: team.size cannot be 2.5: give a whole number from 1 to 500 people",
        ),
        (
            &["--set", "team.js=50", "--set", "team.go=50"],
            "--set: the team's shares sum to 135, not 100 (team.js 50, team.python 35, team.go 50): set all three, \
             or one alone and the others are rescaled",
        ),
        (
            &["--set", "plan.method=articel"],
            "--set: plan.method has no \"articel\": give one of strictest, article, load, cpu, p99, fixed. \
             Did you mean article?",
        ),
        (&["--as-of", "soon"], "--as-of: calendar.as_of: \"soon\" is not a date: give YYYY-MM-DD"),
        (
            &["--as-of", "2026-13-01"],
            "--as-of: calendar.as_of: \"2026-13-01\" is not a date: give YYYY-MM-DD",
        ),
        (
            &["--set", "guardrails.queue_caps=10"],
            "--set: there is no parameter guardrails.queue_caps. Did you mean guardrails.queue_cap?",
        ),
        (
            &["--set", "guardrails.type_coverage_percent=101"],
            "--set: guardrails.type_coverage_percent cannot be 101: give a number from 0 to 100 %",
        ),
        (&["missing.toml"], "missing.toml: there is no such file; check its name and folder"),
        (&["nowhere/else"], "nowhere/else: there is no such file; check its name and folder"),
        (
            &["saas-backnd"],
            "there is no preset, saved scenario, command or file saas-backnd; `runtime-explorer presets` lists the presets. \
             Did you mean saas-backend?",
        ),
        (
            &["--format", "ics", "--as-of", "2100-01-01"],
            "--format ics: no release line is known on this date, so that there is nothing to plan; give another \
             --as-of",
        ),
        (
            &["--format", "ics", "--table", "upgrades"],
            "--table: a calendar has no tables; leave it out, or give --format csv",
        ),
        (
            &["--format", "json", "--table", "ranking"],
            "--table: JSON has no tables; leave it out, or give --format csv",
        ),
    ];
    for (arguments, message) in cases {
        let said = refused(&[&["report"], *arguments].concat());
        assert_eq!(said, format!("runtime-explorer: {message}\n"), "{arguments:?}");
    }
}

#[test]
fn wrong_use_of_the_command_line_is_refused() {
    for (arguments, said) in [
        (&["--edition", "draft"][..], "[possible values: audited, article]"),
        (&["report", "--formt", "json"], "'--format'"),
        (&["report", "--format", "xml"], "[possible values: text, markdown, json, csv, ics]"),
        (&["data", "show"], "<ID>"),
        (&["completions", "cmd"], "[possible values:"),
        (&["saas-backend", "report"], "saas-backend: a scenario stands behind the command"),
        (&["saas-backend"], "the explorer needs a terminal for its input and output"),
        (&["prestes"], "Did you mean presets?"),
        (&["report", "--format", "csv", "--table", "rankin"], "Did you mean ranking?"),
        (&["data", "show", "web.fastfy.rps"], "Did you mean web.fastify.rps?"),
    ] {
        let message = refused(arguments);
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
}

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
    assert_eq!(keys(&flips[0]), ["at", "contested", "direction", "distance", "from", "input", "to"]);
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
            "provenance"
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
fn the_same_inputs_give_the_same_bytes() {
    for format in ["text", "markdown", "json", "csv", "ics"] {
        let print = || printed(&["report", "hybrid-product", "--format", format, "--as-of", "2026-11-22"]);
        assert_eq!(print(), print());
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
    assert_eq!(*mend, serde_json::json!({"input": "objective.budget_usd", "from": 420.0, "to": 430.0}));
    let mended = json(&["--set", "objective.budget_usd=430"]);
    let python = mended["options"].as_array().unwrap().iter().find(|one| one["id"] == "python").unwrap();
    assert_eq!(python["feasible"], true);
}

#[test]
fn the_numbers_of_a_team_are_checked_and_only_failures_are_told_in_prose() {
    let arguments = ["--set", "guardrails.direct_dependencies=30", "--set", "guardrails.lag_ms=200"];
    let report = json(&arguments);
    let checks = report["guardrails"].as_array().unwrap();
    let check = |id: &str| checks.iter().find(|check| check["id"] == id).unwrap();
    assert_eq!(
        *check("guardrails.direct_dependencies"),
        serde_json::json!({
            "id": "guardrails.direct_dependencies", "value": 30.0, "bound": "at-most", "limit": 25.0,
            "unit": "packages", "verdict": "fail", "remedy": "Drop one before adding one"
        })
    );
    assert_eq!(check("guardrails.lag_ms")["verdict"], "pass");
    assert_eq!(check("guardrails.queue_cap")["value"], Value::Null);
    assert_eq!(check("guardrails.queue_cap")["verdict"], "not-stated");
    assert_eq!(checks.len(), runtime_explorer::scenario::guardrails::COUNT);
    let line = "Guardrails that fail: direct dependencies 30, at most 25 packages";
    for format in ["text", "markdown"] {
        let prose = printed(&[&["report", "--format", format], &arguments[..]].concat());
        assert!(prose.contains(line) && !prose.contains("event-loop lag 200"), "{prose}");
        assert!(!printed(&["report", "--format", format]).contains("Guardrails that fail"));
    }
    let table =
        printed(&[&["report", "--format", "csv", "--table", "guardrail-check"], &arguments[..]].concat());
    assert!(table.contains("✗ fail by 5") && table.contains("✓ pass"), "{table}");
}

#[test]
fn files_come_before_options_and_options_before_settings() {
    let file = directory("precedence").join("week 47.toml");
    fs::write(&file, "schema = 1\nedition = \"article\"\nas_of = 2026-01-12\n[traffic]\nrps = 25000\n")
        .unwrap();
    let file = file.to_str().unwrap();
    let report = json(&[file]);
    assert_eq!(report["scenario"]["name"], "week 47");
    assert_eq!((&report["edition"], &report["as_of"]), (&Value::from("article"), &Value::from("2026-01-12")));
    assert_eq!(report["releases"]["run"]["node"]["line"], "24");
    let report = json(&[
        file,
        "--edition",
        "audited",
        "--as-of",
        "2026-11-22",
        "--set",
        "traffic.rps=5k",
        "--set",
        "calendar.as_of=2027-01-01",
    ]);
    assert_eq!((&report["edition"], &report["as_of"]), (&Value::from("audited"), &Value::from("2027-01-01")));
    assert_eq!(report["scenario"]["inputs"]["traffic.rps"], 5000.0);
}

#[test]
fn settings_before_and_behind_the_command_both_count() {
    let text = printed(&["--set", "traffic.rps=5k", "report", "--format", "json", "--set", "team.size=3"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(report["scenario"]["inputs"]["traffic.rps"], 5000.0);
    assert_eq!(report["scenario"]["inputs"]["team.size"], 3.0);
}

#[test]
fn every_preset_has_a_report_of_each_form() {
    let names: Vec<String> =
        printed(&["presets"]).lines().filter(|line| !line.starts_with(' ')).map(str::to_owned).collect();
    assert_eq!(names.len(), 8);
    for name in &names {
        assert!(printed(&["report", name]).starts_with(name.as_str()));
        assert!(printed(&["report", name, "--format", "markdown"]).contains(&format!("\n# {name}: ")));
        assert!(printed(&["report", name, "--format", "ics"]).starts_with("BEGIN:VCALENDAR\r\n"));
        assert_eq!(json(&[name.as_str()])["scenario"]["name"], name.as_str());
    }
}

#[test]
fn a_table_can_be_had_alone() {
    let csv = printed(&["report", "--format", "csv"]);
    assert_eq!(csv, printed(&["report", "--format", "csv", "--table", "ranking"]));
    assert_eq!(csv.lines().count(), 5, "{csv}");
    let inputs = printed(&["report", "--format", "csv", "--table", "inputs", "--set", "traffic.rps=25000"]);
    assert!(inputs.contains("traffic.rps,25000,10000,requests/s,"), "{inputs}");
    let markdown = printed(&["report", "--format", "markdown", "--table", "ranking"]);
    assert_eq!(markdown.lines().count(), 6, "{markdown}");
}

#[test]
fn figures_are_listed_and_shown_with_both_editions() {
    let list = printed(&["data", "list"]);
    assert_eq!(list, printed(&["data"]));
    let usage = list.lines().find(|line| line.starts_with("usage.go.2025 ")).unwrap();
    assert!(usage.contains("16.4") && usage.contains("article: 13.24"), "{usage}");
    let shown = printed(&["data", "show", "usage.go.2025"]);
    for part in ["audited: 16.4 %", "article: 13.24 %", "https://", "Stands in: built-in usage.toml:"] {
        assert!(shown.contains(part), "{shown}");
    }
    let article = printed(&["data", "list", "--edition", "article"]);
    let usage = article.lines().find(|line| line.starts_with("usage.go.2025 ")).unwrap();
    assert!(usage.contains("13.24") && usage.contains("audited: 16.4"), "{usage}");
}

#[test]
fn a_data_directory_is_exported_checked_and_laid_over() {
    let folder = directory("data").join("own");
    let own = folder.to_str().unwrap();
    let written = printed(&["data", "export", own]);
    assert!(written.lines().all(|line| Path::new(line).exists()));
    assert!(refused(&["data", "export", own]).contains("not overwriting existing files"));
    assert!(printed(&["data", "check", own]).contains("no problems"));

    let web = folder.join("web.toml");
    let text = fs::read_to_string(&web).unwrap();
    fs::write(&web, text.replacen("value = 9340", "value = 9000", 1)).unwrap();
    assert_eq!(json(&["--data", own])["scenario"]["inputs"]["baseline.node_rps"], 9000.0);

    fs::write(&web, text.replace("requests/s per core", "requests per fortnight")).unwrap();
    let all = refused(&["data", "check", own]);
    assert!(all.lines().count() > 1);
    let first = refused(&["report", "--data", own]);
    assert!(first.starts_with(&format!("runtime-explorer: {}:", web.display())), "{first}");
    assert!(first.contains("`runtime-explorer data check "), "{first}");
    assert_eq!(first.lines().next(), all.lines().next());
}

#[test]
fn parameters_are_those_of_the_registry() {
    let text = printed(&["parameters"]);
    let help = printed(&["--help"]);
    for row in &runtime_explorer::scenario::registry::ALL {
        let line = text.lines().find(|line| line.starts_with(&format!("{} ", row.id))).unwrap();
        assert!(line.ends_with(row.meaning), "{line}");
        assert!(help.contains(row.id), "{}", row.id);
    }
    for guardrail in &runtime_explorer::scenario::guardrails::ALL {
        let line = text.lines().find(|line| line.starts_with(&format!("{} ", guardrail.id))).unwrap();
        assert!(line.ends_with(guardrail.meaning), "{line}");
        assert!(help.contains(guardrail.id), "{}", guardrail.id);
    }
    assert!(help.contains("EXAMPLES"));
}

#[test]
fn completions_and_the_manual_page_are_made_on_the_spot() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(printed(&["completions", shell]).contains("runtime-explorer"), "{shell}");
    }
    let page = printed(&["man"]);
    assert!(page.contains(".TH runtime-explorer 1") && page.contains("traffic.rps"));
    assert!(printed(&["--version"]).starts_with("runtime-explorer "));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    for arguments in [&["data", "list"][..], &["report"], &["--help"], &["man"], &["completions", "bash"]] {
        let mut child =
            program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program().args(["data", "list"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("runtime-explorer: cannot write to standard output: "), "{said}");
}
