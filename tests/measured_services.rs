//! The simulator beside real services: light requests next to heavy ones on Node.js 20, Python 3.11 and Go 1.19, on a
//! machine of two cores.
//!
//! Each run took 10 to 13 seconds, so its p99 rests on a handful of requests: the bands are as wide as that.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read its runs fails")]

use runtime_explorer::model::PerRuntime;
use runtime_explorer::model::simulator::{
    Assignment, Costs, Extent, Model, Nanoseconds, Setting, Variation, simulate,
};
use serde::Deserialize;

const REPETITIONS: u64 = 401;

#[derive(Deserialize)]
struct File {
    runs: Vec<Run>,
}

/// What was measured.
#[derive(Deserialize)]
struct Run {
    config: String,
    scenario: String,
    seconds: f64,
    /// Requests of each class.
    light: f64,
    heavy: f64,
    /// CPU time of a heavy request on an idle core, and its time on this machine while it computed.
    heavy_idle_ms: f64,
    heavy_wall_ms: f64,
    /// The usual response time of a light request while no heavy one is about.
    light_alone_ms: f64,
    light_p99_ms: f64,
}

/// How a service is simulated, and how close that must come.
struct Likeness {
    model: Model,
    cores: u32,
    assignment: Assignment,
    /// Whether a heavy request takes what it was seen to take, or its time was shared with others.
    alone: bool,
    /// How often the loop lets go of the interpreter lock for a request. uvloop reads and writes without doing so.
    lock_takes: u32,
    factor: f64,
    milliseconds: f64,
}

fn likeness(config: &str) -> Likeness {
    let near = |model, cores, alone| Likeness {
        model,
        cores,
        assignment: Assignment::Random,
        alone,
        lock_takes: 3,
        factor: 2.5,
        milliseconds: 8.0,
    };
    let far = |model, alone, assignment| Likeness {
        factor: 4.0,
        milliseconds: 20.0,
        assignment,
        ..near(model, 2, alone)
    };
    match config {
        "node_loop" => near(Model::NodeEventLoop, 1, true),
        "py_async_inline" => near(Model::Asyncio, 1, true),
        "node_workers2" => near(Model::NodeWorkers, 2, true),
        "py_processpool2" => near(Model::ProcessPool, 2, true),
        "go_p1" => near(Model::Go, 1, false),
        "go_p2" => near(Model::Go, 2, false),
        "py_to_thread_asyncio" => far(Model::AsyncioThreads, false, Assignment::Random),
        "py_to_thread_uvloop" => {
            Likeness { lock_takes: 1, ..far(Model::AsyncioThreads, false, Assignment::Random) }
        }
        // Connections stay with the loop that accepted them.
        "py_uvicorn2_keepalive" | "py_uvicorn2_uvloop_keepalive" => {
            far(Model::UvicornWorkers, true, Assignment::Random)
        }
        // Whoever is free accepts.
        "py_uvicorn2_newconn" => far(Model::UvicornWorkers, true, Assignment::Shared),
        other => panic!("no likeness of {other}"),
    }
}

fn simulated_light_p99_ms(run: &Run, likeness: &Likeness) -> f64 {
    let nanoseconds = |milliseconds: f64| (milliseconds * 1e6).round() as Nanoseconds;
    let heavy = if likeness.alone { run.heavy_wall_ms } else { run.heavy_idle_ms };
    let costs = Costs { light: nanoseconds(run.light_alone_ms), heavy: nanoseconds(heavy), native: 0 };
    let setting = Setting {
        rate: (run.light + run.heavy) / run.seconds,
        heavy_share: run.heavy / (run.light + run.heavy),
        variation: Variation::None,
        costs: PerRuntime { node: costs, python: costs, go: costs },
        free_threaded_factor: 1.0,
        upstream: 0,
        cores: likeness.cores,
        workers: 2,
        threads: 6,
        queue_cap: u64::MAX,
        timeout: nanoseconds(60_000.0),
        assignment: likeness.assignment,
        handover: nanoseconds(0.1),
        slice: nanoseconds(3.0),
        goroutine_slice: nanoseconds(10.0),
        lock_interval: nanoseconds(5.0),
        lock_takes: likeness.lock_takes,
    };
    // As long as the real run, from an idle service on, again and again.
    let requests = (run.light + run.heavy) as u32;
    let mut p99s: Vec<Nanoseconds> = (0..REPETITIONS)
        .map(|seed| {
            let extent = Extent { seed, requests, warm_up_percent: 0, window: 0..0 };
            simulate(likeness.model, &setting, &extent).summary.light.p99
        })
        .collect();
    let (_, median, _) = p99s.select_nth_unstable(REPETITIONS as usize / 2);
    *median as f64 / 1e6
}

/// Each run with its simulated p99.
fn compared() -> Vec<(Run, Likeness, f64)> {
    let file: File = serde_json::from_str(include_str!("measured_services.json")).unwrap();
    let compare = |run: Run| {
        let likeness = likeness(&run.config);
        let simulated = simulated_light_p99_ms(&run, &likeness);
        (run, likeness, simulated)
    };
    file.runs.into_iter().map(compare).collect()
}

#[test]
fn light_requests_wait_as_long_as_they_did() {
    let runs = compared();
    assert_eq!(runs.len(), 33);
    for (run, likeness, simulated) in runs {
        let measured = run.light_p99_ms;
        let factor = (simulated / measured).max(measured / simulated);
        assert!(
            factor <= likeness.factor || (simulated - measured).abs() <= likeness.milliseconds,
            "{} {}: {simulated} ms is not {measured}",
            run.config,
            run.scenario
        );
    }
}

#[test]
fn who_suffers_is_who_suffered() {
    for (run, likeness, simulated) in compared() {
        let what = format!("{} {}: {simulated} ms, measured {}", run.config, run.scenario, run.light_p99_ms);
        match likeness.model {
            // Heavy work elsewhere, or interrupted with a core to spare.
            Model::NodeWorkers | Model::ProcessPool => assert!(simulated < 15.0, "{what}"),
            Model::Go if likeness.cores > 1 => assert!(simulated < 15.0, "{what}"),
            // Heavy work in front of whoever comes.
            Model::NodeEventLoop | Model::Asyncio => assert!(simulated >= run.heavy_idle_ms, "{what}"),
            Model::UvicornWorkers if likeness.assignment == Assignment::Random => {
                assert!(simulated >= run.heavy_idle_ms, "{what}");
            }
            _ => {}
        }
        // On the same side of every red line that the measurement is clearly on one side of.
        for line in [20.0, 50.0, 100.0, 200.0] {
            let (measured, factor) =
                (run.light_p99_ms, if likeness.factor > 3.0 { likeness.factor } else { 1.1 });
            let is_clear = measured > line * factor || measured < line / factor;
            assert!(!is_clear || (simulated > line) == (measured > line), "{what}, line {line}");
        }
    }
}

#[test]
fn threads_under_the_lock_lie_between_a_pool_and_a_loop() {
    let runs = compared();
    let simulated = |config: &str, scenario: &str| {
        let found = runs.iter().find(|(run, ..)| run.config == config && run.scenario == scenario);
        found.unwrap().2
    };
    for scenario in ["A200", "A50", "B5"] {
        for threads in ["py_to_thread_asyncio", "py_to_thread_uvloop"] {
            let between = simulated(threads, scenario);
            assert!(simulated("py_processpool2", scenario) < between, "{threads} {scenario}");
            assert!(between < simulated("py_async_inline", scenario), "{threads} {scenario}");
        }
    }
}
