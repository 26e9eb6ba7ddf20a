//! The recommendation: every alternative with its score and its plan, always in view.

mod pinned;

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, behind, first, line};
use crate::explorer::{State, Tab};
use crate::model::Alternative;
use crate::model::outlook::{Assessment, Outlook, Violation, Warning};
use crate::model::reasons::{Comparison, Reasons};
use crate::notation;
use crate::sheets::wording;
use crate::widgets::bars::Bar;
use crate::widgets::text::{Align, fit, truncate, width};

/// Rows between the borders: a heading, and one for each alternative.
const ROWS: u16 = 1 + Alternative::COUNT as u16;

/// Rows that the strip takes, borders and all; and a line for a warning where the screen has room for it.
pub(super) const fn height(screen: u16) -> u16 {
    if screen < 30 { ROWS + 2 } else { ROWS + 3 }
}

/// A column behind the bar: heading, width, and the text for an alternative.
type Column = (&'static str, u16, fn(&State, &Assessment) -> String);

const P_BEST: &str = "P(best)";

/// Columns within the borders from which the rows say what tells them from the first, and how many that takes.
const WIDE: u16 = 100;
const REASON: u16 = 39;

/// Columns in front of that.
const BEFORE_REASON: u16 = 2;

/// Columns in front of the changes against what is pinned.
const BEFORE_PINNED: u16 = 2;

const COLUMNS: [Column; 6] = [
    ("score", 6, |_, one| notation::fixed(one.score, 1)),
    (P_BEST, 9, |state, one| notation::percent_of_one(state.analysis().tally.p_best(one.alternative))),
    ("workers", 8, |_, one| notation::count(one.plan.planned)),
    ("p99", 10, |_, one| {
        one.plan
            .p99
            .map_or_else(|| "no end".to_owned(), |p99| format!("{} ms", notation::milliseconds(p99 * 1e3)))
    }),
    ("CPU", 8, |_, one| notation::percent_of_one(one.plan.peak_utilisation())),
    ("$/month", 9, |_, one| notation::usd(one.plan.usd_month())),
];

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let outlook = state.outlook();
    let title = format!("Recommendation: {}", recommendation(canvas));
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

    let theme = canvas.look.theme;
    let name = 13;
    // The bars say more than the chances of those behind.
    let chances = if state.pin.is_some() { 100 } else { 72 };
    let columns = || COLUMNS.iter().filter(|(title, ..)| *title != P_BEST || inner.width >= chances);
    let numbers: u16 = columns().map(|(_, width, _)| width).sum();
    let breaks = outlook.assessments.iter().any(|(_, one)| !one.violations.is_empty());
    let wide = inner.width >= WIDE;
    let reasons = (wide && state.pin.is_none()).then(|| Reasons::of(&state.facts, outlook));
    let remark = remark(state.pin.is_some(), wide, breaks);
    let least_bar = if reasons.is_some() { 10 } else { 6 };
    let remark = inner.width.saturating_sub(name + numbers + least_bar).min(remark);
    let room = inner.width.saturating_sub(name + numbers + remark + least_bar + BEFORE_PINNED);
    let changes = state.pin.as_ref().map(|pin| pinned::changes(pin, outlook, room));
    let remark = remark + changes.as_ref().map_or(0, |(_, width)| width + BEFORE_PINNED);
    let bar = inner.width.saturating_sub(name + numbers + remark).min(40);
    canvas.text(
        first(behind(line(inner, 0), 4), name + bar - 5),
        &margin(outlook, name + bar - 5),
        theme.muted,
    );
    let mut heading = behind(line(inner, 0), name + bar);
    for &(title, width, _) in columns() {
        canvas.text(first(heading, width), &fit(title, width, Align::Right, ""), theme.muted);
        heading = behind(heading, width);
    }
    if let Some((_, width)) = &changes {
        let text = fit(pinned::heading(*width), *width, Align::Right, "");
        canvas.text(behind(heading, BEFORE_PINNED), &text, theme.muted);
    }
    if reasons.as_ref().is_some_and(|reasons| reasons.others.iter().any(|one| !is_out(outlook, one.other))) {
        let text = format!("points against {}", outlook.first().label());
        canvas.text(behind(heading, BEFORE_REASON), &text, theme.muted);
    }
    for (row, alternative) in (1..).zip(outlook.order) {
        let assessment = &outlook.assessments[alternative];
        let place = line(inner, row);
        let style = canvas.series(alternative);
        let leads = if row == 1 { canvas.look.glyphs.more[1] } else { " " };
        canvas.text(first(place, 2), leads, theme.strong);
        canvas.text(first(behind(place, 2), 2), canvas.marker(alternative), style);
        canvas.text(
            first(behind(place, 4), name - 5),
            alternative.label(),
            if row == 1 { theme.strong } else { theme.text },
        );
        let glyphs = canvas.look.glyphs;
        canvas.widget(
            // A line below a bar would be read as part of it.
            Bar::new(assessment.score / 100.0, style.remove_modifier(Modifier::UNDERLINED), &glyphs),
            first(behind(place, name), bar.saturating_sub(1)),
        );
        let mut rest = behind(place, name + bar);
        for &(title, width, text) in columns() {
            let breaks = assessment.violations.iter().any(|broken| column(*broken) == Some(title));
            let competes = title != "score" || !outlook.is_behind_limit(alternative);
            let style = match (breaks, competes) {
                (true, _) => theme.bad,
                (false, true) => theme.text,
                (false, false) => theme.muted,
            };
            let text = fit(&text(state, assessment), width, Align::Right, glyphs.ellipsis);
            canvas.text(first(rest, width), &text, style);
            rest = behind(rest, width);
        }
        if let Some((texts, width)) = &changes {
            let text = fit(&texts[alternative], *width, Align::Right, glyphs.ellipsis);
            canvas.text(first(behind(rest, BEFORE_PINNED), *width), &text, theme.accent);
            rest = behind(rest, BEFORE_PINNED + width);
        }
        let room = behind(rest, 1);
        if let Some(text) = broken_limits(&assessment.violations, room.width, glyphs.cross) {
            canvas.text(room, &text, theme.bad);
        }
        let mut against = reasons.iter().flat_map(|reasons| &reasons.others);
        let one = against.find(|one| one.other == alternative);
        if let Some(one) = one.filter(|_| !is_out(outlook, alternative)) {
            let room = behind(rest, BEFORE_REASON);
            canvas.text(room, &reason(one, room.width), theme.muted);
        }
    }
}

/// Columns for what is said behind the numbers of an alternative, where there is room for it.
const fn remark(is_pinned: bool, wide: bool, breaks: bool) -> u16 {
    match (is_pinned, wide, breaks) {
        (true, _, false) => 0,
        (true, true, true) => 13,
        (false, true, _) => REASON,
        (_, false, _) => 9,
    }
}

/// Whether an alternative breaks a limit, which says more than where its points are.
fn is_out(outlook: &Outlook, alternative: Alternative) -> bool {
    !outlook.assessments[alternative].violations.is_empty()
}

/// Where an alternative has fewer points than the first, and where more, if there is room for both.
fn reason(one: &Comparison, room: u16) -> String {
    let mut parts = wording::reasons::in_short(one);
    while parts.len() > 1 && width(&parts.join(", ")) > room {
        parts.pop();
    }
    parts.join(", ")
}

/// How far ahead the first alternative is, in as many words as there is room for.
fn margin(outlook: &Outlook, room: u16) -> String {
    // Of the scores as they are shown below: the difference has to be theirs.
    let shown = wording::margin(outlook);
    let points = wording::points(shown);
    let [_, follower, ..] = outlook.order;
    // Behind a hard limit a score may well be the higher one: there is nothing to be ahead of.
    let wordings = if outlook.is_behind_limit(follower) {
        ["every other option breaks a hard limit", "the others break a limit", "no other"].map(str::to_owned)
    } else if shown <= 0.0 {
        ["close call, level on points", "level on points", "level"].map(str::to_owned)
    } else if outlook.is_close_call() {
        [
            format!("close call, {points} points ahead"),
            format!("close call, {points}"),
            "close call".to_owned(),
        ]
    } else {
        [format!("{points} points ahead"), format!("{points} ahead"), format!("+{points}")]
    };
    wordings.into_iter().find(|text| width(text) <= room).unwrap_or_default()
}

/// The first alternative with its frameworks.
fn recommendation(canvas: &Canvas<'_>) -> String {
    let State { facts, scenario, .. } = canvas.state;
    wording::option(&facts.definitions, scenario, canvas.state.outlook().first())
}

/// The broken limits in as many words as there is room for; the cross alone where there is least.
fn broken_limits(violations: &[Violation], room: u16, cross: &str) -> Option<String> {
    let told = |words: fn(Violation) -> &'static str| {
        let words: Vec<&str> = violations.iter().map(|broken| words(*broken)).collect();
        format!("{cross} {}", words.join(", "))
    };
    let wordings = [told(wording::violation_in_words), told(in_a_word), cross.to_owned()];
    wordings.into_iter().find(|text| !violations.is_empty() && width(text) <= room)
}

/// A broken limit, shorter than [`wording::violation_in_words`].
const fn in_a_word(broken: Violation) -> &'static str {
    match broken {
        Violation::P99 { .. } => "p99",
        Violation::Budget { .. } => "$",
        Violation::NothingToSplit { .. } => "split",
    }
}

/// The heading of the column with the number that breaks a limit.
const fn column(broken: Violation) -> Option<&'static str> {
    match broken {
        Violation::P99 { .. } => Some("p99"),
        Violation::Budget { .. } => Some("$/month"),
        Violation::NothingToSplit { .. } => None,
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
        more => format!(" (+{more} on the Decision page)"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_limits_are_told_in_the_room_there_is() {
        let broken = [
            Violation::P99 { value_ms: None, bound_ms: 50.0 },
            Violation::Budget { value_usd: 3.0, bound_usd: 2.0 },
        ];
        let told = |room| broken_limits(&broken, room, "x");
        assert_eq!(told(25).as_deref(), Some("x p99 missed, over budget"));
        assert_eq!(told(24).as_deref(), Some("x p99, $"));
        assert_eq!(told(3).as_deref(), Some("x"));
        assert_eq!(told(0), None);
        assert_eq!(broken_limits(&[], 30, "x"), None);
    }
}
