//! Changes that nobody had time to save: kept when a signal, a lost terminal or an error ends the explorer, and told
//! of once by the next run.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::failure::Failure;
use super::log::Log;
use super::{PROGRAM, complain, files, save};
use crate::explorer::command::OPEN;
use crate::explorer::files::{Over, Refusal, Unsaved};
use crate::explorer::{Settings, State};
use crate::quote::harmless;

/// What the name of a file ends in that keeps such changes.
const RECOVERED: &str = "-recovered";

/// So much of a name is kept, in characters of at most four bytes: no file system takes names of any length.
const LONGEST_NAME: usize = 50;

/// Numbers that are tried where files of earlier runs bear the name.
const NUMBERS: u32 = 100;

/// How long the end of the program may be held up, by a disk that does not answer, say.
const PATIENCE: Duration = Duration::from_secs(2);

/// The file, beside what has been recovered, with the names that no run has told of yet, one a line.
const UNTOLD: &str = ".recovered";

/// Writes what is not saved into the folder of scenarios, and says where; the terminal has been given back.
pub(super) fn keep(state: &State, log: &Log) {
    let Some(unsaved) = state.unsaved() else { return };
    let outcome = match state.settings.folders.scenarios.clone() {
        Some(folder) => write_in_time(folder, unsaved),
        None => Err("there is no home folder".to_owned()),
    };
    let message = match outcome {
        Ok(path) => format!(
            "ended with unsaved changes; they are kept in {}, which `{PROGRAM} {}` opens",
            path.display(),
            path.file_stem().unwrap_or_default().display()
        ),
        Err(why) => format!("ended with unsaved changes, which are lost: {why}"),
    };
    log.line(&message);
    complain(&Failure::Run(message));
}

/// Writes on a thread, for which nobody waits for ever, or here if the system gives none.
fn write_in_time(folder: PathBuf, unsaved: Unsaved) -> Result<PathBuf, String> {
    let (sender, outcome) = channel();
    let work = Arc::new((folder, unsaved));
    let (folder, unsaved) = &*work;
    let on_thread = {
        let work = Arc::clone(&work);
        thread::Builder::new().name("recovery".to_owned()).spawn(move || {
            // Nobody takes it where it comes too late.
            let _ = sender.send(write(&work.0, &work.1));
        })
    };
    match on_thread {
        Ok(_) => outcome
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|_| Err(format!("the folder {} does not answer", folder.display()))),
        Err(_) => write(folder, unsaved),
    }
}

fn write(folder: &Path, unsaved: &Unsaved) -> Result<PathBuf, String> {
    files::make(folder).map_err(|error| save::unmade(folder, &error))?;
    for number in 1..=NUMBERS {
        let name = file_name(&unsaved.name, number);
        let path = folder.join(format!("{name}.toml"));
        match save::save(&path, &unsaved.text, &Over::Nothing) {
            Ok(()) => {
                let untold = folder.join(UNTOLD);
                let names = fs::read_to_string(&untold).unwrap_or_default();
                // Without it the file is there all the same, and listed.
                let _ = save::save(&untold, &format!("{names}{name}\n"), &Over::Anything);
                return Ok(path);
            }
            Err(Refusal::Exists | Refusal::Changed) => {}
            Err(Refusal::Failed(why)) => return Err(why),
        }
    }
    Err(format!("{} files of earlier runs are in the way in {}", NUMBERS, folder.display()))
}

/// The name, without its ending, under which changes of a scenario are kept. What may not stand in the name of a file,
/// or would mean something to a shell, becomes a hyphen.
fn file_name(scenario: &str, number: u32) -> String {
    let numbers = |rest: &str| rest.chars().all(|char| char == '-' || char.is_ascii_digit());
    let name = match scenario.rsplit_once(RECOVERED) {
        // Recovered before.
        Some((name, rest)) if numbers(rest) => name,
        _ => scenario,
    };
    let kept = |char: char| if char.is_alphanumeric() || "._".contains(char) { char } else { '-' };
    let name: String = name.chars().map(kept).take(LONGEST_NAME).collect();
    if number > 1 { format!("{name}{RECOVERED}-{number}") } else { format!("{name}{RECOVERED}") }
}

/// What there is to tell of earlier runs, once.
pub(super) fn news(settings: &Settings) -> Option<String> {
    let folder = settings.folders.scenarios.as_deref()?;
    let untold = folder.join(UNTOLD);
    let names = fs::read_to_string(&untold).ok()?;
    // What stays there would be told of for ever.
    fs::remove_file(&untold).ok()?;
    let is_there = |name: &&str| folder.join(format!("{name}.toml")).is_file();
    let names: Vec<&str> = names.lines().filter(is_there).collect();
    let (last, earlier) = names.split_last()?;
    let more = if earlier.is_empty() { String::new() } else { format!(" and {} more", earlier.len()) };
    let key = settings.keys.call(&OPEN);
    Some(format!("Unsaved changes were kept as {}{more}: {key} lists what to open.", harmless(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovered_file_is_named_after_its_scenario_whatever_that_is_called() {
        for (scenario, number, name) in [
            ("checkout", 1, "checkout-recovered"),
            ("checkout", 2, "checkout-recovered-2"),
            ("checkout-recovered", 2, "checkout-recovered-2"),
            ("checkout-recovered-2", 3, "checkout-recovered-3"),
            ("a-recovered-plan", 1, "a-recovered-plan-recovered"),
            ("../v1.2 (ours)\u{1b}", 1, "..-v1.2--ours---recovered"),
        ] {
            assert_eq!(file_name(scenario, number), name, "{scenario:?}");
        }
        assert!(file_name(&"界".repeat(500), NUMBERS).len() < 250);
    }
}
