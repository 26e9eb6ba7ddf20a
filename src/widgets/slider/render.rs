//! Drawing a slider.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::SliderMetrics;
use crate::widgets::glyphs::Glyphs;
use crate::widgets::painter::Painter;

/// What holds in one cell of the track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackCell {
    /// How the cell is drawn.
    pub style: Style,
    /// What stands in it where letters are shown.
    pub letter: char,
    /// Whether the line is broken there, as a warning.
    pub broken: bool,
}

/// How the parts of a slider look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SliderStyles {
    /// A track without cells of its own.
    pub track: Style,
    /// The thumb.
    pub thumb: Style,
    /// The marks of the default and of a pinned value.
    pub mark: Style,
}

/// A slider on one line.
///
/// From back to front: the track, the mark of the default, the mark of a pinned value, the thumb.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Slider<'a> {
    fraction: f64,
    default: Option<f64>,
    pinned: Option<f64>,
    cells: &'a [TrackCell],
    letters: bool,
    styles: SliderStyles,
    glyphs: &'a Glyphs,
}

impl<'a> Slider<'a> {
    /// A slider whose thumb stands at `fraction` of the track; without a thumb if that is not a number.
    pub fn new(fraction: f64, styles: SliderStyles, glyphs: &'a Glyphs) -> Self {
        Self { fraction, default: None, pinned: None, cells: &[], letters: false, styles, glyphs }
    }

    /// Marks the fraction of the default.
    pub fn default_at(self, fraction: f64) -> Self {
        Self { default: Some(fraction), ..self }
    }

    /// Marks the fraction of a pinned value.
    pub fn pinned_at(self, fraction: f64) -> Self {
        Self { pinned: Some(fraction), ..self }
    }

    /// Paints the track by what holds along it, one entry a cell.
    pub fn cells(self, cells: &'a [TrackCell]) -> Self {
        Self { cells, ..self }
    }

    /// Shows the letters of the cells, which say without colour what the styles say.
    pub fn letters(self, letters: bool) -> Self {
        Self { letters, ..self }
    }
}

impl Widget for Slider<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let metrics = SliderMetrics::new(area);
        let mut painter = Painter::new(buffer, metrics.track());
        for cell in 0..painter.width() {
            let mut letter = [0; 4];
            let (glyph, style) = match self.cells.get(usize::from(cell)) {
                Some(paint) if self.letters => (&*paint.letter.encode_utf8(&mut letter), paint.style),
                Some(TrackCell { broken: true, style, .. }) => (self.glyphs.broken_track, *style),
                Some(paint) => (self.glyphs.track, paint.style),
                None => (self.glyphs.horizontal, self.styles.track),
            };
            painter.glyph(cell, 0, glyph, style);
        }
        let marks = [
            (self.default, self.glyphs.default_mark, self.styles.mark),
            (self.pinned, self.glyphs.pinned_mark, self.styles.mark),
            (Some(self.fraction), self.glyphs.thumb, self.styles.thumb),
        ];
        for (fraction, glyph, style) in marks {
            if let Some(cell) = fraction.and_then(|fraction| metrics.cell_of(fraction)) {
                painter.glyph(cell, 0, glyph, style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;
    use ratatui::style::Color;

    use super::*;
    use crate::widgets::test_screen::at_every_size;

    fn slider(fraction: f64, glyphs: &Glyphs) -> Slider<'_> {
        Slider::new(fraction, SliderStyles::default(), glyphs)
    }

    fn drawn(slider: &Slider<'_>, width: u16) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        slider.render(buffer.area, &mut buffer);
        buffer
    }

    #[test]
    fn thumb_and_marks_stand_where_their_fractions_are() {
        let slider = slider(1.0, &Glyphs::UNICODE).default_at(0.0).pinned_at(0.5);
        assert_eq!(drawn(&slider, 11), Buffer::with_lines(["┼────◆────●"]));
    }

    #[test]
    fn the_thumb_hides_the_marks_below_it() {
        let slider = slider(0.5, &Glyphs::ASCII).default_at(0.5).pinned_at(0.5);
        assert_eq!(drawn(&slider, 5), Buffer::with_lines(["--O--"]));
    }

    #[test]
    fn no_number_no_thumb() {
        assert_eq!(drawn(&slider(f64::NAN, &Glyphs::ASCII), 4), Buffer::with_lines(["----"]));
    }

    #[test]
    fn cells_are_painted_by_style_and_by_letter() {
        let blue = TrackCell { style: Style::new().fg(Color::Blue), letter: 'N', broken: false };
        let red = TrackCell { style: Style::new().fg(Color::Red), letter: 'G', broken: true };
        let cells = [blue, blue, red, red, red];
        let colours = |buffer: &Buffer| buffer.content.iter().map(|cell| cell.fg).collect::<Vec<_>>();

        let plain = drawn(&slider(f64::NAN, &Glyphs::ASCII).cells(&cells), 5);
        let lettered = drawn(&slider(f64::NAN, &Glyphs::ASCII).cells(&cells).letters(true), 5);
        assert_eq!(colours(&plain), [Color::Blue, Color::Blue, Color::Red, Color::Red, Color::Red]);
        assert_eq!(colours(&plain), colours(&lettered));
        assert_eq!(plain.content.iter().map(Cell::symbol).collect::<String>(), "==...");
        assert_eq!(lettered.content.iter().map(Cell::symbol).collect::<String>(), "NNGGG");
    }

    #[test]
    fn no_size_breaks_it() {
        at_every_size(|glyphs, area, buffer| {
            slider(0.3, glyphs).default_at(0.9).pinned_at(f64::NEG_INFINITY).render(area, buffer);
        });
    }
}
