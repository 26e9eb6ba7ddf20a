//! Everything that follows from facts and inputs. The screen, the reports and the tests read it from here.

use jiff::civil::Date;

use super::alternative::{Alternative, PerAlternative, PerRuntime};
use super::blocking::Crossing;
use super::cadence::{LineStatus, RunLine, Upgrade};
use super::capacity::Plan;
use super::criteria;
use super::guardrails::Check;
use super::hiring::HiringOutlook;
use crate::catalog::{Catalog, Edition, Finding, Metric, Runtime};
use crate::scenario::Inputs;
use crate::scenario::definitions::BaselineFact;
use crate::scenario::measured::{Brief, Measured, Measurements, Unsaturated};

/// What a scenario comes to.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The inputs that counted.
    pub inputs: Inputs,
    /// Each alternative with its plan, its values and its score.
    pub assessments: PerAlternative<Assessment>,
    /// The alternatives, best first: those that break no hard limit before those that break one.
    pub order: [Alternative; Alternative::COUNT],
    /// Points of the first over the second, negative where a hard limit alone keeps the second from being first.
    pub margin: f64,
    /// The weights of the criteria, summing to one.
    pub weights: [f64; criteria::COUNT],
    /// Share of the product that a hybrid does in Python, 0..1.
    pub python_share: f64,
    /// The baseline of each runtime.
    pub baselines: PerRuntime<Baseline>,
    /// How far the baselines in force are apart, and the chosen benchmarks where nobody measured.
    pub ratios: Ratios,
    /// Where the chosen benchmark set contradicts itself, and what the user measured.
    pub lint: Vec<Finding>,
    /// What the user measured, whether or not it counts.
    pub measured: Measurements,
    /// Release lines at the date.
    pub releases: Releases,
    /// What each alternative means for the team.
    pub hiring: PerAlternative<HiringOutlook>,
    /// The team's own numbers, each against its guardrail.
    pub guardrails: Vec<Check>,
    /// What the reader should know before trusting this.
    pub warnings: Vec<Warning>,
}

/// One alternative, judged.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Which one.
    pub alternative: Alternative,
    /// 1 is first.
    pub rank: usize,
    /// 0..=100, the sum of the contributions.
    pub score: f64,
    /// Value of each criterion, 0..=1, in the order of [`criteria::ALL`].
    pub values: [f64; criteria::COUNT],
    /// Points that each criterion contributes: 100 times weight times value.
    pub contributions: [f64; criteria::COUNT],
    /// The hard limits that it breaks.
    pub violations: Vec<Violation>,
    /// Its size and what it does at that size.
    pub plan: Plan,
}

impl Assessment {
    /// How it breaks a hard limit, if it does.
    pub fn violation(&self, limit: Limit) -> Option<&Violation> {
        self.violations.iter().find(|violation| violation.limit() == limit)
    }
}

/// A hard limit: whoever breaks one stands behind all who break none, whatever the scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The p99 objective.
    P99,
    /// The budget.
    Budget,
    /// Enough to compute for a service of its own, which concerns a hybrid alone.
    Split,
}

impl Limit {
    /// The stable name: the parameter that sets the limit, where there is one.
    pub const fn id(self) -> &'static str {
        match self {
            Self::P99 => "objective.p99_ms",
            Self::Budget => "objective.budget_usd",
            Self::Split => "nothing-to-split",
        }
    }
}

/// A hard limit that an alternative breaks, and by how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Violation {
    /// No number of workers, or not the number given, meets the p99 objective.
    P99 {
        /// The p99 it has, milliseconds; none when the queue grows without end.
        value_ms: Option<f64>,
        /// The objective, milliseconds.
        bound_ms: f64,
    },
    /// It costs more than the budget.
    Budget {
        /// USD a month.
        value_usd: f64,
        /// USD a month.
        bound_usd: f64,
    },
    /// A hybrid with too little to compute for a service of its own.
    NothingToSplit {
        /// Share of the product that would be in Python, 0..1.
        value: f64,
        /// The least share, 0..1.
        bound: f64,
    },
}

impl Violation {
    /// The limit that is broken.
    pub const fn limit(self) -> Limit {
        match self {
            Self::P99 { .. } => Limit::P99,
            Self::Budget { .. } => Limit::Budget,
            Self::NothingToSplit { .. } => Limit::Split,
        }
    }
}

/// The throughput on one core that a runtime's plan starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// Requests per second on one core.
    pub rps: f64,
    /// The measurement of the chosen set and framework.
    pub fact: BaselineFact,
    /// Whether a number of the user's own, typed or measured, replaced it.
    pub replaced: bool,
    /// The measurement of the user's own, where it is the baseline.
    pub measured: Option<Measured>,
}

impl Baseline {
    /// The figure that it is, by its id; none where a number of the user's own replaced that.
    pub fn figure(&self) -> Option<String> {
        (!self.replaced).then(|| Metric::Rps.figure_of(&self.fact.benchmark))
    }

    /// The figure of its median latency, by its id, likewise; none either where the benchmark has none.
    pub fn median_figure(&self, catalog: &Catalog) -> Option<String> {
        let id = Metric::MedianMs.figure_of(&self.fact.benchmark);
        (!self.replaced && catalog.figure(&id).is_some()).then_some(id)
    }

    /// Its median latency, milliseconds: as it was measured, or of the benchmark. None where a number of the user's own
    /// that nothing was measured of replaced that.
    pub fn median_ms(&self, catalog: &Catalog, edition: Edition) -> Option<f64> {
        match &self.measured {
            Some(measured) => measured.p50_ms,
            None => catalog.figure(&self.median_figure(catalog)?).map(|figure| figure.value(edition)),
        }
    }
}

/// How far apart the runtimes are: in throughput by the baselines in force, in latency and computing by the benchmarks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratios {
    /// Node.js over Python, throughput.
    pub throughput: f64,
    /// Python over Node.js, median latency; none where a median is missing, or one was measured and the other is of a
    /// benchmark, behind whose connections requests wait for another time.
    pub latency: Option<f64>,
    /// Python over Node.js, compute time.
    pub compute: Option<f64>,
    /// Node.js over Go, throughput.
    pub node_over_go_throughput: f64,
    /// Go over Python, throughput.
    pub go_over_python_throughput: f64,
    /// Python over Go, compute time.
    pub python_over_go_compute: Option<f64>,
    /// JavaScript usage minus Python usage, percentage points.
    pub reach_gap_points: f64,
    /// The native share of the work, 0..1, at which a request takes Python as long as Node.js; above 1 it is out of
    /// reach, and none where there is no work.
    pub native_share_to_draw_level: Option<f64>,
    /// The CPU time of a request, in seconds of Node.js, from which Go answers it sooner than Node.js; none when it
    /// never does.
    pub work_for_go_to_overtake: Option<f64>,
}

/// Release lines at the date of the scenario.
#[derive(Clone, Debug)]
pub struct Releases {
    /// Every known line.
    pub lines: Vec<LineStatus>,
    /// The line to run; none when the data know none for that date.
    pub run: PerRuntime<Option<RunLine>>,
    /// The upgrade plan over the horizon, by runtime.
    pub upgrades: Vec<Upgrade>,
}

/// Something the reader should know.
#[derive(Clone, Debug, PartialEq)]
pub enum Warning {
    /// The data know no line of a runtime that may be run at the date.
    NoLine(Runtime),
    /// The line to run is not announced: it follows from the rhythm of releases.
    ProjectedLine(Runtime, String),
    /// The end of life of the line to run follows from the policy only.
    ProjectedEnd(Runtime, String),
    /// The chosen framework has no figure in the benchmark set, so another one stands in.
    StandsIn(Runtime, String),
    /// Every alternative breaks a hard limit.
    NoneFeasible,
    /// Every priority is 0, or its need is: the criteria count equally.
    EqualWeights,
    /// The overall p99 meets the objective, that of the heavy requests alone, in seconds, does not: they are too
    /// few to show in it.
    HiddenHeavyClass(Alternative, f64),
    /// The framework that answers requests holds a thread or process for each, also while that waits for other
    /// services.
    ThreadPerRequest {
        /// Whose framework it is.
        alternative: Alternative,
        /// Its name for people.
        framework: String,
        /// How many are held at once, more than there are workers.
        threads: f64,
        /// The workers of the plan.
        workers: u64,
    },
    /// The event loops of the alternative in front are held, or late, beyond what the article calls too much.
    BlockedLoop {
        /// Whose loops they are.
        alternative: Alternative,
        /// The longest that one request holds a loop, where that counts as blocking.
        held: Option<Crossing>,
        /// The lag that 99 of 100 requests find at most, where a health check would fail.
        lag: Option<Crossing>,
    },
    /// The product needs a lot of data and machine learning, and none of its heavy work is said to be done by native
    /// libraries, which such work usually is.
    NothingNative,
    /// The date is far from that of the figures: this is the day of the newest of them.
    FarFromFigures(Date),
    /// The measurement of the user's own that is a baseline may be less than what the server can.
    Unsaturated(Runtime, Unsaturated),
    /// The measurement of the user's own that is a baseline was too short or too small.
    Brief(Runtime, Brief),
    /// The measurement of the user's own that is a baseline is so many times the benchmark's number, or that part of
    /// it, that it hardly was of the same task.
    AnotherTask(Runtime, f64),
    /// Some baselines are numbers of the user's own, others are the benchmark's: they are not of one task.
    MixedTasks {
        /// Those with a number of the user's own.
        own: Vec<Runtime>,
        /// The others.
        others: Vec<Runtime>,
    },
    /// The benchmark under a baseline contradicts itself.
    Lint {
        /// The figure, by its id.
        figure: String,
        /// Its name for people.
        label: String,
    },
    /// The measurement of the user's own that is a baseline contradicts itself.
    OwnLint {
        /// The runtime that was measured.
        runtime: Runtime,
        /// The latency that does not fit, by its id.
        figure: String,
        /// Its name for people.
        label: String,
    },
}

impl Outlook {
    /// The alternative in front.
    pub const fn first(&self) -> Alternative {
        let [first, ..] = self.order;
        first
    }

    /// Whether every alternative breaks a hard limit: the order is then that of the points, and nothing to recommend.
    pub fn none_fits(&self) -> bool {
        !self.assessments[self.first()].violations.is_empty()
    }

    /// Whether an alternative breaks a hard limit while the first breaks none. It then stands behind all that
    /// break none whatever its score, which may be the higher one: it does not compete.
    pub fn is_behind_limit(&self, alternative: Alternative) -> bool {
        let keeps = |one: Alternative| self.assessments[one].violations.is_empty();
        keeps(self.first()) && !keeps(alternative)
    }

    /// Those whose scores compete, best first: all that break no hard limit; all four when each breaks one.
    pub fn competing(&self) -> &[Alternative] {
        let behind = self.order.iter().position(|one| self.is_behind_limit(*one));
        self.order.get(..behind.unwrap_or(self.order.len())).unwrap_or_default()
    }

    /// The warnings about what the whole ranking rests on, and about the recommendation itself; but for that there is
    /// nothing to recommend, which is told in its place.
    pub fn serious_warnings(&self) -> impl Iterator<Item = &Warning> {
        self.warnings.iter().filter(|warning| match warning {
            Warning::HiddenHeavyClass(option, _) | Warning::ThreadPerRequest { alternative: option, .. } => {
                *option == self.first()
            }
            Warning::ProjectedLine(runtime, _) => self.first().runtimes().contains(runtime),
            Warning::NoneFeasible
            | Warning::BlockedLoop { .. }
            | Warning::ProjectedEnd(..)
            | Warning::Lint { .. }
            | Warning::OwnLint { .. }
            | Warning::StandsIn(..)
            | Warning::Brief(..) => false,
            Warning::NoLine(_)
            | Warning::EqualWeights
            | Warning::NothingNative
            | Warning::FarFromFigures(_)
            | Warning::Unsaturated(..)
            | Warning::AnotherTask(..)
            | Warning::MixedTasks { .. } => true,
        })
    }

    /// Whether the margin is too small to call, whatever else is said. Behind a hard limit that the first keeps,
    /// the second does not compete.
    pub fn is_close_call(&self) -> bool {
        let [_, second, ..] = self.order;
        self.margin < CLOSE_CALL_POINTS && !self.is_behind_limit(second)
    }
}

/// A margin below this many points is a close call.
pub const CLOSE_CALL_POINTS: f64 = 2.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;

    #[test]
    fn who_breaks_a_limit_that_the_first_keeps_does_not_compete() {
        let all = fixture::outlook(&[]);
        assert_eq!(all.competing(), all.order);
        let tight = fixture::outlook(&["objective.budget_usd=200"]);
        assert_eq!(tight.competing(), [Alternative::Node, Alternative::Go]);
        assert!(tight.is_behind_limit(Alternative::Python) && !tight.is_behind_limit(Alternative::Go));
    }

    #[test]
    fn where_everyone_breaks_a_limit_all_compete() {
        let none = fixture::outlook(&["objective.budget_usd=10"]);
        assert_eq!(none.competing(), none.order);
        assert!(!Alternative::ALL.into_iter().any(|one| none.is_behind_limit(one)));
    }
}
