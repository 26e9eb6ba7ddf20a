//! The simulated machine: stepping, playing, scrubbing, following, and long runs.

use std::time::Duration;

use crossterm::event::{KeyCode, MouseButton, MouseEventKind};
use runtime_explorer::explorer::lanes::{LongRun, LongRunTask};
use runtime_explorer::explorer::refinement::Draft;
use runtime_explorer::explorer::{Focus, Panel, Tab};
use runtime_explorer::model::analysis::Analysis;
use runtime_explorer::model::simulator::{
    Experiment, Extent, Length, Model, Nanoseconds, Setting, Summary, Trace, simulate,
};
use runtime_explorer::scenario::registry::{self, AS_OF, CORES, PRICE_CORE_HOUR, PRIORITY_EDGE, TEAM_HIRES};
use runtime_explorer::sheets::{SheetId, Subject};
use runtime_explorer::widgets::lanes::TimeView;

use super::app::{App, FACTS};

/// On the machine of a plan whose loops are blocked now and then.
fn machine() -> App {
    let mut app = App::with(&["work.heavy_percent=2", "work.cpu_ms=60", "concurrency.rps=150"]);
    app.keys("2");
    app.key(KeyCode::Tab);
    assert_eq!(app.state.focused_panel(), Some(Panel::Lanes));
    app
}

fn experiment(app: &App) -> &Experiment {
    app.state.analysis().experiment.as_ref().unwrap()
}

fn trace(app: &App, model: Model) -> &Trace {
    let found = experiment(app).iter().find(|(one, _)| *one == model);
    &found.unwrap().1.trace
}

fn moments(trace: &Trace) -> Vec<Nanoseconds> {
    let mut moments: Vec<Nanoseconds> = trace.spans.iter().flat_map(|span| [span.from, span.to]).collect();
    moments.sort_unstable();
    moments.dedup();
    moments
}

#[test]
fn a_title_says_which_requests_it_speaks_of_only_where_there_are_two_sorts() {
    for (heavy, title) in [("0", "p99 "), ("2", "light p99 "), ("100", "p99 ")] {
        let mut app = App::with(&[&format!("work.heavy_percent={heavy}"), "concurrency.rps=20"]);
        app.keys("2");
        let (column, row) = app.find("Node event loop  ");
        let line = app.lines().swap_remove(usize::from(row));
        let behind: String = line.chars().skip(usize::from(column) + 17).collect();
        assert!(behind.trim_start().starts_with(title), "{heavy}: {line}");
    }
}

#[test]
fn it_begins_where_something_heavy_happens() {
    let app = machine();
    let first = experiment(&app).first_heavy_arrival().unwrap();
    let TimeView { from, to } = app.state.lanes.view;
    assert!((from..to).contains(&first));
    assert!(app.lines().iter().any(|line| line.contains("Machine: 2 cores, 150 requests/s, 2 % heavy")));
}

#[test]
fn arrows_step_along_the_events_of_the_selected_model() {
    let mut app = machine();
    for (down, model) in [(0, Model::NodeEventLoop), (8, Model::Go)] {
        for _ in 0..down {
            app.key(KeyCode::Down);
        }
        let moments = moments(trace(&app, model));
        let before = app.state.lanes.cursor;
        app.key(KeyCode::Right);
        let next = *moments.iter().find(|time| **time > before).unwrap();
        assert_eq!(app.state.lanes.cursor, next);
        app.key(KeyCode::Left);
        assert_eq!(moments.iter().rfind(|time| **time < next), Some(&app.state.lanes.cursor));
    }
    app.key(KeyCode::Home);
    app.key(KeyCode::Left);
    assert_eq!(app.state.notice.as_deref(), Some("Nothing happens there any more."));
}

#[test]
fn the_view_follows_the_cursor_and_stays_within_the_run() {
    let mut app = machine();
    let end = experiment(&app).window.end;
    let keys = [
        KeyCode::End,
        KeyCode::PageDown,
        KeyCode::Char('+'),
        KeyCode::Char('+'),
        KeyCode::Home,
        KeyCode::PageUp,
        KeyCode::Char('-'),
        KeyCode::Char('0'),
        KeyCode::Char('-'),
        KeyCode::PageDown,
    ];
    for key in keys {
        app.key(key);
        let lanes = &app.state.lanes;
        assert!(lanes.view.from < lanes.view.to && lanes.view.to <= end, "{key:?} {:?}", lanes.view);
        assert!((lanes.view.from..=lanes.view.to).contains(&lanes.cursor), "{key:?} {lanes:?}");
    }
    assert_eq!(app.state.lanes.view, TimeView::whole(end));
}

#[test]
fn time_goes_by_while_it_plays_and_only_then() {
    let mut app = machine();
    let start = app.state.lanes.cursor;
    app.state.play(Duration::from_secs(1));
    assert_eq!(app.state.lanes.cursor, start);
    app.keys(" ");
    assert!(app.state.lanes.is_playing);
    app.state.play(Duration::from_millis(500));
    let speed = Nanoseconds::from(app.state.lanes.speed());
    assert_eq!(app.state.lanes.cursor, start + speed * 500_000);
    app.keys(">");
    assert!(Nanoseconds::from(app.state.lanes.speed()) > speed);
    app.state.play(Duration::from_secs(100_000));
    assert_eq!(app.state.lanes.cursor, experiment(&app).window.end);
    assert!(!app.state.lanes.is_playing, "it stops at the end");
    // From there it begins anew, and another page stops it.
    app.keys(" ");
    assert_eq!(app.state.lanes.cursor, 0);
    app.keys("1");
    assert!(!app.state.lanes.is_playing);
}

#[test]
fn the_pointer_scrubs_zooms_and_selects() {
    let mut app = machine();
    let (left, row) = app.find("Free-threaded");
    app.mouse(MouseEventKind::Down(MouseButton::Left), left, row);
    assert_eq!(app.state.lanes.selected, 7);
    app.mouse(MouseEventKind::Up(MouseButton::Left), left, row);

    let place = app.state.regions.lanes.as_ref().unwrap().lanes();
    let row = place.y + 2;
    app.mouse(MouseEventKind::Down(MouseButton::Left), place.x + 10, row);
    let first = app.state.lanes.cursor;
    // The pointer may leave the lanes meanwhile.
    app.mouse(MouseEventKind::Drag(MouseButton::Left), place.x + 30, 0);
    let second = app.state.lanes.cursor;
    assert!(app.state.lanes.view.from <= first && first < second);
    app.mouse(MouseEventKind::Up(MouseButton::Left), place.x + 30, 0);
    app.mouse(MouseEventKind::Drag(MouseButton::Left), place.x + 40, row);
    assert_eq!(app.state.lanes.cursor, second, "it was let go of");

    let before = app.state.lanes.view;
    for _ in 0..6 {
        app.mouse(MouseEventKind::ScrollUp, place.x + 2, row);
    }
    let closer = app.state.lanes.view;
    assert!(closer.length() < before.length() && !(closer.from..=closer.to).contains(&second));
    assert_eq!(app.state.lanes.cursor, second, "it stays where it was put");
    app.keys("+");
    let TimeView { from, to } = app.state.lanes.view;
    assert!((from..=to).contains(&second), "and zooming by key is about it");
}

#[test]
fn a_request_is_followed_through_every_model() {
    let mut app = machine();
    let heavy = experiment(&app).first_heavy_arrival().unwrap();
    app.state.scrub(heavy + 1_000_000);
    app.key(KeyCode::Enter);
    let request = app.state.lanes.highlight.unwrap();
    let told = format!("Request {request}, Node event loop: ");
    let lines = app.lines();
    let told = lines.iter().find(|line| line.contains(&told)).unwrap();
    assert!(told.contains(" ms = ") && told.contains(" running") && !told.contains('…'), "{told}");
    let longest = |model| {
        let of_it = trace(&app, model).spans.iter().filter(|span| span.request == request);
        of_it.map(|span| span.to - span.from).max().unwrap()
    };
    assert!(longest(Model::NodeEventLoop) >= 60_000_000);
    assert!(longest(Model::Go) <= 20_000_000, "it takes turns of 10 ms, and less work");
    app.key(KeyCode::Esc);
    assert_eq!(app.state.lanes.highlight, None);
}

#[test]
fn where_no_request_is_the_one_that_was_run_last_is_followed() {
    let mut app = machine();
    let spans = &trace(&app, Model::NodeEventLoop).spans;
    let is_idle = |at| !spans.iter().any(|span| (span.from..span.to).contains(&at));
    let ended = spans.iter().find(|span| is_idle(span.to)).unwrap();
    let (request, end) = (ended.request, ended.to);
    app.state.scrub(end);
    app.key(KeyCode::Enter);
    assert_eq!((app.state.lanes.highlight, app.state.notice.as_deref()), (Some(request), None));
    app.key(KeyCode::Home);
    app.key(KeyCode::Enter);
    assert_eq!(app.state.lanes.highlight, None);
    assert_eq!(app.state.notice.as_deref(), Some("No request has come yet."));
}

#[test]
fn a_change_of_the_scenario_is_simulated_in_its_frame() {
    let mut app = machine();
    let before = experiment(&app).clone();
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    // The load of the machine is set, so another load of the plan leaves it as it is.
    assert_eq!(experiment(&app).setting, before.setting);
    app.state.inputs.select(CORES);
    app.key(KeyCode::Right);
    assert_eq!(experiment(&app).setting.cores, 3);
    assert_ne!(experiment(&app), &before);
    app.key(KeyCode::Left);
    assert_eq!(experiment(&app), &before, "the same inputs, the same bytes");
}

/// Does what the explorer leaves to a thread, until nothing is left; how often it asked for a simulation.
pub(super) fn refine(app: &mut App) -> usize {
    let mut simulations = 0;
    while let Some(refinement) = app.state.take_refinement() {
        simulations += usize::from(matches!(refinement.draft, Draft::Simulation(_)));
        let refined = refinement.refine(|| true).unwrap();
        app.state.refine(refinement.generation, &refined);
    }
    simulations
}

#[test]
fn the_screen_at_rest_shows_what_the_report_prints() {
    for inputs in [&[][..], &["work.heavy_percent=0.05", "work.cpu_ms=120"]] {
        let mut app = App::with(inputs);
        app.keys("2");
        let brief = experiment(&app).clone();
        assert_eq!((brief.length, refine(&mut app)), (Length::Brief, 1), "{inputs:?}");
        let at_rest = experiment(&app);
        for ((model, before), (_, after)) in brief.iter().zip(at_rest.iter()) {
            assert_eq!(before.trace, after.trace, "{}", model.id());
        }
        assert_reported(&app);
        assert_eq!(refine(&mut app), 0, "nobody is woken once it is done");
    }
}

#[test]
fn the_simulation_is_refined_where_it_is_seen_and_while_it_is_of_the_present() {
    let mut app = machine();
    app.keys("1");
    assert_eq!(refine(&mut app), 0, "no page shows it");
    app.keys("2");
    let late = app.state.take_refinement().unwrap();
    assert!(app.state.take_refinement().is_none(), "once");
    app.state.inputs.select(CORES);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    app.state.refine(late.generation, &late.refine(|| true).unwrap());
    assert_eq!(experiment(&app).length, Length::Brief, "it is out of date");
    assert_eq!(refine(&mut app), 1);
    // What is left is as it was, and whoever comes back asks for it again.
    app.key(KeyCode::Left);
    assert_eq!((experiment(&app).length, refine(&mut app)), (Length::Brief, 1));
    app.key(KeyCode::Right);
    assert_eq!((experiment(&app).length, refine(&mut app)), (Length::Thorough, 0));
    assert!(late.refine(|| false).is_none());
}

/// That what the page shows is what a report of the present inputs prints.
#[track_caller]
fn assert_reported(app: &App) {
    let (facts, scenario, outlook) = (&app.state.facts, &app.state.scenario, app.state.outlook());
    let setting = Setting::of(facts.constants(outlook.inputs.edition), outlook);
    let analysis = Analysis { experiment: Some(Experiment::thorough(setting)), ..Analysis::default() };
    let printed = Tab::Concurrency.sheets(Subject { facts, scenario, outlook, analysis: &analysis });
    for id in [SheetId::Simulation, SheetId::Lag, SheetId::Models] {
        let printed = printed.iter().find(|sheet| sheet.id == id).unwrap();
        let shown = app.state.sheet(&id).unwrap();
        assert_eq!(format!("{shown:?}"), format!("{printed:?}"));
    }
}

#[test]
fn an_input_that_leaves_the_machine_as_it_is_leaves_its_figures() {
    for key in [PRIORITY_EDGE, TEAM_HIRES, PRICE_CORE_HOUR, AS_OF] {
        let mut app = machine();
        refine(&mut app);
        app.state.inputs.select(key);
        app.state.focus = Focus::Inputs;
        let before = experiment(&app).clone();
        for step in [KeyCode::Right, KeyCode::Right, KeyCode::Left, KeyCode::Char('u'), KeyCode::Char('U')] {
            // With and without what was reckoned while nobody pressed a key.
            if let Some(foresight) = app.state.take_foresight() {
                app.state.foresee(foresight.reckon(&FACTS, || true).unwrap());
            }
            app.key(step);
            assert!(experiment(&app) == &before, "{key:?} {step:?}");
            assert_reported(&app);
            assert_eq!(refine(&mut app), 0, "{key:?} {step:?}");
        }
    }
}

#[test]
fn a_machine_is_remembered_while_other_pages_are_shown_and_no_longer_than_it_is_the_same() {
    let mut app = machine();
    refine(&mut app);
    app.state.open(Tab::Decision);
    app.state.focus = Focus::Inputs;
    app.state.inputs.select(PRIORITY_EDGE);
    app.key(KeyCode::Right);
    app.state.open(Tab::Concurrency);
    assert_eq!(experiment(&app).length, Length::Thorough);
    assert_reported(&app);
    app.state.open(Tab::Decision);
    for (key, step) in [(CORES, KeyCode::Right), (PRIORITY_EDGE, KeyCode::Right)] {
        app.state.inputs.select(key);
        app.key(step);
    }
    app.state.open(Tab::Concurrency);
    assert_eq!((experiment(&app).length, experiment(&app).setting.cores), (Length::Brief, 3));
    refine(&mut app);
    assert_reported(&app);
}

#[test]
fn every_input_that_changes_the_machine_changes_what_is_simulated() {
    for key in registry::keys() {
        let mut app = machine();
        app.keys("m");
        let task = app.state.take_long_run().unwrap();
        app.state.long_run_came_to(task.generation, simulated(&task));
        let before = experiment(&app).clone();
        app.state.inputs.select(key);
        app.state.focus = Focus::Inputs;
        app.key(KeyCode::Right);
        let after = experiment(&app);
        let fresh =
            Setting::of(app.state.facts.constants(app.state.outlook().inputs.edition), app.state.outlook());
        assert_eq!(after.setting, fresh, "{key:?}");
        let is_same = fresh == before.setting;
        assert_eq!(after.length, if is_same { Length::Long } else { Length::Brief }, "{key:?}");
    }
}

#[test]
fn a_late_simulation_counts_while_the_machine_is_the_same() {
    let mut app = machine();
    let draws = app.state.take_refinement().unwrap();
    app.state.refine(draws.generation, &draws.refine(|| true).unwrap());
    let late = app.state.take_refinement().unwrap();
    assert!(matches!(late.draft, Draft::Simulation(_)));
    app.state.inputs.select(PRIORITY_EDGE);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    assert_eq!(experiment(&app).length, Length::Brief);
    app.state.refine(late.generation, &late.refine(|| true).unwrap());
    assert_reported(&app);
}

#[test]
fn where_somebody_looks_stays_while_the_machine_does() {
    let mut app = machine();
    app.key(KeyCode::Right);
    app.key(KeyCode::Enter);
    let before = app.state.lanes;
    assert!(before.highlight.is_some());
    app.state.inputs.select(PRIORITY_EDGE);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    assert_eq!(app.state.lanes, before);
    app.state.inputs.select(CORES);
    app.key(KeyCode::Right);
    assert_eq!(app.state.lanes.highlight, None);
}

/// What a long run would come to. A short one will do: who runs it does not matter here.
fn simulated(task: &LongRunTask) -> Vec<Summary> {
    let extent = Extent { requests: 5_000, ..Length::Long.extent() };
    Model::ALL.iter().map(|model| simulate(*model, &task.setting, &extent).summary).collect()
}

#[test]
fn what_is_pinned_again_is_compared_as_it_is_now() {
    let mut app = machine();
    refine(&mut app);
    app.keys("pm");
    let task = app.state.take_long_run().unwrap();
    app.state.long_run_came_to(task.generation, simulated(&task));
    assert!(app.state.changes(&SheetId::Simulation).is_some(), "the figures of the long run are others");
    app.keys("p");
    assert!(app.state.changes(&SheetId::Simulation).is_none());
}

#[test]
fn a_long_run_replaces_the_figures_and_a_change_forgets_it() {
    let mut app = machine();
    app.keys("m");
    assert_eq!(app.state.lanes.long_run, LongRun::Asked);
    let task = app.state.take_long_run().unwrap();
    assert!(app.state.take_long_run().is_none(), "once");
    let brief = experiment(&app).clone();
    let summaries = simulated(&task);
    app.state.long_run_came_to(task.generation, summaries[..3].to_vec());
    app.draw();
    assert!(app.lines().iter().any(|line| line.contains("long run: 3 of 9 models")));
    assert_eq!(experiment(&app), &brief);
    app.state.long_run_came_to(task.generation, summaries.clone());
    assert_eq!(experiment(&app).length, Length::Long);
    assert_eq!(experiment(&app).iter().next().unwrap().1.summary, summaries[0]);
    app.keys("m");
    assert_eq!(app.state.notice.as_deref(), Some("These are the figures of the long run already."));

    app.state.inputs.select(CORES);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    assert_eq!(experiment(&app).length, Length::Brief);
    app.state.long_run_came_to(task.generation, summaries);
    assert_eq!(experiment(&app).length, Length::Brief, "it is out of date");
}

#[test]
fn a_long_run_goes_on_and_stands_while_the_machine_is_the_same() {
    let mut app = machine();
    app.keys("m");
    app.state.inputs.select(PRIORITY_EDGE);
    app.state.focus = Focus::Inputs;
    app.key(KeyCode::Right);
    let task = app.state.take_long_run().unwrap();
    app.key(KeyCode::Right);
    assert_eq!((app.state.lanes.long_run, app.state.simulated()), (LongRun::Running(0), task.generation));
    let summaries = simulated(&task);
    app.state.long_run_came_to(task.generation, summaries.clone());
    app.key(KeyCode::Left);
    assert_eq!(experiment(&app).length, Length::Long);
    assert!(experiment(&app).iter().zip(&summaries).all(|((_, run), long)| run.summary == *long));
    assert_eq!(refine(&mut app), 0, "and nothing shorter takes its place");

    app.state.inputs.select(CORES);
    app.key(KeyCode::Right);
    assert_ne!(app.state.simulated(), task.generation);
    assert_eq!(experiment(&app).length, Length::Brief);
}
