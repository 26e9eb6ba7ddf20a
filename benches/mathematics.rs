//! How long the mathematics takes that runs on every key press.

#![expect(clippy::expect_used, reason = "a benchmark without its input has nothing to measure")]

use divan::{Bencher, black_box};
use runtime_explorer::model::count::{Capacity, Exact, article};
use runtime_explorer::model::queueing::{Mmc, SplitMm1, Tandem, TwoPointMg1, erlang_c};
use runtime_explorer::model::sizing::{LoopLimit, least_servers_shared, least_servers_split};

fn main() {
    divan::main();
}

#[divan::bench(args = [(14, 8.44), (100_000, 99_900.0), (1_000_000, 999_000.0), (500_000_000, 499_980_000.0)])]
fn erlang(bencher: Bencher<'_, '_>, (servers, offered_load): (u64, f64)) {
    bencher.bench(|| erlang_c(black_box(servers), black_box(offered_load)));
}

#[divan::bench(args = [14, 10_000])]
fn response_quantile(bencher: Bencher<'_, '_>, servers: u64) {
    let arrival_rate = 0.6 * 1_185.0 * servers as f64;
    bencher.bench(|| {
        Mmc::new(black_box(arrival_rate), 1_185.0, servers).map(|queue| queue.response_quantile(0.99))
    });
}

#[divan::bench]
fn tandem_quantile(bencher: Bencher<'_, '_>) {
    let api = SplitMm1::new(10_000.0, 9_000.0, 3).expect("stable");
    let compute = Mmc::new(100.0, 90.0, 3).expect("stable");
    let tandem = Tandem::new(api, compute, 0.01).expect("a share");
    bencher.bench(|| black_box(tandem).response_quantile(black_box(0.99)));
}

#[divan::bench(args = [10_000.0, 10_000_000.0])]
fn sizing_shared(bencher: Bencher<'_, '_>, rps: f64) {
    bencher.bench(|| least_servers_shared(black_box(rps), 1_000.0, 0.005, 0.99));
}

#[divan::bench(args = [10_000.0, 10_000_000.0])]
fn sizing_split(bencher: Bencher<'_, '_>, rps: f64) {
    bencher.bench(|| least_servers_split(black_box(rps), 1_000.0, 0.005, 0.99));
}

#[divan::bench(args = [10_000.0, 1_000_000.0])]
fn sizing_two_point(bencher: Bencher<'_, '_>, rps: f64) {
    bencher.bench(|| LoopLimit::new(0.000_107, 0.02, 0.000_5, 0.03, 0.99).least_servers(black_box(rps), 1));
}

#[divan::bench(args = [(10_000.0 / 3.0, 0.000_107, 0.05, 0.000_2), (714.0, 0.000_844, 0.033, 0.000_5), (100.0, 0.000_107, 5.0, 0.001), (100.0, 0.000_107, 0.05, 0.198)])]
fn two_point_quantile(bencher: Bencher<'_, '_>, (rate, light, heavy, share): (f64, f64, f64, f64)) {
    let worker = TwoPointMg1::new(rate, light, heavy, share).expect("stable");
    bencher.bench(|| black_box(worker).response_quantile(black_box(0.99)));
}

#[divan::bench(args = [0.5, 0.333_333_333_333_333_3])]
fn count(bencher: Bencher<'_, '_>, factor: f64) {
    bencher.bench(|| {
        let load = Exact::clamped(black_box(10_000.0));
        let service = Exact::clamped(black_box(1.0 / 1_185.0));
        article(load, Capacity::SecondsEach(service), Exact::clamped(factor))
    });
}
