//! A key with its modifiers, in one spelling for matching and for help.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::quote::harmless;

/// A key press, normalised: terminals disagree about Shift with letters and about Shift-Tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Chord {
    /// A key alone.
    pub const fn key(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::NONE }
    }

    /// A character as typed; capitals imply Shift.
    pub const fn char(char: char) -> Self {
        Self::key(KeyCode::Char(char))
    }

    /// A character with Ctrl.
    pub const fn ctrl(char: char) -> Self {
        Self { code: KeyCode::Char(char), modifiers: KeyModifiers::CONTROL }
    }

    /// A key with Shift.
    pub const fn shift(code: KeyCode) -> Self {
        Self { code, modifiers: KeyModifiers::SHIFT }
    }

    /// The chord of a key event.
    pub fn of(event: KeyEvent) -> Self {
        let known = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut modifiers = event.modifiers & known;
        let code = match event.code {
            KeyCode::BackTab => KeyCode::BackTab,
            KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
            KeyCode::Char(char) if modifiers.contains(KeyModifiers::CONTROL) => {
                KeyCode::Char(char.to_ascii_lowercase())
            }
            KeyCode::Char(char) if modifiers.contains(KeyModifiers::SHIFT) => {
                KeyCode::Char(char.to_uppercase().next().unwrap_or(char))
            }
            code => code,
        };
        if matches!(code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers.remove(KeyModifiers::SHIFT);
        }
        Self { code, modifiers }
    }

    /// The code of a key where letters mean something without being typed: with Ctrl or Alt a letter is another key, and
    /// answers nothing there.
    pub(super) fn letter_or_key(event: KeyEvent) -> KeyCode {
        match event.code {
            KeyCode::Char(_) if !Self::of(event).is_typed() => KeyCode::Null,
            code => code,
        }
    }

    /// The key press that is this chord.
    pub const fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// Whether a field in which text is typed would take it.
    pub fn is_typed(self) -> bool {
        let steers = self.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        !steers && !matches!(self.code, KeyCode::F(_))
    }

    /// The key that a terminal sends in the place of this one, which therefore never arrives.
    pub fn sent_as(self) -> Option<Self> {
        if self.modifiers != KeyModifiers::CONTROL {
            return None;
        }
        match self.code {
            KeyCode::Char('i') => Some(Self::key(KeyCode::Tab)),
            KeyCode::Char('m') => Some(Self::key(KeyCode::Enter)),
            KeyCode::Char('[') => Some(Self::key(KeyCode::Esc)),
            _ => None,
        }
    }

    /// The chord with the names of keys spelt out, for screens that have no arrows.
    pub fn ascii(self) -> String {
        self.spell(SHIFT.0, |(_, name, _)| name)
    }

    fn spell(self, shift: &str, name: impl Fn(Named) -> &'static str) -> String {
        let mut text = String::new();
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            text.push_str(CTRL);
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            text.push_str(ALT);
        }
        if self.modifiers.contains(KeyModifiers::SHIFT) || self.code == KeyCode::BackTab {
            text.push_str(shift);
        }
        let code = if self.code == KeyCode::BackTab { KeyCode::Tab } else { self.code };
        match (NAMES.into_iter().find(|(named, _, _)| *named == code), code) {
            (Some(named), _) => text.push_str(name(named)),
            (None, KeyCode::Char(char)) => text.push(char),
            (None, other) => text.push_str(&other.to_string()),
        }
        text
    }
}

/// A key with its name and its symbol.
type Named = (KeyCode, &'static str, &'static str);

const NAMES: [Named; 15] = [
    (KeyCode::Up, "Up", "↑"),
    (KeyCode::Down, "Down", "↓"),
    (KeyCode::Left, "Left", "←"),
    (KeyCode::Right, "Right", "→"),
    (KeyCode::Enter, "Enter", "⏎"),
    (KeyCode::Tab, "Tab", "Tab"),
    (KeyCode::Char(' '), "Space", "Space"),
    (KeyCode::PageUp, "PgUp", "PgUp"),
    (KeyCode::PageDown, "PgDn", "PgDn"),
    (KeyCode::Home, "Home", "Home"),
    (KeyCode::End, "End", "End"),
    (KeyCode::Esc, "Esc", "Esc"),
    (KeyCode::Backspace, "Backspace", "Backspace"),
    (KeyCode::Delete, "Del", "Del"),
    (KeyCode::Insert, "Ins", "Ins"),
];

const CTRL: &str = "Ctrl-";
const ALT: &str = "Alt-";
const SHIFT: (&str, &str) = ("S-", "⇧");

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.spell(SHIFT.1, |(_, _, symbol)| symbol))
    }
}

/// A text that is the spelling of no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey(String);

impl fmt::Display for UnknownKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no key {}: give a character, ", harmless(&self.0))?;
        let names: Vec<&str> = NAMES.iter().map(|(_, name, _)| *name).collect();
        write!(
            out,
            "one of {}, F1 to F12, or one of these behind {CTRL}, {ALT} or {}",
            names.join(", "),
            SHIFT.0
        )
    }
}

impl std::error::Error for UnknownKey {}

/// Reads what [`Chord::ascii`] or `Display` spells.
impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let prefixes = [
            (CTRL, KeyModifiers::CONTROL),
            (ALT, KeyModifiers::ALT),
            (SHIFT.0, KeyModifiers::SHIFT),
            (SHIFT.1, KeyModifiers::SHIFT),
        ];
        let (mut key, mut modifiers) = (text, KeyModifiers::NONE);
        while let Some((rest, modifier)) = prefixes
            .iter()
            .find_map(|(prefix, modifier)| Some((key.strip_prefix(prefix)?, *modifier)))
            .filter(|(rest, _)| !rest.is_empty())
        {
            key = rest;
            modifiers |= modifier;
        }
        let named = NAMES.iter().find(|(_, name, symbol)| key == *name || key == *symbol);
        let mut chars = key.chars();
        let code = match (named, chars.next(), chars.next()) {
            (Some((code, _, _)), _, _) => *code,
            (None, Some(char), None) if !char.is_control() => KeyCode::Char(char),
            (None, Some('F'), Some(_)) => {
                let number = key.strip_prefix('F').and_then(|number| number.parse().ok());
                KeyCode::F(
                    number.filter(|n| (1..=12).contains(n)).ok_or_else(|| UnknownKey(text.to_owned()))?,
                )
            }
            _ => return Err(UnknownKey(text.to_owned())),
        };
        Ok(Self::of(KeyEvent::new(code, modifiers)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(code: KeyCode, modifiers: KeyModifiers) -> Chord {
        Chord::of(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn the_encodings_of_one_key_are_one_chord() {
        let capital = event(KeyCode::Char('G'), KeyModifiers::NONE);
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), capital);
        assert_eq!(event(KeyCode::Char('g'), KeyModifiers::SHIFT), capital);
        let back = event(KeyCode::BackTab, KeyModifiers::NONE);
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT), back);
        assert_eq!(event(KeyCode::Tab, KeyModifiers::SHIFT), back);
        assert_ne!(event(KeyCode::Left, KeyModifiers::SHIFT), event(KeyCode::Left, KeyModifiers::NONE));
    }

    #[test]
    fn chords_are_spelt_with_and_without_symbols() {
        assert_eq!(Chord::shift(KeyCode::Left).to_string(), "⇧←");
        assert_eq!(Chord::shift(KeyCode::Left).ascii(), "S-Left");
        assert_eq!(Chord::ctrl('c').to_string(), "Ctrl-c");
        assert_eq!(Chord::key(KeyCode::BackTab).to_string(), "⇧Tab");
    }

    #[test]
    fn what_is_spelt_is_read_again() {
        let codes = NAMES.map(|(code, _, _)| code).into_iter();
        let codes = codes.chain([KeyCode::F(1), KeyCode::Char('a'), KeyCode::Char('-'), KeyCode::Char('日')]);
        for code in codes {
            for modifiers in
                [KeyModifiers::NONE, KeyModifiers::CONTROL, KeyModifiers::SHIFT, KeyModifiers::ALT]
            {
                let chord = event(code, modifiers);
                assert_eq!(chord.ascii().parse(), Ok(chord));
                assert_eq!(chord.to_string().parse(), Ok(chord));
                assert_eq!(Chord::of(chord.event()), chord);
            }
        }
        for unknown in ["", "Enterr", "F0", "F13", "ab", "\u{7}", "Ctrl-", "F"] {
            assert_eq!(unknown.parse::<Chord>().is_ok(), unknown == "F", "{unknown:?}");
        }
    }
}
