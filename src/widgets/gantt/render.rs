//! Drawing a Gantt chart.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{GanttLayout, GanttRow, GanttState, Tick};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::painter::Painter;
use crate::widgets::text::{truncate, width};

/// How the parts of a Gantt chart look that are not phases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GanttStyles {
    /// The labels of the axis, and the signs for hidden rows.
    pub axis: Style,
    /// The line that marks a moment.
    pub moment: Style,
    /// The label of the row of the cursor, if it is shown.
    pub selected_row: Option<Style>,
}

/// Rows of phases with a cursor.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Gantt<'a> {
    rows: &'a [GanttRow<'a>],
    start: f64,
    end: f64,
    ticks: &'a [Tick],
    moment: Option<f64>,
    state: GanttState,
    styles: GanttStyles,
    glyphs: &'a Glyphs,
}

impl<'a> Gantt<'a> {
    /// A chart of `rows` along an axis from `start` to `end`.
    pub fn new(
        rows: &'a [GanttRow<'a>],
        start: f64,
        end: f64,
        state: GanttState,
        styles: GanttStyles,
        glyphs: &'a Glyphs,
    ) -> Self {
        Self { rows, start, end, ticks: &[], moment: None, state, styles, glyphs }
    }

    /// Labels the axis; a label that would touch the one before is left out.
    pub fn ticks(self, ticks: &'a [Tick]) -> Self {
        Self { ticks, ..self }
    }

    /// Marks a moment across all rows.
    pub fn moment(self, moment: f64) -> Self {
        Self { moment: Some(moment), ..self }
    }

    /// Where everything stands when the chart is drawn into `area`.
    pub fn layout(&self, area: Rect) -> GanttLayout {
        GanttLayout::compute(area, self.rows, self.start, self.end, self.state)
    }

    fn render_axis(&self, area: Rect, layout: &GanttLayout, painter: &mut Painter<'_>) {
        let mut free = 0;
        for tick in self.ticks {
            let Some(column) = layout.beginning(tick.at).map(|column| column - area.x) else { continue };
            let end = column.saturating_add(width(&tick.label));
            if column >= free && end <= area.width {
                painter.text(column, 0, &tick.label, self.styles.axis);
                free = end + 1;
            }
        }
    }

    fn render_row(
        &self,
        row: &GanttRow<'_>,
        selected: bool,
        y: u16,
        layout: &GanttLayout,
        painter: &mut Painter<'_>,
    ) {
        let label = truncate(row.label, layout.label_width(), self.glyphs.ellipsis);
        painter.text(0, y, &label, row.style);
        if let Some(style) = self.styles.selected_row.filter(|_| selected) {
            painter.restyle(0, y, layout.label_width(), style);
            let [_, right, ..] = self.glyphs.more;
            painter.glyph(layout.label_width(), y, right, style);
        }
    }

    fn render_lane(
        &self,
        row: &GanttRow<'_>,
        y: u16,
        moment: Option<u16>,
        layout: &GanttLayout,
        painter: &mut Painter<'_>,
    ) {
        for segment in &row.segments {
            let Some(mut columns) = layout.columns(segment) else { continue };
            if let Some(column) = moment
                && self.moment.is_some_and(|moment| segment.start < moment)
            {
                // What has begun shows before the line of the moment, however short ago.
                columns.start = columns.start.min(column.saturating_sub(1));
            }
            let room = columns.end - columns.start;
            painter.line(columns.start, y, room, segment.pattern, segment.style);
            let label = width(segment.label);
            // The line of the moment would cut a label in two: it goes into the longer of the parts.
            let part = match moment.filter(|column| columns.contains(column)) {
                Some(column) if column - columns.start >= columns.end - column => columns.start..column,
                Some(column) => column + 1..columns.end,
                None => columns,
            };
            let room = part.end - part.start;
            // A column of the pattern on either side keeps labels of neighbours apart.
            if label > 0 && label + 2 <= room {
                painter.text(part.start + (room - label) / 2, y, segment.label, segment.style);
            }
        }
    }
}

impl Gantt<'_> {
    /// Draws the chart as it is laid out.
    pub fn draw(&self, layout: &GanttLayout, buffer: &mut Buffer) {
        let area = layout.area();
        let mut painter = Painter::new(buffer, area);
        self.render_axis(area, layout, &mut painter);
        let visible =
            || (0_u16..).zip(layout.rows()).filter_map(|(y, index)| Some((y, index, self.rows.get(index)?)));
        for (y, index, row) in visible() {
            self.render_row(row, index == layout.cursor_row(), y + 1, layout, &mut painter);
        }
        let (above, below) = layout.more();
        let [.., up, down] = self.glyphs.more;
        let edge = area.width.saturating_sub(1);
        if above {
            painter.glyph(edge, 1, up, self.styles.axis);
        }
        if below {
            painter.glyph(edge, area.height.saturating_sub(1), down, self.styles.axis);
        }
        let lanes = layout.lanes();
        let mut painter = Painter::new(buffer, lanes.intersection(area));
        let moment = self.moment.and_then(|moment| layout.column_of(moment)).map(|column| column - lanes.x);
        for (y, _, row) in visible() {
            self.render_lane(row, y, moment, layout, &mut painter);
        }
        if let Some(column) = moment {
            for (y, ..) in visible() {
                painter.glyph(column, y, self.glyphs.vertical, self.styles.moment);
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::widgets::gantt::Segment;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn segment(start: f64, end: f64, pattern: &'static str, label: &'static str) -> Segment<'static> {
        Segment { start, end, style: Style::new(), pattern, label }
    }

    fn row(label: &'static str, segments: Vec<Segment<'static>>) -> GanttRow<'static> {
        GanttRow { label, style: Style::new(), segments }
    }

    pub(in super::super) fn rows() -> Vec<GanttRow<'static>> {
        vec![
            row(
                "One",
                vec![segment(2019.0, 2022.0, "#", "active"), segment(2022.0, 2024.0, "=", "maintained")],
            ),
            row("Two", vec![segment(2021.0, f64::INFINITY, "+", "on")]),
            row("Three", vec![segment(2023.9, 2023.95, "x", "")]),
            row("Four", vec![segment(f64::NAN, 2023.0, "?", "never")]),
        ]
    }

    fn ticks() -> Vec<Tick> {
        (2020_u16..=2024).map(|year| Tick { at: f64::from(year), label: year.to_string() }).collect()
    }

    fn drawn(gantt: &Gantt<'_>, width: u16, height: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        gantt.draw(&gantt.layout(buffer.area), &mut buffer);
        lines(&buffer)
    }

    #[test]
    fn phases_ticks_cursor_and_moment() {
        let (rows, ticks) = (rows(), ticks());
        let state = GanttState::at(1);
        let styles = GanttStyles { selected_row: Some(Style::new()), ..GanttStyles::default() };
        let gantt =
            Gantt::new(&rows, 2020.0, 2025.0, state, styles, &Glyphs::ASCII).ticks(&ticks).moment(2023.0);
        assert_eq!(
            drawn(&gantt, 37, 5),
            [
                "       2020  2021  2022  2023  2024",
                "One    ###active###======|=====",
                "Two  >       +++++on+++++|+++++++++++",
                "Three                    |    x",
                "Four                     |",
            ]
            .map(str::to_owned)
        );
    }

    #[test]
    fn what_has_begun_shows_before_the_moment_and_what_has_not_does_not() {
        let rows = [
            row("Old", vec![segment(2022.95, 2024.0, "#", "")]),
            row("New", vec![segment(2023.02, 2024.0, "#", "")]),
        ];
        let state = GanttState::default();
        let gantt = Gantt::new(&rows, 2020.0, 2025.0, state, GanttStyles::default(), &Glyphs::ASCII);
        let screen = drawn(&gantt.moment(2023.0), 35, 3);
        assert!(screen[1].ends_with(" #|#####") && screen[2].ends_with("  |#####"), "{screen:?}");
    }

    #[test]
    fn hidden_rows_are_said_to_be_there() {
        let rows = rows();
        let state = GanttState::at(2);
        let gantt = Gantt::new(&rows, 2020.0, 2025.0, state, GanttStyles::default(), &Glyphs::ASCII);
        let screen = drawn(&gantt, 30, 3);
        assert!(screen[1].ends_with('^') && screen[2].ends_with('v'), "{screen:?}");
        assert!(screen[2].starts_with("Three "), "no cursor without a style for it: {screen:?}");
    }

    #[test]
    fn no_size_breaks_it() {
        let (rows, ticks) = (rows(), ticks());
        for state in [GanttState::default(), GanttState::at(99)] {
            at_every_size(|glyphs, area, buffer| {
                for (start, end) in [(2020.0, 2025.0), (3.0, f64::NAN)] {
                    let gantt = Gantt::new(&rows, start, end, state, GanttStyles::default(), glyphs);
                    gantt.ticks(&ticks).moment(2023.0).draw(&gantt.layout(area), buffer);
                }
            });
        }
    }
}
