//! Themes by name: those of the program, and the user's own files.

use std::path::{Path, PathBuf};

use super::arguments::Drawing;
use super::failure::Failure;
use super::{folders, open};
use crate::config::Config;
use crate::explorer::Appearance;
use crate::explorer::appearance::ListedTheme;
use crate::ui::theme::file::ThemeFile;
use crate::ui::theme::{Depth, Theme, built_in, file};
use crate::widgets::glyphs::Glyphs;

/// How the explorer looks at first: what was asked for, or else what has been set, or else what the environment asks
/// for.
///
/// As <https://no-color.org> has it, an empty `NO_COLOR` counts as absent, and what somebody asks of this program goes
/// before it.
pub(super) fn appearance(drawing: &Drawing, config: &Config) -> Appearance {
    let variable = |name: &str| std::env::var(name).ok();
    let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
    let usual = if no_color { built_in::MONO } else { built_in::TERMINAL };
    let glyphs = || {
        Glyphs::from_environment(
            variable("LC_ALL").as_deref(),
            variable("LC_CTYPE").as_deref(),
            variable("LANG").as_deref(),
            variable("TERM").as_deref(),
        )
    };
    Appearance {
        theme: drawing
            .theme
            .as_ref()
            .or(config.theme.as_ref().map(|theme| &theme.name))
            .map_or_else(|| usual.to_owned(), String::clone),
        is_ascii: drawing.ascii || config.ascii.unwrap_or_else(|| !glyphs().unicode),
    }
}

/// What this terminal shows, from its environment; the terminal itself is not asked.
pub(super) fn depth() -> Depth {
    let variable = |name: &str| std::env::var(name).ok();
    Depth::from_environment(variable("COLORTERM").as_deref(), variable("TERM").as_deref())
}

/// The theme of a name, or of a file, on a terminal that shows so much.
pub(super) fn named(name: &str, depth: Depth) -> Result<Theme, Failure> {
    // Nothing has to be read for the usual one, with which most starts begin.
    if name == built_in::TERMINAL && depth >= Depth::Sixteen {
        return Ok(Theme::sixteen_colours());
    }
    read(name).map(|file| Theme::new(&file.colours, depth))
}

/// What a name means does not depend on whose machine it is: the themes of the program come first.
fn read(name: &str) -> Result<ThemeFile, Failure> {
    if let Some(theme) = built_in::named(name) {
        return theme.read().map_err(|error| Failure::Run(error.to_string()));
    }
    let path = Path::new(name);
    if path.components().count() != 1 || path.extension().is_some_and(|extension| extension == "toml") {
        let otherwise = format!("there is no theme {name:?}: give the name of one, or the path of its file");
        let path = folders::folders().expand(name, &otherwise).map_err(Failure::Use)?;
        return read_file(&path);
    }
    let file = folders::themes().map(|folder| folder.join(format!("{name}.toml")));
    if let Some(path) = file.filter(|path| path.is_file()) {
        return read_file(&path);
    }
    let own = own();
    Err(Failure::Use(built_in::unknown(name, own.iter().map(|(name, _)| name.as_str()))))
}

fn read_file(path: &Path) -> Result<ThemeFile, Failure> {
    let (_, text) = open::read_text(path, "theme")?;
    file::read(&path.display().to_string(), &text).map_err(|error| Failure::Use(error.to_string()))
}

/// Every theme that can be chosen by its name.
pub(super) fn listed() -> Vec<ListedTheme> {
    let about = |read: Result<ThemeFile, Failure>| {
        read.map(|file| file.about).map_err(|failure| failure.message().unwrap_or_default())
    };
    let built_in = built_in::ALL
        .iter()
        .map(|theme| ListedTheme { name: theme.name.to_owned(), about: about(read(theme.name)) });
    let own = own().into_iter().map(|(name, path)| ListedTheme { name, about: about(read_file(&path)) });
    built_in.chain(own).collect()
}

/// The user's own themes by name, with their files; what has the name of one of the program is out of reach.
fn own() -> Vec<(String, PathBuf)> {
    let files = folders::themes().into_iter().flat_map(|folder| folders::toml(&folder));
    let mut own: Vec<(String, PathBuf)> = files
        .filter_map(|path| Some((path.file_stem()?.to_str()?.to_owned(), path)))
        .filter(|(name, _)| built_in::named(name).is_none())
        .collect();
    own.sort();
    own
}
