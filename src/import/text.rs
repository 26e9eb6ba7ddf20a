//! Text from files: what must not reach a terminal is taken out or made visible.

use std::iter::Peekable;
use std::str::Chars;

/// The longest text of a file that is shown, characters: longer ones are cut.
const LONGEST_QUOTE: usize = 500;

/// A text fit to be shown anywhere: control characters, and those that turn the direction of writing or have no
/// width, stand as their escapes.
pub(super) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (position, c) in text.chars().enumerate() {
        if position == LONGEST_QUOTE {
            out.push('…');
            break;
        }
        if c.is_control() || steers(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Whether a character changes how the others are shown: bidirectional controls, joiners, line separators, tags.
fn steers(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

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
            c if c.is_control() || steers(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Leaves out the rest of an escape sequence (ECMA-48): CSI up to its final byte, strings up to their terminator,
/// else one character.
fn skip_escape(chars: &mut Peekable<Chars<'_>>) {
    match chars.next() {
        Some('[') => while chars.next().is_some_and(|c| !('\u{40}'..='\u{7e}').contains(&c)) {},
        Some(']' | 'P' | '_' | '^' | 'X') => {
            while let Some(c) = chars.next() {
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
    fn what_steers_a_terminal_is_made_visible() {
        assert_eq!(harmless("http://x/\u{1b}[2J\u{202e}gnp.exe"), "http://x/\\u{1b}[2J\\u{202e}gnp.exe");
        assert_eq!(harmless("naïve ■"), "naïve ■");
        assert_eq!(harmless(&"a".repeat(600)).chars().count(), LONGEST_QUOTE + 1);
    }

    #[test]
    fn reports_lose_their_colours() {
        assert_eq!(plain("\u{1b}[2J\u{1b}[1;32mTotal\u{1b}[0m:\t2\r\n"), "Total:\t2\n");
        assert_eq!(plain("\u{1b}]0;title\u{7}a\u{1b}]0;title\u{1b}\\b"), "ab");
        assert_eq!(plain("10%\r20%\rdone\n"), "10%\n20%\ndone\n");
        assert_eq!(plain("cut\u{1b}["), "cut");
    }
}
