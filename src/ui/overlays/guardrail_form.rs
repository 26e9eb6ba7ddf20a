//! The form of the team's own numbers: fields with their limits, and the verdict beside each.

use ratatui::layout::Rect;

use super::{MARK, Window, mark};
use crate::explorer::Target;
use crate::explorer::overlay::guardrail_form::GuardrailForm;
use crate::explorer::text_field::TextField;
use crate::model::guardrails::{Check, Verdict};
use crate::scenario::guardrails;
use crate::scenario::parameter::ValueError;
use crate::sheets::Tone;
use crate::sheets::wording::{guardrails as wording, sentence_case};
use crate::ui::canvas::Canvas;
use crate::ui::field::boxed;
use crate::ui::parts::{behind, first, line};
use crate::widgets::scroll::window_of_lines;
use crate::widgets::text::{width, wrap};

/// A guardrail of the form as it is drawn.
struct Entry<'a> {
    check: Check,
    field: &'a TextField,
    refusal: Option<&'a ValueError>,
    /// Lines under the field: why it is refused, or else about the one with the cursor.
    below: Vec<String>,
}

impl Entry<'_> {
    fn verdict(&self) -> (String, Tone) {
        match self.refusal {
            Some(_) => ("✗ not taken".to_owned(), Tone::Bad),
            None => wording::verdict(&self.check),
        }
    }
}

/// Columns of a field between its brackets.
const FIELD: u16 = 9;
/// Lines that are kept free for what stands under the field with the cursor, so that the form keeps its height.
const BELOW: u16 = 2;
/// Columns from the opening bracket of a field to the verdict.
const BEHIND_FIELD: u16 = FIELD + 3;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect, form: &GuardrailForm) {
    let (stated, refusals) = form.read();
    let checks = canvas.state.guardrail_checks(&stated);
    let columns = Columns::of(&checks);
    let room = area.width.saturating_sub(4);
    let text = columns.all().min(room).saturating_sub(MARK);
    let entries: Vec<Entry<'_>> = checks
        .iter()
        .zip(form.fields())
        .enumerate()
        .map(|(position, (check, field))| {
            let refusal = refusals.iter().find(|(wrong, _)| *wrong == position).map(|(_, refusal)| refusal);
            let below = match refusal {
                Some(refusal) => format!("{refusal}."),
                None if position == form.cursor() => about(canvas, check, columns.all() <= room),
                None => String::new(),
            };
            let below = wrap(&below, text, usize::MAX, "");
            Entry { check: *check, field, refusal, below }
        })
        .collect();

    let heights: Vec<u16> = entries.iter().map(|entry| 1 + entry.below.len() as u16).collect();
    let count = wording::count(&checks).unwrap_or_else(|| "nothing stated yet".to_owned());
    let title = format!("Guardrails: {count}");
    let rows = heights.iter().sum::<u16>().max(entries.len() as u16 + BELOW);
    let window =
        Window { title: &title, columns: columns.all(), rows, footer: "Enter saves all, Esc cancels" };
    let (outer, inner) = window.open(canvas, area);

    let before = canvas.state.regions.overlay_first;
    let seen = window_of_lines(&heights, before, form.cursor(), usize::from(inner.height));
    canvas.regions.overlay_first = seen.start;
    let mut y = 0;
    for (position, entry) in entries.iter().enumerate().skip(seen.start).take(seen.len()) {
        let height = 1 + entry.below.len() as u16;
        let place = Rect { height: height.min(inner.height.saturating_sub(y)), y: inner.y + y, ..inner };
        draw_entry(canvas, place, &columns, entry, position == form.cursor());
        canvas.record(place, Target::Field(position));
        y += height;
    }
    canvas.scroll_marks(outer, seen.start > 0, seen.end < entries.len() || y > inner.height);
}

/// What stands under the field with the cursor: what to do if its number fails, its limit if there is no room for that
/// beside it, and what it takes.
fn about(canvas: &Canvas<'_>, check: &Check, has_limit: bool) -> String {
    let guardrail = check.guardrail;
    let fails = matches!(check.verdict(), Verdict::Fail(_));
    let practice = canvas.state.facts.catalog.practice(guardrail.practice).filter(|_| fails);
    let sentences = [
        practice.map(|practice| wording::remedy(practice).to_owned()),
        (!has_limit).then(|| wording::limit(check)),
        Some(guardrail.meaning.to_owned()),
        Some(format!("takes {}", guardrail.range_text())),
    ];
    let sentences: Vec<String> =
        sentences.iter().flatten().map(|text| format!("{}.", sentence_case(text))).collect();
    sentences.join(" ")
}

/// Widths of the columns that depend on the texts.
struct Columns {
    label: u16,
    verdict: u16,
    limit: u16,
}

impl Columns {
    fn of(checks: &[Check]) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        Self {
            label: widest(&mut guardrails::ALL.iter().map(|guardrail| width(guardrail.label))) + 1,
            verdict: widest(&mut checks.iter().map(|check| width(&wording::verdict(check).0))).max(VERDICT),
            limit: widest(&mut checks.iter().map(|check| width(&wording::limit(check)))),
        }
    }

    /// Where the verdicts begin.
    const fn verdict_at(&self) -> u16 {
        MARK + self.label + BEHIND_FIELD
    }

    /// Where the limits begin.
    const fn limit_at(&self) -> u16 {
        self.verdict_at() + self.verdict + 2
    }

    const fn all(&self) -> u16 {
        self.limit_at() + self.limit
    }
}

/// Columns that the verdicts have at least, so that the form keeps its width while numbers are typed.
const VERDICT: u16 = 13;

fn draw_entry(canvas: &mut Canvas<'_>, place: Rect, columns: &Columns, entry: &Entry<'_>, has_cursor: bool) {
    let theme = canvas.look.theme;
    let row = line(place, 0);
    mark(canvas, row, has_cursor);
    let label = if has_cursor { theme.strong } else { theme.text };
    canvas.text(first(behind(row, MARK), columns.label), entry.check.guardrail.label, label);
    boxed(canvas, behind(row, MARK + columns.label), FIELD, entry.field, has_cursor);
    let (verdict, tone) = entry.verdict();
    let style = canvas.tone(tone);
    canvas.text(behind(row, columns.verdict_at()), &verdict, style);
    // Else it stands under the field with the cursor.
    if columns.all() <= row.width {
        canvas.text(behind(row, columns.limit_at()), &wording::limit(&entry.check), theme.muted);
    }
    let style = if entry.refusal.is_some() { theme.bad } else { theme.muted };
    for (number, text) in (1..).zip(&entry.below) {
        canvas.text(behind(line(place, number), MARK), text, style);
    }
}
