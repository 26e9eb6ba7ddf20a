//! The texts of a sheet in lines: as a table, as several beside which the names of the rows come again, or as
//! paragraphs.

use std::cmp::Reverse;

use unicode_width::UnicodeWidthStr;

use crate::notation::NONE;
use crate::quote::shown;
use crate::report::wrap::{LINE, pieces, wrapped};
use crate::sheets::{Kind, Sheet};

/// Texts are broken for columns down to this width, cells, and no further.
const NARROWEST: usize = 14;
/// A longer text, cells, is read rather than compared with those above and below it.
const PROSE: usize = 40;
/// What stands between two columns.
const GAP: &str = "  ";

/// The texts of a sheet: a line of headings, and the rows.
pub(super) struct Grid {
    kinds: Vec<Kind>,
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// None of a sheet without rows.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        if sheet.rows.is_empty() {
            return None;
        }
        let rows = sheet.rows.iter().map(|row| row.cells.iter().map(|cell| shown(&cell.text)).collect());
        Some(Self {
            kinds: sheet.columns.iter().map(|column| column.kind).collect(),
            heads: sheet.columns.iter().map(|column| shown(&column.title)).collect(),
            rows: rows.collect(),
        })
    }

    /// In lines that are read without turning the head. Where texts have to be broken for that, as a table if
    /// paragraphs take no fewer lines.
    pub(super) fn page(&self) -> String {
        let natural = self.widths();
        if total(&natural) <= LINE {
            return self.lines(&natural);
        }
        let paragraphs = self.paragraphs();
        match self.narrowed().map(|widths| self.lines(&widths)) {
            Some(table) if table.lines().count() <= paragraphs.lines().count() => table,
            Some(_) => paragraphs,
            None if self.is_prose() || self.heads.len() < 2 => paragraphs,
            None => self.parts().iter().map(|part| part.lines(&part.widths())).collect::<Vec<_>>().join("\n"),
        }
    }

    /// All texts of a column.
    fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        std::iter::once(&self.heads)
            .chain(&self.rows)
            .filter_map(move |row| row.get(column))
            .map(String::as_str)
    }

    /// The widths that the columns take if no text is broken.
    pub(super) fn widths(&self) -> Vec<usize> {
        (0..self.heads.len())
            .map(|column| self.column(column).map(UnicodeWidthStr::width).max().unwrap_or(0))
            .collect()
    }

    /// The widths at which the rows fit, if there are any.
    fn narrowed(&self) -> Option<Vec<usize>> {
        let columns: Vec<Vec<&str>> =
            (0..self.heads.len()).map(|column| self.column(column).collect()).collect();
        let least: Vec<usize> = columns.iter().map(|texts| least(texts)).collect();
        let mut widths = self.widths();
        if total(&least) > LINE {
            return None;
        }
        let lines =
            |texts: &[&str], width| -> usize { texts.iter().map(|text| wrapped(text, width).len()).sum() };
        while total(&widths) > LINE {
            // Where it costs the fewest lines, and among equals where most is left.
            let candidates =
                columns.iter().zip(&least).zip(&mut widths).filter(|((_, least), width)| **width > **least);
            let cost = |texts: &[&str], width: usize| lines(texts, width - 1) - lines(texts, width);
            let (_, width) =
                candidates.min_by_key(|((texts, _), width)| (cost(texts, **width), Reverse(**width)))?;
            *width -= 1;
        }
        Some(widths)
    }

    /// Whether it holds texts to be read, apart from what names the rows.
    fn is_prose(&self) -> bool {
        self.rows.iter().flat_map(|row| row.iter().skip(1)).any(|text| text.width() > PROSE)
    }

    /// As tables one below the other, each with as many of the columns as there is room for.
    fn parts(&self) -> Vec<Self> {
        let widths = self.widths();
        let name = widths.first().copied().unwrap_or(0);
        let (mut parts, mut taken) = (Vec::<Vec<usize>>::new(), 0);
        for (column, width) in widths.iter().enumerate().skip(1) {
            taken += GAP.len() + width;
            match parts.last_mut() {
                Some(part) if taken <= LINE => part.push(column),
                _ => {
                    parts.push(vec![0, column]);
                    taken = name + GAP.len() + width;
                }
            }
        }
        parts.iter().map(|columns| self.part(columns)).collect()
    }

    fn part(&self, columns: &[usize]) -> Self {
        let of = |texts: &[String]| columns.iter().filter_map(|column| texts.get(*column).cloned()).collect();
        Self {
            kinds: columns.iter().filter_map(|column| self.kinds.get(*column).copied()).collect(),
            heads: of(&self.heads),
            rows: self.rows.iter().map(|row| of(row)).collect(),
        }
    }

    /// Columns lined up, numbers to the right.
    pub(super) fn lines(&self, widths: &[usize]) -> String {
        let mut out = String::new();
        self.row(&mut out, widths, &self.heads);
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        line(&mut out, &self.kinds, widths, &rules);
        for row in &self.rows {
            self.row(&mut out, widths, row);
        }
        out
    }

    /// A row, in as many lines as its tallest cell.
    fn row(&self, out: &mut String, widths: &[usize], row: &[String]) {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            // What fits stays as it is, with its spaces.
            .map(
                |(text, width)| {
                    if text.width() <= *width { vec![text.clone()] } else { wrapped(text, *width) }
                },
            )
            .collect();
        for position in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let cells: Vec<String> =
                cells.iter().map(|lines| lines.get(position).cloned().unwrap_or_default()).collect();
            line(out, &self.kinds, widths, &cells);
        }
    }

    /// Each row by itself: what names it, and below that its other cells under their headings, as many to a line as
    /// there is room for. A cell that says nothing is left out.
    fn paragraphs(&self) -> String {
        const INDENT: &str = "  ";
        let mut out = String::new();
        for row in &self.rows {
            let mut cells = self.heads.iter().zip(row);
            for part in cells.next().map(|(_, name)| wrapped(name, LINE)).unwrap_or_default() {
                out.extend([part.as_str(), "\n"]);
            }
            let mut lines: Vec<String> = Vec::new();
            for (head, text) in cells.filter(|(_, text)| !text.is_empty() && *text != NONE) {
                let named = if head.is_empty() { text.clone() } else { format!("{head}: {text}") };
                let beside = lines.last().map(|last| format!("{last}; {named}"));
                match (beside.filter(|beside| 2 * INDENT.len() + beside.width() <= LINE), lines.last_mut()) {
                    (Some(beside), Some(last)) => *last = beside,
                    _ => lines.push(named),
                }
            }
            for long in &lines {
                for (position, part) in wrapped(long, LINE - 2 * INDENT.len()).iter().enumerate() {
                    let indent = if position == 0 { INDENT.to_owned() } else { INDENT.repeat(2) };
                    out.extend([&indent, part.as_str(), "\n"]);
                }
            }
        }
        out
    }
}

/// One line, without spaces at its end.
fn line(out: &mut String, kinds: &[Kind], widths: &[usize], cells: &[String]) {
    let start = out.len();
    for (position, ((kind, width), cell)) in kinds.iter().zip(widths).zip(cells).enumerate() {
        if position > 0 {
            out.push_str(GAP);
        }
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        match kind {
            Kind::Text | Kind::Whole | Kind::Prose => out.extend([cell.as_str(), &gap]),
            Kind::Number => out.extend([&gap, cell.as_str()]),
        }
    }
    out.truncate(start + out.get(start..).unwrap_or_default().trim_end().len());
    out.push('\n');
}

/// How narrow a column can get: cells that are short stay whole, and words do.
fn least(texts: &[&str]) -> usize {
    let cells = texts.iter().skip(1).map(|text| text.width()).max().unwrap_or(0);
    let words = texts.iter().flat_map(|text| pieces(text)).map(|word| word.width()).max().unwrap_or(0);
    words.max(cells.min(NARROWEST))
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::super::{page, text};
    use super::*;
    use crate::sheets::{Cell, Column, Row, SheetId};

    fn sheet(columns: Vec<Column>, rows: &[&[&str]]) -> Sheet {
        let rows =
            rows.iter().map(|row| Row::new(row.iter().map(|text| Cell::text(*text)).collect())).collect();
        Sheet { id: SheetId::Ranking, title: String::new(), note: String::new(), columns, rows }
    }

    #[test]
    fn what_fits_is_the_same_as_the_text_of_any_width() {
        let columns = vec![Column::text("Name", 0), Column::number("USD", 0)];
        let sheet = sheet(columns, &[&["a  b", "1"], &["", "–"]]);
        assert_eq!(page(&sheet), text(&sheet));
    }

    #[test]
    fn long_texts_take_several_lines_and_numbers_none() {
        let words = "word ".repeat(30);
        let columns = vec![Column::text("Name", 0), Column::number("USD", 0), Column::prose("Why", 0)];
        let text = page(&sheet(columns, &[&["a", "1,000", words.trim()], &["b", "20", "short"]]));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "Name    USD  Why");
        assert!(lines[2].starts_with("a     1,000  word word"), "{text}");
        assert!(lines[3].starts_with("             word"), "{text}");
        assert_eq!(*lines.last().unwrap(), "b        20  short");
        assert!(lines.iter().all(|line| line.len() <= LINE), "{text}");
    }

    #[test]
    fn headings_give_way_before_what_stands_below_them() {
        let mut columns = vec![Column::text("Name", 0)];
        columns.extend((0..10).map(|_| Column::number("heading of two", 0)));
        let text = page(&sheet(columns, &[&[&["a b"][..], &["1 000"; 10]].concat()]));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!((lines.len(), lines[0].matches("heading").count()), (4, 10), "{text}");
        assert!(lines[3].starts_with("a b   ") && lines[3].ends_with("1 000"), "{text}");
    }

    #[test]
    fn many_columns_of_numbers_become_several_tables() {
        let titles: Vec<String> = (0..20).map(|number| format!("heading-{number}")).collect();
        let mut columns = vec![Column::text("Option", 0)];
        columns.extend(titles.iter().map(|title| Column::number(title, 0)));
        let row = |name| [&[name][..], &["7"; 20]].concat();
        let text = page(&sheet(columns, &[&row("Go"), &row("Python")]));
        let parts: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(parts.len(), 3, "{text}");
        for part in parts {
            assert!(part.starts_with("Option  heading-") && part.contains("\nPython  "), "{text}");
            assert!(part.lines().all(|line| line.len() <= LINE), "{text}");
        }
    }

    #[test]
    fn what_is_too_wide_for_a_table_becomes_paragraphs() {
        let long = "word ".repeat(60);
        let address = format!("https://example.org/{}", "x".repeat(120));
        let columns = vec![
            Column::text("Figure", 0),
            Column::number("Value", 0),
            Column::text("Unit", 0),
            Column::text("", 0),
            Column::prose("Source", 0),
            Column::text("URL", 0),
        ];
        let text = page(&sheet(columns, &[&["web.rps", "9,340", "–", "as measured", long.trim(), &address]]));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[..2], ["web.rps", "  Value: 9,340; as measured"], "{text}");
        assert!(lines[2].starts_with("  Source: word word") && lines[3].starts_with("    word"), "{text}");
        assert_eq!(
            *lines.last().unwrap(),
            format!("  URL: {address}").replace(": h", ":\n    h").lines().last().unwrap()
        );
        assert!(lines.iter().all(|line| line.len() <= LINE || line.contains(&address)), "{text}");
    }
}
