//! The upgrades over the horizon.

use super::{find, tone, vouch};
use crate::catalog::{Runtime, named};
use crate::model::cadence::{Upgrade, days_between};
use crate::model::{Facts, Outlook};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{AS_OF, HORIZON_MONTHS, MARGIN_MONTHS, SETTLE_MONTHS};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// The figure of the loop.
const LOOP: &str = named::POLICY_UPGRADE_LOOP_MONTHS;

/// What a plan follows from, besides the release lines.
const INPUTS: [Key; 4] = [AS_OF, HORIZON_MONTHS, SETTLE_MONTHS, MARGIN_MONTHS];

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let mut upgrades: Vec<&Upgrade> = outlook.releases.upgrades.iter().collect();
    upgrades.sort_by_key(|upgrade| upgrade.on);
    Sheet {
        id: SheetId::Upgrades,
        title: format!("Upgrades within {}", months(outlook.inputs[HORIZON_MONTHS])),
        note: note(facts, outlook),
        columns: vec![
            Column::text("Date", 0),
            Column::text("Runtime", 0),
            Column::text("From → to", 0),
            Column::text("Kind", 0),
            Column::text("New line", 1),
        ],
        rows: upgrades.into_iter().map(|upgrade| row(facts, outlook, upgrade)).collect(),
    }
}

/// The counts, and what the words mean.
fn note(facts: &Facts, outlook: &Outlook) -> String {
    let counts: Vec<String> =
        Runtime::CANDIDATES.into_iter().map(|runtime| counts(outlook, runtime)).collect();
    format!(
        "Forced + planned: {}. Planned: on the day from which a newer line is the one to run, {} after that of the \
         old line. Forced: {} before an end of life that comes earlier.",
        counts.join(", "),
        months(facts.constants(outlook.inputs.edition).upgrade_loop_months),
        months(outlook.inputs[MARGIN_MONTHS])
    )
}

fn months(count: f64) -> String {
    wording::with_unit(count, "months")
}

fn counts(outlook: &Outlook, runtime: Runtime) -> String {
    if outlook.releases.run.get(runtime).is_none_or(Option::is_none) {
        return format!("{} none (no known line to start from)", runtime.label());
    }
    let of_runtime = || outlook.releases.upgrades.iter().filter(|upgrade| upgrade.runtime == runtime);
    let forced = of_runtime().filter(|upgrade| upgrade.forced).count();
    let planned = of_runtime().count() - forced;
    format!("{} {forced} + {planned}", runtime.label())
}

fn row(facts: &Facts, outlook: &Outlook, upgrade: &Upgrade) -> Row {
    let of_line = |name: &str| {
        let known = find(&facts.catalog, upgrade.runtime, name);
        known.map_or_else(String::new, |line| format!(" {name}: {}", vouch(&facts.catalog, line)))
    };
    let dates = format!("{}{}", of_line(&upgrade.from), of_line(&upgrade.to));
    let order = f64::from(days_between(outlook.inputs.as_of, upgrade.on));
    let (kind, kind_tone, formula) = if upgrade.forced {
        (
            "forced",
            Tone::Bad,
            "the end of life of the old line, less the margin, comes before the next turn that the loop \
             allows",
        )
    } else {
        (
            "planned",
            Tone::Good,
            "the day from which the new line is the one to run, once the loop has passed since that of the old \
             line; a month sooner will do, because release days move",
        )
    };
    let (mark, mark_tone, why) = if upgrade.projected {
        ("projected", Tone::Warning, "Not announced yet: it follows from the rhythm of releases.")
    } else {
        ("announced", Tone::Plain, "Released, or announced with its dates.")
    };
    Row::new(vec![
        Cell::ranked(order, upgrade.on.to_string())
            .derived(format!("{formula}.{dates}"))
            .of_figures(&[LOOP])
            .of_inputs(&INPUTS),
        Cell::text(upgrade.runtime.label()).tone(tone(upgrade.runtime)),
        Cell::text(format!("{} → {}", upgrade.from, upgrade.to))
            .derived(format!(
                "the line in use, and the newest supported one that has settled by then, or the \
                 newest.{dates}"
            ))
            .of_inputs(&INPUTS),
        Cell::text(kind).tone(kind_tone).derived(formula).of_figures(&[LOOP]).of_inputs(&INPUTS),
        Cell::text(mark).tone(mark_tone).explained(format!("{why}{}", of_line(&upgrade.to))),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    #[test]
    fn upgrades_stand_in_order_of_time_with_their_counts() {
        let (facts, outlook) = fixture::outlook(&[("calendar.horizon_months", "13")]);
        let sheet = sheet(&facts, &outlook);
        let rows: Vec<Vec<&str>> =
            sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect();
        assert_eq!(
            rows,
            [
                ["2027-01-09", "Python", "3.14 → 3.15", "planned", "announced"],
                ["2027-05-19", "Go", "1.27 → 1.28", "forced", "projected"],
                ["2027-10-20", "Node.js", "26 → 27", "planned", "announced"],
                ["2027-11-19", "Go", "1.28 → 1.29", "forced", "projected"],
            ]
        );
        assert_eq!(
            sheet.note,
            "Forced + planned: Node.js 0 + 1, Python 0 + 1, Go 2 + 0. Planned: on the day from which a \
             newer line is the one to run, 12 months after that of the old line. Forced: 3 months before an end of \
             life that comes earlier."
        );
        let (facts, outlook) = fixture::outlook(&[("calendar.margin_months", "1")]);
        assert!(super::sheet(&facts, &outlook).note.contains("Forced: 1 month before an end of life"));
    }

    #[test]
    fn a_runtime_without_a_line_says_so() {
        let (facts, outlook) = fixture::outlook(&[("calendar.as_of", "1970-01-01")]);
        let sheet = sheet(&facts, &outlook);
        assert!(sheet.rows.is_empty());
        assert!(
            sheet
                .note
                .starts_with("Forced + planned: Node.js none (no known line to start from), Python none"),
            "{}",
            sheet.note
        );
    }
}
