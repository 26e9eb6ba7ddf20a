//! What the explorer asks of files.

use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;
use jiff::Zoned;
use jiff::tz::TimeZone;

use super::{PROGRAM, export, open, save, themes};
use crate::explorer::documents::Folders;
use crate::explorer::files::{Choice, Listed, Refusal, Request, Save};
use crate::explorer::{Effect, State};
use crate::import::{self, Measurement};
use crate::scenario::Scenario;

/// Where a name alone means a file, and what `~` stands for; on every system by the XDG rules.
pub(super) fn folders() -> Folders {
    let base = Xdg::new().ok();
    Folders {
        scenarios: base.as_ref().map(|base| base.data_dir().join(PROGRAM).join("scenarios")),
        home: base.map(|base| base.home_dir().to_owned()),
        configuration: None,
    }
}

/// Does what is asked, tells the state, and returns what follows.
pub(super) fn fulfil(state: &mut State, request: Request) -> Effect {
    match request {
        Request::Save(request) => {
            let outcome = write(&state.folders, &request);
            state.save_came_to(request, outcome)
        }
        Request::Open(path) => {
            let outcome = read(state, &path);
            state.open_came_to(path, outcome)
        }
        Request::Import(path) => {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let outcome = measurement(&path);
            state.import_came_to(name, outcome);
            Effect::None
        }
        Request::Export(request) => {
            let outcome = export::write(state, &request);
            state.export_came_to(request, outcome);
            Effect::None
        }
        Request::Copy(what) => {
            match export::text(state, &what) {
                Ok(text) => state.copy(&what, text),
                Err(why) => state.notice = Some(why),
            }
            Effect::None
        }
        Request::Themes => {
            state.themes_came_to(themes::listed());
            Effect::None
        }
        Request::List => {
            let files = saved(&state.folders);
            state.list_came_to(files);
            Effect::None
        }
    }
}

fn write(folders: &Folders, request: &Save) -> Result<(), Refusal> {
    // The program's own folder is made when it is first needed; any other would be a typing error.
    if let Some(folder) = folders.scenarios.as_deref().filter(|folder| request.path.parent() == Some(folder))
    {
        make(folder).map_err(|err| {
            Refusal::Failed(format!("the folder {} cannot be made: {err}", folder.display()))
        })?;
    }
    save::save(&request.path, &request.text, &request.over)
}

/// Makes a folder that is nobody else's business, as the XDG rules ask.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// A pipe would let the explorer wait for ever.
fn refuse_pipe(path: &Path) -> Result<(), String> {
    if path.exists() && !path.is_file() {
        return Err(format!("{} is no file: give the name of one", path.display()));
    }
    Ok(())
}

/// What a load generator wrote.
fn measurement(path: &Path) -> Result<Measurement, String> {
    refuse_pipe(path)?;
    let name = path.display().to_string();
    let file = fs::File::open(path).map_err(|error| format!("{name} cannot be read: {error}"))?;
    import::read(&name, file).map_err(|refusal| refusal.to_string())
}

fn read(state: &State, path: &Path) -> Result<(Scenario, String), String> {
    refuse_pipe(path)?;
    let read = open::from_file(&state.facts.definitions, path, state.scenario.today);
    read.map_err(|failure| failure.message().unwrap_or_default())
}

/// The scenarios in the folder for them, newest first.
pub(super) fn saved(folders: &Folders) -> Vec<Listed> {
    folders.scenarios.as_deref().map(list).unwrap_or_default()
}

/// The scenarios of a folder, newest first.
fn list(folder: &Path) -> Vec<Listed> {
    let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<(std::time::SystemTime, PathBuf)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| {
            let metadata = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?;
            Some((metadata.modified().ok()?, path))
        })
        .collect();
    // Those of one moment by their names, so that the list does not change by itself.
    files.sort_by(|(a, path_a), (b, path_b)| b.cmp(a).then_with(|| path_a.cmp(path_b)));
    let zone = TimeZone::system();
    files
        .into_iter()
        .map(|(modified, path)| {
            let modified = jiff::Timestamp::try_from(modified).map(|at| at.to_zoned(zone.clone()));
            let about = modified.map(|at: Zoned| at.strftime("%Y-%m-%d %H:%M").to_string());
            Listed {
                name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                about: about.unwrap_or_default(),
                choice: Choice::File(path),
            }
        })
        .collect()
}
