//! What a user sets once for every run: `config.toml`.
//!
//! ```toml
//! schema = 1
//! edition = "article"
//! data = "my-data"
//!
//! [keys]
//! quit = ["Q"]
//! ```

mod keys;
mod sample;

use std::path::{Path, PathBuf};

use crate::catalog::{Edition, nearest};
use crate::explorer::KeyMap;
use crate::quote::harmless;
use crate::scenario::file::{FileError, Item, Source, in_order};
pub use sample::sample;

/// The version of the format that this program reads.
pub const SCHEMA: i64 = 1;

/// What has been set; all that has not is as the program has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The name of a theme; whether there is one of that name is for the caller to say.
    pub theme: Option<Named<String>>,
    /// Whether screens are made of ASCII alone, whatever the locale says.
    pub ascii: Option<bool>,
    /// The edition of the figures for scenarios that come from no file.
    pub edition: Option<Edition>,
    /// The directory that is laid over the built-in figures; one that begins with `~` is in the home folder, which the
    /// caller knows.
    pub data: Option<Named<PathBuf>>,
    /// The keys.
    pub keys: KeyMap,
}

/// What something is called that has to be looked for, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The name.
    pub name: T,
    /// File, line and column, from one, and the key: what a message about it begins with.
    pub place: String,
}

/// The keys of the file, beside `schema`.
const TOP_KEYS: [&str; 6] = ["schema", "theme", "ascii", "edition", "data", keys::TABLE];

/// Reads a configuration from the text of a file; a directory in it is relative to that file.
///
/// # Errors
/// The first mistake with line and column: broken TOML, a key or command that does not exist with the nearest one that
/// does, something that is no key, a key that would call two commands.
pub fn read(file: &Path, text: &str) -> Result<Config, FileError> {
    let name = file.display().to_string();
    let source = Source { file: &name, text };
    let document = source.parse()?;
    source.check_schema(&document, SCHEMA)?;
    let mut config = Config::default();
    for (key, item) in in_order(&document) {
        match key.get_ref().as_ref() {
            "schema" => {}
            "theme" => {
                let name = not_empty(source, item, "theme")?.to_owned();
                config.theme = Some(Named { name, place: place(source, item, "theme") });
            }
            "ascii" => config.ascii = Some(switch(source, item, "ascii")?),
            "edition" => config.edition = Some(source.edition(item)?),
            "data" => {
                let folder = file.parent().unwrap_or(Path::new(""));
                let directory = Path::new(not_empty(source, item, "data")?);
                let is_at_home = directory.starts_with("~");
                let name = if is_at_home { directory.to_owned() } else { folder.join(directory) };
                config.data = Some(Named { name, place: place(source, item, "data") });
            }
            keys::TABLE => config.keys = keys::read(source, item)?,
            other => {
                let hint = nearest(other, TOP_KEYS).map_or_else(
                    || format!("the keys are {}", TOP_KEYS.join(", ")),
                    |near| format!("did you mean {near}?"),
                );
                return Err(
                    source.error(key.span().start, format!("there is no key {}: {hint}", harmless(other)))
                );
            }
        }
    }
    Ok(config)
}

/// The place of the value of a key, for messages about it.
fn place(source: Source<'_>, item: &Item<'_>, key: &str) -> String {
    let (line, column) = source.place(item.span().start);
    format!("{}:{line}:{column}: {key}", source.file)
}

fn not_empty<'i>(source: Source<'_>, item: &'i Item<'_>, key: &str) -> Result<&'i str, FileError> {
    let text = source.string(item, key)?;
    if text.is_empty() {
        return Err(source.error(item.span().start, format!("{key} is empty: give a name, or leave it out")));
    }
    Ok(text)
}

fn switch(source: Source<'_>, item: &Item<'_>, key: &str) -> Result<bool, FileError> {
    let is_on = item.get_ref().as_bool();
    is_on.ok_or_else(|| source.error(item.span().start, format!("{key} must be true or false")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let text = "schema = 1\ntheme = 'light'\nascii = true\nedition = 'article'\ndata = 'mine'\n";
        let config = read(Path::new("/etc/x/config.toml"), text).unwrap();
        let expected = Config {
            theme: Some(Named {
                name: "light".to_owned(),
                place: "/etc/x/config.toml:2:9: theme".to_owned(),
            }),
            ascii: Some(true),
            edition: Some(Edition::Article),
            data: Some(Named {
                name: PathBuf::from("/etc/x/mine"),
                place: "/etc/x/config.toml:5:8: data".to_owned(),
            }),
            keys: KeyMap::default(),
        };
        assert_eq!(config, expected);
    }

    #[test]
    fn a_whole_path_stays_as_it_is() {
        let config = read(Path::new("a/config.toml"), "schema = 1\ndata = '/srv/figures'").unwrap();
        assert_eq!(config.data.unwrap().name, PathBuf::from("/srv/figures"));
    }
}
