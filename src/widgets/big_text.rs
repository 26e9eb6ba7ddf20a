//! Text that can be read from the back of a room: letters made of cells.

use font8x8::legacy::BASIC_LEGACY;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;

use super::glyphs::Glyphs;
use super::painter::Painter;
use super::text::width;

/// How large the letters are; a letter is up to eight pixels wide and eight high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Letters as the terminal has them.
    Plain,
    /// A cell holds two by two pixels; there is no such thing in ASCII.
    Narrow,
    /// A cell holds two pixels, one above the other; nor can ASCII tell these apart.
    Square,
    /// A pixel takes a cell, which makes letters taller than they should be: for ASCII.
    Tall,
    /// A pixel takes two cells.
    Double,
}

impl Scale {
    /// From the largest to the smallest.
    const UNICODE: [Self; 4] = [Self::Double, Self::Square, Self::Narrow, Self::Plain];
    const ASCII: [Self; 3] = [Self::Double, Self::Tall, Self::Plain];

    /// The largest scale at which the text takes no more than so many columns and rows; plain if none does.
    pub fn fitting(text: &str, columns: u16, rows: u16, glyphs: &Glyphs) -> Self {
        let fits = |scale: &Self| {
            let (wide, high) = scale.size(text);
            wide <= columns && high <= rows
        };
        Self::all(glyphs).find(fits).unwrap_or(Self::Plain)
    }

    /// Those that there are glyphs for, from the largest to the smallest.
    pub fn all(glyphs: &Glyphs) -> impl Iterator<Item = Self> {
        let all: &[Self] = if glyphs.unicode { &Self::UNICODE } else { &Self::ASCII };
        all.iter().copied()
    }

    /// The columns and rows that a text takes.
    pub fn size(self, text: &str) -> (u16, u16) {
        let pixels = || u16::try_from(pixels(text).len()).unwrap_or(u16::MAX);
        match self {
            Self::Plain => (width(text), 1),
            Self::Narrow => (pixels().div_ceil(2), 4),
            Self::Square => (pixels(), 4),
            Self::Tall => (pixels(), 8),
            Self::Double => (pixels().saturating_mul(2), 8),
        }
    }
}

/// A line of large text in the upper left corner of its area.
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct BigText<'a> {
    text: &'a str,
    scale: Scale,
    style: Style,
    glyphs: &'a Glyphs,
}

impl<'a> BigText<'a> {
    /// The text at a scale, plain where there are no glyphs for that; characters beyond ASCII are replaced.
    pub fn new(text: &'a str, scale: Scale, style: Style, glyphs: &'a Glyphs) -> Self {
        let scale = Scale::all(glyphs).find(|one| *one == scale).unwrap_or(Scale::Plain);
        Self { text, scale, style, glyphs }
    }
}

impl Widget for BigText<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut painter = Painter::new(buffer, area);
        if self.scale == Scale::Plain {
            painter.text(0, 0, self.text, self.style);
            return;
        }
        // An underline would run through every row of cells that the letters are made of.
        let style = self.style.remove_modifier(Modifier::UNDERLINED);
        let (columns, rows) = self.scale.size(self.text);
        let pixels = pixels(self.text);
        let lit = |x: u16, y: u16| pixels.get(usize::from(x)).is_some_and(|column| column & (1 << y) != 0);
        for y in 0..rows.min(area.height) {
            for x in 0..columns.min(area.width) {
                let whole = |is_lit| if is_lit { self.glyphs.scroll_thumb } else { " " };
                let glyph = match self.scale {
                    Scale::Double => whole(lit(x / 2, y)),
                    Scale::Tall => whole(lit(x, y)),
                    Scale::Square => stacked(lit(x, 2 * y), lit(x, 2 * y + 1)),
                    Scale::Narrow | Scale::Plain => {
                        let (left, top) = (2 * x, 2 * y);
                        quadrants([
                            lit(left, top),
                            lit(left + 1, top),
                            lit(left, top + 1),
                            lit(left + 1, top + 1),
                        ])
                    }
                };
                if glyph != " " {
                    painter.glyph(x, y, glyph, style);
                }
            }
        }
    }
}

/// Two pixels, one above the other.
const fn stacked(upper: bool, lower: bool) -> &'static str {
    match (upper, lower) {
        (false, false) => " ",
        (true, true) => "█",
        (true, false) => "▀",
        (false, true) => "▄",
    }
}

/// Four pixels: the upper two, then the lower two.
const fn quadrants(lit: [bool; 4]) -> &'static str {
    match lit {
        [false, false, false, false] => " ",
        [true, false, false, false] => "▘",
        [false, true, false, false] => "▝",
        [true, true, false, false] => "▀",
        [false, false, true, false] => "▖",
        [true, false, true, false] => "▌",
        [false, true, true, false] => "▞",
        [true, true, true, false] => "▛",
        [false, false, false, true] => "▗",
        [true, false, false, true] => "▚",
        [false, true, false, true] => "▐",
        [true, true, false, true] => "▜",
        [false, false, true, true] => "▄",
        [true, false, true, true] => "▙",
        [false, true, true, true] => "▟",
        [true, true, true, true] => "█",
    }
}

/// Columns of pixels of a digit, so that a number keeps its width while it changes.
const DIGIT: usize = 7;

/// Columns of pixels of a space.
const SPACE: usize = 3;

/// The columns of pixels of a text, the uppermost pixel in the lowest bit.
fn pixels(text: &str) -> Vec<u8> {
    let mut columns = Vec::new();
    for char in text.chars() {
        if !columns.is_empty() {
            columns.push(0);
        }
        columns.extend(letter(char));
    }
    columns
}

fn letter(char: char) -> Vec<u8> {
    let char = match char {
        '−' | '–' => '-',
        char => char,
    };
    let place = if char.is_ascii() { u32::from(char) } else { u32::from('?') };
    // The font has rows, the leftmost pixel in the lowest bit.
    let rows = BASIC_LEGACY.get(place as usize).copied().unwrap_or_default();
    let column =
        |x: u8| rows.iter().enumerate().fold(0_u8, |column, (y, row)| column | (((row >> x) & 1) << y));
    let columns: Vec<u8> = (0..8).map(column).collect();
    if char.is_ascii_digit() {
        return columns.into_iter().take(DIGIT).collect();
    }
    let Some(first) = columns.iter().position(|column| *column != 0) else { return vec![0; SPACE] };
    let last = columns.iter().rposition(|column| *column != 0).unwrap_or(first);
    columns.into_iter().take(last + 1).skip(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn drawn(text: &str, scale: Scale, glyphs: &Glyphs) -> Vec<String> {
        let (columns, rows) = scale.size(text);
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        BigText::new(text, scale, Style::new(), glyphs).render(buffer.area, &mut buffer);
        lines(&buffer)
    }

    #[test]
    fn letters_are_made_of_cells() {
        assert_eq!(
            drawn("Go", Scale::Square, &Glyphs::UNICODE),
            [" ▄█▀▀█▄", "██      ▄█▀▀█▄", "▀█▄ ▀██ ██  ██", "  ▀▀▀▀▀  ▀▀▀▀"]
        );
    }

    #[test]
    fn every_scale_shows_the_same_pixels() {
        let text = "Python 3,210 $";
        let (wide, _) = Scale::Square.size(text);
        assert_eq!(Scale::Double.size(text), (wide * 2, 8));
        assert_eq!(Scale::Narrow.size(text), (wide.div_ceil(2), 4));
        let count = |scale, glyphs: &Glyphs, weight: fn(char) -> u32| -> u32 {
            drawn(text, scale, glyphs).iter().flat_map(|line| line.chars()).map(weight).sum()
        };
        let halves = |c| match c {
            '█' => 2,
            ' ' => 0,
            _ => 1,
        };
        let square = count(Scale::Square, &Glyphs::UNICODE, halves);
        assert_eq!(square, count(Scale::Tall, &Glyphs::ASCII, |c| u32::from(c == '#')));
        assert_eq!(square * 2, count(Scale::Double, &Glyphs::UNICODE, |c| u32::from(c == '█')));
        let quarters = |c| match c {
            ' ' => 0,
            '▘' | '▝' | '▖' | '▗' => 1,
            '▀' | '▄' | '▌' | '▐' | '▚' | '▞' => 2,
            '█' => 4,
            _ => 3,
        };
        assert_eq!(square, count(Scale::Narrow, &Glyphs::UNICODE, quarters));
    }

    #[test]
    fn only_letters_of_the_terminal_s_own_are_underlined() {
        let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
        for scale in Scale::UNICODE {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 8));
            BigText::new("Go", scale, underlined, &Glyphs::UNICODE).render(buffer.area, &mut buffer);
            let is_underlined =
                buffer.content.iter().any(|cell| cell.modifier.contains(Modifier::UNDERLINED));
            assert_eq!(is_underlined, scale == Scale::Plain, "{scale:?}");
        }
    }

    #[test]
    fn a_number_keeps_its_width() {
        assert_eq!(Scale::Square.size("1,111"), Scale::Square.size("8,888"));
    }

    #[test]
    fn the_largest_that_fits_is_taken() {
        let fitting = |columns, rows, glyphs| Scale::fitting("79 %", columns, rows, glyphs);
        let (wide, _) = Scale::Square.size("79 %");
        assert_eq!(fitting(2 * wide, 8, &Glyphs::UNICODE), Scale::Double);
        assert_eq!(fitting(2 * wide, 7, &Glyphs::UNICODE), Scale::Square);
        assert_eq!(fitting(wide - 1, 8, &Glyphs::UNICODE), Scale::Narrow);
        assert_eq!(fitting(wide, 8, &Glyphs::ASCII), Scale::Tall);
        assert_eq!(fitting(wide, 7, &Glyphs::ASCII), Scale::Plain);
        assert_eq!(fitting(wide - 1, 8, &Glyphs::ASCII), Scale::Plain);
        assert_eq!(fitting(wide, 3, &Glyphs::UNICODE), Scale::Plain);
    }

    #[test]
    fn no_size_breaks_it() {
        at_every_size(|glyphs, area, buffer| {
            for scale in Scale::UNICODE.into_iter().chain(Scale::ASCII) {
                BigText::new("Hybrid 9 %", scale, Style::new(), glyphs).render(area, buffer);
            }
        });
    }
}
