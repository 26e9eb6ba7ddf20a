//! The notes, and the field for a new one.

use ratatui::layout::Rect;

use super::{MARK, Window, columns, mark};
use crate::explorer::Target;
use crate::explorer::overlay::notes_form::{LONGEST, NotesForm};
use crate::ui::canvas::Canvas;
use crate::ui::field::typed;
use crate::ui::parts::{behind, below, first, line};
use crate::widgets::scroll::window_of_lines;
use crate::widgets::text::{self, wrap};

/// Columns of the form, as far as the screen has them.
const COLUMNS: u16 = 100;
/// Columns for the time of a note.
const TIME: u16 = 18;
/// Characters from which the field says how many are left.
const NEARLY: usize = LONGEST * 4 / 5;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, form: &NotesForm) {
    let notes = &canvas.state.scenario.notes;
    let columns = columns(area, COLUMNS);
    let texts: Vec<Vec<String>> = notes
        .iter()
        .map(|note| wrap(&note.text, columns.saturating_sub(MARK + TIME), usize::MAX, ""))
        .collect();
    let rows = 3 + texts.iter().map(|text| lines(text)).sum::<u16>().max(1);
    let title = if form.edited().is_some() { "Notes: changing one" } else { "Notes" };
    let footer = match (form.edited(), form.cursor()) {
        (Some(_), 0) => "Enter saves the change, Esc cancels",
        (_, 0) => "Enter saves the note, Esc closes",
        _ => "Enter edits the note, Del deletes it, Esc closes",
    };
    let window = Window { title, columns, rows: rows.min(area.height.saturating_sub(4)), footer };
    let (outer, inner) = window.open(canvas, area);

    let theme = canvas.look.theme;
    let row = line(inner, 0);
    mark(canvas, row, form.cursor() == 0);
    let label = if form.edited().is_some() { "Change to " } else { "New note " };
    let taken = canvas.text(behind(row, MARK), label, theme.muted);
    typed(canvas, behind(row, MARK + taken), form.field());
    canvas.record(row, Target::Field(0));
    about(canvas, behind(line(inner, 1), MARK), form);

    list(canvas, outer, below(inner, 3), form, &texts);
}

/// Lines that a note takes: one also where nothing is in it.
fn lines(text: &[String]) -> u16 {
    (text.len() as u16).max(1)
}

/// The notes there are, each in the lines that it takes.
fn list(canvas: &mut Canvas<'_>, outer: Rect, body: Rect, form: &NotesForm, texts: &[Vec<String>]) {
    let theme = canvas.look.theme;
    let notes = &canvas.state.scenario.notes;
    if notes.is_empty() {
        canvas.text(
            behind(line(body, 0), MARK),
            "No notes yet. They are saved with the scenario.",
            theme.muted,
        );
        return;
    }
    let before = canvas.state.regions.overlay_first;
    let selected = form.cursor().checked_sub(1);
    // While the field takes the keys, the latest notes are seen.
    let cursor = selected.unwrap_or(notes.len() - 1);
    let heights: Vec<u16> = texts.iter().map(|text| lines(text)).collect();
    let seen = window_of_lines(&heights, before, cursor, usize::from(body.height));
    canvas.regions.overlay_first = seen.start;
    let mut y = 0;
    for position in seen.clone() {
        let (Some(note), Some(text)) = (notes.get(position), texts.get(position)) else { continue };
        let height = lines(text).min(body.height.saturating_sub(y));
        let place = Rect { y: body.y + y, height, ..body };
        mark(canvas, line(place, 0), selected == Some(position));
        let style = if selected == Some(position) || form.edited() == Some(position) {
            theme.strong
        } else {
            theme.text
        };
        let time = note.at.strftime("%Y-%m-%d %H:%M").to_string();
        canvas.text(first(behind(line(place, 0), MARK), TIME), &time, theme.muted);
        for (row, text) in (0..height).zip(text) {
            canvas.text(behind(line(place, row), MARK + TIME), text, style);
        }
        canvas.record(place, Target::Field(position + 1));
        y += height;
    }
    canvas.scroll_marks(outer, seen.start > 0, seen.end < notes.len());
}

/// Why the note was refused, or how much room is left.
fn about(canvas: &mut Canvas<'_>, place: Rect, form: &NotesForm) {
    let theme = canvas.look.theme;
    let typed = form.field().text().chars().count();
    let (text, style) = match (&form.refusal, form.excess()) {
        (Some(refusal), _) => (refusal.clone(), theme.bad),
        (None, 0) if typed < NEARLY => (String::new(), theme.muted),
        (None, 0) => (format!("{} characters left", LONGEST - typed), theme.muted),
        (None, excess) => (format!("{excess} characters too many"), theme.bad),
    };
    if let Some(text) = text::lines(&text, place.width).next() {
        canvas.text(place, text, style);
    }
}
