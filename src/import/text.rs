//! Text from files: what must not reach a terminal is taken out or made visible.

use std::iter::Peekable;
use std::str::Chars;

pub(super) use crate::quote::harmless;
use crate::quote::steers;

/// A report without colour codes and other control characters, lines ended by `\n` alone.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            '\r' => {
                // A carriage return alone starts a line anew, as progress bars do.
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            c if steers(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Leaves out the rest of an escape sequence (ECMA-48): CSI up to its final byte, strings up to their terminator,
/// else one character. One that never ends, as where a log was cut, takes nothing beyond its line.
fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    let within_line = |c: &char| !matches!(c, '\n' | '\r');
    match chars.next_if(within_line) {
        Some('[') => while chars.next_if(within_line).is_some_and(|c| !('\u{40}'..='\u{7e}').contains(&c)) {},
        Some(']' | 'P' | '_' | '^' | 'X') => {
            while let Some(c) = chars.next_if(within_line) {
                if c == '\u{7}' || (c == '\u{1b}' && chars.next_if_eq(&'\\').is_some()) {
                    break;
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_lose_their_colours() {
        assert_eq!(plain("\u{1b}[2J\u{1b}[1;32mTotal\u{1b}[0m:\t2\r\n"), "Total:\t2\n");
        assert_eq!(plain("\u{1b}]0;title\u{7}a\u{1b}]0;title\u{1b}\\b"), "ab");
        assert_eq!(plain("10%\r20%\rdone\n"), "10%\n20%\ndone\n");
        assert_eq!(plain("cut\u{1b}["), "cut");
    }

    #[test]
    fn an_escape_that_never_ends_takes_no_more_than_its_line() {
        for begun in ["]", "]0;title", "P", "_", "^", "X", "[", "[1;3", ""] {
            for end in ["\n", "\r\n", "\r"] {
                let text = format!("a\u{1b}{begun}{end}1,000 requests\n");
                assert_eq!(plain(&text), "a\n1,000 requests\n", "{text:?}");
            }
        }
    }
}
