//! The red lines of the simulated machine in words.

use crate::model::simulator::{Model, RedLine, RedLines, Setting, Summary};
use crate::notation;

/// Those that a run crossed, each with where it stands: `lag 200 ms`.
pub fn crossed(lines: &RedLines, model: Model, setting: &Setting, summary: &Summary) -> Vec<String> {
    lines.crossed(model, setting, summary).into_iter().map(|line| red_line(lines, line)).collect()
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
}
