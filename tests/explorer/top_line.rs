//! The line of pages at the top, with the scenario's name.

use crossterm::event::{KeyCode, MouseButton, MouseEventKind};
use runtime_explorer::explorer::{Effect, Tab};
use runtime_explorer::ui::LEAST_SIZE;

use super::app::App;

#[test]
fn every_label_of_the_tab_line_opens_its_page() {
    let mut app = App::new();
    for tab in Tab::ALL {
        let (column, row) = app.find(&format!(" {} {} ", tab.index() + 1, tab.title()));
        for column in column..column + tab.title().len() as u16 + 4 {
            app.state.open(Tab::Sources);
            app.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
            assert_eq!(app.state.tab, tab, "column {column}");
        }
    }
}

#[test]
fn the_name_of_the_scenario_opens_the_list_of_scenarios() {
    for size in [LEAST_SIZE, (80, 24), (120, 40)] {
        let mut app = App::sized(size, &[]);
        app.key(KeyCode::Right);
        let asked = app.key(KeyCode::Char('O'));
        let opened = app.state.overlay.clone();
        app.key(KeyCode::Esc);
        assert!(matches!(asked, Effect::File(_)), "{asked:?}");
        let (name, _) = app.find("sa");
        for column in [name, size.0 - 2] {
            assert_eq!(app.press((column, 0)), asked, "{size:?}, column {column}");
            assert!(opened.is_some() && app.state.overlay == opened);
            app.key(KeyCode::Esc);
        }
        assert_eq!(app.state.tab, Tab::default(), "no page has been opened");
    }
}

#[test]
fn pages_keep_their_names_beside_a_long_name_of_the_scenario() {
    let mut app = App::sized((80, 24), &[]);
    let mut top = |name: &str, keys: &str| {
        app.state.scenario.name = name.to_owned();
        app.keys(keys);
        app.draw();
        app.lines().swap_remove(0).trim_matches('"').to_owned()
    };
    let pages = " 1 Perf 2 Conc 3 Cadence 4 Hiring 5 Decide 6 Pract 7 Sources";
    assert_eq!(top("collaboration-backend", ""), format!("{pages} collaboration-ba…* "));
    assert_eq!(top("collaboration-backend", "E"), format!("{pages} collab…* (article) "));
    assert_eq!(top("saas", ""), format!("{pages}    saas* (article) "));
}

#[test]
fn a_long_name_takes_all_the_room_that_the_pages_leave() {
    for (columns, shown) in [
        (80, " 7 Sources Checkout platfor…* "),
        (120, " 7 Sources Checkout platform rewrite for the European market, pha"),
        (160, "   Checkout platform rewrite for the European market, phase two* "),
    ] {
        let mut app = App::sized((columns, 40), &[]);
        app.state.scenario.name = "Checkout platform rewrite for the European market, phase two".to_owned();
        app.draw();
        app.find(shown);
    }
}

#[test]
fn a_star_says_that_something_differs_from_what_was_opened() {
    let mut app = App::new();
    assert!(!app.state.is_changed() && !app.lines()[0].contains("saas-backend*"));
    app.key(KeyCode::Right);
    assert!(app.lines()[0].contains("saas-backend*"));
    app.key(KeyCode::Left);
    app.keys("u");
    app.keys("u");
    assert!(!app.state.is_changed() && !app.lines()[0].contains("saas-backend*"));
}

#[test]
fn over_the_page_the_panel_goes_away_with_a_page_and_with_esc() {
    let mut app = App::sized((80, 24), &[]);
    let covers = |app: &App| app.shown().contains("Safety factor") && app.shown().contains("Python factor");
    let footer = |app: &App| app.lines().pop().unwrap();
    assert!(!covers(&app) && footer(&app).contains("i sliders"));
    app.keys("i");
    assert!(covers(&app) && footer(&app).contains("Esc close"), "{}", footer(&app));
    app.keys("3");
    assert!(!covers(&app) && app.state.tab == Tab::Cadence && app.shown().contains("Release calendar"));
    app.keys("i");
    assert!(covers(&app));
    app.key(KeyCode::Esc);
    assert!(!covers(&app) && footer(&app).contains("i sliders"));
    // The page has the keys: the panel is not in its way, and comes back with them.
    app.keys("i");
    app.key(KeyCode::Tab);
    assert!(!covers(&app));
    app.key(KeyCode::BackTab);
    assert!(covers(&app));

    // Beside the page the panel stays away until it is called.
    let mut app = App::new();
    app.keys("i3");
    app.key(KeyCode::Esc);
    assert!(!covers(&app));
    app.keys("i");
    assert!(covers(&app));
}

#[test]
fn on_the_least_screen_the_panel_shows_the_name_of_the_slider() {
    let mut app = App::sized(LEAST_SIZE, &[]);
    app.keys("i");
    let (_, top) = app.find("Inputs ─");
    let panel = app.lines().split_off(usize::from(top));
    assert!(panel.iter().any(|line| line.contains("Requests/s")), "{}", app.shown());
}

#[test]
fn a_panel_that_is_away_beside_the_page_does_not_come_over_it_on_a_narrower_screen() {
    let mut app = App::new();
    let shows_panel = |app: &App| app.shown().contains("Python factor");
    app.keys("i");
    assert!(!shows_panel(&app));
    for (columns, rows) in [(80, 24), (120, 40)] {
        app.screen.backend_mut().resize(columns, rows);
        app.draw();
        assert!(!shows_panel(&app), "{columns}x{rows}");
    }
}
