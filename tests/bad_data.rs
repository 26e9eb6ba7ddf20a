//! Every way to get a data file wrong, one file each in `bad_data/`, with the exact messages beside it.
//!
//! Each file is read together with `good_data.toml`, which is right by itself. After a deliberate change of a
//! message, `BLESS=1 cargo test --test bad_data` writes the new expectations; review them as a difference.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};

use runtime_explorer::catalog::Catalog;

const GOOD: &str = include_str!("good_data.toml");

fn bad_files() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_data");
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().unwrap() == "toml").collect();
    files.sort();
    files
}

fn problems(text: &str) -> String {
    match Catalog::from_texts(&[("good.toml", GOOD), ("bad.toml", text)]) {
        Ok(_) => "no problem found\n".to_owned(),
        Err(errors) => format!("{errors}\n"),
    }
}

#[test]
fn the_good_file_is_good() {
    assert_eq!(problems(""), "no problem found\n");
}

#[test]
fn each_bad_file_gives_the_expected_messages() {
    let mut failures = Vec::new();
    for path in bad_files() {
        let actual = problems(&fs::read_to_string(&path).unwrap());
        let expectation = path.with_extension("expected");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expectation, &actual).unwrap();
        }
        let expected = fs::read_to_string(&expectation).unwrap_or_default();
        if actual != expected || actual == problems("") {
            failures.push(format!("{}\nexpected:\n{expected}\nactual:\n{actual}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A file cut off anywhere, as an interrupted download leaves it, is reported or read, and never worse than that.
#[test]
fn a_file_cut_off_anywhere_is_no_more_than_a_problem() {
    for end in (0..GOOD.len()).filter(|&end| GOOD.is_char_boundary(end)) {
        if let Err(errors) = Catalog::from_texts(&[("cut.toml", &GOOD[..end])]) {
            assert!(errors.problems().iter().all(|problem| problem.place().is_some()), "{end}: {errors}");
        }
    }
}

#[test]
fn every_expectation_has_its_file() {
    let files = bad_files();
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_data");
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        assert!(files.contains(&path.with_extension("toml")), "{} has no file", path.display());
    }
    assert!(files.len() > 30);
}
