//! Where the lines, the lanes and the axis stand.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::axis::grouped;
use super::folding::{Line, heights, lines};
use super::{Group, LaneKind, Rule, TimeView};
use crate::widgets::scroll::window_of_lines;
use crate::widgets::text::width;

/// The columns between a label and the lanes, and between a depth and its maximum.
const GAP: u16 = 1;

/// The height from which the axis has a line of its own besides its labels.
const HEIGHT_FOR_LINE: u16 = 12;

/// The height from which rules have their labels above.
const HEIGHT_FOR_RULES: u16 = 10;

/// What somebody looking at lanes can change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LanesState {
    /// The part of the time that is seen.
    pub view: TimeView,
    /// The time of the cursor, in nanoseconds.
    pub cursor: Option<u64>,
    /// The request whose spans stand out.
    pub highlight: Option<u32>,
    /// The group that is unfolded first and always seen.
    pub selected: Option<usize>,
}

/// What is under a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanesHit {
    /// The group whose line it is; none on the axis.
    pub group: Option<usize>,
    /// The time that the column stands for, in nanoseconds; none on titles and labels.
    pub time: Option<u64>,
}

/// A line of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) group: usize,
    pub(super) line: Line,
    /// The highest of a depth over all time.
    pub(super) maximum: Option<u32>,
}

/// Where lanes are drawn; the same for drawing and for the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanesLayout {
    area: Rect,
    lanes: Rect,
    label_width: u16,
    figure_width: u16,
    axis: u16,
    rows: Vec<Row>,
    groups: Range<usize>,
    group_count: usize,
    state: LanesState,
}

impl LanesLayout {
    /// Lays `groups` out in `area`.
    ///
    /// The labels of the axis stand right below the last lane; in a higher area, the axis takes a line between, and
    /// labels of rules the first unless that is the one by which all groups fit. Labels of lanes take a quarter of the
    /// width at most.
    pub fn compute(area: Rect, groups: &[Group<'_>], rules: &[Rule], state: LanesState) -> Self {
        let axis = u16::from(area.height >= 2) + u16::from(area.height >= HEIGHT_FOR_LINE);
        let labelled = rules.iter().any(|rule| !rule.label.is_empty());
        let just_fit = groups.len() == usize::from(area.height - axis);
        let header = u16::from(labelled && area.height >= HEIGHT_FOR_RULES && !just_fit);
        let height = area.height - axis - header;

        let heights = heights(groups, height, state.selected);
        let cursor = state.selected.unwrap_or(0).min(groups.len().saturating_sub(1));
        let visible = window_of_lines(&heights, 0, cursor, usize::from(height));
        let rows: Vec<Row> = groups
            .iter()
            .zip(&heights)
            .enumerate()
            .skip(visible.start)
            .take(visible.len())
            .flat_map(|(index, (group, height))| {
                lines(group, *height).into_iter().map(move |line| Row::new(index, group, line))
            })
            .take(usize::from(height))
            .collect();

        let label = |row: &Row| {
            let group = groups.get(row.group);
            group.map_or(0, |group| match row.line {
                Line::Title => 0,
                Line::Folded(_) => width(group.title),
                // Indented below its title.
                Line::Lane(lane) => {
                    group.lanes.get(lane).map_or(0, |lane| width(&lane.label).saturating_add(1))
                }
            })
        };
        let figure = |row: &Row| row.maximum.map_or(0, |maximum| width(&grouped(u64::from(maximum))) + GAP);
        let label_width = rows.iter().map(label).max().unwrap_or(0).min(area.width / 4);
        let left = if label_width > 0 { label_width + GAP } else { 0 }.min(area.width);
        let overflow = visible.len() < groups.len();
        let figure_width = rows.iter().map(figure).max().unwrap_or(0).min(area.width / 4);
        // The signs for hidden groups stand at the very edge.
        let right = figure_width + u16::from(overflow);
        let lanes = Rect {
            x: area.x.saturating_add(left),
            y: area.y.saturating_add(header),
            width: (area.width - left).saturating_sub(right),
            height: height.min(u16::try_from(rows.len()).unwrap_or(u16::MAX)),
        };
        Self {
            area,
            lanes,
            label_width,
            figure_width,
            axis,
            rows,
            groups: visible,
            group_count: groups.len(),
            state,
        }
    }

    /// The time in the middle of what a column of the screen stands for, if there are lanes in that column.
    pub fn time_at(&self, column: u16) -> Option<u64> {
        self.state.view.time_at(column.checked_sub(self.lanes.x)?, self.lanes.width)
    }

    /// The column of the screen that a time falls into, if it is seen.
    pub fn column_of(&self, time: u64) -> Option<u16> {
        Some(self.lanes.x.saturating_add(self.state.view.column_of(time, self.lanes.width)?))
    }

    /// What is under `position`.
    pub fn hit(&self, position: Position) -> Option<LanesHit> {
        if !self.area.contains(position) {
            return None;
        }
        let time = self.time_at(position.x);
        if let Some(line) = position.y.checked_sub(self.lanes.bottom()) {
            return (time.is_some() && line < self.axis).then_some(LanesHit { group: None, time });
        }
        let row = self.rows.get(usize::from(position.y.checked_sub(self.lanes.y)?))?;
        let time = time.filter(|_| row.line != Line::Title);
        Some(LanesHit { group: Some(row.group), time })
    }

    pub(super) fn area(&self) -> Rect {
        self.area
    }

    /// The cells that stand for time, from below the labels of the rules to above the axis.
    pub fn lanes(&self) -> Rect {
        self.lanes
    }

    pub(super) fn label_width(&self) -> u16 {
        self.label_width
    }

    /// The columns for the maximum of a depth, and the space before it.
    pub(super) fn figure_width(&self) -> u16 {
        self.figure_width
    }

    /// The lines of the axis: its labels, and above them a line of its own.
    pub(super) fn axis(&self) -> u16 {
        self.axis
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether groups are hidden above and below.
    pub(super) fn more(&self) -> (bool, bool) {
        (self.groups.start > 0, self.groups.end < self.group_count)
    }

    /// The nanoseconds that a column stands for, counted from the first of the lanes.
    pub(super) fn cell(&self, column: u16) -> Option<Range<u64>> {
        self.state.view.cell(column, self.lanes.width)
    }

    /// What all columns stand for, one after the other.
    pub(super) fn cells(&self) -> impl Iterator<Item = Range<u64>> {
        (0..self.lanes.width).map_while(|column| self.cell(column))
    }
}

impl Row {
    fn new(index: usize, group: &Group<'_>, line: Line) -> Self {
        let kind = match line {
            Line::Title => None,
            Line::Lane(lane) | Line::Folded(lane) => group.lanes.get(lane).map(|lane| &lane.kind),
        };
        let maximum = match kind {
            Some(LaneKind::Depth(steps)) => Some(steps.iter().map(|(_, count)| *count).max().unwrap_or(0)),
            _ => None,
        };
        Self { group: index, line, maximum }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::style::Style;

    use super::*;
    use crate::widgets::lanes::fixture::{RUN, models};

    fn state() -> LanesState {
        LanesState { view: TimeView::whole(RUN), ..LanesState::default() }
    }

    #[test]
    fn every_line_and_the_axis_are_hit() {
        let groups = models(2);
        let layout = LanesLayout::compute(Rect::new(3, 2, 60, 9), &groups, &[], state());
        let hit = |x, y| layout.hit(Position::new(x, y));
        let first = layout.lanes().x;
        let group = Some(LanesHit { group: Some(0), time: None });
        assert_eq!([hit(3, 2), hit(first, 2), hit(3, 3)], [group; 3]);
        let time = layout.time_at(first);
        assert_eq!(hit(first, 3), Some(LanesHit { group: Some(0), time }));
        assert_eq!(hit(first, 9), Some(LanesHit { group: None, time }));
        assert_eq!([hit(2, 3), hit(3, 9), hit(first, 10), hit(first, 11)], [None; 4]);
    }

    #[test]
    fn labels_of_rules_hide_no_group() {
        let groups = models(9);
        let rules = [Rule { at: RUN / 2, label: "lag".to_owned(), style: Style::new() }];
        let top = |height| {
            let layout = LanesLayout::compute(Rect::new(0, 0, 60, height), &groups, &rules, state());
            (layout.lanes().y, layout.groups)
        };
        assert_eq!(top(10), (0, 0..9));
        assert_eq!(top(11), (1, 0..9));
    }

    #[test]
    fn groups_scroll_where_not_all_fit() {
        let groups = models(9);
        let visible = |height, selected| {
            let state = LanesState { selected, ..state() };
            LanesLayout::compute(Rect::new(0, 0, 60, height), &groups, &[], state).groups
        };
        assert_eq!(visible(10, Some(5)), 0..9, "folded to a line each they all fit");
        assert_eq!(visible(5, None), 0..4);
        assert_eq!(visible(5, Some(6)), 3..7);
        assert_eq!(visible(1, Some(99)), 8..9);
        assert_eq!(visible(0, None), 0..0);
    }

    proptest! {
        #[test]
        fn every_cell_maps_back_to_itself(
            width in 0_u16..150, height in 0_u16..40, selected: Option<u8>,
        ) {
            let groups = models(9);
            let selected = selected.map(usize::from);
            let state = LanesState { selected, ..state() };
            let area = Rect::new(4, 3, width, height);
            let layout = LanesLayout::compute(area, &groups, &[], state);
            let lanes = layout.lanes();
            prop_assert!(area.union(lanes) == area);
            prop_assert!(layout.rows().len() <= usize::from(lanes.height));
            for column in lanes.left()..lanes.right() {
                let time = layout.time_at(column).unwrap();
                prop_assert_eq!(layout.column_of(time), Some(column));
            }
            if let Some(selected) = selected && height >= 2 {
                prop_assert!(layout.groups.contains(&selected.min(8)));
            }
        }
    }
}
