//! From the command line to facts and a scenario: what is read, and what goes before what.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::arguments::{Options, command};
use super::failure::Failure;
use super::{PROGRAM, folders};
use crate::catalog::{Catalog, did_you_mean};
use crate::explorer::documents::KnownFile;
use crate::model::Facts;
use crate::quote::decoded;
use crate::scenario::definitions::UnusableFact;
use crate::scenario::preset::Preset;
use crate::scenario::{Definitions, Scenario, assignment, file, preset, registry};

/// No file that people write is larger, bytes; what is, is some other file.
const LARGEST_TEXT: u64 = 1 << 20;

/// Reads the facts and the scenario: a file or preset, overruled by `--edition` and `--as-of`, and these by `--set`.
pub(super) fn open(
    scenario: Option<&Path>,
    options: &Options,
    today: Date,
) -> Result<(Facts, Scenario), Failure> {
    open_file(scenario, options, today).map(|(facts, scenario, _)| (facts, scenario))
}

/// The same with the file that the scenario was read from, if it was.
pub(super) fn open_file(
    scenario: Option<&Path>,
    options: &Options,
    today: Date,
) -> Result<(Facts, Scenario, Option<KnownFile>), Failure> {
    let facts = facts(options.data.as_deref())?;
    let (scenario, file) = open_with(&facts, scenario, options, today)?;
    Ok((facts, scenario, file))
}

/// A scenario under facts that have been read, with its file if it has one.
pub(super) fn open_with(
    facts: &Facts,
    scenario: Option<&Path>,
    options: &Options,
    today: Date,
) -> Result<(Scenario, Option<KnownFile>), Failure> {
    let definitions = &facts.definitions;
    let is_stream = scenario.is_some_and(is_standard_input);
    let (mut opened, file) = match scenario {
        Some(path) if is_stream => (from_file(definitions, path, today)?.0, None),
        Some(name) => match known(name) {
            Some(Known::Preset(preset)) => {
                // A preset fits the built-in facts; what it names may be gone from a data directory.
                let scenario = preset.scenario(definitions, today);
                (scenario.map_err(|error| Failure::Use(error.to_string()))?, None)
            }
            Some(Known::Saved(path)) => known_file(definitions, &path, today)?,
            None if is_path(name) || name.exists() => known_file(definitions, name, today)?,
            None => return Err(unknown(name)),
        },
        None => match preset::all().first() {
            Some(preset) => (preset.scenario(definitions, today).map_err(|error| broken(&error))?, None),
            None => (Scenario::new(PROGRAM, today), None),
        },
    };
    // A file means the same on every machine.
    let usual = options.usual_edition.filter(|_| file.is_none() && !is_stream);
    if let Some(edition) = options.edition.or(usual) {
        opened.edition = edition;
    }
    if let Some(date) = &options.as_of {
        definitions
            .parse(registry::AS_OF, date)
            .and_then(|date| definitions.keep(&mut opened, registry::AS_OF, date))
            .map_err(|error| Failure::Use(format!("--as-of: {error}")))?;
    }
    assignment::assign(definitions, &mut opened, options.set.iter().map(String::as_str))
        .map_err(|error| Failure::Use(format!("--set: {error}")))?;
    Ok((opened, file))
}

/// The built-in facts, with those of a directory laid over them.
pub(super) fn facts(directory: Option<&Path>) -> Result<Facts, Failure> {
    let catalog = catalog(directory)?;
    Facts::new(catalog).map_err(|missing| lacking(place(directory), &missing))
}

/// Says where in a directory what is missing or wrong would stand, as exactly as is known.
pub(super) fn lacking(directory: &Path, missing: &UnusableFact) -> Failure {
    Failure::Use(match missing.place {
        Some(_) => missing.to_string(),
        None => format!("{}: {missing}", directory.display()),
    })
}

/// The built-in figures, with those of a directory laid over them.
pub(super) fn catalog(directory: Option<&Path>) -> Result<Catalog, Failure> {
    Catalog::load(directory).map_err(|errors| {
        let problems = errors.problems();
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        let more = match problems.len() {
            0 | 1 => String::new(),
            count => format!(
                "\n{} more; `{PROGRAM} data check {}` lists them",
                count - 1,
                place(directory).display()
            ),
        };
        Failure::Use(first + &more)
    })
}

fn place(directory: Option<&Path>) -> &Path {
    directory.unwrap_or(Path::new("built-in data"))
}

/// Whether standard input is meant, not a file.
pub(super) fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// What is to be read, with its name: a file, or standard input for `-`.
pub(super) fn stream(path: &Path) -> Result<(Cow<'_, str>, Box<dyn Read>), Failure> {
    if is_standard_input(path) {
        return Ok((STANDARD_INPUT.into(), Box::new(io::stdin().lock())));
    }
    let file = File::open(path).map_err(|error| Failure::Use(unreadable(path, &error)))?;
    Ok((path.to_string_lossy(), Box::new(file)))
}

/// What messages call it.
pub(super) const STANDARD_INPUT: &str = "standard input";

/// Whether somebody says that a file is meant: a bare word is a name first.
pub(super) fn is_path(path: &Path) -> bool {
    let ends_as_folder = path
        .as_os_str()
        .as_encoded_bytes()
        .last()
        .is_some_and(|last| std::path::is_separator(char::from(*last)));
    ends_as_folder
        || path.extension().is_some_and(|extension| extension == "toml")
        || path.components().count() != 1
}

/// What a bare word stands for.
pub(super) enum Known {
    /// A scenario of the program.
    Preset(&'static Preset),
    /// A scenario in the folder for them.
    Saved(PathBuf),
}

/// The preset of a bare word, or else the scenario that was saved under it, wherever a scenario is named: what a name
/// of a preset means does not depend on whose machine it is, nor on the folder; a file is asked for by its path.
/// Nothing if no such name is known, or a path is given.
pub(super) fn known(name: &Path) -> Option<Known> {
    if is_path(name) {
        return None;
    }
    let text = name.to_string_lossy();
    if let Some(preset) = preset::named(&text) {
        return Some(Known::Preset(preset));
    }
    let saved = folders::folders().resolve(&text).ok().filter(|path| path.is_file());
    saved.map(Known::Saved)
}

fn known_file(
    definitions: &Definitions,
    path: &Path,
    today: Date,
) -> Result<(Scenario, Option<KnownFile>), Failure> {
    let (scenario, text) = from_file(definitions, path, today)?;
    Ok((scenario, Some(KnownFile { path: path.to_owned(), text })))
}

/// The scenario of a file, or of standard input for `-`, and the text that it was read from.
pub(super) fn from_file(
    definitions: &Definitions,
    path: &Path,
    today: Date,
) -> Result<(Scenario, String), Failure> {
    let (name, text) = read_text(path, "scenario")?;
    let stem = if is_standard_input(path) {
        PROGRAM.into()
    } else {
        path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy()
    };
    file::read(definitions, &name, &text, Scenario::new(stem, today))
        .map(|scenario| (scenario, text))
        .map_err(|error| Failure::Use(error.to_string()))
}

/// Refuses what is there and no file: what is read from a pipe cannot be saved there again, and a folder is no scenario.
pub(super) fn require_file(path: &Path) -> Result<(), String> {
    if path.exists() && !path.is_file() {
        return Err(format!("{} is no file: give the name of one", path.display()));
    }
    Ok(())
}

/// Why a file cannot be read, in words.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{path}: there is no such file; check its name and folder"),
        io::ErrorKind::IsADirectory => format!("{path}: cannot be read: a folder; give a file in it"),
        _ => format!("{path}: cannot be read: {error}; give another file"),
    }
}

/// The text of a small file that somebody wrote, a scenario, say, with the name of the file; standard input for `-`.
pub(super) fn read_text<'p>(path: &'p Path, kind: &str) -> Result<(Cow<'p, str>, String), Failure> {
    let (name, stream) = stream(path)?;
    let mut bytes = Vec::new();
    stream
        .take(LARGEST_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::Use(unreadable(Path::new(&*name), &error)))?;
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(Failure::Use(format!(
            "{name}: larger than 1 MiB, which no {kind} is; give a {kind} file"
        )));
    }
    let text = decoded(bytes).map_err(|(line, column)| {
        Failure::Use(format!("{name}:{line}:{column}: not UTF-8 text from here on; save the file as UTF-8"))
    })?;
    Ok((name, text))
}

/// A preset compiled into the program is broken, which its tests rule out.
fn broken(error: &file::FileError) -> Failure {
    Failure::Run(error.to_string())
}

/// The refusal of a bare word that nothing has as its name.
fn unknown(name: &Path) -> Failure {
    let text = name.to_string_lossy();
    // What is meant for a command is taken for a preset where a scenario is expected.
    let commands = command();
    if commands.find_subcommand(&*text).is_some() {
        return Failure::Use(format!(
            "{text} is a command: no -- and no other command stands in front of it"
        ));
    }
    let saved: Vec<String> =
        folders::saved(&folders::folders()).into_iter().map(|listed| listed.name).collect();
    let presets = preset::all().iter().map(|preset| preset.name.as_str());
    let names = presets.chain(saved.iter().map(String::as_str));
    let candidates = names.chain(commands.get_subcommands().map(clap::Command::get_name));
    let hint = did_you_mean(&text, candidates);
    Failure::Use(format!(
        "there is no preset, saved scenario, command or file {text}; `{PROGRAM} presets` lists the presets.{hint}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_asked_for_stays_also_when_it_is_today() {
        let today = jiff::civil::date(2026, 11, 22);
        let options = Options { as_of: Some(today.to_string()), ..Options::default() };
        let own =
            |options: &Options| open(None, options, today).unwrap().1.explicit(registry::AS_OF).is_some();
        assert!(own(&options), "it does not move on with the days");
        assert!(!own(&Options::default()));
    }
}
