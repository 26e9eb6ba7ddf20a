//! What a key press costs: the outlook, the page behind it, and a whole frame.

#![expect(clippy::unwrap_used, reason = "a benchmark without its facts has nothing to measure")]

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use runtime_explorer::catalog::Catalog;
use runtime_explorer::explorer::{State, Tab, update_all};
use runtime_explorer::model::curves::Curves;
use runtime_explorer::model::{Facts, evaluate, mend};
use runtime_explorer::scenario::parameter::Value;
use runtime_explorer::scenario::{Inputs, Scenario, registry};
use runtime_explorer::ui::theme::Theme;
use runtime_explorer::ui::{self, Look};
use runtime_explorer::widgets::glyphs::Glyphs;

fn main() {
    divan::main();
}

fn facts() -> Facts {
    Facts::new(Catalog::built_in()).unwrap()
}

fn scenario(facts: &Facts, rps: f64, heavy_percent: f64) -> Scenario {
    let mut scenario = Scenario::new("bench", date(2026, 11, 22));
    facts.definitions.set(&mut scenario, registry::RPS, Value::Number(rps)).unwrap();
    facts.definitions.set(&mut scenario, registry::HEAVY_PERCENT, Value::Number(heavy_percent)).unwrap();
    scenario
}

/// Requests per second and heavy requests in a hundred.
const LOADS: [(f64, f64); 4] = [(10_000.0, 0.0), (1_000_000.0, 0.0), (10_000.0, 0.05), (1_000_000.0, 1.0)];

#[divan::bench(args = LOADS)]
fn outlook(bencher: Bencher<'_, '_>, (rps, heavy): (f64, f64)) {
    let facts = facts();
    let scenario = scenario(&facts, rps, heavy);
    bencher.bench_local(|| evaluate(&facts, divan::black_box(&scenario)));
}

#[divan::bench(args = [(10_000.0, 0.0), (1_000_000.0, 0.0), (10_000.0, 0.05)])]
fn curves(bencher: Bencher<'_, '_>, (rps, heavy): (f64, f64)) {
    let facts = facts();
    let inputs = Inputs::resolve(&facts.definitions, &scenario(&facts, rps, heavy));
    bencher.bench_local(|| Curves::of(&facts, divan::black_box(&inputs)));
}

/// Traffic, heavy share in percent, p99 target and budget: missed a little, missed by far, and beyond mending.
#[divan::bench(args = [
    (10_000.0, 0.0, 50.0, 400.0), (1_000_000.0, 1.0, 20.0, 2_000.0), (1_000_000.0, 0.5, 1.0, 10.0),
    (10_000.0, 0.05, 10.0, 100.0),
])]
fn mends(bencher: Bencher<'_, '_>, (rps, heavy, p99, budget): (f64, f64, f64, f64)) {
    let facts = facts();
    let mut scenario = scenario(&facts, rps, heavy);
    facts.definitions.set(&mut scenario, registry::P99_MS, Value::Number(p99)).unwrap();
    facts.definitions.set(&mut scenario, registry::BUDGET_USD, Value::Number(budget)).unwrap();
    let outlook = evaluate(&facts, &scenario);
    bencher.bench_local(|| mend::mends(&facts, divan::black_box(&outlook)));
}

#[divan::bench(args = Tab::ALL)]
fn frame_160x50(bencher: Bencher<'_, '_>, tab: Tab) {
    let facts = facts();
    let scenario = scenario(&facts, 10_000.0, 0.0);
    let mut state = State::new(facts, scenario);
    state.open(tab);
    let look = Look { theme: Theme::sixteen_colours(), glyphs: Glyphs::UNICODE };
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    bencher.bench_local(|| {
        terminal.draw(|frame| state.regions = ui::draw(frame, &state, &look)).unwrap();
    });
}

/// One step of a slider, everything it changes, and the frame; without a pin, and with one that four inputs part from.
#[divan::bench(args = Tab::ALL.map(|tab| [(tab, false), (tab, true)]).concat())]
fn key_to_frame_160x50(bencher: Bencher<'_, '_>, (tab, pinned): (Tab, bool)) {
    let facts = facts();
    let start = scenario(&facts, 10_000.0, 0.0);
    let mut moved = start.clone();
    for (key, value) in [(registry::P99_MS, 40.0), (registry::PRIORITY_COST, 6.0), (registry::TEAM_JS, 60.0)]
    {
        facts.definitions.set(&mut moved, key, Value::Number(value)).unwrap();
    }
    let mut state = State::new(facts, start);
    state.open(tab);
    if pinned {
        state.pin();
    }
    state.change(moved);
    let look = Look { theme: Theme::sixteen_colours(), glyphs: Glyphs::UNICODE };
    let mut terminal = Terminal::new(TestBackend::new(160, 50)).unwrap();
    let mut keys = [KeyCode::Right, KeyCode::Left].into_iter().cycle();
    bencher.bench_local(|| {
        let key = keys.next().map(|code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        update_all(&mut state, key);
        terminal.draw(|frame| state.regions = ui::draw(frame, &state, &look)).unwrap();
    });
}
