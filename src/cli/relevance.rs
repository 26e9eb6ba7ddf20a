//! Which options matter to which command, wherever they stand on the line. What cannot matter is refused rather than
//! passed over, and so is one that is given in front of the command and behind it: nobody is left to believe that an
//! option counted which did not.

use clap::{ArgMatches, FromArgMatches};

use super::PROGRAM;
use super::arguments::{Command, ConfigAction, Configuration, DataAction, Drawing, Options};
use super::failure::Failure;

/// All that a scenario and the facts are asked for with.
const ALL: &[&str] = &["--set", "--as-of", "--edition", "--data", "--config"];

/// What draws a screen can be asked for besides.
const DRAWING: &[&str] = &["--theme", "--ascii"];

/// The options that matter to the command of these names, such as `data list`.
fn taken(command: &str) -> &'static [&'static str] {
    match command {
        // What else matters to an import depends on the file, and is said when it is known.
        "report" | "compare" | "import" => ALL,
        // The same picture on every machine.
        "snapshot" => &["--set", "--as-of", "--edition", "--data", "--theme", "--ascii"],
        "parameters" => &["--set", "--edition", "--data", "--config"],
        "data" | "data list" => &["--edition", "--data", "--config"],
        "data show" => &["--data", "--config"],
        "data check" => &["--edition", "--config"],
        "config" | "config path" | "config check" => &["--config"],
        _ => &[],
    }
}

/// Whether the help of a command is to be silent about an option, because the command would refuse it, or because it
/// changes nothing there.
pub(super) fn is_idle(command: &str, option: &str) -> bool {
    let option = if option == "--no-config" { "--config" } else { option };
    [ALL, DRAWING].concat().contains(&option) && !taken(command).contains(&option)
}

impl Command {
    /// Its names.
    const fn names(&self) -> &'static str {
        match self {
            Self::Report(_) => "report",
            Self::Compare(_) => "compare",
            Self::Import(_) => "import",
            Self::Snapshot(_) => "snapshot",
            Self::Parameters(_) => "parameters",
            Self::Data(data) => match data.action {
                None | Some(DataAction::List { .. }) => "data list",
                Some(DataAction::Show { .. }) => "data show",
                Some(DataAction::Check { .. }) => "data check",
                Some(DataAction::Export { .. }) => "data export",
            },
            Self::Config { action: ConfigAction::Path } => "config path",
            Self::Config { action: ConfigAction::Check } => "config check",
            Self::Config { action: ConfigAction::Default } => "config default",
            Self::Presets => "presets",
            Self::Completions { .. } => "completions",
            Self::Man { .. } => "man",
        }
    }

    /// Whether it would pass over an option.
    fn ignores(&self, option: &str) -> bool {
        match self {
            // A load test is only printed without the cores it ran on.
            Self::Import(import) if option == "--config" && import.cores.is_none() => true,
            _ => !taken(self.names()).contains(&option),
        }
    }

    /// The options behind the command, from left to right.
    fn options(&self) -> impl Iterator<Item = &Options> {
        let (own, of_action) = match self {
            Self::Report(command) => (Some(&command.options), None),
            Self::Compare(command) => (Some(&command.options), None),
            Self::Snapshot(command) => (Some(&command.options), None),
            Self::Parameters(command) => (Some(&command.options), None),
            Self::Import(command) => (Some(&command.options), None),
            Self::Data(data) => (Some(&data.options), data.action.as_ref().and_then(DataAction::options)),
            Self::Config { .. } | Self::Presets | Self::Completions { .. } | Self::Man { .. } => (None, None),
        };
        own.into_iter().chain(of_action)
    }
}

impl DataAction {
    const fn options(&self) -> Option<&Options> {
        match self {
            Self::List { options } | Self::Show { options, .. } | Self::Check { options, .. } => {
                Some(options)
            }
            Self::Export { .. } => None,
        }
    }
}

/// All options of a command: those in front of it and those behind it.
///
/// # Errors
/// When one of them cannot matter, or is given twice.
pub(super) fn gather(
    command: &Command,
    mut options: Options,
    mut drawing: Drawing,
    configuration: &Configuration,
) -> Result<(Options, Drawing), Failure> {
    for behind in command.options() {
        options = options.and(behind.clone())?;
    }
    if let Command::Snapshot(snapshot) = command {
        drawing = drawing.and(snapshot.drawing.clone())?;
    }
    // That no configuration is read holds of a command that reads none too.
    let config = configuration.config.as_ref().map(|_| "--config");
    match options.given().chain(drawing.given()).chain(config).find(|option| command.ignores(option)) {
        Some(option) => Err(Failure::Use(ignored(option, command.names()))),
        None => Ok((options, drawing)),
    }
}

/// Says that an option cannot matter to the command of these names.
pub(super) fn ignored(option: &str, names: &str) -> String {
    format!("{option} changes nothing of `{PROGRAM} {names}`: leave it out")
}

/// The options for the configuration, which may stand in front of every command and behind it.
///
/// # Errors
/// When one of them is given twice, or one against the other.
pub(super) fn configuration(line: &ArgMatches) -> Result<Configuration, Failure> {
    let (mut all, mut behind) = (Configuration::default(), Some(line));
    while let Some(matches) = behind {
        // What cannot be read here has been refused before.
        let here = Configuration::from_arg_matches(matches).unwrap_or_default();
        all = all.and(here)?;
        behind = matches.subcommand().map(|(_, matches)| matches);
    }
    Ok(all)
}

impl Configuration {
    /// These options and those that stand further right.
    fn and(self, behind: Self) -> Result<Self, Failure> {
        let config = once("--config", self.config, behind.config)?;
        let asked = |asked: bool| asked.then_some(());
        let no_config = once("--no-config", asked(self.no_config), asked(behind.no_config))?.is_some();
        if config.is_some() && no_config {
            return Err(Failure::Use("--config is given, and --no-config too: leave one out".to_owned()));
        }
        Ok(Self { config, no_config })
    }
}

impl Options {
    /// These options and those that stand further right.
    fn and(self, behind: Self) -> Result<Self, Failure> {
        Ok(Self {
            set: [self.set, behind.set].concat(),
            as_of: once("--as-of", self.as_of, behind.as_of)?,
            edition: once("--edition", self.edition, behind.edition)?,
            data: once("--data", self.data, behind.data)?,
            usual_edition: self.usual_edition.or(behind.usual_edition),
        })
    }

    /// Those of these options that were given, by their names.
    pub(super) fn given(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Self { set, as_of, edition, data, usual_edition: _ } = self;
        let set = (!set.is_empty()).then_some("--set");
        let as_of = as_of.as_ref().map(|_| "--as-of");
        let edition = edition.map(|_| "--edition");
        let data = data.as_ref().map(|_| "--data");
        [set, as_of, edition, data].into_iter().flatten()
    }
}

impl Drawing {
    /// These options and those that stand further right.
    fn and(self, behind: Self) -> Result<Self, Failure> {
        let theme = once("--theme", self.theme, behind.theme)?;
        let ascii = |asked: bool| asked.then_some(());
        Ok(Self { theme, ascii: once("--ascii", ascii(self.ascii), ascii(behind.ascii))?.is_some() })
    }

    fn given(&self) -> impl Iterator<Item = &'static str> + use<> {
        let Self { theme, ascii } = self;
        [theme.as_ref().map(|_| "--theme"), ascii.then_some("--ascii")].into_iter().flatten()
    }
}

/// What was given in one of two places; in both it is refused, as it is twice in one.
fn once<T>(option: &str, in_front: Option<T>, behind: Option<T>) -> Result<Option<T>, Failure> {
    match (in_front, behind) {
        (Some(_), Some(_)) => Err(Failure::Use(format!(
            "{option} is given in front of the command and behind it: leave one out"
        ))),
        (in_front, behind) => Ok(in_front.or(behind)),
    }
}
