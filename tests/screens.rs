//! Every page at the sizes that people have, as text; and no size or page that breaks.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the machinery of a test fails by panicking")]

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use runtime_explorer::explorer::command::{self, Context};
use runtime_explorer::explorer::{ChartId, Command, Effect, Panel, State, Tab, update_all};
use runtime_explorer::scenario::preset;
use runtime_explorer::sheets::SheetId;
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

#[expect(dead_code, reason = "of the harness, screens take the facts and the look")]
#[path = "explorer/app.rs"]
mod app;

use app::{FACTS, LOOK};

fn state() -> State {
    let scenario = preset::all().first().unwrap().scenario(&FACTS.definitions, date(2026, 11, 22)).unwrap();
    State::new(FACTS.clone(), scenario)
}

fn press(state: &mut State, keys: &str) {
    let events = keys.chars().map(|key| {
        let code = match key {
            '\t' => KeyCode::Tab,
            '\n' => KeyCode::Enter,
            '→' => KeyCode::Right,
            '↓' => KeyCode::Down,
            '⎋' => KeyCode::Esc,
            char => KeyCode::Char(char),
        };
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    });
    assert_eq!(update_all(state, events.collect::<Vec<_>>()), Effect::None);
}

fn draw(state: &mut State, columns: u16, rows: u16, look: &Look) -> Terminal<TestBackend> {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| state.regions = ui::draw(frame, state, look)).unwrap();
    terminal
}

fn screen(state: &mut State, columns: u16, rows: u16) -> String {
    draw(state, columns, rows, &LOOK).backend().to_string()
}

#[test]
fn every_page_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut state = state();
        for tab in Tab::ALL {
            press(&mut state, &(tab.index() + 1).to_string());
            let name = format!("{}-{columns}x{rows}", tab.id());
            insta::assert_snapshot!(name, screen(&mut state, columns, rows));
        }
    }
}

#[test]
fn the_back_row_at_every_size_and_in_ascii() {
    let mut state = state();
    press(&mut state, "B");
    for (columns, rows) in [(60, 16), (80, 24), (120, 40), (160, 50)] {
        insta::assert_snapshot!(format!("present-{columns}x{rows}"), screen(&mut state, columns, rows));
    }
    let look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
    for (columns, rows) in [(80, 24), (160, 50)] {
        let shown = draw(&mut state, columns, rows, &look).backend().to_string();
        assert!(shown.is_ascii());
        insta::assert_snapshot!(format!("present-ascii-{columns}x{rows}"), shown);
    }
}

#[test]
fn the_card_of_keys_and_the_guide() {
    let mut state = state();
    press(&mut state, "?");
    insta::assert_snapshot!("help-120x40", screen(&mut state, 120, 40));
    for tab in Tab::ALL {
        press(&mut state, &(tab.index() + 1).to_string());
        insta::assert_snapshot!(format!("guide-{}-120x40", tab.id()), screen(&mut state, 120, 40));
    }
}

fn name(panel: &Panel) -> Option<&str> {
    match panel {
        Panel::Sheet(id) => Some(id.as_str()),
        Panel::Chart(chart) => Some(chart.name()),
        Panel::Gantt | Panel::Lanes | Panel::Patterns => None,
    }
}

#[test]
fn reasons_and_bars_of_the_decision() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let mut state = state();
        press(&mut state, "5");
        for panel in [
            Panel::Sheet(SheetId::Reasons),
            Panel::Chart(ChartId::Contributions),
            Panel::Chart(ChartId::Tornado),
        ] {
            state.focus_panel(&panel);
            let Some(id) = name(&panel) else { continue };
            insta::assert_snapshot!(format!("{id}-{columns}x{rows}"), screen(&mut state, columns, rows));
        }
    }
}

#[test]
fn patterns_in_code() {
    for (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut state = state();
        press(&mut state, "2");
        state.focus_panel(&Panel::Patterns);
        press(&mut state, "→→");
        insta::assert_snapshot!(format!("patterns-{columns}x{rows}"), screen(&mut state, columns, rows));
    }
}

#[test]
fn a_pattern_scrolls_to_its_end_and_turning_begins_at_the_start() {
    let mut state = state();
    press(&mut state, "2");
    state.focus_panel(&Panel::Patterns);
    let start = screen(&mut state, 80, 24);
    press(&mut state, "G");
    let end = screen(&mut state, 80, 24);
    assert!(end.contains("Python") && !end.contains("status.mjs"), "{end}");
    // A window that has grown shows the end still, and the first key moves from there.
    screen(&mut state, 80, 60);
    press(&mut state, "g");
    assert_eq!(screen(&mut state, 80, 24), start);
    press(&mut state, "↓→");
    assert!(screen(&mut state, 80, 24).contains("pattern 2 of 6"));
    assert_eq!(state.pattern.offset, 0);
    press(&mut state, "hh");
    assert!(screen(&mut state, 80, 24).contains("pattern 6 of 6"));
}

#[test]
fn topics_of_the_practices() {
    for (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut state = state();
        press(&mut state, "6");
        for id in ["runtime-model", "code", "modernise", "guardrails"] {
            let panel = state.panels().into_iter().find(|panel| name(panel) == Some(id)).unwrap();
            state.focus_panel(&panel);
            insta::assert_snapshot!(
                format!("practices-{id}-{columns}x{rows}"),
                screen(&mut state, columns, rows)
            );
        }
    }
}

#[test]
fn the_name_of_the_present_panel_is_always_seen() {
    let mut state = state();
    for page in ["5", "6"] {
        press(&mut state, page);
        for panel in state.panels() {
            state.focus_panel(&panel);
            let Some(id) = name(&panel) else { continue };
            let name = format!("[{}]", id.replace('-', " "));
            for columns in (60..170).step_by(5) {
                let shown = screen(&mut state, columns, 24);
                assert!(shown.contains(&name), "{name} at {columns} columns:\n{shown}");
            }
        }
    }
}

#[test]
fn overlays_at_a_small_size() {
    let mut state = state();
    press(&mut state, "?");
    insta::assert_snapshot!("help-80x24", screen(&mut state, 80, 24));
    press(&mut state, "⎋\n");
    insta::assert_snapshot!("value-80x24", screen(&mut state, 80, 24));
    press(&mut state, "⎋\t→\n");
    insta::assert_snapshot!("provenance-80x24", screen(&mut state, 80, 24));
    press(&mut state, "⎋:fastify mem");
    insta::assert_snapshot!("palette-80x24", screen(&mut state, 80, 24));
}

#[test]
fn without_unicode_every_cell_is_ascii() {
    let look = Look { theme: Theme::monochrome(), glyphs: Glyphs::ASCII };
    let mut state = state();
    for tab in Tab::ALL {
        press(&mut state, &(tab.index() + 1).to_string());
        for keys in ["", "?", "⎋", "\t\n", "⎋", ":a", "⎋"] {
            press(&mut state, keys);
            let terminal = draw(&mut state, 100, 30, &look);
            let cells = terminal.backend().buffer().content.iter();
            let foreign: String = cells.map(Cell::symbol).filter(|symbol| !symbol.is_ascii()).collect();
            assert_eq!(foreign, "", "on {} after {keys:?}", tab.title());
        }
        for panel in state.panels() {
            state.focus_panel(&panel);
            let terminal = draw(&mut state, 100, 30, &look);
            let cells = &terminal.backend().buffer().content;
            assert!(cells.iter().all(|cell| cell.symbol().is_ascii()), "{panel:?}");
        }
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    use ratatui::style::Color;
    let look = Look { theme: Theme::monochrome(), glyphs: Glyphs::UNICODE };
    let mut state = state();
    for tab in Tab::ALL {
        press(&mut state, &(tab.index() + 1).to_string());
        for panel in state.panels() {
            state.focus_panel(&panel);
            let terminal = draw(&mut state, 120, 40, &look);
            let coloured = terminal
                .backend()
                .buffer()
                .content
                .iter()
                .any(|cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset));
            assert!(!coloured, "{panel:?}");
        }
    }
}

#[test]
fn no_size_breaks_a_page() {
    let mut state = state();
    for tab in Tab::ALL {
        press(&mut state, &(tab.index() + 1).to_string());
        for overlay in ["", "?", "⎋\t\n", "⎋:a"] {
            press(&mut state, overlay);
            for columns in (0..=170).step_by(7) {
                for rows in (0..=52).step_by(4) {
                    draw(&mut state, columns, rows, &LOOK);
                }
            }
        }
        press(&mut state, "⎋");
        for panel in state.panels() {
            state.focus_panel(&panel);
            for (columns, rows) in [(60, 16), (61, 17), (79, 19), (101, 20), (170, 18), (65, 60)] {
                draw(&mut state, columns, rows, &LOOK);
            }
        }
    }
}

#[test]
fn a_frame_without_a_change_is_the_same_frame() {
    let mut state = state();
    for tab in Tab::ALL {
        press(&mut state, &(tab.index() + 1).to_string());
        assert_eq!(screen(&mut state, 120, 40), screen(&mut state, 120, 40), "{}", tab.title());
    }
}

#[test]
fn a_filter_is_seen_while_it_is_typed_even_above_a_note() {
    let mut state = state();
    screen(&mut state, 120, 40);
    press(&mut state, "\t/bun");
    let shown = screen(&mut state, 120, 40);
    assert!(shown.contains("Filter: bun ") && shown.contains("2 of 9 rows"), "{shown}");
}

/// Holds what stands between two lines of the guide to what it has to be.
fn guide_has_between(begin: &str, end: &str, wanted: &str) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/guide.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let (before, rest) = guide.split_once(begin).unwrap();
    let (present, after) = rest.split_once(end).unwrap();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, [before, begin, wanted, end, after].concat()).unwrap();
    } else {
        assert_eq!(present, wanted, "BLESS=1 cargo test --test screens puts it into docs/guide.md");
    }
}

#[test]
fn the_guide_shows_the_screen_and_the_keys_as_they_are() {
    let shown = screen(&mut state(), 110, 36);
    let lines = shown.lines().map(|line| format!("{}\n", line.trim_matches('"').trim_end()));
    guide_has_between("```text\n", "```\n", &lines.collect::<String>());

    let row = |command: &Command| {
        let keys: Vec<String> = command.keys.iter().map(|key| format!("`{key}`")).collect();
        format!("| {} | {} | `{}` |\n", keys.join(" "), command.title, command.id)
    };
    let table = |context: Context| {
        let rows = command::ALL.iter().copied().filter(|command| command.context == context).map(row);
        let heading = format!("\n### {}\n\n| keys | do | name |\n| --- | --- | --- |\n", context.title());
        heading + &rows.collect::<String>()
    };
    let keys: String = Context::ALL.into_iter().map(table).collect();
    guide_has_between("table of commands. -->\n", "\n<!-- End of the keys", &keys);
}
