//! Where the figures of a benchmark contradict each other.

use super::super::{Cell, Column, Row, Sheet, Tone};
use crate::catalog::lint::TOLERATED_FACTOR;
use crate::catalog::{Finding, Metric};
use crate::model::{Facts, Outlook};
use crate::notation;

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let findings = facts.lint(outlook.inputs.edition);
    let found = match findings.len() {
        0 => "None found".to_owned(),
        1 => "1 found".to_owned(),
        count => format!("{count} found"),
    };
    Sheet {
        id: "lint",
        title: "Contradictions".to_owned(),
        note: format!(
            "{found} in the {} edition: latencies more than {} from the mean that Little's law implies, \
             connections over throughput.",
            outlook.inputs.edition,
            notation::times(TOLERATED_FACTOR)
        ),
        columns: vec![
            Column::text("Figure", 0),
            Column::number("Stated ms", 0),
            Column::number("Implied ms", 0),
            Column::text("Finding", 1),
        ],
        rows: findings.iter().map(row).collect(),
    }
}

fn row(finding: &Finding) -> Row {
    let throughput = format!("{}.{}", finding.benchmark, Metric::Rps);
    Row::new(vec![
        Cell::text(finding.figure.as_str()).figure(finding.figure.as_str()),
        Cell::number(finding.stated, notation::milliseconds(finding.stated)).figure(finding.figure.as_str()),
        Cell::number(finding.implied, notation::milliseconds(finding.implied)).tone(Tone::Warning).derived(
            "connections / throughput (Little's law)",
            &[&throughput],
            &[],
        ),
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
}
