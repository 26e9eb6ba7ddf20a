//! Where the program's own files are, by the XDG rules on every system, and which there are.

use std::path::{Path, PathBuf};
use std::{env, fs};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PROGRAM;
use crate::explorer::documents::Folders;
use crate::explorer::files::{Choice, Listed};

/// Where a name alone means a file, and what `~` stands for.
pub(super) fn folders() -> Folders {
    let data = own("XDG_DATA_HOME", ".local/share");
    Folders { scenarios: data.map(|folder| folder.join("scenarios")), home: home(), configuration: None }
}

/// The file of what is set for every run, whether it is there or not.
pub(super) fn configuration() -> Option<PathBuf> {
    Some(settings()?.join("config.toml"))
}

/// The folder of the user's own themes, whether it is there or not.
pub(super) fn themes() -> Option<PathBuf> {
    Some(settings()?.join("themes"))
}

fn settings() -> Option<PathBuf> {
    own("XDG_CONFIG_HOME", ".config")
}

/// The program's folder in the one that a variable names, or else in the usual one below the home folder.
fn own(variable: &str, usual: &str) -> Option<PathBuf> {
    let set = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    Some(set.or_else(|| Some(home()?.join(usual)))?.join(PROGRAM))
}

/// The home folder. A path that is not absolute counts as none, as the XDG rules have it for theirs: it would be
/// another folder wherever the program is started.
fn home() -> Option<PathBuf> {
    env::home_dir().filter(|path| path.is_absolute())
}

/// The scenarios in the folder for them, newest first.
pub(super) fn saved(folders: &Folders) -> Vec<Listed> {
    let modified =
        |path: PathBuf| Some((fs::metadata(&path).and_then(|metadata| metadata.modified()).ok()?, path));
    let mut files: Vec<_> =
        folders.scenarios.iter().flat_map(|folder| toml(folder)).filter_map(modified).collect();
    // Those of one moment by their names, so that the list does not change by itself.
    files.sort_by(|(a, path_a), (b, path_b)| b.cmp(a).then_with(|| path_a.cmp(path_b)));
    let zone = TimeZone::system();
    files
        .into_iter()
        .map(|(modified, path)| {
            let modified = Timestamp::try_from(modified).map(|at| at.to_zoned(zone.clone()));
            Listed {
                name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                about: modified.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default(),
                choice: Choice::File(path),
            }
        })
        .collect()
}

/// The TOML files of a folder, in no order; none where there is no folder.
pub(super) fn toml(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml") && path.is_file())
}
