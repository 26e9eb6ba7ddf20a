//! The form in which a file is named: to save the scenario there, to open another, or to read a load test.

use std::path::PathBuf;

use crossterm::event::KeyEvent;

use super::cursor_keys;
use super::documents::{Folders, unquoted};
use super::files::{Choice, Listed, Then, What};
use super::text_field::TextField;

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
    cursor: usize,
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
    pub(super) fn new(purpose: Purpose, text: impl Into<String>) -> Self {
        let field = TextField::offering(text);
        Self { purpose, field, refusal: None, all: Vec::new(), list: Vec::new(), cursor: 0, typed: false }
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
        self.cursor
    }

    /// Whether something has been typed that closing the form would lose.
    pub const fn is_typed_in(&self) -> bool {
        self.typed
    }

    /// Fills the list; its first line has the cursor unless somebody has typed.
    pub(super) fn offer(&mut self, list: Vec<Listed>) {
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
        self.cursor = usize::from(!self.list.is_empty() && !is_emptied && !is_name);
        if self.list.is_empty() {
            self.list.clone_from(&self.all);
        }
    }

    /// What `Enter` would open: what has the cursor, or what bears the typed name, as on the command line: a preset
    /// before a file.
    pub fn picked(&self) -> Option<&Choice> {
        let typed = unquoted(self.field.text().trim());
        let picked = if let Some(line) = self.cursor.checked_sub(1) {
            self.list.get(line)
        } else {
            let named = || self.list.iter().filter(|listed| listed.name == typed);
            named().find(|listed| matches!(listed.choice, Choice::Preset(_))).or_else(|| named().next())
        };
        picked.map(|listed| &listed.choice)
    }

    /// Moves the cursor; the ends stop it.
    pub(super) fn step(&mut self, by: isize) {
        self.select(self.cursor.saturating_add_signed(by));
    }

    pub(super) fn select(&mut self, position: usize) {
        self.cursor = position.min(self.list.len());
    }

    /// Inserts text into the field; returns whether there was room for all of it.
    pub(super) fn insert(&mut self, text: &str) -> bool {
        self.edit(|field| field.insert(text))
    }

    /// Applies a key that moves the cursor or edits the field.
    pub(super) fn key(&mut self, key: KeyEvent) {
        match cursor_keys::in_form(key.code) {
            Some(by) => self.step(by),
            None => {
                self.edit(|field| field.key(key));
            }
        }
    }

    fn edit<T>(&mut self, edit: impl FnOnce(&mut TextField) -> T) -> T {
        let before = self.field.text().to_owned();
        let result = edit(&mut self.field);
        if self.field.text() != before {
            (self.refusal, self.typed) = (None, true);
            self.narrow();
        }
        result
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
