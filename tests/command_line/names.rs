//! What a bare word stands for where a scenario is named: a preset, or else a saved scenario, or else a file.

use std::fs;
use std::path::Path;

use crate::{directory, program};

const WRK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/loadtests/wrk/wrk-4.1-node-mix.txt");
/// 10 requests a second, which no preset has.
const FILE: &str = "schema = 1\n[traffic]\nrps = 10\n";
/// And 20.
const SAVED: &str = "schema = 1\n[traffic]\nrps = 20\n";

/// Exit code, standard output and standard error of a run in a folder, which holds the saved scenarios too.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = program().current_dir(folder).env("XDG_DATA_HOME", folder).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// The traffic of a scenario as `report` finds it by this name.
#[track_caller]
fn rps(folder: &Path, name: &str) -> f64 {
    let (status, report, said) = run(folder, &["report", name, "--format", "json"]);
    assert_eq!((status, said.as_str()), (Some(0), ""), "{name}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    report.pointer("/scenario/inputs/traffic.rps").unwrap().as_f64().unwrap()
}

#[test]
fn a_name_goes_before_a_file_that_is_called_so() {
    let folder = directory("names");
    let preset = rps(&folder, "saas-backend");
    let saved = folder.join("runtime-explorer/scenarios");
    fs::create_dir_all(&saved).unwrap();
    fs::write(saved.join("ours.toml"), SAVED).unwrap();
    for name in ["saas-backend", "ours", "other"] {
        fs::write(folder.join(name), FILE).unwrap();
    }
    for (name, expected) in [
        ("saas-backend", preset),
        ("./saas-backend", 10.0),
        ("ours", 20.0),
        ("./ours", 10.0),
        ("other", 10.0),
    ] {
        assert!((rps(&folder, name) - expected).abs() < 1e-9, "{name}");
    }
    let (_, compared, _) = run(&folder, &["compare", "ours", "./ours", "--format", "csv"]);
    assert!(compared.contains("20") && compared.contains("10"), "{compared}");
    let (status, drawn, _) = run(&folder, &["snapshot", "ours"]);
    assert!(status == Some(0) && drawn.contains("20"), "{status:?}");
}

#[test]
fn a_load_test_goes_into_what_its_name_stands_for_and_into_no_preset() {
    let folder = directory("names_into");
    let saved = folder.join("runtime-explorer/scenarios/ours.toml");
    fs::create_dir_all(saved.parent().unwrap()).unwrap();
    fs::write(&saved, SAVED).unwrap();
    let into = |name| run(&folder, &["import", WRK, "--runtime", "node", "--cores", "2", "--into", name]);
    let (status, _, said) = into("saas-backend");
    assert_eq!(
        (status, said.as_str()),
        (
            Some(2),
            "runtime-explorer: --into: saas-backend is a preset, which nothing is written to: give the path of a file, \
             such as ./saas-backend.toml\n"
        )
    );
    assert!(!folder.join("saas-backend").exists());

    assert_eq!(into("ours").0, Some(0));
    assert!(fs::read_to_string(&saved).unwrap().contains("[measured.node]"));
    assert!(!folder.join("ours").exists());

    let (status, told, _) = into("new");
    assert_eq!(status, Some(0));
    assert!(told.contains("Written to ./new; `runtime-explorer ./new` opens it."), "{told}");
    assert!(fs::read_to_string(folder.join("new")).unwrap().contains("[measured.node]"));
    let (status, told, _) = into("saas-backend.toml");
    assert!(status == Some(0) && told.contains("Written to saas-backend.toml"), "{told}");
}
