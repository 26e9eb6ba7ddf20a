//! What was drawn where: the one source of truth for the mouse.

use crate::sheets::SheetId;
use ratatui::layout::{Position, Rect};

use super::patterns::PatternReach;
use super::tracks::{Track, Tracks};
use super::{Command, Panel, Tab};
use crate::scenario::parameter::Key;
use crate::widgets::data_table::{TableHit, TableLayout};
use crate::widgets::gantt::GanttLayout;
use crate::widgets::lanes::LanesLayout;
use crate::widgets::slider::SliderMetrics;

/// Something that can be pointed at.
#[derive(Clone, Debug)]
pub enum Target {
    /// A page's heading.
    Tab(Tab),
    /// A slider's lines, name and value included.
    Slider(Key),
    /// A panel's area outside of its table or plot.
    Panel(Panel),
    /// What is told in short of a panel, mostly of another page.
    Elsewhere(Tab, Panel),
    /// A part of a chart that shows a cell of a table on the same page.
    Cell {
        /// The table.
        sheet: SheetId,
        /// The row, in the sheet's own order.
        row: usize,
        /// The column.
        column: usize,
    },
    /// The plot of the time axis.
    Timeline,
    /// A command in the footer.
    Command(&'static Command),
    /// The inputs panel outside of its sliders.
    Inputs,
    /// A field, line or answer of what lies over everything, by its position.
    Field(usize),
    /// What lies over everything: a press outside closes it.
    Overlay,
}

/// The areas of one frame, later ones above earlier ones.
#[derive(Debug, Default)]
pub struct Regions {
    /// The whole frame.
    pub frame: Rect,
    /// Whether there was no room in it to show anything.
    pub is_too_small: bool,
    areas: Vec<(Rect, Target)>,
    tables: Vec<(SheetId, TableLayout)>,
    sliders: Vec<(Key, SliderMetrics)>,
    /// Who wins along the tracks, so that later frames of the same scenario need not find out again.
    pub(super) tracks: Tracks,
    /// The first line of the inputs panel that was seen, so that the next frame scrolls only as far as it must.
    pub inputs_offset: usize,
    /// Where the lanes of the simulated machine are.
    pub lanes: Option<LanesLayout>,
    /// Where the time axis is, also for the next frame to scroll only as far as it must.
    pub timeline: Option<GanttLayout>,
    /// How far the pattern in code can be scrolled.
    pub pattern: PatternReach,
    /// The first line of a list or form that was seen, so that the next frame scrolls only as far as it must.
    pub overlay_first: usize,
    /// The last line to which a text that lies over everything can be scrolled.
    pub overlay_last: usize,
}

impl Regions {
    /// Those of a new frame, before anything is drawn, with what the last frame knew and this one can use.
    pub fn after(last: &Self, frame: Rect) -> Self {
        let (tracks, inputs_offset) = (last.tracks.clone(), last.inputs_offset);
        Self { frame, tracks, inputs_offset, ..Self::default() }
    }

    /// Records what was drawn at an area.
    pub fn record(&mut self, area: Rect, target: Target) {
        if !area.is_empty() {
            self.areas.push((area, target));
        }
    }

    /// Records a table.
    pub fn record_table(&mut self, id: SheetId, layout: TableLayout) {
        self.tables.push((id, layout));
    }

    /// Records the track of a slider.
    pub fn record_slider(&mut self, key: Key, metrics: SliderMetrics) {
        self.sliders.push((key, metrics));
    }

    /// Records who wins along a track.
    pub fn record_track(&mut self, track: Track) {
        self.tracks.keep(track);
    }

    /// Who wins along a track of so many columns, if that was recorded for the present scenario.
    pub fn track(&self, key: Key, columns: u16) -> Option<&Track> {
        self.tracks.get(key, columns)
    }

    /// Forgets what an overlay now covers.
    pub fn cover(&mut self) {
        self.areas.clear();
        self.tables.clear();
        self.sliders.clear();
        self.lanes = None;
    }

    /// The topmost thing at a cell of the screen.
    pub fn at(&self, position: Position) -> Option<Target> {
        self.areas.iter().rev().find(|(area, _)| area.contains(position)).map(|(_, target)| target.clone())
    }

    /// The table at a cell of the screen, and what of it.
    pub fn table_at(&self, position: Position) -> Option<(SheetId, TableHit)> {
        self.tables.iter().find_map(|(id, layout)| Some((id.clone(), layout.hit(position)?)))
    }

    /// The tables that were drawn.
    pub fn tables(&self) -> &[(SheetId, TableLayout)] {
        &self.tables
    }

    /// The sliders that were drawn.
    pub fn sliders(&self) -> &[(Key, SliderMetrics)] {
        &self.sliders
    }

    /// How many rows of a table are seen at once.
    pub fn page_of(&self, table: &SheetId) -> usize {
        self.tables.iter().find(|(id, _)| id == table).map_or(1, |(_, layout)| layout.page())
    }
}
