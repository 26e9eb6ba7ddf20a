//! What was foreseen is what would have been reckoned.

use std::cell::Cell;

use crossterm::event::KeyCode;
use runtime_explorer::explorer::{Generation, Tab};
use runtime_explorer::scenario::parameter::Key;
use runtime_explorer::scenario::registry::{AS_OF, CPU_MS, HEAVY_PERCENT, NEED_DATA, PLAN_METHOD, RPS, TEAM};

use super::app::{App, FACTS};

/// Foresees as the thread does that has all the time it needs; returns the generation of what was foreseen.
fn foresee(app: &mut App) -> Option<Generation> {
    let foresight = app.state.take_foresight()?;
    let generation = foresight.generation;
    app.state.foresee(foresight.reckon(&FACTS, || true).unwrap());
    Some(generation)
}

fn on(tab: Tab, key: Key) -> App {
    let mut app = App::sized((160, 50), &["work.heavy_percent=1"]);
    app.state.inputs.select(key);
    app.state.open(tab);
    app.draw();
    app
}

fn everything(app: &App) -> String {
    let state = &app.state;
    let tables: Vec<_> = state.sheets().iter().map(|sheet| (sheet, state.changes(&sheet.id))).collect();
    format!("{:?}{:?}{tables:?}{:?}", state.outlook(), state.analysis(), state.curves())
}

#[test]
fn a_foreseen_frame_is_the_frame_that_would_have_been() {
    for tab in Tab::ALL {
        for key in [RPS, HEAVY_PERCENT, NEED_DATA, TEAM[1], PLAN_METHOD, AS_OF] {
            let (mut foreseeing, mut plain) = (on(tab, key), on(tab, key));
            let mut foreseen = 0;
            for step in [KeyCode::Right, KeyCode::Right, KeyCode::Left, KeyCode::Left, KeyCode::Right] {
                let generation = foresee(&mut foreseeing);
                for app in [&mut foreseeing, &mut plain] {
                    app.key(step);
                }
                foreseen += u32::from(generation == Some(foreseeing.state.generation()));
                assert_eq!(everything(&foreseeing), everything(&plain), "{tab:?} {key:?}");
                assert_eq!(foreseeing.shown(), plain.shown(), "{tab:?} {key:?}");
            }
            // The second step to the right and, once the way back is left behind, the second to the left.
            assert_eq!(foreseen, 2, "{tab:?} {key:?}");
        }
    }
}

#[test]
fn a_foreseen_frame_is_compared_with_what_is_pinned() {
    let (mut foreseeing, mut plain) = (on(Tab::Decision, RPS), on(Tab::Decision, RPS));
    for app in [&mut foreseeing, &mut plain] {
        app.state.pin();
        app.key(KeyCode::Right);
    }
    let generation = foresee(&mut foreseeing).unwrap();
    for app in [&mut foreseeing, &mut plain] {
        app.key(KeyCode::Right);
    }
    assert_eq!(foreseeing.state.generation(), generation);
    assert_eq!(everything(&foreseeing), everything(&plain));
    assert_eq!(foreseeing.shown(), plain.shown());
}

#[test]
fn what_is_foreseen_on_one_page_serves_another() {
    let (mut foreseeing, mut plain) = (on(Tab::Performance, CPU_MS), on(Tab::Performance, CPU_MS));
    foreseeing.key(KeyCode::Right);
    plain.key(KeyCode::Right);
    let generation = foresee(&mut foreseeing).unwrap();
    for app in [&mut foreseeing, &mut plain] {
        app.state.open(Tab::Decision);
        app.draw();
        app.key(KeyCode::Right);
    }
    assert_eq!(foreseeing.state.generation(), generation);
    assert_eq!(everything(&foreseeing), everything(&plain));
}

#[test]
fn the_way_back_is_remembered() {
    let mut app = on(Tab::Performance, RPS);
    let start = app.state.generation();
    app.key(KeyCode::Right);
    let there = app.state.generation();
    assert_ne!(there, start);
    app.key(KeyCode::Char('u'));
    assert_eq!(app.state.generation(), start);
    app.key(KeyCode::Right);
    assert_eq!(app.state.generation(), there);
}

#[test]
fn nothing_is_foreseen_without_a_step() {
    let mut app = on(Tab::Performance, RPS);
    assert!(app.state.take_foresight().is_none());
    app.key(KeyCode::Right);
    app.key(KeyCode::Down);
    assert!(app.state.take_foresight().is_none(), "the cursor is elsewhere");
    app.key(KeyCode::Char('$'));
    assert!(app.state.take_foresight().is_none());
}

#[test]
fn what_nobody_wants_any_more_is_not_foreseen() {
    let mut app = on(Tab::Performance, RPS);
    app.key(KeyCode::Right);
    let foresight = app.state.take_foresight().unwrap();
    let asked = Cell::new(0);
    let is_wanted = || {
        asked.set(asked.get() + 1);
        asked.get() < 20
    };
    assert!(foresight.reckon(&FACTS, is_wanted).is_none());
}
