//! Where moving one input alone changes the recommendation.

use crate::model::flips::Flip;
use crate::notation::shown;
use crate::scenario::definitions;
use crate::scenario::parameter::{Direction, Kind, Parameter, Scale};
use crate::scenario::registry;
use crate::sheets::wording::{flips, within_sentence};
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Subject, Tone};

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    Sheet {
        id: SheetId::Flips,
        title: "Flip points".to_owned(),
        note: note(on),
        columns: vec![
            Column::text(Heading::Input, 0),
            Column::number(Heading::Now, 1),
            Column::number(Heading::FlipsAt, 0),
            Column::number("Change", 1),
            Column::text(Heading::FlipsTo, 0),
            Column::text(Heading::Limits, 0),
            Column::number("Slider %", 2),
            Column::text(Heading::Contested, 2),
            Column::text("From", 3),
        ],
        rows: on.analysis.flips.by_distance().into_iter().map(|flip| row(on, flip)).collect(),
    }
}

fn note(on: Subject<'_>) -> String {
    let flips = &on.analysis.flips;
    let inputs = flips.nearest().len();
    if inputs == 0 {
        return "No single input changes the recommendation, whatever its value.".to_owned();
    }
    let zones = match flips.zones.len() {
        0 => String::new(),
        1 => " In one contested zone the winner changes three times or more.".to_owned(),
        more => format!(" In {more} contested zones the winner changes three times or more."),
    };
    let told = if inputs == 1 {
        "1 input changes the recommendation on its own.".to_owned()
    } else {
        format!("{inputs} inputs each change the recommendation on their own.")
    };
    format!("{told}{zones}")
}

fn row(on: Subject<'_>, flip: &Flip) -> Row {
    let row = registry::get(flip.key);
    let now = on.outlook.inputs[flip.key];
    let place = flips::of_budget(flip).map_or_else(
        || match (flips::place(flip), flip.direction) {
            ((value, true), Direction::Up) => format!("{value} or more"),
            ((value, true), Direction::Down) => format!("{value} or less"),
            ((value, false), Direction::Up) => format!("above {value}"),
            ((value, false), Direction::Down) => format!("below {value}"),
        },
        str::to_owned,
    );
    let zone = on.analysis.flips.zone(flip);
    let percent = flip.distance * 100.0;
    Row::new(vec![
        Cell::text(name(row)),
        Cell::number(now, definitions::shown(now)).input(flip.key),
        Cell::ranked(flip.at, place)
            .derived(
                "the winner at 64 points of the slider, then bisection on who wins; for a priority where \
                 two weighted sums cross",
            )
            .of_inputs(&[flip.key]),
        change(flip, now),
        Cell::from(flip.to),
        limits(flip),
        Cell::number(percent, shown::fixed(percent, 1))
            .derived("how far the flip is from the present value, in percent of the slider's length")
            .of_inputs(&[flip.key]),
        match zone {
            Some(zone) => Cell::text(format!(
                "{} to {}",
                flips::value(flip.key, zone.low, Direction::Down),
                flips::value(flip.key, zone.high, Direction::Up)
            ))
            .tone(Tone::Warning)
            .explained(format!(
                "The winner changes {} times in this stretch: there it hangs on rounding to whole workers.",
                zone.changes
            )),
            None => Cell::text(""),
        },
        Cell::from(flip.from),
    ])
}

/// From so many times itself on, a number is told as many times what it was instead of as so much more.
const MANY_TIMES: f64 = 10.0;

/// How much of itself the number has to change by; none for shares and priorities, and where there is nothing now.
fn change(flip: &Flip, now: f64) -> Cell {
    let parameter = registry::get(flip.key);
    let is_logarithmic =
        matches!(parameter.kind, Kind::Number { scale: Scale::Log | Scale::LogWithZero(_), .. });
    if !is_logarithmic || parameter.unit == "%" || now <= 0.0 {
        return Cell::none().explained("Only what is counted or measured changes by a part of itself.");
    }
    let ratio = flip.at / now;
    let change = ratio - 1.0;
    let told = if ratio < MANY_TIMES { shown::percent_of_one(change).signed() } else { shown::times(ratio) };
    Cell::number(change, told)
        .derived(
            "the value at the flip over the present one, less one; from ten times on how many times it is",
        )
        .of_inputs(&[flip.key])
}

/// Whether there is anything to recommend beyond.
fn limits(flip: &Flip) -> Cell {
    if flip.feasible {
        return Cell::text("met");
    }
    let winner = flip.to.label();
    Cell::text("none fits")
        .tone(Tone::Bad)
        .explained(format!("No option meets every limit there; {winner} is ahead on points alone."))
}

/// What the input is called, with its unit where that is not its name already.
fn name(row: &Parameter) -> String {
    match row.unit {
        "" => row.full_name().into_owned(),
        unit if unit == within_sentence(row.label) => row.label.to_owned(),
        unit => format!("{}, {unit}", row.full_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;
    use crate::scenario::parameter::Group;
    use crate::sheets::fixture;

    #[test]
    fn nearest_first_and_each_from_one_to_another() {
        fixture::with_subject(&[], |on| {
            let sheet = sheet(on);
            assert!(!sheet.rows.is_empty());
            assert_eq!(sheet.rows.len(), on.analysis.flips.all.len());
            assert!(sheet.rows.iter().all(|row| row.cells[4].text != row.cells[8].text));
            let first = on.analysis.flips.nearest()[0];
            assert_eq!(sheet.rows[0].cells[0].text, name(registry::get(first.key)));
        });
    }

    #[test]
    fn beyond_a_flip_the_limits_are_met_or_nothing_fits() {
        let inputs = [
            ("traffic.rps", "4000"),
            ("work.heavy_percent", "2"),
            ("work.cpu_ms", "300"),
            ("objective.p99_ms", "100"),
        ];
        fixture::with_subject(&inputs, |on| {
            let sheet = sheet(on);
            let limits: Vec<&str> = sheet.rows.iter().map(|row| row.cells[5].text.as_str()).collect();
            assert!(limits.contains(&"met") && limits.contains(&"none fits"), "{limits:?}");
        });
    }

    #[test]
    fn what_is_counted_changes_by_a_part_of_itself_and_what_is_a_share_does_not() {
        fixture::with_subject(&[], |on| {
            let mut of_itself = 0;
            for (row, flip) in sheet(on).rows.iter().zip(on.analysis.flips.by_distance()) {
                let (cell, now) = (&row.cells[3], on.outlook.inputs[flip.key]);
                let unit = registry::get(flip.key).unit;
                if let Some(change) = cell.place() {
                    of_itself += 1;
                    assert!(
                        (now * (1.0 + change) - flip.at).abs() < 1e-9 * flip.at && unit != "%",
                        "{cell:?}"
                    );
                    assert_eq!(
                        cell.text.starts_with('+') || cell.text.ends_with('x'),
                        flip.at > now,
                        "{cell:?}"
                    );
                }
                let is_share = unit == "%" || registry::get(flip.key).group == Group::Priorities;
                assert!(!is_share || cell.text == notation::NONE, "{cell:?}");
            }
            assert!(of_itself > 0);
        });
    }

    #[test]
    fn an_input_has_its_unit_unless_it_is_called_by_it() {
        assert_eq!(name(registry::get(registry::BUDGET_USD)), "Budget, USD/month");
        assert_eq!(name(registry::get(registry::RPS)), "Requests/s");
        assert_eq!(name(registry::get(registry::PRIORITY_COST)), "Cost priority");
    }

    #[test]
    fn without_a_flip_the_note_says_so() {
        fixture::with_subject(&[], |on| {
            let analysis = crate::model::analysis::Analysis::default();
            let sheet = sheet(Subject { analysis: &analysis, ..on });
            assert!(sheet.rows.is_empty() && sheet.note.starts_with("No single input"), "{}", sheet.note);
        });
    }
}
