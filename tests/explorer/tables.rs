//! Tables: cursor, sorting, filter, and what stands behind a cell.

use crossterm::event::{Event, KeyCode, MouseButton, MouseEventKind};
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::provenance::Provenance;
use runtime_explorer::explorer::{Focus, Panel};
use runtime_explorer::sheets::SheetId;

use super::app::App;

#[test]
fn numbers_stand_under_each_other_whichever_are_marked_and_none_is_cut() {
    for columns in 60..=160 {
        let app = App::sized((columns, 40), &[]);
        let [fastify, bun] = ["9,340 ", "20,683 "].map(|number| {
            let (column, _) = app.find(number);
            usize::from(column) + number.len()
        });
        let (gin, _) = app.find("3,546?");
        assert_eq!((fastify, bun), (usize::from(gin) + 6, usize::from(gin) + 6), "{columns} columns");
    }
}

#[test]
fn a_filter_is_typed_from_the_sliders_too_but_not_in_large_letters() {
    let mut app = App::new();
    assert_eq!(app.state.focus, Focus::Inputs);
    app.keys("/fastapi");
    assert!(app.state.is_filtering());
    let (sheet, table) = app.state.focused_table().unwrap();
    assert_eq!((&sheet.id, table.rows(sheet).len()), (&SheetId::Web, 1));
    let mut app = App::new();
    app.keys("B/");
    assert!(!app.state.is_filtering());
    app.find("Large letters have no rows to filter.");
}

#[test]
fn tables_are_walked_sorted_filtered_and_asked_for_their_sources() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    assert_eq!(app.state.focus, Focus::Page);
    app.key(KeyCode::Right);
    app.keys("s");
    let (sheet, table) = app.state.focused_table().unwrap();
    let rows = table.rows(sheet);
    let value = |row: usize| sheet.rows[row].cells[1].place().unwrap();
    assert!(rows.windows(2).all(|pair| value(pair[0]) >= value(pair[1])), "greatest first");
    app.keys("/fastapi");
    app.key(KeyCode::Enter);
    let (sheet, table) = app.state.focused_table().unwrap();
    assert_eq!(table.rows(sheet).len(), 1);
    app.key(KeyCode::Enter);
    let Some(Overlay::Provenance(Provenance { lines, .. })) = &app.state.overlay else {
        panic!("no provenance")
    };
    let text = format!("{lines:?}");
    assert!(text.contains("web.fastapi.rps") && text.contains("https://"), "{text}");
    app.key(KeyCode::Esc);
    app.key(KeyCode::Esc);
    let (sheet, table) = app.state.focused_table().unwrap();
    assert_eq!(table.rows(sheet).len(), sheet.rows.len());
}

#[test]
fn headings_sort_and_a_second_press_on_a_cell_shows_its_source() {
    let mut app = App::new();
    let (column, row) = app.find("RPS/core");
    app.mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    assert!(app.state.focused_table().unwrap().1.sort.is_some());
    app.mouse(MouseEventKind::Down(MouseButton::Left), column, row + 2);
    assert!(app.state.overlay.is_none());
    app.mouse(MouseEventKind::Down(MouseButton::Left), column, row + 2);
    assert!(matches!(app.state.overlay, Some(Overlay::Provenance(_))));
    app.mouse(MouseEventKind::Down(MouseButton::Left), 0, 39);
    assert!(app.state.overlay.is_none(), "a press outside closes it");
}

#[test]
fn what_is_pasted_over_a_source_changes_no_filter_behind_it() {
    let mut app = App::new();
    let (column, row) = app.find("RPS/core");
    app.press((column, row + 2));
    app.keys("/");
    app.press((column, row + 2));
    assert!(matches!(app.state.overlay, Some(Overlay::Provenance(_))) && app.state.is_filtering());
    app.apply(Event::Paste("django".to_owned()));
    assert_eq!(app.state.focused_table().unwrap().1.filter.text(), "");
    app.key(KeyCode::Esc);
    app.apply(Event::Paste("django".to_owned()));
    assert_eq!(app.state.focused_table().unwrap().1.filter.text(), "django", "the filter is open still");
}

#[test]
fn what_a_small_table_cuts_can_be_read_whole_behind_its_name() {
    let mut app = App::sized((80, 24), &[]);
    app.keys("4");
    app.state.focus_panel(&Panel::Sheet(SheetId::Market));
    app.draw();
    assert!(app.shown().contains("Enter: whole note"), "{}", app.shown());
    app.key(KeyCode::Enter);
    let shown = app.shown();
    for text in [
        "statistic         median of software developers",
        "US Bureau of Labor Statistics",
        "statistic only.",
    ] {
        assert!(shown.contains(text), "{shown}");
    }
}

#[test]
fn the_cursor_of_a_table_that_becomes_shorter_stays_on_a_row() {
    let mut app = App::new();
    app.keys("1");
    let mut lengths = Vec::new();
    for _ in 0..4 {
        app.state.focus_panel(&Panel::Sheet(SheetId::Web));
        app.key(KeyCode::End);
        app.keys("v");
        let (sheet, table) = app.state.focused_table().unwrap();
        assert!(table.selected(sheet).is_some(), "{:?} of {}", table.cursor, sheet.rows.len());
        lengths.push(sheet.rows.len());
    }
    assert!(!lengths.is_sorted(), "none has become shorter: {lengths:?}");
}

/// The name in the row under the cursor.
fn selected(app: &App) -> String {
    let (sheet, table) = app.state.focused_table().unwrap();
    table.selected(sheet).unwrap().cells.first().unwrap().text.clone()
}

#[test]
fn a_filter_leaves_the_cursor_on_its_row_or_leads_to_the_first_that_is_seen() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    app.key(KeyCode::End);
    app.keys("/gin");
    assert_eq!(selected(&app), "Gin on Go");
    app.key(KeyCode::Enter);
    app.key(KeyCode::Esc);
    assert_eq!(selected(&app), "Gin on Go", "where it is among all");
    app.keys("/go");
    assert_eq!(selected(&app), "Gin on Go");
}

#[test]
fn a_filter_is_typed_with_a_cursor_and_no_longer_than_the_table_has_the_keys() {
    let mut app = App::new();
    app.key(KeyCode::Tab);
    app.keys("/bun");
    app.key(KeyCode::Left);
    let (column, row) = app.find("Filter: bun");
    app.screen.backend_mut().assert_cursor_position((column + 10, row));
    // By the mouse to a chart and back: the keys are those of the table again.
    app.press(app.find("Workers against traffic"));
    assert!(!app.state.is_filtering());
    app.key(KeyCode::BackTab);
    app.keys("s");
    let (_, table) = app.state.focused_table().unwrap();
    assert_eq!((table.filter.text(), table.sort.is_some()), ("bun", true));
}

#[test]
fn the_signs_for_hidden_columns_lead_to_them() {
    let mut app = App::sized((80, 24), &[]);
    app.key(KeyCode::Tab);
    let column = |app: &App| app.state.focused_table().unwrap().1.cursor.column;
    let (heading, row) = app.find("Framework");
    let line = |app: &App| app.lines()[usize::from(row)].trim_matches('"').to_owned();
    let mut seen = vec![column(&app)];
    while let Some(sign) = line(&app).chars().position(|char| char == '▶') {
        app.press((sign as u16, row));
        seen.push(column(&app));
    }
    assert!(seen.len() > 2 && seen.is_sorted(), "{seen:?}");
    assert!(app.state.focused_table().unwrap().1.sort.is_none());
    let sign = line(&app).chars().position(|char| char == '◀').unwrap();
    assert!(sign > usize::from(heading));
    app.press((sign as u16, row));
    assert!(column(&app) < *seen.last().unwrap());
}
