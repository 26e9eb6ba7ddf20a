//! Texts of others within Markdown.

use super::{escape, printable};

/// A text on one line that begins no list, heading, table or anything else, wherever it stands.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let escaped = escape(&words.join(" "));
    let starts_block = escaped.starts_with(['#', '>', '-', '+', '=', '~', '|', '&'])
        || escaped.starts_with(|c: char| c.is_ascii_digit());
    let escaped = escaped.replace('&', "\\&");
    if starts_block && !escaped.starts_with('\\') {
        // A digit cannot be escaped; what makes a list of it can.
        let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = escaped.split_at(digits);
        return match rest.chars().next() {
            Some('.' | ')') => format!("{number}\\{rest}"),
            Some(_) if digits == 0 => format!("\\{rest}"),
            _ => escaped,
        };
    }
    escaped
}

/// A text as it stands, in a fence that nothing within it can close.
pub(super) fn fenced(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    let lines: Vec<String> = text.lines().map(printable).collect();
    format!("{fence}{language}\n{}\n{fence}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_others_wrote_begins_a_block() {
        for (text, written) in [
            ("# not a heading", "\\# not a heading"),
            ("1. not a list", "1\\. not a list"),
            ("2) nor this", "2\\) nor this"),
            ("10 people", "10 people"),
            ("- a\n\n- b", "\\- a - b"),
            ("a &lt; b", "a \\&lt; b"),
            ("&amp;", "\\&amp;"),
            ("<script>", "\\<script>"),
            ("`x` | y", "\\`x\\` \\| y"),
            ("---", "\\---"),
            ("", ""),
        ] {
            assert_eq!(line(text), written);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        assert_eq!(fenced("toml", "a = 1\n"), "```toml\na = 1\n```\n");
        assert_eq!(fenced("", "x ```` y"), "`````\nx ```` y\n`````\n");
    }
}
