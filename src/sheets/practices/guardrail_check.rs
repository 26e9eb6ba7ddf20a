//! The team's own numbers, each against its guardrail, with what to do where one fails.

use crate::catalog::{Catalog, Practice, Text};
use crate::model::guardrails::{Check, Verdict};
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry;
use crate::sheets::wording::guardrails as wording;
use crate::sheets::{Cell, Column, Heading, Row, Sheet, SheetId, Tone};

/// A row for every guardrail, stated or not.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let checks = &outlook.guardrails;
    Sheet {
        id: SheetId::GuardrailCheck,
        title: "The team's own numbers against the guardrails".to_owned(),
        note: wording::count(checks).map_or_else(
            || {
                "No number is stated yet. The form for guardrails takes them, or a scenario file's table guardrails."
                    .to_owned()
            },
            |count| format!("{count}; the form for guardrails changes them."),
        ),
        columns: vec![
            Column::text(Heading::Guardrail, 0),
            Column::number(Heading::Yours, 0),
            Column::text(Heading::Limit, 2),
            Column::text(Heading::Verdict, 0),
            Column::prose("Remedy", 1),
        ],
        rows: checks.iter().map(|check| row(&facts.catalog, check)).collect(),
    }
}

fn row(catalog: &Catalog, check: &Check) -> Row {
    let guardrail = check.guardrail;
    let practice = catalog.practice(guardrail.practice);
    let rule = practice.and_then(|practice| practice.cells.first()).map_or("", Text::as_str);
    let detail = practice.map_or("", |practice| practice.detail.as_str());
    let value = check.value.map_or_else(|| "not stated".to_owned(), notation::plain);
    let (verdict, tone) = wording::verdict(check);
    let compared = format!(
        "{value} held against {} ({}); the limit itself passes",
        wording::limit(check),
        guardrail.meaning
    );
    Row::new(vec![
        Cell::text(guardrail.label).practice(
            format!("{rule}.\n\nThe number: {}.\n\n{detail}", guardrail.meaning),
            &[guardrail.figure.into()],
        ),
        Cell::optional(check.value, shown::plain).explained(format!(
            "Stated by the team as {}: {}, {}.",
            guardrail.id,
            guardrail.meaning,
            guardrail.range_text()
        )),
        limit(check),
        Cell::text(verdict)
            .tone(tone)
            .derived(compared)
            .of_figures(&[guardrail.figure])
            .of_inputs(guardrail.per.as_slice()),
        remedy(practice, check),
    ])
}

fn limit(check: &Check) -> Cell {
    let cell = Cell::ranked(check.limit, wording::limit(check));
    match check.guardrail.per {
        None => cell.figure(check.guardrail.figure),
        Some(input) => cell
            .derived(format!("the figure times the input {}", registry::get(input).label))
            .of_figures(&[check.guardrail.figure])
            .of_inputs(&[input]),
    }
}

/// In short; Enter shows all there is to say.
fn remedy(practice: Option<&Practice>, check: &Check) -> Cell {
    let Some(practice) = practice else { return Cell::text(notation::NONE).tone(Tone::Muted) };
    let tone = if matches!(check.verdict(), Verdict::Fail(_)) { Tone::Plain } else { Tone::Muted };
    Cell::text(wording::remedy(practice)).tone(tone).explained(&practice.detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn texts(sheet: &Sheet, guardrail: &str) -> Vec<String> {
        let row = sheet.rows.iter().find(|row| row.cells[0].text == guardrail).unwrap();
        row.cells.iter().map(|cell| cell.text.clone()).collect()
    }

    #[test]
    fn every_guardrail_is_a_row_with_its_remedy_from_the_practices() {
        fixture::for_awkward_inputs(|facts, outlook| {
            let sheet = sheet(facts, outlook);
            fixture::check(facts, std::slice::from_ref(&sheet));
            assert_eq!(sheet.rows.len(), outlook.guardrails.len());
            for (row, check) in sheet.rows.iter().zip(&outlook.guardrails) {
                let practice = facts.catalog.practice(check.guardrail.practice).unwrap();
                assert_eq!(row.cells[4].text, *practice.cells.last().unwrap());
            }
        });
    }

    #[test]
    fn a_failing_number_says_by_how_much_and_what_to_do() {
        let (facts, outlook) =
            fixture::stated(&[("guardrails.direct_dependencies", "30"), ("guardrails.workers", "2")]);
        let sheet = sheet(&facts, &outlook);
        let failing = texts(&sheet, "Direct dependencies");
        assert_eq!(failing[1..4], ["30", "at most 25 packages", "✗ fail by 5"]);
        assert_eq!(failing[4], "Drop one before adding one");
        assert_eq!(texts(&sheet, "Workers")[1..4], ["2", "at most 2 workers", "✓ pass"]);
        assert_eq!(texts(&sheet, "Queue cap")[1], notation::NONE);
        assert_eq!(sheet.note, "2 numbers stated, 1 fails; the form for guardrails changes them.");
    }

    #[test]
    fn every_number_says_where_it_comes_from() {
        let (facts, outlook) = fixture::stated(&[("guardrails.workers", "9")]);
        let sheet = sheet(&facts, &outlook);
        for row in &sheet.rows {
            assert!(row.cells.iter().all(|cell| cell.origin != Origin::Unstated), "{row:?}");
        }
        let workers = sheet.rows.iter().find(|row| row.cells[0].text == "Workers").unwrap();
        let Origin::Derived { inputs, figures, .. } = &workers.cells[2].origin else { panic!("not derived") };
        assert_eq!(
            (figures.as_slice(), inputs.as_slice()),
            (&["policy.workers_per_core".to_owned()][..], &[registry::CORES][..])
        );
    }
}
