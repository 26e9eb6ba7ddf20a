//! Text of several lines, in lines of a given width.

use crate::widgets::text::width;

/// A text whose lines are its own, such as those of a program: they are kept as they are, and only what is too long is
/// broken.
pub(super) fn kept(text: &str, columns: usize) -> Vec<String> {
    let short = |line: &str| usize::from(width(line)) <= columns;
    text.lines()
        .flat_map(|line| if short(line) { vec![line.to_owned()] } else { broken(line, columns) })
        .collect()
}

/// Text broken at spaces; a word longer than the line, such as an address, is cut into pieces.
pub(super) fn broken(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut present = String::new();
    for mut word in text.split(' ') {
        if !present.is_empty() && usize::from(width(&present)) + 1 + usize::from(width(word)) > columns {
            lines.push(std::mem::take(&mut present));
        }
        if !present.is_empty() {
            present.push(' ');
        }
        while usize::from(width(word)) > columns {
            let end = word
                .char_indices()
                .map(|(byte, char)| byte + char.len_utf8())
                .take_while(|end| usize::from(width(word.get(..*end).unwrap_or(word))) <= columns)
                .last()
                .unwrap_or(word.len());
            let (head, tail) = word.split_at(end);
            lines.push(head.to_owned());
            word = tail;
        }
        present.push_str(word);
    }
    lines.push(present);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_keep_their_indent_and_long_ones_are_broken() {
        let code = "def f():\n    return 1\n\nx = one + two";
        assert_eq!(kept(code, 12), ["def f():", "    return 1", "", "x = one +", "two"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_into_pieces() {
        assert_eq!(broken("see https://example.org", 8), ["see", "https://", "example.", "org"]);
    }
}
