//! Single points of k6's metrics, as JSON lines and CSV: a point of `http_req_duration` stands at the end of a
//! request.

use std::borrow::Cow;
use std::io::Read;

use jiff::Timestamp;
use serde::Deserialize;

use super::NOTE;
use crate::import::document::Number;
use crate::import::draft::Draft;
use crate::import::lines;
use crate::import::refusal::Refusal;
use crate::import::rows::Tally;
use crate::import::statuses::Statuses;
use crate::import::table::Table;
use crate::import::text::harmless;

/// What each line of `--out json` has.
pub(in crate::import) const NAMES: &[&str] = &["type", "metric", "data"];
/// Columns of `--out csv`.
pub(in crate::import) const COLUMNS: &[&str] = &["metric_name", "timestamp", "metric_value"];

const DURATION: &str = "http_req_duration";
const FAILED: &str = "http_req_failed";
/// k6 measures nanoseconds.
const STEP_MS: f64 = 1e-6;

#[derive(Deserialize)]
struct Line {
    metric: String,
    data: Point,
}

/// Of a point; the lines that introduce a metric have neither.
#[derive(Deserialize)]
struct Point {
    time: Option<String>,
    value: Option<Number>,
}

struct Points {
    tally: Tally,
    timed: u64,
    judged: u64,
    failed: u64,
}

impl Points {
    fn new() -> Result<Self, Refusal> {
        Ok(Self { tally: Tally::new(STEP_MS)?, timed: 0, judged: 0, failed: 0 })
    }

    fn time(&mut self, end_s: f64, milliseconds: f64) {
        self.tally.time(end_s - milliseconds / 1e3, milliseconds);
        self.timed += 1;
    }

    fn judge(&mut self, failed: bool) {
        self.judged += 1;
        self.failed += u64::from(failed);
    }

    /// Before 0.31 nothing says which requests failed.
    fn draft(self, torn: bool) -> Result<Draft, Refusal> {
        let Self { mut tally, timed, judged, failed } = self;
        tally.statuses = Statuses {
            ok: timed.saturating_sub(failed),
            http_errors: failed.min(timed),
            transport_errors: 0,
        };
        let known = judged > 0;
        let draft = tally.draft(torn)?;
        Ok(Draft {
            ok: draft.ok.filter(|_| known),
            http_errors: None,
            transport_errors: None,
            notes: vec![NOTE],
            ..draft
        })
    }
}

pub(in crate::import) fn json(reader: &mut dyn Read) -> Result<Draft, Refusal> {
    let mut points = Points::new()?;
    let torn = lines::each(reader, |line: Line| {
        let Point { time: Some(time), value: Some(Number(value)) } = line.data else { return Ok(()) };
        match line.metric.as_str() {
            DURATION => {
                let end: Timestamp =
                    time.parse().map_err(|_| format!("data.time is no time (\"{}\")", harmless(&time)))?;
                points.time(end.as_duration().as_secs_f64(), value);
            }
            FAILED => points.judge(value > 0.0),
            _ => {}
        }
        Ok(())
    })?;
    points.draft(torn)
}

pub(in crate::import) fn csv(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let (metric, time) = (table.required("metric_name")?, table.required("timestamp")?);
    let value = table.required("metric_value")?;
    let mut points = Points::new()?;
    let torn = table.each(|row| {
        let metric = row.text(&metric);
        match Cow::as_ref(&metric) {
            DURATION => {
                let end = match row.text(&time).parse::<Timestamp>() {
                    Ok(end) => end.as_duration().as_secs_f64(),
                    Err(_) => seconds(row.number(&time)?),
                };
                points.time(end, row.number(&value)?);
            }
            FAILED => points.judge(row.number(&value)? > 0.0),
            _ => {}
        }
        Ok(())
    })?;
    let mut draft = points.draft(torn)?;
    draft.notes.push("k6 writes whole seconds into its CSV unless told otherwise, so the duration is rough.");
    Ok(draft)
}

/// A time since 1970 in seconds: k6 writes whole seconds, or on request a date, or milli-, micro- or nanoseconds, which
/// the size tells apart.
fn seconds(number: f64) -> f64 {
    match number {
        n if n < 1e11 => n,
        n if n < 1e14 => n / 1e3,
        n if n < 1e17 => n / 1e6,
        n => n / 1e9,
    }
}
