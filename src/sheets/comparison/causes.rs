//! Which of the inputs that differ changed the lead.

use super::{Compared, signed};
use crate::model::Alternative;
use crate::model::comparison::{Cause, Lever, Method, Side};
use crate::notation;
use crate::scenario::parameter::{Key, Value};
use crate::scenario::{Definitions, Scenario};
use crate::sheets::wording::differences::{self, keys, lever, setting};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

pub(super) fn sheet(on: Compared<'_>) -> Sheet {
    let [before, after] = on.titles;
    let causes = &on.comparison.causes;
    let mut shares: Vec<&Cause> = causes.shares.iter().collect();
    shares.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
    let [was, is] = leads(on);
    let change = wording::points_between(is, was);
    let together = (causes.method == Method::FirstAndLast).then_some(causes.together);
    let parts: Vec<f64> = shares.iter().map(|cause| cause.points).chain(together).collect();
    let mut shown = wording::adding_up(&parts, change).into_iter();
    let mut rows: Vec<Row> =
        shares.iter().zip(&mut shown).map(|(cause, shown)| row(on, cause, shown)).collect();
    if let Some((together, shown)) = together.zip(shown.next()) {
        rows.push(sum(
            "acting together",
            Cell::number(together, signed(shown)),
            "what is left of the whole change: no single input did it",
        ));
    }
    if !rows.is_empty() {
        rows.push(sum(
            "whole change",
            Cell::number(on.comparison.lead.change(), signed(change)),
            "the shown lead after minus the shown lead before, in points",
        ));
    }
    Sheet {
        id: SheetId::Causes,
        title: "What changed the lead".to_owned(),
        note: note(on),
        columns: vec![
            Column::text("Cause", 0),
            Column::number(before, 1),
            Column::number(after, 1),
            Column::number("Points", 0),
            Column::text("First if alone", 2),
            Column::text("First without", 2),
        ],
        rows,
    }
}

/// The leads before and after, as who subtracts the shown scores finds them.
fn leads(on: Compared<'_>) -> [f64; 2] {
    let lead = &on.comparison.lead;
    [on.before, on.after].map(|side| {
        let score = |one| side.outlook.assessments[one].score;
        wording::points_between(score(lead.of), score(lead.over))
    })
}

fn note(on: Compared<'_>) -> String {
    let lead = &on.comparison.lead;
    let [was, is] = leads(on);
    let (of, over) = (lead.of.label(), lead.over.label());
    let standing = |points: f64| match wording::points(points.abs()) {
        shown if shown == wording::points(0.0) => "level".to_owned(),
        shown if points < 0.0 => format!("{shown} behind"),
        shown => format!("{shown} ahead"),
    };
    let method = match on.comparison.causes.method {
        _ if on.comparison.causes.shares.len() < 2 => "",
        Method::Exact => " Each share is the mean over all orders of the changes (Shapley).",
        Method::FirstAndLast => " Each share is the mean of making the change first and making it last.",
    };
    format!("{of} against {over}: {} before, {} after.{}{method}", standing(was), standing(is), limits(on))
}

/// Where one of the two is behind for a limit that it breaks, whatever its points.
fn limits(on: Compared<'_>) -> String {
    let lead = &on.comparison.lead;
    let behind = [on.before, on.after]
        .map(|side| [lead.of, lead.over].into_iter().find(|one| side.outlook.is_behind_limit(*one)));
    let told = |one: Option<Alternative>, when: &str| {
        one.map_or_else(String::new, |one| {
            format!(" {} breaks a hard limit {when}: there points do not decide.", one.label())
        })
    };
    match behind {
        [Some(before), Some(after)] if before == after => {
            format!(" {} breaks a hard limit before and after: points decide neither time.", before.label())
        }
        [before, after] => told(before, "before") + &told(after, "after"),
    }
}

fn row(on: Compared<'_>, cause: &Cause, shown: f64) -> Row {
    let definitions = &on.facts.definitions;
    let value = |side: Side<'_>| match number(definitions, side.scenario, cause.lever) {
        Some((key, number)) => Cell::number(number, differences::shown(key, number)),
        None => Cell::text(setting(definitions, side.scenario, cause.lever)),
    };
    let inputs = keys(cause.lever);
    let formula = match on.comparison.causes.method {
        Method::Exact => {
            "what it adds to the lead, on average over all orders in which the changes could be made"
        }
        Method::FirstAndLast => "what it adds to the lead, made first and made last, the mean of both",
    };
    let now = value(on.after);
    Row::new(vec![
        Cell::text(lever(cause.lever)),
        value(on.before).explained(format!("Where it stands in {}.", on.names[0])),
        match cause.lever {
            Lever::Input(key) => now.input(key),
            Lever::Team => now.derived("the shares of JavaScript, Python and Go, percent").of_inputs(&inputs),
            Lever::Edition => now.explained("Which reading of the figures counts."),
        },
        Cell::number(cause.points, signed(shown)).tone(Tone::Strong).derived(formula).of_inputs(&inputs),
        Cell::from(cause.alone).explained("Who comes first when nothing but this is changed."),
        Cell::from(cause.without).explained("Who comes first when everything but this is changed."),
    ])
}

/// The number that a lever stands at; none where that is no number, or where it is several.
fn number(definitions: &Definitions, scenario: &Scenario, lever: Lever) -> Option<(Key, f64)> {
    let Lever::Input(key) = lever else { return None };
    match definitions.value(scenario, key) {
        Value::Number(number) => Some((key, number)),
        Value::Choice(_) | Value::Date(_) => None,
    }
}

fn sum(name: &str, points: Cell, formula: &str) -> Row {
    let none = || Cell::text("");
    let points = points.tone(Tone::Strong).derived(formula);
    // A sum of nothing is a number all the same.
    let points =
        if points.text == notation::NONE { points.reading(wording::shown_points(0.0)) } else { points };
    Row::new(vec![Cell::text(name).tone(Tone::Strong), none(), none(), points, none(), none()])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{between, sum, with_compared};
    use super::*;

    fn adds_up(sheet: &Sheet) -> bool {
        let is_whole = |row: &Row| row.cells[0].text == "whole change";
        let shown = |row: &Row| row.cells[3].text.replace('−', "-").parse::<f64>().unwrap_or(0.0);
        let (whole, parts): (Vec<&Row>, Vec<&Row>) = sheet.rows.iter().partition(|row| is_whole(row));
        let [whole, parts] = [whole, parts].map(|rows| rows.into_iter().map(shown).sum::<f64>());
        (whole - parts).abs() < 1e-9
            && (sum(sheet, |row| !is_whole(row), 3) - sum(sheet, is_whole, 3)).abs() < 1e-9
    }

    #[test]
    fn the_shares_add_up_to_the_whole_change() {
        with_compared(&["traffic.rps=60000", "team.js=20", "priority.cost=9"], |on| {
            let sheet = sheet(on);
            let names: Vec<&str> = sheet.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
            assert_eq!(names.len(), 4);
            assert!(names.contains(&"Team mix") && names.ends_with(&["whole change"]));
            assert!(adds_up(&sheet) && sheet.note.contains("Shapley"), "{}", sheet.note);
        });
        with_compared(&["traffic.rps=13000"], |on| assert!(adds_up(&sheet(on))));
        let many = [
            "traffic.rps=60000",
            "team.js=20",
            "priority.cost=9",
            "need.data_percent=60",
            "need.edge_percent=90",
            "objective.p99_ms=20",
            "price.ops_hours=1",
            "team.size=80",
        ];
        with_compared(&many, |on| {
            let sheet = sheet(on);
            assert!(sheet.rows.iter().any(|row| row.cells[0].text == "acting together"));
            assert!(adds_up(&sheet) && sheet.note.contains("making it last"));
        });
    }

    #[test]
    fn a_limit_that_decides_is_named() {
        with_compared(&["need.data_percent=100", "priority.data=10", "objective.budget_usd=100"], |on| {
            let note = sheet(on).note;
            assert_eq!(note.contains("breaks a hard limit"), {
                let lead = on.comparison.lead;
                [lead.of, lead.over].into_iter().any(|one| on.after.outlook.is_behind_limit(one))
            });
        });
        with_compared(&[], |on| assert!(sheet(on).rows.is_empty()));
    }

    #[test]
    fn a_limit_that_is_broken_before_and_after_is_told_so() {
        // Node.js alone costs less than $100 a month, whatever cost counts for.
        let budget = "objective.budget_usd=100";
        between(&[budget, "priority.cost=1"], &[budget, "priority.cost=9"], |on| {
            let behind = |side: Side<'_>| {
                let lead = on.comparison.lead;
                [lead.of, lead.over].into_iter().find(|one| side.outlook.is_behind_limit(*one))
            };
            let (before, after) = (behind(on.before), behind(on.after));
            assert!(before.is_some() && before == after, "{before:?} {after:?}");
            let note = sheet(on).note;
            let said = " breaks a hard limit before and after: points decide neither time.";
            assert!(note.contains(said) && note.matches("hard limit").count() == 1, "{note}");
        });
    }
}
