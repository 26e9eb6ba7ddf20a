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

use std::io::{self, Cursor, Read};

pub use format::{Tool, tools};
pub use measurement::{Latency, Measurement, Outcome, Pacing};
pub use refusal::{Place, Reason, Refusal};
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
    let decoded = source::utf8(reader).map_err(Refusal::from);
    decoded.and_then(|decoded| LoadTest(decoded).measurement()).map_err(|refusal| refusal.in_file(name))
}

/// What a file is, by what it holds.
pub enum Recognised<'a> {
    /// A release schedule, whole or damaged, for [`schedules::read`].
    Schedule(String),
    /// No schedule: what a load generator wrote, if anything that is known.
    LoadTest(LoadTest<'a>),
}

/// A file that is no release schedule, from its beginning on.
pub struct LoadTest<'a>(Box<dyn Read + 'a>);

impl LoadTest<'_> {
    /// Reads it, as [`read`] does.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(self, name: &str) -> Result<Measurement, Refusal> {
        self.measurement().map_err(|refusal| refusal.in_file(name))
    }

    fn measurement(self) -> Result<Measurement, Refusal> {
        source::Source::open(self.0).and_then(recognition::read)
    }
}

/// Tells a release schedule from a load test. Of a load test no more is read than the largest schedule would have.
///
/// # Errors
/// When the file cannot be read so far.
pub fn recognise<'a>(reader: impl Read + 'a) -> io::Result<Recognised<'a>> {
    let mut file = source::utf8(reader)?;
    let mut head = Vec::new();
    file.by_ref().take(schedules::LARGEST as u64 + 1).read_to_end(&mut head)?;
    let text = String::from_utf8_lossy(&head);
    Ok(if schedules::recognise(&text).is_some() {
        Recognised::Schedule(text.into_owned())
    } else {
        Recognised::LoadTest(LoadTest(Box::new(Cursor::new(head).chain(file))))
    })
}
