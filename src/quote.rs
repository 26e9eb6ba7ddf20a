//! Words of files and of people as messages repeat them: made harmless, cut, and listed; and where in a file they
//! stand.

use std::borrow::Borrow;

/// The longest text that is repeated, characters: longer ones are cut.
const LONGEST: usize = 500;

/// A text fit to be shown anywhere: control characters, and those that turn the direction of writing or have no
/// width, stand as their escapes.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST));
    for (position, c) in text.chars().enumerate() {
        if position == LONGEST {
            out.push('…');
            break;
        }
        if steers(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The same in backticks: a name that a message is about.
pub(crate) fn quoted(name: &str) -> String {
    format!("`{}`", harmless(name))
}

/// Whether a character is a command to a terminal, or changes how others are shown: control characters, bidirectional
/// controls, joiners, line separators, tags.
pub(crate) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

/// Whether a character misleads in a text that is kept or shown as it is: it steers, and no writing needs it. Joiners
/// make words of Persian and emoji of several parts, and the marks of direction touch nothing but the point where they
/// stand; overrides, embeddings and isolates turn round what follows, up to the end of the line.
pub(crate) fn misleads(c: char) -> bool {
    steers(c) && !matches!(c, '\u{61c}' | '\u{200c}'..='\u{200f}')
}

/// A text of people or files as reports show it: a sign of replacement stands for whatever misleads.
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(|c| if misleads(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// What to say of lines that are to be shown as they are and have a character that steers; nothing if none has.
pub(crate) fn steering(lines: &str) -> Option<String> {
    let found = lines.chars().find(|c| steers(*c) && *c != '\n')?;
    Some(format!("contains the control character U+{:04X}; remove it", u32::from(found)))
}

/// Words as a sentence has them: `node, python or go`.
pub(crate) fn listed<S: Borrow<str>>(words: &[S], conjunction: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.borrow().to_owned(),
        [others @ .., last] => format!("{} {conjunction} {}", others.join(", "), last.borrow()),
    }
}

/// Line and column, from one and in characters, of what comes behind a text.
pub(crate) fn place_behind(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}

/// Bytes of a file as text.
///
/// # Errors
/// Line and column of the first byte that is not UTF-8, from one.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, (usize, usize)> {
    String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        place_behind(&String::from_utf8_lossy(before))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_characters_from_one() {
        assert_eq!(place_behind(""), (1, 1));
        assert_eq!(place_behind("näme = "), (1, 8));
        assert_eq!(place_behind("one\n\nz"), (3, 2));
        assert_eq!(place_behind("one\r\n"), (2, 1));
    }

    #[test]
    fn the_last_of_a_list_is_joined_by_a_word() {
        let listed = [&[][..], &["a"], &["a", "b"], &["a", "b", "c"]].map(|words| listed(words, "or"));
        assert_eq!(listed, ["", "a", "a or b", "a, b or c"]);
    }

    #[test]
    fn what_steers_a_terminal_is_made_visible() {
        assert_eq!(harmless("http://x/\u{1b}[2J\u{202e}gnp.exe"), "http://x/\\u{1b}[2J\\u{202e}gnp.exe");
        assert_eq!(harmless("naïve ■"), "naïve ■");
        assert_eq!(harmless(&"a".repeat(600)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn what_is_kept_loses_what_misleads_and_nothing_that_writing_needs() {
        for kept in
            ["مرحبا: p99 ✓", "می\u{200c}خواهم", "👩\u{200d}💻", "a\u{200f}b", "naïve 日本", "❤\u{fe0f}"]
        {
            assert_eq!(shown(kept), kept);
        }
        let controls = ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        let unseen =
            ['\u{1b}', '\u{9b}', '\u{200b}', '\u{2028}', '\u{2029}', '\u{2060}', '\u{feff}', '\u{e0041}'];
        for c in controls.chain(unseen) {
            assert_eq!(shown(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
        }
    }

    #[test]
    fn what_steers_is_named_but_for_the_ends_of_lines() {
        assert_eq!(steering("naïve\nlines"), None);
        for (text, name) in [("\u{1b}[2J", "U+001B"), ("a\u{202e}b", "U+202E"), ("\u{e0041}", "U+E0041")] {
            assert!(steering(text).unwrap().contains(name), "{name}");
        }
    }
}
