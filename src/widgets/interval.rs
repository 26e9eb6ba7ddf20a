//! Bars from one value to another on a common axis, with lines of reference across them.
//!
//! ```text
//! Traffic      P▒▒▒▒▒│███████N      one bar a row: its name, its ends with their marks
//! Price             N▒██N           each half looks like its end
//!        −5    0     5 now   10     ticks, and the names of the lines
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::chart::{Axis, Scale};
use super::painter::Painter;
use super::text::{truncate, width};
use crate::widgets::glyphs::Glyphs;

/// An end of a bar.
#[derive(Debug, Clone, Copy)]
pub struct IntervalEnd<'a> {
    /// Where it is.
    pub at: f64,
    /// What stands beside it, one column wide.
    pub mark: char,
    /// The glyph that its half is filled with, which tells it from the other without colour.
    pub fill: &'a str,
    /// How its half and its mark look.
    pub style: Style,
}

/// A bar; which of its ends is the greater does not matter. One whose ends are not finite is left out, not its name.
#[derive(Debug, Clone, Copy)]
pub struct Interval<'a> {
    /// What stands at the left.
    pub label: &'a str,
    /// The ends.
    pub ends: [IntervalEnd<'a>; 2],
}

/// A line across all bars.
#[derive(Debug, Clone, Copy)]
pub struct IntervalLine<'a> {
    /// Where it is.
    pub at: f64,
    /// What stands below it.
    pub label: &'a str,
    /// What it is made of, one column wide.
    pub glyph: &'a str,
    /// How it and its label look.
    pub style: Style,
}

/// A chart of bars, as many as there are rows.
#[derive(Clone, Copy)]
#[must_use]
pub struct IntervalChart<'a> {
    bars: &'a [Interval<'a>],
    lines: &'a [IntervalLine<'a>],
    split: f64,
    format: &'a dyn Fn(f64) -> String,
    /// Of names and ticks.
    labels: [Style; 2],
    glyphs: &'a Glyphs,
}

/// A column on either side of the bars, for the marks of the outermost ends.
const MARGIN: u16 = 1;

/// Columns from tick to tick at least.
const TICKS_EVERY: u16 = 8;

/// Where names end and the columns of values are, relative to the area.
#[derive(Clone, Copy)]
struct Plot<'a> {
    names: u16,
    x: u16,
    width: u16,
    axis: Axis<'a>,
}

impl Plot<'_> {
    /// The column of a value, if it is in the range.
    fn column(&self, value: f64) -> Option<u16> {
        let fraction =
            self.axis.fraction(value).filter(|fraction| (-1e-9..=1.0 + 1e-9).contains(fraction))?;
        let last = f64::from(self.width.checked_sub(1)?);
        Some(self.x + (fraction * last).round() as u16)
    }
}

impl<'a> IntervalChart<'a> {
    /// A chart of `bars`, whose halves meet at `split`, and whose tick labels `format` writes; the range is that of
    /// the bars that are seen and of the `lines`. Names and ticks have the styles of `labels`.
    pub fn new(
        bars: &'a [Interval<'a>],
        lines: &'a [IntervalLine<'a>],
        split: f64,
        format: &'a dyn Fn(f64) -> String,
        labels: [Style; 2],
        glyphs: &'a Glyphs,
    ) -> Self {
        Self { bars, lines, split, format, labels, glyphs }
    }

    /// How many bars are seen in so many rows, one each from the top; the last row is for the axis.
    pub fn shown(&self, height: u16) -> usize {
        self.bars.len().min(usize::from(if height > 1 { height - 1 } else { height }))
    }

    fn plot(&self, area: Rect) -> Plot<'a> {
        let bars = self.bars.iter().take(self.shown(area.height));
        let longest = bars.clone().map(|bar| width(bar.label)).max().unwrap_or(0);
        let names = longest.min(area.width / 5 * 2);
        let x = names + 1 + MARGIN;
        let values = bars.flat_map(|bar| bar.ends.map(|end| end.at));
        let values = values.chain(self.lines.iter().map(|line| line.at)).filter(|value| value.is_finite());
        let (low, high) = values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let axis = Axis::new(Scale::Linear, low, high, self.format);
        Plot { names, x, width: area.width.saturating_sub(x + MARGIN), axis }
    }

    fn render_bar(&self, bar: &Interval<'_>, row: u16, plot: &Plot<'_>, painter: &mut Painter<'_>) {
        let [one, other] = bar.ends;
        let (low, high) = if one.at <= other.at { (one, other) } else { (other, one) };
        let Some((start, end)) = plot.column(low.at).zip(plot.column(high.at)) else { return };
        let within = (low.at..=high.at).contains(&self.split).then(|| plot.column(self.split)).flatten();
        let split = within.unwrap_or(start + (end - start).div_ceil(2));
        painter.line(start, row, split - start, low.fill, low.style);
        painter.line(split, row, end + 1 - split, high.fill, high.style);
        self.render_lines(row..row + 1, plot, painter);
        painter.glyph(start.saturating_sub(1), row, low.mark.encode_utf8(&mut [0; 4]), low.style);
        painter.glyph(end + 1, row, high.mark.encode_utf8(&mut [0; 4]), high.style);
    }

    fn render_lines(&self, rows: std::ops::Range<u16>, plot: &Plot<'_>, painter: &mut Painter<'_>) {
        for line in self.lines {
            let Some(column) = plot.column(line.at) else { continue };
            for row in rows.clone() {
                // Not in the colour of the bar behind it.
                painter.glyph(column, row, line.glyph, Style::reset().patch(line.style));
            }
        }
    }

    /// The names of the lines, and ticks where they leave room.
    fn render_axis(&self, row: u16, plot: &Plot<'_>, painter: &mut Painter<'_>) {
        let ticks = plot.axis.ticks(plot.width / TICKS_EVERY);
        let ticks = ticks.into_iter().map(|tick| (tick, plot.axis.label(tick), self.labels[1]));
        let lines = self.lines.iter().map(|line| (line.at, line.label.to_owned(), line.style));
        let mut taken: Vec<(u16, u16)> = Vec::new();
        for (at, label, style) in lines.chain(ticks) {
            let Some(column) = plot.column(at) else { continue };
            let columns = width(&label);
            let last = painter.width().saturating_sub(columns);
            let start = column.saturating_sub(columns / 2).min(last);
            let end = start + columns;
            if !label.is_empty() && taken.iter().all(|(from, to)| end + 1 < *from || to + 1 < start) {
                painter.text(start, row, &label, style);
                taken.push((start, end));
            }
        }
    }
}

impl Widget for IntervalChart<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let plot = self.plot(area);
        let shown = self.shown(area.height);
        let rows = u16::try_from(shown).unwrap_or(u16::MAX);
        let mut painter = Painter::new(buffer, area);
        self.render_lines(0..rows, &plot, &mut painter);
        for (row, bar) in (0..rows).zip(self.bars) {
            let label = truncate(bar.label, plot.names, self.glyphs.ellipsis);
            painter.text(0, row, &label, self.labels[0]);
            self.render_bar(bar, row, &plot, &mut painter);
        }
        if rows < area.height {
            self.render_axis(rows, &plot, &mut painter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn end(at: f64, mark: char, fill: &str) -> IntervalEnd<'_> {
        IntervalEnd { at, mark, fill, style: Style::new() }
    }

    fn bar(label: &str, low: f64, high: f64) -> Interval<'_> {
        Interval { label, ends: [end(low, 'L', "."), end(high, 'H', "#")] }
    }

    fn line<'a>(at: f64, label: &'a str, glyph: &'a str) -> IntervalLine<'a> {
        IntervalLine { at, label, glyph, style: Style::new() }
    }

    fn drawn(bars: &[Interval<'_>], across: &[IntervalLine<'_>], width: u16, height: u16) -> Vec<String> {
        let format = |value: f64| format!("{value}");
        let styles = [Style::new(); 2];
        let chart = IntervalChart::new(bars, across, 4.0, &format, styles, &Glyphs::ASCII);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        chart.render(buffer.area, &mut buffer);
        lines(&buffer)
    }

    #[test]
    fn bars_share_an_axis_and_their_halves_meet_at_the_split() {
        let bars = [bar("traffic", -5.0, 10.0), bar("price", 6.0, 2.0), bar("late", 6.0, 10.0)];
        let across = [line(0.0, "0", "|"), line(4.0, "now", ":")];
        assert_eq!(
            drawn(&bars, &across, 28, 4),
            [
                "traffic L......|...:#######H",
                "price          |H##:..L",
                "late           |   :L...###H",
                "               0  now    10",
            ]
        );
    }

    #[test]
    fn there_are_as_many_bars_as_rows_and_the_range_is_theirs() {
        let bars = [bar("a long name indeed", 0.0, 8.0), bar("b", -99.0, 99.0)];
        assert_eq!(drawn(&bars, &[], 24, 2), ["a long ~ L......#######H", "          0"]);
        assert_eq!(drawn(&bars, &[], 24, 1), ["a long ~ L......#######H"]);
    }

    #[test]
    fn what_has_no_place_leaves_its_name() {
        let bars = [bar("gone", f64::NAN, 1.0), bar("point", 3.0, 3.0), bar("all", 0.0, 6.0)];
        assert_eq!(drawn(&bars, &[], 20, 4), ["gone", "point       L#H", "all   L.......#####H", "       0"]);
        assert_eq!(drawn(&[bar("one", 3.0, 3.0)], &[], 20, 2), ["one", ""], "a range of nothing");
    }

    #[test]
    fn no_size_breaks_it() {
        let bars = [bar("one", -1.0, 2.0), bar("another", 7.0, -3.0), bar("point", 1.0, 1.0)];
        at_every_size(|glyphs, area, buffer| {
            let across = [line(0.0, "0", glyphs.vertical), line(4.0, "present", glyphs.vertical)];
            let format = |value: f64| format!("{value}");
            IntervalChart::new(&bars, &across, 4.0, &format, [Style::new(); 2], glyphs).render(area, buffer);
            IntervalChart::new(&[], &[], f64::NAN, &format, [Style::new(); 2], glyphs).render(area, buffer);
        });
    }
}
