//! The help, the keys that are in force, and what the mouse reaches.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use runtime_explorer::explorer::chord::Chord;
use runtime_explorer::explorer::command::{self, Context};
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::help::HelpPage;
use runtime_explorer::explorer::{Effect, Focus, Tab};
use runtime_explorer::scenario::registry;
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::App;

fn page(app: &App) -> Option<HelpPage> {
    match &app.state.overlay {
        Some(Overlay::Help(help)) => Some(help.page),
        _ => None,
    }
}

#[test]
fn all_keys_stand_on_one_page_of_a_usual_screen() {
    for glyphs in [Glyphs::UNICODE, Glyphs::ASCII] {
        let mut app = App::new();
        app.look.glyphs = glyphs;
        app.keys("?");
        assert_eq!(app.state.regions.overlay_last, 0);
        app.find("quit, quit at once");
        app.find("Forms, lists and this help have fixed keys");
    }
}

#[test]
fn the_guide_of_the_open_page_is_one_key_away_and_every_other_two() {
    let mut app = App::new();
    app.state.open(Tab::Hiring);
    app.key(KeyCode::F(1));
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Hiring)));
    app.keys("5");
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Decision)));
    app.key(KeyCode::Left);
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Hiring)));
    app.keys("?");
    assert_eq!(page(&app), Some(HelpPage::Keys));
    app.key(KeyCode::Tab);
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Hiring)));
    app.keys("?5");
    app.key(KeyCode::F(1));
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Hiring)));
    app.key(KeyCode::Esc);
    assert_eq!(page(&app), None);
    assert_eq!(app.state.tab, Tab::Hiring);
}

#[test]
fn the_guide_is_found_in_the_help_by_the_key_that_it_has() {
    let mut app = App::new();
    app.state.settings.keys.bind(&command::GUIDE, vec![Chord::key(KeyCode::F(2))]);
    app.keys("?");
    app.key(KeyCode::F(1));
    assert_eq!(page(&app), Some(HelpPage::Keys));
    app.key(KeyCode::F(2));
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Performance)));
}

#[test]
fn the_mouse_turns_the_pages_and_the_wheel_scrolls() {
    let mut app = App::sized((80, 24), &[]);
    app.press(app.find("? help"));
    assert_eq!(page(&app), Some(HelpPage::Keys));
    let (column, row) = app.find(" 0 Keys ");
    app.mouse(MouseEventKind::ScrollDown, column, row + 5);
    assert!(matches!(&app.state.overlay, Some(Overlay::Help(help)) if help.offset > 0));
    // Behind the heading of the keys, and not in the line of pages, which stays in sight.
    app.press((column + 18, row));
    assert_eq!(page(&app), Some(HelpPage::Guide(Tab::Concurrency)));
    app.press((0, 0));
    assert_eq!(page(&app), None);
}

#[test]
fn every_size_shows_every_page() {
    for size in [(60, 16), (80, 24), (120, 40), (200, 60)] {
        let mut app = App::sized(size, &[]);
        app.keys("?");
        for key in '0'..='7' {
            app.keys(&key.to_string());
            for _ in 0..12 {
                app.key(KeyCode::PageDown);
            }
        }
    }
}

#[test]
fn find_help_and_quit_are_on_every_page_of_any_width() {
    for columns in [60, 80, 100, 120, 160] {
        let mut app = App::sized((columns, 24), &[]);
        for tab in Tab::ALL {
            app.state.open(tab);
            for focus in [Focus::Inputs, Focus::Page] {
                app.state.focus = focus;
                app.draw();
                for hint in [": find", "? help", "q quit"] {
                    app.find(hint);
                }
            }
        }
    }
}

/// With that, and with presses that move the focus, whatever a key does can be done by the mouse.
#[test]
fn the_palette_has_every_command() {
    let mut app = App::sized((80, 24), &[]);
    for command in command::ALL {
        app.press(app.find(": find"));
        for char in command.id.chars() {
            app.key(KeyCode::Char(char));
        }
        let Some(Overlay::Palette(palette)) = &app.state.overlay else { panic!("no palette") };
        let found = palette.found().any(|(entry, _)| entry.id == command.id);
        assert!(found, "{}", command.id);
        app.key(KeyCode::Esc);
    }
}

#[test]
fn keys_that_were_given_anew_work_and_are_named_everywhere() {
    let mut app = App::new();
    let keys = &mut app.state.settings.keys;
    keys.bind(&command::PIN, vec![Chord::char('ö')]);
    keys.bind(&command::SAVE_AS, Vec::new());
    keys.bind(&command::QUIT_NOW, vec![Chord::ctrl('q')]);
    keys.bind(&command::NEXT_PANE, vec![Chord::key(KeyCode::F(6))]);
    app.keys("c");
    assert_eq!(app.state.notice.as_deref(), Some("Nothing is pinned: ö pins the present state."));
    app.keys("w");
    assert_eq!(
        app.state.notice.as_deref(),
        Some("Nothing has changed; the command save-as saves it under another name.")
    );
    app.keys("s");
    assert_eq!(app.state.notice.as_deref(), Some("s is for the tables: F6 leads to them."));
    app.keys("pö");
    assert!(app.state.pin.is_some());
    app.key(KeyCode::Down);
    app.find("ö pin");
    app.keys("?");
    app.find("öP");
    // Whatever is open, and not by its own key any more.
    let control = |char| Event::Key(KeyEvent::new(KeyCode::Char(char), KeyModifiers::CONTROL));
    assert_eq!(app.apply(control('c')), Effect::None);
    assert_eq!(app.apply(control('q')), Effect::Quit);
}

#[test]
fn the_presenting_mode_stays_live_and_is_left_by_whatever_leads_elsewhere() {
    let mut app = App::new();
    let before = app.number(registry::RPS);
    app.keys("B");
    assert!(app.state.is_presenting());
    app.key(KeyCode::Right);
    assert!(app.number(registry::RPS) > before);
    app.key(KeyCode::Down);
    app.find("Esc close");
    assert!(!app.shown().contains(" sliders"), "no panel is to be seen");
    let (first, _, row) = app.track(app.state.input());
    let key = app.state.input();
    app.press((first, row));
    assert!(app.number(key).abs() < f64::EPSILON, "{}", app.number(key));
    assert!(app.state.is_presenting());
    app.key(KeyCode::Esc);
    assert!(!app.state.is_presenting());
    for key in ["3", "\t"] {
        app.state.focus = Focus::Inputs;
        app.keys("B");
        assert!(app.state.is_presenting());
        app.key(if key == "\t" { KeyCode::Tab } else { KeyCode::Char('3') });
        assert!(!app.state.is_presenting(), "{key:?}");
    }
    app.keys("B");
    app.press(app.find("Esc close"));
    assert!(!app.state.is_presenting());
}

#[test]
fn whoever_comes_back_from_presenting_is_where_they_were() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    let panel = app.state.focused_panel();
    assert!(panel.is_some());
    for back in [KeyCode::Char('B'), KeyCode::Esc] {
        app.keys("B");
        assert_eq!(app.state.focus, Focus::Inputs);
        app.key(back);
        assert_eq!(app.state.focused_panel(), panel);
    }
}

#[test]
fn no_size_and_no_slider_breaks_the_presenting_mode() {
    for columns in (0..=170).step_by(17) {
        for rows in (0..=55).step_by(11) {
            let mut app = App::sized((columns, rows), &["objective.p99_ms=1"]);
            app.keys("B");
            for _ in registry::keys() {
                app.key(KeyCode::Down);
            }
        }
    }
}

#[test]
fn contexts_have_their_commands_on_the_card() {
    let mut app = App::sized((120, 40), &[]);
    app.keys("?");
    for context in Context::ALL {
        app.find(context.title());
    }
}

#[test]
fn a_letter_with_ctrl_or_alt_is_not_the_letter_where_nothing_is_typed() {
    for (opens, keys) in [("?", "lhq1"), ("y", "qkjg"), ("e", "qj")] {
        let mut app = App::new();
        // Something to go back to in the list of steps.
        app.key(KeyCode::Right);
        app.key(KeyCode::Right);
        app.keys(opens);
        let before = format!("{:?}", app.state.overlay);
        assert_ne!(before, "None", "{opens}");
        for modifiers in [KeyModifiers::CONTROL, KeyModifiers::ALT] {
            for key in keys.chars() {
                app.apply(Event::Key(KeyEvent::new(KeyCode::Char(key), modifiers)));
                assert_eq!(format!("{:?}", app.state.overlay), before, "{opens}: {modifiers:?} {key}");
            }
        }
    }
}
