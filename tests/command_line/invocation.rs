//! The program as tests run it: from the folder of the tests, with nothing that is set on this machine.

use std::path::Path;
use std::process::{Command, Stdio};

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_runtime-explorer"));
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")).stdin(Stdio::null());
    command.env("RUNTIME_EXPLORER_CONFIG", "");
    command
}

/// What a successful run prints; standard error stays empty.
#[track_caller]
pub(crate) fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{command:?}");
    assert_eq!(output.status.code(), Some(0), "{command:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What a refused run says, which prints nothing else.
#[track_caller]
pub(crate) fn refused(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{command:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{command:?}");
    String::from_utf8(output.stderr).unwrap()
}
