//! How long work waits to be begun under each way of running: the lag of a loop, as a distribution.

use super::ways;
use crate::model::simulator::{Experiment, Model, RedLines, Run};
use crate::notation;
use crate::sheets::{Cell, Column, Row, Sheet, SheetId, Subject, Tone};

pub(super) fn sheet(on: Subject<'_>) -> Sheet {
    let lines = on.facts.constants(on.outlook.inputs.edition).red_lines;
    Sheet {
        id: SheetId::Lag,
        title: "Loop lag".to_owned(),
        note: format!(
            "From a request's arrival until it is begun, as a timer would find it. Red lines: p99 {} ms, one hold \
             {} ms.",
            notation::plain(lines.lag_ms),
            notation::plain(lines.block_ms)
        ),
        columns: vec![
            Column::text("Model", 0),
            Column::number("p50 ms", 1),
            Column::number("p95 ms", 2),
            Column::number("p99 ms", 0),
            Column::number("Max ms", 0),
            Column::number("Longest hold ms", 1),
        ],
        rows: on.analysis.experiment.as_ref().map_or_else(Vec::new, |experiment: &Experiment| {
            experiment.iter().map(|(model, run)| row(lines, model, run)).collect()
        }),
    }
}

fn row(lines: RedLines, model: Model, run: &Run) -> Row {
    let summary = &run.summary;
    let lag = |which, formula| ways::time(model, summary.lag, which, formula);
    let beyond = |cell: Cell, is_beyond: bool| if is_beyond { cell.tone(Tone::Bad) } else { cell };
    let over = |nanoseconds: u64, line_ms: f64| nanoseconds as f64 > line_ms * 1e6;
    Row::new(vec![
        ways::name(model),
        lag(|lag| lag.p50, "median of the time from a request's arrival until it is begun"),
        lag(|lag| lag.p95, "95th percentile of the time from a request's arrival until it is begun"),
        beyond(
            lag(|lag| lag.p99, "99th percentile of the time from a request's arrival until it is begun"),
            over(summary.lag.p99, lines.lag_ms),
        ),
        lag(|lag| lag.max, "the longest time from a request's arrival until it is begun"),
        beyond(
            ways::milliseconds(
                model,
                summary.longest_hold,
                "the longest time that one request held a loop without a break; 0 where none holds one",
            ),
            over(summary.longest_hold, lines.block_ms),
        ),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheets::fixture;

    #[test]
    fn a_loop_that_computes_lags_and_one_that_hands_over_does_not() {
        let inputs = [
            ("concurrency.rps", "20"),
            ("work.heavy_percent", "10"),
            ("work.cpu_ms", "300"),
            ("work.python_factor", "1"),
        ];
        fixture::with_subject(&inputs, |on| {
            let mut analysis = on.analysis.clone();
            analysis.add_experiment(on.facts, on.outlook);
            let sheet = sheet(Subject { analysis: &analysis, ..on });
            let cells = |name: &str| {
                let row = sheet.rows.iter().find(|row| row.cells[0].text == name).unwrap();
                row.cells.iter().map(|cell| (cell.place(), cell.tone)).collect::<Vec<_>>()
            };
            let number = |of: &(Option<f64>, Tone)| of.0.unwrap_or(f64::NAN);
            let (inline, pool) = (cells("Node event loop"), cells("Node + workers"));
            let quantiles: Vec<f64> = inline[1..5].iter().map(number).collect();
            assert!(quantiles.is_sorted(), "{quantiles:?}");
            assert!(quantiles[2] > 200.0 && inline[3].1 == Tone::Bad);
            assert!((number(&inline[5]) - 300.0).abs() < 1.0 && inline[5].1 == Tone::Bad);
            assert!(number(&pool[3]) < 5.0 && pool[3].1 == Tone::Plain);
        });
    }
}
