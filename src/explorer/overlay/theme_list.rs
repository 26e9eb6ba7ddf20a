//! The list of themes, with a preview of the one under its cursor.

use crossterm::event::{KeyCode, KeyEvent};

use super::list_cursor::{ListCursor, Pick};
use super::{Layer, Overlay, Reaction};
use crate::explorer::State;
use crate::explorer::appearance::ListedTheme;
use crate::explorer::chord::Chord;

/// The list of themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeList {
    themes: Vec<ListedTheme>,
    cursor: ListCursor,
}

impl ThemeList {
    /// The themes.
    pub fn themes(&self) -> &[ListedTheme] {
        &self.themes
    }

    /// The line that `Enter` takes.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// The one under the cursor, if it can be drawn.
    fn seen(&self) -> Option<&str> {
        let theme = self.themes.get(self.cursor())?;
        theme.about.is_ok().then_some(theme.name.as_str())
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
        let position = themes.iter().position(|theme| theme.name == *present).unwrap_or_else(|| {
            // A file somewhere else, named on the command line.
            themes.push(ListedTheme { name: present.clone(), about: Ok("as it is now".to_owned()) });
            themes.len() - 1
        });
        let cursor = ListCursor::new(themes.len()).at(position);
        self.overlay = Some(Overlay::Themes(ThemeList { themes, cursor }));
    }
}

impl Pick for ThemeList {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    fn accept(&mut self, state: &mut State) -> Reaction {
        let Some(name) = self.seen() else { return Reaction::STAYS };
        state.notice = Some(match &state.settings.folders.configuration {
            Some(file) => {
                let file = state.settings.folders.abbreviated(file);
                format!("Theme {name}. To keep it: theme = \"{name}\" in {file}")
            }
            None => format!("Theme {name}, for this run only: no configuration is read that could keep it."),
        });
        name.clone_into(&mut state.settings.appearance.theme);
        Reaction::GONE
    }
}

impl Layer for ThemeList {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        if Chord::letter_or_key(key) == KeyCode::Char('T') {
            self.cursor.step(1);
            return Reaction::STAYS;
        }
        self.list_key(key, state)
    }

    /// Shows the theme; a second press takes it.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.select_or_take(position, state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }
}
