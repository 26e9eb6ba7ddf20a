//! What a team measured itself: the load test that a runtime's baseline comes from.
//!
//! A measurement is the baseline of its runtime, `rps_ok / cores`, unless a value is set for that input: then the value
//! counts, and the measurement stands by.

pub(super) mod fields;
mod intake;

use jiff::civil::Date;

use super::candidates::candidate;
use super::parameter::ValueError;
use super::registry;
use crate::catalog::{ClosedLoop, Finding, Runtime};
pub use crate::import::Pacing;
pub use intake::NoBaseline;

/// The table of scenario files; each runtime has one of its own below.
pub const TABLE: &str = "measured";

/// Load generators run for so long unless told otherwise, seconds. In less, compilers and pools of connections may not
/// be done with warming up.
const SETTLED_S: f64 = 10.0;

/// A run of ten seconds may be printed as a little less.
const ROUNDING: f64 = 0.95;

/// Of fewer requests, chance alone moves the rate by more than three percent, and not ten lie behind the 99th
/// percentile.
const ENOUGH: f64 = 1_000.0;

/// From here on a server counts as saturated: load generators pause a little between requests.
const SATURATED: f64 = 0.9;

/// Less of a core than a container is given.
const LEAST_CORES: f64 = 0.01;

/// More cores than a server has.
const MOST_CORES: f64 = 4_096.0;

/// A load test of one's own. What its file did not say is `None`, never 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The load generator.
    pub tool: String,
    /// Its version.
    pub version: Option<String>,
    /// The name of the file that it wrote.
    pub file: String,
    /// The day of the import.
    pub date: Date,
    /// Cores that the server had, not the load generator: 0.01 to 4,096, for a container may have half of one.
    pub cores: f64,
    /// Successful requests per second, on all cores together.
    pub rps_ok: f64,
    /// Connections, users or threads at once.
    pub connections: Option<u64>,
    /// How long the run took, seconds: as its file says, or else as rate and number of successes do.
    pub duration_s: Option<f64>,
    /// Mean response time, milliseconds.
    pub mean_ms: Option<f64>,
    /// Median response time, milliseconds.
    pub p50_ms: Option<f64>,
    /// 99th percentile of the response times, milliseconds.
    pub p99_ms: Option<f64>,
    /// Requests that failed.
    pub errors: Option<u64>,
    /// Whether the load generator waited for answers.
    pub pacing: Option<Pacing>,
}

/// A rate that was asked of a server, and that may be less than what it can.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unsaturated {
    /// Successful requests per second of one core.
    pub rps_per_core: f64,
    /// The cores were no busier than this, 1 being saturation: a request keeps one of them busy at most. None when that
    /// is not known, but the load generator kept to a schedule, whatever the server could.
    pub busy: Option<f64>,
}

/// A run that was too short, or too small, to tell what a server can.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Brief {
    /// It took so many seconds.
    Short(f64),
    /// So many requests succeeded.
    Small(f64),
}

impl Measured {
    /// Successful requests per second of one core: the baseline.
    pub fn rps_per_core(&self) -> f64 {
        self.rps_ok / self.cores
    }

    /// The tool with its version, if that is known: `oha 1.4.5`.
    pub fn tool_text(&self) -> String {
        self.version.as_ref().map_or_else(|| self.tool.clone(), |version| format!("{} {version}", self.tool))
    }

    /// The run as Little's law sees it, where every connection had one request under way all the time: failed ones
    /// count, because they held a connection too.
    pub fn closed_loop(&self) -> Option<ClosedLoop> {
        let waits = matches!(self.pacing, None | Some(Pacing::Closed));
        ClosedLoop::new(self.connections.filter(|_| waits)?, self.rps_ok + self.failed_rps())
    }

    /// What speaks against the rate being all that the server can, if anything does.
    pub fn unsaturated(&self) -> Option<Unsaturated> {
        let busy = self.under_way().map(|count| count / self.cores);
        let busy = busy.filter(|busy| *busy < SATURATED);
        let is_scheduled = self.pacing == Some(Pacing::Open);
        (is_scheduled || busy.is_some()).then(|| Unsaturated { rps_per_core: self.rps_per_core(), busy })
    }

    /// Whether the run was too small or too short for its rate to be relied on; nothing if its file does not say.
    pub fn brief(&self) -> Option<Brief> {
        let seconds = self.duration_s?;
        let requests = self.rps_ok * seconds;
        // Half a request is what the rounding of rates and durations comes to.
        if requests + 0.5 < ENOUGH {
            Some(Brief::Small(requests))
        } else {
            (seconds < SETTLED_S * ROUNDING).then_some(Brief::Short(seconds))
        }
    }

    /// Requests under way at once, on average by Little's law; or no more than that.
    fn under_way(&self) -> Option<f64> {
        match self.mean_ms {
            Some(mean_ms) => Some((self.rps_ok + self.failed_rps()) * mean_ms / 1e3),
            None => self.connections.map(|count| count as f64),
        }
    }

    fn failed_rps(&self) -> f64 {
        self.errors.zip(self.duration_s).map_or(0.0, |(errors, duration)| errors as f64 / duration)
    }

    /// Where the figures contradict each other by Little's law. The figures are called as in a scenario file:
    /// `measured.node.p50_ms`.
    pub fn lint(&self, runtime: Runtime) -> Vec<Finding> {
        let Some(run) = self.closed_loop() else { return Vec::new() };
        let name = format!("{TABLE}.{runtime}");
        let latencies = [("p50_ms", "median", self.p50_ms), ("mean_ms", "mean", self.mean_ms)];
        let findings = latencies.into_iter().filter_map(|(field, statistic, stated)| {
            let contradiction = run.contradiction(statistic, stated?)?;
            let pauses = if contradiction.implied > contradiction.stated {
                " Users that pause between their requests would explain that."
            } else {
                ""
            };
            Some(Finding {
                figure: format!("{name}.{field}"),
                rule: contradiction.rule,
                label: format!("Measured {statistic} of {}", runtime.label()),
                benchmark: name.clone(),
                statistic,
                stated: contradiction.stated,
                implied: contradiction.implied,
                text: contradiction.text + pauses,
            })
        });
        findings.collect()
    }
}

/// The measurements of a scenario, at most one for each runtime.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measurements([Option<Measured>; Runtime::CANDIDATES.len()]);

impl Measurements {
    /// The measurement of a runtime, whether or not it counts.
    pub fn get(&self, runtime: Runtime) -> Option<&Measured> {
        Runtime::CANDIDATES.iter().zip(&self.0).find(|(one, _)| **one == runtime)?.1.as_ref()
    }

    /// Takes a measurement in the place of the runtime's last one.
    ///
    /// # Errors
    /// When a baseline cannot be what it comes to on one core, when a file could not say what was measured, or when the
    /// runtime has no baseline.
    pub fn put(&mut self, runtime: Runtime, measured: Measured) -> Result<(), ValueError> {
        let slot = Runtime::CANDIDATES.iter().zip(&mut self.0).find(|(one, _)| **one == runtime);
        let (Some((_, slot)), Some(candidate)) = (slot, candidate(runtime)) else {
            return Err(ValueError(format!("{} has no baseline that can be measured", runtime.label())));
        };
        registry::get(candidate.baseline).check(measured.rps_per_core()).map_err(|err| {
            let Measured { rps_ok, cores, .. } = &measured;
            ValueError(format!("{rps_ok} successful requests/s on {cores} cores: {err} on one core"))
        })?;
        fields::ALL.iter().try_for_each(|field| field.check(&measured))?;
        *slot = Some(measured);
        Ok(())
    }

    /// Forgets the measurement of a runtime.
    pub fn remove(&mut self, runtime: Runtime) {
        if let Some((_, slot)) = Runtime::CANDIDATES.iter().zip(&mut self.0).find(|(one, _)| **one == runtime)
        {
            *slot = None;
        }
    }

    /// All of them with their runtimes.
    pub fn iter(&self) -> impl Iterator<Item = (Runtime, &Measured)> {
        Runtime::CANDIDATES
            .into_iter()
            .zip(&self.0)
            .filter_map(|(runtime, slot)| Some((runtime, slot.as_ref()?)))
    }

    /// Whether nothing was measured.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// 280 requests/s on 2 cores.
    fn measured(pacing: Pacing, mean_ms: Option<f64>, connections: Option<u64>) -> Measured {
        Measured {
            tool: "vegeta".to_owned(),
            version: None,
            file: "run.json".to_owned(),
            date: date(2026, 11, 30),
            cores: 2.0,
            rps_ok: 270.0,
            connections,
            duration_s: Some(10.0),
            mean_ms,
            p50_ms: None,
            p99_ms: None,
            errors: Some(100),
            pacing: Some(pacing),
        }
    }

    fn run(pacing: Pacing, mean_ms: Option<f64>, connections: Option<u64>) -> Option<Unsaturated> {
        measured(pacing, mean_ms, connections).unsaturated()
    }

    #[test]
    fn a_server_with_fewer_requests_than_cores_was_not_at_its_limit() {
        // 280 a second, the failed ones too, for 0.5 ms each: 0.14 of them at once.
        let scheduled = run(Pacing::Open, Some(0.5), None).unwrap();
        assert!((scheduled.rps_per_core - 135.0).abs() < 1e-12);
        assert!((scheduled.busy.unwrap() - 0.07).abs() < 1e-12);
        let one = run(Pacing::Closed, None, Some(1)).unwrap();
        assert!((one.busy.unwrap() - 0.5).abs() < 1e-12);
        // 50 at once.
        assert_eq!(run(Pacing::Closed, Some(178.0), Some(50)), None);
        assert_eq!(run(Pacing::Closed, None, Some(2)), None);
        assert_eq!(run(Pacing::Closed, None, None), None);
    }

    #[test]
    fn a_run_is_too_short_or_too_small_to_tell_what_a_server_can() {
        let run = |rps_ok, duration_s| {
            let measured = Measured { rps_ok, duration_s, ..measured(Pacing::Closed, None, None) };
            measured.brief()
        };
        assert_eq!(run(5_000.0, Some(2.0)), Some(Brief::Short(2.0)));
        assert_eq!(run(5_000.0, Some(9.96)), None);
        assert_eq!(run(20.0, Some(30.0)), Some(Brief::Small(600.0)));
        assert_eq!(run(100.0, Some(10.0)), None);
        assert_eq!(run(5_000.0, None), None);
    }

    #[test]
    fn what_a_schedule_sent_may_be_less_than_what_was_possible() {
        assert_eq!(run(Pacing::Open, Some(178.0), None).unwrap().busy, None);
        assert_eq!(run(Pacing::Open, None, None).unwrap().busy, None);
    }
}
