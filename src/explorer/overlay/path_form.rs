//! The form in which a file is named: to save the scenario there, to open another, or to read a load test.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::list_cursor::{Form, ListCursor, Pick};
use super::{Layer, Overlay, Reaction};
use crate::explorer::documents::{Folders, unquoted};
use crate::explorer::files::{Choice, Export, Listed, Request, Then, What};
use crate::explorer::text_field::{Edit, TextField};
use crate::explorer::{Effect, State};

/// What has been typed so far, and what can be picked instead.
#[derive(Clone, Debug, PartialEq)]
pub struct PathForm {
    /// What the file is named for.
    pub purpose: Purpose,
    field: TextField,
    /// Why the last attempt was refused.
    pub refusal: Option<String>,
    all: Vec<Listed>,
    /// Those of them that what has been typed is a part of.
    list: Vec<Listed>,
    /// 0 is the field, 1 the first of the list.
    cursor: ListCursor,
    /// Whether something has been typed that closing the form would lose.
    typed: bool,
}

/// What a file is named for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// To save there, and what comes after that.
    Save(Then),
    /// To open it.
    Open,
    /// To read the load test in it.
    Import,
    /// To export something to it.
    Export(What),
}

impl PathForm {
    pub(in crate::explorer) fn new(purpose: Purpose, text: impl Into<String>) -> Self {
        let (field, cursor) = (TextField::offering(text), ListCursor::new(1));
        Self { purpose, field, refusal: None, all: Vec::new(), list: Vec::new(), cursor, typed: false }
    }

    /// What has been typed.
    pub const fn field(&self) -> &TextField {
        &self.field
    }

    /// The file that is meant by what has been typed.
    ///
    /// # Errors
    /// Says what to type instead.
    pub fn path(&self, folders: &Folders) -> Result<PathBuf, String> {
        let typed = self.field.text();
        match &self.purpose {
            Purpose::Save(_) | Purpose::Open => folders.resolve(typed),
            Purpose::Export(what) => folders.resolve_export(typed, what.ending()),
            Purpose::Import => folders.expand(typed, "Type the path of a file that a load generator wrote."),
        }
    }

    /// What can be picked: all that there is, or what bears the typed text in its name, if anything does.
    pub fn list(&self) -> &[Listed] {
        &self.list
    }

    /// 0 when the field takes `Enter`, else the number of the line of the list.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// Fills the list; its first line has the cursor unless somebody has typed.
    pub(in crate::explorer) fn offer(&mut self, list: Vec<Listed>) {
        self.all = list;
        self.narrow();
    }

    /// Puts the cursor on the first that bears the typed text in its name; on the field if that is the name of none,
    /// as a path is, or of one.
    fn narrow(&mut self) {
        let typed = unquoted(self.field.text().trim());
        let lower = typed.to_lowercase();
        let bears = |listed: &&Listed| listed.name.to_lowercase().contains(&lower);
        self.list = self.all.iter().filter(bears).cloned().collect();
        let is_emptied = self.typed && typed.is_empty();
        let is_name = self.list.iter().any(|listed| listed.name == typed);
        let position = usize::from(!self.list.is_empty() && !is_emptied && !is_name);
        if self.list.is_empty() {
            self.list.clone_from(&self.all);
        }
        self.cursor = ListCursor::new(1 + self.list.len()).at(position);
    }

    /// What `Enter` would open: what has the cursor, or what bears the typed name, as on the command line: a preset
    /// before a file.
    pub fn picked(&self) -> Option<&Choice> {
        let typed = unquoted(self.field.text().trim());
        let picked = if let Some(line) = self.cursor().checked_sub(1) {
            self.list.get(line)
        } else {
            let named = || self.list.iter().filter(|listed| listed.name == typed);
            named().find(|listed| matches!(listed.choice, Choice::Preset(_))).or_else(|| named().next())
        };
        picked.map(|listed| &listed.choice)
    }

    /// Opens a file, for which the form is still needed if it cannot be read, or a preset.
    fn open(&self, choice: Choice, state: &mut State) -> Reaction {
        match choice {
            Choice::File(_) => Reaction::Stays(state.choose(choice)),
            Choice::Preset(_) => {
                // A question would be asked over it.
                state.overlay = Some(Overlay::Path(self.clone()));
                Reaction::GivesWay(state.choose(choice))
            }
        }
    }
}

impl Pick for PathForm {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    /// Asks for what is to be done with the file, or says what to type instead.
    fn accept(&mut self, state: &mut State) -> Reaction {
        if self.purpose == Purpose::Open
            && let Some(choice) = self.picked().cloned()
        {
            return self.open(choice, state);
        }
        let path = match self.path(&state.settings.folders) {
            Ok(path) => path,
            Err(refusal) => {
                self.refusal = Some(refusal);
                return Reaction::STAYS;
            }
        };
        Reaction::Stays(Effect::File(match self.purpose.clone() {
            Purpose::Open => return self.open(Choice::File(path), state),
            Purpose::Save(then) => Request::Save(state.save_as(path, then)),
            Purpose::Import => Request::Import(path),
            Purpose::Export(what) => Request::Export(Export { what, path, overwrite: false }),
        }))
    }
}

impl Form for PathForm {
    fn edit(&mut self, edit: impl FnOnce(&mut TextField) -> Edit) -> bool {
        let edit = edit(&mut self.field);
        if edit.is_changed {
            (self.refusal, self.typed) = (None, true);
            self.narrow();
        }
        edit.is_taken
    }
}

impl Layer for PathForm {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.form_key(key, state)
    }

    fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    /// Selects the field or a line of the list; takes the line that has the cursor.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        if position > 0 {
            return self.select_or_take(position, state);
        }
        self.cursor.select(position);
        Reaction::STAYS
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }

    fn ways_out(&self) -> Option<&'static str> {
        self.typed.then_some("Enter takes the path, Esc cancels.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_name_is_that_of_a_preset_before_that_of_a_file() {
        let listed = |name: &str, choice| Listed { name: name.to_owned(), about: String::new(), choice };
        let file = |name: &str| listed(name, Choice::File(name.into()));
        let preset = Choice::Preset("saas-backend".to_owned());
        let list = vec![file("saas-backend"), file("ours"), listed("saas-backend", preset.clone())];
        let picked = |typed: &str| {
            let mut form = PathForm::new(Purpose::Open, typed);
            form.offer(list.clone());
            form.picked().cloned()
        };
        assert_eq!(picked("saas-backend"), Some(preset));
        assert_eq!(picked("ours"), Some(Choice::File("ours".into())));
        assert_eq!(picked("none"), None);
    }

    #[test]
    fn what_is_typed_leaves_the_names_that_it_is_a_part_of() {
        let listed = |name: &str| Listed {
            name: name.to_owned(),
            about: String::new(),
            choice: Choice::File(name.into()),
        };
        let mut form = PathForm::new(Purpose::Open, "");
        form.offer(["go-platform-team", "saas-backend", "edge-functions"].map(listed).to_vec());
        let of = |form: &PathForm| {
            let names = form.list().iter().map(|listed| listed.name.clone());
            (names.collect::<Vec<_>>(), form.cursor())
        };
        form.insert("Back");
        assert_eq!(of(&form), (vec!["saas-backend".to_owned()], 1));
        assert_eq!(form.picked(), Some(&Choice::File("saas-backend".into())));
        form.insert("/x.toml");
        assert_eq!((of(&form).0.len(), form.cursor()), (3, 0), "a path is no name");
        let mut form = PathForm::new(Purpose::Open, "");
        form.offer(["Ours-2", "Ours"].map(listed).to_vec());
        form.insert("Ours");
        assert_eq!(
            form.picked(),
            Some(&Choice::File("Ours".into())),
            "a whole name goes before a longer one"
        );
    }
}
