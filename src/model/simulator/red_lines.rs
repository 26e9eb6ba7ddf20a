//! The bounds that a simulated machine should keep.

use std::ops::RangeInclusive;

use super::arrivals::Nanoseconds;
use super::record::Summary;
use super::trace::{Activity, Span, Trace};
use super::{Model, Setting};
use crate::catalog::{Unit, named};
use crate::scenario::definitions::UnusableFact;

/// What the article calls too much, by figure.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "each field is named as its figure, which describes itself")]
pub struct RedLines {
    pub block_ms: f64,
    pub sync_budget_ms: f64,
    pub lag_ms: f64,
    pub job_timeout_ms: f64,
    pub queue_cap: f64,
    pub workers_per_core: f64,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedLine {
    /// One request holds a loop for so long that it counts as blocking.
    Block,
    /// One request holds a loop beyond the budget for synchronous work.
    SyncBudget,
    /// 1 % of arrivals find the loop so late that its health check would fail.
    Lag,
    /// Requests are given up.
    Timeout,
    /// So many wait that new ones should be turned away.
    Queue,
    /// More workers than the cores can run.
    Workers,
}

impl RedLines {
    /// The ids of the figures.
    pub const FIGURES: [&str; 6] = [
        named::POLICY_BLOCK_MS,
        named::POLICY_SYNC_BUDGET_MS,
        named::POLICY_LAG_MS,
        named::POLICY_JOB_TIMEOUT_MS,
        named::POLICY_QUEUE_CAP,
        named::POLICY_WORKERS_PER_CORE,
    ];

    /// Reads the figures; `figure` gives the value of one in the wanted unit.
    ///
    /// # Errors
    /// Those of `figure`, at the first one.
    pub fn read(figure: impl Fn(&str, Unit) -> Result<f64, UnusableFact>) -> Result<Self, UnusableFact> {
        let [block, sync_budget, lag, timeout, queue, workers] = Self::FIGURES;
        Ok(Self {
            block_ms: figure(block, Unit::Milliseconds)?,
            sync_budget_ms: figure(sync_budget, Unit::Milliseconds)?,
            lag_ms: figure(lag, Unit::Milliseconds)?,
            job_timeout_ms: figure(timeout, Unit::Milliseconds)?,
            queue_cap: figure(queue, Unit::Requests)?,
            workers_per_core: figure(workers, Unit::Workers)?,
        })
    }

    /// The same for a machine whose timeout and longest queue are inputs: these go before the figures that they start
    /// from.
    #[must_use]
    pub fn under(self, setting: &Setting) -> Self {
        let job_timeout_ms = setting.timeout as f64 / 1e6;
        Self { job_timeout_ms, queue_cap: setting.queue_cap as f64, ..self }
    }

    /// Those that a run crossed, in their usual order.
    pub fn crossed(&self, model: Model, setting: &Setting, summary: &Summary) -> Vec<RedLine> {
        let over = |time: Nanoseconds, line_ms: f64| time as f64 > line_ms * 1e6;
        let has_pool = matches!(model, Model::NodeWorkers | Model::ProcessPool);
        [
            (RedLine::Block, over(summary.longest_hold, self.block_ms)),
            (RedLine::SyncBudget, over(summary.longest_hold, self.sync_budget_ms)),
            (RedLine::Lag, over(summary.lag.p99, self.lag_ms)),
            (
                RedLine::Timeout,
                summary.counts.timed_out > 0 || over(summary.response.max, self.job_timeout_ms),
            ),
            (RedLine::Queue, summary.counts.rejected > 0 || summary.most_waiting as f64 >= self.queue_cap),
            (
                RedLine::Workers,
                has_pool && f64::from(setting.workers) > f64::from(setting.cores) * self.workers_per_core,
            ),
        ]
        .into_iter()
        .filter_map(|(line, is_crossed)| is_crossed.then_some(line))
        .collect()
    }

    /// When something in a trace first crosses each of the lines that one request alone can cross, within some time.
    pub fn first_crossings(
        &self,
        model: Model,
        trace: &Trace,
        seen: RangeInclusive<Nanoseconds>,
    ) -> Vec<(RedLine, Nanoseconds)> {
        let holds_a_loop = |span: &Span| {
            let runs = matches!(span.activity, Activity::Light | Activity::Heavy);
            runs && span.lane.is_some_and(|lane| model.is_loop(lane))
        };
        let waits = |span: &Span| span.activity == Activity::Queued;
        let first = |concerns: &dyn Fn(&Span) -> bool, line_ms: f64| {
            let line = (line_ms * 1e6) as Nanoseconds;
            let spans = trace.spans.iter().filter(|span| concerns(span) && span.to - span.from > line);
            spans.map(|span| span.from + line).filter(|at| seen.contains(at)).min()
        };
        [
            (RedLine::Block, first(&holds_a_loop, self.block_ms)),
            (RedLine::SyncBudget, first(&holds_a_loop, self.sync_budget_ms)),
            (RedLine::Lag, first(&waits, self.lag_ms)),
            (RedLine::Timeout, first(&waits, self.job_timeout_ms)),
        ]
        .into_iter()
        .filter_map(|(line, at)| Some((line, at?)))
        .collect()
    }

    /// The stable name of a line, with where it stands.
    pub fn id(&self, line: RedLine) -> String {
        match line {
            RedLine::Block => format!("block-{}ms", self.block_ms),
            RedLine::SyncBudget => format!("sync-{}ms", self.sync_budget_ms),
            RedLine::Lag => format!("lag-{}ms", self.lag_ms),
            RedLine::Timeout => format!("timeout-{}ms", self.job_timeout_ms),
            RedLine::Queue => format!("queue-{}", self.queue_cap),
            RedLine::Workers => "workers-cores".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixture;
    use crate::model::simulator::record::{Bottleneck, Record};

    const LINES: RedLines = RedLines {
        block_ms: 50.0,
        sync_budget_ms: 100.0,
        lag_ms: 200.0,
        job_timeout_ms: 2_000.0,
        queue_cap: 1_000.0,
        workers_per_core: 1.0,
    };
    const MS: Nanoseconds = 1_000_000;

    #[test]
    fn each_line_is_crossed_by_what_is_beyond_it_alone() {
        let facts = fixture::facts();
        let outlook = fixture::outlook(&["concurrency.cores=2", "concurrency.workers=2"]);
        let setting = Setting::of(facts.constants(outlook.inputs.edition), &outlook);
        let crossed = |model, change: fn(&mut Summary)| {
            let (mut summary, _) =
                Record::new(1, 0..1, 0..0).summary(1, Bottleneck { servers: 1, queues: 1 });
            change(&mut summary);
            LINES.crossed(model, &setting, &summary)
        };
        let of_go = |change| crossed(Model::Go, change);
        assert_eq!(of_go(|_| ()), []);
        assert_eq!(of_go(|one| one.longest_hold = 50 * MS), []);
        assert_eq!(of_go(|one| one.longest_hold = 50 * MS + 1), [RedLine::Block]);
        assert_eq!(of_go(|one| one.longest_hold = 101 * MS), [RedLine::Block, RedLine::SyncBudget]);
        assert_eq!(of_go(|one| one.lag.p99 = 201 * MS), [RedLine::Lag]);
        assert_eq!(of_go(|one| one.response.max = 2_000 * MS), []);
        assert_eq!(of_go(|one| one.response.max = 2_000 * MS + 1), [RedLine::Timeout]);
        assert_eq!(of_go(|one| one.counts.timed_out = 1), [RedLine::Timeout]);
        assert_eq!(of_go(|one| one.most_waiting = 999), []);
        assert_eq!(of_go(|one| one.most_waiting = 1_000), [RedLine::Queue]);
        assert_eq!(of_go(|one| one.counts.rejected = 1), [RedLine::Queue]);
        // As many workers as cores are not too many; more are, where there is a pool of them.
        let crowded = Setting { workers: 3, ..setting.clone() };
        for model in Model::ALL {
            let (summary, _) = Record::new(1, 0..1, 0..0).summary(1, Bottleneck { servers: 1, queues: 1 });
            assert_eq!(LINES.crossed(model, &setting, &summary), [], "{}", model.id());
            let has_pool = matches!(model, Model::NodeWorkers | Model::ProcessPool);
            let is_crowded = LINES.crossed(model, &crowded, &summary) == [RedLine::Workers];
            assert_eq!(is_crowded, has_pool, "{}", model.id());
        }
    }

    #[test]
    fn a_machine_s_own_timeout_and_queue_go_before_the_figures() {
        let facts = fixture::facts();
        let outlook = fixture::outlook(&["concurrency.queue_cap=7", "concurrency.timeout_ms=30"]);
        let lines = LINES.under(&Setting::of(facts.constants(outlook.inputs.edition), &outlook));
        assert_eq!(
            [RedLine::Timeout, RedLine::Queue].map(|line| lines.id(line)),
            ["timeout-30ms", "queue-7"]
        );
        assert_eq!(lines.id(RedLine::Lag), LINES.id(RedLine::Lag));
    }

    #[test]
    fn lines_are_crossed_where_a_span_has_lasted_for_too_long() {
        let mut trace = Trace::of(0..9_000 * MS);
        let mut add = |activity, lane, from: u64, to: u64| {
            trace.add(Span { lane, activity, from: from * MS, to: to * MS, request: 0 });
        };
        add(Activity::Heavy, Some(0), 10, 60);
        add(Activity::Heavy, Some(0), 100, 170);
        add(Activity::Heavy, Some(1), 20, 320);
        add(Activity::Queued, None, 300, 501);
        add(Activity::Upstream, None, 0, 8_000);
        let at = |model, seen| LINES.first_crossings(model, &trace, seen);
        let all = 0..=9_000 * MS;
        // The first holds the loop for just as long as it may; a worker of its own may take its time.
        assert_eq!(
            at(Model::NodeWorkers, all.clone()),
            [(RedLine::Block, 150 * MS), (RedLine::Lag, 500 * MS)]
        );
        assert_eq!(
            at(Model::NodeCluster, all.clone()),
            [(RedLine::Block, 70 * MS), (RedLine::SyncBudget, 120 * MS), (RedLine::Lag, 500 * MS)]
        );
        assert_eq!(at(Model::Go, all), [(RedLine::Lag, 500 * MS)]);
        assert_eq!(at(Model::NodeWorkers, 0..=149 * MS), []);
    }
}
