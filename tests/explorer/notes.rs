//! Notes of the meeting: typed, changed, deleted, undone.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::date;
use ratatui::buffer::CellWidth;
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::notes_form::{LONGEST, NotesForm};
use runtime_explorer::scenario::{Note, file};
use runtime_explorer::ui::LEAST_SIZE;

use super::app::{App, FACTS};

impl App {
    fn with_notes(size: (u16, u16), notes: &[&str]) -> Self {
        let mut app = Self::sized(size, &[]);
        for (minute, text) in (0..).zip(notes) {
            app.state.now = date(2026, 11, 22).at(14, minute, 7, 123_456_789);
            app.keys("n");
            app.keys(text);
            app.key(KeyCode::Enter);
        }
        app
    }

    fn notes_form(&self) -> &NotesForm {
        match &self.state.overlay {
            Some(Overlay::Notes(form)) => form,
            other => panic!("the notes are not open: {other:?}"),
        }
    }

    fn notes(&self) -> Vec<&str> {
        self.state.scenario.notes.iter().map(|note| note.text.as_str()).collect()
    }
}

#[test]
fn a_note_is_kept_with_its_time_and_is_one_step() {
    let app = &mut App::with_notes((120, 40), &["measure it ourselves"]);
    let expected = Note { at: date(2026, 11, 22).at(14, 0, 7, 0), text: "measure it ourselves".to_owned() };
    assert_eq!(app.state.scenario.notes, [expected]);
    assert!(app.shown().contains("Noted at 14:00") && app.shown().contains("saas-backend*"));
    let text = file::write(&FACTS.definitions, &app.state.scenario, None);
    assert!(text.contains("[[notes]]") && text.contains("at = 2026-11-22T14:00:07"), "{text}");
    app.keys("u");
    assert!(app.notes().is_empty() && !app.state.is_changed());
    app.keys("U");
    assert_eq!(app.notes(), ["measure it ourselves"]);
    app.keys("y");
    assert!(app.shown().contains("note: measure it ourselves"));
}

#[test]
fn a_note_is_changed_in_place_and_deleted() {
    let app = &mut App::with_notes((80, 24), &["one", "two", "three"]);
    app.keys("n");
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert_eq!(app.notes_form().edited(), Some(1));
    assert_eq!(app.notes_form().field().text(), "two");
    app.keys(" and a half");
    app.key(KeyCode::Enter);
    assert_eq!(app.notes(), ["one", "two and a half", "three"]);
    assert_eq!(app.state.scenario.notes[1].at, date(2026, 11, 22).at(14, 1, 7, 0), "it keeps its time");
    app.keys("n");
    app.key(KeyCode::Down);
    app.key(KeyCode::Delete);
    assert_eq!(app.notes(), ["two and a half", "three"]);
    app.key(KeyCode::Delete);
    app.key(KeyCode::Delete);
    assert!(app.notes().is_empty(), "the list stays open");
    app.key(KeyCode::Delete);
    app.key(KeyCode::Enter);
    assert_eq!(app.notes_form().refusal.as_deref(), Some("Type the note first."));
    app.key(KeyCode::Esc);
    app.keys("uu");
    assert_eq!(app.notes(), ["two and a half", "three"]);
}

#[test]
fn escape_and_a_press_outside_lose_nothing_that_is_kept() {
    let app = &mut App::with_notes((120, 40), &["kept"]);
    app.keys("n");
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    app.keys("!!");
    app.key(KeyCode::Esc);
    assert_eq!(app.notes_form().edited(), None, "Esc leaves the change first");
    app.keys("half a");
    app.press((0, 0));
    assert!(app.shown().contains("Enter saves the note, Esc cancels."));
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    assert!(app.notes_form().refusal.as_ref().unwrap().contains("Save what you have typed with Enter first"));
    app.key(KeyCode::Esc);
    assert!(app.state.overlay.is_none());
    assert_eq!(app.notes(), ["kept"]);
    app.keys("n");
    app.press((0, 0));
    assert!(app.state.overlay.is_none(), "nothing was typed");
}

#[test]
fn deleting_a_note_loses_nothing_that_is_typed() {
    let app = &mut App::with_notes((120, 40), &["one", "two"]);
    app.keys("n");
    app.key(KeyCode::Down);
    app.key(KeyCode::Enter);
    app.keys(" and a half");
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Delete);
    assert_eq!((app.notes(), app.notes_form().field().text()), (vec!["one", "two"], "one and a half"));
    assert_eq!((app.notes_form().edited(), app.notes_form().cursor()), (Some(0), 0));
    assert!(app.notes_form().refusal.as_ref().unwrap().contains("clear it with Ctrl-u"));
    app.apply(Event::Key(KeyEvent::new(KeyCode::Char('u'), KeyModifiers::CONTROL)));
    app.key(KeyCode::Down);
    app.key(KeyCode::Down);
    app.key(KeyCode::Delete);
    assert_eq!((app.notes(), app.notes_form().edited()), (vec!["one"], None), "cleared, as it said");
    app.keys("new");
    app.key(KeyCode::Down);
    app.key(KeyCode::Delete);
    assert_eq!((app.notes().len(), app.notes_form().field().text()), (0, "new"), "no note of the list");
}

#[test]
fn a_press_selects_a_note_and_another_changes_it() {
    let app = &mut App::with_notes((120, 40), &["one", "two"]);
    app.keys("n");
    let (column, row) = app.find("two");
    app.press((column, row));
    assert_eq!(app.notes_form().cursor(), 2);
    app.press((column, row));
    assert_eq!(app.notes_form().edited(), Some(1));
}

#[test]
fn pasted_text_becomes_one_line_and_too_much_is_refused_with_the_number() {
    let app = &mut App::with_notes((80, 24), &[]);
    app.keys("n");
    app.apply(Event::Paste("first\nsecond 日本語\n".to_owned()));
    app.key(KeyCode::Enter);
    assert_eq!(app.notes(), ["first second 日本語"]);
    app.keys("n");
    app.apply(Event::Paste("x".repeat(LONGEST + 12)));
    assert!(app.shown().contains("12 characters too many"));
    app.key(KeyCode::Enter);
    assert_eq!(
        app.notes_form().refusal.as_deref(),
        Some("A note takes 500 characters at most: 12 too many.")
    );
    for _ in 0..12 {
        app.key(KeyCode::Backspace);
    }
    app.key(KeyCode::Enter);
    assert_eq!(app.notes().len(), 2);
    app.keys("n");
    app.apply(Event::Paste("y".repeat(1_001)));
    assert_eq!(app.state.notice.as_deref(), Some("What was pasted is cut: a field takes 1,000 characters."));
    app.apply(Event::Paste("z".to_owned()));
    assert!(app.state.notice.is_some(), "and has no room for another");
    app.key(KeyCode::Backspace);
    app.apply(Event::Paste("z".to_owned()));
    assert_eq!(app.state.notice, None);
}

#[test]
fn the_notes_at_the_sizes_that_people_have() {
    let notes = [
        "agreed to measure the baseline ourselves",
        "日本語のメモ: p99 は 50 ms",
        "the budget of 2,000 USD a month is what finance has confirmed for the first year; more than that needs the board, and the board meets in March",
    ];
    for size @ (columns, rows) in [(80, 24), (120, 40), (160, 50)] {
        let mut app = App::with_notes(size, &notes);
        app.keys("nwho writes it down");
        insta::assert_snapshot!(format!("{columns}x{rows}"), app.shown());
    }
    for size in [(0, 0), (20, 5), LEAST_SIZE, (170, 60)] {
        let mut app = App::with_notes(size, &notes);
        app.keys("n");
        for code in [KeyCode::Down, KeyCode::PageDown, KeyCode::Enter, KeyCode::PageUp, KeyCode::End] {
            app.key(code);
        }
    }
}

#[test]
fn notes_and_names_of_any_characters_are_drawn_into_cells_of_their_own() {
    let texts = [
        "⚠\u{fe0f}",
        "⚠\u{fe0f} ❤\u{fe0f}1\u{fe0f}\u{20e3}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}⚠\u{fe0f}",
        "👨\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}💻👨\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}💻👨\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}💻",
        "🇩🇪🇫🇷 e\u{301}e\u{301} กำกำ ｶ\u{ff9e} \u{200f}שלום\u{200b} a\tb\u{7}c",
    ];
    for columns in (LEAST_SIZE.0..LEAST_SIZE.0 + 24).chain([120]) {
        let mut app = App::sized((columns, LEAST_SIZE.1), &[]);
        for text in texts {
            app.state.scenario.name = text.to_owned();
            app.keys("n");
            app.apply(Event::Paste(text.to_owned()));
            app.key(KeyCode::Enter);
        }
        for opens in ["", "n", "y"] {
            app.keys(opens);
            // What a wide one covers keeps what was drawn there before.
            app.screen.clear().unwrap();
            app.draw();
            let buffer = app.screen.backend().buffer();
            for row in buffer.content.chunks(usize::from(columns)) {
                let mut cells = row.iter();
                while let Some(cell) = cells.next() {
                    let covered = usize::from(cell.cell_width()).saturating_sub(1);
                    assert_eq!(
                        cells.by_ref().take(covered).filter(|cell| cell.symbol() == " ").count(),
                        covered,
                        "{:?} at {columns} columns",
                        cell.symbol()
                    );
                }
            }
            app.key(KeyCode::Esc);
        }
    }
}
