//! A plausibility check of benchmark figures against each other.
//!
//! In a closed-loop test, where every connection sends its next request when the answer to the last one is in,
//! Little's law ties latency to throughput: mean latency = connections / throughput
//! (J. D. C. Little, "A Proof for the Queuing Formula L = λW", Operations Research 9(3), 1961). A stated median far
//! from that mean says that the two figures do not describe one steady run, whatever the cause.

use super::{Benchmark, Catalog, Edition, Metric, Unit};
use crate::notation;

/// How far a stated latency may be from the implied mean before it is a finding, as a factor either way. A median
/// lies below the mean of a skewed distribution: that of an exponential one by 1 / ln 2 ≈ 1.44.
pub const TOLERATED_FACTOR: f64 = 2.0;

/// A figure that does not fit the others of its benchmark.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of the figure.
    pub figure: String,
    /// The rule it breaks: `littles-law`.
    pub rule: &'static str,
    /// The figure's name for people.
    pub label: String,
    /// The benchmark that it is about.
    pub benchmark: String,
    /// Which latency it is: `median` or `mean`.
    pub statistic: &'static str,
    /// Its value, in milliseconds.
    pub stated: f64,
    /// What the others imply, in milliseconds.
    pub implied: f64,
    /// The finding in a sentence or two, with the benchmark's note where it has one.
    pub text: String,
}

/// Little's law: the mean time in the system, in seconds, of `in_system` requests at `throughput` a second.
///
/// `None` unless both are positive and finite.
pub fn implied_mean_seconds(in_system: f64, throughput: f64) -> Option<f64> {
    let mean = in_system / throughput;
    (in_system > 0.0 && throughput > 0.0 && mean.is_finite() && mean > 0.0).then_some(mean)
}

/// Whether a stated latency lies within [`TOLERATED_FACTOR`] of the implied mean, either way. What is not a
/// positive number is not consistent.
pub fn is_consistent(stated: f64, implied: f64) -> bool {
    (TOLERATED_FACTOR.recip()..=TOLERATED_FACTOR).contains(&(implied / stated))
}

/// The findings about all benchmarks, in the order of the files.
pub fn lint(catalog: &Catalog, edition: Edition) -> Vec<Finding> {
    let benchmarks = catalog.benchmarks.entries().iter();
    benchmarks.flat_map(|benchmark| lint_benchmark(catalog, benchmark, edition)).collect()
}

/// A closed-loop test: every connection has one request under way all the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClosedLoop {
    connections: u64,
    /// Requests a second on all its cores.
    throughput: f64,
    mean_ms: f64,
}

/// A latency that throughput and connections do not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction {
    /// The rule it breaks: `littles-law`.
    pub rule: &'static str,
    /// The latency, milliseconds.
    pub stated: f64,
    /// The mean that the others imply, milliseconds.
    pub implied: f64,
    /// Both in a sentence.
    pub text: String,
}

impl ClosedLoop {
    /// A test with so many connections that came to so many requests a second on all cores together.
    ///
    /// `None` unless a mean latency follows from them.
    pub fn new(connections: u64, throughput: f64) -> Option<Self> {
        let mean_ms = implied_mean_seconds(connections as f64, throughput)? * 1e3;
        Some(Self { connections, throughput, mean_ms })
    }

    /// The test of a benchmark; `None` where connections or throughput are not known.
    pub fn of(catalog: &Catalog, benchmark: &Benchmark, edition: Edition) -> Option<Self> {
        let set = catalog.benchmark_set(&benchmark.set)?;
        let connections = benchmark.connections.or(set.connections)?;
        let rps = catalog.metric(benchmark, Metric::Rps)?;
        let cores = if rps.unit == Unit::RequestsPerSecondPerCore { f64::from(set.cores.get()) } else { 1.0 };
        Self::new(connections.get().into(), rps.value(edition) * cores)
    }

    /// The calculation of that mean, in milliseconds, with its numbers.
    pub fn calculation(&self) -> String {
        format!("1,000 × {} / {}", self.connections, notation::operand(self.throughput))
    }

    /// The mean latency that follows, milliseconds.
    pub const fn mean_ms(&self) -> f64 {
        self.mean_ms
    }

    /// What is wrong with a latency of this name, `median` or `mean`, in milliseconds; nothing when it fits.
    pub fn contradiction(&self, name: &str, stated: f64) -> Option<Contradiction> {
        let Self { connections, throughput, mean_ms: implied } = *self;
        (!is_consistent(stated, implied)).then(|| Contradiction {
            rule: "littles-law",
            stated,
            implied,
            text: format!(
                "{connections} connections at {} requests/s imply a mean latency of {} ms, but the stated {name} is \
                 {} ms.",
                notation::fixed(throughput, 0),
                notation::trimmed(implied, 3),
                notation::trimmed(stated, 3),
            ),
        })
    }
}

/// The findings about one benchmark: its median and mean latency against its throughput and connections.
///
/// Nothing is found where the connections or the throughput are not known.
pub fn lint_benchmark(catalog: &Catalog, benchmark: &Benchmark, edition: Edition) -> Vec<Finding> {
    let Some(run) = ClosedLoop::of(catalog, benchmark, edition) else { return Vec::new() };
    let latencies = [(Metric::MedianMs, "median"), (Metric::MeanMs, "mean")];
    let findings = latencies.into_iter().filter_map(|(metric, statistic)| {
        let figure = catalog.metric(benchmark, metric)?;
        let Contradiction { rule, stated, implied, mut text } =
            run.contradiction(statistic, figure.value(edition))?;
        if let Some(note) = &benchmark.note {
            text.push(' ');
            text.push_str(note);
        }
        let (figure, label) = (figure.id.to_string(), figure.label.to_string());
        let benchmark = benchmark.id.to_string();
        Some(Finding { figure, rule, label, benchmark, statistic, stated, implied, text })
    });
    findings.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(set: &str, benchmark: &str, rps_unit: &str, rps: &str, median: &str) -> Catalog {
        let text = format!(
            "[[source]]\nid = 's'\npublisher = 'P'\ntitle = 'T'\nurl = 'u'\npublished = '2025'\n\
             [[benchmark_set]]\nid = 'b'\ntitle = 'B'\nrig = 'R'\ntask = 'T'\nstatistic = 'median'\nsource = 's'\n\
             date = '2025'\norder = 1\nbears = 'x'\nlimits = 'x'\nlatency = 'x'\nbaseline = true\nkind = 'web'\n\
             {set}\n[[benchmark]]\nid = 'web.x'\nset = 'b'\nruntime = 'go'\nlabel = 'X'\nversion = '1'\n\
             {benchmark}\n[[figure]]\nid = 'web.x.rps'\nlabel = 'X'\nunit = '{rps_unit}'\nstatistic = 'median'\n\
             audited = {{ value = {rps}, source = 's', date = '2025', confidence = 'primary' }}\n[[figure]]\n\
             id = 'web.x.median_ms'\nlabel = 'X'\nunit = 'ms'\nstatistic = 'median'\n\
             audited = {{ value = {median}, source = 's', date = '2025', confidence = 'primary' }}\n"
        );
        Catalog::from_texts(&[("fixture.toml", text.as_str())]).unwrap()
    }

    fn findings(set: &str, benchmark: &str, unit: &str, rps: &str, median: &str) -> Vec<Finding> {
        lint(&catalog(set, benchmark, unit, rps, median), Edition::Audited)
    }

    const PER_CORE: &str = "requests/s per core";

    #[test]
    fn a_median_far_below_the_implied_mean_is_found() {
        let set = "cores = 1\nconnections = 32";
        let found = findings(set, "note = 'The quota stalls it.'", PER_CORE, "3546", "1.0");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].figure.as_str(), found[0].rule), ("web.x.median_ms", "littles-law"));
        assert!((found[0].implied - 9.024_252).abs() < 1e-6);
        assert_eq!(
            found[0].text,
            "32 connections at 3,546 requests/s imply a mean latency of 9.02 ms, but the stated median is 1 ms. \
             The quota stalls it."
        );
    }

    #[test]
    fn what_fits_within_a_factor_of_two_is_not_found() {
        let set = "cores = 1\nconnections = 32";
        assert!(findings(set, "", PER_CORE, "9340", "3.4").is_empty());
        assert!(findings(set, "", PER_CORE, "1185", "21.0").is_empty());
        assert!(findings(set, "", PER_CORE, "1000", "16.0").is_empty(), "exactly half");
        assert!(findings(set, "", PER_CORE, "1000", "64.0").is_empty(), "exactly double");
        assert_eq!(findings(set, "", PER_CORE, "1000", "15.9").len(), 1);
        assert_eq!(findings(set, "", PER_CORE, "1000", "64.1").len(), 1);
    }

    #[test]
    fn throughput_per_core_counts_all_cores() {
        let set = "cores = 8\nconnections = 64";
        assert!(findings(set, "", PER_CORE, "1000", "8.0").is_empty());
        assert_eq!(findings(set, "", "requests/s", "1000", "8.0").len(), 1);
    }

    #[test]
    fn the_connections_of_the_benchmark_come_first_and_without_any_nothing_is_found() {
        assert!(findings("cores = 1", "", PER_CORE, "3546", "1.0").is_empty());
        assert!(
            findings("cores = 1\nconnections = 32", "connections = 4", PER_CORE, "3546", "1.0").is_empty()
        );
        assert_eq!(findings("cores = 1", "connections = 32", PER_CORE, "3546", "1.0").len(), 1);
    }

    #[test]
    fn no_throughput_no_law() {
        assert!(findings("cores = 1\nconnections = 32", "", PER_CORE, "0", "1.0").is_empty());
        assert_eq!(implied_mean_seconds(32.0, 0.0), None);
        assert_eq!(implied_mean_seconds(0.0, 10.0), None);
        assert_eq!(implied_mean_seconds(f64::NAN, 10.0), None);
        assert_eq!(implied_mean_seconds(1e300, 1e-300), None);
    }

    #[test]
    fn too_fast_and_too_slow_are_both_doubted_and_nonsense_too() {
        assert!(is_consistent(5.0, 10.0) && is_consistent(20.0, 10.0));
        assert!(!is_consistent(4.9, 10.0) && !is_consistent(20.1, 10.0));
        assert!(!is_consistent(0.0, 10.0) && !is_consistent(-1.0, 10.0) && !is_consistent(f64::NAN, 10.0));
    }
}
