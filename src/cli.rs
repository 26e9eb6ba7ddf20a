//! The command line: the edge at which the program meets files, the clock, streams and exit codes.

mod arguments;
mod compare;
mod config;
mod data;
mod errand;
mod export;
mod failure;
mod files;
mod folders;
mod foreseer;
mod import;
mod lists;
mod log;
mod long_run;
mod man;
mod metronome;
mod misuse;
mod open;
mod reading;
mod recovery;
mod refiner;
mod relevance;
mod report;
mod save;
mod screen;
mod snapshot;
mod themes;

use std::ffi::OsString;
use std::io::{self, BufWriter, Write};
use std::panic::resume_unwind;
use std::thread;

use jiff::Zoned;
use jiff::civil::Date;

use arguments::{Arguments, Command, Configuration, Drawing, Explorer, Options};
use failure::Failure;
use log::Log;

use crate::catalog::Edition;
use crate::config::Config;
use crate::explorer::documents::Folders;
use crate::explorer::{Settings, count_processors};
use crate::terminal::{Screen, is_interactive};

/// The name of the program, as messages and completions use it.
const PROGRAM: &str = "runtime-explorer";

/// Runs the program with its arguments, the name of the program first, and returns the exit code: 0; 1 when
/// something failed that was rightly asked for; 2 when it was wrongly asked for or the input is bad.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let log = match Log::open() {
        Ok(log) => log,
        Err(failure) => return complain(&failure),
    };
    log.line(format_args!(
        "{PROGRAM} {}: {:?}",
        env!("CARGO_PKG_VERSION"),
        arguments.get(1..).unwrap_or(&[])
    ));
    let result = match arguments::read(&arguments) {
        Ok((arguments, matches)) => relevance::configuration(&matches).and_then(|configuration| {
            // Once: a run at midnight is of one day.
            dispatch(arguments, &configuration, Zoned::now().date(), &log)
        }),
        // Help and version are output like any other, which may break off at a closed pipe.
        Err(error) if !error.use_stderr() => error.print().map(|()| 0).map_err(Failure::from),
        Err(error) => Err(misuse::failure(&arguments, &error)),
    };
    let status = result.unwrap_or_else(|failure| {
        if let Some(message) = failure.message() {
            log.line(message);
        }
        complain(&failure)
    });
    log.line(format_args!("ends with {status}"));
    status
}

/// Says what went wrong, and returns the exit code.
fn complain(failure: &Failure) -> u8 {
    if let Some(message) = failure.message() {
        // Nowhere is left to complain to when standard error is gone too.
        let _ = writeln!(io::stderr().lock(), "{PROGRAM}: {message}");
    }
    failure.status()
}

fn dispatch(
    arguments: Arguments,
    configuration: &Configuration,
    today: Date,
    log: &Log,
) -> Result<u8, Failure> {
    let Arguments { explorer: Explorer { scenario, options, drawing }, command } = arguments;
    let Some(command) = command else {
        let config = config::load(configuration)?;
        return explore(
            &options.over(&config)?,
            &drawing,
            scenario.as_deref(),
            config,
            configuration,
            today,
            log,
        );
    };
    if let Some(scenario) = scenario {
        return Err(Failure::Use(format!(
            "{}: a scenario stands behind the command: `{PROGRAM} report SCENARIO`",
            scenario.display()
        )));
    }
    let (options, drawing) = relevance::gather(&command, options, drawing, configuration)?;
    let mut out = BufWriter::new(io::stdout().lock());
    // Read only for commands that it concerns, so that a broken one is not in the way of those that help to mend it.
    let config = || config::load(configuration);
    let configured = |options: Options| config().and_then(|config| options.over(&config));
    match command {
        Command::Report(command) => report::run(&command, &configured(options)?, today, &mut out)?,
        Command::Compare(command) => compare::run(&command, &configured(options)?, today, &mut out)?,
        Command::Snapshot(command) => snapshot::run(&command, &options, &drawing, today, &mut out)?,
        Command::Data(command) => data::run(command.action, options, config, &mut out)?,
        Command::Parameters(_) => lists::parameters(&configured(options)?, today, &mut out)?,
        Command::Import(command) => import::run(&command, options, &config()?, today, &mut out)?,
        Command::Config { action } => config::run(action, configuration, &mut out)?,
        Command::Presets => lists::presets(&mut out)?,
        Command::Completions { shell } => {
            // Into memory: the generator panics when its writer fails.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut arguments::command(), PROGRAM, &mut script);
            out.write_all(&script)?;
        }
        Command::Man { names } => man::run(&names, &mut out)?,
    }
    out.flush()?;
    Ok(0)
}

fn explore(
    options: &Options,
    drawing: &Drawing,
    scenario: Option<&std::path::Path>,
    config: Config,
    configuration: &Configuration,
    today: Date,
    log: &Log,
) -> Result<u8, Failure> {
    if scenario.is_some_and(open::is_standard_input) {
        return Err(Failure::Use(format!(
            "-: the explorer takes its keys from standard input; give a file, or `{PROGRAM} report -`"
        )));
    }
    let appearance = themes::appearance(drawing, &config);
    let look = screen::look(&appearance).map_err(|failure| match &config.theme {
        Some(theme) if drawing.theme.is_none() => config::blamed(failure, theme),
        _ => failure,
    })?;
    // What the first frame needs beside the facts takes as long to get as these take to read.
    let prepare = || {
        count_processors();
        Screen::new()
    };
    let screen = is_interactive().then(|| thread::Builder::new().name("screen".to_owned()).spawn(prepare));
    let (facts, scenario, file) = open::open_file(scenario, options, today)?;
    let screen = screen.ok_or_else(|| {
        Failure::Use(format!(
            "the explorer needs a terminal for its input and output; `{PROGRAM} report` does without"
        ))
    })?;
    let folders = Folders { configuration: config::file(configuration), ..folders::folders() };
    let usual_edition = config.edition.unwrap_or(Edition::Audited);
    let settings = Settings { keys: config.keys, appearance, usual_edition, folders };
    let state = screen::state(facts, scenario, file, settings);
    let screen = || match screen {
        Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
        // Without a thread it takes its time here.
        Err(_) => prepare(),
    };
    screen::run(screen, state, look, log).map_err(|error| Failure::Run(format!("{error:#}")))
}
