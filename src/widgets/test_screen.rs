//! What the tests of all widgets need: drawing at every small size, and reading what was drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text::width;
use crate::widgets::glyphs::Glyphs;

/// The lines of a buffer as text, without the spaces at their ends.
pub(super) fn lines(buffer: &Buffer) -> Vec<String> {
    let line = |y: u16| {
        let (mut line, mut x) = (String::new(), 0);
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            // A wide character leaves an empty cell behind it.
            x += width(symbol).max(1);
        }
        line.trim_end().to_owned()
    };
    (0..buffer.area.height).map(line).collect()
}

/// Draws into areas of 0 to 40 by 0 to 12 cells, inside the buffer, on its edge and outside of it, and checks that
/// nothing outside the area is touched and that ASCII glyphs give ASCII.
pub(super) fn at_every_size(draw: impl Fn(&Glyphs, Rect, &mut Buffer)) {
    for glyphs in [&Glyphs::UNICODE, &Glyphs::ASCII] {
        for width in 0..=40 {
            for height in 0..=12 {
                check(glyphs, Rect::new(3, 2, width, height), Rect::new(0, 0, 46, 16), &draw);
            }
        }
        for area in [Rect::new(0, 0, 40, 12), Rect::new(20, 9, 40, 12), Rect::new(90, 90, 40, 12)] {
            check(glyphs, area, Rect::new(5, 4, 30, 10), &draw);
        }
    }
}

fn check(glyphs: &Glyphs, area: Rect, whole: Rect, draw: &impl Fn(&Glyphs, Rect, &mut Buffer)) {
    let mut buffer = Buffer::filled(whole, ratatui::buffer::Cell::new("!"));
    draw(glyphs, area, &mut buffer);
    for position in whole.positions() {
        let symbol = buffer[position].symbol();
        assert!(area.contains(position) || symbol == "!", "{symbol:?} at {position} outside {area}");
        assert!(glyphs.unicode || symbol.is_ascii(), "{symbol:?} at {position} of {area}");
    }
}
