//! A load test of one's own in the explorer: naming its file, the preview, and what is taken.

use runtime_explorer::sheets::SheetId;
use std::path::Path;

use crossterm::event::{Event, KeyCode};
use runtime_explorer::catalog::Runtime;
use runtime_explorer::explorer::files::Request;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::{Effect, Tab};
use runtime_explorer::import;
use runtime_explorer::scenario::parameter::Value;
use runtime_explorer::scenario::registry::{BASELINE_GO, BASELINE_NODE};
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{LEAST_SIZE, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::App;

const WRK: &str = "wrk/wrk-4.1-node-mix.txt";
const OHA: &str = "oha/oha-1.16-go-mix-breakdown.json";

impl App {
    /// Types a path into the form, and reads the file as the real loop does.
    fn import(&mut self, file: &str) {
        self.keys("I");
        self.apply(Event::Paste(file.to_owned()));
        let effect = self.key(KeyCode::Enter);
        self.fulfil_import(&effect);
    }

    fn fulfil_import(&mut self, effect: &Effect) {
        let Effect::File(Request::Import(path)) = effect else { panic!("nothing is asked: {effect:?}") };
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loadtests");
        let outcome = std::fs::File::open(folder.join(path))
            .map_err(|error| error.to_string())
            .and_then(|file| import::read(&name, file).map_err(|refusal| refusal.to_string()));
        self.state.import_came_to(name, outcome);
        self.draw();
    }

    fn typed_path(&self) -> (&str, &str) {
        match &self.state.overlay {
            Some(Overlay::Path(form)) => (form.field().text(), form.refusal.as_deref().unwrap_or_default()),
            other => panic!("no path is typed: {other:?}"),
        }
    }

    fn is_previewing(&self) -> bool {
        matches!(self.state.overlay, Some(Overlay::Import(_)))
    }
}

#[test]
fn a_load_test_is_previewed_and_taken_as_one_step() {
    let mut app = App::new();
    app.import(WRK);
    app.find("Load test: wrk-4.1-node-mix.txt");
    app.find("Type the cores to see what it changes.");
    app.keys("2");
    app.find("Baseline of Node.js: 9,340 → ");
    let before = app.state.scenario.clone();
    app.key(KeyCode::Enter);
    assert!(app.state.overlay.is_none());
    let measured = app.state.scenario.measured.get(Runtime::Node).unwrap();
    assert_eq!((measured.file.as_str(), measured.cores), ("wrk-4.1-node-mix.txt", 2.0));
    assert_eq!(app.number(BASELINE_NODE), measured.rps_per_core());
    app.find("Your measurement is the baseline of Node.js now; u undoes it.");
    app.keys("u");
    assert_eq!(app.state.scenario, before);
    app.keys("U");
    assert!(app.state.scenario.measured.get(Runtime::Node).is_some());
}

#[test]
fn half_a_core_can_be_typed() {
    let mut app = App::new();
    app.import(WRK);
    app.keys(".5");
    app.key(KeyCode::Enter);
    let measured = app.state.scenario.measured.get(Runtime::Node).unwrap();
    assert_eq!((measured.cores, measured.rps_per_core()), (0.5, measured.rps_ok * 2.0));
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let mut app = App::new();
    let before = app.state.scenario.clone();
    app.keys("I");
    app.key(KeyCode::Esc);
    app.import(WRK);
    app.key(KeyCode::Right);
    app.keys("4");
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none() && app.state.scenario == before && !app.state.is_changed());
    app.keys("u");
    app.find("Nothing to undo.");
}

#[test]
fn refusals_stay_beside_what_was_typed() {
    let mut app = App::new();
    app.keys("I");
    app.find("What ab, artillery,");
    app.key(KeyCode::Enter);
    assert_eq!(app.typed_path(), ("", "Type the path of a file that a load generator wrote."));
    app.key(KeyCode::Esc);
    app.import("damaged/none-such.txt");
    assert!(app.typed_path().1.contains("No such file"), "{:?}", app.typed_path());
    assert_eq!(app.typed_path().0, "damaged/none-such.txt");
    // Corrected, it is read.
    for _ in 0.."damaged/none-such.txt".len() {
        app.key(KeyCode::Backspace);
    }
    app.apply(Event::Paste(OHA.to_owned()));
    let effect = app.key(KeyCode::Enter);
    app.fulfil_import(&effect);
    assert!(app.is_previewing());
}

#[test]
fn a_file_without_throughput_gives_no_baseline() {
    let mut app = App::new();
    app.import("ab/ab-go-slow.csv");
    let (typed, refusal) = app.typed_path();
    assert_eq!(typed, "ab/ab-go-slow.csv");
    assert!(
        refusal.contains("does not say how many requests succeeded and how long the run took"),
        "{refusal}"
    );
}

#[test]
fn cores_are_needed_and_wrong_ones_are_told() {
    let mut app = App::new();
    app.import(WRK);
    app.key(KeyCode::Enter);
    assert!(app.is_previewing());
    app.find("Type how many cores the server had.");
    app.keys("0");
    app.find("cores cannot be 0");
    app.key(KeyCode::Backspace);
    app.apply(Event::Paste("4".to_owned()));
    app.find("Baseline of Node.js: 9,340 →");
    // So many that nothing is left for each.
    app.keys("x");
    app.find("is not a number");
    app.key(KeyCode::Enter);
    assert!(app.is_previewing());
}

#[test]
fn the_runtime_is_chosen_by_keys_and_mouse() {
    let mut app = App::new();
    app.import(OHA);
    // The name of the file says it.
    app.find("[Go]");
    app.key(KeyCode::Right);
    app.find("[Node.js]");
    app.key(KeyCode::Left);
    app.find("[Go]");
    let (column, row) = app.find("[Go]");
    app.press((column - 8, row));
    let (column, row) = app.find("[Python]");
    app.press((column + 10, row));
    app.find("[Go]");
    let (column, row) = app.find("of the server, not of the load generator");
    app.press((column, row));
    app.keys("2");
    app.find("Baseline of Go:");
    // Beside the form nothing typed is lost.
    app.press((0, 39));
    assert!(app.is_previewing());
    app.find("Enter makes it the baseline, Esc cancels.");
    app.key(KeyCode::Enter);
    assert!(app.state.scenario.measured.get(Runtime::Go).is_some());
    assert!(app.state.scenario.measured.get(Runtime::Node).is_none());
}

#[test]
fn a_slider_that_moves_sets_the_measurement_aside_and_provenance_says_so() {
    let mut app = App::new();
    app.import(OHA);
    app.keys("2");
    app.key(KeyCode::Enter);
    app.state.open(Tab::Performance);
    app.draw();
    assert!(app.shown().contains("Workers by method"), "what has changed is still there: {}", app.shown());
    // Of the first row, or of one further down.
    let provenance = |app: &mut App, down: usize| {
        app.state.focus_panel(&runtime_explorer::explorer::Panel::Sheet(SheetId::Web));
        app.state.settle();
        app.key(KeyCode::Home);
        for _ in 0..down {
            app.key(KeyCode::Down);
        }
        app.key(KeyCode::Left);
        app.key(KeyCode::Right);
        app.key(KeyCode::Enter);
        let shown = app.shown();
        app.key(KeyCode::Esc);
        shown
    };
    let shown = provenance(&mut app, 0);
    assert!(shown.contains("(baseline.go_rps, measured)"), "{shown}");
    assert!(shown.contains("oha-1.16-go-mix-breakdown.json, imported 2026-11-22"), "{shown}");
    app.state.set(BASELINE_GO, Value::Number(5_000.0));
    let shown = provenance(&mut app, 1);
    assert!(shown.contains("(baseline.go_rps, set here)") && shown.contains("Set aside"), "{shown}");
    app.state.reset([BASELINE_GO]);
    assert!(app.state.scenario.measured.is_empty());
}

#[test]
fn the_preview_looks_as_it_should() {
    for (name, size) in [("80x24", (80, 24)), ("120x40", (120, 40))] {
        let mut app = App::sized(size, &[]);
        app.import(WRK);
        app.keys("4");
        insta::assert_snapshot!(format!("import_preview_{name}"), app.screen.backend());
    }
}

#[test]
fn it_draws_on_the_smallest_screen_and_in_ascii() {
    let mut app = App::sized(LEAST_SIZE, &[]);
    app.look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
    app.import(WRK);
    app.keys("4");
    assert!(app.shown().is_ascii(), "{}", app.shown());
    app.key(KeyCode::Enter);
    assert!(app.state.scenario.measured.get(Runtime::Node).is_some());
}
