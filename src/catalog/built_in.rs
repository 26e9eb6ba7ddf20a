//! The files of `data/`, compiled in, and writing them out for editing.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Every file of `data/` with its text, in the order in which lists show their entries; listings stand in `code/`.
pub const FILES: &[(&str, &str)] = &[
    ("sources.toml", include_str!("../../data/sources.toml")),
    ("claims.toml", include_str!("../../data/claims.toml")),
    ("frameworks.toml", include_str!("../../data/frameworks.toml")),
    ("web.toml", include_str!("../../data/web.toml")),
    ("compute.toml", include_str!("../../data/compute.toml")),
    ("usage.toml", include_str!("../../data/usage.toml")),
    ("labour.toml", include_str!("../../data/labour.toml")),
    ("price.toml", include_str!("../../data/price.toml")),
    ("cold_start.toml", include_str!("../../data/cold_start.toml")),
    ("ecosystem.toml", include_str!("../../data/ecosystem.toml")),
    ("concurrency.toml", include_str!("../../data/concurrency.toml")),
    ("policy.toml", include_str!("../../data/policy.toml")),
    ("judgement.toml", include_str!("../../data/judgement.toml")),
    ("rules.toml", include_str!("../../data/rules.toml")),
    ("releases.toml", include_str!("../../data/releases.toml")),
    ("practices.toml", include_str!("../../data/practices.toml")),
    ("code/status.mjs", include_str!("../../data/code/status.mjs")),
    ("code/status.py", include_str!("../../data/code/status.py")),
    ("code/fetch.mjs", include_str!("../../data/code/fetch.mjs")),
    ("code/fetch.py", include_str!("../../data/code/fetch.py")),
    ("code/offload.mjs", include_str!("../../data/code/offload.mjs")),
    ("code/offload.py", include_str!("../../data/code/offload.py")),
    ("code/offload.go", include_str!("../../data/code/offload.go")),
    ("code/pool.mjs", include_str!("../../data/code/pool.mjs")),
    ("code/pool.py", include_str!("../../data/code/pool.py")),
    ("code/jobqueue.mjs", include_str!("../../data/code/jobqueue.mjs")),
    ("code/jobqueue.py", include_str!("../../data/code/jobqueue.py")),
    ("code/jobqueue.go", include_str!("../../data/code/jobqueue.go")),
    ("code/lag.mjs", include_str!("../../data/code/lag.mjs")),
    ("code/lag.py", include_str!("../../data/code/lag.py")),
];

/// Why the built-in files could not be written out.
#[derive(Debug)]
pub enum ExportError {
    /// These files stand there already; nothing was written.
    Exist(Vec<PathBuf>),
    /// Writing failed; the files before this one are written, none is half written.
    Io {
        /// The file or directory that failed.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exist(paths) => {
                f.write_str(
                    "not overwriting existing files; choose another directory or remove them first:",
                )?;
                paths.iter().try_for_each(|path| write!(f, "\n  {}", path.display()))
            }
            Self::Io { path, error } => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl Error for ExportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Exist(_) => None,
            Self::Io { error, .. } => Some(error),
        }
    }
}

/// Writes the built-in files to a directory, made if missing, as a start for a data directory of one's own.
///
/// Returns the files written. Each appears whole or not at all.
///
/// # Errors
///
/// [`ExportError::Exist`] when a file of one of the names stands there already, and [`ExportError::Io`] when the
/// directory cannot be made or written to.
pub fn export(directory: &Path) -> Result<Vec<PathBuf>, ExportError> {
    fs::create_dir_all(directory).map_err(|error| ExportError::Io { path: directory.to_owned(), error })?;
    let paths: Vec<PathBuf> = FILES.iter().map(|(name, _)| directory.join(name)).collect();
    // Not `exists`, which takes a dangling link for nothing.
    let existing: Vec<PathBuf> =
        paths.iter().filter(|path| path.symlink_metadata().is_ok()).cloned().collect();
    if !existing.is_empty() {
        return Err(ExportError::Exist(existing));
    }
    for (path, (_, text)) in paths.iter().zip(FILES) {
        write_whole(path, text).map_err(|error| ExportError::Io { path: path.clone(), error })?;
    }
    Ok(paths)
}

/// Writes a file under a name of its own first; its directory is made if missing.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    let name = path.file_name().unwrap_or_default();
    let temporary = path.with_file_name(format!(".{}.{}", name.display(), std::process::id()));
    let written = File::create_new(&temporary)
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Whatever is left of it; the error to report is the first one.
        let _ = fs::remove_file(&temporary);
    }
    written
}
