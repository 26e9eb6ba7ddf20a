//! What showing the grounds of a decision costs, each part alone and all that a key press asks for.
//!
//! The bound to keep: `everything` of the default scenario under 8 ms on one core.

#![expect(clippy::unwrap_used, reason = "a benchmark without its facts has nothing to measure")]

use divan::{Bencher, black_box};
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use runtime_explorer::catalog::Catalog;
use runtime_explorer::explorer::State;
use runtime_explorer::explorer::inputs::value_on_track;
use runtime_explorer::model::confidence::{ALL_DRAWS, FIRST_DRAWS, Study};
use runtime_explorer::model::flips::Flips;
use runtime_explorer::model::sweep::Sweep;
use runtime_explorer::model::tornado::tornado;
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::scenario::parameter::{Key, Value};
use runtime_explorer::scenario::{Scenario, preset, registry};
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

fn main() {
    divan::main();
}

/// A preset, or the default one at this many requests per second with this many heavy ones in a hundred.
#[derive(Clone, Copy, Debug)]
enum Case {
    Preset(&'static str),
    Load(f64, f64),
}

const CASES: [Case; 8] = [
    Case::Preset("saas-backend"),
    Case::Preset("forecasting-pipeline"),
    Case::Preset("hybrid-product"),
    Case::Preset("go-platform-team"),
    Case::Load(1_000_000.0, 0.0),
    Case::Load(10_000.0, 5.0),
    Case::Load(10_000.0, 0.05),
    Case::Load(1_000_000.0, 1.0),
];

fn facts() -> Facts {
    Facts::new(Catalog::built_in()).unwrap()
}

fn scenario(facts: &Facts, case: Case) -> Scenario {
    let today = date(2026, 11, 22);
    let start = |name| {
        let presets = preset::all();
        let preset = presets.iter().find(|preset| preset.name == name).unwrap();
        preset.scenario(&facts.definitions, today).unwrap()
    };
    match case {
        Case::Preset(name) => start(name),
        Case::Load(rps, heavy_percent) => {
            let mut scenario = start("saas-backend");
            facts.definitions.set(&mut scenario, registry::RPS, Value::Number(rps)).unwrap();
            facts
                .definitions
                .set(&mut scenario, registry::HEAVY_PERCENT, Value::Number(heavy_percent))
                .unwrap();
            scenario
        }
    }
}

/// Every value that a cell of a slider's track stands for on a screen of 160 by 50 cells.
fn cells(facts: Facts, scenario: Scenario) -> Vec<(Key, Value)> {
    let mut state = State::new(facts, scenario);
    let look = Look { theme: Theme::sixteen_colours(), glyphs: Glyphs::UNICODE };
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    terminal.draw(|frame| state.regions = ui::draw(frame, &state, &look)).unwrap();
    let definitions = &state.facts.definitions;
    state
        .regions
        .sliders()
        .iter()
        .flat_map(|(key, metrics)| {
            metrics.fractions().filter_map(|at| Some((*key, value_on_track(definitions, *key, at)?)))
        })
        .collect()
}

fn paint(sweep: &Sweep<'_>, cells: &[(Key, Value)]) {
    for (key, value) in cells {
        black_box(sweep.at(*key, *value));
    }
}

#[divan::bench(args = CASES)]
fn sweep(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let scenario = scenario(&facts, case);
    bencher.bench_local(|| black_box(Sweep::new(&facts, black_box(&scenario), [false; 3])).standings());
}

#[divan::bench(args = CASES)]
fn tracks_160x50(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let scenario = scenario(&facts, case);
    let cells = cells(self::facts(), scenario.clone());
    let sweep = Sweep::new(&facts, &scenario, [false; 3]);
    bencher.bench_local(|| paint(black_box(&sweep), &cells));
}

#[divan::bench(args = CASES)]
fn first_draws(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let outlook = evaluate(&facts, &scenario(&facts, case));
    bencher.bench_local(|| Study::new(&facts, black_box(&outlook)).count(0..FIRST_DRAWS));
}

#[divan::bench(args = [Case::Preset("saas-backend"), Case::Load(10_000.0, 5.0)], sample_count = 20)]
fn all_draws(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let outlook = evaluate(&facts, &scenario(&facts, case));
    bencher.bench_local(|| Study::new(&facts, black_box(&outlook)).count(0..ALL_DRAWS));
}

#[divan::bench(args = CASES)]
fn flips(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let scenario = scenario(&facts, case);
    bencher.bench_local(|| Flips::of(&Sweep::new(&facts, black_box(&scenario), [false; 3])));
}

#[divan::bench(args = CASES)]
fn bars_of_the_tornado(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let scenario = scenario(&facts, case);
    let outlook = evaluate(&facts, &scenario);
    bencher.bench_local(|| tornado(&facts, black_box(&scenario), &outlook));
}

/// Outlook, first draws and all tracks of a screen: what a key press is answered with.
#[divan::bench(args = CASES)]
fn everything(bencher: Bencher<'_, '_>, case: Case) {
    let facts = facts();
    let scenario = scenario(&facts, case);
    let cells = cells(self::facts(), scenario.clone());
    bencher.bench_local(|| {
        let outlook = evaluate(&facts, black_box(&scenario));
        paint(&Sweep::new(&facts, &scenario, [false; 3]), &cells);
        (Study::new(&facts, &outlook).count(0..FIRST_DRAWS), outlook)
    });
}
