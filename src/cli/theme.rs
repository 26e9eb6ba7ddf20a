//! The themes of pictures by their names.

use crate::picture::Palette;
use crate::ui::theme::Theme;

/// A theme that can be asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// What it is called.
    pub(super) name: &'static str,
    /// What it is, in a few words.
    pub(super) about: &'static str,
    /// Styles by meaning.
    pub(super) theme: Theme,
    /// What their colours stand for where no terminal decides.
    pub(super) palette: Palette,
}

/// The usual one.
pub(super) const USUAL: Named = Named {
    name: "dark",
    about: "sixteen colours on a dark background",
    theme: Theme::sixteen_colours(),
    palette: Palette::DARK,
};

/// All of them, the usual one first.
pub(super) static ALL: [Named; 3] = [
    USUAL,
    Named {
        name: "light",
        about: "sixteen colours on a light background",
        theme: Theme::sixteen_colours(),
        palette: Palette::LIGHT,
    },
    Named { name: "mono", about: "no colour at all", theme: Theme::monochrome(), palette: Palette::DARK },
];

/// The theme with a name.
pub(super) fn named(name: &str) -> Option<&'static Named> {
    ALL.iter().find(|theme| theme.name == name)
}
