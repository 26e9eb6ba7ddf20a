//! What was set differently.

use super::Compared;
use crate::model::comparison::{Difference, Side};
use crate::notation::shown::{self, Shown};
use crate::scenario::definitions;
use crate::scenario::guardrails::Guardrail;
use crate::scenario::parameter::{Initial, Key, Value};
use crate::scenario::{Scenario, preset, registry};
use crate::sheets::wording::differences::stated;
use crate::sheets::wording::measured::origin;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    let presets = presets(on);
    Sheet {
        id: SheetId::InputsCompared,
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
        rows: on.comparison.differences.iter().map(|one| row(on, &presets, one)).collect(),
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

fn row(on: Compared<'_>, presets: &Presets, difference: &Difference) -> Row {
    match *difference {
        Difference::Edition { before, after } => Row::new(vec![
            Cell::text("Edition"),
            Cell::text(before.to_string()).explained(elsewhere(on)),
            Cell::text(after.to_string()).explained("Which reading of the figures counts."),
            Cell::text(""),
            Cell::text(""),
            Cell::text("hand"),
        ]),
        Difference::Input { key, before, after, follows } => {
            let setters = if follows { unset() } else { setters(on, presets, key) };
            input(on, key, (before, after), setters)
        }
        Difference::Guardrail { guardrail, before, after } => Row::new(vec![
            Cell::text(guardrail.label),
            bound(guardrail, before).explained(elsewhere(on)),
            bound(guardrail, after).explained(guardrail.meaning),
            before.zip(after).map_or_else(|| Cell::text(""), |(before, after)| change(after - before)),
            Cell::text(guardrail.unit.name()).tone(Tone::Muted),
            Cell::text("hand"),
        ]),
    }
}

fn bound(guardrail: &Guardrail, number: Option<f64>) -> Cell {
    number.map_or_else(
        || Cell::text(stated(guardrail, None)),
        |number| Cell::number(number, shown::plain(number).of(guardrail.unit.name())),
    )
}

fn elsewhere(on: Compared<'_>) -> String {
    format!("The value in {}, which this is compared with.", on.names[0])
}

fn input(on: Compared<'_>, key: Key, (before, after): (Value, Value), setters: Cell) -> Row {
    let row = registry::get(key);
    let show = |value| on.facts.definitions.display(key, value);
    let cell = |value| match value {
        Value::Number(number) => Cell::number(number, definitions::shown(number)),
        Value::Choice(_) | Value::Date(_) => Cell::text(show(value)),
    };
    let as_shown = |number: f64| definitions::shown(number).numeral.number.unwrap_or(number);
    Row::new(vec![
        Cell::text(row.label),
        cell(before).explained(elsewhere(on)),
        cell(after).input(key),
        match (before, after) {
            (Value::Number(before), Value::Number(after)) => {
                let shown = as_shown(after) - as_shown(before);
                // Where both are shown alike, the change tells what their rounding hides.
                change(if shown == 0.0 { after - before } else { shown })
            }
            (Value::Date(before), Value::Date(after)) => {
                let days = crate::model::cadence::days_between(before, after);
                Cell::number(f64::from(days), signed(f64::from(days)).of("days"))
                    .explained("Days from the one date to the other.")
            }
            _ => Cell::text(""),
        },
        Cell::text(row.unit).tone(Tone::Muted),
        setters,
    ])
}

/// What nobody has set.
fn unset() -> Cell {
    Cell::text("default")
        .tone(Tone::Muted)
        .explained("Nobody has set it: its default follows the edition, the benchmark set or the framework.")
}

/// The presets that the two scenarios bear the names of, as they were before anybody changed them.
type Presets = [Option<Scenario>; 2];

fn presets(on: Compared<'_>) -> Presets {
    [on.before, on.after].map(|Side { scenario, .. }| {
        preset::named(&scenario.name)?.scenario(&on.facts.definitions, scenario.today).ok()
    })
}

/// Who has set an input in the two scenarios: a load test, the preset that a scenario bears the name of, or somebody.
fn setters(on: Compared<'_>, presets: &Presets, key: Key) -> Cell {
    let mut names: Vec<String> = Vec::new();
    for (side, preset) in [on.before, on.after].into_iter().zip(presets) {
        let name = setter(on, side.scenario, preset.as_ref(), key);
        names.extend(name.filter(|name| !names.contains(name)));
    }
    Cell::text(names.join("; ")).explained("Who has set it in one of the two, or in both.")
}

/// Who has set an input in a scenario; none where it is the default.
fn setter(on: Compared<'_>, scenario: &Scenario, preset: Option<&Scenario>, key: Key) -> Option<String> {
    let definitions = &on.facts.definitions;
    let given = definitions.given(scenario, key)?;
    if let Initial::Baseline(runtime) = registry::get(key).initial
        && let Some(measured) = definitions.measurement(scenario, runtime)
    {
        return Some(origin(measured));
    }
    let preset = preset.filter(|preset| preset.explicit(key) == Some(given));
    Some(preset.map_or_else(|| "hand".to_owned(), |preset| format!("preset {}", preset.name)))
}

fn change(difference: f64) -> Cell {
    Cell::number(difference, signed(difference))
        .explained("The second value minus the first, as both are shown.")
}

/// A difference of inputs to four digits, without the dust of the subtraction.
fn signed(difference: f64) -> Shown {
    shown::trimmed(difference, 4).signed()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{between, with_compared};
    use super::*;
    use crate::model::comparison::Comparison;
    use crate::model::evaluate;
    use crate::scenario::assignment;
    use crate::sheets::fixture;

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
        with_compared(&["baseline.node_rps=8716.123456"], |on| {
            let texts = sheet(on).rows.remove(0).cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>();
            assert_eq!(texts[1..4], ["9,340", "8,716", "−624"]);
        });
        between(&["baseline.node_rps=8716.123456"], &["baseline.node_rps=8716.432109"], |on| {
            let texts = sheet(on).rows.remove(0).cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>();
            assert_eq!(texts[1..4], ["8,716", "8,716", "+0.3087"], "what rounding hides");
        });
        with_compared(&[], |on| assert_eq!(sheet(on).note, "Nothing differs."));
    }

    #[test]
    fn who_has_set_an_input_is_told_where_it_is_known() {
        let (facts, mut before) = fixture::measured();
        before.name = "ours".to_owned();
        let mut after =
            preset::named("hybrid-product").unwrap().scenario(&facts.definitions, before.today).unwrap();
        assignment::assign(&facts.definitions, &mut after, ["traffic.rps=30k"]).unwrap();
        let outlooks = [&before, &after].map(|scenario| evaluate(&facts, scenario));
        let before = Side { scenario: &before, outlook: &outlooks[0] };
        let after = Side { scenario: &after, outlook: &outlooks[1] };
        let comparison = Comparison::of(&facts, before, after);
        let (titles, names) = (["A", "B"], ["ours", "hybrid-product"]);
        let sheet = sheet(Compared { facts: &facts, before, after, titles, names, comparison: &comparison });
        let set_by = |name: &str| {
            let row = sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
            row.cells[5].text.clone()
        };
        assert_eq!(set_by("Node.js RPS"), "oha 1.4.5, node.json");
        assert_eq!(set_by("Heavy share"), "preset hybrid-product");
        assert_eq!(set_by("Requests/s"), "hand", "the preset has another value");
    }
}
