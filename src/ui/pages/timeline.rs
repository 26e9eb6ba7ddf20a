//! Release lines on a time axis, with the date that everything is looked at from.

use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::catalog::Phase;
use crate::explorer::{Panel, Target};
use crate::model::cadence::add_months;
use crate::sheets::cadence::{self, Bar, Part, date_of, days_of};
use crate::ui::canvas::Canvas;
use crate::ui::parts::{behind, first, line};
use crate::widgets::gantt::{Gantt, GanttRow, GanttState, GanttStyles, Segment, Tick};
use crate::widgets::text::width;

/// Years before and after the date that the axis shows.
const REACH_YEARS: (i32, i32) = (2, 4);

const TITLE: &str = "Release calendar";

/// Rows below which the axis stands in the upper edge of the panel, where it takes none from the lines.
const TIGHT: u16 = 14;

pub(super) fn draw(canvas: &mut Canvas<'_>, area: Rect) {
    let state = canvas.state;
    let focused = state.focused_panel() == Some(Panel::Gantt);
    let date = state.outlook().inputs.as_of;
    let today = if date == state.scenario.today { ", today" } else { "" };
    let as_of = format!("as of {date}{today}");
    let tight = area.height < TIGHT;
    let inner = canvas.panel(area, TITLE, if tight { "" } else { &as_of }, focused);
    canvas.record(area, Target::Panel(Panel::Gantt));

    let (from, to) = ends(state.scenario.today, date);
    let bars = cadence::bars(&state.facts, state.outlook());
    let rows: Vec<GanttRow<'_>> = bars.iter().map(|bar| row(canvas, bar)).collect();
    let mut ticks = ticks(from, to);
    let theme = canvas.look.theme;
    let glyphs = canvas.look.glyphs;
    let styles = GanttStyles {
        axis: theme.muted,
        moment: theme.reference,
        selected_row: focused.then_some(theme.selected_row),
    };
    let mut view = GanttState::at(state.timeline_row);
    if let Some(layout) = &state.regions.timeline {
        view.remember(layout);
    }
    let gantt = Gantt::new(&rows, from, to, view, styles, &glyphs).moment(days_of(date));
    let place = if tight { Rect { y: area.y, height: inner.height + 1, ..inner } } else { inner };
    let layout = gantt.layout(place);
    if tight {
        let end_of_title = area.x + 3 + width(TITLE);
        ticks.retain(|tick| layout.beginning(tick.at).is_some_and(|column| column > end_of_title));
    }
    gantt.ticks(&ticks).draw(&layout, canvas.buffer);
    let edge = line(area, area.height.saturating_sub(1));
    if tight {
        canvas.text_right(first(edge, edge.width.saturating_sub(4)), &format!(" {as_of} "), theme.muted);
    } else {
        // Many phases are too short to say what they are called.
        let [full, dark, medium, light] = glyphs.fills;
        let legend = format!(
            " {dark} current  {full} supported  {medium} maintenance or security  {light} alpha, or not announced "
        );
        canvas.text(first(behind(edge, 2), edge.width.saturating_sub(4)), &legend, theme.muted);
    }
    // The lanes with their axis take the pointer; the labels belong to the panel.
    let lanes = layout.lanes();
    canvas.record(Rect { x: lanes.x, width: lanes.width, ..place }, Target::Timeline);
    canvas.regions.timeline = Some(layout);
}

/// The ends of the axis, in days since 1970: around today, moved along where the date would leave it. It moves by
/// whole years, so that it stands still while the date does.
fn ends(today: Date, date: Date) -> (f64, f64) {
    let start_of = |year: i32| {
        let year = i16::try_from(year.clamp(1, 9_990)).unwrap_or(1970);
        Date::new(year, 1, 1).map_or(0.0, days_of)
    };
    let year = i32::from(today.year());
    let (mut first, mut last) = (year - REACH_YEARS.0, year + REACH_YEARS.1 + 1);
    let at = i32::from(date.year());
    if at < first {
        (first, last) = (at, at + last - first);
    } else if at >= last {
        (first, last) = (at + 1 - (last - first), at + 1);
    }
    (start_of(first), start_of(last))
}

/// A tick at each new year.
fn ticks(from: f64, to: f64) -> Vec<Tick> {
    let Some(mut day) = date_of(from) else { return Vec::new() };
    let mut ticks = Vec::new();
    while days_of(day) < to && ticks.len() < 100 {
        ticks.push(Tick { at: days_of(day), label: day.year().to_string() });
        day = add_months(day, 12);
    }
    ticks
}

fn row<'a>(canvas: &Canvas<'_>, bar: &'a Bar) -> GanttRow<'a> {
    let theme = &canvas.look.theme;
    let [full, dark, medium, light] = canvas.look.glyphs.fills;
    let segments = bar
        .segments
        .iter()
        .map(|segment| {
            let (style, pattern) = match segment.part {
                Part::Phase(Phase::ActiveLts | Phase::Lts | Phase::Bugfix | Phase::Supported) => {
                    (theme.good, full)
                }
                Part::Phase(Phase::Current) => (theme.accent, dark),
                Part::Phase(Phase::Maintenance | Phase::Security) => (theme.muted, medium),
                Part::Phase(Phase::Alpha | Phase::Planned | Phase::EndOfLife)
                | Part::NotStated
                | Part::Projected => (theme.muted, light),
            };
            Segment {
                start: segment.from_day,
                end: segment.to_day,
                style,
                pattern,
                label: segment.part.label(),
            }
        })
        .collect();
    GanttRow { label: &bar.label, style: theme.text, segments }
}
