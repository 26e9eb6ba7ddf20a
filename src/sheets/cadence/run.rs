//! The line to run at the date, and at the date of the article.

use super::{find, policy_figure, tone, vouch};
use crate::catalog::{Date, Runtime};
use crate::model::cadence::RunLine;
use crate::model::{Facts, Outlook};
use crate::notation::{self, shown};
use crate::scenario::registry::{AS_OF, SETTLE_MONTHS};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone, wording};

/// The source that is the article itself.
const ARTICLE: &str = "article";

pub(super) fn sheet(facts: &Facts, outlook: &Outlook) -> Sheet {
    let settle = wording::with_unit(outlook.inputs[SETTLE_MONTHS], "months");
    let article = facts.catalog.source(ARTICLE).map(|source| source.published.last_day());
    let then = article.map_or_else(|| "Article".to_owned(), |date| format!("On {date}"));
    Sheet {
        id: SheetId::Run,
        title: format!("Line to run on {}", outlook.inputs.as_of),
        note: format!(
            "Node.js: the newest line inside its long-term window. Python and Go: the newest supported line that has \
             been out for {settle}. {then}: the same question on the article's date."
        ),
        columns: vec![
            Column::text("Runtime", 0),
            Column::text("Run", 0),
            Column::prose("Why", 1),
            Column::number("Months left", 0),
            Column::text("End of life", 2),
            Column::text("Marks", 3),
            Column::text(then, 4),
        ],
        rows: Runtime::CANDIDATES.into_iter().map(|runtime| row(facts, outlook, runtime, article)).collect(),
    }
}

fn row(facts: &Facts, outlook: &Outlook, runtime: Runtime, article: Option<Date>) -> Row {
    let name = Cell::text(runtime.label()).tone(tone(runtime));
    let settle = outlook.inputs[SETTLE_MONTHS];
    let then = article.and_then(|date| facts.calendar.run(runtime, date, settle));
    let then = match then {
        Some(line) => Cell::text(line.line),
        None => Cell::text(notation::NONE),
    };
    let then = then.derived("the line to run, asked on the day of the article").of_inputs(&[SETTLE_MONTHS]);
    let Some(line) = outlook.releases.run.get(runtime).and_then(Option::as_ref) else {
        let why = "the data know no line that may be run on this date";
        return Row::new(vec![
            name,
            Cell::text("none").tone(Tone::Bad).derived(why).of_inputs(&[AS_OF]),
            Cell::text(why),
            Cell::number(0.0, shown::count(0)).tone(Tone::Bad).derived(why).of_inputs(&[AS_OF]),
            Cell::text(notation::NONE),
            Cell::text(""),
            then,
        ]);
    };
    let known = find(&facts.catalog, runtime, &line.line);
    let vouch = known.map(|line| vouch(&facts.catalog, line)).unwrap_or_default();
    let policy = line.end_projected.then(|| policy_figure(runtime));
    let figures: Vec<&str> = policy.as_deref().into_iter().collect();
    let end = if line.end_projected {
        line.end_of_life.to_string()
    } else {
        known
            .and_then(|line| line.end_of_life)
            .map_or_else(|| line.end_of_life.to_string(), |end| end.to_string())
    };
    let why = why(runtime, line, settle);
    Row::new(vec![
        name,
        Cell::text(line.line.clone())
            .tone(Tone::Strong)
            .derived(format!("{why}. {vouch}"))
            .of_inputs(&[AS_OF, SETTLE_MONTHS]),
        Cell::text(why).explained(vouch.clone()),
        Cell::number(line.months_left, shown::fixed(line.months_left, 1))
            .derived(format!("days from the date to the end of life, in months of mean length. {vouch}"))
            .of_figures(&figures)
            .of_inputs(&[AS_OF, SETTLE_MONTHS]),
        Cell::text(end).derived(vouch).of_figures(&figures),
        marks(line),
        then,
    ])
}

fn marks(line: &RunLine) -> Cell {
    let marks = [
        (line.projected, "projected line"),
        (line.end_projected && !line.projected, "projected end"),
        (line.unsettled, "unsettled"),
    ];
    let texts: Vec<&str> = marks.into_iter().filter_map(|(holds, text)| holds.then_some(text)).collect();
    let tone = if texts.is_empty() { Tone::Plain } else { Tone::Warning };
    Cell::text(texts.join(", ")).tone(tone).explained(
        "Projected line: not announced, it follows from the rhythm of releases. Projected end: not announced, it \
         follows from the release policy. Unsettled: no supported line is old \
         enough, so that the newest one has to do.",
    )
}

fn why(runtime: Runtime, line: &RunLine, settle: f64) -> String {
    match (runtime, line.unsettled) {
        (Runtime::Node, _) => "newest line inside its long-term window".to_owned(),
        (_, false) => format!("newest supported line, {}+ months old", notation::plain(settle)),
        (_, true) => {
            format!("newest supported line; none is {} old", wording::with_unit(settle, "months"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fixture;
    use super::*;

    fn texts(inputs: &[(&str, &str)], column: usize) -> Vec<String> {
        let (facts, outlook) = fixture::outlook(inputs);
        sheet(&facts, &outlook).rows.into_iter().map(|row| row.cells[column].text.clone()).collect()
    }

    #[test]
    fn it_says_what_to_run_today_and_what_the_article_could_have_said() {
        assert_eq!(texts(&[], 1), ["26", "3.14", "1.27"]);
        assert_eq!(texts(&[], 3), ["29.2", "47.3", "8.9"]);
        assert_eq!(texts(&[], 4), ["2029-04-30", "2030-10", "2027-08-19"]);
        assert_eq!(texts(&[], 5), ["", "", "projected end"]);
        assert_eq!(texts(&[], 6), ["24", "3.14", "1.25"]);
        let (facts, outlook) = fixture::default();
        assert_eq!(sheet(&facts, &outlook).columns[6].title, "On 2026-01-12");
    }

    #[test]
    fn an_unsettled_line_says_so() {
        let inputs = [("calendar.settle_months", "24")];
        assert_eq!(texts(&inputs, 5)[2], "projected end, unsettled");
        assert_eq!(texts(&inputs, 2)[2], "newest supported line; none is 24 months old");
        let (facts, outlook) = fixture::outlook(&[("calendar.settle_months", "1")]);
        let note = sheet(&facts, &outlook).note;
        assert!(note.contains("has been out for 1 month. "), "{note}");
    }

    #[test]
    fn far_dates_have_none() {
        assert_eq!(texts(&[("calendar.as_of", "2100-01-01")], 1), ["none", "none", "none"]);
        assert_eq!(texts(&[("calendar.as_of", "2100-01-01")], 6), ["24", "3.14", "1.25"]);
    }
}
