//! What a team measured itself, on the command line: tried, written to a scenario file, and told in the report.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

#[path = "command_line/invocation.rs"]
mod invocation;

use invocation::program;

const WRK: &str = "loadtests/wrk/wrk-4.1-node-mix.txt";
const VEGETA: &str = "loadtests/vegeta/vegeta-12.13-node-mix.json";
const OHA: &str = "loadtests/oha/oha-1.16-go-mix-breakdown.json";
const JMETER: &str = "loadtests/jmeter/jmeter-2.13-python-mix.jtl";
const WITHOUT_RATE: &str = "loadtests/ab/ab-go-slow.csv";

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    invocation::printed(program().args(arguments))
}

#[track_caller]
fn refused(arguments: &[&str]) -> String {
    invocation::refused(program().args(arguments))
}

#[track_caller]
fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// A path in an empty folder of this name.
fn file(folder: &str, name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("measured").join(folder);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path.join(name)
}

#[test]
fn without_a_file_it_tells_what_would_change() {
    let text = printed(&["import", WRK, "--runtime", "node", "--cores", "4"]);
    for part in [
        "Baseline of Node.js: 9,340 → ",
        "successful requests/s on 4 cores)",
        " first",
        "Option",
        "Nothing is written; --into SCENARIO.toml makes it the baseline there.",
    ] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let plain = json(&["import", WRK]);
    let tried = json(&["import", WRK, "--runtime", "node", "--cores", "4", "--set", "traffic.rps=50k"]);
    for (key, value) in plain.as_object().unwrap() {
        assert_eq!(&tried[key], value, "the canonical record stays: {key}");
    }
    let baseline = &tried["baseline"];
    let per_core = plain["values"]["rps_ok"].as_f64().unwrap() / 4.0;
    assert_eq!(baseline["rps_per_core"]["after"], Value::from(per_core));
    assert_eq!(baseline["rps_per_core"]["before"], 9_340.0);
    assert_eq!(baseline["written_to"], Value::Null);
    let node = baseline["options"].as_array().unwrap().iter().find(|one| one["id"] == "node").unwrap();
    assert!(node["planned"]["after"].as_u64() > node["planned"]["before"].as_u64(), "{node}");
}

#[test]
fn a_rate_that_was_only_asked_for_is_told_before_anything_else() {
    let told = printed(&["import", VEGETA, "--runtime", "node", "--cores", "2"]);
    let doubt = "Node.js's number is what was asked of it, not what it can: 9.3 % busy at most in its load test, at \
                 139.6 requests/s a core";
    assert!(told.contains(doubt), "{told}");
    let path = file("asked", "ours.toml");
    let name = path.to_str().unwrap();
    printed(&["import", VEGETA, "--runtime", "node", "--cores", "2", "--into", name]);
    let report = json(&["report", name]);
    let warnings = &report["recommendation"]["warnings"];
    assert_eq!(warnings[0].as_str().unwrap().trim_end_matches('.'), doubt);
    assert!(!printed(&["import", WRK, "--runtime", "node", "--cores", "2"]).contains("was asked of it"));
}

#[test]
fn a_run_that_is_too_short_or_too_small_is_told_and_stays_in_the_report() {
    let short =
        "The load test of Node.js took 2.10 s: warming up is a part of what it measured; run it for longer";
    let told = printed(&["import", WRK, "--runtime", "node", "--cores", "2"]);
    assert!(told.contains(&format!("{short}.\n")), "{told}");
    let path = file("short", "ours.toml");
    let name = path.to_str().unwrap();
    printed(&["import", WRK, "--runtime", "node", "--cores", "2", "--into", name]);
    let report = json(&["report", name]);
    assert_eq!(report["recommendation"]["warnings"][0].as_str().unwrap().trim_end_matches('.'), short);
    // Its rate and its count say how long it took.
    let drill = "loadtests/drill/drill-0.9-node-mix.txt";
    let told = printed(&["import", drill, "--runtime", "node", "--cores", "2"]);
    let small = "counts 579 requests: chance alone moves its rate by 4.2 %; run it for longer.";
    assert!(told.contains(small), "{told}");
    let long = "loadtests/constructed/gatling-global_stats.json";
    assert!(!printed(&["import", long, "--runtime", "go", "--cores", "2"]).contains("for longer"));
}

#[test]
fn a_new_file_is_made_and_the_report_names_the_load_test() {
    let path = file("new", "ours.toml");
    let name = path.to_str().unwrap();
    let told = printed(&["import", OHA, "--runtime", "go", "--cores", "2", "--into", name]);
    assert!(told.contains(&format!("Written to {name}; `runtime-explorer {name}` opens it.")), "{told}");
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("[measured.go]") && text.contains("file = \"oha-1.16-go-mix-breakdown.json\""),
        "{text}"
    );
    assert!(!text.contains("go_rps ="), "one number has one definition: {text}");

    let report = json(&["report", name]);
    let measured = &report["provenance"][0];
    assert_eq!(
        (measured["figure"].as_str(), measured["confidence"].as_str()),
        (Some("measured.go"), Some("measured"))
    );
    let source = measured["source"].as_str().unwrap();
    assert!(source.contains("oha-1.16-go-mix-breakdown.json") && source.ends_with("on 2 cores"), "{source}");
    assert_eq!(report["scenario"]["inputs"]["baseline.go_rps"], measured["value"]);
    assert!(!report["provenance"].as_array().unwrap().iter().any(|one| one["figure"] == "web.gin.rps"));
    // A value that is set counts instead, and the source is gone.
    let moved = json(&["report", name, "--set", "baseline.go_rps=5000"]);
    assert_ne!(moved["provenance"][0]["figure"], "measured.go");
    // The decision record has it among its sources, without an address, and with as many digits as say something.
    let record = printed(&["report", name, "--format", "markdown"]);
    let line = record.lines().find(|line| line.contains("measured.go ")).unwrap();
    assert!(line.contains("oha-1.16-go-mix-breakdown.json") && line.contains(", measured: "), "{line}");
    assert!(!line.contains(", ,") && !line.contains("<>"), "{line}");
    let digits = line.split("measured.go ").nth(1).unwrap().chars().take_while(|c| !c.is_whitespace());
    assert!(digits.filter(char::is_ascii_digit).count() <= 6, "{line}");
    assert!(
        record.contains("requests/s: Node.js 9,340, Python 1,185, Go 6,039.62 (oha, oha-1.16-go-mix"),
        "{record}"
    );
    // Its command cannot say that; the file in it does.
    assert!(record.contains("Measured: baseline.go_rps (oha"), "{record}");
}

#[test]
fn an_old_file_keeps_its_comments_and_the_same_import_changes_nothing_more() {
    let path = file("old", "ours.toml");
    let name = path.to_str().unwrap();
    let written = "# Checkout.\nschema = 1 # the form\n\n[traffic]\nrps = 20_000 # peak\n\n[baseline]\nnode_rps = 7000\n";
    fs::write(&path, written).unwrap();
    let import = ["import", WRK, "--runtime", "node", "--cores", "4", "--into", name];
    printed(&import);
    let first = fs::read_to_string(&path).unwrap();
    let kept = "# Checkout.\nschema = 1 # the form\n\n[traffic]\nrps = 20_000 # peak\n\n[baseline]\n";
    assert!(first.starts_with(kept), "{first}");
    assert!(!first.contains("node_rps = 7000"), "what was typed does not hide what was measured: {first}");
    printed(&import);
    assert_eq!(fs::read_to_string(&path).unwrap(), first);
    let measured = json(&["report", name]);
    assert_eq!(measured["provenance"][0]["figure"], "measured.node");
    // The reproducing command line gives the same numbers.
    let rps = measured["scenario"]["inputs"]["baseline.node_rps"].to_string();
    assert!(printed(&["report", name, "--format", "markdown"]).contains(&format!("baseline.node_rps={rps}")));
}

#[test]
fn half_a_core_is_a_server_too() {
    let path = file("half", "ours.toml");
    let name = path.to_str().unwrap();
    let told = printed(&["import", WRK, "--runtime", "node", "--cores", "1.5", "--into", name]);
    assert!(told.contains("successful requests/s on 1.5 cores)"), "{told}");
    assert!(fs::read_to_string(&path).unwrap().contains("\ncores = 1.5\n"));
    let rps = json(&["import", WRK])["values"]["rps_ok"].as_f64().unwrap();
    let report = json(&["report", name]);
    assert_eq!(report["scenario"]["inputs"]["baseline.node_rps"], Value::from(rps / 1.5));
    let source = report["provenance"][0].to_string();
    assert!(source.contains("on 1.5 cores"), "{source}");
    for (cores, written) in [("0.5", Value::from(0.5)), ("2", Value::from(2))] {
        let tried = json(&["import", WRK, "--runtime", "node", "--cores", cores]);
        assert_eq!(tried["baseline"]["cores"], written);
    }
    for cores in ["0", "-1", "-0.5", "nan", "inf", "1e9", "0.001"] {
        let message = refused(&["import", WRK, "--runtime", "node", "--cores", cores]);
        assert!(message.starts_with("runtime-explorer: --cores: cores cannot be "), "{message}");
        assert!(message.ends_with(": give a number from 0.01 to 4,096 cores\n"), "{message}");
    }
}

#[test]
fn what_is_missing_is_named() {
    for (arguments, part) in [
        (vec!["--runtime", "node"], "--cores is missing: a baseline is requests per second of one core"),
        (vec!["--cores", "4"], "--runtime is missing"),
        (vec!["--set", "traffic.rps=1"], "--set is for a load test that is tried as a baseline"),
        (vec!["--as-of", "2026-11-22"], "--as-of is for a load test"),
        (vec!["--edition", "article"], "--edition is for a load test"),
        (vec!["--data", "."], "--data is for a load test"),
        (vec!["--into", "none.toml"], "--into needs --runtime (node, python or go) and --cores"),
        (vec!["--runtime", "node", "--cores", "0"], "--cores"),
        (vec!["--runtime", "bun", "--cores", "4"], "Bun has no baseline"),
        (vec!["--runtime", "node", "--cores", "4", "--into", "loadtests"], "is a directory"),
        (vec!["--runtime", "node", "--cores", "4", "--into", "/dev/null"], "/dev/null is no file"),
        (
            vec!["--runtime", "node", "--cores", "4", "--into", "x.toml", "--set", "traffic.rps=1"],
            "leave out --into",
        ),
        (
            vec!["--runtime", "node", "--cores", "4", "--into", "x.toml", "--force"],
            "no release schedule, which --force is for",
        ),
        (vec!["--runtime", "node", "--cores", "4", "--into", "bad_input/negative.toml"], "bad_input"),
    ] {
        let message = refused(&[&["import", WRK], arguments.as_slice()].concat());
        assert!(message.contains(part), "{arguments:?}: {message}");
    }
    let partial = refused(&["import", WITHOUT_RATE, "--runtime", "node", "--cores", "4"]);
    assert!(
        partial.contains("does not say how many requests succeeded and how long the run took"),
        "{partial}"
    );
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/x.toml").exists());
}

#[test]
fn rows_that_are_there_a_hundred_times_are_doubted_and_give_no_baseline() {
    let path = file("repeated", "run.jtl");
    let name = path.to_str().unwrap();
    let once = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(JMETER)).unwrap();
    let (header, rows) = once.split_once('\n').unwrap();
    let warnings = |times| {
        fs::write(&path, format!("{header}\n{}", rows.repeat(times))).unwrap();
        json(&["import", name])["warnings"].to_string()
    };
    // As many as somebody might send ahead on each connection.
    assert!(!warnings(16).contains("rate-beyond-connections"));
    assert!(warnings(100).contains("rate-beyond-connections"));
    let message = refused(&["import", name, "--runtime", "node", "--cores", "2"]);
    let said = format!("{name}: no baseline comes of it: ");
    assert!(message.contains(&said) && message.lines().count() == 1, "{message}");
    assert!(message.contains(" contradict 5 connections with a mean of 12.8 ms"), "{message}");
    assert!(message.contains("come to 390.8 at most (Little's law)"), "{message}");
}

#[test]
fn a_baseline_out_of_range_is_refused() {
    let slow = file("slow", "wrk.txt");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(WRK)).unwrap();
    let text = text.replace("19688 requests in 2.10s", "1380 requests in 2.10s");
    fs::write(&slow, text.replace("Requests/sec:   9372.02", "Requests/sec:    657.14")).unwrap();
    let message = refused(&["import", slow.to_str().unwrap(), "--runtime", "node", "--cores", "64"]);
    assert!(message.contains("on 64 cores: baseline.node_rps cannot be"), "{message}");
    assert!(message.contains("a number from 1 to 10,000,000"), "{message}");
}
