//! JMeter: rows of samples (JTL) as CSV, and the statistics of its dashboard. Times in milliseconds.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::document::{self, Count, Number};
use super::draft::Draft;
use super::measurement::Latency;
use super::quantity;
use super::refusal::{Reason, Refusal};
use super::rows::Tally;
use super::table::{Column, Row, Table};

/// Columns of a JTL that is of use.
pub(super) const COLUMNS: &[&str] = &["timeStamp", "elapsed"];
/// What `statistics.json` has at the top: the total, and each request by its name.
pub(super) const NAMES: &[&str] = &["Total"];

/// What a row of a transaction says, which sums up rows that are there themselves.
const TRANSACTION: &str = "Number of samples in transaction";

/// A row of a JTL without names, which was the default before 3.0: time, elapsed, label, code, message, thread,
/// type, success.
pub(super) fn is_row(cells: &[&str]) -> bool {
    let digits = |text: &str, from| text.len() >= from && text.bytes().all(|byte| byte.is_ascii_digit());
    match cells {
        [time, elapsed, _, _, _, _, _, success, ..] => {
            digits(time, 12) && digits(elapsed, 1) && matches!(*success, "true" | "false")
        }
        _ => false,
    }
}

struct Columns {
    time: Column,
    elapsed: Column,
    code: Option<Column>,
    message: Option<Column>,
    success: Option<Column>,
    threads: Option<Column>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Result<Self, Refusal> {
        Ok(if table.has_header() {
            Self {
                time: table.required("timeStamp")?,
                elapsed: table.required("elapsed")?,
                code: table.column("responseCode"),
                message: table.column("responseMessage"),
                success: table.column("success"),
                threads: table.column("allThreads"),
            }
        } else {
            Self {
                time: Column::at(0, "timeStamp"),
                elapsed: Column::at(1, "elapsed"),
                code: Some(Column::at(3, "responseCode")),
                message: Some(Column::at(4, "responseMessage")),
                success: Some(Column::at(7, "success")),
                threads: Some(Column::at(10, "allThreads")),
            }
        })
    }
}

pub(super) fn rows(mut table: Table<'_>) -> Result<Draft, Refusal> {
    let columns = Columns::of(&table)?;
    let named = table.has_header();
    if columns.success.is_none() && columns.code.is_none() {
        return Err(Reason::Value("there is neither a column success nor responseCode".to_owned()).into());
    }
    let mut tally = Tally::new(1.0)?;
    let mut threads = None;
    let mut transactions = false;
    let torn = table.each(|row| {
        let (start_s, elapsed) = (start(row, &columns.time)?, row.number(&columns.elapsed)?);
        if columns.message.as_ref().is_some_and(|column| row.text(column).starts_with(TRANSACTION)) {
            transactions = true;
            return Ok(());
        }
        let fate = fate(row, &columns)?;
        // Without names the column may be another one.
        let now = columns.threads.as_ref().and_then(|column| quantity::count(&row.text(column)));
        tally.time(start_s, elapsed);
        tally.statuses.add(fate, 1);
        threads = threads.max(now);
        Ok(())
    })?;
    let mut draft = Draft { connections: threads, resolution_ms: 1.0, ..tally.draft(torn)? };
    if columns.code.is_none() {
        // A failure without a code may be of either kind.
        (draft.http_errors, draft.transport_errors) = (None, None);
    }
    if transactions {
        draft
            .notes
            .push("Rows of transactions were left out: the requests they sum up are there themselves.");
    }
    if !named {
        draft.notes.push("The file has no names of columns: they were taken for those of JMeter 2.13.");
    }
    Ok(draft)
}

/// What became of a request, as a status: its own, 200 for a success of any status and 0 for no response.
fn fate(row: &Row<'_>, columns: &Columns) -> Result<u64, Refusal> {
    let code = columns.code.as_ref().map(|column| row.text(column)).unwrap_or_default();
    // `Non HTTP response code: java.net.ConnectException` where there was none.
    let status = code.parse::<u64>().unwrap_or(0);
    let Some(success) = &columns.success else { return Ok(status) };
    match row.text(success).to_ascii_lowercase().as_str() {
        "true" => Ok(200),
        // An assertion can fail on a response with any status.
        "false" if (200..=299).contains(&status) => Ok(500),
        "false" => Ok(status),
        _ => Err(row.problem("success is neither true nor false")),
    }
}

/// Milliseconds since 1970, or a date and a time where JMeter was set up to write these.
fn start(row: &Row<'_>, column: &Column) -> Result<f64, Refusal> {
    let text = row.text(column);
    if text.contains(['-', '/', ':']) {
        let moment = text.replace('/', "-").parse::<DateTime>().ok();
        let moment = moment.and_then(|moment| moment.to_zoned(TimeZone::UTC).ok());
        let moment = moment.ok_or_else(|| row.problem("timeStamp is no time"))?;
        return Ok(moment.timestamp().as_duration().as_secs_f64());
    }
    Ok(row.number(column)? / 1e3)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Statistics {
    sample_count: Count,
    error_count: Count,
    mean_res_time: Number,
    median_res_time: Option<Number>,
    min_res_time: Number,
    max_res_time: Number,
    pct1_res_time: Option<Number>,
    pct2_res_time: Option<Number>,
    pct3_res_time: Option<Number>,
    throughput: Number,
}

#[derive(Deserialize)]
struct Document {
    #[serde(rename = "Total")]
    total: Statistics,
}

pub(super) fn json(text: &str) -> Result<Draft, Refusal> {
    let Document { total } = document::parse(text)?;
    let (requests, errors, rate) = (total.sample_count.0, total.error_count.0, total.throughput.0);
    let ok = requests
        .checked_sub(errors)
        .ok_or_else(|| Reason::Inconsistent(format!("{errors} of {requests} requests failed")))?;
    let ms = |value: Option<Number>| value.map(|value| value.0);
    Ok(Draft {
        requests: Some(requests),
        ok: Some(ok),
        duration_s: (rate > 0.0).then(|| requests as f64 / rate),
        rps_reported: Some(rate),
        latency: Latency {
            min: Some(total.min_res_time.0),
            mean: Some(total.mean_res_time.0),
            p50: ms(total.median_res_time),
            p90: ms(total.pct1_res_time),
            p95: ms(total.pct2_res_time),
            p99: ms(total.pct3_res_time),
            max: Some(total.max_res_time.0),
            ..Latency::default()
        },
        resolution_ms: 1.0,
        notes: vec![
            "The three percentiles are taken for the 90th, 95th and 99th, as JMeter is set up: the file does not say \
             which they are.",
        ],
        ..Draft::default()
    })
}
