//! The pinned state: what everything on the screen is compared with.

use super::{Panel, State, Tab};
use crate::model::Outlook;
use crate::model::analysis::Analysis;
use crate::model::comparison::{Comparison, Side};
use crate::model::confidence::Tally;
use crate::scenario::Scenario;
use crate::sheets::changes::Changes;
use crate::sheets::comparison::{Compared, FIRST, sheets};
use crate::sheets::{Sheet, Subject};

/// A state that was pinned. It stays while scenarios are changed, undone and opened.
#[derive(Debug)]
pub struct Pin {
    /// What was set.
    pub scenario: Scenario,
    /// What followed.
    pub outlook: Outlook,
    analysis: Analysis,
    /// Which analysis that is, for shares that are refined later.
    generation: u64,
    /// Tells one pin from another.
    number: u64,
    /// The tables of a page, under the benchmark set that was looked at.
    page: Option<(Tab, Option<String>, Vec<Sheet>)>,
}

impl Pin {
    /// Tells one pin from another.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// Takes refined shares, if they are those of the pinned state.
    pub(super) fn refine(&mut self, generation: u64, tally: Tally) {
        if generation == self.generation {
            self.analysis.tally = tally;
            self.page = None;
        }
    }
}

impl State {
    /// Pins the present state, in the place of what was pinned before.
    pub fn pin(&mut self) {
        // Keys of one batch that came before have counted already, or count with the pin.
        self.settle();
        let number = self.pin.as_ref().map_or(1, |pin| pin.number + 1);
        self.pin = Some(Pin {
            scenario: self.scenario.clone(),
            outlook: self.outlook().clone(),
            analysis: self.analysis().clone(),
            generation: self.generation(),
            number,
            page: None,
        });
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
        let Some(pin) = &mut self.pin else { return };
        let shown = self.shown_set.clone();
        let page = match pin.page.take() {
            Some(page) if (page.0, &page.1) == (self.tab, &shown) => page,
            _ => {
                if self.tab == Tab::Decision {
                    pin.analysis.add_tornado(&self.facts, &pin.scenario, &pin.outlook);
                } else if self.tab == Tab::Concurrency {
                    pin.analysis.add_experiment(&self.facts, &pin.outlook);
                }
                let on = Subject {
                    facts: &self.facts,
                    scenario: &pin.scenario,
                    outlook: &pin.outlook,
                    analysis: &pin.analysis,
                };
                let sheets = self.tab.sheets_showing(on, shown.as_deref());
                (self.tab, shown, sheets)
            }
        };
        for after in &self.sheets {
            if let Some(before) = page.2.iter().find(|sheet| sheet.id == after.id) {
                let changes = Changes::between(before, after);
                if !changes.is_empty() {
                    self.changes.push((after.id, changes));
                }
            }
        }
        pin.page = Some(page);
        if self.tab == Tab::Decision {
            let before = Side { scenario: &pin.scenario, outlook: &pin.outlook };
            let after = Side { scenario: &self.scenario, outlook: &self.reckoning.outlook };
            let comparison = &Comparison::of(&self.facts, before, after);
            let titles = ["Pinned", "Now"];
            self.sheets.extend(sheets(Compared { facts: &self.facts, before, after, titles, comparison }));
        }
    }
}
