//! Everything that the screen is drawn from.

use jiff::civil::DateTime;

use super::analysis;
use super::appearance::Appearance;
use super::documents::{Documents, Folders};
use super::history::History;
use super::inputs::InputsPanel;
use super::key_map::KeyMap;
use super::lanes::{LanesPanel, LongRun};
use super::overlay::Overlay;
use super::patterns::PatternView;
use super::pin::Pin;
use super::pointer::Pointer;
use super::regions::Regions;
use super::table::TableState;
use super::{Panel, Tab};
use crate::catalog::Edition;
use crate::model::Alternative;
use crate::model::analysis::Analysis;
use crate::model::confidence::{Study, Tally};
use crate::model::curves::Curves;
use crate::model::{Facts, Outlook, evaluate};
use crate::scenario::Scenario;
use crate::sheets::changes::Changes;
use crate::sheets::{Sheet, Subject, performance};

/// Which half of the screen takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The sliders.
    #[default]
    Inputs,
    /// The page.
    Page,
}

/// The application between two events.
#[derive(Debug)]
pub struct State {
    /// The facts, for the whole run.
    pub facts: Facts,
    /// What the meeting has set.
    pub scenario: Scenario,
    /// The file that it belongs to, and those of what was opened before.
    pub documents: Documents,
    /// The edition of presets that are opened.
    pub usual_edition: Edition,
    /// What a typed path may begin with or leave out.
    pub folders: Folders,
    /// What follows from it.
    pub outlook: Outlook,
    /// What that rests on.
    pub analysis: Analysis,
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
    /// What was computed for, to see whether anything has changed since.
    computed: Option<Computed>,
    /// How often the analysis was begun, and whether anybody refines the present one.
    generation: u64,
    refining: bool,
    /// The benchmark set to look at, where it is not the one of the baselines.
    pub(super) shown_set: Option<String>,
    /// The tables of the page in which anything differs from what is pinned, with what does.
    pub(super) changes: Vec<(&'static str, Changes)>,
}

/// What the numbers on the screen were computed for.
#[derive(Clone, Debug, PartialEq)]
struct Computed {
    scenario: Scenario,
    locked: [bool; 3],
    tab: Tab,
    shown_set: Option<String>,
    draws: u32,
    pin: Option<u64>,
}

/// A draft of the confidence that waits for more draws, on another thread.
#[derive(Clone, Debug)]
pub struct Refinement {
    /// Which analysis it belongs to.
    pub generation: u64,
    /// What to draw from.
    pub study: Study,
    /// The first draws.
    pub tally: Tally,
}

/// Where the cursor is on a page.
#[derive(Clone, Debug, Default)]
struct PageState {
    panel: usize,
    tables: Vec<(&'static str, TableState)>,
}

impl State {
    /// The explorer as it opens on a scenario.
    pub fn new(facts: Facts, scenario: Scenario) -> Self {
        let outlook = evaluate(&facts, &scenario);
        let now = scenario.today.at(0, 0, 0, 0);
        let mut state = Self {
            curves: None,
            sheets: Vec::new(),
            analysis: Analysis::default(),
            facts,
            documents: Documents::new(scenario.clone()),
            folders: Folders::default(),
            usual_edition: Edition::Audited,
            scenario,
            outlook,
            tab: Tab::default(),
            focus: Focus::default(),
            inputs: InputsPanel::default(),
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
            computed: None,
            generation: 0,
            refining: false,
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
        if scenario != self.scenario {
            let before = std::mem::replace(&mut self.scenario, scenario);
            // All reports of one drag are one step.
            self.history.record(self.documents.position(), before, self.pointer.is_dragging());
        }
    }

    /// Steps back in the history, or forth.
    pub fn travel(&mut self, back: bool) {
        match self.history.travel(self.documents.position(), &self.scenario, back) {
            Some((document, scenario)) => {
                self.scenario = scenario;
                self.documents.come_back(document);
                // The name is that of the file, which may have been given another since.
                if let Some(document) = self.documents.present() {
                    self.scenario.name.clone_from(&document.saved.name);
                }
            }
            None => self.notice = Some(format!("Nothing to {}.", if back { "undo" } else { "redo" })),
        }
    }

    /// Brings the outlook, its analysis, and the tables and curves of the present page up to date with the scenario.
    /// Once for a batch of events, so that a burst of keys costs one computation.
    pub fn settle(&mut self) {
        let before = self.computed.take();
        let same_scenario = before.as_ref().is_some_and(|before| before.scenario == self.scenario);
        if !same_scenario {
            self.outlook = evaluate(&self.facts, &self.scenario);
        }
        let locked = self.inputs.locked;
        if !same_scenario || before.as_ref().is_none_or(|before| before.locked != locked) {
            self.analysis = analysis::of(&self.facts, &self.scenario, &self.outlook, locked);
            self.generation += 1;
            self.refining = false;
            self.long_run = LongRun::None;
        }
        if self.tab == Tab::Decision {
            self.analysis.add_tornado(&self.facts, &self.scenario, &self.outlook);
        }
        self.settle_experiment();
        let now = Computed {
            scenario: self.scenario.clone(),
            locked,
            tab: self.tab,
            shown_set: self.shown_set.clone(),
            draws: self.analysis.tally.draws,
            pin: self.pin.as_ref().map(Pin::number),
        };
        if before.as_ref() != Some(&now) {
            self.sheets = self.tab.sheets_showing(self.subject(), self.shown_set.as_deref());
            self.settle_changes();
            self.settle_cursors();
        }
        if !same_scenario || before.is_none_or(|before| before.tab != self.tab) {
            self.curves =
                (self.tab == Tab::Performance).then(|| Curves::of(&self.facts, &self.outlook.inputs));
        }
        self.computed = Some(now);
        self.settle_history_list();
    }

    /// What tables are made of.
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject {
            facts: &self.facts,
            scenario: &self.scenario,
            outlook: &self.outlook,
            analysis: &self.analysis,
        }
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
        if let Some(computed) = &mut self.computed {
            computed.draws = 0;
        }
        self.settle();
    }

    /// How often the analysis was begun: what was asked for under another number is out of date.
    pub const fn generation(&self) -> u64 {
        self.generation
    }

    /// The draft of the confidence, once after every change: somebody else may refine it meanwhile.
    pub fn take_refinement(&mut self) -> Option<Refinement> {
        (!std::mem::replace(&mut self.refining, true)).then(|| Refinement {
            generation: self.generation,
            study: Study::new(&self.facts, &self.outlook),
            tally: self.analysis.tally,
        })
    }

    /// Takes refined shares, unless something has changed since they were asked for.
    pub fn refine(&mut self, generation: u64, tally: Tally) {
        if let Some(pin) = &mut self.pin {
            pin.refine(generation, tally);
        }
        if generation == self.generation {
            self.analysis.tally = tally;
            self.settle();
        }
    }

    /// Looks at the next benchmark set; the baselines stay.
    pub fn look_at_next_set(&mut self) {
        let chosen =
            self.facts.catalog.benchmark(&self.outlook.baselines.of(Alternative::Node).fact.benchmark);
        let chosen = chosen.map(|benchmark| benchmark.set.clone());
        let present = self.shown_set.clone().or_else(|| chosen.clone());
        let sets = performance::benchmark_sets(&self.facts);
        let position = sets.iter().position(|set| Some(&set.id) == present.as_ref()).unwrap_or(0);
        let next = sets.get((position + 1) % sets.len().max(1)).map(|set| set.id.clone());
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

    /// Turns to a page.
    pub fn open(&mut self, tab: Tab) {
        self.tab = tab;
        // At once, not with the next frame: keys that follow in the same batch mean the new page.
        self.settle();
    }

    fn page(&self) -> Option<&PageState> {
        self.pages.get(self.tab.index())
    }

    /// The panels of the present page, in the order of the Tab key.
    pub fn panels(&self) -> Vec<Panel> {
        self.tab.panels(&self.sheets)
    }

    /// The panel of the page that has, or would have, the focus.
    pub fn panel(&self) -> Panel {
        let position = self.page().map_or(0, |page| page.panel);
        let panels = self.panels();
        panels.get(position).or(panels.first()).copied().unwrap_or(Panel::Gantt)
    }

    /// The panel that takes the keys now, if the page does.
    pub fn focused_panel(&self) -> Option<Panel> {
        (self.focus == Focus::Page).then(|| self.panel())
    }

    /// Gives the page, and this panel of it, the focus.
    pub fn focus_panel(&mut self, panel: Panel) {
        if let Some(position) = self.panels().iter().position(|candidate| *candidate == panel) {
            self.focus = Focus::Page;
            if let Some(page) = self.pages.get_mut(self.tab.index()) {
                page.panel = position;
            }
        }
    }

    /// Gives the first panel of the page the focus.
    pub fn focus_first_panel(&mut self) {
        if let Some(first) = self.panels().first() {
            self.focus_panel(*first);
        }
    }

    /// Moves the focus one pane on: from the sliders through the panels of the page and round.
    pub fn cycle_focus(&mut self, forth: bool) {
        let last = self.panels().len().saturating_sub(1);
        let tab = self.tab.index();
        let Some(page) = self.pages.get_mut(tab) else { return };
        match (self.focus, forth) {
            (Focus::Inputs, true) => (self.focus, page.panel) = (Focus::Page, 0),
            (Focus::Inputs, false) => (self.focus, page.panel) = (Focus::Page, last),
            (Focus::Page, true) if page.panel < last => page.panel += 1,
            (Focus::Page, false) if page.panel > 0 => page.panel -= 1,
            (Focus::Page, _) => self.focus = Focus::Inputs,
        }
    }

    /// The table with an id on the present page.
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }

    /// Where the cursor of a table is, and how it is sorted and filtered.
    pub fn table(&self, id: &str) -> TableState {
        self.page()
            .and_then(|page| page.tables.iter().find(|(name, _)| *name == id))
            .map_or_else(TableState::default, |(_, table)| table.clone())
    }

    /// The same, to change it.
    pub fn table_mut(&mut self, id: &'static str) -> Option<&mut TableState> {
        let page = self.pages.get_mut(self.tab.index())?;
        let position = page.tables.iter().position(|(name, _)| *name == id).unwrap_or_else(|| {
            page.tables.push((id, TableState::default()));
            page.tables.len() - 1
        });
        page.tables.get_mut(position).map(|(_, table)| table)
    }

    /// The focused table with its state, if a table has the focus.
    pub fn focused_table(&self) -> Option<(&Sheet, TableState)> {
        match self.focused_panel()? {
            Panel::Sheet(id) => self.sheet(id).map(|sheet| (sheet, self.table(id))),
            Panel::Gantt | Panel::Chart(_) | Panel::Lanes | Panel::Patterns => None,
        }
    }
}
