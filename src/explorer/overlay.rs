//! What lies over the page: help, lists, forms and questions.
//!
//! Each is a `Layer` with a file of its own: what it holds, what opens it, and how it answers to keys, pasted text and
//! the pointer. It is taken out of the state while it reacts, so that both can be changed, and is laid back unless it
//! gives way.

pub mod entry_list;
pub mod export_list;
pub mod guardrail_form;
pub mod help;
pub mod history_list;
pub mod import_form;
pub mod line;
pub mod list_cursor;
pub mod notes_form;
pub mod palette;
pub mod path_form;
pub mod provenance;
pub mod question;
pub mod reading;
pub mod theme_list;
pub mod value_form;

use crossterm::event::KeyEvent;

use super::{Effect, State};
use entry_list::EntryList;
use export_list::ExportList;
use guardrail_form::GuardrailForm;
use help::Help;
use history_list::HistoryList;
use import_form::ImportForm;
use notes_form::NotesForm;
use palette::Palette;
use path_form::PathForm;
use provenance::Provenance;
use question::Question;
use reading::Reading;
use theme_list::ThemeList;
use value_form::ValueForm;

/// An overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The keys, made from the command table, and a guide to each page.
    Help(Help),
    /// Where a cell comes from.
    Provenance(Provenance),
    /// A value being typed for the slider under the cursor.
    Value(ValueForm),
    /// The entries of the choice under the cursor.
    Entries(EntryList),
    /// The team's own numbers being typed.
    Guardrails(GuardrailForm),
    /// Everything that has a name, to be found by it.
    Palette(Palette),
    /// A load test that may become a baseline.
    Import(ImportForm),
    /// What can be exported.
    Export(ExportList),
    /// The themes to choose from.
    Themes(ThemeList),
    /// Every step that was made.
    History(HistoryList),
    /// A note being typed, and those that were.
    Notes(NotesForm),
    /// A file being named.
    Path(PathForm),
    /// A question about what would be lost.
    Question(Question),
    /// A file that is waited for.
    Reading(Reading),
}

/// How what lies over the page answers to events. The state that it is given has no overlay meanwhile.
trait Layer {
    /// A key: all of them come here. One that means nothing does nothing.
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction;

    /// Pasted text; returns whether there was room for all of it. Nothing can be typed in most.
    fn insert(&mut self, _text: &str) -> bool {
        true
    }

    /// A press on one of its fields, lines or answers, by the position that it was drawn with. Keys of the same batch may
    /// have left fewer than were drawn.
    fn press(&mut self, _position: usize, _state: &mut State) -> Reaction {
        Reaction::STAYS
    }

    /// The wheel, by so many lines.
    fn wheel(&mut self, _by: isize, _state: &State) {}

    /// What the keys do that close it, where something has been typed that a press beside it must not lose.
    fn ways_out(&self) -> Option<&'static str> {
        None
    }

    /// A press beside it, with which nothing that was typed is lost.
    fn leave(&mut self, _state: &mut State) -> Reaction {
        Reaction::GONE
    }
}

/// What an event comes to.
enum Reaction {
    /// It stays over the page.
    Stays(Effect),
    /// It is gone, or another has come in its place.
    GivesWay(Effect),
}

impl Reaction {
    /// It stays, and there is nothing else to do.
    const STAYS: Self = Self::Stays(Effect::None);
    /// It is gone, and there is nothing else to do.
    const GONE: Self = Self::GivesWay(Effect::None);
}

impl Overlay {
    fn layer(&mut self) -> &mut dyn Layer {
        match self {
            Self::Help(help) => help,
            Self::Provenance(provenance) => provenance,
            Self::Value(form) => form,
            Self::Entries(list) => list,
            Self::Guardrails(form) => form,
            Self::Palette(palette) => palette,
            Self::Import(form) => form,
            Self::Export(list) => list,
            Self::Themes(list) => list,
            Self::History(list) => list,
            Self::Notes(form) => form,
            Self::Path(form) => form,
            Self::Question(question) => question,
            Self::Reading(reading) => reading,
        }
    }
}

impl State {
    /// A key while something lies over the page, which then takes all of them; none while nothing does.
    pub(super) fn overlay_key(&mut self, key: KeyEvent) -> Option<Effect> {
        self.react(|layer, state| layer.key(key, state))
    }

    /// A press on something that lies over the page.
    pub(super) fn press_overlay(&mut self, position: usize) -> Effect {
        self.react(|layer, state| layer.press(position, state)).unwrap_or(Effect::None)
    }

    /// A press beside what lies over the page: closes it, unless something would be lost that somebody has typed.
    pub(super) fn press_beside_overlay(&mut self) -> Effect {
        let reaction = self.react(|layer, state| match layer.ways_out() {
            Some(ways_out) => {
                state.notice = Some(ways_out.to_owned());
                Reaction::STAYS
            }
            None => layer.leave(state),
        });
        reaction.unwrap_or(Effect::None)
    }

    /// The wheel over what lies over the page, wherever it stands; `false` when nothing does.
    pub(super) fn scroll_overlay(&mut self, by: isize) -> bool {
        let reaction = self.react(|layer, state| {
            layer.wheel(by, state);
            Reaction::STAYS
        });
        reaction.is_some()
    }

    /// Pasted text while something lies over the page, which then takes all of it: whether there was room; none while
    /// nothing does.
    pub(super) fn paste_into_overlay(&mut self, text: &str) -> Option<bool> {
        self.overlay.as_mut().map(|overlay| overlay.layer().insert(text))
    }

    fn react(&mut self, to: impl FnOnce(&mut dyn Layer, &mut Self) -> Reaction) -> Option<Effect> {
        let mut overlay = self.overlay.take()?;
        Some(match to(overlay.layer(), self) {
            Reaction::Stays(effect) => {
                self.overlay = Some(overlay);
                effect
            }
            Reaction::GivesWay(effect) => effect,
        })
    }
}
