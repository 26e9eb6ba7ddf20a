//! A question with its answers, each with its key.

use ratatui::layout::Rect;

use super::{Window, columns, mark};
use crate::explorer::Target;
use crate::explorer::overlay::question::Question;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, line};
use crate::widgets::text;

/// Columns of the text, as far as the screen has them.
const COLUMNS: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, question: &Question) {
    let columns = columns(area, COLUMNS);
    let text = question.about.text(&canvas.state.settings.folders);
    let text: Vec<&str> = text::lines(&text, columns).collect();
    let answers = question.about.answers();
    let rows = u16::try_from(text.len() + 1 + answers.len()).unwrap_or(u16::MAX);
    let window = Window {
        title: question.about.title(),
        columns,
        rows,
        footer: "a letter answers, Enter as marked, Esc cancels",
    };
    let (_, inner) = window.open(canvas, area);
    let theme = canvas.look.theme;
    // A long path gives way: the answers are always seen.
    let room = usize::from(inner.height).saturating_sub(answers.len());
    for (row, text) in (0..).zip(text.iter().take(room)) {
        canvas.text(line(inner, row), text, theme.text);
    }
    let top = (text.len() + 1).min(room) as u16;
    for (position, (key, words, _)) in answers.iter().enumerate() {
        let place = line(inner, top + position as u16);
        let has_cursor = position == question.cursor();
        mark(canvas, place, has_cursor);
        canvas.text(behind(place, 2), &key.to_string(), theme.key);
        canvas.text(behind(place, 5), words, if has_cursor { theme.strong } else { theme.text });
        canvas.record(place, Target::Field(position));
    }
}
