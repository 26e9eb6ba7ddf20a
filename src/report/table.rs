//! A sheet as plain text, as a Markdown table and as CSV.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::printable;
use crate::notation;
use crate::sheets::{Align, Cell, Column, Order, Sheet};

/// What stands for a table without rows.
const EMPTY: &str = "None.";

/// A sheet as lines of text, columns lined up, numbers to the right.
pub fn text(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return format!("{EMPTY}\n");
    }
    let heads: Vec<String> = sheet.columns.iter().map(|column| printable(&column.title)).collect();
    let rows: Vec<Vec<String>> =
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| printable(&cell.text)).collect()).collect();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(column, head)| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.chain([head]).map(|text| text.width()).max().unwrap_or(0)
        })
        .collect();
    let mut out = String::new();
    line(&mut out, &sheet.columns, &widths, &heads);
    let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    line(&mut out, &sheet.columns, &widths, &rules);
    for row in &rows {
        line(&mut out, &sheet.columns, &widths, row);
    }
    out
}

fn line(out: &mut String, columns: &[Column], widths: &[usize], cells: &[String]) {
    let start = out.len();
    for (position, ((column, width), cell)) in columns.iter().zip(widths).zip(cells).enumerate() {
        if position > 0 {
            out.push_str("  ");
        }
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        match column.align {
            Align::Left => out.extend([cell.as_str(), &gap]),
            Align::Right => out.extend([&gap, cell.as_str()]),
        }
    }
    out.truncate(start + out.get(start..).unwrap_or_default().trim_end().len());
    out.push('\n');
}

/// A sheet as a Markdown table.
pub fn markdown(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return format!("{EMPTY}\n");
    }
    let mut out = String::new();
    row(&mut out, sheet.columns.iter().map(|column| escape(&column.title)));
    row(
        &mut out,
        sheet.columns.iter().map(|column| match column.align {
            Align::Left => ":--".to_owned(),
            Align::Right => "--:".to_owned(),
        }),
    );
    for one in &sheet.rows {
        row(&mut out, one.cells.iter().map(|cell| linked(&cell.text)));
    }
    out
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    out.push('|');
    for cell in cells {
        out.extend([" ", &cell, " |"]);
    }
    out.push('\n');
}

/// A cell as a link where it is the address of a page, otherwise as it is.
pub(super) fn linked(text: &str) -> String {
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    if is_address
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '|'))
    {
        format!("<{text}>")
    } else {
        escape(text)
    }
}

/// A text that Markdown shows as it is, inside a table too.
pub(super) fn escape(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // An underscore within a word emphasises nothing: `median_ms` stays as it is.
        let within_word = before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric());
        if matches!(c, '|' | '*' | '`' | '<' | '[' | ']' | '\\') || (c == '_' && !within_word) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A sheet as CSV by RFC 4180: one line of headings, then the rows. Where a cell shows nothing but a number, the
/// number stands there unrounded and without digit groups; where it shows none, nothing.
///
/// # Errors
/// When `out` cannot be written to.
pub fn csv(sheet: &Sheet, out: impl Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(out);
    writer.write_record(sheet.columns.iter().map(|column| column.title.as_str()))?;
    for row in &sheet.rows {
        writer.write_record(row.cells.iter().map(csv_cell))?;
    }
    writer.flush()
}

fn csv_cell(cell: &Cell) -> String {
    if cell.text == notation::NONE {
        return String::new();
    }
    match (number(&cell.text), &cell.order) {
        (Some((shown, _)), Order::Text) => shown.to_string(),
        // What a cell is sorted by may be another quantity than the one it shows, such as the days of a date.
        (Some((shown, decimals)), Order::Number(exact)) => {
            let rounding = 0.5 * 10f64.powi(-decimals) * (1.0 + 1e-9);
            if (exact - shown).abs() <= rounding { exact.to_string() } else { shown.to_string() }
        }
        (None, _) => cell.text.clone(),
    }
}

/// Numbers as people read them are shorter, in bytes; what is longer is some other text.
const LONGEST_NUMBER: usize = 40;

/// The number that a text consists of, and how many digits it shows behind the point.
fn number(text: &str) -> Option<(f64, i32)> {
    if text.len() > LONGEST_NUMBER {
        return None;
    }
    let plain = text.replace(',', "").replace('−', "-");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let written = digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let value = plain.parse().ok().filter(|_| written)?;
    Some((value, i32::try_from(decimals).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::Row;

    fn sheet() -> Sheet {
        Sheet {
            id: "test",
            title: String::new(),
            note: String::new(),
            columns: vec![Column::text("Name", 0), Column::number("USD", 0)],
            rows: vec![
                Row::new(vec![Cell::text("a | b, \"c\""), Cell::number(1234.567, "1,235")]),
                Row::new(vec![Cell::text("日本"), Cell::optional(None, notation::plain)]),
            ],
        }
    }

    #[test]
    fn columns_of_text_line_up_by_the_width_on_the_terminal() {
        assert_eq!(
            text(&sheet()),
            "Name          USD\n\
             ----------  -----\n\
             a | b, \"c\"  1,235\n\
             日本            –\n"
        );
    }

    #[test]
    fn markdown_keeps_bars_inside_their_cells() {
        assert_eq!(
            markdown(&sheet()),
            "| Name | USD |\n| :-- | --: |\n| a \\| b, \"c\" | 1,235 |\n| 日本 | – |\n"
        );
    }

    #[test]
    fn markdown_links_addresses_and_marks_nothing_by_accident() {
        assert_eq!(linked("https://example.org/a_b"), "<https://example.org/a_b>");
        assert_eq!(linked("https://example.org is down"), "https://example.org is down");
        assert_eq!(escape("web.gin.median_ms *a* _b_ <c>"), "web.gin.median_ms \\*a\\* \\_b\\_ \\<c>");
    }

    #[test]
    fn csv_has_whole_numbers_and_quotes_where_needed() {
        let mut out = Vec::new();
        csv(&sheet(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "Name,USD\n\"a | b, \"\"c\"\"\",1234.567\n日本,\n");
    }

    #[test]
    fn a_number_in_csv_is_the_one_that_is_shown() {
        for (value, shown, written) in [
            (0.357, "35.7 %", "35.7 %"),
            (20_000.0, "2026-11-22", "2026-11-22"),
            (7.0, "3.14", "3.14"),
            (3.1449, "3.14", "3.1449"),
            (-1500.4, "−1,500", "-1500.4"),
            (f64::NAN, "12", "12"),
        ] {
            assert_eq!(csv_cell(&Cell::number(value, shown)), written);
        }
        assert_eq!(csv_cell(&Cell::text("10,000")), "10000");
        assert_eq!(csv_cell(&Cell::text("")), "");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let mut sheet = sheet();
        sheet.rows = vec![Row::new(vec![Cell::text("\u{1b}[2J"), Cell::text("x\ny")])];
        assert!(!text(&sheet).contains('\u{1b}'));
        assert_eq!(markdown(&sheet).lines().count(), 3);
    }

    #[test]
    fn a_table_without_rows_says_so() {
        let mut sheet = sheet();
        sheet.rows.clear();
        assert_eq!(text(&sheet), "None.\n");
        assert_eq!(markdown(&sheet), "None.\n");
    }
}
