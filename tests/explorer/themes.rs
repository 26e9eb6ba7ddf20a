//! Themes on the real screen: every cell of every page can be read in each of them, and the list previews live.

use crossterm::event::KeyCode;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use runtime_explorer::colour::{Rgb, xterm};
use runtime_explorer::explorer::appearance::ListedTheme;
use runtime_explorer::explorer::files::Request;
use runtime_explorer::explorer::{Effect, Tab};
use runtime_explorer::picture::Palette;
use runtime_explorer::ui::Look;
use runtime_explorer::ui::theme::colours::{OF_GRAPHICS, OF_TEXT, OF_TEXT_ENHANCED};
use runtime_explorer::ui::theme::{Depth, Theme, built_in};
use runtime_explorer::widgets::glyphs::Glyphs;

use super::app::App;

/// What a cell's two colours look like; none for what the terminal decides.
fn colours(cell: &Cell) -> Option<(Rgb, Rgb)> {
    let sixteen = Palette { ansi: std::array::from_fn(|index| xterm(index as u8)), ..Palette::DARK };
    let (front, behind) = (sixteen.rgb(cell.fg)?, sixteen.rgb(cell.bg)?);
    Some(if cell.modifier.contains(Modifier::REVERSED) { (behind, front) } else { (front, behind) })
}

/// Whether it is read letter by letter, other than bars, borders and dots.
fn is_text(symbol: &str) -> bool {
    symbol.chars().any(char::is_alphanumeric)
}

/// Everything that cannot be read, each once.
type Complaints = std::collections::BTreeSet<String>;

fn look_at(app: &App, (theme, depth): (&str, Depth), place: &str, complaints: &mut Complaints) {
    let level = match (theme, depth) {
        ("high-contrast", _) => OF_TEXT_ENHANCED,
        // What these look like is only roughly known.
        (_, Depth::Sixteen) => OF_GRAPHICS,
        _ => OF_TEXT,
    };
    for cell in &app.screen.backend().buffer().content {
        let symbol = cell.symbol();
        let Some((front, behind)) = colours(cell) else {
            complaints.insert(format!("{theme}, {place}: a hole in the ground"));
            continue;
        };
        if cell.modifier.contains(Modifier::DIM) {
            complaints.insert(format!("{theme}, {place}: {front} is left to the terminal to dim"));
        }
        let least = if is_text(symbol) { level } else { OF_GRAPHICS };
        let contrast = front.contrast(behind);
        if symbol != " " && contrast < least {
            complaints.insert(format!("{theme}, {place}: {front} on {behind} has {contrast:.2}"));
        }
    }
}

/// Each theme that has a ground of its own, on a terminal that shows all of it and on lesser ones.
fn grounded() -> impl Iterator<Item = (&'static str, Depth, Theme)> {
    let depths = [Depth::Full, Depth::Indexed, Depth::Sixteen];
    let all = built_in::ALL.iter().flat_map(move |theme| depths.map(|depth| (theme, depth)));
    all.map(|(theme, depth)| (theme.name, depth, Theme::new(&theme.colours().unwrap(), depth)))
        .filter(|(.., theme)| theme.ground.bg.is_some())
}

#[test]
fn every_cell_of_every_page_can_be_read_in_every_theme() {
    // Something is broken, changed and pinned, so that there is good and bad to be seen.
    let mut app = App::sized((80, 24), &["objective.budget_usd=100", "work.heavy_percent=5"]);
    app.keys("p");
    app.key(KeyCode::Right);
    let mut complaints = Complaints::new();
    for (name, depth, theme) in grounded() {
        // Dim is all that is left of a colour that is made fainter where it cannot be mixed.
        let theme = Theme { faint_series: theme.series, ..theme };
        app.look = Look { theme, glyphs: Glyphs::UNICODE };
        for (tab, size) in Tab::ALL.into_iter().flat_map(|tab| [(tab, (80, 24)), (tab, (120, 40))]) {
            app.screen.backend_mut().resize(size.0, size.1);
            app.state.open(tab);
            for panel in app.state.panels() {
                app.state.focus_panel(&panel);
                app.draw();
                let place = format!("{depth:?}, {} {panel:?} at {size:?}", tab.title());
                look_at(&app, (name, depth), &place, &mut complaints);
            }
            for overlay in ["?", ":", "n", "o", "y", "e"] {
                app.keys(overlay);
                let place = format!("{depth:?}, {overlay} on {}", tab.title());
                look_at(&app, (name, depth), &place, &mut complaints);
                app.key(KeyCode::Esc);
            }
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn what_is_broken_is_faint_but_readable_where_every_colour_can_be_shown() {
    let mut app = App::with(&["objective.budget_usd=100"]);
    app.state.open(Tab::Decision);
    let mut complaints = Complaints::new();
    for (name, depth, theme) in grounded().filter(|(_, depth, _)| *depth == Depth::Full) {
        app.look = Look { theme, glyphs: Glyphs::UNICODE };
        for panel in app.state.panels() {
            app.state.focus_panel(&panel);
            app.draw();
            look_at(&app, (name, depth), &format!("{panel:?}"), &mut complaints);
        }
    }
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn the_terminal_keeps_its_own_ground() {
    let mut app = App::new();
    for tab in Tab::ALL {
        app.state.open(tab);
        app.draw();
        let cells = &app.screen.backend().buffer().content;
        assert!(cells.iter().all(|cell| cell.bg == Color::Reset), "{}", tab.title());
        assert!(cells.iter().any(|cell| cell.fg == Color::Reset), "{}", tab.title());
        let is_rgb = |colour| matches!(colour, Color::Rgb(..) | Color::Indexed(_));
        assert!(!cells.iter().any(|cell| is_rgb(cell.fg)), "{}", tab.title());
    }
}

/// As the loop around the state answers.
fn open_list(app: &mut App) {
    assert_eq!(app.key(KeyCode::Char('T')), Effect::File(Request::Themes));
    let mut themes: Vec<ListedTheme> = built_in::ALL
        .iter()
        .map(|theme| ListedTheme { name: theme.name.to_owned(), about: Ok(theme.read().unwrap().about) })
        .collect();
    let why = "mine.toml:2:1: a theme has no acent. Did you mean accent?".to_owned();
    themes.push(ListedTheme { name: "mine".to_owned(), about: Err(why) });
    app.state.themes_came_to(themes);
    app.draw();
}

#[test]
fn what_makes_a_theme_stay_is_said_with_its_file() {
    let mut app = App::new();
    app.state.settings.folders.home = Some("/home/ann".into());
    for (file, named) in [
        ("/home/ann/.config/runtime-explorer/config.toml", "~/.config/runtime-explorer/config.toml"),
        ("/srv/own.toml", "/srv/own.toml"),
    ] {
        app.state.settings.folders.configuration = Some(file.into());
        open_list(&mut app);
        // The last but one; the last cannot be drawn.
        app.key(KeyCode::End);
        app.key(KeyCode::Up);
        app.key(KeyCode::Enter);
        app.find(&format!("To keep it: theme = \"mono\" in {named}"));
    }
}

#[test]
fn the_list_previews_and_escape_brings_the_old_one_back() {
    let mut app = App::new();
    open_list(&mut app);
    assert_eq!(app.state.theme(), "terminal");
    app.key(KeyCode::Down);
    assert_eq!((app.state.theme(), app.state.settings.appearance.theme.as_str()), ("dark", "terminal"));
    app.key(KeyCode::Esc);
    assert_eq!(app.state.theme(), "terminal");

    open_list(&mut app);
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert_eq!((app.state.theme(), app.state.settings.appearance.theme.as_str()), ("light", "light"));
    app.find("Theme light, for this run only: no configuration is read that could keep it.");
    // The list begins at the present one.
    open_list(&mut app);
    assert_eq!(app.state.theme(), "light");
}

#[test]
fn a_theme_that_cannot_be_read_says_why_and_is_not_taken() {
    let mut app = App::sized((80, 24), &[]);
    open_list(&mut app);
    app.key(KeyCode::End);
    assert_eq!(app.state.theme(), "terminal");
    let shown = app.shown();
    assert!(shown.contains("cannot be read") && shown.contains("Did you mean"), "{shown}");
    app.key(KeyCode::Enter);
    assert!(app.state.overlay.is_some());
    insta::assert_snapshot!("themes-80x24", shown);
}

#[test]
fn the_mouse_shows_a_theme_and_then_takes_it() {
    let mut app = App::new();
    open_list(&mut app);
    let line = app.find("high-contrast");
    app.press(line);
    assert_eq!((app.state.theme(), app.state.overlay.is_some()), ("high-contrast", true));
    app.press(line);
    assert_eq!((app.state.theme(), app.state.overlay.is_some()), ("high-contrast", false));
    open_list(&mut app);
    app.press(app.find("mono"));
    assert_eq!(app.state.theme(), "mono");
    // Beside the list.
    app.press((1, 38));
    assert_eq!((app.state.theme(), app.state.overlay.is_some()), ("high-contrast", false));
}

#[test]
fn a_theme_of_the_command_line_has_its_place_in_the_list() {
    let mut app = App::new();
    app.state.settings.appearance.theme = "over/there.toml".to_owned();
    open_list(&mut app);
    assert_eq!(app.state.theme(), "over/there.toml");
    assert!(app.shown().contains("over/there.toml"));
    app.key(KeyCode::Home);
    assert_eq!(app.state.theme(), "terminal");
    app.key(KeyCode::Esc);
    assert_eq!(app.state.theme(), "over/there.toml");
}
