//! The facts: figures with their sources, the article's claims, benchmarks, frameworks, release lines, practices.
//!
//! They are TOML, one file per subject, compiled in from `data/` and replaced or added to, entry by entry, by the files
//! of a data directory ([`Catalog::from_layers`]). Reading is strict: whatever is not understood is
//! an error with its position, and all errors of a load are reported together ([`CatalogErrors`]).

pub mod lint;
pub mod named;
pub mod nearest;

mod benchmark;
mod checks;
mod date;
mod fields;
mod figure;
mod files;
mod layer;
mod listing;
mod packed;
mod practice;
mod problem;
mod release;
mod shelf;
mod source;
mod text;
mod unit;
mod words;

use std::path::{Path, PathBuf};

pub use benchmark::{Benchmark, BenchmarkKind, BenchmarkSet, Framework, Metric, Runtime};
pub use date::{Date, NotADate, PartialDate, Precision};
pub use figure::{Confidence, Edition, Figure, PerEdition, Reading};
pub(crate) use files::BETWEEN;
pub use files::FILES;
pub use lint::{ClosedLoop, Finding, lint, lint_benchmark};
pub use listing::{Listing, Pattern};
pub use nearest::{did_you_mean, nearest};
pub use packed::Parcel;
pub use practice::{Practice, PracticeTopic};
pub use problem::{CatalogErrors, Origin, Place, Problem};
pub use release::{Phase, PhaseStart, ReleaseLine};
pub use source::{Claim, Source, Verdict};
pub use text::Text;
pub use unit::Unit;

use layer::Layers;
use packed::{Packed, Unpacking, packed};
use shelf::{Entry, Shelf};

/// All facts that the program knows.
///
/// ```
/// use runtime_explorer::catalog::Catalog;
///
/// let catalog = Catalog::built_in();
/// assert!(catalog.figure("no.such.figure").is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    directory: Option<PathBuf>,
    sources: Shelf<Source>,
    figures: Shelf<Figure>,
    claims: Shelf<Claim>,
    benchmark_sets: Shelf<BenchmarkSet>,
    benchmarks: Shelf<Benchmark>,
    frameworks: Shelf<Framework>,
    release_lines: Shelf<ReleaseLine>,
    practice_topics: Shelf<PracticeTopic>,
    practices: Shelf<Practice>,
    listings: Vec<Listing>,
}

packed!(Catalog {
    sources,
    figures,
    claims,
    benchmark_sets,
    benchmarks,
    frameworks,
    release_lines,
    practice_topics,
    practices,
    listings;
    directory
});

impl Catalog {
    /// The catalog as a program can carry it.
    pub fn packed(&self) -> Parcel {
        let mut parcel = Parcel::default();
        self.pack(&mut parcel);
        parcel
    }

    /// The catalog of a parcel, whose texts it uses where they lie; none when it is no such parcel.
    pub fn unpacked(numbers: &[u8], texts: &'static str) -> Option<Self> {
        Self::unpack(&mut Unpacking::new(numbers, texts))
    }

    /// The data directory that was laid over the built-in facts, if one was.
    pub fn directory(&self) -> Option<&Path> {
        self.directory.as_deref()
    }

    /// The facts of the given texts, each with its file name, `code/` before that of a listing, with those of a data
    /// directory laid over them.
    ///
    /// All `*.toml` files directly in the directory are read, in the order of their names. An entry replaces the
    /// one below with the same id (a release line the one with the same runtime and line); all others are
    /// added. So do the listings in its directory `code`, by the names of their files.
    ///
    /// # Errors
    ///
    /// When the directory cannot be read or holds no `*.toml` file, and when anything in texts and files is wrong: all
    /// of it, not only the first.
    pub fn from_layers<'a>(
        texts: impl IntoIterator<Item = (&'static str, &'a str)>,
        overlay: Option<&Path>,
    ) -> Result<Self, CatalogErrors> {
        let mut layers = Layers::default();
        layers.add_texts(texts);
        if let Some(directory) = overlay {
            layers.add_directory(directory);
        }
        Ok(Self { directory: overlay.map(Path::to_owned), ..layers.finish()? })
    }

    /// The facts of the given texts alone: fixtures for tests.
    ///
    /// # Errors
    ///
    /// When anything in the texts is wrong.
    pub fn from_texts(files: &[(&'static str, &str)]) -> Result<Self, CatalogErrors> {
        Self::from_layers(files.iter().copied(), None)
    }

    /// The figure with this id.
    pub fn figure(&self, id: &str) -> Option<&Figure> {
        self.figures.get(id)
    }

    /// All figures, in the order of the files.
    pub fn figures(&self) -> &[Figure] {
        self.figures.entries()
    }

    /// The source with this id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.get(id)
    }

    /// Who published the source with this id; the id itself where there is no such source.
    pub fn publisher<'a>(&'a self, source: &'a str) -> &'a str {
        self.source(source).map_or(source, |source| source.publisher.as_str())
    }

    /// All sources, in the order of the files.
    pub fn sources(&self) -> &[Source] {
        self.sources.entries()
    }

    /// The claim with this id, `S02`.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.get(id)
    }

    /// All claims of the article, in the order of the files.
    pub fn claims(&self) -> &[Claim] {
        self.claims.entries()
    }

    /// The benchmark set with this id.
    pub fn benchmark_set(&self, id: &str) -> Option<&BenchmarkSet> {
        self.benchmark_sets.get(id)
    }

    /// All benchmark sets, by their rank.
    pub fn benchmark_sets(&self) -> &[BenchmarkSet] {
        self.benchmark_sets.entries()
    }

    /// The benchmark with this id.
    pub fn benchmark(&self, id: &str) -> Option<&Benchmark> {
        self.benchmarks.get(id)
    }

    /// The benchmarks of the set with this id, in the order of the files.
    pub fn benchmarks<'a>(&'a self, set: &'a str) -> impl Iterator<Item = &'a Benchmark> {
        self.benchmarks.entries().iter().filter(move |benchmark| benchmark.set == set)
    }

    /// A measurement of a benchmark: the figure `<id>.<metric>`.
    pub fn metric(&self, benchmark: &Benchmark, metric: Metric) -> Option<&Figure> {
        self.figure(&metric.figure_of(&benchmark.id))
    }

    /// The framework with this id.
    pub fn framework(&self, id: &str) -> Option<&Framework> {
        self.frameworks.get(id)
    }

    /// The frameworks for a runtime, by their rank.
    pub fn frameworks(&self, runtime: Runtime) -> impl Iterator<Item = &Framework> {
        self.frameworks.entries().iter().filter(move |framework| framework.runtime == runtime)
    }

    /// The release lines of a runtime, oldest first.
    pub fn release_lines(&self, runtime: Runtime) -> impl Iterator<Item = &ReleaseLine> {
        self.release_lines.entries().iter().filter(move |line| line.runtime == runtime)
    }

    /// The claims that are about a release line.
    pub fn claims_about<'a>(&'a self, line: &'a ReleaseLine) -> impl Iterator<Item = &'a Claim> {
        self.claims().iter().filter(|claim| claim.lines.iter().any(|key| key == line.key()))
    }

    /// All topics of practices, by their rank.
    pub fn practice_topics(&self) -> &[PracticeTopic] {
        self.practice_topics.entries()
    }

    /// The practice with this id.
    pub fn practice(&self, id: &str) -> Option<&Practice> {
        self.practices.get(id)
    }

    /// The practices of the topic with this id, in the order of the files.
    pub fn practices<'a>(&'a self, topic: &'a str) -> impl Iterator<Item = &'a Practice> {
        self.practices.entries().iter().filter(move |practice| practice.topic == topic)
    }

    /// The listing in the file with this name.
    pub fn listing(&self, file: &str) -> Option<&Listing> {
        self.listings.iter().find(|listing| listing.file == file)
    }

    /// The patterns that practices show in one or more languages, in the order of the practices.
    pub fn patterns(&self) -> Vec<Pattern<'_>> {
        listing::patterns(self)
    }
}
