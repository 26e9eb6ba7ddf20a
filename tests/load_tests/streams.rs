//! Files of rows that are made while they are read.

use std::io::{self, Read};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The most bytes that were asked for at once.
static LARGEST_DEMAND: AtomicUsize = AtomicUsize::new(0);

/// The most bytes that any reader of these streams asked for at once.
pub(crate) fn largest_demand() -> usize {
    LARGEST_DEMAND.load(Ordering::Relaxed)
}

struct Stream {
    header: Option<&'static str>,
    row: fn(u64) -> String,
    next: u64,
    rows: u64,
    ready: Vec<u8>,
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        LARGEST_DEMAND.fetch_max(buffer.len(), Ordering::Relaxed);
        if self.ready.is_empty() {
            if let Some(header) = self.header.take() {
                self.ready.extend(header.bytes());
            } else if self.next < self.rows {
                self.ready.extend((self.row)(self.next).bytes());
                self.next += 1;
            }
        }
        let count = self.ready.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(self.ready.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

/// Rows of JMeter: one every 10 ms, which take 0 to 99 ms; each hundredth fails.
pub(crate) fn jtl(rows: u64) -> impl Read {
    Stream {
        header: Some("timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success\n"),
        row: |n| {
            let (code, success) = if n % 100 == 0 { (503, false) } else { (200, true) };
            let (start, elapsed) = (1_795_376_022_910 + n * 10, n % 100);
            format!(
                "{start},{elapsed},GET /hello,{code},\"a \"\"reason\"\",\nor two\",tg 1-3,text,{success}\n"
            )
        },
        next: 0,
        rows,
        ready: Vec::new(),
    }
}

/// Lines of vegeta: all at once, which take 0 to 99 µs; each hundredth has no response.
pub(crate) fn vegeta(rows: u64) -> impl Read {
    Stream {
        header: None,
        row: |n| {
            let (code, latency) = (if n % 100 == 0 { 0 } else { 200 }, n % 100 * 1_000);
            format!(
                "{{\"attack\":\"\",\"seq\":{n},\"code\":{code},\"timestamp\":\"2026-11-22T19:12:56.96Z\",\
                 \"latency\":{latency},\"error\":\"\",\"url\":\"http://127.0.0.1/\"}}\n"
            )
        },
        next: 0,
        rows,
        ready: Vec::new(),
    }
}
