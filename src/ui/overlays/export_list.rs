//! The list of what can be exported.

use ratatui::layout::Rect;

use super::{MARK, Window, columns};
use crate::explorer::overlay::export_list::{ExportList, To};
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first};
use crate::widgets::text::width;

/// Columns of the list, as far as the screen has them.
const COLUMNS: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &ExportList) {
    let columns = columns(area, COLUMNS);
    let rows = u16::try_from(list.offers().len()).unwrap_or(u16::MAX);
    let window = Window { title: "Export", columns, rows, footer: "Enter continues, Esc cancels" };
    let (outer, inner) = window.open(canvas, area);
    super::list(
        canvas,
        outer,
        inner,
        0..list.offers().len(),
        list.cursor(),
        |canvas, place, position, style| {
            let Some(offer) = list.offers().get(position) else { return };
            let to = match offer.to {
                To::File => format!(".{}", offer.what.ending()),
                To::Clipboard => "clipboard".to_owned(),
            };
            canvas.text_right(place, &to, canvas.look.theme.muted);
            let text = first(place, place.width.saturating_sub(width(&to) + 1));
            canvas.text(behind(text, MARK), &offer.text, style);
        },
    );
}
