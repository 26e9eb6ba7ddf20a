//! Each option: its points, its size and its cost, and why it is not the first.

use super::outcome::Places;
use super::{Material, view};
use crate::model::Alternative;
use crate::quote::listed;
use crate::report::markdown::Document;
use crate::sheets::{Heading, SheetId};

pub(super) fn write(on: &Material<'_>, out: &mut Document) {
    let outlook = on.subject.outlook;
    out.heading(2, "Pros and Cons of the Options");
    out.paragraph(on.note(&SheetId::Contributions));
    let points = Alternative::ALL.map(Heading::Alternative);
    let headings: Vec<Heading> = std::iter::once(Heading::Criterion).chain(points).collect();
    out.table(&on.columns(&SheetId::Contributions, &headings));
    out.paragraph("A worker is one process on one core, for Go one core; ops $ is what operating a second service costs a month.");
    out.table(&view::filled(&view::beside(
        on.columns(
            &SheetId::Capacity,
            &[
                Heading::Option,
                Heading::Mode,
                Heading::ApiAndWork,
                Heading::DecidedBy,
                Heading::Cpu,
                Heading::MedianMs,
                Heading::HeavyP99,
            ],
        ),
        &on.columns(
            &SheetId::Cost,
            &[Heading::Option, Heading::Operation, Heading::OfBudget, Heading::PerMillion],
        ),
    )));
    for alternative in outlook.order {
        out.heading(3, &on.title(alternative));
        let Places { ahead, behind } = Places::of(outlook, alternative);
        // Of the first this stands among the consequences.
        if alternative == outlook.first() {
            out.paragraph("Its reasons and consequences are given under Decision Outcome.");
            continue;
        }
        if !ahead.is_empty() {
            out.item(&format!("Good, because no other option scores higher on {}.", listed(&ahead, "and")));
        }
        if ahead.is_empty() && !behind.is_empty() {
            out.item("Bad, because another option scores higher on every criterion.");
        }
        for reason in on.reasons(alternative) {
            out.item(reason);
        }
    }
}
