//! The options below each other: score, plan, and what tells each from the first or from what is pinned.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::pinned;
use crate::explorer::State;
use crate::model::outlook::{Assessment, Outlook, Violation};
use crate::model::reasons::{Comparison, Reasons};
use crate::model::{Alternative, PerAlternative};
use crate::notation;
use crate::sheets::wording;
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::bars::Bar;
use crate::widgets::text::{Align, fit, width};

/// A number behind the bar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Number {
    Score,
    PBest,
    Workers,
    P99,
    Cpu,
    Cost,
}

impl Number {
    /// All of them, from left to right.
    const ALL: [Self; 6] = [Self::Score, Self::PBest, Self::Workers, Self::P99, Self::Cpu, Self::Cost];

    const fn heading(self) -> &'static str {
        match self {
            Self::Score => "score",
            Self::PBest => "P(best)",
            Self::Workers => "workers",
            Self::P99 => "p99",
            Self::Cpu => "CPU",
            Self::Cost => "$/month",
        }
    }

    /// Columns that it takes, with those in front of it.
    const fn width(self) -> u16 {
        match self {
            Self::Score => 6,
            Self::Workers | Self::Cpu => 8,
            Self::PBest | Self::Cost => 9,
            Self::P99 => 10,
        }
    }

    /// The number, to fewer digits where it would run into the one before it.
    fn text(self, state: &State, one: &Assessment) -> String {
        let plan = &one.plan;
        let fits = |text: &String| width(text) < self.width();
        match self {
            Self::Score => notation::fixed(one.score, 1),
            Self::PBest => notation::chance(state.analysis().tally.p_best(one.alternative), 1),
            Self::Workers => Some(notation::count(plan.planned))
                .filter(fits)
                .unwrap_or_else(|| notation::short(plan.planned as f64)),
            Self::P99 => plan.p99.map_or_else(
                || "no end".to_owned(),
                |p99| {
                    Some(notation::duration(p99))
                        .filter(fits)
                        .unwrap_or_else(|| format!("{} s", notation::short(p99)))
                },
            ),
            Self::Cpu => notation::percent_of_one(plan.peak_utilisation()),
            Self::Cost => Some(notation::usd(plan.usd_month()))
                .filter(fits)
                .unwrap_or_else(|| notation::usd_short(plan.usd_month())),
        }
    }

    /// Whether it is the number that breaks a limit.
    const fn breaks(self, broken: Violation) -> bool {
        match broken {
            Violation::P99 { .. } => matches!(self, Self::P99),
            Violation::Budget { .. } => matches!(self, Self::Cost),
            Violation::NothingToSplit { .. } => false,
        }
    }
}

/// Columns within the borders from which the rows say what tells them from the first, and how many that takes.
const WIDE: u16 = 100;
const REASON: u16 = 39;

/// Columns in front of that.
const BEFORE_REASON: u16 = 2;

/// Columns of letter and name.
const NAME: u16 = 13;

/// Columns in front of the changes against what is pinned.
const BEFORE_PINNED: u16 = 2;

/// Where everything stands in a row, and what there is to say behind the numbers.
struct Layout {
    numbers: Vec<Number>,
    bar: u16,
    /// Changes against what is pinned, in so many columns.
    changes: Option<(PerAlternative<String>, u16)>,
    /// Why the others are not the first.
    reasons: Option<Reasons>,
}

impl Layout {
    fn of(state: &State, inner: Rect) -> Self {
        let outlook = state.outlook();
        let (is_pinned, is_wide) = (state.pin.is_some(), inner.width >= WIDE);
        let breaks = outlook.assessments.iter().any(|(_, one)| !one.violations.is_empty());
        let reasons = (is_wide && !is_pinned).then(|| Reasons::of(&state.facts, outlook));
        let least_bar = if reasons.is_some() { 10 } else { 6 };
        let wanted = remark(is_pinned, is_wide, breaks);
        // Columns before, for a remark, and for changes with some of the numbers.
        let with = |numbers: &[Number]| {
            let before = NAME + numbers.iter().map(|number| number.width()).sum::<u16>();
            let remark = inner.width.saturating_sub(before + least_bar).min(wanted);
            let room = inner.width.saturating_sub(before + remark + least_bar + BEFORE_PINNED);
            (before, remark, room)
        };
        let least = if is_pinned { pinned::LEAST } else { 0 };
        let numbers = numbers(is_pinned, inner.width, |numbers| with(numbers).2 >= least);
        let (before, remark, room) = with(&numbers);
        let changes = state.pin.as_ref().map(|pin| pinned::changes(pin, outlook, room));
        let remark = remark + changes.as_ref().map_or(0, |(_, width)| width + BEFORE_PINNED);
        let bar = inner.width.saturating_sub(before + remark).min(40);
        Self { numbers, bar, changes, reasons }
    }
}

/// The numbers that there is room for. The load gives way first: how sure an option is matters more. Beside the changes
/// against what is pinned, as many more do as leave these `enough` room.
fn numbers(is_pinned: bool, width: u16, enough: impl Fn(&[Number]) -> bool) -> Vec<Number> {
    let left_out: &[&[Number]] = match (is_pinned, width) {
        (true, 100..) | (false, 72..) => &[&[]],
        (true, 72..) | (false, _) => &[&[Number::Cpu]],
        (true, _) => {
            &[&[Number::PBest], &[Number::PBest, Number::Cpu], &[Number::PBest, Number::Cpu, Number::P99]]
        }
    };
    let mut numbers = Number::ALL.to_vec();
    for left_out in left_out {
        numbers.retain(|number| !left_out.contains(number));
        if enough(&numbers) {
            break;
        }
    }
    numbers
}

/// Draws the table.
pub(super) fn draw(canvas: &mut Canvas<'_>, inner: Rect) {
    let layout = Layout::of(canvas.state, inner);
    heading(canvas, line(inner, 0), &layout);
    for (row, alternative) in (1..).zip(canvas.state.outlook().order) {
        option(canvas, line(inner, row), &layout, alternative, row == 1);
    }
}

fn heading(canvas: &mut Canvas<'_>, place: Rect, layout: &Layout) {
    let (theme, outlook) = (canvas.look.theme, canvas.state.outlook());
    let ahead = NAME + layout.bar - 5;
    canvas.text(first(behind(place, 4), ahead), &margin(outlook, ahead), theme.muted);
    let mut rest = behind(place, NAME + layout.bar);
    for number in &layout.numbers {
        let text = fit(number.heading(), number.width(), Align::Right, "");
        canvas.text(first(rest, number.width()), &text, theme.muted);
        rest = behind(rest, number.width());
    }
    if let Some((_, width)) = &layout.changes {
        let text = fit(pinned::heading(*width), *width, Align::Right, "");
        canvas.text(behind(rest, BEFORE_PINNED), &text, theme.muted);
    }
    let mut others = layout.reasons.iter().flat_map(|reasons| &reasons.others);
    if others.any(|one| !is_out(outlook, one.other)) {
        let text = format!("points against {}", outlook.first().label());
        canvas.text(behind(rest, BEFORE_REASON), &text, theme.muted);
    }
}

fn option(canvas: &mut Canvas<'_>, place: Rect, layout: &Layout, alternative: Alternative, is_first: bool) {
    let (theme, glyphs, outlook) = (canvas.look.theme, canvas.look.glyphs, canvas.state.outlook());
    let assessment = &outlook.assessments[alternative];
    let style = canvas.series(alternative);
    let name = if is_first { theme.strong } else { theme.text };
    canvas.text(first(place, 2), if is_first { glyphs.more[1] } else { " " }, theme.strong);
    // The letter that stands for it on tracks, in charts and bars: here is what it means.
    canvas.text(first(behind(place, 2), 2), alternative.letter().encode_utf8(&mut [0; 4]), style);
    canvas.text(first(behind(place, 4), NAME - 5), alternative.label(), name);
    canvas.widget(
        // A line below a bar would be read as part of it.
        Bar::new(assessment.score / 100.0, style.remove_modifier(Modifier::UNDERLINED), &glyphs),
        first(behind(place, NAME), layout.bar.saturating_sub(1)),
    );
    let mut rest = behind(place, NAME + layout.bar);
    for number in &layout.numbers {
        let breaks = assessment.violations.iter().any(|broken| number.breaks(*broken));
        let competes = *number != Number::Score || !outlook.is_behind_limit(alternative);
        let style = match (breaks, competes) {
            (true, _) => theme.bad,
            (false, true) => theme.text,
            (false, false) => theme.muted,
        };
        let text = number.text(canvas.state, assessment);
        let text = fit(&text, number.width(), Align::Right, glyphs.ellipsis);
        canvas.text(first(rest, number.width()), &text, style);
        rest = behind(rest, number.width());
    }
    if let Some((texts, width)) = &layout.changes {
        let text = fit(&texts[alternative], *width, Align::Right, glyphs.ellipsis);
        canvas.text(first(behind(rest, BEFORE_PINNED), *width), &text, theme.accent);
        rest = behind(rest, BEFORE_PINNED + width);
    }
    let room = behind(rest, 1);
    match broken_limits(&assessment.violations, room.width, glyphs.cross) {
        Some(text) => canvas.text(room, &text, theme.bad),
        // Where there is no room behind the numbers, the sign stands in front: colour alone would not tell.
        None if is_out(outlook, alternative) => {
            canvas.text(behind(first(place, 2), 1), glyphs.cross, theme.bad)
        }
        None => 0,
    };
    let mut against = layout.reasons.iter().flat_map(|reasons| &reasons.others);
    let one = against.find(|one| one.other == alternative);
    if let Some(one) = one.filter(|_| !is_out(outlook, alternative)) {
        let room = behind(rest, BEFORE_REASON);
        canvas.text(room, &reason(one, room.width), theme.muted);
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
        ["every other option breaks a hard limit", "the others break a limit", "no other fits"]
            .map(str::to_owned)
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

/// The broken limits in as many words as there is room for; the cross alone where there is least.
fn broken_limits(violations: &[Violation], room: u16, cross: &str) -> Option<String> {
    let told = |words: fn(Violation) -> &'static str| {
        let words: Vec<&str> = violations.iter().map(|broken| words(*broken)).collect();
        format!("{cross} {}", words.join(", "))
    };
    let wordings = [told(wording::limits::in_words), told(in_a_word), cross.to_owned()];
    wordings.into_iter().find(|text| !violations.is_empty() && width(text) <= room)
}

/// A broken limit, shorter than [`wording::limits::in_words`].
const fn in_a_word(broken: Violation) -> &'static str {
    match broken {
        Violation::P99 { .. } => "p99",
        Violation::Budget { .. } => "$",
        Violation::NothingToSplit { .. } => "split",
    }
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
