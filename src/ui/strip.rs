//! The recommendation: every alternative with its score and its plan, always in view.

use ratatui::layout::Rect;

use super::canvas::{Canvas, behind, first, line};
use crate::model::Alternative;
use crate::model::outlook::{Assessment, Violation, Warning};
use crate::notation;
use crate::scenario::registry;
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
    let [leader, follower, ..] = outlook.order.map(|alternative| &outlook.assessments[alternative]);
    // Behind a hard limit a score may well be the higher one: there is nothing to be ahead of.
    let margin = if leader.violations.is_empty() && !follower.violations.is_empty() {
        "every other option breaks a hard limit".to_owned()
    } else {
        let close = if outlook.is_close_call() { "close call, " } else { "" };
        format!("{close}{} points ahead", notation::fixed(outlook.margin, 1))
    };
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
            Bar::new(assessment.score / 100.0, style, &glyphs),
            first(behind(place, name), bar.saturating_sub(1)),
        );
        let mut rest = behind(place, name + bar);
        for (_, width, text) in COLUMNS {
            canvas.text(
                first(rest, width),
                &fit(&text(assessment), width, Align::Right, glyphs.ellipsis),
                theme.text,
            );
            rest = behind(rest, width);
        }
        let broken: Vec<String> = assessment.violations.iter().map(|broken| short(*broken)).collect();
        if !broken.is_empty() {
            let text = format!("{} {}", glyphs.cross, broken.join(", "));
            canvas.text(behind(rest, 1), &text, theme.bad);
        }
    }
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

/// A broken limit in a word or two.
fn short(broken: Violation) -> String {
    match broken {
        Violation::P99 { .. } => "p99 missed".to_owned(),
        Violation::Budget { .. } => "over budget".to_owned(),
        Violation::NothingToSplit { .. } => "nothing to split".to_owned(),
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
    let serious = !matches!(first_one, Warning::ProjectedEnd(..) | Warning::Lint(_) | Warning::StandsIn(..));
    canvas.text(first(room, width(&text)), &text, if serious { theme.warning } else { theme.muted });
}

fn sentence(warning: &Warning) -> String {
    crate::sheets::wording::warning(warning)
}
