//! What simulating costs: a million requests for the overlay, some thousands for the frame of a key.
//!
//! The bound to keep: a million requests of an event loop under 150 ms on one core.

#![expect(clippy::unwrap_used, reason = "a benchmark without its facts has nothing to measure")]

use divan::{Bencher, black_box};
use jiff::civil::date;
use runtime_explorer::catalog::Catalog;
use runtime_explorer::model::simulator::{Extent, Model, Setting, simulate};
use runtime_explorer::model::{Facts, evaluate};
use runtime_explorer::scenario::parameter::Value;
use runtime_explorer::scenario::{Scenario, registry};

fn main() {
    divan::main();
}

/// The machine of a plan whose loops have something heavy to do now and then.
fn setting(heavy_percent: f64) -> Setting {
    let facts = Facts::new(Catalog::built_in()).unwrap();
    let mut scenario = Scenario::new("bench", date(2026, 11, 22));
    facts.definitions.set(&mut scenario, registry::CONCURRENCY_RPS, Value::Number(1_000.0)).unwrap();
    facts.definitions.set(&mut scenario, registry::HEAVY_PERCENT, Value::Number(heavy_percent)).unwrap();
    Setting::of(facts.constants(scenario.edition), &evaluate(&facts, &scenario))
}

const MODELS: [Model; 9] = Model::ALL;

#[divan::bench(args = MODELS, sample_count = 10)]
fn a_million_requests(bencher: Bencher<'_, '_>, model: Model) {
    let setting = setting(1.0);
    let extent = Extent { seed: 1, requests: 1_000_000, warm_up_percent: 5, window: 0..0 };
    bencher.bench_local(|| simulate(model, black_box(&setting), &extent));
}

#[divan::bench(sample_count = 10)]
fn a_million_requests_of_one_class(bencher: Bencher<'_, '_>) {
    let setting = setting(0.0);
    let extent = Extent { seed: 1, requests: 1_000_000, warm_up_percent: 5, window: 0..0 };
    bencher.bench_local(|| simulate(Model::NodeEventLoop, black_box(&setting), &extent));
}

/// All models with the trace of half a second, as for a frame.
#[divan::bench(args = [1_024, 2_048])]
fn a_frame(bencher: Bencher<'_, '_>, requests: u32) {
    let setting = setting(1.0);
    let extent = Extent { seed: 1, requests, warm_up_percent: 5, window: 0..500_000_000 };
    bencher.bench_local(|| Model::ALL.map(|model| simulate(model, black_box(&setting), &extent)));
}
