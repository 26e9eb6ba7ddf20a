//! One line of typed text with a cursor.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

use crate::quote::misleads;

/// The text and where the next character goes, in bytes. Keys go by what is seen as one character, such as an accented
/// letter or an emoji of several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    cursor: usize,
    is_selected: bool,
    /// What it was opened with for something else to be typed instead.
    offered: String,
}

/// What came of a key or of pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Whether the field had a use for all of it: the key is one of editing, there was room for the text.
    pub is_taken: bool,
    /// Whether another text stands in the field than before.
    pub is_changed: bool,
}

/// No field takes more than this many characters: paths can be long, but a paste of a whole file is a mistake.
pub(super) const LONGEST: usize = 1_000;

impl TextField {
    /// A field with a text that is to be gone on with, the cursor behind it.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// A field with a text that is offered: it is selected, so that what is typed replaces it, and keys that move the
    /// cursor keep it.
    pub fn offering(text: impl Into<String>) -> Self {
        let field = Self::new(text);
        Self { is_selected: !field.text.is_empty(), offered: field.text.clone(), ..field }
    }

    /// Whether something has been typed: something stands there, and not what was offered.
    pub fn is_typed_in(&self) -> bool {
        !self.text.trim().is_empty() && self.text != self.offered
    }

    /// Whether the whole text is selected.
    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before and behind the cursor.
    pub fn split(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Where the character before the cursor begins.
    fn before(&self) -> usize {
        self.split().0.grapheme_indices(true).next_back().map_or(0, |(start, _)| start)
    }

    /// Where the character behind the cursor ends.
    fn behind(&self) -> usize {
        self.cursor + self.split().1.graphemes(true).next().map_or(0, str::len)
    }

    /// Inserts text at the cursor, or in place of what is selected. Line breaks and other control characters become
    /// spaces; what has no width and misleads is left out.
    pub fn insert(&mut self, text: &str) -> Edit {
        self.edit(|field| field.put(text))
    }

    /// Applies a key, if it is one of editing.
    pub fn key(&mut self, event: KeyEvent) -> Edit {
        self.edit(|field| field.apply(event))
    }

    fn edit(&mut self, edit: impl FnOnce(&mut Self) -> bool) -> Edit {
        let before = self.text.clone();
        let is_taken = edit(self);
        Edit { is_taken, is_changed: self.text != before }
    }

    /// Returns whether there was room for all of it.
    fn put(&mut self, text: &str) -> bool {
        let text = text.trim_end_matches(['\r', '\n']);
        // Nothing is not typed in the place of what is selected.
        if text.is_empty() {
            return true;
        }
        if self.is_selected {
            *self = Self::default();
        }
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let mut clean = text
            .chars()
            .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
            .filter(|c| !misleads(*c));
        let taken: String = clean.by_ref().take(room).collect();
        self.text.insert_str(self.cursor, &taken);
        self.cursor += taken.len();
        clean.next().is_none()
    }

    /// Returns whether the key is one of editing.
    fn apply(&mut self, event: KeyEvent) -> bool {
        let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
        let code = match event.code {
            // What some terminals send for Backspace.
            KeyCode::Char('h') if ctrl => KeyCode::Backspace,
            code => code,
        };
        match code {
            KeyCode::Char('u') if ctrl => *self = Self::default(),
            KeyCode::Backspace | KeyCode::Delete if self.is_selected => *self = Self::default(),
            KeyCode::Char('w') if ctrl => {
                let (before, behind) = self.split();
                let kept = before.trim_end();
                let word = kept.rsplit(char::is_whitespace).next().unwrap_or_default();
                let kept = kept.strip_suffix(word).unwrap_or_default();
                let (cursor, text) = (kept.len(), format!("{kept}{behind}"));
                (self.text, self.cursor) = (text, cursor);
            }
            KeyCode::Char('a') if ctrl => self.cursor = 0,
            KeyCode::Char('e') if ctrl => self.cursor = self.text.len(),
            KeyCode::Char(char) if !ctrl && !event.modifiers.contains(KeyModifiers::ALT) => {
                self.put(char.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => {
                let start = self.before();
                self.text.replace_range(start..self.cursor, "");
                self.cursor = start;
            }
            KeyCode::Delete => self.text.replace_range(self.cursor..self.behind(), ""),
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right => self.cursor = self.behind(),
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = self.text.len(),
            _ => return false,
        }
        self.is_selected = false;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut TextField, code: KeyCode) {
        field.key(KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn editing_goes_by_characters_not_bytes() {
        let mut field = TextField::new("aé日");
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.text(), "a日");
        press(&mut field, KeyCode::Char('x'));
        assert_eq!(field.split(), ("ax", "日"));
        press(&mut field, KeyCode::Delete);
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "ax");
    }

    #[test]
    fn what_is_seen_as_one_character_goes_as_one() {
        let mut field = TextField::new("né 👩\u{200d}💻e\u{301}");
        press(&mut field, KeyCode::Left);
        assert_eq!(field.split(), ("né 👩\u{200d}💻", "e\u{301}"));
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.split(), ("né ", "e\u{301}"));
        press(&mut field, KeyCode::Delete);
        assert_eq!(field.text(), "né ");
        for code in [KeyCode::Delete, KeyCode::Right] {
            press(&mut field, code);
            assert_eq!(field.split(), ("né ", ""));
        }
        press(&mut field, KeyCode::Home);
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.split(), ("", "né "));
    }

    #[test]
    fn what_is_typed_or_pasted_replaces_an_offered_text() {
        let mut field = TextField::offering("10000");
        press(&mut field, KeyCode::Char('1'));
        press(&mut field, KeyCode::Char('5'));
        assert_eq!((field.text(), field.is_selected()), ("15", false));
        let mut field = TextField::offering("10000");
        field.insert("15k");
        assert_eq!(field.text(), "15k");
        for code in [KeyCode::Backspace, KeyCode::Delete] {
            let mut field = TextField::offering("10000");
            press(&mut field, code);
            assert_eq!((field.text(), field.is_selected()), ("", false));
        }
        assert!(!TextField::offering("").is_selected());
        let mut field = TextField::offering("10000");
        assert!(field.insert("").is_taken && !field.insert("\n").is_changed);
        assert_eq!((field.text(), field.is_selected()), ("10000", true), "nothing was pasted");
    }

    #[test]
    fn an_offered_text_is_kept_by_keys_that_move_the_cursor() {
        let typed = |code| {
            let mut field = TextField::offering("200");
            press(&mut field, code);
            assert!(!field.is_selected());
            press(&mut field, KeyCode::Char('5'));
            field.text().to_owned()
        };
        assert_eq!(typed(KeyCode::Home), "5200");
        assert_eq!(typed(KeyCode::Left), "2050");
        assert_eq!(typed(KeyCode::Right), "2005");
        assert_eq!(typed(KeyCode::End), "2005");
        let mut field = TextField::offering("200");
        let function_key = field.key(KeyEvent::new(KeyCode::F(5), KeyModifiers::NONE));
        assert!(!function_key.is_taken && field.is_selected());
        field.key(KeyEvent::new(KeyCode::Char('a'), KeyModifiers::CONTROL));
        assert!(!field.is_selected());
    }

    #[test]
    fn pasted_text_is_made_one_short_line() {
        let mut field = TextField::default();
        assert!(field.insert("12\n34\n").is_taken);
        assert_eq!(field.text(), "12 34");
        let mut field = TextField::default();
        field.insert("\u{feff}10\u{202e}000\u{2028}مرحبا 👩\u{200d}💻");
        assert_eq!(field.text(), "10000 مرحبا 👩\u{200d}💻");
        assert!(!field.insert(&"x".repeat(2_000)).is_taken, "there is not room for all of it");
        assert_eq!(field.text().chars().count(), LONGEST);
        assert!(field.insert("").is_taken && !field.insert("x").is_taken);
    }

    #[test]
    fn a_word_is_deleted_as_shells_do() {
        let mut field = TextField::new("one two  ");
        field.key(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "one ");
        field.key(KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "one", "a terminal whose Backspace is Ctrl-h");
        let mut field = TextField::new("一\u{3000}二");
        field.key(KeyEvent::new(KeyCode::Char('w'), KeyModifiers::CONTROL));
        assert_eq!(field.text(), "一\u{3000}", "a wide space is one too");
    }
}
