//! What was set before, so that any change can be taken back.

use crate::scenario::Scenario;

/// A scenario, and the position of the document that it belongs to.
type Step = (usize, Scenario);

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
