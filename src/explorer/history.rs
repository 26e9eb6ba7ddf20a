//! What was set before, so that any change can be taken back.

use crate::scenario::Scenario;

/// A scenario, and the position of the document that it belongs to.
pub type Step = (usize, Scenario);

/// Undo and redo by whole scenarios, which are small.
#[derive(Debug, Default)]
pub struct History {
    back: Vec<Step>,
    forth: Vec<Step>,
    dragging: bool,
}

/// Steps that are kept.
const DEPTH: usize = 1_000;

impl History {
    /// Remembers what was before a change. While one drag goes on, only its first step is kept.
    pub fn record(&mut self, document: usize, before: Scenario, dragging: bool) {
        self.forth.clear();
        if !(dragging && self.dragging) {
            if self.back.len() == DEPTH {
                self.back.remove(0);
            }
            self.back.push((document, before));
        }
        self.dragging = dragging;
    }

    /// Ends a drag: the next change is a step of its own.
    pub fn end_drag(&mut self) {
        self.dragging = false;
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

    /// The scenario one step back or forth, and the present one kept for the way back.
    pub fn travel(&mut self, document: usize, present: &Scenario, back: bool) -> Option<Step> {
        let (from, to) =
            if back { (&mut self.back, &mut self.forth) } else { (&mut self.forth, &mut self.back) };
        let step = from.pop()?;
        to.push((document, present.clone()));
        self.dragging = false;
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
        history.record(0, named("one"), false);
        history.record(0, named("two"), false);
        let back = history.travel(0, &named("three"), true).unwrap();
        assert_eq!(back.1.name, "two");
        assert_eq!(history.travel(0, &back.1, false).unwrap().1.name, "three");
        assert!(history.travel(0, &named("three"), false).is_none());
    }

    #[test]
    fn states_are_counted_from_the_oldest_whichever_is_present() {
        let mut history = History::default();
        for name in ["one", "two", "three"] {
            history.record(0, named(name), false);
        }
        history.travel(0, &named("four"), true);
        history.travel(0, &named("three"), true);
        let names: Vec<Option<&str>> =
            (0..5).map(|at| history.at(at).map(|(_, scenario)| scenario.name.as_str())).collect();
        assert_eq!(names, [Some("one"), None, Some("three"), Some("four"), None]);
        assert_eq!((history.position(), history.states()), (1, 4));
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut history = History::default();
        history.record(0, named("before"), true);
        history.record(0, named("during"), true);
        history.end_drag();
        history.record(0, named("after"), false);
        assert_eq!(history.travel(0, &named("now"), true).unwrap().1.name, "after");
        assert_eq!(history.travel(0, &named("after"), true).unwrap().1.name, "before");
        assert!(history.travel(0, &named("before"), true).is_none());
    }
}
