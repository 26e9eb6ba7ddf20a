//! What to know before trusting the rest of the page.

use crate::catalog::{Metric, named};
use crate::model::outlook::Warning;
use crate::model::{Outlook, criteria};
use crate::scenario::candidates::{CANDIDATES, candidate};
use crate::scenario::parameter::Key;
use crate::scenario::registry::{
    AS_OF, BASELINE_SET, BUDGET_USD, CPU_MS, HEAVY_PERCENT, NATIVE_PERCENT, NEED_DATA, P99_MS, RPS,
    SETTLE_MONTHS, WAIT_MS,
};
use crate::sheets::plan::PlanCells;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

pub(super) fn sheet(outlook: &Outlook) -> Sheet {
    let count = outlook.warnings.len();
    Sheet {
        id: SheetId::Warnings,
        title: "Warnings".to_owned(),
        note: match count {
            0 => "Nothing to warn of.".to_owned(),
            1 => "One thing to know before trusting the ranking.".to_owned(),
            _ => format!("{count} things to know before trusting the ranking."),
        },
        columns: vec![Column::text("About", 0), Column::prose("Warning", 0)],
        rows: outlook.warnings.iter().map(|warning| row(outlook, warning)).collect(),
    }
}

fn row(outlook: &Outlook, warning: &Warning) -> Row {
    let sentence = format!("{}.", wording::warning(warning));
    let told = Cell::text(sentence.clone()).tone(Tone::Warning);
    let (about, told) = match warning {
        Warning::NoLine(runtime) => {
            (Cell::text(runtime.label()), told.derived(sentence).of_inputs(&[AS_OF, SETTLE_MONTHS]))
        }
        Warning::ProjectedLine(runtime, _) | Warning::ProjectedEnd(runtime, _) => {
            (Cell::text(runtime.label()), told.derived(sentence).of_inputs(&[AS_OF]))
        }
        Warning::StandsIn(runtime, benchmark) => (
            Cell::text(runtime.label()),
            told.derived(sentence).of_figures(&[&Metric::Rps.figure_of(benchmark)]).of_inputs(
                &[&[BASELINE_SET], CANDIDATES.each_ref().map(|one| one.framework).as_slice()].concat(),
            ),
        ),
        Warning::NoneFeasible => {
            (Cell::text("all options"), told.derived(sentence).of_inputs(&[P99_MS, BUDGET_USD, RPS]))
        }
        Warning::EqualWeights => {
            let weighting: Vec<Key> =
                criteria::ALL.iter().flat_map(criteria::Criterion::weight_inputs).collect();
            (Cell::text("weights"), told.derived(sentence).of_inputs(&weighting))
        }
        Warning::HiddenHeavyClass(alternative, _) => {
            (Cell::from(*alternative), told.derived(sentence).of_inputs(&[HEAVY_PERCENT, CPU_MS, P99_MS]))
        }
        Warning::ThreadPerRequest { alternative, .. } => (
            Cell::from(*alternative),
            told.derived(format!("{sentence}\n\nBy Little's law: requests/s × (wait + CPU time)."))
                .of_inputs(&[RPS, WAIT_MS, alternative.api().framework]),
        ),
        Warning::BlockedLoop { alternative, .. } => (
            Cell::from(*alternative),
            PlanCells::of(outlook, *alternative)
                .at_size(told.derived(format!("{sentence}\n\nThe red lines of the page on concurrency.")))
                .of_figures(&[named::POLICY_BLOCK_MS, named::POLICY_LAG_MS]),
        ),
        Warning::OwnLint { runtime, figure, .. } => {
            let finding = outlook.lint.iter().find(|finding| finding.figure == *figure);
            let text = finding.map_or(sentence, |finding| finding.text.clone());
            let inputs: Vec<Key> = candidate(*runtime).map(|one| one.baseline).into_iter().collect();
            (Cell::text(runtime.label()), told.derived(text).of_inputs(&inputs))
        }
        Warning::NothingNative => (
            Cell::text("heavy work"),
            told.derived(sentence).of_inputs(&[NATIVE_PERCENT, NEED_DATA, HEAVY_PERCENT]),
        ),
        Warning::FarFromFigures(_) => (Cell::text("figures"), told.derived(sentence).of_inputs(&[AS_OF])),
        Warning::Unsaturated(runtime, _) | Warning::Brief(runtime, _) | Warning::AnotherTask(runtime, _) => {
            let inputs: Vec<Key> = candidate(*runtime).map(|one| one.baseline).into_iter().collect();
            (Cell::text(runtime.label()), told.derived(sentence).of_inputs(&inputs))
        }
        Warning::MixedTasks { .. } => (
            Cell::text("baselines"),
            told.derived(sentence).of_inputs(&CANDIDATES.each_ref().map(|one| one.baseline)),
        ),
        Warning::Lint { figure, .. } => {
            let finding = outlook.lint.iter().find(|finding| finding.figure == *figure);
            let text = finding.map_or(sentence, |finding| finding.text.clone());
            (Cell::text("benchmark"), told.derived(text).of_figures(&[figure]).of_inputs(&[BASELINE_SET]))
        }
    };
    Row::new(vec![about, told])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn every_warning_is_a_row() {
        fixture::for_awkward_inputs(|_, outlook| {
            let sheet = sheet(outlook);
            assert_eq!(sheet.rows.len(), outlook.warnings.len());
            assert!(sheet.rows.iter().all(|row| row.cells[1].text.ends_with('.')));
        });
    }

    #[test]
    fn weights_that_nobody_gave_are_told_with_the_sliders_that_give_them() {
        let zeros: Vec<(&str, &str)> = criteria::ALL
            .iter()
            .map(|criterion| (crate::scenario::registry::get(criterion.priority).id, "0"))
            .collect();
        let (_, outlook) = fixture::outlook(&zeros);
        let sheet = sheet(&outlook);
        let row = sheet.rows.iter().find(|row| row.cells[0].text == "weights").unwrap();
        assert!(row.cells[1].text.ends_with("all criteria count equally."), "{}", row.cells[1].text);
        let crate::sheets::Origin::Derived { inputs, .. } = &row.cells[1].origin else {
            panic!("{:?}", row.cells[1].origin)
        };
        assert!(criteria::ALL.iter().all(|criterion| inputs.contains(&criterion.priority)));
    }

    #[test]
    fn a_measurement_that_contradicts_itself_is_warned_of() {
        let (facts, scenario) = fixture::measured();
        let sheet = sheet(&crate::model::evaluate(&facts, &scenario));
        let row = sheet
            .rows
            .iter()
            .find(|row| row.cells[1].text.starts_with("Measured median of Node.js"))
            .unwrap();
        assert_eq!(row.cells[0].text, "Node.js");
        assert!(matches!(&row.cells[1].origin, crate::sheets::Origin::Derived { formula, .. }
                if formula.starts_with("64 connections at 10,000 requests/s imply a mean latency of 6.4 ms")));
        fixture::check(&facts, &[sheet]);
    }

    #[test]
    fn a_date_without_lines_is_warned_of() {
        let (_, outlook) = fixture::outlook(&[("calendar.as_of", "1970-01-01")]);
        let sheet = sheet(&outlook);
        assert!(
            sheet
                .rows
                .iter()
                .any(|row| row.cells[0].text == "Python" && row.cells[1].text.contains("runway"))
        );
    }
}
