//! What the parts of the screen draw on, and what they need to know to do so.

use std::cell::OnceCell;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::{Color, Style};
use ratatui::symbols::border::Set;
use ratatui::widgets::Widget;

use super::Look;
use super::parts::{behind, first, line};
use crate::explorer::tracks::Track;
use crate::explorer::{Regions, State, Target};
use crate::model::Alternative;
use crate::model::contest::Verdict;
use crate::model::sweep::Sweep;
use crate::scenario::parameter::Key;
use crate::sheets::Tone;
use crate::widgets::painter::Painter;
use crate::widgets::slider::SliderMetrics;
use crate::widgets::text::{put, truncate, width, wrap};

/// The buffer with the state that is drawn and the regions that are recorded.
pub(super) struct Canvas<'a> {
    pub(super) buffer: &'a mut Buffer,
    pub(super) state: &'a State,
    pub(super) look: &'a Look,
    pub(super) regions: Regions,
    sweep: OnceCell<Sweep<'a>>,
    cursor: Option<Position>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, state: &'a State, look: &'a Look) -> Self {
        let regions = Regions::after(&state.regions, buffer.area);
        Self { buffer, state, look, regions, sweep: OnceCell::new(), cursor: None }
    }

    /// Who would win with one input moved.
    pub(super) fn sweep(&self) -> &Sweep<'a> {
        let Self { state, .. } = self;
        self.sweep.get_or_init(|| Sweep::new(&state.facts, &state.scenario, state.inputs.locked))
    }

    /// Who would win along a track, cell by cell; as an earlier frame found it, unless something has changed since.
    pub(super) fn winners(&mut self, key: Key, metrics: SliderMetrics) -> Arc<[Verdict]> {
        if let Some(known) = self.regions.track(key, metrics.track().width) {
            return Arc::clone(&known.winners);
        }
        let track = Track::along(self.sweep(), &self.state.facts.definitions, key, metrics);
        let winners = Arc::clone(&track.winners);
        self.regions.record_track(track);
        winners
    }

    /// Ends the frame. Cells without colours of their own get those of the theme, and where the terminal has only
    /// ASCII, what data and texts brought along is spelt in it.
    pub(super) fn finish(self) -> (Regions, Option<Position>) {
        let ground = self.look.theme.ground;
        if let Some((front, behind)) = ground.fg.zip(ground.bg) {
            for cell in &mut self.buffer.content {
                if cell.fg == Color::Reset {
                    cell.fg = front;
                }
                if cell.bg == Color::Reset {
                    cell.bg = behind;
                }
            }
        }
        if !self.look.glyphs.unicode {
            spell_out_plus_minus(self.buffer);
            for cell in self.buffer.content.iter_mut().filter(|cell| !cell.symbol().is_ascii()) {
                let plain = plain(cell.symbol());
                cell.set_symbol(plain);
            }
        }
        (self.regions, self.cursor)
    }

    /// Puts the terminal's cursor where text is typed; screen readers and input methods follow it.
    pub(super) fn cursor_at(&mut self, x: u16, y: u16) {
        self.cursor = Some(Position::new(x, y));
    }

    /// Forgets what is behind a window, which is drawn next.
    pub(super) fn cover(&mut self) {
        self.regions.cover();
        self.cursor = None;
    }

    pub(super) fn widget(&mut self, widget: impl Widget, area: Rect) {
        widget.render(area.intersection(self.buffer.area), self.buffer);
    }

    /// Draws text on the first line of an area, cut to its width; returns the columns it took.
    pub(super) fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return 0;
        }
        let text = truncate(text, area.width, self.look.glyphs.ellipsis);
        put(self.buffer, area.as_position(), &text, area.width, style)
    }

    /// The same at the right end of the area.
    pub(super) fn text_right(&mut self, area: Rect, text: &str, style: Style) {
        let taken = width(text).min(area.width);
        self.text(Rect { x: area.x + area.width - taken, width: taken, ..area }, text, style);
    }

    /// Draws wrapped text; an ellipsis stands for what there is no room for.
    pub(super) fn paragraph(&mut self, area: Rect, text: &str, style: Style) {
        let lines = wrap(text, area.width, usize::from(area.height), self.look.glyphs.ellipsis);
        for (row, text) in (0..).zip(lines) {
            self.text(line(area, row), &text, style);
        }
    }

    /// Draws a bordered panel with a title at the left and one at the right; returns what is inside.
    pub(super) fn panel(&mut self, area: Rect, title: &str, right: &str, focused: bool) -> Rect {
        let Look { theme, glyphs } = *self.look;
        self.border(area, if focused { theme.border_focused } else { theme.border });
        let room = area.width.saturating_sub(4);
        let spare = room.saturating_sub(width(title) + 3);
        let right = truncate(right, spare, glyphs.ellipsis);
        let title = truncate(title, room, glyphs.ellipsis);
        let top = line(area, 0).inner(Margin::new(1, 0));
        // Without colours the border says nothing.
        let style = if focused && theme.is_monochrome() { theme.title.reversed() } else { theme.title };
        self.text(top, &format!(" {title} "), style);
        if !right.is_empty() {
            self.text_right(top, &format!(" {right} "), theme.muted);
        }
        area.inner(Margin::new(1, 1))
    }

    fn border(&mut self, area: Rect, style: Style) {
        let Set { top_left, top_right, bottom_left, bottom_right, .. } = self.look.glyphs.border;
        let Set { vertical_left, vertical_right, horizontal_top, horizontal_bottom, .. } =
            self.look.glyphs.border;
        let (right, bottom) = (area.width.saturating_sub(1), area.height.saturating_sub(1));
        let mut painter = Painter::new(self.buffer, area);
        painter.line(0, 0, area.width, horizontal_top, style);
        painter.line(0, bottom, area.width, horizontal_bottom, style);
        for row in 1..bottom {
            painter.glyph(0, row, vertical_left, style);
            painter.glyph(right, row, vertical_right, style);
        }
        for (x, y, corner) in
            [(0, 0, top_left), (right, 0, top_right), (0, bottom, bottom_left), (right, bottom, bottom_right)]
        {
            painter.glyph(x, y, corner, style);
        }
    }

    /// Marks in the right end of a frame that there is more above, or below.
    pub(super) fn scroll_marks(&mut self, area: Rect, above: bool, below: bool) {
        let [_, _, up, down] = self.look.glyphs.more;
        let muted = self.look.theme.muted;
        if above {
            // In the blank behind the title at the right.
            self.text(first(behind(line(area, 0), area.width.saturating_sub(2)), 1), up, muted);
        }
        if below {
            let last = line(area, area.height.saturating_sub(1));
            self.text(first(behind(last, area.width.saturating_sub(3)), 1), down, muted);
        }
    }

    pub(super) fn record(&mut self, area: Rect, target: Target) {
        self.regions.record(area.intersection(self.buffer.area), target);
    }

    /// The style of an alternative.
    #[expect(clippy::indexing_slicing, reason = "as many styles as alternatives")]
    pub(super) fn series(&self, alternative: Alternative) -> Style {
        self.look.theme.series[alternative.index()]
    }

    /// The style of an alternative that is out of the question.
    #[expect(clippy::indexing_slicing, reason = "as many styles as alternatives")]
    pub(super) fn faint_series(&self, alternative: Alternative) -> Style {
        self.look.theme.faint_series[alternative.index()]
    }

    /// The style of a tone.
    pub(super) fn tone(&self, tone: Tone) -> Style {
        let theme = &self.look.theme;
        match tone {
            Tone::Plain => theme.text,
            Tone::Muted => theme.muted,
            Tone::Strong => theme.strong,
            Tone::Good => theme.good,
            Tone::Bad => theme.bad,
            Tone::Warning => theme.warning,
            Tone::Alternative(alternative) => self.series(alternative),
        }
    }
}

/// Puts `+/-` for `±` where there are two blanks beside it: one on either side, or both in front.
fn spell_out_plus_minus(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        for start in 0..row.len() {
            let Some([a, b, c, rest @ ..]) = row.get_mut(start..) else { break };
            let is_apart = rest.first().is_some_and(|cell| cell.symbol() == " ");
            let is_one = match [a.symbol(), b.symbol(), c.symbol()] {
                [" ", "±", " "] => true,
                [" ", " ", "±"] => !is_apart,
                _ => false,
            };
            if is_one {
                for (cell, symbol) in [a, b, c].into_iter().zip(["+", "/", "-"]) {
                    cell.set_symbol(symbol);
                }
            }
        }
    }
}

/// The nearest ASCII character. There is none for `≤` and `≥`: without the equals sign they say something else.
fn plain(symbol: &str) -> &'static str {
    match symbol {
        "–" | "—" | "−" | "‑" => "-",
        "×" | "✗" => "x",
        "·" => ".",
        "±" => "+",
        "⚑" => "!",
        "✓" => "y",
        "’" | "‘" => "'",
        "“" | "”" => "\"",
        "→" => ">",
        "←" => "<",
        _ => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_turns_into_one_that_says_something_else() {
        assert_eq!(["→", "−", "≤", "≥"].map(plain), [">", "-", "?", "?"]);
    }

    #[test]
    fn plus_minus_is_spelt_out_where_there_is_room() {
        for (text, wanted) in [
            ("2026 %  ± 2026", "2026 % +/-2026"),
            ("4.97   ±0", "4.97 +/-0"),
            ("99 ± 6 ms", "99+/-6 ms"),
            ("a ±0", "a ±0"),
            ("± 1", "± 1"),
        ] {
            let mut buffer = Buffer::with_lines([text]);
            spell_out_plus_minus(&mut buffer);
            assert_eq!(buffer, Buffer::with_lines([wanted]));
        }
    }
}
