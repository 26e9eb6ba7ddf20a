//! The palette: whatever has a name is found by it, and taken.

use crossterm::event::{Event, KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::palette::Palette;
use runtime_explorer::explorer::{ChartId, Effect, Focus, Panel, Tab, command, update_all};
use runtime_explorer::scenario::registry;
use runtime_explorer::sheets::SheetId;

use super::app::{App, FACTS};

fn palette(app: &App) -> &Palette {
    let Some(Overlay::Palette(palette)) = &app.state.overlay else { panic!("no palette") };
    palette
}

/// Types into a new palette and takes the first of what is found.
fn take(app: &mut App, typed: &str) -> Effect {
    app.keys(":");
    app.keys(typed);
    app.key(KeyCode::Enter)
}

#[test]
fn a_description_is_cut_only_where_the_name_needs_the_room() {
    let mut app = App::sized((80, 24), &[]);
    app.keys(":");
    app.find("ml-inference         Inference for a machine-learning product");
    app.find("forecasting-pipeline  A forecasting pipeline for a supply ch…");
}

#[test]
fn everything_with_a_name_is_there() {
    let mut app = App::new();
    app.keys(":");
    let found: Vec<String> = palette(&app).found().map(|(entry, _)| entry.id.clone()).collect();
    for command in command::ALL {
        assert!(found.contains(&command.id.to_owned()), "{}", command.id);
    }
    for row in &registry::ALL {
        assert!(found.contains(&row.id.to_owned()), "{}", row.id);
    }
    for figure in FACTS.catalog.figures() {
        assert!(found.contains(&figure.id.to_string()), "{}", figure.id);
    }
    for table in ["ranking", "simulation", "run", "team", "cost", "claims", "topics"] {
        assert!(found.contains(&table.to_owned()), "{table}");
    }
}

#[test]
fn each_kind_of_thing_is_taken_as_it_is_meant() {
    let mut app = App::new();
    take(&mut app, "p99 target slider");
    assert_eq!((app.state.focus, app.state.input()), (Focus::Inputs, registry::P99_MS));
    take(&mut app, "Hiring hiring page");
    assert_eq!(app.state.tab, Tab::Hiring);
    take(&mut app, "tornado table");
    assert_eq!((app.state.tab, app.state.panel()), (Tab::Decision, Panel::Sheet(SheetId::Tornado)));
    take(&mut app, "web.fastify.rps");
    assert_eq!((app.state.tab, app.state.panel()), (Tab::Sources, Panel::Sheet(SheetId::Figures)));
    let (sheet, table) = app.state.focused_table().unwrap();
    assert_eq!(table.selected(sheet).unwrap().cells[0].text, "web.fastify.rps");
    take(&mut app, "forecasting preset");
    assert_eq!(app.state.scenario.name, "forecasting-pipeline");
    take(&mut app, "undo command");
    assert_eq!(app.state.scenario.name, "saas-backend");
    assert_eq!(take(&mut app, "suspend command"), Effect::Suspend);
}

#[test]
fn a_command_of_another_place_leads_there_or_says_where_it_works() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    take(&mut app, "type a value");
    assert!(matches!(app.state.overlay, Some(Overlay::Value(_))));
    assert_eq!(app.state.focus, Focus::Inputs);
    app.key(KeyCode::Esc);
    take(&mut app, "sort by this column");
    assert_eq!(app.state.notice.as_deref(), Some("s is for the tables: Tab leads to them."));
}

#[test]
fn an_assignment_sets_a_slider_and_a_wrong_one_stays_typed() {
    let mut app = App::new();
    take(&mut app, "traffic.rps=61.5k");
    assert_eq!(app.number(registry::RPS), 61_500.0);
    assert!(app.state.overlay.is_none());
    app.keys("u");
    assert_eq!(app.number(registry::RPS), 10_000.0);
    app.keys(":traffic.rps=ab");
    assert!(app.shown().contains("1 to 1,000,000") && !app.shown().contains("Sets"), "{}", app.shown());
    app.key(KeyCode::Esc);
    app.keys(":traffic.rps=5");
    assert!(app.shown().contains("Sets traffic.rps=5"), "{}", app.shown());
    app.key(KeyCode::Esc);
    take(&mut app, "trafic.rps=5");
    assert!(palette(&app).refusal.as_deref().unwrap().contains("traffic.rps"), "{}", app.shown());
    assert_eq!(palette(&app).field().text(), "trafic.rps=5");
    app.key(KeyCode::Backspace);
    assert_eq!(palette(&app).refusal, None);
}

#[test]
fn an_assignment_says_all_that_it_did_and_selects_its_slider() {
    let mut app = App::sized((80, 24), &[]);
    take(&mut app, "team.go=25");
    let told = app.state.notice.clone().unwrap();
    assert!(told.starts_with("Set Team mix 50/35/15 → ") && told.ends_with("/25."), "{told}");
    assert_eq!(app.state.input(), registry::TEAM_GO);
    take(&mut app, "traffic.rps=10k");
    assert_eq!(app.state.notice.as_deref(), Some("It is set so already."));
}

#[test]
fn what_is_not_found_is_said_and_nothing_is_taken() {
    let mut app = App::new();
    let before = app.state.scenario.clone();
    take(&mut app, "zzzzzz");
    assert!(app.shown().contains("Nothing is called that."));
    app.apply(Event::Paste("\u{1b}[31m日本\u{7f}".to_owned()));
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none());
    assert_eq!(app.state.scenario, before);
}

#[test]
fn what_is_called_exactly_so_comes_first() {
    for (typed, tab, panel) in [
        ("figures", Tab::Sources, Panel::Sheet(SheetId::Figures)),
        ("limits", Tab::Decision, Panel::Sheet(SheetId::Limits)),
        ("lines", Tab::Cadence, Panel::Sheet(SheetId::Lines)),
        ("machine", Tab::Concurrency, Panel::Lanes),
        ("tornado bars", Tab::Decision, Panel::Chart(ChartId::Tornado)),
    ] {
        let mut app = App::new();
        app.keys(":");
        app.keys(typed);
        app.key(KeyCode::Enter);
        assert_eq!((app.state.tab, app.state.panel()), (tab, panel), "{typed}");
    }
    let mut app = App::new();
    app.keys(":history");
    app.key(KeyCode::Enter);
    assert!(matches!(app.state.overlay, Some(Overlay::History(_))));
}

#[test]
fn the_list_stands_still_while_the_cursor_moves_within_it() {
    let mut app = App::new();
    app.keys(":");
    let lines = |app: &App| {
        let lines = app.lines().into_iter().map(|line| line.replace('▶', " "));
        lines.filter(|line| line.contains("  command  ")).collect::<Vec<_>>()
    };
    for _ in 0..4 {
        app.key(KeyCode::PageDown);
    }
    let before = lines(&app);
    assert!(before.len() > 8);
    for _ in 0..5 {
        app.key(KeyCode::Up);
        assert_eq!(lines(&app), before);
    }
}

#[test]
fn a_press_takes_a_line_and_one_outside_closes() {
    let mut app = App::new();
    app.keys(":decision page");
    let line = app.find("Decision  decision");
    app.press(line);
    assert_eq!(app.state.tab, Tab::Decision);
    app.keys(":");
    app.press((0, 0));
    assert!(app.state.overlay.is_none());
}

#[test]
fn a_press_on_a_line_that_is_no_more_takes_nothing() {
    let mut app = App::new();
    app.keys(":decision page");
    let (column, row) = app.find("Decision  decision");
    let press = MouseEventKind::Down(MouseButton::Left);
    let press = MouseEvent { kind: press, column, row, modifiers: KeyModifiers::NONE };
    // Typed and pressed before the next frame.
    update_all(&mut app.state, [Event::Paste(" zzqqxx".to_owned()), Event::Mouse(press)]);
    let palette = palette(&app);
    assert_eq!((palette.found().count(), palette.cursor(), &palette.refusal), (0, 0, &None));
}
