//! What was measured as the baseline of a runtime: what it would change, and that in a scenario file.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;

use super::super::arguments::{Import, ImportFormat, Options};
use super::super::failure::Failure;
use super::super::open::Known;
use super::super::{PROGRAM, open, save};
use crate::catalog::Runtime;
use crate::explorer::files::{Over, Refusal};
use crate::import::Measurement;
use crate::model::{Alternative, Facts, Outlook, evaluate};
use crate::notation;
use crate::quote::listed;
use crate::report::table;
use crate::scenario::measured::Measured;
use crate::scenario::{Scenario, file};
use crate::sheets::{effect, wording};

pub(super) fn run(
    command: &Import,
    options: &Options,
    today: Date,
    name: &str,
    Server { runtime, cores }: Server,
    measurement: &Measurement,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let short = Path::new(name).file_name().map_or_else(|| name.into(), |last| last.to_string_lossy());
    let refused = |why: String| Failure::Use(format!("{name}: {why}"));
    let measured = Measured::of(measurement, &short, today, cores).map_err(|why| refused(why.to_string()))?;
    let target = Target::open(command.into.as_deref(), options, today)?;
    let before = evaluate(&target.facts, &target.scenario);
    let mut scenario = target.scenario.clone();
    scenario.measure(runtime, measured).map_err(|why| refused(why.to_string()))?;
    let after = evaluate(&target.facts, &scenario);
    target.write(&scenario)?;
    let change =
        Change { runtime, scenario: &scenario, before: &before, after: &after, path: target.path.as_deref() };
    match command.format {
        ImportFormat::Text => {
            let text = super::text(measurement) + &change.text();
            out.write_all(text.as_bytes())?;
        }
        ImportFormat::Json => super::json(&Record { measurement, baseline: change.record() }, out)?,
    }
    Ok(())
}

/// What was measured, which no load generator knows.
#[derive(Clone, Copy)]
pub(super) struct Server {
    runtime: Runtime,
    cores: f64,
}

/// What was measured, if the command line says so; nothing when the file is only to be printed.
///
/// # Errors
/// When only a part of what a baseline needs is given.
pub(super) fn asked(command: &Import, name: &str) -> Result<Option<Server>, Failure> {
    let wrong = |message: &str| Err(Failure::Use(message.to_owned()));
    if command.force {
        return Err(Failure::Use(format!("{name}: no release schedule, which --force is for")));
    }
    match (command.runtime, command.cores) {
        (Some(runtime), Some(cores)) => Ok(Some(Server { runtime, cores })),
        (Some(_), None) => wrong(
            "--cores is missing: a baseline is requests per second of one core, and no load generator knows how many \
             the server had; give that number, not the cores of the load generator",
        ),
        (None, Some(_)) => wrong(&format!("--runtime is missing: say what was measured, {}", candidates())),
        (None, None) if command.into.is_some() => Err(Failure::Use(format!(
            "{name}: no release schedule; for a load test --into needs --runtime ({}) and --cores, the cores that the \
             server had",
            candidates()
        ))),
        (None, None) => Ok(None),
    }
}

/// Whose speed can be a baseline.
fn candidates() -> String {
    listed(&Runtime::CANDIDATES.map(Runtime::name), "or")
}

/// The scenario that the measurement goes into.
struct Target {
    facts: Facts,
    scenario: Scenario,
    /// Its file, if it is to be written.
    path: Option<PathBuf>,
    /// What stands there now, if anything.
    text: Option<String>,
}

impl Target {
    fn open(into: Option<&Path>, options: &Options, today: Date) -> Result<Self, Failure> {
        let Some(into) = into else {
            let (facts, scenario) = open::open(None, options, today)?;
            return Ok(Self { facts, scenario, path: None, text: None });
        };
        let Options { set, as_of, edition, data, usual_edition: _ } = options;
        if !set.is_empty() || as_of.is_some() || edition.is_some() {
            let message =
                "--set, --as-of and --edition are not written to a file: leave them out, or leave out --into";
            return Err(Failure::Use(message.to_owned()));
        }
        if open::is_standard_input(into) {
            return Err(Failure::Use("--into -: give the name of a scenario file".to_owned()));
        }
        let path = file_of(into)?;
        if path.is_dir() {
            let message = "is a directory: what was measured goes into a scenario file, such as";
            let example = path.join("scenario.toml");
            return Err(Failure::Use(format!("{}: {message} {}", path.display(), example.display())));
        }
        open::require_file(&path).map_err(Failure::Use)?;
        let facts = open::facts(data.as_deref())?;
        if !path.exists() {
            let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
            let scenario = Scenario::new(stem, today);
            return Ok(Self { facts, scenario, path: Some(path), text: None });
        }
        let (scenario, text) = open::from_file(&facts.definitions, &path, today)?;
        Ok(Self { facts, scenario, path: Some(path), text: Some(text) })
    }

    /// Writes the file with the measurement, unless nothing is to be written.
    fn write(&self, scenario: &Scenario) -> Result<(), Failure> {
        let Some(path) = &self.path else { return Ok(()) };
        let text = file::write(&self.facts.definitions, scenario, self.text.as_deref());
        let over = self.text.clone().map_or(Over::Nothing, Over::Known);
        save::save(path, &text, &over).map_err(|refusal| {
            Failure::Run(match refusal {
                Refusal::Failed(why) => why,
                Refusal::Exists | Refusal::Changed => {
                    format!("{} has been written by others meanwhile: run the import again", path.display())
                }
            })
        })
    }
}

/// The file that `--into` names, by the rule of all scenarios: a bare word is a name first.
fn file_of(into: &Path) -> Result<PathBuf, Failure> {
    let in_this_folder = || Path::new(".").join(into);
    match open::known(into) {
        Some(Known::Preset(preset)) => {
            let message = "is a preset, which nothing is written to: give the path of a file, such as";
            let example = in_this_folder().with_extension("toml");
            Err(Failure::Use(format!("--into: {} {message} {}", preset.name, example.display())))
        }
        Some(Known::Saved(path)) => Ok(path),
        // So that what is said of the file opens it, whatever is saved under its name later.
        None if !open::is_path(into) => Ok(in_this_folder()),
        None => Ok(into.to_owned()),
    }
}

/// What the measurement does.
struct Change<'a> {
    runtime: Runtime,
    scenario: &'a Scenario,
    before: &'a Outlook,
    after: &'a Outlook,
    path: Option<&'a Path>,
}

impl Change<'_> {
    /// The baseline in an outlook.
    fn rps(&self, outlook: &Outlook) -> f64 {
        outlook.baselines.get(self.runtime).map_or(f64::NAN, |baseline| baseline.rps)
    }

    fn text(&self) -> String {
        let [was, is] = [self.before, self.after].map(|outlook| notation::significant(self.rps(outlook), 4));
        let from =
            self.scenario.measured.get(self.runtime).map(wording::measured::throughput).unwrap_or_default();
        let label = self.runtime.label();
        let mut out = format!("\nBaseline of {label}: {was} → {is} requests/s on one core ({from})\n");
        let measured = self.scenario.measured.get(self.runtime);
        for doubt in measured.iter().flat_map(|one| wording::measured::doubts(self.runtime, one)) {
            out.extend(["  ", &doubt, "\n"]);
        }
        let sheet = effect::sheet(self.before, self.after);
        out.extend([&sheet.note, "\n\n", &table::text(&sheet)]);
        match self.path {
            Some(path) => {
                let path = path.display();
                let _ = writeln!(out, "\nWritten to {path}; `{PROGRAM} {path}` opens it.");
            }
            None => out.extend(["\nNothing is written; --into SCENARIO.toml makes it the baseline there.\n"]),
        }
        out
    }

    fn both<T>(&self, of: impl Fn(&Outlook) -> T) -> BeforeAfter<T> {
        BeforeAfter { before: of(self.before), after: of(self.after) }
    }

    fn record(&self) -> Baseline {
        let options = Alternative::ALL.map(|one| OptionPart {
            id: one.id(),
            planned: self.both(|outlook| outlook.assessments[one].plan.planned),
            usd_month: self.both(|outlook| outlook.assessments[one].plan.usd_month()),
            score: self.both(|outlook| outlook.assessments[one].score),
        });
        Baseline {
            runtime: self.runtime.name(),
            cores: self.scenario.measured.get(self.runtime).and_then(|measured| number(measured.cores)),
            rps_per_core: self.both(|outlook| self.rps(outlook)),
            recommendation: self.both(|outlook| outlook.first().id()),
            options,
            written_to: self.path.map(|path| path.display().to_string()),
        }
    }
}

/// Cores as JSON: whole numbers stay whole.
fn number(cores: f64) -> Option<Number> {
    if cores.fract() == 0.0 { Some(Number::from(cores as u64)) } else { Number::from_f64(cores) }
}

/// The canonical record with what follows from it as a baseline.
#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    measurement: &'a Measurement,
    baseline: Baseline,
}

#[derive(Serialize)]
struct Baseline {
    runtime: &'static str,
    cores: Option<Number>,
    rps_per_core: BeforeAfter<f64>,
    recommendation: BeforeAfter<&'static str>,
    options: [OptionPart; Alternative::COUNT],
    written_to: Option<String>,
}

#[derive(Serialize)]
struct OptionPart {
    id: &'static str,
    planned: BeforeAfter<u64>,
    usd_month: BeforeAfter<f64>,
    score: BeforeAfter<f64>,
}

#[derive(Serialize)]
struct BeforeAfter<T> {
    before: T,
    after: T,
}
