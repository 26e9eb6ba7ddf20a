//! Saving, opening and leaving: what keys and mouse do, what is asked of the files, and how it looks.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "the machinery of a test fails by panicking, and values on the grid are exact"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::date;
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use runtime_explorer::catalog::Catalog;
use runtime_explorer::explorer::documents::{Folders, KnownFile};
use runtime_explorer::explorer::files::What;
use runtime_explorer::explorer::files::{Choice, Listed, Over, Refusal, Request};
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::path_form::PathForm;
use runtime_explorer::explorer::question::{About, Question};
use runtime_explorer::explorer::{Effect, State, update_all};
use runtime_explorer::model::Facts;
use runtime_explorer::scenario::registry::{self, RPS};
use runtime_explorer::scenario::{Scenario, file};
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, LEAST_SIZE, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in()).unwrap());

const LOOK: Look = Look { theme: Theme::sixteen_colours(), glyphs: Glyphs::UNICODE };
const FOLDER: &str = "/home/ann/.local/share/runtime-explorer/scenarios";
const OURS: &str = "# Checkout.\nschema = 1\n[traffic]\nrps = 20000 # peak\n";

/// The explorer on a screen, with files that exist only here.
struct App {
    state: State,
    screen: Terminal<TestBackend>,
    files: BTreeMap<PathBuf, String>,
    /// Why no file can be written now, if so.
    fault: Option<&'static str>,
    has_left: bool,
}

impl App {
    fn new((columns, rows): (u16, u16)) -> Self {
        let mut state = State::new(FACTS.clone(), Scenario::new("saas-backend", date(2026, 11, 22)));
        state.folders = Folders { scenarios: Some(FOLDER.into()), home: Some("/home/ann".into()) };
        let screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut app = Self { state, screen, files: BTreeMap::new(), fault: None, has_left: false };
        app.draw();
        app
    }

    /// The same, opened on a file.
    fn of_file() -> Self {
        let mut app = Self::new((120, 40));
        let path = PathBuf::from("ours.toml");
        app.files.insert(path.clone(), OURS.to_owned());
        let scenario = read("ours", OURS);
        app.state = State::new(FACTS.clone(), scenario);
        app.state.folders.scenarios = Some(FOLDER.into());
        app.state.belongs_to(KnownFile { path, text: OURS.to_owned() });
        app.draw();
        app
    }

    fn draw(&mut self) {
        let state = &mut self.state;
        self.screen.draw(|frame| state.regions = ui::draw(frame, state, &LOOK)).unwrap();
    }

    fn apply(&mut self, event: Event) {
        let is_asked = matches!(self.state.overlay, Some(Overlay::Question(_)));
        let mut effect = update_all(&mut self.state, [event]);
        while let Effect::File(request) = effect {
            let overwrites = matches!(&request, Request::Save(save) if save.over == Over::Anything);
            assert!(is_asked || !overwrites, "nothing is overwritten that nobody was asked about");
            effect = self.fulfil(request);
        }
        self.has_left |= effect == Effect::Quit;
        update_all(&mut self.state, []);
        self.draw();
    }

    fn fulfil(&mut self, request: Request) -> Effect {
        match request {
            Request::Save(save) => {
                let outcome = match (&self.fault, self.files.get(&save.path), &save.over) {
                    (Some(fault), _, _) => Err(Refusal::Failed((*fault).to_owned())),
                    (None, Some(_), Over::Nothing) => Err(Refusal::Exists),
                    (None, Some(text), Over::Known(known)) if text != known => Err(Refusal::Changed),
                    _ => Ok(()),
                };
                if outcome.is_ok() {
                    self.files.insert(save.path.clone(), save.text.clone());
                }
                self.state.save_came_to(save, outcome)
            }
            Request::Open(path) => {
                let stem = path.file_stem().unwrap().to_string_lossy();
                let outcome = self.files.get(&path).map(|text| (read(&stem, text), text.clone()));
                let outcome = outcome.ok_or_else(|| format!("{}: there is no such file", path.display()));
                self.state.open_came_to(path, outcome)
            }
            Request::Import(path) => panic!("nobody names a load test: {}", path.display()),
            Request::Themes => panic!("nobody asks for the themes"),
            Request::Export(export) => {
                let outcome = match (&self.fault, self.files.contains_key(&export.path)) {
                    (Some(fault), _) => Err(Refusal::Failed((*fault).to_owned())),
                    (None, true) if !export.overwrite => Err(Refusal::Exists),
                    _ => Ok(()),
                };
                if outcome.is_ok() {
                    self.files.insert(export.path.clone(), format!("{:?}", export.what));
                }
                self.state.export_came_to(export, outcome);
                Effect::None
            }
            Request::Copy(what) => {
                self.state.copy(&what, format!("{what:?}"));
                Effect::None
            }
            Request::List => {
                let files = self.files.keys().filter(|path| path.starts_with(FOLDER));
                let listed = |path: &PathBuf| Listed {
                    name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                    about: "2026-11-20 14:30".to_owned(),
                    choice: Choice::File(path.clone()),
                };
                let files = files.map(listed).collect();
                self.state.list_came_to(files);
                Effect::None
            }
        }
    }

    fn key(&mut self, code: KeyCode) {
        self.apply(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn ctrl(&mut self, key: char) {
        self.apply(Event::Key(KeyEvent::new(KeyCode::Char(key), KeyModifiers::CONTROL)));
    }

    fn keys(&mut self, keys: &str) {
        for key in keys.chars() {
            self.key(KeyCode::Char(key));
        }
    }

    fn press(&mut self, (column, row): (u16, u16)) {
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.apply(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }

    /// Puts another path into the form.
    fn path(&mut self, path: &str) {
        self.ctrl('u');
        self.keys(path);
        self.key(KeyCode::Enter);
    }

    fn form(&self) -> &PathForm {
        match &self.state.overlay {
            Some(Overlay::Path(form)) => form,
            other => panic!("no form is open: {other:?}"),
        }
    }

    fn about(&self) -> &About {
        match &self.state.overlay {
            Some(Overlay::Question(Question { about, .. })) => about,
            other => panic!("nothing is asked: {other:?}"),
        }
    }

    fn text(&self, path: &str) -> &str {
        &self.files[Path::new(path)]
    }

    fn rps(&self) -> f64 {
        self.state.facts.definitions.number(&self.state.scenario, RPS)
    }

    fn shown(&self) -> String {
        self.screen.backend().to_string()
    }

    /// Where a text begins on the screen.
    fn find(&self, text: &str) -> (u16, u16) {
        let shown = self.shown();
        for (row, line) in shown.lines().map(|line| line.trim_matches('"')).enumerate() {
            if let Some((before, _)) = line.split_once(text) {
                return (before.chars().count() as u16, row as u16);
            }
        }
        panic!("{text:?} is not on the screen:\n{shown}");
    }
}

fn read(stem: &str, text: &str) -> Scenario {
    file::read(&FACTS.definitions, stem, text, Scenario::new(stem, date(2026, 11, 22))).unwrap()
}

#[test]
fn a_file_is_saved_in_place_with_what_stood_around_the_value() {
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    assert!(app.shown().contains("ours*"));
    app.keys("w");
    assert_eq!(app.text("ours.toml"), OURS.replace("20000", "21000"));
    assert!(!app.state.is_changed() && !app.shown().contains("ours*"));
    app.find("Saved to ours.toml.");
    app.key(KeyCode::Right);
    app.ctrl('s');
    assert_eq!(app.text("ours.toml"), OURS.replace("20000", "22000"));
    app.ctrl('s');
    app.find("Nothing has changed; W saves it under another name.");
    app.keys("u");
    assert!(app.state.is_changed(), "undo goes behind a save");
}

#[test]
fn a_scenario_without_a_file_is_given_one_and_named_after_it() {
    let mut app = App::new((120, 40));
    app.key(KeyCode::Right);
    app.keys("w");
    assert_eq!(app.form().field().text(), "saas-backend");
    app.path("checkout");
    let path = format!("{FOLDER}/checkout.toml");
    let text = app.text(&path).to_owned();
    assert!(text.contains("name = \"checkout\"") && text.contains("rps = 11000"), "{text}");
    assert!(app.shown().contains("checkout ") && !app.state.is_changed());
    assert_eq!(read("checkout", &text), app.state.scenario);
    app.keys("uU");
    assert!(!app.state.is_changed(), "the old name does not come back");
    app.keys("r");
    app.keys("w");
    assert!(app.text(&path).contains("rps = 10000"));
}

#[test]
fn another_file_is_only_overwritten_after_a_yes_and_the_path_is_not_lost() {
    let mut app = App::of_file();
    app.files.insert("./theirs.toml".into(), "schema = 1\n".to_owned());
    app.keys("W");
    app.path("./theirs");
    for back in [KeyCode::Char('n'), KeyCode::Esc, KeyCode::Enter] {
        assert!(matches!(app.about(), About::Exists(_)));
        app.key(back);
        assert_eq!(app.form().field().text(), "./theirs");
        assert_eq!(app.text("./theirs.toml"), "schema = 1\n");
        app.key(KeyCode::Enter);
    }
    app.keys("y");
    assert!(app.state.overlay.is_none());
    assert!(app.text("./theirs.toml").starts_with("# Checkout."));
    assert_eq!(app.text("ours.toml"), OURS);
}

#[test]
fn a_file_that_others_have_changed_is_not_overwritten_without_asking() {
    let theirs = OURS.replace("20000", "5");
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.files.insert("ours.toml".into(), theirs.clone());
    app.keys("wn");
    assert_eq!(app.text("ours.toml"), theirs);
    assert!(app.state.is_changed() && app.state.overlay.is_none());
    // What stands there now is one step of the history.
    app.keys("wr");
    assert_eq!((app.rps(), app.state.is_changed()), (5.0, false));
    app.keys("u");
    assert_eq!((app.rps(), app.state.is_changed()), (21_000.0, true));
    app.keys("wy");
    assert_eq!(app.text("ours.toml"), OURS.replace("20000", "21000"));
    assert!(!app.state.is_changed());
}

#[test]
fn a_save_that_fails_says_why_and_keeps_everything() {
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.fault = Some("ours.toml cannot be written: no space left");
    app.keys("w");
    app.find("no space left");
    assert_eq!(app.form().field().text(), "ours.toml");
    app.path("/srv/ours.toml");
    assert_eq!(app.form().field().text(), "/srv/ours.toml");
    app.find("no space left");
    assert!(app.state.is_changed());
    app.fault = None;
    app.key(KeyCode::Enter);
    assert!(app.text("/srv/ours.toml").contains("rps = 21000 # peak"));
    assert!(!app.state.is_changed());
}

#[test]
fn leaving_asks_only_about_changes() {
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.keys("q");
    assert!(!app.has_left && matches!(app.about(), About::Unsaved(_)));
    app.keys("c");
    assert!(!app.has_left && app.state.overlay.is_none());
    app.keys("qs");
    assert!(app.has_left && app.text("ours.toml").contains("21000"));

    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.keys("qd");
    assert!(app.has_left && app.text("ours.toml") == OURS);

    let mut app = App::new((120, 40));
    app.key(KeyCode::Right);
    app.keys("qs");
    assert!(!app.has_left, "it has no file yet");
    app.path("/srv/ours.toml");
    assert!(app.has_left && app.text("/srv/ours.toml").contains("11000"));

    let mut app = App::of_file();
    app.keys("q");
    assert!(app.has_left, "nothing to lose");

    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.ctrl('c');
    assert!(app.has_left, "at once, whatever is unsaved");
}

#[test]
fn a_preset_or_a_file_is_picked_and_undo_comes_back_to_the_old_file() {
    let mut app = App::of_file();
    app.files.insert(format!("{FOLDER}/q3.toml").into(), "schema = 1\n[traffic]\nrps = 3\n".to_owned());
    app.keys("O");
    app.key(KeyCode::Enter);
    assert_eq!((app.rps(), app.state.scenario.name.as_str()), (3.0, "q3"));
    app.key(KeyCode::Right);
    app.ctrl('o');
    let listed: Vec<&str> = app.form().list().iter().map(|listed| listed.name.as_str()).collect();
    assert_eq!(listed[..4], ["q3", "ours", "saas-backend", "logistics-dashboard"]);
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert!(matches!(app.about(), About::Unsaved(_)));
    app.keys("d");
    assert_eq!((app.rps(), app.state.scenario.name.as_str()), (20_000.0, "logistics-dashboard"));
    assert!(!app.state.is_changed());
    app.keys("uuu");
    assert_eq!((app.rps(), app.state.scenario.name.as_str()), (20_000.0, "ours"));
    assert!(!app.state.is_changed());
    app.key(KeyCode::Right);
    app.keys("w");
    assert_eq!(app.text("ours.toml"), OURS.replace("20000", "21000"));
    assert!(app.text(&format!("{FOLDER}/q3.toml")).contains("rps = 3"));
}

#[test]
fn changes_are_saved_before_another_scenario_is_opened() {
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.keys("O");
    app.path("ml-inference");
    app.keys("s");
    assert_eq!(app.state.scenario.name, "ml-inference");
    assert!(app.text("ours.toml").contains("21000"));
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_form_as_it_was() {
    let mut app = App::of_file();
    app.keys("O");
    app.path("/srv/none.toml");
    app.find("/srv/none.toml: there is no such file");
    assert_eq!(app.form().field().text(), "/srv/none.toml");
    assert!(app.form().list().len() > 3);
    app.path("");
    app.find("Type a name or a path.");
    app.key(KeyCode::Esc);
    assert_eq!(app.rps(), 20_000.0);
}

#[test]
fn the_mouse_picks_and_answers_and_loses_nothing() {
    let mut app = App::of_file();
    app.key(KeyCode::Right);
    app.keys("O");
    let place = app.find("go-platform-team");
    app.press(place);
    app.press(place);
    assert!(matches!(app.about(), About::Unsaved(_)));
    app.press((0, 0));
    assert!(app.form().list().len() > 3, "a press beside the question goes back to the list");
    app.apply(Event::Paste("ours/q3".to_owned()));
    app.press((0, 0));
    assert_eq!(app.form().field().text(), "ours/q3");
    app.find("Esc leaves everything as it was.");
    app.press(place);
    app.press(place);
    let place = app.find("discard them");
    app.press(place);
    assert_eq!(app.state.scenario.name, "go-platform-team");
}

#[test]
fn an_export_is_named_written_and_never_over_a_file_that_nobody_was_asked_about() {
    let mut app = App::new((120, 40));
    app.keys("e");
    app.key(KeyCode::Enter);
    assert_eq!(app.form().field().text(), "saas-backend-2026-11-22.md");
    app.key(KeyCode::Enter);
    assert_eq!(app.text("saas-backend-2026-11-22.md"), "Record");
    assert_eq!(app.state.notice.as_deref(), Some("Wrote the decision record to saas-backend-2026-11-22.md."));
    // A second time it is asked; no leads back to the path that was typed.
    app.keys("e");
    app.key(KeyCode::Enter);
    app.key(KeyCode::Enter);
    assert!(matches!(app.about(), About::Taken(_)));
    app.keys("n");
    assert_eq!(app.form().field().text(), "saas-backend-2026-11-22.md");
    app.path("notes/q3");
    assert_eq!(app.text("notes/q3.md"), "Record");
    app.keys("e");
    app.key(KeyCode::Enter);
    app.key(KeyCode::Enter);
    app.keys("y");
    assert!(app.state.overlay.is_none() && app.state.notice.as_deref().unwrap().starts_with("Wrote"));
    assert!(!app.state.is_changed(), "an export is no save");
}

#[test]
fn an_export_that_fails_says_why_and_keeps_the_path() {
    let mut app = App::new((120, 40));
    app.fault = Some("the disk is full");
    app.keys("ej");
    app.key(KeyCode::Enter);
    app.path("~/q3");
    assert_eq!(app.form().refusal.as_deref(), Some("the disk is full"));
    assert_eq!(app.form().field().text(), "~/q3");
    app.fault = None;
    app.key(KeyCode::Enter);
    assert_eq!(app.text("/home/ann/q3.json"), "Report");
}

#[test]
fn the_table_in_view_can_be_exported_and_copied() {
    let mut app = App::new((120, 40));
    app.keys("5");
    app.key(KeyCode::Tab);
    app.keys("e");
    assert!(app.shown().contains("Table \u{201c}Ranking\u{201d}, CSV"), "{}", app.shown());
    app.key(KeyCode::End);
    app.key(KeyCode::Enter);
    assert_eq!(app.state.clipboard.take().as_deref(), Some("Table(\"ranking\")"));
    assert_eq!(app.state.notice.as_deref(), Some("Copied the table, 16 bytes, if this terminal allows it."));
    app.keys("e");
    let line = app.find("Copy the command line");
    app.press(line);
    assert_eq!(app.state.clipboard.take().as_deref(), Some("CommandLine"));
    app.state.copy(&What::Record, "x".repeat(80_000));
    assert_eq!(app.state.clipboard, None);
    assert!(app.state.notice.as_deref().unwrap().contains("export the decision record to a file"));
}

#[test]
fn the_overlays_at_the_sizes_that_people_have() {
    for size @ (columns, rows) in [(80, 24), (120, 40)] {
        let mut app = App::new(size);
        for name in ["checkout-q3", "search"] {
            app.files.insert(format!("{FOLDER}/{name}.toml").into(), "schema = 1\n".to_owned());
        }
        app.key(KeyCode::Right);
        app.keys("W");
        insta::assert_snapshot!(format!("save-as-{columns}x{rows}"), app.shown());
        app.path("search");
        insta::assert_snapshot!(format!("exists-{columns}x{rows}"), app.shown());
        app.key(KeyCode::Esc);
        app.key(KeyCode::Esc);
        app.keys("O");
        insta::assert_snapshot!(format!("open-{columns}x{rows}"), app.shown());
        app.key(KeyCode::Esc);
        app.keys("e");
        insta::assert_snapshot!(format!("export-{columns}x{rows}"), app.shown());
        app.key(KeyCode::Enter);
        insta::assert_snapshot!(format!("export-path-{columns}x{rows}"), app.shown());
        app.key(KeyCode::Esc);
        app.keys("q");
        insta::assert_snapshot!(format!("unsaved-{columns}x{rows}"), app.shown());
    }
}

#[test]
fn every_answer_and_every_line_is_seen_on_the_least_screen() {
    let mut app = App::new(LEAST_SIZE);
    app.key(KeyCode::Right);
    app.keys("O");
    for listed in app.form().list().to_vec() {
        app.find(&listed.name);
        app.key(KeyCode::Down);
    }
    app.key(KeyCode::Esc);
    let path = format!("./{}", "long/".repeat(150));
    app.files.insert(format!("{path}a.toml").into(), String::new());
    app.keys("W");
    app.path(&format!("{path}a.toml"));
    app.find("no, give another name");
}

#[test]
fn no_size_breaks_the_overlays() {
    for columns in (0..=170).step_by(17) {
        for rows in (0..=52).step_by(7) {
            let mut app = App::new((columns, rows));
            app.key(KeyCode::Right);
            for keys in ["W", "O", "q"] {
                app.keys(keys);
                app.key(KeyCode::PageDown);
                app.key(KeyCode::Esc);
            }
        }
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    let press = |column, row| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    };
    let named = [KeyCode::Enter, KeyCode::Enter, KeyCode::Esc, KeyCode::Up, KeyCode::Down, KeyCode::Right];
    prop_oneof![
        4 => proptest::sample::select(named.to_vec()).prop_map(key),
        4 => proptest::sample::select("wWOqyndscruU".chars().collect::<Vec<_>>())
            .prop_map(move |char| key(KeyCode::Char(char))),
        1 => (0u16..120, 0u16..40).prop_map(move |(column, row)| press(column, row)),
        1 => proptest::sample::select(vec!["ours.toml", "./ours", "other", "/"])
            .prop_map(|path| Event::Paste(path.to_owned())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_pressed_what_counts_as_saved_stands_in_its_file(
        steps in proptest::collection::vec((any_event(), 0u8..12), 1..60),
    ) {
        let mut app = App::of_file();
        for (event, chance) in steps {
            app.fault = (chance == 0).then_some("the disk is full");
            // Now and then somebody else writes, too.
            if chance == 1 {
                app.files.insert("ours.toml".into(), OURS.to_owned());
            }
            app.apply(event);
            let present = app.state.documents.present().unwrap();
            if let Some(file) = &present.file {
                let saved = read("", &file.text);
                for key in registry::keys() {
                    let value = |scenario| FACTS.definitions.value(scenario, key);
                    prop_assert_eq!(value(&saved), value(&present.saved));
                }
            }
            if app.has_left {
                break;
            }
        }
        for (path, text) in &app.files {
            prop_assert!(text.starts_with("# "), "{}: {text}", path.display());
            read("", text);
        }
    }
}
