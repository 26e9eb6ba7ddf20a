//! What came out: the choice with its reasons, what follows from it, and how far to trust it.

use super::{Material, view};
use crate::model::outlook::Warning;
use crate::model::{Alternative, Outlook, criteria};
use crate::quote::listed;
use crate::report::markdown::Document;
use crate::scenario::parameter::Key;
use crate::sheets::wording;
use crate::sheets::{Heading, Origin, SheetId};

/// Inputs whose flip points are listed.
const FLIPS: usize = 8;

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    let first = on.subject.outlook.first();
    out.heading(2, "Decision Outcome");
    let title = on.title(first);
    out.paragraph(&if on.subject.outlook.none_fits() {
        format!("Chosen option: none. On points alone, \"{title}\" leads:")
    } else {
        format!("Chosen option: \"{title}\", because:")
    });
    for reason in on.reasons(first) {
        out.item(reason);
    }
    let doubts: Vec<&Warning> = on.subject.outlook.serious_warnings().collect();
    if !doubts.is_empty() {
        out.paragraph("Before this is relied on:");
        for doubt in doubts {
            out.item(&told(on.subject.outlook, doubt));
        }
    }
    out.table(&view::beside(
        on.columns(
            &SheetId::Ranking,
            &[
                Heading::Option,
                Heading::Rank,
                Heading::Score,
                Heading::Behind,
                Heading::Workers,
                Heading::P99Ms,
                Heading::PerMonth,
                Heading::Limits,
            ],
        ),
        &on.columns(&SheetId::Confidence, &[Heading::Option, Heading::BestChance, Heading::StandardError]),
    ));
    confidence(on, out);
    consequences(on, out);
}

/// How sure it is, where it changes, and what to know before trusting it.
fn confidence(on: &Material<'_>, out: &mut Document) {
    out.paragraph(on.note(&SheetId::Confidence));
    out.paragraph(on.note(&SheetId::Flips));
    flips(on, out);
    let outlook = on.subject.outlook;
    let is_told = |warning: &&Warning| outlook.serious_warnings().any(|serious| serious == *warning);
    let caveats: Vec<&Warning> = outlook.warnings.iter().filter(|warning| !is_told(warning)).collect();
    if !caveats.is_empty() {
        out.paragraph("Caveats:");
        for warning in caveats {
            out.item(&told(outlook, warning));
        }
    }
}

/// Where each input flips it, the nearest first.
fn flips(on: &Material<'_>, out: &mut Document) {
    let mut flips = on.columns(
        &SheetId::Flips,
        &[
            Heading::Input,
            Heading::Now,
            Heading::FlipsAt,
            Heading::FlipsTo,
            Heading::Limits,
            Heading::Contested,
        ],
    );
    let mut seen: Vec<Key> = Vec::new();
    flips.rows.retain(|row| {
        let [_, now, ..] = row.cells.as_slice() else { return false };
        let Origin::Input(key) = now.origin else { return false };
        let is_first = !seen.contains(&key);
        seen.push(key);
        is_first
    });
    if flips.rows.is_empty() {
        return;
    }
    let more = flips.rows.len().saturating_sub(FLIPS);
    flips.rows.truncate(FLIPS);
    out.table(&view::filled(&flips));
    if more > 0 {
        let (inputs, verb) = if more == 1 { ("input", "flips") } else { ("inputs", "flip") };
        out.paragraph(&format!("Nearest first; {more} more {inputs} {verb} it further away."));
    }
}

/// A warning; of a contradiction what was found.
fn told(outlook: &Outlook, warning: &Warning) -> String {
    if let Warning::Lint { figure, label } = warning
        && let Some(finding) = outlook.lint.iter().find(|finding| finding.figure == *figure)
    {
        return format!("{label}: {}", finding.text);
    }
    format!("{}.", wording::warning(warning))
}

fn consequences(on: &Material<'_>, out: &mut Document) {
    let outlook = on.subject.outlook;
    let first = outlook.first();
    out.heading(3, "Consequences");
    if outlook.assessments[first].violations.is_empty() {
        out.item("Good, because it meets every limit.");
    }
    for violation in &outlook.assessments[first].violations {
        let takes = on.mends[first].as_ref().map_or_else(
            || "no change to a single input was found that would fix it".to_owned(),
            |mend| {
                let change = wording::limits::mend_with_plan(mend, &outlook.assessments[first].plan);
                format!("it would meet every limit with one change: {change}")
            },
        );
        out.item(&format!("Bad, because {}; {takes}.", wording::limits::violation(violation)));
    }
    let Places { ahead, behind } = Places::of(outlook, first);
    if !ahead.is_empty() {
        out.item(&format!("Good, because no other option scores higher on {}.", listed(&ahead, "and")));
    }
    if !behind.is_empty() {
        out.item(&format!("Bad, because another option scores higher on {}.", listed(&behind, "and")));
    }
}

/// The criteria by where an option stands among all.
pub(super) struct Places {
    /// Those on which nobody has more points.
    pub(super) ahead: Vec<String>,
    /// The others, with who has the most.
    pub(super) behind: Vec<String>,
}

impl Places {
    /// By the points as they are shown; a criterion on which all have the same says nothing.
    pub(super) fn of(outlook: &Outlook, alternative: Alternative) -> Self {
        let mut places = Self { ahead: Vec::new(), behind: Vec::new() };
        for (position, criterion) in criteria::ALL.iter().enumerate() {
            let points = |one: Alternative| {
                outlook.assessments[one].contributions.get(position).copied().unwrap_or_default()
            };
            let is_more = |a, b| wording::points_between(points(a), points(b)) > 0.0;
            let label = wording::within_sentence(criterion.label);
            let others = || Alternative::ALL.into_iter().filter(|one| *one != alternative);
            match others()
                .filter(|other| is_more(*other, alternative))
                .max_by(|a, b| points(*a).total_cmp(&points(*b)))
            {
                Some(best) => places.behind.push(format!("{label} ({})", best.label())),
                None if others().any(|other| is_more(alternative, other)) => places.ahead.push(label),
                None => {}
            }
        }
        places
    }
}
