//! The explorer of the other tests at a desk with files.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::civil::date;
use runtime_explorer::explorer::documents::{Folders, KnownFile};
use runtime_explorer::explorer::files::{Choice, Listed, Over, Refusal, Request};
use runtime_explorer::explorer::overlay::Overlay;
use runtime_explorer::explorer::overlay::path_form::PathForm;
use runtime_explorer::explorer::overlay::question::{About, Question};
use runtime_explorer::explorer::{Effect, State, update_all};
use runtime_explorer::scenario::registry::RPS;
use runtime_explorer::scenario::{Scenario, file};

use crate::app::{App, FACTS};

pub(crate) const FOLDER: &str = "/home/ann/.local/share/runtime-explorer/scenarios";
pub(crate) const OURS: &str = "# Checkout.\nschema = 1\n[traffic]\nrps = 20000 # peak\n";

/// The explorer with files that exist only here.
pub(crate) struct Desk {
    app: App,
    pub(crate) files: BTreeMap<PathBuf, String>,
    /// Why no file can be written now, if so.
    pub(crate) fault: Option<&'static str>,
    pub(crate) has_left: bool,
}

impl Deref for Desk {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl DerefMut for Desk {
    fn deref_mut(&mut self) -> &mut App {
        &mut self.app
    }
}

impl Desk {
    pub(crate) fn new(size: (u16, u16)) -> Self {
        let mut app = App::sized(size, &[]);
        app.state.settings.folders =
            Folders { scenarios: Some(FOLDER.into()), home: Some("/home/ann".into()), ..Folders::default() };
        Self { app, files: BTreeMap::new(), fault: None, has_left: false }
    }

    /// The same, opened on a file.
    pub(crate) fn of_file() -> Self {
        let mut desk = Self::new((120, 40));
        desk.files.insert("./ours.toml".into(), OURS.to_owned());
        desk.state = State::new(FACTS.clone(), read("ours", OURS));
        desk.state.settings.folders.scenarios = Some(FOLDER.into());
        desk.state.belongs_to(KnownFile { path: "ours.toml".into(), text: OURS.to_owned() });
        desk.draw();
        desk
    }

    pub(crate) fn apply(&mut self, event: Event) {
        let is_asked = matches!(self.state.overlay, Some(Overlay::Question(_)));
        let mut effect = update_all(&mut self.app.state, [event]);
        while let Effect::File(request) = effect {
            let overwrites = matches!(&request, Request::Save(save) if save.over == Over::Anything);
            assert!(is_asked || !overwrites, "nothing is overwritten that nobody was asked about");
            effect = self.fulfil(request);
        }
        self.has_left |= matches!(effect, Effect::Quit | Effect::QuitNow);
        update_all(&mut self.app.state, []);
        self.draw();
    }

    fn fulfil(&mut self, request: Request) -> Effect {
        match request {
            Request::Save(save) => {
                let outcome = match (&self.fault, self.files.get(&save.path), &save.over) {
                    (Some(fault), _, _) => Err(Refusal::Failed((*fault).to_owned())),
                    (None, Some(_), Over::Nothing) => Err(Refusal::Exists),
                    (None, Some(text), Over::Known(known)) if text != known => Err(Refusal::Changed),
                    _ => Ok(()),
                };
                if outcome.is_ok() {
                    self.files.insert(save.path.clone(), save.text.clone());
                }
                self.app.state.save_came_to(save, outcome)
            }
            Request::Open(open) => {
                let stem = open.path.file_stem().unwrap().to_string_lossy();
                let outcome = self.files.get(&open.path).map(|text| (read(&stem, text), text.clone()));
                let outcome =
                    outcome.ok_or_else(|| format!("{}: there is no such file", open.path.display()));
                self.state.open_came_to(open, outcome)
            }
            Request::Import(path) => panic!("nobody names a load test: {}", path.display()),
            Request::Themes => panic!("nobody asks for the themes"),
            Request::Export(export) => {
                let outcome = match (&self.fault, self.files.contains_key(&export.path)) {
                    (Some(fault), _) => Err(Refusal::Failed((*fault).to_owned())),
                    (None, true) if !export.overwrite => Err(Refusal::Exists),
                    _ => Ok(()),
                };
                if outcome.is_ok() {
                    self.files.insert(export.path.clone(), format!("{:?}", export.what));
                }
                self.state.export_came_to(export, outcome);
                Effect::None
            }
            Request::Copy(what) => {
                self.state.copy(&what, format!("{what:?}"));
                Effect::None
            }
            Request::List => {
                let files = self.files.keys().filter(|path| path.starts_with(FOLDER));
                let listed = |path: &PathBuf| Listed {
                    name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                    about: "2026-11-20 14:30".to_owned(),
                    choice: Choice::File(path.clone()),
                };
                let files = files.map(listed).collect();
                self.state.list_came_to(files);
                Effect::None
            }
        }
    }

    pub(crate) fn key(&mut self, code: KeyCode) {
        self.apply(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    pub(crate) fn ctrl(&mut self, key: char) {
        self.apply(Event::Key(KeyEvent::new(KeyCode::Char(key), KeyModifiers::CONTROL)));
    }

    pub(crate) fn keys(&mut self, keys: &str) {
        for key in keys.chars() {
            self.key(KeyCode::Char(key));
        }
    }

    pub(crate) fn press(&mut self, (column, row): (u16, u16)) {
        let kind = MouseEventKind::Down(MouseButton::Left);
        self.apply(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }

    /// Puts another path into the form.
    pub(crate) fn path(&mut self, path: &str) {
        self.ctrl('u');
        self.keys(path);
        self.key(KeyCode::Enter);
    }

    pub(crate) fn form(&self) -> &PathForm {
        match &self.state.overlay {
            Some(Overlay::Path(form)) => form,
            other => panic!("no form is open: {other:?}"),
        }
    }

    pub(crate) fn about(&self) -> &About {
        match &self.state.overlay {
            Some(Overlay::Question(Question { about, .. })) => about,
            other => panic!("nothing is asked: {other:?}"),
        }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        &self.files[Path::new(path)]
    }

    pub(crate) fn rps(&self) -> f64 {
        self.number(RPS)
    }
}

/// What a file says.
pub(crate) fn read(stem: &str, text: &str) -> Scenario {
    file::read(&FACTS.definitions, stem, text, Scenario::new(stem, date(2026, 11, 22))).unwrap()
}
