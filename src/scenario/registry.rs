//! Every parameter, once. Sliders, `--set`, files, reports, help and the man page are read off this table.

use super::parameter::{Choice, Choices, Group, Initial, Key, Kind, Parameter, Scale};
use crate::catalog::{Runtime, named};
use Group::{
    Baseline, Calendar, Concurrency, Needs, Objectives, Plan, Prices, Priorities, Team, Traffic, Work,
};

/// Gives each row a constant that is its index, so that the table and the names cannot drift apart.
macro_rules! parameters {
    ($($name:ident = $id:literal, $label:literal, $unit:literal, $group:expr, $kind:expr, $initial:expr, $meaning:literal;)*) => {
        #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "rows of the table, not types")]
        enum Row { $($name),* }
        $(#[doc = concat!("`", $id, "`: ", $meaning)] pub const $name: Key = Key(Row::$name as usize);)*
        /// All parameters in the order of the panel, the report and the saved file.
        pub static ALL: [Parameter; COUNT] = [$(Parameter {
            id: $id, label: $label, unit: $unit, group: $group, kind: $kind, initial: $initial, meaning: $meaning,
        }),*];
        /// How many parameters there are.
        pub const COUNT: usize = [$($id),*].len();
    };
}

const fn linear(min: f64, max: f64, step: f64) -> Kind {
    Kind::Number { min, max, scale: Scale::Linear, step, whole: false }
}

const fn log(min: f64, max: f64) -> Kind {
    Kind::Number { min, max, scale: Scale::Log, step: 0.0, whole: false }
}

const fn log_with_zero(least: f64, max: f64) -> Kind {
    Kind::Number { min: 0.0, max, scale: Scale::LogWithZero(least), step: 0.0, whole: false }
}

const fn whole(kind: Kind) -> Kind {
    match kind {
        Kind::Number { min, max, scale, step, .. } => Kind::Number { min, max, scale, step, whole: true },
        other => other,
    }
}

const fn fixed(choices: &'static [Choice]) -> Kind {
    Kind::Choice(Choices::Fixed(choices))
}

const fn choice(id: &'static str, label: &'static str) -> Choice {
    Choice { id, label }
}

/// The ways to arrive at a number of workers, in the order of [`PLAN_METHOD`].
pub const PLAN_METHODS: [Choice; 6] = [
    choice("strictest", "strictest of all"),
    choice("article", "factor on instances"),
    choice("load", "factor on load"),
    choice("cpu", "CPU target"),
    choice("p99", "p99 objective"),
    choice("fixed", "fixed number"),
];

/// How requests find a worker, in the order of [`ASSIGNMENT`].
pub const ASSIGNMENTS: [Choice; 5] = [
    choice("random", "random"),
    choice("round-robin", "round robin"),
    choice("least-connections", "least connections"),
    choice("power-of-two", "power of two choices"),
    choice("shared", "one shared queue"),
];

parameters! {
    RPS = "traffic.rps", "Requests/s", "requests/s", Traffic, log(1.0, 1e6), Initial::Figure(named::POLICY_RPS),
        "sustained offered load, all instances together";
    SAFETY_PERCENT = "traffic.safety_percent", "Safety factor", "%", Traffic, linear(0.0, 300.0, 1.0), Initial::Figure(named::POLICY_SAFETY_PERCENT),
        "headroom for spikes and real-world overhead, added to the number of instances";
    HEAVY_PERCENT = "work.heavy_percent", "Heavy share", "%", Work, log_with_zero(0.001, 100.0), Initial::Fixed(0.0),
        "share of requests that do heavy CPU work";
    CPU_MS = "work.cpu_ms", "CPU per heavy", "ms", Work, log(0.1, 5_000.0), Initial::Fixed(10.0),
        "CPU time that a heavy request takes in Node.js";
    NATIVE_PERCENT = "work.native_percent", "Native share", "%", Work, linear(0.0, 100.0, 1.0), Initial::Fixed(0.0),
        "share of the heavy work that native libraries can do";
    PYTHON_FACTOR = "work.python_factor", "Python factor", "x", Work, log(0.3, 100.0), Initial::Ratio(named::COMPUTE_PYTHON_SECONDS, named::COMPUTE_NODE_SECONDS),
        "Python's CPU time for the heavy work as a multiple of Node.js's; the compute benchmark unless you know better";
    GO_FACTOR = "work.go_factor", "Go factor", "x", Work, log(0.05, 5.0), Initial::Ratio(named::COMPUTE_GO_SECONDS, named::COMPUTE_NODE_SECONDS),
        "Go's CPU time for the heavy work as a multiple of Node.js's";
    WAIT_MS = "work.wait_ms", "Upstream wait", "ms", Work, log_with_zero(0.1, 2_000.0), Initial::Fixed(0.0),
        "time a request waits on databases and other services; adds to latency, not to CPU";
    P99_MS = "objective.p99_ms", "p99 target", "ms", Objectives, log(1.0, 10_000.0), Initial::Figure(named::POLICY_P99_MS),
        "99 of 100 requests must be answered within this time";
    CPU_PERCENT = "objective.cpu_percent", "CPU target", "%", Objectives, linear(30.0, 95.0, 1.0), Initial::Figure(named::POLICY_CPU_PERCENT),
        "highest CPU utilisation that the plan may run at";
    BUDGET_USD = "objective.budget_usd", "Budget", "USD/month", Objectives, log_with_zero(10.0, 1e6), Initial::Figure(named::PLAN_INFRA_HIGH_USD),
        "ceiling for infrastructure and its operation per month; 0 means no limit";
    TEAM_JS = "team.js", "JS/TS", "%", Team, linear(0.0, 100.0, 1.0), Initial::Fixed(50.0),
        "share of the team at home in JavaScript or TypeScript; moving one share rescales the others";
    TEAM_PYTHON = "team.python", "Python", "%", Team, linear(0.0, 100.0, 1.0), Initial::Fixed(35.0),
        "share of the team at home in Python; moving one share rescales the others";
    TEAM_GO = "team.go", "Go", "%", Team, linear(0.0, 100.0, 1.0), Initial::Fixed(15.0),
        "share of the team at home in Go; moving one share rescales the others";
    TEAM_SIZE = "team.size", "Team size", "people", Team, whole(log(1.0, 500.0)), Initial::Fixed(8.0),
        "backend engineers who will build and run it";
    TEAM_HIRES = "team.hires", "Hires", "people", Team, whole(linear(0.0, 200.0, 1.0)), Initial::Fixed(4.0),
        "engineers to be hired in the next twelve months";
    ONBOARDING_DAYS = "team.onboarding_days", "Onboard within", "days", Team, whole(linear(1.0, 120.0, 1.0)), Initial::Figure(named::POLICY_ONBOARDING_DAYS),
        "working days within which a new backend engineer should be productive";
    NEED_DATA = "need.data_percent", "Data and ML", "%", Needs, linear(0.0, 100.0, 1.0), Initial::Fixed(10.0),
        "how much of the product is analytics, machine learning or data pipelines";
    NEED_FRONTEND = "need.frontend_percent", "Front end", "%", Needs, linear(0.0, 100.0, 1.0), Initial::Fixed(30.0),
        "how much logic and types are shared with a JavaScript front end";
    NEED_EDGE = "need.edge_percent", "Edge", "%", Needs, linear(0.0, 100.0, 1.0), Initial::Fixed(10.0),
        "how much runs at the edge or as functions, where cold starts are felt";
    PRIORITY_COST = "priority.cost", "Cost", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(5.0),
        "weight of the monthly bill in the score";
    PRIORITY_LATENCY = "priority.latency", "Latency", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(5.0),
        "weight of the p99 at the planned size in the score";
    PRIORITY_DATA = "priority.data", "Data ecosystem", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(5.0),
        "weight of libraries for data and machine learning; multiplied by the need";
    PRIORITY_FRONTEND = "priority.frontend", "One language", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(3.0),
        "weight of sharing the front end's language; multiplied by the need";
    PRIORITY_TEAM = "priority.team", "Team fit", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(5.0),
        "weight of what the team already knows";
    PRIORITY_HIRING = "priority.hiring", "Hiring reach", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(3.0),
        "weight of how many developers use the language";
    PRIORITY_ONBOARDING = "priority.onboarding", "Onboarding", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(3.0),
        "weight of readability and uniform conventions";
    PRIORITY_EDGE = "priority.edge", "Edge fit", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(3.0),
        "weight of cold starts and isolate platforms; multiplied by the need";
    PRIORITY_RUNWAY = "priority.runway", "Support runway", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(2.0),
        "weight of the months until the line to run reaches its end of life";
    PRIORITY_DEPENDENCIES = "priority.dependencies", "Dependencies", "", Priorities, linear(0.0, 10.0, 1.0), Initial::Fixed(2.0),
        "weight of a small dependency tree";
    PLAN_METHOD = "plan.method", "Method", "", Plan, fixed(&PLAN_METHODS), Initial::Choice("strictest"),
        "how the number of workers is found; the strictest keeps safety factor, CPU target and p99 target, all three";
    PLAN_INSTANCES = "plan.instances", "Instances", "workers", Plan, whole(log(1.0, 1e6)), Initial::Fixed(4.0),
        "workers per option when the method is a fixed number";
    PLAN_SPARE = "plan.spare", "Spare workers", "workers", Plan, whole(linear(0.0, 10.0, 1.0)), Initial::Fixed(0.0),
        "workers on top of what the load needs, for failures and deployments";
    PLAN_ZONES = "plan.zones", "Zones", "zones", Plan, whole(linear(1.0, 6.0, 1.0)), Initial::Fixed(1.0),
        "with two or more, what is left must carry the load when one zone is lost";
    PRICE_CORE_HOUR = "price.core_hour_usd", "vCPU hour", "USD", Prices, log(0.001, 10.0), Initial::Figure(named::PRICE_CORE_HOUR_USD),
        "price of one vCPU for one hour";
    PRICE_GB_HOUR = "price.gb_hour_usd", "GB hour", "USD", Prices, log(0.0001, 1.0), Initial::Figure(named::PRICE_GB_HOUR_USD),
        "price of one gigabyte of memory for one hour";
    PRICE_OPS_HOURS = "price.ops_hours", "Second service", "hours/month", Prices, linear(0.0, 200.0, 1.0), Initial::Figure(named::JUDGEMENT_OPS_HOURS),
        "engineering time spent on operating a second service";
    PRICE_LOAD = "price.load", "Cost over wage", "x", Prices, linear(1.0, 3.0, 0.05), Initial::Fixed(1.0),
        "cost of an engineering hour as a multiple of the wage paid for it";
    AS_OF = "calendar.as_of", "As of", "", Calendar, Kind::Date, Initial::Today,
        "the date for which the release calendar is read";
    HORIZON_MONTHS = "calendar.horizon_months", "Horizon", "months", Calendar, whole(linear(6.0, 120.0, 1.0)), Initial::Fixed(36.0),
        "how far the upgrade plan looks ahead";
    SETTLE_MONTHS = "calendar.settle_months", "Settling time", "months", Calendar, whole(linear(0.0, 24.0, 1.0)), Initial::Fixed(3.0),
        "age that a Python or Go line must reach before it runs in production";
    MARGIN_MONTHS = "calendar.margin_months", "Margin", "months", Calendar, whole(linear(0.0, 24.0, 1.0)), Initial::Fixed(3.0),
        "how long before its end of life a line must be left";
    CONCURRENCY_RPS = "concurrency.rps", "Machine load", "requests/s", Concurrency, log_with_zero(1.0, 1e6), Initial::Fixed(0.0),
        "requests per second on the simulated machine; 0 means its share in the plan of the option that comes first";
    CORES = "concurrency.cores", "Cores", "cores", Concurrency, whole(log(1.0, 64.0)), Initial::Fixed(2.0),
        "cores of one machine of the plan";
    WORKERS = "concurrency.workers", "Workers", "workers", Concurrency, whole(log_with_zero(1.0, 256.0)), Initial::Fixed(2.0),
        "worker threads or processes beside the event loop";
    QUEUE_CAP = "concurrency.queue_cap", "Queue cap", "requests", Concurrency, whole(log(1.0, 100_000.0)), Initial::Figure(named::POLICY_QUEUE_CAP),
        "requests that may wait before new ones are rejected";
    TIMEOUT_MS = "concurrency.timeout_ms", "Job timeout", "ms", Concurrency, log(1.0, 60_000.0), Initial::Figure(named::POLICY_JOB_TIMEOUT_MS),
        "time after which a job is abandoned";
    ASSIGNMENT = "concurrency.assignment", "Assignment", "", Concurrency, fixed(&ASSIGNMENTS), Initial::Choice("round-robin"),
        "how requests are spread over workers";
    BASELINE_SET = "baseline.set", "Benchmark set", "", Baseline, Kind::Choice(Choices::BaselineSets), Initial::Choice("sharkbench-2025"),
        "the measurements that the capacity numbers start from";
    FRAMEWORK_NODE = "framework.node", "Node.js web", "", Baseline, Kind::Choice(Choices::Frameworks(Runtime::Node)), Initial::Choice("fastify"),
        "framework whose throughput stands for Node.js";
    FRAMEWORK_PYTHON = "framework.python", "Python web", "", Baseline, Kind::Choice(Choices::Frameworks(Runtime::Python)), Initial::Choice("fastapi"),
        "framework whose throughput stands for Python";
    FRAMEWORK_GO = "framework.go", "Go web", "", Baseline, Kind::Choice(Choices::Frameworks(Runtime::Go)), Initial::Choice("gin"),
        "framework whose throughput stands for Go";
    BASELINE_NODE = "baseline.node_rps", "Node.js RPS", "requests/s", Baseline, log(1.0, 1e7), Initial::Baseline(Runtime::Node),
        "requests per second of Node.js on one core; your own measurement goes here";
    BASELINE_PYTHON = "baseline.python_rps", "Python RPS", "requests/s", Baseline, log(1.0, 1e7), Initial::Baseline(Runtime::Python),
        "requests per second of Python on one core; your own measurement goes here";
    BASELINE_GO = "baseline.go_rps", "Go RPS", "requests/s", Baseline, log(1.0, 1e7), Initial::Baseline(Runtime::Go),
        "requests per second of Go on one core; your own measurement goes here";
}

/// The row behind a key.
///
/// # Panics
/// Never: keys are made by the table alone, one for each row.
#[expect(clippy::indexing_slicing, reason = "keys are made by the table alone, one for each row")]
pub fn get(key: Key) -> &'static Parameter {
    &ALL[key.index()]
}

/// Every key, in the order of the table.
pub fn keys() -> impl DoubleEndedIterator<Item = Key> + ExactSizeIterator {
    (0..COUNT).map(Key)
}

/// The key of a name.
pub fn find(id: &str) -> Option<Key> {
    ALL.iter().position(|row| row.id == id).map(Key)
}

/// The three shares of the team, which sum to 100.
pub const TEAM: [Key; 3] = [TEAM_JS, TEAM_PYTHON, TEAM_GO];
