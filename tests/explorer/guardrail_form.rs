//! The form of the team's own numbers: what keys, mouse and paste do, and how it looks.

use crossterm::event::{Event, KeyCode};
use runtime_explorer::explorer::Tab;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::guardrail_form::GuardrailForm;
use runtime_explorer::scenario::guardrails;
use runtime_explorer::sheets::SheetId;
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{LEAST_SIZE, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::App;

const PLAIN: Look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };

impl App {
    /// The same with the form open.
    fn with_form(size: (u16, u16), stated: &[&str]) -> Self {
        let mut app = Self::sized(size, stated);
        app.keys("o");
        app
    }

    fn form(&self) -> &GuardrailForm {
        match &self.state.overlay {
            Some(Overlay::Guardrails(form)) => form,
            other => panic!("the form is not open: {other:?}"),
        }
    }

    fn select(&mut self, id: &str) {
        let position = guardrails::ALL.iter().position(|guardrail| guardrail.id == id).unwrap();
        while self.form().cursor() < position {
            self.key(KeyCode::Tab);
        }
        while self.form().cursor() > position {
            self.key(KeyCode::Up);
        }
    }

    fn stated(&self, id: &str) -> Option<f64> {
        self.state.scenario.guardrails.get(guardrails::find(id).unwrap())
    }

    /// The line of the screen with a text, and where that begins.
    fn line(&self, text: &str) -> (String, (u16, u16)) {
        let shown = self.shown();
        for (row, line) in shown.lines().map(|line| line.trim_matches('"')).enumerate() {
            if let Some((before, _)) = line.split_once(text) {
                return (line.to_owned(), (before.chars().count() as u16, row as u16));
            }
        }
        panic!("{text:?} is not on the screen:\n{shown}");
    }
}

const DIRECT: &str = "guardrails.direct_dependencies";
const TYPES: &str = "guardrails.type_coverage_percent";

#[test]
fn numbers_are_judged_while_they_are_typed_and_taken_together_as_one_step() {
    let mut app = App::with_form((120, 40), &[]);
    app.select(DIRECT);
    app.keys("2");
    assert!(app.line("Direct dependencies").0.contains("✓ pass"));
    app.keys("6");
    assert!(app.line("Direct dependencies").0.contains("✗ fail by 1"));
    app.line("Drop one before adding one. Packages that a core service names");
    app.select(TYPES);
    app.keys("90 %");
    assert!(app.line("Type coverage").0.contains("✓ pass"));
    assert!(app.state.scenario.guardrails.is_empty(), "nothing is taken before Enter");
    app.key(KeyCode::Enter);
    assert!(app.state.overlay.is_none());
    assert_eq!((app.stated(DIRECT), app.stated(TYPES)), (Some(26.0), Some(90.0)));
    assert!(app.line("2 numbers stated, 1 fails.").0.starts_with(' '));
    assert!(app.state.is_changed() && app.shown().contains("saas-backend*"));
    app.keys("u");
    assert!(app.state.scenario.guardrails.is_empty() && !app.state.is_changed());
    app.keys("U");
    assert_eq!((app.stated(DIRECT), app.stated(TYPES)), (Some(26.0), Some(90.0)));
}

#[test]
fn an_emptied_field_states_nothing_any_more() {
    let mut app = App::with_form((80, 24), &["guardrails.direct_dependencies=30", "guardrails.lag_ms=100"]);
    app.select(DIRECT);
    app.key(KeyCode::Backspace);
    app.key(KeyCode::Backspace);
    assert!(app.line("Direct dependencies").0.contains("not stated"));
    app.key(KeyCode::Enter);
    assert_eq!((app.stated(DIRECT), app.stated("guardrails.lag_ms")), (None, Some(100.0)));
}

#[test]
fn a_wrong_number_keeps_the_form_open_and_everything_that_was_typed() {
    let mut app = App::with_form((100, 30), &[]);
    app.select(DIRECT);
    app.keys("2.5");
    let (_, (_, row)) = app.line("Direct dependencies");
    let message = "guardrails.direct_dependencies cannot be 2.5: give a whole number";
    assert_eq!(app.line(message).1.1, row + 1, "right under its field");
    app.select("guardrails.cpu_percent");
    app.keys("70");
    app.line(message);
    app.key(KeyCode::Enter);
    assert_eq!(guardrails::ALL[app.form().cursor()].id, DIRECT, "Enter goes to what is wrong");
    assert!(app.line("Direct dependencies").0.contains("[2.5"));
    assert!(app.line("CPU at full traffic").0.contains("[70"));
    assert!(app.state.scenario.is_untouched());
    app.key(KeyCode::Backspace);
    app.key(KeyCode::Backspace);
    app.key(KeyCode::Enter);
    assert_eq!((app.stated(DIRECT), app.stated("guardrails.cpu_percent")), (Some(2.0), Some(70.0)));
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let mut app = App::with_form((80, 24), &["guardrails.cpu_work_ms=40"]);
    // Goes on with the number, which is selected.
    app.key(KeyCode::End);
    app.keys("0");
    assert!(app.line("CPU work on a loop").0.contains("✗ fail by 350"));
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none() && !app.state.is_changed());
    app.keys("o");
    assert!(app.line("CPU work on a loop").0.contains("[40 "));
}

#[test]
fn a_press_selects_a_field_and_one_outside_loses_nothing_that_was_typed() {
    let mut app = App::with_form((120, 40), &[]);
    let (_, place) = app.line("Type coverage");
    app.press(place);
    assert_eq!(guardrails::ALL[app.form().cursor()].id, TYPES);
    app.apply(Event::Paste("85\n".to_owned()));
    app.press((0, 0));
    assert!(app.line("Type coverage").0.contains("✗ fail by 5"));
    app.line("Enter saves the numbers, Esc cancels.");
    app.key(KeyCode::Esc);
    app.keys("o");
    app.apply(Event::Paste("\n".to_owned()));
    app.press((0, 0));
    assert!(app.state.overlay.is_none(), "nothing was typed");
}

#[test]
fn a_press_on_any_line_that_is_seen_selects_the_field_that_is_seen_there() {
    let mut app = App::with_form(LEAST_SIZE, &[]);
    for _ in 0..guardrails::COUNT {
        app.key(KeyCode::Down);
    }
    for guardrail in guardrails::ALL.iter().rev() {
        if app.shown().contains(guardrail.label) {
            let (_, place) = app.line(guardrail.label);
            app.press(place);
            assert_eq!(guardrails::ALL[app.form().cursor()].id, guardrail.id);
        }
    }
    assert!(app.form().cursor() > 0, "those above are out of sight");
}

#[test]
fn every_field_can_be_reached_on_the_least_screen_with_all_that_it_takes() {
    let mut app = App::with_form(LEAST_SIZE, &[]);
    for (position, guardrail) in guardrails::ALL.iter().enumerate() {
        assert_eq!(app.form().cursor(), position);
        app.keys("x");
        let shown = app.shown();
        assert!(shown.contains(guardrail.label), "{}\n{shown}", guardrail.id);
        assert!(shown.contains("[x") && shown.contains("✗ not taken"), "{}\n{shown}", guardrail.id);
        assert!(shown.contains(&format!("{}: \"x\"", guardrail.id)), "{}\n{shown}", guardrail.id);
        app.key(KeyCode::Backspace);
        app.key(KeyCode::Down);
    }
}

#[test]
fn without_unicode_and_colour_the_verdicts_are_words() {
    use ratatui::style::Color;
    let mut app = App::sized(LEAST_SIZE, &["guardrails.cpu_work_ms=90", "guardrails.sync_ms=90"]);
    app.look = PLAIN;
    app.keys("o");
    let cells = &app.screen.backend().buffer().content;
    assert!(cells.iter().all(|cell| cell.symbol().is_ascii()));
    assert!(cells.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
    assert!(app.line("CPU work on a loop").0.contains("x fail by 40"));
    assert!(app.line("Synchronous work").0.contains("y pass"));
}

#[test]
fn the_form_at_the_sizes_that_people_have() {
    let stated = [
        "guardrails.lag_ms=150",
        "guardrails.direct_dependencies=30",
        "guardrails.type_coverage_percent=90",
        "guardrails.workers=8",
    ];
    for size @ (columns, rows) in [LEAST_SIZE, (80, 24), (120, 40)] {
        let mut app = App::with_form(size, &stated);
        app.select("guardrails.queue_cap");
        app.keys("1,5");
        app.key(KeyCode::Down);
        insta::assert_snapshot!(format!("{columns}x{rows}"), app.shown());
    }
}

#[test]
fn the_check_follows_the_numbers_on_its_page() {
    let mut app = App::sized((120, 40), &["guardrails.direct_dependencies=30"]);
    app.state.open(Tab::Practices);
    let failing = |app: &App| app.state.sheet(&SheetId::GuardrailCheck).unwrap().note.clone();
    assert_eq!(failing(&app), "1 number stated, 1 fails; the form for guardrails changes them.");
    app.keys("o");
    app.select(DIRECT);
    // The 3 of the 30 stays.
    app.key(KeyCode::End);
    app.key(KeyCode::Backspace);
    app.key(KeyCode::Enter);
    assert_eq!(failing(&app), "1 number stated, none fails; the form for guardrails changes them.");
}

#[test]
fn no_size_breaks_the_form() {
    for columns in (0..=170).step_by(17) {
        for rows in (0..=52).step_by(7) {
            let mut app = App::with_form((columns, rows), &[]);
            app.keys("x");
            for _ in 0..guardrails::COUNT {
                app.key(KeyCode::PageDown);
            }
            app.keys("12345678901234567890");
        }
    }
}
