//! The files of `data/`, compiled in by `build.rs`, and writing them out for editing.

use std::error::Error;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use miniz_oxide::inflate::decompress_to_vec;

use crate::catalog::{BETWEEN, Catalog, CatalogErrors, FILES};

/// The catalog of the files of `data/`, read and checked when the program was built: what stands where in the texts.
static NUMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The texts of that catalog.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/catalog.txt"));

/// The files themselves, deflated: nobody needs them but who lays others over them or writes them out.
static SOURCES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sources.bin"));

impl Catalog {
    /// The facts compiled into the program.
    ///
    /// ```
    /// use runtime_explorer::catalog::Catalog;
    ///
    /// let catalog = Catalog::built_in();
    /// assert!(catalog.figure("no.such.figure").is_none());
    /// ```
    ///
    /// # Panics
    ///
    /// Never: the build script wrote what is read, with the same types.
    #[expect(clippy::expect_used, reason = "nothing but the build script writes it")]
    pub fn built_in() -> Self {
        Self::unpacked(NUMBERS, TEXTS).expect("the build script wrote what this reads")
    }

    /// The facts compiled into the program, with those of a data directory laid over them.
    ///
    /// # Errors
    ///
    /// Those of [`Catalog::from_layers`].
    pub fn load(overlay: Option<&Path>) -> Result<Self, CatalogErrors> {
        match overlay {
            None => Ok(Self::built_in()),
            Some(_) => Self::from_layers(texts().iter().map(|(name, text)| (*name, text.as_str())), overlay),
        }
    }
}

/// Every file of `data/` with its text, in the order of [`FILES`].
///
/// # Panics
///
/// Never: the build script wrote what is read.
#[expect(clippy::expect_used, reason = "nothing but the build script writes them")]
pub fn texts() -> Vec<(&'static str, String)> {
    let inflated = decompress_to_vec(SOURCES).expect("the build script deflated them");
    let texts = String::from_utf8(inflated).expect("the build script wrote what this reads");
    FILES.iter().copied().zip(texts.split(BETWEEN).map(str::to_owned)).collect()
}

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
    let paths: Vec<PathBuf> = FILES.iter().map(|name| directory.join(name)).collect();
    // Not `exists`, which takes a dangling link for nothing.
    let existing: Vec<PathBuf> =
        paths.iter().filter(|path| path.symlink_metadata().is_ok()).cloned().collect();
    if !existing.is_empty() {
        return Err(ExportError::Exist(existing));
    }
    for (path, (_, text)) in paths.iter().zip(texts()) {
        write_whole(path, &text).map_err(|error| ExportError::Io { path: path.clone(), error })?;
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
