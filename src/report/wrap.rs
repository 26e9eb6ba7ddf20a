//! Text broken between words, for readers of lines of a common width.

use unicode_width::UnicodeWidthStr;

/// The longest line of a text for people, in cells; a word that is longer stays whole.
pub(super) const LINE: usize = 100;

/// A text in lines of at most so many cells; one empty line if there is no word in it.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces(text) {
        let wide = piece.width();
        if used > 0 && used + 1 + wide > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(&piece);
        }
        used += wide;
    }
    lines
}

/// The words of a text, each with the signs behind it: no line begins with a percent sign or a dash.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match pieces.last_mut() {
            Some(piece) if !word.contains(char::is_alphanumeric) => piece.extend([" ", word]),
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_alone() {
        let text = format!("{}end", "word ".repeat(30));
        let lines = wrapped(&text, LINE);
        assert_eq!((lines.len(), lines[0].len()), (2, 99));
        assert_eq!(lines.join(" "), text);
        assert_eq!(wrapped(&"x".repeat(300), LINE).len(), 1);
        assert_eq!(wrapped("a bb cccc d", 4), ["a bb", "cccc", "d"]);
        assert_eq!(wrapped("日本 語", 5), ["日本", "語"], "by the width on the terminal");
        assert_eq!(wrapped(" ", 5), [""]);
        assert_eq!(wrapped("at most 20 % and", 10), ["at most", "20 % and"], "no sign begins a line");
    }
}
