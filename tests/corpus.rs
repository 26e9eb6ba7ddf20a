//! What the fuzzer of `fuzz/` has found, read again by every reader, and damaged further: without panic, and with short
//! refusals.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its machinery too"
)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

#[path = "corpus/readers.rs"]
mod readers;

/// Numbers, brackets and ends of lines on which readers break.
const TOKENS: [&[u8]; 16] = [
    b"99999999999999999999",
    b"-1",
    b"1e309",
    b"1e-400",
    b"NaN",
    b"0",
    b"18446744073709551615",
    b"\n",
    b"\r\n",
    b"\"",
    b"\x00",
    b"\xff\xfe",
    b"\x1b[2J",
    b"= ",
    b"[[",
    b"{\"",
];
/// Levels of nesting, beyond what any parser follows on its stack.
const DEPTH: usize = 20_000;

/// The kept inputs of a target and the samples of other tests, by name, so that every run is the same.
fn corpus(target: &str, samples: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = files(&root.join("fuzz/corpus").join(target));
    assert!(!paths.is_empty(), "fuzz/corpus/{target} is empty");
    if !samples.is_empty() {
        paths.extend(files(&root.join("tests").join(samples)));
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The files in a folder and in those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn below(random: &mut impl Rng, count: usize) -> usize {
    ((u64::from(random.next_u32()) * count as u64) >> 32) as usize
}

/// One of them with one to three damages: a byte or a bit changed, an end cut off, a token or a part of another put in.
fn damaged(corpus: &[Vec<u8>], random: &mut impl Rng) -> Vec<u8> {
    let mut bytes = corpus[below(random, corpus.len())].clone();
    for _ in 0..=below(random, 3) {
        let at = below(random, bytes.len() + 1);
        match below(random, 6) {
            0 if at < bytes.len() => bytes[at] = random.next_u32() as u8,
            1 if at < bytes.len() => bytes[at] ^= 1 << below(random, 8),
            2 => bytes.truncate(at),
            3 => {
                let until = (at + below(random, 40)).min(bytes.len());
                bytes.drain(at..until);
            }
            4 => drop(bytes.splice(at..at, TOKENS[below(random, TOKENS.len())].iter().copied())),
            _ => {
                let other = &corpus[below(random, corpus.len())];
                let from = below(random, other.len() + 1);
                let until = (from + below(random, 200)).min(other.len());
                bytes.splice(at..at, other[from..until].iter().copied());
            }
        }
    }
    bytes
}

/// Brackets, tables and keys that go on and on.
fn nested() -> impl Iterator<Item = Vec<u8>> {
    ["[", "{\"a\":", "a.", "x = [", "x = {a = ", "a=", "\"", "[[", "\u{1b}[", "Ctrl-", ",", "1"]
        .into_iter()
        .flat_map(|part| {
            ["", "schema = 1\n", "x ="].map(|head| (head.to_owned() + &part.repeat(DEPTH)).into_bytes())
        })
}

/// Reads everything that is kept, and so many damaged ones; what breaks a reader is printed.
fn replay(target: &str, samples: &str, read: fn(&[u8]), count: usize) {
    let corpus = corpus(target, samples);
    let mut random = Xoshiro256PlusPlus::seed_from_u64(2_026);
    let damaged = (0..count).map(|_| damaged(&corpus, &mut random));
    for bytes in corpus.iter().cloned().chain(nested()).chain(damaged) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(|| read(&bytes))) {
            eprintln!("{target} breaks on \"{}\"", bytes.escape_ascii());
            resume_unwind(panic);
        }
    }
}

#[test]
fn no_scenario_breaks_its_reader() {
    replay("scenario", "bad_input", readers::scenario, 12_000);
}

#[test]
fn no_assignment_breaks_its_reader() {
    replay("assignments", "", readers::assignments, 4_000);
}

#[test]
fn no_chord_breaks_its_reader() {
    replay("chord", "", readers::chord, 4_000);
}

#[test]
fn no_load_test_breaks_its_reader() {
    replay("load_test", "loadtests", readers::load_test, 8_000);
}

#[test]
fn no_schedule_breaks_its_reader() {
    replay("schedule", "schedules", readers::schedule, 8_000);
}

#[test]
fn no_data_file_breaks_its_reader() {
    replay("data", "bad_data", readers::data, 1_000);
}
