//! What was set before, so that any change can be taken back.

use std::collections::VecDeque;

use jiff::civil::DateTime;

use crate::scenario::Scenario;
use crate::scenario::parameter::Key;

/// A state that was, or was undone.
#[derive(Clone, Debug)]
pub struct Step {
    /// The position of the document that the scenario belongs to.
    pub document: usize,
    /// What was set.
    pub scenario: Scenario,
}

/// Undo and redo by whole scenarios, which are small.
#[derive(Debug, Default)]
pub struct History {
    back: VecDeque<Step>,
    forth: Vec<Step>,
    /// What the last change was part of, while that may go on, and what could be redone before it began.
    run: Option<(Run, Vec<Step>)>,
}

/// Changes that are one step together: nobody thinks of the places in between as theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Those of one drag.
    Drag,
    /// Those of a key that moves an input and is held, or pressed again at once; and when the last one was.
    Held(Key, DateTime),
}

/// After so long without a change a key makes a step of its own, seconds: keyboards repeat sooner.
const PAUSE: f64 = 1.0;

impl Run {
    /// Whether `next` goes on with it.
    fn goes_on(self, next: Self) -> bool {
        match (self, next) {
            (Self::Drag, Self::Drag) => true,
            (Self::Held(key, last), Self::Held(next, now)) => {
                key == next && (0.0..=PAUSE).contains(&now.duration_since(last).as_secs_f64())
            }
            _ => false,
        }
    }
}

/// Steps that are kept.
const DEPTH: usize = 1_000;

impl History {
    /// Remembers what was before a change. While one run goes on, only what was before all of it is kept.
    pub fn record(&mut self, document: usize, before: Scenario, run: Option<Run>) {
        let undone = std::mem::take(&mut self.forth);
        let undone = match self.run.take() {
            Some((last, undone)) if run.is_some_and(|next| last.goes_on(next)) => undone,
            _ => {
                if self.back.len() == DEPTH {
                    self.back.pop_front();
                }
                self.back.push_back(Step { document, scenario: before });
                undone
            }
        };
        self.run = run.map(|run| (run, undone));
    }

    /// Forgets a run that has come back to where it began: to undo it would do nothing, and what could be redone before
    /// it still can.
    pub fn drop_empty_run(&mut self, document: usize, present: &Scenario) {
        let came_back = |began: &Step| began.document == document && began.scenario == *present;
        if self.back.back().is_some_and(came_back)
            && let Some((_, undone)) = self.run.take()
        {
            self.back.pop_back();
            self.forth = undone;
        }
    }

    /// Ends a run: the next change is a step of its own.
    pub fn end_run(&mut self) {
        self.run = None;
    }

    /// How many steps lie behind: the position of the present state among all.
    pub fn position(&self) -> usize {
        self.back.len()
    }

    /// How many states there are, the present one included.
    pub fn states(&self) -> usize {
        self.back.len() + 1 + self.forth.len()
    }

    /// The state at a position, oldest first; none for the present one, which is kept elsewhere, and beyond the last.
    pub fn at(&self, position: usize) -> Option<&Step> {
        match position.checked_sub(self.back.len() + 1) {
            None => self.back.get(position),
            // What is next stands last.
            Some(ahead) => self.forth.iter().rev().nth(ahead),
        }
    }

    /// The scenario one step back; the present one is kept for the way forth.
    pub fn undo(&mut self, document: usize, present: &Scenario) -> Option<Step> {
        let step = self.back.pop_back()?;
        self.forth.push(Step { document, scenario: present.clone() });
        self.run = None;
        Some(step)
    }

    /// The scenario one step forth; the present one is kept for the way back.
    pub fn redo(&mut self, document: usize, present: &Scenario) -> Option<Step> {
        let step = self.forth.pop()?;
        self.back.push_back(Step { document, scenario: present.clone() });
        self.run = None;
        Some(step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Scenario {
        Scenario::new(name, jiff::civil::date(2026, 11, 22))
    }

    #[test]
    fn undo_and_redo_go_through_the_same_states() {
        let mut history = History::default();
        history.record(0, named("one"), None);
        history.record(0, named("two"), None);
        let back = history.undo(0, &named("three")).unwrap();
        assert_eq!(back.scenario.name, "two");
        assert_eq!(history.redo(0, &back.scenario).unwrap().scenario.name, "three");
        assert!(history.redo(0, &named("three")).is_none());
    }

    #[test]
    fn states_are_counted_from_the_oldest_whichever_is_present() {
        let mut history = History::default();
        for name in ["one", "two", "three"] {
            history.record(0, named(name), None);
        }
        history.undo(0, &named("four"));
        history.undo(0, &named("three"));
        let names: Vec<Option<&str>> =
            (0..5).map(|at| history.at(at).map(|step| step.scenario.name.as_str())).collect();
        assert_eq!(names, [Some("one"), None, Some("three"), Some("four"), None]);
        assert_eq!((history.position(), history.states()), (1, 4));
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut history = History::default();
        history.record(0, named("before"), Some(Run::Drag));
        history.record(0, named("during"), Some(Run::Drag));
        history.end_run();
        history.record(0, named("after"), None);
        assert_eq!(history.undo(0, &named("now")).unwrap().scenario.name, "after");
        assert_eq!(history.undo(0, &named("after")).unwrap().scenario.name, "before");
        assert!(history.undo(0, &named("before")).is_none());
    }

    #[test]
    fn a_run_that_comes_to_nothing_leaves_what_can_be_redone() {
        let at = |seconds| jiff::civil::date(2026, 11, 22).at(14, 0, seconds, 0);
        let held = |seconds| Some(Run::Held(crate::scenario::registry::RPS, at(seconds)));
        let mut history = History::default();
        history.record(0, named("one"), held(0));
        history.undo(0, &named("two"));
        history.record(0, named("one"), held(0));
        history.record(0, named("two"), held(1));
        assert!(history.at(1).is_none(), "nothing lies ahead of a change");
        history.drop_empty_run(0, &named("one"));
        assert_eq!((history.position(), history.states()), (0, 2));
        assert_eq!(history.redo(0, &named("one")).unwrap().scenario.name, "two");
        // What came to something leaves nothing.
        history.undo(0, &named("two"));
        history.record(0, named("one"), held(5));
        history.end_run();
        history.drop_empty_run(0, &named("one"));
        assert_eq!((history.position(), history.states()), (1, 2));
    }

    #[test]
    fn a_held_key_is_one_step_until_it_rests_or_another_slider_is_moved() {
        let at = |seconds| jiff::civil::date(2026, 11, 22).at(14, 0, seconds, 0);
        let mut history = History::default();
        let (rps, js) = (crate::scenario::registry::RPS, crate::scenario::registry::TEAM_JS);
        for (name, key, seconds) in [
            ("one", rps, 0),
            ("two", rps, 1),
            ("three", rps, 2),
            ("four", rps, 5),
            ("five", js, 5),
            ("six", rps, 5),
        ] {
            history.record(0, named(name), Some(Run::Held(key, at(seconds))));
        }
        let names: Vec<&str> = (0..4).map(|step| history.at(step).unwrap().scenario.name.as_str()).collect();
        assert_eq!(names, ["one", "four", "five", "six"]);
        // What comes back to where it began was nothing.
        history.drop_empty_run(0, &named("six"));
        assert_eq!(history.position(), 3);
        history.record(0, named("six"), Some(Run::Held(rps, at(5))));
        // Neither a clock that was set back nor an undo is a pause too short.
        history.record(0, named("seven"), Some(Run::Held(rps, at(4))));
        history.undo(0, &named("now"));
        history.record(0, named("eight"), Some(Run::Held(rps, at(4))));
        assert_eq!(history.position(), 5);
    }
}
