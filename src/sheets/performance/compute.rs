//! The compute benchmark behind the factors, and how far other work is from it.

use super::{about, factors_set, mark_of_unverified, reading};
use crate::catalog::{BenchmarkSet, Figure, Metric};
use crate::model::{Facts, Outlook};
use crate::notation::{self, operand, shown};
use crate::scenario::registry::{GO_FACTOR, PYTHON_FACTOR};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// What the ids of the measured ratios begin with.
const PYTHON_OVER_NODE: &str = "python_over_node.";
const GO_OVER_NODE: &str = "go_over_node.";

/// What the ids of the judgements begin with: a factor to start from for each kind of work.
const KINDS_OF_WORK: &str = "judgement.python_factor.";

/// The table `compute`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let mut rows = vec![in_use(outlook)];
    let kinds = facts.catalog.figures().iter().filter(|figure| figure.id.starts_with(KINDS_OF_WORK));
    rows.extend(kinds.map(|figure| ratio_row(facts, outlook, figure)));
    let set = factors_set(facts);
    if let Some(set) = set {
        rows.extend(benchmark_rows(facts, outlook, set));
    }
    rows.extend(ratio_figures(facts).map(|figure| ratio_row(facts, outlook, figure)));
    Sheet {
        id: SheetId::Compute,
        title: set.map_or_else(|| "Compute time".to_owned(), |set| format!("Compute time: {}", set.title)),
        note: format!("{}{}", mark_of_unverified(&rows), note(facts, outlook, set)),
        columns: vec![
            Column::prose("Work", 0),
            Column::number("Python/Node", 0),
            Column::number("Go/Node", 1),
            Column::number("seconds", 2),
            Column::number("× fastest", 2),
            Column::prose("source", 3),
        ],
        rows,
    }
}

fn note(facts: &Facts, outlook: &Outlook, set: Option<&BenchmarkSet>) -> String {
    let edition = outlook.inputs.edition;
    let (low, high) = ratio_figures(facts)
        .map(|figure| figure.value(edition))
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let limits = set.map_or("", |set| set.limits.as_str());
    format!(
        "Python's time over Node.js's runs from {} to {} by the work. The factor in use is one place in \
         that spread. {limits}",
        notation::times(low),
        notation::times(high)
    )
}

/// The ratios of single pieces of work and their geometric means; a standard deviation is none.
fn ratio_figures(facts: &Facts) -> impl Iterator<Item = &Figure> {
    facts
        .catalog
        .figures()
        .iter()
        .filter(|figure| figure.id.starts_with(PYTHON_OVER_NODE) && !figure.id.ends_with(".sigma_ln"))
}

fn none() -> Cell {
    Cell::none().tone(Tone::Muted).explained("Not part of this row.")
}

/// The factors that the plans count with.
fn in_use(outlook: &Outlook) -> Row {
    let factor = |key| {
        let factor = outlook.inputs[key];
        Cell::number(factor, shown::times(factor)).tone(Tone::Strong).input(key)
    };
    Row::new(vec![
        Cell::text("In use").tone(Tone::Strong),
        factor(PYTHON_FACTOR),
        factor(GO_FACTOR),
        none(),
        none(),
        Cell::text("input").explained("What the plans count with."),
    ])
}

fn benchmark_rows(facts: &Facts, outlook: &Outlook, set: &BenchmarkSet) -> Vec<Row> {
    let edition = outlook.inputs.edition;
    let times: Vec<_> = facts
        .catalog
        .benchmarks(&set.id)
        .filter_map(|benchmark| Some((benchmark, facts.catalog.metric(benchmark, Metric::Seconds)?)))
        .collect();
    let fastest =
        times.iter().map(|(_, figure)| *figure).min_by(|a, b| a.value(edition).total_cmp(&b.value(edition)));
    times
        .iter()
        .map(|(benchmark, figure)| {
            let seconds = figure.value(edition);
            let figures: Vec<&str> =
                [Some(*figure), fastest].into_iter().flatten().map(|one| one.id.as_str()).collect();
            Row::new(vec![
                Cell::text(benchmark.label.as_str()).explained(about(facts, set)),
                none(),
                none(),
                reading(figure, edition, |seconds| shown::fixed(seconds, 2)),
                match fastest {
                    Some(fastest) => {
                        let least = fastest.value(edition);
                        Cell::number(seconds / least, shown::times(seconds / least))
                            .derived("time / least time of the set")
                            .of_figures(&figures)
                            .calculated(format!("{} / {}", operand(seconds), operand(least)))
                    }
                    None => none(),
                },
                source(facts, outlook, figure),
            ])
        })
        .collect()
}

fn ratio_row(facts: &Facts, outlook: &Outlook, figure: &Figure) -> Row {
    let edition = outlook.inputs.edition;
    let cell = |figure: &Figure| reading(figure, edition, shown::times);
    let same_work = figure.id.strip_prefix(PYTHON_OVER_NODE).map(|work| format!("{GO_OVER_NODE}{work}"));
    let go = same_work.and_then(|id| facts.catalog.figure(&id));
    Row::new(vec![
        Cell::text(figure.label.as_str()),
        cell(figure),
        go.map_or_else(none, cell),
        none(),
        none(),
        source(facts, outlook, figure),
    ])
}

/// Who measured a figure, and how well that is founded.
fn source(facts: &Facts, outlook: &Outlook, figure: &Figure) -> Cell {
    let reading = figure.reading(outlook.inputs.edition);
    let publisher = facts.catalog.publisher(&reading.source);
    Cell::text(format!("{publisher}, {}", reading.confidence)).figure(figure.id.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{Origin, fixture};

    fn find<'a>(sheet: &'a Sheet, work: &str) -> &'a [Cell] {
        &sheet.rows.iter().find(|row| row.cells[0].text == work).unwrap().cells
    }

    #[test]
    fn times_and_their_ratios_to_the_fastest_are_there() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let python = find(&sheet, "Python");
        assert_eq!((python[3].text.as_str(), python[4].text.as_str()), ("127.69?", "128x"));
        assert_eq!(python[3].tone, Tone::Warning, "unverified");
        assert_eq!(find(&sheet, "Go")[4].text, "1.0x");
        assert_eq!(find(&sheet, "In use")[1].text, "39x");
    }

    #[test]
    fn the_factor_in_use_stands_within_a_spread() {
        let (facts, outlook) = fixture::outlook(&[("work.python_factor", "4")]);
        let sheet = sheet(&facts, &outlook);
        assert_eq!(find(&sheet, "In use")[1].origin, Origin::Input(PYTHON_FACTOR));
        let values: Vec<f64> = sheet.rows.iter().filter_map(|row| row.cells[1].place()).collect();
        assert!(values.len() > 20, "{}", values.len());
        assert!(values.iter().any(|value| *value < 0.1) && values.iter().any(|value| *value > 100.0));
    }

    #[test]
    fn each_kind_of_work_has_a_factor_to_start_from() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let seen: Vec<&str> = sheet.rows[1..4].iter().map(|row| row.cells[1].text.as_str()).collect();
        assert_eq!(seen, ["39x", "8.0x", "1.5x"]);
    }

    #[test]
    fn go_stands_beside_python_where_the_same_work_was_measured() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let regex = find(&sheet, "Regular expression, measured jobs");
        assert_eq!((regex[1].text.as_str(), regex[2].text.as_str()), ("4.3x", "9.3x"));
    }
}
