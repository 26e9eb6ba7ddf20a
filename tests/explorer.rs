//! The application from events to state: what keys and mouse do.

#![expect(
    clippy::unwrap_used,
    clippy::float_cmp,
    clippy::panic,
    reason = "the machinery of a test fails by panicking, and values on the grid are exact"
)]

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use runtime_explorer::explorer::inputs::value_on_track;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::value_form::ValueForm;
use runtime_explorer::explorer::text_field::TextField;
use runtime_explorer::explorer::{ChartId, Effect, Focus, Panel, State, update_all};
use runtime_explorer::model::{Alternative, evaluate};
use runtime_explorer::scenario::parameter::Value;
use runtime_explorer::scenario::registry::{self, AS_OF, PLAN_METHOD, RPS, SAFETY_PERCENT, TEAM_JS};
use runtime_explorer::scenario::{Scenario, assignment, team};
use runtime_explorer::sheets::SheetId;
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

mod explorer {
    pub(crate) mod app;
    mod compare;
    mod foresight;
    mod guardrail_form;
    mod help;
    mod history;
    mod import;
    mod machine;
    mod narrow;
    mod notes;
    mod palette;
    mod practices;
    mod strip;
    mod tables;
    mod themes;
    mod top_line;
}

use explorer::app::{App, FACTS};

#[test]
fn every_step_changes_plan_and_cost_of_every_option_in_its_frame() {
    let mut app = App::new();
    let figures = |app: &App| {
        Alternative::ALL.map(|one| {
            let plan = &app.state.outlook().assessments[one].plan;
            (plan.planned, plan.usd_month())
        })
    };
    let start = figures(&app);
    assert_eq!(app.number(RPS), 10_000.0);
    // 10,000 to 60,000 by steps of the second digit.
    for _ in 0..50 {
        app.key(KeyCode::Right);
        let shown: Vec<String> = app.lines();
        for one in Alternative::ALL {
            let (planned, usd) = (
                app.state.outlook().assessments[one].plan.planned,
                app.state.outlook().assessments[one].plan.usd_month(),
            );
            let line = shown.iter().find(|line| line.contains(one.label()) && line.contains(" ms ")).unwrap();
            assert!(line.contains(&planned.to_string()), "{line} shows {planned} workers");
            let usd = runtime_explorer::notation::usd(usd);
            assert!(line.contains(&usd), "{line} shows ${usd}");
        }
    }
    assert_eq!(app.number(RPS), 60_000.0);
    for (before, after) in start.iter().zip(figures(&app)) {
        assert!(after.0 > before.0 && after.1 > before.1, "{before:?} then {after:?}");
    }
}

#[test]
fn coarse_steps_ends_and_typed_values() {
    let mut app = App::new();
    app.shift(KeyCode::Right);
    assert_eq!(app.number(RPS), 20_000.0);
    app.keys("<");
    assert_eq!(app.number(RPS), 1.0);
    app.keys(">");
    assert_eq!(app.number(RPS), 1_000_000.0);
    app.key(KeyCode::Enter);
    // The old value is selected: what is typed replaces it.
    app.keys("61.5k");
    app.key(KeyCode::Enter);
    assert_eq!(app.number(RPS), 61_500.0);
    assert!(app.state.overlay.is_none());
}

#[test]
fn a_press_beside_the_field_loses_nothing_that_was_typed() {
    let mut app = App::new();
    app.key(KeyCode::Enter);
    app.key(KeyCode::Left);
    app.press((0, 0));
    assert!(app.state.overlay.is_none(), "nothing was typed");
    app.key(KeyCode::Enter);
    app.keys("25k");
    app.press((0, 0));
    app.find("Enter takes the value, Esc cancels.");
    app.key(KeyCode::Enter);
    assert_eq!(app.number(RPS), 25_000.0);
}

#[test]
fn a_refused_value_stays_typed_and_says_why() {
    let mut app = App::new();
    app.key(KeyCode::Enter);
    app.apply(Event::Paste("-5\n".to_owned()));
    app.key(KeyCode::Enter);
    let Some(Overlay::Value(ValueForm { field, refusal })) = &app.state.overlay else {
        panic!("the field is closed")
    };
    assert_eq!(field.text(), "-5");
    assert_eq!(
        refusal.as_deref(),
        Some("traffic.rps cannot be -5: give a number from 1 to 1,000,000 requests/s")
    );
    assert_eq!(app.number(RPS), 10_000.0);
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none());
}

#[test]
fn a_drag_goes_on_when_the_pointer_leaves_the_track_and_is_one_step() {
    let mut app = App::new();
    let (left, right, row) = app.track(SAFETY_PERCENT);
    app.mouse(MouseEventKind::Down(MouseButton::Left), left, row);
    // The slider under the cursor has opened, and stands elsewhere now: the drag is about it all the same.
    app.mouse(MouseEventKind::Drag(MouseButton::Left), right + 60, row + 20);
    assert_eq!(app.number(SAFETY_PERCENT), 300.0);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), 0, 0);
    assert_eq!(app.number(SAFETY_PERCENT), 0.0);
    app.mouse(MouseEventKind::Up(MouseButton::Left), 0, 0);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), right, row);
    assert_eq!(app.number(SAFETY_PERCENT), 0.0, "a drag after the release moves nothing");
    app.keys("u");
    assert_eq!(app.number(SAFETY_PERCENT), 50.0, "the whole drag is undone at once");
    app.keys("U");
    assert_eq!(app.number(SAFETY_PERCENT), 0.0);
}

#[test]
fn a_second_press_beside_the_track_asks_for_a_value() {
    for size in [(120, 40), (80, 24)] {
        for key in [SAFETY_PERCENT, PLAN_METHOD, AS_OF] {
            let mut app = App::sized(size, &[]);
            app.state.inputs.select(key);
            app.key(KeyCode::Tab);
            let before = app.state.scenario.clone();
            let name = registry::get(key).label;
            app.press(app.find(name));
            assert_eq!((app.state.focus, app.state.input()), (Focus::Inputs, key));
            assert_eq!(app.state.overlay, None, "{name}: the first press selects");
            app.press(app.find(name));
            let pressed = app.state.overlay.take().unwrap_or_else(|| panic!("{name}, {size:?}"));
            app.key(KeyCode::Enter);
            assert_eq!(Some(pressed), app.state.overlay, "{name}: as a key does");
            assert_eq!(app.state.scenario, before);
        }
    }
    let mut app = App::new();
    let (left, _, row) = app.track(RPS);
    for _ in 0..2 {
        app.press((left, row));
        assert_eq!((app.number(RPS), &app.state.overlay), (1.0, &None), "the track is for the value itself");
    }
}

#[test]
fn a_drag_moves_nothing_behind_what_was_opened_meanwhile() {
    let mut app = App::new();
    let (left, right, row) = app.track(RPS);
    app.press((right, row));
    let held = app.number(RPS);
    app.keys("?");
    app.mouse(MouseEventKind::Drag(MouseButton::Left), left, row);
    assert_eq!(app.number(RPS), held);
    app.key(KeyCode::Esc);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), left, row);
    assert_eq!(app.number(RPS), 1.0, "it is held still");
}

#[test]
fn a_press_lets_go_of_what_was_held_when_no_release_came() {
    let mut app = App::new();
    let (left, right, row) = app.track(RPS);
    app.press((right, row));
    let held = app.number(RPS);
    app.press(app.find(" 7 Sources "));
    app.mouse(MouseEventKind::Drag(MouseButton::Left), left, row);
    assert_eq!(app.number(RPS), held);
    app.keys("u");
    assert_ne!(app.number(RPS), held, "the drag is a step of its own");
}

#[test]
fn a_share_of_the_team_moves_the_others_and_can_be_held() {
    let mut app = App::new();
    app.state.inputs.select(TEAM_JS);
    app.shift(KeyCode::Right);
    assert_eq!(team::shares(&app.state.facts.definitions, &app.state.scenario), [60.0, 28.0, 12.0]);
    app.keys("u");
    app.key(KeyCode::Down);
    app.keys("x");
    app.key(KeyCode::Up);
    app.shift(KeyCode::Right);
    assert_eq!(team::shares(&app.state.facts.definitions, &app.state.scenario), [60.0, 35.0, 5.0]);
}

#[test]
fn resets_of_one_a_group_and_all() {
    let mut app = App::new();
    app.shift(KeyCode::Right);
    app.key(KeyCode::Down);
    app.shift(KeyCode::Right);
    app.keys("r");
    assert_eq!((app.number(RPS), app.number(SAFETY_PERCENT)), (20_000.0, 50.0));
    assert_eq!(app.state.notice.as_deref(), Some("Reset Safety factor 60 % → 50 %."));
    app.shift(KeyCode::Right);
    app.keys("R");
    assert_eq!((app.number(RPS), app.number(SAFETY_PERCENT)), (10_000.0, 50.0));
    assert_eq!(app.state.notice.as_deref(), Some("Reset 2 inputs: Requests/s, Safety factor."));
    app.keys("R");
    assert_eq!(app.state.notice.as_deref(), Some("Already at the default."));
    app.shift(KeyCode::Left);
    app.state.inputs.select(TEAM_JS);
    app.shift(KeyCode::Left);
    app.keys("Z");
    assert!(app.state.scenario.is_untouched());
}

/// The entry under the cursor of the list that is open.
#[track_caller]
fn entry(app: &App) -> usize {
    match &app.state.overlay {
        Some(Overlay::Entries(list)) => list.cursor(),
        other => panic!("no list: {other:?}"),
    }
}

#[test]
fn a_list_has_an_end_before_it_has_been_drawn() {
    let mut app = App::sized((80, 24), &[]);
    // A long text was seen last: its end is not that of the list.
    app.key(KeyCode::F(1));
    app.key(KeyCode::Esc);
    app.state.inputs.select(PLAN_METHOD);
    let burst =
        [KeyCode::Enter, KeyCode::End].map(|code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    update_all(&mut app.state, burst);
    let last = app.state.facts.definitions.entries(PLAN_METHOD).len() - 1;
    assert_eq!(entry(&app), last);
}

#[test]
fn a_choice_lists_its_entries_and_its_track_takes_them() {
    let mut app = App::new();
    app.state.inputs.select(PLAN_METHOD);
    app.key(KeyCode::Enter);
    assert_eq!(entry(&app), 0);
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert_eq!((app.number(PLAN_METHOD), app.state.overlay.is_none()), (2.0, true));
    app.key(KeyCode::Enter);
    app.key(KeyCode::End);
    app.key(KeyCode::Esc);
    assert_eq!(app.number(PLAN_METHOD), 2.0);
    let (_, last, row) = app.track(PLAN_METHOD);
    app.mouse(MouseEventKind::Down(MouseButton::Left), last, row);
    assert_eq!(app.number(PLAN_METHOD), 5.0);
}

#[test]
fn an_entry_of_a_choice_is_taken_by_a_press() {
    let mut app = App::new();
    app.state.inputs.select(PLAN_METHOD);
    app.key(KeyCode::Enter);
    let entry = app.state.facts.definitions.entries(PLAN_METHOD)[1].label.to_string();
    let (column, row) = app.find(&format!("{entry} "));
    app.press((column, row));
    assert_eq!((app.number(PLAN_METHOD), app.state.overlay.is_none()), (1.0, true));
}

#[test]
fn every_cell_of_every_track_tells_who_would_win_there() {
    let look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
    let sets = ["work.heavy_percent=2", "work.cpu_ms=15", "need.data_percent=30", "objective.p99_ms=60"];
    let mut scenario = Scenario::new("test", date(2026, 11, 22));
    assignment::assign(&FACTS.definitions, &mut scenario, sets).unwrap();
    let mut state = State::new(FACTS.clone(), scenario.clone());
    let mut screen = Terminal::new(TestBackend::new(160, 50)).unwrap();
    let mut painted = 0;
    let mut seen = String::new();
    // The panel is longer than the screen.
    for select in [RPS, registry::BASELINE_GO] {
        state.inputs.select(select);
        screen.draw(|frame| state.regions = ui::draw(frame, &state, &look)).unwrap();
        for (key, metrics) in state.regions.sliders() {
            let track = metrics.track();
            for (column, fraction) in (track.x..).zip(metrics.fractions()) {
                let symbol = screen.backend().buffer()[(column, track.y)].symbol();
                let Some(value) = value_on_track(&FACTS.definitions, *key, fraction) else { continue };
                // The thumb and the mark of the default stand in front of their cells.
                if symbol == "O" || symbol == "+" {
                    continue;
                }
                let mut moved = scenario.clone();
                FACTS.definitions.set(&mut moved, *key, value).unwrap();
                let outlook = evaluate(&FACTS, &moved);
                let first = outlook.first();
                let keeps = outlook.assessments[first].violations.is_empty();
                let letter = if keeps { first.letter() } else { first.letter().to_ascii_lowercase() };
                assert_eq!(symbol, letter.to_string(), "{} at {value:?}", registry::get(*key).id);
                painted += 1;
                seen.push(letter);
            }
        }
    }
    assert!(painted > 700, "{painted}");
    assert!(['N', 'P', 'G', 'H', 'p'].iter().all(|letter| seen.contains(*letter)), "{seen}");
}

#[test]
fn a_part_of_a_bar_leads_to_the_points_it_shows() {
    let mut app = App::new();
    app.keys("5");
    app.state.focus_panel(&Panel::Chart(ChartId::Contributions));
    app.draw();
    // The team fit of the second in the ranking, Hybrid, even if a filter hides it in the table.
    app.state.change_table(&SheetId::Contributions, |table, _| table.filter = TextField::new("latency"));
    let (_, row) = app.find("Scores by criterion");
    let line = app.lines()[usize::from(row) + 2].trim_matches('"').to_owned();
    let bar = line.chars().position(|char| char == '█').unwrap();
    let letter = line.chars().skip(bar).position(|char| char == 't').unwrap();
    app.mouse(MouseEventKind::Down(MouseButton::Left), (bar + letter) as u16, row + 2);
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(SheetId::Contributions)));
    let (sheet, table) = app.state.focused_table().unwrap();
    let row = &sheet.rows[table.rows(sheet)[table.cursor.row]];
    assert_eq!(row.cells[0].text, "Team fit");
    assert_eq!(sheet.columns[table.cursor.column].title, "Hybrid");

    app.state.focus_panel(&Panel::Chart(ChartId::Tornado));
    app.draw();
    let (column, row) = app.find("Lead of");
    app.mouse(MouseEventKind::Down(MouseButton::Left), column, row + 3);
    let (sheet, table) = app.state.focused_table().unwrap();
    assert_eq!((&sheet.id, table.cursor.row), (&SheetId::Tornado, 2));
}

#[test]
fn the_arrows_of_the_panel_names_lead_through_all_panels() {
    let mut app = App::new();
    app.keys("5");
    let panels = app.state.panels();
    app.state.focus_panel(&panels[0]);
    app.draw();
    let (_, row) = app.find("[reasons]");
    let line = |app: &App| app.lines()[usize::from(row)].trim_matches('"').to_owned();
    for _ in 1..panels.len() {
        let before = app.state.panel();
        let at = line(&app).chars().position(|char| char == '▶');
        let Some(column) = at else { break };
        app.mouse(MouseEventKind::Down(MouseButton::Left), column as u16, row);
        assert_ne!(app.state.panel(), before);
    }
    assert!(line(&app).contains('◀'), "the last names are seen, the first are hidden");
    let position = panels.iter().position(|panel| *panel == app.state.panel()).unwrap();
    let column = line(&app).chars().position(|char| char == '◀').unwrap();
    app.mouse(MouseEventKind::Down(MouseButton::Left), column as u16, row);
    assert_eq!(app.state.panel(), panels[position - 1]);
}

#[test]
fn the_tornado_is_there_when_it_is_looked_at_and_outlives_a_refinement() {
    let mut app = App::new();
    assert!(app.state.analysis().tornado.is_empty());
    app.keys("5");
    let tornado = app.state.analysis().tornado.clone();
    assert!(!tornado.is_empty());
    let refinement = app.state.take_refinement().unwrap();
    app.state.refine(refinement.generation, &refinement.refine(|| true).unwrap());
    assert_eq!(app.state.analysis().tornado, tornado);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    assert_ne!(app.state.analysis().tornado, tornado);
}

#[test]
fn the_date_moves_by_months_and_by_dragging() {
    let mut app = App::new();
    app.keys("3");
    app.key(KeyCode::Tab);
    app.key(KeyCode::Right);
    assert_eq!(app.state.outlook().inputs.as_of, date(2026, 12, 22));
    app.keys("t");
    assert_eq!(app.state.outlook().inputs.as_of, date(2026, 11, 22));
    let axis = app.find("2027");
    app.mouse(MouseEventKind::Down(MouseButton::Left), axis.0 + 4, axis.1 + 2);
    let pressed = app.state.outlook().inputs.as_of;
    assert_eq!(pressed.year(), 2027, "{pressed}");
    app.mouse(MouseEventKind::Drag(MouseButton::Left), 119, 0);
    assert!(app.state.outlook().inputs.as_of > pressed);
    app.mouse(MouseEventKind::Up(MouseButton::Left), 119, 0);
    app.keys("u");
    assert_eq!(
        app.state.facts.definitions.value(&app.state.scenario, AS_OF),
        Value::Date(date(2026, 11, 22))
    );
}

#[test]
fn what_lies_over_a_filter_hides_its_cursor() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    app.keys("/");
    let cursor = |app: &App| ui::paint(&mut Buffer::empty(Rect::new(0, 0, 120, 40)), &app.state, &app.look).1;
    assert!(cursor(&app).is_some());
    app.key(KeyCode::F(1));
    assert_eq!(cursor(&app), None);
}

#[test]
fn editions_and_benchmark_sets_change_what_counts() {
    let mut app = App::new();
    let go = |app: &App| app.state.outlook().assessments[Alternative::Go].score;
    let audited = go(&app);
    app.keys("E");
    assert!((go(&app) - audited).abs() > 0.1);
    app.keys("E");
    let planned = app.state.outlook().assessments[Alternative::Python].plan.planned;
    app.keys("b");
    assert_ne!(app.state.outlook().assessments[Alternative::Python].plan.planned, planned);
}

#[test]
fn other_benchmark_sets_are_looked_at_without_becoming_the_baseline() {
    let mut app = App::new();
    let planned = app.state.outlook().assessments[Alternative::Python].plan.planned;
    let title = |app: &App| app.state.sheet(&SheetId::Web).unwrap().title.clone();
    let first = title(&app);
    let mut titles = vec![first.clone()];
    loop {
        app.keys("v");
        if title(&app) == first {
            break;
        }
        titles.push(title(&app));
        assert!(titles.len() < 20, "{titles:?}");
    }
    assert!(titles.iter().any(|title| title.contains("TechEmpower")), "{titles:?}");
    assert_eq!(app.state.outlook().assessments[Alternative::Python].plan.planned, planned);
    app.keys("3v");
    assert!(app.state.notice.is_some(), "elsewhere the key says why it does nothing");
}

#[test]
fn nothing_is_asked_on_the_way_out_where_nothing_is_lost() {
    let mut app = App::new();
    assert_eq!(app.key(KeyCode::Char('q')), Effect::Quit);
    app.keys("?");
    let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(app.apply(Event::Key(interrupt)), Effect::Quit, "also from an overlay");
}

#[test]
fn an_interrupt_asks_about_what_is_not_saved_and_leaves_when_pressed_again() {
    let interrupt = || Event::Key(KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL));
    let mut app = App::new();
    app.key(KeyCode::Right);
    app.keys("?");
    assert_eq!(app.apply(interrupt()), Effect::None, "from an overlay, too");
    app.find("ave");
    app.key(KeyCode::Esc);
    assert_eq!(app.state.overlay, None);
    assert_eq!(app.apply(interrupt()), Effect::None);
    assert_eq!(app.apply(interrupt()), Effect::Quit);
    app.key(KeyCode::Esc);
    app.screen.backend_mut().resize(50, 10);
    app.draw();
    assert_eq!(app.apply(interrupt()), Effect::QuitNow, "nothing can be asked");
}
