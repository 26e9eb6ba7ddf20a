//! Everything that the screen is drawn from.

mod panels;

use std::sync::Arc;

use jiff::civil::DateTime;

use super::analysis::Crew;
use super::appearance::Appearance;
use super::documents::{Documents, Folders};
use super::foresight::{Memory, Step};
use super::history::{self, History, Run};
use super::inputs::InputsPanel;
use super::key_map::KeyMap;
use super::lanes::{LanesPanel, LongRun};
use super::overlay::Overlay;
use super::patterns::PatternView;
use super::pin::Pin;
use super::pointer::Pointer;
use super::reckoning::{Page, Reckoning, View};
use super::regions::Regions;
use super::{Panel, Tab};
use crate::catalog::Edition;
use crate::model::Alternative;
use crate::model::analysis::Analysis;
use crate::model::curves::Curves;
use crate::model::{Facts, Outlook};
use crate::scenario::{Definitions, Scenario};
use crate::sheets::changes::Changes;
use crate::sheets::wording::differences;
use crate::sheets::{Sheet, Subject, performance};
use crate::widgets::scroll::turned;
pub use panels::Focus;
use panels::PageState;

/// The application between two events.
#[derive(Debug)]
pub struct State {
    /// The facts, for the whole run.
    pub facts: Arc<Facts>,
    /// What the meeting has set.
    pub scenario: Scenario,
    /// The file that it belongs to, and those of what was opened before.
    pub documents: Documents,
    /// The edition of presets that are opened.
    pub usual_edition: Edition,
    /// What a typed path may begin with or leave out.
    pub folders: Folders,
    /// The curves of the present page's charts.
    pub curves: Option<Curves>,
    /// The tables of the present page.
    pub sheets: Vec<Sheet>,
    /// The present page.
    pub tab: Tab,
    /// Which half takes the keys.
    pub focus: Focus,
    /// The sliders.
    pub inputs: InputsPanel,
    /// Whether the sliders are not where they are by default: away where there is room beside the page, over the
    /// page where there is none.
    pub inputs_toggled: bool,
    /// Whether recommendation, plan and slider fill the screen, for the back row.
    pub presenting: bool,
    /// What lies over everything, if anything.
    pub overlay: Option<Overlay>,
    /// What everything is compared with, if anything is pinned.
    pub pin: Option<Pin>,
    /// What was set before, for undo.
    pub history: History,
    /// The local time, as the edge of the program read it last: notes carry it.
    pub now: DateTime,
    /// How everything looks.
    pub appearance: Appearance,
    /// The keys that are in force.
    pub keys: KeyMap,
    /// A line for the user that the next key or press removes.
    pub notice: Option<String>,
    /// What was drawn where, recorded by the last frame.
    pub regions: Regions,
    /// What the pointer is holding.
    pub pointer: Pointer,
    /// The first line of the time axis that is seen.
    pub timeline_row: usize,
    /// The pattern in code that is seen.
    pub pattern: PatternView,
    /// What is seen of the simulated machine.
    pub lanes: LanesPanel,
    /// Where a long run of the simulator is.
    pub long_run: LongRun,
    /// A text for the clipboard, until the loop around the state has handed it to the terminal.
    pub clipboard: Option<String>,
    pages: [PageState; Tab::ALL.len()],
    /// What follows from the scenario, brought up to date by [`State::settle`].
    pub(super) reckoning: Reckoning,
    /// What may be wanted again, or next.
    pub(super) memory: Memory,
    /// The step that a slider was moved by since the last frame.
    pub(super) step: Option<Step>,
    /// What the page was made for, to see whether anything has changed since.
    shown: Option<Shown>,
    /// How often a reckoning was begun.
    generations: u64,
    /// The reckoning that somebody was last asked to refine.
    pub(super) refined: Option<u64>,
    /// The benchmark set to look at, where it is not the one of the baselines.
    pub(super) shown_set: Option<String>,
    /// The tables of the page in which anything differs from what is pinned, with what does.
    pub(super) changes: Vec<(&'static str, Changes)>,
}

/// What the page was made for.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    generation: u64,
    view: View,
    pin: Option<u64>,
}

impl State {
    /// The explorer as it opens on a scenario.
    pub fn new(facts: impl Into<Arc<Facts>>, scenario: Scenario) -> Self {
        let facts = facts.into();
        let inputs = InputsPanel::default();
        let now = scenario.today.at(0, 0, 0, 0);
        let mut state = Self {
            curves: None,
            sheets: Vec::new(),
            reckoning: Reckoning::new(&facts, scenario.clone(), inputs.locked, 1, Crew::All),
            memory: Memory::default(),
            step: None,
            facts,
            documents: Documents::new(scenario.clone()),
            folders: Folders::default(),
            usual_edition: Edition::Audited,
            scenario,
            tab: Tab::default(),
            focus: Focus::default(),
            inputs,
            inputs_toggled: false,
            presenting: false,
            overlay: None,
            pin: None,
            now,
            history: History::default(),
            appearance: Appearance::default(),
            keys: KeyMap::default(),
            notice: None,
            regions: Regions::default(),
            pointer: Pointer::default(),
            timeline_row: 0,
            pattern: PatternView::default(),
            lanes: LanesPanel::default(),
            long_run: LongRun::None,
            clipboard: None,
            pages: Default::default(),
            shown: None,
            generations: 1,
            refined: None,
            shown_set: None,
            changes: Vec::new(),
        };
        state.settle();
        state
    }

    /// Whether anything differs from what was opened or saved.
    pub fn is_changed(&self) -> bool {
        self.documents.present().is_none_or(|document| document.saved != self.scenario)
    }

    /// Takes a new scenario as one step of the history; nothing happens when it is the present one.
    pub fn change(&mut self, scenario: Scenario) {
        // All reports of one drag are one step.
        self.change_within(self.pointer.is_dragging().then_some(Run::Drag), scenario);
    }

    /// The same as part of a run of changes that are one step.
    pub(super) fn change_within(&mut self, run: Option<Run>, scenario: Scenario) {
        if scenario != self.scenario {
            let before = std::mem::replace(&mut self.scenario, scenario);
            let document = self.documents.position();
            self.history.record(document, before, run);
            self.history.forget_nothing(document, &self.scenario);
        }
    }

    /// Steps back in the history.
    pub fn undo(&mut self) {
        match self.history.undo(self.documents.position(), &self.scenario) {
            Some(step) => self.take_step(step, |before, after, definitions| {
                format!("Undone: {}", differences::step(definitions, after, before))
            }),
            None => self.notice = Some("Nothing to undo.".to_owned()),
        }
    }

    /// Steps forth again.
    pub fn redo(&mut self) {
        match self.history.redo(self.documents.position(), &self.scenario) {
            Some(step) => self.take_step(step, |before, after, definitions| {
                format!("Redone: {}", differences::step(definitions, before, after))
            }),
            None => self.notice = Some("Nothing to redo.".to_owned()),
        }
    }

    /// Goes over to a step of the history; what that does is told from the scenarios before and after.
    fn take_step(
        &mut self,
        (document, scenario): history::Step,
        told: impl FnOnce(&Scenario, &Scenario, &Definitions) -> String,
    ) {
        let before = std::mem::replace(&mut self.scenario, scenario);
        let told = if document == self.documents.position() {
            told(&before, &self.scenario, &self.facts.definitions)
        } else {
            format!("Back in {}", self.scenario.name)
        };
        self.notice = Some(format!("{told}."));
        self.documents.come_back(document);
        // The name is that of the file, which may have been given another since.
        if let Some(document) = self.documents.present() {
            self.scenario.name.clone_from(&document.saved.name);
        }
    }

    /// Brings the outlook, its analysis, and the tables and curves of the present page up to date with the scenario.
    /// Once for a batch of events, so that a burst of keys costs one computation.
    pub fn settle(&mut self) {
        let before = self.shown.take();
        if !self.reckoning.is_of(&self.scenario, self.inputs.locked) {
            self.reckon(before.as_ref());
        }
        self.reckoning.complete(&self.facts, self.tab, Crew::All);
        self.settle_lanes();
        let now = Shown {
            generation: self.generation(),
            view: self.view(),
            pin: self.pin.as_ref().map(Pin::number),
        };
        if before.as_ref() != Some(&now) {
            let page = self.reckoning.take_page(&self.facts, now.view.clone());
            (self.sheets, self.curves) = (page.sheets, page.curves);
            self.settle_changes();
            self.settle_cursors();
        }
        self.shown = Some(now);
        self.settle_history_list();
    }

    /// Goes over to the reckoning of the present scenario, and remembers the one that is left.
    fn reckon(&mut self, shown: Option<&Shown>) {
        let locked = self.inputs.locked;
        let known = self.memory.recall(&self.scenario, locked);
        let next = known.unwrap_or_else(|| {
            let generation = self.next_generation();
            Reckoning::new(&self.facts, self.scenario.clone(), locked, generation, Crew::All)
        });
        let mut left = std::mem::replace(&mut self.reckoning, next);
        left.tracks = std::mem::replace(&mut self.regions.tracks, std::mem::take(&mut self.reckoning.tracks));
        // A page with a comparison would have to forget it.
        left.page = shown.filter(|shown| shown.pin.is_none()).map(|shown| Page {
            view: shown.view.clone(),
            sheets: std::mem::take(&mut self.sheets),
            curves: self.curves.take(),
        });
        self.memory.keep(left);
        self.long_run = LongRun::None;
    }

    /// What the page is to show.
    pub(super) fn view(&self) -> View {
        View::new(self.tab, self.shown_set.clone(), self.analysis())
    }

    /// What follows from the scenario.
    pub const fn outlook(&self) -> &Outlook {
        &self.reckoning.outlook
    }

    /// What the outlook rests on.
    pub const fn analysis(&self) -> &Analysis {
        &self.reckoning.analysis
    }

    /// What tables are made of.
    pub(super) fn subject(&self) -> Subject<'_> {
        self.reckoning.subject(&self.facts)
    }

    /// Keeps the cursors of the page's tables on rows that there are: a table may have become shorter.
    fn settle_cursors(&mut self) {
        let ids: Vec<&str> =
            self.page().into_iter().flat_map(|page| &page.tables).map(|(id, _)| *id).collect();
        for id in ids {
            self.change_table(id, |_, _| {});
        }
    }

    /// Brings the tables up to date with an analysis that has become better.
    pub(super) fn settle_anew(&mut self) {
        self.shown = None;
        self.settle();
    }

    /// Tells the present reckoning from others: what was asked for under another number is out of date.
    pub const fn generation(&self) -> u64 {
        self.reckoning.generation
    }

    /// A number for another reckoning.
    pub(super) const fn next_generation(&mut self) -> u64 {
        self.generations += 1;
        self.generations
    }

    /// Looks at the next benchmark set; the baselines stay.
    pub fn look_at_next_set(&mut self) {
        let chosen =
            self.facts.catalog.benchmark(&self.outlook().baselines.of(Alternative::Node).fact.benchmark);
        let chosen = chosen.map(|benchmark| benchmark.set.to_string());
        let present = self.shown_set.clone().or_else(|| chosen.clone());
        let sets = performance::benchmark_sets(&self.facts);
        let position = sets.iter().position(|set| Some(set.id.as_str()) == present.as_deref()).unwrap_or(0);
        let next = sets.get(turned(position, true, sets.len())).map(|set| set.id.to_string());
        self.shown_set = next.filter(|next| Some(next) != chosen.as_ref());
        self.settle();
        self.focus_panel(Panel::Sheet("web"));
    }

    /// Looks at the benchmark set of the baselines again.
    pub fn look_at_baseline(&mut self) {
        self.shown_set = None;
    }

    /// Fills the screen with what the back row has to see, or comes back from there.
    pub fn present(&mut self) {
        self.presenting = !self.presenting;
        self.focus = Focus::Inputs;
    }

    /// Turns to a page, which nothing covers then.
    pub fn open(&mut self, tab: Tab) {
        self.tab = tab;
        self.uncover_page();
        // At once, not with the next frame: keys that follow in the same batch mean the new page.
        self.settle();
    }
}
