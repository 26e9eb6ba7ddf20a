//! The recommendation: every alternative with its score and its plan, always in view.

mod pinned;
mod table;

use ratatui::layout::Rect;

use super::canvas::Canvas;
use super::parts::{behind, first, line, top};
use crate::explorer::{Panel, State, Tab, Target};
use crate::model::Alternative;
use crate::model::outlook::Warning;
use crate::notation;
use crate::sheets::{SheetId, wording};
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
    if !confidence.is_empty() {
        let start = area.width.saturating_sub(width(&confidence) + 3);
        leads_to(canvas, behind(line(area, 0), start), SheetId::Confidence);
    }
    let [options, _] = top(inner, ROWS);
    leads_to(canvas, options, SheetId::Ranking);
    let border = line(area, area.height.saturating_sub(1));
    let border = first(behind(border, 2), border.width.saturating_sub(4));
    let serious = outlook.none_fits() || outlook.serious_warnings().next().is_some();
    if inner.height > ROWS {
        warnings(canvas, behind(line(inner, ROWS), 1));
    }
    if outlook.none_fits() {
        let wordings = fixes(canvas.state).into_iter().map(|text| format!(" {text} ")).collect();
        tell(canvas, border, wordings, SheetId::Limits);
    } else if inner.height > ROWS {
        flips(canvas, border);
    } else if serious {
        warnings(canvas, border);
    } else {
        flips(canvas, border);
    }
    table::draw(canvas, inner);
}

/// Lets a press on what is told here in short lead to the table of the Decision page that tells all of it.
fn leads_to(canvas: &mut Canvas<'_>, place: Rect, table: SheetId) {
    canvas.record(place, Target::Elsewhere(Tab::Decision, Panel::Sheet(table)));
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
    let word = wording::how_sure(outlook, tally);
    let share = notation::chance(tally.p_best(first), 1);
    let error = notation::percent_of_one(tally.standard_error(first));
    if let Some(rival) = tally.more_often_than(first) {
        // What speaks against the first one matters more than how exactly it is known.
        let rival = format!("{} in {}", rival.label(), notation::chance(tally.p_best(rival), 1));
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

/// Where there is nothing to recommend, what it takes to have something; the longest wording first.
pub(super) fn fixes(state: &State) -> Vec<String> {
    let fix = state.fix();
    let short = fix.map_or_else(
        || "no change of a single input is enough".to_owned(),
        |(option, mend)| {
            format!("smallest fix: {}, then {} fits", wording::limits::mend(mend), option.label())
        },
    );
    vec![wording::limits::smallest_fix(state.outlook(), fix), short]
}

/// The nearest flip points, as many as there is room for.
fn flips(canvas: &mut Canvas<'_>, room: Rect) {
    let (outlook, nearest) = (canvas.state.outlook(), canvas.state.analysis().flips.nearest());
    let wordings: Vec<String> = if nearest.is_empty() {
        vec![" no single input changes this ".to_owned()]
    } else {
        let fewer = (1..=nearest.len()).rev().filter_map(|count| nearest.get(..count));
        fewer.map(|some| format!(" flips {} ", wording::flips::clauses(outlook, some))).collect()
    };
    tell(canvas, room, wordings, SheetId::Flips);
}

/// The first wording that there is room for; the last one cut off where there is none. A press on it leads to a table.
fn tell(canvas: &mut Canvas<'_>, room: Rect, wordings: Vec<String>, table: SheetId) {
    let last = wordings.last().cloned().unwrap_or_default();
    let text = wordings.into_iter().find(|text| width(text) <= room.width).unwrap_or(last);
    let text = truncate(&text, room.width, canvas.look.glyphs.ellipsis);
    let place = first(room, width(&text));
    canvas.text(place, &text, canvas.look.theme.text);
    leads_to(canvas, place, table);
}

/// The most telling doubt.
fn warnings(canvas: &mut Canvas<'_>, room: Rect) {
    let outlook = canvas.state.outlook();
    // That nothing fits the title says.
    let warnings = || outlook.warnings.iter().filter(|one| !matches!(one, Warning::NoneFeasible));
    let serious = outlook.serious_warnings().next();
    let Some(telling) = serious.or_else(|| warnings().next()) else { return };
    let sentence = wording::warning(telling);
    let more = match warnings().count() - 1 {
        0 => String::new(),
        more if canvas.state.tab == Tab::Decision => format!(" (+{more} under warnings)"),
        more => format!(" (+{more} on page {})", Tab::Decision.index() + 1),
    };
    // What there is more of must not be cut off with the end of a long sentence.
    let sentence =
        truncate(&sentence, room.width.saturating_sub(width(&more) + 2), canvas.look.glyphs.ellipsis);
    let text = format!(" {sentence}{more} ");
    let theme = canvas.look.theme;
    let style = if serious.is_some() { theme.warning } else { theme.muted };
    let place = first(room, width(&text));
    canvas.text(place, &text, style);
    leads_to(canvas, place, SheetId::Warnings);
}
