//! What load generators write, as `import` reads it.
//!
//! `loadtests/` holds a file of each tool and version, and files with everything that goes wrong on the way here;
//! `loadtests/expected.json` says what each of them must come to. The values were made by other programs and checked
//! against what the services counted.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use runtime_explorer::import::schedules::PUBLISHERS;
use runtime_explorer::import::{Measurement, Reason, Refusal, read};
use runtime_explorer::report::json::pretty;
use serde_json::Value;

#[path = "load_tests/shapes.rs"]
mod shapes;
#[path = "load_tests/streams.rs"]
mod streams;

/// Relative tolerance of every number.
const RELATIVE: f64 = 0.005;
/// Durations are printed with two digits behind the point at least.
const DURATION_S: f64 = 0.005;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loadtests")
}

fn cases() -> Vec<Value> {
    let text = fs::read_to_string(folder().join("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn import(file: &str) -> Result<Measurement, Refusal> {
    read(file, File::open(folder().join(file)).unwrap())
}

/// Runs the program in the folder of the files.
fn program(arguments: &[&str], input: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    command
        .current_dir(folder())
        .arg("import")
        .args(arguments)
        .env("RUNTIME_EXPLORER_CONFIG", "")
        .stdin(input)
        .output()
        .unwrap()
}

/// As the program writes it.
fn json(measurement: &Measurement) -> String {
    let mut bytes = Vec::new();
    pretty::write(measurement, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap() + "\n"
}

#[test]
fn each_file_comes_to_its_values_or_its_refusal() {
    let mut problems = Vec::new();
    for case in cases() {
        let file = case["file"].as_str().unwrap();
        let output = program(&[file, "--format", "json"], Stdio::null());
        let (stdout, stderr) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        let problem = match (import(file), case["refused"].as_array()) {
            (Ok(measurement), None) => {
                let json = json(&measurement);
                let mut found = compare(&case, &serde_json::from_str(&json).unwrap());
                if (output.status.code(), &stdout, stderr.as_str()) != (Some(0), &json, "") {
                    found.push(format!("the program says: {stdout}{stderr}"));
                }
                found
            }
            (Err(refusal), Some(words)) => {
                let message = refusal.to_string();
                let missing = |word: &&Value| !message.contains(word.as_str().unwrap());
                let mut found: Vec<String> = words.iter().filter(missing).map(Value::to_string).collect();
                // The command reads more than load tests.
                let more = match refusal.reason {
                    Reason::Unknown(_) => format!("; and the release schedules of {PUBLISHERS}"),
                    _ => String::new(),
                };
                if (output.status.code(), stdout.as_str(), stderr.as_str())
                    != (Some(2), "", &format!("runtime-explorer: {message}{more}\n"))
                {
                    found.push(format!("the program says: {stdout}{stderr}"));
                }
                if !message.starts_with(file) {
                    found.push("the name of the file".to_owned());
                }
                if found.is_empty() { found } else { [vec![message], found].concat() }
            }
            (Ok(_), Some(_)) => vec!["taken".to_owned()],
            (Err(refusal), None) => vec![refusal.to_string()],
        };
        if !problem.is_empty() {
            problems.push(format!("{file}\n    {}", problem.join("\n    ")));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Every difference between what was expected and what came.
fn compare(case: &Value, actual: &Value) -> Vec<String> {
    let mut out = Vec::new();
    for key in ["tool", "format", "outcome", "warnings"] {
        if case[key] != actual[key] {
            out.push(format!("{key}: {} instead of {}", actual[key], case[key]));
        }
    }
    let Some(values) = case["values"].as_object() else { return out };
    let resolution = case["resolution_ms"].as_f64().unwrap_or(0.0);
    for (key, expected) in values {
        let actual = &actual["values"][key];
        if let Some(times) = expected.as_object() {
            for (percentile, expected) in times {
                let range = &case["range"][percentile];
                if !near(expected, &actual[percentile], range, resolution / 2.0) {
                    out.push(format!("{percentile}: {} instead of {expected} {range}", actual[percentile]));
                }
            }
            continue;
        }
        let (range, absolute) = match key.as_str() {
            "duration_s" => (case["duration_range"].clone(), DURATION_S),
            "rps_ok" => (rates(&values["ok"], &case["duration_range"]), 0.0),
            _ => (Value::Null, 0.0),
        };
        let exact = !matches!(key.as_str(), "duration_s" | "rps_ok" | "rps_reported");
        if if exact { expected != actual } else { !near(expected, actual, &range, absolute) } {
            out.push(format!("{key}: {actual} instead of {expected} {range}"));
        }
    }
    out
}

/// The rates that durations from one to the other lead to.
fn rates(ok: &Value, durations: &Value) -> Value {
    match (ok.as_f64(), durations[0].as_f64(), durations[1].as_f64()) {
        (Some(ok), Some(low), Some(high)) => serde_json::json!([ok / high, ok / low]),
        _ => Value::Null,
    }
}

fn near(expected: &Value, actual: &Value, range: &Value, absolute: f64) -> bool {
    let (Some(expected), Some(actual)) = (expected.as_f64(), actual.as_f64()) else {
        return expected == actual;
    };
    let slack = absolute.max(expected.abs() * RELATIVE);
    let low = range[0].as_f64().unwrap_or(expected) - slack;
    let high = range[1].as_f64().unwrap_or(expected) + slack;
    (low..=high).contains(&actual)
}

#[test]
fn every_file_has_its_expectation() {
    let mut files: Vec<String> = Vec::new();
    for tool in
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for file in fs::read_dir(tool).unwrap() {
            let path = file.unwrap().path();
            files.push(path.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned());
        }
    }
    let mut expected: Vec<String> =
        cases().iter().map(|case| case["file"].as_str().unwrap().to_owned()).collect();
    files.sort();
    expected.sort();
    assert_eq!(files, expected);
}

#[test]
fn what_is_no_result_is_refused_without_a_crash() {
    let refused = |bytes: &[u8]| read("file", bytes).unwrap_err().to_string();
    assert!(refused("[".repeat(200_000).as_bytes()).contains("nested too deeply"));
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(refused(nested.as_bytes()).contains("nested too deeply"));
    assert!(refused("A".repeat(1 << 20).as_bytes()).contains("first line alone"));
    assert!(refused(&(0..=255).cycle().take(10_240).collect::<Vec<u8>>()).contains("binary data"));
    assert!(refused(b"\x1f\x8b\x08\x00").contains("gzip"));
    assert!(refused(b"<?xml version=\"1.0\"?>\n<testResults version=\"1.2\">").contains("save them as CSV"));
}

#[test]
fn a_report_is_found_behind_any_prompt() {
    let report = fs::read_to_string(folder().join("wrk/wrk-4.1-node-mix.txt")).unwrap();
    for prompt in ["$ ", "[me@host ~]$ ", "\u{1b}]0;host\u{7}\u{1b}[32m❯\u{1b}[0m "] {
        let text = format!("{prompt}wrk -t2 -c16 -d2s http://127.0.0.1/\n{report}{prompt}");
        assert_eq!(read("file", text.as_bytes()).unwrap().ok, Some(18_310), "{prompt:?}");
    }
}

#[test]
fn names_and_texts_of_files_do_not_steer_the_terminal() {
    let refusal =
        read("a\u{1b}[2J\u{202e}.csv", "x\u{9b}\u{1b}[2J,y\n1,2\n".as_bytes()).unwrap_err().to_string();
    assert!(!refusal.contains(|c: char| c.is_control() || c == '\u{202e}'), "{refusal:?}");
    let output = program(&["damaged/hostile-url.json"], Stdio::null());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("http://x/\\u{1b}[2J"), "{text}");
    assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
}

#[test]
fn the_text_says_what_counts_and_what_to_know() {
    let file = File::open(folder().join("wrk/wrk-4.1-node-mix.txt")).unwrap();
    let output = program(&["-"], Stdio::from(file));
    insta::assert_snapshot!("wrk-text", String::from_utf8(output.stdout).unwrap());
    let output = program(&["ab/ab-go-slow.csv"], Stdio::null());
    insta::assert_snapshot!("ab-csv", String::from_utf8(output.stdout).unwrap());
    let output = program(&["ab/ab-node-interrupted.txt"], Stdio::null());
    let text = String::from_utf8(output.stdout).unwrap();
    let median = text.lines().find(|line| line.starts_with("p50")).unwrap();
    assert!(median.ends_with(" < 1"), "{text}");
}

#[test]
fn a_file_that_cannot_be_read_is_refused() {
    let missing = "there is no such file; check its name and folder";
    for (name, why) in [("missing.json", missing), ("damaged", "cannot be read: ")] {
        let output = program(&[name], Stdio::null());
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{message}");
        assert!(message.starts_with(&format!("runtime-explorer: {name}: {why}")), "{message}");
    }
}

/// The bytes of every sample.
fn samples() -> Vec<Vec<u8>> {
    cases().iter().map(|case| fs::read(folder().join(case["file"].as_str().unwrap())).unwrap()).collect()
}

/// Reads whatever it is: a record whose numbers can be believed, or a refusal; nothing that steers a terminal.
fn survive(bytes: &[u8]) -> Result<(), TestCaseError> {
    let steers = |text: &str| text.contains(|c: char| c.is_control() && c != '\n');
    match read("file", bytes) {
        Ok(measurement) => {
            let json = serde_json::to_string_pretty(&measurement).unwrap();
            prop_assert!(!steers(&json), "{json:?}");
            for rate in
                [measurement.rps_ok, measurement.rps_reported, measurement.duration_s].into_iter().flatten()
            {
                prop_assert!(rate.is_finite() && rate >= 0.0, "{json}");
            }
            if let (Some(ok), Some(requests)) = (measurement.ok, measurement.requests) {
                prop_assert!(0 < ok && ok <= requests, "{json}");
            }
        }
        Err(refusal) => prop_assert!(!steers(&refusal.to_string()), "{refusal}"),
    }
    Ok(())
}

#[test]
fn files_that_break_off_anywhere_are_read_or_refused() {
    let samples = samples();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for sample in &samples {
        for _ in 0..12 {
            let length = (0..=sample.len()).new_tree(&mut runner).unwrap().current();
            survive(&sample[..length]).unwrap();
        }
    }
}

/// A report cut off anywhere is refused, or says less than the whole one, and nothing else.
#[test]
fn a_report_that_breaks_off_says_nothing_else() {
    let mut read_in_part = 0;
    for case in cases().iter().filter(|case| case["refused"].is_null()) {
        let file = case["file"].as_str().unwrap();
        if Path::new(file).extension().unwrap() != "txt" {
            continue;
        }
        let bytes = fs::read(folder().join(file)).unwrap();
        let values =
            |bytes: &[u8]| Some(serde_json::to_value(read("file", bytes).ok()?).unwrap()["values"].clone());
        let whole = values(&bytes).unwrap();
        for length in 0..bytes.len() {
            let Some(cut) = values(&bytes[..length]) else { continue };
            read_in_part += 1;
            let end = String::from_utf8_lossy(&bytes[length.saturating_sub(40)..length]).into_owned();
            for (key, value) in cut.as_object().unwrap() {
                let whole = &whole[key];
                let times =
                    value.as_object().into_iter().flatten().map(|(name, time)| (time, &whole[name], name));
                let alone = (!value.is_object()).then_some((value, whole, key));
                for (value, whole, name) in times.chain(alone) {
                    // Of a rate, the last digits may be gone.
                    let is_whole = value.is_null() || near(whole, value, &Value::Null, 0.0);
                    assert!(is_whole, "{file} cut behind {end:?}: {name} {value} instead of {whole}");
                }
            }
        }
    }
    assert!(read_in_part > 1_000, "{read_in_part}");
}

#[test]
fn files_with_wrong_bytes_are_read_or_refused() {
    let samples = samples();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for sample in samples.iter().filter(|sample| !sample.is_empty()) {
        for _ in 0..12 {
            let flips = proptest::collection::vec((0..sample.len(), any::<u8>()), 1..8);
            let mut bytes = sample.clone();
            for (position, byte) in flips.new_tree(&mut runner).unwrap().current() {
                bytes[position] = byte;
            }
            survive(&bytes).unwrap();
        }
    }
}

#[test]
fn rows_without_end_are_read_in_bounded_memory() {
    let measurement = read("large.jtl", streams::jtl(200_000)).unwrap();
    assert_eq!((measurement.requests, measurement.ok), (Some(200_000), Some(198_000)));
    let latency = measurement.latency;
    assert_eq!(
        (latency.min, latency.p50, latency.p99, latency.max),
        (Some(0.0), Some(49.0), Some(98.0), Some(99.0))
    );
    let measurement = read("large.ndjson", streams::vegeta(200_000)).unwrap();
    assert_eq!((measurement.requests, measurement.ok), (Some(200_000), Some(198_000)));
    assert!(streams::largest_demand() <= 1 << 20, "{}", streams::largest_demand());
}

#[test]
fn a_summary_that_never_ends_is_refused() {
    let endless = b"{\"summary\": \"".chain(std::io::repeat(b'x'));
    assert!(read("endless.json", endless).unwrap_err().to_string().contains("larger than 32 MiB"));
    let endless = b"date,visits\n".chain(std::io::repeat(b'1'));
    assert!(read("endless.csv", endless).unwrap_err().to_string().contains("a table with date, visits"));
    let endless = b"no table\n".chain(std::io::repeat(b'x'));
    assert!(read("endless.txt", endless).unwrap_err().to_string().contains("larger than 8 MiB"));
}
