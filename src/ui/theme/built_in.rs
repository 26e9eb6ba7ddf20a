//! The themes that come with the program.

use super::colours::Colours;
use super::file::{self, ThemeFile};
use crate::catalog::did_you_mean;
use crate::explorer::appearance::USUAL_THEME;
use crate::quote::harmless;
use crate::scenario::file::FileError;

/// A theme that comes with the program.
#[derive(Debug)]
pub struct BuiltIn {
    /// What it is called, for good: files and command lines name it.
    pub name: &'static str,
    source: Source,
}

#[derive(Debug)]
enum Source {
    /// What it is, and its colours: nothing has to be read.
    Constant(&'static str, Colours),
    /// The text of a file in `data/themes/`.
    File(&'static str),
}

/// The name of the usual one.
pub const TERMINAL: &str = USUAL_THEME;
/// The name of the one without colours.
pub const MONO: &str = "mono";

/// All of them, the usual one first.
pub static ALL: [BuiltIn; 6] = [
    BuiltIn {
        name: TERMINAL,
        source: Source::Constant("the terminal's own sixteen colours and background", Colours::TERMINAL),
    },
    BuiltIn { name: "dark", source: Source::File(include_str!("../../../data/themes/dark.toml")) },
    BuiltIn { name: "light", source: Source::File(include_str!("../../../data/themes/light.toml")) },
    BuiltIn {
        name: "high-contrast",
        source: Source::File(include_str!("../../../data/themes/high-contrast.toml")),
    },
    BuiltIn {
        name: "colour-blind",
        source: Source::File(include_str!("../../../data/themes/colour-blind.toml")),
    },
    BuiltIn {
        name: MONO,
        source: Source::Constant("no colour: bold, dim, underlined and reversed", Colours::NONE),
    },
];

impl BuiltIn {
    /// What it is, and its colours.
    ///
    /// # Errors
    /// When the file compiled into the program is broken, which a test rules out.
    pub fn read(&self) -> Result<ThemeFile, FileError> {
        match self.source {
            Source::Constant(about, colours) => Ok(ThemeFile { about: about.to_owned(), colours }),
            Source::File(text) => file::read(&format!("data/themes/{}.toml", self.name), text),
        }
    }

    /// Its colours.
    ///
    /// # Errors
    /// As [`BuiltIn::read`].
    pub fn colours(&self) -> Result<Colours, FileError> {
        self.read().map(|file| file.colours)
    }
}

/// The theme with a name.
pub fn named(name: &str) -> Option<&'static BuiltIn> {
    ALL.iter().find(|theme| theme.name == name)
}

/// A sentence about a name that no theme has: which there are, among them `others`, and which one may be meant.
pub fn unknown<'a>(name: &'a str, others: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = ALL.iter().map(|theme| theme.name).chain(others).collect();
    let hint = did_you_mean(name, names.iter().copied());
    format!(
        "there is no theme {}; there are {}, and files of your own.{hint}",
        harmless(name),
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_compiled_in_and_whole() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/themes");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let mut names: Vec<&str> = ALL
            .iter()
            .filter(|theme| matches!(theme.source, Source::File(_)))
            .map(|theme| theme.name)
            .collect();
        names.sort_unstable();
        assert_eq!(files, names);
        for theme in &ALL {
            let file = theme.read().unwrap_or_else(|error| panic!("{error}"));
            assert!(!file.about.is_empty() && file.about.chars().count() <= 60, "{}", theme.name);
            if let Source::File(_) = theme.source {
                let Colours { background, foreground, muted, border, accent, good, bad, .. } = file.colours;
                let Colours { warning, reference, selection, series, .. } = file.colours;
                let some = [background, foreground, muted, border, accent, good, bad, warning, reference];
                let more = [&[selection], series.as_slice()].concat();
                assert!(some.iter().chain(&more).all(Option::is_some), "{}", theme.name);
            }
        }
    }

    #[test]
    fn a_mistyped_name_finds_the_one_that_is_meant() {
        let sentence = unknown("color-blind", std::iter::empty());
        assert!(sentence.ends_with("Did you mean colour-blind?"), "{sentence}");
        assert!(unknown("mime", ["mine"].into_iter()).ends_with("Did you mean mine?"));
        assert!(ALL.iter().all(|theme| sentence.contains(theme.name)));
    }
}
