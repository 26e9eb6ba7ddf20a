//! What the explorer asks of files.

use std::fs;
use std::path::Path;

use super::reading::{Reader, Wanted};
use super::{export, folders, save, themes};
use crate::explorer::documents::Folders;
use crate::explorer::files::{Refusal, Request, Save};
use crate::explorer::{Effect, State};

/// Does what is asked, tells the state, and returns what follows.
pub(super) fn fulfil(state: &mut State, request: Request, reader: &mut Reader) -> Effect {
    match request {
        Request::Save(request) => {
            let outcome = write(&state.settings.folders, &request);
            state.save_came_to(request, outcome)
        }
        Request::Open(request) => reader.read(state, Wanted::Scenario(request)),
        Request::Import(path) => reader.read(state, Wanted::LoadTest(path)),
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
pub(super) fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}
