//! Where the figures of a benchmark contradict each other.

use crate::catalog::lint::TOLERATED_FACTOR;
use crate::catalog::{Finding, Metric, Runtime};
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::candidates::candidate;
use crate::sheets::wording::measured::LITTLES_LAW;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let shipped = facts.lint(outlook.inputs.edition).iter().map(row);
    let own = outlook.measured.iter().flat_map(|(runtime, measured)| {
        measured.lint(runtime).into_iter().map(move |finding| own_row(runtime, &finding))
    });
    let rows: Vec<Row> = shipped.chain(own).collect();
    let found = match rows.len() {
        0 => "None found".to_owned(),
        1 => "1 found".to_owned(),
        count => format!("{count} found"),
    };
    Sheet {
        id: SheetId::Lint,
        title: "Contradictions".to_owned(),
        note: format!(
            "{found} in the {} edition. Each is a latency more than {} from the mean that Little's law implies, \
             connections over throughput.",
            outlook.inputs.edition,
            notation::times(TOLERATED_FACTOR)
        ),
        columns: vec![
            Column::text("Figure", 0),
            Column::number("Stated ms", 0),
            Column::number("Implied ms", 0),
            Column::prose("Finding", 1),
        ],
        rows,
    }
}

fn row(finding: &Finding) -> Row {
    let throughput = Metric::Rps.figure_of(&finding.benchmark);
    Row::new(vec![
        Cell::text(finding.figure.as_str()).figure(finding.figure.as_str()),
        Cell::number(finding.stated, shown::milliseconds(finding.stated)).figure(finding.figure.as_str()),
        Cell::number(finding.implied, shown::milliseconds(finding.implied))
            .tone(Tone::Warning)
            .derived("connections / throughput (Little's law)")
            .of_figures(&[&throughput]),
        Cell::text(finding.text.as_str()).explained(finding.text.as_str()),
    ])
}

/// What the user measured is no figure of the data: its origin is the input that it stands for.
fn own_row(runtime: Runtime, finding: &Finding) -> Row {
    let from = |cell: Cell| match candidate(runtime).map(|one| one.baseline) {
        Some(key) => cell.input(key),
        None => cell,
    };
    Row::new(vec![
        from(Cell::text(finding.figure.as_str())),
        from(Cell::number(finding.stated, shown::milliseconds(finding.stated))),
        Cell::number(finding.implied, shown::milliseconds(finding.implied))
            .tone(Tone::Warning)
            .explained(LITTLES_LAW),
        Cell::text(finding.text.as_str()).explained(finding.text.as_str()),
    ])
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    #[test]
    fn the_gin_median_contradicts_its_throughput() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let row = sheet.rows.iter().find(|row| row.cells[0].text == "web.gin.median_ms").unwrap();
        assert_eq!((row.cells[1].text.as_str(), row.cells[2].text.as_str()), ("1.00", "9.02"));
        assert_eq!(sheet.rows.len(), facts.lint(outlook.inputs.edition).len());
    }

    #[test]
    fn a_measurement_of_ones_own_is_held_to_the_same_law() {
        let (facts, scenario) = fixture::measured();
        let outlook = crate::model::evaluate(&facts, &scenario);
        let sheet = sheet(&facts, &outlook);
        let row = sheet.rows.last().unwrap();
        let texts: Vec<&str> = row.cells.iter().take(3).map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["measured.node.p50_ms", "1.00", "6.40"]);
        assert!(outlook.lint.iter().any(|finding| finding.figure == "measured.node.p50_ms"));
    }
}
