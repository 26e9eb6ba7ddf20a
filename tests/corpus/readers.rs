//! What is done with the bytes of a file or with what somebody typed, and what must hold whatever they are. The targets
//! of `fuzz/` call the same functions.

use std::fs;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use runtime_explorer::catalog::lint::lint;
use runtime_explorer::catalog::{Catalog, Edition, PartialDate, Runtime};
use runtime_explorer::explorer::chord::Chord;
use runtime_explorer::import::{self, schedules};
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::scenario::measured::Measured;
use runtime_explorer::scenario::{Scenario, assignment, file, guardrails, registry, team};

const TODAY: Date = date(2026, 11, 22);
/// The file as messages call it.
const FILE: &str = "file";
/// A refusal repeats some words of a file, never all of it.
const LONGEST_LINE: usize = 2_000;

static FACTS: LazyLock<Facts> = LazyLock::new(|| Facts::new(Catalog::built_in()).unwrap());

fn untouched() -> Scenario {
    Scenario::new(FILE, TODAY)
}

/// A refusal is one short line, fit for a terminal.
fn refused(message: &str) {
    assert!(!message.is_empty());
    assert!(!message.contains(char::is_control), "control characters: {message:?}");
    let length = message.chars().count();
    assert!(length <= LONGEST_LINE, "{length} characters: {message:?}");
}

/// What a scenario holds is what could have been typed.
fn in_range(scenario: &Scenario) {
    let definitions = &FACTS.definitions;
    for key in registry::keys() {
        let value = definitions.value(scenario, key);
        assert_eq!(definitions.check(key, value), Ok(value), "{}", registry::get(key).id);
        assert_eq!(definitions.parse(key, &definitions.text(key, value)), Ok(value));
    }
    assert!(team::is_whole(team::shares(definitions, scenario)));
}

/// A scenario can be used, and its file says the same.
fn taken(scenario: &Scenario) {
    in_range(scenario);
    let written = file::write(&FACTS.definitions, scenario, None);
    assert_eq!(
        file::read(&FACTS.definitions, FILE, &written, untouched()).as_ref(),
        Ok(scenario),
        "{written}"
    );
    evaluate(&FACTS, scenario);
}

/// The file of a scenario.
pub(crate) fn scenario(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match file::read(&FACTS.definitions, FILE, &text, untouched()) {
        Err(error) => refused(&error.to_string()),
        Ok(scenario) => {
            taken(&scenario);
            assert_eq!(file::write(&FACTS.definitions, &scenario, Some(&text)), text);
        }
    }
}

/// Assignments as `--set` takes them, one a line, and each of their values for everything that can be typed in.
pub(crate) fn assignments(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut scenario = untouched();
    match assignment::assign(&FACTS.definitions, &mut scenario, text.lines()) {
        Err(error) => {
            refused(&error.to_string());
            assert!(scenario.is_untouched());
        }
        Ok(()) => taken(&scenario),
    }
    for typed in text.lines().take(3).map(|line| line.split_once('=').map_or(line, |(_, value)| value)) {
        for key in registry::keys() {
            match FACTS.definitions.parse(key, typed) {
                Err(error) => refused(&error.to_string()),
                Ok(value) => assert_eq!(FACTS.definitions.check(key, value), Ok(value)),
            }
        }
        for guardrail in &guardrails::ALL {
            match guardrail.parse(typed) {
                Err(error) => refused(&error.to_string()),
                Ok(number) => assert_eq!(guardrail.parse(&number.to_string()), Ok(number)),
            }
        }
        if let Err(error) = Measured::parse_cores(typed) {
            refused(&error.to_string());
        }
        if let Some(date) = PartialDate::parse_exact(typed) {
            assert_eq!(PartialDate::parse_exact(&date.to_string()), Some(date));
        }
    }
}

/// Keys as they are spelt, one a line.
pub(crate) fn chord(bytes: &[u8]) {
    for line in String::from_utf8_lossy(bytes).lines() {
        match line.parse::<Chord>() {
            Err(error) => refused(&error.to_string()),
            Ok(chord) => {
                assert_eq!(chord.ascii().parse(), Ok(chord));
                assert_eq!(chord.to_string().parse(), Ok(chord));
                assert_eq!(Chord::of(chord.event()), chord);
            }
        }
    }
}

/// What a load generator wrote.
pub(crate) fn load_test(bytes: &[u8]) {
    let measurement = match import::read(FILE, bytes) {
        Err(refusal) => return refused(&refusal.to_string()),
        Ok(measurement) => measurement,
    };
    assert!(serde_json::to_string(&measurement).is_ok());
    match Measured::of(&measurement, FILE, TODAY, 4.0) {
        Err(error) => refused(&error.to_string()),
        Ok(measured) => {
            let mut scenario = untouched();
            match scenario.measure(Runtime::Go, measured) {
                Err(error) => refused(&error.to_string()),
                Ok(()) => taken(&scenario),
            }
        }
    }
}

/// A release schedule.
pub(crate) fn schedule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for asked in [None, Some(Runtime::Go)] {
        match schedules::read(FILE, &text, asked) {
            Err(refusal) => refused(&refusal.to_string()),
            Ok(schedule) => {
                let overlay = schedules::Update::new(&schedule, &FACTS.catalog).overlay(TODAY);
                let laid = Catalog::from_texts(&[("releases.toml", overlay.as_str())]);
                assert!(laid.is_ok(), "{}\n{overlay}", laid.unwrap_err());
            }
        }
    }
}

/// A data file: alone, over the built-in ones where it is TOML, and as a listing.
pub(crate) fn data(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(catalog) = Catalog::from_texts(&[("code/listing.py", text.as_ref())]) {
        assert!(catalog.listing("listing.py").is_some_and(|listing| !listing.lines().is_empty()));
    }
    if let Err(errors) = Catalog::from_texts(&[("alone.toml", text.as_ref())]) {
        for problem in errors.problems() {
            refused(&problem.to_string());
        }
        assert!(errors.problems().len() <= text.len() + 1, "more problems than characters");
        if errors.problems().iter().any(|problem| problem.message().starts_with("not valid TOML")) {
            return;
        }
    }
    let directory = std::env::temp_dir().join(format!("runtime-explorer-corpus-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    fs::write(directory.join("overlay.toml"), text.as_ref()).unwrap();
    let loaded = Catalog::load(Some(&directory));
    fs::remove_dir_all(&directory).unwrap();
    match loaded {
        Err(errors) => {
            for problem in errors.problems() {
                refused(&problem.to_string());
            }
        }
        Ok(catalog) => match Facts::new(catalog) {
            Err(missing) => refused(&missing.to_string()),
            Ok(facts) => {
                for edition in [Edition::Audited, Edition::Article] {
                    lint(&facts.catalog, edition);
                    let mut scenario = untouched();
                    scenario.edition = edition;
                    evaluate(&facts, &scenario);
                }
            }
        },
    }
}
