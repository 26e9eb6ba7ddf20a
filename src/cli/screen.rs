//! The explorer on a terminal: draw, wait, update. It stands here because it brings state, view and terminal together.

use anyhow::Context;
use crossterm::event::Event;

use super::files;
use super::long_run::LongRuns;
use super::metronome::Metronome;
use super::refiner::Refiner;
use crate::catalog::Edition;
use crate::config::Config;
use crate::explorer::documents::KnownFile;
use crate::explorer::{Effect, State, update_all};
use crate::model::Facts;
use crate::scenario::Scenario;
use crate::terminal::{Options, Session, Wake};
use crate::ui::theme::Theme;
use crate::ui::{self, Look};
use crate::widgets::glyphs::Glyphs;

/// Runs the explorer on the terminal until the user leaves; returns the exit status.
///
/// # Errors
/// When the terminal cannot be taken over, waited for or written to. It is given back in every case.
pub(super) fn run(
    facts: Facts,
    scenario: Scenario,
    file: Option<KnownFile>,
    config: Config,
) -> anyhow::Result<u8> {
    let look = look(config.ascii);
    let mut state = State::new(facts, scenario);
    state.keys = config.keys;
    state.usual_edition = config.edition.unwrap_or(Edition::Audited);
    state.folders = files::folders();
    if let Some(file) = file {
        state.belongs_to(file);
    }
    let mut session = Session::start(Options::default()).context("cannot take over the terminal")?;
    let refiner = Refiner::start(session.waker()).context("cannot start a thread")?;
    let mut long_runs = LongRuns::new(session.waker());
    let mut metronome = Metronome::new(session.waker());
    loop {
        if let Some(text) = state.clipboard.take() {
            session.copy(&text).context("cannot write to the terminal")?;
        }
        session.draw(|frame| state.regions = ui::draw(frame, &state, &look)).context("cannot draw")?;
        if let Some(draft) = state.take_refinement() {
            refiner.refine(draft);
        }
        long_runs.stop_unless(state.generation());
        if let Some(task) = state.take_long_run() {
            long_runs.begin(task).context("cannot start a thread")?;
        }
        metronome.run(state.lanes.is_playing).context("cannot start a thread")?;
        match session.wait().context("cannot wait for input")? {
            Wake::Quit(status) => return Ok(status),
            Wake::Redraw => {}
            Wake::Message => {
                for (generation, tally) in refiner.refined() {
                    state.refine(generation, tally);
                }
                for (generation, summaries) in long_runs.news() {
                    state.long_run_came_to(generation, summaries);
                }
                state.play(metronome.elapsed());
            }
            Wake::Events(events) => match apply(&mut state, events) {
                Effect::Quit => return Ok(0),
                Effect::Suspend => session.suspend().context("cannot suspend")?,
                Effect::None | Effect::File(_) => {}
            },
        }
    }
}

/// Applies a batch of events. What one asks of files is done before what was typed after it.
fn apply(state: &mut State, events: Vec<Event>) -> Effect {
    state.now = jiff::Zoned::now().datetime();
    let mut events = events.into_iter();
    let mut effect = update_all(state, &mut events);
    while let Effect::File(request) = effect {
        effect = files::fulfil(state, request);
        if effect == Effect::None {
            effect = update_all(state, &mut events);
        }
    }
    effect
}

/// How things look on this terminal, from its environment unless it has been said; the terminal itself is not asked.
pub(super) fn look(ascii: Option<bool>) -> Look {
    let variable = |name: &str| std::env::var(name).ok();
    let term = variable("TERM");
    Look {
        theme: Theme::from_environment(variable("NO_COLOR").as_deref(), term.as_deref()),
        glyphs: match ascii {
            Some(true) => Glyphs::ASCII,
            Some(false) => Glyphs::UNICODE,
            None => *Glyphs::from_environment(
                variable("LC_ALL").as_deref(),
                variable("LC_CTYPE").as_deref(),
                variable("LANG").as_deref(),
                term.as_deref(),
            ),
        },
    }
}
