//! What follows from a scenario, as far as the screen shows it.

use super::tracks::Track;
use super::{Tab, analysis};
use crate::model::analysis::Analysis;
use crate::model::curves::Curves;
use crate::model::{Facts, Outlook, evaluate};
use crate::scenario::Scenario;
use crate::sheets::{Sheet, Subject};

/// Everything that was computed for one scenario.
#[derive(Debug)]
pub struct Reckoning {
    /// Tells one from another: what was asked for under another number is out of date.
    pub(super) generation: u64,
    /// What follows from the scenario.
    pub(super) outlook: Outlook,
    /// What that rests on.
    pub(super) analysis: Analysis,
    /// The page that showed it last, or that will show it first, while no page does.
    pub(super) page: Option<Page>,
    /// The tracks of the sliders, likewise.
    pub(super) tracks: Vec<Track>,
    scenario: Scenario,
    locked: [bool; 3],
}

/// What a page shows of a reckoning.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) view: View,
    pub(super) sheets: Vec<Sheet>,
    pub(super) curves: Option<Curves>,
}

/// Which page, and of how many draws.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    pub(super) tab: Tab,
    /// The benchmark set to look at, where it is not the one of the baselines.
    pub(super) shown_set: Option<String>,
    pub(super) draws: u32,
}

impl Reckoning {
    /// Reckons at once, with all processors.
    pub(super) fn new(facts: &Facts, scenario: &Scenario, locked: [bool; 3], generation: u64) -> Self {
        let outlook = evaluate(facts, scenario);
        let analysis = analysis::of(facts, scenario, &outlook, locked);
        Self::with(scenario.clone(), locked, generation, outlook, analysis)
    }

    /// Reckons on the processor of the caller, unless nobody wants it any more before the end.
    pub(super) fn while_wanted(
        facts: &Facts,
        scenario: Scenario,
        locked: [bool; 3],
        generation: u64,
        is_wanted: impl Fn() -> bool,
    ) -> Option<Self> {
        let outlook = evaluate(facts, &scenario);
        let analysis = Analysis::while_wanted(facts, &scenario, &outlook, locked, is_wanted)?;
        Some(Self::with(scenario, locked, generation, outlook, analysis))
    }

    fn with(
        scenario: Scenario,
        locked: [bool; 3],
        generation: u64,
        outlook: Outlook,
        analysis: Analysis,
    ) -> Self {
        Self { generation, outlook, analysis, page: None, tracks: Vec::new(), scenario, locked }
    }

    /// Whether it is of this scenario, with these shares of the team held.
    pub(super) fn is_of(&self, scenario: &Scenario, locked: [bool; 3]) -> bool {
        self.locked == locked && self.scenario == *scenario
    }

    /// Adds what only some pages show, and only they wait for.
    pub(super) fn complete(&mut self, facts: &Facts, tab: Tab) {
        match tab {
            Tab::Decision => self.analysis.add_tornado(facts, &self.scenario, &self.outlook),
            Tab::Concurrency => self.analysis.add_experiment(facts, &self.outlook),
            _ => {}
        }
    }

    /// What tables are made of.
    pub(super) fn subject<'a>(&'a self, facts: &'a Facts) -> Subject<'a> {
        Subject { facts, scenario: &self.scenario, outlook: &self.outlook, analysis: &self.analysis }
    }

    /// What a page shows of it: the page of before if it is the same one.
    pub(super) fn take_page(&mut self, facts: &Facts, view: View) -> Page {
        self.page.take().filter(|page| page.view == view).unwrap_or_else(|| Page {
            sheets: view.tab.sheets_showing(self.subject(facts), view.shown_set.as_deref()),
            curves: (view.tab == Tab::Performance).then(|| Curves::of(facts, &self.outlook.inputs)),
            view,
        })
    }
}
