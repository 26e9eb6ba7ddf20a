//! Files that exist only here, for whatever the explorer asks of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossterm::event::Event;
use jiff::civil::date;
use rand_xoshiro::rand_core::Rng;
use runtime_explorer::explorer::appearance::ListedTheme;
use runtime_explorer::explorer::documents::Folders;
use runtime_explorer::explorer::files::{Choice, Listed, Over, Refusal, Request};
use runtime_explorer::explorer::{Effect, State, update_all};
use runtime_explorer::import;
use runtime_explorer::scenario::{Scenario, file};

use crate::app::FACTS;
use crate::events::below;

const FOLDER: &str = "/home/ann/scenarios";
const WRK: &str = "Running 2s test @ http://127.0.0.1:8080/\n  2 threads and 16 connections\n\
     \n  19688 requests in 2.10s, 3.44MB read\n  Non-2xx or 3xx responses: 1378\nRequests/sec:   9372.02\n";

pub(crate) struct Files(BTreeMap<PathBuf, String>);

impl Files {
    /// Files in the folder of scenarios and beside it.
    pub(crate) fn new(state: &mut State) -> Self {
        state.settings.folders =
            Folders { scenarios: Some(FOLDER.into()), home: Some("/home/ann".into()), ..Folders::default() };
        let ours = "# Ours.\nschema = 1\nname = \"ours\"\n[traffic]\nrps = 20_000 # peak\n";
        let measured = "schema = 1\n[measured.go]\ntool = \"wrk\"\nfile = \"a.txt\"\ndate = 2026-11-01\n\
                        cores = 2\nrps_ok = 9000\n";
        let files = [("ours.toml", ours), ("broken.toml", "schema = 1\n["), ("theirs.toml", measured)];
        let files = files.map(|(name, text)| (PathBuf::from(FOLDER).join(name), text.to_owned()));
        Self(files.into_iter().collect())
    }

    /// Applies events and fulfils what comes of them. The walk goes on where somebody would have left.
    pub(crate) fn apply(
        &mut self,
        state: &mut State,
        events: impl IntoIterator<Item = Event>,
        random: &mut impl Rng,
    ) {
        let mut events = events.into_iter().peekable();
        loop {
            let mut effect = update_all(state, &mut events);
            while let Effect::File(request) = effect {
                effect = self.fulfil(state, request, random);
            }
            if events.peek().is_none() {
                break;
            }
        }
        state.settle();
    }

    fn fulfil(&mut self, state: &mut State, request: Request, random: &mut impl Rng) -> Effect {
        let fault = (below(random, 5) == 0).then(|| "the disk is full".to_owned());
        match request {
            Request::Save(save) => {
                let outcome = match (fault, self.0.get(&save.path), &save.over) {
                    (Some(fault), _, _) => Err(Refusal::Failed(fault)),
                    (None, Some(_), Over::Nothing) => Err(Refusal::Exists),
                    (None, Some(text), Over::Known(known)) if text != known => Err(Refusal::Changed),
                    _ => Ok(()),
                };
                if outcome.is_ok() {
                    self.0.insert(save.path.clone(), save.text.clone());
                    saved_is_read_again(&save.text);
                }
                state.save_came_to(save, outcome)
            }
            Request::Open(open) => {
                let path = &open.path;
                let text = self.0.get(path).cloned().ok_or("there is no such file".to_owned());
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let outcome = text.and_then(|text| {
                    let base = Scenario::new(name, date(2026, 11, 22));
                    let read = file::read(&FACTS.definitions, "file", &text, base);
                    read.map(|scenario| (scenario, text)).map_err(|error| error.to_string())
                });
                state.open_came_to(open, outcome)
            }
            Request::Import(path) => {
                let name = path.display().to_string();
                let report = if below(random, 3) == 0 { "no report" } else { WRK };
                let outcome = import::read(&name, report.as_bytes()).map_err(|refusal| refusal.to_string());
                state.import_came_to(name, outcome);
                Effect::None
            }
            Request::Themes => {
                let listed =
                    |name: &str| ListedTheme { name: name.to_owned(), about: Ok("colours".to_owned()) };
                state.themes_came_to(["terminal", "dark", "mono"].map(listed).into());
                Effect::None
            }
            Request::List => {
                let listed = self.0.keys().map(|path| Listed {
                    name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                    about: "today".to_owned(),
                    choice: Choice::File(path.clone()),
                });
                state.list_came_to(listed.collect());
                Effect::None
            }
            Request::Export(export) => {
                let outcome = match below(random, 3) {
                    0 => Err(Refusal::Failed("the disk is full".to_owned())),
                    1 if !export.overwrite => Err(Refusal::Exists),
                    _ => Ok(()),
                };
                state.export_came_to(export, outcome);
                Effect::None
            }
            Request::Copy(what) => {
                state.copy(&what, "a text".to_owned());
                Effect::None
            }
        }
    }
}

/// What was saved is a scenario.
fn saved_is_read_again(text: &str) {
    let base = Scenario::new("saved", date(2026, 11, 22));
    let read = file::read(&FACTS.definitions, "saved.toml", text, base);
    assert!(read.is_ok(), "{}\n{text}", read.unwrap_err());
}
