//! Files that the explorer reads, each on a thread of its own: one that does not answer holds up nothing but itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;

use super::errand::Errands;
use super::{PROGRAM, open};
use crate::explorer::files::Open;
use crate::explorer::{Effect, State};
use crate::import::{Measurement, Recognised, recognise};
use crate::model::Facts;
use crate::scenario::Scenario;
use crate::terminal::Waker;

/// So long the loop waits for a file. Nearly all come sooner, and then before anything that was typed behind their name
/// in the same batch.
const PATIENCE: Duration = Duration::from_millis(200);

/// A file to be read.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// A scenario.
    Scenario(Open),
    /// What a load generator wrote.
    LoadTest(PathBuf),
}

/// What came of it.
pub(super) enum Found {
    /// The scenario with the text of its file.
    Scenario(Open, Box<Result<(Scenario, String), String>>),
    /// The name of the file, and what stands in it.
    LoadTest(String, Box<Result<Measurement, String>>),
}

/// Reads the file that was asked for last.
pub(super) struct Reader(Errands<Found>);

impl Reader {
    /// One that wakes the waiting loop when it has read something that took its time.
    pub(super) const fn new(waker: Waker) -> Self {
        Self(Errands::new("reader", waker))
    }

    /// Reads a file and tells the state, or has it say that this takes time; returns what follows.
    pub(super) fn read(&mut self, state: &mut State, wanted: Wanted) -> Effect {
        let (facts, today) = (state.facts.clone(), state.scenario.today);
        let path = wanted.path().to_owned();
        let begun = self.0.begin({
            let (facts, wanted) = (facts.clone(), wanted.clone());
            move |errand| errand.tell(wanted.read(&facts, today))
        });
        let found = match begun {
            Ok(()) => self.0.next_within(PATIENCE),
            // Without a thread it takes its time here.
            Err(_) => Some(wanted.read(&facts, today)),
        };
        if let Some(found) = found {
            return found.tell(state);
        }
        state.reading_takes_time(&path);
        Effect::None
    }

    /// Tells the state what has been read meanwhile; returns what follows.
    pub(super) fn deliver(&mut self, state: &mut State) -> Effect {
        let found = self.0.news().next().filter(|_| state.is_reading());
        found.map_or(Effect::None, |found| found.tell(state))
    }

    /// Gives up what nobody waits for any more.
    pub(super) fn stop_unless(&mut self, is_awaited: bool) {
        if !is_awaited {
            self.0.give_up();
        }
    }
}

impl Wanted {
    fn path(&self) -> &Path {
        match self {
            Self::Scenario(open) => &open.path,
            Self::LoadTest(path) => path,
        }
    }

    fn read(self, facts: &Facts, today: Date) -> Found {
        match self {
            Self::Scenario(open) => {
                let open = Open { path: dropped(open.path), ..open };
                let read = scenario(facts, &open.path, today);
                Found::Scenario(open, Box::new(read))
            }
            Self::LoadTest(path) => {
                let path = dropped(path);
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                Found::LoadTest(name, Box::new(measurement(&path)))
            }
        }
    }
}

impl Found {
    fn tell(self, state: &mut State) -> Effect {
        match self {
            Self::Scenario(open, read) => state.open_came_to(open, *read),
            Self::LoadTest(name, read) => {
                state.import_came_to(name, *read);
                Effect::None
            }
        }
    }
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

/// What a load generator wrote, into a file or a pipe.
fn measurement(path: &Path) -> Result<Measurement, String> {
    if !is_pipe(path) {
        open::require_file(path)?;
    }
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

fn scenario(facts: &Facts, path: &Path, today: Date) -> Result<(Scenario, String), String> {
    open::require_file(path)?;
    // A name without an ending has been given one.
    if !path.exists() {
        open::require_file(&path.with_extension(""))?;
    }
    let read = open::from_file(&facts.definitions, path, today);
    read.map_err(|failure| failure.message().unwrap_or_default())
}

/// Whether a pipe bears this name, through which a load generator may still be writing.
#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt;
    fs::metadata(path).is_ok_and(|found| found.file_type().is_fifo())
}

/// Pipes do not bear the names of files here.
#[cfg(not(unix))]
const fn is_pipe(_: &Path) -> bool {
    false
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
