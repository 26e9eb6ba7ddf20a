//! What can be taken out of the explorer, to a file or to the clipboard, and the list that offers it.
//!
//! The state asks for it and is told what came of it; whoever fulfils that knows how a report is written.

use crossterm::event::KeyEvent;

use super::list_cursor::{ListCursor, Pick};
use super::path_form::{PathForm, Purpose};
use super::question::About;
use super::{Layer, Overlay, Reaction};
use crate::explorer::files::{Export, Refusal, Request, What};
use crate::explorer::{Effect, Panel, State};
use crate::scenario::registry::AS_OF;

/// Where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// To a file.
    File,
    /// To the clipboard of the terminal.
    Clipboard,
}

/// What is offered, line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportList {
    offers: Vec<Offer>,
    cursor: ListCursor,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What is exported if this line is chosen.
    pub what: What,
    /// Whether it goes to a file or to the clipboard.
    pub to: To,
    /// Its words.
    pub text: String,
}

impl ExportList {
    /// What is offered.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// The line that `Enter` takes.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }
}

impl Pick for ExportList {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    fn accept(&mut self, state: &mut State) -> Reaction {
        let Some(Offer { what, to, .. }) = self.offers.get(self.cursor()).cloned() else {
            return Reaction::STAYS;
        };
        match to {
            To::Clipboard => Reaction::GivesWay(Effect::File(Request::Copy(what))),
            To::File => {
                let name = state.proposed(&what);
                state.overlay = Some(Overlay::Path(PathForm::new(Purpose::Export(what), name)));
                Reaction::GONE
            }
        }
    }
}

impl Layer for ExportList {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.list_key(key, state)
    }

    /// Takes the line.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.take(position, state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }
}

/// Bytes that terminals take at once for their clipboard; many drop what is longer.
const LONGEST_COPY: usize = 74_994;

impl State {
    /// Opens the list of what can be exported.
    pub fn open_export(&mut self) {
        let offer = |what: What, to, text: &str| Offer { what, to, text: text.to_owned() };
        let mut offers = vec![
            offer(What::Record, To::File, "Decision record, Markdown"),
            offer(What::Report, To::File, "Whole report, JSON"),
            offer(What::Calendar, To::File, "Upgrade calendar, iCalendar"),
        ];
        let table = match self.panel() {
            Panel::Sheet(id) => self.sheet(&id),
            Panel::Gantt | Panel::Chart(_) | Panel::Lanes | Panel::Patterns => self.sheets().first(),
        };
        let table = table.map(|sheet| (sheet.id.clone(), sheet.title.clone()));
        if let Some((id, title)) = &table {
            let text = format!("Table \u{201c}{title}\u{201d}, CSV");
            offers.push(offer(What::Table(id.clone()), To::File, &text));
        }
        offers.push(offer(What::Page, To::File, "This page as a picture, SVG"));
        offers.push(offer(What::CommandLine, To::Clipboard, "Copy the command line that gives this again"));
        offers.push(offer(What::Record, To::Clipboard, "Copy the decision record"));
        if let Some((id, title)) = &table {
            let text = format!("Copy table \u{201c}{title}\u{201d} as CSV");
            offers.push(offer(What::Table(id.clone()), To::Clipboard, &text));
        }
        let cursor = ListCursor::new(offers.len());
        self.overlay = Some(Overlay::Export(ExportList { offers, cursor }));
    }

    /// A name for the file: of the scenario, the table if it is one, and the date.
    fn proposed(&self, what: &What) -> String {
        let of = match what {
            What::Table(id) => format!("-{id}"),
            What::Calendar => "-upgrades".to_owned(),
            What::Page => format!("-{}", self.tab.id()),
            What::Record | What::Report | What::CommandLine => String::new(),
        };
        format!("{}{of}-{}.{}", slug(&self.scenario.name), self.as_of_text(), what.ending())
    }

    /// The date of the scenario, as it stands in names of files.
    pub(in crate::explorer) fn as_of_text(&self) -> String {
        self.facts.definitions.text(AS_OF, self.facts.definitions.value(&self.scenario, AS_OF))
    }

    /// Takes what has come of an export.
    pub fn export_came_to(&mut self, export: Export, outcome: Result<(), Refusal>) {
        match outcome {
            Ok(()) => {
                self.overlay = None;
                self.notice = Some(format!("Wrote {} to {}.", export.what.name(), export.path.display()));
            }
            Err(Refusal::Exists | Refusal::Changed) => self.ask(About::Taken(export)),
            Err(Refusal::Failed(why)) => {
                let path = export.path.display().to_string();
                self.refuse(why, || PathForm::new(Purpose::Export(export.what), path));
            }
        }
    }

    /// Takes a text for the clipboard, which the loop around the state hands to the terminal.
    pub fn copy(&mut self, what: &What, text: String) {
        let bytes = crate::notation::count(text.len() as u64);
        if text.len() > LONGEST_COPY {
            self.notice = Some(format!(
                "{bytes} bytes are more than terminals take for their clipboard; export {} to a file instead.",
                what.name()
            ));
            return;
        }
        self.notice = Some(format!("Copied {}, {bytes} bytes, if this terminal allows it.", what.name()));
        self.clipboard = Some(text);
    }
}

/// A text as a part of a file's name: letters, digits and hyphens.
fn slug(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let slug: String = words.join("-").chars().take(LONGEST_NAME).collect();
    if slug.is_empty() { "scenario".to_owned() } else { slug }
}

/// Characters of a proposed name.
const LONGEST_NAME: usize = 60;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::catalog::Catalog;
    use crate::model::Facts;
    use crate::scenario::Scenario;

    #[test]
    fn a_press_where_no_line_is_any_more_takes_nothing() {
        let facts = Facts::new(Catalog::built_in()).unwrap();
        let mut state = State::new(facts, Scenario::new("test", date(2026, 11, 22)));
        state.open_export();
        let open = state.overlay.clone();
        assert_eq!(state.press_overlay(99), Effect::None);
        assert_eq!(state.overlay, open, "the cursor stays on a line");
        assert_eq!(state.press_overlay(5), Effect::File(Request::Copy(What::CommandLine)));
    }

    #[test]
    fn a_name_of_a_file_is_made_of_words() {
        assert_eq!(slug("Checkout / v2 (draft)"), "checkout-v2-draft");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("\u{1b}[2J"), "2j");
        assert_eq!(slug("日本 語"), "日本-語");
        assert_eq!(slug("///"), "scenario");
        assert_eq!(slug(&"x".repeat(300)).len(), LONGEST_NAME);
    }
}
