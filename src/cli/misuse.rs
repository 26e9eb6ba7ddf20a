//! What is wrong with a command line, in the one form that all messages of the program have: what, where, the nearest
//! known name, and where to look; on one line.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::arguments::command;
use super::failure::Failure;
use super::relevance::ignored;
use crate::catalog::did_you_mean;
use crate::quote::{harmless, listed};

/// Why a command line could not be read.
pub(super) fn failure(line: &[OsString], error: &Error) -> Failure {
    let place = Place::of(line);
    Failure::Use(place.message(error))
}

/// The command at which reading stopped.
struct Place {
    /// The definition of the whole program.
    program: Command,
    /// The names behind the program's, such as `data` and `show`.
    names: Vec<String>,
}

impl Place {
    /// Reads the line once more, as far as it can be read: an error does not say which command it is about.
    fn of(line: &[OsString]) -> Self {
        let mut names = Vec::new();
        if let Ok(matches) = command().ignore_errors(true).try_get_matches_from(line) {
            let mut behind = matches.subcommand();
            while let Some((name, matches)) = behind {
                names.push(name.to_owned());
                behind = matches.subcommand();
            }
        }
        let mut program = command();
        program.build();
        Self { program, names }
    }

    /// The definition of the command.
    fn command(&self) -> &Command {
        let step = |command, name| Command::find_subcommand(command, name).unwrap_or(command);
        self.names.iter().map(String::as_str).fold(&self.program, step)
    }

    /// The command as it is called.
    fn call(&self) -> String {
        std::iter::once(super::PROGRAM)
            .chain(self.names.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn message(&self, error: &Error) -> String {
        let word = |kind| match error.get(kind) {
            Some(ContextValue::String(word)) => word.as_str(),
            _ => "",
        };
        let words = |kind| match error.get(kind) {
            Some(ContextValue::Strings(words)) => words.clone(),
            Some(ContextValue::String(word)) => vec![word.clone()],
            _ => Vec::new(),
        };
        let call = self.call();
        let argument = word(ContextKind::InvalidArg);
        let name = self.name(argument);
        let value = word(ContextKind::InvalidValue);
        match error.kind() {
            ErrorKind::UnknownArgument => self.unknown(argument),
            ErrorKind::InvalidSubcommand => {
                no_command(self.command(), &call, word(ContextKind::InvalidSubcommand))
            }
            ErrorKind::MissingSubcommand => format!("`{call}` needs a command: {}", commands(self.command())),
            ErrorKind::InvalidValue => {
                let known = words(ContextKind::ValidValue);
                let give = if known.is_empty() {
                    format!("`{call} --help` says what")
                } else {
                    format!("give one of {}", known.join(", "))
                };
                if value.is_empty() {
                    return format!("{name} needs a value: {give}");
                }
                let hint = did_you_mean(value, known.iter().map(String::as_str));
                format!("{name} has no \"{}\": {give}.{hint}", harmless(value))
            }
            ErrorKind::ValueValidation => {
                let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
                format!("{name}: {why}")
            }
            ErrorKind::TooManyValues => format!("{name} takes no value: leave out \"{}\"", harmless(value)),
            ErrorKind::ArgumentConflict => {
                let others: Vec<String> =
                    words(ContextKind::PriorArg).iter().map(|other| self.name(other)).collect();
                if others.is_empty() || others.contains(&name) {
                    format!("{name} is given twice: leave one out")
                } else {
                    format!("{name} is given, and {} too: leave one out", listed(&others, "and"))
                }
            }
            ErrorKind::MissingRequiredArgument => {
                let missing = words(ContextKind::InvalidArg);
                let (verb, what) = if missing.len() == 1 { ("is", "it is") } else { ("are", "they are") };
                format!("{} {verb} missing: `{call} --help` says what {what}", listed(&missing, "and"))
            }
            ErrorKind::InvalidUtf8 => "an argument is not UTF-8 text: give it as UTF-8".to_owned(),
            // Nothing in the definition leads to the others.
            kind => format!("{kind}: `{call} --help` says what can be given"),
        }
    }

    /// An argument as people give it, without what stands for its value in the usage.
    fn name(&self, shown: &str) -> String {
        let argument = self.command().get_arguments().find(|argument| argument.to_string() == shown);
        match argument.and_then(clap::Arg::get_long) {
            Some(long) => format!("--{long}"),
            None => harmless(shown),
        }
    }

    /// An option that the command does not know, or a word too many.
    fn unknown(&self, argument: &str) -> String {
        let (call, shown) = (self.call(), harmless(argument));
        // A lone dash is standard input.
        if argument == "-" || !argument.starts_with('-') {
            return too_many(argument, &call);
        }
        let options = |command: &Command| -> Vec<String> {
            let visible = command.get_arguments().filter(|argument| !argument.is_hide_set());
            visible.filter_map(|argument| Some(format!("--{}", argument.get_long()?))).collect()
        };
        let own = options(self.command());
        let elsewhere = |command: &Command| options(command).iter().any(|option| option == argument);
        if argument != "--version" && elsewhere(&self.program) {
            return ignored(argument, &self.names.join(" "));
        }
        let takers: Vec<String> = self
            .program
            .get_subcommands()
            .filter(|command| elsewhere(command))
            .map(|command| format!("`{} {}`", super::PROGRAM, command.get_name()))
            .collect();
        let remedy = match takers.as_slice() {
            [] => format!("`{call} --help` lists what it has"),
            takers => format!("{} takes it", listed(takers, "or")),
        };
        let hint = did_you_mean(argument, own.iter().map(String::as_str));
        format!("`{call}` has no option {shown}; {remedy}.{hint}")
    }
}

/// Says that a command, as it is called, takes no such word.
pub(super) fn too_many(word: &str, call: &str) -> String {
    format!("\"{}\" is one word too many: `{call} --help` says what can be given", harmless(word))
}

/// Says that a command, as it is called, has none of this name behind it.
pub(super) fn no_command(command: &Command, call: &str, name: &str) -> String {
    let hint = did_you_mean(name, command.get_subcommands().map(Command::get_name));
    format!("`{call}` has no command {}: {}.{hint}", harmless(name), commands(command))
}

/// Which commands there are behind one.
fn commands(command: &Command) -> String {
    let names = command.get_subcommands().map(Command::get_name).filter(|name| *name != "help");
    format!("give one of {}", names.collect::<Vec<_>>().join(", "))
}
