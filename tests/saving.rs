//! Saving, opening and leaving: what keys and mouse do, what is asked of the files, and how it looks.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::float_cmp,
    reason = "the machinery of a test fails by panicking, and values on the grid are exact"
)]

use std::path::Path;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use proptest::prelude::*;
use runtime_explorer::explorer::files::What;
use runtime_explorer::explorer::overlay::question::About;
use runtime_explorer::scenario::registry;
use runtime_explorer::ui::LEAST_SIZE;

#[expect(dead_code, reason = "of the harness, files take what their forms and questions do")]
#[path = "explorer/app.rs"]
mod app;
#[path = "saving/desk.rs"]
mod desk;

use app::FACTS;
use desk::{Desk, FOLDER, OURS, read};

#[test]
fn a_file_is_saved_in_place_with_what_stood_around_the_value() {
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    assert!(app.shown().contains("ours*"));
    app.keys("w");
    assert_eq!(app.text("./ours.toml"), OURS.replace("20000", "21000"));
    assert!(!app.state.is_changed() && !app.shown().contains("ours*"));
    app.find("Saved to ./ours.toml.");
    app.key(KeyCode::Right);
    app.ctrl('s');
    assert_eq!(app.text("./ours.toml"), OURS.replace("20000", "22000"));
    app.ctrl('s');
    app.find("Nothing has changed; W saves it under another name.");
    app.keys("u");
    assert!(app.state.is_changed(), "undo goes behind a save");
}

#[test]
fn undo_comes_back_to_what_was_saved_however_soon_a_key_goes_on() {
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.keys("w");
    app.key(KeyCode::Right);
    assert!(app.state.is_changed());
    app.keys("u");
    assert!(!app.state.is_changed());
}

#[test]
fn a_scenario_without_a_file_is_given_one_and_named_after_it() {
    let mut app = Desk::new((120, 40));
    app.key(KeyCode::Right);
    app.keys("w");
    assert_eq!(app.form().field().text(), "saas-backend-2026-11-22", "the name of the preset is taken");
    // What is typed replaces what is offered.
    app.keys("checkout");
    app.key(KeyCode::Enter);
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
fn a_file_under_the_name_of_a_preset_says_how_it_is_opened() {
    let mut app = Desk::new((120, 40));
    app.key(KeyCode::Right);
    app.keys("w");
    app.key(KeyCode::Enter);
    assert!(app.files.contains_key(Path::new(&format!("{FOLDER}/saas-backend-2026-11-22.toml"))));
    assert_eq!(app.state.notice.as_deref(), Some(saved("saas-backend-2026-11-22").as_str()));
    app.keys("W");
    app.path("hybrid-product");
    let saved = saved("hybrid-product").replace("Saved to", "Saved as");
    let path = saved.trim_end_matches('.');
    assert_eq!(app.state.notice, Some(format!("{path}; the name alone opens the preset.")));
    let mut narrow = Desk::new((80, 24));
    narrow.keys("W");
    narrow.path("collaboration-backend");
    narrow.find("/scenarios/collaboration-backend.toml");
    narrow.find("opens the preset.");
}

#[test]
fn the_path_that_is_offered_is_that_of_the_file_that_was_opened() {
    // By its name alone, as it lies in the present folder.
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.keys("W");
    assert_eq!(app.form().field().text(), "./ours.toml");
    app.key(KeyCode::Enter);
    assert_eq!(app.text("./ours.toml"), OURS.replace("20000", "21000"));
    assert_eq!(app.files.len(), 1);
}

#[test]
fn forms_and_questions_write_a_path_as_messages_do() {
    let mut app = Desk::new((120, 40));
    let path = "~/.local/share/runtime-explorer/scenarios/saas-backend-2026-11-22.toml";
    app.keys("W");
    app.find(&format!("Goes to {path}"));
    app.key(KeyCode::Enter);
    app.key(KeyCode::Right);
    app.keys("W");
    app.path("saas-backend-2026-11-22");
    assert!(app.state.overlay.is_none(), "it is the file that was just written");
    app.keys("O");
    app.find(&format!("Reads {path}"));
}

fn saved(name: &str) -> String {
    format!("Saved to ~/.local/share/runtime-explorer/scenarios/{name}.toml.")
}

#[test]
fn another_file_is_only_overwritten_after_a_yes_and_the_path_is_not_lost() {
    let mut app = Desk::of_file();
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
    assert_eq!(app.text("./ours.toml"), OURS);
}

#[test]
fn a_file_that_others_have_changed_is_not_overwritten_without_asking() {
    let theirs = OURS.replace("20000", "5");
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.files.insert("./ours.toml".into(), theirs.clone());
    app.keys("wn");
    assert_eq!(app.text("./ours.toml"), theirs);
    assert!(app.state.is_changed() && app.state.overlay.is_none());
    // What stands there now is one step of the history.
    app.keys("wr");
    assert_eq!((app.rps(), app.state.is_changed()), (5.0, false));
    app.keys("u");
    assert_eq!((app.rps(), app.state.is_changed()), (21_000.0, true));
    app.keys("wy");
    assert_eq!(app.text("./ours.toml"), OURS.replace("20000", "21000"));
    assert!(!app.state.is_changed());
}

#[test]
fn a_save_that_fails_says_why_and_keeps_everything() {
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.fault = Some("ours.toml cannot be written: no space left");
    app.keys("w");
    app.find("no space left");
    assert_eq!(app.form().field().text(), "./ours.toml");
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
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.keys("q");
    assert!(!app.has_left && matches!(app.about(), About::Unsaved(_)));
    // What is pressed with Ctrl or Alt is no answer.
    for modifiers in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
        for key in ['s', 'd', 'D'] {
            app.apply(Event::Key(KeyEvent::new(KeyCode::Char(key), modifiers)));
            assert!(!app.has_left && matches!(app.about(), About::Unsaved(_)), "{key} {modifiers:?}");
        }
    }
    app.keys("c");
    assert!(!app.has_left && app.state.overlay.is_none());
    app.keys("qs");
    assert!(app.has_left && app.text("./ours.toml").contains("21000"));

    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.keys("qd");
    assert!(app.has_left && app.text("./ours.toml") == OURS);

    let mut app = Desk::new((120, 40));
    app.key(KeyCode::Right);
    app.keys("qs");
    assert!(!app.has_left, "it has no file yet");
    app.path("/srv/ours.toml");
    assert!(app.has_left && app.text("/srv/ours.toml").contains("11000"));

    let mut app = Desk::of_file();
    app.keys("q");
    assert!(app.has_left, "nothing to lose");

    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.ctrl('c');
    assert!(!app.has_left && matches!(app.about(), About::Unsaved(_)), "a meeting is not lost by one key");
    app.ctrl('c');
    assert!(app.has_left && app.text("./ours.toml") == OURS);
}

#[test]
fn a_preset_or_a_file_is_picked_and_undo_comes_back_to_the_old_file() {
    let mut app = Desk::of_file();
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
    assert_eq!(app.text("./ours.toml"), OURS.replace("20000", "21000"));
    assert!(app.text(&format!("{FOLDER}/q3.toml")).contains("rps = 3"));
}

#[test]
fn changes_are_saved_before_another_scenario_is_opened() {
    let mut app = Desk::of_file();
    app.key(KeyCode::Right);
    app.keys("O");
    app.path("ml-inference");
    app.keys("s");
    assert_eq!(app.state.scenario.name, "ml-inference");
    assert!(app.text("./ours.toml").contains("21000"));
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_form_as_it_was() {
    let mut app = Desk::of_file();
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
fn nobody_is_asked_about_changes_for_a_file_that_is_not_there() {
    let mut app = Desk::of_file();
    app.files.insert("/srv/theirs.toml".into(), "schema = 1\n[traffic]\nrps = 7\n".to_owned());
    app.key(KeyCode::Right);
    app.keys("O");
    app.path("/srv/none.toml");
    app.find("/srv/none.toml: there is no such file");
    app.path("/srv/theirs.toml");
    assert!(matches!(app.about(), About::Unsaved(_)));
    app.keys("c");
    assert_eq!((app.form().field().text(), app.rps()), ("/srv/theirs.toml", 21_000.0));
    app.key(KeyCode::Enter);
    app.keys("d");
    assert_eq!((app.rps(), app.state.is_changed()), (7.0, false));
}

#[test]
fn the_mouse_picks_and_answers_and_loses_nothing() {
    let mut app = Desk::of_file();
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
    app.find("Enter takes the path, Esc cancels.");
    app.press(place);
    app.press(place);
    let place = app.find("discard them");
    app.press(place);
    assert_eq!(app.state.scenario.name, "go-platform-team");
}

#[test]
fn an_export_is_named_written_and_never_over_a_file_that_nobody_was_asked_about() {
    let mut app = Desk::new((120, 40));
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
    let mut app = Desk::new((120, 40));
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
    let mut app = Desk::new((120, 40));
    app.keys("5");
    app.key(KeyCode::Tab);
    app.keys("e");
    assert!(app.shown().contains("Table \u{201c}Reasons\u{201d}, CSV"), "{}", app.shown());
    app.key(KeyCode::End);
    app.key(KeyCode::Enter);
    assert_eq!(app.state.take_clipboard().as_deref(), Some("Table(Reasons)"));
    assert_eq!(app.state.notice.as_deref(), Some("Copied the table, 14 bytes, if this terminal allows it."));
    app.keys("e");
    let line = app.find("Copy the command line");
    app.press(line);
    assert_eq!(app.state.take_clipboard().as_deref(), Some("CommandLine"));
    app.state.copy(&What::Record, "x".repeat(80_000));
    assert_eq!(app.state.take_clipboard(), None);
    assert!(app.state.notice.as_deref().unwrap().contains("export the decision record to a file"));
}

#[test]
fn the_overlays_at_the_sizes_that_people_have() {
    for size @ (columns, rows) in [(80, 24), (120, 40)] {
        let mut app = Desk::new(size);
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
    let mut app = Desk::new(LEAST_SIZE);
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
            let mut app = Desk::new((columns, rows));
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
        let mut app = Desk::of_file();
        for (event, chance) in steps {
            app.fault = (chance == 0).then_some("the disk is full");
            // Now and then somebody else writes, too.
            if chance == 1 {
                app.files.insert("./ours.toml".into(), OURS.to_owned());
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
