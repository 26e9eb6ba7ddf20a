//! What lies over the page.

mod boxed;
mod export_list;
mod guardrail_form;
mod help;
mod history_list;
mod import_form;
mod notes_form;
mod palette;
mod path_form;
mod question;
mod theme_list;

use ratatui::layout::Rect;

use super::broken_lines::{broken, kept};
use super::canvas::{Canvas, behind, line};
use crate::explorer::Target;
use crate::explorer::overlay::{Line, Overlay};
use crate::explorer::text_field::TextField;
use crate::model::contest::Verdict;
use crate::scenario::parameter::Value;
use crate::scenario::registry;
use crate::widgets::popup::{Popup, PopupStyles};
use crate::widgets::text::width;

/// Draws the overlay that is open, if one is.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    match &canvas.state.overlay {
        None => {}
        Some(Overlay::Help(help)) => help::draw(canvas, area, help),
        Some(Overlay::Provenance { title, lines, offset }) => {
            let columns = usize::from(area.width.saturating_sub(8).min(92));
            let lines: Vec<Styled> = lines.iter().flat_map(|line| wrapped(line, columns)).collect();
            scrolled(canvas, area, title, &lines, *offset);
        }
        Some(Overlay::Value { field, refusal }) => value(canvas, area, field, refusal.as_deref()),
        Some(Overlay::Entries { cursor }) => entries(canvas, area, *cursor),
        Some(Overlay::Guardrails(form)) => guardrail_form::draw(canvas, area, form),
        Some(Overlay::Import(form)) => import_form::draw(canvas, area, form),
        Some(Overlay::Palette(palette)) => palette::draw(canvas, area, palette),
        Some(Overlay::Export(list)) => export_list::draw(canvas, area, list),
        Some(Overlay::Themes(list)) => theme_list::draw(canvas, area, list),
        Some(Overlay::History(list)) => history_list::draw(canvas, area, list),
        Some(Overlay::Notes(form)) => notes_form::draw(canvas, area, form),
        Some(Overlay::Path(form)) => path_form::draw(canvas, area, form),
        Some(Overlay::Question(question)) => question::draw(canvas, area, question),
    }
}

/// A line of an overlay and how it is meant.
enum Styled {
    Heading(String),
    /// A name, padded, and its text.
    Field(String, String),
    Text(String),
}

impl Styled {
    fn width(&self) -> u16 {
        match self {
            Self::Heading(text) | Self::Text(text) => width(text),
            Self::Field(name, text) => width(name) + width(text),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, place: Rect) {
        let theme = canvas.look.theme;
        match self {
            Self::Heading(text) => {
                canvas.text(place, text, theme.header);
            }
            Self::Field(name, text) => {
                let taken = canvas.text(place, name, theme.muted);
                canvas.text(behind(place, taken), text, theme.text);
            }
            Self::Text(text) => {
                canvas.text(place, text, theme.text);
            }
        }
    }
}

fn styles(canvas: &Canvas<'_>) -> PopupStyles {
    let theme = &canvas.look.theme;
    PopupStyles { text: theme.text, border: theme.border_focused, title: theme.title, footer: theme.muted }
}

/// A popup of lines that may be longer than the screen.
fn scrolled(canvas: &mut Canvas<'_>, area: Rect, title: &str, lines: &[Styled], offset: usize) {
    canvas.regions.cover();
    let columns = lines.iter().map(Styled::width).max().unwrap_or(0);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let glyphs = canvas.look.glyphs;
    let is_longer = lines.len() > usize::from(area.height.saturating_sub(2));
    let footer = match (is_longer, glyphs.unicode) {
        (false, _) => "Esc closes",
        (true, true) => "↑↓ scroll · Esc closes",
        (true, false) => "Up/Down scroll, Esc closes",
    };
    let popup = Popup::new(title, columns, rows, styles(canvas), &glyphs).footer(footer);
    let (outer, inner) = (popup.outer(area), popup.inner(area));
    canvas.widget(popup, area);
    canvas.record(outer, Target::Overlay);
    let last = lines.len().saturating_sub(usize::from(inner.height));
    canvas.regions.overlay_last = last;
    for (row, styled) in (0..inner.height).zip(lines.iter().skip(offset.min(last))) {
        styled.draw(canvas, line(inner, row));
    }
    canvas.scroll_marks(outer, offset.min(last) > 0, offset < last);
}

/// Columns that the names of fields take, unless one is longer.
const NAME: usize = 18;

/// A line broken at words.
fn wrapped(line: &Line, columns: usize) -> Vec<Styled> {
    match line {
        Line::Heading(text) => vec![Styled::Text(String::new()), Styled::Heading(text.clone())],
        Line::Text(text) => kept(text, columns).into_iter().map(Styled::Text).collect(),
        Line::Field(name, text) => {
            let before = NAME.max(usize::from(width(name)) + 1);
            broken(text, columns.saturating_sub(before).max(10))
                .into_iter()
                .enumerate()
                .map(|(row, text)| {
                    Styled::Field(format!("{:before$}", if row == 0 { name } else { "" }), text)
                })
                .collect()
        }
    }
}

/// The entries of a choice, each with who would win under it.
fn entries(canvas: &mut Canvas<'_>, area: Rect, cursor: usize) {
    canvas.regions.cover();
    let key = canvas.state.input();
    let definitions = &canvas.state.facts.definitions;
    let entries = definitions.entries(key);
    let present = definitions.choice_index(&canvas.state.scenario, key);
    let names = entries.iter().map(|entry| width(&entry.label)).max().unwrap_or(0);
    let row = registry::get(key);
    let title = format!("{} ({})", row.label, row.id);
    let glyphs = canvas.look.glyphs;
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    let popup = Popup::new(&title, names + WINNER, rows, styles(canvas), &glyphs)
        .footer("Enter takes it, Esc leaves it as it was");
    let (outer, inner) = (popup.outer(area), popup.inner(area));
    canvas.widget(popup, area);
    canvas.record(outer, Target::Overlay);
    canvas.regions.overlay_last = entries.len().saturating_sub(1);
    let theme = canvas.look.theme;
    let first_row = (cursor + 1).saturating_sub(usize::from(inner.height));
    for (line_number, (index, entry)) in (0..inner.height).zip(entries.iter().enumerate().skip(first_row)) {
        let place = line(inner, line_number);
        let Verdict { first, feasible } = canvas.sweep().at(key, Value::Choice(index));
        let mark = if index == present { glyphs.thumb } else { " " };
        let style = if index == cursor { theme.cursor_cell } else { theme.text };
        canvas.text(place, mark, theme.strong);
        canvas.text(behind(place, 2), &format!("{:1$}", entry.label, usize::from(names)), style);
        let limits = if feasible { "" } else { ", breaks a limit" };
        canvas.text(
            behind(place, names + 4),
            &format!("{} first{limits}", first.label()),
            canvas.series(first),
        );
    }
}

/// Columns beside the name of an entry: its mark and who would win.
const WINNER: u16 = 4 + 30;

/// What is being typed, with the cursor. A long text shows its part before the cursor.
fn typed(canvas: &mut Canvas<'_>, place: Rect, field: &TextField) {
    let style = boxed::style(&canvas.look.theme, field);
    let (before, after) = field.split();
    let room = place.width.saturating_sub(1);
    let mut seen = before;
    while width(seen) > room {
        seen = seen.split_at(seen.chars().next().map_or(0, char::len_utf8)).1;
    }
    let taken = canvas.text(place, seen, style);
    canvas.text(behind(place, taken), after, style);
    canvas.cursor_at(place.x + taken.min(place.width), place.y);
}

/// The field in which a value is typed.
fn value(canvas: &mut Canvas<'_>, area: Rect, field: &TextField, refusal: Option<&str>) {
    canvas.regions.cover();
    let key = canvas.state.input();
    let row = registry::get(key);
    let range = canvas.state.facts.definitions.range_text(key);
    let columns = usize::from(area.width.saturating_sub(8).min(64));
    let mut lines = broken(row.meaning, columns);
    let meaning = lines.len();
    lines.extend(broken(&format!("Takes {range}."), columns));
    let refused = lines.len();
    lines.extend(refusal.map(|text| broken(text, columns)).unwrap_or_default());
    let rows = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let glyphs = canvas.look.glyphs;
    let title = format!("{} ({})", row.label, row.id);
    let popup = Popup::new(&title, u16::try_from(columns).unwrap_or(60), rows, styles(canvas), &glyphs)
        .footer("Enter takes it, Esc leaves it as it was");
    let (outer, inner) = (popup.outer(area), popup.inner(area));
    canvas.widget(popup, area);
    canvas.record(outer, Target::Overlay);
    let theme = canvas.look.theme;
    typed(canvas, line(inner, 0), field);
    for (number, text) in lines.iter().enumerate() {
        let style = if number >= refused {
            theme.bad
        } else if number >= meaning {
            theme.text
        } else {
            theme.muted
        };
        canvas.text(line(inner, u16::try_from(number + 2).unwrap_or(u16::MAX)), text, style);
    }
}

/// The mark of the line that Enter takes.
fn mark(canvas: &mut Canvas<'_>, place: Rect, has_cursor: bool) {
    if has_cursor {
        let [_, mark, ..] = canvas.look.glyphs.more;
        canvas.text(place, mark, canvas.look.theme.accent);
    }
}
