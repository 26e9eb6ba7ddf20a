//! What was set differently.

use super::Compared;
use crate::model::comparison::Difference;
use crate::notation;
use crate::scenario::parameter::{Key, Value};
use crate::scenario::registry;
use crate::sheets::wording::differences::stated;
use crate::sheets::{Cell, Column, Row, Sheet, Tone};

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    Sheet {
        id: "compare-inputs",
        title: "Inputs that differ".to_owned(),
        note: note(on),
        columns: vec![
            Column::text("Input", 0),
            Column::number(before, 0),
            Column::number(after, 0),
            Column::number("Change", 1),
            Column::text("Unit", 2),
            Column::text("Set by", 3),
        ],
        rows: on.comparison.differences.iter().map(|one| row(on, one)).collect(),
    }
}

fn note(on: Compared<'_>) -> String {
    let all = on.comparison.differences.len();
    let follow = |one: &&Difference| matches!(one, Difference::Input { follows: true, .. });
    let followers = on.comparison.differences.iter().filter(follow).count();
    match (all, followers) {
        (0, _) => "Nothing differs.".to_owned(),
        (_, 0) => String::new(),
        (_, followers) => format!(
            "{followers} of {all} nobody has set: their defaults follow the edition, the benchmark set or the framework."
        ),
    }
}

fn row(on: Compared<'_>, difference: &Difference) -> Row {
    match *difference {
        Difference::Edition { before, after } => Row::new(vec![
            Cell::text("Edition"),
            Cell::text(before.to_string()).explained(elsewhere(on)),
            Cell::text(after.to_string()).explained("Which reading of the figures counts."),
            Cell::text(""),
            Cell::text(""),
            Cell::text("hand"),
        ]),
        Difference::Input { key, before, after, follows } => input(on, key, (before, after), follows),
        Difference::Guardrail { guardrail, before, after } => Row::new(vec![
            Cell::text(guardrail.label),
            Cell::text(stated(guardrail, before)).explained(elsewhere(on)),
            Cell::text(stated(guardrail, after)).explained(guardrail.meaning),
            before.zip(after).map_or_else(|| Cell::text(""), |(before, after)| change(after - before)),
            Cell::text(guardrail.unit.name()).tone(Tone::Muted),
            Cell::text("hand"),
        ]),
    }
}

fn elsewhere(on: Compared<'_>) -> String {
    format!("The value in {}, which this is compared with.", on.before.scenario.name)
}

fn input(on: Compared<'_>, key: Key, (before, after): (Value, Value), follows: bool) -> Row {
    let row = registry::get(key);
    let show = |value| on.facts.definitions.display(key, value);
    let cell = |value| match value {
        Value::Number(number) => Cell::number(number, show(value)),
        Value::Choice(_) | Value::Date(_) => Cell::text(show(value)),
    };
    Row::new(vec![
        Cell::text(row.label),
        cell(before).explained(elsewhere(on)),
        cell(after).input(key),
        match (before, after) {
            (Value::Number(before), Value::Number(after)) => change(after - before),
            (Value::Date(before), Value::Date(after)) => {
                let days = crate::model::cadence::days_between(before, after);
                Cell::number(f64::from(days), format!("{} days", signed(f64::from(days))))
                    .explained("Days from the one date to the other.")
            }
            _ => Cell::text(""),
        },
        Cell::text(row.unit).tone(Tone::Muted),
        if follows {
            Cell::text("default").tone(Tone::Muted).explained(
                "Nobody has set it: its default follows the edition, the benchmark set or the framework.",
            )
        } else {
            Cell::text("hand").explained("Somebody has set it in at least one of the two.")
        },
    ])
}

fn change(difference: f64) -> Cell {
    Cell::number(difference, signed(difference)).explained("The second value minus the first.")
}

/// A difference of inputs to four digits, without the dust of the subtraction.
fn signed(difference: f64) -> String {
    let text = notation::significant(difference.abs(), 4);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{}{text}", if difference < 0.0 { "−" } else { "+" })
}

#[cfg(test)]
mod tests {
    use super::super::tests::with_compared;
    use super::*;

    #[test]
    fn each_difference_has_both_values_and_what_lies_between() {
        let sets = [
            "traffic.rps=25000",
            "framework.node=express",
            "calendar.as_of=2026-12-01",
            "guardrails.lag_ms=150",
        ];
        with_compared(&sets, |on| {
            let sheet = sheet(on);
            let texts = |name: &str| -> Vec<&str> {
                let row = sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
                row.cells.iter().skip(1).map(|cell| cell.text.as_str()).collect()
            };
            assert_eq!(texts("Requests/s"), ["10,000", "25,000", "+15,000", "requests/s", "hand"]);
            assert_eq!(texts("Node.js web"), ["Fastify", "Express", "", "", "hand"]);
            assert_eq!(texts("Node.js RPS"), ["9,340", "5,766", "−3,574", "requests/s", "default"]);
            assert_eq!(texts("As of"), ["2026-11-22", "2026-12-01", "+9 days", "", "hand"]);
            assert_eq!(texts("Event-loop lag"), ["not stated", "150 ms", "", "ms", "hand"]);
            assert_eq!(sheet.rows.len(), 5);
            assert!(sheet.note.starts_with("1 of 5 nobody has set"), "{}", sheet.note);
        });
        with_compared(&[], |on| assert_eq!(sheet(on).note, "Nothing differs."));
    }
}
