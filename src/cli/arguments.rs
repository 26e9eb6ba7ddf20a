//! What can be asked for: the one definition behind parsing, help, completions and the man page.

use crate::sheets::SheetId;
use std::ffi::OsString;
use std::fmt::Write;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::relevance::is_idle;
use crate::catalog::{Edition, Runtime};
use crate::explorer::Tab;
use crate::quote::harmless;
use crate::scenario::measured::Measured;
use crate::scenario::{guardrails, registry};
use crate::ui::LEAST_SIZE;

/// Decide between Node.js, Python, Go and a hybrid of two, live.
///
/// Without a command, opens the explorer in the terminal: sliders for traffic, objectives, team and priorities, and
/// what follows from them for capacity, cost, latency, releases and people.
#[derive(Parser, Debug)]
#[command(name = super::PROGRAM, version)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) explorer: Explorer,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What the explorer takes, or what stands in front of a command.
#[derive(Args, Debug)]
pub(super) struct Explorer {
    /// A scenario file, or the name of a preset or of a saved scenario, which goes before a file that is called so:
    /// that is ./NAME [default: the first preset]
    #[arg(value_name = "SCENARIO.toml|PRESET")]
    pub(super) scenario: Option<PathBuf>,
    #[command(flatten)]
    pub(super) options: Options,
    #[command(flatten)]
    pub(super) drawing: Drawing,
}

// Where to look for what is set for every run; with every command, in front of it or behind it. As a doc comment, this
// would replace what each of them says that it is about.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Configuration")]
pub(super) struct Configuration {
    /// Read this configuration instead of the usual one, which `config path` names
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub(super) no_config: bool,
}

/// Options of every command that reads a scenario or the facts; they may stand in front of the command or behind it.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Scenario and facts")]
pub(super) struct Options {
    /// Set a parameter, such as traffic.rps=25000; may be repeated. Overrules the file and the other options, and an
    /// earlier one of the same parameter
    #[arg(long, value_name = "ID=VALUE")]
    pub(super) set: Vec<String>,
    /// The day on which releases are looked at, the parameter calendar.as_of [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<String>,
    /// Which reading of the figures counts: what the audit found or what the article said
    #[arg(long, value_parser = editions())]
    pub(super) edition: Option<Edition>,
    /// A directory of TOML files laid over the built-in figures
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// The edition of scenarios that come from no file, as the configuration has it.
    #[arg(skip)]
    pub(super) usual_edition: Option<Edition>,
}

/// Options of what draws a screen: the explorer and `snapshot`.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Screen and pictures")]
pub(super) struct Drawing {
    /// The colours: terminal, dark, light, high-contrast, colour-blind, mono, or a file [default: terminal; of a
    /// snapshot, dark]
    ///
    /// A file is TOML with colours by meaning; one in the folder runtime-explorer/themes of the user's configuration is
    /// known by its name. Goes before NO_COLOR, which means mono.
    #[arg(long, value_name = "NAME|FILE.toml")]
    pub(super) theme: Option<String>,
    /// Draw with ASCII alone, as where the locale is not UTF-8
    #[arg(long)]
    pub(super) ascii: bool,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Print what the explorer shows, without a screen
    Report(Report),
    /// Put two scenarios side by side: what differs, what came of it, and what made the difference
    Compare(Compare),
    /// Draw a page as a picture (SVG)
    Snapshot(Snapshot),
    /// List the scenarios that come with the program
    Presets,
    /// List, show, check or export the figures and their sources
    Data(Data),
    /// List every parameter with its range, default and meaning
    Parameters(Parameters),
    /// Read what a load generator wrote, or a release schedule, and print it in one form
    ///
    /// The format is recognised from the content. Known load generators are ab, artillery, autocannon, bombardier,
    /// drill, gatling, h2load, hey, jmeter, k6, loadtest, locust, oha, siege, vegeta, wrk and wrk2; known schedules are
    /// schedule.json of nodejs/Release, release-cycle.json and python-releases of Python, and the releases of a product
    /// of endoflife.date. A schedule is held against the built-in release lines, and with --into becomes a file for
    /// --data. With --runtime and --cores a load test is tried as the baseline of that runtime, and with --into it is
    /// written to a scenario file as such. Otherwise nothing is written.
    Import(Import),
    /// Where the configuration stands, whether it is sound, or one to start from
    #[command(arg_required_else_help = false)]
    Config {
        #[command(subcommand)]
        action: ConfigAction,
    },
    /// Print the completion script of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of the program, or of a command
    Man {
        /// The command, such as report, or data show
        #[arg(value_name = "COMMAND")]
        names: Vec<String>,
    },
}

#[derive(Args, Debug)]
pub(super) struct Report {
    /// A scenario file, - for standard input, or the name of a preset or of a saved scenario, which goes before a file
    /// that is called so: that is ./NAME [default: the first preset]
    #[arg(value_name = "SCENARIO.toml|PRESET")]
    pub(super) scenario: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Print this table alone with its note; CSV is always one table
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub(super) table: Option<String>,
    #[command(flatten)]
    pub(super) options: Options,
}

#[derive(Args, Debug)]
pub(super) struct Compare {
    /// What is compared with: a scenario file, - for standard input, or the name of a preset or of a saved scenario,
    /// which goes before a file that is called so: that is ./NAME
    #[arg(value_name = "A")]
    pub(super) before: PathBuf,
    /// What is compared with it, likewise
    #[arg(value_name = "B")]
    pub(super) after: PathBuf,
    /// The form of the comparison
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,
    /// Print this table alone with its note; CSV is always one table
    #[arg(long, value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
    pub(super) table: Option<String>,
    #[command(flatten)]
    pub(super) options: Options,
}

#[derive(Args, Debug)]
pub(super) struct Snapshot {
    /// A scenario file, - for standard input, or the name of a preset or of a saved scenario, which goes before a file
    /// that is called so: that is ./NAME [default: the first preset]
    #[arg(value_name = "SCENARIO.toml|PRESET")]
    pub(super) scenario: Option<PathBuf>,
    /// The page, by its name or number
    #[arg(long, value_parser = tabs(), default_value = Tab::default().id())]
    pub(super) tab: Tab,
    /// The size of the screen in columns and rows
    #[arg(long, value_name = "COLSxROWS", default_value = "120x40")]
    pub(super) size: Size,
    /// Press these keys first, such as "Tab Down s Enter"; may be repeated
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true)]
    pub(super) keys: Vec<String>,
    /// The file to write, overwriting it if it exists [default: standard output, as with -]
    #[arg(short, long, value_name = "FILE.svg")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) drawing: Drawing,
    #[command(flatten)]
    pub(super) options: Options,
}

/// Columns and rows of a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size(pub(super) u16, pub(super) u16);

/// No screen is larger.
const LARGEST_SIZE: (u16, u16) = (500, 200);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let size = text.split_once(['x', 'X', '×']);
        let size = size.and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
        let (least, largest) = (LEAST_SIZE, LARGEST_SIZE);
        size.filter(|(columns, rows)| {
            (least.0..=largest.0).contains(columns) && (least.1..=largest.1).contains(rows)
        })
        .map(|(columns, rows)| Self(columns, rows))
        .ok_or_else(|| {
            format!(
                "\"{}\" is no size of a screen: give columns and rows from {}x{} to {}x{}, such as 120x40",
                harmless(text),
                least.0,
                least.1,
                largest.0,
                largest.1
            )
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading in a terminal
    Text,
    /// A decision record for the repository, in the MADR layout
    Markdown,
    /// For programs; every number unrounded
    Json,
    /// For spreadsheets; one table, every number unrounded
    Csv,
    /// The upgrade plan for a calendar
    Ics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For reading in a terminal
    Text,
    /// The same tables for a page or a review
    Markdown,
    /// For programs; every number unrounded
    Json,
    /// For spreadsheets; one table, every number unrounded
    Csv,
}

#[derive(Args, Debug)]
pub(super) struct Import {
    /// The file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// The form in which it is printed
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    pub(super) format: ImportFormat,
    /// The runtime that was measured; or whose releases a list of endoflife.date holds, which does not say
    #[arg(long, value_parser = runtimes())]
    pub(super) runtime: Option<Runtime>,
    /// Cores that the measured server had, not the load generator, such as 4, or 0.5 of a container: a baseline is
    /// requests per second of one core
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = Measured::parse_cores)]
    pub(super) cores: Option<f64>,
    /// Make what was measured the baseline in this scenario file, made if missing, or in the saved scenario of this
    /// name, which takes no --set, --as-of or --edition; or write what a release schedule changes to
    /// releases-RUNTIME.toml in this directory
    #[arg(long, value_name = "SCENARIO.toml|DIR")]
    pub(super) into: Option<PathBuf>,
    /// Replace releases-RUNTIME.toml even if it was not made by an import
    #[arg(long, requires = "into")]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) options: Options,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// For reading in a terminal
    Text,
    /// For programs; every number unrounded, null for what the file does not say
    Json,
}

#[derive(Args, Debug)]
pub(super) struct Parameters {
    #[command(flatten)]
    pub(super) options: Options,
}

#[derive(Args, Debug)]
pub(super) struct Data {
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) action: Option<DataAction>,
}

#[derive(Subcommand, Debug)]
pub(super) enum DataAction {
    /// List every figure with its value; the default
    List {
        #[command(flatten)]
        options: Options,
    },
    /// Show everything about one figure
    Show {
        /// Such as web.fastify.rps
        #[arg(value_name = "ID", value_parser = NonEmptyStringValueParser::new())]
        id: String,
        #[command(flatten)]
        options: Options,
    },
    /// Check a directory of data files against the built-in ones and the model
    Check {
        /// The directory, as --data would take it
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        #[command(flatten)]
        options: Options,
    },
    /// Write the built-in data files to a directory, as a start for one's own
    Export {
        /// The directory; made if missing, and no file in it is overwritten
        #[arg(value_name = "DIR")]
        directory: PathBuf,
    },
}

#[derive(Subcommand, Clone, Copy, Debug)]
pub(super) enum ConfigAction {
    /// Print the path of the file that is read if it is there
    Path,
    /// Check that file, with the theme and the figures that it names
    Check,
    /// Print a file that sets nothing, with every setting, command and key as a comment
    Default,
}

fn editions() -> impl TypedValueParser<Value = Edition> {
    PossibleValuesParser::new(Edition::ALL.iter().map(|edition| edition.name()))
        .try_map(|name| Edition::from_name(&name).ok_or("audited or article"))
}

/// The runtimes that have release lines.
fn runtimes() -> impl TypedValueParser<Value = Runtime> {
    PossibleValuesParser::new(Runtime::RELEASED.map(Runtime::name))
        .try_map(|name| Runtime::from_name(&name).ok_or("no such runtime"))
}

/// The keys of the pages, as their second names.
const NUMBERS: [&str; Tab::ALL.len()] = ["1", "2", "3", "4", "5", "6", "7"];

fn tabs() -> impl TypedValueParser<Value = Tab> {
    let names = || Tab::ALL.into_iter().zip(NUMBERS);
    PossibleValuesParser::new(names().map(|(tab, number)| PossibleValue::new(tab.id()).alias(number)))
        .try_map(move |text| {
            let found = names().find(|(tab, number)| tab.id() == text || *number == text);
            found.map(|(tab, _)| tab).ok_or("a page by its name or number")
        })
}

/// Reads a command line, the name of the program first.
///
/// Most lines hold no more than some options of the explorer. To put all commands together with what each takes, and
/// the reference of the parameters, takes ten times as long as to read such a line, so that is tried first.
///
/// # Errors
/// When it cannot be read, and when it asks for help or the version.
pub(super) fn read(line: &[OsString]) -> clap::error::Result<(Arguments, ArgMatches)> {
    let explorer = Configuration::augment_args(Explorer::augment_args(clap::Command::new(super::PROGRAM)));
    if let Ok(matches) = explorer.try_get_matches_from(line) {
        let explorer = Explorer::from_arg_matches(&matches)?;
        // What stands alone may be a scenario or a command.
        if explorer.scenario.is_none() {
            return Ok((Arguments { explorer, command: None }, matches));
        }
    }
    let matches = command().try_get_matches_from(line)?;
    Ok((Arguments::from_arg_matches(&matches)?, matches))
}

/// The definition with what is read off the registry: parameters in `--help` and on the man page.
pub(super) fn command() -> clap::Command {
    configurable(Arguments::command(), "")
        .after_help(EXAMPLES)
        .after_long_help(format!("{EXAMPLES}\n{}", reference()))
}

/// A command with the options of [`Configuration`], and so all commands behind it: an option that clap calls global
/// would count where it stands last, and nobody could tell that it stands elsewhere too. The help of a command leaves
/// out what is [idle](is_idle) there; `names` are the command's, and none of the program itself.
fn configurable(command: clap::Command, names: &str) -> clap::Command {
    let behind: Vec<String> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let whole = behind.into_iter().fold(Configuration::augment_args(command), |command, name| {
        let names = format!("{names} {name}");
        command.mut_subcommand(name, |command| configurable(command, names.trim_start()))
    });
    if names.is_empty() {
        return whole;
    }
    whole.mut_args(|option| {
        let is_idle = option.get_long().is_some_and(|long| is_idle(names, &format!("--{long}")));
        if is_idle { option.hide(true) } else { option }
    })
}

const EXAMPLES: &str = "\
EXAMPLES
  runtime-explorer                                       the explorer with the default scenario
  runtime-explorer hybrid-product --edition article      a preset, with the figures of the article
  runtime-explorer --set traffic.rps=25k --as-of 2027-06-01
  runtime-explorer report meeting.toml --format markdown > decision.md
  runtime-explorer report --format json --set objective.p99_ms=20
  runtime-explorer report --format csv --table capacity
  runtime-explorer import oha.json; wrk -d30s --latency URL | runtime-explorer import -
  runtime-explorer import oha.json --runtime node --cores 4 --into meeting.toml
  runtime-explorer compare saas-backend meeting.toml     what differs, and what that did
  runtime-explorer import schedule.json --into my-data; runtime-explorer --data my-data
  runtime-explorer snapshot --tab decision --theme light -o decision.svg
  runtime-explorer data show web.fastify.rps
  runtime-explorer data export my-data; runtime-explorer --data my-data
  runtime-explorer config default > config.toml          and from there to where `config path` says
";

fn reference() -> String {
    let mut out = String::from("PARAMETERS OF --set AND OF SCENARIO FILES\n");
    for row in &registry::ALL {
        let _ = writeln!(out, "  {}: {}; {}", row.id, row.range_text(), row.meaning);
    }
    out.push_str("\nTHE TEAM'S OWN NUMBERS, CHECKED AGAINST THE GUARDRAILS; NO SCORE DEPENDS ON THEM\n");
    for guardrail in &guardrails::ALL {
        let _ = writeln!(out, "  {}: {}; {}", guardrail.id, guardrail.range_text(), guardrail.meaning);
    }
    let _ = write!(
        out,
        "\nThe shares of the team sum to 100; one of them set alone rescales the others. \
         `{program} parameters` adds the defaults and the names of the choices. The table {inputs} of a report has \
         the parameters that were changed.\n\n\
         EXIT CODES\n  0 success; 1 something failed, such as writing; 2 wrong use or bad input, with one message \
         on standard error\n\n\
         ENVIRONMENT\n  RUNTIME_EXPLORER_CONFIG=FILE stands for --config, and empty for --no-config\n  \
         RUNTIME_EXPLORER_LOG=FILE adds to a log what was done; nothing else writes one\n  \
         NO_COLOR means --theme mono unless a theme is asked for\n",
        program = super::PROGRAM,
        inputs = SheetId::Inputs,
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::built_in;

    #[test]
    fn the_definition_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn the_help_names_every_load_generator_and_every_theme() {
        let command = command();
        let import = command.find_subcommand("import").unwrap();
        let about = import.get_long_about().unwrap().to_string();
        let words = |text: &str| text.split([' ', ',', ':', '.']).map(str::to_owned).collect::<Vec<_>>();
        assert!(crate::import::tools().all(|tool| words(&about).iter().any(|word| word == tool.name())));
        let theme = command.get_arguments().find(|option| option.get_id() == "theme").unwrap();
        let help = words(&theme.get_help().unwrap().to_string());
        assert!(built_in::ALL.iter().all(|theme| help.iter().any(|word| word == theme.name)));
    }

    #[test]
    fn sizes_have_ends() {
        assert_eq!("120x40".parse(), Ok(Size(120, 40)));
        assert_eq!("500×200".parse(), Ok(Size(500, 200)));
        for refused in ["120", "x", "59x40", "120x15", "501x40", "120x201", "-1x40", "70000x40", "120x40x1"] {
            assert!(refused.parse::<Size>().is_err(), "{refused}");
        }
    }
}
