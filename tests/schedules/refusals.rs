//! Files that are refused as schedules, and what is said of them.

use runtime_explorer::catalog::Runtime;
use runtime_explorer::import::schedules::{LARGEST, Reason, read};

use super::text;

#[track_caller]
fn refused(text: &str, asked: Option<Runtime>, message: &str) {
    let actual = read("file", text, asked).unwrap_err().to_string();
    assert!(actual.starts_with("file:") && actual.contains(message), "{actual}");
}

#[test]
fn what_is_damaged_foreign_or_hostile_is_refused_with_its_place() {
    refused("", None, "file: the file is empty");
    refused(" \n\u{feff}", None, "not a release schedule");
    refused("\u{feff} \n", None, "file: the file is empty");
    refused("{}", None, "it is JSON with other names");
    refused("[1, 2]", None, "it is JSON with other names");
    refused("{\"message\": \"Product not found\"}", None, "it is JSON with other names");
    refused("<!DOCTYPE html>", None, "where there is a raw file, fetch that");
    refused("name = 'x'", None, "neither JSON nor the TOML of python/peps");
    refused("{\"v26\": {\"start\": \"2026-05-05\",", None, "file:1:31: the file is cut off here");
    refused(&"[".repeat(100_000), None, "file:1:");
    refused(&r#"{"v1":{"start":"#.repeat(50_000), None, "file:1:");
    refused("{\"v26\": {\"start\": 5,\n\"end\": \"2029-04-30\"}}", None, "file:1:19: invalid type: integer");
    refused("{\"v26\": {\"start\": 1e999}}", None, "file:1:");
    refused("{\"v26\": {\"start\": \"2026-05-05\"}}", None, "missing field `end`");
    let node = |dates: &str| format!("{{\"v26\": {{\"start\": \"2026-05-05\", {dates}}}}}");
    refused(&node(r#""end": "2026-02-30""#), None, "v26.end: `2026-02-30` is not a date of the calendar");
    refused(&node(r#""end": "9999-12-31""#), None, "v26.end: `9999-12-31` is of a year in which");
    refused(
        &node(r#""end": "2026-05-04""#),
        None,
        "v26.end: 2026-05-04 is before `start` 2026-05-05; correct",
    );
    refused(
        &node(r#""lts": "2027-01-01", "maintenance": "2026-12-31", "end": "2029-04-30""#),
        None,
        "v26.maintenance: 2026-12-31 is before `lts` 2027-01-01",
    );
    refused(
        &node(r#""end": "2029-04-30", "codename": "\u001b[2J\u202e""#),
        None,
        r"codename: `\u{1b}[2J\u{202e}`",
    );
    refused(
        r#"{"v26": {"start": "2026-05-05", "end": "2029-04-30"}, "latest": {"start": "2026-05-05", "end": "2029-04-30"}}"#,
        None,
        "latest: `` is no release line of Node.js",
    );
    let twice = r#""v26": {"start": "2026-05-05", "end": "2029-04-30"}"#;
    refused(&format!("{{{twice}, {twice}}}"), None, "26: the line stands there twice");
    let many = |count: usize| (0..count).map(|n| format!("\"v{n}\": {{}}")).collect::<Vec<_>>().join(",");
    let first = r#"{"v1000": {"start": "2026-05-05", "end": "2029-04-30"},"#;
    refused(&format!("{first}{}}}", many(2)), None, "missing field `start`");
    let entry = |n: usize| format!("\"v{n}\": {{\"start\": \"2026-05-05\", \"end\": \"2029-04-30\"}}");
    let lines: Vec<String> = (0..2000).map(entry).collect();
    refused(&format!("{{{}}}", lines.join(",")), None, "more than 500 release lines");
    refused(&format!("{first}{}", " ".repeat(LARGEST)), None, "larger than 8 MiB");
    refused(
        "{\"3.14\": {\"first_release\": \"2025-10-07\", \"end_of_life\": \"soon\"}}",
        None,
        "3.14.end_of_life",
    );
    refused("[metadata.\"3.14\"]\npep = 745\npep = 746\n", None, "file:3:1: duplicate key");
    // In characters, as editors count.
    refused("[metadata.\"3.14\"]\nrelease-manager = \"Łukasz\" 7\n", None, "file:2:28: ");
    refused("[metadata.\"3.14\"]\nfirst-release = 2025-10-07\n", None, "file:1:1: missing field");
}

#[test]
fn endoflife_date_must_be_of_a_runtime_and_the_right_one() {
    let list = text("endoflife-go.json");
    refused(&list, None, "add --runtime node, python, go, deno or bun");
    refused(&list, Some(Runtime::Other), "add --runtime");
    refused(
        "[{\"cycle\": 1.2, \"eol\": false}]",
        Some(Runtime::Go),
        "may also be 1.20: write the line as text",
    );
    refused("[{\"cycle\": \"1.20\", \"eol\": 7}]", Some(Runtime::Go), "file:1:");
    refused(
        "[{\"cycle\": \"1.20\", \"eol\": false}]",
        Some(Runtime::Go),
        "1.20.releaseDate: the date is missing",
    );
    refused(
        "[{\"cycle\": \"lts\", \"eol\": false, \"releaseDate\": \"2020-01-01\"}]",
        Some(Runtime::Go),
        "`lts` is no",
    );
    let product = text("endoflife-nodejs-v1.json");
    refused(&product, Some(Runtime::Go), "the release lines of Node.js, not of Go; leave --runtime out");
    refused(&product.replace("\"nodejs\"", "\"ubuntu\""), None, "the releases of `ubuntu`, which is none");
    refused(r#"{"result": {"name": "go", "releases": []}}"#, None, "not one release line");
    let error = read("x", &list, None).unwrap_err();
    assert_eq!((error.file.as_str(), error.reason), ("x", Reason::WhichRuntime));
}
