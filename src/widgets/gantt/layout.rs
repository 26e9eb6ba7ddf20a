//! Where the rows and the axis of a Gantt chart stand.

use std::ops::Range;

use ratatui::layout::Rect;

use super::{GanttRow, Segment};
use crate::widgets::scroll::window;
use crate::widgets::text::width;

/// The columns between a label and the lanes, one of which shows the cursor.
const GAP: u16 = 2;

/// The row of the cursor, and how far the chart was scrolled when it was last drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GanttState {
    /// The row of the cursor; beyond the last row it stands for the last.
    pub row: usize,
    first_row: usize,
}

impl GanttState {
    /// The cursor at `row` of a chart that has not been scrolled.
    pub fn at(row: usize) -> Self {
        Self { row, first_row: 0 }
    }

    /// Keeps the scroll position of a layout, so that the next one scrolls only as far as the cursor needs.
    pub fn remember(&mut self, layout: &GanttLayout) {
        self.first_row = layout.rows.start;
    }
}

/// Where a Gantt chart is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttLayout {
    area: Rect,
    lanes: Rect,
    label_width: u16,
    start: f64,
    end: f64,
    rows: Range<usize>,
    row: usize,
    row_count: usize,
}

impl GanttLayout {
    /// Lays out `rows` in `area` along an axis from `start` to `end`.
    ///
    /// Labels take a third of the width at most. The axis takes the first line.
    pub fn compute(area: Rect, rows: &[GanttRow<'_>], start: f64, end: f64, state: GanttState) -> Self {
        let longest = rows.iter().map(|row| width(row.label)).max().unwrap_or(0);
        let label_width = longest.min(area.width / 3);
        let left = (label_width + GAP).min(area.width);
        let body = area.height.saturating_sub(1);
        let overflow = rows.len() > usize::from(body);
        let lanes = Rect {
            x: area.x + left,
            y: area.y + area.height.min(1),
            width: (area.width - left).saturating_sub(u16::from(overflow)),
            height: body,
        };
        let row = state.row.min(rows.len().saturating_sub(1));
        let visible = window(state.first_row, row, usize::from(body), rows.len());
        Self { area, lanes, label_width, start, end, rows: visible, row, row_count: rows.len() }
    }

    /// The value in the middle of a column of the screen, if there are lanes in that column.
    pub fn value_at(&self, column: u16) -> Option<f64> {
        let offset = column.checked_sub(self.lanes.x).filter(|offset| *offset < self.lanes.width)?;
        let fraction = (f64::from(offset) + 0.5) / f64::from(self.lanes.width);
        self.is_valid().then_some(self.start + fraction * (self.end - self.start))
    }

    /// The column of the screen that a value falls into, if it is on the axis.
    pub fn column_of(&self, value: f64) -> Option<u16> {
        let edge = self.edge(value)?;
        let last = self.lanes.width.checked_sub(1)?;
        (0.0..=f64::from(self.lanes.width)).contains(&edge).then(|| self.lanes.x + (edge as u16).min(last))
    }

    /// The column in which a segment begins that begins at a value; none outside the axis.
    pub fn beginning(&self, value: f64) -> Option<u16> {
        let edge = self.edge(value)?.round();
        (0.0..f64::from(self.lanes.width)).contains(&edge).then(|| self.lanes.x + edge as u16)
    }

    /// Where the lanes are, below the axis and behind the labels.
    pub fn lanes(&self) -> Rect {
        self.lanes
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    pub(super) fn label_width(&self) -> u16 {
        self.label_width
    }

    pub(super) fn rows(&self) -> Range<usize> {
        self.rows.clone()
    }

    pub(super) fn cursor_row(&self) -> usize {
        self.row
    }

    /// Whether rows are hidden above and below.
    pub(super) fn more(&self) -> (bool, bool) {
        (self.rows.start > 0, self.rows.end < self.row_count)
    }

    /// The columns of a segment, relative to the lanes; a short one has at least one if any of it is on the axis.
    pub(super) fn columns(&self, segment: &Segment<'_>) -> Option<Range<u16>> {
        let width = f64::from(self.lanes.width);
        let (start, end) = (self.edge(segment.start)?, self.edge(segment.end)?);
        if end <= start || end <= 0.0 || start >= width {
            return None;
        }
        let (start, end) = (start.clamp(0.0, width).round(), end.clamp(0.0, width).round());
        let start = (start as u16).min(self.lanes.width.checked_sub(1)?);
        Some(start..(end as u16).max(start + 1))
    }

    /// Where a value is, in columns from the start of the lanes; infinite values are.
    fn edge(&self, value: f64) -> Option<f64> {
        let edge = (value - self.start) / (self.end - self.start) * f64::from(self.lanes.width);
        (self.is_valid() && !edge.is_nan()).then_some(edge)
    }

    fn is_valid(&self) -> bool {
        self.end > self.start && (self.end - self.start).is_finite()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::widgets::gantt::render::tests::rows;

    #[test]
    fn segments_are_cut_at_the_ends_of_the_axis_and_never_vanish() {
        let layout =
            GanttLayout::compute(Rect::new(0, 0, 27, 5), &rows(), 2020.0, 2030.0, GanttState::default());
        let columns = |start, end| {
            let segment =
                Segment { start, end, style: ratatui::style::Style::new(), pattern: "#", label: "" };
            layout.columns(&segment)
        };
        let width = layout.lanes().width;
        assert_eq!(columns(2000.0, f64::INFINITY), Some(0..width));
        assert_eq!(columns(f64::NEG_INFINITY, 2025.0), Some(0..width / 2));
        assert_eq!(columns(2025.0, 2025.001), Some(width / 2..width / 2 + 1));
        assert_eq!(columns(2010.0, 2020.0), None);
        assert_eq!(columns(2030.0, 2031.0), None);
        assert_eq!(columns(2025.0, 2024.0), None);
        assert_eq!(columns(f64::NAN, 2024.0), None);
    }

    #[test]
    fn an_axis_without_length_places_nothing() {
        for (start, end) in [(2.0, 2.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY)] {
            let layout =
                GanttLayout::compute(Rect::new(0, 0, 24, 5), &rows(), start, end, GanttState::default());
            assert_eq!((layout.value_at(20), layout.column_of(1.5)), (None, None));
        }
    }

    proptest! {
        #[test]
        fn every_column_maps_back_to_itself(x in 0_u16..9, width in 0_u16..120, height in 0_u16..9, row in 0_usize..9) {
            let area = Rect::new(x, 3, width, height);
            let state = GanttState { row, first_row: row / 2 };
            let layout = GanttLayout::compute(area, &rows(), 2020.0, 2031.5, state);
            let lanes = layout.lanes();
            for column in lanes.left()..lanes.right() {
                let value = layout.value_at(column).unwrap();
                prop_assert_eq!(layout.column_of(value), Some(column));
            }
            prop_assert!(height < 2 || layout.rows().contains(&layout.cursor_row()));
        }

        #[test]
        fn a_year_is_labelled_where_segments_of_it_begin(year in 2019_i32..2033, width in 30_u16..120) {
            let layout =
                GanttLayout::compute(Rect::new(4, 3, width, 9), &rows(), 2020.0, 2031.5, GanttState::default());
            let (start, end) = (f64::from(year), f64::from(year) + 3.0);
            let segment = Segment { start, end, style: ratatui::style::Style::new(), pattern: "#", label: "" };
            let began = layout.columns(&segment).filter(|_| start >= 2020.0);
            prop_assert_eq!(layout.beginning(start), began.map(|columns| layout.lanes().x + columns.start));
        }
    }
}
