//! A question that stands between a command and what it would lose.

use crossterm::event::{KeyCode, KeyEvent};

use super::list_cursor::ListCursor;
use super::path_form::PathForm;
use super::{Layer, Overlay, Reaction};
use crate::explorer::chord::Chord;
use crate::explorer::documents::Folders;
use crate::explorer::files::{Choice, Export, Over, Request, Save, Then};
use crate::explorer::{Effect, State, cursor_keys};

/// A question with its answers; the cursor is on one of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked.
    pub about: About,
    cursor: ListCursor,
    /// The form that it is asked over, with what was typed there.
    behind: Option<PathForm>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// Another file stands where this was to be saved.
    Exists(Save),
    /// The file is not any more what it was when it was read.
    Changed(Save),
    /// A file stands where something was to be exported.
    Taken(Export),
    /// Changes that are not saved would be lost.
    Unsaved(Then),
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words beside them say it")]
pub enum Answer {
    Overwrite,
    Read,
    Save,
    Discard,
    Cancel,
}

impl About {
    /// The answers with their keys and words.
    pub const fn answers(&self) -> &'static [(char, &'static str, Answer)] {
        match self {
            Self::Exists(_) | Self::Taken(_) => &[
                ('y', "yes, overwrite it", Answer::Overwrite),
                ('n', "no, give another name", Answer::Cancel),
            ],
            Self::Changed(_) => &[
                ('y', "yes, overwrite what others have written", Answer::Overwrite),
                ('n', "no, leave it as it is", Answer::Cancel),
                ('r', "read it instead; undo brings yours back", Answer::Read),
            ],
            Self::Unsaved(_) => &[
                ('s', "save them", Answer::Save),
                ('d', "discard them", Answer::Discard),
                ('c', "cancel, and stay", Answer::Cancel),
            ],
        }
    }

    /// The heading.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Exists(_) | Self::Taken(_) => "Overwrite?",
            Self::Changed(_) => "Changed on disk",
            Self::Unsaved(_) => "Unsaved changes",
        }
    }

    /// What the question is about, and the question itself where the heading does not ask it.
    pub fn text(&self, folders: &Folders) -> String {
        match self {
            Self::Exists(save) => format!("{} exists.", folders.abbreviated(&save.path)),
            Self::Taken(export) => format!("{} exists.", folders.abbreviated(&export.path)),
            Self::Changed(save) => {
                format!("{} has changed since it was read. Overwrite it?", folders.abbreviated(&save.path))
            }
            Self::Unsaved(Then::Quit) => "What to do with the changes before leaving?".to_owned(),
            Self::Unsaved(_) => "What to do with the changes before another scenario is opened?".to_owned(),
        }
    }
}

impl Question {
    fn new(about: About, behind: Option<PathForm>) -> Self {
        // Enter pressed by habit loses nothing.
        let harmless =
            |(_, _, answer): &(char, &str, Answer)| matches!(answer, Answer::Save | Answer::Cancel);
        let answers = about.answers();
        let cursor = ListCursor::new(answers.len()).at(answers.iter().position(harmless).unwrap_or(0));
        Self { about, cursor, behind }
    }

    /// Whether it is what to do with changes before the program is left.
    pub const fn is_about_leaving(&self) -> bool {
        matches!(self.about, About::Unsaved(Then::Quit))
    }

    /// The answer that `Enter` gives, by its position.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }

    /// The answer at a position.
    fn answer_at(&self, position: usize) -> Option<Answer> {
        self.about.answers().get(position).map(|(_, _, answer)| *answer)
    }

    /// The answer with a key.
    fn answer_of(&self, key: char) -> Option<Answer> {
        let key = key.to_ascii_lowercase();
        self.about.answers().iter().find(|(own, _, _)| *own == key).map(|(_, _, answer)| *answer)
    }

    /// Does what was answered, over the form that it was asked over unless that is done with.
    fn answer(&mut self, answer: Answer, state: &mut State) -> Effect {
        let behind = self.behind.take().map(Overlay::Path);
        match (answer, self.about.clone()) {
            (Answer::Read, About::Changed(save)) => state.take(Choice::File(save.path)),
            (Answer::Save, About::Unsaved(then)) => state.save(then),
            (Answer::Discard, About::Unsaved(Then::Quit)) => Effect::Quit,
            (answer, about) => {
                state.overlay = behind;
                match (answer, about) {
                    (Answer::Overwrite, About::Exists(save) | About::Changed(save)) => {
                        Effect::File(Request::Save(Save { over: Over::Anything, ..save }))
                    }
                    (Answer::Overwrite, About::Taken(export)) => {
                        Effect::File(Request::Export(Export { overwrite: true, ..export }))
                    }
                    (Answer::Discard, About::Unsaved(Then::Open(choice))) => state.take(choice),
                    _ => Effect::None,
                }
            }
        }
    }
}

impl State {
    /// Asks about something, over the form that is open if one is.
    pub(in crate::explorer) fn ask(&mut self, about: About) {
        let behind = match self.overlay.take() {
            Some(Overlay::Path(form)) => Some(form),
            _ => None,
        };
        self.overlay = Some(Overlay::Question(Question::new(about, behind)));
    }
}

impl Layer for Question {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        let code = Chord::letter_or_key(key);
        let answer = match code {
            KeyCode::Enter => self.answer_at(self.cursor()),
            KeyCode::Esc => Some(Answer::Cancel),
            KeyCode::Char(char) => self.answer_of(char),
            _ => None,
        };
        if let Some(answer) = answer {
            return Reaction::GivesWay(self.answer(answer, state));
        }
        self.cursor.step(cursor_keys::in_list(code).unwrap_or(0));
        Reaction::STAYS
    }

    /// Gives the answer.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        let answer = self.answer_at(position);
        answer.map_or(Reaction::STAYS, |answer| Reaction::GivesWay(self.answer(answer, state)))
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by.signum());
    }

    /// Answers so that nothing is lost.
    fn leave(&mut self, state: &mut State) -> Reaction {
        Reaction::GivesWay(self.answer(Answer::Cancel, state))
    }
}
