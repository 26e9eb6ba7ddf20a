//! The recommendation: every alternative with its score and its plan, always in view.

mod pinned;
mod table;

use ratatui::layout::Rect;

use super::canvas::{Canvas, behind, first, line};
use crate::explorer::{State, Tab};
use crate::model::Alternative;
use crate::model::outlook::Warning;
use crate::notation;
use crate::sheets::wording;
use crate::widgets::text::{truncate, width};

/// Rows between the borders: a heading, and one for each alternative.
const ROWS: u16 = 1 + Alternative::COUNT as u16;

/// Columns that the borders and a short word on how sure it is take.
const CONFIDENCE: u16 = 7 + 18;

/// Rows that the strip takes, borders and all; and a line for a warning where the screen has room for it.
pub(super) const fn height(screen: u16) -> u16 {
    if screen < 30 { ROWS + 2 } else { ROWS + 3 }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let outlook = state.outlook();
    let title = recommendation(canvas, area.width);
    let confidence = confidence(canvas, area.width.saturating_sub(7 + width(&title)));
    let inner = canvas.panel(area, &title, &confidence, false);
    let border = line(area, area.height.saturating_sub(1));
    let border = first(behind(border, 2), border.width.saturating_sub(4));
    let serious = outlook.warnings.first().is_some_and(is_serious);
    if inner.height > ROWS {
        warnings(canvas, behind(line(inner, ROWS), 1));
        flips(canvas, border);
    } else if serious {
        warnings(canvas, border);
    } else {
        flips(canvas, border);
    }
    table::draw(canvas, inner);
}

/// The first alternative with its frameworks, unless that leaves no room to say how sure it is.
fn recommendation(canvas: &Canvas<'_>, columns: u16) -> String {
    let State { facts, scenario, .. } = canvas.state;
    let outlook = canvas.state.outlook();
    let whole =
        wording::recommendation(outlook, &wording::option(&facts.definitions, scenario, outlook.first()));
    if width(&whole) + CONFIDENCE > columns {
        wording::recommendation(outlook, outlook.first().label())
    } else {
        whole
    }
}

/// How sure the recommendation is, in as many words as there is room for.
fn confidence(canvas: &Canvas<'_>, room: u16) -> String {
    let outlook = canvas.state.outlook();
    let (first, tally) = (outlook.first(), &canvas.state.analysis().tally);
    // A margin that may be anything after the next measurement is a close call whatever the draws say.
    let word = if outlook.is_close_call() { "close call" } else { tally.confidence(first).label() };
    let share = notation::percent_of_one(tally.p_best(first));
    let error = notation::percent_of_one(tally.standard_error(first));
    if let Some(rival) = tally.more_often_than(first) {
        // What speaks against the first one matters more than how exactly it is known.
        let rival = format!("{} in {}", rival.label(), notation::percent_of_one(tally.p_best(rival)));
        let wordings = [
            format!("{word}: first in {share} of {} draws, {rival}", notation::count(tally.draws.into())),
            format!("{word}: first in {share}, {rival}"),
            format!("first in {share}, {rival}"),
        ];
        if let Some(text) = wordings.into_iter().find(|text| width(text) <= room) {
            return text;
        }
    }
    let wordings = [
        format!(
            "{word}: first in {share} of {} draws, std. error {error}",
            notation::count(tally.draws.into())
        ),
        format!("{word}: first in {share} of {} draws", notation::count(tally.draws.into())),
        format!("{word}: first in {share}"),
        format!("{word}, {share}"),
        word.to_owned(),
    ];
    wordings.into_iter().find(|text| width(text) <= room).unwrap_or_default()
}

/// The nearest flip points, as many as there is room for.
fn flips(canvas: &mut Canvas<'_>, room: Rect) {
    let nearest = canvas.state.analysis().flips.nearest();
    let mut text =
        if nearest.is_empty() { " no single input changes this ".to_owned() } else { " flips".to_owned() };
    for (clauses, flip) in nearest.into_iter().enumerate() {
        let clause = format!("{} {} ", if clauses > 0 { "," } else { "" }, wording::flip(flip));
        if width(&text) + width(&clause) > room.width {
            break;
        }
        text.truncate(text.trim_end().len());
        text.push_str(&clause);
    }
    canvas.text(first(room, width(&text)), &text, canvas.look.theme.text);
}

/// The most telling doubt.
fn warnings(canvas: &mut Canvas<'_>, room: Rect) {
    let warnings = &canvas.state.outlook().warnings;
    let Some(first_one) = warnings.first() else { return };
    let sentence = wording::warning(first_one);
    let more = match warnings.len() - 1 {
        0 => String::new(),
        more if canvas.state.tab == Tab::Decision => format!(" (+{more} under warnings)"),
        more => format!(" (+{more} on page {})", Tab::Decision.index() + 1),
    };
    // What there is more of must not be cut off with the end of a long sentence.
    let sentence =
        truncate(&sentence, room.width.saturating_sub(width(&more) + 2), canvas.look.glyphs.ellipsis);
    let text = format!(" {sentence}{more} ");
    let theme = canvas.look.theme;
    let style = if is_serious(first_one) { theme.warning } else { theme.muted };
    canvas.text(first(room, width(&text)), &text, style);
}

/// Whether a warning is about the recommendation itself and not only about a figure behind it.
const fn is_serious(warning: &Warning) -> bool {
    !matches!(
        warning,
        Warning::ProjectedEnd(..) | Warning::Lint { .. } | Warning::OwnLint { .. } | Warning::StandsIn(..)
    )
}
