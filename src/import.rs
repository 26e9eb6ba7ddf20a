//! What load generators wrote, as one record: which tool, how many requests, how fast, how late.
//!
//! The format is recognised from the content, never from the name. What a file does not say stays empty and is never
//! taken for 0. What counts for comparisons is [`Measurement::rps_ok`]: most tools count errors in their headline.
//!
//! Rows of single requests are read as a stream in bounded memory; summaries are read whole, up to a limit.
//!
//! Release schedules are imported too, into an overlay of the built-in release lines: [`schedules`].

mod ab;
mod artillery;
mod autocannon;
mod bombardier;
mod document;
mod draft;
mod drill;
mod format;
mod gatling;
mod h2load;
mod hey;
mod jmeter;
mod k6;
mod lines;
mod loadtest;
mod locust;
mod measurement;
mod oha;
mod outcomes;
mod outline;
mod quantity;
mod recognition;
mod refusal;
mod report;
mod rows;
pub mod schedules;
mod siege;
mod source;
mod statuses;
mod table;
mod text;
mod vegeta;
mod warning;
mod wrk;

use std::io::Read;

pub use format::{Tool, tools};
pub use measurement::{Latency, Measurement, Outcome, Pacing};
pub use refusal::{Place, Reason, Refusal};
pub use source::utf8;
pub use warning::Warning;

/// Reads what a load generator wrote. `name` is the file as messages call it.
///
/// ```
/// use runtime_explorer::import::read;
///
/// let report = "Running 2s test @ http://127.0.0.1:8080/\n  2 threads and 16 connections\n\
///     \n  19688 requests in 2.10s, 3.44MB read\n  Non-2xx or 3xx responses: 1378\nRequests/sec:   9372.02\n";
/// let measurement = read("wrk.txt", report.as_bytes()).unwrap();
/// assert_eq!((measurement.requests, measurement.ok), (Some(19_688), Some(18_310)));
/// assert_eq!(measurement.latency.p99, None);
/// ```
///
/// # Errors
/// When the content is of no known format, incomplete, of two runs, or holds what nobody can believe; when not one
/// request succeeded; when it cannot be read.
pub fn read(name: &str, reader: impl Read) -> Result<Measurement, Refusal> {
    source::Source::open(reader).and_then(recognition::read).map_err(|refusal| refusal.in_file(name))
}
