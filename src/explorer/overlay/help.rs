//! The help: a card of all keys, and a guide to each page.

use crossterm::event::{KeyCode, KeyEvent};

use super::{Layer, Overlay, Reaction};
use crate::explorer::chord::Chord;
use crate::explorer::command::GUIDE;
use crate::explorer::{State, Tab, cursor_keys};
use crate::widgets::scroll::{moved, turned};

/// A page of the help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HelpPage {
    /// The card of all keys.
    #[default]
    Keys,
    /// The guide to a page.
    Guide(Tab),
}

/// What is read in the help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    /// The page.
    pub page: HelpPage,
    /// The first line of it that is seen.
    pub offset: usize,
}

impl Help {
    /// The help at the start of a page.
    pub const fn at(page: HelpPage) -> Self {
        Self { page, offset: 0 }
    }

    /// Every page of the help, in the order of the headings.
    pub fn pages() -> impl Iterator<Item = HelpPage> {
        std::iter::once(HelpPage::Keys).chain(Tab::ALL.map(HelpPage::Guide))
    }

    /// Turns to the page of a heading.
    pub fn turn_to(&mut self, position: usize) {
        if let Some(page) = Self::pages().nth(position) {
            *self = Self::at(page);
        }
    }

    /// Turns on by so many pages. From the keys the next one is the guide to the page that is open.
    fn turn(&mut self, by: isize, open: Tab) {
        let guides = Tab::ALL.into_iter().cycle().skip(open.index()).take(Tab::ALL.len());
        let pages: Vec<HelpPage> =
            std::iter::once(HelpPage::Keys).chain(guides.map(HelpPage::Guide)).collect();
        let present = pages.iter().position(|page| *page == self.page).unwrap_or(0);
        if let Some(page) = pages.get(turned(present, by, pages.len())) {
            *self = Self::at(*page);
        }
    }
}

impl State {
    /// Opens the help on a page of it.
    pub fn open_help(&mut self, page: HelpPage) {
        self.overlay = Some(Overlay::Help(Help::at(page)));
    }
}

impl Layer for Help {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        let open = state.tab;
        let asks_for_guide = state.settings.keys.calls(Chord::of(key), &GUIDE);
        match Chord::letter_or_key(key) {
            KeyCode::Tab | KeyCode::Right | KeyCode::Char('l' | ']') => self.turn(1, open),
            KeyCode::BackTab | KeyCode::Left | KeyCode::Char('h' | '[') => self.turn(-1, open),
            KeyCode::Char(digit @ '0'..='9') => {
                self.turn_to(digit.to_digit(10).and_then(|digit| digit.try_into().ok()).unwrap_or(0));
            }
            _ if asks_for_guide => *self = Self::at(HelpPage::Guide(open)),
            KeyCode::Char('?') if self.page != HelpPage::Keys => *self = Self::default(),
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?') => return Reaction::GONE,
            code => self.wheel(cursor_keys::in_list(code).unwrap_or(0), state),
        }
        Reaction::STAYS
    }

    /// Turns to the page of a heading.
    fn press(&mut self, position: usize, _: &mut State) -> Reaction {
        self.turn_to(position);
        Reaction::STAYS
    }

    fn wheel(&mut self, by: isize, state: &State) {
        self.offset = moved(self.offset, by, state.regions.overlay_last + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turning_goes_through_all_pages_and_round_both_ways() {
        for open in Tab::ALL {
            for by in [1, -1] {
                let mut help = Help::default();
                let mut seen = Vec::new();
                for _ in Help::pages() {
                    assert!(!seen.contains(&help.page), "{:?}", help.page);
                    seen.push(help.page);
                    help.turn(by, open);
                }
                assert_eq!(help.page, HelpPage::Keys);
                if by > 0 {
                    assert_eq!(seen.get(1), Some(&HelpPage::Guide(open)));
                }
            }
        }
    }
}
