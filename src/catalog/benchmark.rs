//! Benchmarks, the sets they were measured in, and the runtimes and frameworks they measure.

use std::num::NonZeroU32;

use super::date::PartialDate;
use super::fields::{Fields, Kind};
use super::packed::packed;
use super::problem::Place;
use super::shelf::Entry;
use super::text::Text;
use super::unit::Unit;
use super::words::words;
use crate::quote::listed;

words! {
    /// A language runtime. The program decides between the [candidates](Runtime::CANDIDATES); the others stand
    /// for comparison.
    pub enum Runtime: "runtime" {
        Node = "node",
        Python = "python",
        Go = "go",
        Deno = "deno",
        Bun = "bun",
        Other = "other",
    }
}

impl Runtime {
    /// The runtimes that the program decides between, in the order of tables.
    pub const CANDIDATES: [Self; 3] = [Self::Node, Self::Python, Self::Go];

    /// The runtimes that have release lines.
    pub const RELEASED: [Self; 5] = [Self::Node, Self::Python, Self::Go, Self::Deno, Self::Bun];

    /// The name for people.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Node => "Node.js",
            Self::Python => "Python",
            Self::Go => "Go",
            Self::Deno => "Deno",
            Self::Bun => "Bun",
            Self::Other => "other",
        }
    }

    /// Whether it is one of the runtimes that the program decides between.
    fn is_candidate(self) -> bool {
        Self::CANDIDATES.contains(&self)
    }
}

words! {
    /// What a set of benchmarks exercises.
    pub enum BenchmarkKind: "kind of benchmark" {
        /// Requests served.
        Web = "web",
        /// Work done on the processor.
        Compute = "compute",
    }
}

words! {
    /// What was measured: the last part of the id of a benchmark's figure.
    pub enum Metric: "metric" {
        /// Throughput.
        Rps = "rps",
        /// Median latency.
        MedianMs = "median_ms",
        /// 99th percentile of latency.
        P99Ms = "p99_ms",
        /// Mean latency.
        MeanMs = "mean_ms",
        /// Resident memory.
        MemoryMb = "memory_mb",
        /// Time of a computation.
        Seconds = "seconds",
        /// First percentile of throughput: what it falls to at its worst.
        P1Rps = "p1_rps",
    }
}

impl Metric {
    /// The id of the figure that gives it for a benchmark.
    pub fn figure_of(self, benchmark: &str) -> String {
        format!("{benchmark}.{self}")
    }

    /// The units in which its figures may be given.
    pub const fn units(self) -> &'static [Unit] {
        match self {
            Self::Rps | Self::P1Rps => &[Unit::RequestsPerSecondPerCore, Unit::RequestsPerSecond],
            Self::MedianMs | Self::P99Ms | Self::MeanMs => &[Unit::Milliseconds],
            Self::MemoryMb => &[Unit::Megabytes],
            Self::Seconds => &[Unit::Seconds],
        }
    }
}

/// Benchmarks that ran on one rig under one method, and may thus be compared with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct BenchmarkSet {
    /// Its name for references: `sharkbench-2025`.
    pub id: Text,
    /// Its name for people.
    pub title: Text,
    /// The machine and what ran on it.
    pub rig: Text,
    /// What the programs had to do.
    pub task: Text,
    /// Which statistics it gives.
    pub statistic: Text,
    /// The id of its source.
    pub source: Text,
    /// When it was measured or published.
    pub date: PartialDate,
    /// Connections held open at once, where known.
    pub connections: Option<NonZeroU32>,
    /// Processor cores each program had.
    pub cores: NonZeroU32,
    /// Its rank in lists.
    pub order: u32,
    /// What it can bear out.
    pub bears: Text,
    /// What it cannot.
    pub limits: Text,
    /// What its latency column means.
    pub latency: Text,
    /// Whether it may serve as the baseline of capacity planning.
    pub baseline: bool,
    /// What it exercises.
    pub kind: BenchmarkKind,
    /// Where it stands.
    pub place: Place,
}

packed!(BenchmarkSet {
    id,
    title,
    rig,
    task,
    statistic,
    source,
    date,
    connections,
    cores,
    order,
    bears,
    limits,
    latency,
    baseline,
    kind,
    place
});

impl Entry for BenchmarkSet {
    const KIND: Kind = Kind::BenchmarkSet;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn order(&self) -> u32 {
        self.order
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let title = fields.required("title");
        let rig = fields.required("rig");
        let task = fields.required("task");
        let statistic = fields.required("statistic");
        let source = fields.reference(Kind::Source, "source");
        let date = fields.required("date");
        let connections = fields.optional("connections");
        let cores = fields.required("cores");
        let order = fields.required("order");
        let bears = fields.required("bears");
        let limits = fields.required("limits");
        let latency = fields.required("latency");
        let baseline = fields.required("baseline");
        let kind = fields.required("kind");
        Some(Self {
            id: id?,
            title: title?,
            rig: rig?,
            task: task?,
            statistic: statistic?,
            source: source?,
            date: date?,
            connections,
            cores: cores?,
            order: order?,
            bears: bears?,
            limits: limits?,
            latency: latency?,
            baseline: baseline?,
            kind: kind?,
            place: fields.place(),
        })
    }
}

/// One program of a benchmark set. Its measurements are the figures `<id>.<metric>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Benchmark {
    /// Its name for references, and the beginning of its figures' ids: `web.fastify`.
    pub id: Text,
    /// The id of the set it belongs to.
    pub set: Text,
    /// What it ran on.
    pub runtime: Runtime,
    /// The id of its framework, where the program knows it.
    pub framework: Option<Text>,
    /// Its name for people.
    pub label: Text,
    /// The versions that ran.
    pub version: Text,
    /// Connections held open at once, where it differs from its set.
    pub connections: Option<NonZeroU32>,
    /// What else there is to say.
    pub note: Option<Text>,
    /// Where it stands.
    pub place: Place,
}

packed!(Benchmark { id, set, runtime, framework, label, version, connections, note, place });

impl Entry for Benchmark {
    const KIND: Kind = Kind::Benchmark;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let set = fields.reference(Kind::BenchmarkSet, "set");
        let runtime = fields.required("runtime");
        let framework = fields.optional_reference(Kind::Framework, "framework");
        let label = fields.required("label");
        let version = fields.required("version");
        let connections = fields.optional("connections");
        let note = fields.optional("note");
        Some(Self {
            id: id?,
            set: set?,
            runtime: runtime?,
            framework,
            label: label?,
            version: version?,
            connections,
            note,
            place: fields.place(),
        })
    }
}

/// A web framework that a team may choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Framework {
    /// Its name for references: `fastify`.
    pub id: Text,
    /// The runtime it is for; one that the program decides between.
    pub runtime: Runtime,
    /// Its name for people.
    pub label: Text,
    /// What it is, in a line.
    pub summary: Text,
    /// Whether a request holds a thread or process of its own until it is answered, also while it waits for others.
    pub synchronous: bool,
    /// Its rank in lists.
    pub order: u32,
    /// Where it stands.
    pub place: Place,
}

packed!(Framework { id, runtime, label, summary, synchronous, order, place });

impl Entry for Framework {
    const KIND: Kind = Kind::Framework;

    fn key(&self) -> &str {
        &self.id
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn order(&self) -> u32 {
        self.order
    }

    fn read(fields: &mut Fields<'_, '_, '_>) -> Option<Self> {
        let id = fields.required("id");
        let runtime: Option<Runtime> = fields.required("runtime");
        let label = fields.required("label");
        let summary = fields.required("summary");
        let synchronous = fields.optional("synchronous").unwrap_or(false);
        let order = fields.required("order");
        if let Some(runtime) = runtime.filter(|runtime| !runtime.is_candidate()) {
            let candidates = listed(&Runtime::CANDIDATES.map(Runtime::name), "or");
            fields.problem("runtime", format!("a framework is for {candidates}, not {runtime}"));
        }
        Some(Self {
            id: id?,
            runtime: runtime?,
            label: label?,
            summary: summary?,
            synchronous,
            order: order?,
            place: fields.place(),
        })
    }
}
