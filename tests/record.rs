//! The decision record as whoever reads it: a parser of Markdown, a shell, and the program itself.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use runtime_explorer::catalog::Catalog;
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::report::record::{embedded, record};
use runtime_explorer::report::{Subject, command_line};
use runtime_explorer::scenario::{Definitions, Note, Scenario, assignment, file, preset};
use serde_json::Value;

const DAY: Date = date(2026, 11, 23);

fn facts() -> Facts {
    Facts::new(Catalog::built_in()).unwrap()
}

fn scenario(facts: &Facts, sets: &[&str]) -> Scenario {
    let mut scenario = Scenario::new("checkout", DAY);
    assignment::assign(&facts.definitions, &mut scenario, sets.iter().copied()).unwrap();
    scenario
}

fn recorded(facts: &Facts, scenario: &Scenario) -> String {
    let outlook = evaluate(facts, scenario);
    let analysis = Analysis::of(facts, scenario, &outlook, [false; 3]);
    record(Subject { facts, scenario, outlook: &outlook, analysis: &analysis })
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn a_record_without_a_choice_says_whose_plan_it_has() {
    let facts = facts();
    let said = "What follows would be the plan of the option that leads on points.";
    let fits = recorded(&facts, &scenario(&facts, &[]));
    assert!(!fits.contains(said), "{fits}");
    let none = recorded(&facts, &scenario(&facts, &["objective.budget_usd=50"]));
    assert!(none.contains(said), "{none}");
    assert!(none.contains("| To | Limits |") && none.contains("none fits"), "{none}");
}

#[test]
fn one_of_something_is_told_as_one() {
    let facts = facts();
    let told = recorded(&facts, &scenario(&facts, &["team.hires=1"]));
    assert!(told.contains(" 1 hire planned within twelve months"), "{told}");
    assert!(told.contains("policy.workers_per_core 1 worker,"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_name_and_note_is_read_as_it_was_written(
        name in "[-#+*_`~<>&|\\[\\]()!=.:;/\\\\019a-c ]{0,29}[-#+*_`~<>&|\\[\\]()!=.:;/\\\\019a-c]",
        text in "[-#+*_`~<>&|\\[\\]()!=.:;/\\\\019a-c \n]{0,60}",
    ) {
        let facts = facts();
        let mut scenario = scenario(&facts, &[]);
        scenario.name.clone_from(&name);
        scenario.notes = vec![Note { at: DAY.at(9, 30, 0, 0), text: text.clone() }];
        let outlook = evaluate(&facts, &scenario);
        let analysis = Analysis::default();
        let seen = check_layout(&record(Subject {
            facts: &facts,
            scenario: &scenario,
            outlook: &outlook,
            analysis: &analysis,
        }));
        let expected = without_spaces(&format!("{name}: Node.js with Fastify"));
        prop_assert_eq!(without_spaces(&seen.headings[0].1), expected);
        let note = without_spaces(&format!("2026-11-23 09:30: {text}"));
        prop_assert!(seen.items.iter().any(|item| without_spaces(item) == note), "{:?}", seen.items);
        let again = carried(&facts.definitions, &seen);
        prop_assert_eq!((&again.name, &again.notes), (&scenario.name, &scenario.notes));
    }
}

/// What a reader of Markdown sees.
#[derive(Debug, Default)]
struct Seen {
    metadata: String,
    headings: Vec<(HeadingLevel, String)>,
    /// Columns, and the cells of each row.
    tables: Vec<(Vec<Alignment>, Vec<usize>)>,
    /// Language and content.
    code: Vec<(String, String)>,
    items: Vec<String>,
    links: Vec<String>,
    html: Vec<String>,
    /// Entries of lists that stand in other entries.
    nested: usize,
}

fn seen(markdown: &str) -> Seen {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut seen = Seen::default();
    let mut text = String::new();
    let mut depth = 0;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::MetadataBlock(_) | Tag::CodeBlock(_)) => {
                text.clear();
                if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) = &event {
                    seen.code.push((language.to_string(), String::new()));
                } else if matches!(event, Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))) {
                    panic!("indented code in\n{markdown}");
                }
            }
            Event::End(TagEnd::Heading(level)) => seen.headings.push((level, text.clone())),
            Event::End(TagEnd::MetadataBlock(_)) => seen.metadata.clone_from(&text),
            Event::End(TagEnd::CodeBlock) => seen.code.last_mut().unwrap().1.clone_from(&text),
            Event::Start(Tag::Table(columns)) => seen.tables.push((columns, Vec::new())),
            Event::Start(Tag::TableHead | Tag::TableRow) => seen.tables.last_mut().unwrap().1.push(0),
            Event::End(TagEnd::TableCell) => *seen.tables.last_mut().unwrap().1.last_mut().unwrap() += 1,
            Event::Start(Tag::Item) => {
                depth += 1;
                seen.nested += usize::from(depth > 1);
                text.clear();
            }
            Event::End(TagEnd::Item) => {
                depth -= 1;
                seen.items.push(text.clone());
            }
            Event::Start(Tag::Link { dest_url, .. }) => seen.links.push(dest_url.to_string()),
            Event::Text(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => seen.html.push(html.to_string()),
            Event::Code(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::BlockQuote(_)
                | Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_),
            ) => panic!("{event:?} in\n{markdown}"),
            _ => {}
        }
    }
    seen
}

/// The scenario that a record carries, as a file of its own would be read.
fn carried(definitions: &Definitions, seen: &Seen) -> Scenario {
    let [(_, toml)] = seen.code.iter().filter(|(language, _)| language == "toml").collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", seen.code)
    };
    file::read(definitions, "record", toml, Scenario::new("none", date(1999, 1, 1))).unwrap()
}

#[track_caller]
fn check_layout(markdown: &str) -> Seen {
    let seen = seen(markdown);
    assert!(seen.html.is_empty(), "{:?}", seen.html);
    assert_eq!(seen.nested, 0, "{markdown}");
    assert!(!seen.tables.is_empty());
    for (columns, rows) in &seen.tables {
        assert!(rows.len() > 1 && rows.iter().all(|cells| *cells == columns.len()), "{columns:?}: {rows:?}");
    }
    let [(HeadingLevel::H1, _), rest @ ..] = seen.headings.as_slice() else { panic!("{:?}", seen.headings) };
    let of = |wanted| -> Vec<&str> {
        rest.iter().filter(|(level, _)| *level == wanted).map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(
        of(HeadingLevel::H2),
        [
            "Context and Problem Statement",
            "Decision Drivers",
            "Considered Options",
            "Decision Outcome",
            "Pros and Cons of the Options",
            "More Information",
        ]
    );
    let third = of(HeadingLevel::H3);
    assert!(third.starts_with(&["Consequences", "Confirmation"]), "{third:?}");
    assert_eq!(of(HeadingLevel::H2).len() + third.len() + 1, seen.headings.len(), "no other levels");
    assert!(markdown.ends_with('\n') && !markdown.contains("\n\n\n"));
    assert!(markdown.lines().all(|line| line.trim_end() == line), "spaces at an end");
    seen
}

#[test]
fn every_preset_is_a_record_of_the_layout_that_carries_its_scenario() {
    let facts = facts();
    for preset in preset::all() {
        let scenario = preset.scenario(&facts.definitions, DAY).unwrap();
        let markdown = recorded(&facts, &scenario);
        let seen = check_layout(&markdown);
        assert_eq!(seen.metadata, "status: proposed\ndate: 2026-11-23\ndecision-makers: []\n");
        assert!(seen.headings[0].1.starts_with(&format!("{}: ", preset.name)), "{:?}", seen.headings);
        let lines = markdown.lines().count();
        assert!(lines < 250, "{}: {lines} lines", preset.name);
        let again = carried(&facts.definitions, &seen);
        assert_eq!(recorded(&facts, &again), markdown, "{}", preset.name);
        assert_eq!(embedded(&facts.definitions, &again), embedded(&facts.definitions, &scenario));
        assert!(seen.links.iter().all(|link| link.starts_with("https://")) && seen.links.len() > 5);
    }
}

#[test]
fn nothing_in_a_name_or_a_note_is_markup() {
    let facts = facts();
    let hostile = "# x\n- [ ] `y` *z* <b>&amp;</b> | a\n\n~~~~\n```\n</details>\n1. one\n> two\n---\n===\n[l](https://e)\u{1b}[2J";
    let mut scenario = scenario(&facts, &["guardrails.direct_dependencies=30"]);
    scenario.name = "a | `b` <i>c</i> ``` # d &lt; _e_ *f*".to_owned();
    scenario.notes = vec![
        Note { at: DAY.at(9, 30, 0, 0), text: hostile.to_owned() },
        Note { at: DAY.at(10, 0, 0, 0), text: "second".to_owned() },
        Note { at: DAY.at(11, 0, 0, 0), text: String::new() },
    ];
    let markdown = recorded(&facts, &scenario);
    let seen = check_layout(&markdown);
    assert_eq!(seen.headings[0].1, format!("{}: Node.js with Fastify", scenario.name));
    let shown = hostile.replace("\n\n", "\n").replace('\u{1b}', "\u{fffd}");
    let note = seen.items.iter().find(|item| item.starts_with("2026-11-23 09:30: ")).unwrap();
    assert_eq!(note.replace('\n', ""), format!("2026-11-23 09:30: {}", shown.replace('\n', "")));
    assert!(seen.items.contains(&"2026-11-23 10:00: second".to_owned()));
    let again = carried(&facts.definitions, &seen);
    assert_eq!((&again.name, &again.notes), (&scenario.name, &scenario.notes));
    assert_eq!(again.guardrails, scenario.guardrails);
}

#[test]
fn a_record_says_what_is_asked_of_it() {
    let facts = facts();
    let markdown = recorded(
        &facts,
        &scenario(&facts, &["traffic.rps=25k", "work.heavy_percent=2", "guardrails.direct_dependencies=30"]),
    );
    for part in [
        "25,000 requests/s sustained, with 50 % of headroom; 2 % of the requests do heavy CPU work, 10 ms each in plain Node.js; \
         none of it is done by native libraries: that makes 10.0 ms in Node.js, 390 ms in Python and 3.06 ms in Go.",
        "| traffic.rps | 25,000 | 10,000 | requests/s |",
        "- Cost, 17.0 % (priority 5): weight of the monthly bill in the score",
        "- Hybrid of Node.js with Fastify and Python with FastAPI",
        "Chosen option: \"",
        " of 1,024 draws. Drawn: ",
        "| Input | Now | Flips at |",
        "The end of life of Go 1.27 is not announced",
        "Guardrails that fail: direct dependencies 30, at most 25 packages (drop one before adding one).",
        "| Prototype | 2026-11-23 | 2026-11-26 |",
        "| Metric | At most | Predicted |",
        "| p99, ms | 50 |",
        "- Sharkbench, FastAPI, 2025-08-24, <https://sharkbench.dev/web/python-fastapi>, secondary: web.fastapi.rps 1,185",
        "runtime-explorer report --no-config --as-of 2026-11-23 --set traffic.rps=25000",
    ] {
        assert!(markdown.contains(part), "no {part:?} in\n{markdown}");
    }
}

#[test]
fn a_record_puts_what_must_be_settled_before_the_numbers_that_rest_on_it() {
    let facts = facts();
    let markdown = recorded(&facts, &scenario(&facts, &["work.heavy_percent=100", "need.data_percent=90"]));
    let at = |text: &str| markdown.find(text).unwrap_or_else(|| panic!("no {text:?} in\n{markdown}"));
    let doubt = at("no heavy work is in native libraries");
    assert!(at("Before this is relied on:") < doubt && doubt < at("| Option | Rank |"));
    assert!(!markdown[at("Caveats:")..].contains("native libraries: set"), "it is told once");
}

#[test]
fn a_record_of_broken_limits_says_what_keeping_them_takes() {
    let facts = facts();
    let markdown = recorded(&facts, &scenario(&facts, &["objective.budget_usd=50"]));
    check_layout(&markdown);
    assert!(markdown.contains("# checkout: no option meets every limit"), "{markdown}");
    assert!(markdown.contains("Chosen option: none. On points alone, \""), "{markdown}");
    assert!(markdown.contains("- Bad, because $"), "{markdown}");
    assert!(markdown.contains("it would meet every limit with one change: budget raised to "), "{markdown}");
    assert!(!markdown.contains("it breaks no hard limit"), "{markdown}");
}

#[test]
fn a_record_does_not_depend_on_the_day_it_is_made_again() {
    let facts = facts();
    let mut early = scenario(&facts, &["traffic.rps=25k", "calendar.as_of=2027-02-01"]);
    let mut late = early.clone();
    (early.today, late.today) = (DAY, date(2027, 2, 1));
    assert_eq!(recorded(&facts, &early), recorded(&facts, &late));
}

fn program(directory: &Path, shell: &str) -> Vec<u8> {
    let binary = Path::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    let path =
        std::env::join_paths([binary.parent().unwrap(), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    let output = Command::new("sh")
        .args(["-c", shell])
        .current_dir(directory)
        .env("PATH", path)
        .env("RUNTIME_EXPLORER_CONFIG", "")
        .output()
        .unwrap();
    assert!(output.status.success(), "{shell}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// A report without the name of its scenario.
fn nameless(report: &[u8]) -> Value {
    let mut report: Value = serde_json::from_slice(report).unwrap();
    *report.pointer_mut("/scenario/name").unwrap() = Value::Null;
    report
}

fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("record").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// Takes the record that the program prints at its word: runs its line, and reports on the scenario that it carries.
#[track_caller]
fn round_trip(folder: &Path, report: &str) {
    let facts = facts();
    let markdown = String::from_utf8(program(folder, &format!("{report} --format markdown"))).unwrap();
    let seen = seen(&markdown);
    let [(shell, line), (toml, scenario)] = seen.code.as_slice() else { panic!("{markdown}") };
    assert_eq!([shell, toml], ["sh", "toml"]);
    fs::write(folder.join("carried.toml"), scenario).unwrap();
    let line = line.trim_end();
    let first = nameless(&program(folder, &format!("{report} --format json")));
    assert_eq!(nameless(&program(folder, &format!("{line} --format json"))), first, "{line}");
    let data = if line.contains("--data") { "--data 'our data'" } else { "" };
    let carried = program(folder, &format!("runtime-explorer report carried.toml {data} --format json"));
    assert_eq!(nameless(&carried), first, "{scenario}");
    let read = file::read(&facts.definitions, "carried.toml", scenario, Scenario::new("none", DAY)).unwrap();
    assert_eq!(command_line(&facts, &read), line.replace(" --data 'our data'", ""));
}

#[test]
fn the_line_and_the_scenario_of_each_preset_report_the_same_again() {
    let folder = directory("presets");
    for preset in preset::all() {
        round_trip(&folder, &format!("runtime-explorer report {} --as-of 2026-11-23", preset.name));
    }
}

#[test]
fn the_line_and_the_scenario_of_an_edition_with_everything_set_report_the_same_again() {
    round_trip(
        &directory("set"),
        "runtime-explorer report go-platform-team --edition article --as-of 2027-02-28 --set team.js=33.3 \
         --set work.heavy_percent=0.05 --set baseline.set=measured-plain --set baseline.go_rps=12345.678 \
         --set plan.method=load --set guardrails.lag_ms=150.5",
    );
}

#[test]
fn a_line_names_the_directory_that_figures_came_from() {
    let folder = directory("data");
    program(&folder, "runtime-explorer data export 'our data'");
    round_trip(&folder, "runtime-explorer report --data 'our data' --as-of 2026-11-23 --set traffic.rps=25k");
}
