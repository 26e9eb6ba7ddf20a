//! What is said while a file takes its time to be read.

use ratatui::layout::Rect;

use super::{Window, columns};
use crate::explorer::overlay::reading::Reading;
use crate::ui::canvas::Canvas;
use crate::ui::parts::line;
use crate::widgets::text;

/// Columns of the text, as far as the screen has them.
const COLUMNS: u16 = 60;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, reading: &Reading) {
    let columns = columns(area, COLUMNS);
    let text = format!("Reading {}: the file is large, or its disk does not answer yet.", reading.file);
    let text: Vec<&str> = text::lines(&text, columns).collect();
    let rows = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let (_, inner) = Window { title: "Reading", columns, rows, footer: "Esc gives it up" }.open(canvas, area);
    for (row, text) in (0..inner.height).zip(&text) {
        canvas.text(line(inner, row), text, canvas.look.theme.text);
    }
}
