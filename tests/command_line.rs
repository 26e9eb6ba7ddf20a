//! The program as scripts meet it: output, messages, exit codes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use command_line::invocation::{self, program};
use serde_json::Value;

mod command_line {
    mod facts;
    pub(crate) mod invocation;
    mod json;
    mod names;
    mod options;
    mod refusals;
    mod report;
    mod streams;
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

#[track_caller]
fn printed(arguments: &[&str]) -> String {
    invocation::printed(program().args(arguments))
}

#[track_caller]
fn refused(arguments: &[&str]) -> String {
    invocation::refused(program().args(arguments))
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[&["report", "--format", "json"], arguments].concat())).unwrap()
}

/// An empty directory of this name, for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command_line").join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}
