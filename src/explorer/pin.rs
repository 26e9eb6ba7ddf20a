//! The pinned state: what everything on the screen is compared with.

use super::analysis::Crew;
use super::reckoning::{Page, Reckoning, View};
use super::{Generation, Panel, State, Tab, command};
use crate::model::Outlook;
use crate::model::analysis::Analysis;
use crate::model::comparison::{Comparison, Side};
use crate::model::simulator::Length;
use crate::scenario::Scenario;
use crate::sheets::changes::Changes;
use crate::sheets::comparison::{Compared, sheets};
use crate::sheets::{Sheet, SheetId};

/// A state that was pinned. It stays while scenarios are changed, undone and opened.
#[derive(Debug)]
pub struct Pin {
    reckoning: Reckoning,
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

    /// Tells what is pinned from what was pinned before.
    pub(super) const fn generation(&self) -> Generation {
        self.reckoning.generation
    }

    pub(super) const fn reckoning_mut(&mut self) -> &mut Reckoning {
        &mut self.reckoning
    }
}

impl State {
    /// Pins the present state, in the place of what was pinned before.
    pub fn pin(&mut self) {
        // Keys of one batch that came before have counted already, or count with the pin.
        self.settle();
        self.pin = Some(Pin { reckoning: self.reckonings.present().copied() });
        // Undo comes back to it, however soon the next step of a key follows.
        self.history.end_run();
        self.notice = Some(format!(
            "Pinned {}: changes are shown against it; {} compares, {} unpins.",
            self.scenario.name,
            self.settings.keys.call(&command::COMPARE),
            self.settings.keys.call(&command::UNPIN),
        ));
        // What is pinned may be of the same reckoning as before, and still know more.
        self.settle_anew();
    }

    /// Takes the pin away.
    pub fn unpin(&mut self) {
        self.pin = None;
        self.notice = Some("Unpinned.".to_owned());
        self.settle();
    }

    /// Opens the comparison with what is pinned.
    pub fn open_comparison(&mut self) {
        self.open_panel(Tab::Decision, &Panel::Sheet(SheetId::Outcomes));
    }

    /// How the cells of a table have changed against what is pinned; none when nothing is.
    pub fn changes(&self, id: &SheetId) -> Option<&Changes> {
        self.shown.changes(id)
    }

    /// Compares the tables of a page with those of what is pinned, and adds those of the comparison. Returns those in
    /// which anything differs, with what does.
    pub(super) fn compare(&mut self, page: &mut Page) -> Vec<(SheetId, Changes)> {
        let is_brief = |analysis: &Analysis| {
            analysis.experiment.as_ref().is_some_and(|experiment| experiment.length == Length::Brief)
        };
        let is_present_brief = is_brief(&self.reckonings.present().analysis);
        let Some(Pin { reckoning: pinned }) = &mut self.pin else { return Vec::new() };
        pinned.complete(&self.facts, self.tab, Crew::All);
        // Between few requests and many there is a difference that no change has made.
        let is_alike = self.tab != Tab::Concurrency || is_brief(&pinned.analysis) == is_present_brief;
        let view = View::new(self.tab, self.shown_set.clone(), &pinned.analysis);
        let before = pinned.take_page(&self.facts, view);
        let between = |after: &Sheet| {
            let before = before.sheets.iter().find(|sheet| sheet.id == after.id)?;
            Some((after.id.clone(), Changes::between(before, after)))
                .filter(|(_, changes)| !changes.is_empty())
        };
        let changes = page.sheets.iter().filter(|_| is_alike).filter_map(between).collect();
        pinned.page = Some(before);
        if self.tab == Tab::Decision {
            page.sheets.extend(self.with_compared(sheets).into_iter().flatten());
        }
        changes
    }

    /// Calls with the comparison of the present state with what is pinned; none when nothing is.
    pub fn with_compared<T>(&self, call: impl FnOnce(Compared<'_>) -> T) -> Option<T> {
        let pin = self.pin.as_ref()?;
        let before = Side { scenario: pin.scenario(), outlook: pin.outlook() };
        let after = Side { scenario: &self.scenario, outlook: &self.reckonings.present().outlook };
        let comparison = &Comparison::of(&self.facts, before, after);
        let titles = ["Pinned", "Now"];
        let names = [&before, &after].map(|side| side.scenario.name.as_str());
        Some(call(Compared { facts: &self.facts, before, after, titles, names, comparison }))
    }
}
