//! The command `import` with release schedules.

use std::fs;
use std::process::Command;

use runtime_explorer::import::schedules::MARK;
use serde_json::Value;

use super::{directory, invocation};

fn import(arguments: &[&str]) -> Command {
    let mut command = invocation::program();
    command.current_dir("tests/schedules").args(arguments);
    command
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    invocation::printed(&mut import(arguments))
}

#[track_caller]
fn complaint(arguments: &[&str]) -> String {
    invocation::refused(&mut import(arguments))
}

#[test]
fn a_schedule_may_be_in_utf_16_as_a_shell_on_windows_writes_it() {
    let text = fs::read_to_string("tests/schedules/nodejs-schedule.json").unwrap();
    let path = directory("utf_16").join("schedule.json");
    let units = [0xfeff].into_iter().chain(text.encode_utf16());
    fs::write(&path, units.flat_map(u16::to_le_bytes).collect::<Vec<_>>()).unwrap();
    assert_eq!(printed(&["import", path.to_str().unwrap()]), printed(&["import", "nodejs-schedule.json"]));
}

#[test]
fn the_command_prints_what_would_change() {
    assert_eq!(
        printed(&["import", "endoflife-nodejs-list.json", "--runtime", "node"]),
        "Node.js: api/PRODUCT.json of endoflife.date\n\n\
         Line  Phase        Built in    New\n\
         ----  -----------  ----------  ----------\n\
         20    latest       –           20.20.2\n\
         25    latest       –           25.9.0\n\
         26    maintenance  2027-10-20  2027-10-27\n"
    );
    let same = printed(&["import", "nodejs-schedule.json"]);
    assert!(same.contains("Nothing differs from the built-in release lines.\n"), "{same}");
    assert!(same.contains("\nOlder than all built-in lines, left out: 0.10, 5\n"), "{same}");
    let json: Value =
        serde_json::from_str(&printed(&["import", "nodejs-schedule.json", "--format", "json"])).unwrap();
    assert_eq!(json["runtime"], "node");
    assert_eq!(json["lines"][8]["line"], "26");
    assert_eq!(json["lines"][8]["phases"][1]["start"], "2026-10-28");
    assert_eq!(json["lines"][8]["end_of_life"], "2029-04-30");
}

#[test]
fn the_command_writes_a_file_that_data_uses() {
    let directory = directory("into").join("made").join("for it");
    let into = directory.to_str().unwrap();
    let out = printed(&["import", "endoflife-python-v1.json", "--into", into]);
    let path = directory.join("releases-python.toml");
    assert!(
        out.ends_with(&format!(
            "\nWritten to {}; `runtime-explorer --data {into}` uses it.\n",
            path.display()
        ))
    );
    assert!(fs::read_to_string(&path).unwrap().starts_with(MARK));
    assert_eq!(fs::read_dir(&directory).unwrap().count(), 1, "nothing else is left");
    let lines = ["--format", "csv", "--table", "lines", "--as-of", "2027-10-03"];
    let report = printed(&[&["report", "--data", into], &lines[..]].concat());
    let row = report.lines().find(|row| row.starts_with("Python 3.14")).unwrap();
    assert!(row.contains("security"), "{row}");
    printed(&["import", "endoflife-python-v1.json", "--into", into]);
    printed(&["import", "python-releases.toml", "--into", into]);
    assert!(fs::read_to_string(&path).unwrap().contains("imported-python-releases"));
}

#[test]
fn the_command_replaces_nothing_that_is_not_its_own() {
    let directory = directory("not_its_own");
    let into = directory.to_str().unwrap();
    let path = directory.join("releases-node.toml");
    fs::write(&path, "# mine\n").unwrap();
    let arguments = ["import", "endoflife-nodejs-v1.json", "--into", into];
    assert!(complaint(&arguments).contains("releases-node.toml was not made by an import"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "# mine\n");
    printed(&[&arguments[..], &["--force"]].concat());
    assert!(fs::read_to_string(&path).unwrap().starts_with(MARK));
    fs::rename(&path, directory.join("other.toml")).unwrap();
    let message = complaint(&arguments);
    assert!(
        message.contains("other.toml:") && message.contains("Node.js 20 stands here already"),
        "{message}"
    );
}

#[test]
fn the_command_says_what_it_cannot_do() {
    assert!(complaint(&["import", "endoflife-go.json"]).contains("add --runtime"));
    let other = complaint(&["import", "endoflife-nodejs-list.json", "--runtime", "go"]);
    assert!(other.contains("none of its lines is a known one of Go"), "{other}");
    for option in
        [["--set", "traffic.rps=1"], ["--as-of", "2026-11-22"], ["--edition", "article"], ["--data", "."]]
    {
        let message = complaint(&[&["import", "nodejs-schedule.json"], &option[..]].concat());
        assert!(
            message
                .contains(&format!("held against the built-in lines as they are; leave out {}", option[0]))
        );
    }
    let file = complaint(&["import", "endoflife-nodejs-v1.json", "--into", "../good_data.toml"]);
    assert!(
        file.contains("../good_data.toml: a file; what a release schedule changes goes into a"),
        "{file}"
    );
    let load = complaint(&["import", "../good_data.toml", "--into", "x"]);
    assert!(load.contains("no release schedule; for a load test --into needs --runtime"), "{load}");
}
