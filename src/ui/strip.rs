//! The recommendation: every alternative with its score and its plan, always in view.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, behind, first, line};
use crate::model::Alternative;
use crate::model::outlook::{Assessment, Outlook, Violation, Warning};
use crate::notation;
use crate::scenario::registry;
use crate::sheets::wording;
use crate::widgets::bars::Bar;
use crate::widgets::text::{Align, fit, width};

/// Rows that the strip takes: four alternatives, headings and borders.
pub(super) const HEIGHT: u16 = 7;

/// A column behind the bar: heading, width, and the text for an alternative.
type Column = (&'static str, u16, fn(&Assessment) -> String);

const COLUMNS: [Column; 5] = [
    ("score", 6, |one| notation::fixed(one.score, 1)),
    ("workers", 8, |one| notation::count(one.plan.planned)),
    ("p99", 10, |one| {
        one.plan
            .p99
            .map_or_else(|| "no end".to_owned(), |p99| format!("{} ms", notation::milliseconds(p99 * 1e3)))
    }),
    ("CPU", 8, |one| notation::percent_of_one(one.plan.utilisation)),
    ("$/month", 9, |one| notation::usd(one.plan.usd_month())),
];

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let outlook = &state.outlook;
    let title = format!("Recommendation: {}", recommendation(canvas));
    let margin = margin(outlook, area.width.saturating_sub(7 + width(&title)));
    let inner = canvas.panel(area, &title, &margin, false);
    warnings(canvas, area);

    let theme = canvas.look.theme;
    let name = 13;
    let numbers: u16 = COLUMNS.iter().map(|(_, width, _)| width).sum();
    let remark = inner.width.saturating_sub(name + numbers + 6).min(if inner.width >= 100 { 30 } else { 18 });
    let bar = inner.width.saturating_sub(name + numbers + remark).min(40);
    let mut heading = behind(line(inner, 0), name + bar);
    for (title, width, _) in COLUMNS {
        canvas.text(first(heading, width), &fit(title, width, Align::Right, ""), theme.muted);
        heading = behind(heading, width);
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
        for (title, width, text) in COLUMNS {
            let breaks = assessment.violations.iter().any(|broken| column(*broken) == Some(title));
            canvas.text(
                first(rest, width),
                &fit(&text(assessment), width, Align::Right, glyphs.ellipsis),
                if breaks { theme.bad } else { theme.text },
            );
            rest = behind(rest, width);
        }
        let room = behind(rest, 1);
        if let Some(text) = broken_limits(&assessment.violations, room.width, glyphs.cross) {
            canvas.text(room, &text, theme.bad);
        }
    }
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

/// The first alternative with the framework that its figures stand for.
fn recommendation(canvas: &Canvas<'_>) -> String {
    let state = canvas.state;
    let framework = |key| {
        state
            .facts
            .definitions
            .choice(&state.scenario, key)
            .map_or_else(String::new, |entry| entry.label.clone())
    };
    let first = state.outlook.first();
    let with = match first {
        Alternative::Node => framework(registry::FRAMEWORK_NODE),
        Alternative::Python => framework(registry::FRAMEWORK_PYTHON),
        Alternative::Go => framework(registry::FRAMEWORK_GO),
        Alternative::Hybrid => {
            format!("{} and {}", framework(registry::FRAMEWORK_NODE), framework(registry::FRAMEWORK_PYTHON))
        }
    };
    format!("{} with {with}", first.label())
}

/// The broken limits in as many words as there is room for; the cross alone where there is least.
fn broken_limits(violations: &[Violation], room: u16, cross: &str) -> Option<String> {
    let wording = |words: fn(Violation) -> &'static str| {
        let words: Vec<&str> = violations.iter().map(|broken| words(*broken)).collect();
        format!("{cross} {}", words.join(", "))
    };
    let wordings = [wording(in_words), wording(in_a_word), cross.to_owned()];
    wordings.into_iter().find(|text| !violations.is_empty() && width(text) <= room)
}

/// A broken limit in a word or two.
const fn in_words(broken: Violation) -> &'static str {
    match broken {
        Violation::P99 { .. } => "p99 missed",
        Violation::Budget { .. } => "over budget",
        Violation::NothingToSplit { .. } => "nothing to split",
    }
}

/// The same, shorter.
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

/// The most telling doubt, on the lower border.
fn warnings(canvas: &mut Canvas<'_>, area: Rect) {
    let warnings = &canvas.state.outlook.warnings;
    let Some(first_one) = warnings.first() else { return };
    let more = match warnings.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more on the Decision page)"),
    };
    let text = format!(" {}{more} ", sentence(first_one));
    let place = line(area, area.height.saturating_sub(1));
    let room = first(behind(place, 2), place.width.saturating_sub(4));
    let theme = canvas.look.theme;
    let serious =
        !matches!(first_one, Warning::ProjectedEnd(..) | Warning::Lint { .. } | Warning::StandsIn(..));
    canvas.text(first(room, width(&text)), &text, if serious { theme.warning } else { theme.muted });
}

fn sentence(warning: &Warning) -> String {
    wording::warning(warning)
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
