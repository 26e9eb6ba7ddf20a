//! Pinning a state: what shows its change against it, and what the pin survives.

use crossterm::event::{Event, KeyCode};
use runtime_explorer::explorer::files::Open;
use runtime_explorer::explorer::{Panel, Tab};
use runtime_explorer::model::evaluate;
use runtime_explorer::scenario::Scenario;
use runtime_explorer::scenario::registry::{RPS, SAFETY_PERCENT};
use runtime_explorer::sheets::SheetId;
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{LEAST_SIZE, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::{App, FACTS};
use super::machine::refine;

impl App {
    /// The default scenario pinned, with four times the traffic since.
    fn pinned(size: (u16, u16)) -> Self {
        let mut app = Self::sized(size, &[]);
        app.keys("p");
        for _ in 0..2 {
            app.shift(KeyCode::Right);
        }
        app
    }

    fn row(&self, text: &str) -> String {
        self.lines().into_iter().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text}"))
    }
}

#[test]
fn the_heading_of_the_changes_is_never_cut() {
    let mut app = App::sized((80, 24), &[]);
    app.keys("p");
    for _ in 0..3 {
        app.shift(KeyCode::Right);
    }
    let heading = app.row("$/month");
    assert!(heading.contains(" change ") && !heading.contains("vs pin"), "{heading}");
}

#[test]
fn the_strip_shows_what_has_changed_against_the_pin() {
    let mut app = App::sized((160, 50), &[]);
    assert!(!app.shown().contains("vs pinned"));
    app.keys("p");
    assert!(app.shown().contains("Pinned saas-backend"));
    assert!(app.row("N Node.js").contains("±0"));
    app.shift(KeyCode::Right);
    assert_eq!(app.number(RPS), 20_000.0);
    let [before, after] = [app.state.pin.as_ref().unwrap().outlook(), app.state.outlook()]
        .map(|outlook| outlook.assessments[runtime_explorer::model::Alternative::Python].clone());
    let more = after.plan.planned - before.plan.planned;
    let row = app.row("P Python");
    assert!(row.contains(&format!(", +{more} workers, +$")), "{row}");
    app.keys("u");
    assert!(app.row("P Python").contains("±0"), "undo does not unpin");
    app.keys("P");
    assert!(app.state.pin.is_none() && !app.shown().contains("vs pinned"));
    app.keys("P");
    assert!(app.shown().contains("Nothing is pinned: p pins the present state."));
    app.keys("c");
    assert_eq!(app.state.tab, Tab::Performance);
}

#[test]
fn cells_that_changed_are_marked_and_the_one_under_the_cursor_says_how() {
    let mut app = App::pinned((120, 40));
    app.state.open(Tab::Performance);
    app.state.focus_panel(&Panel::Sheet(SheetId::Capacity));
    app.key(KeyCode::Right);
    let (sheet, _) = app.state.focused_table().unwrap();
    let now = sheet.rows[0].cells[1].text.clone();
    assert!(app.shown().contains(&format!("▲{now}")), "{}", app.shown());
    assert!(app.shown().contains(&format!("Node.js, planned: pinned 3, now {now} (+")), "{}", app.shown());
    app.key(KeyCode::Enter);
    assert!(app.shown().contains("Pinned") && app.shown().contains("since)"), "{}", app.shown());
    app.key(KeyCode::Esc);
    for _ in 0..2 {
        app.keys("u");
    }
    assert!(!app.shown().contains(": pinned 3, now"), "nothing differs any more");
}

#[test]
fn few_simulated_requests_are_not_compared_with_many() {
    let mut app = App::new();
    app.keys("2");
    refine(&mut app);
    app.keys("p");
    app.key(KeyCode::Right);
    assert!(app.state.changes(&SheetId::Simulation).is_none(), "it is of fewer requests");
    refine(&mut app);
    assert!(app.state.changes(&SheetId::Simulation).is_some());
}

#[test]
fn where_there_is_room_changes_are_written_behind_the_numbers() {
    let mut app = App::pinned((160, 50));
    app.state.open(Tab::Decision);
    app.state.focus_panel(&Panel::Sheet(SheetId::CriterionValues));
    app.draw();
    let row = app.row("Latency");
    assert!(app.shown().contains(" ▼0."), "{}", app.shown());
    assert!(!row.is_empty());
}

#[test]
fn sliders_keep_the_mark_of_the_pin() {
    let app = App::pinned((120, 40));
    let (x0, x1, y) = app.track(RPS);
    let cell = |x: u16| app.screen.backend().buffer()[(x, y)].symbol().to_owned();
    let marks: Vec<u16> = (x0..=x1).filter(|x| cell(*x) == "◆").collect();
    let thumb = (x0..=x1).find(|x| cell(*x) == "●").unwrap();
    assert!(marks.len() == 1 && marks[0] < thumb);
    let (x0, x1, y) = app.track(SAFETY_PERCENT);
    assert!((x0..=x1).all(|x| app.screen.backend().buffer()[(x, y)].symbol() != "◆"), "under the thumb");
}

#[test]
fn the_pin_survives_another_scenario_and_the_tables_compare_both() {
    let mut app = App::pinned((120, 40));
    let other = Scenario::new("other", app.state.scenario.today);
    let open = Open { path: "other.toml".into(), discards: true };
    app.state.open_came_to(open, Ok((other, String::new())));
    app.state.settle();
    app.draw();
    assert_eq!(app.state.pin.as_ref().unwrap().scenario().name, "saas-backend");
    app.keys("c");
    assert_eq!(app.state.focused_panel(), Some(Panel::Sheet(SheetId::Outcomes)));
    let ids = [SheetId::Outcomes, SheetId::InputsCompared, SheetId::Causes, SheetId::ContributionsCompared];
    assert!(ids.iter().all(|id| app.state.sheet(id).is_some()));
    assert!(app.state.sheet(&SheetId::InputsCompared).unwrap().rows.is_empty(), "both are the default");
    app.state.open(Tab::Hiring);
    assert!(ids.iter().all(|id| app.state.sheet(id).is_none()));
}

#[test]
fn the_focus_goes_on_from_what_is_shown_in_the_place_of_a_comparison_that_has_gone() {
    let mut app = App::pinned((120, 40));
    app.keys("cP");
    let panels = app.state.panels();
    assert_eq!(app.state.focused_panel().as_ref(), Some(&panels[0]));
    app.key(KeyCode::Tab);
    assert_eq!(app.state.focused_panel().as_ref(), Some(&panels[1]));
    app.keys("pcP");
    app.key(KeyCode::BackTab);
    assert_eq!(app.state.focused_panel(), None, "the sliders are before the first panel");
}

#[test]
fn what_is_pinned_is_what_a_fresh_evaluation_gives() {
    let mut app = App::pinned((120, 40));
    app.keys("E");
    let pin = app.state.pin.as_ref().unwrap();
    let fresh = evaluate(&FACTS, pin.scenario());
    assert_eq!(fresh.order, pin.outlook().order);
    assert_ne!(pin.scenario().edition, app.state.scenario.edition);
    // Pinning again takes the present state.
    app.keys("p");
    assert_eq!(*app.state.pin.as_ref().unwrap().scenario(), app.state.scenario);
}

#[test]
fn a_pin_and_the_keys_before_it_may_come_in_one_batch() {
    use crossterm::event::{KeyEvent, KeyModifiers};
    let mut app = App::new();
    let keys = [KeyCode::Right, KeyCode::Char('p'), KeyCode::Right]
        .map(|code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    runtime_explorer::explorer::update_all(&mut app.state, keys);
    let pin = app.state.pin.as_ref().unwrap();
    assert_eq!(FACTS.definitions.number(pin.scenario(), RPS), 11_000.0);
    assert_eq!(pin.outlook().inputs[RPS], 11_000.0);
    assert_eq!(app.number(RPS), 12_000.0);
}

#[test]
fn pinned_pages_at_the_sizes_that_people_have() {
    for size @ (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut app = App::pinned(size);
        insta::assert_snapshot!(format!("pinned-{columns}x{rows}"), app.shown());
        app.keys("5");
        app.key(KeyCode::Tab);
        app.key(KeyCode::Right);
        app.key(KeyCode::Right);
        insta::assert_snapshot!(format!("pinned-decision-{columns}x{rows}"), app.shown());
        app.keys("c");
        insta::assert_snapshot!(format!("compare-{columns}x{rows}"), app.shown());
    }
}

#[test]
fn no_size_breaks_a_pinned_page_and_every_change_is_told_without_unicode_and_colour() {
    use ratatui::style::Color;
    for (columns, rows) in [(0, 0), (7, 60), LEAST_SIZE, (61, 17), (99, 24), (100, 30), (170, 52)] {
        let mut app = App::pinned((columns, rows));
        app.look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
        for tab in Tab::ALL {
            app.state.open(tab);
            for panel in app.state.panels() {
                app.state.focus_panel(&panel);
                app.draw();
                let cells = &app.screen.backend().buffer().content;
                assert!(cells.iter().all(|cell| cell.symbol().is_ascii()), "{panel:?}");
                assert!(cells.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)));
            }
        }
    }
    let mut app = App::pinned((80, 24));
    app.look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
    app.state.focus_panel(&Panel::Sheet(SheetId::Capacity));
    app.draw();
    assert!(app.shown().contains("^1") || app.shown().contains("^5"), "{}", app.shown());
}

#[test]
fn the_change_against_the_pin_is_told_whole_at_every_width() {
    for columns in LEAST_SIZE.0..=170 {
        let mut app = App::pinned((columns, 30));
        app.key(KeyCode::Home);
        let shown = app.shown();
        let heading = shown.lines().find(|line| line.contains("score")).unwrap();
        assert!(heading.contains("vs pinned") || heading.contains("change"), "{columns}: {heading}");
        let row = shown.lines().find(|line| line.contains(" N Node.js")).unwrap();
        assert!(!row.contains('…'), "{columns}: {row}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, ..Default::default() })]

    #[test]
    fn no_walk_through_pins_steps_and_notes_breaks_them(
        keys in proptest::collection::vec(proptest::sample::select("ppPcyynnuUEEb157LLHHjjkksZ/\t\n\n⎋⎋⌦x".chars().collect::<Vec<_>>()), 1..120),
    ) {
        let mut app = App::new();
        for key in keys {
            app.key(match key {
                '\t' => KeyCode::Tab,
                '\n' => KeyCode::Enter,
                '⎋' => KeyCode::Esc,
                '⌦' => KeyCode::Delete,
                char => KeyCode::Char(char),
            });
            if let Some(pin) = &app.state.pin {
                let fresh = evaluate(&FACTS, pin.scenario());
                proptest::prop_assert_eq!(format!("{fresh:?}"), format!("{:?}", pin.outlook()));
            }
            let compares = app.state.sheets().iter().filter(|sheet| sheet.id.as_str().starts_with("compare-")).count();
            let expected = if app.state.tab == Tab::Decision && app.state.pin.is_some() { 4 } else { 0 };
            proptest::prop_assert_eq!(compares, expected);
            proptest::prop_assert!(app.state.history.position() < app.state.history.states());
        }
        let fresh = evaluate(&FACTS, &app.state.scenario);
        proptest::prop_assert_eq!(format!("{fresh:?}"), format!("{:?}", app.state.outlook()));
    }
}

#[test]
fn what_is_pinned_is_refined_after_what_is_shown() {
    let mut app = App::sized((120, 40), &[]);
    let pinned = app.state.generation();
    app.state.pin();
    app.state.open(Tab::Decision);
    app.key(KeyCode::Right);
    let present = app.state.generation();
    assert_ne!(present, pinned);
    let mut refine = || {
        let refinement = app.state.take_refinement()?;
        app.state.refine(refinement.generation, &refinement.refine(|| true)?);
        Some(refinement.generation)
    };
    assert_eq!(refine(), Some(present));
    assert_eq!(refine(), Some(pinned));
    assert_eq!(refine(), None);
    // What is shown of the pin is of as many draws, without another key.
    let shown = format!("{:?}", app.state.changes(&SheetId::Confidence));
    app.state.open(Tab::Performance);
    app.state.open(Tab::Decision);
    assert_eq!(format!("{:?}", app.state.changes(&SheetId::Confidence)), shown);
    // Nobody is asked twice for what is not there yet.
    app.key(KeyCode::Right);
    assert!(app.state.take_refinement().is_some() && app.state.take_refinement().is_none());
}
