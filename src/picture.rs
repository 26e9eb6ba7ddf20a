//! A screen as a picture: an SVG that looks the same with every monospace font.
//!
//! Text is text, to be selected and searched for, each run of it held to its columns. What has to meet from cell to
//! cell, such as borders, bars and the dots of charts, is drawn as shapes: glyphs leave gaps where the font is not
//! the one they were made for. Nothing here knows what is on the screen, and the same screen gives the same bytes.

mod fills;
mod lines;
pub mod palette;
mod pen;
mod text;

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

use crate::colour::Rgb;
use lines::Strokes;
pub use palette::Palette;
use pen::{Brush, Pens};
use text::{Run, escaped};

/// Units of a cell; its eighths are whole numbers.
const WIDTH: u32 = 8;
const HEIGHT: u32 = 16;
/// Units around the screen.
const MARGIN: u32 = 12;

/// Draws a screen; `title` is what it says to those who cannot see it.
pub fn svg(buffer: &Buffer, palette: &Palette, title: &str) -> String {
    let cells = cells(buffer, palette);
    let mut pens = Pens::default();
    let mut background = Pens::default();
    for (column, row, cell) in &cells {
        let (x, y) = (column * WIDTH, row * HEIGHT);
        if cell.behind != palette.background {
            background.fill(cell.behind, (x, y, WIDTH * cell.columns, HEIGHT));
        }
        shape(&mut pens, x, y, cell);
    }
    // Once more by columns, so that a vertical line is one line.
    let mut by_columns: Vec<_> = cells.iter().collect();
    by_columns.sort_by_key(|(column, row, _)| (*column, *row));
    for (column, row, cell) in by_columns {
        if let Some(Strokes::Cross([up, _, down, _])) = cell.strokes() {
            let (x, y) = (column * WIDTH + WIDTH / 2, row * HEIGHT);
            for (weight, from) in [(up, y), (down, y + HEIGHT / 2)] {
                if let Some(weight) = weight {
                    pens.vertical(Brush::from(weight), cell.front, x, from, HEIGHT / 2);
                }
            }
        }
    }
    let width = u32::from(buffer.area.width) * WIDTH + 2 * MARGIN;
    let height = u32::from(buffer.area.height) * HEIGHT + 2 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <rect x=\"-{}.5\" y=\"-{}.5\" width=\"{}\" height=\"{}\" rx=\"8\" fill=\"{}\" stroke=\"{}\"/>\n",
        escaped(title),
        MARGIN - 1,
        MARGIN - 1,
        width - 1,
        height - 1,
        palette.background,
        palette.foreground.over(palette.background, 20),
    );
    background.write(&mut out);
    pens.write(&mut out);
    let _ = writeln!(
        out,
        "<g xml:space=\"preserve\" fill=\"{}\" font-size=\"13.33\" font-family=\"ui-monospace,SFMono-Regular,\
         Menlo,Consolas,'DejaVu Sans Mono','Liberation Mono',monospace\">",
        palette.foreground
    );
    text::write(&mut out, runs(&cells), palette.foreground);
    out.push_str("</g>\n</svg>\n");
    out
}

/// A cell as it is drawn.
struct Ink<'a> {
    symbol: &'a str,
    columns: u32,
    front: Rgb,
    behind: Rgb,
    modifier: Modifier,
}

impl<'a> Ink<'a> {
    fn of(cell: &'a Cell, palette: &Palette) -> Self {
        let front = palette.rgb(cell.fg).unwrap_or(palette.foreground);
        let behind = palette.rgb(cell.bg).unwrap_or(palette.background);
        let modifier = cell.modifier;
        let (mut front, behind) =
            if modifier.contains(Modifier::REVERSED) { (behind, front) } else { (front, behind) };
        if modifier.contains(Modifier::DIM) {
            front = Palette::dim(front, behind);
        }
        let hidden = modifier.contains(Modifier::HIDDEN);
        let symbol = if hidden || cell.symbol().is_empty() { " " } else { cell.symbol() };
        let columns = u32::try_from(symbol.width()).unwrap_or(1).max(1);
        Self { symbol, columns, front, behind, modifier }
    }

    /// The only character of the cell, if it has just one.
    fn char(&self) -> Option<char> {
        let mut chars = self.symbol.chars();
        chars.next().filter(|_| chars.next().is_none())
    }

    fn strokes(&self) -> Option<Strokes> {
        self.char().and_then(lines::strokes)
    }

    /// Whether it is drawn as a shape.
    fn is_shape(&self) -> bool {
        self.char().is_some_and(|symbol| {
            lines::strokes(symbol).is_some()
                || fills::block(symbol).is_some()
                || fills::mark(symbol).is_some()
                || fills::braille(symbol).is_some()
        })
    }
}

/// The cells with their columns and rows, row by row; what a wide character covers is left out.
fn cells<'a>(buffer: &'a Buffer, palette: &Palette) -> Vec<(u32, u32, Ink<'a>)> {
    let width = u32::from(buffer.area.width);
    let mut cells = Vec::with_capacity(buffer.content.len());
    for (row, line) in (0..).zip(buffer.content.chunks(width.max(1) as usize)) {
        let mut covered = 0;
        for (column, cell) in (0..).zip(line) {
            if column < covered {
                continue;
            }
            let mut ink = Ink::of(cell, palette);
            ink.columns = ink.columns.min(width - column);
            covered = column + ink.columns;
            cells.push((column, row, ink));
        }
    }
    cells
}

/// Draws what is a shape, but for vertical lines.
fn shape(pens: &mut Pens, x: u32, y: u32, cell: &Ink<'_>) {
    let colour = cell.front;
    for (line, offset) in [(Modifier::UNDERLINED, 14), (Modifier::CROSSED_OUT, 8)] {
        if cell.modifier.contains(line) {
            pens.horizontal(Brush::Rule, colour, x, y + offset, WIDTH * cell.columns);
        }
    }
    let Some(symbol) = cell.char() else { return };
    if let Some((parts, percent)) = fills::block(symbol) {
        for (left, top, width, height) in parts {
            pens.fill(colour.over(cell.behind, percent), (x + left, y + top, width, height));
        }
    } else if let Some(path) = fills::mark(symbol) {
        pens.mark(colour, x, y, path);
    } else if let Some(dots) = fills::braille(symbol) {
        dots.for_each(|(left, top)| pens.dot(colour, x + left, y + top));
    }
    match lines::strokes(symbol) {
        Some(Strokes::Cross([_, right, _, left])) => {
            for (weight, from) in [(left, x), (right, x + WIDTH / 2)] {
                if let Some(weight) = weight {
                    pens.horizontal(Brush::from(weight), colour, from, y + HEIGHT / 2, WIDTH / 2);
                }
            }
        }
        Some(Strokes::Dashes { weight, count, is_vertical }) => {
            pens.dashes(Brush::dashed(weight), colour, (x, y), count, is_vertical);
        }
        Some(Strokes::Corner { to_right, down }) => pens.corner(colour, (x, y), to_right, down),
        None => {}
    }
}

/// Text of one style that stands together.
fn runs<'a>(cells: &'a [(u32, u32, Ink<'a>)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (column, row, cell) in cells {
        if cell.symbol.trim().is_empty() || cell.is_shape() {
            continue;
        }
        let run = Run::new(*column, *row, cell.symbol, cell.columns, cell.front, cell.modifier);
        match runs.last_mut() {
            Some(last) if last.takes(&run) => last.append(&run),
            _ => runs.push(run),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::*;

    fn drawn(lines: &[(&str, Style)]) -> String {
        let columns = lines.iter().map(|(text, _)| text.width()).max().unwrap_or(0) as u16;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, lines.len() as u16));
        for (row, (text, style)) in (0..).zip(lines) {
            buffer.set_string(0, row, text, *style);
        }
        svg(&buffer, &Palette::DARK, "test")
    }

    fn plain(text: &str) -> String {
        drawn(&[(text, Style::new())])
    }

    /// The texts with where they begin and how many units they take.
    fn texts(svg: &str) -> Vec<(u32, u32, &str)> {
        let attribute = |tag: &str, name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap();
            rest.split_once('"').unwrap().0.parse().unwrap()
        };
        let tags = svg.split("<text").skip(1).map(|rest| rest.split_once("</text>").unwrap().0);
        tags.map(|tag| {
            let (tag, text) = tag.split_once('>').unwrap();
            (attribute(tag, "x"), attribute(tag, "textLength"), text)
        })
        .collect()
    }

    #[test]
    fn words_stand_together_and_what_a_font_may_lack_alone() {
        assert_eq!(texts(&plain("ab  cd   ef")), [(0, 48, "ab  cd"), (72, 16, "ef")]);
        assert_eq!(texts(&plain("a⏎b")), [(0, 8, "a"), (8, 8, "⏎"), (16, 8, "b")]);
        assert_eq!(texts(&plain("−1…×")), [(0, 32, "−1…×")]);
    }

    #[test]
    fn wide_and_combining_characters_stay_in_their_cells() {
        assert_eq!(texts(&plain("a日本b")), [(0, 8, "a"), (8, 16, "日"), (24, 16, "本"), (40, 8, "b")]);
        assert_eq!(texts(&plain("e\u{301}a")), [(0, 8, "e\u{301}"), (8, 8, "a")]);
    }

    #[test]
    fn nothing_breaks_out_of_the_markup() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        for (column, symbol) in (0..).zip(["<", "\u{1b}", "&"]) {
            buffer.cell_mut((column, 0)).unwrap().set_symbol(symbol);
        }
        let svg = svg(&buffer, &Palette::LIGHT, "a < b & \u{7}");
        assert_eq!(texts(&svg), [(0, 8, "&lt;"), (8, 8, "\u{fffd}"), (16, 8, "&amp;")]);
        assert!(svg.contains("<title>a &lt; b &amp; \u{fffd}</title>"), "{svg}");
        assert!(svg.chars().all(|c| c == '\n' || !c.is_control()));
    }

    #[test]
    fn lines_cross_cells_in_one_stroke() {
        let box_ = drawn(&[("┌──┐", Style::new()), ("│  │", Style::new()), ("└──┘", Style::new())]);
        // Two lines to the right, then two downwards, corners included.
        assert!(box_.contains("d=\"M4 8h24M4 40h24M4 8v32M28 8v32\""), "{box_}");
        assert_eq!(texts(&box_), []);
        let round = plain("╭╮");
        assert!(round.contains("d=\"M4 16v-4q0 -4 4 -4M12 16v-4q0 -4 -4 -4\""), "{round}");
    }

    #[test]
    fn blocks_and_dots_are_shapes_that_touch() {
        let bar = plain("██▌");
        assert!(bar.contains("crispEdges\" d=\"M0 0h20v16h-20z\""), "{bar}");
        let dots = plain("⣀⣀");
        assert!(dots.contains("d=\"M2 14h0m4 0h0m4 0h0m4 0h0\""), "{dots}");
        assert_eq!(texts(&plain("▒")), []);
    }

    #[test]
    fn modifiers_are_seen() {
        let of = |modifier| drawn(&[("x", Style::new().add_modifier(modifier))]);
        let Palette { foreground, background, .. } = Palette::DARK;
        assert!(of(Modifier::BOLD).contains("font-weight=\"bold\">x<"));
        assert!(of(Modifier::ITALIC).contains("font-style=\"italic\">x<"));
        assert!(of(Modifier::UNDERLINED).contains("d=\"M0 14h8\""));
        let reversed = of(Modifier::REVERSED);
        assert!(reversed.contains(&format!("fill=\"{background}\">x<")), "{reversed}");
        assert!(reversed.contains(&format!("<path fill=\"{foreground}\" shape-rendering")), "{reversed}");
        let dim = Palette::dim(foreground, background);
        assert!(of(Modifier::DIM).contains(&format!("fill=\"{dim}\">x<")));
        assert_eq!(texts(&of(Modifier::HIDDEN)), []);
    }

    #[test]
    fn a_background_is_one_piece() {
        let blue = drawn(&[("a日b", Style::new().bg(Color::Blue))]);
        assert!(
            blue.contains("fill=\"#58a6ff\" shape-rendering=\"crispEdges\" d=\"M0 0h32v16h-32z\""),
            "{blue}"
        );
    }

    #[test]
    fn an_empty_screen_and_a_huge_one_are_pictures_too() {
        assert!(plain("").ends_with("</svg>\n"));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30_000, 2));
        buffer.set_string(29_999, 1, "─", Style::new());
        assert!(svg(&buffer, &Palette::DARK, "").contains("M239992 24h8"));
    }
}
