//! `compare` as scripts meet it: what it prints adds up, and what cannot be compared is refused.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[path = "command_line/invocation.rs"]
mod invocation;

fn compare(arguments: &[&str]) -> Command {
    let mut command = invocation::program();
    command.arg("compare").args(arguments);
    command
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    invocation::printed(&mut compare(arguments))
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn sum(list: &Value, key: &str) -> f64 {
    list.as_array().unwrap().iter().map(|entry| entry[key].as_f64().unwrap()).sum()
}

const PRESETS: [&str; 8] = [
    "saas-backend",
    "logistics-dashboard",
    "collaboration-backend",
    "forecasting-pipeline",
    "ml-inference",
    "edge-functions",
    "hybrid-product",
    "go-platform-team",
];

#[test]
fn everything_adds_up_between_any_preset_and_the_first() {
    for preset in PRESETS {
        let json = json(&[PRESETS[0], preset]);
        for option in json["options"].as_array().unwrap() {
            let parts =
                sum(&option["contributions"], "from_value") + sum(&option["contributions"], "from_weight");
            let change = option["change"]["score"].as_f64().unwrap();
            assert!((parts - change).abs() < 1e-9, "{preset}: {parts} and {change}");
        }
        let lead = &json["lead"];
        let causes = sum(&lead["causes"], "points") + lead["together"].as_f64().unwrap();
        assert!((causes - lead["change"].as_f64().unwrap()).abs() < 1e-9, "{preset}: {causes}");
        if preset == PRESETS[0] {
            assert_eq!(json["inputs"].as_array().unwrap().len(), 0);
        }
    }
}

#[test]
fn the_json_has_the_keys_that_scripts_rely_on_in_their_order() {
    let json = json(&["saas-backend", "hybrid-product", "--as-of", "2026-11-22"]);
    // serde_json sorts keys when it reads: their order is held by the text.
    for (value, expected) in [
        (&json, &["schema", "version", "a", "b", "inputs", "guardrails", "options", "lead"][..]),
        (&json["a"], &["name", "edition", "as_of", "order"]),
        (&json["inputs"][0], &["id", "a", "b", "follows"]),
        (&json["options"][0], &["id", "a", "b", "change", "contributions"]),
        (
            &json["options"][0]["a"],
            &[
                "rank",
                "score",
                "feasible",
                "planned",
                "p99_ms",
                "utilisation",
                "compute_utilisation",
                "usd_per_month",
            ],
        ),
        (&json["options"][0]["contributions"][0], &["id", "a", "b", "change", "from_value", "from_weight"]),
        (&json["lead"], &["of", "over", "a", "b", "change", "method", "causes", "together"]),
        (&json["lead"]["causes"][0], &["inputs", "points", "first_alone", "first_without"]),
    ] {
        let (mut present, mut expected) = (keys(value), expected.to_vec());
        present.sort_unstable();
        expected.sort_unstable();
        assert_eq!(present, expected);
    }
    assert_eq!(json["inputs"][0]["id"], "traffic.rps");
    assert_eq!((&json["inputs"][0]["a"], &json["inputs"][0]["b"]), (&10_000.into(), &20_000.into()));
    let team = json["lead"]["causes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|cause| cause["inputs"].as_array().unwrap().len() == 3);
    assert_eq!(team.unwrap()["inputs"][0], "team.js");
}

#[test]
fn settings_apply_to_both_sides() {
    let json = json(&["saas-backend", "hybrid-product", "--set", "traffic.rps=5k", "--edition", "article"]);
    assert!(json["inputs"].as_array().unwrap().iter().all(|input| input["id"] != "traffic.rps"));
    assert_eq!((&json["a"]["edition"], &json["b"]["edition"]), (&"article".into(), &"article".into()));
}

#[test]
fn every_form_and_table_can_be_had() {
    let pair = ["saas-backend", "edge-functions"];
    let text = printed(&pair);
    assert!(
        text.starts_with("saas-backend against edge-functions\n===")
            && text.contains("What changed the lead")
    );
    assert_eq!(printed(&pair), text, "the same bytes again");
    let markdown = printed(&[&pair[..], &["--format", "markdown"]].concat());
    assert!(
        markdown.starts_with("# saas-backend against edge-functions\n") && markdown.contains("| Cause |")
    );
    for table in ["compare-outcomes", "compare-inputs", "compare-causes", "compare-contributions"] {
        let csv = printed(&[&pair[..], &["--format", "csv", "--table", table]].concat());
        assert!(csv.lines().count() > 2, "{table}");
    }
}

#[test]
fn a_spreadsheet_gets_one_number_in_a_cell() {
    for preset in PRESETS {
        let pair = [PRESETS[0], preset, "--as-of", "2026-11-22", "--format", "csv"];
        let csv = printed(&pair);
        let json = json(&pair[..4]);
        let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let headings = lines.next().unwrap();
        assert_eq!(headings[..6], ["Option", "Rank A", "Rank B", "Score A", "Score B", "Change"]);
        assert_eq!(headings[14..], ["Hard limits A", "Hard limits B"]);
        let options = json["options"].as_array().unwrap();
        assert_eq!(csv.lines().count() - 1, options.len());
        for (line, option) in lines.zip(options) {
            let both = |key: &str| ["a", "b"].map(|side| option[side][key].as_f64().unwrap());
            let busiest = ["a", "b"].map(|side| {
                let of = |key: &str| option[side][key].as_f64();
                let api = of("utilisation").unwrap();
                of("compute_utilisation").map_or(api, |compute| api.max(compute)) * 100.0
            });
            let change = [option["change"]["score"].as_f64().unwrap()];
            let told = [both("rank"), both("score")].concat().into_iter().chain(change);
            let told = told.chain([both("planned"), both("p99_ms"), busiest, both("usd_per_month")].concat());
            for (field, exact) in line[1..14].iter().zip(told) {
                let field = field.parse::<f64>().unwrap();
                assert!((field - exact).abs() <= exact.abs() * 1e-9, "{preset}: {line:?} against {option}");
            }
        }
        // What is shown as one number, with a minus that is no hyphen, digit groups or a unit, is one.
        for table in ["compare-inputs", "compare-causes", "compare-contributions"] {
            let csv = printed(&[&pair[..], &["--table", table]].concat());
            assert!(!csv.contains(['→', '−']), "{preset}, {table}:\n{csv}");
            for record in csv::Reader::from_reader(csv.as_bytes()).into_records() {
                let decorated = |field: &str| {
                    let number = field.trim_end_matches(['%', 'x', 'm', 's', ' ']).replace(',', "");
                    field.parse::<f64>().is_err() && number.parse::<f64>().is_ok()
                };
                let record = record.unwrap();
                assert!(!record.iter().any(decorated), "{preset}, {table}: {record:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_compared_is_refused() {
    for (arguments, part) in [
        (&["saas-backend"][..], "<B> is missing"),
        (&["saas-backend", "saas-backed"], "Did you mean saas-backend?"),
        (&["no-such.toml", "saas-backend"], "no-such.toml: there is no such file"),
        (&["saas-backend", "saas-backend", "--table", "compare-input"], "Did you mean compare-inputs?"),
        (&["saas-backend", "saas-backend", "--format", "json", "--table", "x"], "JSON has no tables"),
        (&["saas-backend", "saas-backend", "--set", "traffic.rps=0"], "a number from 1"),
    ] {
        let said = invocation::refused(&mut compare(arguments));
        assert!(said.contains(part), "{arguments:?}: {said}");
    }
}

#[test]
fn two_scenarios_of_one_name_are_told_apart_by_their_files() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare_names");
    fs::create_dir_all(&folder).unwrap();
    for (file, rps) in [("a.toml", 10), ("b.toml", 20)] {
        let text = format!("schema = 1\nname = \"ml shop\"\n[traffic]\nrps = {rps}\n");
        fs::write(folder.join(file), text).unwrap();
    }
    let text = |arguments: &[&str]| {
        let output = compare(arguments).current_dir(&folder).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let plain = text(&["a.toml", "b.toml"]);
    assert!(plain.starts_with("ml shop (a.toml) against ml shop (b.toml)\n"), "{plain}");
    assert!(plain.contains("B is ml shop (b.toml): "), "{plain}");
    let markdown = text(&["a.toml", "b.toml", "--format", "markdown"]);
    assert!(markdown.starts_with("# ml shop (a.toml) against ml shop (b.toml)\n"), "{markdown}");
    for (a, title) in
        [("b.toml", "ml shop against ml shop\n"), ("saas-backend", "saas-backend against ml shop\n")]
    {
        assert!(text(&[a, "b.toml"]).starts_with(title), "{title}");
    }
}
