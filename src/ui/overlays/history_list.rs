//! The list of all steps.

use ratatui::layout::Rect;

use super::{MARKS, Window, columns};
use crate::explorer::overlay::history_list::{HistoryList, ListedStep, Outcome};
use crate::notation;
use crate::sheets::wording;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, below, first, line};
use crate::widgets::text::{Align, fit, width};

/// Columns of the list, as far as the screen has them.
const COLUMNS: u16 = 120;
/// Columns for the number, for the option with its score, and for its workers.
const NUMBER: u16 = 4;
const FIRST: u16 = 15;
const WORKERS: u16 = 14;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &HistoryList) {
    let columns = columns(area, COLUMNS);
    let rows = u16::try_from(list.steps().len() + 1).unwrap_or(u16::MAX);
    let title = format!("History: step {} of {}", list.present(), list.steps().len() - 1);
    let window = Window {
        title: &title,
        columns,
        rows: rows.min(area.height.saturating_sub(4)),
        footer: "Enter returns to this step, Esc closes",
    };
    let (outer, inner) = window.open(canvas, area);

    let theme = canvas.look.theme;
    let text = inner.width.saturating_sub(MARKS + NUMBER + 1 + FIRST + WORKERS);
    let head = line(inner, 0);
    let outcome = behind(head, MARKS + NUMBER + 1 + text);
    canvas.text(behind(head, MARKS + NUMBER + 1), "What changed", theme.header);
    canvas.text(first(outcome, FIRST), &fit("First", FIRST, Align::Right, ""), theme.header);
    canvas.text(behind(outcome, FIRST), &fit("Workers", WORKERS, Align::Right, ""), theme.header);

    let body = below(inner, 1);
    super::list(canvas, outer, body, 0..list.steps().len(), list.cursor(), |canvas, place, position, _| {
        step(canvas, place, list, position, text);
    });
}

fn step(canvas: &mut Canvas<'_>, place: Rect, list: &HistoryList, position: usize, room: u16) {
    let Some(ListedStep { text, outcome }) = list.steps().get(position) else { return };
    let (theme, glyphs) = (canvas.look.theme, canvas.look.glyphs);
    // What was undone lies ahead: it is there, but it does not count.
    let style = match position.cmp(&list.present()) {
        std::cmp::Ordering::Less => theme.text,
        std::cmp::Ordering::Equal => theme.strong,
        std::cmp::Ordering::Greater => theme.muted,
    };
    if position == list.present() {
        canvas.text(behind(place, 2), glyphs.thumb, theme.accent);
    }
    let number = fit(&position.to_string(), NUMBER, Align::Right, "");
    canvas.text(first(behind(place, MARKS), NUMBER), &number, theme.muted);
    let text = if position > list.present() { format!("{text} (undone)") } else { text.clone() };
    canvas.text(first(behind(place, MARKS + NUMBER + 1), room.saturating_sub(1)), &text, style);
    let Some(outcome) = outcome else { return };
    let before = position.checked_sub(1).and_then(|before| list.steps().get(before)?.outcome);
    let place = behind(place, MARKS + NUMBER + 1 + room);
    let leader = fit(&leader(outcome, before.as_ref()), FIRST, Align::Right, glyphs.ellipsis);
    let series = if position > list.present() { theme.muted } else { canvas.series(outcome.first) };
    canvas.text(first(place, FIRST), &leader, series);
    let plan = fit(&plan(outcome, before.as_ref()), WORKERS, Align::Right, glyphs.ellipsis);
    canvas.text(first(behind(place, FIRST), WORKERS), &plan, style);
}

/// Who comes first with how many points; marked where the step made it so.
fn leader(now: &Outcome, before: Option<&Outcome>) -> String {
    let mark = if before.is_some_and(|before| before.first != now.first) { "→ " } else { "" };
    format!("{mark}{} {}", now.first.label(), wording::points(now.score))
}

/// The workers of who came first before, and of who does now.
fn plan(now: &Outcome, before: Option<&Outcome>) -> String {
    let count = notation::count(now.workers);
    match before.filter(|before| before.workers != now.workers) {
        Some(before) => {
            let both = format!("{} → {count}", notation::count(before.workers));
            if width(&both) <= WORKERS { both } else { count }
        }
        None => count,
    }
}
