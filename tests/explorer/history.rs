//! The list of all steps: what it says of each, and how one is returned to.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEventKind};
use runtime_explorer::explorer::chord::Chord;
use runtime_explorer::explorer::command;
use runtime_explorer::explorer::files::Open;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::history_list::HistoryList;
use runtime_explorer::explorer::update_all;
use runtime_explorer::scenario::Scenario;
use runtime_explorer::scenario::registry::RPS;
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{LEAST_SIZE, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::{App, FACTS};

impl App {
    fn history(&self) -> &HistoryList {
        match &self.state.overlay {
            Some(Overlay::History(list)) => list,
            other => panic!("no list: {other:?}"),
        }
    }

    /// Four steps of traffic, one of the edition, another scenario; two of them undone.
    fn with_steps(size: (u16, u16)) -> Self {
        let mut app = Self::sized(size, &[]);
        app.key(KeyCode::Right);
        for _ in 0..3 {
            app.shift(KeyCode::Right);
        }
        app.keys("E");
        let mut other = Scenario::new("other", app.state.scenario.today);
        let sets = ["need.data_percent=100", "priority.data=10", "priority.cost=0"];
        runtime_explorer::scenario::assignment::assign(&FACTS.definitions, &mut other, sets).unwrap();
        let open = Open { path: "other.toml".into(), discards: true };
        app.state.open_came_to(open, Ok((other, String::new())));
        app.state.settle();
        app.keys("uu");
        app
    }
}

fn texts(list: &HistoryList) -> Vec<&str> {
    list.steps().iter().map(|step| step.text.as_str()).collect()
}

#[test]
fn every_step_says_what_it_changed_and_what_that_did() {
    let mut app = App::with_steps((120, 40));
    app.keys("y");
    let list = app.history();
    assert_eq!(
        texts(list),
        [
            "start: saas-backend",
            "Requests/s 10,000 → 11,000",
            "Requests/s 11,000 → 20,000",
            "Requests/s 20,000 → 50,000",
            "Requests/s 50,000 → 100,000",
            "Edition audited → article",
            "opened other"
        ]
    );
    assert_eq!((list.present(), list.cursor()), (4, 4));
    let present = list.steps()[4].outcome.unwrap();
    let outlook = app.state.outlook();
    assert_eq!(present.first, outlook.first());
    assert_eq!(present.score, outlook.assessments[outlook.first()].score);
    assert_eq!(present.workers, outlook.assessments[outlook.first()].plan.planned);
    let shown = app.shown();
    assert!(shown.contains("opened other (undone)") && shown.contains("History: step 4 of 6"), "{shown}");
}

#[test]
fn any_step_can_be_returned_to_and_escape_stays() {
    let mut app = App::with_steps((120, 40));
    let before = app.state.scenario.clone();
    app.keys("yk");
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none() && app.state.scenario == before);
    app.keys("y");
    app.key(KeyCode::Up);
    app.key(KeyCode::Up);
    app.key(KeyCode::Enter);
    assert_eq!(app.number(RPS), 20_000.0);
    assert!(app.shown().contains("Returned to step 2 of 6; u and Ctrl-r go on from there."));
    app.keys("yG");
    app.key(KeyCode::Enter);
    assert_eq!(app.state.scenario.name, "other");
    assert_eq!(app.state.documents.present().unwrap().saved.name, "other");
    app.keys("yg");
    app.key(KeyCode::Enter);
    assert!(app.state.scenario.is_untouched() && !app.state.is_changed());
    app.keys("U");
    assert_eq!(app.number(RPS), 11_000.0, "redo goes on from there");
    app.state.settings.keys.bind(&command::UNDO, vec![Chord::ctrl('z')]);
    app.keys("yg");
    app.key(KeyCode::Enter);
    assert!(app.shown().contains("; Ctrl-z and Ctrl-r go on from there."), "the keys that are in force");
}

#[test]
fn a_press_selects_a_step_and_another_returns_to_it() {
    let mut app = App::with_steps((120, 40));
    app.keys("y");
    let (_, row) = app.find("11,000 → 20,000");
    app.press((40, row));
    assert_eq!(app.history().cursor(), 2);
    app.mouse(MouseEventKind::ScrollDown, 40, row);
    assert_eq!(app.history().cursor(), 5);
    app.press((40, row));
    app.press((40, row));
    assert!(app.state.overlay.is_none());
    assert_eq!(app.number(RPS), 20_000.0);
    app.keys("y");
    app.press((0, 0));
    assert!(app.state.overlay.is_none() && app.number(RPS) == 20_000.0);
}

#[test]
fn of_many_steps_those_that_are_seen_are_evaluated() {
    let mut app = App::sized((80, 24), &[]);
    for _ in 0..150 {
        app.key(KeyCode::Right);
    }
    for _ in 0..150 {
        app.key(KeyCode::Left);
    }
    app.keys("y");
    assert!(app.history().steps().len() > 280);
    assert!(app.history().steps()[0].outcome.is_none(), "nobody sees it");
    app.keys("g");
    assert!(app.history().steps()[..24].iter().all(|step| step.outcome.is_some()));
    assert!(app.history().steps()[60].outcome.is_none());
    app.screen.backend_mut().resize(80, 90);
    app.apply(Event::Resize(80, 90));
    assert!(
        app.history().steps()[..90].iter().all(|step| step.outcome.is_some()),
        "a larger screen shows more"
    );
    assert!(app.shown().contains("start: saas-backend"));
}

#[test]
fn the_list_at_the_sizes_that_people_have() {
    for size @ (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut app = App::with_steps(size);
        app.keys("yk");
        insta::assert_snapshot!(format!("{columns}x{rows}"), app.shown());
    }
    for size in [(0, 0), (20, 5), LEAST_SIZE, (170, 60)] {
        let mut app = App::with_steps(size);
        app.look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
        app.keys("yGg");
        assert!(app.screen.backend().buffer().content.iter().all(|cell| cell.symbol().is_ascii()));
    }
}

#[test]
fn a_held_key_is_one_step_and_there_and_back_is_none() {
    let mut app = App::new();
    let held = |code, times| vec![Event::Key(KeyEvent::new(code, KeyModifiers::NONE)); times];
    app.key(KeyCode::Right);
    for _ in 0..20 {
        update_all(&mut app.state, held(KeyCode::Right, 2));
    }
    assert_eq!(app.number(RPS), 51_000.0);
    app.keys("y");
    assert_eq!(texts(app.history())[1..], ["Requests/s 10,000 → 11,000", "Requests/s 11,000 → 51,000"]);
    app.key(KeyCode::Esc);
    app.keys("u");
    assert_eq!(app.number(RPS), 11_000.0);
    app.find("Undone: Requests/s 11,000 → 51,000.");
    app.keys("U");
    assert_eq!(app.number(RPS), 51_000.0);
    app.find("Redone: Requests/s 11,000 → 51,000.");
    update_all(&mut app.state, held(KeyCode::Right, 3));
    update_all(&mut app.state, held(KeyCode::Left, 3));
    app.keys("u");
    assert_eq!(app.number(RPS), 11_000.0, "there and back is nothing to undo");
}

#[test]
fn undo_comes_back_to_what_was_pinned_however_soon_a_key_goes_on() {
    let mut app = App::new();
    app.key(KeyCode::Right);
    app.keys("p");
    app.key(KeyCode::Right);
    assert_eq!(app.number(RPS), 12_000.0);
    app.keys("u");
    assert_eq!(app.number(RPS), 11_000.0);
}
