//! What the program did, for whoever looks for a fault: written only where the environment names a file for it.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use crate::explorer::files::Request;
use crate::quote::harmless;

/// Names the file; empty means none.
const VARIABLE: &str = "RUNTIME_EXPLORER_LOG";

/// A file to which lines with their time are added, or none.
#[derive(Debug)]
pub(super) struct Log(Option<File>);

impl Log {
    /// The log that the environment asks for.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn open() -> Result<Self, Failure> {
        match std::env::var_os(VARIABLE).filter(|name| !name.is_empty()) {
            Some(name) => Self::at(&PathBuf::from(name)),
            None => Ok(Self(None)),
        }
    }

    fn at(path: &Path) -> Result<Self, Failure> {
        let refused = |why: &dyn Display| Failure::Run(format!("{VARIABLE}={}: {why}", path.display()));
        // A terminal would show the lines over the screen, and a pipe let the program wait.
        if path.exists() && !path.is_file() {
            return Err(refused(&"no file: give the name of one"));
        }
        let opened = OpenOptions::new().create(true).append(true).open(path);
        opened.map(|file| Self(Some(file))).map_err(|err| refused(&format!("cannot be written: {err}")))
    }

    /// Adds a line. A disk that has become full is no reason to stop.
    pub(super) fn line(&self, message: impl Display) {
        if let Some(mut file) = self.0.as_ref() {
            let now = jiff::Zoned::now().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string();
            let message = message.to_string();
            let lines = message.trim_end().lines().map(harmless).collect::<Vec<_>>().join(" / ");
            // In one piece, so that the lines of two programs do not mix.
            let _ = file.write_all(format!("{now} {lines}\n").as_bytes());
        }
    }

    /// Adds what the explorer asks of files.
    pub(super) fn request(&self, request: &Request) {
        match request {
            Request::Save(save) => self.line(format_args!("save {}", save.path.display())),
            Request::Open(open) => self.line(format_args!("open {}", open.path.display())),
            Request::Import(path) => self.line(format_args!("import {}", path.display())),
            Request::Export(export) => {
                self.line(format_args!("export {} to {}", export.what.name(), export.path.display()));
            }
            Request::Copy(what) => self.line(format_args!("copy {}", what.name())),
            Request::List => self.line("list scenarios"),
            Request::Themes => self.line("list themes"),
        }
    }
}
