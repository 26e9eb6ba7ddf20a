//! A long random walk through the whole interface: keys, mouse, pasted text, sizes of the screen, and answers of files.
//!
//! How far it goes and from which seed is in the environment; a hundred thousand events, in a few minutes:
//!
//! ```text
//! WALK_EVENTS=100000 WALK_SEED=7 cargo test --release --test random_walk
//! ```
//!
//! What breaks it is printed with the seed, the position and the last events. The same seed makes the same walk.

#![expect(clippy::unwrap_used, clippy::panic, reason = "the machinery of a test fails by panicking")]

use std::collections::VecDeque;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crossterm::event::Event;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use runtime_explorer::explorer::refinement::{Draft, Refined, Refinement};
use runtime_explorer::model::confidence::ALL_DRAWS;

#[expect(dead_code, reason = "of the harness, the walk takes what any event takes")]
#[path = "explorer/app.rs"]
mod app;
#[path = "random_walk/events.rs"]
mod events;
#[path = "random_walk/files.rs"]
mod files;
#[path = "random_walk/invariants.rs"]
mod invariants;

use app::App;
use events::{Step, below};
use files::Files;

/// What fits into a minute of a debug build.
const EVENTS: u64 = 20_000;
const SEED: u64 = 2_026;

/// Events between two drawings; a burst of keys is one frame in the real loop, too.
const DRAWN_EVERY: u64 = 4;
/// Events between two comparisons with an outlook computed anew.
const COMPARED_EVERY: u64 = 50;
/// Events between two ways back to the start and forth again.
const UNDONE_EVERY: u64 = 4_000;
/// States after which the first ones may have been forgotten: some less than the history keeps, for one batch may add
/// several.
const REMEMBERED: usize = 900;
/// Events that a failure shows.
const SHOWN: usize = 30;

fn from_environment(name: &str, default: u64) -> u64 {
    env::var(name)
        .map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

#[test]
fn a_random_walk_breaks_nothing() {
    let (events, seed) = (from_environment("WALK_EVENTS", EVENTS), from_environment("WALK_SEED", SEED));
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut app = App::new();
    let mut files = Files::new(&mut app.state);
    let start = app.state.scenario.clone();
    let (mut last, mut most_states) = (VecDeque::new(), 0);
    for position in 1..=events {
        let step = events::any(&mut random, app.screen.size().unwrap());
        if last.len() == SHOWN {
            last.pop_front();
        }
        last.push_back(step.clone());
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            walk(&mut app, &mut files, step, &mut random);
            if position % DRAWN_EVERY == 0 {
                app.draw();
                invariants::drawn(&app);
            }
            invariants::cheap(&app.state);
            most_states = most_states.max(app.state.history.states());
            if position % COMPARED_EVERY == 0 {
                invariants::fresh(&app.state);
            }
            if position % UNDONE_EVERY == 0 || position == events {
                invariants::undone(&mut app.state, (most_states <= REMEMBERED).then_some(&start));
            }
        }));
        if let Err(panic) = outcome {
            eprintln!("WALK_SEED={seed} WALK_EVENTS={position} breaks; the last events:");
            for step in &last {
                eprintln!("    {step:?}");
            }
            resume_unwind(panic);
        }
    }
}

fn walk(app: &mut App, files: &mut Files, step: Step, random: &mut Xoshiro256PlusPlus) {
    match step {
        Step::Resize(columns, rows) => {
            app.screen.backend_mut().resize(columns, rows);
            files.apply(&mut app.state, [Event::Resize(columns, rows)], random);
        }
        Step::Batch(events) => files.apply(&mut app.state, events, random),
        Step::Time(elapsed) => app.state.play(elapsed),
        Step::Foreseen => {
            if let Some(foresight) = app.state.take_foresight() {
                let reckoning = foresight.reckon(&app.state.facts, || true);
                app.state.foresee(reckoning.unwrap());
            }
        }
        Step::Refined => {
            // All of it takes as long as hundreds of events.
            let is_whole = below(random, 50) == 0;
            match app.state.take_refinement() {
                Some(Refinement { generation, draft: Draft::Confidence { study, tally } }) => {
                    let more = if is_whole { ALL_DRAWS } else { below(random, 100) as u32 };
                    let end = tally.draws.saturating_add(more).min(ALL_DRAWS);
                    let tally = tally.plus(study.count(tally.draws..end));
                    app.state.refine(generation, &Refined::Confidence(tally));
                    if generation == app.state.generation() {
                        assert_eq!(app.state.analysis().tally.draws, end);
                    }
                }
                Some(simulation) if is_whole => {
                    let refined = simulation.refine(|| true).unwrap();
                    app.state.refine(simulation.generation, &refined);
                }
                // Nobody does it before the next key.
                Some(_) | None => {}
            }
        }
    }
}
