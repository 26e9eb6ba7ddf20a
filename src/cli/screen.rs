//! The explorer on a terminal: draw, wait, update. It stands here because it brings state, view and terminal together.

use std::io;

use anyhow::Context;
use crossterm::event::Event;

use super::failure::Failure;
use super::foreseer::Foreseer;
use super::log::Log;
use super::long_run::LongRuns;
use super::metronome::Metronome;
use super::reading::Reader;
use super::refiner::Refiner;
use super::{files, recovery, themes};
use crate::explorer::documents::KnownFile;
use crate::explorer::{Appearance, Effect, Settings, State, update_all};
use crate::model::Facts;
use crate::scenario::Scenario;
use crate::terminal::{Screen, Session, Wake, restore};
use crate::ui::{self, Look};
use crate::widgets::glyphs::Glyphs;

/// The state to begin with.
pub(super) fn state(facts: Facts, scenario: Scenario, file: Option<KnownFile>, settings: Settings) -> State {
    let mut state = State::new(facts, scenario);
    state.settings = settings;
    if let Some(file) = file {
        state.belongs_to(file);
    }
    state
}

/// Runs the explorer on the terminal until the user leaves, and returns the exit status. The screen is what another
/// thread may get memory for meanwhile.
///
/// # Errors
/// When the terminal cannot be taken over, waited for or written to. It is given back in every case, and what is not
/// saved is kept.
pub(super) fn run(
    screen: impl FnOnce() -> io::Result<Screen>,
    mut state: State,
    mut look: Look,
    log: &Log,
) -> anyhow::Result<u8> {
    let mut session = screen().and_then(Session::start).context("cannot take over the terminal")?;
    state.notice = recovery::news(&state.settings);
    let end = converse(&mut session, &mut state, &mut look, log);
    if !matches!(end, Ok(End::Left)) {
        // While the session still catches signals: with a terminal that goes away comes more than one.
        restore();
        recovery::keep(&state, log);
    }
    Ok(match end? {
        End::Left => 0,
        End::Asked(status) => status,
    })
}

/// How the explorer came to its end.
enum End {
    /// The user left it.
    Left,
    /// A signal, the end of the terminal, or a user in a hurry, asked for this exit status.
    Asked(u8),
}

/// Draws, waits and updates until the end.
fn converse(session: &mut Session, state: &mut State, look: &mut Look, log: &Log) -> anyhow::Result<End> {
    let mut drawn = state.theme().to_owned();
    let mut refiner = Refiner::new(session.waker());
    let mut long_runs = LongRuns::new(session.waker());
    let mut metronome = Metronome::new(session.waker());
    let mut foreseer = Foreseer::default();
    let mut reader = Reader::new(session.waker());
    loop {
        if let Some(text) = state.take_clipboard() {
            session.copy(&text).context("cannot write to the terminal")?;
        }
        change(look, &mut drawn, state);
        session.draw(|frame| state.regions = ui::draw(frame, state, look)).context("cannot draw")?;
        if let Some(draft) = state.take_refinement() {
            refiner.refine(draft);
        }
        if let Some(foresight) = state.take_foresight() {
            foreseer.reckon(foresight, &state.facts);
        }
        long_runs.stop_unless(state.simulated());
        if state.take_long_run().is_some_and(|task| long_runs.begin(task).is_err()) {
            state.long_run_cannot_begin();
            continue;
        }
        if metronome.run(state.lanes.is_playing).is_err() {
            state.cannot_play();
            continue;
        }
        reader.stop_unless(state.is_reading());
        match session.wait().context("cannot wait for input")? {
            Wake::Quit(status) => return Ok(End::Asked(status)),
            Wake::Redraw => metronome.skip(),
            Wake::Suspend => {
                session.suspend().context("cannot suspend")?;
                metronome.skip();
            }
            Wake::Message => {
                for (generation, refined) in refiner.refined() {
                    state.refine(generation, &refined);
                }
                for (generation, summaries) in long_runs.news() {
                    state.long_run_came_to(generation, summaries);
                }
                state.play(metronome.elapsed());
                let effect = reader.deliver(state);
                follow(state, effect, &mut std::iter::empty(), &mut reader, log);
            }
            Wake::Events(events) => {
                if let Some(reckoning) = foreseer.stop() {
                    state.foresee(reckoning);
                }
                let mut events = events.into_iter();
                match apply(state, &mut events, &mut reader, log) {
                    Some(Leave::Quit) => return Ok(End::Left),
                    Some(Leave::QuitNow) => return Ok(End::Asked(0)),
                    Some(Leave::Suspend) => {
                        session.suspend().context("cannot suspend")?;
                        metronome.skip();
                        session.put_back(events);
                    }
                    None => {}
                }
            }
        }
    }
}

/// How the terminal is left.
enum Leave {
    /// For good.
    Quit,
    /// For good, although something may not be saved.
    QuitNow,
    /// Until the shell brings the program to the front again.
    Suspend,
}

/// Applies a batch of events, up to one that ends or suspends the program. What one asks of files is done before what
/// was typed after it, unless it takes too long.
fn apply(
    state: &mut State,
    events: &mut impl Iterator<Item = Event>,
    reader: &mut Reader,
    log: &Log,
) -> Option<Leave> {
    state.now = jiff::Zoned::now().datetime();
    let said = state.notice.clone();
    let effect = update_all(state, &mut *events);
    let leave = follow(state, effect, events, reader, log);
    if let Some(notice) = state.notice.as_ref().filter(|notice| said.as_ref() != Some(notice)) {
        log.line(notice);
    }
    leave
}

/// Does what the loop has to do, and applies the events behind it.
fn follow(
    state: &mut State,
    mut effect: Effect,
    events: &mut impl Iterator<Item = Event>,
    reader: &mut Reader,
    log: &Log,
) -> Option<Leave> {
    loop {
        match effect {
            Effect::None => return None,
            Effect::Quit => return Some(Leave::Quit),
            Effect::QuitNow => return Some(Leave::QuitNow),
            Effect::Suspend => return Some(Leave::Suspend),
            Effect::File(request) => {
                log.request(&request);
                effect = files::fulfil(state, request, reader);
                if effect == Effect::None {
                    effect = update_all(state, &mut *events);
                }
            }
        }
    }
}

/// What an appearance is on this terminal.
///
/// # Errors
/// When there is no such theme, or its file is wrong.
pub(super) fn look(appearance: &Appearance) -> Result<Look, Failure> {
    let theme = themes::named(&appearance.theme, themes::depth())?;
    Ok(Look { theme, glyphs: if appearance.is_ascii { Glyphs::ASCII } else { Glyphs::UNICODE } })
}

/// Looks as the state asks, which is another theme with every line of the list of themes; reads it only then.
fn change(look: &mut Look, drawn: &mut String, state: &mut State) {
    if state.theme() == drawn {
        return;
    }
    state.theme().clone_into(drawn);
    match themes::named(drawn, themes::depth()) {
        Ok(theme) => look.theme = theme,
        Err(failure) => state.notice = failure.message(),
    }
}
