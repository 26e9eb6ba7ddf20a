//! Lines to read: what is known of a cell, say, or a guide.

use ratatui::layout::Rect;

use crate::explorer::overlay::line::Line;
use crate::ui::canvas::Canvas;
use crate::ui::parts::behind;
use crate::widgets::text::{self, kept_lines, width};

/// A line of an overlay and how it is meant.
pub(super) enum Styled {
    Heading(String),
    /// A name, padded, and its text.
    Field(String, String),
    Text(String),
}

impl Styled {
    pub(super) fn width(&self) -> u16 {
        match self {
            Self::Heading(text) | Self::Text(text) => width(text),
            Self::Field(name, text) => width(name) + width(text),
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, place: Rect) {
        let theme = canvas.look.theme;
        match self {
            Self::Heading(text) => {
                canvas.text(place, text, theme.header);
            }
            Self::Field(name, text) => {
                let taken = canvas.text(place, name, theme.muted);
                canvas.text(behind(place, taken), text, theme.text);
            }
            Self::Text(text) => {
                canvas.text(place, text, theme.text);
            }
        }
    }
}

/// Columns that the names of fields take, unless one is longer.
const NAME: u16 = 18;
/// Columns that their texts have at least.
const LEAST: u16 = 10;

/// A line broken at words.
pub(super) fn wrapped(line: &Line, columns: u16) -> Vec<Styled> {
    match line {
        Line::Heading(text) => vec![Styled::Text(String::new()), Styled::Heading(text.clone())],
        Line::Text(text) => kept_lines(text, columns).map(|line| Styled::Text(line.to_owned())).collect(),
        Line::Field(name, text) => {
            let before = NAME.max(width(name) + 1);
            let mut texts = text::lines(text, columns.saturating_sub(before).max(LEAST));
            let field = |name: &str, text: &str| {
                Styled::Field(format!("{name:0$}", usize::from(before)), text.to_owned())
            };
            // The name stands there also where nothing does behind it.
            let first = field(name, texts.next().unwrap_or_default());
            std::iter::once(first).chain(texts.map(|text| field("", text))).collect()
        }
    }
}
