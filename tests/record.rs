//! The decision record as others read it: as Markdown, as a scenario, and as a command line.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use jiff::civil::date;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use runtime_explorer::catalog::Catalog;
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::report::record::record;
use runtime_explorer::report::{Subject, json};
use runtime_explorer::scenario::{Note, Scenario, assignment, file, preset};

static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in().unwrap()).unwrap());

/// Calls with a scenario's record and its JSON report.
fn reports(scenario: &Scenario) -> (String, serde_json::Value) {
    let outlook = evaluate(&FACTS, scenario);
    let analysis = Analysis::of(&FACTS, scenario, &outlook, [false; 3]);
    let subject = Subject { facts: &FACTS, scenario, outlook: &outlook, analysis: &analysis };
    (record(subject), serde_json::from_str(&json::json(subject).unwrap()).unwrap())
}

fn presets() -> Vec<Scenario> {
    let today = date(2026, 11, 22);
    preset::all().unwrap().into_iter().map(|one| one.scenario(&FACTS.definitions, today).unwrap()).collect()
}

/// One that tries to break out of every place that a text of others has in the record.
fn hostile() -> Scenario {
    let mut scenario = Scenario::new("# x | `y` <b>\n\n---\n- \u{1b}[2J", date(2026, 11, 22));
    let inputs =
        ["guardrails.lag_ms=300", "team.js=33.4", "objective.budget_usd=300", "work.heavy_percent=1"];
    assignment::assign(&FACTS.definitions, &mut scenario, inputs).unwrap();
    for text in [
        "```\n# heading\n| a | b |\n| - | - |",
        "> quoted\n\n1. listed",
        "<script>&lt;",
        "日本 e\u{301} ````",
    ] {
        let at = date(2026, 11, 22).at(14, 30, 0, 0);
        scenario.notes.push(Note { at, text: text.to_owned() });
    }
    scenario
}

/// A record without its front matter, parsed as GitHub does.
fn events(record: &str) -> Vec<Event<'_>> {
    let body = record.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().1;
    Parser::new_ext(body, Options::ENABLE_TABLES).collect()
}

fn headings(record: &str) -> Vec<(HeadingLevel, String)> {
    let mut headings = Vec::new();
    let mut open = false;
    for event in events(record) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                headings.push((level, String::new()));
                open = true;
            }
            Event::End(TagEnd::Heading(_)) => open = false,
            Event::Text(text) | Event::Code(text) if open => headings.last_mut().unwrap().1 += &text,
            _ => {}
        }
    }
    headings
}

#[test]
fn the_sections_are_those_of_madr_in_its_order() {
    for scenario in presets().iter().chain([&hostile()]) {
        let (record, _) = reports(scenario);
        let headings = headings(&record);
        assert_eq!(headings[0].0, HeadingLevel::H1);
        let second: Vec<&str> = headings
            .iter()
            .filter(|(level, _)| *level == HeadingLevel::H2)
            .map(|(_, text)| text.as_str())
            .collect();
        assert_eq!(
            second,
            [
                "Context and Problem Statement",
                "Decision Drivers",
                "Considered Options",
                "Decision Outcome",
                "Pros and Cons of the Options",
                "More Information"
            ]
        );
        let under =
            |text: &str| headings.iter().any(|(level, one)| *level == HeadingLevel::H3 && one == text);
        for text in ["Consequences", "Confirmation", "Sources", "To get this again"] {
            assert!(under(text), "{text}");
        }
        assert_eq!(headings.iter().filter(|(level, _)| *level == HeadingLevel::H1).count(), 1);
    }
}

#[test]
fn no_text_of_others_becomes_markup() {
    let scenario = hostile();
    let (record, _) = reports(&scenario);
    assert!(!record.contains('\u{1b}'));
    for event in events(&record) {
        assert!(
            !matches!(
                event,
                Event::Html(_)
                    | Event::InlineHtml(_)
                    | Event::Rule
                    | Event::Start(Tag::BlockQuote(_))
                    | Event::Code(_)
            ),
            "{event:?}"
        );
    }
    let title = &headings(&record)[0].1;
    assert!(title.starts_with("# x | `y` <b> --- - "), "{title}");
    // Each note is one entry of its list, as it was said.
    let mut texts: Vec<String> = Vec::new();
    for event in events(&record) {
        match event {
            Event::Start(Tag::Item) => texts.push(String::new()),
            Event::Text(text) => {
                if let Some(last) = texts.last_mut() {
                    *last += &text;
                }
            }
            _ => {}
        }
    }
    for note in &scenario.notes {
        let words: Vec<&str> = note.text.split_whitespace().collect();
        let said = format!("2026-11-22 14:30: {}", words.join(" "));
        assert!(texts.iter().any(|text| text.starts_with(&said)), "{said}");
    }
}

#[test]
fn tables_are_tables_and_there_are_only_two_listings() {
    for scenario in presets().iter().chain([&hostile()]) {
        let (record, _) = reports(scenario);
        let mut columns = 0;
        let mut cells = 0;
        let mut tables = 0;
        let mut listings = Vec::new();
        for event in events(&record) {
            match event {
                Event::Start(Tag::Table(alignments)) => (columns, tables) = (alignments.len(), tables + 1),
                Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
                Event::End(TagEnd::TableCell) => cells += 1,
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => assert_eq!(cells, columns),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    listings.push(language.to_string());
                }
                _ => {}
            }
        }
        assert!(tables >= 4, "{tables} tables");
        assert_eq!(listings, ["sh", "toml"]);
    }
}

/// What stands in a listing.
fn listing(record: &str, wanted: &str) -> String {
    let mut inside = false;
    let mut out = String::new();
    for event in events(record) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => inside = *language == *wanted,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => out += &text,
            _ => {}
        }
    }
    out
}

#[test]
fn the_scenario_within_gives_the_same_report_on_another_day() {
    for scenario in presets() {
        let (record, report) = reports(&scenario);
        let text = listing(&record, "toml");
        let empty = Scenario::new("empty", date(2031, 1, 1));
        let again = file::read(&FACTS.definitions, "record.md", &text, empty).unwrap();
        assert_eq!(again.notes, scenario.notes);
        assert!(reports(&again).1 == report, "{}", scenario.name);
    }
    let scenario = hostile();
    let (record, _) = reports(&scenario);
    let empty = Scenario::new("empty", date(2031, 1, 1));
    let text = listing(&record, "toml");
    let again = file::read(&FACTS.definitions, "record.md", &text, empty).unwrap();
    assert_eq!(again.guardrails, scenario.guardrails);
}

#[cfg(unix)]
#[test]
fn the_command_line_within_gives_the_same_report() {
    let path = Path::new(env!("CARGO_BIN_EXE_runtime-explorer")).parent().unwrap();
    let run = |line: &str| {
        // The line calls the program by its name, as whoever pastes it does.
        let output = Command::new("/bin/sh").args(["-c", line]).env("PATH", path).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let scenarios =
        preset::all().unwrap().into_iter().map(|preset| format!("{} --as-of 2026-11-22", preset.name));
    let odd =
        "--edition article --set guardrails.lag_ms=300 --set team.js=33.4 --set framework.python=django \
               --set baseline.node_rps=9340 --as-of 2027-03-04"
            .to_owned();
    for options in scenarios.chain([odd]) {
        let record = run(&format!("runtime-explorer report {options} --format markdown"));
        let line = listing(&record, "sh");
        let report = |line: &str| -> serde_json::Value {
            let mut report: serde_json::Value =
                serde_json::from_str(&run(&format!("{line} --format json"))).unwrap();
            report["scenario"]["name"] = serde_json::Value::Null;
            report
        };
        assert!(report(line.trim()) == report(&format!("runtime-explorer report {options}")), "{line}");
    }
}
