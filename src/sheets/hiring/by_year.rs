//! Survey shares with a column for each year: languages, and web frameworks.

use super::{LANGUAGES, languages};
use crate::model::criteria::Basis;
use crate::model::usage::{self, Group, UsageSeries, UsageShare};
use crate::model::{Facts, Outlook, criteria};
use crate::notation::{self, shown};
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Tone};

/// The table `usage`.
pub(super) fn usage(facts: &Facts, outlook: &Outlook) -> Sheet {
    let series = languages(facts, outlook);
    let table = Table::of(&series);
    let is_main = |one: &&UsageSeries| LANGUAGES.contains(&one.id.as_str());
    let mut rows = Vec::new();
    for group in [Group::All, Group::Professional] {
        let of_group: Vec<&UsageSeries> = series.iter().filter(|one| one.group == group).collect();
        rows.extend(of_group.iter().copied().filter(is_main).map(|one| table.row(one)));
        rows.extend(table.gap(&of_group));
    }
    rows.extend(series.iter().filter(|one| !is_main(one)).map(|one| table.row(one)));
    Sheet {
        id: SheetId::Usage,
        title: "Usage of languages".to_owned(),
        note: format!(
            "Stack Overflow Developer Survey, worked with in the past year. Opt-in; answers: {}. {}(pro): \
             professional developers.",
            answers(facts, outlook, &table.years),
            table.legend(&series)
        ),
        columns: table.columns("Language"),
        rows,
    }
}

/// The table `frameworks`.
pub(super) fn frameworks(facts: &Facts, outlook: &Outlook) -> Sheet {
    let mut series = usage::series(&facts.catalog, outlook.inputs.edition, "framework_usage");
    series.sort_by_key(|one| one.group == Group::Professional);
    let table = Table::of(&series);
    Sheet {
        id: SheetId::Frameworks,
        title: "Usage of web frameworks".to_owned(),
        note: format!(
            "Stack Overflow Developer Survey, worked with in the past year. {}(pro): professional \
             developers. A dash: not asked or not found.",
            table.legend(&series)
        ),
        columns: table.columns("Framework"),
        rows: series.iter().map(|one| table.row(one)).collect(),
    }
}

/// How many answered in each year: the question where that is known, else the survey.
fn answers(facts: &Facts, outlook: &Outlook, years: &[i16]) -> String {
    let of = |year: &i16| {
        let question = facts.catalog.figure(&format!("usage.respondents.{year}.language"));
        let figure = question.or_else(|| facts.catalog.figure(&format!("usage.respondents.{year}")))?;
        Some(format!("{year} {}", notation::fixed(figure.value(outlook.inputs.edition), 0)))
    };
    years.iter().filter_map(of).collect::<Vec<_>>().join(", ")
}

/// The years that there are, and the shares that the model counts.
struct Table {
    years: Vec<i16>,
    counted: Vec<&'static str>,
}

impl Table {
    fn of(series: &[UsageSeries]) -> Self {
        let mut years: Vec<i16> = series.iter().flat_map(|one| &one.shares).map(|share| share.year).collect();
        years.sort_unstable();
        years.dedup();
        let reach = criteria::ALL.iter().filter(|criterion| criterion.basis == Basis::Reach);
        Self { years, counted: reach.flat_map(|criterion| criterion.figures).copied().collect() }
    }

    /// The years that follow another one, and so can have a change.
    fn later_years(&self) -> impl Iterator<Item = i16> {
        self.years.iter().copied().filter(|year| self.years.contains(&(year - 1)))
    }

    fn columns(&self, first: &str) -> Vec<Column> {
        let newest = self.years.last().copied().unwrap_or_default();
        // The older a year, the sooner its column goes; the two newest stay.
        let age = |year: i16| u8::try_from(newest - year).unwrap_or(u8::MAX);
        let mut columns = vec![Column::text(first, 0)];
        columns.extend(
            self.years.iter().map(|year| Column::number(format!("{year} %"), age(*year).saturating_sub(1))),
        );
        columns.extend(
            self.later_years().map(|year| Column::number(format!("± {year}"), age(year).saturating_add(4))),
        );
        columns
    }

    fn row(&self, series: &UsageSeries) -> Row {
        let label = match series.group {
            Group::All => series.label.clone(),
            Group::Professional => format!("{} (pro)", series.label),
        };
        let mut cells = vec![Cell::text(label)];
        cells.extend(self.years.iter().map(|year| self.share(series.share(*year))));
        cells.extend(self.later_years().map(|year| {
            let ends = [series.share(year), series.share(year - 1)];
            let formula = format!("share of {year} − share of {}, points", year - 1);
            points(series.change(year)).tone(Tone::Muted).derived(formula).of_figures(&figures(ends))
        }));
        Row::new(cells)
    }

    fn share(&self, share: Option<&UsageShare>) -> Cell {
        let Some(share) = share else {
            return Cell::none().explained("Not asked, or not found in any copy.");
        };
        let is_counted = self.counted.contains(&share.figure.as_str());
        let (marks, tone) = match (share.unverified, is_counted) {
            (true, true) => ("*?", Tone::Warning),
            (true, false) => ("?", Tone::Warning),
            (false, true) => ("*", Tone::Strong),
            (false, false) => ("", Tone::Plain),
        };
        let shown = shown::fixed(share.percent, 1);
        Cell::number(share.percent, shown).doubted(marks).tone(tone).figure(share.figure.as_str())
    }

    /// How far JavaScript is ahead of Python in a group; no row where one of them is missing.
    fn gap(&self, series: &[&UsageSeries]) -> Option<Row> {
        let find = |id: &str| series.iter().copied().find(|one| one.id == id);
        let (javascript, python) = (find("javascript")?, find("python")?);
        let of = |year: i16| javascript.lead(python, year);
        let group = if javascript.group == Group::All { "" } else { " (pro)" };
        let mut cells =
            vec![Cell::text(format!("{} − {}{group}", javascript.label, python.label)).tone(Tone::Muted)];
        cells.extend(self.years.iter().map(|year| {
            let ends = [javascript.share(*year), python.share(*year)];
            Cell::optional(of(*year), |gap| shown::fixed(gap, 1))
                .tone(Tone::Muted)
                .derived(format!("{} − {}, points", javascript.label, python.label))
                .of_figures(&figures(ends))
        }));
        cells.extend(self.later_years().map(|year| {
            let change = of(year).zip(of(year - 1)).map(|(now, before)| now - before);
            let ends =
                [year, year - 1].into_iter().flat_map(|year| [javascript.share(year), python.share(year)]);
            let formula = format!("gap of {year} − gap of {}, points", year - 1);
            points(change).tone(Tone::Muted).derived(formula).of_figures(&figures(ends))
        }));
        Some(Row::new(cells))
    }

    /// What the marks mean, as far as they occur.
    fn legend(&self, series: &[UsageSeries]) -> String {
        let shares = || series.iter().flat_map(|one| &one.shares);
        let counted = shares().any(|share| self.counted.contains(&share.figure.as_str()));
        let unverified = shares().any(|share| share.unverified);
        let mut text = String::new();
        text.push_str(if counted { "* the model counts this share. " } else { "" });
        text.push_str(if unverified { "? unverified. " } else { "" });
        text
    }
}

/// A change in percentage points; one that rounds to nothing is still a change.
fn points(change: Option<f64>) -> Cell {
    Cell::optional(change, |change| match shown::fixed(change, 1) {
        none if none.numeral.number.is_none_or(|number| number == 0.0) => none,
        some => some.signed(),
    })
}

fn figures<'a>(shares: impl IntoIterator<Item = Option<&'a UsageShare>>) -> Vec<&'a str> {
    shares.into_iter().flatten().map(|share| share.figure.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::Value;
    use crate::sheets::{Origin, fixture};

    fn at<'a>(sheet: &'a Sheet, row: &str, column: &str) -> &'a Cell {
        let column = sheet.columns.iter().position(|one| one.title == column).unwrap();
        &sheet.rows.iter().find(|one| one.cells[0].text == row).unwrap().cells[column]
    }

    #[test]
    fn shares_changes_and_gaps_are_there() {
        let (facts, outlook) = fixture::default();
        let sheet = usage(&facts, &outlook);
        assert_eq!(at(&sheet, "JavaScript", "2025 %").text, "66.0*");
        assert_eq!(at(&sheet, "JavaScript", "2025 %").tone, Tone::Strong);
        assert_eq!(at(&sheet, "JavaScript", "± 2026").text, "−4.0");
        assert_eq!(at(&sheet, "Python", "2026 %").text, "58.0");
        assert_eq!(at(&sheet, "JavaScript − Python", "2025 %").text, "8.1");
        assert_eq!(at(&sheet, "JavaScript − Python", "2026 %").text, "4.0");
        assert_eq!(at(&sheet, "JavaScript − Python", "± 2026").text, "−4.1");
        assert_eq!(at(&sheet, "JavaScript − Python (pro)", "2025 %").text, "14.0");
        assert_eq!(at(&sheet, "Go", "2023 %").text, "13.2?");
        assert!(sheet.note.contains("2026 14,099"), "{}", sheet.note);
    }

    #[test]
    fn a_missing_year_is_a_dash_and_sorts_last() {
        let (facts, outlook) = fixture::default();
        let sheet = usage(&facts, &outlook);
        for (row, column) in
            [("Go", "2026 %"), ("Go", "± 2026"), ("TypeScript", "2023 %"), ("TypeScript", "± 2024")]
        {
            let cell = at(&sheet, row, column);
            assert_eq!(cell.text, notation::NONE, "{row} {column}");
            assert_eq!(cell.value, Value::Missing);
        }
    }

    #[test]
    fn the_article_edition_shows_what_the_article_says() {
        let facts = fixture::facts();
        let mut scenario = crate::scenario::Scenario::new("test", jiff::civil::date(2026, 11, 22));
        scenario.edition = crate::catalog::Edition::Article;
        let outlook = crate::model::evaluate(&facts, &scenario);
        let sheet = usage(&facts, &outlook);
        assert_eq!(at(&sheet, "Go", "2025 %").text, "13.2*?");
        assert_eq!(at(&sheet, "JavaScript", "2024 %").text, "62.0");
    }

    #[test]
    fn the_model_s_shares_are_marked_once_each() {
        let (facts, outlook) = fixture::default();
        let sheet = usage(&facts, &outlook);
        let marked: Vec<&Cell> =
            sheet.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.text.contains('*')).collect();
        assert_eq!(marked.len(), 3);
        assert!(
            marked.iter().all(|cell| matches!(&cell.origin, Origin::Figure(id) if id.ends_with(".2025")))
        );
    }

    #[test]
    fn frameworks_have_their_years() {
        let (facts, outlook) = fixture::default();
        let sheet = frameworks(&facts, &outlook);
        assert_eq!(at(&sheet, "FastAPI", "2025 %").text, "14.8");
        assert_eq!(at(&sheet, "FastAPI", "± 2025").text, "+5.0");
        assert_eq!(at(&sheet, "FastAPI (pro)", "2025 %").text, "15.1");
    }
}
