//! The selected row in full, below or beside the tables of the Practices page.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::explorer::detail::Detail;
use crate::explorer::{Focus, Tab, Target, command};
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::text::kept_lines;

/// Rows of the page below which the tables need all of them; `Enter` shows the same then.
const LEAST_HEIGHT: u16 = 14;

/// Columns of the page from which the pane stands beside the tables, and how many it has then.
const BESIDE: u16 = 140;
const COLUMNS: u16 = 60;

/// Where the pane of a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pane {
    /// Nowhere: the page has none, or there is no room.
    Absent,
    /// Below the tables, in what they leave.
    Below,
    /// At the right of the tables.
    Beside,
}

impl Pane {
    /// The pane of the present page in an area.
    pub(super) fn of(canvas: &Canvas<'_>, area: Rect) -> Self {
        if canvas.state.tab != Tab::Practices || area.height < LEAST_HEIGHT {
            Self::Absent
        } else if area.width >= BESIDE {
            Self::Beside
        } else {
            Self::Below
        }
    }

    /// What of the page's area is for its tables at most.
    pub(super) fn without(self, area: Rect) -> Rect {
        match self {
            Self::Absent => area,
            Self::Below => Rect { height: area.height - area.height * 2 / 5, ..area },
            Self::Beside => first(area, area.width.saturating_sub(COLUMNS)),
        }
    }

    /// Draws the pane in what the tables have left of the page's area.
    pub(super) fn draw(self, canvas: &mut Canvas<'_>, area: Rect, tables: Rect) {
        match self {
            Self::Absent => {}
            Self::Below => {
                let rest = area.bottom().saturating_sub(tables.bottom());
                draw(canvas, Rect { y: tables.bottom(), height: rest, ..area });
            }
            Self::Beside => draw(canvas, behind(area, tables.width)),
        }
    }
}

fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let present = Target::Panel(canvas.state.panel());
    let Some(detail) = canvas.state.detail() else {
        let inner = canvas.panel(area, "Detail", "", false);
        canvas.paragraph(inner, "No row is selected.", canvas.look.theme.muted);
        canvas.record(area, present);
        return;
    };
    let lines = lines(canvas, &detail, area.width.saturating_sub(2));
    let is_cut = lines.len() > usize::from(area.height.saturating_sub(2));
    let key = canvas.state.settings.keys.call(&command::PROVENANCE);
    let hint = match (canvas.state.focus, detail.opens_table) {
        (Focus::Page, true) => format!("{key} opens the table"),
        (Focus::Page, false) if is_cut => format!("{key} shows all"),
        _ => String::new(),
    };
    let inner = canvas.panel(area, &detail.title, &hint, false);
    for (row, (text, style)) in (0..inner.height).zip(&lines) {
        canvas.text(line(inner, row), text, *style);
    }
    // The wheel walks through the rows here too.
    canvas.record(area, present);
}

/// The text, then the figures, apart from it.
fn lines<'a>(canvas: &Canvas<'_>, detail: &'a Detail, columns: u16) -> Vec<(&'a str, Style)> {
    let theme = canvas.look.theme;
    let mut lines: Vec<(&str, Style)> =
        kept_lines(&detail.text, columns).map(|line| (line, theme.text)).collect();
    if !detail.figures.is_empty() {
        lines.push(("", theme.text));
    }
    let figures = detail.figures.iter().flat_map(|figure| kept_lines(figure, columns));
    lines.extend(figures.map(|line| (line, theme.muted)));
    lines
}
