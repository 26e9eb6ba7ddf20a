//! What was set before, so that any change can be taken back.

use crate::scenario::Scenario;

/// Undo and redo by whole scenarios, which are small.
#[derive(Debug, Default)]
pub struct History {
    back: Vec<Scenario>,
    forth: Vec<Scenario>,
    dragging: bool,
}

/// Steps that are kept.
const DEPTH: usize = 1_000;

impl History {
    /// Remembers what was before a change. While one drag goes on, only its first step is kept.
    pub fn record(&mut self, before: Scenario, dragging: bool) {
        self.forth.clear();
        if !(dragging && self.dragging) {
            if self.back.len() == DEPTH {
                self.back.remove(0);
            }
            self.back.push(before);
        }
        self.dragging = dragging;
    }

    /// Ends a drag: the next change is a step of its own.
    pub fn end_drag(&mut self) {
        self.dragging = false;
    }

    /// The scenario one step back or forth, and the present one kept for the way back.
    pub fn travel(&mut self, present: &Scenario, back: bool) -> Option<Scenario> {
        let (from, to) =
            if back { (&mut self.back, &mut self.forth) } else { (&mut self.forth, &mut self.back) };
        let scenario = from.pop()?;
        to.push(present.clone());
        self.dragging = false;
        Some(scenario)
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
        history.record(named("one"), false);
        history.record(named("two"), false);
        let back = history.travel(&named("three"), true).unwrap();
        assert_eq!(back.name, "two");
        assert_eq!(history.travel(&back, false).unwrap().name, "three");
        assert!(history.travel(&named("three"), false).is_none());
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut history = History::default();
        history.record(named("before"), true);
        history.record(named("during"), true);
        history.end_drag();
        history.record(named("after"), false);
        assert_eq!(history.travel(&named("now"), true).unwrap().name, "after");
        assert_eq!(history.travel(&named("after"), true).unwrap().name, "before");
        assert!(history.travel(&named("before"), true).is_none());
    }
}
