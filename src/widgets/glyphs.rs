//! The characters that make up the screen, in Unicode and in ASCII.

use ratatui::symbols::border::{self, Set};

/// A set of characters for borders, bars, tracks and marks, each one column wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// The borders of panels.
    pub border: Set<'static>,
    /// A horizontal line: axes, and the track of a slider.
    pub horizontal: &'static str,
    /// The track of a slider that is painted by what would hold there.
    pub track: &'static str,
    /// The same where that breaks a limit.
    pub broken_track: &'static str,
    /// A vertical line: axes, cursors and columns.
    pub vertical: &'static str,
    /// The corner where two axes meet.
    pub corner: &'static str,
    /// A tick on a horizontal axis.
    pub tick: &'static str,
    /// A tick on a vertical axis.
    pub side_tick: &'static str,
    /// Bars from the left, of zero to eight eighths of a cell.
    pub eighths: [&'static str; 9],
    /// The movable mark of a slider.
    pub thumb: &'static str,
    /// Where a value is by default.
    pub default_mark: &'static str,
    /// Where a pinned value is.
    pub pinned_mark: &'static str,
    /// The visible part on the track of a scroll bar.
    pub scroll_thumb: &'static str,
    /// More to the left, right, above and below.
    pub more: [&'static str; 4],
    /// Better, and sorted upwards.
    pub up: &'static str,
    /// Worse, and sorted downwards.
    pub down: &'static str,
    /// Fulfilled.
    pub check: &'static str,
    /// Not fulfilled.
    pub cross: &'static str,
    /// What stands where text was cut off.
    pub ellipsis: &'static str,
    /// Fills for up to four parts of a bar.
    pub fills: [&'static str; 4],
    /// Lighter ones of the same four, for a cell that is filled for less than half.
    pub traces: [&'static str; 4],
    /// A busy lane: lower than a line, so that lanes below each other stay apart.
    pub busy: &'static str,
    /// Bars from the bottom, each higher than the one before; digits in ASCII, where nothing rises.
    pub rising: &'static [&'static str],
    /// Whether the set reaches beyond ASCII, and so whether a chart may use Braille patterns.
    pub unicode: bool,
}

impl Glyphs {
    /// Box drawing, block elements and geometric shapes.
    pub const UNICODE: Self = Self {
        border: border::ROUNDED,
        horizontal: "─",
        track: "━",
        broken_track: "╍",
        vertical: "│",
        corner: "└",
        tick: "┴",
        side_tick: "┤",
        eighths: [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"],
        thumb: "●",
        default_mark: "┼",
        pinned_mark: "◆",
        scroll_thumb: "█",
        more: ["◀", "▶", "▲", "▼"],
        up: "▲",
        down: "▼",
        check: "✓",
        cross: "✗",
        ellipsis: "…",
        fills: ["█", "▓", "▒", "░"],
        traces: ["▄", "▚", "▖", "·"],
        busy: "▇",
        rising: &["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        unicode: true,
    };

    /// For terminals and fonts without any of that.
    pub const ASCII: Self = Self {
        border: Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
        horizontal: "-",
        track: "=",
        broken_track: ".",
        vertical: "|",
        corner: "+",
        tick: "+",
        side_tick: "+",
        eighths: [" ", " ", "-", "-", "-", "=", "=", "=", "#"],
        thumb: "O",
        default_mark: "+",
        pinned_mark: "*",
        scroll_thumb: "#",
        more: ["<", ">", "^", "v"],
        up: "^",
        down: "v",
        check: "y",
        cross: "x",
        ellipsis: "~",
        fills: ["#", "=", "+", "."],
        traces: ["*", "-", ":", ","],
        busy: "#",
        rising: &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        unicode: false,
    };

    /// The set for the values of `LC_ALL`, `LC_CTYPE`, `LANG` and `TERM`.
    ///
    /// The first of the locale variables that is set and not empty decides, as in POSIX. The Linux console and dumb
    /// terminals lack the glyphs whatever the locale says.
    pub fn from_environment(
        lc_all: Option<&str>,
        lc_ctype: Option<&str>,
        lang: Option<&str>,
        term: Option<&str>,
    ) -> &'static Self {
        let locale = [lc_all, lc_ctype, lang].into_iter().flatten().find(|value| !value.is_empty());
        let utf8 = locale.is_some_and(|locale| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        });
        if utf8 && !matches!(term, Some("linux" | "dumb")) { &Self::UNICODE } else { &Self::ASCII }
    }
}

impl Default for Glyphs {
    fn default() -> Self {
        Self::UNICODE
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    fn all(glyphs: &Glyphs) -> Vec<&'static str> {
        let Set { top_left, top_right, bottom_left, bottom_right, .. } = glyphs.border;
        let Set { vertical_left, vertical_right, horizontal_top, horizontal_bottom, .. } = glyphs.border;
        let border = [top_left, top_right, bottom_left, bottom_right];
        let lines = [vertical_left, vertical_right, horizontal_top, horizontal_bottom];
        let Glyphs { horizontal, vertical, corner, tick, side_tick, thumb, default_mark, .. } = *glyphs;
        let Glyphs { pinned_mark, scroll_thumb, up, down, check, cross, ellipsis, busy, .. } = *glyphs;
        let axes = [horizontal, vertical, corner, tick, side_tick, thumb, default_mark];
        let marks = [pinned_mark, scroll_thumb, up, down, check, cross, ellipsis, busy];
        let Glyphs { eighths, more, fills, traces, rising, .. } = glyphs;
        [&border[..], &lines, &axes, &marks, eighths, more, fills, traces, rising].concat()
    }

    #[test]
    fn every_glyph_is_one_column_wide() {
        for glyph in all(&Glyphs::UNICODE).into_iter().chain(all(&Glyphs::ASCII)) {
            assert_eq!(glyph.width(), 1, "{glyph:?}");
        }
    }

    #[test]
    fn ascii_is_ascii() {
        assert!(all(&Glyphs::ASCII).iter().all(|glyph| glyph.is_ascii()));
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let unicode = |all, ctype, lang, term| Glyphs::from_environment(all, ctype, lang, term).unicode;
        assert!(unicode(None, None, Some("en_GB.UTF-8"), Some("xterm")));
        assert!(unicode(Some(""), None, Some("C.utf8"), None));
        assert!(unicode(None, Some("de_DE.UTF-8"), Some("C"), None));
        assert!(!unicode(Some("C"), None, Some("en_GB.UTF-8"), None));
        assert!(!unicode(None, None, Some("de_DE.ISO-8859-1"), None));
        assert!(!unicode(None, None, None, Some("xterm")));
        assert!(!unicode(None, None, Some("en_GB.UTF-8"), Some("linux")));
        assert!(!unicode(None, None, Some("en_GB.UTF-8"), Some("dumb")));
    }
}
