//! A sheet as plain text, as a Markdown table and as CSV.

mod csv;

use unicode_width::UnicodeWidthStr;

use super::markdown;
use crate::quote::shown;
use crate::sheets::{Align, Column, Sheet};
pub use csv::csv;

/// What stands for a table without rows.
const EMPTY: &str = "None.";

/// A sheet as lines of text, columns lined up, numbers to the right.
pub fn text(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return format!("{EMPTY}\n");
    }
    let heads: Vec<String> = sheet.columns.iter().map(|column| shown(&column.title)).collect();
    let rows: Vec<Vec<String>> =
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| shown(&cell.text)).collect()).collect();
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
    markdown::table(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation;
    use crate::sheets::{Cell, Row};

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
    }
}
