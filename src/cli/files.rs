//! What the explorer asks of files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{PROGRAM, export, folders, open, save, themes};
use crate::explorer::documents::Folders;
use crate::explorer::files::{Open, Refusal, Request, Save};
use crate::explorer::{Effect, State};
use crate::import::{Measurement, Recognised, recognise};
use crate::scenario::Scenario;

/// Does what is asked, tells the state, and returns what follows.
pub(super) fn fulfil(state: &mut State, request: Request) -> Effect {
    match request {
        Request::Save(request) => {
            let outcome = write(&state.settings.folders, &request);
            state.save_came_to(request, outcome)
        }
        Request::Open(request) => {
            let request = Open { path: dropped(request.path), ..request };
            let outcome = read(state, &request.path);
            state.open_came_to(request, outcome)
        }
        Request::Import(path) => {
            let path = dropped(path);
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
pub(super) fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The path that is meant where a terminal has put backslashes before the spaces of a file that was dropped on it, as a
/// shell wants them. What is there as it is written is meant so.
fn dropped(path: PathBuf) -> PathBuf {
    let Some(typed) = path.to_str().filter(|typed| typed.contains('\\') && !path.exists()) else {
        return path;
    };
    let mut bare = String::with_capacity(typed.len());
    let mut chars = typed.chars();
    while let Some(c) = chars.next() {
        bare.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    let bare = PathBuf::from(bare);
    if bare.exists() { bare } else { path }
}

/// What a load generator wrote.
fn measurement(path: &Path) -> Result<Measurement, String> {
    open::refuse_pipe(path)?;
    let unreadable = |error: io::Error| open::unreadable(path, &error);
    match fs::File::open(path).and_then(recognise).map_err(unreadable)? {
        Recognised::Schedule(_) => Err(format!(
            "{}: a release schedule, and no load test: `{PROGRAM} import FILE --into DIR` makes figures of it, and \
             --data DIR takes them",
            path.display()
        )),
        Recognised::LoadTest(load_test) => {
            load_test.read(&path.display().to_string()).map_err(|refusal| refusal.to_string())
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_dropped_file_is_found_behind_the_backslashes_of_its_terminal() {
        let folder = std::env::temp_dir().join(format!("runtime-explorer dropped {}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for name in ["my file (1).json", r"a\ b", "a b"] {
            fs::write(folder.join(name), "").unwrap();
        }
        let escaped =
            |name: &str| PathBuf::from(format!("{}/{name}", folder.to_str().unwrap().replace(' ', r"\ ")));
        assert_eq!(dropped(escaped(r"my\ file\ \(1\).json")), folder.join("my file (1).json"));
        let (literal, missing) = (folder.join(r"a\ b"), escaped(r"no\ such"));
        assert_eq!(dropped(literal.clone()), literal, "it is there as it is written");
        assert_eq!(dropped(missing.clone()), missing, "what is typed is what is refused");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_release_schedule_is_told_where_it_is_taken() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        for schedule in ["nodejs-schedule.json", "endoflife-go.json"] {
            let said = measurement(&samples.join("schedules").join(schedule)).unwrap_err();
            assert!(
                said.contains("a release schedule, and no load test: `runtime-explorer import FILE"),
                "{said}"
            );
        }
        let read = measurement(&samples.join("loadtests/wrk/wrk-4.1-node-mix.txt")).unwrap();
        assert!(read.rps_ok.is_some());
    }
}
