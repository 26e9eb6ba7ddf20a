//! Markdown as CommonMark and GitHub read it: blocks that cannot run into each other, and texts that stay texts.
//!
//! Names and notes come from whoever wrote the scenario. Whatever they hold, a reader sees what was written.

use super::table::EMPTY;
use crate::quote::{shown, steers};
use crate::sheets::{Kind, Sheet};

/// A document that grows block by block.
#[derive(Debug, Default)]
pub(super) struct Document {
    text: String,
    in_list: bool,
}

impl Document {
    /// The block of metadata in front; values are written as they are.
    pub(super) fn front_matter(&mut self, entries: &[(&str, &str)]) {
        self.text.push_str("---\n");
        for (key, value) in entries {
            self.text.extend([*key, ": ", value, "\n"]);
        }
        self.text.push_str("---\n");
    }

    /// A heading of a level from 1.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.begin(false);
        self.text.push_str(&heading(level, text));
    }

    /// A paragraph. Lines of the text stay lines.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.begin(false);
        self.text.extend([&paragraph(text), "\n"]);
    }

    /// An entry of a list. Lines of the text stay lines.
    pub(super) fn item(&mut self, text: &str) {
        self.begin(true);
        self.text.extend([&item(text), "\n"]);
    }

    /// An entry of a list with an address in it.
    pub(super) fn citation(&mut self, before: &str, address: &str, after: &str) {
        self.begin(true);
        self.text.extend([&item(before), " ", &linked(address), &escape(after), "\n"]);
    }

    /// A table.
    pub(super) fn table(&mut self, sheet: &Sheet) {
        self.begin(false);
        self.text.push_str(&table(sheet));
    }

    /// A block of code, in a fence that nothing in it can close.
    pub(super) fn code(&mut self, language: &str, content: &str) {
        self.begin(false);
        let runs = content.split(|c| c != '`').map(str::len);
        let fence = "`".repeat(runs.max().map_or(3, |longest| (longest + 1).max(3)));
        let end = if content.ends_with('\n') { "" } else { "\n" };
        self.text.extend([&fence, language, "\n", content, end, &fence, "\n"]);
    }

    /// All of it.
    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Parts a block from the one before, unless both are entries of one list.
    fn begin(&mut self, in_list: bool) {
        let goes_on = in_list && self.in_list;
        if !goes_on && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.in_list = in_list;
    }
}

/// A heading of a level from 1, with its line end.
pub(super) fn heading(level: usize, text: &str) -> String {
    format!("{} {}\n", "#".repeat(level), escape(text).trim())
}

/// A paragraph without its line end. Lines of the text stay lines.
pub(super) fn paragraph(text: &str) -> String {
    lines(text, "")
}

/// An entry of a list without its line end. Lines of the text stay lines.
pub(super) fn item(text: &str) -> String {
    format!("- {}", lines(text, "  "))
}

/// The lines of a text, none of which begins a block of its own; empty ones would end the block and are left out.
fn lines(text: &str, indent: &str) -> String {
    let lines = text.lines().map(|line| open(escape(line).trim()));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(&format!("\\\n{indent}"))
}

/// Takes from the beginning of an escaped line what would make it a heading, a list, a quotation or a rule.
fn open(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let place = match line.get(digits..).and_then(|rest| rest.chars().next()) {
        Some('.' | ')') if digits > 0 => digits,
        Some('#' | '+' | '-' | '=' | '>') if digits == 0 => 0,
        _ => return line.to_owned(),
    };
    let (before, after) = line.split_at_checked(place).unwrap_or((line, ""));
    format!("{before}\\{after}")
}

/// A text that Markdown shows as it is, on one line, inside a table too.
fn escape(text: &str) -> String {
    let text = shown(text);
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        // An underscore within a word emphasises nothing: `median_ms` stays as it is.
        let within_word = before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric());
        if matches!(c, '|' | '*' | '`' | '<' | '[' | ']' | '\\' | '&' | '~') || (c == '_' && !within_word) {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A sheet as a table.
pub(super) fn table(sheet: &Sheet) -> String {
    if sheet.rows.is_empty() {
        return format!("{EMPTY}\n");
    }
    let mut out = String::new();
    row(&mut out, sheet.columns.iter().map(|column| escape(&column.title)));
    row(
        &mut out,
        sheet.columns.iter().map(|column| match column.kind {
            Kind::Text | Kind::Whole | Kind::Prose => ":--".to_owned(),
            Kind::Number => "--:".to_owned(),
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

/// A text as a link where it is the address of a page, otherwise as it is.
fn linked(text: &str) -> String {
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    if is_address && !text.contains(|c: char| c.is_whitespace() || steers(c) || matches!(c, '<' | '>' | '|'))
    {
        format!("<{text}>")
    } else {
        escape(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::shown;
    use crate::sheets::{Cell, Column, Row, SheetId};

    fn document(write: impl Fn(&mut Document)) -> String {
        let mut document = Document::default();
        write(&mut document);
        document.finish()
    }

    #[test]
    fn bars_stay_inside_their_cells_and_a_table_without_rows_says_so() {
        let mut sheet = Sheet {
            id: SheetId::Ranking,
            title: String::new(),
            note: String::new(),
            columns: vec![Column::text("Name", 0), Column::number("USD", 0)],
            rows: vec![Row::new(vec![
                Cell::text("a | b,\n\"c\""),
                Cell::number(1234.567, shown::fixed(1234.567, 0)),
            ])],
        };
        assert_eq!(table(&sheet), "| Name | USD |\n| :-- | --: |\n| a \\| b,\u{fffd}\"c\" | 1,235 |\n");
        sheet.rows = vec![Row::new(vec![Cell::text("\u{1b}[2J"), Cell::text("x\ny")])];
        assert!(!table(&sheet).contains('\u{1b}') && table(&sheet).lines().count() == 3);
        sheet.rows.clear();
        assert_eq!(table(&sheet), "None.\n");
    }

    #[test]
    fn addresses_are_linked_and_nothing_is_marked_by_accident() {
        assert_eq!(linked("https://example.org/a_b"), "<https://example.org/a_b>");
        assert_eq!(linked("https://example.org is down"), "https://example.org is down");
        assert_eq!(escape("web.gin.median_ms *a* _b_ <c>"), "web.gin.median_ms \\*a\\* \\_b\\_ \\<c>");
        assert_eq!(escape("R&D ~~x~~"), "R\\&D \\~\\~x\\~\\~");
    }

    #[test]
    fn no_line_of_a_text_begins_a_block() {
        let text = "# a\n- b\n\n 1. c\n2026-11-22 d\n> e\n---\n    f\n```\n3) g\n\n";
        assert_eq!(
            document(|out| out.item(text)),
            "- \\# a\\\n  \\- b\\\n  1\\. c\\\n  2026-11-22 d\\\n  \\> e\\\n  \\---\\\n  f\\\n  \\`\\`\\`\\\n  3\\) g\n"
        );
    }

    #[test]
    fn blocks_are_parted_and_a_list_is_one_block() {
        let text = document(|out| {
            out.heading(2, "h");
            out.item("a");
            out.item("b");
            out.paragraph("p");
        });
        assert_eq!(text, "## h\n\n- a\n- b\n\np\n");
    }

    #[test]
    fn a_fence_is_longer_than_any_in_it() {
        assert_eq!(document(|out| out.code("toml", "a")), "```toml\na\n```\n");
        assert_eq!(document(|out| out.code("", "x = '````'\n")), "`````\nx = '````'\n`````\n");
    }
}
