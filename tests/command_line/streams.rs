//! Texts that are made on the spot, and what comes of streams that end or fail.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::{printed, program};

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
    for arguments in [&["data", "list"][..], &["report"], &["--help"], &["man"], &["completions", "bash"]] {
        let mut child =
            program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(said, "", "{arguments:?}");
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
    }
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
