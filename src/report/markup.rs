//! How headings, prose, lists and tables are marked in texts for people.

use unicode_width::UnicodeWidthStr;

use super::markdown::escape;
use super::table;
use crate::quote::shown;
use crate::sheets::Sheet;

/// The longest line of prose, in cells; tables are as wide as they are.
const LINE: usize = 100;

/// How headings, lists and tables are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Lined up for a terminal.
    Plain,
    /// GitHub's dialect, for its tables.
    Markdown,
}

impl Markup {
    pub(super) fn prose(self, text: &str) -> String {
        match self {
            Self::Plain => wrapped(&shown(text)),
            Self::Markdown => escape(text),
        }
    }

    pub(super) fn title(self, text: &str) -> String {
        match self {
            Self::Plain => underlined(text, "="),
            Self::Markdown => format!("# {}\n", escape(text)),
        }
    }

    pub(super) fn heading(self, text: &str) -> String {
        match self {
            Self::Plain => underlined(text, "-"),
            Self::Markdown => format!("## {}\n\n", escape(text)),
        }
    }

    /// Adds a table under its heading and its note.
    pub(super) fn section(self, out: &mut String, sheet: &Sheet) {
        out.extend(["\n", &self.heading(&sheet.title)]);
        if !sheet.note.is_empty() {
            out.extend([&self.prose(&sheet.note), "\n\n"]);
        }
        out.push_str(&match self {
            Self::Plain => table::text(sheet),
            Self::Markdown => table::markdown(sheet),
        });
    }
}

/// A text broken between words.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = word.width();
        if used > 0 && used + 1 + width > LINE {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += width;
    }
    out
}

fn underlined(text: &str, rule: &str) -> String {
    let text = shown(text);
    format!("{text}\n{}\n", rule.repeat(text.width()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_wrapped_between_words() {
        let text = format!("{} end", "word ".repeat(30));
        let lines: Vec<String> = wrapped(&text).lines().map(str::to_owned).collect();
        assert_eq!((lines.len(), lines[0].len()), (2, 99));
        assert_eq!(lines.join(" "), text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(wrapped(&"x".repeat(300)).lines().count(), 1);
    }
}
