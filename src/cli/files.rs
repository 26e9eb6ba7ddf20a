//! What the explorer asks of files.

use std::fs;
use std::path::Path;

use super::{export, folders, open, save, themes};
use crate::explorer::documents::Folders;
use crate::explorer::files::{Refusal, Request, Save};
use crate::explorer::{Effect, State};
use crate::import::{self, Measurement};
use crate::scenario::Scenario;

/// Does what is asked, tells the state, and returns what follows.
pub(super) fn fulfil(state: &mut State, request: Request) -> Effect {
    match request {
        Request::Save(request) => {
            let outcome = write(&state.settings.folders, &request);
            state.save_came_to(request, outcome)
        }
        Request::Open(request) => {
            let outcome = read(state, &request.path);
            state.open_came_to(request, outcome)
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
            let files = folders::saved(&state.settings.folders);
            state.list_came_to(files);
            Effect::None
        }
    }
}

fn write(folders: &Folders, request: &Save) -> Result<(), Refusal> {
    // The program's own folder is made when it is first needed; any other would be a typing error.
    if let Some(folder) = folders.scenarios.as_deref().filter(|folder| request.path.parent() == Some(folder))
    {
        make(folder).map_err(|error| Refusal::Failed(save::unmade(folder, &error)))?;
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

/// What a load generator wrote.
fn measurement(path: &Path) -> Result<Measurement, String> {
    open::refuse_pipe(path)?;
    let file = fs::File::open(path).map_err(|error| open::unreadable(path, &error))?;
    import::read(&path.display().to_string(), file).map_err(|refusal| refusal.to_string())
}

fn read(state: &State, path: &Path) -> Result<(Scenario, String), String> {
    open::refuse_pipe(path)?;
    // A name without an ending has been given one.
    if !path.exists() {
        open::refuse_pipe(&path.with_extension(""))?;
    }
    let read = open::from_file(&state.facts.definitions, path, state.scenario.today);
    read.map_err(|failure| failure.message().unwrap_or_default())
}
