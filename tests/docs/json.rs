//! The page about the JSON has every key that the program prints, with its type, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::page::root;

/// The documents, by their headings, and what prints one; enough of them that every key is printed.
const DOCUMENTS: [(&str, &[&[&str]]); 4] = [
    (
        "report",
        &[
            &["report"],
            &["report", "hybrid-product", "--set", "guardrails.workers=4"],
            &["report", "-"],
            &["report", "--set", "objective.budget_usd=50", "--set", "baseline.go_rps=5000"],
            // Limits that are broken, and may be mended.
            &["report", "go-platform-team"],
            &["report", "--set", "objective.p99_ms=1", "--set", "work.wait_ms=2000"],
            // No line is known on that day.
            &["report", "--as-of", "2100-01-01"],
        ],
    ),
    (
        "compare",
        &[
            &["compare", "saas-backend", "hybrid-product"],
            &["compare", "-", "saas-backend"],
            &["compare", "saas-backend", "saas-backend"],
        ],
    ),
    (
        "import of a load test",
        &[
            &["import", "tests/loadtests/wrk/wrk-4.1-node-mix.txt"],
            &["import", "tests/loadtests/wrk/wrk-4.1-node-mix.txt", "--runtime", "node", "--cores", "0.5"],
            &["import", "tests/loadtests/ab/ab-go-slow.csv"],
            &["import", "tests/loadtests/oha/oha-1.16-go-mix-breakdown.json"],
        ],
    ),
    (
        "import of a release schedule",
        &[
            &["import", "tests/schedules/nodejs-schedule.json"],
            &["import", "tests/schedules/endoflife-nodejs-v1.json"],
            &["import", "tests/schedules/endoflife-go.json", "--runtime", "go"],
        ],
    ),
];

/// What the page says of the keys of a document: their types by their paths.
type Keys = BTreeMap<String, String>;

/// The documents of the page by their headings.
fn documented() -> BTreeMap<String, Keys> {
    let page = fs::read_to_string(root().join("docs/json.md")).unwrap();
    let mut documents: BTreeMap<String, Keys> = BTreeMap::new();
    let (mut document, mut part) = (String::new(), String::new());
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            (document, part) = (heading.to_owned(), String::new());
        } else if let Some(heading) = line.strip_prefix("### `") {
            part = format!("{}.", heading.trim_end_matches('`'));
        } else if let Some(row) = line.strip_prefix("| `") {
            let (key, rest) = row.split_once("` | ").unwrap();
            let kind = rest.split(" | ").next().unwrap();
            let before = documents
                .entry(document.clone())
                .or_default()
                .insert(format!("{part}{key}"), kind.to_owned());
            assert_eq!(before, None, "{key} is told of twice in {document}");
        }
    }
    documents
}

/// Whether a value is of a type, in the words of the page.
fn is_a(value: &Value, kind: &str) -> bool {
    kind.split(" or ").any(|kind| match (kind, value) {
        ("null", Value::Null)
        | ("number", Value::Number(_))
        | ("text", Value::String(_))
        | ("boolean", Value::Bool(_))
        | ("object", Value::Object(_)) => true,
        ("integer", Value::Number(number)) => number.is_i64() || number.is_u64(),
        ("date", Value::String(text)) => text.parse::<jiff::civil::Date>().is_ok(),
        _ => false,
    })
}

/// Compares what was printed with what is told of, and notes which keys were seen.
struct Check<'a> {
    keys: &'a Keys,
    seen: BTreeSet<String>,
    wrong: Vec<String>,
}

impl<'a> Check<'a> {
    const fn new(keys: &'a Keys) -> Self {
        Self { keys, seen: BTreeSet::new(), wrong: Vec::new() }
    }

    fn value(&mut self, path: &str, value: &Value) {
        match self.keys.get(path) {
            Some(kind) if is_a(value, kind) => {
                self.seen.insert(path.to_owned());
            }
            Some(kind) => self.wrong.push(format!("{path}: {value} is no {kind}")),
            None if value.is_object() || value.is_array() => {}
            None => self.wrong.push(format!("{path} is not told of")),
        }
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let path = self.below(path, key);
                    self.value(&path, value);
                }
            }
            Value::Array(entries) => entries.iter().for_each(|entry| self.value(&format!("{path}[]"), entry)),
            _ => {}
        }
    }

    /// The path of a key: where no such key is told of, that of a word in capitals.
    fn below(&self, path: &str, key: &str) -> String {
        let join = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let begins = |known: &String, path: &str| {
            known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        if self.keys.keys().any(|known| begins(known, &join(key))) {
            return join(key);
        }
        let any = ["ID", "METHOD", "RUNTIME"].map(join);
        any.into_iter()
            .find(|path| self.keys.keys().any(|known| begins(known, path)))
            .unwrap_or_else(|| join(key))
    }
}

fn printed(arguments: &[&str]) -> Value {
    // No preset states a guardrail, or has a note.
    let input = Path::new(env!("CARGO_TARGET_TMPDIR")).join("json.toml");
    fs::write(
        &input,
        "schema = 1\n[guardrails]\nworkers = 4\n[[notes]]\nat = 2026-11-30T14:30:00\ntext = \"agreed\"\n",
    )
    .unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    command.current_dir(root()).env("RUNTIME_EXPLORER_CONFIG", "").args(arguments).args(["--format", "json"]);
    let output = command.stdin(fs::File::open(&input).unwrap()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_key_that_is_printed_is_told_of_with_its_type_and_no_other() {
    let documented = documented();
    let headings: Vec<&str> = DOCUMENTS.iter().map(|(heading, _)| *heading).collect();
    assert!(documented.keys().all(|heading| headings.contains(&heading.as_str())), "{:?}", documented.keys());
    let mut wrong = Vec::new();
    for (heading, runs) in DOCUMENTS {
        let keys = &documented[heading];
        let mut check = Check::new(keys);
        for arguments in runs {
            check.value("", &printed(arguments));
        }
        wrong.append(&mut check.wrong);
        let unseen = keys.keys().filter(|key| !check.seen.contains(*key));
        wrong.extend(unseen.map(|key| format!("{heading}: {key} is told of and not printed")));
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_told_of_and_what_is_of_another_type_is_found() {
    let keys: Keys = [("a.ID", "integer"), ("b[].c", "date or null")]
        .map(|(key, kind)| (key.to_owned(), kind.to_owned()))
        .into();
    let wrong = |text: &str| {
        let mut check = Check::new(&keys);
        check.value("", &serde_json::from_str(text).unwrap());
        check.wrong.len()
    };
    for right in [r#"{"a": {"x.y": 1}}"#, r#"{"b": []}"#, r#"{"b": [{"c": null}, {"c": "2026-11-30"}]}"#] {
        assert_eq!(wrong(right), 0, "{right}");
    }
    for text in [r#"{"a": {"x": 1.5}}"#, r#"{"b": [{"c": "soon"}]}"#, r#"{"b": [{"d": 1}]}"#, r#"{"z": 1}"#] {
        assert_eq!(wrong(text), 1, "{text}");
    }
}
