//! A sheet as CSV by RFC 4180, for programs and spreadsheets.

use std::io::{self, Write};

use crate::notation;
use crate::sheets::{Cell, Order, Sheet};

/// Writes a sheet as one line of headings, then the rows.
///
/// A cell that shows a number is that number unrounded but for the dust of binary fractions, without digit groups and
/// without its unit. The unit, or whatever else is shown around the number, stands in the heading where all numbers of
/// the column have the same, and otherwise in a column of its own, `… mark`, behind it. A cell without a value is
/// empty. All else is the text as it is shown: so are dates, and what holds more than one number.
///
/// A spreadsheet takes a text that begins with `=`, `+`, `-`, `@` or a tab for a formula, and texts may come from
/// somebody else's data directory. Such a text gets an apostrophe in front, the spreadsheets' own sign for text, which
/// whoever reads the file with a program has to take off. Numbers are never marked so: `-1.5` stays `-1.5`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn csv(sheet: &Sheet, out: impl Write) -> io::Result<()> {
    let columns: Vec<Column> = (0..sheet.columns.len()).map(|index| Column::of(sheet, index)).collect();
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns.iter().flat_map(|column| column.headings.iter())).map_err(why)?;
    for row in 0..sheet.rows.len() {
        let fields = columns.iter().filter_map(|column| column.rows.get(row)).flatten();
        writer.write_record(fields).map_err(why)?;
    }
    writer.flush()
}

/// What went wrong beneath the writer: as an error of its own a closed pipe would not be known as one any more.
fn why(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// One column of a sheet, as one or two of the file.
struct Column {
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Column {
    fn of(sheet: &Sheet, index: usize) -> Self {
        let title = sheet.columns.get(index).map(|column| column.title.as_str()).unwrap_or_default();
        let cells = || sheet.rows.iter().map(|row| row.cells.get(index));
        let fields: Vec<Field> = cells().map(|cell| cell.map_or(Field::Empty, Field::of)).collect();
        let mut marks = fields.iter().filter_map(|field| match field {
            Field::Number { mark, .. } => Some(mark.as_str()),
            Field::Empty | Field::Text(_) => None,
        });
        let first = marks.next().unwrap_or_default().to_owned();
        // A doubt is no unit, even where all are doubted.
        if marks.all(|mark| mark == first) && !first.contains(['?', '*']) {
            let heading = match first.as_str() {
                "" => title.to_owned(),
                unit => format!("{title}, {unit}"),
            };
            return Self {
                headings: vec![text(&heading)],
                rows: fields.into_iter().map(|field| vec![field.value()]).collect(),
            };
        }
        let rows = fields.into_iter().map(|field| {
            let mark = if let Field::Number { mark, .. } = &field { text(mark) } else { String::new() };
            vec![field.value(), mark]
        });
        Self { headings: vec![text(title), text(&format!("{title} mark"))], rows: rows.collect() }
    }
}

/// What a cell comes to.
enum Field {
    Empty,
    Text(String),
    Number {
        value: f64,
        /// What is shown around it.
        mark: String,
    },
}

impl Field {
    fn of(cell: &Cell) -> Self {
        if cell.text == notation::NONE {
            return Self::Empty;
        }
        let number = match cell.order {
            Order::Number(exact) => {
                let exact = if cell.is_share { exact * 100.0 } else { exact };
                shown(&cell.text).and_then(|shown| shown.exactly(exact))
            }
            Order::Text => None,
        };
        number.unwrap_or_else(|| Self::Text(cell.text.clone()))
    }

    fn value(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(shown) => text(&shown),
            Self::Number { value, .. } => notation::without_dust(value).to_string(),
        }
    }
}

/// A text that no spreadsheet takes for a formula.
fn text(shown: &str) -> String {
    let quote = if shown.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{quote}{shown}")
}

/// The one number in a text, as it is shown there.
struct Shown {
    value: f64,
    /// Half of the last digit that is shown.
    rounding: f64,
    /// Whether it is but the bound of what is too near to it to be told.
    is_bound: bool,
    /// What stands before it and behind it.
    mark: String,
}

/// Cells with numbers are short, in bytes; what is longer is some other text.
const LONGEST_NUMBER: usize = 40;

fn shown(text: &str) -> Option<Shown> {
    if text.len() > LONGEST_NUMBER {
        return None;
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (before, digits, behind) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
    let (before, is_bound) = match before.strip_prefix(['<', '>']) {
        Some(before) => (before, true),
        None => (before, false),
    };
    let (before, sign) = match before.strip_suffix(['-', '−']) {
        Some(before) => (before, -1.0),
        None => (before.strip_suffix('+').unwrap_or(before), 1.0),
    };
    // A name with a number, such as that of a release line, is no number.
    if before.contains(char::is_alphanumeric) {
        return None;
    }
    let digits = digits.replace(',', "");
    let is_decimal = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = digits.parse::<f64>().ok().filter(|_| is_decimal)? * sign;
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let rounding = 0.5 * 10f64.powi(-i32::try_from(decimals).ok()?);
    let mark = [before.trim(), behind.trim()].concat();
    Some(Shown { value, rounding, is_bound, mark })
}

impl Shown {
    /// The number that is shown, with all its digits; none where a cell is sorted by another quantity than the one
    /// it shows, such as the days of a date.
    fn exactly(self, value: f64) -> Option<Field> {
        // A difference is shown as that of the two numbers beside it, and a part of one as what another part leaves of
        // it: up to three of them are rounded.
        let is_difference = self.mark.is_empty() && (value - self.value).abs() <= self.rounding * 3.0;
        (is_difference || self.shows(value)).then_some(Field::Number { value, mark: self.mark })
    }

    fn shows(&self, exact: f64) -> bool {
        let rounding = self.rounding * if self.is_bound { 2.0 } else { 1.0 };
        (exact - self.value).abs() <= rounding * (1.0 + 1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::{self, Row, SheetId, fixture};

    /// Cells of one column, written and read back with the heading in front.
    fn written(cells: &[Cell]) -> Vec<String> {
        let sheet = Sheet {
            id: SheetId::Ranking,
            title: String::new(),
            note: String::new(),
            columns: vec![sheets::Column::text("x", 0)],
            rows: cells.iter().map(|cell| Row::new(vec![cell.clone()])).collect(),
        };
        let mut out = Vec::new();
        csv(&sheet, &mut out).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_slice());
        reader.records().map(|record| record.unwrap().iter().collect::<Vec<_>>().join("|")).collect()
    }

    #[test]
    fn numbers_are_whole_and_their_unit_is_in_the_heading() {
        assert_eq!(
            written(&[Cell::number(0.356_89, "35.7 %").share(), Cell::none().share()]),
            ["x, %", "35.689", ""]
        );
        assert_eq!(
            written(&[Cell::number(0.07, "7.0 %").share()]),
            ["x, %", "7"],
            "times 100 it has a last bit too many"
        );
        assert_eq!(
            written(&[Cell::number(1234.567, "1,235"), Cell::number(-0.04, "−0.0")]),
            ["x", "1234.567", "-0.04"]
        );
        assert_eq!(
            written(&[Cell::number(7.88, "7.9x"), Cell::number(8.13, "8.1 points")]),
            ["x|x mark", "7.88|x", "8.13|points"]
        );
        assert_eq!(
            written(&[Cell::number(1.02, "1.02 ?"), Cell::number(40.0, "40.0 ?")]),
            ["x|x mark", "1.02|?", "40|?"],
            "what is doubted of all is no unit"
        );
        let rare = [(0.5, "50.0 %"), (0.000_06, "<0.1 %"), (0.000_06, "0.0 %"), (0.999_94, ">99.9 %")];
        assert_eq!(
            written(&rare.map(|(share, shown)| Cell::number(share, shown).share())),
            ["x, %", "50", "0.006", "0.006", "99.994"]
        );
        assert_eq!(written(&[Cell::number(50.0, "≤ 50")]), ["x, ≤", "50"]);
        // 76.24 − 72.66, which are shown as 76.2 and 72.7.
        assert_eq!(
            written(&[Cell::number(3.58, "3.5"), Cell::number(-3.58, "−3.5")]),
            ["x", "3.58", "-3.58"]
        );
    }

    #[test]
    fn what_shows_another_quantity_than_it_is_sorted_by_stays_a_text() {
        for (value, shown) in [
            (20_000.0, "2026-11-22"),
            (4.0, "4 of 8"),
            (7.0, "3.14"),
            (f64::INFINITY, "no end"),
            (26.0, "Node.js 26"),
        ] {
            assert_eq!(written(&[Cell::number(value, shown)]), ["x", shown]);
        }
        // The version 3.10 is not the number 3.1.
        assert_eq!(
            written(&[Cell::text("3.10"), Cell::text("10,000"), Cell::text("")])[1..],
            ["3.10", "10,000", ""]
        );
    }

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+1", "-x", "@sum", "\tx"] {
            assert_eq!(written(&[Cell::text(text)]), ["x".to_owned(), format!("'{text}")]);
        }
        assert_eq!(written(&[Cell::number(-1.5, "−1.5")]), ["x", "-1.5"]);
    }

    #[test]
    fn a_cell_says_itself_whether_its_number_is_a_share() {
        assert_eq!(written(&[Cell::number(0.000_4, "0.0 %")]), ["x, %", "0.0004"], "a percentage");
        assert_eq!(written(&[Cell::number(0.000_4, "0.0 %").share()]), ["x, %", "0.04"]);
        let column = [
            Cell::number(0.2, "20 %").share(),
            Cell::number(20.0, "20 %"),
            // Sorted by something else.
            Cell::number(7.0, "3 %"),
            Cell::number(0.5, "≤ 50 %").share(),
        ];
        assert_eq!(written(&column), ["x|x mark", "20|%", "20|%", "3 %|", "50|≤%"]);
    }

    #[test]
    fn every_table_comes_back_from_a_reader() {
        fixture::for_awkward_subjects(|subject| crate::report::sheets(subject).iter().for_each(comes_back));
    }

    fn comes_back(sheet: &Sheet) {
        let mut out = Vec::new();
        csv(sheet, &mut out).unwrap();
        let mut reader = csv::Reader::from_reader(out.as_slice());
        let headings = reader.headers().unwrap().clone();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), sheet.rows.len(), "{}", sheet.id);
        let mut place = 0;
        for (index, column) in sheet.columns.iter().enumerate() {
            assert!(headings[place].starts_with(&column.title), "{}: {headings:?}", sheet.id);
            let has_marks = headings.get(place + 1) == Some(&format!("{} mark", column.title));
            for (row, record) in sheet.rows.iter().zip(&records) {
                let mark = if has_marks {
                    &record[place + 1]
                } else {
                    headings[place].strip_prefix(&column.title).unwrap().trim_start_matches(", ")
                };
                let (cell, field) = (&row.cells[index], &record[place]);
                assert!(is(cell, field, mark), "{}: {column:?}: {cell:?} as {field} {mark}", sheet.id);
            }
            place += if has_marks { 2 } else { 1 };
        }
        assert_eq!(place, headings.len(), "{}", sheet.id);
    }

    /// Whether a field is the text of its cell, which is no number then, or the number that the cell is sorted by and
    /// shows, a share as a percentage.
    fn is(cell: &Cell, field: &str, mark: &str) -> bool {
        match (field.parse::<f64>(), &cell.order) {
            (Ok(number), Order::Number(exact)) if cell.text != field => {
                let scaled = if cell.is_share { exact * 100.0 } else { *exact };
                number.to_bits() == notation::without_dust(scaled).to_bits()
                    && mark.chars().all(|c| cell.text.contains(c))
            }
            _ if cell.text == notation::NONE => field.is_empty(),
            // A percentage that is no number here is a share that does not say so.
            (_, Order::Number(_)) if cell.text.ends_with('%') => {
                shown(&cell.text).is_none() && cell.text == field
            }
            _ => cell.text == field && !field.starts_with('−'),
        }
    }
}
