//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(runtime_explorer::cli::run(std::env::args_os()))
}
