//! Screens that have no room for everything: too small to show anything, or with the sliders over the page.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use runtime_explorer::explorer::Effect;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::value_form::ValueForm;
use runtime_explorer::scenario::registry::RPS;

use super::app::App;

#[test]
fn on_a_screen_too_small_to_show_it_nothing_is_changed_and_the_ways_out_remain() {
    let mut app = App::new();
    app.key(KeyCode::Enter);
    app.screen.backend_mut().resize(50, 10);
    app.draw();
    app.find("Too small");
    app.keys("5");
    app.apply(Event::Paste("7".to_owned()));
    app.press((0, 0));
    app.key(KeyCode::Enter);
    assert_eq!(app.key(KeyCode::Char('q')), Effect::None, "a letter of a form");
    let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(app.apply(Event::Key(interrupt)), Effect::Quit);
    app.screen.backend_mut().resize(120, 40);
    app.draw();
    let Some(Overlay::Value(ValueForm { field, .. })) = &app.state.overlay else {
        panic!("the field is closed")
    };
    assert_eq!((field.text(), app.number(RPS)), ("10000", 10_000.0));
    app.key(KeyCode::Esc);
    app.screen.backend_mut().resize(50, 10);
    app.draw();
    app.find(", q and Ctrl-c.");
    assert_eq!(app.key(KeyCode::Char('q')), Effect::Quit);
}

#[test]
fn on_a_screen_too_small_to_show_it_no_question_is_asked() {
    let mut app = App::new();
    app.key(KeyCode::Right);
    app.screen.backend_mut().resize(50, 10);
    app.draw();
    app.find("Ctrl-z and Ctrl-c.");
    assert_eq!(app.key(KeyCode::Char('q')), Effect::None, "it would ask about what is not saved");
    assert_eq!(app.state.overlay, None);
}

#[test]
fn a_press_on_the_track_in_the_panel_over_the_page_moves_the_slider() {
    let mut app = App::sized((80, 30), &[]);
    app.keys("i");
    let tracks: Vec<_> = app.state.regions.sliders().iter().filter(|(key, _)| *key == RPS).collect();
    let [(_, panel)] = tracks[..] else { panic!("one slider is seen once: {tracks:?}") };
    let panel = panel.track();
    app.press((panel.x + panel.width - 3, panel.y));
    let there = app.number(RPS);
    assert!(there > 100_000.0, "{there}");
    app.mouse(MouseEventKind::Drag(MouseButton::Left), panel.x + panel.width / 2, panel.y);
    let middle = app.number(RPS);
    assert!((500.0..2_000.0).contains(&middle), "the middle of the track that is held: {middle}");
}

#[test]
fn the_panel_over_the_page_comes_back_by_one_key() {
    let mut app = App::sized((80, 24), &[]);
    app.keys("i");
    app.find("Inputs");
    app.key(KeyCode::Tab);
    assert!(!app.shown().contains("Inputs"));
    app.keys("i");
    app.find("Inputs");
    app.keys("i");
    assert!(!app.shown().contains("Inputs"));
}
