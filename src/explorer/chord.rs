//! A key with its modifiers, in one spelling for matching and for help.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

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

    /// The chord with the names of keys spelt out, for screens that have no arrows.
    pub fn ascii(self) -> String {
        self.spell(&["Up", "Down", "Left", "Right", "Enter", "S-"])
    }

    fn spell(self, [up, down, left, right, enter, shift]: &[&str; 6]) -> String {
        let mut text = String::new();
        if self.modifiers.contains(KeyModifiers::CONTROL) {
            text.push_str("Ctrl-");
        }
        if self.modifiers.contains(KeyModifiers::ALT) {
            text.push_str("Alt-");
        }
        if self.modifiers.contains(KeyModifiers::SHIFT) || self.code == KeyCode::BackTab {
            text.push_str(shift);
        }
        match self.code {
            KeyCode::Up => text.push_str(up),
            KeyCode::Down => text.push_str(down),
            KeyCode::Left => text.push_str(left),
            KeyCode::Right => text.push_str(right),
            KeyCode::Enter => text.push_str(enter),
            KeyCode::Tab | KeyCode::BackTab => text.push_str("Tab"),
            KeyCode::Char(' ') => text.push_str("Space"),
            KeyCode::Char(char) => text.push(char),
            KeyCode::PageUp => text.push_str("PgUp"),
            KeyCode::PageDown => text.push_str("PgDn"),
            other => text.push_str(&other.to_string()),
        }
        text
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.spell(&["↑", "↓", "←", "→", "⏎", "⇧"]))
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
}
