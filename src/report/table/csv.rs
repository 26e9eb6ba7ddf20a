//! A sheet as CSV by RFC 4180, for programs and spreadsheets.

use std::io::{self, Write};

use crate::notation;
use crate::notation::shown::Numeral;
use crate::sheets::{Cell, Sheet, Value};

/// Writes a sheet as one line of headings, then the rows.
///
/// A cell that shows a number is that number unrounded but for the dust of binary fractions, without digit groups and
/// without its unit; with an exponent where it is mostly zeros. The unit stands in the heading where all numbers of the
/// column have the same and none is doubted, and otherwise, with the doubt, in a column of its own, `… mark`, behind
/// it. A cell without a value is empty. All else is the text as it is shown: so are dates, and what holds more than one
/// number.
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
        let numbers = || fields.iter().filter_map(Field::marks);
        let unit = numbers().next().map_or("", |(unit, _)| unit);
        // A doubt is no unit, even where all are doubted.
        if numbers().all(|marks| marks == (unit, "")) {
            let heading = if unit.is_empty() { title.to_owned() } else { format!("{title}, {unit}") };
            return Self {
                headings: vec![text(&heading)],
                rows: fields.into_iter().map(|field| vec![field.value()]).collect(),
            };
        }
        let rows = fields.into_iter().map(|field| {
            let mark =
                field.marks().map_or_else(String::new, |(unit, doubt)| text(&format!("{unit}{doubt}")));
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
        /// The unit that is shown with it.
        unit: &'static str,
        /// The mark of a doubt behind it.
        doubt: &'static str,
    },
}

impl Field {
    fn of(cell: &Cell) -> Self {
        match &cell.value {
            Value::Missing => Self::Empty,
            Value::Text | Value::Ranked(_) => Self::Text(cell.text.clone()),
            Value::Number { exact, numeral: Numeral { is_percentage, unit, doubt, .. } } => {
                Self::Number { value: if *is_percentage { exact * 100.0 } else { *exact }, unit, doubt }
            }
        }
    }

    /// Unit and doubt of a number.
    const fn marks(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Number { unit, doubt, .. } => Some((*unit, *doubt)),
            Self::Empty | Self::Text(_) => None,
        }
    }

    fn value(self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(shown) => text(&shown),
            Self::Number { value, .. } => number(value),
        }
    }
}

/// A number without the dust of binary fractions. What is so small or so great that most of its digits are zeros is in
/// the form that spreadsheets read: `1.5E-300`.
fn number(value: f64) -> String {
    let value = notation::without_dust(value);
    if value == 0.0 || (1e-9..1e15).contains(&value.abs()) { value.to_string() } else { format!("{value:E}") }
}

/// A text that no spreadsheet takes for a formula.
fn text(shown: &str) -> String {
    let quote = if shown.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{quote}{shown}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::shown;
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
        let percent = |share| Cell::number(share, shown::percent_of_one(share));
        assert_eq!(written(&[percent(0.356_89), Cell::none()]), ["x, %", "35.689", ""]);
        assert_eq!(written(&[percent(0.07)]), ["x, %", "7"], "times 100 it has a last bit too many");
        let fixed = |value, decimals| Cell::number(value, shown::fixed(value, decimals));
        assert_eq!(written(&[fixed(1234.567, 0), fixed(-0.04, 1)]), ["x", "1234.567", "-0.04"]);
        let points = Cell::number(8.13, shown::fixed(8.13, 1).of("points"));
        assert_eq!(
            written(&[Cell::number(7.88, shown::times(7.88)), points]),
            ["x|x mark", "7.88|x", "8.13|points"]
        );
        let doubted = |value| fixed(value, 2).doubted("?");
        assert_eq!(
            written(&[doubted(1.02), doubted(40.0)]),
            ["x|x mark", "1.02|?", "40|?"],
            "what is doubted of all is no unit"
        );
        let chance = |share| Cell::number(share, shown::chance(share, 1));
        let rare = [chance(0.5), chance(0.000_06), percent(0.000_06), chance(0.999_94)];
        assert_eq!(written(&rare), ["x, %", "50", "0.006", "0.006", "99.994"]);
        // 76.24 − 72.66, which are shown as 76.2 and 72.7.
        assert_eq!(written(&[Cell::number(3.58, shown::fixed(3.5, 1))]), ["x", "3.58"]);
    }

    #[test]
    fn no_number_is_mostly_zeros() {
        for (value, field) in [
            (1.5e-300, "1.5E-300"),
            (-2e-10, "-2E-10"),
            (1e-9, "0.000000001"),
            (0.0, "0"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e15, "1E15"),
            (f64::MIN, "-1.7976931348623157E308"),
        ] {
            assert_eq!(written(&[Cell::number(value, shown::plain(value))]), ["x", field]);
        }
    }

    #[test]
    fn what_shows_another_quantity_than_it_is_sorted_by_stays_a_text() {
        for (rank, text) in [(20_000.0, "2026-11-22"), (4.0, "4 of 8"), (f64::INFINITY, "no end")] {
            assert_eq!(written(&[Cell::ranked(rank, text)]), ["x", text]);
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
        assert_eq!(written(&[Cell::number(-1.5, shown::fixed(-1.5, 1))]), ["x", "-1.5"]);
    }

    #[test]
    fn only_a_share_is_written_as_a_percentage() {
        let column = [
            Cell::number(0.2, shown::percent_of_one(0.2)),
            Cell::number(20.0, shown::plain(20.0).of("%")),
            Cell::ranked(7.0, "3 %"),
        ];
        assert_eq!(written(&column), ["x, %", "20", "20", "3 %"]);
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

    /// Whether a field is the number of its cell, a share as a percentage, or else its text.
    fn is(cell: &Cell, field: &str, mark: &str) -> bool {
        match &cell.value {
            Value::Number { exact, numeral } => {
                let scaled = if numeral.is_percentage { exact * 100.0 } else { *exact };
                field.len() <= LONGEST
                    && field.parse::<f64>().unwrap().to_bits() == notation::without_dust(scaled).to_bits()
                    && mark.chars().all(|c| cell.text.contains(c))
            }
            Value::Missing => field.is_empty(),
            Value::Text | Value::Ranked(_) => cell.text == field.trim_start_matches('\''),
        }
    }

    /// A sign, 17 digits behind a point and nine zeros.
    const LONGEST: usize = 28;
}
