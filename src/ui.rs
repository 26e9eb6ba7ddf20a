//! The view: draws the state and changes nothing. What it drew where goes back as [`Regions`], for the mouse.
//!
//! ```text
//! tabs
//! ┌ inputs ┐┌ recommendation ┐
//! │        │└────────────────┘
//! │        │┌ page ──────────┐
//! └────────┘└────────────────┘
//! footer
//! ```
//!
//! Below 100 columns the inputs fold into two lines between recommendation and page.

mod canvas;
mod field;
mod footer;
mod inputs;
mod overlays;
mod pages;
mod parts;
mod presenting;
mod sheet;
mod strip;
mod tabs;
pub mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::explorer::inputs::BESIDE;
use crate::explorer::{Focus, Regions, State, command};
use crate::quote::listed;
use crate::widgets::glyphs::Glyphs;
use canvas::Canvas;
use theme::Theme;

/// How everything looks on this terminal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Styles by meaning.
    pub theme: Theme,
    /// The characters that lines, bars and marks are made of.
    pub glyphs: Glyphs,
}

/// Columns and rows below which there is no room for a worksheet.
pub const LEAST_SIZE: (u16, u16) = (60, 16);

/// Draws one frame and reports what was drawn where.
pub fn draw(frame: &mut Frame<'_>, state: &State, look: &Look) -> Regions {
    let (regions, cursor) = paint(frame.buffer_mut(), state, look);
    if let Some(position) = cursor {
        frame.set_cursor_position(position);
    }
    regions
}

/// The same without a terminal: fills a buffer, and reports what was drawn where and at which cell text is typed.
pub fn paint(buffer: &mut Buffer, state: &State, look: &Look) -> (Regions, Option<Position>) {
    let area = buffer.area;
    let mut canvas = Canvas::new(buffer, state, look);
    canvas.regions.is_too_small = area.width < LEAST_SIZE.0 || area.height < LEAST_SIZE.1;
    if canvas.regions.is_too_small {
        too_small(&mut canvas, area);
    } else {
        if state.is_presenting() {
            presenting::draw(&mut canvas, area);
        } else {
            screen(&mut canvas, area);
        }
        overlays::draw(&mut canvas, area);
    }
    canvas.finish()
}

fn too_small(canvas: &mut Canvas<'_>, area: Rect) {
    let (columns, rows) = LEAST_SIZE;
    let state = canvas.state;
    let counting: Vec<String> =
        command::unseen(state).map(|command| state.settings.keys.call(command)).collect();
    let text = format!(
        "Too small: runtime-explorer needs {columns}x{rows}, this is {}x{}. Until it is larger, no key counts but {}.",
        area.width,
        area.height,
        listed(&counting, "and")
    );
    canvas.paragraph(area, &text, canvas.look.theme.strong);
}

fn screen(canvas: &mut Canvas<'_>, area: Rect) {
    let [tabs, rest] = parts::top(area, 1);
    let [body, footer] = parts::without_last_row(rest);
    tabs::draw(canvas, tabs);
    let panel = &canvas.state.inputs;
    if area.width >= BESIDE && !panel.is_away {
        let width = (area.width * 3 / 10).clamp(34, 46);
        let [inputs, right] = parts::left(body, width);
        let [strip, page] = parts::top(right, strip::height(area.height));
        inputs::panel(canvas, inputs);
        strip::draw(canvas, strip);
        pages::draw(canvas, page);
    } else {
        let [strip, rest] = parts::top(body, strip::height(area.height));
        strip::draw(canvas, strip);
        // Over the page the panel is in the way of everything but itself, and shows the one slider among the others.
        if panel.is_over_page && area.width < BESIDE && canvas.state.focus == Focus::Inputs {
            inputs::panel(canvas, rest);
        } else {
            let [folded, page] = parts::top(rest, 2);
            inputs::folded(canvas, folded);
            pages::draw(canvas, page);
        }
    }
    footer::draw(canvas, footer);
}
