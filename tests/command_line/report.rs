//! `report` in all its forms, and what counts before what.

use std::fs;

use serde_json::Value;

use crate::{directory, json, printed};

/// Nobody comes back to a picture to see how a run went on.
#[test]
fn a_picture_waits_for_the_long_run_that_its_keys_ask_for() {
    let drawn =
        |keys| printed(&["snapshot", "--tab", "concurrency", "--as-of", "2026-11-30", "--keys", keys]);
    let requests = |picture: &str| -> u64 {
        let (before, _) = picture.split_once(" requests each").unwrap();
        let digits: String =
            before.chars().rev().take_while(|c| *c != '>').filter(char::is_ascii_digit).collect();
        digits.chars().rev().collect::<String>().parse().unwrap()
    };
    let (usual, long) = (drawn(""), drawn("m"));
    assert!(!long.contains("long run begins"), "{long}");
    assert!(requests(&long) > 10 * requests(&usual), "{long}");
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    for format in ["text", "markdown", "json", "csv", "ics"] {
        let print = || printed(&["report", "hybrid-product", "--format", format, "--as-of", "2026-11-22"]);
        assert_eq!(print(), print());
    }
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
    let markdown =
        printed(&["report", "--format", "markdown", "--table", "ranking", "--as-of", "2026-11-22"]);
    let (table, note) = markdown.split_once("\n\n").unwrap();
    assert_eq!((table.lines().count(), note), (6, "Node.js leads Hybrid by 3.6 points.\n"), "{markdown}");
    let text = printed(&["report", "--table", "ranking", "--as-of", "2026-11-22"]);
    assert!(
        text.starts_with("Option ") && text.ends_with("\n\nNode.js leads Hybrid by 3.6 points.\n"),
        "{text}"
    );
    let compared = printed(&["compare", "saas-backend", "saas-backend", "--table", "compare-causes"]);
    assert!(compared.contains("\n\n"), "{compared}");
}
