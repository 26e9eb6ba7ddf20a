//! Texts that are made on the spot, and what comes of streams that end or fail.

use std::fs;
use std::io::{Read, Write};
use std::process::{Output, Stdio};

use crate::{directory, printed, program};

#[test]
fn completions_and_the_manual_page_are_made_on_the_spot() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(printed(&["completions", shell]).contains("runtime-explorer"), "{shell}");
    }
    let page = printed(&["man"]);
    assert!(page.contains(".TH runtime-explorer 1") && page.contains("traffic.rps"));
    assert!(printed(&["--version"]).starts_with("runtime-explorer "));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let figures = ["report", "--format", "csv", "--table", "figures"];
    for arguments in
        [&["data", "list"][..], &["report"], &figures, &["--help"], &["man"], &["completions", "bash"]]
    {
        let mut child =
            program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
}

/// What a run does that gets this on standard input.
fn fed(arguments: &[&str], input: &str) -> Output {
    let (stdout, stderr) = (Stdio::piped(), Stdio::piped());
    let mut child =
        program().args(arguments).stdin(Stdio::piped()).stdout(stdout).stderr(stderr).spawn().unwrap();
    // What is refused at once reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn a_scenario_can_come_on_standard_input() {
    let file = directory("standard_input").join("ours.toml");
    let text = "schema = 1\nname = \"ours\"\nedition = \"article\"\n[traffic]\nrps = 25000\n";
    fs::write(&file, text).unwrap();
    let name = file.to_str().unwrap();
    for [read, named] in [
        [&["report", "-"][..], &["report", name]],
        [&["compare", "saas-backend", "-"], &["compare", "saas-backend", name]],
        [&["compare", "-", "saas-backend"], &["compare", name, "saas-backend"]],
        [&["snapshot", "-"], &["snapshot", name]],
    ] {
        let output = fed(read, text);
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{read:?}");
        assert_eq!(String::from_utf8(output.stdout).unwrap(), printed(named), "{read:?}");
    }
    for (arguments, input, said) in [
        (
            &["report", "-"][..],
            "schema = 1\n[traffic]\nrsp = 1\n",
            "standard input:3:1: there is no parameter",
        ),
        (&["report", "-"], "", "standard input:1:1: no schema"),
        (&["compare", "-", "-"], text, "standard input is one scenario: give a file or a preset"),
        (&["-"], text, "-: the explorer takes its keys from standard input; give a file, or"),
    ] {
        let output = fed(arguments, input);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{message}");
        assert!(message.starts_with(&format!("runtime-explorer: {said}")), "{message}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_picture_goes_to_whatever_takes_one() {
    assert_eq!(printed(&["snapshot", "-o", "/dev/null"]), "");
    assert!(
        std::path::Path::new("/dev/null").metadata().is_ok_and(|found| !found.is_file()),
        "it is still there"
    );
    // A pipe by its name.
    assert_eq!(printed(&["snapshot", "-o", "/proc/self/fd/1"]), printed(&["snapshot"]));
    let output = program().args(["snapshot", "-o", "/dev/full"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("runtime-explorer: /dev/full cannot be written: "), "{said}");
    let output = program().args(["snapshot", "-o", "."]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program().args(["data", "list"]).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
    let output = output.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("runtime-explorer: cannot write to standard output: "), "{said}");
}

#[test]
fn a_log_is_written_where_the_environment_names_a_file_and_nowhere_else() {
    let folder = directory("log");
    let log = folder.join("log.txt");
    let run =
        |arguments: &[&str]| program().env("RUNTIME_EXPLORER_LOG", &log).args(arguments).output().unwrap();
    let with = run(&["presets"]);
    assert_eq!((with.status.code(), with.stderr.len()), (Some(0), 0));
    assert_eq!(String::from_utf8(with.stdout).unwrap(), printed(&["presets"]), "the output is the same");
    assert_eq!(run(&["report", "no-such.toml"]).status.code(), Some(2));
    let text = fs::read_to_string(&log).unwrap();
    let lines: Vec<&str> = text.lines().map(|line| line.split_once(' ').unwrap().1).collect();
    assert!(lines[0].ends_with("[\"presets\"]") && lines[1] == "ends with 0", "{text}");
    assert!(lines[3].contains("no-such.toml") && lines[4] == "ends with 2", "{text}");
    assert_eq!(lines.len(), 5);
}

#[test]
fn a_log_that_cannot_be_written_is_told_before_anything_is_done() {
    for (name, part) in [("/no/such/folder/log.txt", "cannot be written"), ("/dev", "give the name of one")] {
        let output = program().env("RUNTIME_EXPLORER_LOG", name).arg("presets").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{said}");
        assert!(said.contains("RUNTIME_EXPLORER_LOG=") && said.contains(part), "{said}");
    }
    assert!(program().env("RUNTIME_EXPLORER_LOG", "").arg("presets").output().unwrap().status.success());
}
