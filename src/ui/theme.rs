//! What each thing on the screen looks like, by meaning.

use ratatui::style::{Color, Modifier, Style};

/// Styles by meaning.
///
/// Colour never carries a meaning alone: good and bad have arrows, series have letters and markers, and the cursor
/// is reversed, so that [`Theme::monochrome`] and colour-blind readers lose nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
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
    /// Four series or options side by side.
    pub series: [Style; 4],
}

impl Theme {
    /// The terminal's own sixteen colours on its own background.
    ///
    /// Whoever set the terminal up has made these colours readable, on dark and light backgrounds alike; black, white
    /// and yellow, which vanish on one of them, are not used. Good and bad are blue and red, and the series differ in
    /// the blue-yellow direction or in lightness, which remain with the common red-green deficiencies.
    pub const fn sixteen_colours() -> Self {
        let mut theme = Self::monochrome();
        theme.border_focused = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        theme.key = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        theme.accent = Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD);
        theme.good = Style::new().fg(Color::LightBlue);
        theme.bad = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
        theme.reference = Style::new().fg(Color::Red);
        theme.series = [
            Style::new().fg(Color::Green),
            Style::new().fg(Color::Magenta),
            Style::new().fg(Color::Cyan),
            Style::new().add_modifier(Modifier::BOLD),
        ];
        theme
    }

    /// Bold, dim, underlined and reversed only, for `NO_COLOR` and terminals without colours.
    pub const fn monochrome() -> Self {
        let plain = Style::new();
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM);
        let underlined = Style::new().add_modifier(Modifier::UNDERLINED);
        Self {
            text: plain,
            muted: dim,
            strong: bold,
            border: dim,
            border_focused: bold,
            title: bold,
            header: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            key: bold,
            selected_row: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            cursor_cell: Style::new().add_modifier(Modifier::REVERSED),
            good: bold,
            bad: Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            warning: underlined,
            accent: bold,
            track: dim,
            thumb: bold,
            mark: plain,
            axis: dim,
            reference: plain,
            series: [
                plain,
                bold,
                underlined,
                Style::new().add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            ],
        }
    }

    /// The theme for the values of the environment variables `NO_COLOR` and `TERM`.
    ///
    /// As <https://no-color.org> has it, an empty `NO_COLOR` counts as absent.
    pub fn from_environment(no_color: Option<&str>, term: Option<&str>) -> Self {
        let refused = no_color.is_some_and(|value| !value.is_empty());
        if refused || term == Some("dumb") { Self::monochrome() } else { Self::sixteen_colours() }
    }

    /// Whether the four series cannot be told apart by colour.
    pub fn is_monochrome(&self) -> bool {
        self.series.iter().all(|style| style.fg.is_none())
    }

    /// Every style, for checks that concern all of them.
    #[cfg(test)]
    fn all(&self) -> Vec<Style> {
        let Self { text, muted, strong, border, border_focused, title, header, key, .. } = *self;
        let Self { selected_row, cursor_cell, good, bad, warning, accent, .. } = *self;
        let Self { track, thumb, mark, axis, reference, series, .. } = *self;
        let single = [
            text,
            muted,
            strong,
            border,
            border_focused,
            title,
            header,
            key,
            selected_row,
            cursor_cell,
            good,
            bad,
            warning,
            accent,
            track,
            thumb,
            mark,
            axis,
            reference,
        ];
        [single.as_slice(), &series].concat()
    }
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

    #[test]
    fn the_environment_decides() {
        let from = Theme::from_environment;
        assert_eq!(from(None, Some("xterm-256color")), Theme::sixteen_colours());
        assert_eq!(from(Some(""), Some("xterm")), Theme::sixteen_colours());
        assert_eq!(from(Some("1"), Some("xterm")), Theme::monochrome());
        assert_eq!(from(None, Some("dumb")), Theme::monochrome());
        assert_eq!(from(None, None), Theme::sixteen_colours());
    }
}
