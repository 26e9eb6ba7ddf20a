//! Horizontal bars: one of eighths of a cell, and one of parts.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::painter::Painter;
use super::text::width;
use crate::widgets::glyphs::Glyphs;

/// A bar of one length, in the first row of its area.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Bar<'a> {
    fraction: f64,
    style: Style,
    glyphs: &'a Glyphs,
}

impl<'a> Bar<'a> {
    /// A bar over `fraction` of the area, from nothing at 0 to all of it at 1; nothing if that is not a number.
    pub fn new(fraction: f64, style: Style, glyphs: &'a Glyphs) -> Self {
        Self { fraction, style, glyphs }
    }
}

impl Widget for Bar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut painter = Painter::new(buffer, Rect { height: area.height.min(1), ..area });
        // A cast takes what is not a number for zero.
        let eighths = (self.fraction.clamp(0.0, 1.0) * f64::from(area.width) * 8.0).round() as u32;
        let mut left = eighths;
        for cell in 0..area.width {
            if left == 0 {
                break;
            }
            let glyph = self.glyphs.eighths.get(left.min(8) as usize).copied().unwrap_or(" ");
            painter.glyph(cell, 0, glyph, self.style);
            left = left.saturating_sub(8);
        }
    }
}

/// A part of a stacked bar.
#[derive(Debug, Clone, Copy)]
pub struct BarPart<'a> {
    /// How much it is, in the unit of the whole; nothing if negative or not a number.
    pub amount: f64,
    /// How it looks.
    pub style: Style,
    /// The glyph it is filled with, which tells it from its neighbours without colour.
    pub fill: &'a str,
    /// What stands in the middle of it where there is room.
    pub label: &'a str,
    /// How that looks.
    pub label_style: Style,
}

/// A bar of parts one after the other, in the first row of its area.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct StackedBar<'a> {
    parts: &'a [BarPart<'a>],
    whole: f64,
}

impl<'a> StackedBar<'a> {
    /// A bar of `parts` that would fill its area if they came to `whole`.
    pub fn new(parts: &'a [BarPart<'a>], whole: f64) -> Self {
        Self { parts, whole }
    }

    /// The columns of each part, relative to the area, in order and without gaps.
    ///
    /// The ends are rounded rather than the lengths, so that the bar as a whole is as long as it should be.
    pub fn columns(&self, width: u16) -> Vec<(u16, u16)> {
        let mut sum = 0.0;
        let mut start = 0;
        let column = |sum: f64| {
            let fraction = sum / self.whole;
            let fraction = if fraction.is_finite() { fraction.clamp(0.0, 1.0) } else { 0.0 };
            (fraction * f64::from(width)).round() as u16
        };
        let mut place = |part: &BarPart<'_>| {
            sum += if part.amount > 0.0 { part.amount } else { 0.0 };
            let end = column(sum).max(start);
            (std::mem::replace(&mut start, end), end)
        };
        self.parts.iter().map(&mut place).collect()
    }
}

impl Widget for StackedBar<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut painter = Painter::new(buffer, Rect { height: area.height.min(1), ..area });
        for (part, (start, end)) in self.parts.iter().zip(self.columns(area.width)) {
            painter.line(start, 0, end - start, part.fill, part.style);
            let label = width(part.label);
            if label > 0 && label < end - start {
                painter.text(start + (end - start - label) / 2, 0, part.label, part.label_style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn drawn(widget: impl Widget, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        widget.render(buffer.area, &mut buffer);
        lines(&buffer).concat()
    }

    #[test]
    fn a_bar_is_exact_to_an_eighth_of_a_cell() {
        let bar = |fraction, glyphs| drawn(Bar::new(fraction, Style::new(), glyphs), 4);
        assert_eq!(bar(0.0, &Glyphs::UNICODE), "");
        assert_eq!(bar(1.0 / 32.0, &Glyphs::UNICODE), "▏");
        assert_eq!(bar(0.6, &Glyphs::UNICODE), "██▍");
        assert_eq!(bar(1.0, &Glyphs::UNICODE), "████");
        assert_eq!(bar(0.6, &Glyphs::ASCII), "##-");
    }

    #[test]
    fn what_is_no_length_is_not_drawn_and_too_much_is_all() {
        let bar = |fraction| drawn(Bar::new(fraction, Style::new(), &Glyphs::ASCII), 4);
        assert_eq!([bar(f64::NAN), bar(-1.0), bar(f64::INFINITY)], ["", "", "####"]);
    }

    fn part<'a>(amount: f64, fill: &'a str, label: &'a str) -> BarPart<'a> {
        BarPart { amount, style: Style::new(), fill, label, label_style: Style::new() }
    }

    #[test]
    fn parts_follow_each_other_and_are_labelled_where_there_is_room() {
        let parts = [part(5.0, "#", "N"), part(1.0, "=", "P"), part(4.0, ".", "G")];
        assert_eq!(drawn(StackedBar::new(&parts, 10.0), 10), "##N##=.G..");
        assert_eq!(drawn(StackedBar::new(&parts, 20.0), 10), "#N#G.");
    }

    #[test]
    fn every_column_belongs_to_the_part_painted_there() {
        let parts = [part(1.0, "a", ""), part(f64::NAN, "b", ""), part(1.0, "c", ""), part(1.0, "d", "")];
        let bar = StackedBar::new(&parts, 3.0);
        for (x, symbol) in drawn(bar, 20).chars().enumerate() {
            let x = u16::try_from(x).unwrap();
            let part = bar.columns(20).iter().position(|(start, end)| (*start..*end).contains(&x)).unwrap();
            assert_eq!(parts[part].fill, symbol.to_string());
        }
    }

    #[test]
    fn no_size_breaks_it() {
        at_every_size(|glyphs, area, buffer| {
            Bar::new(0.7, Style::new(), glyphs).render(area, buffer);
            let parts = [part(2.0, glyphs.fills[0], "label"), part(-1.0, glyphs.fills[1], "")];
            for whole in [0.0, 1.0, 9.0, f64::NAN] {
                StackedBar::new(&parts, whole).render(area, buffer);
            }
        });
    }
}
