//! Saving, opening and leaving: what is asked of the files, and what follows from the answers.
//!
//! The state touches no file. It asks with a [`Request`], which the loop around it fulfils, and takes the outcome.

use std::path::{Path, PathBuf};

use super::documents::{Document, KnownFile};
use super::files::{Choice, Listed, Open, Over, Refusal, Request, Save, Then, Unsaved};
use super::overlay::Overlay;
use super::overlay::path_form::{PathForm, Purpose};
use super::overlay::question::About;
use super::{Effect, State};
use crate::scenario::{Scenario, file, preset};

/// The name that a scenario has from its file.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl State {
    /// Says which file the scenario was read from. It is known here as it would have to be typed: a name alone means
    /// one in the folder of scenarios.
    pub fn belongs_to(&mut self, mut file: KnownFile) {
        if file.path.components().count() == 1 {
            file.path = Path::new(".").join(file.path);
        }
        if let Some(document) = self.documents.present_mut() {
            document.file = Some(file);
        }
    }

    fn file(&self) -> Option<&KnownFile> {
        self.documents.present().and_then(|document| document.file.as_ref())
    }

    /// Leaves, or asks what to do with changes that are not saved.
    pub fn quit(&mut self) -> Effect {
        if !self.is_changed() {
            return Effect::Quit;
        }
        self.ask(About::Unsaved(Then::Quit));
        Effect::None
    }

    /// The same, but asks only once: pressed again, it leaves without saving. Where the screen has no room for the
    /// question, changes are kept aside.
    pub fn quit_now(&mut self) -> Effect {
        match &self.overlay {
            Some(Overlay::Question(question)) if question.is_about_leaving() => Effect::Quit,
            _ if self.is_changed() && self.regions.is_too_small => Effect::QuitNow,
            _ => self.quit(),
        }
    }

    /// What would be lost if the program ended now, if anything.
    pub fn unsaved(&self) -> Option<Unsaved> {
        let file = self.file();
        self.is_changed().then(|| Unsaved {
            name: file.map_or_else(|| self.scenario.name.clone(), |file| stem(&file.path)),
            text: file::write(&self.facts.definitions, &self.scenario, file.map(|file| file.text.as_str())),
        })
    }

    /// Saves to the file that the scenario belongs to, or asks for one.
    pub fn save(&mut self, then: Then) -> Effect {
        if let Some(file) = self.file() {
            let (path, over) = (file.path.clone(), Over::Known(file.text.clone()));
            return Effect::File(Request::Save(self.draft(path, over, then)));
        }
        self.name_file(then);
        Effect::None
    }

    /// Asks where to save.
    pub fn name_file(&mut self, then: Then) {
        let path = self.file().map(|file| file.path.display().to_string());
        let suggestion = path.unwrap_or_else(|| self.own_name());
        self.overlay = Some(Overlay::Path(PathForm::new(Purpose::Save(then), suggestion)));
    }

    /// The name of the scenario, with its date where it is still that of its preset: the name of a preset alone always
    /// opens the preset.
    fn own_name(&self) -> String {
        let name = &self.scenario.name;
        if preset::named(name).is_some() { format!("{name}-{}", self.as_of_text()) } else { name.clone() }
    }

    /// What is to be saved to a file that somebody has named: their own they know.
    pub(super) fn save_as(&self, path: PathBuf, then: Then) -> Save {
        let own = self.file().filter(|file| file.path == path);
        let over = own.map_or(Over::Nothing, |file| Over::Known(file.text.clone()));
        self.draft(path, over, then)
    }

    /// The file as it is to be: under another name than it was read by, a scenario that was named after its file, or
    /// after its preset, is named after the new one.
    fn draft(&self, path: PathBuf, over: Over, then: Then) -> Save {
        let file = self.file();
        let mut scenario = self.scenario.clone();
        let keeps_name = file.is_some_and(|file| file.path == path || scenario.name != stem(&file.path));
        if !keeps_name {
            scenario.name = stem(&path);
        }
        let previous = file.map(|file| file.text.as_str());
        let text = file::write(&self.facts.definitions, &scenario, previous);
        Save { path, text, over, name: scenario.name, then }
    }

    /// Takes what has come of a save, and goes on with what was to come after it.
    pub fn save_came_to(&mut self, save: Save, outcome: Result<(), Refusal>) -> Effect {
        match outcome {
            Ok(()) => {}
            Err(Refusal::Exists) => {
                self.ask(About::Exists(save));
                return Effect::None;
            }
            Err(Refusal::Changed) => {
                self.ask(About::Changed(save));
                return Effect::None;
            }
            Err(Refusal::Failed(why)) => {
                let path = save.path.display().to_string();
                self.refuse(why, || PathForm::new(Purpose::Save(save.then), path));
                return Effect::None;
            }
        }
        self.overlay = None;
        let place = self.settings.folders.abbreviated(&save.path);
        // The path first: it is what opens the file.
        self.notice = Some(if preset::named(&stem(&save.path)).is_some() {
            format!("Saved as {place}; the name alone opens the preset.")
        } else {
            format!("Saved to {place}.")
        });
        self.scenario.name = save.name;
        if let Some(document) = self.documents.present_mut() {
            document.file = Some(KnownFile { path: save.path, text: save.text });
            document.saved = self.scenario.clone();
        }
        // Undo comes back to it, however soon the next step of a key follows.
        self.history.end_run();
        match save.then {
            Then::Stay => Effect::None,
            Then::Quit => Effect::Quit,
            Then::Open(choice) => self.take(choice),
        }
    }

    /// Opens the list of what can be opened.
    pub fn open_list(&mut self) -> Effect {
        self.overlay = Some(Overlay::Path(PathForm::new(Purpose::Open, "")));
        Effect::File(Request::List)
    }

    /// Takes the files of the folder of scenarios, newest first. Behind them comes what has been open since the start
    /// and lies elsewhere, and then the presets.
    pub fn list_came_to(&mut self, mut files: Vec<Listed>) {
        let Some(Overlay::Path(form)) = &mut self.overlay else { return };
        for path in self.documents.recent() {
            let choice = Choice::File(path.to_owned());
            if files.iter().all(|listed| listed.choice != choice) {
                files.push(Listed { name: stem(path), about: path.display().to_string(), choice });
            }
        }
        files.extend(preset::all().iter().map(|preset| Listed {
            name: preset.name.clone(),
            about: preset.title.clone(),
            choice: Choice::Preset(preset.name.clone()),
        }));
        form.offer(files);
    }

    /// Opens something, after asking what to do with changes that are not saved. Nobody is asked about a file that
    /// cannot be read.
    pub(super) fn choose(&mut self, choice: Choice) -> Effect {
        match choice {
            Choice::File(path) => Effect::File(Request::Open(Open { path, discards: false })),
            Choice::Preset(_) if self.is_changed() => {
                self.ask(About::Unsaved(Then::Open(choice)));
                Effect::None
            }
            Choice::Preset(_) => self.take(choice),
        }
    }

    /// Opens something, whatever is not saved.
    pub(super) fn take(&mut self, choice: Choice) -> Effect {
        let name = match choice {
            Choice::File(path) => return Effect::File(Request::Open(Open { path, discards: true })),
            Choice::Preset(name) => name,
        };
        match preset::named(&name).map(|preset| preset.scenario(&self.facts.definitions, self.scenario.today))
        {
            Some(Ok(mut scenario)) => {
                scenario.edition = self.settings.usual_edition;
                self.replace(scenario, None);
            }
            // A preset fits the built-in facts; what it names may be gone from a data directory.
            Some(Err(error)) => self.notice = Some(error.to_string()),
            None => self.notice = Some(format!("There is no preset {name}.")),
        }
        Effect::None
    }

    /// Takes a scenario that was read with the text of its file, or asks about changes that would be lost; or takes why
    /// it could not be read.
    pub fn open_came_to(
        &mut self,
        Open { path, discards }: Open,
        outcome: Result<(Scenario, String), String>,
    ) -> Effect {
        self.end_reading();
        match outcome {
            Ok(_) if !discards && self.is_changed() => {
                self.ask(About::Unsaved(Then::Open(Choice::File(path))));
                Effect::None
            }
            Ok((scenario, text)) => {
                self.replace(scenario, Some(KnownFile { path, text }));
                Effect::None
            }
            Err(why) => {
                let is_listed = matches!(self.overlay, Some(Overlay::Path(_)));
                self.refuse(why, || PathForm::new(Purpose::Open, path.display().to_string()));
                if is_listed { Effect::None } else { Effect::File(Request::List) }
            }
        }
    }

    /// Another scenario as one step of the history.
    fn replace(&mut self, scenario: Scenario, file: Option<KnownFile>) {
        self.overlay = None;
        self.notice = Some(format!("Opened {}; undo comes back.", scenario.name));
        let before = std::mem::replace(&mut self.scenario, scenario.clone());
        self.history.record(self.documents.position(), before, None);
        self.documents.open(Document { file, saved: scenario });
    }

    /// Says in the form that is open, or else in a new one, why something could not be done.
    pub(super) fn refuse(&mut self, why: String, form: impl FnOnce() -> PathForm) {
        let mut form = match self.overlay.take() {
            Some(Overlay::Path(form)) => form,
            _ => form(),
        };
        form.refusal = Some(why);
        self.overlay = Some(Overlay::Path(form));
    }
}
