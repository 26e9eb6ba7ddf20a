//! The list of what can be exported.

use ratatui::layout::Rect;

use super::{MARK, Window, mark};
use crate::explorer::Target;
use crate::explorer::export::{ExportList, To};
use crate::ui::canvas::{Canvas, behind, line};

/// Columns of the list, as far as the screen has them.
const COLUMNS: u16 = 64;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &ExportList) {
    let columns = area.width.saturating_sub(8).min(COLUMNS);
    let rows = u16::try_from(list.offers().len()).unwrap_or(u16::MAX);
    let window = Window { title: "Export", columns, rows, footer: "Enter continues, Esc cancels" };
    let (outer, inner) = window.open(canvas, area);
    let theme = canvas.look.theme;
    let offset = (list.cursor() + 1).saturating_sub(usize::from(inner.height));
    for (row, (position, offer)) in (0..inner.height).zip(list.offers().iter().enumerate().skip(offset)) {
        let place = line(inner, row);
        let has_cursor = position == list.cursor();
        mark(canvas, place, has_cursor);
        let to = match offer.to {
            To::File => format!(".{}", offer.what.ending()),
            To::Clipboard => "clipboard".to_owned(),
        };
        canvas.text_right(place, &to, theme.muted);
        let room = place.width.saturating_sub(crate::widgets::text::width(&to) + 1);
        let text = Rect { width: room, ..place };
        canvas.text(behind(text, MARK), &offer.text, if has_cursor { theme.strong } else { theme.text });
        canvas.record(place, Target::Field(position));
    }
    canvas.scroll_marks(outer, offset > 0, offset + usize::from(inner.height) < list.offers().len());
}
