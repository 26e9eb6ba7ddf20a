//! Every way to get the configuration wrong, one file each in `bad_config/`, with the exact message beside it.
//!
//! After a deliberate change of a message, `BLESS=1 cargo test --test bad_config` writes the new expectations; review
//! them as a difference.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use runtime_explorer::config;

fn files(extension: &str) -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_config");
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().unwrap() == extension).collect();
    files.sort();
    files
}

#[test]
fn each_bad_file_gives_the_expected_message() {
    let mut failures = Vec::new();
    for path in files("toml") {
        let name = Path::new(path.file_name().unwrap());
        let actual = match config::read(name, &fs::read_to_string(&path).unwrap()) {
            Ok(_) => "no problem found\n".to_owned(),
            Err(error) => format!("{error}\n"),
        };
        let expectation = path.with_extension("expected");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expectation, &actual).unwrap();
        }
        let expected = fs::read_to_string(&expectation).unwrap_or_default();
        if actual != expected || actual == "no problem found\n" {
            failures.push(format!("{}\nexpected:\n{expected}\nactual:\n{actual}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_expectation_has_its_file() {
    let expected: Vec<PathBuf> =
        files("expected").into_iter().map(|path| path.with_extension("toml")).collect();
    assert_eq!(expected, files("toml"));
    assert!(expected.len() > 20);
}

/// A file cut off anywhere is reported or read, and never worse than that.
#[test]
fn a_file_cut_off_anywhere_is_no_more_than_a_mistake() {
    let sample = config::sample();
    for end in (0..sample.len()).filter(|&end| sample.is_char_boundary(end)) {
        if let Err(error) = config::read(Path::new("cut.toml"), &sample[..end]) {
            assert!(error.place >= (1, 1) && !error.message.is_empty(), "{end}: {error}");
        }
    }
}
