//! The files of `data/`, compiled in, and writing them out for editing.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Every file of `data/` with its text, in the order in which lists show their entries.
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
    for (path, (name, text)) in paths.iter().zip(FILES) {
        let temporary = directory.join(format!(".{name}.{}", std::process::id()));
        let written = write_whole(&temporary, path, text);
        if let Err(error) = written {
            // Whatever is left of it; the error to report is the first one.
            let _ = fs::remove_file(&temporary);
            return Err(ExportError::Io { path: path.clone(), error });
        }
    }
    Ok(paths)
}

fn write_whole(temporary: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(temporary)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(temporary, path)
}
