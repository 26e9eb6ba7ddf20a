//! Saving, opening and leaving: what is asked of the files, and what follows from the answers.
//!
//! The state touches no file. It asks with a [`Request`], which the loop around it fulfils, and takes the outcome.

use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent};

use super::chord::Chord;
use super::documents::{Document, KnownFile};
use super::files::{Choice, Export, Listed, Open, Over, Refusal, Request, Save, Then, Unsaved};
use super::overlay::Overlay;
use super::path_form::{PathForm, Purpose};
use super::question::{About, Answer, Question};
use super::{Effect, State, cursor_keys};
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
    fn take(&mut self, choice: Choice) -> Effect {
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

    pub(super) fn ask(&mut self, about: About) {
        let behind = match self.overlay.take() {
            Some(Overlay::Path(form)) => Some(Box::new(form)),
            _ => None,
        };
        self.overlay = Some(Overlay::Question(Question::new(about, behind)));
    }

    /// A key while a file is being named.
    pub(super) fn path_key(&mut self, key: KeyEvent) -> Effect {
        let Some(Overlay::Path(form)) = &mut self.overlay else { return Effect::None };
        match key.code {
            KeyCode::Enter => return self.accept_path(),
            KeyCode::Esc => self.overlay = None,
            _ => form.key(key),
        }
        Effect::None
    }

    /// A key while a question is open.
    pub(super) fn question_key(&mut self, key: KeyEvent) -> Effect {
        let Some(Overlay::Question(question)) = &mut self.overlay else { return Effect::None };
        let code = Chord::letter_or_key(key);
        question.step(cursor_keys::in_form(code).unwrap_or(0));
        let answer = match code {
            KeyCode::Enter => question.answer_at(question.cursor()),
            KeyCode::Esc => Some(Answer::Cancel),
            KeyCode::Char(char) => question.answer_of(char),
            _ => None,
        };
        answer.map_or(Effect::None, |answer| self.answer(answer))
    }

    /// A press on the field or on a line of the list: on the line that has the cursor it takes it.
    pub(super) fn press_path(&mut self, position: usize) -> Effect {
        let Some(Overlay::Path(form)) = &mut self.overlay else { return Effect::None };
        if position > 0 && form.cursor() == position {
            return self.accept_path();
        }
        form.select(position);
        Effect::None
    }

    /// A press on an answer gives it.
    pub(super) fn press_answer(&mut self, position: usize) -> Effect {
        let Some(Overlay::Question(question)) = &self.overlay else { return Effect::None };
        let answer = question.answer_at(position);
        answer.map_or(Effect::None, |answer| self.answer(answer))
    }

    /// Answers the question so that nothing is lost.
    pub(super) fn cancel_question(&mut self) {
        self.answer(Answer::Cancel);
    }

    fn accept_path(&mut self) -> Effect {
        let Some(Overlay::Path(form)) = &mut self.overlay else { return Effect::None };
        if form.purpose == Purpose::Open
            && let Some(choice) = form.picked().cloned()
        {
            return self.choose(choice);
        }
        let path = match form.path(&self.settings.folders) {
            Ok(path) => path,
            Err(refusal) => {
                form.refusal = Some(refusal);
                return Effect::None;
            }
        };
        let then = match form.purpose.clone() {
            Purpose::Save(then) => then,
            Purpose::Open => return self.choose(Choice::File(path)),
            Purpose::Import => return Effect::File(Request::Import(path)),
            Purpose::Export(what) => {
                return Effect::File(Request::Export(Export { what, path, overwrite: false }));
            }
        };
        let own = self.file().filter(|file| file.path == path);
        let over = own.map_or(Over::Nothing, |file| Over::Known(file.text.clone()));
        Effect::File(Request::Save(self.draft(path, over, then)))
    }

    fn answer(&mut self, answer: Answer) -> Effect {
        let Some(Overlay::Question(Question { about, behind, .. })) = self.overlay.take() else {
            return Effect::None;
        };
        let behind = behind.map(|form| Overlay::Path(*form));
        match (answer, about) {
            (Answer::Overwrite, About::Exists(save) | About::Changed(save)) => {
                self.overlay = behind;
                Effect::File(Request::Save(Save { over: Over::Anything, ..save }))
            }
            (Answer::Overwrite, About::Taken(export)) => {
                self.overlay = behind;
                Effect::File(Request::Export(Export { overwrite: true, ..export }))
            }
            (Answer::Read, About::Changed(save)) => self.take(Choice::File(save.path)),
            (Answer::Save, About::Unsaved(then)) => self.save(then),
            (Answer::Discard, About::Unsaved(Then::Quit)) => Effect::Quit,
            (Answer::Discard, About::Unsaved(Then::Open(choice))) => {
                self.overlay = behind;
                self.take(choice)
            }
            _ => {
                self.overlay = behind;
                Effect::None
            }
        }
    }
}
