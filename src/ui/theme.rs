//! What each thing on the screen looks like, by meaning.
//!
//! A theme is a few [`Colours`], from a file or a constant; every style is derived from them here.

pub mod built_in;
pub mod colours;
pub mod depth;
pub mod file;
mod quantise;
#[cfg(test)]
mod readable;

use ratatui::style::{Color, Modifier, Style};

use crate::model::Alternative;
use colours::{Colours, rgb};
pub use depth::Depth;

/// Styles by meaning.
///
/// Colour never carries a meaning alone: good and bad have arrows, series have letters, and the cursor is reversed, so
/// that [`Theme::monochrome`] and colour-blind readers lose nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The colours of every cell that has none of its own; empty where they are the terminal's.
    pub ground: Style,
    /// Running text and figures.
    pub text: Style,
    /// What may be overlooked: units, hints, explanations.
    pub muted: Style,
    /// What must not be overlooked.
    pub strong: Style,
    /// The border of a panel.
    pub border: Style,
    /// The border of the panel that has the focus.
    pub border_focused: Style,
    /// The title of a panel.
    pub title: Style,
    /// The heading of a column.
    pub header: Style,
    /// The name of a key in hints and help.
    pub key: Style,
    /// The row the cursor is in, or the chosen entry of a list.
    pub selected_row: Style,
    /// The cell the cursor is in.
    pub cursor_cell: Style,
    /// A change for the better.
    pub good: Style,
    /// A change for the worse, or a violated limit.
    pub bad: Style,
    /// What deserves a second look.
    pub warning: Style,
    /// What belongs together with the focus: the active tab, a match of a filter.
    pub accent: Style,
    /// The line a slider moves along.
    pub track: Style,
    /// The movable mark of a slider.
    pub thumb: Style,
    /// A resting mark on a track: a default or a pinned value.
    pub mark: Style,
    /// The axes of a chart, their ticks and labels.
    pub axis: Style,
    /// Lines of reference across a chart: limits, objectives, today.
    pub reference: Style,
    /// The alternatives, and other series side by side.
    pub series: [Style; Alternative::COUNT],
    /// The same where one is out of the question.
    pub faint_series: [Style; Alternative::COUNT],
}

impl Theme {
    /// The theme of so few colours, on a terminal that shows so many.
    pub fn new(colours: &Colours, depth: Depth) -> Self {
        let mut theme = Self::derived(&colours.quantised(depth));
        if depth == Depth::Full {
            theme.faint_series = faint(colours, theme.faint_series);
        }
        theme
    }

    /// The theme of the terminal itself: [`Colours::TERMINAL`].
    pub const fn sixteen_colours() -> Self {
        Self::derived(&Colours::TERMINAL)
    }

    /// Bold, dim, underlined and reversed only, for `NO_COLOR` and terminals without colours.
    pub const fn monochrome() -> Self {
        Self::derived(&Colours::NONE)
    }

    const fn derived(colours: &Colours) -> Self {
        let text = front(Style::new(), colours.foreground);
        let bold = text.add_modifier(Modifier::BOLD);
        let bold_underlined = bold.add_modifier(Modifier::UNDERLINED);
        let border = or_dim(text, colours.border);
        let muted = or_dim(text, colours.muted);
        let accent = front(bold, colours.accent);
        let series = series(text, colours);
        Self {
            ground: behind(text, colours.background),
            text,
            muted,
            strong: bold,
            border,
            border_focused: accent,
            title: bold,
            header: bold_underlined,
            key: accent,
            selected_row: match colours.selection {
                Some(_) => behind(Style::new().add_modifier(Modifier::BOLD), colours.selection),
                None => Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            },
            cursor_cell: match (colours.background, colours.accent) {
                (Some(background), Some(accent)) => Style::new().fg(background).bg(accent),
                _ => Style::new().add_modifier(Modifier::REVERSED),
            },
            good: match colours.good {
                Some(_) => front(text, colours.good),
                None => bold,
            },
            bad: match colours.bad {
                Some(_) => front(bold, colours.bad),
                None => bold_underlined,
            },
            warning: match colours.warning {
                Some(_) => front(text, colours.warning),
                None => text.add_modifier(Modifier::UNDERLINED),
            },
            accent,
            track: border,
            thumb: bold,
            mark: text,
            axis: border,
            reference: front(text, colours.reference),
            series,
            faint_series: dimmed(series),
        }
    }

    /// Whether the series cannot be told apart by colour.
    pub fn is_monochrome(&self) -> bool {
        self.series.iter().all(|style| style.fg.is_none())
    }

    /// Every style, for checks that concern all of them.
    #[cfg(test)]
    fn all(&self) -> Vec<Style> {
        let Self { ground, text, muted, strong, border, border_focused, title, header, key, .. } = *self;
        let Self { selected_row, cursor_cell, good, bad, warning, accent, track, thumb, .. } = *self;
        let Self { mark, axis, reference, series, faint_series, .. } = *self;
        let texts = [ground, text, muted, strong, title, header, key, selected_row, cursor_cell, good, bad];
        let others = [border, border_focused, warning, accent, track, thumb, mark, axis, reference];
        [&texts[..], &others, &series, &faint_series].concat()
    }
}

const fn front(style: Style, colour: Option<Color>) -> Style {
    match colour {
        Some(colour) => style.fg(colour),
        None => style,
    }
}

const fn behind(style: Style, colour: Option<Color>) -> Style {
    match colour {
        Some(colour) => style.bg(colour),
        None => style,
    }
}

const fn or_dim(text: Style, colour: Option<Color>) -> Style {
    match colour {
        Some(_) => front(text, colour),
        None => text.add_modifier(Modifier::DIM),
    }
}

const fn dim(style: Style) -> Style {
    style.remove_modifier(Modifier::BOLD).add_modifier(Modifier::DIM)
}

/// Where nothing but colour is missing, one may be without: bold tells it from plain text. Where there are no colours,
/// each has a form of its own.
#[expect(clippy::indexing_slicing, reason = "as many styles as colours")]
const fn series(text: Style, colours: &Colours) -> [Style; Alternative::COUNT] {
    let mut styles = [text; Alternative::COUNT];
    let mut is_coloured = false;
    let mut index = 0;
    while index < styles.len() {
        is_coloured |= colours.series[index].is_some();
        styles[index] = form(text, index);
        index += 1;
    }
    while is_coloured && index > 0 {
        index -= 1;
        styles[index] = match colours.series[index] {
            Some(colour) => text.fg(colour),
            None => text.add_modifier(Modifier::BOLD),
        };
    }
    styles
}

/// A form for each of up to eight series: with or without bold, underlining and italics.
const fn form(text: Style, index: usize) -> Style {
    let mut style = text;
    if index & 1 != 0 {
        style = style.add_modifier(Modifier::BOLD);
    }
    if index & 2 != 0 {
        style = style.add_modifier(Modifier::UNDERLINED);
    }
    if index & 4 != 0 {
        style = style.add_modifier(Modifier::ITALIC);
    }
    style
}

#[expect(clippy::indexing_slicing, reason = "as many styles as there were")]
const fn dimmed(mut styles: [Style; Alternative::COUNT]) -> [Style; Alternative::COUNT] {
    let mut index = 0;
    while index < styles.len() {
        styles[index] = dim(styles[index]);
        index += 1;
    }
    styles
}

/// Series as faint as they can be read on the background. Terminals differ much in how they dim a colour, so this is
/// not left to them where the colours are known.
fn faint(colours: &Colours, otherwise: [Style; Alternative::COUNT]) -> [Style; Alternative::COUNT] {
    let level = colours.level();
    let mut faint = otherwise;
    for (style, colour) in faint.iter_mut().zip(colours.series) {
        if let Some((full, ground)) = rgb(colour).zip(rgb(colours.background)) {
            let readable = (50..100).map(|percent| full.over(ground, percent));
            let mixed = readable.into_iter().find(|mixed| mixed.contrast(ground) >= level).unwrap_or(full);
            *style = Style::new().fg(Color::Rgb(mixed.0, mixed.1, mixed.2));
        }
    }
    faint
}

impl Default for Theme {
    fn default() -> Self {
        Self::sixteen_colours()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_is_invisible_on_a_dark_or_a_light_background() {
        let invisible =
            [Color::Black, Color::White, Color::Gray, Color::DarkGray, Color::Yellow, Color::LightYellow];
        for style in Theme::sixteen_colours().all() {
            assert_eq!(style.bg, None, "{style:?}");
            assert!(!invisible.iter().any(|colour| style.fg == Some(*colour)), "{style:?}");
        }
    }

    #[test]
    fn monochrome_has_no_colour_and_still_tells_things_apart() {
        let theme = Theme::monochrome();
        assert!(theme.all().iter().all(|style| style.fg.is_none() && style.bg.is_none()));
        assert_ne!(theme.cursor_cell, theme.selected_row);
        assert_ne!(theme.good, theme.bad);
        assert_ne!(theme.border, theme.border_focused);
    }

    #[test]
    fn series_differ_from_each_other() {
        for theme in [Theme::sixteen_colours(), Theme::monochrome()] {
            for (index, style) in theme.series.iter().enumerate() {
                assert!(!theme.series[..index].contains(style), "series {index}");
            }
        }
    }
}
