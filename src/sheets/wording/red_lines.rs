//! The red lines of the simulated machine in words.

use crate::model::simulator::{Model, RedLine, RedLines, Setting, Summary};
use crate::notation;

/// Those that a run crossed, each with where it stands: `lag 200 ms`; more than three in a word each, for a line of the
/// screen has room for no more. Nothing where none was crossed.
pub fn crossed(lines: &RedLines, model: Model, setting: &Setting, summary: &Summary) -> Option<String> {
    let lines = &lines.under(setting);
    let crossed = lines.crossed(model, setting, summary);
    let in_words = crossed.len() > 3;
    let told = |line| if in_words { name(line).to_owned() } else { red_line(lines, line) };
    let told: Vec<String> = crossed.into_iter().map(told).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A line with where it stands.
pub fn red_line(lines: &RedLines, line: RedLine) -> String {
    let at = |milliseconds: f64| format!("{} {} ms", name(line), notation::plain(milliseconds));
    match line {
        RedLine::Block => at(lines.block_ms),
        RedLine::SyncBudget => at(lines.sync_budget_ms),
        RedLine::Lag => at(lines.lag_ms),
        RedLine::Timeout => at(lines.job_timeout_ms),
        RedLine::Queue => format!("{} {}", name(line), notation::plain(lines.queue_cap)),
        RedLine::Workers => "more workers than cores".to_owned(),
    }
}

/// A line in a word.
pub const fn name(line: RedLine) -> &'static str {
    match line {
        RedLine::Block => "block",
        RedLine::SyncBudget => "sync",
        RedLine::Lag => "lag",
        RedLine::Timeout => "timeout",
        RedLine::Queue => "queue",
        RedLine::Workers => "workers",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn lines_say_what_of_and_how_much() {
        let (facts, outlook) = fixture::default();
        let lines = facts.constants(outlook.inputs.edition).red_lines;
        let texts = [RedLine::Block, RedLine::Lag, RedLine::Timeout, RedLine::Queue];
        assert_eq!(
            texts.map(|line| red_line(&lines, line)),
            ["block 50 ms", "lag 200 ms", "timeout 2,000 ms", "queue 1,000"]
        );
    }

    #[test]
    fn many_lines_are_told_in_a_word_each() {
        let inputs = [("work.heavy_percent", "100"), ("work.cpu_ms", "80"), ("objective.p99_ms", "2000")];
        fixture::with_subject(&inputs, |on| {
            let lines = on.facts.constants(on.outlook.inputs.edition).red_lines;
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            let experiment = analysis.experiment.as_ref().unwrap();
            let of = |wanted: Model| {
                let run = experiment.iter().find(|(model, _)| *model == wanted).unwrap().1;
                crossed(&lines, wanted, &experiment.setting, &run.summary)
            };
            assert_eq!(of(Model::Asyncio).as_deref(), Some("block, sync, lag, timeout"));
            assert_eq!(of(Model::NodeCluster).as_deref(), Some("block 50 ms, sync 100 ms, lag 200 ms"));
            assert_eq!(of(Model::Go), None);
        });
    }
}
