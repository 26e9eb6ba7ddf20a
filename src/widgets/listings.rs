//! Listings side by side, or one above the other where it is narrow, scrolled together.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::glyphs::Glyphs;
use super::painter::Painter;
use super::text::{truncate, width};

/// The most listings that stand beside each other.
const MOST_BESIDE: usize = 3;

/// A text with a heading, whose lines are numbered.
#[derive(Clone, Debug)]
pub struct Listing<'a> {
    /// What it is.
    pub heading: String,
    /// What to look at; left out where there is no room for it behind the heading.
    pub note: &'a str,
    /// The lines, each with whether it is a comment.
    pub lines: Vec<(&'a str, bool)>,
}

/// How the parts look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListingStyles {
    /// The headings.
    pub heading: Style,
    /// The code.
    pub code: Style,
    /// Comments, numbers, notes and the lines between listings.
    pub muted: Style,
}

/// Several listings, in their order.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Listings<'a> {
    all: &'a [Listing<'a>],
    least_width: u16,
    offset: usize,
    styles: ListingStyles,
    glyphs: &'a Glyphs,
}

/// A line across all columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The headings of a block.
    Headings,
    /// These lines of its listings, from 0.
    Lines(usize),
    /// Between two blocks.
    Gap,
}

impl<'a> Listings<'a> {
    /// As many listings beside each other as have `least_width` columns each, the others below; `offset` rows are
    /// scrolled out of sight.
    pub fn new(
        all: &'a [Listing<'a>],
        least_width: u16,
        offset: usize,
        styles: ListingStyles,
        glyphs: &'a Glyphs,
    ) -> Self {
        Self { all, least_width, offset, styles, glyphs }
    }

    /// The greatest offset at which no row stays free.
    pub fn last_offset(&self, area: Rect) -> usize {
        self.rows(area.width).len().saturating_sub(usize::from(area.height))
    }

    fn beside(&self, columns: u16) -> usize {
        usize::from(columns / self.least_width.max(1)).min(self.all.len()).clamp(1, MOST_BESIDE)
    }

    /// All rows, each with the number of its block.
    fn rows(&self, columns: u16) -> Vec<(usize, Row)> {
        let mut rows = Vec::new();
        for (block, listings) in self.all.chunks(self.beside(columns)).enumerate() {
            if block > 0 {
                rows.push((block - 1, Row::Gap));
            }
            let lines = listings.iter().map(|listing| listing.lines.len()).max().unwrap_or(0);
            rows.push((block, Row::Headings));
            rows.extend((0..lines).map(|line| (block, Row::Lines(line))));
        }
        rows
    }

    fn draw(&self, painter: &mut Painter<'_>, y: u16, (block, row): (usize, Row)) {
        let beside = self.beside(painter.width());
        let Some(listings) = self.all.chunks(beside).nth(block) else { return };
        // A column between two listings.
        let wide = (painter.width() + 1) / u16::try_from(beside).unwrap_or(1);
        for (listing, left) in listings.iter().zip((0..painter.width()).step_by(usize::from(wide.max(1)))) {
            let place = (left, (left + wide).saturating_sub(1).min(painter.width()));
            if left > 0 && row != Row::Gap {
                painter.glyph(left - 1, y, self.glyphs.vertical, self.styles.muted);
            }
            match row {
                Row::Headings => self.heading(painter, place, y, listing),
                Row::Lines(line) => self.line(painter, place, y, listing, line),
                Row::Gap => {}
            }
        }
    }

    fn heading(&self, painter: &mut Painter<'_>, (left, right): (u16, u16), y: u16, listing: &Listing<'_>) {
        let heading = truncate(&listing.heading, right.saturating_sub(left), self.glyphs.ellipsis);
        let end = painter.text(left, y, &heading, self.styles.heading);
        if end + 2 + width(listing.note) <= right {
            painter.text(end + 2, y, listing.note, self.styles.muted);
        }
    }

    fn line(
        &self,
        painter: &mut Painter<'_>,
        (left, right): (u16, u16),
        y: u16,
        listing: &Listing<'_>,
        line: usize,
    ) {
        let Some((text, is_comment)) = listing.lines.get(line) else { return };
        let digits = width(&listing.lines.len().to_string());
        let number = format!("{:>digits$} ", line + 1, digits = usize::from(digits));
        let room = right.saturating_sub(left);
        let start = painter.text(left, y, &truncate(&number, room, ""), self.styles.muted);
        let shown = truncate(text, right.saturating_sub(start), self.glyphs.ellipsis);
        painter.text(start, y, &shown, if *is_comment { self.styles.muted } else { self.styles.code });
    }
}

impl Widget for Listings<'_> {
    fn render(self, area: Rect, buffer: &mut Buffer) {
        let mut painter = Painter::new(buffer, area);
        let rows = self.rows(area.width);
        let offset = self.offset.min(self.last_offset(area));
        let Some((block, _)) = rows.get(offset) else { return };
        // What the lines belong to stays in sight.
        if area.height > 0 {
            self.draw(&mut painter, 0, (*block, Row::Headings));
        }
        for (y, row) in (1..area.height).zip(rows.iter().skip(offset + 1)) {
            self.draw(&mut painter, y, *row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::test_screen::{at_every_size, lines};

    fn listings() -> [Listing<'static>; 3] {
        let listing = |heading: &str, lines: &[(&'static str, bool)]| Listing {
            heading: heading.to_owned(),
            note: "short",
            lines: lines.to_vec(),
        };
        [
            listing("one.mjs", &[("// why", true), ("const a = 1;", false), ("", false), ("use(a);", false)]),
            listing("two.py", &[("a = \"a rather long line\"", false), ("use(a)", false)]),
            listing("three.go", &[("package three", false)]),
        ]
    }

    fn shown(columns: u16, rows: u16, offset: usize) -> Vec<String> {
        let listings = listings();
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        Listings::new(&listings, 20, offset, ListingStyles::default(), &Glyphs::UNICODE)
            .render(area, &mut buffer);
        lines(&buffer)
    }

    #[test]
    fn listings_stand_beside_each_other_where_there_is_room_and_the_others_below() {
        assert_eq!(
            shown(41, 8, 0),
            [
                "one.mjs  short      │two.py  short",
                "1 // why            │1 a = \"a rather lon…",
                "2 const a = 1;      │2 use(a)",
                "3                   │",
                "4 use(a);           │",
                "",
                "three.go  short",
                "1 package three",
            ]
        );
        assert_eq!(shown(66, 2, 0)[1], "1 // why             │1 a = \"a rather long…│1 package three");
    }

    #[test]
    fn where_it_is_narrow_they_stand_one_above_the_other_and_the_heading_stays() {
        assert_eq!(shown(16, 4, 0), ["one.mjs  short", "1 // why", "2 const a = 1;", "3"]);
        assert_eq!(shown(16, 4, 2), ["one.mjs  short", "3", "4 use(a);", ""]);
        assert_eq!(shown(16, 4, 6), ["two.py  short", "1 a = \"a rather…", "2 use(a)", ""]);
        assert_eq!(shown(16, 4, 99), ["two.py  short", "", "three.go  short", "1 package three"]);
    }

    #[test]
    fn any_size_and_any_offset_will_do() {
        for offset in [0, 3, usize::MAX] {
            at_every_size(|glyphs, area, buffer| {
                let listings = listings();
                Listings::new(&listings, 12, offset, ListingStyles::default(), glyphs).render(area, buffer);
            });
        }
        at_every_size(|glyphs, area, buffer| {
            Listings::new(&[], 0, 5, ListingStyles::default(), glyphs).render(area, buffer);
        });
    }
}
