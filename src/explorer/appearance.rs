//! How the explorer looks, by name, and the list of themes with a preview of the one under its cursor.
//!
//! The state knows themes by their names only. Whoever draws knows what is behind a name, and whoever reads files
//! which names there are.

use crossterm::event::{KeyCode, KeyEvent};

use super::chord::Chord;
use super::overlay::Overlay;
use super::{State, cursor_keys};
use crate::widgets::scroll::moved;

/// How the explorer looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// The name of the theme, or the path of its file.
    pub theme: String,
    /// Whether only ASCII is drawn.
    pub is_ascii: bool,
}

/// The name of the theme that needs nothing but a terminal.
pub const USUAL_THEME: &str = "terminal";

impl Default for Appearance {
    fn default() -> Self {
        Self { theme: USUAL_THEME.to_owned(), is_ascii: false }
    }
}

/// A theme that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedTheme {
    /// Its name, or the path of its file.
    pub name: String,
    /// What it is, in a few words; or why it cannot be drawn.
    pub about: Result<String, String>,
}

/// The list of themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeList {
    themes: Vec<ListedTheme>,
    cursor: usize,
}

impl ThemeList {
    /// The themes.
    pub fn themes(&self) -> &[ListedTheme] {
        &self.themes
    }

    /// The line that `Enter` takes.
    pub const fn cursor(&self) -> usize {
        self.cursor
    }

    /// The one under the cursor, if it can be drawn.
    fn seen(&self) -> Option<&str> {
        let theme = self.themes.get(self.cursor)?;
        theme.about.is_ok().then_some(theme.name.as_str())
    }

    pub(super) fn step(&mut self, by: isize) {
        self.cursor = moved(self.cursor, by, self.themes.len());
    }
}

impl State {
    /// The theme to draw in: the one under the cursor while the list is open, so that leaving the list needs nothing
    /// to be undone.
    pub fn theme(&self) -> &str {
        let seen = match &self.overlay {
            Some(Overlay::Themes(list)) => list.seen(),
            _ => None,
        };
        seen.unwrap_or(&self.settings.appearance.theme)
    }

    /// Opens the list of themes.
    pub fn themes_came_to(&mut self, mut themes: Vec<ListedTheme>) {
        let present = &self.settings.appearance.theme;
        let cursor = themes.iter().position(|theme| theme.name == *present).unwrap_or_else(|| {
            // A file somewhere else, named on the command line.
            themes.push(ListedTheme { name: present.clone(), about: Ok("as it is now".to_owned()) });
            themes.len() - 1
        });
        self.overlay = Some(Overlay::Themes(ThemeList { themes, cursor }));
    }

    /// A key while the list is open.
    pub(super) fn theme_key(&mut self, key: KeyEvent) {
        let Some(Overlay::Themes(list)) = &mut self.overlay else { return };
        match Chord::letter_or_key(key) {
            KeyCode::Enter => self.accept_theme(),
            KeyCode::Esc | KeyCode::Char('q') => self.overlay = None,
            KeyCode::Char('T') => list.step(1),
            code => list.step(cursor_keys::in_list(code).unwrap_or(0)),
        }
    }

    /// A press on a line shows it, a second one takes it.
    pub(super) fn press_theme(&mut self, position: usize) {
        let Some(Overlay::Themes(list)) = &mut self.overlay else { return };
        if list.cursor == position {
            self.accept_theme();
        } else {
            list.cursor = position.min(list.themes.len().saturating_sub(1));
        }
    }

    fn accept_theme(&mut self) {
        let Some(Overlay::Themes(list)) = &self.overlay else { return };
        if let Some(name) = list.seen().map(str::to_owned) {
            self.notice = Some(match &self.settings.folders.configuration {
                Some(file) => {
                    format!(
                        "Theme {name}. To keep it: theme = \"{name}\" in {}",
                        self.settings.folders.abbreviated(file)
                    )
                }
                None => {
                    format!("Theme {name}, for this run only: no configuration is read that could keep it.")
                }
            });
            self.settings.appearance.theme = name;
            self.overlay = None;
        }
    }
}
