//! The list of themes; behind it the screen is drawn in the one under the cursor.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{MARKS, Window, columns};
use crate::explorer::appearance::ListedTheme;
use crate::explorer::overlay::theme_list::ThemeList;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::text::{self, width};

/// Columns of the list, as far as the screen has them.
const COLUMNS: u16 = 68;
/// Columns of a name at most: the file of a theme may be far away.
const NAME: u16 = 24;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, list: &ThemeList) {
    let columns = columns(area, COLUMNS);
    let themes = list.themes();
    let why = themes.get(list.cursor()).and_then(|theme| theme.about.as_ref().err());
    let why: Vec<&str> = why.into_iter().flat_map(|why| text::lines(why, columns)).collect();
    let below = u16::try_from(why.len()).unwrap_or(u16::MAX).min(area.height / 3);
    let rows = u16::try_from(themes.len()).unwrap_or(u16::MAX).saturating_add(below);
    let window = Window {
        title: "Theme",
        columns,
        rows: rows.min(area.height.saturating_sub(4)),
        footer: "Enter applies it, Esc cancels",
    };
    let (outer, inner) = window.open(canvas, area);

    let body = Rect { height: inner.height.saturating_sub(below), ..inner };
    let names = themes.iter().map(|theme| width(&theme.name)).max().unwrap_or(0).min(NAME);
    super::list(canvas, outer, body, 0..themes.len(), list.cursor(), |canvas, place, position, style| {
        if let Some(theme) = themes.get(position) {
            entry(canvas, place, theme, names, style);
        }
    });
    for (row, text) in (body.height..inner.height).zip(&why) {
        canvas.text(line(inner, row), text, canvas.look.theme.bad);
    }
}

fn entry(canvas: &mut Canvas<'_>, place: Rect, theme: &ListedTheme, names: u16, style: Style) {
    let styles = canvas.look.theme;
    if theme.name == canvas.state.settings.appearance.theme {
        canvas.text(behind(place, 2), canvas.look.glyphs.thumb, styles.accent);
    }
    canvas.text(first(behind(place, MARKS), names), &theme.name, style);
    let about = theme.about.as_deref().unwrap_or("cannot be read");
    canvas.text(behind(place, MARKS + names + 2), about, styles.muted);
}
