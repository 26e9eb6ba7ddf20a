//! Every step that was made, with what it did to recommendation and plan; any of them can be returned to.

use super::overlay::Overlay;
use super::{State, command};
use crate::model::Alternative;
use crate::model::evaluate::decide;
use crate::scenario::{Inputs, Scenario};
use crate::sheets::wording::differences;
use crate::widgets::scroll::moved;

/// The list, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryList {
    steps: Vec<ListedStep>,
    present: usize,
    cursor: usize,
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
        self.cursor
    }

    /// Moves the cursor; the ends stop it.
    pub(super) fn step(&mut self, by: isize) {
        self.cursor = moved(self.cursor, by, self.steps.len());
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
        let steps =
            (0..self.history.states()).map(|position| ListedStep { text: describe(position), outcome: None });
        let (steps, present) = (steps.collect(), self.history.position());
        self.overlay = Some(Overlay::History(HistoryList { steps, present, cursor: present }));
        self.settle_history_list(self.regions.frame.height);
    }

    /// Evaluates the states of the list that may be seen, each once: on either side of the cursor as many as the screen
    /// has rows.
    pub(super) fn settle_history_list(&mut self, rows: u16) {
        let Some(Overlay::History(list)) = &self.overlay else { return };
        let around = usize::from(rows);
        let near = list.cursor.saturating_sub(around)..list.steps.len().min(list.cursor + around + 1);
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

    /// Returns to the state under the cursor.
    pub(super) fn accept_step(&mut self) {
        let Some(Overlay::History(list)) = self.overlay.take() else { return };
        let back = list.cursor < list.present;
        for _ in 0..list.cursor.abs_diff(list.present) {
            if back { self.undo() } else { self.redo() }
        }
        if list.cursor != list.present {
            self.notice = Some(format!(
                "Returned to step {} of {}; {} and {} go on from there.",
                list.cursor,
                list.steps.len() - 1,
                self.settings.keys.call(&command::UNDO),
                self.settings.keys.call(&command::REDO)
            ));
        }
    }

    /// A press on a line of the list: on the one that has the cursor it returns to it.
    pub(super) fn press_step(&mut self, position: usize) {
        match &mut self.overlay {
            Some(Overlay::History(list)) if list.cursor == position => self.accept_step(),
            Some(Overlay::History(list)) => list.cursor = position.min(list.steps.len().saturating_sub(1)),
            _ => {}
        }
    }
}
