//! What the scores are made of: a bar of points for each alternative, a part for each criterion.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::explorer::Target;
use crate::model::Alternative;
use crate::model::criteria;
use crate::notation;
use crate::sheets::decision::points_cell;
use crate::sheets::{SheetId, wording};
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::bars::{BarPart, StackedBar};
use crate::widgets::text::width;

/// The greatest score.
const WHOLE: f64 = 100.0;

/// Columns before the bars: letter and name; and behind them: the score and whether a limit is broken.
const NAME: u16 = 10;
const SCORE: u16 = 8;

/// Columns between two entries of the legend.
const GAP: u16 = 2;

/// Rows with borders, bars, scale and legend at least, and with free lines between the bars.
pub(in crate::ui::pages) fn wanted(canvas: &Canvas<'_>, columns: u16) -> (u16, u16) {
    let bars = Alternative::ALL.len() as u16;
    let legend = legend(canvas, columns.saturating_sub(2)).len();
    let least = 3 + bars + u16::try_from(legend).unwrap_or(0);
    (least, least + bars)
}

/// Draws the panel. Where rows are few, the legend is cut before the scale, and that before the bars.
pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
    let inner = canvas.panel(area, "Scores by criterion", "points of 100", focused);
    let order = canvas.state.outlook().order;
    let lines = legend(canvas, inner.width);
    let bars = order.len() as u16;
    let apart: u16 = if usize::from(inner.height) > usize::from(2 * bars) + lines.len() { 2 } else { 1 };
    for (row, alternative) in (0..).step_by(usize::from(apart)).zip(order) {
        bar(canvas, line(inner, row), alternative);
    }
    let below = bars * apart;
    scale(canvas, middle(line(inner, below)));
    let room = usize::from(inner.height.saturating_sub(below + 1));
    for (row, entries) in (below + 1..).zip(lines.iter().take(room)) {
        entry_line(canvas, line(inner, row), entries);
    }
    if let Some(last) = inner.height.checked_sub(1).filter(|_| (1..lines.len()).contains(&room)) {
        canvas.text_right(line(inner, last), canvas.look.glyphs.ellipsis, canvas.look.theme.muted);
    }
}

/// The part of a row between name and score.
fn middle(row: Rect) -> Rect {
    let rest = behind(row, NAME);
    first(rest, rest.width.saturating_sub(SCORE))
}

fn bar(canvas: &mut Canvas<'_>, row: Rect, alternative: Alternative) {
    if row.is_empty() {
        return;
    }
    let outlook = canvas.state.outlook();
    let glyphs = canvas.look.glyphs;
    let assessment = &outlook.assessments[alternative];
    let broken = !assessment.violations.is_empty();
    let style = style(canvas, alternative, broken);
    let name = format!("{} {}", alternative.letter(), alternative.label());
    canvas.text(first(row, NAME - 1), &name, style);

    let letters = criteria::ALL.each_ref().map(|criterion| criterion.letter.to_string());
    let mut parts: Vec<BarPart<'_>> = assessment
        .contributions
        .iter()
        .zip(&letters)
        .map(|(points, letter)| BarPart {
            amount: *points,
            style,
            fill: "",
            label: letter,
            label_style: style,
        })
        .collect();
    let place = middle(row);
    let columns = StackedBar::new(&parts, WHOLE).columns(place.width);
    // Neighbours differ in their fills also where what stands between them is too little to be seen.
    let [solid, _, shaded, _] = glyphs.fills;
    let seen = parts.iter_mut().zip(&columns).filter(|(_, (start, end))| start < end);
    for ((part, _), fill) in seen.zip([solid, shaded].into_iter().cycle()) {
        part.fill = fill;
        // A letter in a block is cut out of it.
        if fill == solid && glyphs.unicode {
            part.label_style = style.reversed();
        }
    }
    for (criterion, (start, end)) in columns.into_iter().enumerate() {
        let (row, column) = points_cell(criterion, alternative);
        let part = first(behind(place, start), end - start);
        canvas.record(part, Target::Cell { sheet: SheetId::Contributions, row, column });
    }
    canvas.widget(StackedBar::new(&parts, WHOLE), place);

    let score = behind(row, row.width.saturating_sub(SCORE));
    let strong = if broken { style } else { canvas.look.theme.strong };
    canvas.text_right(first(score, SCORE - 2), &wording::points(assessment.score), strong);
    if broken {
        canvas.text_right(score, glyphs.cross, canvas.look.theme.bad);
    }
}

/// The style of an alternative; underlining, which monochrome series have, would tear a bar apart.
fn style(canvas: &Canvas<'_>, alternative: Alternative, broken: bool) -> Style {
    let style = if broken { canvas.faint_series(alternative) } else { canvas.series(alternative) };
    style.remove_modifier(Modifier::UNDERLINED)
}

/// Points along the bars.
fn scale(canvas: &mut Canvas<'_>, row: Rect) {
    let steps: u16 = if row.width >= 40 { 4 } else { 2 };
    for step in 0..=steps {
        let fraction = f64::from(step) / f64::from(steps);
        let label = notation::plain(WHOLE * fraction);
        let column = (fraction * f64::from(row.width)).round() as u16;
        let start = column.saturating_sub(width(&label) / 2).min(row.width.saturating_sub(width(&label)));
        canvas.text(behind(row, start), &label, canvas.look.theme.muted);
    }
}

/// An entry of the legend: what stands in the bars, and what it stands for.
struct Entry {
    mark: String,
    text: &'static str,
}

impl Entry {
    fn width(&self) -> u16 {
        width(&self.mark) + 1 + width(self.text)
    }
}

/// The legend in lines: the criteria that have any weight, and the broken limits if there are any.
fn legend(canvas: &Canvas<'_>, columns: u16) -> Vec<Vec<Entry>> {
    let outlook = canvas.state.outlook();
    let criteria = criteria::ALL.iter().zip(&outlook.weights).filter(|(_, weight)| **weight > 0.0);
    let broken = outlook.assessments.iter().any(|(_, one)| !one.violations.is_empty());
    let broken = broken
        .then(|| Entry { mark: canvas.look.glyphs.cross.to_owned(), text: "breaks a hard limit" })
        .into_iter();
    let criteria =
        criteria.map(|(criterion, _)| Entry { mark: criterion.letter.to_string(), text: criterion.label });
    let mut lines: Vec<Vec<Entry>> = Vec::new();
    let mut left = 0;
    for entry in broken.chain(criteria) {
        let taken = entry.width() + GAP;
        match lines.last_mut() {
            Some(line) if entry.width() <= left => line.push(entry),
            _ => {
                lines.push(vec![entry]);
                left = columns;
            }
        }
        left = left.saturating_sub(taken);
    }
    lines
}

fn entry_line(canvas: &mut Canvas<'_>, mut place: Rect, entries: &[Entry]) {
    let theme = canvas.look.theme;
    for entry in entries {
        canvas.text(place, &entry.mark, theme.strong);
        canvas.text(behind(place, width(&entry.mark) + 1), entry.text, theme.muted);
        place = behind(place, entry.width() + GAP);
    }
}
