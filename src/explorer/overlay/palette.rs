//! The palette: whatever has a name, found by typing parts of it, and assignments as on the command line.

mod names;

use std::cmp::Reverse;

use crossterm::event::KeyEvent;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::list_cursor::{Form, ListCursor, Pick};
use super::{Layer, Reaction};
use crate::explorer::text_field::{Edit, TextField};
use crate::explorer::{Command, Panel, State, Tab};
use crate::scenario::parameter::Key;

/// What has been typed, and what it finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    field: TextField,
    /// Why the last attempt was refused.
    pub refusal: Option<String>,
    entries: Vec<Entry>,
    found: Vec<Found>,
    cursor: ListCursor,
}

/// Something with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it is called.
    pub name: String,
    /// What else it can be found by, such as its id.
    pub id: String,
    /// What is worth knowing before it is taken: keys, a value.
    pub about: String,
    target: Target,
}

/// Kinds of things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is what its name says")]
pub enum Kind {
    Command,
    Slider,
    Page,
    Table,
    Chart,
    Preset,
    Figure,
}

impl Kind {
    /// One word for it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Slider => "slider",
            Self::Page => "page",
            Self::Table => "table",
            Self::Chart => "chart",
            Self::Preset => "preset",
            Self::Figure => "figure",
        }
    }
}

impl Entry {
    /// The name with the id, as far as that says more.
    pub fn text(&self) -> String {
        if self.id.is_empty() || self.id == self.name {
            return self.name.clone();
        }
        format!("{}  {}", self.name, self.id)
    }

    /// Whether this is its name or id, in any case; a space may stand for the dash of an id.
    fn is_called(&self, typed: &str) -> bool {
        let plain = |text: &str| text.trim().to_lowercase().replace('-', " ");
        let typed = plain(typed);
        !typed.is_empty() && [&self.name, &self.id].into_iter().any(|known| plain(known) == typed)
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Target {
    Command(&'static Command),
    Slider(Key),
    Page(Tab),
    Panel(Tab, Panel),
    Preset(String),
    Figure(String),
}

/// Letters in a row that are found inside a word too; fewer are when they begin one, or are all that was typed.
const LONG_RUN: usize = 3;

/// Whether the letters of a word, by their positions, are only scattered over a text: what changes the scenario must
/// not be found by chance.
fn is_scattered(letters: &[u32], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let begins_word = |at: u32| {
        let at = at as usize;
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        let is_capital = text.get(at).is_some_and(|letter| letter.is_uppercase());
        before.is_none_or(|before| !before.is_alphanumeric() || (is_capital && before.is_lowercase()))
    };
    let runs = || letters.chunk_by(|one, next| one + 1 == *next);
    runs().count() > 1
        && runs().any(|run| run.len() < LONG_RUN && run.first().is_some_and(|first| !begins_word(*first)))
}

/// An entry that fits what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    entry: usize,
    /// Characters of [`Entry::text`] that fit.
    fitting: Vec<u32>,
}

impl Palette {
    fn new(entries: Vec<Entry>) -> Self {
        let (field, cursor) = (TextField::default(), ListCursor::default());
        let mut palette = Self { field, refusal: None, entries, found: Vec::new(), cursor };
        palette.search();
        palette
    }

    /// What has been typed.
    pub const fn field(&self) -> &TextField {
        &self.field
    }

    /// What fits, best first, with the characters of its text that do.
    pub fn found(&self) -> impl Iterator<Item = (&Entry, &[u32])> {
        self.found.iter().filter_map(|found| Some((self.entries.get(found.entry)?, found.fitting.as_slice())))
    }

    /// The line that `Enter` takes.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// The assignment that has been typed instead of a name: `traffic.rps=25k`.
    pub fn assignment(&self) -> Option<&str> {
        Some(self.field.text().trim()).filter(|text| text.contains('='))
    }

    /// Finds the entries in which every typed word fits: those that are called so first, then the best. Of equals,
    /// what can be done or opened comes before the many figures, then what fits without its id; the rest stay in their
    /// order.
    fn search(&mut self) {
        self.found.clear();
        self.cursor = ListCursor::default();
        if self.assignment().is_some() {
            return;
        }
        let typed = self.field.text();
        let pattern = Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut buffer = Vec::new();
        let mut scored = Vec::new();
        for (position, entry) in self.entries.iter().enumerate() {
            let kind = entry.kind.label();
            let mut fit = |text: &str| {
                let mut fitting = Vec::new();
                let whole = format!("{text}  {kind}");
                let score =
                    pattern.indices(Utf32Str::new(&whole, &mut buffer), &mut matcher, &mut fitting)?;
                // Words are looked for one by one, so their letters come in the order of the words.
                let mut letters = fitting.as_slice();
                for word in typed.split_whitespace() {
                    let (own, rest) = letters.split_at_checked(word.chars().count())?;
                    letters = rest;
                    if is_scattered(own, &whole) {
                        return None;
                    }
                }
                fitting.retain(|character| (*character as usize) < text.chars().count());
                fitting.sort_unstable();
                Some((score, fitting))
            };
            let Some((score, fitting)) = fit(&entry.text()) else { continue };
            let by_name = fit(&entry.name).filter(|(by_name, _)| *by_name == score);
            let rank =
                (entry.is_called(self.field.text()), score, entry.kind != Kind::Figure, by_name.is_some());
            let fitting = by_name.map_or(fitting, |(_, fitting)| fitting);
            scored.push((rank, Found { entry: position, fitting }));
        }
        scored.sort_by_key(|(rank, _)| Reverse(*rank));
        self.found = scored.into_iter().map(|(_, found)| found).collect();
        self.cursor = ListCursor::new(self.found.len());
    }

    fn target(&self) -> Option<&Target> {
        let found = self.found.get(self.cursor())?;
        self.entries.get(found.entry).map(|entry| &entry.target)
    }
}

impl Form for Palette {
    fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> Edit) -> bool {
        let edit = edit(&mut self.field);
        if edit.is_changed {
            self.refusal = None;
            self.search();
        }
        edit.is_taken
    }
}

impl Layer for Palette {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.form_key(key, state)
    }

    fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    /// Takes a line of what was found.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.take(position, state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn palette() -> Palette {
        let entry = |kind, name: &str, id: &str| Entry {
            kind,
            name: name.to_owned(),
            id: id.to_owned(),
            about: String::new(),
            target: Target::Figure(id.to_owned()),
        };
        Palette::new(vec![
            entry(Kind::Command, "undo", "undo"),
            entry(Kind::Slider, "Requests/s", "traffic.rps"),
            entry(Kind::Figure, "Fastify, throughput", "web.fastify.rps"),
            entry(Kind::Figure, "Näive räte", "naive.rate"),
        ])
    }

    fn found(typed: &str) -> Vec<String> {
        let mut palette = palette();
        palette.insert(typed);
        palette.found().map(|(entry, _)| entry.id.clone()).collect()
    }

    #[test]
    fn words_are_found_in_names_ids_and_kinds_in_any_order() {
        assert_eq!(found("").len(), 4);
        assert_eq!(found("trrps")[0], "traffic.rps");
        assert_eq!(found("rps figure"), ["web.fastify.rps"]);
        assert_eq!(found("throughput fast"), ["web.fastify.rps"]);
        assert_eq!(found("NAIVE"), ["naive.rate"]);
        assert_eq!(found("zzz"), [""; 0]);
    }

    #[test]
    fn what_is_called_so_comes_first_however_it_is_spelt() {
        let named = |name: &str, id: &str| Entry {
            kind: Kind::Table,
            name: name.to_owned(),
            id: id.to_owned(),
            about: String::new(),
            target: Target::Figure(String::new()),
        };
        let entries = vec![named("all red lines", "all-red"), named("Limits for alerts", "red-lines")];
        for typed in ["red lines", "Red-Lines ", "limits for alerts"] {
            let mut palette = Palette::new(entries.clone());
            palette.insert(typed);
            assert_eq!(palette.found().next().unwrap().0.id, "red-lines", "{typed}");
        }
    }

    #[test]
    fn the_letters_that_fit_are_told_in_their_order() {
        let fitting = |typed: &str| {
            let mut palette = palette();
            palette.insert(typed);
            let (entry, fitting) = palette.found().next().unwrap();
            let text: Vec<char> = entry.text().chars().collect();
            fitting.iter().map(|position| text[*position as usize]).collect::<String>()
        };
        assert_eq!(fitting("req"), "Req");
        assert_eq!(fitting("traffic requests slider"), "Requeststraffic");
    }

    #[test]
    fn what_is_called_so_comes_before_what_has_such_an_id() {
        let mut palette = Palette::new(vec![
            Entry {
                name: "Heavy share".to_owned(),
                id: "work.heavy".to_owned(),
                ..palette().entries[1].clone()
            },
            Entry {
                name: "Spare workers".to_owned(),
                id: "plan.spare".to_owned(),
                ..palette().entries[1].clone()
            },
        ]);
        palette.insert("work");
        assert_eq!(palette.found().next().unwrap().0.id, "plan.spare");
    }

    #[test]
    fn a_whole_word_comes_before_scattered_letters_and_a_slider_before_a_figure() {
        let entry = |kind, name: &str, id: &str| Entry {
            kind,
            name: name.to_owned(),
            id: id.to_owned(),
            ..palette().entries[1].clone()
        };
        let mut palette = Palette::new(vec![
            entry(Kind::Figure, "Node.js: start to first answer", "start.node"),
            entry(Kind::Figure, "Sustained traffic", "policy.rps"),
            entry(Kind::Slider, "Requests/s", "traffic.rps"),
        ]);
        palette.insert("traf");
        let found: Vec<&str> = palette.found().map(|(entry, _)| entry.id.as_str()).collect();
        assert_eq!(found, ["traffic.rps", "policy.rps"]);
    }

    #[test]
    fn letters_scattered_over_a_text_are_no_find() {
        let named =
            |name: &str| Entry { name: name.to_owned(), id: String::new(), ..palette().entries[1].clone() };
        let mut palette =
            Palette::new(vec![named("Gunicorn: workers beyond the cores"), named("Web sockets")]);
        palette.insert("websocket");
        let found =
            |palette: &Palette| palette.found().map(|(entry, _)| entry.name.clone()).collect::<Vec<_>>();
        assert_eq!(found(&palette), ["Web sockets"]);
        let far = "Requests/s: to the upper end of the range";
        let entries = vec![named(far), named("reset the whole group to its defaults")];
        for typed in ["retrain", "rewrite"] {
            let mut palette = Palette::new(entries.clone());
            palette.insert(typed);
            assert_eq!(found(&palette), Vec::<String>::new(), "{typed}");
        }
        for typed in ["upper", "pper ran", "requp"] {
            let mut palette = Palette::new(entries.clone());
            palette.insert(typed);
            assert_eq!(found(&palette), [far], "{typed}");
        }
    }

    #[test]
    fn the_cursor_stays_on_what_is_found() {
        let mut palette = palette();
        palette.cursor.step(isize::MAX);
        assert_eq!(palette.cursor(), 3);
        palette.insert("undo");
        assert_eq!((palette.cursor(), palette.found().count()), (0, 1));
        palette.insert("zzz");
        palette.cursor.step(1);
        assert_eq!(palette.cursor(), 0);
        assert!(palette.target().is_none());
    }
}
