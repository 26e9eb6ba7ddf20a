//! Drawing a chart.

use std::cmp::Ordering;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::dots::{Dots, Point, Resolution};
use super::layout::ChartLayout;
use super::{Axis, Joined, Reference, Series};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::painter::Painter;
use crate::widgets::text::{truncate, width};

/// How the parts of a chart look that are not data.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ChartStyles {
    /// Axes and ticks.
    pub axis: Style,
    /// Tick labels and titles.
    pub label: Style,
}

/// A chart of any number of series.
#[derive(Clone, Copy)]
#[must_use]
pub struct Chart<'a> {
    x: Axis<'a>,
    y: Axis<'a>,
    series: &'a [Series<'a>],
    levels: &'a [Reference<'a>],
    moments: &'a [Reference<'a>],
    resolution: Resolution,
    styles: ChartStyles,
    glyphs: &'a Glyphs,
}

impl<'a> Chart<'a> {
    /// A chart of `series`, later ones in front.
    pub fn new(
        x: Axis<'a>,
        y: Axis<'a>,
        series: &'a [Series<'a>],
        styles: ChartStyles,
        glyphs: &'a Glyphs,
    ) -> Self {
        let resolution = if glyphs.unicode { Resolution::Braille } else { Resolution::Cell };
        Self { x, y, series, levels: &[], moments: &[], resolution, styles, glyphs }
    }

    /// Draws lines across at these y values, behind the series.
    pub fn levels(self, levels: &'a [Reference<'a>]) -> Self {
        Self { levels, ..self }
    }

    /// Draws lines down at these x values, behind the series.
    pub fn moments(self, moments: &'a [Reference<'a>]) -> Self {
        Self { moments, ..self }
    }

    /// Where everything stands when the chart is drawn into `area`.
    fn layout(&self, area: Rect) -> ChartLayout<'a> {
        let labels = self.series.iter().filter(|series| !series.points.is_empty());
        let margin = labels.map(|series| width(series.label)).max().unwrap_or(0);
        let margin = if margin > 0 { margin + 1 } else { 0 };
        ChartLayout::compute(area, self.x, self.y, self.resolution, margin)
    }

    fn render_axes(&self, area: Rect, layout: &ChartLayout<'_>, painter: &mut Painter<'_>) {
        let plot = layout.plot();
        let (left, top) = (plot.x - area.x, plot.y - area.y);
        let (side, bottom) = (left - 1, top + plot.height);
        let Glyphs { horizontal, vertical, corner, tick, side_tick, ellipsis, .. } = *self.glyphs;
        for row in top..bottom {
            painter.glyph(side, row, vertical, self.styles.axis);
        }
        painter.glyph(side, bottom, corner, self.styles.axis);
        painter.line(left, bottom, plot.width, horizontal, self.styles.axis);
        for (row, label) in layout.y_ticks() {
            painter.glyph(side, row, side_tick, self.styles.axis);
            painter.text_before(side - 1, row, &truncate(&label, side - 1, ellipsis), self.styles.label);
        }
        let mut ticks = layout.x_ticks();
        for (column, ..) in &ticks {
            painter.glyph(*column, bottom, tick, self.styles.axis);
        }
        let name = width(self.x.name());
        let has_room = |ticks: &[(u16, u16, String)]| {
            let end = ticks.last().map_or(0, |(_, start, label)| start + width(label));
            name < area.width.saturating_sub(end)
        };
        // Two numbers with their unit say more than three without.
        if name > 0 && ticks.len() > 2 && !has_room(&ticks) {
            ticks.pop();
        }
        for (_, start, label) in &ticks {
            painter.text(*start, bottom + 1, label, self.styles.label);
        }
        if has_room(&ticks) {
            painter.text_before(area.width, bottom + 1, self.x.name(), self.styles.label);
        }
        painter.text(0, 0, &truncate(self.y.name(), area.width, ellipsis), self.styles.label);
    }

    fn render_references(&self, layout: &ChartLayout<'_>, painter: &mut Painter<'_>) {
        let plot = layout.plot();
        for moment in self.moments {
            let Some(column) = layout.column_of(moment.at).map(|column| column - plot.x) else { continue };
            for row in 0..plot.height {
                painter.glyph(column, row, self.glyphs.vertical, moment.style);
            }
        }
        for level in self.levels {
            let Some(row) = layout.row_of(level.at).map(|row| row - plot.y) else { continue };
            painter.line(0, row, plot.width, self.glyphs.horizontal, level.style);
        }
    }

    /// The names of the lines of reference, in front of the series.
    fn render_reference_labels(&self, layout: &ChartLayout<'_>, painter: &mut Painter<'_>) {
        let plot = layout.plot();
        let mut write = |start: u16, row: u16, label: &str, style: Style| {
            painter.forget(start, row, width(label));
            painter.text(start, row, label, style);
        };
        for moment in self.moments {
            let Some(column) = layout.column_of(moment.at).map(|column| column - plot.x) else { continue };
            let fits = width(moment.label) + 1 < plot.width - column;
            if fits {
                write(column + 2, 0, moment.label, moment.style);
            } else {
                let end = column.saturating_sub(1);
                let label = truncate(moment.label, end, "");
                write(end - width(&label), 0, &label, moment.style);
            }
        }
        for level in self.levels {
            let Some(row) = layout.row_of(level.at).map(|row| row - plot.y) else { continue };
            let label = truncate(level.label, plot.width, self.glyphs.ellipsis);
            // At the other end it would be read together with the name of a series.
            write(0, row, &label, level.style);
        }
    }

    fn render_series(&self, layout: &ChartLayout<'_>, painter: &mut Painter<'_>) {
        let plot = layout.plot();
        let mut dots = Dots::new(self.resolution, plot.width, plot.height);
        for series in self.series.iter().filter(|series| series.joined != Joined::Points) {
            dots.begin(as_drawn(series.style), series.marker);
            let mut before: Option<Point> = None;
            for here in series.points.iter().map(|point| layout.dot(*point)) {
                if let Some((from, to)) = before.zip(here) {
                    if series.joined == Joined::Step {
                        let edge = (to.0, from.1);
                        dots.line(from, edge);
                        dots.line(edge, to);
                    } else {
                        dots.line(from, to);
                    }
                } else if let Some(point) = here {
                    // A single point among gaps is a line of no length.
                    dots.point(point);
                }
                before = here;
            }
        }
        for row in 0..plot.height {
            for column in 0..plot.width {
                if let Some((glyph, style)) = dots.glyph(column, row) {
                    painter.replace(column, row, glyph.encode_utf8(&mut [0; 4]), style);
                }
            }
        }
        // Those in front choose their cell first.
        let mut taken: Vec<(u16, u16)> = Vec::new();
        for series in self.series.iter().rev().filter(|series| series.joined == Joined::Points) {
            for point in series.points {
                let Some((column, row)) = self.cell_of(layout, *point) else { continue };
                let columns = (column..plot.width).chain((0..column).rev());
                let free = columns.map(|column| (column, row)).find(|cell| !taken.contains(cell));
                let Some((column, row)) = free else { continue };
                taken.push((column, row));
                let style = as_drawn(series.style);
                painter.replace(column, row, series.marker.encode_utf8(&mut [0; 4]), style);
            }
        }
    }

    /// The cell of a point within the plot: on its own side of every line across.
    fn cell_of(&self, layout: &ChartLayout<'_>, (x, y): (f64, f64)) -> Option<(u16, u16)> {
        let plot = layout.plot();
        let (column, row) = (layout.column_of(x)? - plot.x, layout.row_of(y)? - plot.y);
        let of_level = |level: &&Reference<'_>| layout.row_of(level.at).is_some_and(|at| at - plot.y == row);
        let side = self.levels.iter().find(of_level).map(|level| y.total_cmp(&level.at));
        let row = match side {
            Some(Ordering::Greater) => row.saturating_sub(1),
            Some(Ordering::Less) => (row + 1).min(plot.height.saturating_sub(1)),
            Some(Ordering::Equal) | None => row,
        };
        Some((column, row))
    }

    /// Writes each label beside the last point of its series, or as near to it as the others leave room: below each
    /// other as the lines end, of two that end alike the one in front first.
    fn render_labels(&self, area: Rect, layout: &ChartLayout<'_>, painter: &mut Painter<'_>) {
        let plot = layout.plot();
        let x = plot.right() - area.x + 1;
        let room = area.width.saturating_sub(x);
        let mut labels: Vec<_> = self
            .series
            .iter()
            .rev()
            .filter(|series| !series.label.is_empty())
            .filter_map(|series| {
                let last = series.points.iter().rev().find_map(|(x, y)| {
                    layout.column_of(*x)?;
                    Some((layout.row_of(*y)?, *y))
                });
                last.map(|(row, y)| (row, y, series))
            })
            .collect();
        labels.sort_by(|(_, one, _), (_, other, _)| other.total_cmp(one));
        let wanted: Vec<u16> = labels.iter().map(|(row, ..)| row - area.y).collect();
        let rows = below_each_other(&wanted, plot.top() - area.y..plot.bottom() - area.y);
        for (row, (.., series)) in rows.zip(labels) {
            painter.text(x, row, &truncate(series.label, room, self.glyphs.ellipsis), series.style);
        }
    }
}

/// The rows that are nearest to those wanted, which grow, and of which no two are the same; as many as there are.
fn below_each_other(wanted: &[u16], rows: Range<u16>) -> impl Iterator<Item = u16> {
    // Without the rows that those above take, some want the same row or one further up: these move together.
    let mut groups: Vec<Vec<u16>> = Vec::new();
    let middle = |group: &[u16]| group.get(group.len() / 2).copied().unwrap_or_default();
    for (above, row) in (0_u16..).zip(wanted) {
        let mut group = vec![row.saturating_sub(above)];
        while let Some(before) = groups.pop_if(|before| middle(before) > middle(&group)) {
            group.extend(before);
            group.sort_unstable();
        }
        groups.push(group);
    }
    let count = u16::try_from(wanted.len()).unwrap_or(u16::MAX);
    let last = rows.end.saturating_sub(count).max(rows.start);
    let starts: Vec<u16> = groups
        .into_iter()
        .flat_map(|group| vec![middle(&group).clamp(rows.start, last); group.len()])
        .collect();
    (0..).zip(starts).map(|(above, start)| start + above).take_while(move |row| *row < rows.end)
}

/// The style of a name for what is drawn: a line below that would be read as one of the lines of the chart.
fn as_drawn(style: Style) -> Style {
    style.remove_modifier(Modifier::UNDERLINED)
}

impl Widget for Chart<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let layout = self.layout(area);
        if layout.plot().is_empty() {
            return;
        }
        let mut painter = Painter::new(buffer, area);
        self.render_axes(area, &layout, &mut painter);
        self.render_labels(area, &layout, &mut painter);
        let mut painter = Painter::new(buffer, layout.plot().intersection(area));
        self.render_references(&layout, &mut painter);
        self.render_series(&layout, &mut painter);
        self.render_reference_labels(&layout, &mut painter);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;
    use crate::widgets::chart::Scale;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn plain(value: f64) -> String {
        value.to_string()
    }

    fn series<'a>(points: &'a [(f64, f64)], joined: Joined, marker: char, label: &'a str) -> Series<'a> {
        Series { points, joined, style: Style::new(), marker, label }
    }

    fn drawn(chart: &Chart<'_>, width: u16, height: u16) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        chart.render(buffer.area, &mut buffer);
        lines(&buffer)
    }

    fn level(at: f64, label: &str) -> Reference<'_> {
        Reference { at, label, style: Style::new() }
    }

    #[test]
    fn a_line_and_steps_in_ascii() {
        let x = Axis::new(Scale::Linear, 0.0, 10.0, &plain).title("n");
        let y = Axis::new(Scale::Linear, 0.0, 4.0, &plain).title("ms");
        let rising = [(0.0, 0.0), (10.0, 4.0)];
        let stepping = [(0.0, 3.0), (5.0, 2.0), (10.0, 2.0)];
        let series = [series(&rising, Joined::Line, 'o', "one"), series(&stepping, Joined::Step, '#', "two")];
        let chart = Chart::new(x, y, &series, ChartStyles::default(), &Glyphs::ASCII);
        assert_eq!(
            drawn(&chart, 32, 8),
            [
                "ms",
                "4 +                      ooo one",
                "  |#############   oooooo",
                "2 +          oo#o#o######### two",
                "  |    oooooo",
                "0 +oooo",
                "  ++-----------+-----------+",
                "   0           5          10   n",
            ]
            .map(str::to_owned)
        );
    }

    #[test]
    fn the_unit_of_an_axis_goes_before_its_last_number() {
        let x = Axis::new(Scale::Log10, 1.0, 1000.0, &plain).title("requests/s");
        let y = Axis::new(Scale::Linear, 0.0, 4.0, &plain);
        let line = [(1.0, 1.0), (1000.0, 3.0)];
        let series = [series(&line, Joined::Line, 'o', "")];
        let chart = Chart::new(x, y, &series, ChartStyles::default(), &Glyphs::ASCII);
        assert_eq!(drawn(&chart, 40, 6).last().unwrap(), "   1          10          100 requests/s");
    }

    #[test]
    fn labels_stand_below_each_other_as_the_lines_end() {
        let axis = Axis::new(Scale::Linear, 0.0, 10.0, &plain);
        let ends = [(9.0, "high"), (1.0, "low"), (0.5, "lower"), (9.5, "highest")];
        let points: Vec<[(f64, f64); 2]> = ends.iter().map(|(end, _)| [(0.0, 5.0), (10.0, *end)]).collect();
        let series: Vec<Series<'_>> = ends
            .iter()
            .zip(&points)
            .map(|((_, label), points)| series(points, Joined::Points, 'o', label))
            .collect();
        let chart = Chart::new(axis, axis, &series, ChartStyles::default(), &Glyphs::ASCII);
        let drawn = drawn(&chart, 24, 8);
        let labels: Vec<&str> =
            drawn.iter().filter_map(|line| line.split_whitespace().last()).take(6).collect();
        assert_eq!(
            (labels[0], labels[1], labels[4], labels[5]),
            ("highest", "high", "low", "lower"),
            "{drawn:#?}"
        );
    }

    #[test]
    fn rows_below_each_other_are_the_nearest() {
        let placed = |wanted: &[u16]| below_each_other(wanted, 1..7).collect::<Vec<_>>();
        assert_eq!(placed(&[1, 3, 6]), [1, 3, 6]);
        assert_eq!(placed(&[1, 3, 3, 4]), [1, 2, 3, 4]);
        assert_eq!(placed(&[6, 6, 6]), [4, 5, 6]);
        assert_eq!(placed(&[1, 1]), [1, 2]);
        assert_eq!(placed(&[2; 8]), [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn references_and_points_in_braille() {
        let x = Axis::new(Scale::Log10, 1.0, 1000.0, &plain);
        let y = Axis::new(Scale::Linear, 0.0, 10.0, &plain);
        let line = [(1.0, 10.0), (1000.0, 0.0)];
        let points = [(10.0, 0.0), (f64::NAN, 3.0), (0.0, 5.0)];
        let series = [series(&line, Joined::Line, 'o', ""), series(&points, Joined::Points, '■', "")];
        let (levels, moments) = ([level(5.0, "limit")], [level(100.0, "now")]);
        let chart = Chart::new(x, y, &series, ChartStyles::default(), &Glyphs::UNICODE);
        assert_eq!(
            drawn(&chart.levels(&levels).moments(&moments), 30, 7),
            [
                "10 ┤⠉⠒⠢⢄⣀            │ now",
                "   │     ⠉⠑⠢⠤⣀⡀      │",
                " 5 ┤limit─────⠈⠑⠒⠤⢄⡀──────────",
                "   │               ⠈⠉⠒⠢⢄⣀",
                " 0 ┤        ■        │   ⠉⠑⠢⠤⣀",
                "   └┴───────┴────────┴───────┴",
                "    1      10       100   1000",
            ]
            .map(str::to_owned)
        );
    }

    #[test]
    fn points_stand_on_their_side_of_a_line_and_beside_each_other() {
        let (x, y) =
            (Axis::new(Scale::Linear, 0.0, 10.0, &plain), Axis::new(Scale::Linear, 0.0, 10.0, &plain));
        let (above, below, twin) = ([(5.0, 5.2)], [(1.0, 4.8)], [(5.0, 5.2)]);
        let series = [
            series(&twin, Joined::Points, 't', ""),
            series(&above, Joined::Points, 'a', ""),
            series(&below, Joined::Points, 'b', ""),
        ];
        let levels = [level(5.0, "")];
        let chart = Chart::new(x, y, &series, ChartStyles::default(), &Glyphs::ASCII).levels(&levels);
        let lines = drawn(&chart, 24, 8);
        let row = |part: &str| lines.iter().position(|line| line.contains(part)).unwrap();
        let line = row("-----");
        assert_eq!((row("at") + 1, row("b") - 1), (line, line), "{lines:#?}");
    }

    #[test]
    fn a_series_without_a_colour_takes_none_from_what_it_covers() {
        let axis = Axis::new(Scale::Linear, 0.0, 10.0, &plain);
        let (line, point) = ([(0.0, 5.0), (10.0, 5.0)], [(5.0, 5.0)]);
        let red = Style::new().fg(Color::Red);
        let series = [
            Series { style: red, ..series(&line, Joined::Line, 'o', "") },
            series(&point, Joined::Points, '■', ""),
        ];
        let levels = [Reference { style: red, ..level(5.0, "") }];
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 7));
        let chart = Chart::new(axis, axis, &series, ChartStyles::default(), &Glyphs::UNICODE);
        chart.levels(&levels).render(buffer.area, &mut buffer);
        let cell = buffer.content().iter().find(|cell| cell.symbol() == "■").unwrap();
        assert_eq!(cell.fg, Color::Reset);
    }

    #[test]
    fn no_size_breaks_it() {
        let points = [(0.1, 1.0), (2.0, f64::NAN), (3.0, 9.0), (f64::INFINITY, 2.0), (1e9, -4.0), (9.0, 0.0)];
        let all = [Joined::Line, Joined::Step, Joined::Points]
            .map(|joined| series(&points, joined, 'o', "a label"));
        let references = [level(2.0, "a limit"), level(f64::NAN, "never"), level(99.0, "beyond")];
        for scale in [Scale::Linear, Scale::Log10] {
            at_every_size(|glyphs, area, buffer| {
                let axis = Axis::new(scale, 0.1, 10.0, &plain).title("title");
                Chart::new(axis, axis, &all, ChartStyles::default(), glyphs)
                    .levels(&references)
                    .moments(&references)
                    .render(area, buffer);
            });
        }
    }
}
