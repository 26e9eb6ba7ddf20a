//! Everything that the screen is drawn from.

mod panels;

use std::sync::Arc;

use jiff::civil::DateTime;

use super::analysis::Crew;
use super::appearance::Appearance;
use super::documents::{Documents, Folders};
use super::generation::Generation;
use super::history::{History, Run, Step};
use super::inputs::InputsPanel;
use super::key_map::KeyMap;
use super::lanes::{LanesPanel, LongRun};
use super::overlay::Overlay;
use super::patterns::PatternView;
use super::pin::Pin;
use super::pointer::Pointer;
use super::reckoning::View;
use super::reckonings::Reckonings;
use super::regions::Regions;
use super::shown::{Basis, Shown};
use super::{Panel, Tab};
use crate::catalog::Edition;
use crate::model::Alternative;
use crate::model::analysis::Analysis;
use crate::model::curves::Curves;
use crate::model::mend::Mend;
use crate::model::{Facts, Outlook};
use crate::scenario::{Definitions, Scenario};
use crate::sheets::wording::differences;
use crate::sheets::{SheetId, Subject, performance};
use crate::widgets::scroll::turned;
use panels::Cursors;
pub use panels::Focus;

/// The application between two events.
#[derive(Debug)]
pub struct State {
    /// The facts, for the whole run.
    pub facts: Arc<Facts>,
    /// What the meeting has set.
    pub scenario: Scenario,
    /// The file that it belongs to, and those of what was opened before.
    pub documents: Documents,
    /// What was set before, for undo.
    pub history: History,
    /// What everything is compared with, if anything is pinned.
    pub pin: Option<Pin>,
    /// What follows from the scenario, brought up to date by [`State::settle`].
    pub(super) reckonings: Reckonings,
    /// What the present page shows of that, likewise.
    pub(super) shown: Shown,

    /// The present page.
    pub tab: Tab,
    /// Which half takes the keys.
    pub focus: Focus,
    pub(super) cursors: Cursors,
    /// The sliders.
    pub inputs: InputsPanel,
    /// While recommendation, plan and slider fill the screen, for the back row: which half took the keys before.
    pub(super) presenting: Option<Focus>,
    /// The benchmark set to look at, where it is not the one of the baselines.
    pub(super) shown_set: Option<String>,
    /// The first line of the time axis that is seen.
    pub timeline_row: usize,
    /// The pattern in code that is seen.
    pub pattern: PatternView,
    /// What is seen of the simulated machine.
    pub lanes: LanesPanel,
    /// What lies over everything, if anything.
    pub overlay: Option<Overlay>,
    /// A line for the user that the next key or press removes.
    pub notice: Option<String>,

    /// What this run was set up with.
    pub settings: Settings,
    /// The local time, as the edge of the program read it last: notes carry it.
    pub now: DateTime,
    /// What was drawn where, recorded by the last frame.
    pub regions: Regions,
    pub(super) pointer: Pointer,
    pub(super) clipboard: Option<String>,
}

/// What is set once for a run, by the configuration and the command line.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The keys that are in force.
    pub keys: KeyMap,
    /// How everything looks.
    pub appearance: Appearance,
    /// The edition of presets that are opened.
    pub usual_edition: Edition,
    /// What a typed path may begin with or leave out.
    pub folders: Folders,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            keys: KeyMap::default(),
            appearance: Appearance::default(),
            usual_edition: Edition::Audited,
            folders: Folders::default(),
        }
    }
}

impl State {
    /// The explorer as it opens on a scenario.
    pub fn new(facts: impl Into<Arc<Facts>>, scenario: Scenario) -> Self {
        let facts = facts.into();
        let inputs = InputsPanel::default();
        let mut state = Self {
            reckonings: Reckonings::new(&facts, scenario.clone(), inputs.locked),
            facts,
            documents: Documents::new(scenario.clone()),
            history: History::default(),
            pin: None,
            shown: Shown::default(),
            tab: Tab::default(),
            focus: Focus::default(),
            cursors: Cursors::default(),
            inputs,
            presenting: None,
            shown_set: None,
            timeline_row: 0,
            pattern: PatternView::default(),
            lanes: LanesPanel::default(),
            overlay: None,
            notice: None,
            settings: Settings::default(),
            now: scenario.today.at(0, 0, 0, 0),
            regions: Regions::default(),
            pointer: Pointer::default(),
            clipboard: None,
            scenario,
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
            self.history.drop_empty_run(document, &self.scenario);
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
        Step { document, scenario }: Step,
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
        if !self.reckonings.present().is_of(&self.scenario, self.inputs.locked) {
            self.reckon();
        }
        self.reckonings.present_mut().complete(&self.facts, self.tab, Crew::All);
        self.settle_lanes();
        let basis = Basis { generation: self.generation(), pin: self.pin.as_ref().map(Pin::generation) };
        let view = self.view();
        if !self.shown.is_of(basis, &view) {
            let mut page = self.reckonings.present_mut().take_page(&self.facts, view);
            let changes = self.compare(&mut page);
            self.shown = Shown::new(basis, page, changes);
            self.cursors.settle(&self.shown);
        }
        self.settle_history_list(self.regions.frame.height);
    }

    /// Goes over to the reckoning of the present scenario. The one that is left takes along what was shown of it.
    fn reckon(&mut self) {
        let left = self.reckonings.present_mut();
        left.tracks = std::mem::take(&mut self.regions.tracks);
        left.page = self.shown.take_page();
        let simulated = self.simulated();
        self.reckonings.go_over(&self.facts, &self.scenario, self.inputs.locked);
        self.regions.tracks = std::mem::take(&mut self.reckonings.present_mut().tracks);
        if self.simulated() != simulated {
            self.lanes.long_run = LongRun::None;
        }
    }

    /// Brings the tables up to date with an analysis that has become better.
    pub(super) fn settle_anew(&mut self) {
        self.shown.outdate();
        self.settle();
    }

    /// What the page is to show.
    fn view(&self) -> View {
        View::new(self.tab, self.shown_set.clone(), self.analysis())
    }

    /// What follows from the scenario.
    pub const fn outlook(&self) -> &Outlook {
        &self.reckonings.present().outlook
    }

    /// What the outlook rests on.
    pub const fn analysis(&self) -> &Analysis {
        &self.reckonings.present().analysis
    }

    /// Where every option breaks a limit, the smallest change of one input after which one does not, if any was found.
    pub const fn fix(&self) -> Option<&(Alternative, Mend)> {
        self.reckonings.present().fix.as_ref()
    }

    /// What tables are made of.
    pub(super) fn subject(&self) -> Subject<'_> {
        self.reckonings.present().subject(&self.facts)
    }

    /// Tells the present reckoning from others: what was asked for under another number is out of date.
    pub const fn generation(&self) -> Generation {
        self.reckonings.present().generation
    }

    /// Tells the present simulation from those of other machines, likewise.
    pub const fn simulated(&self) -> Generation {
        self.reckonings.present().simulated
    }

    /// The curves of the present page's charts.
    pub const fn curves(&self) -> Option<&Curves> {
        self.shown.curves()
    }

    /// Takes the text that waits for the clipboard of the terminal, once.
    pub const fn take_clipboard(&mut self) -> Option<String> {
        self.clipboard.take()
    }

    /// Looks at the next benchmark set; the baselines stay.
    pub fn look_at_next_set(&mut self) {
        let chosen = self.facts.chosen_set(&self.outlook().baselines).map(|set| set.id.to_string());
        let present = self.shown_set.clone().or_else(|| chosen.clone());
        let sets = performance::benchmark_sets(&self.facts);
        let position = sets.iter().position(|set| Some(set.id.as_str()) == present.as_deref()).unwrap_or(0);
        let next = sets.get(turned(position, 1, sets.len())).map(|set| set.id.to_string());
        self.shown_set = next.filter(|next| Some(next) != chosen.as_ref());
        self.settle();
        self.focus_panel(&Panel::Sheet(SheetId::Web));
    }

    /// Whether recommendation, plan and slider fill the screen.
    pub const fn is_presenting(&self) -> bool {
        self.presenting.is_some()
    }

    /// Fills the screen with what the back row has to see, or comes back from there.
    pub fn present(&mut self) {
        if !self.stop_presenting() {
            self.presenting = Some(std::mem::take(&mut self.focus));
        }
    }

    /// Comes back to where the keys went before; `false` when nothing is presented.
    pub(super) fn stop_presenting(&mut self) -> bool {
        let before = self.presenting.take();
        self.focus = before.unwrap_or(self.focus);
        before.is_some()
    }

    /// Turns to a page, which nothing covers then.
    pub fn open(&mut self, tab: Tab) {
        self.tab = tab;
        self.uncover_page();
        // At once, not with the next frame: keys that follow in the same batch mean the new page.
        self.settle();
    }
}
