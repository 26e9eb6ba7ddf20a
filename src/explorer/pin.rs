//! The pinned state: what everything on the screen is compared with.

use super::analysis::Crew;
use super::reckoning::{Reckoning, View};
use super::{Panel, State, Tab};
use crate::model::Outlook;
use crate::model::comparison::{Comparison, Side};
use crate::model::confidence::Tally;
use crate::scenario::Scenario;
use crate::sheets::changes::Changes;
use crate::sheets::comparison::{Compared, FIRST, sheets};

/// A state that was pinned. It stays while scenarios are changed, undone and opened.
#[derive(Debug)]
pub struct Pin {
    reckoning: Reckoning,
    /// Tells one pin from another.
    number: u64,
}

impl Pin {
    /// What was set.
    pub const fn scenario(&self) -> &Scenario {
        &self.reckoning.scenario
    }

    /// What followed.
    pub const fn outlook(&self) -> &Outlook {
        &self.reckoning.outlook
    }

    pub(super) const fn reckoning(&self) -> &Reckoning {
        &self.reckoning
    }

    /// Tells one pin from another.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// Takes refined shares, if they are those of the pinned state; `false` when they are not.
    pub(super) fn refine(&mut self, generation: u64, tally: Tally) -> bool {
        let is_own = generation == self.reckoning.generation;
        if is_own {
            self.reckoning.analysis.tally = tally;
        }
        is_own
    }
}

impl State {
    /// Pins the present state, in the place of what was pinned before.
    pub fn pin(&mut self) {
        // Keys of one batch that came before have counted already, or count with the pin.
        self.settle();
        let number = self.pin.as_ref().map_or(1, |pin| pin.number + 1);
        self.pin = Some(Pin { reckoning: self.reckoning.copied(), number });
        self.notice = Some(format!(
            "Pinned {}: changes are shown against it; {} compares, {} unpins.",
            self.scenario.name,
            self.keys.call("compare"),
            self.keys.call("unpin"),
        ));
        self.settle();
    }

    /// Takes the pin away.
    pub fn unpin(&mut self) {
        self.pin = None;
        self.notice = Some("Unpinned.".to_owned());
        self.settle();
    }

    /// Opens the comparison with what is pinned.
    pub fn open_comparison(&mut self) {
        self.open(Tab::Decision);
        self.focus_panel(Panel::Sheet(FIRST));
    }

    /// How the cells of a table have changed against what is pinned; none when nothing is.
    pub fn changes(&self, id: &str) -> Option<&Changes> {
        self.changes.iter().find(|(sheet, _)| *sheet == id).map(|(_, changes)| changes)
    }

    /// Compares the tables of the page with those of what is pinned, and adds those of the comparison.
    pub(super) fn settle_changes(&mut self) {
        self.changes.clear();
        let Some(Pin { reckoning: pinned, .. }) = &mut self.pin else { return };
        pinned.complete(&self.facts, self.tab, Crew::All);
        let view = View::new(self.tab, self.shown_set.clone(), &pinned.analysis);
        let page = pinned.take_page(&self.facts, view);
        for after in &self.sheets {
            if let Some(before) = page.sheets.iter().find(|sheet| sheet.id == after.id) {
                let changes = Changes::between(before, after);
                if !changes.is_empty() {
                    self.changes.push((after.id, changes));
                }
            }
        }
        pinned.page = Some(page);
        if self.tab == Tab::Decision {
            let before = Side { scenario: &pinned.scenario, outlook: &pinned.outlook };
            let after = Side { scenario: &self.scenario, outlook: &self.reckoning.outlook };
            let comparison = &Comparison::of(&self.facts, before, after);
            let titles = ["Pinned", "Now"];
            self.sheets.extend(sheets(Compared { facts: &self.facts, before, after, titles, comparison }));
        }
    }
}
