//! The labour market and other counts of languages, each with its own statistic.

use crate::catalog::{Confidence, Figure, named};
use crate::model::{Facts, Outlook};
use crate::notation::shown;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// What the ids of the figures begin with, in the order of the table.
const SUBJECTS: [&str; 7] =
    ["labour.", named::JUDGEMENT_LOAD_HINT, "octoverse.", "tiobe.", "jetbrains.", "admired.", "desired."];

/// The figure of the labour market that the model counts: wages and growth do not tell the languages apart.
const COUNTED: &str = named::LABOUR_WAGE_USD_PER_HOUR;

/// The table `market`.
pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let figures = SUBJECTS.iter().flat_map(|subject| {
        facts.catalog.figures().iter().filter(move |figure| figure.id.starts_with(subject))
    });
    Sheet {
        id: SheetId::Market,
        title: "Labour market and other counts".to_owned(),
        note: "Each source counts something else: compare within one statistic only. Wages and growth are not divided by \
               language, so they tell no option from another. The model counts only the median wage, for hours of \
               work (*), times an input for what an hour costs over the wage. A ? is unverified."
            .to_owned(),
        columns: vec![
            Column::prose("Figure", 0),
            Column::number("value", 0),
            Column::text("unit", 0),
            Column::prose("statistic", 1),
            Column::prose("source", 3),
        ],
        rows: figures.map(|figure| row(facts, outlook, figure)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, figure: &Figure) -> Row {
    let reading = figure.reading(outlook.inputs.edition);
    let tone = match (reading.confidence, figure.id == COUNTED) {
        (Confidence::Unverified, _) => Tone::Warning,
        (_, true) => Tone::Strong,
        _ => Tone::Plain,
    };
    let mark = match tone {
        Tone::Warning => "?",
        Tone::Strong => "*",
        _ => "",
    };
    let source = facts.catalog.publisher(&reading.source);
    Row::new(vec![
        Cell::text(figure.label.as_str()),
        Cell::number(reading.value, shown::plain(reading.value))
            .doubted(mark)
            .tone(tone)
            .figure(figure.id.as_str()),
        Cell::text(figure.unit.name()).tone(Tone::Muted),
        Cell::text(figure.statistic.as_str()),
        Cell::text(format!("{source}, {}", reading.date)).figure(figure.id.as_str()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    fn find<'a>(sheet: &'a Sheet, label: &str) -> &'a [Cell] {
        &sheet.rows.iter().find(|row| row.cells[0].text == label).unwrap().cells
    }

    #[test]
    fn wages_growth_and_other_counts_keep_their_own_statistic() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        let wage = find(&sheet, "Median wage of a software developer");
        assert_eq!((wage[1].text.as_str(), wage[2].text.as_str()), ("65.38*", "USD/hour"));
        assert_eq!(wage[1].tone, Tone::Strong);
        assert_eq!(find(&sheet, "Growth of developer jobs, 2022–32")[1].text, "25");
        assert_eq!(find(&sheet, "Growth of developer jobs, 2025–35")[1].text, "10");
        let load = find(&sheet, "Cost of an hour over the wage");
        assert_eq!((load[1].text.as_str(), load[3].text.as_str()), ("1.4", "employer's cost over the wage"));
        let github = find(&sheet, "TypeScript on GitHub, August 2025");
        assert_eq!(
            (github[1].text.as_str(), github[3].text.as_str()),
            ("2,636,006", "contributors in the month")
        );
        let tiobe = find(&sheet, "Python, TIOBE, August 2026");
        assert_eq!((tiobe[1].text.as_str(), tiobe[3].text.as_str()), ("18.53", "share of search hits"));
    }

    #[test]
    fn a_doubtful_figure_says_so() {
        let (facts, outlook) = fixture::default();
        let sheet = sheet(&facts, &outlook);
        for row in &sheet.rows {
            assert_eq!(row.cells[1].text.ends_with('?'), row.cells[1].tone == Tone::Warning, "{row:?}");
        }
    }
}
