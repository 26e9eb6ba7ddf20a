use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::catalog::Runtime;
use crate::model::PerRuntime;

const MILLISECOND: Nanoseconds = 1_000_000;

const ONE: Bottleneck = Bottleneck { servers: 1, queues: 1 };

pub(super) fn setting() -> Setting {
    let costs = |light, heavy| Costs { light, heavy, native: heavy / 4 };
    Setting {
        rate: 400.0,
        heavy_share: 0.05,
        variation: Variation::None,
        costs: PerRuntime::from_fn(|candidate| match candidate.runtime {
            Runtime::Python => costs(MILLISECOND, 60 * MILLISECOND),
            Runtime::Go => costs(MILLISECOND / 4, 10 * MILLISECOND),
            _ => costs(MILLISECOND / 2, 20 * MILLISECOND),
        }),
        free_threaded_factor: 1.08,
        upstream: 0,
        cores: 2,
        workers: 2,
        threads: 6,
        queue_cap: 1_000,
        timeout: 2_000 * MILLISECOND,
        assignment: Assignment::RoundRobin,
        handover: MILLISECOND / 10,
        slice: 3 * MILLISECOND,
        goroutine_slice: 10 * MILLISECOND,
        lock_interval: 5 * MILLISECOND,
        lock_takes: 3,
    }
}

/// A machine of so many cores, where nobody gives up.
fn patient(cores: u32) -> Setting {
    Setting { cores, queue_cap: 10, timeout: Nanoseconds::MAX, ..setting() }
}

fn extent(requests: u32, window: Range<Nanoseconds>) -> Extent {
    Extent { seed: 11, requests, warm_up_percent: 0, window }
}

fn everything(model: Model, setting: &Setting, requests: u32) -> Run {
    simulate(model, setting, &extent(requests, 0..Nanoseconds::MAX))
}

#[test]
fn a_loop_is_blocked_and_a_pool_is_not() {
    let setting = Setting { rate: 150.0, ..setting() };
    let light_p99 = |model| everything(model, &setting, 40_000).summary.light.p99 / MILLISECOND;
    assert!(light_p99(Model::NodeEventLoop) >= 20);
    assert!(light_p99(Model::NodeWorkers) < 5);
    assert!(light_p99(Model::Go) < 15);
    assert!(light_p99(Model::AsyncioThreads) > light_p99(Model::FreeThreaded));
    assert!(light_p99(Model::Asyncio) > light_p99(Model::AsyncioThreads));
}

#[test]
fn goroutines_that_are_never_interrupted_are_one_queue() {
    let whole = Setting { goroutine_slice: Nanoseconds::MAX, rate: 1_500.0, ..setting() };
    let loops = Setting {
        assignment: Assignment::Shared,
        costs: PerRuntime::from_fn(|_| *whole.costs.of(Alternative::Go)),
        ..whole.clone()
    };
    let (go, cluster) =
        (everything(Model::Go, &whole, 20_000), everything(Model::NodeCluster, &loops, 20_000));
    assert!(go.summary.lag.p99 > 0, "somebody waits");
    // A goroutine holds nothing, and batches go by the end of one and by the start of the other.
    let p99_error = go.summary.p99_error;
    assert_eq!(go.summary, Summary { longest_hold: 0, p99_error, ..cluster.summary });
}

#[test]
fn goroutines_have_a_formula_while_their_whole_job_is_short() {
    let formula = |heavy_share, heavy| {
        let costs = Costs { light: MILLISECOND / 4, heavy, native: 0 };
        let setting = Setting {
            rate: 10.0,
            heavy_share,
            variation: Variation::Exponential,
            costs: PerRuntime::from_fn(|_| costs),
            ..setting()
        };
        Experiment::brief(setting).formula_p99(Model::Go)
    };
    assert!(formula(0.0, 100 * MILLISECOND).is_some(), "nobody does the heavy part");
    assert!(formula(1.0, MILLISECOND / 8).is_some());
    assert_eq!(formula(1.0, 100 * MILLISECOND), None, "all are heavy, and take turns");
    assert_eq!(
        formula(1.0, MILLISECOND / 2),
        None,
        "three quarters of a millisecond are too long for a slice of ten"
    );
}

#[test]
fn a_cluster_of_one_loop_is_that_loop_however_requests_are_assigned() {
    let formula = |cores, model, upstream| {
        let setting = Setting { rate: 100.0, cores, upstream, ..setting() };
        Experiment::brief(setting).formula_p99(model)
    };
    let alone = formula(1, Model::NodeEventLoop, 0).unwrap();
    assert_eq!(formula(1, Model::NodeCluster, 0), Some(alone));
    assert_eq!(formula(2, Model::NodeCluster, 0), None, "no formula knows whose turn it is");
    let waiting = formula(1, Model::NodeCluster, 3 * MILLISECOND).unwrap();
    assert!((waiting - alone - 0.003).abs() < 1e-12, "the upstream wait is on top");
}

#[test]
fn a_goroutine_whose_sender_has_given_up_runs_no_further() {
    // Each of two jobs wants 25 ms of one core, 10 ms a turn; after 10 ms nobody waits for either.
    let timeout = 10 * MILLISECOND;
    let setting = Setting { timeout, ..patient(1) };
    let mut threads = Threads::new(Crew::Goroutines, Turn::AfterRunning(timeout), &setting);
    let mut record = Record::new(timeout, 0..Nanoseconds::MAX, 0..Nanoseconds::MAX);
    let work = threads::Work { light: 0, heavy: 25 * MILLISECOND, native: 0 };
    for number in 0..2 {
        threads.serve(number, &Request { at: 0, heavy: true, size: 1.0 }, work, &mut record);
    }
    threads.finish(&mut record);
    let (summary, trace) = record.summary(1, ONE);
    assert_eq!(summary.counts, Counts { answered: 0, timed_out: 2, rejected: 0 });
    let running = trace.spans.iter().filter(|span| span.activity == Activity::Heavy);
    assert_eq!(running.map(|span| span.to - span.from).sum::<Nanoseconds>(), timeout);
}

#[test]
fn two_slices_share_a_core_fairly() {
    // Two jobs of 25 ms at the same time on one core, 10 ms a turn: they end at 45 and 50 ms.
    let turn = Turn::AfterRunning(10 * MILLISECOND);
    let mut threads = Threads::new(Crew::Goroutines, turn, &patient(1));
    let mut record = Record::new(Nanoseconds::MAX, 0..Nanoseconds::MAX, 0..Nanoseconds::MAX);
    let work = threads::Work { light: 0, heavy: 25 * MILLISECOND, native: 0 };
    for number in 0..2 {
        threads.serve(number, &Request { at: 0, heavy: true, size: 1.0 }, work, &mut record);
    }
    threads.finish(&mut record);
    let (summary, trace) = record.summary(1, ONE);
    assert_eq!((summary.heavy.p50, summary.heavy.max), (45 * MILLISECOND, 50 * MILLISECOND));
    let turns = trace.spans.iter().filter(|span| span.activity == Activity::Heavy).count();
    assert_eq!(turns, 6);
}

#[test]
fn a_thread_that_wants_the_lock_waits_for_the_interval() {
    // A heavy job holds the lock when a light request comes: each take of it costs an interval.
    let crew = Crew::Lock { threads: 1, takes: 3 };
    let turn = Turn::AfterWaiting(5 * MILLISECOND);
    let mut threads = Threads::new(crew, turn, &patient(2));
    let mut record = Record::new(Nanoseconds::MAX, 0..Nanoseconds::MAX, 0..0);
    let heavy = threads::Work { light: 0, heavy: 100 * MILLISECOND, native: 0 };
    threads.serve(0, &Request { at: 0, heavy: true, size: 1.0 }, heavy, &mut record);
    let light = threads::Work { light: 3_000, heavy: 0, native: 0 };
    threads.serve(1, &Request { at: MILLISECOND, heavy: false, size: 1.0 }, light, &mut record);
    threads.finish(&mut record);
    let (summary, _) = record.summary(2, ONE);
    assert_eq!(summary.light.max, 15 * MILLISECOND + 3_000);
    assert_eq!(summary.heavy.max, 100 * MILLISECOND + 3_000);
}

#[test]
fn native_parts_run_beside_the_lock() {
    let crew = Crew::Lock { threads: 2, takes: 1 };
    let native = threads::Work { light: 0, heavy: 100 * MILLISECOND, native: 100 * MILLISECOND };
    let longest = |cores: u32| {
        let mut threads = Threads::new(crew, Turn::AfterWaiting(5 * MILLISECOND), &patient(cores));
        let mut record = Record::new(Nanoseconds::MAX, 0..Nanoseconds::MAX, 0..0);
        for number in 0..2 {
            threads.serve(number, &Request { at: 0, heavy: true, size: 1.0 }, native, &mut record);
        }
        threads.finish(&mut record);
        record.summary(cores, ONE).0.heavy.max
    };
    assert_eq!(longest(3), 100 * MILLISECOND);
    assert_eq!(longest(1), 200 * MILLISECOND);
}

#[test]
fn a_worker_is_stopped_at_the_timeout_and_the_next_job_begins() {
    let stops = |stops: bool| {
        let crew = Crew::Pool { workers: 1, handover: 0, stops };
        let turn = Turn::AfterRunning(3 * MILLISECOND);
        let setting = Setting { timeout: 50 * MILLISECOND, ..patient(2) };
        let mut threads = Threads::new(crew, turn, &setting);
        let mut record = Record::new(50 * MILLISECOND, 0..Nanoseconds::MAX, 0..0);
        for (number, heavy) in [(0, 1_000), (1, 20)] {
            let work = threads::Work { light: 0, heavy: heavy * MILLISECOND, native: 0 };
            let at = Nanoseconds::from(number) * 10 * MILLISECOND;
            threads.serve(number, &Request { at, heavy: true, size: 1.0 }, work, &mut record);
        }
        threads.finish(&mut record);
        record.summary(2, ONE).0
    };
    assert_eq!(stops(true).counts, Counts { answered: 0, timed_out: 2, rejected: 0 });
    assert_eq!(stops(false).counts, Counts { answered: 0, timed_out: 2, rejected: 0 });
    // The stopped worker is free at 50 ms for the second job, which times out at 60.
    let busy = |summary: &Summary| (summary.utilisation * 2.0 * Nanoseconds::MAX as f64 / 1e6).round();
    assert!((busy(&stops(true)) - 60.0).abs() < 1.0, "{}", busy(&stops(true)));
    assert!((busy(&stops(false)) - 1_000.0).abs() < 1.0, "{}", busy(&stops(false)));
}

#[test]
fn a_full_queue_rejects() {
    let crowded = Setting { rate: 20_000.0, queue_cap: 5, heavy_share: 0.0, ..setting() };
    for model in Model::ALL {
        let summary = everything(model, &crowded, 10_000).summary;
        assert!(summary.counts.rejected > 0, "{}", model.id());
        assert_eq!(summary.most_waiting, 5, "{}", model.id());
    }
}

#[test]
fn a_full_backlog_of_a_pool_rejects() {
    let crew = Crew::Pool { workers: 1, handover: 0, stops: false };
    let turn = Turn::AfterRunning(3 * MILLISECOND);
    let mut threads = Threads::new(crew, turn, &Setting { queue_cap: 2, ..patient(2) });
    let mut record = Record::new(Nanoseconds::MAX, 0..Nanoseconds::MAX, 0..0);
    let work = threads::Work { light: 0, heavy: 100 * MILLISECOND, native: 0 };
    for number in 0..4 {
        let at = Nanoseconds::from(number) * MILLISECOND;
        threads.serve(number, &Request { at, heavy: true, size: 1.0 }, work, &mut record);
    }
    threads.finish(&mut record);
    let (summary, _) = record.summary(2, ONE);
    assert_eq!(summary.counts, Counts { answered: 3, timed_out: 0, rejected: 1 });
    assert_eq!(summary.most_waiting, 2, "one computes, two wait for it");
}

#[test]
fn what_arrives_while_warming_up_is_counted_and_not_measured() {
    let setting = setting();
    let run = |warm_up_percent| {
        let extent = Extent { warm_up_percent, ..extent(10_000, 0..0) };
        simulate(Model::NodeWorkers, &setting, &extent).summary
    };
    let (whole, half) = (run(0), run(50));
    assert_eq!(whole.counts, half.counts);
    let measured = half.response.count as f64 / whole.response.count as f64;
    assert!((measured - 0.5).abs() < 0.05, "{measured}");
}

/// FNV-1a over every number of a run.
fn fingerprint(run: &Run) -> u64 {
    let text = format!("{run:?}");
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn the_same_everywhere() {
    let mixed = Setting { upstream: 3 * MILLISECOND, assignment: Assignment::PowerOfTwo, ..setting() };
    let one_class = Setting { variation: Variation::Exponential, heavy_share: 0.0, ..mixed.clone() };
    let prints: Vec<String> = Model::ALL
        .iter()
        .map(|model| {
            let [mixed, one_class] =
                [&mixed, &one_class].map(|setting| fingerprint(&everything(*model, setting, 2_000)));
            format!("{} {mixed:016x} {one_class:016x}", model.id())
        })
        .collect();
    insta::assert_snapshot!(prints.join("\n"));
}

fn settings() -> impl Strategy<Value = Setting> {
    let load = (1.0..5_000.0_f64, 0.0..1.0_f64, any::<bool>());
    let machine = (1..6_u32, 0..5_u32, 1..20_u64, 1..200_u64, 0..30_u64, 0..5_usize);
    let costs = (0..3_000_000_u64, 0..100_000_000_u64, 0..100_u64, 0..2_000_000_u64);
    (load, machine, costs).prop_map(|(load, machine, costs)| {
        let (rate, heavy_share, exponential) = load;
        let (cores, workers, queue_cap, timeout, upstream, assignment) = machine;
        let (light, heavy, native, handover) = costs;
        let costs = Costs { light, heavy, native: heavy / 100 * native };
        Setting {
            rate,
            heavy_share,
            variation: if exponential { Variation::Exponential } else { Variation::None },
            costs: PerRuntime::from_fn(|_| costs),
            cores,
            workers,
            threads: workers + 1,
            queue_cap,
            timeout: timeout * MILLISECOND,
            upstream: upstream * MILLISECOND,
            assignment: Assignment::at(assignment),
            handover,
            ..setting()
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_request_has_one_fate(setting in settings(), seed in any::<u64>()) {
        let extent = Extent { seed, requests: 300, warm_up_percent: 0, window: 0..Nanoseconds::MAX };
        let end = setting.time_of(extent.requests);
        let arrivals = Arrivals::new(seed, setting.rate, setting.heavy_share, setting.variation)
            .take_while(|request| request.at < end)
            .count() as u64;
        for model in Model::ALL {
            let Run { summary, trace } = simulate(model, &setting, &extent);
            prop_assert_eq!(summary.counts.arrivals(), arrivals, "{}", model.id());
            prop_assert_eq!(summary.response.count, arrivals - summary.counts.rejected);
            prop_assert_eq!(summary.light.count + summary.heavy.count, summary.response.count);
            prop_assert!(summary.response.max <= setting.timeout);
            prop_assert!((0.0..=1.0 + 1e-9).contains(&summary.utilisation), "{}", summary.utilisation);

            // Nobody does two things at once, and nothing is done by nobody.
            let mut lanes: HashMap<u32, Vec<&Span>> = HashMap::new();
            for span in &trace.spans {
                prop_assert!(u64::from(span.request) < arrivals);
                match span.lane {
                    Some(lane) => lanes.entry(lane).or_default().push(span),
                    None => prop_assert!(!matches!(span.activity, Activity::Light | Activity::Heavy)),
                }
            }
            for spans in lanes.values_mut() {
                spans.sort_by_key(|span| span.from);
                for pair in spans.windows(2) {
                    prop_assert!(pair[0].to <= pair[1].from, "{} {:?}", model.id(), pair);
                }
            }
        }
    }

    #[test]
    fn cores_are_never_outnumbered(setting in settings()) {
        for model in Model::ALL {
            let run = everything(model, &setting, 200);
            let busy = run.trace.spans.iter().filter(|span| matches!(span.activity, Activity::Light | Activity::Heavy));
            let mut changes: Vec<(Nanoseconds, i64)> =
                busy.flat_map(|span| [(span.from, 1), (span.to, -1)]).collect();
            changes.sort_unstable();
            let mut running = 0_i64;
            for (_, change) in changes {
                running += change;
                prop_assert!(running <= i64::from(setting.cores), "{} {running}", model.id());
            }
        }
    }
}

#[test]
fn errors_do_not_exclude_the_truth_most_of_the_time() {
    let busy = Setting { rate: 1_500.0, variation: Variation::Exponential, heavy_share: 0.0, ..setting() };
    // One request of two thousand holds the loop for so long that those behind it are the slowest of a hundred.
    let costs = Costs { light: MILLISECOND / 2, heavy: 120 * MILLISECOND, native: 0 };
    let rare =
        Setting { rate: 140.0, heavy_share: 0.0005, costs: PerRuntime::from_fn(|_| costs), ..setting() };
    for (model, setting) in [(Model::NodeEventLoop, &busy), (Model::Go, &busy), (Model::NodeEventLoop, &rare)]
    {
        let run = |seed, requests| {
            let extent = Extent { seed, requests, warm_up_percent: 5, window: 0..0 };
            simulate(model, setting, &extent).summary
        };
        let truth = run(1_000, 4_000_000).response.p99 as f64;
        let runs = (0..40).map(|seed| run(seed, Length::Thorough.requests()));
        let told = runs.filter(|run| (run.response.p99 as f64 - truth).abs() <= 2.0 * run.p99_error.unwrap());
        let told = told.count();
        assert!(told >= 34, "{} at {}/s: {told} of 40", model.id(), setting.rate);
        assert_eq!(run(1, Length::Brief.requests()).p99_error, None, "too few to tell");
    }
}

#[test]
fn requests_that_nobody_waits_for_any_more_have_waited_all_the_same() {
    // Far more than one core can do, in a queue of 100, given up after 20 ms: the queue is nearly always full, and what
    // is found in it has waited for longer than its timeout.
    let full = Setting {
        rate: 5_000.0,
        heavy_share: 0.0,
        cores: 1,
        queue_cap: 100,
        timeout: 20 * MILLISECOND,
        variation: Variation::Exponential,
        ..setting()
    };
    let extent = Extent { seed: 1, requests: 20_000, warm_up_percent: 5, window: 0..0 };
    for model in [Model::NodeEventLoop, Model::Asyncio, Model::AsyncioThreads, Model::FreeThreaded] {
        let summary = simulate(model, &full, &extent).summary;
        assert!(summary.counts.rejected > 0 && summary.counts.timed_out > 0, "{}: {summary:?}", model.id());
        let filled = summary.mean_waiting / full.queue_cap as f64;
        assert!((0.8..=1.0).contains(&filled), "{}: {filled}", model.id());
        assert_eq!(summary.most_waiting, full.queue_cap, "{}", model.id());
        assert!(summary.lag.max > full.timeout, "{}: {:?}", model.id(), summary.lag);
        assert_eq!(summary.p99_error, None, "{}", model.id());
    }
}
