//! Every step that was made, with what it did to recommendation and plan; any of them can be returned to.

use crossterm::event::KeyEvent;

use super::list_cursor::{ListCursor, Pick};
use super::{Layer, Overlay, Reaction};
use crate::explorer::{State, command};
use crate::model::Alternative;
use crate::model::evaluate::decide;
use crate::scenario::{Inputs, Scenario};
use crate::sheets::wording::differences;

/// The list, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryList {
    steps: Vec<ListedStep>,
    present: usize,
    cursor: ListCursor,
}

/// A state in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedStep {
    /// What was changed on the way to it.
    pub text: String,
    /// What it comes to; none while it has not been near enough to the cursor to be seen.
    pub outcome: Option<Outcome>,
}

/// What a state comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// Who comes first.
    pub first: Alternative,
    /// Its score.
    pub score: f64,
    /// Its planned workers.
    pub workers: u64,
}

impl HistoryList {
    /// The states, oldest first.
    pub fn steps(&self) -> &[ListedStep] {
        &self.steps
    }

    /// The position of the state that is on the screen.
    pub const fn present(&self) -> usize {
        self.present
    }

    /// The position of the state that `Enter` returns to.
    pub const fn cursor(&self) -> usize {
        self.cursor.position()
    }
}

impl Pick for HistoryList {
    fn cursor_mut(&mut self) -> &mut ListCursor {
        &mut self.cursor
    }

    /// Returns to the state under the cursor.
    fn accept(&mut self, state: &mut State) -> Reaction {
        let (cursor, present) = (self.cursor(), self.present);
        for _ in 0..cursor.abs_diff(present) {
            if cursor < present { state.undo() } else { state.redo() }
        }
        if cursor != present {
            state.notice = Some(format!(
                "Returned to step {cursor} of {}; {} and {} go on from there.",
                self.steps.len() - 1,
                state.settings.keys.call(&command::UNDO),
                state.settings.keys.call(&command::REDO)
            ));
        }
        Reaction::GONE
    }
}

impl Layer for HistoryList {
    fn key(&mut self, key: KeyEvent, state: &mut State) -> Reaction {
        self.list_key(key, state)
    }

    /// Selects the state; a second press returns to it.
    fn press(&mut self, position: usize, state: &mut State) -> Reaction {
        self.select_or_take(position, state)
    }

    fn wheel(&mut self, by: isize, _: &State) {
        self.cursor.step(by);
    }
}

impl State {
    /// The state at a position of the history, with the document that it belongs to.
    fn step_at(&self, position: usize) -> Option<(usize, &Scenario)> {
        if position == self.history.position() {
            return Some((self.documents.position(), &self.scenario));
        }
        self.history.at(position).map(|step| (step.document, &step.scenario))
    }

    /// Opens the list of all steps, the cursor on the present one.
    pub fn open_history(&mut self) {
        let describe = |position: usize| {
            let Some((document, after)) = self.step_at(position) else { return String::new() };
            match position.checked_sub(1).and_then(|before| self.step_at(before)) {
                None => format!("start: {}", after.name),
                Some((other, _)) if other != document => format!("opened {}", after.name),
                Some((_, before)) => differences::step(&self.facts.definitions, before, after),
            }
        };
        let (states, present) = (self.history.states(), self.history.position());
        let steps = (0..states).map(|position| ListedStep { text: describe(position), outcome: None });
        let (steps, cursor) = (steps.collect(), ListCursor::new(states).at(present));
        self.overlay = Some(Overlay::History(HistoryList { steps, present, cursor }));
        self.settle_history_list(self.regions.frame.height);
    }

    /// Evaluates the states of the list that may be seen, each once: on either side of the cursor as many as the screen
    /// has rows.
    pub(in crate::explorer) fn settle_history_list(&mut self, rows: u16) {
        let Some(Overlay::History(list)) = &self.overlay else { return };
        let around = usize::from(rows);
        let near = list.cursor().saturating_sub(around)..list.steps.len().min(list.cursor() + around + 1);
        let missing = |position: &usize| list.steps.get(*position).is_some_and(|step| step.outcome.is_none());
        let found: Vec<(usize, Outcome)> = near
            .filter(missing)
            .filter_map(|position| Some((position, self.outcome(self.step_at(position)?.1))))
            .collect();
        let Some(Overlay::History(list)) = &mut self.overlay else { return };
        for (position, outcome) in found {
            if let Some(step) = list.steps.get_mut(position) {
                step.outcome = Some(outcome);
            }
        }
    }

    fn outcome(&self, scenario: &Scenario) -> Outcome {
        let inputs = Inputs::resolve(&self.facts.definitions, scenario);
        let decision = decide(&self.facts, self.facts.constants(inputs.edition), &inputs);
        let [first, ..] = decision.order;
        let one = &decision.assessments[first];
        Outcome { first, score: one.score, workers: one.plan.planned }
    }
}
