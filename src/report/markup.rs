//! How headings, prose, lists and tables are marked in texts for people.

use unicode_width::UnicodeWidthStr;

use super::wrap::{LINE, wrapped};
use super::{markdown, table};
use crate::quote::shown;
use crate::sheets::Sheet;

/// How headings, lists and tables are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Lined up for a terminal.
    Plain,
    /// GitHub's dialect, for its tables.
    Markdown,
}

impl Markup {
    /// A paragraph. Lines of the text stay lines.
    pub(super) fn prose(self, text: &str) -> String {
        match self {
            Self::Plain => lines(text, LINE).join("\n"),
            Self::Markdown => markdown::paragraph(text),
        }
    }

    /// An entry of a list.
    pub(super) fn item(self, text: &str) -> String {
        match self {
            Self::Plain => format!("- {}", lines(text, LINE - 2).join("\n  ")),
            Self::Markdown => markdown::item(text),
        }
    }

    pub(super) fn title(self, text: &str) -> String {
        match self {
            Self::Plain => underlined(text, "="),
            Self::Markdown => markdown::heading(1, text),
        }
    }

    pub(super) fn heading(self, text: &str) -> String {
        match self {
            Self::Plain => underlined(text, "-"),
            Self::Markdown => markdown::heading(2, text) + "\n",
        }
    }

    /// Adds a table under its heading and its note.
    pub(super) fn section(self, out: &mut String, sheet: &Sheet) {
        out.extend(["\n", &self.heading(&sheet.title)]);
        if !sheet.note.is_empty() {
            out.extend([&self.prose(&sheet.note), "\n\n"]);
        }
        out.push_str(&self.table(sheet));
    }

    /// A table that was asked for by its name, and below it its note.
    pub fn alone(self, sheet: &Sheet) -> String {
        let mut out = self.table(sheet);
        if !sheet.note.is_empty() {
            out.extend(["\n", &self.prose(&sheet.note), "\n"]);
        }
        out
    }

    fn table(self, sheet: &Sheet) -> String {
        match self {
            Self::Plain => table::page(sheet),
            Self::Markdown => markdown::table(sheet),
        }
    }
}

fn lines(text: &str, width: usize) -> Vec<String> {
    text.lines().flat_map(|line| wrapped(&shown(line), width)).collect()
}

fn underlined(text: &str, rule: &str) -> String {
    let text = shown(text);
    format!("{text}\n{}\n", rule.repeat(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text_stay_lines_and_nothing_misleads() {
        assert_eq!(Markup::Plain.prose("a\r\nb \u{202e}c"), "a\nb \u{fffd}c");
        assert_eq!(Markup::Plain.item("a\nb"), "- a\n  b");
        assert_eq!(Markup::Markdown.prose("a\nb \u{202e}c"), "a\\\nb \u{fffd}c");
        assert_eq!(Markup::Markdown.item("a\nb"), "- a\\\n  b");
    }

    #[test]
    fn no_prose_begins_a_block_of_markdown() {
        assert_eq!(Markup::Markdown.prose("# a"), "\\# a");
        assert_eq!(Markup::Markdown.item("1. a"), "- 1\\. a");
    }
}
