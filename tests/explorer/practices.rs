//! The Practices page: what of the article it covers, and how one walks through it.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseEvent, MouseEventKind};
use jiff::civil::date;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::line::Line;
use runtime_explorer::explorer::overlay::provenance::Provenance;
use runtime_explorer::explorer::{Focus, Panel};
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::evaluate;
use runtime_explorer::report::{self, Subject};
use runtime_explorer::scenario::Scenario;
use runtime_explorer::sheets::SheetId;

use super::app::{App, FACTS};

fn scenario() -> Scenario {
    Scenario::new("saas-backend", date(2026, 11, 22))
}

/// The headings of the article, in its order and as it spells them.
const HEADINGS: [&str; 23] = [
    "Difference Between Node.js and Python: A Practical 2026 Guide",
    "Runtime model and core philosophy",
    "Performance and speed in real projects",
    "Scalability and concurrency",
    "Versioning, LTS, and upgrade cadence (2026 reality)",
    "Syntax, readability, and developer experience",
    "Ecosystem and libraries",
    "Concurrency patterns and async style",
    "Web frameworks and real‑world ergonomics",
    "Deployment and operations in 2026",
    "Traditional vs modern workflow comparison",
    "Observability, debugging, and incident response",
    "Dependency management and supply chain risk",
    "Common mistakes and how I avoid them",
    "When I choose Node.js",
    "When I choose Python",
    "Edge cases and hybrid architectures",
    "Security and maintenance considerations",
    "Cost and capacity planning with real numbers",
    "Hiring and market signals",
    "Practical decision checklist",
    "Data‑backed decision summary (with explicit numbers)",
    "Key takeaways and next steps",
];

#[test]
fn every_heading_of_the_article_has_a_topic_with_rows_and_no_topic_another_heading() {
    let topics = FACTS.catalog.practice_topics();
    for heading in HEADINGS {
        let mut under = topics.iter().filter(|topic| topic.heading == heading);
        assert!(under.any(|topic| FACTS.catalog.practices(&topic.id).next().is_some()), "{heading}");
    }
    for topic in topics {
        assert!(HEADINGS.contains(&topic.heading.as_str()), "{}: {}", topic.id, topic.heading);
    }
}

/// The parts that stand under the headings, each with a table that covers it: a topic's where it is advice, one of
/// another page where it is a figure, or follows from figures and is computed.
const PARTS: [(&str, &str); 27] = [
    ("Restaurant and kitchen, and the stories of three systems", "stories"),
    ("Ratios of throughput, latency and compute time: computed for each benchmark set", "ratios"),
    ("Rules anchored to the benchmark", "performance-rules"),
    ("Release lines and their phases: computed for any date", "lines"),
    ("When to upgrade each runtime: computed for any date", "upgrades"),
    ("Endpoint in both languages, and the job with a timeout", "code"),
    ("Cold starts, where the measurements contradict", "cold-start"),
    ("Six habits, before and now", "modernise"),
    ("Thresholds that carry a number", "guardrails"),
    ("Where those thresholds lie for a load: computed", "red-lines"),
    ("Trees of dependencies", "dependencies"),
    ("Mistakes in Node.js with their remedies", "mistakes-node"),
    ("Mistakes in Python with their remedies", "mistakes-python"),
    ("Frameworks", "web-frameworks"),
    ("Instances for a sustained load, with safety factor: computed by each method", "capacity"),
    ("How to plan capacity", "capacity-steps"),
    ("Six quick rules", "quick-rules"),
    ("The same rules against a scenario: evaluated", "checklist"),
    ("Summary's table: throughput and median latency", "web"),
    ("Summary's table: compute time", "compute"),
    ("Summary's table: usage of the languages by year", "usage"),
    ("Summary's table: growth of jobs, and wages", "market"),
    ("Why Node wins", "why-node"),
    ("Why the alternatives fail", "why-not"),
    ("Execution plan: with dates and sums for the recommended option", "execution-plan"),
    ("Success metrics: with what the model predicts", "success-metrics"),
    ("Number of sources and confidence: each with what it says", "sources"),
];

#[test]
fn every_part_under_the_headings_has_a_table_with_rows_that_a_report_can_name() {
    let scenario = scenario();
    let outlook = evaluate(&FACTS, &scenario);
    let analysis = Analysis::of(&FACTS, &scenario, &outlook, [false; 3]);
    let sheets = report::sheets(Subject {
        facts: &FACTS,
        scenario: &scenario,
        outlook: &outlook,
        analysis: &analysis,
    });
    for (part, id) in PARTS {
        let sheet = sheets.iter().find(|sheet| sheet.id.as_str() == id);
        assert!(sheet.is_some_and(|sheet| !sheet.rows.is_empty()), "{part}: {id}");
    }
    for topic in FACTS.catalog.practice_topics() {
        let named = sheets.iter().filter(|sheet| sheet.title == topic.title && sheet.note == topic.lead);
        assert_eq!(named.count(), 1, "{}: its name is that of another table", topic.id);
    }
    for (position, sheet) in sheets.iter().enumerate() {
        assert!(sheets.iter().skip(position + 1).all(|other| other.id != sheet.id), "{} twice", sheet.id);
    }
}

/// The explorer on the Practices page with the list of topics in focus.
fn practices(columns: u16, rows: u16) -> App {
    let mut app = App::sized((columns, rows), &[]);
    app.keys("6");
    app.key(KeyCode::Tab);
    app
}

/// The table of a topic.
fn topic(id: &str) -> SheetId {
    SheetId::of_topic(FACTS.catalog.practice_topics().iter().find(|topic| topic.id == *id).unwrap())
}

impl App {
    /// Turns to a table.
    fn turn_to(&mut self, sheet: SheetId) {
        self.state.focus_panel(&Panel::Sheet(sheet));
        self.key(KeyCode::Home);
    }

    /// The selected row of the table in focus: its first cell.
    fn selected(&self) -> String {
        let (sheet, table) = self.state.focused_table().unwrap();
        table.selected(sheet).unwrap().cells.first().unwrap().text.clone()
    }
}

#[test]
fn a_topic_opens_its_table_by_key_and_by_mouse_and_backspace_leads_back() {
    let mut app = practices(120, 40);
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(SheetId::Topics)));
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(topic("runtime_model"))));
    assert!(app.state.overlay.is_none());
    assert!(app.shown().contains("[runtime model]"), "{}", app.shown());
    app.key(KeyCode::Backspace);
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(SheetId::Topics)));
    assert_eq!(app.selected(), "Runtime model", "the list is where it was");

    let (column, row) = app.find("Rules of thumb for speed");
    app.press((column, row));
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(SheetId::Topics)), "the first press selects");
    app.press((column, row));
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(topic("performance_rules"))));
}

#[test]
fn the_tables_of_the_topics_follow_list_and_all_practices_in_their_order() {
    let mut app = practices(120, 40);
    let mut walked = Vec::new();
    while app.state.focus == Focus::Page {
        walked.push(app.state.panel());
        app.key(KeyCode::Tab);
    }
    assert_eq!(walked, app.state.panels());
    let topics = FACTS.catalog.practice_topics();
    let named = [SheetId::Topics, SheetId::Practices, SheetId::GuardrailCheck].map(Panel::Sheet);
    assert_eq!(walked[..3], named);
    assert_eq!(walked.len(), named.len() + topics.len());
    for (panel, topic) in walked[named.len()..].iter().zip(topics) {
        let Panel::Sheet(id) = panel else { panic!("{panel:?}") };
        assert_eq!(id.as_str(), topic.id.replace('_', "-"));
    }
}

#[test]
fn the_table_of_all_practices_is_searched_across_topics() {
    let mut app = practices(120, 40);
    app.turn_to(SheetId::Practices);
    app.keys("/cold start");
    app.key(KeyCode::Enter);
    let (sheet, table) = app.state.focused_table().unwrap();
    let found = table.rows(sheet);
    let topics: std::collections::HashSet<&str> =
        found.iter().map(|row| sheet.rows[*row].cells[1].text.as_str()).collect();
    assert!(found.len() < sheet.rows.len() && topics.contains("Cold starts"), "{topics:?}");
    app.key(KeyCode::Enter);
    assert!(matches!(app.state.overlay, Some(Overlay::Provenance(_))));
    app.key(KeyCode::Esc);
    app.keys("/ of no such thing");
    assert!(app.shown().contains("No row is selected."), "{}", app.shown());
}

#[test]
fn the_detail_of_the_selected_row_is_seen_at_once_with_its_figures() {
    for (columns, rows) in [(120, 40), (200, 50)] {
        let mut app = practices(columns, rows);
        app.turn_to(topic("cold_start"));
        for practice in FACTS.catalog.practices("cold_start") {
            let name = &practice.cells[0];
            assert_eq!(app.selected(), *name);
            let shown = app.shown();
            assert!(shown.contains(&format!("╭ {name} ─")), "{shown}");
            let words: Vec<&str> = practice.detail.split_whitespace().take(4).collect();
            assert!(shown.contains(&words.join(" ")), "{name} at {columns}x{rows}:\n{shown}");
            for id in practice.figures.iter().take(1) {
                let label = &FACTS.catalog.figure(id).unwrap().label;
                assert!(shown.contains(&format!("{label}: ")), "{label} at {columns}x{rows}:\n{shown}");
            }
            app.key(KeyCode::Down);
        }
    }
}

#[test]
fn a_figure_names_source_and_date_and_what_the_other_edition_has() {
    let mut app = practices(120, 40);
    app.turn_to(topic("hiring"));
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    let figure = |app: &App| app.state.detail().unwrap().figures.concat();
    let audited = figure(&app);
    let go = FACTS.catalog.figure("usage.go.2025").unwrap();
    let source = FACTS.catalog.source(&go.reading(runtime_explorer::catalog::Edition::Audited).source);
    let source = source.unwrap();
    assert!(
        audited.contains(source.publisher.as_str()) && audited.contains("; the article has "),
        "{audited}"
    );
    app.keys("E");
    let article = figure(&app);
    assert!(article.contains("; the audit has "), "{article}");
}

#[test]
fn programs_keep_their_lines() {
    let mut app = practices(160, 50);
    app.turn_to(topic("code"));
    let detail = FACTS.catalog.practice("code.status.node").unwrap().detail.trim();
    for code in detail.lines().filter(|line| !line.is_empty()) {
        assert!(app.shown().contains(&format!("│{code} ")), "{code}:\n{}", app.shown());
    }
    app.key(KeyCode::End);
    assert!(app.shown().contains("Enter shows all"), "{}", app.shown());
}

#[test]
fn without_room_for_the_detail_enter_shows_it() {
    let mut app = practices(80, 24);
    app.turn_to(topic("guardrails"));
    let practice = FACTS.catalog.practices("guardrails").next().unwrap();
    let words: Vec<&str> = practice.detail.split_whitespace().take(4).collect();
    assert!(!app.shown().contains(&words.join(" ")), "{}", app.shown());
    app.key(KeyCode::Enter);
    assert!(app.shown().contains(&words.join(" ")), "{}", app.shown());
    let Some(Overlay::Provenance(Provenance { lines, .. })) = &app.state.overlay else {
        panic!("no overlay")
    };
    for id in &practice.figures {
        assert!(lines.contains(&Line::field("Figure", id.to_string())), "{lines:?}");
    }
}

#[test]
fn the_wheel_over_the_detail_walks_through_the_rows() {
    let mut app = practices(120, 40);
    app.turn_to(topic("guardrails"));
    let (column, row) = (60, 36);
    let kind = MouseEventKind::ScrollDown;
    app.apply(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    let fourth = FACTS.catalog.practices("guardrails").nth(3).unwrap();
    assert_eq!(app.selected(), fourth.cells[0]);
}
