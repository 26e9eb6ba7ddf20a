//! The framework within the runtime: what each would need, and what it is good for.

use crate::catalog::{Practice, Text};
use crate::model::frameworks::{Choice, choices};
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry::BASELINE_SET;
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let choices = choices(facts, outlook);
    let set = facts.definitions.chosen(&outlook.inputs, BASELINE_SET);
    let set = set.map_or("the benchmark set", |set| set.label.as_str());
    let measured = choices.iter().filter(|one| one.measured.is_some()).count();
    Sheet {
        id: SheetId::Choices,
        title: "Framework within the runtime".to_owned(),
        note: format!(
            "{set} has a throughput for {measured} of {} frameworks. All else is as it is.",
            choices.len()
        ),
        columns: vec![
            Column::text("Framework", 0),
            Column::text("Runtime", 2),
            Column::text("Chosen", 1),
            Column::number("RPS/core", 0),
            Column::number("Workers", 0),
            Column::number("$/month", 0),
            Column::prose("Good for", 1),
            Column::number("p99 ms", 3),
            Column::prose("Drawback", 4),
        ],
        rows: choices.iter().map(|choice| row(facts, outlook, set, choice)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, set: &str, choice: &Choice<'_>) -> Row {
    let framework = choice.framework;
    let practice = facts.catalog.practice(&format!("framework.{}", framework.id));
    let about = practice.map_or_else(
        || framework.summary.to_string(),
        |practice| format!("{}\n\n{}", framework.summary, practice.detail),
    );
    // The columns of the practices of frameworks: name, runtime, what to choose it for, the price of that.
    let told = |column: usize| practice.and_then(|one: &Practice| one.cells.get(column));
    let good_for = told(2).unwrap_or(&framework.summary).trim_end_matches('.');
    let drawback = told(3).map_or(notation::NONE, Text::as_str);
    let key = choice.candidate.framework;
    let mut cells = vec![
        Cell::text(&framework.label)
            .tone(if choice.chosen { Tone::Strong } else { Tone::Plain })
            .explained(about.as_str()),
        Cell::text(framework.runtime.label()),
        chosen(outlook, choice).input(key),
    ];
    let [rps, workers, usd, p99] = numbers(outlook, set, choice);
    let good_for = Cell::text(good_for).explained(about.as_str());
    let drawback = Cell::text(drawback).tone(Tone::Muted).explained(about);
    cells.extend([rps, workers, usd, good_for, p99, drawback]);
    Row::new(cells)
}

/// Whether it is the present choice, and whether the plans really rest on it.
fn chosen(outlook: &Outlook, choice: &Choice<'_>) -> Cell {
    let baseline = outlook.baselines.get(choice.framework.runtime);
    let own = baseline.filter(|baseline| baseline.replaced);
    let is_measured = own.is_some_and(|baseline| baseline.measured.is_some());
    match (choice.chosen, own.is_some(), choice.measured.is_some()) {
        (false, ..) => Cell::text("").tone(Tone::Muted),
        (true, true, _) if is_measured => Cell::text("yes, measured").tone(Tone::Strong),
        (true, true, _) => Cell::text("yes, own RPS").tone(Tone::Strong),
        (true, false, true) => Cell::text("yes").tone(Tone::Strong),
        (true, false, false) => Cell::text("another stands in").tone(Tone::Warning),
    }
}

/// Throughput, workers, cost and p99.
fn numbers(outlook: &Outlook, set: &str, choice: &Choice<'_>) -> [Cell; 4] {
    let Some(measured) = &choice.measured else {
        let why = format!("{set} has no throughput for {}.", choice.framework.label);
        return std::array::from_fn(|_| Cell::none().explained(why.as_str()));
    };
    let plan = PlanCells::with(outlook, choice, measured);
    [
        Cell::number(measured.rps, shown::plain(measured.rps)).figure(&measured.figure),
        plan.planned(),
        plan.usd_month(),
        plan.p99(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn texts(sheet: &Sheet, framework: &str) -> Vec<String> {
        let row = sheet.rows.iter().find(|row| row.cells[0].text == framework).unwrap();
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn the_runtime_in_front_comes_first_and_the_choice_is_marked() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        assert_eq!(texts(&sheet, "Fastify")[..6], ["Fastify", "Node.js", "yes", "9,340", "3", "91"]);
        assert_eq!(sheet.rows[0].cells[0].text, "Fastify");
        assert_eq!(texts(&sheet, "Express")[2..5], ["", "5,766", "3"]);
        assert_eq!(texts(&sheet, "NestJS")[3..6], [notation::NONE; 3]);
        assert_eq!(texts(&sheet, "Django")[6], "Admin, ORM, accounts: all included");
        assert!(sheet.note.contains("of 11 frameworks"), "{}", sheet.note);
    }

    #[test]
    fn what_the_plans_do_not_rest_on_is_told() {
        let (facts, outlook) = fixture::outlook(&[("baseline.node_rps", "5000")]);
        assert_eq!(texts(&sheet(&facts, &outlook), "Fastify")[2], "yes, own RPS");
        let (facts, outlook) =
            fixture::outlook(&[("baseline.set", "measured-plain"), ("framework.python", "django")]);
        assert_eq!(texts(&sheet(&facts, &outlook), "Django")[2], "another stands in");
    }

    #[test]
    fn every_framework_is_a_row_whatever_the_inputs() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = sheet(facts, outlook);
            assert_eq!(sheet.rows.len(), 11);
            assert_eq!(sheet.rows.iter().filter(|row| !row.cells[2].text.is_empty()).count(), 3);
        });
    }
}
