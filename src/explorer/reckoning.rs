//! What follows from a scenario, as far as the screen shows it.

use super::analysis::Crew;
use super::refinement::{Draft, Refined};
use super::tracks::Tracks;
use super::{Generation, Tab};
use crate::model::analysis::{Analysis, Premises, Scope};
use crate::model::confidence::{ALL_DRAWS, Study};
use crate::model::curves::Curves;
use crate::model::mend::{self, Mend};
use crate::model::simulator::Length;
use crate::model::{Alternative, Facts, Outlook, evaluate};
use crate::scenario::Scenario;
use crate::scenario::team::Locks;
use crate::sheets::{Sheet, Subject};

/// Everything that was computed for one scenario.
#[derive(Debug)]
pub struct Reckoning {
    /// Tells one from another.
    pub(super) generation: Generation,
    /// Tells its simulation from others: that of the reckoning which began it, and handed it on to the same machine.
    pub(super) simulated: Generation,
    /// What follows from the scenario.
    pub(super) outlook: Outlook,
    /// What that rests on.
    pub(super) analysis: Analysis,
    /// Where every option breaks a limit, the smallest change of one input after which one does not.
    pub(super) fix: Option<(Alternative, Mend)>,
    /// The page that showed it last, or that will show it first, while no page does.
    pub(super) page: Option<Page>,
    /// The tracks of the sliders, likewise.
    pub(super) tracks: Tracks,
    pub(super) scenario: Scenario,
    locked: Locks,
}

/// What a page shows of a reckoning.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) view: View,
    pub(super) sheets: Vec<Sheet>,
    pub(super) curves: Option<Curves>,
}

/// What of a reckoning a frame only begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// The draws of the confidence.
    Draws,
    /// The requests of the simulated machine.
    Requests,
}

/// Which page, of how many draws, and of how long a simulation.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct View {
    pub(super) tab: Tab,
    /// The benchmark set to look at, where it is not the one of the baselines.
    pub(super) shown_set: Option<String>,
    pub(super) draws: u32,
    pub(super) simulated: Option<Length>,
}

impl View {
    pub(super) fn new(tab: Tab, shown_set: Option<String>, analysis: &Analysis) -> Self {
        let simulated = analysis.experiment.as_ref().map(|experiment| experiment.length);
        Self { tab, shown_set, draws: analysis.tally.draws, simulated }
    }
}

impl Reckoning {
    /// What every page shows of a scenario; of no use once the crew is told that it is not wanted.
    pub(super) fn new(
        facts: &Facts,
        scenario: Scenario,
        locked: Locks,
        generation: Generation,
        crew: Crew<'_>,
    ) -> Self {
        let outlook = evaluate(facts, &scenario);
        let analysis = Analysis::default();
        let fix = outlook.none_fits().then(|| mend::least_of_all(facts, &outlook)).flatten();
        let mut reckoning = Self {
            generation,
            simulated: generation,
            outlook,
            analysis,
            fix,
            page: None,
            tracks: Tracks::default(),
            scenario,
            locked,
        };
        reckoning.analyse(facts, Scope::Nearest, crew);
        reckoning
    }

    fn analyse(&mut self, facts: &Facts, scope: Scope, crew: Crew<'_>) {
        let Self { scenario, outlook, locked, analysis, .. } = self;
        crew.complete(analysis, Premises { facts, scenario, outlook, locked: *locked }, scope);
    }

    /// A copy of what was reckoned, without the tables and tracks of the page that shows it.
    pub(super) fn copied(&self) -> Self {
        let Self { generation, simulated, ref outlook, ref analysis, fix, ref scenario, locked, .. } = *self;
        let (outlook, analysis, scenario) = (outlook.clone(), analysis.clone(), scenario.clone());
        Self {
            generation,
            simulated,
            outlook,
            analysis,
            fix,
            page: None,
            tracks: Tracks::default(),
            scenario,
            locked,
        }
    }

    /// Whether it is of this scenario, with these shares of the team held.
    pub(super) fn is_of(&self, scenario: &Scenario, locked: Locks) -> bool {
        self.locked == locked && self.scenario == *scenario
    }

    /// Adds what only some pages show, and only they wait for.
    pub(super) fn complete(&mut self, facts: &Facts, tab: Tab, crew: Crew<'_>) {
        match tab {
            Tab::Decision => {
                self.analyse(facts, Scope::All, crew);
                self.analysis.add_tornado(facts, &self.scenario, &self.outlook);
            }
            Tab::Concurrency => self.analysis.add_experiment(facts, &self.outlook),
            _ => {}
        }
    }

    /// Takes over the simulation of the one before it, with all that has been added to that, if the machine is the same.
    pub(super) fn take_simulation(&mut self, facts: &Facts, from: &mut Self) {
        if self.analysis.take_experiment(facts, &self.outlook, &mut from.analysis.experiment) {
            self.simulated = from.simulated;
        }
    }

    /// What of it a page shows that can be refined, the next of it first.
    pub(super) fn grain(&self, tab: Tab) -> Option<Grain> {
        let is_brief = self.analysis.experiment.as_ref().is_some_and(|one| one.length == Length::Brief);
        if self.analysis.tally.draws < ALL_DRAWS {
            Some(Grain::Draws)
        } else {
            (tab == Tab::Concurrency && is_brief).then_some(Grain::Requests)
        }
    }

    /// What tells this of it from the same of others.
    pub(super) const fn generation_of(&self, grain: Grain) -> Generation {
        match grain {
            Grain::Draws => self.generation,
            Grain::Requests => self.simulated,
        }
    }

    /// What somebody needs who refines it; none where nothing was simulated.
    pub(super) fn draft(&self, facts: &Facts, grain: Grain) -> Option<Draft> {
        Some(match grain {
            Grain::Draws => Draft::Confidence {
                study: Box::new(Study::new(facts, &self.outlook)),
                tally: self.analysis.tally,
            },
            Grain::Requests => Draft::Simulation(self.analysis.experiment.as_ref()?.setting.clone()),
        })
    }

    /// Takes what was refined, if it is its own; `false` when it is not.
    pub(super) fn refine(&mut self, generation: Generation, refined: &Refined) -> bool {
        let is_own = generation == self.generation_of(refined.grain());
        match refined {
            _ if !is_own => {}
            Refined::Confidence(tally) => self.analysis.tally = *tally,
            Refined::Simulation(summaries) => {
                if let Some(experiment) = &mut self.analysis.experiment {
                    experiment.lengthen(Length::Thorough, summaries.clone());
                }
            }
        }
        is_own
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
