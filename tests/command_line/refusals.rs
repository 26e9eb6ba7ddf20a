//! What is refused, and how it is said.
//!
//! Every way to get a scenario file wrong is a file in `bad_input/`, with the exact message beside it. After a
//! deliberate change of a message, `BLESS=1 cargo test --test command_line` writes the new expectations; review
//! them as a difference.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{directory, refused};

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
fn a_theme_without_a_name_is_refused_as_one() {
    let said = "there is no theme \"\": give the name of one, or the path of its file";
    assert_eq!(refused(&["snapshot", "--theme", ""]), format!("runtime-explorer: {said}\n"));
}

#[test]
fn a_snapshot_is_not_written_to_what_would_not_open_it() {
    let said = "-o a.PNG: a snapshot is written as SVG: give a name that ends in .svg, and convert that";
    assert_eq!(refused(&["snapshot", "-o", "a.PNG"]), format!("runtime-explorer: {said}\n"));
}

#[test]
fn wrong_use_of_the_command_line_is_refused() {
    for (arguments, said) in [
        (&["saas-backend", "report"][..], "saas-backend: a scenario stands behind the command"),
        (&["report", "docs"], "docs: cannot be read"),
        (&["saas-backend"], "the explorer needs a terminal for its input and output"),
        (&["prestes"], "Did you mean presets?"),
        (&["--", "report"], "report is a command: no -- and no other command stands in front of it"),
        (&["report", "presets"], "presets is a command"),
        (&["report", "--set", " =1"], "\" =1\" is not an assignment"),
        (&["report", "--format", "csv", "--table", "rankin"], "Did you mean ranking?"),
        (&["data", "show", "web.fastfy.rps"], "Did you mean web.fastify.rps?"),
    ] {
        let message = refused(arguments);
        assert!(message.contains(said), "{arguments:?}: {message}");
    }
}

/// Of each kind of error that the reader of the command line knows, in the form of all other messages.
#[test]
fn a_line_that_cannot_be_read_is_refused_in_one_line() {
    for (arguments, said) in [
        (&["--edition", "draft"][..], "--edition has no \"draft\": give one of audited, article."),
        (
            &["report", "--formt", "json"],
            "`runtime-explorer report` has no option --formt; `runtime-explorer report --help` lists what it has. \
             Did you mean --format?",
        ),
        (
            &["report", "--format", "jsn"],
            "--format has no \"jsn\": give one of text, markdown, json, csv, ics. Did you mean json?",
        ),
        (
            &["compare", "--format", "ics", "a", "b"],
            "--format has no \"ics\": give one of text, markdown, json, csv.",
        ),
        (&["report", "--format="], "--format needs a value: give one of text, markdown, json, csv, ics"),
        (&["report", "--set"], "--set needs a value: `runtime-explorer report --help` says what"),
        (&["report", "--table", ""], "--table needs a value: `runtime-explorer report --help` says what"),
        (&["data", "show", ""], "<ID> needs a value: `runtime-explorer data show --help` says what"),
        (&["data", "show"], "<ID> is missing: `runtime-explorer data show --help` says what it is"),
        (&["compare", "a"], "<B> is missing: `runtime-explorer compare --help` says what it is"),
        (&["compare"], "<A> and <B> are missing: `runtime-explorer compare --help` says what they are"),
        (
            &["report", "-", "-"],
            "\"-\" is one word too many: `runtime-explorer report --help` says what can be given",
        ),
        (
            &["report", "--version"],
            "`runtime-explorer report` has no option --version; `runtime-explorer report --help` lists what it has.",
        ),
        (
            &["import", "a", "--force"],
            "--into <SCENARIO.toml|DIR> is missing: `runtime-explorer import --help` says what it is",
        ),
        (
            &["report", "a", "b"],
            "\"b\" is one word too many: `runtime-explorer report --help` says what can be given",
        ),
        (
            &["report", "--theme", "dark"],
            "--theme changes nothing of `runtime-explorer report`: leave it out",
        ),
        (
            &["--size", "80x24"],
            "`runtime-explorer` has no option --size; `runtime-explorer snapshot` takes it.",
        ),
        (
            &["report", "-1"],
            "`runtime-explorer report` has no option -1; `runtime-explorer report --help` lists what it has.",
        ),
        (
            &["snapshot", "--size", "1x1"],
            "--size: \"1x1\" is no size of a screen: give columns and rows from 60x16 to 500x200, such as 120x40",
        ),
        (&["report", "--as-of", "1", "--as-of", "2"], "--as-of is given twice: leave one out"),
        (
            &["report", "--no-config", "--config", "a"],
            "--no-config is given, and --config too: leave one out",
        ),
        (&["report", "--no-config=yes"], "--no-config takes no value: leave out \"yes\""),
        (
            &["data", "shwo"],
            "`runtime-explorer data` has no command shwo: give one of list, show, check, export. Did you mean show?",
        ),
        (&["config"], "`runtime-explorer config` needs a command: give one of path, check, default"),
        (
            &["completions", "fsh"],
            "<SHELL> has no \"fsh\": give one of bash, elvish, fish, powershell, zsh. Did you mean fish?",
        ),
        (
            &["--edition", "article", "report", "--formt", "\n\u{1b}[2J"],
            "`runtime-explorer report` has no option --formt; `runtime-explorer report --help` lists what it has. \
             Did you mean --format?",
        ),
        (
            &["completions", "a\nb"],
            "<SHELL> has no \"a\\u{a}b\": give one of bash, elvish, fish, powershell, zsh.",
        ),
    ] {
        assert_eq!(refused(arguments), format!("runtime-explorer: {said}\n"), "{arguments:?}");
    }
}

#[test]
fn a_file_in_the_place_of_a_data_directory_is_one_problem() {
    let file = directory("data_file").join("file");
    fs::write(&file, "").unwrap();
    let said = refused(&["data", "check", file.to_str().unwrap()]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("cannot read the data directory: "), "{said}");
}

#[test]
fn a_foreign_file_is_told_all_that_is_read_and_its_end_has_a_column() {
    let folder = directory("foreign");
    let import = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        refused(&["import", path.to_str().unwrap()])
    };
    let unknown = import("a.json", "{\"a\": 1}\n");
    assert!(unknown.contains("oha") && unknown.contains("release schedules of nodejs/Release"), "{unknown}");
    let cut = import("b.json", "{\"a\": 1,\n");
    assert!(cut.contains("b.json:2:1: the file is cut off"), "{cut}");
}
