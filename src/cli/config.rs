//! Where the configuration stands, reading it, and `config`.

use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use super::arguments::{ConfigAction, Configuration, Options};
use super::failure::Failure;
use super::{PROGRAM, folders, open, themes};
use crate::catalog::Edition;
use crate::config::{self, Config, Named};
use crate::ui::theme::Depth;

/// Names the file instead of the usual one; empty means none.
const VARIABLE: &str = "RUNTIME_EXPLORER_CONFIG";

/// A file that may say something.
enum Place {
    /// The command line names it: it has to be there.
    Named(PathBuf),
    /// The environment does: likewise.
    FromEnvironment(PathBuf),
    /// It need not be there.
    Usual(PathBuf),
}

fn place(configuration: &Configuration) -> Option<Place> {
    if configuration.no_config {
        return None;
    }
    if let Some(path) = &configuration.config {
        return Some(Place::Named(path.clone()));
    }
    match std::env::var_os(VARIABLE) {
        Some(name) if name.is_empty() => None,
        Some(name) => Some(Place::FromEnvironment(name.into())),
        None => folders::configuration().map(Place::Usual),
    }
}

/// The file that says what is set for every run, or would if it were there.
pub(super) fn file(configuration: &Configuration) -> Option<PathBuf> {
    match place(configuration)? {
        Place::Named(path) | Place::FromEnvironment(path) | Place::Usual(path) => Some(path),
    }
}

/// What the user has set, if anything: a folder that does not exist or cannot be looked into holds nothing.
pub(super) fn load(configuration: &Configuration) -> Result<Config, Failure> {
    let (path, text) = match place(configuration) {
        Some(Place::Named(path)) => read(path)?,
        Some(Place::FromEnvironment(path)) => read(path).map_err(named_by_variable)?,
        Some(Place::Usual(path)) if path.exists() => read(path)?,
        Some(Place::Usual(_)) | None => return Ok(Config::default()),
    };
    config::read(&path, &text).map_err(|error| avoidable(&error))
}

/// A file with its text.
fn read(path: PathBuf) -> Result<(PathBuf, String), Failure> {
    let (_, text) = open::read_text(&path, "configuration")?;
    Ok((path, text))
}

/// The same failure with the variable that names the file, of which nobody thinks.
fn named_by_variable(failure: Failure) -> Failure {
    match failure {
        Failure::Use(message) => Failure::Use(format!("{VARIABLE}={message}")),
        failure => failure,
    }
}

/// A mistake of the configuration, which nobody needs to read.
fn avoidable(mistake: &dyn Display) -> Failure {
    Failure::Use(format!("{mistake}\n`{PROGRAM} --no-config` does without"))
}

/// Why what the configuration names cannot be had, with the place that asks for it.
pub(super) fn blamed<T>(why: Failure, named: &Named<T>) -> Failure {
    match why {
        Failure::Use(message) => avoidable(&format_args!("{}: {message}", named.place)),
        why => why,
    }
}

/// The directory of figures that the configuration names.
///
/// # Errors
/// When it is not there.
fn directory(named: &Named<PathBuf>) -> Result<PathBuf, Failure> {
    let found = folders::folders().at_home(named.name.clone()).and_then(|path| match fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Ok(path),
        Ok(_) => Err(format!("{} is no directory: name one", path.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("there is no directory {}: make it, or name another", path.display()))
        }
        Err(error) => Err(format!("{}: {error}: name another directory", path.display())),
    });
    found.map_err(|why| blamed(Failure::Use(why), named))
}

impl Options {
    /// These options and what has been set for every run, which they overrule.
    ///
    /// # Errors
    /// When that names figures that are not there.
    pub(super) fn over(self, config: &Config) -> Result<Self, Failure> {
        let usual = || config.data.as_ref().map(directory).transpose();
        let data = self.data.map_or_else(usual, |data| Ok(Some(data)))?;
        Ok(Self { data, usual_edition: config.edition, ..self })
    }

    /// The edition that has been asked for, or else is usual.
    pub(super) fn edition(&self) -> Option<Edition> {
        self.edition.or(self.usual_edition)
    }
}

pub(super) fn run(
    action: ConfigAction,
    configuration: &Configuration,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let path = || {
        file(configuration).ok_or_else(|| {
            Failure::Use(format!(
                "no configuration is read: --no-config or an empty {VARIABLE} says so, or HOME is no absolute path"
            ))
        })
    };
    match action {
        ConfigAction::Path => writeln!(out, "{}", path()?.display())?,
        ConfigAction::Check => {
            let path = path()?;
            let config = load(configuration)?;
            if let Some(theme) = &config.theme {
                themes::named(&theme.name, Depth::Full).map_err(|failure| blamed(failure, theme))?;
            }
            open::facts(Options::default().over(&config)?.data.as_deref())?;
            let found = if path.exists() { "no problems" } else { "no such file, which sets nothing" };
            writeln!(out, "{}: {found}", path.display())?;
        }
        ConfigAction::Default => out.write_all(config::sample().as_bytes())?,
    }
    Ok(())
}
