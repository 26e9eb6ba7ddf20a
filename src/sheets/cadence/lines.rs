//! Every known release line at the date.

use super::{find, ordered, policy_figure, tone, vouch};
use crate::catalog::{PartialDate, Phase, Precision, ReleaseLine};
use crate::model::cadence::{LineStatus, add_months, days_between};
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry::{AS_OF, MARGIN_MONTHS};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    Sheet {
        id: SheetId::Lines,
        title: "Release lines".to_owned(),
        note: format!(
            "On {}, computed from dates: a month counts as its last day. A projected end is not announced, it \
             follows from the release policy.",
            outlook.inputs.as_of
        ),
        columns: vec![
            Column::text("Line", 0),
            Column::text("Phase", 0),
            Column::number("Days left", 0),
            Column::text("Next", 1),
            Column::text("On", 1),
            Column::text("End of life", 2),
            Column::text("End known", 3),
            Column::text("Latest seen", 4),
            Column::text("Codename", 5),
        ],
        rows: ordered(outlook).map(|(position, status)| row(facts, outlook, position, status)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, position: usize, status: &LineStatus) -> Row {
    let line = find(&facts.catalog, status.runtime, &status.line);
    let vouch = line.map(|line| vouch(&facts.catalog, line)).unwrap_or_default();
    let named = |text: &str| Cell::text(text).explained(vouch.clone());
    // Versions sort by age, not by letters.
    let name = Cell::ranked(position as f64, format!("{} {}", status.runtime.label(), status.line));
    let over = status.phase == Phase::EndOfLife;
    let (next, on) = match status.next {
        Some((phase, start)) => (Cell::text(phase.label()), dated(start).explained(vouch.clone())),
        None => (Cell::text(notation::NONE), Cell::none()),
    };
    let end = match status.end_of_life {
        Some(end) => dated(end),
        None => Cell::none(),
    };
    Row::new(vec![
        name.tone(if over { Tone::Muted } else { tone(status.runtime) }).explained(vouch.clone()),
        Cell::text(status.phase.label())
            .tone(phase_tone(status.phase))
            .derived(format!("the latest phase that began by the date. {vouch}"))
            .of_inputs(&[AS_OF]),
        days_left(outlook, status, &vouch),
        next.explained(vouch.clone()),
        on,
        if over { end.tone(Tone::Muted) } else { end }.explained(vouch.clone()),
        known(status),
        latest(line).explained(vouch.clone()),
        named(line.and_then(|line| line.codename.as_deref()).unwrap_or_default()).tone(Tone::Muted),
    ])
}

/// A date as precisely as it is known, sorted by the day that it counts as.
fn dated(date: PartialDate) -> Cell {
    let day = date.last_day();
    let order = f64::from(days_between(jiff::civil::Date::ZERO, day));
    Cell::ranked(order, date.to_string())
}

fn days_left(outlook: &Outlook, status: &LineStatus, vouch: &str) -> Cell {
    let cell = Cell::optional(status.days_left.map(f64::from), |days| shown::fixed(days, 0));
    let at = outlook.inputs.as_of;
    let margin = outlook.inputs[MARGIN_MONTHS] as i32;
    let within_margin = status
        .end_of_life
        .is_some_and(|end| add_months(end.last_day(), -margin) <= at && status.phase != Phase::EndOfLife);
    let tone = match status.phase {
        Phase::EndOfLife => Tone::Muted,
        _ if within_margin => Tone::Warning,
        _ => Tone::Plain,
    };
    let formula = format!("end of life minus the date; a warning within the margin before it. {vouch}");
    let policy = status.end_projected.then(|| policy_figure(status.runtime));
    let figures: Vec<&str> = policy.as_deref().into_iter().collect();
    cell.tone(tone).derived(formula).of_figures(&figures).of_inputs(&[AS_OF, MARGIN_MONTHS])
}

/// How well the end of life is known.
fn known(status: &LineStatus) -> Cell {
    let Some(end) = status.end_of_life else {
        return Cell::text("not stated")
            .tone(Tone::Warning)
            .explained("No end of life is announced or follows.");
    };
    if status.end_projected {
        let figure = policy_figure(status.runtime);
        return Cell::text("projected")
            .tone(Tone::Warning)
            .derived("first release plus the time that the policy supports a line")
            .of_figures(&[&figure]);
    }
    match end.precision() {
        Precision::Day => Cell::text("to the day"),
        Precision::Month => {
            Cell::text("to the month").explained("Only the month is announced: its last day counts.")
        }
        Precision::Year => {
            Cell::text("to the year").explained("Only the year is announced: its last day counts.")
        }
    }
}

fn latest(line: Option<&ReleaseLine>) -> Cell {
    let Some(line) = line else { return Cell::text(notation::NONE) };
    match (&line.latest, line.latest_date) {
        (Some(latest), Some(date)) => Cell::text(format!("{latest} ({date})")),
        (Some(latest), None) => Cell::text(latest.clone()),
        (None, _) => Cell::text(notation::NONE),
    }
}

const fn phase_tone(phase: Phase) -> Tone {
    match phase {
        Phase::ActiveLts | Phase::Lts | Phase::Bugfix | Phase::Supported => Tone::Good,
        Phase::Current | Phase::Maintenance | Phase::Security => Tone::Plain,
        Phase::Planned | Phase::Alpha | Phase::EndOfLife => Tone::Muted,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    fn texts(name: &str, inputs: &[(&str, &str)]) -> Vec<String> {
        let (facts, outlook) = fixture::outlook(inputs);
        let sheet = sheet(&facts, &outlook);
        let row = sheet.rows.into_iter().find(|row| row.cells[0].text == name).unwrap();
        row.cells.into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn lines_say_where_they_stand() {
        assert_eq!(
            texts("Node.js 26", &[]),
            [
                "Node.js 26",
                "active LTS",
                "890",
                "maintenance",
                "2027-10-20",
                "2029-04-30",
                "to the day",
                "26.13.0 (2026-10-28)",
                "Lithium"
            ]
        );
        assert_eq!(texts("Python 3.14", &[])[5..7], ["2030-10", "to the month"]);
        assert_eq!(
            texts("Go 1.27", &[])[1..7],
            ["supported", "270", "end of life", "2027-08-19", "2027-08-19", "projected"]
        );
        assert_eq!(texts("Node.js 25", &[])[1..5], ["end of life", "−174", "–", "–"]);
        assert_eq!(texts("Bun 1.x", &[])[5..7], ["–", "not stated"]);
    }

    #[test]
    fn phases_and_days_left_follow_the_date() {
        let then = [("calendar.as_of", "2026-01-12")];
        assert_eq!(texts("Node.js 24", &then)[1..5], ["active LTS", "839", "maintenance", "2026-10-20"]);
        assert_eq!(texts("Node.js 27", &then)[1..4], ["planned", "1,569", "alpha"]);
    }

    #[test]
    fn a_line_within_the_margin_is_doubtful() {
        let tone = |margin| {
            let (facts, outlook) = fixture::outlook(&[("calendar.margin_months", margin)]);
            let sheet = sheet(&facts, &outlook);
            sheet.rows.into_iter().find(|row| row.cells[0].text == "Node.js 22").unwrap().cells[2].tone
        };
        assert_eq!(tone("5"), Tone::Plain);
        assert_eq!(tone("6"), Tone::Warning);
    }

    #[test]
    fn versions_sort_by_age() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let order = |name: &str| {
            let row = sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
            row.cells[0].place().unwrap_or(f64::NAN)
        };
        assert!(order("Python 3.9") < order("Python 3.10"));
        assert!(order("Node.js 28") < order("Python 3.9"));
    }
}
