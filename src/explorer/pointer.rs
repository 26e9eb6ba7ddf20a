//! The mouse: what a press, a drag or the wheel means at a place.

use crate::sheets::SheetId;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::inputs::value_on_track;
use super::regions::Target;
use super::{Effect, Focus, Panel, State, command};
use crate::scenario::parameter::{Direction, Key, Kind, Stride, Value};
use crate::scenario::registry;
use crate::sheets::cadence::date_of;
use crate::widgets::data_table::TableHit;
use crate::widgets::gantt::GanttLayout;
use crate::widgets::slider::SliderInteraction;

/// What the pointer holds until the button is released, wherever it goes meanwhile.
#[derive(Debug, Default)]
pub struct Pointer {
    slider: SliderInteraction<Key>,
    /// The time axis as it was when it was taken.
    timeline: Option<GanttLayout>,
    /// Whether it moves the cursor along the lanes.
    scrubs: bool,
}

impl Pointer {
    /// Whether something is being dragged.
    pub fn is_dragging(&self) -> bool {
        self.slider.captured().is_some() || self.timeline.is_some()
    }
}

/// Rows that one notch of the wheel moves.
const NOTCH: isize = 3;

/// Applies a mouse event.
pub fn pointer(state: &mut State, event: MouseEvent) -> Effect {
    let position = Position::new(event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => {
            // The release may have gone to another window.
            let_go(state);
            return press(state, position);
        }
        // What was opened over a slider meanwhile has to be answered first.
        MouseEventKind::Drag(MouseButton::Left) if state.overlay.is_none() => {
            drag_slider(state, position.x);
            drag_timeline(state, position.x);
            if state.pointer.scrubs {
                scrub(state, position.x);
            }
        }
        MouseEventKind::Up(MouseButton::Left) => let_go(state),
        MouseEventKind::ScrollDown => wheel(state, position, NOTCH),
        MouseEventKind::ScrollUp => wheel(state, position, -NOTCH),
        _ => {}
    }
    Effect::None
}

/// Ends what a drag did, and makes it one step of the history.
fn let_go(state: &mut State) {
    state.pointer = Pointer::default();
    state.history.end_run();
}

fn press(state: &mut State, position: Position) -> Effect {
    let target = state.regions.at(position);
    if state.overlay.is_some() && !matches!(target, Some(Target::Overlay | Target::Field(_))) {
        return state.press_beside_overlay();
    }
    if let Some((id, hit)) = state.regions.table_at(position) {
        press_table(state, &id, hit);
        return Effect::None;
    }
    let Some(target) = target else { return Effect::None };
    match target {
        Target::Tab(tab) => state.open(tab),
        Target::Slider(key) => return press_slider(state, key, position),
        Target::Panel(panel) => {
            state.focus_panel(&panel);
            if panel == Panel::Lanes {
                press_lanes(state, position);
            }
        }
        Target::Elsewhere(tab, panel) => state.open_panel(tab, &panel),
        Target::Cell { sheet, row, column } => {
            state.focus_panel(&Panel::Sheet(sheet.clone()));
            state.change_table(&sheet, |table, sheet| table.find(sheet, row, column));
        }
        Target::Timeline => {
            state.focus_panel(&Panel::Gantt);
            state.pointer.timeline.clone_from(&state.regions.timeline);
            drag_timeline(state, position.x);
        }
        Target::Command(command) => return command.run(state),
        Target::Inputs => state.focus = Focus::Inputs,
        Target::Field(position) => return state.press_overlay(position),
        Target::Overlay => {}
    }
    Effect::None
}

/// A press on a slider selects it, and one on its track sets it. A second one beside the track asks for a value, as a
/// key does.
fn press_slider(state: &mut State, key: Key, position: Position) -> Effect {
    let had_cursor = state.focus == Focus::Inputs && state.input() == key;
    state.focus = Focus::Inputs;
    state.inputs.select(key);
    if press_track(state, key, position) || !had_cursor {
        return Effect::None;
    }
    command::TYPE_VALUE.run(state)
}

/// A press on a number's track takes hold of it, one on a choice's takes the entry there; on a date its left half goes
/// back, its right half on. `false` for one beside the track.
fn press_track(state: &mut State, key: Key, position: Position) -> bool {
    let mut sliders = state.regions.sliders().iter().copied();
    let slider = sliders.find(|(slider, metrics)| *slider == key && metrics.hit(position));
    let Some((_, metrics)) = slider else { return false };
    if matches!(registry::get(key).kind, Kind::Number { .. }) {
        let present = registry::get(key).fraction(state.facts.definitions.number(&state.scenario, key));
        if let Some(fraction) = state.pointer.slider.press(key, metrics, present, position.x) {
            move_slider(state, key, fraction);
        }
    } else if let Some(fraction) = metrics.fraction_at(position.x) {
        let direction = if fraction < 0.5 { Direction::Down } else { Direction::Up };
        match value_on_track(&state.facts.definitions, key, fraction) {
            Some(value) => state.set(key, value),
            None => state.adjust(direction, Stride::Fine),
        }
    }
    true
}

fn drag_slider(state: &mut State, column: u16) {
    let sliders = state.regions.sliders().iter().copied();
    if let Some((key, fraction)) = state.pointer.slider.drag(column, sliders) {
        move_slider(state, key, fraction);
    }
}

fn move_slider(state: &mut State, key: Key, fraction: f64) {
    state.set(key, Value::Number(registry::get(key).at_fraction(fraction)));
}

fn press_table(state: &mut State, id: &SheetId, hit: TableHit) {
    let panel = Panel::Sheet(id.clone());
    let had_focus = state.focused_panel().as_ref() == Some(&panel);
    state.focus_panel(&panel);
    match hit {
        TableHit::Header(column) => state.change_table(id, |table, _| {
            table.cursor.column = column;
            table.sort_by_cursor();
        }),
        TableHit::More(column) => state.change_table(id, |table, _| table.cursor.column = column),
        TableHit::Cell(row, column) => {
            let before = state.table(id).cursor;
            state.change_table(id, |table, _| (table.cursor.row, table.cursor.column) = (row, column));
            // A second press on the same cell asks where it comes from.
            if had_focus && (before.row, before.column) == (row, column) {
                state.open_provenance();
            }
        }
    }
}

fn drag_timeline(state: &mut State, column: u16) {
    let Some(timeline) = &state.pointer.timeline else { return };
    let days = timeline.value_at(nearest_column(timeline.lanes(), column));
    if let Some(date) = days.and_then(date_of) {
        state.set(registry::AS_OF, Value::Date(date));
    }
}

/// A press on a lane, or the axis, moves the cursor there and takes hold of it; one on a lane selects its model.
fn press_lanes(state: &mut State, position: Position) {
    let Some(hit) = state.regions.lanes.as_ref().and_then(|lanes| lanes.hit(position)) else { return };
    if let Some(group) = hit.group {
        state.lanes.selected = group;
    }
    if let Some(time) = hit.time {
        state.pointer.scrubs = true;
        state.scrub(time);
    }
}

/// The pointer holds the cursor, also beyond the ends of the axis.
fn scrub(state: &mut State, column: u16) {
    let Some(lanes) = &state.regions.lanes else { return };
    if let Some(time) = lanes.time_at(nearest_column(lanes.lanes(), column)) {
        state.scrub(time);
    }
}

/// The column of an area that is nearest to one of the screen.
fn nearest_column(area: Rect, column: u16) -> u16 {
    column.clamp(area.x, area.right().saturating_sub(1).max(area.x))
}

fn wheel(state: &mut State, position: Position, by: isize) {
    if state.scroll_overlay(by) {
        return;
    }
    match state.regions.at(position) {
        Some(Target::Panel(Panel::Sheet(id))) => {
            state.change_table(&id, |table, sheet| table.step(sheet, by, 0));
        }
        Some(Target::Timeline | Target::Panel(Panel::Gantt)) => state.scroll_timeline(by),
        Some(Target::Panel(Panel::Patterns)) => state.scroll_pattern(by),
        Some(Target::Panel(Panel::Lanes)) => {
            let factor = if by > 0 { 0.5 } else { 2.0 };
            match state.regions.lanes.as_ref().and_then(|lanes| lanes.time_at(position.x)) {
                Some(time) => state.zoom_lanes(time, factor),
                None => state.zoom_at_cursor(factor),
            }
        }
        // The wheel over the sliders walks through them; it never changes a value by accident.
        Some(Target::Slider(_) | Target::Inputs) => {
            state.focus = Focus::Inputs;
            state.inputs.step(by.signum());
        }
        Some(
            Target::Tab(_)
            | Target::Panel(Panel::Chart(_))
            | Target::Elsewhere(..)
            | Target::Cell { .. }
            | Target::Command(_)
            | Target::Field(_)
            | Target::Overlay,
        )
        | None => {}
    }
}
