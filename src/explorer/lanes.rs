//! The lanes of the simulated machine: which part of the time is seen, where the cursor is, and playing.

use std::time::Duration;

use super::{Generation, State, Tab};
use crate::model::Alternative;
use crate::model::simulator::{Experiment, Length, Model, Nanoseconds, Setting, Summary, Trace, simulate};
use crate::widgets::lanes::TimeView;
use crate::widgets::scroll::moved;

/// Simulated milliseconds that go by in a second, from the slowest to the fastest.
const SPEEDS: [u32; 13] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];

/// Requests that a first look shows, on average.
const FIRST_LOOK: u32 = 80;

/// What the user looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanesPanel {
    /// The part of the time that is seen.
    pub view: TimeView,
    /// The time of the cursor.
    pub cursor: Nanoseconds,
    /// The model whose events the cursor steps along.
    pub selected: usize,
    /// The request that stands out.
    pub highlight: Option<u32>,
    /// Whether time goes by.
    pub is_playing: bool,
    /// Where a long run of the simulator is.
    pub long_run: LongRun,
    speed: usize,
    /// Whether the user chose the view, which then stays.
    is_chosen: bool,
    /// The end of what was simulated with a trace, and which simulation that is, once anything was simulated.
    end: Nanoseconds,
    generation: Option<Generation>,
}

impl Default for LanesPanel {
    fn default() -> Self {
        Self {
            view: TimeView::default(),
            cursor: 0,
            selected: 0,
            highlight: None,
            is_playing: false,
            long_run: LongRun::None,
            // 20 ms of the machine in a second: a light request is seen, a heavy one is waited for.
            speed: 4,
            is_chosen: false,
            end: 0,
            generation: None,
        }
    }
}

impl LanesPanel {
    /// Simulated milliseconds that go by in a second while playing.
    pub fn speed(&self) -> u32 {
        SPEEDS.get(self.speed).copied().unwrap_or(1)
    }

    /// Takes in a new experiment: a view that nobody chose begins where it gets interesting.
    fn look_at(&mut self, experiment: &Experiment) {
        self.end = experiment.window.end;
        if self.is_chosen {
            self.view = self.view.pan(0.0, self.end);
            self.cursor = self.cursor.min(self.end);
            return;
        }
        let setting = &experiment.setting;
        let heaviest = if setting.heavy_share > 0.0 {
            setting.costs.of(Alternative::Node).heavy.saturating_mul(4)
        } else {
            0
        };
        let length = setting.time_of(FIRST_LOOK).max(heaviest).min(self.end);
        let first = experiment.first_heavy_arrival().unwrap_or(0);
        let from = first.saturating_sub(length / 8).min(self.end - length);
        self.view = TimeView { from, to: from + length };
        self.cursor = from;
        self.highlight = None;
    }

    fn choose(&mut self, view: TimeView) {
        self.view = view;
        self.is_chosen = true;
    }

    fn go_to(&mut self, time: Nanoseconds) {
        self.cursor = time.min(self.end);
        if !(self.view.from..=self.view.to).contains(&self.cursor) {
            self.choose(self.view.centre(self.cursor, self.end));
        }
    }
}

/// Where a long run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LongRun {
    /// Nobody asked for one.
    #[default]
    None,
    /// Somebody asked, and nobody has begun.
    Asked,
    /// So many models are done.
    Running(usize),
}

/// A long run that somebody else has to do.
#[derive(Clone, Debug)]
pub struct LongRunTask {
    /// Which simulation it belongs to.
    pub generation: Generation,
    /// What to simulate.
    pub setting: Setting,
}

impl LongRunTask {
    /// The figures of one model after the other, in the order of [`Model::ALL`]: each is simulated when it is asked
    /// for.
    pub fn summaries(&self) -> impl Iterator<Item = Summary> + use<'_> {
        let extent = Length::Long.extent();
        Model::ALL.into_iter().map(move |model| simulate(model, &self.setting, &extent).summary)
    }
}

impl State {
    /// Brings what is seen of the experiment up to date with it, if the page shows it.
    pub(super) fn settle_lanes(&mut self) {
        if self.tab != Tab::Concurrency {
            self.lanes.is_playing = false;
            return;
        }
        let generation = Some(self.simulated());
        if let Some(experiment) = self.reckonings.present().analysis.experiment.as_ref()
            && self.lanes.generation != generation
        {
            self.lanes.generation = generation;
            self.lanes.look_at(experiment);
        }
    }

    fn selected_trace(&self) -> Option<&Trace> {
        let mut runs = self.analysis().experiment.as_ref()?.iter();
        runs.nth(self.lanes.selected).map(|(_, run)| &run.trace)
    }

    /// The times at which something begins or ends in the selected model, in no order.
    fn events(&self) -> impl Iterator<Item = Nanoseconds> {
        self.selected_trace().into_iter().flat_map(|trace| &trace.spans).flat_map(|span| [span.from, span.to])
    }

    /// Moves the cursor to the next event of the selected model.
    pub fn next_event(&mut self) {
        let cursor = self.lanes.cursor;
        let next = self.events().filter(|time| *time > cursor).min();
        self.go_to_event(next);
    }

    /// Moves the cursor to the previous event of the selected model.
    pub fn previous_event(&mut self) {
        let cursor = self.lanes.cursor;
        let previous = self.events().filter(|time| *time < cursor).max();
        self.go_to_event(previous);
    }

    fn go_to_event(&mut self, time: Option<Nanoseconds>) {
        match time {
            Some(time) => self.lanes.go_to(time),
            None => self.notice = Some("Nothing happens there any more.".to_owned()),
        }
    }

    /// Moves what is seen by a share of it.
    pub fn pan_lanes(&mut self, share: f64) {
        let view = self.lanes.view.pan(share, self.lanes.end);
        self.lanes.choose(view);
        self.lanes.cursor = self.lanes.cursor.clamp(view.from, view.to);
    }

    /// Zooms around a time, which may leave the cursor out of sight.
    pub fn zoom_lanes(&mut self, around: Nanoseconds, factor: f64) {
        self.lanes.choose(self.lanes.view.zoom(around, factor, self.lanes.end));
    }

    /// Zooms around the cursor, wherever that is.
    pub fn zoom_at_cursor(&mut self, factor: f64) {
        self.lanes.go_to(self.lanes.cursor);
        self.zoom_lanes(self.lanes.cursor, factor);
    }

    /// Sees all of it.
    pub fn see_whole_run(&mut self) {
        self.lanes.choose(TimeView::whole(self.lanes.end));
    }

    /// Moves the cursor to a time, or the end of the run where that comes before; the view follows.
    pub fn scrub(&mut self, time: Nanoseconds) {
        self.lanes.go_to(time);
    }

    /// Selects the model so many further on; the ends stop it.
    pub fn step_model(&mut self, by: isize) {
        self.lanes.selected = moved(self.lanes.selected, by, Model::ALL.len());
    }

    /// Makes the request stand out that the selected model runs, or keeps waiting, at the cursor; where it does
    /// neither, the one that it ran last, whose end may be the event that the cursor stands at.
    pub fn highlight_request(&mut self) {
        let cursor = self.lanes.cursor;
        let found = self.selected_trace().and_then(|trace| {
            let here = trace.spans.iter().filter(|span| (span.from..span.to).contains(&cursor));
            let before = trace.spans.iter().filter(|span| span.to <= cursor);
            here.max_by_key(|span| (span.lane.is_some(), span.from))
                .or_else(|| before.max_by_key(|span| span.to))
                .map(|span| span.request)
        });
        if found.is_none() {
            self.notice = Some("No request has come yet.".to_owned());
        }
        self.lanes.highlight = found;
    }

    /// Plays, or pauses.
    pub fn toggle_playing(&mut self) {
        if !self.lanes.is_playing && self.lanes.cursor >= self.lanes.end {
            self.lanes.go_to(0);
        }
        self.lanes.is_playing = !self.lanes.is_playing;
    }

    /// Takes that the system has no thread that would keep time.
    pub fn cannot_play(&mut self) {
        self.lanes.is_playing = false;
        self.notice =
            Some("The lanes cannot play: the system gives no thread; end other programs.".to_owned());
    }

    /// Plays so many speeds faster; the ends stop it.
    pub fn change_speed(&mut self, by: isize) {
        self.lanes.speed = moved(self.lanes.speed, by, SPEEDS.len());
    }

    /// Lets simulated time go by for so much real time.
    pub fn play(&mut self, elapsed: Duration) {
        if !self.lanes.is_playing {
            return;
        }
        let by = elapsed.as_nanos() * u128::from(self.lanes.speed()) / 1_000;
        let time = self.lanes.cursor.saturating_add(u64::try_from(by).unwrap_or(u64::MAX));
        self.lanes.go_to(time);
        if self.lanes.cursor >= self.lanes.end {
            self.lanes.is_playing = false;
        }
    }

    /// Asks for a long run.
    pub fn ask_for_long_run(&mut self) {
        let is_long = self.analysis().experiment.as_ref().is_some_and(|one| one.length == Length::Long);
        if is_long {
            self.notice = Some("These are the figures of the long run already.".to_owned());
        } else if self.lanes.long_run == LongRun::None {
            self.lanes.long_run = LongRun::Asked;
        }
    }

    /// The long run that somebody asked for, once.
    pub fn take_long_run(&mut self) -> Option<LongRunTask> {
        if self.lanes.long_run != LongRun::Asked {
            return None;
        }
        let setting = self.analysis().experiment.as_ref()?.setting.clone();
        self.lanes.long_run = LongRun::Running(0);
        Some(LongRunTask { generation: self.simulated(), setting })
    }

    /// Takes that the system has no thread for a long run: it can be asked for again.
    pub fn long_run_cannot_begin(&mut self) {
        self.lanes.long_run = LongRun::None;
        self.notice =
            Some("No long run: the system gives no thread; end other programs, ask again.".to_owned());
    }

    /// Takes what a long run has come to so far, unless the machine has changed since it was asked for.
    pub fn long_run_came_to(&mut self, generation: Generation, summaries: Vec<Summary>) {
        if generation != self.simulated() || !matches!(self.lanes.long_run, LongRun::Running(_)) {
            return;
        }
        self.lanes.long_run = LongRun::Running(summaries.len());
        if summaries.len() == Model::ALL.len() {
            self.lanes.long_run = LongRun::None;
            if let Some(experiment) = &mut self.reckonings.present_mut().analysis.experiment {
                experiment.lengthen(Length::Long, summaries);
            }
            self.settle_anew();
        }
    }
}
