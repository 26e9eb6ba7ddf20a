//! The preview of a load test: what it says, which runtime on how many cores it was, and what it does as a baseline.

use crossterm::event::{KeyCode, KeyEvent};

use super::path_form::{PathForm, Purpose};
use super::{Layer, Overlay, Reaction};
use crate::catalog::Runtime;
use crate::explorer::chord::Chord;
use crate::explorer::text_field::TextField;
use crate::explorer::{State, command};
use crate::import::Measurement;
use crate::model::{Outlook, evaluate};
use crate::scenario::Scenario;
use crate::scenario::measured::Measured;
use crate::widgets::scroll::turned;

/// A load test that was read, and what is still to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportForm {
    /// The name of its file.
    pub file: String,
    /// What stands in it.
    pub measurement: Box<Measurement>,
    runtime: Runtime,
    cores: TextField,
    cursor: Field,
    refused: bool,
}

/// What takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The runtime that was measured.
    Runtime,
    /// The cores of its server.
    Cores,
}

/// What a load test comes to as a baseline.
pub struct Trial {
    /// The scenario with it.
    pub scenario: Scenario,
    /// What follows.
    pub outlook: Outlook,
}

impl ImportForm {
    fn new(file: String, measurement: Measurement) -> Self {
        let measurement = Box::new(measurement);
        let (runtime, cores) = (named_by(&file), TextField::default());
        Self { file, measurement, runtime, cores, cursor: Field::Runtime, refused: false }
    }

    /// The runtime that was measured.
    pub const fn runtime(&self) -> Runtime {
        self.runtime
    }

    /// The cores as they are typed.
    pub const fn cores(&self) -> &TextField {
        &self.cores
    }

    /// What takes the keys.
    pub const fn cursor(&self) -> Field {
        self.cursor
    }

    /// Whether it was tried to accept the form without cores.
    pub const fn is_refused(&self) -> bool {
        self.refused
    }

    fn turn(&mut self, by: isize) {
        let candidates = Runtime::CANDIDATES;
        let position = candidates.iter().position(|runtime| *runtime == self.runtime).unwrap_or(0);
        let next = candidates.get(turned(position, by, candidates.len()));
        self.runtime = next.copied().unwrap_or(self.runtime);
    }

    fn edit(&mut self, key: KeyEvent) {
        match (Chord::letter_or_key(key), self.cursor) {
            (KeyCode::Tab | KeyCode::BackTab, Field::Runtime) | (KeyCode::Down, _) => {
                self.cursor = Field::Cores;
            }
            (KeyCode::Tab | KeyCode::BackTab, Field::Cores) | (KeyCode::Up, _) => {
                self.cursor = Field::Runtime;
            }
            (KeyCode::Right | KeyCode::Char(' '), Field::Runtime) => self.turn(1),
            (KeyCode::Left, Field::Runtime) => self.turn(-1),
            // A number can only be meant for the cores.
            (KeyCode::Char(char), Field::Runtime) if !char.is_ascii_digit() && char != '.' => {}
            (KeyCode::Null, Field::Runtime) => {}
            _ => {
                self.cursor = Field::Cores;
                self.cores.key(key);
                self.refused = false;
            }
        }
    }

    /// Takes the load test as a baseline, as one step of the history, or goes to what is missing.
    fn accept(&mut self, state: &mut State) -> Reaction {
        let Ok(Trial { scenario, .. }) = state.trial(self) else {
            (self.cursor, self.refused) = (Field::Cores, true);
            return Reaction::STAYS;
        };
        state.notice = Some(format!(
            "Your measurement is the baseline of {} now; {} undoes it.",
            self.runtime.label(),
            state.settings.keys.call(&command::UNDO)
        ));
        state.change(scenario);
        Reaction::GONE
    }

    /// What was measured, once the cores are known.
    ///
    /// # Errors
    /// Says what is still to be typed, or why the file gives no baseline.
    fn measured(&self, scenario: &Scenario) -> Result<Measured, String> {
        let cores = Measured::parse_cores(self.cores.text()).map_err(|err| format!("{err}."))?;
        Measured::of(&self.measurement, &self.file, scenario.today, cores).map_err(|err| err.to_string())
    }
}

/// The runtime that the name of a file speaks of, if it speaks of one alone; or else the first.
fn named_by(file: &str) -> Runtime {
    let name = file.to_lowercase();
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let is_named = |runtime: Runtime| words.clone().any(|word| word == runtime.name());
    let mut named = Runtime::CANDIDATES.into_iter().filter(|runtime| is_named(*runtime));
    let [first, ..] = Runtime::CANDIDATES;
    match (named.next(), named.next()) {
        (Some(runtime), None) => runtime,
        _ => first,
    }
}

impl State {
    /// Asks for the file of a load generator.
    pub fn name_import(&mut self) {
        self.overlay = Some(Overlay::Path(PathForm::new(Purpose::Import, "")));
    }

    /// Takes what was read of a load generator's file, or why it could not be. What gives no baseline is refused where
    /// its file was named.
    pub fn import_came_to(&mut self, file: String, outcome: Result<Measurement, String>) {
        self.end_reading();
        let usable = outcome.and_then(|measurement| {
            let known = Measured::of(&measurement, &file, self.scenario.today, 1.0);
            known.map(|_| measurement).map_err(|why| format!("{file}: {why}"))
        });
        match usable {
            Ok(measurement) => self.overlay = Some(Overlay::Import(ImportForm::new(file, measurement))),
            Err(why) => self.refuse(why, || PathForm::new(Purpose::Import, file)),
        }
    }

    /// What a load test would come to.
    ///
    /// # Errors
    /// Says what is still to be typed, or why a baseline cannot be what it comes to.
    pub fn trial(&self, form: &ImportForm) -> Result<Trial, String> {
        let mut scenario = self.scenario.clone();
        let measured = form.measured(&scenario)?;
        scenario.measure(form.runtime, measured).map_err(|err| format!("{err}."))?;
        let outlook = evaluate(&self.facts, &scenario);
        Ok(Trial { scenario, outlook })
    }
}

impl Layer for ImportForm {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        match key.code {
            KeyCode::Enter => return self.accept(state),
            KeyCode::Esc => return Reaction::GONE,
            _ => self.edit(key),
        }
        Reaction::STAYS
    }

    /// What is pasted can only be meant for the cores.
    fn insert(&mut self, text: &str) -> bool {
        self.cursor = Field::Cores;
        self.refused = false;
        self.cores.insert(text).is_taken
    }

    /// Takes the runtime, or selects the cores, whose position is behind those of the runtimes.
    fn press(&mut self, position: usize, _: &mut State) -> Reaction {
        match Runtime::CANDIDATES.get(position) {
            Some(runtime) => (self.runtime, self.cursor) = (*runtime, Field::Runtime),
            None => self.cursor = Field::Cores,
        }
        Reaction::STAYS
    }

    fn ways_out(&self) -> Option<&'static str> {
        (!self.cores.text().is_empty()).then_some("Enter makes it the baseline, Esc cancels.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_of_the_runtime_that_its_name_alone_speaks_of() {
        for (name, runtime) in [
            ("oha-1.16-python-mix.json", Runtime::Python),
            ("Go.txt", Runtime::Go),
            ("mongo-bench.json", Runtime::Node),
            ("python-vs-go.json", Runtime::Node),
        ] {
            assert_eq!(named_by(name), runtime, "{name}");
        }
    }
}
