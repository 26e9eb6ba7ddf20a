//! One stream through every way of running, beside what formulas say.

use std::ops::Range;

use super::{Arrivals, Assignment, Extent, Model, Nanoseconds, Run, Setting, Summary, Variation, simulate};
use crate::model::capacity::pools::P;
use crate::model::queueing::{Mmc, SplitMm1, TwoPointMg1};

/// Requests whose trace can be looked at.
const TRACED: u32 = 1 << 10;
/// Where the random numbers of all runs begin: any number would do, but always the same one.
pub const SEED: u64 = 1;

/// How long a run is, from the shortest: as long as somebody can wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Length {
    /// Done in the frame of a key.
    Brief,
    /// What reports are of, and what the explorer shows once it is left alone.
    Thorough,
    /// Done when somebody asks for it.
    Long,
}

impl Length {
    /// Requests for each model, about.
    pub const fn requests(self) -> u32 {
        match self {
            Self::Brief => 1 << 11,
            Self::Thorough => 1 << 16,
            Self::Long => 1_000_000,
        }
    }

    /// How much to simulate, without a trace.
    pub const fn extent(self) -> Extent {
        Extent { seed: SEED, requests: self.requests(), warm_up_percent: 5, window: 0..0 }
    }
}

/// All models under one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Experiment {
    /// What was simulated.
    pub setting: Setting,
    /// How much of it the figures are of.
    pub length: Length,
    /// Of what time there is a trace; empty for none.
    pub window: Range<Nanoseconds>,
    /// What came of it, in the order of [`Model::ALL`].
    runs: Vec<Run>,
}

impl Experiment {
    /// As much as the frame of a key has time for, with the trace of its start.
    pub fn brief(setting: Setting) -> Self {
        let end = setting.time_of(TRACED);
        Self::of(setting, Length::Brief, 0..end)
    }

    /// More of it, without a trace, for those who can wait.
    pub fn thorough(setting: Setting) -> Self {
        Self::of(setting, Length::Thorough, 0..0)
    }

    fn of(setting: Setting, length: Length, window: Range<Nanoseconds>) -> Self {
        let extent = Extent { window: window.clone(), ..length.extent() };
        let runs = Model::ALL.iter().map(|model| simulate(*model, &setting, &extent)).collect();
        Self { setting, length, window, runs }
    }

    /// Takes the figures of runs of the same setting, in the order of [`Model::ALL`], if they are longer; the traces
    /// stay: a longer run begins with the same requests.
    pub fn lengthen(&mut self, length: Length, summaries: Vec<Summary>) {
        if length <= self.length {
            return;
        }
        for (run, summary) in self.runs.iter_mut().zip(summaries) {
            run.summary = summary;
        }
        self.length = length;
    }

    /// When the first heavy request arrives, if one does before the trace ends.
    pub fn first_heavy_arrival(&self) -> Option<Nanoseconds> {
        let Setting { rate, heavy_share, variation, .. } = self.setting;
        Arrivals::new(SEED, rate, heavy_share, variation)
            .take_while(|request| request.at < self.window.end)
            .find(|request| request.heavy)
            .map(|request| request.at)
    }

    /// Requests that came to each model: about as many as its extent says, since they come at random.
    pub fn arrivals(&self) -> u64 {
        self.runs.first().map_or(0, |run| run.summary.counts.arrivals())
    }

    /// The models with what came of them.
    pub fn iter(&self) -> impl Iterator<Item = (Model, &Run)> {
        Model::ALL.into_iter().zip(&self.runs)
    }

    /// The 99th percentile of all response times that a formula gives for a model, seconds; none where there is no
    /// formula, or the queue grows without end. Formulas know no timeouts and no full queues.
    ///
    /// Loops that are assigned at random are M/M/1 or, with heavy requests, M/G/1 each; loops with one queue and cores
    /// with goroutines are M/M/c where all requests are alike.
    pub fn formula_p99(&self, model: Model) -> Option<f64> {
        let setting = &self.setting;
        let costs = setting.costs(model);
        let (light, upstream) = (seconds(costs.light), seconds(setting.upstream));
        let one_class = setting.variation == Variation::Exponential;
        let mean = light + setting.heavy_share * seconds(costs.heavy);
        let loops = |count: u32| {
            if one_class {
                let queue = SplitMm1::new(setting.rate, mean.recip(), u64::from(count)).ok()?;
                return Some(queue.response_quantile(P));
            }
            let (rate, heavy) = (setting.rate / f64::from(count), light + seconds(costs.heavy));
            let queue = TwoPointMg1::new(rate, light, heavy, setting.heavy_share).ok()?;
            Some(queue.response_quantile(P))
        };
        let one_queue = || {
            let queue = Mmc::new(setting.rate, mean.recip(), u64::from(setting.cores)).ok()?;
            Some(queue.response_quantile(P))
        };
        let response = match model {
            Model::NodeEventLoop | Model::Asyncio => loops(1),
            Model::NodeWorkers | Model::ProcessPool if setting.workers == 0 => loops(1),
            // Nothing is handed over.
            Model::NodeWorkers | Model::ProcessPool | Model::FreeThreaded if setting.heavy_share <= 0.0 => {
                loops(1)
            }
            Model::NodeCluster | Model::UvicornWorkers => match setting.assignment {
                _ if setting.cores == 1 => loops(1),
                Assignment::Random => loops(setting.cores),
                Assignment::Shared if one_class => one_queue(),
                _ => None,
            },
            // A goroutine whose job is long is interrupted, and others pass it.
            Model::Go if one_class && mean < seconds(setting.goroutine_slice) / 20.0 => one_queue(),
            Model::NodeWorkers
            | Model::ProcessPool
            | Model::FreeThreaded
            | Model::AsyncioThreads
            | Model::Go => None,
        };
        response.map(|response| response + upstream)
    }
}

fn seconds(time: Nanoseconds) -> f64 {
    time as f64 / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use crate::model::simulator::Activity;

    fn brief(sets: &[&str]) -> Experiment {
        let (facts, outlook) = (fixture::facts(), fixture::outlook(sets));
        Experiment::brief(Setting::of(facts.constants(outlook.inputs.edition), &outlook))
    }

    #[test]
    fn a_longer_run_brings_its_figures_and_leaves_the_traces() {
        let before = brief(&["work.heavy_percent=5"]);
        let longer = Experiment::thorough(before.setting.clone());
        let summaries = |of: &Experiment| of.iter().map(|(_, run)| run.summary.clone()).collect();
        let mut after = before.clone();
        after.lengthen(longer.length, summaries(&longer));
        assert_eq!((after.length, &after.window), (Length::Thorough, &before.window));
        assert_eq!(after.arrivals(), longer.arrivals());
        let thorough = after.clone();
        after.lengthen(before.length, summaries(&before));
        assert_eq!(after, thorough, "what comes late and is shorter has no say");
        for (((model, after), (_, before)), (_, longer)) in after.iter().zip(before.iter()).zip(longer.iter())
        {
            assert_eq!((&after.summary, &after.trace), (&longer.summary, &before.trace), "{}", model.id());
            assert!(after.summary != before.summary && !after.trace.spans.is_empty(), "{}", model.id());
        }
    }

    #[test]
    fn the_first_heavy_request_is_the_one_that_the_trace_shows_first() {
        let mixed = brief(&["work.heavy_percent=5"]);
        let Setting { rate, heavy_share, variation, .. } = mixed.setting;
        let (_, run) = mixed.iter().next().unwrap();
        let heavy = run.trace.spans.iter().filter(|span| span.activity == Activity::Heavy);
        let first = heavy.min_by_key(|span| span.from).unwrap().request;
        let request = Arrivals::new(SEED, rate, heavy_share, variation).nth(first as usize).unwrap();
        assert!(request.heavy);
        assert_eq!(mixed.first_heavy_arrival(), Some(request.at));
        assert_eq!(brief(&[]).first_heavy_arrival(), None);
    }
}
